"""What is to be seen of each run on the cut through the bowl: where it is, where it was, and where it steps next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from gui.plots.other_run import others_of
from gui.session.shown import Shown
from model.drawing.cut import Cut, Point
from model.drawing.standing import ORIGIN, begin_of, place_at, standing
from model.experiment import LoopSettings
from model.history import History
from model.theory.next_step import next_step

TRAIL = 12
"""So many of the last places are seen."""


class Seen(NamedTuple):
    """Where a run is and was."""

    s: float
    """Where on the cut it is; inf where it has left the numbers."""
    loss: float
    """Its loss, which is above the cut where the shallow direction has a part in it."""
    trail: Sequence[float]
    """The s of the epochs before, oldest first."""


class Reach(NamedTuple):
    """A step along the cut, in s."""

    begin: float
    own: float
    """What this epoch's own gradient makes of it."""
    moved: float
    """All of it."""

    @property
    def landing(self) -> float:
        """Where it ends."""
        return self.begin + self.moved

    @property
    def is_own(self) -> bool:
        """Whether it is made of the epoch's own gradient alone; float32 may have rounded it."""
        return math.isclose(self.moved, self.own, rel_tol=1e-2)


class Runner(NamedTuple):
    """A run that is shown; its settings are those with which it would go on."""

    number: int
    """0 for the run itself; its place among the others, counted from 1."""
    history: History
    start: Point
    settings: LoopSettings
    now: Point | None = None
    """Where it stands within an epoch, else None."""

    def place(self, time: float) -> Point | None:
        """Its W and b; None where they are not finite."""
        return self.now or place_at(self.history, time, self.start)

    def last(self, time: float) -> int:
        """The last epoch that it has done by then, -1 before the first."""
        return math.floor(min(time, len(self.history) - 1.0))

    def seen(self, cut: Cut, time: float) -> Seen:
        """What is seen of it at a time of model.drawing.standing.place_at."""
        last = self.last(time)
        rows = slice(max(0, last - TRAIL + 1), last + 1)
        trail = cut.places(self.history.column("W")[rows], self.history.column("b")[rows])
        if last < TRAIL - 1:
            trail.insert(0, cut.place(*self.start))
        place = self.place(time)
        if place is None:
            return Seen(math.inf, math.inf, trail)
        return Seen(cut.place(*place), cut.surface.loss(*place), trail)

    def reach(self, cut: Cut, time: float, newest: int) -> Reach | None:
        """The step that it is on, or, where the time is the newest epoch, the one that it would take next.

        None where that is not known, or where the run has ended before.
        """
        last = self.last(time)
        if last < math.floor(time):
            return None
        begin = cut.place(*(place_at(self.history, last, self.start) or ORIGIN))
        found = self._taken(cut, begin, last + 1) if time < newest else self._expected(cut, begin, last)
        return found if found is not None and math.isfinite(sum(found)) else None

    def _taken(self, cut: Cut, begin: float, epoch: int) -> Reach | None:
        """The step of an epoch on record."""
        stands = standing(self.history, epoch, self.start) if epoch < len(self.history) else None
        if stands is None or stands.downhill is None:
            return None
        return Reach(begin, cut.shift(stands.downhill), cut.place(*stands.now) - begin)

    def _expected(self, cut: Cut, begin: float, last: int) -> Reach | None:
        step = next_step(self.history, last, self.start, self.settings)
        return None if step is None else Reach(begin, cut.shift(step.own), cut.shift(step.moved))


def runners_of(shown: Shown) -> list[Runner]:
    """The run and those beside it whose W and b are in the same units; a start that is not known is the origin."""
    settings = shown.settings
    now = None if shown.moment is None else shown.parameters
    others = [
        Runner(number, history, begin_of(start), shown.others[number - 1].began.settings)
        for history, start, number in others_of(shown)
    ]
    return [Runner(0, shown.history, begin_of(shown.start), settings, now), *others]
