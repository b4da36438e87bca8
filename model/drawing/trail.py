"""The way of a run over the plane of W and b, thinned out so that a run of any length can be drawn."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from model.drawing.landscape import Point
from model.drawing.view import View
from model.history import History

FIRST_CAPACITY = 1024

BITE = 500_000
"""Epochs that are looked at in one go: more would hold the window up."""


class Trail:
    """Those epochs of a history that went to another cell of a grid than the epoch before; the others cannot be seen.

    Only rows that it has not seen are read, no more than BITE at once, and which are kept does not depend on how many
    come at once. Epochs whose W or b is not finite are passed over.
    """

    def __init__(self) -> None:
        self._history = History()
        self._cell = (1.0, 1.0)
        self._kept = np.empty(FIRST_CAPACITY, np.int32)
        self._seen = self._count = 0
        self._restart()

    def follow(self, history: History, cell: Point) -> None:
        """Take in what has come since; or all, when it is another history or the cells are of another size.

        Where that is very much, the trail is behind afterwards, and to be called again.
        """
        if history.key is not self._history.key or cell != self._cell:
            self._cell = cell
            self._restart()
        self._history = history
        rows = min(len(history), self._seen + BITE)
        if rows <= self._seen:  # fewer, where an earlier frame of the same run is shown again
            return
        W, b = (history.column(name)[self._seen : rows].astype(np.float64) for name in ("W", "b"))
        self._take(W, b)
        self._seen = rows

    @property
    def is_behind(self) -> bool:
        """Whether there is more to take in."""
        return self._seen < len(self._history)

    @property
    def seen(self) -> int:
        """The epochs of the history that have been taken in."""
        return self._seen

    def rows(self, time: int) -> NDArray[np.int32]:
        """The epochs up to a time, in order, shape (n,)."""
        kept = self._kept[: self._count]
        return kept[: int(kept.searchsorted(np.int32(time), "right"))]  # of one type: else all would be converted

    @property
    def reach(self) -> View | None:
        """The smallest view that has all of the run in it; None while there is nothing."""
        return None if self._reach[0] > self._reach[1] else self._reach

    def _restart(self) -> None:
        self._seen = self._count = 0
        self._last = (math.nan, math.nan)
        self._reach = View(math.inf, -math.inf, math.inf, -math.inf)

    def _take(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> None:
        finite = np.isfinite(W) & np.isfinite(b)
        rows: NDArray[np.intp] | None = None
        if not finite.all():
            rows = np.flatnonzero(finite)
            W, b = W[rows], b[rows]
            if not len(rows):
                return
        low_W, high_W, low_b, high_b = self._reach
        self._reach = View(
            *(min(low_W, float(W.min())), max(high_W, float(W.max()))),
            *(min(low_b, float(b.min())), max(high_b, float(b.max()))),
        )
        across, up = np.floor(W / self._cell[0]), np.floor(b / self._cell[1])
        moved = np.empty(len(W), bool)
        moved[0] = (across[0], up[0]) != self._last
        moved[1:] = (across[1:] != across[:-1]) | (up[1:] != up[:-1])
        self._last = float(across[-1]), float(up[-1])
        new = np.flatnonzero(moved)
        self._keep((new if rows is None else rows[new]) + self._seen)

    def _keep(self, rows: NDArray[np.intp]) -> None:
        count = self._count + len(rows)
        if count > len(self._kept):
            self._kept = np.concatenate([self._kept[: self._count], np.empty(2 * count, np.int32)])
        self._kept[self._count : count] = rows
        self._count = count
