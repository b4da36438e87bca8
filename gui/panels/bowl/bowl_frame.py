"""Where W and b stand in the bowl on the canvas, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainterPath

from gui.plots.canvas import joined_path
from gui.plots.run_path import CELLS, Pixels
from model.drawing.bowl import FLOOR, HIGHEST, UP, Bowl, Camera, Points
from model.drawing.landscape import Point
from model.drawing.view import View

WIDEST = 1.5
"""So many times as wide the bowl is drawn at most, where a low panel has room: W, b and loss have no unit in common."""

PARTS = np.array([0.0, 0.25, 0.5, 0.75])
"""A step is a line on the surface, and bends with it: it has corners after these parts of it."""


@dataclass(frozen=True)
class BowlFrame:
    """A bowl, where it is looked at from, and in pixels the size of the canvas and the air around the box."""

    bowl: Bowl
    camera: Camera
    width: int
    height: int
    air: float = 0.0
    beside: float = 0.0
    """So many pixels at the left have something else in them: the bowl keeps out of them, unless it would be lower."""

    @property
    def cell(self) -> Point:
        """The width and height, in W and b, of what can be told apart."""
        across, up = self.bowl.view.size
        return across / CELLS, up / CELLS

    @cached_property
    def front(self) -> tuple[float, float]:
        """Which two sides of the box are in front: 1 or -1 along W, and along b."""
        across, back, _ = self.camera.matrix[2].tolist()
        return -math.copysign(1.0, across), -math.copysign(1.0, back)

    @cached_property
    def corner(self) -> Points:
        """The corner of the floor where the axis of the loss stands: at the far end of the wider side in front."""
        x, y = self.front
        ends = np.array([(-x, y, 0.0), (x, -y, 0.0)])
        away = np.abs(self.camera.project(ends)[:, 0] - self.camera.project(np.array([x, y, 0.0]))[0])
        corner: Points = ends[away.argmax()]
        return corner

    @cached_property
    def _extent(self) -> View:
        """What is seen of the bowl, its floor and its axes, without the zoom."""
        axis = np.array([self.corner + UP * HIGHEST])
        points = np.concatenate([self.bowl.mesh.reshape(-1, 3), FLOOR, axis])
        x, y, _ = replace(self.camera, zoom=1.0).project(points).T
        return View(float(x.min()), float(x.max()), float(y.min()), float(y.max()))

    @cached_property
    def unit(self) -> float:
        """Pixels for each unit of what the camera sees: all of it, unless it is zoomed, is in the canvas."""
        across, up = self._extent.size
        return max(min((self.width - 4 * self.air) / across, (self.height - 2 * self.air) / up), 1.0)

    @cached_property
    def spare(self) -> float:
        """So many pixels of the width a bowl of this height does not need."""
        return max(self.width - 4 * self.air - self.unit * self._extent.size[0], 0.0)

    @cached_property
    def _placed(self) -> tuple[float, float]:
        """How many pixels at the left the bowl keeps out of, and how many times as wide it is drawn in what is left."""
        left = min(self.beside, self.spare)
        return left, min(1.0 + (self.spare - left) / (self.unit * self._extent.size[0]), WIDEST)

    @property
    def stretch(self) -> float:
        """How many times as many pixels a unit has across, so that the bowl fills the width."""
        return self._placed[1]

    def flat(self, seen: Points) -> Points:
        """The pixels of what the camera sees, of shape (..., 2 or more): how far to the right and down, (..., 2)."""
        across, up, x, y = self._onto
        return seen[..., :2] * (across, -up) + (x, y)

    @cached_property
    def _onto(self) -> tuple[float, float, float, float]:
        """Pixels for each unit of what the camera sees, across and up, and those of the middle of the box."""
        (left, right, bottom, top), unit = self._extent, self.unit
        across, middle = unit * self.stretch, (self._placed[0] + self.width) / 2
        return across, unit, middle - across * (left + right) / 2, self.height / 2 + unit * (bottom + top) / 2

    def place(self, points: Points) -> Points:
        """The pixels of points in the box, shape (..., 2)."""
        return self.flat(self.camera.project(points))

    @cached_property
    def top(self) -> tuple[float, float]:
        """The pixel of the middle of the box's upper side, from which what has left the bowl points away."""
        x, y = self.place(np.array([0.0, 0.0, HIGHEST])).tolist()
        return x, y

    def stand(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Points:
        """The pixels of W and b on the surface, shape (..., 2)."""
        return self.place(self.bowl.points(W, b))

    def pixels(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Pixels:
        """The same, as how far they are to the right and how far down."""
        pixels = self.stand(W, b)
        return pixels[..., 0], pixels[..., 1]

    def line(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Pixels:
        """The corners of straight steps from point to point, as they lie on the surface; W and b of shape (n,)."""
        W, b = (_in_parts(ends) for ends in self.bowl.pulled(W, b))
        return self.pixels(W, b)


def _in_parts(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Numbers of shape (n,), with others between each two of them."""
    return np.append((ends[:-1, None] + np.diff(ends)[:, None] * PARTS).ravel(), ends[-1:])


def path_through(pixels: Points) -> QPainterPath:
    """A line through points of shape (n, 2), with gaps where they are NaN."""
    return joined_path(pixels[:, 0], pixels[:, 1], "finite")
