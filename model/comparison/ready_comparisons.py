"""Comparisons that are ready to be shown: the run and its companions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from model.data.standardised import trained_data
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.run import Difference
from model.theory.curvature import curvature


class Question(StrEnum):
    """What a ready comparison asks."""

    ZERO_GRAD = "zero-grad"
    """With and without zero_grad()."""

    LEARNING_RATES = "learning-rates"
    """A tenth of the limit, just below it, just above it."""

    SEEDS = "seeds"
    BATCHES = "batches"
    STANDARDISED = "standardised"
    """x as it is, and standardised, with a learning rate that suits both."""

    MOMENTUM = "momentum"
    """Momentum 0, 0.9 and 1.0, and zero_grad() skipped, which is the last of them."""


SHARES = (0.1, 0.95, 1.05)
"""The learning rates compared, as shares of the limit."""


@dataclass(frozen=True)
class ReadyComparison:
    """The experiment of the run that is in the middle of it, and what those beside it have otherwise."""

    experiment: Experiment
    differences: Sequence[Difference]


def ready_comparison(question: Question, experiment: Experiment) -> ReadyComparison:
    """The comparison that answers this question for the experiment's data, start and learning rate."""
    settings = _as_the_lesson(experiment.settings)
    if question is Question.ZERO_GRAD:
        return ReadyComparison(replace(experiment, settings=settings), [_with(zero_grad=ZeroGrad.NEVER)])
    if question is Question.LEARNING_RATES:
        first, *higher = _learning_rates(settings)
        chosen = replace(experiment, settings=replace(settings, lr=first))
        return ReadyComparison(chosen, [_with(lr=lr) for lr in higher])
    if question is Question.SEEDS:
        drawn = replace(experiment, seeded=True, settings=settings, initial=InitialParameters(Start.RANDOM))
        return ReadyComparison(drawn, [Difference(seed=experiment.seed + 1 if experiment.seed < 1000 else 1)])
    if question is Question.STANDARDISED:
        raw = replace(settings, standardise=False, lr=_suiting_both(settings))
        both = [_with(standardise=True)] if settings.data.can_standardise else []
        return ReadyComparison(replace(experiment, settings=raw), both)
    if question is Question.BATCHES:
        sizes = _batch_sizes(len(experiment.data))
        return ReadyComparison(replace(experiment, settings=settings), [_with(batch_size=size) for size in sizes])
    others = [_with(momentum=0.9), _with(momentum=1.0), _with(zero_grad=ZeroGrad.NEVER)]
    return ReadyComparison(replace(experiment, settings=settings), others)


def _as_the_lesson(settings: LoopSettings) -> LoopSettings:
    """The lesson's loop with this learning rate, these data and these units of x."""
    return LoopSettings(lr=settings.lr, data=settings.data, standardise=settings.standardise)


def _learning_rates(settings: LoopSettings) -> list[float]:
    stable = curvature(trained_data(settings)).lr_stable
    return [float(f"{share * stable:.3g}") for share in SHARES]


def _suiting_both(settings: LoopSettings) -> float:
    """Half of the smaller limit of x as it is and of standardised x, whose limit is 1."""
    return float(f"{min(curvature(settings.data).lr_stable, 1.0) / 2:.2g}")


def _batch_sizes(rows: int) -> list[int]:
    """Single rows and, where there is one between, the size in the middle between them and the whole."""
    return sorted({1, max(1, round(rows**0.5))} - {rows})


def _with(**values: object) -> Difference:
    return Difference(values)
