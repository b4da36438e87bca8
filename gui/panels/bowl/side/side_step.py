"""The next step of a marble, before it is taken: two arrows from where it stands, and where it will land."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.side.side_frame import SideFrame
from gui.panels.bowl.side.side_runs import Reach
from gui.plots.canvas import empty_path
from gui.theme.theme import POINT_SIZE, Theme, TypeScale
from model.drawing.cut import Cut

VISIBLE = 4.0
"""Pixels: a shorter arrow is a dot."""

HEAD, BESIDE = 9.0, 4.0
"""Pixels, at the smallest size of the type: the length of a head, and from a marble to the arrow above it."""


class StepArrows:
    """A thick arrow for the step, a dashed one above it for the gradient alone, and a ring on the bowl at its end."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        self.drop, self.step, self.shaft, self.head = (QGraphicsPathItem(parent) for _ in range(4))
        self.ring = QGraphicsEllipseItem(parent)
        for place, item in enumerate((self.drop, self.step, self.shaft, self.head, self.ring)):
            item.setZValue(z + place / 10)
        self._head, self._beside, self._dot = HEAD, BESIDE, POINT_SIZE / 4
        self.hide()

    def show(self, frame: SideFrame, cut: Cut, reach: Reach | None, *, both: bool) -> None:
        """Draw this step, or both arrows of it; without one, nothing."""
        if reach is None:
            self.hide()
            return
        begin, y = frame.x(reach.begin), frame.y(cut.loss(reach.begin))
        end, ground = frame.x(reach.landing), frame.y(cut.loss(reach.landing))
        self.step.setPath(self._arrow(begin, end, y))
        above = y - self._beside
        own = frame.x(reach.begin + reach.own)
        self.shaft.setPath(_line(begin, above, own, above))
        self.head.setPath(self._arrow(begin, own, above, shaft=False))
        self.drop.setPath(_line(end, y, end, ground))
        self.ring.setPos(end, ground)
        for item in self._items():
            item.setVisible(both or item not in (self.shaft, self.head))

    def hide(self) -> None:
        """Show nothing."""
        for item in self._items():
            item.setVisible(False)

    def restyle(self, theme: Theme, scale: TypeScale, colour: str, size: float) -> None:
        """Apply the theme; where it lands is in the colour of the marble, which is of this size in pixels."""
        self._head, self._beside = scale.width(HEAD), size / 2 + scale.width(BESIDE)
        self._dot = scale.width(POINT_SIZE / 4)
        self.step.setPen(_pen(theme.held, scale.width(4.5)))
        self.shaft.setPen(_pen(theme.fresh, scale.width(2.5), Qt.PenStyle.DashLine))
        self.head.setPen(_pen(theme.fresh, scale.width(2.5)))
        self.drop.setPen(_pen(colour, scale.width(1.5), Qt.PenStyle.DotLine))
        self.ring.setPen(_pen(colour, scale.width(2.5)))
        self.ring.setBrush(QColor(theme.card))
        ring = scale.width(POINT_SIZE * 0.8)
        self.ring.setRect(QRectF(-ring / 2, -ring / 2, ring, ring))

    def _arrow(self, begin: float, end: float, y: float, *, shaft: bool = True) -> QPainterPath:
        """A horizontal arrow with an open head, which of a short one is as long as all of it, or a dot."""
        path, length = empty_path(), abs(end - begin)
        if length < VISIBLE:
            path.addEllipse(end - self._dot / 2, y - self._dot / 2, self._dot, self._dot)
            return path
        back = math.copysign(min(self._head, length), begin - end)
        if shaft:
            path.moveTo(begin, y)
            path.lineTo(end, y)
        path.moveTo(end + back, y - abs(back) / 2)
        path.lineTo(end, y)
        path.lineTo(end + back, y + abs(back) / 2)
        return path

    def _items(self) -> tuple[QGraphicsItem, ...]:
        return self.drop, self.step, self.shaft, self.head, self.ring


def _line(x: float, y: float, end_x: float, end_y: float) -> QPainterPath:
    path = empty_path()
    path.moveTo(x, y)
    path.lineTo(end_x, end_y)
    return path


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
