"""The dialog that makes data: what it makes, what it refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.data.recipe_dialog import MakeDataDialog
from gui.theme.theme import THEMES, Theme
from gui.widgets.number_edit import NumberEdit
from model.data.recipe import Recipe
from model.dataset import Dataset
from model.experiment import SEED_LIMIT
from tests.gui.conftest import colours, dress, hear_language

RECIPE = Recipe(W=-1.5, b=4.0, points=30, noise=0.25, low=-2.0, high=8.0, seed=7)


@pytest.fixture
def dialog(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> MakeDataDialog:
    """The dialog, open, with RECIPE in its fields; what it makes is in its list of results."""
    dialog = MakeDataDialog(recipe=RECIPE)
    show(dialog)
    activate(dialog)
    return dialog


@pytest.fixture
def results(dialog: MakeDataDialog) -> list[Dataset]:
    """What the dialog has made."""
    results: list[Dataset] = []
    dialog.made.connect(results.append)
    return results


def type_in(field: NumberEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def click_make(dialog: MakeDataDialog) -> None:
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)


def test_it_shows_the_recipe_it_is_given(dialog: MakeDataDialog) -> None:
    assert [field.text() for field in dialog.fields] == ["-1.5", "4", "30", "0.25", "-2", "8", "7"]
    assert dialog.recipe == RECIPE


def test_by_itself_it_shows_a_recipe_that_can_be_made(qtbot: QtBot) -> None:
    dialog = MakeDataDialog()
    qtbot.addWidget(dialog)
    assert dialog.recipe == Recipe()
    assert dialog.make.isEnabled()


def test_it_makes_the_data_of_its_recipe_and_closes(dialog: MakeDataDialog, results: list[Dataset]) -> None:
    click_make(dialog)
    assert results == [Recipe(-1.5, 4.0, points=30, noise=0.25, low=-2.0, high=8.0, seed=7).make()]
    assert (dialog.isVisible(), dialog.result()) == (False, MakeDataDialog.DialogCode.Accepted)


def test_every_field_counts(dialog: MakeDataDialog, results: list[Dataset]) -> None:
    for field, text in zip(dialog.fields, ("3", "-2", "5", "0", "1", "2,5", "99"), strict=True):
        type_in(field, text)
    click_make(dialog)
    assert results == [Recipe(3.0, -2.0, points=5, noise=0.0, low=1.0, high=2.5, seed=99).make()]


def test_what_is_typed_counts_before_the_field_is_left(dialog: MakeDataDialog) -> None:
    type_in(dialog.noise, "0.5")
    assert dialog.recipe is not None
    assert dialog.recipe.noise == 0.5
    assert dialog.preview.text() == "y = −1.5 x + 4 ± 0.5"


def test_the_largest_seed_is_taken_over_exactly(dialog: MakeDataDialog) -> None:
    type_in(dialog.seed, str(SEED_LIMIT - 1))
    assert dialog.recipe is not None
    assert dialog.recipe.seed == SEED_LIMIT - 1


def test_the_preview_tells_what_will_be_made(dialog: MakeDataDialog) -> None:
    assert dialog.preview.text() == "y = −1.5 x + 4 ± 0.25"
    assert dialog.note.text() == "30 points, x drawn evenly from −2 to 8"
    assert dialog.note.property("role") == "note"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("W", "1e", "True W: a number"),
        ("b", "", "True b: a number"),
        ("points", "1", "Points: a whole number from 2 to 100000"),
        ("points", "2.5", "Points: a whole number from 2 to 100000"),
        ("noise", "-1", "Noise: a number, 0 or more"),
        ("seed", "-1", "Seed: a whole number, 0 or more"),
        ("low", "8", "x must go from a smaller number to a larger one"),
        ("high", "-3", "x must go from a smaller number to a larger one"),
        ("W", "3e38", "These numbers are too large: float32 could not hold y"),
    ],
)
def test_what_is_wrong_is_said_at_once_and_nothing_can_be_made(
    dialog: MakeDataDialog, results: list[Dataset], name: str, text: str, said: str
) -> None:
    field: NumberEdit = getattr(dialog, name)
    type_in(field, text or "\b")
    assert (dialog.note.text(), dialog.note.property("role")) == (said, "alarm")
    assert dialog.recipe is None
    assert not dialog.make.isEnabled()
    dialog.accept()
    assert (results, dialog.isVisible()) == ([], True)


def test_a_mended_mistake_is_forgotten(dialog: MakeDataDialog) -> None:
    type_in(dialog.low, "9")
    type_in(dialog.high, "10")
    assert dialog.make.isEnabled()
    assert dialog.note.property("role") == "note"


def test_a_field_left_with_nonsense_shows_its_last_good_number_and_that_counts(dialog: MakeDataDialog) -> None:
    type_in(dialog.points, "1")
    dialog.seed.setFocus()
    assert dialog.points.text() == "30"
    assert dialog.recipe == RECIPE
    assert dialog.make.isEnabled()


def test_enter_makes_the_data(dialog: MakeDataDialog, results: list[Dataset]) -> None:
    type_in(dialog.points, "12")
    QTest.keyClick(dialog.points, Qt.Key.Key_Return)
    assert [len(data) for data in results] == [12]


def test_enter_in_a_field_of_nonsense_only_brings_the_last_good_number_back(
    dialog: MakeDataDialog, results: list[Dataset]
) -> None:
    type_in(dialog.points, "1")
    QTest.keyClick(dialog.points, Qt.Key.Key_Return)
    assert (results, dialog.isVisible(), dialog.points.text()) == ([], True, "30")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert [len(data) for data in results] == [30]


def test_escape_brings_the_last_good_number_back_and_then_closes(
    dialog: MakeDataDialog, results: list[Dataset]
) -> None:
    type_in(dialog.points, "1")
    QTest.keyClick(dialog.points, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.recipe) == (True, RECIPE)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), results) == (False, [])


def test_cancel_makes_nothing(dialog: MakeDataDialog, results: list[Dataset]) -> None:
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert (dialog.isVisible(), results) == (False, [])


def test_it_opens_again_as_it_was_left(dialog: MakeDataDialog, results: list[Dataset]) -> None:
    type_in(dialog.seed, "8")
    click_make(dialog)
    dialog.open()
    click_make(dialog)
    assert len(results) == 2
    assert results[0] == results[1]


def test_the_fields_have_names_for_a_screen_reader(dialog: MakeDataDialog) -> None:
    assert [field.accessibleName() for field in dialog.fields] == [
        "True W",
        "True b",
        "Points",
        "Noise",
        "x from",
        "x to",
        "Seed",
    ]


class Hangul(QTranslator):
    """Every text of the dialog, with 가 before it."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text as it would be in this language; empty where it is not the dialog's."""
        return f"가 {text}" if context == "MakeDataDialog" else ""

    def isEmpty(self) -> bool:
        """Qt asks no translator that says it is empty."""
        return False


@pytest.fixture
def hangul(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Switch to a language that has every text."""
    translator = Hangul()

    def switch() -> None:
        qapp.installTranslator(translator)
        hear_language()

    yield switch
    qapp.removeTranslator(translator)
    hear_language()


def test_every_text_follows_the_language_while_it_is_open(dialog: MakeDataDialog, hangul: Callable[[], None]) -> None:
    hangul()
    labels = [shown.text() for shown in dialog.findChildren(QLabel) if shown is not dialog.preview]
    buttons = [button.text() for button in dialog.findChildren(QPushButton)]
    names = [field.accessibleName() for field in dialog.fields]
    tips = [dialog.noise.toolTip(), dialog.seed.toolTip()]
    assert [
        text for text in (dialog.windowTitle(), *labels, *buttons, *names, *tips) if not text.startswith("가")
    ] == []
    assert dialog.recipe == RECIPE


def test_what_is_wrong_is_said_anew_in_the_new_language(dialog: MakeDataDialog, hangul: Callable[[], None]) -> None:
    type_in(dialog.points, "1")
    hangul()
    assert dialog.note.text() == "가 가 Points: a whole number from 2 to 100000"
    assert dialog.points.text() == "1"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_mistake_is_in_the_themes_alarm_colour(dialog: MakeDataDialog, theme: Theme) -> None:
    dress(dialog, theme)
    type_in(dialog.low, "9")
    assert theme.alarm in colours(dialog.note.grab().toImage())
    assert theme.card in colours(dialog.grab().toImage())
