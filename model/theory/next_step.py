"""What the next step() will do, before it is taken."""

from __future__ import annotations

import math
from typing import NamedTuple

from model.data.standardised import trained_data
from model.epoch import Epoch
from model.experiment import LoopSettings, ZeroGrad
from model.history import History
from model.theory.surface import loss_surface

Pair = tuple[float, float]
"""One number for W and one for b."""

EMPTIED_FIRST = (ZeroGrad.BEFORE_FORWARD, ZeroGrad.BEFORE_BACKWARD)


class NextStep(NamedTuple):
    """What an epoch will add to W and b."""

    own: Pair
    """-lr times the gradient that the epoch itself adds to .grad."""
    moved: Pair
    """All that step() adds, with what .grad and the momentum buffers hold from epochs before."""


def next_step(history: History, time: int, start: Pair, settings: LoopSettings) -> NextStep | None:
    """What the epoch after this one, with -1 the first, will do with these settings, in float64.

    None with mini-batches, whose rows are drawn, and where a number is no longer finite. Source of the step:
    torch.optim.SGD's documentation; no dampening.
    """
    if settings.in_mini_batches:
        return None
    last = history.epoch(time) if time >= 0 else None
    now = start if last is None else (last.W, last.b)
    times = 2.0 if settings.backward_twice else 1.0
    W_own, b_own = (times * part for part in loss_surface(trained_data(settings)).gradient(*now))
    grad = W_own, b_own
    if last is not None and not (settings.zero_grad in EMPTIED_FIRST and settings.clears(time + 1)):
        W_left, b_left = _left(last)
        grad = W_left + W_own, b_left + b_own
    moved = (0.0, 0.0)
    if settings.step and not settings.clears_before_step(time + 1):
        moved = _times(-settings.lr, _direction(grad, None if last is None else last.momentum, settings))
    found = NextStep(_times(-settings.lr, (W_own, b_own)), moved)
    return found if math.isfinite(sum(found.own) + sum(found.moved)) else None


def _left(epoch: Epoch) -> Pair:
    """What an epoch leaves in .grad; None counts as 0."""
    if epoch.W_grad is None or epoch.b_grad is None or epoch.settings.leaves_none(epoch.number):
        return 0.0, 0.0
    return epoch.W_grad, epoch.b_grad


def _direction(grad: Pair, buffer: Pair | None, settings: LoopSettings) -> Pair:
    """What step() multiplies by -lr: without momentum .grad; the first buffer is .grad itself."""
    m = settings.momentum
    if m == 0:
        return grad
    velocity = grad if buffer is None else _sum(_times(m, buffer), grad)
    return _sum(grad, _times(m, velocity)) if settings.nesterov else velocity


def _times(factor: float, pair: Pair) -> Pair:
    return factor * pair[0], factor * pair[1]


def _sum(one: Pair, other: Pair) -> Pair:
    return one[0] + other[0], one[1] + other[1]
