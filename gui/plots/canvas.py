"""What a plot shows between its axes, painted by Qt alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from model.drawing.view import View

RIM = 4.0
"""The width, in pixels, of what parts words from the curves behind them."""


class Canvas(QGraphicsView):
    """A view of plain Qt items in the plot's coordinates, laid over the inside of its axes.

    pyqtgraph's items are painted through Python, and each of their calls takes the interpreter lock from the training
    thread. Nothing in here is overridden in Python, so that a frame is painted while the training goes on.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._root = QGraphicsPathItem()
        self._root.setPen(Qt.PenStyle.NoPen)
        scene.addItem(self._root)
        self.grid = self.add_path(-100)
        self.across, self.up = 1.0, 1.0
        """Pixels for each unit of the plot's x and y."""
        self.left, self.right = 0.0, 1.0
        """The range of x that is shown."""

    def add(self, item: QGraphicsItem, z: float) -> None:
        """Show an item that is given in the plot's coordinates, above all those of a smaller z."""
        item.setParentItem(self._root)
        item.setZValue(z)

    def place(self, inside: QRect, view: View) -> None:
        """Lie over this rectangle of the parent, and let it show this part of the plot's plane."""
        left, right, bottom, top = view
        if right <= left or top <= bottom:
            return  # a range of nothing has no scale
        self.setGeometry(inside)
        self.setSceneRect(0, 0, inside.width(), inside.height())
        self.left, self.right = left, right
        self.across, self.up = inside.width() / (right - left), inside.height() / (top - bottom)
        self._root.setTransform(QTransform(self.across, 0, 0, -self.up, -left * self.across, top * self.up))
        self.paint_anew()

    def paint_anew(self) -> None:
        """Leave nothing of what was there: Qt at times forgets to clear where an item has been."""
        self.viewport().update()

    def set_background(self, colour: str) -> None:
        """Fill what no item covers."""
        self.scene().setBackgroundBrush(QColor(colour))

    def add_path(self, z: float) -> QGraphicsPathItem:
        """An empty path above all items of a smaller z."""
        item = QGraphicsPathItem()
        item.setPen(Qt.PenStyle.NoPen)
        self.add(item, z)
        return item


@cache
def _path() -> QPainterPath:
    return QPainterPath()


def empty_path() -> QPainterPath:
    """The one path that is drawn with: to be given to an item, which copies it, before it is asked for again.

    Each of Qt's objects that goes hands the interpreter's lock to the trainer, so none is made that goes again.
    """
    path = _path()
    path.clear()
    return path


def lines_through(lines: Iterable[Sequence[complex]]) -> QPainterPath:
    """Lines from place to place, x + y j each, in the one path that is drawn with."""
    path = empty_path()
    for begin, *places in lines:
        path.moveTo(begin.real, begin.imag)
        for place in places:
            path.lineTo(place.real, place.imag)
    return path


def curve_through(x: NDArray[np.float64], y: NDArray[np.floating]) -> QPainterPath:
    """A line through finite points, x and y of shape (n,), in the one path that is drawn with."""
    path = empty_path()
    if len(x):
        polygon, corners = _polygon(len(x))
        corners[:, 0], corners[:, 1] = x, y
        path.addPolygon(polygon)
    return path


@cache
def _polygon(corners: int) -> tuple[QPolygonF, NDArray[np.float64]]:
    """The one of so many corners that is drawn with, and its memory, shape (corners, 2)."""
    from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf  # late: a window is painted without

    polygon = create_qpolygonf(corners)
    return polygon, ndarray_from_qpolygonf(polygon)


def joined_path(
    x: NDArray[np.floating], y: NDArray[np.floating], connect: str | NDArray[np.int32], *, finite: bool = False
) -> QPainterPath:
    """A path through points, x and y of shape (n,), joined as pyqtgraph's arrayToQPath has it."""
    from pyqtgraph.functions import arrayToQPath

    path: QPainterPath = arrayToQPath(x, y, connect=connect, finiteCheck=not finite)
    return path


class Writing(QGraphicsSimpleTextItem):
    """Words that keep their size when the chart is zoomed; the item itself is the rim, and holds what is read."""

    def __init__(self, canvas: Canvas, z: float, text: str = "") -> None:
        super().__init__()
        self._words = QGraphicsSimpleTextItem(self)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.hide()
        self.write(text)
        canvas.add(self, z)

    def write(self, text: str) -> None:
        """Write this."""
        for item in (self, self._words):
            item.setText(text)
        self._measure()

    def put(self, middle: complex, width: float, height: float) -> None:
        """Stand about this place of a canvas of this size in pixels, but not over its edge."""
        place, edge = middle - self.room / 2, complex(width, height) - self.room
        self.setPos(max(0.0, min(place.real, edge.real)), max(0.0, min(place.imag, edge.imag)))

    def restyle(self, font: QFont, colour: str, paper: str) -> None:
        """Write in this colour, and the rim in that of what is behind."""
        for item in (self, self._words):
            item.setFont(font)
        self._measure()
        self._words.setBrush(QColor(colour))
        self.setPen(QPen(QColor(paper), RIM))

    def _measure(self) -> None:
        size = self._words.boundingRect().size()
        self.room = complex(size.width(), size.height())
        """How far to the right and down the words go, in pixels."""
