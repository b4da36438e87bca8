"""Where a run stands on the landscape after an epoch, what brought it there, and what it has summed in .grad."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.data.standardised import trained_data
from model.drawing.landscape import Point
from model.epoch import Epoch
from model.history import History
from model.theory.surface import loss_surface

LAYERS = 6
"""So many gradients of a sum are told one by one; those before them are one."""


ORIGIN = (0.0, 0.0)


def begin_of(start: Point | None) -> Point:
    """Where a run begins, or the origin as long as that is not known or no number."""
    return ORIGIN if start is None or not math.isfinite(sum(start)) else start


class Pile(NamedTuple):
    """What -lr * .grad is the sum of: each of the last gradients times -lr, oldest first, and all before them."""

    earlier: Point | None
    last: tuple[Point, ...]

    @property
    def corners(self) -> list[Point]:
        """From the origin on where each ends, the earlier ones first, when they are laid head to tail."""
        parts = self.last if self.earlier is None else (self.earlier, *self.last)
        W, b = np.cumsum([(0.0, 0.0), *parts], axis=0).T.tolist()
        return list(zip(W, b, strict=True))


class Standing(NamedTuple):
    """Where a run stands; before its first epoch there is nothing that brought it there."""

    now: Point
    before: Point | None = None
    """Where the epoch began, to which downhill and pile belong."""
    downhill: Point | None = None
    """-lr times the epoch's own gradient, of all rows."""
    pile: Pile | None = None
    """None where .grad is of this epoch alone."""


def standing(history: History, time: int, start: Point) -> Standing | None:
    """Where a run from start stands after this epoch, or with -1 before the first; None where that is not finite."""
    if time < 0:
        return Standing(start)
    epoch = history.epoch(time)
    if not math.isfinite(epoch.W + epoch.b):
        return None
    before = start
    if time > 0:
        last = history.epoch(time - 1)
        before = last.W, last.b
    W_grad, b_grad = epoch.W_grad_fresh, epoch.b_grad_fresh
    if epoch.settings.in_mini_batches:  # what is on record belongs to the last one, and to where that began
        W_grad, b_grad = loss_surface(trained_data(epoch.settings)).gradient(*before)
    return Standing((epoch.W, epoch.b), before, (-epoch.lr * W_grad, -epoch.lr * b_grad), _pile(history, epoch))


def place_at(history: History, time: float, start: Point) -> Point | None:
    """Where a run from start stands at a time, which is so many epochs and part of the straight step of the next one.

    -1 is before the first epoch, n exactly where epoch n has ended; never later than the newest. None where that is
    not finite.
    """
    time = min(time, len(history) - 1.0)
    number = math.floor(time)
    part = time - number
    now = start
    if number >= 0:
        epoch = history.epoch(number)
        now = epoch.W, epoch.b
    if part:
        ahead = history.epoch(number + 1)
        now = now[0] + part * (ahead.W - now[0]), now[1] + part * (ahead.b - now[1])
    return now if math.isfinite(now[0] + now[1]) else None


class Carried(NamedTuple):
    """What a run takes along whose .grad holds more than one gradient, as changes of W and b."""

    held: Point
    """-lr times what stands in .grad."""
    own: Point
    """-lr times the epoch's own gradient, of all rows."""


def carried(history: History, time: int, start: Point) -> Carried | None:
    """What a run from start has taken along in this epoch; None where .grad is of the epoch alone."""
    stands = standing(history, time, start)
    if stands is None or stands.pile is None or stands.downhill is None:
        return None
    return Carried(stands.pile.corners[-1], stands.downhill)


def _pile(history: History, epoch: Epoch) -> Pile | None:
    summed = history.epochs_in_grad(epoch.number)
    if summed < 2 or epoch.W_grad is None or epoch.b_grad is None or epoch.settings.batch_size:
        return None
    rows = slice(epoch.number + 1 - min(summed, LAYERS), epoch.number + 1)
    names = "W_grad_fresh", "b_grad_fresh"
    last = np.stack([history.column(name)[rows].astype(np.float64) for name in names], axis=1) * -epoch.lr
    total = np.array([epoch.W_grad, epoch.b_grad]) * -epoch.lr
    if not np.isfinite(last.sum() + total.sum()):
        return None
    W, b = (total - last.sum(axis=0)).tolist()
    return Pile((W, b) if summed > len(last) else None, tuple((W, b) for W, b in last.tolist()))
