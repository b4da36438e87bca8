"""How slowly the loop has to run to be followed line by line, or epoch by epoch."""

from __future__ import annotations

from model.experiment import LoopSettings
from model.loop import loop_of

SLOW = 2.0
"""Epochs a second up to which each line waits for its turn."""

LINES_AT_MOST = 25
"""Lines a second that can still be followed: an epoch of more mini-batches than that runs as a whole."""

WATCHED = 60.0
"""Epochs a second up to which each has a frame of its own; faster ones are shown as often as a frame is due."""


def is_watched(speed: float | None) -> bool:
    """Whether each epoch is shown at this speed."""
    return speed is not None and speed <= WATCHED


def by_line(speed: float | None, settings: LoopSettings) -> int:
    """The number of lines that an epoch runs, where they run one after the other at this speed; else 0."""
    if speed is None or speed > SLOW:
        return 0
    lines = loop_of(settings).stops(settings)
    return lines if speed * lines <= LINES_AT_MOST else 0
