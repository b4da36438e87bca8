"""Momentum on gradients that are summed over some epochs before zero_grad() empties .grad again."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-10
"""What is within this of the border counts as bounded: a product of many matrices is no more exact."""

SCANNED = 1000
"""Learning rates that are looked at before the smallest limit is narrowed down."""

NARROWED = 50
"""Times that what is left of the search is halved."""


def holds(step: float, momentum: float, nesterov: bool, summed: int) -> bool:
    """Whether the error along a direction is no larger each time that .grad is emptied; step is lr * eigenvalue."""
    if _never_holds(momentum, nesterov, summed):
        return False
    return bool(_holds(np.array([step]), momentum, nesterov, summed)[0])


def _never_holds(momentum: float, nesterov: bool, summed: int) -> bool:
    return momentum == 1 and (not nesterov or summed > 3)


@lru_cache(maxsize=256)
def summed_limit(momentum: float, nesterov: bool, summed: int) -> float:
    """The lr * eigenvalue below which a loop surely converges that calls zero_grad() once in summed epochs, 2 or more.

    It may be 0: old gradients feed the swing, and with momentum 1 nothing takes from it but a look ahead, which
    outweighs no more than 3 epochs. Steps from far below the limit without momentum, 2 - 2 cos(pi / (summed + 1)), are
    scanned until one is above the limit; 4 is.
    """
    if _never_holds(momentum, nesterov, summed):
        return 0.0
    least = 2 - 2 * np.cos(np.pi / (summed + 1))
    steps = np.geomspace(1e-3 * max(1 - momentum, 1e-2) * least, 4.0, SCANNED)
    first = max(1, int(np.flatnonzero(~_holds(steps, momentum, nesterov, summed))[0]))
    low, high = float(steps[first - 1]), float(steps[first])
    for _ in range(NARROWED):
        middle = (low + high) / 2
        if _holds(np.array([middle]), momentum, nesterov, summed)[0]:
            low = middle
        else:
            high = middle
    return low


def _holds(steps: NDArray[np.float64], momentum: float, nesterov: bool, summed: int) -> NDArray[np.bool_]:
    """For each step, of shape (N,), whether one period of the loop has no eigenvalue outside of the unit circle.

    The state is (x, lr * velocity, lr * .grad); at the period's end .grad is emptied, so that the map of the first two
    is what counts. Its trace t and determinant d tell: |d| <= 1 and |t| <= 1 + d. Source: Jury, Theory and Application
    of the z-Transform Method (1964).
    """
    with np.errstate(over="ignore", invalid="ignore"):  # beyond the limit, many epochs overflow
        later = np.linalg.matrix_power(_epoch(steps, momentum, nesterov), summed - 1)
        first = _epoch(steps, momentum, nesterov)
        first[:, :, 2] = 0.0
        period = (later @ first)[:, :2, :2]
        trace = period[:, 0, 0] + period[:, 1, 1]
        d = period[:, 0, 0] * period[:, 1, 1] - period[:, 0, 1] * period[:, 1, 0]
        inside: NDArray[np.bool_] = (np.abs(d) <= 1 + ROUNDING) & (np.abs(trace) <= 1 + d + ROUNDING)
    return inside


def _epoch(steps: NDArray[np.float64], m: float, nesterov: bool) -> NDArray[np.float64]:
    """What one epoch makes of (x, lr * velocity, lr * .grad) with .grad not emptied; shape (N, 3, 3)."""
    grad = np.stack([steps, np.zeros_like(steps), np.ones_like(steps)], axis=-1)
    velocity = grad + np.array([0.0, m, 0.0])
    x = np.array([1.0, 0.0, 0.0]) - (grad + m * velocity if nesterov else velocity)
    return np.stack([x, velocity, grad], axis=-2)
