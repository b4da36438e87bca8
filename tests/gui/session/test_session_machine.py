"""The session under any sequence of what a user may do: after each deed its numbers are those of a plain loop.

A deed may fall between two epochs, in the middle of one, or while the loop runs: then the training thread is held
after an epoch until the deed is done. `pytest --hypothesis-profile=thorough` looks longer.
"""
# ruff: noqa: D102 - a rule's name says what the user does

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from threading import Event
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gui.session import pace, training_thread, undo
from gui.session.comparison import OTHERS_AT_MOST
from gui.session.engine import State
from gui.session.session import Session
from gui.session.training_thread import TrainingThread
from model.comparison.ready_comparisons import Question, ready_comparison
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.run_file import dumps, loads
from model.history import COLUMNS, History
from model.run import Replay
from model.training.trainer import epochs_of
from tests.gui.session.session_model import LOOKED_AT, Branch, SessionModel, start_of
from tests.model.plain_loop import Rows, bits

TIMEOUT = 30_000
"""Milliseconds within which the loop comes to rest."""

LINES_AT_MOST = 100
"""No epoch of these data has more."""

EPOCHS_AT_MOST = 16
"""In a run of so many epochs no more are asked for."""

DATA = [
    LESSON,
    Dataset.of([1, 2, 3, 4, 5, 6], [2.5, 3.5, 6.25, 8.5, 9.5, 13]),
    Dataset.of([-1, 0, 2, 5], [1, 0.5, -3, 2]),
    Dataset.of([3, 3], [1, 2]),
]
VALUES: dict[str, list[Any]] = {
    "lr": [0.01, 0.05, 0.3, 1e9],
    "zero_grad": list(ZeroGrad),
    "every": [1, 2, 3],
    "accumulate": [1, 2, 3],
    "backward_twice": [False, True],
    "step": [True, False],
    "batch_size": [0, 1, 2, 4],
    "momentum": [0.0, 0.5, 1.0],
    "nesterov": [False, True],
    "standardise": [False, True],
}
SETTINGS = st.sampled_from([{name: value} for name, values in VALUES.items() for value in values])
CHANGES = st.lists(st.tuples(st.integers(1, 3), SETTINGS), min_size=1, max_size=3)
OTHERS = st.one_of(
    st.tuples(st.just("epochs"), st.integers(8, 18)),
    st.tuples(st.just("seed"), st.integers(1, 5)),
    st.tuples(st.just("seeded"), st.booleans()),
    st.tuples(st.just("initial"), st.sampled_from([InitialParameters(start, 2, 1) for start in Start])),
)


def rows_of(history: History) -> Rows:
    """What a history holds, as plain_loop() has it."""
    columns = np.stack([history.column(name) for name in COLUMNS], axis=1)
    return tuple(bits(row) + bits(history.epoch(n).momentum or ()) for n, row in enumerate(columns.tolist()))


@lru_cache(maxsize=1000)
def replayed(run: Replay) -> Rows:
    """The same of all epochs that a file of a run gives."""
    records = epochs_of(run)
    return tuple(bits([getattr(epoch, name) for name in COLUMNS]) + bits(epoch.momentum or ()) for epoch in records)


class Gate:
    """Holds a training thread after an epoch, until it is opened or the thread is to end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[TrainingThread] = []
        """All that have been started."""
        self.reached = Event()
        self._at: int | None = None
        self._opened = Event()
        self._held: TrainingThread | None = None
        self._left: list[TrainingThread] = []
        start, leave = TrainingThread.start, TrainingThread.leave

        def watched(thread: TrainingThread) -> None:
            self.threads.append(thread)
            thread.epoch_done.connect(lambda epoch: self._hold(thread, epoch), Qt.ConnectionType.DirectConnection)
            start(thread)

        def leaving(thread: TrainingThread) -> None:
            leave(thread)
            self._left.append(thread)
            if self._held is thread:  # not one that has been left for the one that is to be held
                self.open()

        monkeypatch.setattr(TrainingThread, "start", watched)
        monkeypatch.setattr(TrainingThread, "leave", leaving)

    def close(self, epoch: int) -> None:
        """Hold the thread after this epoch."""
        self.reached.clear()
        self._opened.clear()
        self._at, self._held = epoch, None

    def open(self) -> None:
        """Let the thread go on."""
        self._at = None
        self._opened.set()

    def _hold(self, thread: TrainingThread, epoch: Epoch) -> None:
        if epoch.number == self._at:
            self._held = thread
            if thread not in self._left:
                self.reached.set()
                self._opened.wait(TIMEOUT / 1000)


class SessionMachine(RuleBasedStateMachine):
    """A session, and the model of what it should be. A rule is told to the model when the session has heard it."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate
        gate.threads.clear()
        experiment = Experiment(epochs=16)
        self.session, self.model = Session(experiment), SessionModel(experiment)
        self.saved: list[tuple[Replay, Branch, int, LoopSettings | None]] = []
        """Runs, the epoch that was shown, and what the controls had; None where another epoch had been begun."""
        self.told = 0
        self.session.state_changed.connect(self.hear)
        self.session.begin()
        self.rest()

    def teardown(self) -> None:
        self.session.close()
        assert not any(isValid(thread) and thread.isRunning() for thread in self.gate.threads)
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def hear(self) -> None:
        """Count what is told of the state."""
        self.told += 1

    def settle(self, told: int = -1) -> None:
        """Let the loop do what is left to do; if told is given, at least until the state has been told of once more."""
        self.gate.open()
        loop, patience = QEventLoop(), QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)
        self.session.state_changed.connect(loop.quit)
        patience.start(TIMEOUT)
        while self.told <= told or self.session.state in (State.PREPARING, State.RUNNING):
            loop.exec()
            assert patience.isActive(), f"still {self.session.state}"
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.model.drawn_seed = self.session.experiment.seed

    def rest(self) -> None:
        """Come to rest, the model too. Its plain loops run only then, for torch has one random generator for all."""
        self.settle()
        self.model.rest()

    # --- what a user does ---

    @initialize(changes=CHANGES)
    def begins(self, changes: list[tuple[int, Mapping[str, Any]]]) -> None:
        """A run that has been changed on its way has more to lose."""
        for epochs, values in changes:
            self.steps_epochs(epochs)
            self.changes_a_setting(values)

    @rule(epochs=st.none() | st.integers(0, 3))
    def runs(self, epochs: int | None) -> None:
        """Run to the end, or hold the loop after some epochs for the next deed; where none are left, ask for more."""
        if epochs is not None:
            self.rest()
        if self.model.can_go_on and not self.model.can_run and self.model.shown < EPOCHS_AT_MOST:
            self.changes_start_or_epochs(("epochs", self.model.shown + 5))
        runs = self.model.rests and self.model.can_run
        held, speed = self.model.shown + 1 + (epochs or 0), self.session.engine.speed
        if speed is not None and speed <= pace.SLOW and held + 1 >= self.model.wanted.epochs:
            epochs = None  # run line by line, the last epoch is still told of by its last line, with no other to come
        if runs and epochs is not None:
            self.gate.close(held)
        self.session.run()
        while runs and epochs is not None and self.session.state is State.RUNNING:
            QCoreApplication.processEvents()
            if self.gate.reached.wait(0.001):
                QCoreApplication.processEvents()
                self.model.go_on()
                self.model.hold(held + 1)
                return
        self.settle()
        if runs:
            self.model.go_on()
            self.model.state = State.RUNNING
        self.model.rest()

    @rule(epochs=st.integers(1, 3))
    def steps_epochs(self, epochs: int) -> None:
        """Run epochs one by one, or in the past look at those that are there, unless they would come otherwise."""
        for _ in range(epochs):
            told, steps = self.told, self.model.has_line
            self.session.step_epoch()
            self.settle(told if steps else -1)
            if self.model.time is not None and self.model.repeats:
                self.model.travel(self.model.time + 1)
            elif steps:
                self.model.go_on()
                self.model.advance(self.model.run.done + 1, State.PAUSED)
            self.model.rest()

    @rule(epoch=st.integers(0, EPOCHS_AT_MOST + 2), values=st.none() | SETTINGS)
    def goes_to(self, epoch: int, values: Mapping[str, Any] | None) -> None:
        """Ask for an epoch by its number, perhaps with other settings."""
        self.rest()
        if values is not None:
            self.changes_a_setting(values)
        self.session.go_to(epoch)
        self.settle()
        self.model.go_to(epoch)
        self.model.rest()

    @rule(lines=st.integers(1, 8) | st.none())
    def steps_lines(self, lines: int | None) -> None:
        """Run some lines, or all that are left of an epoch."""
        end = self.model.shown + 2
        for _ in range(lines or LINES_AT_MOST):
            if lines or (self.model.has_line and self.model.run.done != end):
                self.step_line()
        assert lines or not self.model.has_line or self.model.run.done == end

    def step_line(self) -> None:
        """Run a line, and see whether it was the last of an epoch."""
        model, told, steps = self.model, self.told, self.model.has_line
        self.session.step_line()
        self.settle(told if steps else -1)
        if not steps:
            model.rest()
            return
        model.go_on()
        ends = len(self.session.history) > model.run.done
        if ends or not model.rests:
            model.advance(model.run.done + ends, State.PAUSED)
        if not ends and model.state is not State.DIVERGED:
            model.state, model.mid = State.PAUSED, True
            assert self.session.moment is not None
            assert self.session.moment.settings == model.run.at(model.run.done)
        model.rest()

    @rule(
        place=st.integers(0, 20),
        values=st.none() | SETTINGS,
        then=st.sampled_from(["", "run", "hold", "step", "lines"]),
        undone=st.booleans(),
    )
    def travels(self, place: int, values: Mapping[str, Any] | None, then: str, undone: bool) -> None:
        """Look at an epoch, and perhaps change something and go on from there."""
        steps = len(self.model.done)
        time = place % (self.model.run.done + 2) - 1  # also beyond the newest
        self.session.travel(time)
        self.settle()
        self.model.travel(time)
        self.model.rest()
        self.all_is_as_it_must_be()
        if values is not None:
            self.changes_a_setting(values)
        if then in ("run", "hold"):
            self.runs(2 if then == "hold" else None)
        elif then:
            self.steps_epochs(2) if then == "step" else self.steps_lines(3)
        if undone:
            self.undo_until(steps)

    @rule(values=SETTINGS)
    def changes_a_setting(self, values: Mapping[str, Any]) -> None:
        after = self.model.wanted.settings
        with suppress(ValueError):
            after = replace(after, **values)
        match values:
            case {"lr": lr}:
                self.session.changes.set_lr(lr)
            case {"zero_grad": ZeroGrad.NEVER | ZeroGrad.BEFORE_BACKWARD as where}:
                self.session.changes.set_skip(where is ZeroGrad.NEVER)
            case _:
                self.session.changes.set_settings(after)
        self.settle()
        self.model.change(settings=after)
        self.model.rest()

    def with_data(self, data: Dataset) -> LoopSettings:
        """What is wanted, as far as it goes together with these data."""
        now = self.model.wanted.settings
        parts = 1 if len(data) % now.accumulate else now.accumulate
        standardise = now.standardise and len(np.unique(data.x)) > 1
        return replace(now, data=data, accumulate=parts, standardise=standardise)

    @rule(data=st.sampled_from(DATA), continues=st.booleans())
    def edits_data(self, data: Dataset, continues: bool) -> None:
        self.session.changes.set_data(data, continues=continues)
        self.settle()
        self.model.change(settings=self.with_data(data), continues=continues)
        self.model.rest()

    @rule(change=OTHERS)
    def changes_start_or_epochs(self, change: tuple[str, Any]) -> None:
        name, value = change
        getattr(self.session.changes, f"set_{name}")(value)
        self.settle()
        self.model.change(**{name: value})
        self.model.rest()

    @rule(
        deed=st.sampled_from(["reset", "start", "data", "anew", "compare"]),
        which=st.integers(0, 9),
        changes=CHANGES,
        undone=st.booleans(),
    )
    def begins_another_run(
        self, deed: str, which: int, changes: list[tuple[int, Mapping[str, Any]]], undone: bool
    ) -> None:
        session, model = self.session, self.model
        steps = len(model.done)
        if deed == "reset":
            session.reset()
            self.settle()
            model.reset()
        elif deed == "start":
            session.start_from(which, 1.5)
            self.settle()
            model.begin_after(replace(model.wanted, initial=InitialParameters(Start.NUMBERS, which, 1.5)))
        elif deed == "data":
            data = DATA[which % len(DATA)]
            session.begin_with(data)
            self.settle()
            model.begin_after(replace(model.wanted, settings=self.with_data(data)))
        elif deed == "anew":
            session.begin_anew()
            self.settle()
            if model.wanted != Experiment() or model.run.differences or model.mid or model.run.done:
                model.compare(Experiment(), [])
        else:
            question = list(Question)[which % len(Question)]
            session.compare(question)
            self.settle()
            ready = ready_comparison(question, model.compared if question is Question.SEEDS else model.wanted)
            model.compare(ready.experiment, ready.differences)
            assert all(each.seed != session.experiment.seed for each in ready.differences)
        self.rest()
        self.all_is_as_it_must_be()
        if deed == "anew":  # thousands of epochs, that would be run to the end after many a deed
            self.changes_start_or_epochs(("epochs", EPOCHS_AT_MOST))
        self.begins(changes)
        if undone:
            self.undo_until(steps)

    @rule(
        which=st.integers(0, 9),
        upto=st.sampled_from(["shown", "newest", "start"]),
        values=SETTINGS,
        then=st.sampled_from(["", "hold", "step", "lines"]),
        undone=st.booleans(),
    )
    def opens_a_run(self, which: int, upto: str, values: Mapping[str, Any], then: str, undone: bool) -> None:
        """Open what is saved now or was saved before, change something, go on, and perhaps undo the change."""
        session, model = self.session, self.model
        self.save()
        run, branch, shown, controls = self.saved[-1 - which % len(self.saved)]
        epochs = {"shown": shown + 1, "newest": run.done, "start": 0}[upto]
        session.load(run.experiment, run.changes, epochs)
        self.settle()
        model.load(run.experiment, branch, epochs)
        self.rest()
        if epochs == shown + 1 and controls is not None:
            assert session.experiment.settings == controls
        self.all_is_as_it_must_be()
        self.changes_a_setting(values)
        if then == "hold":
            self.runs(1)
        elif then:
            self.steps_epochs(2) if then == "step" else self.steps_lines(3)
        if undone:
            self.undo_until(0)

    @rule(deed=st.sampled_from(["pin", "unpin", "end"]), which=st.integers(0, OTHERS_AT_MOST - 1))
    def changes_what_is_beside(self, deed: str, which: int) -> None:
        model, session = self.model, self.session
        which = which % len(model.pinned) if model.pinned else 0
        if deed == "pin":
            session.pin()
        elif deed == "end":
            session.end_comparison()
        elif model.pinned:
            session.comparison.unpin(len(model.run.differences) + which)
        self.settle()
        if deed == "pin":
            model.pin()
        elif deed == "end":
            model.end_comparison()
        elif model.pinned:
            del model.kept[len(model.kept) - len(model.pinned) + which]
        model.rest()

    @rule(deed=st.sampled_from(["pause", "save", "twins", None, 300.0, 2000.0]), twins=st.booleans())
    def pauses_or_saves_or_does_what_changes_nothing(self, deed: str | float | None, twins: bool) -> None:
        if deed == "pause":
            self.session.pause()
            if not self.model.rests:
                self.settle()
                self.model.advance(self.model.run.done, State.PAUSED)
        elif deed == "twins":
            self.session.set_twins(twins)
        elif not isinstance(deed, str):
            self.session.set_speed(deed)
        self.rest()
        if deed == "save":
            self.save()

    def save(self) -> None:
        """Keep the run as a file does, to be loaded later."""
        self.rest()
        session = self.session
        controls = session.experiment.settings if session.moment is None else None
        self.saved.append((self.written(), replace(self.model.as_kept), session.time, controls))

    @rule(back=st.integers(0, 3), forth=st.integers(0, 3))
    def undoes_and_redoes(self, back: int, forth: int) -> None:
        stack = self.session.changes.stack
        for there, here in [(stack.undo, self.model.undo)] * back + [(stack.redo, self.model.redo)] * forth:
            there()
            self.settle()
            here()
            self.model.rest()
            self.all_is_as_it_must_be()

    def undo_until(self, steps: int) -> None:
        """Undo until no more steps than these are left to be undone."""
        while len(self.model.done) > steps:
            self.undoes_and_redoes(1, 0)

    def written(self) -> Replay:
        """What a file of the run would give back."""
        return loads(dumps(self.session.recorded()))

    # --- what must hold ---

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        self.check_history()
        self.check_controls()
        self.check_comparison()
        if self.model.rests:
            self.check_time_and_state()
            self.check_file()

    def check_history(self) -> None:
        """Every number is the plain loop's, every change where the user made it."""
        history, run = self.session.history, self.model.run
        assert rows_of(history) == run.rows
        assert [history.settings_at(epoch) for epoch in range(run.done)] == [run.at(epoch) for epoch in range(run.done)]
        assert self.session.start is not None
        shown = self.session.frame()
        assert shown.time != 0 or shown.before == self.session.start

    def check_controls(self) -> None:
        """The controls show what is wanted, and what can be undone."""
        session, model = self.session, self.model
        assert session.experiment == model.wanted
        assert session.start_is_pending == (start_of(model.wanted) != start_of(model.run.begun))
        assert (session.changes.stack.canUndo(), session.changes.stack.canRedo()) == (
            bool(model.done),
            bool(model.undone),
        )
        assert (session.can_run, session.can_step) == (model.can_run, model.can_step)
        assert session.can_go_on == model.can_go_on

    def check_comparison(self) -> None:
        """Companions, pinned runs and the run before have the plain loop's numbers too."""
        session, run = self.session, self.model.run
        comparison, previous = session.comparison, session.present.previous
        assert [rows_of(pinned.history) for pinned in comparison.pinned] == self.model.pinned
        assert [each.difference for each in comparison.companions] == list(run.differences)
        assert (previous and rows_of(previous)) == (run.previous and run.previous.rows)
        if self.model.rests:
            assert [rows_of(each.history) for each in comparison.companions] == [run.beside(d) for d in run.differences]

    def check_time_and_state(self) -> None:
        """The session shows what it says, and says what the history does."""
        session, model = self.session, self.model
        assert (session.time, session.travelled, session.state) == (model.shown, model.time, model.state)
        assert repr(session.frame().epoch) == repr(session.history.epoch(session.time) if session.time >= 0 else None)
        assert (session.moment is not None) == model.mid
        last = session.history.last()
        overflowed = last is not None and not last.is_finite
        assert (session.state is State.DIVERGED) == overflowed or (overflowed and session.travelled is not None)
        assert session.state is not State.FINISHED or len(session.history) >= session.experiment.epochs
        assert sum(thread.isRunning() for thread in session.findChildren(TrainingThread)) <= 1

    def check_file(self) -> None:
        """A file of the run gives it back, what it has still to do included."""
        run, kept = self.written(), self.model.as_kept
        assert (run.done, start_of(run.experiment)) == (kept.done, start_of(kept.begun))
        epochs = min(run.epochs, LOOKED_AT)  # a new lesson has thousands, and nothing changes there
        assert replayed(run.up_to(epochs)) == kept.run(epochs)[0]


@pytest.mark.timeout(7200)
@pytest.mark.no_cover  # what it goes through, others go through too, and being measured it takes half as long again
def test_whatever_a_user_does_every_number_is_that_of_a_plain_loop(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_thread, "LONG_EPOCH", TIMEOUT)  # on a busy machine too
    monkeypatch.setattr(undo, "MERGE_TIME", TIMEOUT)
    monkeypatch.setattr(pace, "SLOW", 500.0)  # of the speeds below one runs line by line
    monkeypatch.setattr(pace, "LINES_AT_MOST", TIMEOUT)
    gate = Gate(monkeypatch)
    run_state_machine_as_test(
        lambda: SessionMachine(gate),  # type: ignore[arg-type]  # hypothesis takes any callable
        settings=settings(database=None, suppress_health_check=list(HealthCheck)),
    )
