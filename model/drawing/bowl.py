"""The loss over W and b as a bowl in space: its mesh, its contour lines, and the camera that looks at it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.drawing.landscape import Landscape, Point, along_valley, best_near
from model.drawing.view import View
from model.theory.surface import LossSurface

Points = NDArray[np.float64]
"""Points in space, of shape (..., 3): right, back and up in a box from -1 to 1, -1 to 1 and 0 to HIGHEST."""

HIGHEST = 1.3
"""Of the box, whose sides are 2 long."""

CELLS = 36
"""The mesh has this many quads along W, and as many along b."""

ROUND = 400.0
"""Compressed, the bowl is round where the loss is not above the least by more than this part of the highest one."""

OVER = 1.06
"""So far from the middle of the box, whose edge is at 1, stands what has left the view."""

ALONG = 48
"""Corners of half a contour line."""

DISTANCE = 7.0
"""From the camera to the middle of the box: what is nearer is larger, but not by much."""

LOWEST, HIGHEST_ELEVATION = math.radians(4), math.radians(90)
ZOOMS = (0.6, 6.0)

ELEVATION, ASIDE = math.radians(30), math.radians(24)
"""At first the camera looks down so steeply, and along the valley but for this angle."""

LIGHT = (-0.45, -0.35, 0.82)
"""Where the light comes from, as the camera has it: from the left, from in front and from above."""


FLOOR = np.array([(-1.0, -1.0, 0.0), (1.0, -1.0, 0.0), (1.0, 1.0, 0.0), (-1.0, 1.0, 0.0)])
"""The corners of the box's floor."""

UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Bowl:
    """A part of the surface as heights over a square; compressed, equal heights are no equal losses."""

    surface: LossSurface
    view: View
    compressed: bool = True

    @cached_property
    def highest(self) -> float:
        """The largest loss above the least one in the view: it is convex, so that it stands in a corner."""
        W, b = np.array(self.view[:2]), np.array(self.view[2:])
        return float(self.surface.excess(W[:, None], b).max()) or 1.0

    def heights(self, excess: NDArray[np.float64]) -> NDArray[np.float64]:
        """How high a loss that is so far above the least one stands in the box.

        Compressed it is sqrt(1 + excess / unit) - 1: round at the bottom and straight further up, so that the steep
        walls leave the flat valley something of the height. The square root of a quadratic form and 1 is convex: a
        bowl stays a bowl. Source: Boyd and Vandenberghe, Convex Optimization (2004), section 3.2.2 (norm of an affine
        function).
        """
        part = np.maximum(excess, 0.0) / self.highest
        if self.compressed:
            part = (np.sqrt(1 + ROUND * part) - 1) / (math.sqrt(1 + ROUND) - 1)
        return HIGHEST * part

    def loss_at(self, height: float) -> float:
        """The loss at a height of the box, the other way round."""
        part = height / HIGHEST
        if self.compressed:
            part = ((1 + part * (math.sqrt(1 + ROUND) - 1)) ** 2 - 1) / ROUND
        return self.surface.least + part * self.highest

    def points(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Points:
        """Where W and b stand on the surface, shape (..., 3); what has left the view stands above its edge."""
        (left, right, bottom, top), (across, up) = self.view, self.view.size
        x, y = (2 * W - (left + right)) / across, (2 * b - (bottom + top)) / up
        far = np.maximum(np.abs(x), np.abs(y))
        leaves = bool((far > 1).any())
        if leaves:
            nearer = np.maximum(far, 1.0)
            x, y = x / nearer, y / nearer
            W, b = (x * across + (left + right)) / 2, (y * up + (bottom + top)) / 2
        points = np.empty((*x.shape, 3))
        points[..., 0], points[..., 1], points[..., 2] = x, y, self.heights(self.surface.excess(W, b))
        if leaves:
            points[far > 1] *= OVER
        return points

    def pulled(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Places far out brought nearer, in their direction, so that a step between them crosses the bowl."""
        (left, right, bottom, top), (across, up) = self.view, self.view.size
        W_middle, b_middle = (left + right) / 2, (bottom + top) / 2
        far = np.maximum(np.abs(W - W_middle) / across, np.abs(b - b_middle) / up) * (2 / OVER)
        if not (far > 1).any():
            return W, b
        far = np.maximum(far, 1.0)
        return W_middle + (W - W_middle) / far, b_middle + (b - b_middle) / far

    def is_inside(self, place: Point) -> bool:
        """Whether W and b are in the view."""
        return self.view.contains(place)

    @cached_property
    def mesh(self) -> Points:
        """The corners of the quads, shape (CELLS + 1, CELLS + 1, 3): first along W, then along b."""
        side = np.linspace(-1, 1, CELLS + 1)
        (left, right, bottom, top), (across, up) = self.view, self.view.size
        W, b = np.meshgrid((side * across + left + right) / 2, (side * up + bottom + top) / 2, indexing="ij")
        x, y = np.meshgrid(side, side, indexing="ij")
        return np.stack([x, y, self.heights(self.surface.excess(W, b))], axis=-1)

    def contours(self, ring: Point) -> Points:
        """The map's contour lines where they lie on the surface, shape (n, 3), with NaN between two of them.

        A line of equal loss is slope^2 + residual^2 = excess in LossSurface.coordinates, so that for each W of it there
        are two b; W is taken where an even walk around half a circle has it, so that the ends are round.
        """
        surface, view = self.surface, self.view
        walk = (1 - np.cos(np.linspace(0, math.pi, ALONG))) / 2
        excess = Landscape(surface, view, ring).lines[:, None]
        if surface.x_sd > 0:
            reach = np.sqrt(excess) / surface.x_sd
            left, right = (np.clip(surface.W_best + side * reach, *view[:2]) for side in (-1, 1))
        else:
            left, right = (np.full_like(excess, end) for end in view[:2])
        W = (left + (right - left) * walk)[:, None]
        slope, residual = surface.coordinates(W, np.zeros_like(W))
        root = np.sqrt(np.maximum(excess[:, None] - slope**2, 0.0))
        b = np.concatenate([root, -root], axis=1) - residual
        (_, _, bottom, top), (across, up) = view, view.size
        x, y = (2 * W - view.left - view.right) / across, (2 * b - bottom - top) / up
        height = self.heights(excess)[:, None]
        lines = np.stack(np.broadcast_arrays(x, y, height), axis=-1)
        lines[(b < bottom) | (b > top) | (right <= left)[:, None]] = np.nan
        return np.pad(lines, ((0, 0), (0, 0), (0, 1), (0, 0)), constant_values=np.nan).reshape(-1, 3)

    def best(self, start: Point) -> Points:
        """The bottom: a point, shape (1, 3), or the ends and middles of a valley of equally good W and b, (n, 3)."""
        surface, (left, right, bottom, top) = self.surface, self.view
        if surface.x_sd > 0:
            return self.points(*np.array(best_near(surface, start))[:, None])
        W, b = along_valley(surface, self.view, CELLS)
        return self.points(W, b)[(bottom <= b) & (b <= top) & (left <= W) & (right >= W)]

    @property
    def valley(self) -> float:
        """The angle, from W towards b in the box, across the valley: in [-90, 90) degrees, but in radians."""
        half_W, half_b = self.view.size[0] / 2, self.view.size[1] / 2
        sd, mean = self.surface.x_sd * half_W, self.surface.x_mean * half_W
        steep = math.atan2(2 * mean * half_b, sd**2 + mean**2 - half_b**2) / 2
        return (steep + math.pi / 2) % math.pi - math.pi / 2


@dataclass(frozen=True)
class Camera:
    """Looks at the middle of the box from a distance; angles in radians."""

    azimuth: float = -ASIDE
    """By which what is to the right of the camera is turned from W towards b."""
    elevation: float = ELEVATION
    zoom: float = 1.0

    @classmethod
    def along_valley(cls, bowl: Bowl) -> Camera:
        """Looks into the valley at its open end, a little from the side, with the larger W at the right."""
        return cls(bowl.valley - ASIDE)

    def turned(self, across: float, up: float) -> Camera:
        """Turned by these angles around the box, and up to where it looks straight down."""
        elevation = min(max(self.elevation + up, LOWEST), HIGHEST_ELEVATION)
        return replace(self, azimuth=math.remainder(self.azimuth + across, math.tau), elevation=elevation)

    def zoomed(self, times: float) -> Camera:
        """Nearer by this factor, within bounds."""
        return replace(self, zoom=min(max(self.zoom * times, ZOOMS[0]), ZOOMS[1]))

    @cached_property
    def matrix(self) -> Points:
        """The directions to the right, up and away from the camera, as rows, shape (3, 3)."""
        cos_a, sin_a, cos_e, sin_e = (
            f(angle) for angle in (self.azimuth, self.elevation) for f in (math.cos, math.sin)
        )
        right = (cos_a, sin_a, 0.0)
        up = (-sin_a * sin_e, cos_a * sin_e, cos_e)
        away = (-sin_a * cos_e, cos_a * cos_e, -sin_e)
        return np.array([right, up, away])

    @cached_property
    def _middle(self) -> Points:
        """The middle of the box, turned."""
        middle: Points = self.matrix @ (UP * HIGHEST / 2)
        return middle

    def project(self, points: Points) -> Points:
        """What is seen of points: how far right and up, and how far away, of the shape (..., 3) of the points.

        Right and up are divided by the distance. Source: Foley et al., Computer Graphics: Principles and Practice
        (1990), section 6.4.
        """
        seen: Points = points @ self.matrix.T - self._middle
        seen[..., :2] *= self.zoom * DISTANCE / (DISTANCE + seen[..., 2:])
        return seen


@dataclass(frozen=True)
class Seen:
    """The quads of a mesh as a camera sees them, the farthest first, so that the nearer are painted over it."""

    corners: Points
    """Right and up of the four corners of each, in order around it, shape (n, 4, 2)."""
    place: NDArray[np.intp]
    """Which quad of the mesh it is, counted along b first, shape (n,)."""
    from_above: NDArray[np.bool_]
    """Whether its upper side is seen; of a convex bowl the others are the wall in front, shape (n,)."""
    light: NDArray[np.float64]
    """How much light the side that is seen has, from 0 to 1, shape (n,).

    Source: Lambert's law; Foley et al. (1990), section 16.1.
    """


def seen_quads(mesh: Points, camera: Camera) -> Seen:
    """The quads of a mesh of shape (n + 1, m + 1, 3), in painter's order."""
    corners = _around(mesh)
    projected = _around(camera.project(mesh))
    order = np.argsort(-projected[..., 2].mean(axis=1), kind="stable")
    first, second = (corners[order, to] - corners[order, to - 2] for to in (2, 3))
    normal = np.cross(first, second)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    flat = projected[order, :, :2]
    one, other = flat[:, 2] - flat[:, 0], flat[:, 3] - flat[:, 1]
    from_above = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0] > 0
    light = np.array([LIGHT[0], LIGHT[1]]) @ _level_directions(camera)
    towards = np.array([*light, LIGHT[2]]) / math.hypot(*LIGHT)
    facing = normal @ towards * np.where(from_above, 1.0, -1.0)
    return Seen(flat, order, from_above, np.clip(facing, 0.0, 1.0))


def _level_directions(camera: Camera) -> NDArray[np.float64]:
    """To the right of the camera and away from it, along the floor, as rows."""
    cos, sin = math.cos(camera.azimuth), math.sin(camera.azimuth)
    return np.array([(cos, sin), (-sin, cos)])


def _around(grid: Points) -> Points:
    """The four corners of each quad of a grid, counterclockwise from above, shape (n * m, 4, 3)."""
    corners = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
    return np.stack(corners, axis=2).reshape(-1, 4, 3)
