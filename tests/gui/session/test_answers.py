"""Pause, Reset and close are answered in the middle of an epoch, however long it is, in every variant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.session import training_thread
from gui.session.engine import State
from gui.session.session import Session
from gui.session.training_thread import TrainingThread
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.training.trainer import Trainer
from tests.environment import PATIENCE

ROWS = 600
"""Each a mini-batch or a part of its own."""

HELD, FEW = 50, 3
"""The piece of an epoch in which something is asked for, and how many may be begun before it is answered."""

x = np.linspace(0, 1, ROWS, dtype=np.float32)
MANY = Dataset(x, 2 * x)

SKIPPED = LoopSettings(data=MANY, batch_size=1, zero_grad=ZeroGrad.NEVER, lr=1e-6)

LONG = {
    "mini-batches": LoopSettings(data=MANY, batch_size=1),
    "mini-batches without step()": LoopSettings(data=MANY, batch_size=1, step=False),
    "skipped, with a twin": SKIPPED,
    "parts": LoopSettings(data=MANY, accumulate=ROWS),
    "parts, cleared after backward()": LoopSettings(data=MANY, accumulate=ROWS, zero_grad=ZeroGrad.AFTER_BACKWARD),
}


class Pieces:
    """Holds the thread in the middle of an epoch until something is asked of it, and counts the pieces from there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        self._nth = nth
        self._trainers = list[Trainer]()
        self._begun = 0
        self.reached, self.asked = Event(), Event()
        self.since = 0
        run_unless = Trainer.run_unless

        def counting(trainer: Trainer, pause_wanted: Callable[[], bool]) -> Epoch | None:
            def wanted() -> bool:
                self._count(trainer)
                return pause_wanted()

            return run_unless(trainer, wanted)

        def answering(order: Callable[[TrainingThread], None]) -> Callable[[TrainingThread], None]:
            def ask(thread: TrainingThread) -> None:
                order(thread)
                self.asked.set()

            return ask

        monkeypatch.setattr(Trainer, "run_unless", counting)
        for order in (TrainingThread.pause, TrainingThread.leave):
            monkeypatch.setattr(TrainingThread, order.__name__, answering(order))

    def _count(self, trainer: Trainer) -> None:
        if self.reached.is_set():
            self.since += 1
            return
        if trainer not in self._trainers:
            self._trainers.append(trainer)
        if trainer is self._trainers[-1] and len(self._trainers) == self._nth:
            self._begun += 1
        if self._begun == HELD:
            self.reached.set()
            assert self.asked.wait(PATIENCE)


@pytest.fixture(params=[*LONG, "a twin", "a companion"])
def pieces(
    request: pytest.FixtureRequest,
    make_session: Callable[..., Session],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Session, Pieces]]:
    """A session in the middle of such an epoch, its own or that of what goes beside it."""
    session = make_session(Experiment(settings=LONG.get(request.param, SKIPPED)))
    beside = request.param in {"a twin", "a companion"}
    session.set_twins(request.param in {"skipped, with a twin", "a twin"})
    if request.param == "a companion":
        monkeypatch.setattr(training_thread, "TOGETHER", 1)
        with qtbot.waitSignal(session.renewed):
            session.compare(Question.BATCHES)
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
    monkeypatch.setattr(training_thread, "LONG_EPOCH", -1)  # each is long
    counted = Pieces(monkeypatch, 1 + beside)
    session.run()
    assert counted.reached.wait(PATIENCE)
    assert (len(session.history) > 0) == beside
    yield session, counted
    counted.asked.set()


def test_close_is_answered(pieces: tuple[Session, Pieces]) -> None:
    session, counted = pieces
    session.close()
    assert counted.since <= FEW


def test_pause_is_answered(pieces: tuple[Session, Pieces], qtbot: QtBot) -> None:
    session, counted = pieces
    session.pause()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert counted.since <= FEW


@pytest.mark.parametrize("pieces", ["parts", "a companion"], indirect=True)  # it leaves the epoch as close does
def test_reset_is_answered(pieces: tuple[Session, Pieces]) -> None:
    session, counted = pieces
    session.reset()
    assert counted.since <= FEW


def test_an_epoch_that_does_not_take_long_is_run_to_its_end(
    make_session: Callable[..., Session], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_session(Experiment(settings=LONG["mini-batches"]))
    monkeypatch.setattr(training_thread, "LONG_EPOCH", 2 * PATIENCE)
    counted = Pieces(monkeypatch, 1)
    session.run()
    assert counted.reached.wait(PATIENCE)
    session.pause()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert (len(session.history), counted.since) == (1, ROWS - HELD)
