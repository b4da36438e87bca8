"""A run that is opened stands as it was saved: what the controls had then is what its next epoch runs with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.session.document import Document
from gui.session.engine import State
from gui.session.session import Session
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.files.run_file import read_run
from model.history import Change
from model.run import Look, Replay
from model.training.trainer import epochs_of
from tests.gui.conftest import WaitFor, leave_some_epochs

MakeSession = Callable[..., Session]
MOVED = Dataset.of([1, 2, 3], [2, 4.5, 6])
CHANGES: dict[str, Callable[[Session], None]] = {
    "lr": lambda session: session.changes.set_lr(0.02),
    "skip": lambda session: session.changes.set_skip(True),
    "point": lambda session: session.changes.set_data(MOVED),
}
SLOW, FAST, FASTER = LoopSettings(lr=0.01), LoopSettings(lr=0.02), LoopSettings(lr=0.05)


class Saved:
    """A run of 100 epochs that was changed at its end, in a file; and what opens it again."""

    def __init__(self, make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot, folder: Path) -> None:
        self.file, self.again = folder / "a.slopewise", folder / "b.slopewise"
        self._make, self._qtbot = make_session, qtbot
        self.session = make_session(Experiment(epochs=100))
        self.document = document_of(self.session)
        self.session.run()
        wait_for(self.session, State.FINISHED)

    def save(self, change: str = "lr") -> None:
        """Make a change that no epoch runs with, and save."""
        CHANGES[change](self.session)
        self.document.save(self.file)

    def open(self) -> tuple[Session, Document]:
        """Open the file in another window, and wait until it stands where it was saved."""
        session = self._make()
        document = document_of(session)
        document.open(self.file)
        self._qtbot.waitUntil(lambda: session.state in (State.FINISHED, State.PAUSED))
        return session, document


@pytest.fixture
def saved(make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot, tmp_path: Path) -> Saved:
    return Saved(make_session, wait_for, qtbot, tmp_path)


@pytest.fixture
def step(qtbot: QtBot) -> Callable[[Session], Epoch]:
    """Run an epoch, and return it."""

    def step(session: Session) -> Epoch:
        done = len(session.history)
        leave_some_epochs(session)
        session.step_epoch()
        qtbot.waitUntil(lambda: len(session.history) == done + 1)
        return session.history.epoch(done)

    return step


Step = Callable[[Session], Epoch]


def document_of(session: Session) -> Document:
    """The session's document, looked at as a window does."""
    document = Document(session)
    document.look = lambda: Look(session.stands_at, "fit", False, None)
    return document


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_at_the_end_is_shown_and_counts_from_the_next_epoch(
    saved: Saved, step: Step, change: str
) -> None:
    saved.save(change)
    session, document = saved.open()
    assert (session.experiment, session.time, session.state) == (saved.session.experiment, 99, State.FINISHED)
    assert session.frame().experiment == saved.session.experiment
    assert [each.epoch for each in session.history.changes] == [0]
    assert not document.is_modified
    document.save(saved.again)
    assert saved.again.read_bytes() == saved.file.read_bytes()
    assert step(session) == step(saved.session)


@pytest.mark.parametrize("change", CHANGES)
def test_undo_after_opening_goes_back_to_what_was_saved(saved: Saved, step: Step, change: str) -> None:
    saved.save(change)
    session, document = saved.open()
    assert session.changes.stack.index() == 1  # which would leave the run that was opened
    session.changes.set_lr(0.3)
    assert document.is_modified
    session.changes.stack.undo()
    assert session.experiment == saved.session.experiment
    assert not document.is_modified
    session.changes.stack.redo()
    assert session.experiment.settings == replace(saved.session.experiment.settings, lr=0.3)
    session.changes.stack.undo()
    document.save(saved.again)
    assert saved.again.read_bytes() == saved.file.read_bytes()
    assert step(session) == step(saved.session)


def test_what_was_changed_at_the_end_is_there_after_a_look_back(saved: Saved, step: Step) -> None:
    saved.save()
    session, document = saved.open()
    session.travel(40)
    assert session.experiment.settings == SLOW
    assert not document.is_modified
    session.travel(99)
    assert (session.experiment, session.travelled) == (saved.session.experiment, None)
    session.travel(40)
    session.go_to(99)
    assert (session.experiment, session.travelled) == (saved.session.experiment, None)
    assert not document.is_modified
    assert step(session) == step(saved.session)
    session.travel(98)
    assert session.experiment.settings == SLOW
    session.travel(99)
    assert session.experiment.settings == FAST


def test_gone_back_and_run_on_it_makes_its_change_again(saved: Saved, wait_for: WaitFor, step: Step) -> None:
    saved.save()
    session, _ = saved.open()
    session.travel(40)
    session.run()
    wait_for(session, State.FINISHED)
    assert session.experiment == saved.session.experiment
    session.changes.stack.undo()
    assert (session.experiment, len(session.history)) == (saved.session.experiment, 100)
    assert step(session) == step(saved.session)


def test_a_run_that_was_looked_at_in_its_past_is_shown_with_what_it_went_on_with(saved: Saved, step: Step) -> None:
    CHANGES["lr"](saved.session)
    step(saved.session)
    saved.session.travel(99)
    saved.document.save(saved.file)
    session, document = saved.open()
    assert (session.time, session.experiment.settings) == (99, FAST)
    assert saved.session.experiment.settings == FAST
    assert not document.is_modified
    session.travel(98)
    assert session.experiment.settings == SLOW
    session.step_epoch()
    assert (session.travelled, session.experiment.settings) == (None, FAST)


def test_reset_after_opening_begins_with_what_is_shown(saved: Saved, wait_for: WaitFor) -> None:
    saved.save()
    session, _ = saved.open()
    session.reset()
    wait_for(session, State.PAUSED)
    assert (session.experiment.settings, session.recorded().changes) == (FAST, ())


def test_a_run_that_is_found_again_after_a_crash_stands_as_it_was(
    saved: Saved, make_session: MakeSession, wait_for: WaitFor
) -> None:
    saved.save()
    other = make_session()
    document_of(other).recover(read_run(saved.file))
    wait_for(other, State.FINISHED)
    assert (other.experiment, len(other.history)) == (saved.session.experiment, 100)


def test_run_on_while_it_is_being_opened_it_ends_with_what_was_saved(
    saved: Saved, make_session: MakeSession, wait_for: WaitFor
) -> None:
    saved.save()
    other = make_session()
    document_of(other).open(saved.file)
    other.run()  # as for a picture of the window
    wait_for(other, State.FINISHED)
    assert (other.experiment, len(other.history)) == (saved.session.experiment, 100)


@pytest.mark.parametrize("epochs", [0, 3])
def test_a_change_of_a_run_that_changes_by_itself_is_undone_for_window_thread_and_file_alike(
    make_session: MakeSession, wait_for: WaitFor, step: Step, epochs: int
) -> None:
    session, run = make_session(), Replay(Experiment(epochs=30), (Change(10, FAST), Change(20, SLOW)), 10)
    session.load(run.experiment, run.changes, run.done)
    wait_for(session, State.PAUSED)
    assert session.experiment.settings == FAST
    session.changes.set_lr(0.05)
    for _ in range(epochs):
        step(session)
    session.changes.stack.undo()
    assert session.experiment.settings == FAST
    replay = session.recorded()
    tried = (Change(10, FASTER), Change(13, FAST), Change(20, SLOW))
    assert replay.changes == (tried if epochs else run.changes)
    assert step(session).settings == session.experiment.settings == FAST
    session.run()
    wait_for(session, State.FINISHED)
    assert list(session.history.epochs()) == list(epochs_of(replay))


def test_a_change_that_is_undone_in_the_middle_of_an_epoch_counts_until_the_next_change(
    make_session: MakeSession, wait_for: WaitFor, step: Step, qtbot: QtBot
) -> None:
    session = make_session()
    session.load(Experiment(epochs=30), (Change(20, FAST),), 10)
    wait_for(session, State.PAUSED)
    session.changes.set_lr(0.05)
    session.step_line()
    qtbot.waitUntil(lambda: session.moment is not None)
    session.changes.stack.undo()
    replay = session.recorded()
    assert replay.changes == (Change(10, FASTER), Change(11, SLOW), Change(20, FAST))
    assert [step(session).settings, step(session).settings] == [FASTER, SLOW]
    session.run()
    wait_for(session, State.FINISHED)
    assert list(session.history.epochs()) == list(epochs_of(replay))


def test_opened_a_run_that_stood_in_an_epoch_stands_before_it(saved: Saved, step: Step, qtbot: QtBot) -> None:
    CHANGES["lr"](saved.session)
    leave_some_epochs(saved.session)
    saved.session.step_line()
    qtbot.waitUntil(lambda: saved.session.moment is not None)
    saved.session.changes.set_lr(0.05)
    saved.document.save(saved.file)
    session, document = saved.open()
    assert (session.time, session.experiment.settings) == (99, FAST)
    assert not document.is_modified
    assert [step(session), step(session)] == [step(saved.session), step(saved.session)]
    assert session.experiment.settings == FASTER
