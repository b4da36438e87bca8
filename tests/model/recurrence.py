"""The loop as a recurrence in float64, without torch and without the program's formulas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.experiment import LoopSettings, ZeroGrad


def losses(
    settings: LoopSettings, W: float, b: float, velocity: NDArray[np.float64] | tuple[float, float] = (0.0, 0.0)
) -> Iterator[float]:
    """The loss above the least before each epoch's step, for ever; on the whole batch, from torch's buffers."""
    A, best = _problem(settings)
    parameters, grad, velocity = np.array([W, b]), np.zeros(2), np.array(velocity)
    factor = 2 * (2 if settings.backward_twice else 1) / len(A)
    epoch = 0
    while True:
        error = A @ (parameters - best)
        yield float(np.mean(error**2))
        clears = not settings.skips and epoch % settings.every == 0
        if clears and settings.zero_grad in (ZeroGrad.BEFORE_FORWARD, ZeroGrad.BEFORE_BACKWARD):
            grad = np.zeros(2)
        grad = grad + factor * (A.T @ error)
        if clears and settings.zero_grad is ZeroGrad.AFTER_BACKWARD:
            grad = np.zeros(2)  # None: step() passes over W and b
        else:
            velocity = settings.momentum * velocity + grad
            ahead = grad + settings.momentum * velocity
            parameters = parameters - settings.lr * (ahead if settings.nesterov else velocity)
        if clears and settings.zero_grad is ZeroGrad.AFTER_STEP:
            grad = np.zeros(2)
        epoch += 1


def steepest(settings: LoopSettings) -> tuple[float, float]:
    """W and b off the best ones along the direction in which the loss bends most."""
    A, best = _problem(settings)
    W, b = best + np.linalg.svd(A)[2][0]
    return float(W), float(b)


def _problem(settings: LoopSettings) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The matrix that makes the hypothesis of (W, b), shape (N, 2), and the best (W, b)."""
    x, y = settings.data.x.ravel().astype(np.float64), settings.data.y.ravel().astype(np.float64)
    if settings.standardise:
        x = (x - x.mean()) / x.std()
    A = np.stack([x, np.ones_like(x)], axis=1)
    best = np.linalg.lstsq(A, y, rcond=None)[0].astype(np.float64)
    return A, best
