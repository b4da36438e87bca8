"""The marbles: a shaded ball on the surface for each run, and on those whose .grad is a sum, what they carry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QRadialGradient
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.bowl_frame import BowlFrame
from gui.plots.canvas import Canvas, Writing, empty_path, lines_through
from gui.theme.theme import LIGHT, POINT_SIZE, Theme, TypeScale, between
from model.drawing.bowl import Points
from model.drawing.landscape import Point
from model.drawing.standing import Carried

BIG, SMALL = 1.7, 0.9
"""A marble is at most, and at least, so many times as large as a point of a chart."""

PART = 0.17
"""Of half the width of the box, between these two."""

SAMPLES = 9
"""Corners of an arrow, which lies on the surface."""

ALONG = np.linspace(0.0, 1.0, SAMPLES)[:, None]

NOTHING = np.empty((0, 2))

SHADOW = 0.35
HIGHLIGHT, DARK_SIDE = 0.65, 0.4
"""How near the lightest place of a marble is to white, and its edge to black."""

HEAD = 12.0
"""Pixels, at the smallest size of the type, that an arrow's head is long."""

SHORTEST = 4.0
"""Pixels: a shorter arrow would only be its head."""

ARROWS, BALLS, NUMBERS = 12.0, 20.0, 40.0
"""How high each lies."""


class Ball(NamedTuple):
    """Where the marble of a run stands."""

    number: int
    """0 is the run itself, the others are counted from 1."""
    place: Point
    carried: Carried | None = None


class Marbles:
    """All of them; those that stand in one place are one, in the colours of all."""

    def __init__(self, canvas: Canvas, parent: QGraphicsItem) -> None:
        self._canvas, self._parent = canvas, parent
        self.shown: list[Marble] = []
        self._spare: list[Marble] = []
        self._theme, self._scale, self._size = LIGHT, TypeScale(), POINT_SIZE

    def fit(self, unit: float) -> None:
        """Be as large as suits a box that is two units wide, of so many pixels each."""
        smallest, largest = (self._scale.width(POINT_SIZE) * times for times in (SMALL, BIG))
        size = min(max(PART * unit, smallest), largest)
        if size != self._size:
            self._size = size
            self.restyle(self._theme, self._scale)

    def show(self, frame: BowlFrame, balls: Sequence[Ball]) -> None:
        """Let them stand there, the first above the others."""
        together: dict[Point, list[Ball]] = {}
        for ball in balls:
            together.setdefault(ball.place, []).append(ball)
        self._have(len(together))
        if not together:
            return
        groups = list(together.values())
        carried = [next((ball.carried for ball in group if ball.carried), None) for group in groups]
        pixels = _pixels(frame, list(together), carried)
        parts = zip(self.shown, groups, carried, pixels, strict=True)
        for place, (marble, group, carries, (foot, held, own)) in enumerate(parts):
            marble.root.setZValue(BALLS - place / 100)
            marble.wear([ball.number for ball in group])
            marble.stand(foot, None if frame.bowl.is_inside(group[0].place) else frame.top)
            marble.carry((held, own) if carries else None)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for marble in (*self.shown, *self._spare):
            marble.restyle(theme, scale, self._size)

    def _have(self, count: int) -> None:
        """Show so many."""
        while len(self.shown) > count:
            self._spare.append(self.shown.pop())
            self._spare[-1].hide()
        while len(self.shown) < count:
            self.shown.append(self._spare.pop() if self._spare else self._made())

    def _made(self) -> Marble:
        return Marble(self._canvas, self._parent, self._theme, self._scale, self._size)


class Marble:
    """One marble, which touches the surface where its root is; its shadow, its number and its arrows."""

    def __init__(self, canvas: Canvas, parent: QGraphicsItem, theme: Theme, scale: TypeScale, size: float) -> None:
        self.root = QGraphicsPathItem(parent)
        self.shadow, self.ball = QGraphicsEllipseItem(self.root), QGraphicsEllipseItem(self.root)
        self.out = QGraphicsPathItem(self.root)
        self.slices: list[QGraphicsPathItem] = []
        self.halo, self.held, self.own = (QGraphicsPathItem(parent) for _ in range(3))
        for above, item in enumerate((self.halo, self.held, self.own)):
            item.setZValue(ARROWS + above)
        self.number = Writing(canvas, NUMBERS)
        self.number.setParentItem(parent)
        self.numbers: list[int] = []
        """The runs that stand here."""
        self.restyle(theme, scale, size)

    def wear(self, numbers: list[int]) -> None:
        """Be the marble of these runs, in equal parts."""
        if numbers != self.numbers:
            self.numbers = numbers
            self.restyle(self._theme, self._scale, self._size)

    def stand(self, foot: tuple[float, float], away_from: tuple[float, float] | None) -> None:
        """Touch the surface at this pixel; one that has left the view points away from this one."""
        x, y = foot
        self.root.setPos(x, y)
        self.root.show()
        self.number.setVisible(self.numbers != [0])
        self.out.setVisible(away_from is not None)
        if away_from is not None:
            self.out.setRotation(math.degrees(math.atan2(y - away_from[1], x - away_from[0])))

    def carry(self, arrows: tuple[Points, Points] | None) -> None:
        """Carry these two arrows, .grad and the epoch's own gradient, each through pixels of shape (n, 2)."""
        held, own = arrows or (NOTHING, NOTHING)
        self._place_number(leftwards=bool(len(held)) and held[-1, 0] > held[0, 0])
        for item, corners, head in ((self.held, held, 1.0), (self.own, own, 0.8)):
            item.setPath(_arrow(corners, head * self._scale.width(HEAD)))
        halo = empty_path()
        halo.addPath(self.held.path())
        halo.addPath(self.own.path())
        self.halo.setPath(halo)

    def _place_number(self, *, leftwards: bool) -> None:
        """Write the number above the marble, on the side to which .grad does not point."""
        room, half = self.number.room, self._size / 2
        x = self.root.x() + (-half - room.real if leftwards else half)
        self.number.setPos(x, self.root.y() - 2.4 * half - room.imag / 2)

    def hide(self) -> None:
        """Show nothing."""
        self.root.hide()
        self.number.hide()
        self.carry(None)

    def restyle(self, theme: Theme, scale: TypeScale, size: float) -> None:
        """Apply the theme; size is the diameter in pixels."""
        self._theme, self._scale, self._size = theme, scale, size
        around = QRectF(-size / 2, -0.9 * size, size, size)
        colours = [theme.others[number - 1] if number else theme.line for number in self.numbers] or [theme.line]
        self.ball.setRect(around)
        self.ball.setBrush(_shaded(colours[0], around))
        self.ball.setPen(QPen(QColor(theme.card), scale.width(1.2)))
        self.shadow.setRect(QRectF(-size * 0.5, -size * 0.2, size, size * 0.4))
        self.shadow.setPen(QPen(Qt.PenStyle.NoPen))
        self.shadow.setBrush(QColor.fromRgbF(0, 0, 0, SHADOW))
        self._slice(colours, around)
        out = QPainterPath()
        out.addPolygon([QPointF(size * x, size * y) for x, y in ((0.9, -0.45), (1.6, 0.0), (0.9, 0.45))])
        self.out.setPath(out)
        self.out.setBrush(QColor(theme.alarm))
        self.out.setPen(QPen(QColor(theme.card), scale.width(1.2)))
        beside = [number for number in self.numbers if number]
        self.number.write(" = ".join(map(str, beside)))
        self.number.restyle(scale.font(scale.base, bold=True), colours[-1], theme.card)
        thick, thin = scale.width(4.5), scale.width(2.5)
        self.halo.setPen(_pen(theme.card, thick + 4))
        self.held.setPen(_pen(theme.held, thick))
        self.own.setPen(_pen(theme.fresh, thin))

    def _slice(self, colours: Sequence[str], around: QRectF) -> None:
        """Give all colours but the first a slice of the ball, from the top on."""
        while len(self.slices) < len(colours) - 1:
            self.slices.append(QGraphicsPathItem(self.root))
            self.slices[-1].setPen(QPen(Qt.PenStyle.NoPen))
        for item in self.slices:
            item.setPath(empty_path())
        angle = 360 / len(colours)
        for place, (item, colour) in enumerate(zip(self.slices, colours[1:], strict=False)):
            path = QPainterPath(around.center())
            path.arcTo(around, 90 - angle * (place + 1), angle)
            item.setPath(path)
            item.setBrush(_shaded(colour, around))


def _pixels(
    frame: BowlFrame, places: Sequence[Point], carried: Sequence[Carried | None]
) -> list[tuple[tuple[float, float], Points, Points]]:
    """For each place its pixel and those of the two arrows from there, each of shape (SAMPLES, 2)."""
    begin = np.array(places)[:, None, None]
    steps = np.array([each or ((0.0, 0.0), (0.0, 0.0)) for each in carried])[:, :, None]
    at = begin + steps * ALONG
    pixels = frame.stand(at[..., 0], at[..., 1])
    return [((held[0, 0].item(), held[0, 1].item()), held, own) for held, own in pixels]


def _arrow(corners: Points, head: float) -> QPainterPath:
    """A line through pixels with an open head, or nothing where it would be too short for one."""
    places = [complex(x, y) for x, y in corners]
    if len(places) < 2 or abs(places[-1] - places[0]) < SHORTEST or places[-1] == places[-2]:
        return empty_path()
    end, back = places[-1], places[-2] - places[-1]
    back *= head / abs(back)
    aside = back * 0.6j
    return lines_through([places, (end + back + aside, end, end + back - aside)])


def _shaded(colour: str, around: QRectF) -> QBrush:
    """A ball of this colour in light from the upper left."""
    middle, radius = around.center(), around.width() / 2
    gradient = QRadialGradient(middle - QPointF(radius, radius) * 0.35, radius * 1.35)
    plain = QColor(colour)
    gradient.setColorAt(0.0, between(plain, QColor("white"), HIGHLIGHT))
    gradient.setColorAt(0.45, plain)
    gradient.setColorAt(1.0, between(plain, QColor("black"), DARK_SIDE))
    return QBrush(gradient)


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
