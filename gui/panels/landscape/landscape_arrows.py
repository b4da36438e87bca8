"""Where a run stands on the landscape, its two arrows, downhill and the step taken, and what it has summed."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
)

from gui.panels.landscape.grad_pile import GradPile
from gui.panels.landscape.landscape_frame import Frame
from gui.theme.theme import POINT_SIZE, Theme, TypeScale
from model.drawing.standing import Standing

AT_BALL = 0.25
"""Pixels from the middle of the ball within which an arrow ends at it."""

VISIBLE = 5.0
"""Pixels: a shorter arrow would only be its head, and is a dot."""

PILES = 8.0
"""So high lies what is summed: below what stands on the map, to which it is tied."""

LONGEST = 1500.0
"""Pixels: what is longer ends far outside."""


class Arrows:
    """A ball where the run stands, and arrows, as long as they are, from where the epoch began.

    What ends at the ball ends at its rim, so that its head is seen; what is too short for a head is a dot. The ball is
    so many pixels larger than others, at the smallest size of the type; what it has summed hangs on it.
    """

    def __init__(self, parent: QGraphicsItem, z: float = 20.0, larger: float = 0.0) -> None:
        self._halo, self.step, self.shaft, self.head = (_path(parent, z + above) for above in (0, 1, 2, 2))
        self.step_dot, self.own_dot = (_path(parent, z + above) for above in (4, 5))
        self.dot = QGraphicsEllipseItem(parent)
        self.dot.setZValue(z + 3)
        self.pile = GradPile(parent, PILES, swapped=not larger)
        self._larger = larger
        self._size = self._ball = POINT_SIZE
        self.hide()

    def show(self, frame: Frame, stands: Standing | None) -> None:
        """Draw the dot where it stands, the arrows from where the epoch began, and its pile; or nothing."""
        if stands is None:
            self.hide()
            return
        now, before, downhill, pile = stands
        self.dot.setPos(frame.pixel(now))
        self.dot.setVisible(True)
        self.pile.show(frame, self.dot.pos(), pile)
        if before is None or downhill is None:
            self._hide_arrows()
            return
        begin = frame.pixel(before)
        taken, own = frame.shift((now[0] - before[0], now[1] - before[1])), frame.shift(downhill)
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
        """Show nothing."""
        self.dot.setVisible(False)
        self.pile.hide()
        self._hide_arrows()

    def restyle(self, theme: Theme, scale: TypeScale, colour: str) -> None:
        """Apply the theme; the ball has a colour of its own."""
        self._size, self._ball = scale.width(POINT_SIZE), scale.width(POINT_SIZE + self._larger)
        self.pile.restyle(theme, scale, colour)
        thick, thin = scale.width(6.0), scale.width(3.0)
        self._halo.setPen(_pen(theme.card, thick + 4))
        self.step.setPen(_pen(theme.held, thick))
        self.shaft.setPen(_pen(theme.fresh, thin, Qt.PenStyle.DashLine))
        self.head.setPen(_pen(theme.fresh, thin))
        self.head.setBrush(QColor(theme.card))
        size, ball = self._size, self._ball
        self.dot.setRect(QRectF(-ball / 2, -ball / 2, ball, ball))
        self.dot.setBrush(QColor(colour))
        rim = 1.0 if self._larger else 2.0  # of balls in one place every one is seen
        self.dot.setPen(QPen(QColor(theme.card), scale.width(rim)))
        for dot, ink, part in ((self.step_dot, theme.held, 0.7), (self.own_dot, theme.fresh, 0.35)):
            dot.setPen(QPen(Qt.PenStyle.NoPen))
            dot.setBrush(QColor(ink))
            dot.setScale(part * size / POINT_SIZE)

    def _draw(self, shaft: QPainterPath, head: QPainterPath, dot: QPainterPath, begin: QPointF, arrow: QPointF) -> None:
        """An arrow as a shaft and a head, or in the place of both a dot."""
        length = math.hypot(arrow.x(), arrow.y())
        if length == 0:
            return
        ahead = arrow * (1 / length)
        off = begin + arrow - self.dot.pos()
        drawn = length - self._ball / 2 if off.manhattanLength() < AT_BALL else length
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


def _path(parent: QGraphicsItem, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem(parent)
    item.setZValue(z)
    return item


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
