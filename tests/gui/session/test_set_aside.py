"""A run that was set aside for others comes back as if nothing had been loaded since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.session.document import Document
from gui.session.engine import State
from gui.session.session import Session
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.run import Difference, Replay
from model.training.trainer import epochs_of
from tests.gui.conftest import WaitFor

MakeSession = Callable[..., Session]
OTHER = Experiment(settings=LoopSettings(lr=0.05, data=Dataset.of([1, 2], [5, 1])), epochs=30)


def at_rest(session: Session, wait_for: WaitFor) -> Session:
    wait_for(session, State.PAUSED)
    return session


def begun(session: Session, _wait: WaitFor) -> None:
    session.changes.set_lr(0.03)


def finished(session: Session, wait_for: WaitFor) -> None:
    session.run()
    wait_for(session, State.FINISHED)


def changed_at_the_end(session: Session, wait_for: WaitFor) -> None:
    finished(session, wait_for)
    session.changes.set_skip(True)
    session.changes.set_seed(5)


def in_the_past(session: Session, wait_for: WaitFor) -> None:
    finished(session, wait_for)
    session.travel(7)
    session.changes.set_lr(0.02)


def within_an_epoch(session: Session, wait_for: WaitFor) -> None:
    session.step_line()
    finished(session, wait_for)


def compared(session: Session, wait_for: WaitFor) -> None:
    finished(session, wait_for)
    session.pin()
    session.compare(Question.ZERO_GRAD)
    wait_for(session, State.PAUSED)
    finished(session, wait_for)


@pytest.mark.parametrize("do", [begun, finished, changed_at_the_end, in_the_past, within_an_epoch, compared])
def test_all_is_there_again(make_session: MakeSession, wait_for: WaitFor, do: Callable[..., None]) -> None:
    session = at_rest(make_session(Experiment(epochs=20)), wait_for)
    do(session, wait_for)
    before, experiment = session.recorded(), session.experiment
    seen = session.time, session.present, session.comparison.pinned, session.comparison.companions
    steps = session.changes.stack.count(), session.changes.stack.index()
    resting = session.set_aside()
    session.load(OTHER, upto=5, differences=[Difference({"momentum": 1.0})])
    wait_for(session, State.PAUSED)
    assert (len(session.history), len(session.comparison.companions), session.comparison.pinned) == (5, 1, ())
    session.changes.set_lr(0.01)
    session.reset()
    session.bring_back(resting)
    assert (session.recorded(), session.experiment) == (before, experiment)
    assert (session.time, session.present, session.comparison.pinned, session.comparison.companions) == seen
    assert (session.changes.stack.count(), session.changes.stack.index()) == steps


def test_it_goes_on_and_is_undone_as_before(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = at_rest(make_session(Experiment(epochs=20)), wait_for)
    finished(session, wait_for)
    session.changes.set_lr(0.02)
    session.changes.set_epochs(40)
    resting = session.set_aside()
    session.load(OTHER)
    session.bring_back(resting)
    session.run()
    wait_for(session, State.FINISHED)
    plain = epochs_of(Replay(Experiment(epochs=20)))
    assert list(session.history.epochs())[:20] == list(plain)
    assert session.history.epoch(39).lr == 0.02
    session.changes.stack.undo()
    session.changes.stack.undo()
    assert session.experiment == Experiment(epochs=20)


def test_a_run_on_its_way_to_where_it_was_saved_goes_on_there(
    make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot
) -> None:
    session = at_rest(make_session(Experiment()), wait_for)
    session.load(Experiment(epochs=9000), upto=3000)
    resting = session.set_aside()
    session.load(OTHER)
    session.bring_back(resting)
    qtbot.waitUntil(lambda: session.state is State.PAUSED and session.time == 2999)


def test_nothing_of_another_run_is_kept_or_asked_about(
    make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot, tmp_path: Path
) -> None:
    session = at_rest(make_session(Experiment(epochs=20)), wait_for)
    document = Document(session, tmp_path)
    document.keep_work()
    document.set_note("seen by nobody yet")
    resting, papers = session.set_aside(), document.set_aside()
    document.finish()  # which is written meanwhile
    (kept,) = tmp_path.glob("recovery*.slopewise")
    content = kept.read_bytes()
    session.load(replace(OTHER))
    session.changes.set_data(Dataset.of([1, 2, 3], [3, 2, 1]))
    assert (document.is_modified, document.is_worth_keeping, document.note) == (False, False, "")
    document.keep_now()
    document.take_saved(tmp_path / "other.slopewise", document.run())
    qtbot.wait(1200)
    assert kept.read_bytes() == content
    session.bring_back(resting)
    document.bring_back(papers)
    assert (document.is_modified, document.note, document.path) == (True, "seen by nobody yet", None)
    document.close()
