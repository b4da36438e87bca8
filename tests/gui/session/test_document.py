"""The run as a file: what is saved, what would be lost, what survives a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.session import recovery as recovery_module
from gui.session.document import Document
from gui.session.engine import State
from gui.session.session import Session
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.run_file import RunFileError, read_run, write_run
from model.history import Change
from model.run import Look, Replay
from tests.environment import PATIENCE
from tests.gui.conftest import WaitFor

MakeSession = Callable[..., Session]
NEVER = ZeroGrad.NEVER
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
    wait_for(other, State.FINISHED)
    assert records(other) == records(worked)
    assert other.experiment == worked.experiment


def test_a_run_opens_at_the_epoch_that_was_shown_and_goes_on_as_it_did(
    worked: Session, make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    worked.travel(99)
    saved = Document(worked)
    saved.look = lambda: Look(worked.time, "gradients", False, None)
    saved.save(tmp_path / "a.slopewise")
    other = make_session(speed=1.0)
    document = Document(other)
    document.open(tmp_path / "a.slopewise")
    assert other.state is State.RUNNING
    wait_for(other, State.PAUSED)
    assert records(other) == records(worked)[:100]
    assert other.engine.speed == 1.0
    assert not document.is_modified
    other.set_speed(None)
    other.run()
    wait_for(other, State.FINISHED)
    assert records(other) == records(worked)


def test_a_file_that_tells_of_no_epoch_shown_opens_at_its_newest(
    make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    write_run(Replay(Experiment(epochs=300), done=40), tmp_path / "a.slopewise")
    session = make_session()
    Document(session).open(tmp_path / "a.slopewise")
    wait_for(session, State.PAUSED)
    assert (len(session.history), session.experiment.epochs) == (40, 300)
    session.reset()
    wait_for(session, State.PAUSED)
    assert len(session.history) == 0


@pytest.mark.parametrize("by", ["pause", "run", "go to", "step", "reset", "travel"])
def test_what_is_asked_for_on_the_way_to_the_saved_epoch_counts(
    make_session: MakeSession, wait_for: WaitFor, qtbot: QtBot, tmp_path: Path, by: str
) -> None:
    write_run(Replay(Experiment(epochs=5_000_000), done=4_000_000), tmp_path / "a.slopewise")
    session = make_session()
    Document(session).open(tmp_path / "a.slopewise")
    qtbot.waitUntil(lambda: len(session.history) > 50)
    deeds = {"pause": session.pause, "run": session.run, "step": session.step_epoch, "reset": session.reset}
    deeds["go to"] = lambda: session.go_to(4_500_000)
    deeds.get(by, lambda: session.travel(10))()
    if by in {"run", "go to"}:
        session.set_speed(20.0)
        assert session.engine.training._epochs == 5_000_000
        session.pause()
    wait_for(session, State.PAUSED)
    assert session.engine.replays_to is None
    assert len(session.history) < 4_000_000
    session.run()  # from the past, where it was travelled to
    assert session.engine.training._epochs == 5_000_000


def test_a_run_is_opened_up_to_fewer_epochs_where_they_are_asked_for(
    worked: Session, make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    Document(worked).save(tmp_path / "a.slopewise")
    other = make_session()
    Document(other).open(tmp_path / "a.slopewise", 90)
    wait_for(other, State.FINISHED)
    assert records(other) == records(worked)[:90]


@pytest.mark.parametrize("undone", [False, True])
def test_on_its_way_to_where_it_stood_a_run_is_saved_as_it_will_stand_there(
    make_session: MakeSession, qtbot: QtBot, tmp_path: Path, undone: bool
) -> None:
    settings = LoopSettings()
    changes = [Change(3_000_000, replace(settings, lr=0.02)), Change(3_500_000, replace(settings, zero_grad=NEVER))]
    run = Replay(Experiment(epochs=5_000_000), tuple(changes), 4_000_000)
    write_run(run, tmp_path / "a.slopewise")
    session = make_session()
    document = Document(session)
    document.open(tmp_path / "a.slopewise")
    qtbot.waitUntil(lambda: len(session.history) > 50)
    if undone:
        session.changes.set_lr(0.005)
        assert [change.settings.lr for change in document.run().changes] == [0.005]
        session.changes.stack.undo()
        assert list(session.present.ahead)[1:] == changes  # after what it has until then
        assert session.engine.training._ahead[-2:] == changes
        assert document.run().changes[-2:] == run.changes
    else:
        assert document.run() == run
    assert document.run().done == 4_000_000
    assert session.stands_at == session.frame().goal == 3_999_999
    session.travel(10)
    assert session.frame().goal is None
    assert (session.stands_at, document.run().done) == (10, len(session.history))


def test_how_a_run_is_looked_at_is_saved_but_is_no_change(
    make_session: MakeSession, tmp_path: Path, qtbot: QtBot
) -> None:
    document, looks = Document(make_session()), [Look(-1, "landscape", True, 20.0), Look(-1, "compare", False, None)]
    document.look = lambda: looks[0]
    document.save(tmp_path / "a.slopewise")
    looks.reverse()
    assert not document.is_modified
    other = Document(make_session())
    with qtbot.waitSignal(other.look_wanted) as wanted:
        other.open(tmp_path / "a.slopewise")
    assert wanted.args == [Look(-1, "landscape", True, 20.0)]


def test_an_opened_run_that_is_saved_again_is_the_same(
    worked: Session, make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    Document(worked).save(tmp_path / "a.slopewise")
    other = make_session()
    document = Document(other)
    document.open(tmp_path / "a.slopewise")
    assert not document.is_modified
    wait_for(other, State.FINISHED)
    assert not document.is_modified
    document.save(tmp_path / "b.slopewise")
    first, second = (read_run(tmp_path / name) for name in ("a.slopewise", "b.slopewise"))
    assert second == first


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


def test_other_data_begin_at_epoch_0_and_undo_brings_the_run_back(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=5))
    document = Document(session)
    session.run()
    wait_for(session, State.FINISHED)
    document.begin_with(FOUR)
    wait_for(session, State.PAUSED)
    assert (session.experiment.data, len(session.history), session.start) == (FOUR, 0, (0.0, 0.0))
    session.changes.stack.undo()
    assert (session.experiment.data, len(session.history)) == (LESSON, 5)


def test_a_new_lesson_is_the_lesson_and_undo_brings_the_run_back(
    make_session: MakeSession, wait_for: WaitFor, tmp_path: Path
) -> None:
    begun = Experiment(epochs=5, settings=LoopSettings(data=FOUR, lr=0.02, momentum=0.5))
    session = make_session(begun)
    document = Document(session)
    document.save(tmp_path / "a.slopewise")
    session.set_twins(True)
    session.run()
    wait_for(session, State.FINISHED)
    document.begin_anew()
    wait_for(session, State.PAUSED)
    assert (session.experiment, len(session.history), session.frame().twins) == (Experiment(), 0, None)
    assert (document.path, document.is_modified) == (None, False)
    session.changes.stack.undo()
    assert (session.experiment, len(session.history)) == (begun, 5)


@pytest.mark.parametrize("way", ["lesson", "data"])
def test_undo_brings_back_note_and_file_as_well(
    make_session: MakeSession, wait_for: WaitFor, tmp_path: Path, way: str
) -> None:
    session = make_session(Experiment(epochs=3))
    document = Document(session)
    session.run()
    wait_for(session, State.FINISHED)
    document.set_note("Watch the marble.")
    document.save(tmp_path / "a.slopewise")
    document.set_note("Look.")
    if way == "lesson":
        document.begin_anew()
    else:
        document.begin_with(FOUR)
    assert (document.path, document.note, document.is_modified) == (None, "", False)
    wait_for(session, State.PAUSED)
    for _ in range(2):
        session.changes.stack.undo()
        assert (document.path, document.note, len(session.history)) == (tmp_path / "a.slopewise", "Look.", 3)
        assert document.is_modified
        session.changes.stack.redo()
        assert (document.path, document.note, document.is_modified) == (None, "", False)
    session.close()


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


@pytest.fixture
def make_document(make_session: MakeSession, tmp_path: Path) -> Iterator[Callable[[], tuple[Session, Document]]]:
    """A window's document, which keeps its work in a folder that all of them share."""
    documents: list[Document] = []

    def make() -> tuple[Session, Document]:
        session = make_session()
        documents.append(Document(session, tmp_path))
        documents[-1].keep_work()
        return session, documents[-1]

    yield make
    for document in documents:
        document.close()


def crash(document: Document) -> None:
    """End as a program that is killed: the system takes its locks, and nothing else happens."""
    assert document.recovery is not None
    document._timer.stop()
    document.finish()
    document.recovery._own.release()
    document.recovery = None


def kept(document: Document) -> Path:
    """The file that a window's work is kept in."""
    assert document.recovery is not None
    return document.recovery.file


def left_behind(document: Document) -> list[Path]:
    assert document.recovery is not None
    return document.recovery.left_behind()


MakeDocument = Callable[[], tuple[Session, Document]]


def test_what_was_changed_during_a_run_that_was_never_saved_survives_a_crash(
    make_document: MakeDocument, wait_for: WaitFor, qtbot: QtBot
) -> None:
    session, document = make_document()
    wait_for(session, State.PAUSED)
    session.changes.set_lr(0.02)
    assert not document.is_worth_keeping  # a lesson that has not begun
    for epochs, lr in enumerate((0.03, 0.04), start=1):
        session.step_epoch()
        qtbot.waitUntil(lambda epochs=epochs: len(session.history) == epochs)  # type: ignore[misc]
        session.changes.set_lr(lr)
    qtbot.waitUntil(lambda: kept(document).exists() and not document._timer.isActive())
    assert not document.is_modified
    crash(document)
    other, found = make_document()
    wait_for(other, State.PAUSED)
    (file,) = left_behind(found)
    assert found.recovery is not None
    found.recover(found.recovery.read(file))
    wait_for(other, State.PAUSED)
    assert len(other.history) == 2
    for each in (session, other):
        each.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == len(other.history) == 3)
    columns = [[each.history.column(name).tolist() for name in ("loss", "W", "b")] for each in (session, other)]
    assert columns[0] == columns[1]


def test_work_survives_a_crash_until_it_is_saved(make_document: MakeDocument, wait_for: WaitFor, qtbot: QtBot) -> None:
    session, crashed = make_document()
    session.changes.set_data(FOUR)
    qtbot.waitUntil(kept(crashed).exists)
    crash(crashed)
    other, document = make_document()
    (file,) = left_behind(document)
    assert document.recovery is not None
    run = document.recovery.read(file)
    document.recovery.take(file)
    document.recover(run)
    wait_for(other, State.PAUSED)
    assert (other.experiment.data, document.is_modified) == (FOUR, True)
    assert (left_behind(document), kept(document).exists()) == ([], True)
    _, third = make_document()
    assert left_behind(third) == []  # somebody works on it
    document.forget()
    assert not kept(document).exists()


def test_every_window_has_a_file_of_its_own(make_document: MakeDocument, qtbot: QtBot, tmp_path: Path) -> None:
    windows = [make_document() for _ in range(3)]
    for session, _ in windows:
        session.changes.set_data(FOUR)
    qtbot.waitUntil(lambda: all(kept(document).exists() for _, document in windows))
    assert all(left_behind(document) == [] for _, document in windows)
    for _, document in windows[:2]:
        crash(document)
    assert len(left_behind(windows[2][1])) == 2
    windows[2][1].close()
    assert len(list(tmp_path.glob("*.slopewise"))) == 2


@pytest.mark.parametrize("lock", [b"", b"\xff\x00noise", b"4711\nslopewise\nanother-machine\n"])
def test_no_lock_that_is_left_lying_keeps_work_from_being_kept_or_found(
    make_document: MakeDocument, tmp_path: Path, lock: bytes
) -> None:
    write_run(Replay(Experiment()), tmp_path / "recovery.slopewise")
    (tmp_path / "recovery.lock").write_bytes(lock)
    _, document = make_document()
    assert (document.unkept, left_behind(document)) == ("", [tmp_path / "recovery.slopewise"])


def test_what_cannot_be_read_is_set_aside(make_document: MakeDocument, tmp_path: Path) -> None:
    (tmp_path / "recovery-1.slopewise").write_text("noise")
    _, document = make_document()
    assert document.recovery is not None
    with pytest.raises(RunFileError):
        document.recovery.read(tmp_path / "recovery-1.slopewise")
    assert left_behind(document) == []
    (aside,) = tmp_path.glob("unreadable-*.slopewise")
    assert aside.read_text() == "noise"


def test_it_is_told_as_long_as_work_is_not_being_kept(
    make_document: MakeDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, document = make_document()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(recovery_module, "write_run", full)
        session.changes.set_data(FOUR)
        qtbot.waitUntil(lambda: document.unkept == "No space left on device")
    session.changes.set_lr(0.02)
    qtbot.waitUntil(lambda: not document.unkept)
    assert kept(document).exists()


def test_a_folder_that_cannot_be_made_is_told_until_it_can_be(
    make_session: MakeSession, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    session = make_session()
    document = Document(session, tmp_path / "file" / "folder")
    assert document.keep_work() is None
    assert document.unkept
    document._keep()  # what is not worth it, as at the start
    assert document.unkept
    (tmp_path / "file").unlink()
    session.changes.set_data(FOUR)
    qtbot.waitUntil(lambda: not document.unkept)
    assert kept(document).exists()
    document.close()


def test_work_of_the_last_second_is_kept_when_a_signal_ends_the_program(make_document: MakeDocument) -> None:
    session, document = make_document()
    session.changes.set_data(FOUR)
    document.keep_now()
    assert read_run(kept(document)).experiment.data == FOUR


def test_work_that_goes_on_without_a_pause_is_kept_meanwhile(make_document: MakeDocument, qtbot: QtBot) -> None:
    """What is changed meanwhile does not put it off."""
    _, document = make_document()
    timer = document._timer
    timer.setInterval(1000 * PATIENCE)
    document.set_note("a")
    qtbot.waitUntil(lambda: timer.remainingTime() < 1000 * PATIENCE - 20)
    left = timer.remainingTime()
    document.set_note("ab")
    assert 0 < timer.remainingTime() <= left
    timer.setInterval(0)
    qtbot.waitUntil(kept(document).exists)


def test_what_is_kept_follows_the_run_that_undo_brings_back(
    make_document: MakeDocument, wait_for: WaitFor, qtbot: QtBot
) -> None:
    session, document = make_document()
    wait_for(session, State.PAUSED)
    for epochs, lr in ((1, 0.02), (2, 0.03)):
        session.changes.set_lr(lr)
        session.step_epoch()
        qtbot.waitUntil(lambda epochs=epochs: len(session.history) == epochs)  # type: ignore[misc]
    qtbot.waitUntil(lambda: kept(document).exists() and not document._timer.isActive())
    session.reset()
    qtbot.waitUntil(lambda: not kept(document).exists())
    session.changes.stack.undo()
    qtbot.waitUntil(kept(document).exists)
    assert [change.settings.lr for change in read_run(kept(document)).changes] == [0.03]


def test_nothing_is_kept_where_there_is_no_work(make_document: MakeDocument, qtbot: QtBot) -> None:
    session, document = make_document()
    session.changes.set_lr(0.1)
    qtbot.waitUntil(lambda: not document._timer.isActive())
    assert not kept(document).exists()


def test_a_window_that_is_closed_leaves_nothing_behind(
    make_document: MakeDocument, qtbot: QtBot, tmp_path: Path
) -> None:
    session, document = make_document()
    session.changes.set_data(FOUR)
    qtbot.waitUntil(kept(document).exists)
    document.close()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_window_that_was_ended_without_any_work_is_swept(make_document: MakeDocument) -> None:
    (_, ended), (_, at_work) = make_document(), make_document()
    locks = [kept(document).with_suffix(".lock") for document in (ended, at_work)]
    crash(ended)
    _, later = make_document()
    assert later.recovery is not None
    assert [lock.exists() for lock in (*locks, kept(later).with_suffix(".lock"))] == [False, True, True]


@pytest.mark.parametrize("name", ["lesson.slopewise", "LESSON.SLOPEWISE"])
def test_a_run_that_was_saved_and_changed_is_found_again_with_its_file(
    make_document: MakeDocument, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    session, document = make_document()
    document.save(tmp_path / name)
    session.changes.set_data(FOUR)
    qtbot.waitUntil(lambda: kept(document).exists())
    document.finish()
    crash(document)
    _, other = make_document()
    assert other.recovery is not None
    (file,) = left_behind(other)
    assert other.recovery.path_of(file) == tmp_path / name
    (tmp_path / name).unlink()
    assert other.recovery.path_of(file) is None
    other.recovery.take(file)
    other.close()
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_opening_a_run_that_takes_long_can_be_cancelled_and_all_is_as_it_was(
    worked: Session, wait_for: WaitFor, qtbot: QtBot, tmp_path: Path
) -> None:
    write_run(Replay(Experiment(epochs=10_000_000), done=10_000_000, note="theirs"), tmp_path / "b.slopewise")
    document, looks = Document(worked), list[Look]()
    document.look = lambda: Look(worked.stands_at, "landscape", True, 5.0)
    document.look_wanted.connect(looks.append)
    document.set_note("mine")
    document.save(tmp_path / "a.slopewise")
    run, before, experiment, steps = document.run(), records(worked), worked.experiment, worked.changes.stack.index()
    document.open(tmp_path / "b.slopewise")
    qtbot.waitUntil(lambda: len(worked.history) > 50)
    assert worked.frame().opening
    worked.changes.set_lr(0.02)
    worked.cancel_opening()
    wait_for(worked, State.PAUSED)
    assert (records(worked), worked.experiment, document.run()) == (before, experiment, run)
    assert (document.path, document.note, document.is_modified) == (tmp_path / "a.slopewise", "mine", False)
    assert (looks[-1].chart, looks[-1].logarithmic, looks[-1].speed) == ("landscape", True, 5.0)
    assert worked.changes.stack.index() == steps
    assert not worked.frame().opening


def test_a_run_that_was_opened_can_be_left_for_the_one_before_it_and_had_again(
    worked: Session, wait_for: WaitFor, tmp_path: Path
) -> None:
    write_run(Replay(Experiment(epochs=30), done=30), tmp_path / "b.slopewise")
    document, before = Document(worked), records(worked)
    document.open(tmp_path / "b.slopewise")
    wait_for(worked, State.FINISHED)
    opened = records(worked)
    worked.changes.undo()
    assert (records(worked), document.path) == (before, None)
    worked.changes.redo()
    assert (records(worked), document.path) == (opened, tmp_path / "b.slopewise")
    assert not document.is_modified
