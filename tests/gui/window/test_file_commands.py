"""The File menu, with the dialogs answered by the tests."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.panels.data.file_dialog import DataFileDialog
from gui.panels.data.recipe_dialog import MakeDataDialog
from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.dialogs import NoteDialog
from gui.window.main_window import MainWindow
from model.data.examples import examples
from model.dataset import LESSON, Dataset
from model.experiment import Experiment
from model.files.run_file import read_run
from tests.gui.conftest import is_korean

FOUR = Dataset.of([1, 2, 3, 4], [2, 4.5, 5.5, 8])


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    window: MainWindow = make_window(Experiment(epochs=30))
    return window


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Let the next dialogs for files choose this file."""

    def answer(path: Path | None) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return answer


def run_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)


def box(window: MainWindow) -> QMessageBox:
    """The message that is shown over the window."""
    (found,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    return found


def test_a_run_is_saved_and_opened_again(window: MainWindow, answer: Callable[[Path], None], tmp_path: Path) -> None:
    answer(tmp_path / "lesson")
    window.session.changes.set_data(FOUR)
    window.actions_["save"].trigger()
    assert read_run(tmp_path / "lesson.slopewise").experiment.data == FOUR
    assert (window.windowTitle(), window.isWindowModified()) == ("lesson.slopewise[*] – Slopewise", False)
    window.session.changes.set_data(LESSON)
    assert window.isWindowModified()
    answer(tmp_path / "lesson.slopewise")
    window.actions_["open"].trigger()
    assert window.session.experiment.data == FOUR
    assert window.view.fit.residuals._x.tolist() == [1, 2, 3, 4]
    assert window.files.recent == [tmp_path / "lesson.slopewise"]
    assert [action.text() for action in window.menus.within["recent"].actions()] == ["lesson.slopewise"]


def test_a_name_with_a_dot_gets_its_suffix_all_the_same(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / "week 1.2")
    window.actions_["save"].trigger()
    assert window.document.path == tmp_path / "week 1.2.slopewise"


def test_nothing_happens_where_no_file_is_chosen(window: MainWindow, answer: Callable[[None], None]) -> None:
    answer(None)
    for command in ("open", "save", "save_as", "export_script", "export_notebook", "export_csv"):
        window.actions_[command].trigger()
    assert (window.document.path, window.files.recent) == (None, [])


def test_a_bad_run_is_told_and_changes_nothing(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "bad.slopewise").write_bytes(b"no")
    window.session.changes.set_data(FOUR)
    answer(tmp_path / "bad.slopewise")
    window.actions_["open"].trigger()
    assert "bad.slopewise" in box(window).text()
    assert window.session.experiment.data == FOUR


def test_a_file_that_cannot_be_written_is_told(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / "nowhere" / "a.slopewise")
    window.actions_["save"].trigger()
    assert "a.slopewise" in box(window).text()
    assert window.document.path is None


def test_a_table_asks_for_its_columns_and_becomes_the_data(
    window: MainWindow, answer: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "scores.csv").write_bytes("시간,점수\n1,2\n2,5\n4,9\n".encode("cp949"))
    answer(tmp_path / "scores.csv")
    window.actions_["open"].trigger()
    dialog = window.findChild(DataFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.data is not None, timeout=10_000)
    dialog.accept()
    data = window.session.experiment.data
    assert (data, data.x_name, data.y_name) == (Dataset.of([1, 2, 4], [2, 5, 9]), "시간", "점수")
    assert not window.document.is_modified
    assert window.files.recent == [tmp_path / "scores.csv"]
    qtbot.waitUntil(lambda: window.findChild(DataFileDialog) is None)


def test_a_file_is_dropped_onto_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("x,y\n1,2\n2,5\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "scores.csv"))])
    no = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no))
    dialog = window.findChild(DataFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.data is not None, timeout=10_000)
    dialog.reject()
    assert window.session.experiment.data == LESSON


def test_every_example_can_be_chosen(window: MainWindow) -> None:
    menu = window.menus.within["examples"]
    menu.aboutToShow.emit()
    assert len(menu.actions()) == len(examples())
    for action, example in zip(list(menu.actions()), examples(), strict=True):
        action.trigger()
        assert window.session.experiment.data == example.data


def test_the_examples_are_named_in_korean(window: MainWindow) -> None:
    window.set_language(Language.KOREAN)
    menu = window.menus.within["examples"]
    menu.aboutToShow.emit()
    assert all(is_korean(action.text()) for action in menu.actions())


def test_data_are_made(window: MainWindow) -> None:
    window.actions_["make_data"].trigger()
    dialog = window.findChild(MakeDataDialog)
    assert dialog is not None
    dialog.accept()
    assert len(window.session.experiment.data) == 50


def test_a_note_is_written_and_shown_when_the_run_is_opened(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    window.actions_["note"].trigger()
    dialog = window.findChild(NoteDialog)
    assert dialog is not None
    dialog.text.setPlainText("Watch the marble.")
    dialog.accept()
    answer(tmp_path / "a.slopewise")
    window.actions_["save"].trigger()
    QApplication.processEvents()
    window.files.open_path(tmp_path / "a.slopewise")
    assert [note.text.toPlainText() for note in window.findChildren(NoteDialog) if note.isVisible()] == [
        "Watch the marble."
    ]


def test_every_epoch_is_exported(
    window: MainWindow, answer: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    run_to_the_end(window, qtbot)
    answer(tmp_path / "a.csv")
    window.actions_["export_csv"].trigger()
    with (tmp_path / "a.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [float(row["loss"]) for row in rows] == window.session.history.column("loss").tolist()


@pytest.mark.parametrize(("command", "name"), [("export_script", "run.py"), ("export_notebook", "run.ipynb")])
def test_the_run_is_exported_as_code(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path, command: str, name: str
) -> None:
    window.set_language(Language.KOREAN)
    answer(tmp_path / name)
    window.actions_[command].trigger()
    text = (tmp_path / name).read_text("utf-8")
    assert "optimizer.zero_grad()" in text
    assert is_korean(text)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_every_part_makes_a_picture(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path, ending: str
) -> None:
    for index in range(4):
        picture = tmp_path / f"{index}.{ending}"
        answer(picture)
        window.menus.within["picture"].actions()[index].trigger()
        assert picture.stat().st_size > 1000
        QApplication.clipboard().clear()
        window.menus.within["copy"].actions()[index].trigger()
        assert not QApplication.clipboard().image().isNull(), index
        if ending == "png":
            assert not QImage(str(picture)).isNull(), index


# --- closing ---


@pytest.mark.parametrize(
    ("button", "closes", "saves"),
    [
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
        (QMessageBox.StandardButton.Save, True, True),
    ],
)
def test_closing_asks_about_work_that_is_not_saved(  # noqa: PLR0917 - fixtures and parameters
    window: MainWindow,
    answer: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    button: QMessageBox.StandardButton,
    closes: bool,
    saves: bool,
) -> None:
    window.session.changes.set_data(FOUR)
    answer(tmp_path / "a.slopewise")
    monkeypatch.setattr(QMessageBox, "exec", lambda _: button)
    event = QCloseEvent()
    window.closeEvent(event)
    assert (event.isAccepted(), (tmp_path / "a.slopewise").exists()) == (closes, saves)


def test_closing_asks_nothing_where_nothing_would_be_lost(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QMessageBox, "exec", asked.append)
    window.session.changes.set_skip(True)
    event = QCloseEvent()
    window.closeEvent(event)
    assert (event.isAccepted(), asked) == (True, [])


def test_what_a_crash_has_left_is_brought_back(
    make_window: Callable[..., MainWindow], window: MainWindow, tmp_path: Path
) -> None:
    window.session.changes.set_data(FOUR)
    window.document.save(tmp_path / "recovery.slopewise")
    other = make_window()
    other.document._recovery = tmp_path / "recovery.slopewise"
    other.files.offer_recovery()
    yes: QPushButton = box(other).button(QMessageBox.StandardButton.Yes)  # type: ignore[assignment]
    yes.click()
    assert other.session.experiment.data == FOUR
    other.document._recovery = None
