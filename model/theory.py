"""What mathematics says of the experiment, without running it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.dataset import Dataset


@dataclass(frozen=True)
class Curvature:
    """How steeply the loss bends along its two principal directions; no unit but loss per parameter squared."""

    smallest: float
    largest: float

    @property
    def lr_stable(self) -> float:
        """The learning rate below which ordinary gradient descent converges: 2 / largest eigenvalue.

        Source: Boyd and Vandenberghe, Convex Optimization (2004), section 9.3; for a quadratic the bound is exact.
        """
        return 2 / self.largest

    @property
    def lr_skipped(self) -> float:
        """The learning rate below which the swing stays bounded when zero_grad is skipped: 4 / largest eigenvalue.

        Summed gradients are momentum 1: per direction x'' - (2 - lr * eigenvalue) x' + x = 0, whose roots lie on the
        unit circle as long as lr * eigenvalue < 4. Source: Polyak, Some methods of speeding up the convergence of
        iteration methods (1964), with beta = 1.
        """
        return 4 / self.largest


def curvature(data: Dataset) -> Curvature:
    """The eigenvalues of the Hessian of loss = mean((W x + b - y)^2), which is 2 [[mean x^2, mean x], [mean x, 1]].

    Computed in float64 from the data's float32 values. The Hessian depends on x alone, never on W, b or y.
    """
    x = data.x.astype(np.float64)
    hessian = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])
    smallest, largest = np.linalg.eigvalsh(hessian)
    return Curvature(float(smallest), float(largest))
