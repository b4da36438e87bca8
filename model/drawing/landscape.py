"""The loss as a landscape over W and b: which part of it to look at, and a map of that part with contour lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled, wanted
from model.drawing.view import View
from model.theory.surface import LossSurface

Point = tuple[float, float]
"""W and b."""

ALIKE = 4.0
"""Where the natural scales of W and b differ by less, both have one scale: then descent is seen to be perpendicular."""

AIR = 0.35
"""What is free around the origin and the optimum, as a part of the distance between them."""

NEARER = 16.0
"""By how many times a start is nearer to the optimum than the origin is when the view comes nearer too."""

FARTHEST = 4.0
"""Sizes of the view up to which a run that leaves it is followed."""

EDGE = 0.02
"""So near to the edge of the view, as a part of its size, nothing of a run is to be."""

RATIO = 3.0
"""The loss above the least possible one grows by this factor from one contour line to the next."""

BANDS = 14
"""Shades between the contour lines; still lower bands wear the lowest."""

LINE_SHADES = 16
"""From no contour line in a pixel to nothing but the line."""

LINE_WIDTH = 1.2
"""Pixels."""

ROWS_AT_ONCE = 32
"""Of the map: what is computed at once stays in the processor's cache."""


def best_near(surface: LossSurface, start: Point) -> Point:
    """The W and b of the least loss; of a valley of equally good ones the nearest, where descent from start ends."""
    if surface.x_sd > 0:
        return surface.W_best, surface.y_mean - surface.W_best * surface.x_mean
    _, residual = surface.coordinates(np.array(start[0]), np.array(start[1]))
    along = float(residual) / (surface.x_mean**2 + 1)
    return start[0] - along * surface.x_mean, start[1] - along


def along_valley(surface: LossSurface, view: View, n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """W and b of so many equally good places, along their valley from edge to edge of the view; both of shape (n,)."""
    part, (across, up) = np.linspace(0, 1, n), view.size
    if abs(surface.x_mean) * across > up:  # steep: by its ends in b
        b = view.bottom + part * up
        return (surface.y_mean - b) / surface.x_mean, b
    W = view.left + part * across
    return W, surface.y_mean - W * surface.x_mean


def view_of(surface: LossSurface, start: Point, reach: View | None = None, shape: Point = (1.0, 1.0)) -> View:
    """What to show of a run from start whose W and b have been within reach so far, on a map of this shape in pixels.

    The origin, where most runs start, and the optimum are always in it, or at least the optimum and the start where
    that is far nearer; what the run needs beyond that is added in jumps, so that the view seldom changes. One unit of W
    is as long as one of b, or as rms(x) of them where that is far from 1: the ratio of the extents that any contour
    ellipse has in b and in W, the diagonal of the inverse of [[mean x^2, mean x], [mean x, 1]]. Source: Boyd and
    Vandenberghe, Convex Optimization (2004), section 2.2.2, for the extents of an ellipsoid.
    """
    scale = _scale(surface)
    best, begin = (_scaled(point, scale) for point in (best_near(surface, start), start))
    corner, size = _corner(surface, best, begin)
    ends = [_padded(min(pair), max(pair), AIR * size) for pair in zip(best, corner, strict=True)]
    ends = _shaped(ends, shape)
    size = max(high - low for low, high in ends)
    bounds = [[place] for place in begin]
    if reach is not None:
        lows, highs = _scaled((reach.left, reach.bottom), scale), _scaled((reach.right, reach.top), scale)
        for axis, (low, high) in enumerate(ends):
            far = low - FARTHEST * size, high + FARTHEST * size
            bounds[axis] += [min(max(place, far[0]), far[1]) for place in (lows[axis], highs[axis])]
    grown = [_grown(*pair, places, size) for pair, places in zip(ends, bounds, strict=True)]
    (left, right), (bottom, top) = _shaped(grown, shape)
    return View(left / scale, right / scale, bottom, top)


def with_others(view: View, own: View | None, others: Sequence[View]) -> View | None:
    """Where the run has been, and those other runs that are not far from what is seen of it; None for nowhere."""
    across, up = (FARTHEST * length for length in view.size)
    near = View(view.left - across, view.right + across, view.bottom - up, view.top + up)
    reaches = [reach for reach in others if near.contains(reach[::2]) and near.contains(reach[1::2])]
    if own is not None:
        reaches.append(own)
    if not reaches:
        return None
    lefts, rights, bottoms, tops = zip(*reaches, strict=True)
    return View(min(lefts), max(rights), min(bottoms), max(tops))


def view_of_runs(
    surface: LossSurface, start: Point, own: View | None, others: Sequence[View], shape: Point = (1.0, 1.0)
) -> View:
    """What to show of a run that has been within its own reach, and of those others that are not far from it."""
    view = view_of(surface, start, own, shape)
    whole = with_others(view, own, others)
    return view if whole is None else view_of(surface, start, whole, shape)


@dataclass(frozen=True)
class Landscape:
    """A part of the surface, with a contour line where the loss is as far above the least one as at the ring."""

    surface: LossSurface
    view: View
    ring: Point
    """W and b of a point that a contour line is to run through."""

    def picture(self, width: int, height: int, check_cancelled: CheckCancelled = wanted) -> NDArray[np.uint8]:
        """A map of shape (height, width), the top row first: band * LINE_SHADES + how much of a contour line.

        Bands are counted from the lowest, 0, to the highest in the view, BANDS - 1. A pixel's distance from the next
        line is |level - whole number| / |gradient of the level|. Source: Taubin, Distance approximations for
        rasterizing implicit curves (1994), first order. check_cancelled, called now and then, may stop it by raising.
        """
        result = np.zeros((height, width), np.uint8)
        (W_pixel, b_pixel), surface = self._pixel(width, height), self.surface
        unit = math.sqrt(self._ring_excess)
        W = self.view.left + (np.arange(width) + 0.5) * W_pixel
        b = (self.view.top - (np.arange(height) + 0.5) * b_pixel)[:, None]
        slope = surface.x_sd * (W - surface.W_best) / unit
        mean = W * surface.x_mean - surface.y_mean
        across, up = (
            (surface.x_sd * W_pixel / unit * slope, surface.x_mean * W_pixel / unit),
            b_pixel / unit,
        )
        top = self._top
        for first in range(0, height, ROWS_AT_ONCE):
            check_cancelled()
            rows = slice(first, first + ROWS_AT_ONCE)
            residual = (mean + b[rows]) / unit
            excess = np.maximum(residual**2 + slope**2, 1e-300)
            steep = np.sqrt((across[0] + across[1] * residual) ** 2 + (up * residual) ** 2) * (2 / math.log(RATIO))
            steep /= excess
            level = np.log(excess) / math.log(RATIO)
            band = np.clip(np.floor(level) - (top - BANDS + 1), 0, BANDS - 1)
            result[rows] = band * LINE_SHADES + np.rint(_line(level, steep) * (LINE_SHADES - 1))
        return result

    @property
    def lines(self) -> NDArray[np.float64]:
        """How far the loss is above the least one at the lower line of each band, from the lowest, shape (BANDS,)."""
        return self._ring_excess * RATIO ** (self._top + np.arange(1.0 - BANDS, 1.0))

    def _pixel(self, width: int, height: int) -> Point:
        return self.view.size[0] / width, self.view.size[1] / height

    @property
    def _ring_excess(self) -> float:
        excess = float(self.surface.excess(np.array(self.ring[0]), np.array(self.ring[1])))
        return excess if 0 < excess < math.inf else self._highest or 1.0

    @property
    def _highest(self) -> float:
        """The largest excess in the view: the loss is convex, so that it stands in a corner."""
        W, b = np.array([self.view.left, self.view.right]), np.array([self.view.bottom, self.view.top])
        return float(self.surface.excess(W[:, None], b).max())

    @property
    def _top(self) -> int:
        """The number of the highest band's lower line, counted from the ring."""
        highest = self._highest
        return math.ceil(math.log(highest / self._ring_excess) / math.log(RATIO)) - 1 if highest > 0 else 0


def _line(level: NDArray[np.float64], steep: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of a pixel a contour line covers; where there is no room for the lines, they fade."""
    steep = np.maximum(steep, 1e-300)
    covered = np.clip(LINE_WIDTH / 2 + 0.5 - np.abs(level - np.rint(level)) / steep, 0, 1)
    room: NDArray[np.float64] = np.clip((1 / steep - 3) / 5, 0, 1)
    room *= covered
    return room


def _scale(surface: LossSurface) -> float:
    natural = math.hypot(surface.x_sd, surface.x_mean)
    return natural if natural > 0 and not 1 / ALIKE < natural < ALIKE else 1.0


def _scaled(point: Point, scale: float) -> Point:
    return point[0] * scale, point[1]


def _corner(surface: LossSurface, best: Point, start: Point) -> tuple[Point, float]:
    """What is to be seen beside the optimum, and a length that its distance is not below: all in scaled units."""
    away, near = math.hypot(*best), math.dist(best, start)
    if away == 0:
        return best, near or surface.y_sd or 1.0
    times = 1.0
    while 0 < near < away / (times * NEARER) and times < NEARER**2:
        times *= NEARER
    corner = best[0] - best[0] / times, best[1] - best[1] / times
    return corner, math.dist(best, corner)


def _padded(low: float, high: float, air: float) -> Point:
    return low - air, high + air


def _grown(low: float, high: float, places: list[float], size: float) -> Point:
    """A range that has these places in it: at either end longer by a quarter, half, once, twice ... the size."""
    below, above = (low - min(places)) / size, (max(places) - high) / size
    return low - _jump(below) * size, high + _jump(above) * size


def _jump(over: float) -> float:
    """How much longer a range becomes for what lies so much outside of it, or so little inside that it is cut."""
    room = over + EDGE
    return max(0.25, 2.0 ** math.ceil(math.log2(room))) if room > 0 else 0.0


def _shaped(ends: list[Point], shape: Point) -> list[Point]:
    """Widen one of the two ranges about its middle, until they are in proportion to the map."""
    (width, height), (across, up) = shape, (high - low for low, high in ends)
    unit = max(across / width, up / height)
    missing = (unit * width - across) / 2, (unit * height - up) / 2
    return [_padded(low, high, air) for (low, high), air in zip(ends, missing, strict=True)]
