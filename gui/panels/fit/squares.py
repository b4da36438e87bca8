"""Each point's squared error as a square: on the screen as wide as it is high."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath

from gui.plots.canvas import Canvas, joined_path
from gui.plots.curve import cosmetic_pen
from gui.theme.theme import Theme, TypeScale

FILL = 0.12
"""Opacity: points and line stay what is seen first, and the squares of a run that swings do not flash."""

CORNERS = np.array([0, 1, 1, 0, 0]), np.array([0, 0, 1, 1, 0])
"""A square's outline, in parts of its width and of its height."""

JOINED = np.array([1, 1, 1, 1, 0], np.int32)
"""Which corner has a line to the next one: the last has none to the next square."""


class Squares:
    """One square for each residual, which is a side of it; below points and line."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._item = canvas.add_path(0.5)
        self._above: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._leftward = self._above

    def show(self, x: NDArray[np.float64], y: NDArray[np.float64], on_line: NDArray[np.float64], lean: float) -> None:
        """Draw the squares of the residuals at x from y to the line, all of shape (n,); of shape (0,), none.

        Where it can be told, a square lies on the side away from a line that rises or falls as lean does.
        """
        if not len(x):
            self.hide()
            return
        wide = np.abs(y - on_line) * self._canvas.up / self._canvas.across
        left = np.where(self._choose_sides(x, wide, y > on_line, lean), x - wide, x)
        across, up = CORNERS
        corners_x = left[:, None] + wide[:, None] * across
        corners_y = np.minimum(y, on_line)[:, None] + np.abs(y - on_line)[:, None] * up
        path = joined_path(corners_x.reshape(-1), corners_y.reshape(-1), np.tile(JOINED, len(x)), finite=True)
        path.setFillRule(Qt.FillRule.WindingFill)  # what lies over one another stays filled
        self._item.setPath(path)

    def forget_sides(self) -> None:
        """Choose every side again, because the points or the view are others."""
        self._above = np.empty(0, np.bool_)

    def hide(self) -> None:
        """Draw none."""
        self.forget_sides()
        self._item.setPath(QPainterPath())

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        fill = QColor(theme.error)
        fill.setAlphaF(FILL)
        self._item.setBrush(fill)
        self._item.setPen(cosmetic_pen(theme.error, scale.width(1.0)))

    def _choose_sides(
        self, x: NDArray[np.float64], wide: NDArray[np.float64], above: NDArray[np.bool_], lean: float
    ) -> NDArray[np.bool_]:
        """Whether each square lies to the left of its residual.

        A side is chosen when the square has no size, because the line has just crossed the point. It is kept as long
        as the square is inside the view there, or is so on neither side.
        """
        left, right = self._canvas.left, self._canvas.right
        inside_left, inside_right = x - wide >= left, x + wide <= right
        known = len(self._above) == len(above)
        away = above == (lean >= 0)
        roomier = np.where(inside_left | inside_right, away, 2 * x > left + right)
        leftward = np.where(above == self._above, self._leftward, roomier) if known else roomier
        leftward ^= np.where(leftward, inside_right & ~inside_left, inside_left & ~inside_right)
        self._above, self._leftward = above, leftward
        return leftward
