"""How steeply the loss bends, and the learning rates that this allows.

All is computed in float64 from the data as they were read, so that no square and no sum of them overflows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.data.precise import precise_columns
from model.dataset import Dataset, kept
from model.theory.surface import LossSurface, centred


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


@kept
def curvature(data: Dataset) -> Curvature:
    """The eigenvalues of the Hessian of loss = mean((W x + b - y)^2), which is 2 [[mean x^2, mean x], [mean x, 1]].

    The Hessian depends on x alone, never on W, b or y. The largest is (trace + root of its discriminant) / 2, a sum of
    positive numbers; the smallest is determinant / largest, with 4 var(x) for the determinant: so neither suffers from
    cancellation. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.8.
    """
    mean, x = centred(precise_columns(data)[0])
    variance = float(np.mean(x**2))
    square = variance + mean**2
    largest = square + 1 + math.hypot(square - 1, 2 * mean)
    return Curvature(4 * variance / largest, largest)


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
