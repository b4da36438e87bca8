"""Undo and redo of what the user changes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from weakref import ref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.session import undo
from gui.session.document import Document
from gui.session.engine import State
from gui.session.session import Session
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import PIECES_LIMIT, Experiment, InitialParameters, LoopSettings, Parameters, Start
from model.history import Change, History
from tests.gui.conftest import trained

MakeSession = Callable[..., Session]
T = TypeVar("T")
BESIDE = 500
"""Bytes: more than the data of a lesson take, less than a hundred epochs do."""
FOUR = Dataset.of([1, 2, 3, 4], [2, 4.5, 5.5, 8])
SIX = Dataset.of([1, 2, 3, 4, 5, 6], [2, 4.5, 5.5, 8, 9, 13])


@pytest.fixture
def session() -> Session:
    """A session whose thread has not begun."""
    return Session(Experiment())


def change(session: Session, what: str) -> None:
    {
        "lr": lambda: session.changes.set_lr(session.experiment.settings.lr * 2),
        "skip": lambda: session.changes.set_skip(not session.experiment.settings.skips),
        "four": lambda: session.changes.set_data(FOUR),
        "six": lambda: session.changes.set_data(SIX),
        "lesson": lambda: session.changes.set_data(LESSON),
        "parts": lambda: session.changes.set_settings(
            replace(session.experiment.settings, accumulate=len(session.experiment.data), batch_size=0)
        ),
        "batch": lambda: session.changes.set_settings(replace(session.experiment.settings, batch_size=2, accumulate=1)),
        "epochs": lambda: session.changes.set_epochs(session.experiment.epochs + 1),
        "seed": lambda: session.changes.set_seed(session.experiment.seed + 1),
        "seeded": lambda: session.changes.set_seeded(not session.experiment.seeded),
        "start": lambda: session.changes.set_initial(InitialParameters(Start.RANDOM)),
    }[what]()


def test_small_mini_batches_grow_with_the_data_and_shrink_with_undo(session: Session) -> None:
    ones = np.ones(PIECES_LIMIT + 1, dtype=np.float32)
    change(session, "four")
    session.changes.set_settings(replace(session.experiment.settings, batch_size=1))
    session.changes.set_data(Dataset(ones, ones))
    assert session.experiment.settings.batch_size == 2
    session.changes.stack.undo()
    assert (session.experiment.settings.batch_size, session.experiment.data) == (1, FOUR)


CHANGES = st.lists(
    st.sampled_from(["lr", "skip", "four", "six", "lesson", "parts", "batch", "epochs", "start", "undo", "redo"]),
    max_size=12,
)


@given(CHANGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_undone_is_the_beginning_and_redone_is_the_end(names: Sequence[str]) -> None:
    session = Session(Experiment())
    for name in names:
        if name in ("undo", "redo"):
            getattr(session.changes.stack, name)()
        else:
            change(session, name)
    end = session.experiment
    while session.changes.stack.canRedo():
        session.changes.stack.redo()
    last = session.experiment
    while session.changes.stack.canUndo():
        session.changes.stack.undo()
    assert session.experiment == Experiment()
    while session.changes.stack.canRedo():
        session.changes.stack.redo()
    assert session.experiment == last
    assert end == last or "undo" in names


@pytest.mark.parametrize("what", ["lr", "skip", "four", "batch", "epochs", "seed", "seeded", "start"])
def test_each_change_can_be_undone_and_redone(session: Session, what: str) -> None:
    change(session, what)
    changed = session.experiment
    assert changed != Experiment()
    session.changes.stack.undo()
    assert session.experiment == Experiment()
    session.changes.stack.redo()
    assert session.experiment == changed


def test_a_step_that_no_longer_fits_changes_nothing_and_says_so(session: Session, qtbot: QtBot) -> None:
    change(session, "four")
    change(session, "parts")
    session.changes.stack.undo()
    session._set_experiment(Experiment())  # as travelling does, to where there were three rows
    with qtbot.waitSignal(session.misfit):
        session.changes.stack.redo()
    assert session.experiment == Experiment()


def test_what_is_no_change_is_no_step(session: Session) -> None:
    session.changes.set_lr(session.experiment.settings.lr)
    session.changes.set_data(Dataset.of([1, 2, 3], [2, 4, 6]))
    assert not session.changes.stack.canUndo()


def test_a_drag_is_one_step(session: Session) -> None:
    for y in (2.1, 2.2, 2.3):
        session.changes.set_data(Dataset.of([1, 2, 3], [y, 4, 6]), continues=y > 2.1)
    session.changes.set_data(FOUR)
    assert session.changes.stack.count() == 2
    session.changes.stack.undo()
    assert session.experiment.data == Dataset.of([1, 2, 3], [2.3, 4, 6])
    session.changes.stack.undo()
    assert session.experiment.data == LESSON


def test_the_slider_that_is_moved_is_one_step(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for lr in (0.02, 0.03, 0.04):
        session.changes.set_lr(lr)
        now += undo.MERGE_TIME / 2
    now += undo.MERGE_TIME
    session.changes.set_lr(0.5)
    session.changes.stack.undo()
    assert session.experiment.settings.lr == 0.04
    session.changes.stack.undo()
    assert session.experiment == Experiment()


def test_other_data_take_the_batch_whole_where_they_cannot_be_cut(session: Session) -> None:
    session.changes.set_settings(LoopSettings(accumulate=3))
    session.changes.set_data(FOUR)
    assert session.experiment.settings == LoopSettings(data=FOUR)
    session.changes.stack.undo()
    assert session.experiment.settings == LoopSettings(accumulate=3)


def test_other_data_keep_the_parts_into_which_they_can_be_cut(session: Session) -> None:
    session.changes.set_settings(LoopSettings(accumulate=3))
    session.changes.set_data(SIX)
    assert session.experiment.settings.accumulate == 3


def test_runs_that_take_too_much_memory_come_back_without_their_numbers_and_give_the_same_again(
    make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "UNDO_BYTES", 200)
    session = make_session(Experiment(epochs=10))

    def run() -> list[Epoch]:
        session.run()
        qtbot.waitUntil(lambda: session.state is State.FINISHED)
        return list(session.history.epochs())

    session.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == 1 and session.state is State.PAUSED)
    session.changes.set_lr(0.03)
    before = run()
    for _ in range(2):
        session.reset()
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
        run()
    for _ in range(2):
        session.changes.stack.undo()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert len(session.history) == 0
    assert run() == before


def run_out(session: Session, qtbot: QtBot) -> None:
    """Run to the last epoch."""
    session.run()
    qtbot.waitUntil(lambda: session.state is State.FINISHED)


def losses_of(history: History) -> list[float]:
    """All of them."""
    return [history.epoch(number).loss for number in range(len(history))]


def rows_of(number: int) -> Dataset:
    """A thousand rows, other ones for each number: 8 kB."""
    x = np.linspace(0, 1, 1000, dtype=np.float32)
    return Dataset(x, x + number)


def alive(references: Sequence[ref[T]]) -> list[T]:
    """What somebody still holds."""
    gc.collect()
    return [thing for reference in references if (thing := reference()) is not None]


def test_runs_to_be_brought_back_are_held_by_nobody_once_they_take_too_much(
    make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, histories = make_session(Experiment(epochs=100)), list[ref[History]]()
    monkeypatch.setattr(undo, "UNDO_BYTES", 3 * 100 * 28 + BESIDE)
    for _ in range(8):
        run_out(session, qtbot)
        histories.append(ref(session.history))
        session.reset()
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert [len(history) for history in alive(histories)] == [100] * 3


def test_pasts_that_gave_way_are_held_by_nobody_once_they_take_too_much(
    make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, histories = make_session(Experiment(epochs=100)), list[ref[History]]()
    monkeypatch.setattr(undo, "UNDO_BYTES", 3 * 100 * 28 + BESIDE)
    for lr in np.linspace(0.02, 0.05, 8).tolist():
        run_out(session, qtbot)
        histories.append(ref(session.history))
        session.travel(80)
        session.changes.set_lr(lr)
    assert [len(history) for history in alive(histories[:-1])] == [100] * 3


def test_runs_that_went_on_after_they_were_brought_back_are_bounded_too(
    make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, histories = make_session(Experiment(epochs=1000)), list[ref[History]]()
    monkeypatch.setattr(undo, "UNDO_BYTES", 100 * 28 + BESIDE)
    for _ in range(5):
        session.step_epoch()
        qtbot.waitUntil(lambda: len(session.history) == 1)
        session.reset()
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
    for _ in range(5):
        session.changes.undo()
        session.go_to(99)
        qtbot.waitUntil(lambda: len(session.history) == 100)
        histories.append(ref(session.history))
    assert [len(history) for history in alive(histories)] == [100] * 2


def test_steps_back_to_many_data_are_bounded_by_their_bytes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "UNDO_BYTES", 4 * 8000)
    data = list[ref[Dataset]]()
    for number in range(10):
        each = rows_of(number)
        session.changes.set_data(each)
        data.append(ref(each))
        del each
    assert len(alive(data)) == 4
    steps = 0
    while session.changes.group.canUndo():
        session.changes.undo()
        steps += 1
    assert steps == 3
    assert session.experiment.data == rows_of(6)
    while session.changes.group.canRedo():
        session.changes.redo()
    assert session.experiment.data == rows_of(9)


def test_the_last_step_back_stays_however_much_it_takes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "UNDO_BYTES", 1)
    session.changes.set_data(rows_of(0))
    session.changes.set_data(rows_of(1))
    session.changes.undo()
    assert session.experiment.data == rows_of(0)
    assert not session.changes.group.canUndo()
    session.changes.redo()
    assert session.experiment.data == rows_of(1)


def test_beginning_with_many_tables_holds_no_more_of_them_than_is_bounded(
    make_session: MakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, data = make_session(Experiment(epochs=5)), list[ref[Dataset]]()
    document = Document(session)
    monkeypatch.setattr(undo, "UNDO_BYTES", 4 * 8000)
    for number in range(10):
        run_out(session, qtbot)
        each = rows_of(number)
        document.begin_with(each)
        data.append(ref(each))
        del each
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert len(alive(data)) == 4
    assert not document.is_modified
    session.changes.undo()
    assert not document.is_modified


@pytest.mark.parametrize("way", ["data", "start"])
def test_undo_after_a_run_brings_back_what_stood_before_it_was_begun(
    make_session: MakeSession, qtbot: QtBot, way: str
) -> None:
    session = make_session(Experiment(epochs=5))
    if way == "data":
        session.begin_with(rows_of(1))
    else:
        session.start_from(3.0, 1.0)
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    began, start = session.experiment, session.start
    run_out(session, qtbot)
    losses = losses_of(session.history)
    session.changes.undo()
    assert (session.experiment, len(session.history)) == (Experiment(epochs=5), 0)
    qtbot.waitUntil(lambda: session.state is State.PAUSED)  # other W and b are made anew
    assert session.start == Parameters(0.0, 0.0)
    assert not session.changes.group.canUndo()
    session.changes.redo()
    assert (session.experiment, session.start) == (began, start)
    assert losses_of(session.history) == losses
    session.changes.undo()
    run_out(session, qtbot)
    assert losses_of(session.history) == losses_of(trained(5))


def test_undo_of_opened_data_brings_back_the_changes_that_an_opened_run_has_still_to_make(
    make_session: MakeSession, qtbot: QtBot
) -> None:
    session = make_session()
    settings = LoopSettings()
    session.load(Experiment(epochs=5), (Change(2, replace(settings, lr=0.02)),), 0)
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    opened = session.recorded()
    session.begin_with(rows_of(1))
    run_out(session, qtbot)
    session.changes.undo()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert session.recorded() == opened
    run_out(session, qtbot)
    assert [session.history.settings_at(epoch).lr for epoch in range(5)] == [0.01, 0.01, 0.02, 0.02, 0.02]


def test_to_begin_with_what_stands_there_is_no_step(make_session: MakeSession) -> None:
    session = make_session()
    session.begin_with(session.experiment.data)
    assert not session.changes.group.canUndo()
    session.changes.set_lr(0.02)
    session.changes.undo()
    session.begin_with(session.experiment.data)
    session.begin_anew()
    session.changes.redo()  # what was undone before it can be made again
    assert session.experiment.settings.lr == 0.02
    session.begin_anew()
    assert session.experiment == Experiment()
    session.changes.undo()
    assert session.experiment.settings.lr == 0.02
