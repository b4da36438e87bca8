"""Travelling back in a run, going on from there, and bringing the old continuation back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from gui.session.training_thread import Stop
from model.epoch import Epoch
from model.experiment import EPOCHS_LIMIT, Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import COLUMNS, Change, History
from model.moment import Moment
from model.training.trainer import Trainer
from tests.environment import PATIENCE
from tests.gui.conftest import FOREVER, OVERFLOWS, SKIPPED, WaitFor, leave_some_epochs, run_some, step_line

MakeSession = Callable[..., Session]
RANDOM = InitialParameters(Start.RANDOM)
CHANGES = {0: LoopSettings(), 30: LoopSettings(0.02), 60: SKIPPED, 80: LoopSettings(accumulate=3)}


@pytest.fixture
def run_to(wait_for: WaitFor) -> Callable[[Session, int], None]:
    """Run until so many epochs are done in all."""

    def run_to(session: Session, epochs: int) -> None:
        session.changes.set_epochs(epochs)
        session.run()
        wait_for(session, State.FINISHED)

    return run_to


RunTo = Callable[[Session, int], None]


@pytest.fixture
def changed(make_session: MakeSession, run_to: RunTo) -> Session:
    """A run of 100 epochs that was changed on its way, as CHANGES has it."""
    session = make_session(Experiment(seed=3, initial=RANDOM))
    ends = [*list(CHANGES)[1:], 100]
    for settings, end in zip(CHANGES.values(), ends, strict=True):
        session.changes.set_settings(settings)
        run_to(session, end)
    session.changes.stack.clear()
    return session


def undo_run(session: Session) -> None:
    """Undo step by step until another run has come back."""
    history = session.history
    while session.history is history:
        assert session.changes.stack.canUndo()
        session.changes.stack.undo()


def trained_alone(session: Session, epochs: int, changes: dict[int, LoopSettings]) -> list[Epoch]:
    """The records of a run of this experiment that was never travelled in, changed at these epochs."""
    trainer, records = Trainer(replace(session.experiment, settings=changes[0])), []
    for number in range(epochs):
        trainer.settings = changes.get(number, trainer.settings)
        records.append(trainer.run_epoch())
    return records


def records(session: Session) -> list[Epoch]:
    return list(session.history.epochs())


def step_lines(session: Session, qtbot: QtBot, lines: int) -> None:
    """Run so many lines, and wait after each until the session has heard of it."""
    leave_some_epochs(session)
    for _ in range(lines):
        step_line(qtbot, session, session.step_line)


# --- looking back ---


def test_travelling_shows_an_earlier_epoch_and_keeps_the_history(changed: Session) -> None:
    before = records(changed)
    changed.travel(42)
    assert (changed.time, changed.frame().epoch) == (42, before[42])
    assert records(changed) == before


def test_travelling_pauses_a_run(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.travel(10)
    done = len(session.history)
    assert (session.state, session.time) == (State.PAUSED, 10)
    assert session.engine.training.isFinished()
    QApplication.processEvents()
    assert (session.state, session.time, len(session.history)) == (State.PAUSED, 10, done)


def test_travelling_is_told(changed: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([changed.time_changed, changed.state_changed]):
        changed.travel(42)


def test_travelling_to_the_start_shows_no_epoch(changed: Session) -> None:
    changed.travel(-1)
    assert (changed.time, changed.frame().epoch) == (-1, None)


@pytest.mark.parametrize(("asked", "found"), [(-7, -1), (99, 99), (5000, 99)])
def test_there_is_nothing_before_the_start_and_after_the_newest(changed: Session, asked: int, found: int) -> None:
    changed.travel(asked)
    assert changed.time == found


def test_the_settings_are_those_that_came_next(changed: Session) -> None:
    for time, settings in ((-1, 0), (28, 0), (29, 30), (59, 60), (70, 60), (79, 80)):
        changed.travel(time)
        assert changed.experiment.settings == CHANGES[settings]


def test_back_at_the_newest_epoch_the_run_goes_on_as_if_nothing_had_been(changed: Session, run_to: RunTo) -> None:
    changed.travel(10)
    changed.travel(99)
    run_to(changed, 120)
    assert records(changed) == trained_alone(changed, 120, CHANGES)
    history = changed.history
    while changed.changes.stack.canUndo():
        changed.changes.stack.undo()
    assert changed.history is history


def test_travelling_before_the_first_epoch_changes_nothing(make_session: MakeSession) -> None:
    session = make_session()
    session.travel(-1)
    assert (session.time, session.state, session.changes.stack.canUndo()) == (-1, State.PAUSED, False)


# --- running on from the past ---


@pytest.mark.parametrize("time", [-1, 0, 28, 29, 30, 59, 61, 79, 98])
def test_run_on_from_the_past_it_repeats_the_very_history(changed: Session, run_to: RunTo, time: int) -> None:
    before, changes = records(changed), list(changed.history.changes)
    changed.travel(time)
    run_to(changed, 100)
    assert records(changed) == before
    assert changed.history.changes == changes


def test_repeating_goes_on_beyond_what_is_known(changed: Session, run_to: RunTo) -> None:
    changed.travel(20)
    run_to(changed, 130)
    assert records(changed) == trained_alone(changed, 130, CHANGES)


def test_repeating_makes_a_change_too_that_no_epoch_had_run_with(changed: Session, run_to: RunTo) -> None:
    settings = replace(CHANGES[80], lr=0.05)
    changed.changes.set_settings(settings)
    changed.travel(20)
    run_to(changed, 130)
    assert records(changed) == trained_alone(changed, 130, {**CHANGES, 100: settings})


def test_the_controls_follow_a_run_that_repeats_itself(changed: Session, run_to: RunTo) -> None:
    changed.travel(10)
    assert changed.experiment.settings == CHANGES[0]
    run_to(changed, 100)
    assert changed.experiment.settings == CHANGES[80]


def test_a_pause_while_repeating_changes_nothing(changed: Session, run_to: RunTo) -> None:
    before = records(changed)
    changed.travel(10)
    run_to(changed, 50)
    run_to(changed, 100)
    assert records(changed) == before


def test_steps_in_the_past_only_look(changed: Session) -> None:
    before, history = records(changed), changed.history
    changed.travel(57)
    for time in range(58, 100):
        changed.step_epoch()
        assert (changed.time, changed.frame().epoch) == (time, before[time])
    assert changed.history is history
    assert records(changed) == before
    assert (changed.travelled, changed.changes.stack.canUndo()) == (None, False)


def test_a_step_in_the_past_with_other_settings_runs(changed: Session, qtbot: QtBot) -> None:
    changed.travel(57)
    changed.changes.set_lr(0.05)
    changed.step_epoch()
    qtbot.waitUntil(lambda: len(changed.history) == 59)
    changed.step_epoch()
    qtbot.waitUntil(lambda: len(changed.history) == 60)
    assert records(changed) == trained_alone(changed, 60, {**CHANGES, 58: LoopSettings(0.05), 60: LoopSettings(0.05)})


def test_a_step_beyond_the_newest_epoch_runs_again(changed: Session, qtbot: QtBot) -> None:
    changed.travel(98)
    changed.step_epoch()
    leave_some_epochs(changed)
    changed.step_epoch()
    qtbot.waitUntil(lambda: len(changed.history) == 101)
    assert records(changed) == trained_alone(changed, 101, CHANGES)


def test_lines_from_the_past_repeat_the_history_too(changed: Session, qtbot: QtBot) -> None:
    before = records(changed)
    changed.travel(29)
    step_lines(changed, qtbot, 10)
    qtbot.waitUntil(lambda: len(changed.history) == 32)
    assert records(changed) == before[:32]


@pytest.mark.parametrize("settings", [SKIPPED, LoopSettings(zero_grad=ZeroGrad.AFTER_STEP), LoopSettings(every=7)])
def test_what_stood_in_grad_stands_there_again(
    make_session: MakeSession, run_to: RunTo, settings: LoopSettings
) -> None:
    session = make_session(Experiment(settings=settings))
    run_to(session, 50)
    before = records(session)
    session.travel(24)
    run_to(session, 50)
    assert records(session) == before


def test_a_change_in_the_past_makes_another_branch(changed: Session, run_to: RunTo) -> None:
    changed.travel(19)
    changed.changes.set_lr(0.05)
    run_to(changed, 100)
    assert changed.history.changes == [Change(0, LoopSettings()), Change(20, LoopSettings(0.05))]
    assert records(changed) == trained_alone(changed, 100, {0: LoopSettings(), 20: LoopSettings(0.05)})


def test_a_change_while_repeating_voids_those_that_lay_ahead(changed: Session, run_to: RunTo) -> None:
    changed.travel(10)
    run_to(changed, 20)
    changed.changes.set_lr(0.05)
    run_to(changed, 100)
    assert changed.history.changes == [Change(0, LoopSettings()), Change(20, LoopSettings(0.05))]
    assert changed.experiment.settings == LoopSettings(0.05)


def test_a_start_changed_meanwhile_waits_for_reset_in_the_past_too(changed: Session, run_to: RunTo) -> None:
    before = records(changed)
    changed.changes.set_seed(9)
    changed.travel(-1)
    run_to(changed, 100)
    assert records(changed) == before
    assert changed.start_is_pending


def test_a_finished_run_can_be_run_on_from_its_past(changed: Session) -> None:
    assert not changed.can_run
    changed.travel(50)
    assert changed.can_run


def test_a_diverged_run_can_be_travelled_back_and_run_on(
    make_session: MakeSession, wait_for: WaitFor, run_to: RunTo
) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    session.travel(1)
    assert (session.can_run, session.can_step) == (True, True)
    session.changes.set_lr(0.01)
    run_to(session, 40)
    assert records(session) == trained_alone(session, 40, {0: OVERFLOWS, 2: LoopSettings()})


def test_a_diverged_run_diverges_again_at_the_same_epoch(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    before = repr(records(session))  # NaN is not equal to itself
    session.travel(2)
    session.run()
    wait_for(session, State.RUNNING)
    wait_for(session, State.DIVERGED)
    assert repr(records(session)) == before


# --- to an epoch by its number ---


def test_an_epoch_that_is_recorded_is_travelled_to(changed: Session) -> None:
    before = records(changed)
    for epoch in (70, 12, 99):
        changed.go_to(epoch)
        assert (changed.time, changed.frame().epoch, changed.state) == (epoch, before[epoch], State.FINISHED)
    assert not changed.changes.stack.canUndo()


def test_an_epoch_to_come_is_run_to_exactly(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    session.go_to(375)
    assert (session.state, session.frame().goal) == (State.RUNNING, 375)
    wait_for(session, State.PAUSED)
    assert (session.time, len(session.history), session.frame().goal) == (375, 376, None)
    assert session.experiment == FOREVER
    session.run()  # which goes on beyond it
    wait_for(session, State.RUNNING)
    session.pause()


def test_beyond_the_last_epoch_more_are_asked_for(changed: Session, wait_for: WaitFor) -> None:
    changed.go_to(129)
    wait_for(changed, State.FINISHED)
    assert (changed.time, changed.experiment.epochs) == (129, 130)
    assert records(changed) == trained_alone(changed, 130, CHANGES)
    changed.changes.stack.undo()
    assert changed.experiment.epochs == 100


def test_from_the_past_an_epoch_to_come_keeps_what_is_recorded(changed: Session, wait_for: WaitFor) -> None:
    history = changed.history
    changed.travel(10)
    changed.go_to(129)
    wait_for(changed, State.FINISHED)
    assert changed.history is history
    assert records(changed) == trained_alone(changed, 130, CHANGES)


def test_with_other_settings_a_later_epoch_is_run_to_from_the_past(changed: Session, wait_for: WaitFor) -> None:
    changed.travel(10)
    changed.changes.set_lr(0.05)
    changed.go_to(50)
    wait_for(changed, State.PAUSED)
    assert records(changed) == trained_alone(changed, 51, {**CHANGES, 11: LoopSettings(0.05), 30: LoopSettings(0.05)})


def test_asked_for_while_it_runs_it_stops_there(make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot) -> None:
    session = make_session(FOREVER, speed=2000.0)
    run_some(session, qtbot)
    goal = len(session.history) + 500
    session.go_to(goal)
    wait_for(session, State.PAUSED)
    assert (session.time, len(session.history)) == (goal, goal + 1)


def test_an_epoch_that_is_passed_meanwhile_is_come_back_to(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=50))
    session.run()
    wait_for(session, State.FINISHED)
    session.goal = 20  # as if the thread had been there before it heard of it
    session.engine.stopped.emit(Stop.FINISHED)
    assert session.time == 20


def test_there_is_no_epoch_beyond_the_limit(make_session: MakeSession) -> None:
    session = make_session()
    session.go_to(EPOCHS_LIMIT + 5)
    assert session.experiment.epochs == EPOCHS_LIMIT
    session.pause()


def test_a_diverged_run_goes_to_no_later_epoch(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.go_to(200)
    wait_for(session, State.DIVERGED)
    session.go_to(300)
    assert session.state is State.DIVERGED


# --- undo ---


def test_at_first_there_is_nothing_to_undo(changed: Session) -> None:
    changed.travel(20)
    assert not changed.changes.stack.canUndo()
    assert (changed.time, len(changed.history)) == (20, 100)


def test_undo_brings_the_old_continuation_back(changed: Session, run_to: RunTo) -> None:
    before, changes = records(changed), list(changed.history.changes)
    changed.travel(19)
    changed.changes.set_lr(0.05)
    run_to(changed, 60)
    undo_run(changed)
    assert (records(changed), changed.history.changes) == (before, changes)
    assert (changed.time, changed.state) == (99, State.PAUSED)
    assert changed.experiment.settings == CHANGES[80]


def test_undo_twice_goes_two_branches_back(changed: Session, run_to: RunTo) -> None:
    first = records(changed)
    changed.travel(19)
    changed.changes.set_lr(0.05)
    run_to(changed, 60)
    second = records(changed)
    changed.travel(9)
    changed.changes.set_skip(True)
    run_to(changed, 40)
    third = records(changed)
    undo_run(changed)
    assert records(changed) == second
    undo_run(changed)
    assert records(changed) == first
    while changed.changes.stack.canRedo():
        changed.changes.stack.redo()
    assert records(changed) == third


def test_a_run_goes_on_from_what_was_brought_back(changed: Session, run_to: RunTo) -> None:
    changed.travel(19)
    changed.changes.set_lr(0.05)
    run_to(changed, 60)
    undo_run(changed)
    run_to(changed, 120)
    assert records(changed) == trained_alone(changed, 120, CHANGES)


def test_undo_ends_a_run(changed: Session, qtbot: QtBot) -> None:
    before = records(changed)
    changed.changes.set_epochs(FOREVER.epochs)
    changed.travel(19)
    changed.changes.set_lr(0.001)
    run_some(changed, qtbot)
    undo_run(changed)
    QApplication.processEvents()
    assert (changed.state, records(changed)) == (State.PAUSED, before)
    assert changed.engine.training.isFinished()


def test_undo_brings_a_diverged_end_back_as_diverged(
    make_session: MakeSession, wait_for: WaitFor, run_to: RunTo
) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    session.travel(0)
    session.changes.set_lr(0.01)
    run_to(session, 20)
    undo_run(session)
    assert (session.state, session.can_step) == (State.DIVERGED, False)


def test_reset_can_be_undone(changed: Session, wait_for: WaitFor) -> None:
    before = records(changed)
    changed.reset()
    wait_for(changed, State.PAUSED)
    assert len(changed.history) == 0
    undo_run(changed)
    assert (records(changed), changed.time, changed.state) == (before, 99, State.PAUSED)
    changed.changes.stack.redo()
    assert len(changed.history) == 0


def test_a_run_that_was_brought_back_goes_on(changed: Session, wait_for: WaitFor, run_to: RunTo) -> None:
    changed.reset()
    wait_for(changed, State.PAUSED)
    undo_run(changed)
    run_to(changed, 120)
    assert records(changed) == trained_alone(changed, 120, CHANGES)


def test_there_is_nothing_to_bring_back_where_nothing_had_run(make_session: MakeSession) -> None:
    session = make_session()
    session.reset()
    assert not session.changes.stack.canUndo()


# --- in the middle of an epoch ---


def test_out_of_the_middle_of_an_epoch_it_goes_back_to_its_beginning(
    make_session: MakeSession, run_to: RunTo, qtbot: QtBot
) -> None:
    session = make_session()
    run_to(session, 5)
    step_lines(session, qtbot, 4)
    assert session.moment is not None
    session.travel(4)
    assert session.moment is None
    assert (session.time, len(session.history)) == (4, 5)
    run_to(session, 20)
    assert records(session) == trained_alone(session, 20, {0: LoopSettings()})


def test_out_of_the_middle_of_the_first_epoch_it_goes_back_to_the_start(
    make_session: MakeSession, run_to: RunTo, qtbot: QtBot
) -> None:
    session = make_session(Experiment(initial=RANDOM))
    step_lines(session, qtbot, 4)
    session.travel(-1)
    assert (session.moment, session.frame().epoch) == (None, None)
    run_to(session, 20)
    assert records(session) == trained_alone(session, 20, {0: LoopSettings()})


def test_out_of_the_middle_of_a_skipped_epoch_grad_is_what_it_was_before(
    make_session: MakeSession, run_to: RunTo, qtbot: QtBot
) -> None:
    session = make_session(Experiment(settings=SKIPPED))
    run_to(session, 5)
    step_lines(session, qtbot, 3)  # backward() has added to .grad
    session.travel(4)
    run_to(session, 20)
    assert records(session) == trained_alone(session, 20, {0: SKIPPED})


# --- late signals ---


@pytest.mark.parametrize("stop", list(Stop))
def test_late_signals_of_a_left_thread_change_nothing(make_session: MakeSession, qtbot: QtBot, stop: Stop) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    left = session.engine.training
    session.travel(19)
    left.line_done.emit(Moment(50, LoopSettings(), 9.0, 9.0, line=2, mid_epoch=True))
    left.stopped.emit(stop, left.orders)
    QApplication.processEvents()
    assert (session.moment, session.time, session.state) == (None, 19, State.PAUSED)


def test_a_line_under_way_when_the_run_is_travelled_in_is_not_shown(
    make_session: MakeSession, run_to: RunTo, qtbot: QtBot
) -> None:
    session = make_session()
    run_to(session, 20)
    told = Event()
    session.engine.training.line_done.connect(lambda _: told.set(), Qt.ConnectionType.DirectConnection)
    leave_some_epochs(session)
    session.step_line()
    assert told.wait(PATIENCE)  # Down and Left in one burst of keys: the line's end is told, but not heard yet
    session.travel(10)
    QApplication.processEvents()
    assert (session.time, session.moment) == (10, None)


def test_an_epoch_under_way_when_the_run_is_travelled_in_leaves_the_time_where_it_is(
    make_session: MakeSession, run_to: RunTo, qtbot: QtBot
) -> None:
    session = make_session()
    run_to(session, 20)
    leave_some_epochs(session)
    session.step_epoch()
    session.travel(10)
    session.engine.leave()
    QApplication.processEvents()
    assert session.time == 10
    run_to(session, 40)
    assert records(session) == trained_alone(session, 40, {0: LoopSettings()})


def test_an_overflow_under_way_when_the_run_is_travelled_in_does_not_end_it(
    make_session: MakeSession, qtbot: QtBot
) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    told = Event()
    session.engine.training.stopped.connect(lambda _stop, _orders: told.set(), Qt.ConnectionType.DirectConnection)
    session.run()
    assert told.wait(PATIENCE)  # the end is told, but not heard yet
    session.travel(1)
    QApplication.processEvents()
    assert (session.state, session.time, session.can_run) == (State.PAUSED, 1, True)
    session.travel(len(session.history) - 1)
    assert (session.state, session.can_run) == (State.DIVERGED, False)


# --- long runs ---


class CountingHistory(History):
    """A history that counts how many of its rows are read."""

    read = 0

    @classmethod
    def long(cls, epochs: int) -> CountingHistory:
        """Of so many epochs, all alike."""
        result = cls()
        result._make_room(epochs)
        result._rows[:] = range(len(COLUMNS))
        result._length = epochs
        result.changes = [Change(0, LoopSettings())]
        return result

    def epoch(self, number: int) -> Epoch:
        """One row."""
        self.read += 1
        return super().epoch(number)

    def column(self, name: str) -> NDArray[np.float32]:
        """All rows."""
        self.read += len(self)
        return super().column(name)

    def prefix(self, length: int) -> History:
        """So many rows."""
        self.read += length
        return super().prefix(length)


def test_travelling_reads_no_more_of_a_long_run_than_of_a_short_one(make_session: MakeSession) -> None:
    session = make_session(FOREVER)
    read = []
    for epochs in (5000, 1_000_000):
        session.present.history = history = CountingHistory.long(epochs)
        for time in (epochs // 2, 0, -1, epochs - 1):
            session.travel(time)
            assert session.time == time
        read.append(history.read)
    assert read[0] == read[1] <= 4
