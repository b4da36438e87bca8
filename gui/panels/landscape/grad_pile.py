"""What a run has summed in .grad, as a small chart beside its ball: the gradients head to tail, and their sum."""

from __future__ import annotations

import math
from itertools import chain, pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from gui.panels.landscape.landscape_frame import Frame
from gui.plots.canvas import empty_path, lines_through
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


class Box(NamedTuple):
    """An upright rectangle: its upper left corner, and how far to the right and down it goes."""

    corner: complex
    size: complex

    def nearest(self, place: complex) -> complex:
        """The place in it that is nearest to this one."""
        first, last = self.corner, self.corner + self.size
        return complex(
            max(first.real, min(place.real, last.real)),
            max(first.imag, min(place.imag, last.imag)),
        )

    def contains(self, place: complex) -> bool:
        """Whether the place is in it."""
        return self.nearest(place) == place


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
        self._room = 0j
        """How far the caption goes to the right and down."""
        self.hide()

    def show(self, frame: Frame, ball: complex, pile: Pile | None) -> None:
        """Hang it on a ball at this place of the canvas; without a pile, nothing."""
        corners = [frame.shift(corner) for corner in pile.corners] if pile is not None else []
        farthest = max(corners, key=abs, default=0j)
        canvas = min(frame.width, frame.height)
        if pile is None or not 0 < abs(farthest) < math.inf or canvas < self._scale.width(TOO_SMALL):
            self.hide()
            return
        ahead = farthest / abs(farthest)
        along = [(corner * ahead.conjugate()).real for corner in corners]
        unit = min(self._scale.width(1.0), canvas / SMALLER)
        times = min(2.0 ** math.floor(math.log2(LENGTH * unit / (max(along) - min(along)))), LARGEST)
        aside = ahead * -1j * (ROW * unit * math.copysign(1.0, ahead.real))  # upwards
        ends = [corner * times for corner in corners]
        box = self._box_around([*ends, *(end + aside * len(ends) for end in ends)], PADDING * unit)
        shift = self._in_a_corner(frame, box.size, ball) - box.corner
        self._draw([end + shift for end in ends], aside, HEAD * unit, earlier=pile.earlier is not None)
        self._draw_box(Box(box.corner + shift, box.size), ball)

    def hide(self) -> None:
        """Show nothing."""
        self._caption.hide()
        for item in self._items():
            item.setPath(empty_path())

    def restyle(self, theme: Theme, scale: TypeScale, colour: str) -> None:
        """Apply the theme; the frame has the colour of the ball."""
        self._scale = scale
        self._caption.setFont(scale.font(scale.small, bold=True))
        self._caption.setBrush(QColor(theme.held))
        size = self._caption.boundingRect().size()
        self._room = complex(size.width(), size.height())
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

    def _box_around(self, points: list[complex], padding: float) -> Box:
        """A box with all of these in it, and room for the caption below."""
        x, y = [point.real for point in points], [point.imag for point in points]
        more = max(0.0, self._room.real - (max(x) - min(x))) / 2 + padding
        first, last = complex(min(x) - more, min(y) - padding), complex(max(x) + more, max(y) + padding)
        return Box(first, last + self._room.imag * 1j - first)

    def _in_a_corner(self, frame: Frame, size: complex, ball: complex) -> complex:
        """Where the upper left corner of a box of this size comes to: it does not cover the ball."""
        edge = complex(EDGE, EDGE)
        corners = [complex(frame.width, frame.height) - size - edge, edge]
        if self._swapped:
            corners.reverse()
        room = self._scale.width(POINT_SIZE) * (1 + 1j)
        return next((at for at in corners if not Box(at - room, size + 2 * room).contains(ball)), corners[0])

    def _draw(self, ends: list[complex], aside: complex, head: float, *, earlier: bool) -> None:
        """Draw rows from the lowest on: the sum, then each gradient where the one before ended."""
        rows = [
            _arrow(begin + aside * row, end + aside * row, head) for row, (begin, end) in enumerate(pairwise(ends), 1)
        ]
        links = [
            (end + aside * row, end + aside * (row + 1 if row < len(ends) - 1 else 0))
            for row, end in enumerate(ends[1:], start=1)
        ]
        first = 1 if earlier else 0
        self.links.setPath(lines_through(links))
        self.earlier.setPath(lines_through(chain(*rows[:first])))
        self.terms.setPath(lines_through(chain(*rows[first:])))
        self.total.setPath(lines_through(_arrow(ends[0], ends[-1], head * 1.5)))

    def _draw_box(self, box: Box, ball: complex) -> None:
        """Draw the frame, a line from it to the ball, and the caption."""
        path = empty_path()
        path.addRoundedRect(box.corner.real, box.corner.imag, box.size.real, box.size.imag, EDGE, EDGE)
        self.box.setPath(path)
        self.tie.setPath(lines_through([(box.nearest(ball), ball)]))
        below = box.corner + complex((box.size.real - self._room.real) / 2, box.size.imag - self._room.imag)
        self._caption.setPos(below.real, below.imag)
        self._caption.show()

    def _items(self) -> tuple[QGraphicsPathItem, ...]:
        return self.tie, self.box, self.links, self.earlier, self.terms, self.total


def _arrow(begin: complex, end: complex, head: float) -> list[tuple[complex, ...]]:
    """The lines of a shaft with an open head, which of a short arrow is as long as all of it."""
    length = abs(end - begin)
    if not length:
        return [(begin, end)]
    back = (begin - end) * (min(head, length) / length)
    aside = back * 0.5j
    return [(begin, end), (end + back + aside, end, end + back - aside)]
