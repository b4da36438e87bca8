"""The bowl itself, seen from the side: the parabola of the loss, and the ground below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.panels.bowl.side.side_frame import SideFrame
from gui.plots.canvas import empty_path
from gui.theme.theme import CURVE_WIDTH, Theme, TypeScale
from model.drawing.cut import Cut

CORNERS = 96
"""Of the parabola: a line between two of them is a pixel from it at most."""


class SideGround:
    """Drawn for a cut and a view; it stays as it is while the marbles move."""

    def __init__(self, signs: QGraphicsItem) -> None:
        self.ground, self.wall = QGraphicsPathItem(signs), QGraphicsPathItem(signs)
        self.wall.setZValue(1)

    def show(self, frame: SideFrame, cut: Cut) -> None:
        """Draw the cut over all of the view."""
        left, right = frame.view[:2]
        path = empty_path()
        for corner in range(CORNERS + 1):
            s = left + (right - left) * corner / CORNERS
            (path.lineTo if corner else path.moveTo)(frame.x(s), frame.y(cut.loss(s)))
        self.wall.setPath(path)
        path.lineTo(frame.width, frame.height)
        path.lineTo(0, frame.height)
        path.closeSubpath()
        self.ground.setPath(path)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme: the loss has its colour, the ground that of high land on the map."""
        self.ground.setPen(Qt.PenStyle.NoPen)
        self.ground.setBrush(QColor(theme.high))
        self.wall.setPen(QPen(QColor(theme.error), scale.width(CURVE_WIDTH)))
