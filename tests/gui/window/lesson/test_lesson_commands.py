"""Lessons from files and from the command line, runs that are prepared for a class, and the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from gui.window.lesson.class_dialog import HIDDEN, LOCKED, ClassDialog
from gui.window.lesson.sheet_dialog import SheetDialog
from gui.window.main_window import MainWindow
from model.dataset import LESSON as LESSON_DATA
from model.dataset import Dataset
from model.experiment import Experiment
from model.files.run_file import read_run
from model.lessons.names import CARDS, CHARTS, COMMANDS, PARTS, ROWS
from model.lessons.page_file import built_in, read_lesson
from model.run import ForClass
from tests.gui.window.conftest import settle

ROOT = Path(__file__).parents[4]
LESSON = built_in()


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = reuse_window(Experiment(epochs=20))
    qtbot.waitUntil(lambda: window.session.can_step)
    return window


def example(readme: str) -> str:
    """The lesson that a README shows."""
    text = (ROOT / readme).read_text("utf-8")
    lines = [line[4:] for line in text.splitlines() if line.startswith("    ")]
    first = lines.index("+++")
    last = max(place for place, line in enumerate(lines) if line.startswith(("Loss {", "손실은 처음에 {")))
    return "\n".join(lines[first : last + 1]) + "\n"


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.ko.md", "ko")])
def test_the_example_of_the_readme_is_a_lesson(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, readme: str, language: str
) -> None:
    file = tmp_path / "mine.slopewise-lesson"
    file.write_text(example(readme), encoding="utf-8")
    window.set_language(Language(language))
    window.files.open_path(file)
    qtbot.waitUntil(lambda: window.lessons.is_open and window.lessons.guide.is_ready)
    card = window.lessons.guide.card
    assert card is not None
    card.parts.predictions[0].options["slower"].button.click()
    window.set_speed(None)
    window.actions_["run"].trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    settle()
    shown = [float(number) for number in re.findall(r"\d+\.\d{3,}", card.parts.found.text())]
    losses = window.session.history.column("loss")
    assert shown[:2] == pytest.approx([losses[0], losses[99]], abs=1e-3)


def test_what_pages_may_name_is_what_the_window_has(window: MainWindow) -> None:
    from gui.cli.options import CHARTS as CHARTS_BEHIND_TABS

    assert CHARTS == CHARTS_BEHIND_TABS
    assert all(hasattr(window.view, name) for name in (*PARTS, *CARDS))
    assert window.view.left.named == {name: getattr(window.view, name) for name in CARDS}
    assert tuple(window.view.left.named.values()) == window.view.left.cards
    assert all(hasattr(getattr(window.view, card), name) for name, card in ROWS.items())
    assert [name for name in COMMANDS if name not in window.actions_.ids and name not in window.menus.within] == []


def test_a_page_of_a_folder_opens_all_of_them_and_a_bad_file_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = example("README.md")
    for number, name in enumerate(("half", "third")):
        (tmp_path / f"{number}.md").write_text(text.replace('page = "half"', f'page = "{name}"'), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "0.md"), ""))
    window.actions_["lesson_open"].trigger()
    qtbot.waitUntil(lambda: window.lessons.is_open and window.lessons.guide.is_ready)
    assert window.lessons.guide.lesson is not None
    assert [page.name for page in window.lessons.guide.lesson.pages] == ["half", "third"]
    bad = tmp_path / "bad.slopewise-lesson"
    bad.write_text("+++\npage = 3\n+++\n<b>x</b>", encoding="utf-8")
    window.files.open_path(bad)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "bad.slopewise-lesson" in box.text()
    box.close()
    assert len(window.lessons.guide.lesson.pages) == 2


def test_a_file_that_is_dropped_during_a_lesson_opens_only_if_it_is_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def drop(file: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        window.dropEvent(
            QDropEvent(
                QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            )
        )

    run, lesson = tmp_path / "run.slopewise", tmp_path / "mine.slopewise-lesson"
    window.document.save(run)
    lesson.write_text(example("README.md"), encoding="utf-8")
    window.lessons.open(LESSON, "loss")
    qtbot.waitUntil(lambda: window.lessons.guide.is_ready)
    drop(run)
    assert window.lessons.guide.lesson is LESSON
    drop(lesson)
    qtbot.waitUntil(lambda: window.lessons.guide.is_ready)
    assert window.lessons.guide.lesson == read_lesson(lesson)


def prepare(window: MainWindow, page: str, **wanted: str) -> None:
    """Prepare the run for the class with the dialog."""
    window.actions_["for_class"].trigger()
    dialog = window.findChild(ClassDialog)
    assert dialog is not None
    dialog.page.choose(page)
    for name, state in wanted.items():
        dialog.rows[name].choose(state)
    dialog.keep.click()
    settle()


def test_a_run_is_prepared_for_the_class_saved_and_opened_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    prepare(window, "loss", skip=LOCKED, reset=HIDDEN, start=HIDDEN, training=LOCKED)
    actions, view = window.actions_, window.view
    window.show_frame()
    assert (actions["skip"].isEnabled(), view.loop.skip.isEnabled()) == (False, False)
    assert "class" in actions["skip"].toolTip()
    assert (actions["reset"].isVisible(), view.start.isVisible(), view.training.isEnabled()) == (False, False, False)
    assert window.document.is_modified
    file = tmp_path / "prepared.slopewise"
    window.document.save(file)
    assert read_run(file).for_class == ForClass("loss", ("training", "skip"), ("start", "reset"))
    prepare(window, "", skip="open", reset="open", start="open", training="open")
    assert (actions["skip"].isEnabled(), actions["reset"].isVisible(), view.start.isVisible()) == (True, True, True)
    window.document.let_go()
    window.files.open_path(file)
    qtbot.waitUntil(lambda: window.lessons.is_open)
    guide = window.lessons.guide
    settle()
    assert guide.card is not None
    assert guide.card.title.text() == LESSON.pages[5].words_in(window.preferences.language.value).title
    assert (window.document.path, window.session.experiment) == (file, Experiment(epochs=20))  # the run is its own
    assert not actions["skip"].isEnabled()
    guide.leave()
    settle()
    assert (actions["skip"].isEnabled(), actions["reset"].isVisible(), view.training.isEnabled()) == (
        False,
        False,
        False,
    )
    window.lessons.open(LESSON, "run")  # whose own runs nobody has locked
    qtbot.waitUntil(guide_is_ready(window))
    assert "class" not in actions["skip"].toolTip()
    guide.leave()
    assert "class" in actions["skip"].toolTip()


def test_a_page_that_was_written_for_other_data_is_said_to_be_so(window: MainWindow) -> None:
    window.document.begin_with(Dataset.of([1, 2, 3, 4], [2, 4, 6, 8.5]))
    settle()
    for data, other in ((None, True), (LESSON_DATA, False)):
        if data is not None:
            window.document.begin_with(data)
            settle()
        window.actions_["for_class"].trigger()
        dialog = window.findChildren(ClassDialog)[-1]
        assert not dialog.misfit.isVisible()
        dialog.page.choose("loss")
        assert dialog.misfit.isVisible() is other
        dialog.page.choose("")
        assert not dialog.misfit.isVisible()
        dialog.cancel.click()
        settle()


def guide_is_ready(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.lessons.guide.is_ready


def test_a_prepared_run_rests_when_another_page_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    window.session.changes.set_lr(0.02)
    prepare(window, "loss", skip=LOCKED)
    window.lessons.open(LESSON, "loss", beside_run=True)
    assert window.session.experiment.settings.lr == 0.02
    window.actions_["lesson_next"].trigger()
    qtbot.waitUntil(guide_is_ready(window))
    assert window.session.experiment.settings.lr == 0.01
    window.lessons.leave()
    assert window.session.experiment.settings.lr == 0.02
    assert window.document.for_class.page == "loss"


def test_a_locked_checkbox_is_not_reached_by_key(window: MainWindow) -> None:
    prepare(window, "", skip=LOCKED)
    window.view.loop.skip.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z)
    QTest.keyClick(window.view.loop.skip, Qt.Key.Key_Space)
    assert not window.session.experiment.settings.skips


def test_the_sheet_has_what_was_answered_and_keeps_the_names(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.lessons.open(LESSON, "zero-grad")
    qtbot.waitUntil(guide_is_ready(window))
    guide = window.lessons.guide
    assert guide.card is not None
    guide.card.parts.predictions[0].options["slower"].button.click()
    window.actions_["lesson_sheet"].trigger()
    dialog = window.findChild(SheetDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Kim")
    assert guide.results.name == "Kim"
    guide.card.parts.predictions[0].options["swings"].button.click()  # while the dialog is open
    settle()
    for suffix, button, begins in ((".csv", dialog.csv, b"\xef\xbb\xbf"), (".pdf", dialog.pdf, b"%PDF-")):
        file = tmp_path / f"sheet{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        button.click()
        assert file.read_bytes().startswith(begins)
    assert "Kim" in (tmp_path / "sheet.csv").read_text("utf-8-sig")
    assert "swings and never settles" in (tmp_path / "sheet.csv").read_text("utf-8-sig")


def test_each_look_of_a_label_is_asked_for_by_one_kind_of_widget_only() -> None:
    sheet = style_sheet(LIGHT, TypeScale())
    labels, frames = (set(re.findall(rf'{kind}\[role="(\w+)"\]', sheet)) for kind in ("QLabel", "QFrame"))
    assert labels & frames == set()  # a label is a frame, too: the later rule would be that of both
