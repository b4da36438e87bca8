"""What keeps a run from its goal, and what would mend it: another learning rate, or x on another scale."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from model import QT_TRANSLATE_NOOP
from model.data.standardised import trained_data
from model.experiment import Experiment, LoopSettings, Start
from model.theory.curvature import Curvature, curvature
from model.theory.expected import expected_epochs_of, has_formula, overflows
from model.theory.optimum import optimum
from model.theory.surface import loss_surface
from model.theory.zones import Zone, limit, limits, zone

SHARE = 0.9
"""Of the limit, where no learning rate is known as the fastest."""

BENT_UNEQUALLY = 100.0
"""So many times as steep in one direction as in the other, the loss is badly conditioned."""

UNBOUNDED = (Zone.DIVERGES, Zone.BLOWS_UP)

USUAL = (LoopSettings().lr, 0.1, 0.2)
"""Learning rates that suit a standardised x, the lesson's first."""

STEEPER = QT_TRANSLATE_NOOP(
    "Advice",
    "The loss is {ratio} times as steep in one direction as in the other (curvatures {smallest} and {largest})",
)
ABOVE = QT_TRANSLATE_NOOP("Advice", "the learning rate {lr} is above the limit {limit}")
ABOVE_AND_SLOW = QT_TRANSLATE_NOOP(
    "Advice", "the learning rate {lr} is above the limit {limit}, and below it the epochs set ({epochs}) are too few"
)
SLOW = QT_TRANSLATE_NOOP("Advice", "the learning rate {lr} needs {expected} epochs, more than the {epochs} set")
NEVER = QT_TRANSLATE_NOOP("Advice", "with the learning rate {lr} it does not arrive in any number of epochs")


class Remedy(NamedTuple):
    """Settings with which the same data and start come to their goal."""

    settings: LoopSettings
    expected: int | None
    """The epoch from which on the loss is all but least; None where no formula tells, and it only stays bounded."""


@dataclass(frozen=True)
class Advice:
    """What is expected of an experiment that begins as it is set; what the window and the command line say of it."""

    experiment: Experiment

    @cached_property
    def curvature(self) -> Curvature:
        """That of the data which the loop really fits."""
        return curvature(trained_data(self.experiment.settings))

    @property
    def ratio(self) -> float:
        """How many times as steep the loss is in one direction as in the other; 1 where it is flat in the other."""
        return self.curvature.largest / (self.curvature.smallest or self.curvature.largest)

    @property
    def is_bent_unequally(self) -> bool:
        """Whether that is what keeps the run from its goal."""
        return self.ratio >= BENT_UNEQUALLY

    @property
    def limit(self) -> float:
        """The learning rate below which the loop stays bounded."""
        return limit(self.experiment.settings, self.curvature)

    @cached_property
    def expected(self) -> int | None:
        """The epoch from which on the loss is all but the least; None where that never is, or no formula tells."""
        return _expected(self.experiment)

    @property
    def needed(self) -> int:
        """How many epochs it takes to arrive, the first included; 0 where it never does."""
        return 0 if self.expected is None else self.expected + 1

    @property
    def overflows_at_once(self) -> bool:
        """Whether it leaves float32 with its first epoch, whatever its learning rate."""
        return overflows(trained_data(self.experiment.settings), *start_as_set(self.experiment))

    @property
    def digits(self) -> int:
        """Of the learning rate and its limit: so many that the two are told apart, and four at least."""
        lr, below = self.experiment.settings.lr, self.limit
        return next((digits for digits in range(4, 17) if f"{lr:.{digits}g}" != f"{below:.{digits}g}"), 17)

    @property
    def diverges(self) -> bool:
        """Whether the learning rate is one with which the numbers grow without end."""
        settings = self.experiment.settings
        if settings.in_mini_batches:
            return settings.lr >= self.limit > 0
        return zone(settings.lr, settings, self.curvature) in UNBOUNDED

    @property
    def is_needed(self) -> bool:
        """Whether the run diverges, or does not arrive in the epochs that are set though its loop can converge."""
        settings = self.experiment.settings
        if self.diverges or zone(settings.lr, settings, self.curvature) is Zone.SWINGS:
            return self.diverges
        return has_formula(settings) and not _arrives(self.expected, self.experiment)

    @cached_property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would mend it, best first; none where nothing does.

        Another learning rate, where the run arrives with it; x standardised, where it does not, or where x's scale is
        at fault. Of a loop whose epochs no formula tells, what keeps the numbers finite.
        """
        if not has_formula(self.experiment.settings):
            return self._bounded()
        lr, scaled = self._other_lr(), self._standardised()
        if lr is not None and not self.is_bent_unequally:
            return (lr,)
        found = [remedy for remedy in (lr, scaled) if remedy is not None]
        clean = [remedy for remedy in found if not _is_held_up(remedy.settings)]
        return tuple(clean or found)

    def reasons(self) -> list[str]:
        """Texts that say in one sentence why advice is needed, in English, to be joined by a colon and filled."""
        if self.diverges:
            slow = has_formula(self.experiment.settings) and self._other_lr() is None
            why = ABOVE_AND_SLOW if slow else ABOVE
        else:
            why = NEVER if self.expected is None else SLOW
        return [STEEPER, why] if self.is_bent_unequally else [why]

    def _other_lr(self) -> Remedy | None:
        """The present learning rate, where the run arrives with it, or that of the fastest descent."""
        return next(self._arriving(self.experiment.settings, self.experiment.settings.lr), None)

    def _standardised(self) -> Remedy | None:
        settings = self.experiment.settings
        if settings.standardise or not settings.data.can_standardise:
            return None
        found = list(self._arriving(replace(settings, standardise=True), settings.lr, *USUAL))
        return next((remedy for remedy in found if not _is_held_up(remedy.settings)), found[0] if found else None)

    def _arriving(self, settings: LoopSettings, *lrs: float) -> Iterator[Remedy]:
        """These settings with each of the learning rates, and the fastest, with which they arrive in time."""
        for lr in (*lrs, bounded_lr(settings)):
            if lr is None:
                continue
            with_lr = replace(settings, lr=lr)
            expected = _expected(replace(self.experiment, settings=with_lr))
            if _arrives(expected, self.experiment):
                yield Remedy(with_lr, expected)

    def _bounded(self) -> tuple[Remedy, ...]:
        """Without a formula: x on its scale where that is at fault, else a learning rate below the limit."""
        settings, lr = self.experiment.settings, self.experiment.settings.lr
        if self.is_bent_unequally and settings.data.can_standardise:
            settings = replace(settings, standardise=True)
            lr = max(lr, USUAL[0])
        below = bounded_lr(settings)
        if below is None or overflows(trained_data(settings), *start_as_set(self.experiment)):
            return ()
        return (Remedy(replace(settings, lr=min(below, lr)), None),)


def _expected(experiment: Experiment) -> int | None:
    return expected_epochs_of(experiment.settings, *start_as_set(experiment))


def start_as_set(experiment: Experiment) -> tuple[float, float]:
    """The W and b that are asked for, as float32 numbers; drawn ones, from 0 to 1, are taken as 0."""
    initial = experiment.initial
    start = (initial.W, initial.b) if initial.start is Start.NUMBERS else (0.0, 0.0)
    return float(np.float32(start[0])), float(np.float32(start[1]))


def _arrives(expected: int | None, experiment: Experiment) -> bool:
    return expected is not None and expected < experiment.epochs


def _is_held_up(settings: LoopSettings) -> bool:
    """Whether W and b stop before the loss is within the tolerance, because a step is less than half a float32's gap.

    Either component of the gradient g is at most gap / (2 lr) then, and the loss above the least, g H^-1 g / 2, at most
    gap^2 / (4 lr^2 smallest eigenvalue).
    """
    data = trained_data(settings)
    best, bends = optimum(data), curvature(data)
    gap = float(np.spacing(np.float32(max(abs(best.W), abs(best.b)))))
    return gap**2 / (4 * settings.lr**2 * (bends.smallest or bends.largest)) > loss_surface(data).tolerance


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


def _two_digits(value: float) -> float:
    """The largest number of two digits that is not above this one."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    digits = math.floor(math.log10(value)) - 1
    return float(f"{math.floor(value / 10.0**digits)}e{digits}")
