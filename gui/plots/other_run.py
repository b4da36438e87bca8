"""The runs beside the one that is shown, as far as they stand over the same W and b."""

from __future__ import annotations

from typing import NamedTuple

from gui.session.shown import Shown
from model.drawing.landscape import Point
from model.history import History

LARGER, NEXT = 7.0, 5.0
"""Pixels that the first ball is larger than the run's own, and each than the one before: of balls in one place every
one is seen."""


class OtherRun(NamedTuple):
    """A run beside the one that is shown."""

    history: History
    start: Point | None
    """None as long as it is not known."""
    number: int
    """Its place among the others, counted from 1: it tells the colour."""


def others_of(shown: Shown) -> list[OtherRun]:
    """The runs beside it whose W and b are in its units."""
    runs, elsewhere = enumerate(shown.others, start=1), elsewhere_of(shown)
    return [OtherRun(run.history, run.start, number) for number, run in runs if number not in elsewhere]


def elsewhere_of(shown: Shown) -> list[int]:
    """The numbers of the others, whose loss is another surface over their W and b."""
    same = shown.experiment.settings.standardise
    runs = enumerate(shown.others, start=1)
    return [number for number, run in runs if run.began.settings.standardise is not same]
