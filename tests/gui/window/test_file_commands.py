"""The File menu, with the dialogs answered by the tests."""

from __future__ import annotations

import base64
import csv
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.cli.options import CHARTS
from gui.panels.data.file_dialog import DataFileDialog
from gui.panels.data.recipe_dialog import MakeDataDialog
from gui.session.background import unfinished
from gui.session.engine import State
from gui.theme.translation import Language
from gui.window import file_commands
from gui.window.dialogs import Button, NoteDialog
from gui.window.main_window import MainWindow
from gui.window.preferences import DEFAULT_SPEED
from model.comparison.ready_comparisons import Question
from model.data.examples import examples
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings
from model.files.run_file import read_run, write_run
from model.run import Replay
from model.training.trainer import epochs_of
from tests.environment import PATIENCE
from tests.gui.conftest import is_korean

KINDS = [
    ("save_as", "slopewise"),
    ("export_script", "py"),
    ("export_notebook", "ipynb"),
    ("export_csv", "csv"),
    ("export_web_page", "html"),
]

FOUR = Dataset.of([1, 2, 3, 4], [2, 4.5, 5.5, 8])


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow]) -> MainWindow:
    return reuse_window(Experiment(epochs=30))


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Let the next dialogs for files choose this file."""

    def answer(path: Path | None) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return answer


def run_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)


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


@pytest.mark.parametrize("chart", [0, len(CHARTS) - 1])
def test_a_run_opens_with_the_chart_the_axis_and_the_speed_that_it_was_saved_with(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, answer: Callable[[Path], None], chart: int
) -> None:
    assert window.view.charts.count() == len(CHARTS)
    window.session.changes.set_skip(True)
    run_to_the_end(window, qtbot)
    window.session.travel(12)
    window.view.charts.setCurrentIndex(chart)
    window.set_speed(20.0)
    window.choose("logarithmic", on=True)
    answer(tmp_path / "lesson.slopewise")
    window.actions_["save"].trigger()
    window.set_speed(None)
    window.choose("logarithmic", on=False)
    window.view.charts.setCurrentIndex(int(chart == 0))
    window.document.begin_anew()
    window.files.open_path(tmp_path / "lesson.slopewise")
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    assert (window.session.time, window.view.readouts.epoch.text()) == (12, "12")
    assert window.view.charts.currentIndex() == chart
    assert window.view.loss.logarithmic.isChecked()
    assert (window.session.engine.speed, window.preferences.speed) == (20.0, 20.0)
    assert not window.isWindowModified()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the desktop is asked to open."""
    urls = list[QUrl]()
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    return urls


@pytest.mark.parametrize(("command", "suffix"), KINDS)
def test_what_is_written_and_where_is_told_with_a_way_there(  # noqa: PLR0917 - fixtures and parameters
    window: MainWindow,
    answer: Callable[[Path], None],
    tmp_path: Path,
    opened: list[QUrl],
    command: str,
    suffix: str,
) -> None:
    status, file = window._status, tmp_path / f"<b>one &amp; {{two}}.{suffix}"
    answer(file)
    assert not status.folder.isVisible()
    window.actions_[command].trigger()
    assert file.name in status.message.text()
    assert status.message.textFormat() is Qt.TextFormat.PlainText
    assert status.message.toolTip() != ""
    status.folder.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_it_is_told_until_the_run_does_something_else(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    answer(tmp_path / "lesson.slopewise")
    window.actions_["save"].trigger()
    window.show_frame()
    assert "lesson.slopewise is written" in window._status.message.text()
    window.retranslate()
    assert "lesson.slopewise is written" in window._status.message.text()
    run_to_the_end(window, qtbot)
    assert window._status.message.text().startswith("Finished")
    assert not window._status.folder.isVisible()


def test_it_is_told_that_the_runs_beside_it_are_not_in_the_file(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.compare(Question.ZERO_GRAD)
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    for name, told in (("lesson.slopewise", True), ("lesson.py", False)):
        answer(tmp_path / name)
        window.show_frame()
        window.actions_["save" if told else "export_script"].trigger()
        assert f"{name} is written" in window._status.message.text()
        assert ("without the runs beside it" in window._status.message.text()) is told


def test_what_was_written_before_is_not_told_of_a_save_that_failed(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "gone").mkdir()
    answer(tmp_path / "gone" / "lesson.slopewise")
    window.actions_["save"].trigger()
    (tmp_path / "gone" / "lesson.slopewise").unlink()
    (tmp_path / "gone").rmdir()
    window.session.changes.set_lr(0.02)
    window.actions_["save"].trigger()
    assert "is written" not in window._status.message.text()
    assert not window._status.folder.isVisible()
    box(window).close()


def test_a_picture_is_told_and_what_failed_is_not(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / "no folder" / "fit.png")
    window.files.export_picture(window.view.fit)
    assert not window._status.folder.isVisible()
    box(window).close()
    answer(tmp_path / "fit.png")
    window.files.export_picture(window.view.fit)
    assert "fit.png is written" in window._status.message.text()


def test_long_names_leave_room_for_the_way_there(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "/".join(["a folder with a long name"] * 8)
    window._status.show_written(folder / f"{'long' * 50}.csv")
    QApplication.processEvents()
    button = window._status.folder
    assert button.mapTo(window, button.rect().bottomRight()).x() < window.width()


def test_a_name_with_a_dot_gets_its_suffix_all_the_same(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / "week 1.2")
    window.actions_["save"].trigger()
    assert window.document.path == tmp_path / "week 1.2.slopewise"


@pytest.mark.parametrize("gives_way", [False, True])
@pytest.mark.parametrize(("command", "suffix"), KINDS)
def test_a_file_whose_name_was_not_typed_whole_gives_way_only_when_asked(  # noqa: PLR0917 - fixtures and parameters
    window: MainWindow,
    answer: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    suffix: str,
    gives_way: bool,
) -> None:
    file, asked = tmp_path / f"lesson.{suffix}", list[str]()
    file.write_text("old")
    buttons = QMessageBox.StandardButton

    def reply(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return buttons.Yes if gives_way else buttons.No

    monkeypatch.setattr(QMessageBox, "exec", reply)
    answer(tmp_path / "lesson")
    window.actions_[command].trigger()
    assert (len(asked), file.name in asked[0]) == (1, True)
    assert (file.read_text(encoding="utf-8") != "old") is gives_way


@pytest.mark.parametrize(("command", "suffix"), KINDS)
def test_what_is_cancelled_while_the_disk_works_is_not_written(  # noqa: PLR0917 - fixtures and parameters
    window: MainWindow,
    qtbot: QtBot,
    answer: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    suffix: str,
) -> None:
    file, cancelled = tmp_path / f"lesson.{suffix}", Event()

    def cancel() -> None:
        dialogs = [dialog for dialog in window.findChildren(QProgressDialog) if dialog.isVisible()]
        if dialogs:
            dialogs[0].findChildren(QPushButton)[0].click()
            QTimer.singleShot(50, cancelled.set)
        else:
            QTimer.singleShot(20, cancel)

    monkeypatch.setattr("os.fsync", lambda _: cancelled.wait(PATIENCE))
    window.session.changes.set_data(FOUR)
    answer(file)
    QTimer.singleShot(0, cancel)
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: cancelled.is_set() and not unfinished)
    assert (list(tmp_path.iterdir()), window.document.path, window.isWindowModified()) == ([], None, True)


@pytest.fixture
def asked() -> list[str]:
    """The questions whether a file is to give way."""
    return []


@pytest.fixture(params=[False, True])
def gives_way(request: pytest.FixtureRequest, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> bool:
    """What such a question is answered with."""
    gives_way: bool = request.param

    def reply(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Yes if gives_way else QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "exec", reply)
    return gives_way


def test_a_table_gives_way_to_the_data_of_a_script_only_when_asked(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path, gives_way: bool
) -> None:
    table = tmp_path / "hw.data.csv"
    table.write_text("old")
    window.session.changes.set_data(Dataset.of(range(3000), range(3000)))
    answer(tmp_path / "hw.py")
    window.actions_["export_script"].trigger()
    assert ((tmp_path / "hw.py").exists(), table.read_text() != "old") == (gives_way, gives_way)


def test_what_another_window_has_saved_meanwhile_gives_way_only_when_asked(
    window: MainWindow, answer: Callable[[Path], None], asked: list[str], tmp_path: Path, gives_way: bool
) -> None:
    file = tmp_path / "a.slopewise"
    answer(file)
    for data in (FOUR, Dataset.of([1, 2], [3, 4])):  # its own file is written again unasked
        window.session.changes.set_data(data)
        window.actions_["save"].trigger()
    assert (asked, window.document.is_modified) == ([], False)
    write_run(Replay(Experiment(seed=9), note="theirs"), file)
    window.session.changes.set_data(FOUR)
    window.actions_["save"].trigger()
    assert (len(asked), "a.slopewise" in asked[0]) == (1, True)
    assert (read_run(file).note != "theirs", window.document.is_modified) == (gives_way, not gives_way)


def test_nothing_happens_where_no_file_is_chosen(window: MainWindow, answer: Callable[[None], None]) -> None:
    answer(None)
    for command in ("open", "save", "save_as", "export_script", "export_notebook", "export_web_page", "export_csv"):
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
    qtbot.waitUntil(lambda: dialog.data is not None)
    dialog.accept()
    data = window.session.experiment.data
    assert data == Dataset([[1], [2], [4]], [[2], [5], [9]], "scores.csv", "시간", "점수")  # type: ignore[arg-type]
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
    qtbot.waitUntil(lambda: dialog.data is not None)
    dialog.reject()
    assert window.session.experiment.data == LESSON


def test_a_new_lesson_asks_about_what_is_not_saved(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.session.changes.set_data(FOUR)
    window.files.document.set_note("my own")
    monkeypatch.setattr(QMessageBox, "exec", lambda _: Button.Cancel)
    window.actions_["new"].trigger()
    assert (window.session.experiment.data, window.document.note) == (FOUR, "my own")
    monkeypatch.setattr(QMessageBox, "exec", lambda _: Button.Discard)
    window.actions_["new"].trigger()
    assert (window.session.experiment, window.document.note, window.isWindowModified()) == (Experiment(), "", False)


def test_a_new_lesson_is_looked_at_as_at_the_first_start(window: MainWindow) -> None:
    window.view.charts.setCurrentIndex(3)
    window.set_speed(None)
    window.choose("logarithmic", on=True)
    window.actions_["new"].trigger()
    assert (window.view.charts.currentIndex(), window.preferences.speed) == (0, DEFAULT_SPEED)
    assert not window.view.loss.logarithmic.isChecked()


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


def test_what_is_typed_into_a_note_is_kept_at_once_and_cancel_brings_back_what_was(window: MainWindow) -> None:
    window.actions_["note"].trigger()
    dialog = window.findChild(NoteDialog)
    assert dialog is not None
    dialog.text.setPlainText("half a")
    assert (window.document.note, window.document.is_modified) == ("half a", True)
    dialog.reject()
    assert (window.document.note, window.document.is_modified) == ("", False)


def test_a_note_that_was_saved_meanwhile_is_what_cancel_brings_back(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / "a.slopewise")
    window.actions_["note"].trigger()
    dialog = window.findChild(NoteDialog)
    assert dialog is not None
    dialog.text.setPlainText("saved")
    window.actions_["save"].trigger()
    dialog.text.setPlainText("not saved")
    dialog.reject()
    assert (window.document.note, window.document.is_modified) == ("saved", False)


def test_what_is_typed_into_a_cell_is_saved_and_asked_about(
    active: MainWindow,
    answer: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    table, asked = active.view.data.table, list[object]()

    def type_into_a_cell(text: str) -> None:
        table.setFocus()
        table.go_to(2, 1)
        QTest.keyClicks(table, text[0])
        editor = table.indexWidget(table.currentIndex())
        assert isinstance(editor, QLineEdit)
        QTest.keyClicks(editor, text[1:])
        assert editor.text() == text

    answer(tmp_path / "a.slopewise")
    type_into_a_cell("7.5")
    active.actions_["save"].trigger()
    assert read_run(tmp_path / "a.slopewise").experiment.data.y[2] == 7.5
    type_into_a_cell("9.5")

    def ask(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", ask)
    active.closeEvent(QCloseEvent())
    assert (active.session.experiment.data.y[2], len(asked)) == (9.5, 1)


def test_the_note_of_one_run_does_not_get_into_the_next(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_run(Replay(Experiment()), tmp_path / "a.slopewise")
    window.actions_["note"].trigger()
    dialog = window.findChild(NoteDialog)
    assert dialog is not None
    dialog.text.setPlainText("of the first run")
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    window.files.open_path(tmp_path / "a.slopewise")
    assert not dialog.isVisible()
    dialog.text.setPlainText("too late")
    assert (window.document.note, window.document.is_modified) == ("", False)


@pytest.mark.parametrize("way", ["example", "made", "table"])
def test_data_that_were_edited_give_way_only_when_asked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    def bring() -> None:
        if way == "example":
            window.menus.within["examples"].aboutToShow.emit()
            window.menus.within["examples"].actions()[1].trigger()
        elif way == "made":
            window.files.make_data()
            made = window.findChildren(MakeDataDialog)[-1]
            made.accept()
        else:
            (tmp_path / "scores.csv").write_text("x,y\n1,2\n2,5\n4,9\n")
            window.files.open_path(tmp_path / "scores.csv")
            dialog = window.findChildren(DataFileDialog)[-1]
            qtbot.waitUntil(lambda: dialog.data is not None)
            dialog.accept()

    window.session.changes.set_data(FOUR)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda _: answers.pop(0))
    bring()
    assert (window.session.experiment.data, len(answers)) == (FOUR, 1)
    bring()
    assert (window.session.experiment.data != FOUR, answers) == (True, [])


def test_a_name_that_looks_like_html_is_shown_as_it_is(window: MainWindow, tmp_path: Path) -> None:
    name = "<h1>big<img src='x.png'>.slopewise"
    (tmp_path / name).write_bytes(b"no")
    window.files.open_path(tmp_path / name)
    assert name in box(window).text()
    assert box(window).textFormat() is Qt.TextFormat.PlainText


def test_no_label_takes_the_names_of_data_for_html(window: MainWindow) -> None:
    evil = "<h1>evil</h1>"
    window.session.changes.set_data(Dataset([[1], [2], [3]], [[2], [4], [7]], evil, evil, evil))  # type: ignore[arg-type]
    window.session.pin()
    QApplication.processEvents()
    for part in window.findChildren(QWidget):
        texts = [part.toolTip()]
        if isinstance(part, QLabel) and part.textFormat() is not Qt.TextFormat.PlainText:
            texts.append(part.text())
        assert not any("<h1>" in text for text in texts), part


def test_files_of_one_name_are_told_apart_among_those_opened_last(window: MainWindow, tmp_path: Path) -> None:
    paths = [tmp_path / "a & b.slopewise", tmp_path / "one" / "lesson.slopewise", tmp_path / "two" / "lesson.slopewise"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    unreachable = tmp_path / f"{'a' * 300}.slopewise"  # which raises where pathlib looks for it
    window.menus.offer_files([*paths, tmp_path / "gone.slopewise", unreachable], lambda _: None)
    texts = [action.text() for action in window.menus.within["recent"].actions()]
    assert (len(texts), texts[0]) == (3, "a && b.slopewise")
    assert [str(path.parent) in text for path, text in zip(paths[1:], texts[1:], strict=True)] == [True, True]


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


def test_the_run_is_exported_as_a_web_page_while_it_runs(
    window: MainWindow, answer: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    batches = LoopSettings(batch_size=1, lr=0.005)
    window.set_language(Language.KOREAN)
    window.session.load(Experiment(settings=batches, epochs=1000, seed=3), (), 0)
    window.actions_["run"].trigger()
    answer(tmp_path / "run.htm")
    window.actions_["export_web_page"].trigger()
    page = (tmp_path / "run.htm").read_text("utf-8")
    assert '"language":"ko"' in page
    run_to_the_end(window, qtbot)
    history = window.session.history
    assert base64.b64encode(history.column("loss").tobytes()).decode() in page
    assert list(history.epochs()) == list(epochs_of(window.document.run()))


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


@pytest.fixture
def left(make_window: Callable[..., MainWindow], tmp_path: Path) -> tuple[MainWindow, Path]:
    """A window, and the file that one before it has left behind."""
    write_run(Replay(Experiment(settings=LoopSettings(data=FOUR))), tmp_path / "recovery-1.slopewise")
    return make_window(recovery=tmp_path), tmp_path / "recovery-1.slopewise"


@pytest.mark.parametrize(
    ("button", "data", "stays"),
    [
        (QMessageBox.StandardButton.Yes, FOUR, False),
        (QMessageBox.StandardButton.Discard, LESSON, False),
        (QMessageBox.StandardButton.Cancel, LESSON, True),
        (None, LESSON, True),
    ],
    ids=["bring back", "discard", "later", "escape"],
)
def test_what_a_crash_has_left_stays_until_it_is_said_what_becomes_of_it(
    left: tuple[MainWindow, Path], button: QMessageBox.StandardButton | None, data: Dataset, stays: bool
) -> None:
    window, file = left
    window.files.offer_recovery()
    if button is None:
        box(window).reject()
    else:
        box(window).button(button).click()
    assert (window.session.experiment.data == data, file.exists()) == (True, stays)
    menu = window.menus.within["recover"]
    menu.aboutToShow.emit()
    assert menu.actions()[0].isEnabled() is stays
    if stays:
        menu.actions()[0].trigger()
        box(window).button(QMessageBox.StandardButton.Yes).click()
        assert window.session.experiment.data == FOUR
    window.document.close()


def test_a_note_that_is_brought_back_is_shown_in_the_place_of_one_that_was_open(
    make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    write_run(Replay(Experiment(), note="new text"), tmp_path / "recovery-1.slopewise")
    window = make_window(recovery=tmp_path)
    window.files.edit_note()
    window.files.offer_recovery()
    box(window).button(QMessageBox.StandardButton.Yes).click()
    (dialog,) = (dialog for dialog in window.findChildren(NoteDialog) if dialog.isVisible())
    assert dialog.text.toPlainText() == "new text"
    dialog.reject()
    assert window.document.note == "new text"
    window.document.close()


def test_opening_another_file_meanwhile_leaves_what_a_crash_has_left(
    left: tuple[MainWindow, Path], tmp_path: Path
) -> None:
    window, file = left
    window.files.offer_recovery()
    write_run(Replay(Experiment()), tmp_path / "other.slopewise")
    window.files.open_path(tmp_path / "other.slopewise")
    window.document._keep()
    assert file.exists()
    window.document.close()


def test_the_status_line_tells_that_work_is_not_kept(window: MainWindow) -> None:
    note = window._status._unkept
    assert not note.isVisible()
    window.document._take_unkept(OSError(28, "No space left on device"))
    assert note.isVisible()
    assert "No space left" in note.text()
    window.document._take_kept(None)
    assert not note.isVisible()


def test_the_window_closes_whatever_dialog_is_open(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n2,3\n")
    window.files.open_path(tmp_path / "a.csv")
    window.files.make_data()
    window.files.edit_note()
    window.files.open_path(tmp_path / "missing.slopewise")
    shown = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert (len(shown), [dialog.isModal() for dialog in shown]) == (4, [False] * 4)
    window.close()
    qtbot.waitUntil(lambda: not any(map(isValid, shown)))


def test_there_is_one_dialog_of_a_kind(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        window.files.make_data()
        window.files.edit_note()
    qtbot.waitUntil(lambda: len([each for each in window.findChildren(QDialog) if each.isVisible()]) == 2)


def test_a_fault_while_saving_leaves_the_run_unsaved_and_the_window_open(
    window: MainWindow, answer: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    faults = list[object]()

    def broken(*_: object) -> None:
        raise KeyError("no such key")

    answer(tmp_path / "a.slopewise")
    window.session.changes.set_data(FOUR)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "excepthook", lambda *fault: faults.append(fault[1]))
        patched.setattr(file_commands, "write_run", broken)
        patched.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Save)
        window.close()
    assert (window.isVisible(), window.isWindowModified(), str(faults[0])) == (True, True, "'no such key'")


def test_a_name_longer_than_any_file_s_is_told(
    window: MainWindow, answer: Callable[[Path], None], tmp_path: Path
) -> None:
    answer(tmp_path / ("x" * 300))
    window.actions_["save"].trigger()
    assert "cannot be written" in box(window).text()


@pytest.mark.parametrize("is_saved", [False, True])
def test_what_is_discarded_for_other_data_is_not_asked_about_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_saved: bool
) -> None:
    asked = list[str]()
    if is_saved:
        window.document.save(tmp_path / "a.slopewise")

    def discard(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.informativeText())
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "exec", discard)
    window.document.set_note("a note")
    for example in examples()[:3]:
        window.files.begin_with(example.data)
    reason = "What has changed since it was saved would be lost."
    assert asked == [reason if is_saved else "Your edits of the data, or your note, are not saved."]
    assert (window.document.note, window.document.path, window.isWindowModified()) == ("", None, False)


def test_a_question_and_a_message_follow_the_language(left: tuple[MainWindow, Path], qtbot: QtBot) -> None:
    window, _ = left
    window.files.offer_recovery()
    question = box(window)
    buttons = [question.button(each) for each in (Button.Yes, Button.Discard, Button.Cancel)]
    assert [each.text() for each in buttons] == ["Bring back", "Discard", "Later"]
    window.set_language(Language.KOREAN)
    qtbot.waitUntil(lambda: [each.text() for each in buttons] == ["되살리기", "버리기", "나중에"])
    assert is_korean(question.text())
    question.reject()
    window.files.open_path(window.document.recovery.file)  # type: ignore[union-attr]
    assert is_korean(box(window).text())
    window.set_language(Language.ENGLISH)
    qtbot.waitUntil(lambda: "there is no such file" in box(window).text())


def test_the_note_keeps_the_names_of_its_buttons(window: MainWindow, qtbot: QtBot) -> None:
    window.files.edit_note()
    (note,) = window.findChildren(NoteDialog)
    for language, names in ((Language.KOREAN, ["저장", "취소"]), (Language.ENGLISH, ["Keep", "Cancel"])):
        window.set_language(language)
        qtbot.waitUntil(lambda names=names: [note.keep.text(), note.cancel.text()] == names)  # type: ignore[misc]
