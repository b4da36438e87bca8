"""Pause, Reset and close are answered at once, however long an epoch takes, in every variant."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.experiment import PIECES_LIMIT, Experiment, LoopSettings, ZeroGrad

ROWS = 6000
"""Each a mini-batch or a part of its own: an epoch of them takes a second and more."""

PROMPTLY = 0.6
"""Seconds; half of them on a machine that does nothing else."""

x = np.linspace(0, 1, ROWS, dtype=np.float32)
MANY = Dataset(x, 2 * x)

LONG = {
    "mini-batches": LoopSettings(data=MANY, batch_size=1),
    "mini-batches without step()": LoopSettings(data=MANY, batch_size=1, step=False),
    "skipped, with a twin": LoopSettings(data=MANY, batch_size=1, zero_grad=ZeroGrad.NEVER, lr=1e-6),
    "parts": LoopSettings(data=MANY, accumulate=ROWS),
    "parts, cleared after backward()": LoopSettings(data=MANY, accumulate=ROWS, zero_grad=ZeroGrad.AFTER_BACKWARD),
}


@pytest.fixture(params=[*LONG, "companions", "a twin"])
def busy(request: pytest.FixtureRequest, make_session: Callable[..., Session], qtbot: QtBot) -> Session:
    """A session in the middle of such an epoch, its own or that of what goes beside it."""
    of_companions, of_twin = request.param == "companions", request.param == "a twin"
    skipped = "skipped, with a twin"
    session = make_session(Experiment(settings=LONG.get(request.param, LONG[skipped])))
    session.set_twins(request.param == skipped or of_twin)
    if of_companions:
        with qtbot.waitSignal(session.renewed):
            session.compare(Question.BATCHES)
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
    session.run()
    if of_twin:
        qtbot.waitUntil(lambda: len(session.history) > 0, timeout=30_000)
    qtbot.wait(150)
    return session


def seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def test_close_is_answered(busy: Session) -> None:
    assert seconds(busy.close) < PROMPTLY


def test_pause_is_answered(busy: Session, qtbot: QtBot) -> None:
    def pause() -> None:
        busy.pause()
        qtbot.waitUntil(lambda: busy.state is not State.RUNNING, timeout=30_000)

    assert seconds(pause) < PROMPTLY


@pytest.mark.parametrize("busy", ["parts", "companions"], indirect=True)  # it leaves the epoch as close does
def test_reset_is_answered(busy: Session) -> None:
    assert seconds(busy.reset) < PROMPTLY


def test_the_pieces_of_an_epoch_are_cut_in_no_time() -> None:
    x = torch.ones(PIECES_LIMIT, 1)
    assert seconds(lambda: torch.randperm(PIECES_LIMIT).split(1)) < PROMPTLY / 2
    assert seconds(lambda: list(zip(x.chunk(PIECES_LIMIT), x.chunk(PIECES_LIMIT), strict=True))) < PROMPTLY
