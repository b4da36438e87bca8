"""What becomes of the loop with a learning rate, on data of a known curvature."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

from model.experiment import LoopSettings, ZeroGrad
from model.theory import Curvature

SLOW = 0.1
"""Below this share of the fastest learning rate descent is called slow."""

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
    """The learning rates that matter for one curvature."""

    fastest: float
    stable: float
    skipped: float


def limits(settings: LoopSettings, curvature: Curvature) -> Limits:
    """The learning rates that matter; with backward() called twice every one is half as large, as .grad is doubled.

    Their sources are in model/theory.py.
    """
    share = 0.5 if settings.backward_twice else 1.0
    return Limits(share * curvature.lr_fastest, share * curvature.lr_stable, share * curvature.lr_skipped)


def zone(lr: float, settings: LoopSettings, curvature: Curvature) -> Zone:
    """What becomes of the loop with this learning rate; the settings' own is not looked at."""
    summed = _summed(settings)
    if lr == 0 or not settings.step or summed == 0:
        return Zone.STILL
    if 0 < settings.batch_size < len(settings.data):
        return Zone.BATCHES if summed == 1 else Zone.BATCHES_HELD
    if summed is None:
        return Zone.SWINGS if lr < limit(settings, curvature) else Zone.BLOWS_UP
    if summed > 1:
        return Zone.CONVERGES if _shrinks(lr, settings, curvature, summed) else Zone.DIVERGES
    return _descent(lr, limits(settings, curvature))


def _descent(lr: float, at: Limits) -> Zone:
    """What becomes of the lesson's loop."""
    zones = (
        (lr >= at.stable, Zone.DIVERGES),
        (lr > min((1 + NEAR) * at.fastest, (at.fastest + at.stable) / 2), Zone.OVERSHOOTS),
        (lr >= (1 - NEAR) * at.fastest, Zone.FASTEST),
        (lr >= SLOW * at.fastest, Zone.CONVERGES),
        (True, Zone.SLOW),
    )
    return next(zone for applies, zone in zones if applies)


def limit(settings: LoopSettings, curvature: Curvature) -> float:
    """The learning rate below which this loop stays bounded for sure; with mini-batches, what the whole batch has."""
    at, summed = limits(settings, curvature), _summed(settings)
    if summed is None:
        return at.skipped
    if settings.batch_size or summed < 2:
        return at.stable
    return at.stable * (1 - math.cos(math.pi / (summed + 1)))


def _summed(settings: LoopSettings) -> int | None:
    """How many epochs' gradients step() finds in .grad at most; None where it is never emptied."""
    if settings.skips:
        return None
    return settings.every - (settings.zero_grad is ZeroGrad.AFTER_BACKWARD)


def _shrinks(lr: float, settings: LoopSettings, curvature: Curvature, summed: int) -> bool:
    """Whether the error is smaller each time that .grad is emptied.

    Per direction, n steps with summed gradients from rest multiply it by cos((n + 1/2) t) / cos(t / 2), where
    2 cos t = 2 - lr * eigenvalue. This solves x'' - (2 - lr * eigenvalue) x' + x = 0 of Curvature.lr_skipped.
    """
    if lr < limit(settings, curvature):
        return True
    at = limits(settings, curvature)
    if lr >= at.skipped:
        return False
    for eigenvalue in filter(None, (curvature.smallest, curvature.largest)):  # along a flat direction nothing moves
        half = math.asin(math.sqrt(lr / at.skipped * eigenvalue / curvature.largest))
        if abs(math.cos((2 * summed + 1) * half)) >= math.cos(half):
            return False
    return True
