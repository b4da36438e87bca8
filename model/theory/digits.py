"""How many digits of what theory computes hold: the rest is what float64's rounding has left."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.dataset import Dataset
from model.theory.curvature import curvature
from model.theory.optimum import optimum
from model.theory.surface import precise_surface

UNIT = float(np.finfo(np.float64).eps)
"""What a sum of many rounded numbers loses at most, in parts of the sum of their sizes; pairwise sums lose no more."""

FEWEST, MOST = 4, 15
"""Digits that are told; any decimal number of 15 survives in a float64."""


@dataclass(frozen=True)
class Errors:
    """Bounds of the errors of the values of the same name in Optimum and Curvature, in their units."""

    W: float
    b: float
    loss: float
    r_squared: float
    smallest: float
    largest: float


def errors_of(data: Dataset) -> Errors:
    """To first order, of values computed from centred data whose every number is rounded once.

    A column's rounding is UNIT times its size, mean and deviation together, so that the slope is uncertain by the size
    over the deviation: the condition number of the centred problem. Source: Higham, Accuracy and Stability of Numerical
    Algorithms (2002), sections 1.9 and 20.1; Golub and Van Loan, Matrix Computations (2013), section 5.3.7.
    """
    at, best, bends = precise_surface(data), optimum(data), curvature(data)
    x, y = abs(at.x_mean) + at.x_sd, abs(at.y_mean) + at.y_sd
    sd, scatter = at.x_sd or math.inf, math.sqrt(best.loss)
    of_x, of_y = UNIT * x, UNIT * y
    residual = of_y + abs(best.W) * of_x
    W = (residual + scatter * of_x / sd) / sd
    loss = 2 * scatter * residual + residual**2
    total = at.y_sd**2 or math.inf
    if not best.unique:
        return Errors(UNIT * abs(best.W), UNIT * abs(best.b), loss, 0.0, 0.0, UNIT * bends.largest)
    return Errors(
        W=W,
        b=residual + abs(at.x_mean) * W,
        loss=loss,
        r_squared=loss / total + 2 * best.loss / total * of_y / math.sqrt(total),
        smallest=bends.smallest * (2 * of_x / sd + UNIT),
        largest=UNIT * bends.largest,
    )


def held(value: float, error: float) -> str:
    """A number with no more digits than hold, from FEWEST to MOST; 0 where it may as well be that."""
    if abs(value) <= error:
        return "0"
    digits = MOST if error == 0 else math.floor(-math.log10(2 * error / abs(value)))
    return f"{value:.{max(FEWEST, min(digits, MOST))}g}"
