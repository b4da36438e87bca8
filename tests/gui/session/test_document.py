"""The run as a file: what is saved, what would be lost, what survives a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.session.document import Document
from gui.session.engine import State
from gui.session.session import Session
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, Start, ZeroGrad
from model.files.run_file import RunFileError, read_run
from tests.gui.conftest import WaitFor

MakeSession = Callable[..., Session]
FOUR = Dataset.of([1, 2, 3, 4], [2, 4.5, 5.5, 8])


@pytest.fixture
def worked(make_session: MakeSession, wait_for: WaitFor) -> Session:
    """A run in which everything that can change was changed on its way."""
    session = make_session(Experiment(seed=7, initial=InitialParameters(Start.RANDOM)))

    def run_to(epochs: int) -> None:
        session.changes.set_epochs(epochs)
        session.run()
        wait_for(session, State.FINISHED)

    run_to(40)
    session.changes.set_lr(0.005)
    run_to(80)
    session.changes.set_data(FOUR)
    run_to(120)
    session.changes.set_settings(replace(session.experiment.settings, batch_size=2))
    run_to(160)
    session.changes.set_skip(True)
    run_to(200)
    return session


def records(session: Session) -> list[Epoch]:
    return list(session.history.epochs())


def test_a_run_that_is_saved_and_opened_gives_the_same_numbers(
    worked: Session, make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    Document(worked).save(tmp_path / "a.slopewise")
    other = make_session()
    Document(other).open(tmp_path / "a.slopewise")
    wait_for(other, State.PAUSED)
    assert (len(other.history), other.experiment.data) == (0, LESSON)
    other.run()
    wait_for(other, State.FINISHED)
    assert records(other) == records(worked)
    assert other.experiment == worked.experiment


def test_an_opened_run_that_is_saved_again_before_it_has_run_is_the_same(
    worked: Session, make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    Document(worked).save(tmp_path / "a.slopewise")
    other = make_session()
    document = Document(other)
    document.open(tmp_path / "a.slopewise")
    assert not document.is_modified
    wait_for(other, State.PAUSED)
    document.save(tmp_path / "b.slopewise")
    first, second = (read_run(tmp_path / name) for name in ("a.slopewise", "b.slopewise"))
    assert second == replace(first, done=0)


def test_a_change_that_no_epoch_has_run_with_yet_is_saved_too(
    make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    session = make_session(Experiment(epochs=10))
    session.run()
    wait_for(session, State.FINISHED)
    session.changes.set_skip(True)
    Document(session).save(tmp_path / "a.slopewise")
    run = read_run(tmp_path / "a.slopewise")
    assert [(change.epoch, change.settings.zero_grad) for change in run.changes] == [(10, ZeroGrad.NEVER)]


def test_settings_alone_are_no_work_to_be_lost(make_session: MakeSession) -> None:
    session = make_session()
    document = Document(session)
    session.changes.set_lr(0.1)
    session.changes.set_skip(True)
    assert not document.is_modified


def test_an_edit_of_the_data_is_work_until_it_is_undone(make_session: MakeSession) -> None:
    session = make_session()
    document = Document(session)
    session.changes.set_data(FOUR)
    assert document.is_modified
    session.changes.stack.undo()
    assert not document.is_modified


def test_data_that_can_be_had_again_are_no_work(make_session: MakeSession) -> None:
    session = make_session()
    document = Document(session)
    document.begin_with(FOUR)
    assert session.experiment.data == FOUR
    assert not document.is_modified


def test_a_note_is_work_and_is_saved(make_session: MakeSession, tmp_path: Path) -> None:
    document = Document(make_session())
    document.set_note("무엇이 보이나요?")
    assert document.is_modified
    document.save(tmp_path / "a.slopewise")
    assert not document.is_modified
    assert read_run(tmp_path / "a.slopewise").note == "무엇이 보이나요?"


def test_any_change_of_a_saved_run_is_work(make_session: MakeSession, tmp_path: Path) -> None:
    session = make_session()
    document = Document(session)
    document.save(tmp_path / "a.slopewise")
    session.changes.set_lr(0.1)
    assert document.is_modified


def test_a_bad_file_changes_nothing(make_session: MakeSession, tmp_path: Path) -> None:
    session = make_session()
    document = Document(session)
    session.changes.set_data(FOUR)
    (tmp_path / "bad.slopewise").write_bytes(b"\x00\x01")
    with pytest.raises(RunFileError):
        document.open(tmp_path / "bad.slopewise")
    assert (session.experiment.data, document.path, document.is_modified) == (FOUR, None, True)


# --- after a crash ---


def test_work_survives_a_crash_and_is_offered_once(
    make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot, tmp_path: Path
) -> None:
    session = make_session()
    crashed = Document(session, tmp_path)
    assert crashed.recoverable() is None
    session.changes.set_data(FOUR)
    qtbot.waitUntil((tmp_path / "recovery.slopewise").exists, timeout=10_000)
    crashed.finish()
    crashed._lock.unlock()  # as the system does when a program has gone
    other = make_session()
    document = Document(other, tmp_path)
    run = document.recoverable()
    assert run is not None
    document.recover(run)
    wait_for(other, State.PAUSED)
    assert other.experiment.data == FOUR
    document.forget()
    assert document.recoverable() is None


def test_a_second_program_leaves_the_firsts_recovery_alone(make_session: MakeSession, tmp_path: Path) -> None:
    first = Document(make_session(), tmp_path)
    assert first.recoverable() is None
    (tmp_path / "recovery.slopewise").write_text("the first's")
    second = Document(make_session(), tmp_path)
    assert second.recoverable() is None
    second.forget()
    assert (tmp_path / "recovery.slopewise").read_text() == "the first's"
    assert first.recoverable() is None  # and it is no run


def test_nothing_is_kept_where_there_is_no_work(make_session: MakeSession, qtbot: QtBot, tmp_path: Path) -> None:
    session = make_session()
    document = Document(session, tmp_path)
    assert document.recoverable() is None
    session.changes.set_lr(0.1)
    qtbot.waitUntil(lambda: not document._timer.isActive(), timeout=10_000)
    assert not (tmp_path / "recovery.slopewise").exists()
