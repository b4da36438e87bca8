"""What a run has summed in .grad, as a small chart beside its ball: the gradients head to tail, and their sum."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from gui.panels.landscape.landscape_frame import Frame
from gui.theme.theme import POINT_SIZE, Theme, TypeScale
from model.drawing.standing import Pile

LENGTH, ROW, PADDING = 80.0, 6.0, 6.0
"""Pixels, at the smallest size of the type: how long all may be, from one row to the next, and around all of them."""

SMALLER, TOO_SMALL = 250.0, 100.0
"""Pixels that a canvas is high or wide, at the smallest size of the type, below which all this becomes smaller, and
below which it has no room."""

LARGEST = 64.0
"""So many times as long as it is on the map an arrow is drawn at most: of a run at rest there is nothing to be seen."""

EDGE = 6.0
"""Pixels from the edge of the canvas."""

HEAD = 6.0
"""Pixels that an arrow's head is long and wide."""

CAPTION = "−lr · .grad"


class GradPile:
    """A frame in a corner, tied to a ball; in it a row for each gradient, which begins where the one before ended.

    The first row is what they come to, the step of plain SGD. All have the directions of the map, and one scale, which
    is the map's times a power of two, so that it seldom changes. It keeps to the lower right, or else to the upper left
    corner; with swapped, the other way round.
    """

    def __init__(self, parent: QGraphicsItem, z: float, *, swapped: bool) -> None:
        self._swapped = swapped
        self._caption = QGraphicsSimpleTextItem(CAPTION, parent)
        self._caption.setZValue(z + 1)
        items = [QGraphicsPathItem(parent) for _ in range(6)]
        for place, item in enumerate(items):
            item.setZValue(z + place / 10)
        self.tie, self.box, self.links, self.earlier, self.terms, self.total = items
        self._scale = TypeScale()
        self.hide()

    def show(self, frame: Frame, ball: QPointF, pile: Pile | None) -> None:
        """Hang it on a ball at this place of the canvas; without a pile, nothing."""
        corners = [frame.shift(corner) for corner in pile.corners] if pile is not None else []
        farthest = max(corners, key=_length, default=QPointF())
        canvas = min(frame.width, frame.height)
        if pile is None or not 0 < _length(farthest) < math.inf or canvas < self._scale.width(TOO_SMALL):
            self.hide()
            return
        ahead = farthest * (1 / _length(farthest))
        along = [QPointF.dotProduct(corner, ahead) for corner in corners]
        unit = min(self._scale.width(1.0), canvas / SMALLER)
        times = min(2.0 ** math.floor(math.log2(LENGTH * unit / (max(along) - min(along)))), LARGEST)
        aside = QPointF(ahead.y(), -ahead.x()) * (ROW * unit * math.copysign(1.0, ahead.x()))  # upwards
        ends = [corner * times for corner in corners]
        box = self._box_around([*ends, *(end + aside * len(ends) for end in ends)], PADDING * unit)
        shift = self._in_a_corner(frame, box.size(), ball) - box.topLeft()
        self._draw([end + shift for end in ends], aside, HEAD * unit, earlier=pile.earlier is not None)
        self._draw_box(box.translated(shift), ball)

    def hide(self) -> None:
        """Show nothing."""
        self._caption.hide()
        for item in self._items():
            item.setPath(QPainterPath())

    def restyle(self, theme: Theme, scale: TypeScale, colour: str) -> None:
        """Apply the theme; the frame has the colour of the ball."""
        self._scale = scale
        self._caption.setFont(scale.font(scale.small, bold=True))
        self._caption.setBrush(QColor(theme.held))
        flat = Qt.PenCapStyle.FlatCap
        paper = QColor(theme.card)
        self.tie.setPen(QPen(QColor(colour), scale.width(1.5), Qt.PenStyle.DashLine, flat))
        self.box.setPen(QPen(QColor(colour), scale.width(1.5)))
        self.box.setBrush(paper)
        self.links.setPen(QPen(QColor(theme.muted), scale.width(1.0), Qt.PenStyle.DotLine, flat))
        for item, ink, thick in (
            (self.earlier, theme.muted, 2.0),
            (self.terms, theme.fresh, 2.0),
            (self.total, theme.held, 3.5),
        ):
            item.setPen(QPen(QColor(ink), scale.width(thick), Qt.PenStyle.SolidLine, flat, Qt.PenJoinStyle.MiterJoin))

    def _box_around(self, points: list[QPointF], padding: float) -> QRectF:
        """A box with all of these in it, and room for the caption below."""
        x, y = [point.x() for point in points], [point.y() for point in points]
        box = QRectF(QPointF(min(x), min(y)), QPointF(max(x), max(y)))
        caption = self._caption.boundingRect()
        more = max(0.0, caption.width() - box.width()) / 2 + padding
        return box.adjusted(-more, -padding, more, caption.height() + padding)

    def _in_a_corner(self, frame: Frame, size: QSizeF, ball: QPointF) -> QPointF:
        """Where the upper left corner of a box of this size comes to: it does not cover the ball."""
        right, bottom = frame.width - size.width() - EDGE, frame.height - size.height() - EDGE
        corners = [QPointF(right, bottom), QPointF(EDGE, EDGE)]
        if self._swapped:
            corners.reverse()
        room = self._scale.width(POINT_SIZE)
        around = (QRectF(corner, size).adjusted(-room, -room, room, room) for corner in corners)
        return next((at for at, box in zip(corners, around, strict=True) if not box.contains(ball)), corners[0])

    def _draw(self, ends: list[QPointF], aside: QPointF, head: float, *, earlier: bool) -> None:
        """Draw rows from the lowest on: the sum, then each gradient where the one before ended."""
        total, first, terms, links = (QPainterPath() for _ in range(4))
        _add_arrow(total, ends[0], ends[-1], head * 1.5)
        for row, (begin, end) in enumerate(pairwise(ends), start=1):
            _add_arrow(first if earlier and row == 1 else terms, begin + aside * row, end + aside * row, head)
            links.moveTo(end + aside * row)
            links.lineTo(end + aside * (row + 1 if row < len(ends) - 1 else 0))
        for item, path in zip(self._items()[2:], (links, first, terms, total), strict=True):
            item.setPath(path)

    def _draw_box(self, box: QRectF, ball: QPointF) -> None:
        """Draw the frame, a line from it to the ball, and the caption."""
        path, tie = QPainterPath(), QPainterPath()
        path.addRoundedRect(box, EDGE, EDGE)
        tie.moveTo(_nearest(ball.x(), box.left(), box.right()), _nearest(ball.y(), box.top(), box.bottom()))
        tie.lineTo(ball)
        self.box.setPath(path)
        self.tie.setPath(tie)
        caption = self._caption.boundingRect()
        self._caption.setPos(box.center().x() - caption.width() / 2, box.bottom() - caption.height())
        self._caption.show()

    def _items(self) -> tuple[QGraphicsPathItem, ...]:
        return self.tie, self.box, self.links, self.earlier, self.terms, self.total


def _add_arrow(path: QPainterPath, begin: QPointF, end: QPointF, head: float) -> None:
    """A shaft with an open head, which of a short arrow is as long as all of it."""
    length = _length(end - begin)
    path.moveTo(begin)
    path.lineTo(end)
    if length > 0:
        back = (begin - end) * (min(head, length) / length)
        aside = QPointF(-back.y(), back.x()) * 0.5
        path.moveTo(end + back + aside)
        path.lineTo(end)
        path.lineTo(end + back - aside)


def _length(vector: QPointF) -> float:
    return math.hypot(vector.x(), vector.y())


def _nearest(at: float, low: float, high: float) -> float:
    return max(low, min(at, high))
