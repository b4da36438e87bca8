"""How far a step may reach: a ruler from the marble across the bowl, or the places where a swing turns."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.side.side_frame import SideFrame
from gui.panels.bowl.side.side_runs import Reach
from gui.plots.canvas import Canvas, Writing, empty_path
from gui.theme.number_format import significant
from gui.theme.theme import Theme, TypeScale
from model.drawing.cut import Cut

SHORTEST = 24.0
"""Pixels from the marble to the middle, at the smallest size of the type, below which there is no ruler."""

TICK, GAP, ABOVE = 5.0, 4.0, 16.0
"""Pixels that a tick goes up and down, between a line and the words below it, and to those above: above the arrows."""


class SideRuler:
    """From the marble to the middle a step stops short, from there to the far wall it swings, beyond it leaves.

    A learning rate twice as large reaches twice as far: so the ruler is one of learning rates, too. Its ticks are at
    half the limit, in the middle, and at the limit, on the far wall as high as the marble.
    """

    def __init__(self, canvas: Canvas, signs: QGraphicsItem, z: float) -> None:
        self.inside, self.beyond = QGraphicsPathItem(signs), QGraphicsPathItem(signs)
        for item in (self.inside, self.beyond):
            item.setZValue(z)
        self.zones = [Writing(canvas, z + 1) for _ in range(3)]
        self.ticks = [Writing(canvas, z + 1) for _ in range(2)]
        for writing in (*self.zones, *self.ticks):
            writing.setParentItem(signs)
        self._pixel = 1.0
        self.hide()

    def show_limit(self, frame: SideFrame, cut: Cut, reach: Reach, limit: float) -> None:
        """Lay the ruler from a marble that is to step so; limit is the learning rate that reaches the far wall."""
        begin = reach.begin
        start, middle, wall = (frame.x(s) for s in (begin, 0.0, -begin))
        y, tick = frame.y(cut.loss(begin)), TICK * self._pixel
        if abs(middle - start) < SHORTEST * self._pixel:
            self.hide()
            return
        inside, end = empty_path(), 0.0 if wall < start else float(frame.width)
        inside.moveTo(start, y)
        inside.lineTo(wall, y)
        _add_ticks(inside, (middle, wall), y, tick)
        self.inside.setPath(inside)
        beyond = empty_path()
        beyond.moveTo(wall, y)
        beyond.lineTo(end, y)
        self.beyond.setPath(beyond)
        for words, lr in zip(self.ticks, (limit / 2, limit), strict=True):
            words.write(f"lr {significant(lr, 2)}")
        self._place(y, [(start, middle), (middle, wall), (wall, end)], frame.x(reach.landing))

    def show_turns(self, frame: SideFrame, cut: Cut, turn: float) -> None:
        """Draw a line between both places, so far from the bottom, where a swing that nothing slows turns."""
        self.hide()
        path, y = empty_path(), frame.y(cut.loss(turn))
        ends = frame.x(-turn), frame.x(turn)
        path.moveTo(ends[0], y)
        path.lineTo(ends[1], y)
        _add_ticks(path, ends, y, 2 * TICK * self._pixel)
        self.inside.setPath(path)

    def hide(self) -> None:
        """Show nothing."""
        for item in (self.inside, self.beyond):
            item.setPath(empty_path())
        for writing in (*self.zones, *self.ticks):
            writing.setVisible(False)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._pixel = scale.width(1.0)
        self.inside.setPen(QPen(QColor(theme.muted), scale.width(1.5)))
        self.beyond.setPen(QPen(QColor(theme.alarm), scale.width(2.0), Qt.PenStyle.DashLine))
        font = scale.font(scale.small)
        for writing, ink in zip(self.zones, (theme.muted, theme.muted, theme.alarm), strict=True):
            writing.restyle(font, ink, theme.card)
        for writing in self.ticks:
            writing.restyle(font, theme.text, theme.card)

    def name_zones(self, names: tuple[str, str, str]) -> None:
        """What a step of each reach comes to."""
        for writing, name in zip(self.zones, names, strict=True):
            writing.write(name)

    def _place(self, y: float, spans: list[tuple[float, float]], landing: float) -> None:
        """Write below each span what it is, and above the ticks their learning rates, where there is room."""
        gap, above = GAP * self._pixel, ABOVE * self._pixel
        for writing, span in zip(self.zones, spans, strict=True):
            one, other = _beside(span, landing)
            room = writing.room
            writing.setVisible(room.real + 4 * gap < abs(other - one))
            writing.setPos((one + other - room.real) / 2, y + gap)
        for writing, (tick, _) in zip(self.ticks, spans[1:], strict=True):
            room = writing.room
            writing.setVisible(1.4 * room.real < abs(spans[0][1] - spans[0][0]) and y > room.imag + above)
            towards = math.copysign(room.real / 2 + gap, spans[0][0] - tick) if writing is self.ticks[1] else 0.0
            writing.setPos(tick + towards - room.real / 2, y - room.imag - above)


def _add_ticks(path: QPainterPath, places: tuple[float, float], y: float, half: float) -> None:
    for x in places:
        path.moveTo(x, y - half)
        path.lineTo(x, y + half)


def _beside(span: tuple[float, float], landing: float) -> tuple[float, float]:
    """The larger part of a span on one side of where a step comes down."""
    one, other = span
    if not min(span) < landing < max(span):
        return span
    return (one, landing) if abs(landing - one) > abs(other - landing) else (landing, other)
