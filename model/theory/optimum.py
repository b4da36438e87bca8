"""What mathematics says of the experiment, without running it.

All is computed in float64 from the data's float32 values, so that no square and no sum of them overflows.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from model.dataset import Dataset, kept
from model.theory.surface import LossSurface, centred, loss_surface

TOLERANCE = 1e-6
"""A loss this near to the least possible one counts as the least; in the unit of the loss, y squared."""

EPOCHS_COUNTED = 2**53
"""A run that would take longer counts as one that never arrives: a float, and JSON, count no further one by one."""


@dataclass(frozen=True)
class Optimum:
    """The line that fits best: W is in y per x, b in y, loss in y squared; r_squared has no unit."""

    W: float
    b: float
    loss: float
    """The least mean squared error that a line can have."""
    r_squared: float | None
    """The part of y's variance that the line explains, 1 - SS_res / SS_tot; None where y has one distinct value."""
    unique: bool
    """Whether no other line fits as well: False where x has one distinct value."""


@dataclass(frozen=True)
class Curvature:
    """How steeply the loss bends along its two principal directions; no unit but loss per parameter squared."""

    smallest: float
    """0 exactly where x has one distinct value: along this direction the loss is flat."""
    largest: float
    """Never below 2."""

    @property
    def lr_stable(self) -> float:
        """The learning rate below which ordinary gradient descent converges: 2 / largest eigenvalue.

        Source: Boyd and Vandenberghe, Convex Optimization (2004), section 9.3; for a quadratic the bound is exact.
        """
        return 2 / self.largest

    @property
    def lr_fastest(self) -> float:
        """The learning rate of the fastest descent in the long run: 2 / (smallest + largest eigenvalue).

        Both directions then shrink by the same factor, (largest - smallest) / (largest + smallest), in each step.
        Source: Polyak, Introduction to Optimization (1987), section 1.4; Nesterov, Introductory Lectures on Convex
        Optimization (2004), section 2.1.5. Along a flat direction nothing has to shrink: where smallest is 0, the
        largest is the only one that counts, and 1 / largest arrives in a single step.
        """
        return 2 / ((self.smallest or self.largest) + self.largest)

    @property
    def lr_skipped(self) -> float:
        """The learning rate below which the swing stays bounded when zero_grad is skipped: 4 / largest eigenvalue.

        Summed gradients are momentum 1: per direction x'' - (2 - lr * eigenvalue) x' + x = 0, whose roots lie on the
        unit circle as long as lr * eigenvalue < 4. Source: Polyak, Some methods of speeding up the convergence of
        iteration methods (1964), with beta = 1.
        """
        return 4 / self.largest


def optimum(data: Dataset) -> Optimum:
    """The least-squares line: W = cov(x, y) / var(x), b = mean y - W mean x; of one row or more.

    x and y are centred first, so that an offset (years, for x) costs no digits. Where x has one distinct value x0, all
    lines through (x0, mean y) fit equally well, and the one with the smallest W^2 + b^2 is given:
    (W, b) = mean y / (x0^2 + 1) * (x0, 1). Sources: Higham, Accuracy and Stability of Numerical Algorithms (2002),
    section 1.9, for the centring; Golub and Van Loan, Matrix Computations (2013), section 5.5, for the minimum norm.
    """
    surface = loss_surface(data)
    unique, loss, total = surface.x_sd > 0, surface.least, surface.y_sd**2
    if unique:
        W = surface.W_best
        b = surface.y_mean - W * surface.x_mean
    else:
        b = surface.y_mean / (surface.x_mean**2 + 1)
        W = b * surface.x_mean
    return Optimum(W + 0.0, b + 0.0, loss, 1 - loss / total if total else None, unique)  # + 0.0 makes -0.0 into 0.0


@kept
def curvature(data: Dataset) -> Curvature:
    """The eigenvalues of the Hessian of loss = mean((W x + b - y)^2), which is 2 [[mean x^2, mean x], [mean x, 1]].

    The Hessian depends on x alone, never on W, b or y. The largest is (trace + root of its discriminant) / 2, a sum of
    positive numbers; the smallest is determinant / largest, with 4 var(x) for the determinant: so neither suffers from
    cancellation. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.8.
    """
    mean, x = centred(data.x)
    variance = float(np.mean(x**2))
    square = variance + mean**2
    largest = square + 1 + math.hypot(square - 1, 2 * mean)
    return Curvature(4 * variance / largest, largest)


def expected_epochs(
    data: Dataset, lr: float, W: float = 0.0, b: float = 0.0, tolerance: float = TOLERANCE
) -> int | None:
    """The first epoch, counted from 0, from which on the loss before the step is at most tolerance above the optimum's.

    For ordinary descent on the whole batch that starts from W and b, in exact arithmetic: after n steps the loss is
    above the optimum's by the sum of excess * (1 - lr * eigenvalue)^(2n) over the Hessian's two directions. None where
    that never gets there, does not stay there, or takes more than EPOCHS_COUNTED epochs.
    Source: Boyd and Vandenberghe, Convex Optimization (2004), section 9.3.2; Goh, Why Momentum Really Works (2017).
    Raises ValueError where a number is not finite, lr is negative, or tolerance is not above 0.
    """
    if not all(map(math.isfinite, (lr, W, b, tolerance))):
        raise ValueError("lr, W, b and the tolerance must be finite")
    if lr < 0:
        raise ValueError("the learning rate is negative")
    if tolerance <= 0:
        raise ValueError("the tolerance is not above 0")
    bend = curvature(data)
    parts = zip(excesses(data, W, b), (bend.smallest, bend.largest), strict=True)
    shrinking = [(excess, _log_factor(lr, eigenvalue)) for excess, eigenvalue in parts if excess > 0]
    if any(log_factor > 0 for _, log_factor in shrinking):
        return None

    def is_there(epoch: int) -> bool:
        return sum(excess * math.exp(2 * epoch * log_factor) for excess, log_factor in shrinking) <= tolerance

    # No part of the sum grows, so that once there is always there.
    epoch = bisect_left(range(EPOCHS_COUNTED), True, key=is_there)
    return epoch if epoch < EPOCHS_COUNTED else None


def excesses(data: Dataset, W: float, b: float) -> tuple[float, float]:
    """How far the loss at W and b is above the optimum's along the directions of smallest and largest curvature."""
    surface = loss_surface(data)
    across, along = principal(surface, surface.x_sd * (W - surface.W_best), W * surface.x_mean + b - surface.y_mean)
    return across**2, along**2


def principal(surface: LossSurface, slope: float, residual: float) -> tuple[float, float]:
    """Coordinates of LossSurface, turned into the directions of smallest and largest curvature.

    The Hessian is 2 A'A with A = [[sd x, 0], [mean x, 1]]; with d = (W, b) - optimum the loss is |A d|^2 above, and
    A d = (sd x * (W - W of the optimum), mean residual) knows nothing of the optimum's b, which an offset makes huge.
    Its parts along the eigenvectors of AA' are what is looked for: their squares are eigenvalue / 2 * (d's part along
    that of A'A)^2. Where x has one distinct value there is but one direction in which the loss changes.
    """
    sd, x_mean = surface.x_sd, surface.x_mean
    if sd == 0:
        return 0.0, residual
    angle = math.atan2(2 * sd * x_mean, sd**2 - x_mean**2 - 1) / 2
    along = slope * math.cos(angle) + residual * math.sin(angle)
    across = residual * math.cos(angle) - slope * math.sin(angle)
    return across, along


def _log_factor(lr: float, eigenvalue: float) -> float:
    """What a step leaves of the distance along a direction, as a logarithm: log |1 - lr * eigenvalue|."""
    step = lr * eigenvalue
    if eigenvalue > 0 and lr >= 2 / eigenvalue:
        return max(math.log1p(step - 2), 0.0)  # at the limit itself the product may be rounded to below 2
    if step < 0.5:
        return math.log1p(-step)
    return math.log(max(abs(1 - step), sys.float_info.min))
