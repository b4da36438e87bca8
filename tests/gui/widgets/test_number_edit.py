"""The number field: what it accepts, and which keys it leaves to the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.theme.theme import LIGHT
from gui.widgets.number_edit import NumberEdit
from model.experiment import FLOAT32_MAX
from tests.gui.conftest import colours

Activate = Callable[[QWidget], None]


class Form(QWidget):
    """A window with the field, another field, and three shortcuts."""

    def __init__(self, field: NumberEdit) -> None:
        super().__init__()
        self.field, self.other = field, QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        self.pressed: list[str] = []
        self.changes: list[float] = []
        for key in ("Space", "R", "Z", "Right", "Ctrl+Z"):
            action = QAction(key, self)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, key=key: self.pressed.append(key))
            self.addAction(action)
        field.changed.connect(self.changes.append)


@pytest.fixture
def make_form(show: Callable[[QWidget], QWidget], activate: Activate) -> Callable[[NumberEdit], Form]:
    def make(field: NumberEdit) -> Form:
        form = Form(field)
        show(form)
        activate(form)
        field.setFocus()
        return form

    return make


@pytest.fixture
def form(make_form: Callable[[NumberEdit], Form]) -> Form:
    """A field for numbers from 0 to 10, which shows 0.01 and has the focus."""
    form = make_form(NumberEdit(0.0, 10.0))
    form.field.set_value(0.01)
    return form


def type_in(field: NumberEdit, text: str) -> None:
    """Type over what stands in the field."""
    field.selectAll()
    QTest.keyClicks(field, text)


def press(field: NumberEdit, key: Qt.Key) -> None:
    QTest.keyClick(field, key)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.05", 0.05), ("0,05", 0.05), ("1e-3", 1e-3), ("1E-3", 1e-3), (".5", 0.5), ("5.", 5.0), ("+2", 2.0), ("0", 0.0)],
)
def test_enter_gives_the_number_typed(form: Form, typed: str, value: float) -> None:
    type_in(form.field, typed)
    press(form.field, Qt.Key.Key_Return)
    assert form.changes == [value]


@pytest.mark.parametrize("typed", ["abc", "1..2", "--1", "nan", "inf", "1e999", "11", "-0.1", "1,2,3", "1e", "1,350"])
def test_nonsense_gives_way_to_the_last_good_number(form: Form, typed: str) -> None:
    type_in(form.field, typed)
    press(form.field, Qt.Key.Key_Return)
    assert (form.changes, form.field.text()) == ([], "0.01")


def test_nonsense_pasted_gives_way_to_the_last_good_number(form: Form) -> None:
    QApplication.clipboard().setText("0x1")
    form.field.selectAll()
    form.field.paste()
    press(form.field, Qt.Key.Key_Return)
    assert (form.changes, form.field.text()) == ([], "0.01")


def test_a_letter_that_no_number_has_is_not_written(form: Form) -> None:
    type_in(form.field, "0x1")
    assert form.field.text() == "01"


def test_an_empty_field_gives_way_to_the_last_good_number(form: Form) -> None:
    form.field.selectAll()
    press(form.field, Qt.Key.Key_Backspace)
    form.other.setFocus()
    assert (form.changes, form.field.text()) == ([], "0.01")


@pytest.mark.parametrize("typed", ["1.5", "1e3", "0", "-1", "101"])
def test_a_whole_field_takes_whole_numbers_in_its_range_alone(
    make_form: Callable[[NumberEdit], Form], typed: str
) -> None:
    form = make_form(NumberEdit(1, 100, whole=True))
    form.field.set_value(50)
    type_in(form.field, typed)
    press(form.field, Qt.Key.Key_Return)
    assert (form.changes, form.field.text()) == ([], "50")


@pytest.mark.parametrize(
    ("typed", "value"), [("4,000", 4000), ("4.000", 4000), ("1,000,000", 1_000_000), ("1e3", 1000)]
)
def test_a_whole_number_may_have_its_thousands_grouped(
    make_form: Callable[[NumberEdit], Form], typed: str, value: int
) -> None:
    form = make_form(NumberEdit(1, 10_000_000, whole=True))
    type_in(form.field, typed)
    press(form.field, Qt.Key.Key_Return)
    assert form.changes == [value]


def test_a_whole_number_stays_one(make_form: Callable[[NumberEdit], Form]) -> None:
    form = make_form(NumberEdit(0, 2**63 - 1, whole=True))
    form.field.set_value(1)
    type_in(form.field, "9223372036854775807")
    press(form.field, Qt.Key.Key_Return)
    assert form.changes == [2**63 - 1]
    assert form.field.text() == "9223372036854775807"


def test_leaving_the_field_gives_the_number_typed(form: Form) -> None:
    type_in(form.field, "0.05")
    form.other.setFocus()
    assert form.changes == [0.05]


def test_a_number_is_given_once(form: Form) -> None:
    type_in(form.field, "0.05")
    press(form.field, Qt.Key.Key_Return)
    form.field.setFocus()
    press(form.field, Qt.Key.Key_Return)
    form.other.setFocus()
    assert form.changes == [0.05]


def test_a_number_of_many_digits_is_given_once_and_whole(form: Form) -> None:
    type_in(form.field, "0.12345678901234")
    press(form.field, Qt.Key.Key_Return)
    assert form.changes == [0.12345678901234]


def test_passing_through_changes_nothing(form: Form) -> None:
    form.field.set_value(1 / 3)
    form.other.setFocus()
    assert form.changes == []


def test_enter_gives_the_keyboard_back_to_the_window(form: Form) -> None:
    press(form.field, Qt.Key.Key_Return)
    assert not form.field.hasFocus()


def test_escape_brings_the_last_good_number_back(form: Form) -> None:
    type_in(form.field, "0.05")
    press(form.field, Qt.Key.Key_Escape)
    assert (form.changes, form.field.text(), form.field.hasFocus()) == ([], "0.01", False)


def test_what_is_typed_wrongly_looks_wrong_at_once(form: Form) -> None:
    type_in(form.field, "1..")
    assert form.field.property("invalid") is True
    assert LIGHT.alarm in colours(form.field.grab().toImage())


def test_it_looks_right_again_when_it_is(form: Form) -> None:
    type_in(form.field, "1..")
    press(form.field, Qt.Key.Key_Backspace)
    assert form.field.property("invalid") is False
    assert LIGHT.alarm not in colours(form.field.grab().toImage())


def test_showing_a_number_gives_none(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.field.changed):
        form.field.set_value(0.3)
    assert form.field.text() == "0.3"


@pytest.mark.parametrize("key", ["Space", "R", "Z"])
def test_shortcuts_reach_the_window_while_a_number_is_typed(form: Form, key: str) -> None:
    type_in(form.field, "0.05")
    QTest.keyClick(form.field, Qt.Key[f"Key_{key}"])
    assert (form.pressed, form.field.text()) == ([key], "0.05")


def test_a_window_that_has_heard_a_shortcut_can_ask_for_what_has_been_typed(form: Form) -> None:
    type_in(form.field, "0.05")
    form.field.finish()
    assert (form.changes, form.field.text()) == ([0.05], "0.05")
    form.field.finish()
    assert form.changes == [0.05]


def test_the_arrow_keys_move_the_cursor(form: Form) -> None:
    form.field.setCursorPosition(0)
    press(form.field, Qt.Key.Key_Right)
    assert (form.pressed, form.field.cursorPosition()) == ([], 1)


def test_undo_is_the_windows_until_something_is_being_typed(form: Form) -> None:
    undo = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(form.field, *undo)
    assert form.pressed == ["Ctrl+Z"]
    QTest.keyClicks(form.field, "5")
    QTest.keyClick(form.field, *undo)
    assert form.pressed == ["Ctrl+Z"]
    assert form.field.text() == "0.01"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (lambda: NumberEdit(1, 10_000_000, whole=True), "2.5", "A whole number from 1 to 10,000,000"),
        (lambda: NumberEdit(0.0, 1.0), "1.5", "A number from 0 to 1"),
        (lambda: NumberEdit(0.0, FLOAT32_MAX), "-1", "A number, 0 or larger"),
        (lambda: NumberEdit(-FLOAT32_MAX, FLOAT32_MAX), "1e99", "A number, such as -0.5 or 1e-3"),
    ],
)
def test_a_number_that_is_not_taken_is_answered_with_what_may_stand_there(
    make_form: Callable[[NumberEdit], Form], field: Callable[[], NumberEdit], typed: str, told: str
) -> None:
    form = make_form(field())
    QTest.keyClicks(form.field, "1")
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert QToolTip.text() != told
    form.field.setFocus()
    form.field.selectAll()
    QTest.keyClicks(form.field, typed)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert (QToolTip.text(), form.changes[-1:]) == (told, [1])
