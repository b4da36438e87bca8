"""A run as a marble on the cut through the bowl, with its last places, its number and its next step."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.side.side_frame import SideFrame
from gui.panels.bowl.side.side_runs import TRAIL, Reach, Seen
from gui.panels.bowl.side.side_step import StepArrows
from gui.plots.canvas import Canvas, Writing, empty_path
from gui.plots.other_run import LARGER, NEXT
from gui.theme.theme import POINT_SIZE, THIN_WIDTH, Theme, TypeScale
from model.drawing.cut import Cut

OPACITIES = (0.2, 0.38, 0.6)
"""Of the last places, the oldest first; each for as many of them as the others."""

STEM = 3.0
"""Pixels that the loss is above the cut, from which on there is a stem."""

TURN = math.radians(40)
"""From the direction in which one number stands from its ball to that of the next."""


class Marble:
    """It rolls on the bowl. A stem goes up to the loss, where that is higher; one that is not in view says so."""

    def __init__(self, canvas: Canvas, signs: QGraphicsItem, number: int) -> None:
        self._number = number
        base = 20.0 - number / 4
        self.ghosts = [QGraphicsPathItem(signs) for _ in OPACITIES]
        self.stem, self.dot = QGraphicsPathItem(signs), QGraphicsEllipseItem(signs)
        for opacity, item in zip(OPACITIES, self.ghosts, strict=True):
            item.setOpacity(opacity)
            item.setZValue(base - 12)
        self.stem.setZValue(base - 11)
        self.dot.setZValue(base)
        self.arrows = StepArrows(signs, base - 8)  # below all marbles
        self.label, self.away = Writing(canvas, 40), Writing(canvas, 40)
        for writing in (self.label, self.away):
            writing.setParentItem(signs)
        self._ghost, self._cap = 1.0, 1.0
        self.hide()

    def show(self, frame: SideFrame, cut: Cut, seen: Seen | None) -> None:
        """Draw it, its stem and its trail; without anything to be seen, nothing. show_step() draws the arrows."""
        if seen is None:
            self.hide()
            return
        inside = math.isfinite(seen.s) and frame.view.contains((seen.s, cut.loss(seen.s)))
        self.dot.setVisible(inside)
        self.label.setVisible(inside and self._number > 0)
        self._show_away(frame, None if inside else seen)
        if inside:
            self.dot.setPos(frame.x(seen.s), frame.y(cut.loss(seen.s)))
            self._place_label(frame)
        self.stem.setPath(self._stem_path(frame, cut, seen, inside=inside))
        share = TRAIL // len(OPACITIES)
        for place, item in enumerate(reversed(self.ghosts)):
            part = seen.trail[max(0, len(seen.trail) - (place + 1) * share) : len(seen.trail) - place * share]
            item.setPath(self._dots(frame, cut, part))

    def show_step(self, frame: SideFrame, cut: Cut, reach: Reach | None) -> None:
        """Draw the step that it is about to take, and its own gradient, if a run beside has more than that in it."""
        self.arrows.show(frame, cut, reach, both=reach is not None and (self._number == 0 or not reach.is_own))

    def hide(self) -> None:
        """Show nothing."""
        for item in (self.dot, self.label, self.away):
            item.setVisible(False)
        for path in (self.stem, *self.ghosts):
            path.setPath(empty_path())
        self.arrows.hide()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme; the colour is that of the run's curve."""
        number = self._number
        colour = theme.others[number - 1] if number else theme.line
        size = scale.width(POINT_SIZE + (LARGER + NEXT * (number - 1) if number else 2.0))
        self.dot.setRect(QRectF(-size / 2, -size / 2, size, size))
        self.dot.setBrush(QColor(colour))
        self.dot.setPen(QPen(QColor(theme.card), scale.width(1.5)))
        self._ghost, self._cap = scale.width(POINT_SIZE * 0.6), scale.width(5.0)
        for item in self.ghosts:
            item.setPen(Qt.PenStyle.NoPen)
            item.setBrush(QColor(colour))
        self.stem.setPen(QPen(QColor(theme.error), scale.width(THIN_WIDTH)))
        self.label.write(str(number))
        self.label.restyle(scale.font(scale.base, bold=True), colour, theme.card)
        self.away.restyle(scale.font(scale.small, bold=True), colour, theme.card)
        self.arrows.restyle(theme, scale, colour, size)

    def tell_away(self, words: str) -> None:
        """What is said of a marble that is not in view."""
        self.away.write(words)

    def _show_away(self, frame: SideFrame, seen: Seen | None) -> None:
        """Say at the edge where it has left, each run in a line of its own."""
        self.away.setVisible(seen is not None)
        if seen is not None:
            words = self.away.room
            last = max(0.0, frame.width - words.real - self._cap)
            self.away.setPos(last if seen.s > 0 else min(self._cap, last), self._number * words.imag)

    def _place_label(self, frame: SideFrame) -> None:
        length = self.dot.rect().width() / 2 + self.label.room.imag / 2
        away = 1j * cmath.rect(length, TURN * (self._number - 1))  # in the ground, where no arrow is
        self.label.put(complex(self.dot.x(), self.dot.y()) + away, frame.width, frame.height)

    def _stem_path(self, frame: SideFrame, cut: Cut, seen: Seen, *, inside: bool) -> QPainterPath:
        """A line up to the loss, and a bar there."""
        path = empty_path()
        if not inside or not math.isfinite(seen.loss):
            return path
        x, foot, top = frame.x(seen.s), frame.y(cut.loss(seen.s)), frame.y(seen.loss)
        if foot - top >= STEM:
            path.moveTo(x, foot)
            path.lineTo(x, top)
            path.moveTo(x - self._cap, top)
            path.lineTo(x + self._cap, top)
        return path

    def _dots(self, frame: SideFrame, cut: Cut, places: Sequence[float]) -> QPainterPath:
        path, size = empty_path(), self._ghost
        for s in places:
            if math.isfinite(s):
                path.addEllipse(frame.x(s) - size / 2, frame.y(cut.loss(s)) - size / 2, size, size)
        return path
