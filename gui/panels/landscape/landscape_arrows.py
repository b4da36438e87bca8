"""Where a run stands on the landscape, and its two arrows: where downhill is, and where the step has gone."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
)

from gui.panels.landscape.landscape_frame import Frame
from gui.theme.theme import POINT_SIZE, Theme, TypeScale
from model.drawing.landscape import Point

AT_BALL = 0.25
"""Pixels from the middle of the ball within which an arrow ends at it."""

VISIBLE = 5.0
"""Pixels: a shorter arrow would only be its head, and is a dot."""

LONGEST = 1500.0
"""Pixels: what is longer ends far outside."""


class Arrows:
    """A ball where the run stands, and arrows, as long as they are, from where the epoch began.

    What ends at the ball ends at its rim, so that its head is seen; what is too short for a head is a dot.
    """

    def __init__(self, parent: QGraphicsItem) -> None:
        self._halo, self.step, self.shaft, self.head = (_path(parent, z) for z in (20, 21, 22, 22))
        self.step_dot, self.own_dot = (_path(parent, z) for z in (24, 25))
        self.dot = QGraphicsEllipseItem(parent)
        self.dot.setZValue(23)
        self._size = POINT_SIZE
        self.hide()

    def show(self, frame: Frame, before: Point | None, now: Point, downhill: Point | None) -> None:
        """Draw the dot at now, and, where both are known, the arrows from before: to now, and by downhill."""
        self.dot.setPos(frame.pixel(now))
        self.dot.setVisible(True)
        if before is None or downhill is None:
            self._hide_arrows()
            return
        begin = frame.pixel(before)
        taken = _pixels(frame, now[0] - before[0], now[1] - before[1])
        own = _pixels(frame, *downhill)
        step, shaft, head, dots = QPainterPath(), QPainterPath(), QPainterPath(), (QPainterPath(), QPainterPath())
        self._draw(step, step, dots[0], begin, taken)
        self._draw(shaft, head, dots[1], begin, own)
        self.step.setPath(step)
        self.shaft.setPath(shaft)
        self.head.setPath(head)
        for item, path in ((self.step_dot, dots[0]), (self.own_dot, dots[1])):
            item.setPath(path)
            item.setPos(begin)
        halo = QPainterPath(step)
        halo.addPath(shaft)
        halo.addPath(head)
        self._halo.setPath(halo)

    def hide(self) -> None:
        """Show neither dot nor arrows."""
        self.dot.setVisible(False)
        self._hide_arrows()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._size = scale.width(POINT_SIZE)
        thick, thin = scale.width(6.0), scale.width(3.0)
        self._halo.setPen(_pen(theme.card, thick + 4))
        self.step.setPen(_pen(theme.held, thick))
        self.shaft.setPen(_pen(theme.fresh, thin, Qt.PenStyle.DashLine))
        self.head.setPen(_pen(theme.fresh, thin))
        self.head.setBrush(QColor(theme.card))
        size = self._size
        self.dot.setRect(QRectF(-size / 2, -size / 2, size, size))
        self.dot.setBrush(QColor(theme.line))
        self.dot.setPen(QPen(QColor(theme.card), scale.width(2.0)))
        for dot, colour, part in ((self.step_dot, theme.held, 0.7), (self.own_dot, theme.fresh, 0.35)):
            dot.setPen(QPen(Qt.PenStyle.NoPen))
            dot.setBrush(QColor(colour))
            dot.setScale(part * size / POINT_SIZE)

    def _draw(self, shaft: QPainterPath, head: QPainterPath, dot: QPainterPath, begin: QPointF, arrow: Point) -> None:
        """An arrow as a shaft and a head, or in the place of both a dot."""
        length = math.hypot(*arrow)
        if length == 0:
            return
        ahead = QPointF(arrow[0] / length, arrow[1] / length)
        off = begin + QPointF(*arrow) - self.dot.pos()
        drawn = length - self._size / 2 if off.manhattanLength() < AT_BALL else length
        if drawn < VISIBLE:
            dot.addEllipse(QPointF(), POINT_SIZE / 2, POINT_SIZE / 2)
            return
        aside = QPointF(-ahead.y(), ahead.x())
        end = begin + ahead * min(drawn, LONGEST)
        long = min(self._size * 1.1, drawn)
        shaft.moveTo(begin)
        shaft.lineTo(end - ahead * (long * 0.6))
        head.moveTo(end - ahead * long + aside * (long * 0.5))
        head.lineTo(end)
        head.lineTo(end - ahead * long - aside * (long * 0.5))
        head.closeSubpath()

    def _hide_arrows(self) -> None:
        for item in (self._halo, self.step, self.shaft, self.head, self.step_dot, self.own_dot):
            item.setPath(QPainterPath())


def _pixels(frame: Frame, W: float, b: float) -> Point:
    across, up = frame.view.size
    return W / across * frame.width, -b / up * frame.height


def _path(parent: QGraphicsItem, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem(parent)
    item.setZValue(z)
    return item


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
