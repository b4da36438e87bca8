"""Where W and b are on the canvas of the landscape, in pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from gui.plots.run_path import CELLS
from model.drawing.landscape import Point
from model.drawing.view import View

FARTHEST = 20.0
"""So many times the canvas away from its middle a point is drawn at most: Qt draws nothing at coordinates of 1e9."""


class Frame(NamedTuple):
    """A view, and the size of the canvas in pixels.

    The items of the landscape are given in pixels and not in W and b: Qt takes a transform that multiplies by 1e-20
    for one that shows nothing. A place or a way in pixels is one complex number, how far to the right + how far down j.
    """

    view: View
    width: int
    height: int

    @property
    def cell(self) -> Point:
        """The width and height, in W and b, of what can be told apart."""
        across, up = self.view.size
        return across / CELLS, up / CELLS

    def pixels(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How far to the right and down points are, of the shape of W and b; the farthest are drawn nearer."""
        (across, up), view = self.view.size, self.view
        x, y = (W - view.left) / across - 0.5, (view.top - b) / up - 0.5
        far = np.maximum(np.maximum(np.abs(x), np.abs(y)) / FARTHEST, 1.0)
        return (x / far + 0.5) * self.width, (y / far + 0.5) * self.height

    def line(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The corners of a way from point to point, which is as straight on the map."""
        return self.pixels(W, b)

    def pixel(self, point: Point) -> complex:
        """Where one point is."""
        (across, up), view = self.view.size, self.view
        x, y = (point[0] - view.left) / across - 0.5, (view.top - point[1]) / up - 0.5
        far = max(abs(x) / FARTHEST, abs(y) / FARTHEST, 1.0)
        return complex((x / far + 0.5) * self.width, (y / far + 0.5) * self.height)

    def shift(self, change: Point) -> complex:
        """How far to the right and down a change of W and b goes."""
        across, up = self.view.size
        return complex(change[0] / across * self.width, -change[1] / up * self.height)

    def point(self, pixel: QPointF) -> Point:
        """The W and b at a place of the canvas."""
        (across, up), view = self.view.size, self.view
        return view.left + pixel.x() / self.width * across, view.top - pixel.y() / self.height * up

    def onto(self, other: Frame) -> QTransform:
        """What brings items that were drawn for this frame to where they belong in another."""
        (across, up), (other_across, other_up) = self.view.size, other.view.size
        x, y = across / other_across * other.width / self.width, up / other_up * other.height / self.height
        left = (self.view.left - other.view.left) / other_across * other.width
        top = (other.view.top - self.view.top) / other_up * other.height
        return QTransform(x, 0, 0, y, left, top)
