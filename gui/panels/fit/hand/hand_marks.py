"""What can be taken hold of on a line: a round handle at each end, and a square one in its middle."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.plots.canvas import Canvas
from gui.theme.theme import CURVE_WIDTH, LIGHT, Theme, TypeScale

HANDLE = 20.0
"""The width of a handle, in pixels at the smallest type: as large as the air beside the points lets it be."""

ABOVE_POINTS = 7
"""Where handles are drawn: while there are any, they are what is moved."""


class Part(IntEnum):
    """What of the line is moved, from left to right."""

    LEFT = 0
    BODY = 1
    RIGHT = 2


class HandMarks:
    """The handles of a line, of which the selected one is filled; plain items that Qt paints by itself."""

    def __init__(self, canvas: Canvas) -> None:
        self.items = [canvas.add_path(ABOVE_POINTS) for _ in Part]
        self._arrows = [QGraphicsPathItem(item) for item in self.items]
        for item in self.items:
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._selected = Part.RIGHT
        self._theme, self._scale = LIGHT, TypeScale()

    def set_visible(self, on: bool) -> None:
        """Show the handles, or not."""
        for item in self.items:
            item.setVisible(on)

    def place(self, part: Part, x: float, y: float) -> None:
        """Put a handle here."""
        self.items[part].setPos(x, y)

    def select(self, part: Part) -> None:
        """Fill this handle, and no other."""
        self._selected = part
        self._paint()

    def room(self) -> float:
        """How far from its middle a handle is still painted, in pixels."""
        return self._scale.width(HANDLE + CURVE_WIDTH) / 2

    def reach(self) -> float:
        """How far from the middle of a handle the mouse still means it, in pixels."""
        return self._scale.width(HANDLE) / 2 + 6

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        size = scale.width(HANDLE)
        for part, item, arrows in zip(Part, self.items, self._arrows, strict=True):
            item.setPath(_outline(part, size))
            arrows.setPath(_up_and_down(size))
        self._paint()

    def _paint(self) -> None:
        theme, width = self._theme, self._scale.width(CURVE_WIDTH)
        for part, item, arrows in zip(Part, self.items, self._arrows, strict=True):
            filled = part is self._selected
            item.setBrush(QColor(theme.line if filled else theme.card))
            item.setPen(QPen(QColor(theme.text if filled else theme.line), width))
            arrows.setBrush(QColor(theme.card if filled else theme.line))
            arrows.setPen(QPen(QColor(theme.card if filled else theme.line), width / 2))


def _outline(part: Part, size: float) -> QPainterPath:
    path, around = QPainterPath(), QRectF(-size / 2, -size / 2, size, size)
    if part is Part.BODY:
        path.addRoundedRect(around, size / 6, size / 6)
    else:
        path.addEllipse(around)
    return path


def _up_and_down(size: float) -> QPainterPath:
    """Two small triangles, which say where a handle goes."""
    path = QPainterPath()
    for way in (-1, 1):
        corners = ((0.0, 0.34), (-0.19, 0.1), (0.19, 0.1), (0.0, 0.34))
        path.addPolygon(QPolygonF([QPointF(x * size, way * y * size) for x, y in corners]))
    return path
