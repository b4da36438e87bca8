"""The ways of the runs over the surface, each as far as its marble has come, and where the marbles stand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.bowl_frame import BowlFrame
from gui.panels.bowl.marbles import Ball
from gui.plots.canvas import curve_through, empty_path
from gui.plots.other_run import OtherRun
from gui.plots.run_path import RunPath, path_pen
from gui.theme.theme import CURVE_WIDTH, LIGHT, THIN_WIDTH, Theme, TypeScale
from model.drawing.landscape import Point
from model.drawing.standing import Carried, begin_of, carried, place_at
from model.drawing.view import View
from model.history import History

LOW, OWN = 4.0, 5.0
"""How high the ways of others lie, and that of the run itself."""


class Ways:
    """Any number of them; those that are given again are only added to."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self._parent = parent
        self._ways: list[Way] = []
        self._runs: list[OtherRun] = []
        self._cell = (1.0, 1.0)
        self._theme, self._scale = LIGHT, TypeScale()

    def follow(self, runs: Sequence[OtherRun]) -> list[View | None]:
        """Take in what has come of these runs; return the smallest view of each that has all of it in it."""
        numbers = [run.number for run in self._runs]
        self._runs = list(runs)
        while len(self._ways) < len(runs):
            self._ways.append(Way(self._parent, LOW if self._ways else OWN))
        for way in self._ways[len(runs) :]:
            way.clear()
        if numbers != [run.number for run in runs]:
            self._restyle()
        for way, run in self._pairs():
            way.path.trail.follow(run.history, self._cell)
        return [way.path.trail.reach for way, _ in self._pairs()]

    def show(self, frame: BowlFrame, at: float, *, live: bool) -> list[Ball]:
        """Draw what has come since, up to this time, which is epochs and a part of one; return where the marbles are.

        live draws of very long ways only the beginning and the end, so that the loop need not wait.
        """
        if frame.cell != self._cell:
            self._cell = frame.cell
            self.follow(self._runs)
        return [way.show(run, frame, at, live=live) for way, run in self._pairs()]

    @property
    def are_whole(self) -> bool:
        """Whether nothing of the ways is left out for want of time."""
        return all(way.path.is_whole for way, _ in self._pairs())

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self._restyle()

    def _restyle(self) -> None:
        theme, scale = self._theme, self._scale
        for way, run in self._pairs():
            colour = theme.others[run.number - 1] if run.number else theme.line
            pen = path_pen(colour, scale.width(THIN_WIDTH if run.number else CURVE_WIDTH))
            way.path.set_pen(pen)
            way.tip.setPen(pen)

    def _pairs(self) -> list[tuple[Way, OtherRun]]:
        return list(zip(self._ways, self._runs, strict=False))


class Way:
    """What one run has left behind, and where it stands now."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        self.path = RunPath(parent, z)
        self.tip = QGraphicsPathItem(parent)
        """From the end of the last epoch to where the marble is on its way to that of the next."""
        self.tip.setZValue(z)
        self._drawn: object = None
        self._carried: tuple[object, Carried | None] = None, None

    def show(self, run: OtherRun, frame: BowlFrame, at: float, *, live: bool) -> Ball:
        """Draw it up to this time, or as far as the run has come; one that is no number any more stays."""
        history, begin = run.history, begin_of(run.start)
        at = min(at, len(history) - 1.0)
        past = math.floor(at)
        drawn = history.key, begin, frame, past, live, self.path.trail.seen
        if drawn != self._drawn:
            self._drawn = drawn
            self.path.show(history, past, begin, frame, live=live)
        place = place_at(history, at, begin)
        self._show_tip(frame, place_at(history, past, begin) if at > past else None, place)
        return Ball(run.number, place or self._last_place(history, past, begin), self._takes(history, at, begin))

    def clear(self) -> None:
        """Draw nothing."""
        self.path.clear()
        self.tip.setPath(empty_path())
        self._drawn = None

    def _show_tip(self, frame: BowlFrame, begin: Point | None, end: Point | None) -> None:
        if begin is not None and end is not None:
            self.tip.setPath(curve_through(*frame.line(*np.array([begin, end]).T)))
        elif not self.tip.path().isEmpty():
            self.tip.setPath(empty_path())

    def _last_place(self, history: History, past: int, begin: Point) -> Point:
        """Where it was last seen to be before its W or b was no number any more."""
        rows = self.path.trail.rows(past)
        return (place_at(history, int(rows[-1]), begin) if len(rows) else None) or begin

    def _takes(self, history: History, at: float, begin: Point) -> Carried | None:
        """What it takes along in the epoch whose step is seen; looked at once for each."""
        epoch = math.ceil(at)
        known = history.key, epoch, begin
        if known != self._carried[0]:
            self._carried = known, carried(history, epoch, begin)
        return self._carried[1]
