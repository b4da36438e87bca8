"""The loss as a function of W and b: a bowl whose shape a few numbers of the data determine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.data.precise import precise_columns
from model.dataset import Dataset, kept

TOLERANCE = 1e-6
"""A loss this near to the least possible one counts as the least, where y has a variance from 1 to 10."""

Column = NDArray[np.float32] | NDArray[np.float64]


@dataclass(frozen=True)
class LossSurface:
    """mean((W x + b - y)^2) over all W and b, in float64; from the means and deviations of the data, not its rows.

    With r = W x_mean + b - y_mean, the mean residual, the loss is least + x_sd^2 (W - W_best)^2 + r^2: x and y centred,
    the mixed terms vanish. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.9.
    """

    x_mean: float
    x_sd: float
    """Population standard deviation; 0 exactly where x has one distinct value."""
    y_mean: float
    y_sd: float
    W_best: float
    """cov(x, y) / var(x), 0 where x has one distinct value: then every W is as good with the b that belongs to it."""
    least: float
    """The loss of the best line."""

    @cached_property
    def tolerance(self) -> float:
        """How near to the least a loss counts as the least, in its unit, y squared: TOLERANCE times a power of ten.

        It is from a millionth to a ten-millionth of the variance of y, so that a run takes as many epochs with y in
        metres as in centimetres. Where y has one distinct value, it is TOLERANCE.
        """
        variance = self.y_sd**2
        return float(f"{TOLERANCE * 10.0 ** math.floor(math.log10(variance)):.0e}") if variance > 0 else TOLERANCE

    def excess(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far the loss is above the least possible one; W and b of shapes that can be broadcast together."""
        slope, residual = self.coordinates(W, b)
        with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge
            return slope**2 + residual**2

    def coordinates(
        self, W: NDArray[np.float64], b: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Coordinates in which the loss above the least is the squared distance from the origin, in the unit of y."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.x_sd * (W - self.W_best), W * self.x_mean + b - self.y_mean

    def loss(self, W: float, b: float) -> float:
        """The loss itself, as one number: inf where it is too large even for float64."""
        slope, residual = self.x_sd * (W - self.W_best), W * self.x_mean + b - self.y_mean
        return self.least + slope * slope + residual * residual

    def gradient(self, W: float, b: float) -> tuple[float, float]:
        """The derivatives of the loss by W and by b."""
        residual = W * self.x_mean + b - self.y_mean
        return 2 * (self.x_sd**2 * (W - self.W_best) + self.x_mean * residual), 2 * residual


@kept
def loss_surface(data: Dataset) -> LossSurface:
    """The loss of a data set of one row or more, as the loop sees it: of its float32 values."""
    return _surface(data.x, data.y)


@kept
def precise_surface(data: Dataset) -> LossSurface:
    """The same of the data as they were read, before float32."""
    return _surface(*precise_columns(data))


def _surface(x_column: Column, y_column: Column) -> LossSurface:
    (x_mean, x), (y_mean, y) = centred(x_column), centred(y_column)
    W_best = float(x @ y / (x @ x)) if x.any() else 0.0
    x_sd, y_sd = (float(np.sqrt(np.mean(column**2))) for column in (x, y))
    return LossSurface(x_mean, x_sd, y_mean, y_sd, W_best + 0.0, float(np.mean((y - W_best * x) ** 2)))


def centred(values: Column) -> tuple[float, NDArray[np.float64]]:
    """The mean, and what each value is above it, of shape (N,): exactly 0 where there is one distinct value."""
    column = values.ravel().astype(np.float64)
    if (column == column[0]).all():
        return float(column[0]), np.zeros_like(column)
    mean = np.mean(column)
    above = column - mean
    rest = np.mean(above)  # what rounding has left in the mean
    return float(mean + rest), above - rest
