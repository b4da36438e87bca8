"""What would have kept the numbers of a run finite: a smaller learning rate, or x on another scale."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from model.data.standardised import trained_data
from model.experiment import LoopSettings
from model.theory.curvature import curvature
from model.theory.zones import Zone, limit, limits, zone

SHARE = 0.9
"""Of the limit, where no learning rate is known as the fastest."""

BENT_UNEQUALLY = 100.0
"""So many times as steep in one direction as in the other, the loss is badly conditioned."""

BOUNDED = (Zone.SLOW, Zone.CONVERGES, Zone.FASTEST, Zone.OVERSHOOTS, Zone.SWINGS)


def bounded_lr(settings: LoopSettings) -> float | None:
    """A learning rate of two digits with which this loop stays bounded, and converges if it can; None where none does.

    With one gradient in .grad and no momentum that is the fastest one. A mini-batch of rows bends the loss by at most
    2 (x^2 + 1) of its row with the largest x: the trace of the Hessian in model/theory/curvature.py, of one row alone.
    """
    data = trained_data(settings)
    at, below = limits(settings, bends := curvature(data)), limit(settings, bends)
    if settings.in_mini_batches:
        row = 1 / (float(np.square(data.x, dtype=np.float64).max()) + 1)
        below = min(below, row / (1 + settings.backward_twice))
    elif at.fastest is not None and zone(at.fastest, settings, bends) is Zone.FASTEST:
        below = at.fastest / SHARE
    lr = _two_digits(SHARE * below)
    return lr if lr > 0 else None


def standardising_helps(settings: LoopSettings) -> bool:
    """Whether x's scale is at fault: with x standardised the same learning rate would stay bounded."""
    if settings.standardise or not settings.data.can_standardise:
        return False
    bends, after = curvature(settings.data), replace(settings, standardise=True)
    if bends.largest < BENT_UNEQUALLY * bends.smallest:
        return False
    return zone(settings.lr, after, curvature(trained_data(after))) in BOUNDED


def _two_digits(value: float) -> float:
    """The largest number of two digits that is not above this one."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    digits = math.floor(math.log10(value)) - 1
    return float(f"{math.floor(value / 10.0**digits)}e{digits}")
