"""Where a run stands on the landscape, and its two arrows: where downhill is, and where the step has gone."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
)

from gui.panels.landscape.landscape_frame import Frame
from gui.plots.nice_numbers import NICE, roomy
from gui.theme.theme import POINT_SIZE, SANS, SPACE, Theme, TypeScale
from model.drawing.landscape import Point

SHORTEST = 40.0
"""Pixels: arrows of which none is as long are drawn longer, by 2, 5, 10, 20 ... times."""

MOST = 10_000
"""No longer than this: beyond it the steps of float32 numbers would be what is seen."""

VISIBLE = 5.0
"""Pixels: a shorter arrow would only be its head."""

LONGEST = 1500.0
"""Pixels: what is longer ends far outside."""


class Arrows:
    """A dot, and arrows that begin where the epoch began; both as they are, or both magnified."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self._halo, self.step, self.shaft, self.head = (_path(parent, z) for z in (20, 21, 22, 22))
        self.dot = QGraphicsEllipseItem(parent)
        self.dot.setZValue(23)
        self.tag = QGraphicsRectItem(parent)
        self.tag.setZValue(24)
        self._text = QGraphicsSimpleTextItem(self.tag)
        self._size = POINT_SIZE
        self.times = 1
        """How many times longer than they are the arrows are drawn."""
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
        self.times = _magnification(max(math.hypot(*taken), math.hypot(*own)))
        step, shaft, head = QPainterPath(), QPainterPath(), QPainterPath()
        self._draw(step, step, begin, taken)
        self._draw(shaft, head, begin, own)
        self.step.setPath(step)
        self.shaft.setPath(shaft)
        self.head.setPath(head)
        halo = QPainterPath(step)
        halo.addPath(shaft)
        halo.addPath(head)
        self._halo.setPath(halo)

    def hide(self) -> None:
        """Show neither dot nor arrows."""
        self.dot.setVisible(False)
        self._hide_arrows()

    def show_tag(self, text: str) -> None:
        """Say this in the corner, or nothing."""
        self.tag.setVisible(bool(text))
        self._text.setText(text)
        room, pad = self._text.boundingRect(), SPACE / 2
        self.tag.setRect(0, 0, room.width() + 2 * pad, room.height() + pad)
        self._text.setPos(pad, pad / 2)

    def place_tag(self, frame: Frame) -> None:
        """Put what is said into the lower right corner, or the upper one where that would cover dot or arrows."""
        size = self.tag.rect().size()
        left, low = frame.width - size.width() - SPACE, frame.height - size.height() - SPACE
        drawn = self._halo.path().boundingRect() | self.dot.rect().translated(self.dot.pos())
        covers = drawn.intersects(QRectF(left, low, size.width(), size.height()))
        self.tag.setPos(left, SPACE if covers else low)

    def text(self) -> str:
        """What is said in the corner."""
        return self._text.text() if self.tag.isVisible() else ""

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
        font = QFont(SANS)
        font.setPixelSize(scale.small)
        font.setBold(True)
        self._text.setFont(font)
        self._text.setBrush(QColor(theme.text))
        self.tag.setBrush(QColor(theme.card))
        self.tag.setPen(QPen(QColor(theme.border)))

    def _draw(self, shaft: QPainterPath, head: QPainterPath, begin: QPointF, arrow: Point) -> None:
        across, down = arrow[0] * self.times, arrow[1] * self.times
        length = math.hypot(across, down)
        if length < VISIBLE:
            return
        ahead = QPointF(across / length, down / length)
        aside = QPointF(-ahead.y(), ahead.x())
        end = begin + ahead * min(length, LONGEST)
        long = min(self._size * 1.1, length)
        shaft.moveTo(begin)
        shaft.lineTo(end - ahead * (long * 0.6))
        head.moveTo(end - ahead * long + aside * (long * 0.5))
        head.lineTo(end)
        head.lineTo(end - ahead * long - aside * (long * 0.5))
        head.closeSubpath()

    def _hide_arrows(self) -> None:
        self.times = 1
        for item in (self._halo, self.step, self.shaft, self.head):
            item.setPath(QPainterPath())


def _magnification(longest: float) -> int:
    if longest * MOST < VISIBLE:
        return 1
    return int(roomy(min(max(SHORTEST / longest, 1.0), MOST), NICE))


def _pixels(frame: Frame, W: float, b: float) -> Point:
    across, up = frame.view.size
    return W / across * frame.width, -b / up * frame.height


def _path(parent: QGraphicsItem, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem(parent)
    item.setZValue(z)
    return item


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
