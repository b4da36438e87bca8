"""How far two runs agree bit for bit: in W, b and loss of every epoch from the first one on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from model.history import History

COMPARED = ("loss", "W", "b")

AT_ONCE = 1 << 16
"""Epochs that are compared in one go: of runs that part soon, no more need be read."""


class Agreement:
    """Follows two histories as they grow; it reads each row once, and none after the first that differs."""

    def __init__(self) -> None:
        self._keys: tuple[object, object] = (None, None)
        self._equal, self._parted = 0, False

    def epochs(self, one: History, other: History) -> int:
        """So many first epochs are the same in both, of those that both have; one NaN is as good as another."""
        if self._keys != (one.key, other.key):
            self._keys = one.key, other.key
            self._equal, self._parted = 0, False
        both = min(len(one), len(other))
        while self._equal < both and not self._parted:
            end = min(both, self._equal + AT_ONCE)
            differ = _differ(one, other, slice(self._equal, end))
            self._parted = differ is not None
            self._equal = end if differ is None else self._equal + differ
        return min(self._equal, both)


class Agreeing(NamedTuple):
    """Two of some runs, by their places, and in how many epochs they agree."""

    one: int
    other: int
    epochs: int
    of: int
    """The number of epochs that both have come to."""

    @property
    def is_whole(self) -> bool:
        """Whether they agree in all of them."""
        return self.epochs == self.of


class Agreements:
    """Follows every pair of some runs."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[int, int], Agreement] = {}

    def look(self, histories: Sequence[History], time: int) -> list[Agreeing]:
        """The pairs that agree in any of the epochs up to this time, those that agree longest first."""
        found = []
        for one, other in combinations(range(len(histories)), 2):
            pair = self._pairs.setdefault((one, other), Agreement())
            equal = pair.epochs(histories[one], histories[other])
            of = min(len(histories[one]), len(histories[other]), time + 1)
            if min(equal, of) > 0:
                found.append(Agreeing(one, other, min(equal, of), of))
        return sorted(found, key=lambda pair: -pair.epochs)


def _differ(one: History, other: History, rows: slice) -> int | None:
    """The first of these rows that is not the same in both."""
    differ = np.zeros(rows.stop - rows.start, bool)
    for name in COMPARED:
        mine, theirs = one.column(name)[rows], other.column(name)[rows]
        same = mine.view(np.uint32) == theirs.view(np.uint32)
        differ |= ~same & ~(np.isnan(mine) & np.isnan(theirs))
    return int(differ.argmax()) if differ.any() else None
