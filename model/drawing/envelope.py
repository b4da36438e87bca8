"""The smallest, the largest and the mean value of every stretch of epochs: what a chart can show of a long run."""

from __future__ import annotations

import math
from copy import copy

import numpy as np
from numpy.typing import NDArray

BUCKETS = 512
"""About as many stretches as a chart has pixel columns: a run that swings is painted at half the cost of 1024."""


class Envelope:
    """Follows a growing column and keeps its minimum, maximum and mean in at most so many stretches of equal length.

    Only rows it has not seen are read, so that a frame costs the same after a thousand epochs and after a million.
    Values that are not finite are passed over.
    """

    def __init__(self, first: int = 0, buckets: int = BUCKETS) -> None:
        self.first, self.buckets = first, buckets
        self.stretch = 1
        self.is_finite = True
        """Whether every value so far was finite."""
        self.begun = math.nan
        """The first value of all, which a mean would hide where a run falls steeply."""
        self.turns = 0
        """How many times it has gone down after going up, or up after going down."""
        self._rows = 0
        self._low = np.empty(0, np.float32)
        self._high = np.empty(0, np.float32)
        self._sum, self._count = np.empty(0), np.empty(0)
        self._lowest, self._highest = math.inf, -math.inf

    def extend(self, column: NDArray[np.float32]) -> None:
        """Take in what has come since; column is the whole column from the envelope's first row on, shape (n,)."""
        new = column[self._rows :]
        if len(new) == 0:
            return
        if self._rows == 0:
            self.begun = float(column[0])
        while len(column) > self.buckets * self.stretch:
            self._halve()
        with np.errstate(invalid="ignore", over="ignore"):
            steps = np.sign(np.diff(column[max(0, self._rows - 2) :]))
        self.turns += int(np.count_nonzero(steps[1:] * steps[:-1] < 0))
        self._absorb(new)
        self._rows = len(column)

    def joined(self, buckets: int) -> Envelope:
        """The same in no more than so many stretches, as if it had had no more from the first row on."""
        result = copy(self)
        while result._rows > buckets * result.stretch:
            result._halve()
        return result

    def stretches(self, *, whole: bool = False) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float32]]:
        """The middle epoch, the smallest and the largest value of each stretch, each of shape (m,), m up to buckets.

        With whole, the newest counts as in means().
        """
        middle = np.arange(len(self._low), dtype=np.float64) * self.stretch + (self.stretch - 1) / 2
        middle[-1:] = self._rows - 1  # the newest value stands at its own epoch
        middle += self.first
        low, high = self._low, self._high
        if whole and len(low) > 1 and self._rows % self.stretch:
            low, high = low.copy(), high.copy()
            low[-1], high[-1] = np.fmin(low[-1], low[-2]), np.fmax(high[-1], high[-2])
        return middle, low, high

    def means(self, *, whole: bool = False) -> NDArray[np.float32]:
        """The mean of the finite values of each stretch, of shape (m,); NaN where there are none.

        With whole, the newest stretch counts together with the one before, as long as it is not full: the mean of a
        part of a swing would leap.
        """
        total, count = self._sum, self._count
        if whole and len(total) > 1 and self._rows % self.stretch:
            total, count = total.copy(), count.copy()
            total[-1] += total[-2]
            count[-1] += count[-2]
        with np.errstate(invalid="ignore"):
            return (total / count).astype(np.float32)

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
        least, most = float(new.min()), float(new.max())  # NaN where there is one
        if not math.isfinite(least + most):
            self.is_finite = False
            new = np.where(np.isfinite(new), new, np.float32(np.nan))
            least = float(np.fmin.reduce(new, initial=math.inf))
            most = float(np.fmax.reduce(new, initial=-math.inf))
        self._lowest, self._highest = min(self._lowest, least), max(self._highest, most)
        begun = self._rows % self.stretch
        low = high = new
        count = np.ones(len(new)) if self.is_finite else np.isfinite(new).astype(np.float64)
        total = (new if self.is_finite else np.nan_to_num(new)).astype(np.float64)
        if self.stretch > 1:
            starts = np.arange(-begun, len(new), self.stretch)
            starts[0] = 0
            low, high = np.fmin.reduceat(new, starts), np.fmax.reduceat(new, starts)
            total, count = np.add.reduceat(total, starts), np.add.reduceat(count, starts)
        if begun:  # the newest stretch was not full yet
            low[0] = np.fmin(low[0], self._low[-1])
            high[0] = np.fmax(high[0], self._high[-1])
            total[0] += self._sum[-1]
            count[0] += self._count[-1]
            self._low, self._high = self._low[:-1], self._high[:-1]
            self._sum, self._count = self._sum[:-1], self._count[:-1]
        self._low = np.concatenate([self._low, low])
        self._high = np.concatenate([self._high, high])
        self._sum = np.concatenate([self._sum, total])
        self._count = np.concatenate([self._count, count])

    def _halve(self) -> None:
        pairs = np.arange(0, len(self._low), 2)
        if len(pairs):
            self._low = np.fmin.reduceat(self._low, pairs)
            self._high = np.fmax.reduceat(self._high, pairs)
            self._sum = np.add.reduceat(self._sum, pairs)
            self._count = np.add.reduceat(self._count, pairs)
        self.stretch *= 2
