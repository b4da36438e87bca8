"""How much of a vertical axis is needed for curves: all of the run's own, and of others what leaves it to be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from gui.plots.nice_numbers import roomy

WHOLE = 50.0
"""Other runs are seen with their whole swing, if it is within so many times the size of the run's own largest value."""

OTHERS_REACH = 2.0
"""Of one that goes farther the axis shows what is within so many times that size."""

OUT_OF_SIGHT = 1e6
"""Without values of its own, it leaves out other runs that go farther; and of a run that has grown this many times from
where it began, all but the beginning."""

BEGINNING = 1e3
"""So many times where it began is seen of such a run: all of it would be a line at zero, and a leap at the end."""

Limits = tuple[float, float]
"""The smallest and the largest finite value of a curve."""


class Reach(NamedTuple):
    """The lowest and the highest value that is to be seen, and the smallest one above zero where there is one."""

    low: float = 0.0
    high: float = 0.0
    least: float | None = None

    def with_all_of(self, other: Reach) -> Reach:
        """What both need."""
        least = [value for value in (self.least, other.least) if value is not None]
        return Reach(min(self.low, other.low), max(self.high, other.high), min(least, default=None))

    def linear(self, begun: float = 1.0) -> Limits:
        """The ends of a linear axis for a run that began with values of this size: zero always stands in it."""
        low, high = self.low, self.high or 1.0
        if max(-low, high) > OUT_OF_SIGHT * begun:
            low, high = max(low, -BEGINNING * begun), min(high, BEGINNING * begun)
        return (-roomy(-low) if low < 0 else 0.0), (roomy(high) if high > 0 else 0.0)

    def decades(self) -> Limits:
        """The ends of a logarithmic axis in powers of ten."""
        bottom = -3 if self.least is None else math.floor(math.log10(self.least))
        top = math.ceil(math.log10(self.high)) if self.high > 0 else 1
        return bottom, max(top, bottom + 2)


def reach_of(own: Sequence[Limits], others: Sequence[Limits], positive: Sequence[float]) -> Reach:
    """What is to be seen of curves with these limits, and these smallest values above zero."""
    limits = [*own, *_within_reach(others, own)]
    low, high = min((a for a, _ in limits), default=0.0), max((b for _, b in limits), default=0.0)
    return Reach(low, high, min(positive, default=None))


def _within_reach(others: Sequence[Limits], own: Sequence[Limits]) -> list[Limits]:
    """The limits of other runs, as far as they leave the run's own to be seen: one that diverges leaves the chart."""
    if not own:
        return [(low, high) for low, high in others if max(-low, high) < OUT_OF_SIGHT]
    size = max(max(-low, high) for low, high in own)
    reach = OTHERS_REACH * size
    return [
        (low, high) if max(-low, high) <= WHOLE * size else (max(low, -reach), min(high, reach)) for low, high in others
    ]
