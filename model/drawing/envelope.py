"""The smallest, the largest and the mean value of every stretch of epochs: what a chart can show of a long run."""

from __future__ import annotations

import math
from copy import copy

import numpy as np
from numpy.typing import NDArray

BUCKETS = 512
"""About as many stretches as a chart has pixel columns: a run that swings is painted at half the cost of 1024."""


TURNS = 128
"""So many times a curve turns in a chart before its swings run into one another; more are not counted."""


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
        """How many times it has gone down after going up, or up after going down, up to TURNS."""
        self._rows = self._length = 0
        self._low, self._high = np.empty(buckets, np.float32), np.empty(buckets, np.float32)
        self._sum, self._count = np.empty(buckets), np.empty(buckets)
        self._places: NDArray[np.intp] = np.arange(buckets)  # once: it hands the trainer the lock
        self._lowest, self._highest = math.inf, -math.inf

    def __len__(self) -> int:
        """How many stretches there are."""
        return self._length

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
            if self.turns < TURNS:
                rows = column[max(0, self._rows - 2) :]
                steps = np.sign(rows[1:] - rows[:-1])
                self.turns = min(self.turns + int(np.count_nonzero(steps[1:] * steps[:-1] < 0)), TURNS)
            self._absorb(new)
        self._rows = len(column)

    def joined(self, buckets: int) -> Envelope:
        """The same in no more than so many stretches, as if it had had no more from the first row on."""
        result, times = copy(self), 1
        while self._rows > buckets * self.stretch * times:
            times *= 2
        result.stretch *= times
        result._low, result._high, result._sum, result._count = self._in_stretches_of(times)
        result._length = len(result._low)
        return result

    def stretches(
        self, start: int = 0, *, whole: bool = False
    ) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float32]]:
        """The middle epoch, the smallest and the largest value of each stretch from start on, each of shape (m,).

        With whole, the newest counts as in means(). The two last are views, which the next extend() changes.
        """
        n = self._length
        middle = self._places[start:n].astype(np.float64) * self.stretch + (self.first + (self.stretch - 1) / 2)
        middle[-1:] = self.first + self._rows - 1  # the newest value stands at its own epoch
        low, high = self._low[start:n], self._high[start:n]
        if whole and n > 1 and self._rows % self.stretch:
            low, high = low.copy(), high.copy()
            low[-1:], high[-1:] = np.fmin(*self._low[n - 2 : n]), np.fmax(*self._high[n - 2 : n])
        return middle, low, high

    def means(self, start: int = 0, *, whole: bool = False) -> NDArray[np.float32]:
        """The mean of the finite values of each stretch from start on, of shape (m,); NaN where there are none.

        With whole, the newest stretch counts together with the one before, as long as it is not full: the mean of a
        part of a swing would leap.
        """
        n = self._length
        total, count = self._sum[start:n], self._count[start:n]
        if whole and n > 1 and self._rows % self.stretch:
            total, count = total.copy(), count.copy()
            total[-1:] += self._sum[n - 2]
            count[-1:] += self._count[n - 2]
        with np.errstate(invalid="ignore"):
            return (total / count).astype(np.float32)

    @property
    def limits(self) -> tuple[float, float] | None:
        """The smallest and largest finite value so far, or None where there is none."""
        return (self._lowest, self._highest) if self._lowest <= self._highest else None

    @property
    def smallest_positive(self) -> float | None:
        """The smallest minimum of a stretch that is above zero, or None where there is none."""
        low = self._low[: self._length]
        positive = low[low > 0]
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
        starts = self._places[: -(-(begun + len(new)) // self.stretch)] * self.stretch - begun
        starts[0] = 0
        at = self._length - (begun > 0)  # the newest stretch was not full yet
        end = at + len(starts)
        parts = (
            (self._low, np.fmin, new),
            (self._high, np.fmax, new),
            (self._sum, np.add, new if self.is_finite else np.nan_to_num(new)),
        )
        for kept, join, values in parts:
            newest = kept[at] if begun else None
            join.reduceat(values, starts, dtype=kept.dtype, out=kept[at:end])
            if newest is not None:
                kept[at] = join(kept[at], newest)
        if self.is_finite:
            self._count[at:end] = self.stretch
            self._count[end - 1] = self._rows + len(new) - (end - 1) * self.stretch
        else:
            newest = self._count[at] if begun else 0
            np.add.reduceat(np.isfinite(new).astype(np.float64), starts, out=self._count[at:end])
            self._count[at] += newest
        self._length = end

    def _halve(self) -> None:
        joined = self._in_stretches_of(2)
        self._length = n = len(joined[0])
        self._low[:n], self._high[:n], self._sum[:n], self._count[:n] = joined
        self.stretch *= 2

    def _in_stretches_of(
        self, times: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]]:
        """Minimum, maximum, sum and count of so many stretches in one."""
        n = self._length
        firsts = self._places[:n:times]
        if not n:
            return self._low[:0], self._high[:0], self._sum[:0], self._count[:0]
        return (
            np.fmin.reduceat(self._low[:n], firsts),
            np.fmax.reduceat(self._high[:n], firsts),
            np.add.reduceat(self._sum[:n], firsts),
            np.add.reduceat(self._count[:n], firsts),
        )
