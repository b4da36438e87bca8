"""Numbers that are easily read: where an axis may end, what a hand gives, and the steps it takes."""

from __future__ import annotations

import math

import numpy as np

from gui.theme.number_format import minus
from model.data.number_text import number_text
from model.experiment import FLOAT32_MAX

NICE = (1.0, 2.0, 5.0, 10.0)

STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Where a growing range may end, times a power of ten: an axis redrawn each frame is what costs most."""


def roomy(value: float, steps: tuple[float, ...] = STEPS) -> float:
    """The next end of a growing axis at or above a positive value: one of the steps, times a power of ten."""
    if not 0 < value < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in steps if step * power >= value), 10 * power)


def nice_below(value: float) -> float:
    """The largest step of 1, 2 or 5 times a power of ten that is not above a positive value."""
    return 1 / roomy(1 / value, NICE)


def decimals(step: float) -> int:
    """So many decimals, below zero for tens and hundreds, has a step of 1, 2 or 5 times a power of ten."""
    return -math.floor(math.log10(step) + 1e-9)


def snapped(value: float, pixel: float) -> float:
    """The value on the coarsest grid of readable numbers that is still as fine as a pixel, or hardly coarser."""
    step = roomy(pixel, NICE)
    return _in_float32(round(round(value / step) * step, decimals(step)))


def stepped(value: np.float32, times: int, step: float) -> float:
    """The value after this many steps, with as many decimals as the step has; at least the next float32."""
    if times == 0:
        return float(value)
    stepped = _in_float32(round(float(value) + times * step, decimals(step)))
    if np.float32(stepped) != value:
        return stepped
    return _in_float32(float(np.nextafter(value, np.float32(math.copysign(FLOAT32_MAX, times)))))


def _in_float32(value: float) -> float:
    return min(max(value, -FLOAT32_MAX), FLOAT32_MAX)


def coordinate(value: float, pixel: float) -> str:
    """A coordinate with the decimals of the grid that the mouse keeps to, or more where it has more."""
    places = max(0, decimals(roomy(pixel, NICE)))
    padded = f"{value:.{places}f}" if places < 6 and abs(value) < 1e6 else ""
    exact = padded and np.float32(padded) == np.float32(value)
    return minus(padded if exact else number_text(value))
