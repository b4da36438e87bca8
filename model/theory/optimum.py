"""The line that fits best, without a loop that looks for it."""

from __future__ import annotations

from dataclasses import dataclass

from model.dataset import Dataset
from model.theory.surface import precise_surface


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


def optimum(data: Dataset) -> Optimum:
    """The least-squares line through the data as they were read: W = cov(x, y) / var(x), b = mean y - W mean x.

    x and y are centred first, so that an offset (years, for x) costs no digits. Where x has one distinct value x0, all
    lines through (x0, mean y) fit equally well, and the one with the smallest W^2 + b^2 is given:
    (W, b) = mean y / (x0^2 + 1) * (x0, 1). Sources: Higham, Accuracy and Stability of Numerical Algorithms (2002),
    section 1.9, for the centring; Golub and Van Loan, Matrix Computations (2013), section 5.5, for the minimum norm.
    """
    surface = precise_surface(data)
    unique, loss, total = surface.x_sd > 0, surface.least, surface.y_sd**2
    if unique:
        W = surface.W_best
        b = surface.y_mean - W * surface.x_mean
    else:
        b = surface.y_mean / (surface.x_mean**2 + 1)
        W = b * surface.x_mean
    return Optimum(W + 0.0, b + 0.0, loss, 1 - loss / total if total else None, unique)  # + 0.0 makes -0.0 into 0.0
