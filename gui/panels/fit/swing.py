"""How far the lines of runs have swung, so that the fit has room for all of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from model.data.standardised import original_units
from model.drawing.view import View
from model.experiment import LoopSettings
from model.history import History
from model.run import Run

BITE = 500_000
"""Epochs that are looked at in one go: more would hold the window up."""

FARTHEST = 3.0
"""Heights of the view of the data: a run that goes farther diverges, and room for it would leave none to the points."""

STEPS = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0)
"""By so many of its heights the view grows at either end: it seldom changes."""


class Swing:
    """The lowest and the highest place of the lines of some runs over the data, of which each epoch is read once."""

    def __init__(self) -> None:
        self._seen: dict[object, tuple[int, float, float]] = {}
        self._over: tuple[View, tuple[float, float]] | None = None

    def around(self, view: View, ends: tuple[float, float], runs: Sequence[Run]) -> View:
        """This view of the data, whose x lies between these ends, with room above and below for the lines of runs."""
        if self._over != (view, ends):
            self._over = view, ends
            self._seen.clear()
        height = view.size[1]
        low, high = view.bottom, view.top
        for run in runs:
            run_low, run_high = self._follow(run.history, ends)
            if run_low >= view.bottom - FARTHEST * height and run_high <= view.top + FARTHEST * height:
                low, high = min(low, run_low), max(high, run_high)
        self._forget([run.history.key for run in runs])
        return View(
            *view[:2],
            view.bottom - _step((view.bottom - low) / height) * height,
            view.top + _step((high - view.top) / height) * height,
        )

    def _follow(self, history: History, ends: tuple[float, float]) -> tuple[float, float]:
        rows, low, high = self._seen.get(history.key, (0, math.inf, -math.inf))
        last = min(len(history), rows + BITE)
        if last > rows:
            W, b = (history.column(name)[rows:last].astype(np.float64) for name in ("W", "b"))
            for first, end, settings in _spans(history, rows, last):
                part = slice(first - rows, end - rows)
                line = W[part], b[part]
                if settings.standardise:
                    line = original_units(*line, settings.data)
                with np.errstate(invalid="ignore", over="ignore"):
                    y = np.concatenate([line[0] * x + line[1] for x in ends])
                low, high = min(low, float(np.fmin.reduce(y))), max(high, float(np.fmax.reduce(y)))
            self._seen[history.key] = last, low, high
        return low, high

    def _forget(self, keys: Sequence[object]) -> None:
        for key in [key for key in self._seen if key not in keys]:
            del self._seen[key]


def _spans(history: History, first: int, last: int) -> Iterator[tuple[int, int, LoopSettings]]:
    """The stretches of these epochs that ran with the same settings."""
    ends = [*(change.epoch for change in history.changes[1:]), last]
    for change, end in zip(history.changes, ends, strict=True):
        if max(change.epoch, first) < min(end, last):
            yield max(change.epoch, first), min(end, last), change.settings


def _step(over: float) -> float:
    """By how much a view grows for what lies so much outside of it."""
    return next((step for step in STEPS if step >= over), STEPS[-1])
