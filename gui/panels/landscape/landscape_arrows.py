"""Where a run stands on the landscape, its two arrows, downhill and the step taken, and what it has summed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
)

from gui.panels.landscape.grad_pile import GradPile
from gui.panels.landscape.landscape_frame import Frame
from gui.plots.canvas import empty_path, lines_through
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
        self.dot, self.step_dot, self.own_dot = (_disc(parent, z + above) for above in (3, 4, 5))
        self.at = 0j
        """Where the middle of the ball is, in pixels, as Frame.pixel() has it."""
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
        self.at = frame.pixel(now)
        self.dot.setPos(self.at.real, self.at.imag)
        self.dot.setVisible(True)
        self.pile.show(frame, self.at, pile)
        if before is None or downhill is None:
            self._hide_arrows()
            return
        begin = frame.pixel(before)
        step = self._arrow(begin, frame.shift((now[0] - before[0], now[1] - before[1])))
        own = self._arrow(begin, frame.shift(downhill))
        for item, lines in ((self.step, step), (self.shaft, own[:1]), (self.head, own[1:]), (self._halo, step + own)):
            item.setPath(lines_through(lines))
        for dot, lines, change in ((self.step_dot, step, now != before), (self.own_dot, own, any(downhill))):
            dot.setPos(begin.real, begin.imag)
            dot.setVisible(change and not lines)

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

    @property
    def radius(self) -> float:
        """Of the ball, in pixels."""
        return self._ball / 2

    def _arrow(self, begin: complex, arrow: complex) -> list[tuple[complex, ...]]:
        """An arrow as the lines of its shaft and its head; nothing where it is too short to be one."""
        length = abs(arrow)
        at_ball = abs(begin + arrow - self.at) < AT_BALL
        drawn = length - self.radius if at_ball else length
        if drawn < VISIBLE:
            return []
        ahead = arrow / length
        end, long = begin + ahead * min(drawn, LONGEST), min(self._size * 1.1, drawn)
        back, aside = end - ahead * long, ahead * 0.5j * long
        return [(begin, end - ahead * (long * 0.6)), (back + aside, end, back - aside, back + aside)]

    def _hide_arrows(self) -> None:
        for item in (self._halo, self.step, self.shaft, self.head):
            item.setPath(empty_path())
        for dot in (self.step_dot, self.own_dot):
            dot.setVisible(False)


def _path(parent: QGraphicsItem, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem(parent)
    item.setZValue(z)
    return item


def _disc(parent: QGraphicsItem, z: float) -> QGraphicsEllipseItem:
    item = QGraphicsEllipseItem(-POINT_SIZE / 2, -POINT_SIZE / 2, POINT_SIZE, POINT_SIZE, parent)
    item.setZValue(z)
    return item


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
