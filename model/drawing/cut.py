"""A cut through the bowl of the loss along its steepest direction, and what a run does in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.dataset import Dataset, kept
from model.theory.curvature import curvature, principal
from model.theory.surface import LossSurface, loss_surface

Point = tuple[float, float]


@dataclass(frozen=True)
class Cut:
    """The parabola least + curvature / 2 * s^2 over s, the way from the optimum in the steepest direction of W and b.

    s is the projection of (W, b) - optimum onto the eigenvector of the largest curvature, of length 1, that points
    where the larger of its two parts grows. What it makes of the loss is computed as model.theory.curvature.principal
    does it, which no offset of the data spoils.
    """

    surface: LossSurface
    curvature: float
    """The largest, in loss per s squared; never below 2."""
    slope: float
    """s for each unit that W is above the best one, while the mean residual stays as it is."""
    residual: float
    """s for each unit of the mean residual, that of LossSurface."""

    def place(self, W: float, b: float) -> float:
        """The s of a place, also of one beside the cut."""
        surface = self.surface
        return self.slope * (W - surface.W_best) + self.residual * (W * surface.x_mean + b - surface.y_mean)

    def places(self, W: NDArray[np.float32], b: NDArray[np.float32]) -> list[float]:
        """The s of each of some places, whose W and b have the shape (n,); inf or nan where they are not finite."""
        surface, W_wide, b_wide = self.surface, W.astype(np.float64), b.astype(np.float64)
        with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge
            mean_residual = W_wide * surface.x_mean + b_wide - surface.y_mean
            found: list[float] = (self.slope * (W_wide - surface.W_best) + self.residual * mean_residual).tolist()
        return found

    def shift(self, change: Point) -> float:
        """By how much s changes with such a change of W and b."""
        W, b = change
        return self.slope * W + self.residual * (W * self.surface.x_mean + b)

    def loss(self, s: float) -> float:
        """The height of the parabola: the loss where only the steepest direction is left to go; inf beyond float64."""
        return self.surface.least + self.curvature / 2 * s * s

    @property
    def usual(self) -> float:
        """The s of a run that knows nothing: there the loss is as far above the least as the variance of y, or 1."""
        return (self.surface.y_sd or 1.0) / math.sqrt(self.curvature / 2)


@kept
def steepest_cut(data: Dataset) -> Cut:
    """The cut of the data that the loop fits, as model.data.standardised.trained_data has them."""
    surface, largest = loss_surface(data), curvature(data).largest
    unit = math.sqrt(largest / 2)
    slope, residual = (principal(surface, *way)[1] / unit for way in ((surface.x_sd, 0.0), (0.0, 1.0)))
    parts = slope + residual * surface.x_mean, residual
    sign = math.copysign(1.0, max(parts, key=abs))
    return Cut(surface, largest, sign * slope, sign * residual)


def turning_point(s: float, carried: float, step: float) -> float:
    """How far from the bottom a swing that nothing slows turns, about; it never goes farther.

    s is where it is, carried what it would add to s without the gradient there, step is lr * curvature, above 0 and
    below 4. Summed gradients make s'' - (2 - step) s' + s = 0 (model.theory.curvature.Curvature.lr_skipped), so that
    s is R cos(n t + phase) with 2 cos t = 2 - step; of two neighbours s and p, s^2 + p^2 - 2 s p cos t = R^2 sin^2 t.
    """
    kept_up = carried * carried + step * s * (s - carried)
    return math.sqrt(max(kept_up, 0.0) / (step - step * step / 4))
