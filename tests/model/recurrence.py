"""The loop as a recurrence in float64, without torch and without the program's formulas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.experiment import LoopSettings, ZeroGrad


def losses(settings: LoopSettings, W: float, b: float, velocity: tuple[float, float] = (0.0, 0.0)) -> Iterator[float]:
    """The loss above the least before each epoch's step, for ever; on the whole batch, from torch's buffers.

    In Python's own floats, which for two numbers are ten times as fast as arrays. W and b are counted from the best
    ones, from which the loss is mean((W x + b)^2).
    """
    x, (W_best, b_best) = _problem(settings)
    mean, square = float(np.mean(x)), float(np.mean(x**2))
    factor = 4.0 if settings.backward_twice else 2.0
    momentum, lr, every, where = settings.momentum, settings.lr, settings.every, settings.zero_grad
    W, b, W_grad, b_grad, (W_velocity, b_velocity) = W - W_best, b - b_best, 0.0, 0.0, velocity
    epoch = 0
    while True:
        W_slope, b_slope = square * W + mean * b, mean * W + b
        yield W * W_slope + b * b_slope
        clears = not settings.skips and epoch % every == 0
        if clears and where in (ZeroGrad.BEFORE_FORWARD, ZeroGrad.BEFORE_BACKWARD):
            W_grad = b_grad = 0.0
        W_grad, b_grad = W_grad + factor * W_slope, b_grad + factor * b_slope
        if clears and where is ZeroGrad.AFTER_BACKWARD:
            W_grad = b_grad = 0.0  # None: step() passes over W and b
        else:
            W_velocity, b_velocity = momentum * W_velocity + W_grad, momentum * b_velocity + b_grad
            if settings.nesterov:
                W, b = W - lr * (W_grad + momentum * W_velocity), b - lr * (b_grad + momentum * b_velocity)
            else:
                W, b = W - lr * W_velocity, b - lr * b_velocity
        if clears and where is ZeroGrad.AFTER_STEP:
            W_grad = b_grad = 0.0
        epoch += 1


def steepest(settings: LoopSettings) -> tuple[float, float]:
    """W and b off the best ones along the direction in which the loss bends most."""
    x, best = _problem(settings)
    W, b = np.array(best) + np.linalg.svd(_design(x))[2][0]
    return float(W), float(b)


def _problem(settings: LoopSettings) -> tuple[NDArray[np.float64], tuple[float, float]]:
    """The x of the loop, shape (N,), and the best (W, b)."""
    x, y = settings.data.x.ravel().astype(np.float64), settings.data.y.ravel().astype(np.float64)
    if settings.standardise:
        x = (x - x.mean()) / x.std()
    W, b = np.linalg.lstsq(_design(x), y, rcond=None)[0].tolist()
    return x, (W, b)


def _design(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The matrix that makes the hypothesis of (W, b), shape (N, 2)."""
    return np.stack([x, np.ones_like(x)], axis=1)
