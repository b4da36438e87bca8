"""The data as dots on a canvas, of which one can be lifted: ringed, with its coordinates beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen, QPixmapCache, QTransform
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from gui.plots.canvas import Canvas, joined_path, lines_through
from gui.plots.curve import cosmetic_pen
from gui.theme.theme import MONO, POINT_SIZE, SPACE, THIN_WIDTH, Theme, TypeScale

ROOMY = 50
"""So many dots still leave room for one another; more are drawn smaller."""

CROWDED = 200
"""So many still have an edge of their own, and their residuals."""

FEW = 100
"""So many dots are drawn one by one: more of them sooner by pyqtgraph, but the lesson waits for no library."""

SMALLEST_DOT = 0.35
"""Of the size of a dot that has room: smaller ones are not seen from the back row."""

CACHE = 65536
"""Kilobytes: with less, two layers of dots on a large screen would each drive the other out."""


class PointMarks:
    """Any number of dots that cost nothing to paint again, and one above all that may move at every frame."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE))
        self.halo, self.dots = canvas.add_path(3), canvas.add_path(4)
        for item in (self.halo, self.dots):
            # A wide pen on 1000 dots takes 75 ms; the line moves over them 27 times a second.
            item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.ring = QGraphicsEllipseItem()
        self.ring.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        canvas.add(self.ring, 6)
        self._dot = QGraphicsEllipseItem(self.ring)
        self.tag = QGraphicsRectItem(self.ring)
        self._text = QGraphicsSimpleTextItem(self.tag)
        self.ring.hide()
        self._x: NDArray[np.float64] = np.empty(0)
        self._y = self._x
        self._lifted: int | None = None
        self._pixel = (1.0, 1.0)
        self._theme: Theme | None = None
        self._scale = TypeScale()

    def show(self, x: NDArray[np.float64], y: NDArray[np.float64], pixel: tuple[float, float]) -> None:
        """Draw dots at x and y, both of shape (n,), where a pixel is so wide and high; none is lifted."""
        self._x, self._y, self._pixel = x, y, pixel
        self._lifted = None
        self.ring.hide()
        self._draw()
        self._set_sizes()

    def follow_view(self, pixel: tuple[float, float]) -> None:
        """Stay whole where a pixel is now so wide and high.

        The dots have pixels for coordinates: Qt takes an item to reach beyond its path by half a pen in its own units,
        and with larger pixels than these the outermost dots would be cut off.
        """
        if pixel != self._pixel:
            self._pixel = pixel
            self._draw()
        self.place_tag()

    def lift(self, row: int | None) -> None:
        """Ring this dot, and no other; none where it is not drawn, as after a fault in drawing."""
        row = None if row is None or row >= len(self._x) else row
        if row == self._lifted:
            return
        self._lifted = row
        self._draw()
        self.ring.setVisible(row is not None)

    def move(self, x: float, y: float, text: str) -> None:
        """Put the lifted dot here, with this text beside it."""
        self.ring.setPos(x, y)
        self._text.setText(text)
        self.place_tag()

    def text(self) -> str:
        """What stands beside the lifted dot; empty while there is none."""
        return self._text.text() if self._lifted is not None else ""

    def positions(self) -> list[tuple[float, float]]:
        """Where dots are drawn, the lifted one last."""
        path = self.dots.mapToParent(self.dots.path())
        corners = [path.elementAt(i) for i in range(0, path.elementCount() - 1, 2)]  # an empty path may have one
        lifted = [self.ring.pos().toTuple()] if self._lifted is not None else []
        return [(corner.x, corner.y) for corner in corners] + lifted

    def reach(self) -> float:
        """How far from the middle of a dot the mouse still means it, in pixels."""
        return max(self._size() / 2 + 4.0, SPACE)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        font = QFont(MONO)
        font.setPixelSize(scale.small)
        self._text.setFont(font)
        self._text.setBrush(QColor(theme.text))
        self.tag.setBrush(QColor(theme.card))
        self.tag.setPen(QPen(QColor(theme.border)))
        self._dot.setBrush(QColor(theme.point))
        self._dot.setPen(QPen(QColor(theme.card), 2.0))
        self._set_sizes()
        self.place_tag()

    def _size(self) -> float:
        """The diameter of a dot, in pixels: the area of all together stays the same where they are crowded."""
        room = min(1.0, max(SMALLEST_DOT, (ROOMY / max(len(self._x), 1)) ** 0.5))
        return float(self._scale.width(POINT_SIZE) * room)

    def _set_sizes(self) -> None:
        if self._theme is None:
            return
        size = self._size()
        self.dots.setPen(cosmetic_pen(self._theme.point, size))
        self.halo.setPen(cosmetic_pen(self._theme.card, size + 4))
        self.halo.setVisible(len(self._x) <= CROWDED)
        whole = self._scale.width(POINT_SIZE)
        lifted = max(size, whole * 0.6)
        self._dot.setRect(_around(lifted + 2))  # half of its edge covers it
        self.ring.setRect(_around(lifted + whole * 0.9))
        self.ring.setPen(QPen(QColor(self._theme.accent), self._scale.width(2 * THIN_WIDTH)))

    def _draw(self) -> None:
        x, y = self._x, self._y
        if self._lifted is not None:
            x, y = np.delete(x, self._lifted), np.delete(y, self._lifted)
        across, up = self._pixel
        dots = _dots(x / across, y / up)
        for item in (self.dots, self.halo):
            item.setTransform(QTransform.fromScale(across, up))
            item.setPath(dots)

    def place_tag(self) -> None:
        """Beside the dot, on the side where there is more room, and above it unless that is outside."""
        text, pad = self._text.boundingRect(), SPACE / 2
        width, height = text.width() + 2 * pad, text.height()
        where = self._canvas.mapFromScene(self.ring.scenePos())
        away = self.ring.rect().width() / 2 + 2
        left = away if where.x() + away + width < self._canvas.width() else -away - width
        top = -away - height if where.y() > away + height else away
        self.tag.setRect(left, top, width, height)
        self._text.setPos(left + pad, top)


def _around(diameter: float) -> QRectF:
    return QRectF(-diameter / 2, -diameter / 2, diameter, diameter)


def _dots(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPainterPath:
    """Strokes too short to be seen, which a wide pen with round caps makes into dots; Qt skips those of no length."""
    if len(x) <= FEW:
        return lines_through([(place, place + 0.01) for place in (x + 1j * y).tolist()])
    ends = np.stack([x, x + 0.01], axis=1).reshape(-1)
    return joined_path(ends, np.repeat(y, 2), "pairs")
