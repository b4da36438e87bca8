"""What becomes of the loop with a learning rate, on data of a known curvature."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from model.experiment import LoopSettings, ZeroGrad
from model.theory.curvature import Curvature
from model.theory.summed_momentum import holds, summed_limit

SLOW = 0.1
"""Below this share of the fastest learning rate descent is called slow."""

NOTHING = float(np.finfo(np.float32).smallest_subnormal) / 2
"""The largest learning rate that is 0 in float32, in which it multiplies the gradients."""

NEAR = 0.05
"""Within this share of the fastest learning rate it is called the fastest."""


class Zone(StrEnum):
    """What becomes of the loop with a learning rate."""

    STILL = "still"
    SLOW = "slow"
    CONVERGES = "converges"
    FASTEST = "fastest"
    OVERSHOOTS = "overshoots"
    DIVERGES = "diverges"
    SWINGS = "swings"
    BLOWS_UP = "blows-up"
    BATCHES = "batches"
    BATCHES_HELD = "batches-held"
    """Mini-batches whose gradients are added up, so that their noise is as well."""


class Limits(NamedTuple):
    """The learning rates that matter for one curvature, where zero_grad() is called in every epoch or never."""

    fastest: float | None
    """None with momentum: which is fastest then depends on it, and on both eigenvalues, in no simple way."""
    stable: float
    skipped: float | None
    """None with momentum: without zero_grad() every one then blows up."""


def limits(settings: LoopSettings, curvature: Curvature) -> Limits:
    """The learning rates that matter; with backward() called twice every one is half as large, as .grad is doubled.

    With momentum m and a = lr * eigenvalue, the errors of three epochs are tied by x'' - t x' + d x = 0. Without look
    ahead, where W moves by the new velocity v' = m v + .grad, t = 1 + m - a and d = m; with Nesterov's, where torch
    moves it by .grad + m v', t = (1 + m) (1 - a) and d = m (1 - a). By the Jury criterion x dies away where |d| < 1
    and |t| < 1 + d: for a < 2 (1 + m), and with the look ahead for a < 2 (1 + m) / (1 + 2 m). Sources: Polyak, Some
    methods of speeding up the convergence of iteration methods (1964); O'Donoghue and Candes, Adaptive restart for
    accelerated gradient schemes (2015); Jury, Theory and Application of the z-Transform Method (1964). Those without
    momentum are in model/theory/curvature.py.
    """
    share, m = _share(settings), settings.momentum
    if m == 0:
        return Limits(share * curvature.lr_fastest, share * curvature.lr_stable, share * curvature.lr_skipped)
    more = (1 + m) / (1 + 2 * m) if settings.nesterov else 1 + m
    return Limits(None, share * more * curvature.lr_stable, None)


def zone(lr: float, settings: LoopSettings, curvature: Curvature) -> Zone:
    """What becomes of the loop with this learning rate; the settings' own is not looked at."""
    summed = _summed(settings)
    if lr <= NOTHING or not settings.step or summed == 0:
        return Zone.STILL
    if settings.in_mini_batches:
        return Zone.BATCHES if summed == 1 else Zone.BATCHES_HELD
    if summed is not None and summed > 1:
        return Zone.CONVERGES if _shrinks(lr, settings, curvature, summed) else Zone.DIVERGES
    below = lr < limit(settings, curvature)
    if summed is None or (settings.momentum == 1 and not settings.nesterov):  # nothing is lost: d = 1
        return Zone.SWINGS if below else Zone.BLOWS_UP
    if settings.momentum == 0:
        return _descent(lr, limits(settings, curvature))
    return Zone.CONVERGES if below else Zone.DIVERGES


def _descent(lr: float, at: Limits) -> Zone:
    """What becomes of the lesson's loop."""
    fastest = at.fastest
    assert fastest is not None
    zones = (
        (lr >= at.stable, Zone.DIVERGES),
        (lr > min((1 + NEAR) * fastest, (fastest + at.stable) / 2), Zone.OVERSHOOTS),
        (lr >= (1 - NEAR) * fastest, Zone.FASTEST),
        (lr >= SLOW * fastest, Zone.CONVERGES),
        (True, Zone.SLOW),
    )
    return next(zone for applies, zone in zones if applies)


def limit(settings: LoopSettings, curvature: Curvature) -> float:
    """The learning rate below which this loop stays bounded for sure; with mini-batches, what the whole batch has.

    0 where none does: with momentum and without zero_grad().
    """
    at, summed = limits(settings, curvature), _summed(settings)
    if summed is None:
        return at.skipped or 0.0
    if settings.in_mini_batches or summed < 2:
        return at.stable
    if settings.momentum == 0:
        return at.stable * (1 - math.cos(math.pi / (summed + 1)))
    return _share(settings) / curvature.largest * summed_limit(settings.momentum, settings.nesterov, summed)


def _share(settings: LoopSettings) -> float:
    """By how much the limits are smaller because .grad is larger."""
    return 0.5 if settings.backward_twice else 1.0


def _summed(settings: LoopSettings) -> int | None:
    """How many epochs' gradients step() finds in .grad at most; None where it is never emptied."""
    if settings.skips:
        return None
    return settings.every - (settings.zero_grad is ZeroGrad.AFTER_BACKWARD)


def _shrinks(lr: float, settings: LoopSettings, curvature: Curvature, summed: int) -> bool:
    """Whether the error is smaller each time that .grad is emptied."""
    if lr < limit(settings, curvature):
        return True
    eigenvalues = filter(None, (curvature.smallest, curvature.largest))  # along a flat direction nothing moves
    steps = [lr / _share(settings) * eigenvalue for eigenvalue in eigenvalues]
    if settings.momentum == 0:
        return _each_shrinks(steps, summed)
    return all(holds(step, settings.momentum, settings.nesterov, summed) for step in steps)


def _each_shrinks(steps: Iterable[float], summed: int) -> bool:
    """Whether without momentum each direction shrinks; steps are lr * eigenvalue.

    Per direction, n steps with summed gradients from rest multiply it by cos((n + 1/2) t) / cos(t / 2), where
    2 cos t = 2 - lr * eigenvalue. This solves x'' - (2 - lr * eigenvalue) x' + x = 0 of Curvature.lr_skipped.
    """
    for step in steps:
        if step >= 4:
            return False
        half = math.asin(math.sqrt(step / 4))
        if abs(math.cos((2 * summed + 1) * half)) >= math.cos(half):
            return False
    return True
