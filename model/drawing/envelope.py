"""The smallest and largest value of every stretch of epochs: all that a finite chart can show of a long run."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1024
"""More stretches than a chart has pixel columns on most screens."""


class Envelope:
    """Follows a growing column and keeps its minimum and maximum in at most BUCKETS stretches of equal length.

    Only rows it has not seen are read, so that a frame costs the same after a thousand epochs and after a million.
    Values that are not finite are passed over.
    """

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.stretch = 1
        self.is_finite = True
        """Whether every value so far was finite."""
        self._rows = 0
        self._low = np.empty(0, np.float32)
        self._high = np.empty(0, np.float32)
        self._lowest, self._highest = math.inf, -math.inf

    def extend(self, column: NDArray[np.float32]) -> None:
        """Take in what has come since; column is the whole column from the envelope's first row on, shape (n,)."""
        new = column[self._rows :]
        if len(new) == 0:
            return
        while len(column) > BUCKETS * self.stretch:
            self._halve()
        self._absorb(new)
        self._rows = len(column)

    def stretches(self) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float32]]:
        """The middle epoch, the smallest and the largest value of each stretch, each of shape (m,), m up to BUCKETS."""
        middle = np.arange(len(self._low), dtype=np.float64) * self.stretch + (self.stretch - 1) / 2
        middle[-1:] = self._rows - 1  # the newest value stands at its own epoch
        middle += self.first
        return middle, self._low, self._high

    @property
    def limits(self) -> tuple[float, float] | None:
        """The smallest and largest finite value so far, or None where there is none."""
        return (self._lowest, self._highest) if self._lowest <= self._highest else None

    @property
    def smallest_positive(self) -> float | None:
        """The smallest minimum of a stretch that is above zero, or None where there is none."""
        positive = self._low[self._low > 0]
        return float(positive.min()) if len(positive) else None

    def _absorb(self, new: NDArray[np.float32]) -> None:
        finite = np.isfinite(new)
        if not finite.all():
            self.is_finite = False
            new = np.where(finite, new, np.float32(np.nan))
        begun = self._rows % self.stretch
        starts = np.arange(-begun, len(new), self.stretch)
        starts[0] = 0
        low, high = np.fmin.reduceat(new, starts), np.fmax.reduceat(new, starts)
        self._lowest = min(self._lowest, float(np.fmin.reduce(low, initial=math.inf)))
        self._highest = max(self._highest, float(np.fmax.reduce(high, initial=-math.inf)))
        if begun:  # the newest stretch was not full yet
            low[0] = np.fmin(low[0], self._low[-1])
            high[0] = np.fmax(high[0], self._high[-1])
            self._low, self._high = self._low[:-1], self._high[:-1]
        self._low = np.concatenate([self._low, low])
        self._high = np.concatenate([self._high, high])

    def _halve(self) -> None:
        pairs = np.arange(0, len(self._low), 2)
        if len(pairs):
            self._low = np.fmin.reduceat(self._low, pairs)
            self._high = np.fmax.reduceat(self._high, pairs)
        self.stretch *= 2
