"""What long runs cost: a frame's time, the memory of an epoch, and to tell how long they will be."""

from __future__ import annotations

import math
import random
import time
import tracemalloc
from collections.abc import Sequence
from statistics import median

import numpy as np
from PySide6.QtWidgets import QApplication

from model.epoch import Epoch
from model.experiment import LoopSettings, ZeroGrad
from model.history import History
from model.theory.expected import expected_epochs_of
from tests.benchmarks.live import open_window

FRAMES = 90
SKIPPING = LoopSettings(zero_grad=ZeroGrad.NEVER)
NEW_EPOCHS = 230
"""About what is trained from one frame to the next."""


def measure_frames(lengths: Sequence[int]) -> list[float]:
    """Seconds that a frame takes, painting included, when the history holds each of these numbers of epochs.

    They take turns, frame by frame: the speed of a machine that others use too changes meanwhile.
    """
    windows = [open_window() for _ in lengths]
    for window, epochs in zip(windows, lengths, strict=True):
        _append(window.session.history, epochs)
    seconds: list[list[float]] = [[] for _ in lengths]
    for _ in range(FRAMES):
        for window, taken in zip(windows, seconds, strict=True):
            _append(window.session.history, NEW_EPOCHS)
            start = time.perf_counter()
            window.show_frame()
            QApplication.processEvents()
            taken.append(time.perf_counter() - start)
    for window in windows:
        window.close()
    return [median(taken) for taken in seconds]


def measure_prediction() -> list[float]:
    """Seconds that it takes to tell when a run with momentum arrives, for learning rates all over the slider."""
    seconds = []
    for lr in np.geomspace(1e-8, 0.3, 200).tolist():
        start = time.perf_counter()
        expected_epochs_of(LoopSettings(lr, momentum=0.9))
        seconds.append(time.perf_counter() - start)
    return seconds


def measure_travel(epochs: int = 1_000_000) -> list[float]:
    """Seconds from asking for another time in a history of so many epochs until it is painted."""
    window = open_window()
    session = window.session
    session.step_epoch()
    while len(session.history) < 1:
        QApplication.processEvents()
    _append(session.history, epochs - 1)
    window.show_frame()
    chance, seconds = random.Random(1), []
    for _ in range(FRAMES):
        start = time.perf_counter()
        session.travel(chance.randrange(-1, epochs))
        QApplication.processEvents()
        seconds.append(time.perf_counter() - start)
    window.close()
    return seconds


def measure_bytes_per_epoch(epochs: int = 1_000_000) -> float:
    """Memory of a history of so many epochs, for each of them."""
    tracemalloc.start()
    history = History()
    _append(history, epochs)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / epochs


def _append(history: History, epochs: int) -> None:
    """Epochs of a swing that never settles: the most that the charts have to paint."""
    start = len(history)
    for n in range(start, start + epochs):
        wave, slow = math.sin(n / 3), math.cos(n / 20)
        history.append(Epoch(n, 9 + 9 * wave, 2 + wave, slow, 50 * wave, 20 * slow, 18 * wave, 8 * slow, SKIPPING))
