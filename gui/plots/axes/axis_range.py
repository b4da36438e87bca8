"""How an axis makes room for what changes many times a second."""

from __future__ import annotations

from gui.plots.nice_numbers import roomy

ENOUGH = 0.6
"""An axis of which more than this share is in use stays as it is."""

PATIENCE = 90
"""So many frames, times the share that is in use, an axis waits before it shrinks."""


class AxisRange:
    """The ends of an axis: they grow at once and in jumps, and shrink the sooner the less of them is needed."""

    def __init__(self) -> None:
        self._ends: tuple[float, float] | None = None
        self._recent: tuple[float, float] = (0.0, 0.0)
        self._waited = 0

    def fit(self, low: float, high: float) -> tuple[float, float]:
        """The ends with which all from low to high can be seen; low <= 0 <= high."""
        wanted = (-roomy(-low) if low < 0 else 0.0, roomy(high) if high > 0 else 0.0)
        if wanted == (0.0, 0.0):
            return self._ends or (0.0, 1.0)
        if self._ends is None:
            self._ends = wanted
        ends = self._ends = _hull(self._ends, wanted)
        if _length(wanted) > ENOUGH * _length(ends):
            self._waited = 0
            return ends
        self._recent = _hull(self._recent, wanted) if self._waited else wanted
        self._waited += 1
        if self._waited >= PATIENCE * _length(self._recent) / _length(ends):
            self._ends, self._waited = self._recent, 0
        return self._ends


def _hull(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return min(one[0], other[0]), max(one[1], other[1])


def _length(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]
