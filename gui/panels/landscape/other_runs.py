"""The other runs on the landscape: the path of each, its ball and its arrows, in its colour and with its number."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

from PySide6.QtWidgets import QGraphicsItem

from gui.panels.landscape.landscape_arrows import Arrows
from gui.panels.landscape.landscape_frame import Frame
from gui.plots.canvas import Canvas, Writing
from gui.plots.other_run import LARGER, NEXT, OtherRun
from gui.plots.run_path import RunPath, path_pen
from gui.theme.theme import THIN_WIDTH, Theme, TypeScale
from model.drawing.standing import standing
from model.drawing.view import View

LOWEST, NUMBERS = 13.0, 40.0
"""How high the balls lie, which is below the run's own, and their numbers."""

TURN = math.radians(60)
"""From the direction in which one number stands from its ball to that of the next, for balls in one place."""


class OtherRuns:
    """Any number of them, each as far as it had gone by the epoch that is shown."""

    def __init__(self, canvas: Canvas, map_: QGraphicsItem, signs: QGraphicsItem, z: float) -> None:
        self._canvas, self._map, self._signs, self._z = canvas, map_, signs, z
        self.paths: list[RunPath] = []
        self.balls: list[Arrows] = []
        self.numbers: list[Writing] = []
        self._runs: list[OtherRun] = []
        self._theme: Theme | None = None
        self._scale = TypeScale()

    def take(self, runs: Sequence[OtherRun]) -> None:
        """Show these runs and no others."""
        before, self._runs = self.shown, list(runs)
        while len(self.paths) < len(runs):
            self._add()
        if self.shown != before:
            self._restyle_runs()
        for path, ball, number in self._parts()[len(runs) :]:
            path.clear()
            ball.hide()
            number.hide()

    @property
    def shown(self) -> list[int]:
        """The numbers of the runs that are shown."""
        return [run.number for run in self._runs]

    @property
    def are_whole(self) -> bool:
        """Whether nothing of the ways is left out for want of time."""
        return all(path.is_whole for path, _ in zip(self.paths, self._runs, strict=False))

    @property
    def reaches(self) -> list[View]:
        """The smallest view of each run that has all of it in it."""
        pairs = zip(self.paths, self._runs, strict=False)
        return [path.trail.reach for path, _ in pairs if path.trail.reach is not None]

    def show(self, frame: Frame, time: int, *, live: bool) -> None:
        """Draw what has come since, up to this epoch."""
        for path, (history, start, _) in zip(self.paths, self._runs, strict=False):
            path.trail.follow(history, frame.cell)
            path.show(history, min(time, len(history) - 1), start, frame, live=live)
        self.show_balls(frame, time)

    def show_balls(self, frame: Frame, time: int) -> None:
        """Draw what keeps its size in another view; of what they have summed only that of the first has a place."""
        piles = 0
        for (_, ball, label), (history, start, number) in zip(self._parts(), self._runs, strict=False):
            last = min(time, len(history) - 1)
            stands = None if start is None else standing(history, last, start)
            ball.show(frame, stands if stands is None or not piles else stands._replace(pile=None))
            piles += stands is not None and stands.pile is not None
            at = ball.at
            within = 0 <= at.real <= frame.width and 0 <= at.imag <= frame.height
            label.setVisible(stands is not None and within)
            away = cmath.rect(ball.radius + label.room.imag / 2, TURN * (number - 2))
            label.put(at + away, frame.width, frame.height)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self._restyle_runs()

    def _restyle_runs(self) -> None:
        theme, scale = self._theme, self._scale
        if theme is None:
            return
        for (path, ball, number), run in zip(self._parts(), self._runs, strict=False):
            colour = theme.others[run.number - 1]
            path.set_pen(path_pen(colour, scale.width(THIN_WIDTH)))
            ball.restyle(theme, scale, colour)
            number.write(str(run.number))
            number.restyle(scale.font(scale.base, bold=True), colour, theme.card)

    def _add(self) -> None:
        place = len(self.paths)
        self.paths.append(RunPath(self._map, self._z))
        self.balls.append(Arrows(self._signs, LOWEST - place / 100, LARGER + NEXT * place))
        self.numbers.append(Writing(self._canvas, NUMBERS))
        self.numbers[-1].setParentItem(self._signs)

    def _parts(self) -> list[tuple[RunPath, Arrows, Writing]]:
        return list(zip(self.paths, self.balls, self.numbers, strict=True))
