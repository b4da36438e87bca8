"""What is recorded of a run is what it does: after opening, travelling, editing, resetting, undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from gui.window.main_window import MainWindow
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.files.run_file import read_run, write_run
from model.history import Change
from model.run import Replay
from model.training.trainer import epochs_of
from tests.gui.conftest import step_line

FOUR = Dataset.of([1, 2, 3, 4], [2, 4.5, 5.5, 8])
FAST = LoopSettings(lr=0.05)
OTHER_DATA = LoopSettings(lr=0.05, data=FOUR)
RUN = Replay(Experiment(epochs=30), (Change(10, FAST), Change(20, OTHER_DATA)))

RunTo = Callable[[int], None]


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow]) -> MainWindow:
    """A window at the start of a run that will change by itself."""
    return reuse_window(Experiment(epochs=30))


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    write_run(RUN, tmp_path / "a.slopewise")
    window.document.open(tmp_path / "a.slopewise")
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    return window


@pytest.fixture
def run_to(session: Session, qtbot: QtBot) -> RunTo:
    """Run on until so many epochs are done, and stay as long as that is asked for."""

    def run_to(epochs: int) -> None:
        session.changes.set_epochs(epochs)
        session.run()
        qtbot.waitUntil(lambda: session.state in (State.FINISHED, State.DIVERGED))

    return run_to


def records(session: Session) -> list[Epoch]:
    return list(session.history.epochs())


def replayed(session: Session) -> Iterator[Epoch]:
    """What a run gives that is made of what is recorded of this one."""
    replay = session.recorded()
    return epochs_of(replay.up_to(replay.done))


def assert_recorded(session: Session) -> None:
    assert list(replayed(session)) == records(session)


def test_an_edit_in_a_repeated_run_counts_for_window_and_thread_alike(session: Session, run_to: RunTo) -> None:
    run_to(10)
    session.changes.set_lr(0.05)
    run_to(20)
    session.travel(5)
    run_to(12)
    session.changes.set_lr(0.02)
    assert session.experiment.settings.lr == session.engine.training._settings.lr == 0.02
    run_to(30)
    assert session.history.settings_at(29).lr == 0.02
    assert_recorded(session)


def test_an_edit_of_the_past_is_saved_before_it_has_run(window: MainWindow, run_to: RunTo, tmp_path: Path) -> None:
    run_to(10)
    window.session.travel(5)
    window.session.changes.set_data(FOUR)
    assert window.document.is_modified
    window.document.save(tmp_path / "a.slopewise")
    run = read_run(tmp_path / "a.slopewise")
    assert (run.done, [(change.epoch, change.settings.data) for change in run.changes]) == (6, [(6, FOUR)])


def test_an_edit_at_the_newest_epoch_is_there_again_after_a_look_back(session: Session, run_to: RunTo) -> None:
    run_to(10)
    session.changes.set_data(FOUR)
    session.travel(5)
    assert session.experiment.data == LESSON
    assert session.recorded().changes == (Change(10, LoopSettings(data=FOUR)),)
    session.travel(9)
    assert session.experiment.data == FOUR


def test_after_reset_an_opened_run_changes_no_more_by_itself(opened: MainWindow, run_to: RunTo, qtbot: QtBot) -> None:
    run_to(3)
    opened.session.reset()
    qtbot.waitUntil(lambda: opened.session.state is State.PAUSED)
    run_to(25)
    assert opened.session.recorded().changes == ()
    assert_recorded(opened.session)


def test_an_opened_run_whose_reset_is_undone_makes_its_changes(opened: MainWindow, run_to: RunTo, qtbot: QtBot) -> None:
    run_to(3)
    opened.session.reset()
    qtbot.waitUntil(lambda: opened.session.state is State.PAUSED)
    opened.session.changes.stack.undo()
    run_to(30)
    assert records(opened.session) == list(epochs_of(RUN))


@pytest.mark.parametrize("looks", [[-1], [5], [5, -1, 14]])
def test_an_opened_run_makes_its_changes_whatever_is_looked_at(
    opened: MainWindow, run_to: RunTo, looks: list[int]
) -> None:
    run_to(15)
    for time in looks:
        opened.session.travel(time)
        opened.show_frame()
    run_to(30)
    assert records(opened.session) == list(epochs_of(RUN))
    assert opened.session.history.changes == [Change(0, LoopSettings()), *RUN.changes]


def test_an_opened_run_makes_its_changes_after_a_line_and_a_step_back(
    opened: MainWindow, run_to: RunTo, qtbot: QtBot
) -> None:
    opened.session.step_line()
    qtbot.waitUntil(lambda: opened.session.moment is not None)
    opened.session.travel(-1)
    run_to(30)
    assert records(opened.session) == list(epochs_of(RUN))


def test_a_change_that_is_made_again_is_recorded_once_in_the_middle_of_its_epoch(
    opened: MainWindow, run_to: RunTo, qtbot: QtBot
) -> None:
    run_to(15)
    opened.session.travel(9)
    opened.session.step_line()
    qtbot.waitUntil(lambda: opened.session.moment is not None)
    assert opened.document.run().changes == RUN.changes


def test_undo_and_redo_of_reset_keep_what_was_set(session: Session, run_to: RunTo, qtbot: QtBot) -> None:
    run_to(10)
    session.changes.set_data(FOUR)
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    session.changes.stack.undo()
    session.changes.stack.redo()
    assert (session.experiment.data, len(session.history)) == (FOUR, 0)
    run_to(5)
    assert_recorded(session)


def test_the_run_before_a_reset_that_is_undone_is_not_compared_with_itself(session: Session, run_to: RunTo) -> None:
    run_to(10)
    session.reset()
    session.changes.stack.undo()
    assert session.present.previous is None


def test_a_change_in_the_middle_of_an_epoch_is_recorded_for_the_next(session: Session, qtbot: QtBot) -> None:
    for _ in range(2):
        step_line(qtbot, session, session.step_line)
    session.changes.set_lr(0.05)
    replay = session.recorded()
    assert (replay.experiment.settings.lr, replay.changes, replay.done) == (0.01, (Change(1, FAST),), 0)


def test_undoing_that_nothing_is_seeded_brings_the_seed_back(session: Session) -> None:
    session.changes.set_seed(5)
    session.changes.set_seeded(False)
    session.changes.stack.undo()
    assert (session.experiment.seeded, session.experiment.seed) == (True, 5)


# --- gestures ---


def moved(y: float) -> Dataset:
    return Dataset.of([1, 2, 3], [y, 4, 6])


def test_an_undo_in_the_middle_of_a_drag_ends_its_step(window: MainWindow) -> None:
    edit = window.view.fit.data_edited.emit
    window.view.data.data_edited.emit(moved(1.25), "type", True)
    edit(moved(1.5), "move", False)
    window.session.changes.stack.undo()
    edit(moved(1.75), "move", False)
    edit(moved(1.75), "move", True)
    window.session.changes.stack.undo()
    assert window.session.experiment.data == moved(1.25)


def test_a_drag_that_other_data_end_does_not_swallow_the_next_edit(window: MainWindow) -> None:
    window.view.fit.data_edited.emit(moved(1.5), "move", False)
    window.session.changes.set_data(FOUR)
    window.view.data.data_edited.emit(moved(9), "type", True)
    window.session.changes.stack.undo()
    assert window.session.experiment.data == FOUR


# --- nothing is lost ---


def test_a_recovered_run_is_work_until_it_is_saved(window: MainWindow, tmp_path: Path) -> None:
    window.document.recover(RUN)
    assert window.document.is_modified
    window.document.save(tmp_path / "a.slopewise")
    assert not window.document.is_modified


def test_opening_another_run_asks_about_what_is_not_saved(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_run(RUN, tmp_path / "a.slopewise")
    window.session.changes.set_data(FOUR)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel)
    window.files.open_path(tmp_path / "a.slopewise")
    assert (window.session.experiment.data, window.document.path) == (FOUR, None)


def test_an_example_that_is_undone_is_no_work(window: MainWindow) -> None:
    window.document.begin_with(FOUR)
    window.session.changes.stack.undo()
    assert not window.document.is_modified
