"""What is heard of an epoch: the loss as a pitch, the sign of W's gradient as a side, zero_grad() as a tick."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from model.epoch import Epoch
from model.history import History

MIDDLE = 440.0
"""The pitch of a loss of 1, in Hz."""

OCTAVES = 2.0
"""No pitch is further from the middle, whatever the loss."""

DECADES = 6.0
"""Near a loss of 1 the pitch changes as if so many powers of ten took it all the way."""

LOWEST, HIGHEST = MIDDLE / 2**OCTAVES, MIDDLE * 2**OCTAVES
"""The pitches of a loss of 0 and of one that has overflowed, in Hz."""

PARTS = 3
"""Of what has come since the last frame so many parts are heard, each by its smallest and its largest loss."""

SIDE = 0.7
"""How far to its side a gradient is heard: 0 is the middle, 1 one ear alone."""


class Tone(NamedTuple):
    """A pitch in Hz, the place between left (-1) and right (1), and whether zero_grad() ticks."""

    frequency: float
    pan: float
    tick: bool


def frequency_of(loss: float) -> float:
    """The pitch of a loss in Hz: the larger, the higher, between LOWEST and HIGHEST; an overflow is the highest.

    With d = log10(loss) it lies OCTAVES * d / sqrt(DECADES**2 + d**2) octaves from the middle: a third of an octave for
    a power of ten near 1, and less and less further away, so that a loss that still falls is still heard to fall.
    """
    if not math.isfinite(loss):
        return HIGHEST
    if loss <= 0:
        return LOWEST
    d = math.log10(loss)
    return float(MIDDLE * 2 ** (OCTAVES * d / math.hypot(DECADES, d)))


def tone_of(epoch: Epoch) -> Tone:
    """What is heard of an epoch: at the right where W's own gradient is positive, and step() makes W smaller."""
    slope = epoch.W_grad_fresh
    return Tone(frequency_of(epoch.loss), SIDE * ((slope > 0) - (slope < 0)), epoch.zero_grad)


def tones_since(history: History, heard: int, time: int) -> list[Tone]:
    """What is heard of the epochs after one, up to another: each of a few, or else those between which the loss moves.

    Of many at even distances a swing could pass unheard: all of them might be the same point of it.
    """
    first, end = heard + 1, time + 1
    numbers: Iterable[int] = range(first, end)
    if end - first > 2 * PARTS:
        losses = history.column("loss")[first:end].tolist()  # a list: np.argmin() would hand the trainer the lock
        ends = [len(losses) * part // PARTS for part in range(PARTS + 1)]
        places = [range(*part) for part in pairwise(ends)]
        found = {first + find(part, key=losses.__getitem__) for part in places for find in (min, max)}
        numbers = sorted(found | {end - 1})
    return [tone_of(history.epoch(number)) for number in numbers]
