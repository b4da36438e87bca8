"""Comparisons that are ready to be shown: the run and its companions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from model.data.standardised import trained_data
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad, least_batch
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

    MARBLE = "marble"
    """Momentum 1.0 and zero_grad() skipped, which are one: a marble in a bowl without friction."""


SHARES = (0.1, 0.95, 1.05)
"""The learning rates compared, as shares of the limit."""

SKIPPED = {"zero_grad": ZeroGrad.NEVER, "momentum": 0.0}
"""Plain SGD without zero_grad(), also where the run beside it is given momentum: with 1.0 they are one."""


@dataclass(frozen=True)
class ReadyComparison:
    """The experiment of the run that is in the middle of it, and what those beside it have otherwise."""

    experiment: Experiment
    differences: Sequence[Difference]


def ready_comparison(question: Question, experiment: Experiment) -> ReadyComparison:
    """The comparison that answers this question for the experiment's data, start and learning rate."""
    now = experiment.settings
    lesson = LoopSettings(lr=now.lr, data=now.data, standardise=now.standardise)
    if question is Question.SEEDS:
        drawn = replace(experiment, seeded=True, settings=lesson, initial=InitialParameters(Start.RANDOM))
        return ReadyComparison(drawn, [Difference(seed=experiment.seed + 1 if experiment.seed < 1000 else 1)])
    first, *others = _settings_compared(question, lesson)
    chosen = replace(experiment, settings=replace(lesson, **first))
    return ReadyComparison(chosen, [Difference(values) for values in others])


def _settings_compared(question: Question, lesson: LoopSettings) -> list[dict[str, Any]]:
    """What each run of a comparison has otherwise than the lesson's loop."""
    if question is Question.ZERO_GRAD:
        return [{}, SKIPPED]
    if question is Question.LEARNING_RATES:
        stable = curvature(trained_data(lesson)).lr_stable
        return [{"lr": float(f"{share * stable:.3g}")} for share in SHARES]
    if question is Question.STANDARDISED:
        limit = min(curvature(lesson.data).lr_stable, 1.0)  # of x as it is, and of standardised x
        raw = {"standardise": False, "lr": float(f"{limit / 2:.2g}")}
        return [raw, {"standardise": True}] if lesson.data.can_standardise else [raw]
    if question is Question.BATCHES:  # single rows, and the size in the middle between them and the whole
        rows, least = len(lesson.data), least_batch(lesson.data)
        return [{}, *({"batch_size": size} for size in sorted({least, max(least, round(rows**0.5))} - {rows}))]
    if question is Question.MARBLE:
        return [{"momentum": 1.0}, SKIPPED]
    return [{}, {"momentum": 0.9}, {"momentum": 1.0}, SKIPPED]
