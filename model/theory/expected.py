"""How long a run takes, momentum included, without running it."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.data.standardised import trained_data
from model.dataset import Dataset
from model.experiment import FLOAT32_MAX, LoopSettings, ZeroGrad
from model.theory.curvature import curvature, principal
from model.theory.surface import loss_surface

EPOCHS_COUNTED = 2**53
"""A run that would take longer counts as one that never arrives: a float, and JSON, count no further one by one."""

SAMPLED = 4096
"""Epochs of a long run that are looked at to find the last one above the tolerance."""

SEARCHED = 20_000
"""Epochs after it of which each one is looked at."""

Point = tuple[float, float]
"""What belongs to W, and what to b."""

GOLDEN = (math.sqrt(5) - 1) / 2
"""Multiples of it spread evenly between two samples, in step with no swing."""

SMALLEST_SPREAD = 1e-16
"""Two equal roots are taken apart by this much, squared, so that there are two solutions to add up."""


def expected_epochs_of(
    settings: LoopSettings,
    W: float = 0.0,
    b: float = 0.0,
    tolerance: float | None = None,
    *,
    velocity: tuple[float, float] = (0.0, 0.0),
) -> int | None:
    """The first epoch, counted from 0, from which on the loss before the step is at most tolerance above the least.

    For the loop of these settings in exact arithmetic, from W and b (those of the standardised x where x is), and from
    torch's momentum buffers of both, which count only with momentum. None where that never settles, takes more than
    EPOCHS_COUNTED epochs, leaves float32 at once, or no formula tells: with mini-batches smaller than the data, without
    step(), or where zero_grad() leaves anything in .grad or nothing for step(). With momentum, an epoch beyond a few
    thousand may be some ten-thousandths too early.
    Without a tolerance that of the data counts. Raises ValueError as expected_epochs does.
    """
    if not has_formula(settings):
        return None
    data, lr = trained_data(settings), settings.lr * (2 if settings.backward_twice else 1)
    tolerance = loss_surface(data).tolerance if tolerance is None else tolerance
    if settings.momentum == 0 or lr == 0:
        return expected_epochs(data, lr, W, b, tolerance)
    if not (all(map(math.isfinite, (W, b, *velocity))) and 0 < tolerance < math.inf):
        raise ValueError("W and b and their velocities must be finite, and the tolerance above 0")
    if overflows(data, W, b):
        return None
    return _settled_from(_swings(settings, data, (W, b), velocity), tolerance)


def expected_epochs(
    data: Dataset, lr: float, W: float = 0.0, b: float = 0.0, tolerance: float | None = None
) -> int | None:
    """The first epoch, counted from 0, from which on the loss before the step is at most tolerance above the optimum's.

    For ordinary descent on the whole batch that starts from W and b, in exact arithmetic: after n steps the loss is
    above the optimum's by the sum of excess * (1 - lr * eigenvalue)^(2n) over the Hessian's two directions. None where
    that never gets there, does not stay there, takes more than EPOCHS_COUNTED epochs, or leaves float32 at once.
    Source: Boyd and Vandenberghe, Convex Optimization (2004), section 9.3.2; Goh, Why Momentum Really Works (2017).
    Without a tolerance that of the data counts. Raises ValueError where a number is not finite, lr is negative, or
    tolerance is not above 0.
    """
    tolerance = loss_surface(data).tolerance if tolerance is None else tolerance
    if not all(map(math.isfinite, (lr, W, b, tolerance))):
        raise ValueError("lr, W, b and the tolerance must be finite")
    if lr < 0:
        raise ValueError("the learning rate is negative")
    if tolerance <= 0:
        raise ValueError("the tolerance is not above 0")
    if overflows(data, W, b):
        return None
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


def overflows(data: Dataset, W: float, b: float) -> bool:
    """Whether float32 cannot hold the loss or the gradient at W and b, or what is summed for them.

    Whatever the learning rate, a loop that begins there leaves the finite numbers with its first epoch.
    """
    squares, reach = len(data) * loss_surface(data).loss(W, b), float(np.abs(data.x).max())
    if 2 * math.sqrt(squares) * max(reach, 1.0) <= FLOAT32_MAX and squares <= FLOAT32_MAX:
        return False  # no number can be larger: the rows need not be looked at
    with np.errstate(over="ignore", invalid="ignore"):
        residuals = data.x * np.float32(W) + np.float32(b) - data.y
        slopes = np.float32(2 / len(data)) * residuals
        parts = residuals**2, slopes, slopes * data.x
        return not all(np.isfinite(part.sum()) for part in parts)


def excesses(data: Dataset, W: float, b: float) -> tuple[float, float]:
    """How far the loss at W and b is above the optimum's along the directions of smallest and largest curvature."""
    surface = loss_surface(data)
    across, along = principal(surface, surface.x_sd * (W - surface.W_best), W * surface.x_mean + b - surface.y_mean)
    return across**2, along**2


def _log_factor(lr: float, eigenvalue: float) -> float:
    """What a step leaves of the distance along a direction, as a logarithm: log |1 - lr * eigenvalue|."""
    step = lr * eigenvalue
    if eigenvalue > 0 and lr >= 2 / eigenvalue:
        return max(math.log1p(step - 2), 0.0)  # at the limit itself the product may be rounded to below 2
    if step < 0.5:
        return math.log1p(-step)
    return math.log(max(abs(1 - step), sys.float_info.min))


def has_formula(settings: LoopSettings) -> bool:
    """Whether it is known how the error shrinks: step() takes the whole batch's gradient of one epoch."""
    cleared = not settings.skips and settings.zero_grad is not ZeroGrad.AFTER_BACKWARD and settings.every == 1
    return settings.step and cleared and not settings.in_mini_batches


@dataclass(frozen=True)
class _Swing:
    """The error along one direction, the square of which is loss: the sum of each factor * root^epoch."""

    logs: NDArray[np.complex128]
    """Logarithms of the two roots."""
    factors: NDArray[np.complex128]

    def at(self, epochs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The loss above the least at these epochs, shape (N,)."""
        loss: NDArray[np.float64] = (self.factors * np.exp(np.outer(epochs, self.logs))).sum(axis=1).real ** 2
        return loss

    def at_most(self, epoch: int) -> float:
        """What it cannot exceed at this epoch nor later."""
        decays = [math.exp(max(epoch * log, -1e3)) for log in self.logs.real.tolist()]
        return sum(map(float.__mul__, np.abs(self.factors).tolist(), decays)) ** 2


def _swings(settings: LoopSettings, data: Dataset, at: Point, velocity: Point) -> list[_Swing]:
    """The error along the directions of least and most curvature, where there is any."""
    surface, bend, m = loss_surface(data), curvature(data), settings.momentum
    gradients = 2 if settings.backward_twice else 1
    kept = settings.lr * m * (m if settings.nesterov else 1)
    (W, b), (W_moves, b_moves) = at, (kept * each for each in velocity)
    errors = principal(surface, surface.x_sd * (W - surface.W_best), W * surface.x_mean + b - surface.y_mean)
    moves = principal(surface, surface.x_sd * W_moves, W_moves * surface.x_mean + b_moves)
    return [
        _swing(error, move, settings.lr * gradients * value, m, settings.nesterov)
        for error, move, value in zip(errors, moves, (bend.smallest, bend.largest), strict=True)
        if error or move
    ]


def _swing(error: float, move: float, step: float, m: float, nesterov: bool) -> _Swing:
    """The powers of the matrix that takes x and velocity to the next epoch; step is lr * eigenvalue.

    x begins with this error, from which its old velocity alone takes move in the first step. The matrix's roots z are
    those of z^2 - t z + d with the t and d of zones.limits. With y = 1 - z that is y^2 - (2 - t) y + step, which
    keeps the digits of a small step. Source: Goh, Why Momentum Really Works (2017).
    """
    own = step * (1 + m if nesterov else 1)
    first = own * error + move  # by how much x is smaller after the first step
    middle = (1 - m + own) / 2
    spread = np.sqrt(complex(_apart(middle**2 - step)))
    large = middle + spread
    y = np.array([step / large if large else 0.0, large])
    with np.errstate(divide="ignore"):  # a root that is 0: all is over after one step
        logs = np.maximum(np.log1p(-y).real, -1e3) + 1j * np.log1p(-y).imag
    factors = np.array([y[1] * error - first, first - y[0] * error]) / (y[1] - y[0])
    return _Swing(logs, factors)


def _apart(square: float) -> float:
    return square if abs(square) >= SMALLEST_SPREAD else SMALLEST_SPREAD


def _settled_from(swings: Sequence[_Swing], tolerance: float) -> int | None:
    """The epoch after the last one above the tolerance."""
    if any((swing.logs.real >= 0).any() for swing in swings):
        return None
    bound = bisect_left(range(EPOCHS_COUNTED), True, key=lambda n: sum(s.at_most(n) for s in swings) <= tolerance)
    if bound >= EPOCHS_COUNTED:
        return None
    last = _last_above(swings, tolerance, _sampled(bound))
    if last is not None and bound - last <= SEARCHED:
        last = _last_above(swings, tolerance, np.arange(last, bound + 1, dtype=np.float64))
    return 0 if last is None else last + 1


def _sampled(bound: int) -> NDArray[np.float64]:
    """Epochs from 0 to this one in order, all of them if they are few."""
    if bound < SAMPLED:
        return np.arange(bound + 1, dtype=np.float64)
    index = np.arange(SAMPLED)
    return np.floor((index + index * GOLDEN % 1) * (bound / SAMPLED))


def _last_above(swings: Sequence[_Swing], tolerance: float, epochs: NDArray[np.float64]) -> int | None:
    loss = np.sum([swing.at(epochs) for swing in swings], axis=0)
    above = np.flatnonzero(loss > tolerance)
    return int(epochs[above[-1]]) if len(above) else None
