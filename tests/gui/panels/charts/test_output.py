"""The output: the rows that the exported script prints."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.charts import output as module
from gui.panels.charts.output import LEAST_TYPE, Output
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, TypeScale
from model.experiment import Experiment, LoopSettings
from model.files.export.script import script_of
from model.history import History
from model.run import Replay, Run
from model.training.trainer import Trainer
from tests.gui.conftest import OVERFLOWS, trained


@pytest.fixture
def output(show: Callable[[QWidget], QWidget]) -> Output:
    output = Output()
    output.restyle(LIGHT, TypeScale())
    output.resize(500, 200)
    show(output)
    return output


def frame(history: History, epochs: int, time: int | None = None, settings: LoopSettings | None = None) -> Shown:
    experiment = Experiment(settings=settings or LoopSettings(), epochs=epochs)
    return Shown(experiment=experiment, run=Run(experiment, history), time=len(history) - 1 if time is None else time)


def rows(output: Output) -> list[str]:
    return output.text.toPlainText().splitlines()


def printed(experiment: Experiment) -> list[str]:
    """What the exported script prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        exec(script_of(Replay(experiment)), {"__name__": "__main__"})
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("settings", "epochs"), [(LoopSettings(), 250), (LoopSettings(), 201), (OVERFLOWS, 300)], ids=str
)
def test_it_shows_what_the_exported_script_prints(output: Output, settings: LoopSettings, epochs: int) -> None:
    experiment, history = Experiment(settings=settings, epochs=epochs), History()
    trainer = Trainer(experiment)
    for _ in range(epochs):
        history.append(trainer.run_epoch())
        output.show_frame(frame(history, epochs, settings=settings))
        if not history.epoch(len(history) - 1).is_finite:
            break
    assert rows(output) == printed(experiment)


def test_rows_are_added_and_none_is_written_again(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    history, added = trained(1000), list[list[str]]()
    add = output.text.add

    def noted(rows: list[str]) -> None:
        added.append(rows)
        add(rows)

    monkeypatch.setattr(output.text, "add", noted)
    for done in range(0, 1001, 50):
        output.show_frame(frame(history.upto(done), 5000))
    assert [len(new) for new in added] == [1] * 10
    assert rows(output) == [history.epoch(number).classic_row() for number in range(0, 1000, 100)]


def test_the_last_row_gives_way_when_the_run_goes_on(output: Output) -> None:
    history = trained(300)
    output.show_frame(frame(history.upto(150), 150))
    assert [row.split()[1] for row in rows(output)] == ["0", "100", "149"]
    output.show_frame(frame(history.upto(150), 300))
    assert [row.split()[1] for row in rows(output)] == ["0", "100"]
    output.show_frame(frame(history, 300))
    assert [row.split()[1] for row in rows(output)] == ["0", "100", "200", "299"]


def test_another_run_has_other_rows(output: Output) -> None:
    output.show_frame(frame(trained(300), 1000))
    other = trained(150, LoopSettings(0.02))
    output.show_frame(frame(other, 1000))
    assert rows(output) == [other.epoch(number).classic_row() for number in (0, 100)]
    output.show_frame(frame(History(), 1000))
    assert rows(output) == []


def test_of_a_long_run_the_oldest_rows_are_left_out(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 5)
    output.text.setMaximumBlockCount(5)
    history = trained(1500)
    for done in (900, 1100):
        output.show_frame(frame(history.upto(done), 9000))
        newest = (done - 1) // 100 * 100
        assert [row.split()[1] for row in rows(output)] == [str(newest - 100 * n) for n in (4, 3, 2, 1, 0)]


def dim(output: Output) -> list[str]:
    """The rows that are dim."""
    return [row for each in output.text.extraSelections() for row in each.cursor.selectedText().split("\u2029")]


@pytest.mark.parametrize(("time", "first"), [(499, None), (450, None), (399, 4), (100, 2), (99, 1), (-1, 0)])
def test_what_comes_after_the_epoch_that_is_shown_is_dim(output: Output, time: int, first: int | None) -> None:
    history = trained(500)
    output.show_frame(frame(history, 4000))
    output.show_frame(frame(history, 4000, time))
    assert dim(output) == ([] if first is None else rows(output)[first:])
    output.show_frame(frame(history, 4000))
    assert dim(output) == []


def test_in_the_past_of_a_finished_run_its_last_row_is_dim(output: Output) -> None:
    output.show_frame(frame(trained(250), 250, time=230))
    assert [row.split()[1] for row in dim(output)] == ["249"]


def test_all_rows_can_be_copied(output: Output) -> None:
    output.show_frame(frame(trained(250), 250))
    QTest.mouseClick(output.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == rows(output)


def test_rows_can_be_selected_and_copied_with_keys_that_the_window_has_no_use_for(output: Output) -> None:
    output.show_frame(frame(trained(250), 250))
    output.text.setFocus()
    output.text.selectAll()
    QTest.keyClick(output.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == rows(output)


@pytest.mark.parametrize(("width", "scrolls"), [(500, False), (330, False), (200, True)])
def test_rows_are_so_small_that_the_loss_is_in_view_but_no_smaller_than_can_be_read(
    output: Output, width: int, scrolls: bool
) -> None:
    for each in (120, width):  # also when it has been smaller
        output.resize(each, 200)
        QApplication.processEvents()
    output.show_frame(frame(trained(40), 40))
    QApplication.processEvents()
    size, usual = output.text.document().defaultFont().pixelSize(), output.text.font().pixelSize()
    assert (output.text.horizontalScrollBar().maximum() > 0) is scrolls
    assert LEAST_TYPE * usual - 1 <= size <= usual
    assert (size == usual) is (width == 500)
