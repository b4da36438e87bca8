"""What is advised to whoever has a run that diverged: it must keep the numbers finite."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.theory.advice import bounded_lr, standardising_helps
from model.trainer import Trainer

SKIPPED = LoopSettings(zero_grad=ZeroGrad.NEVER)
HOURS_IN_MINUTES = Dataset.of([60, 120, 180, 240], [2, 4, 6, 8])

LOOPS = {
    "lesson": LoopSettings(),
    "skipped": SKIPPED,
    "every 5": LoopSettings(every=5),
    "twice": LoopSettings(backward_twice=True),
    "momentum": LoopSettings(momentum=0.9),
    "look ahead": LoopSettings(momentum=0.9, nesterov=True),
    "batches": LoopSettings(batch_size=1),
    "batches, twice": LoopSettings(data=Dataset.of([1] * 9 + [10], [2] * 9 + [20]), batch_size=1, backward_twice=True),
    "minutes": LoopSettings(data=HOURS_IN_MINUTES),
    "minutes, skipped": replace(SKIPPED, data=HOURS_IN_MINUTES),
    "minutes, batches": LoopSettings(data=HOURS_IN_MINUTES, batch_size=2),
}


def test_the_lesson_is_advised_its_fastest_learning_rate_rounded_down() -> None:
    assert bounded_lr(LoopSettings(lr=5.0)) == 0.17


@pytest.mark.parametrize("settings", LOOPS.values(), ids=LOOPS)
def test_with_the_learning_rate_that_is_advised_the_loss_stays_bounded(settings: LoopSettings) -> None:
    lr = bounded_lr(settings)
    assert lr is not None
    assert float(f"{lr:.2g}") == lr
    start = InitialParameters(Start.NUMBERS, 0.5, -1.0)
    trainer = Trainer(Experiment(initial=start, settings=replace(settings, lr=lr)))
    losses = [trainer.run_epoch().loss for _ in range(600)]
    assert max(losses[300:]) < 100 * losses[0]


def test_where_every_learning_rate_blows_up_none_is_advised() -> None:
    assert bounded_lr(LoopSettings(momentum=0.9, zero_grad=ZeroGrad.NEVER)) is None


def test_standardising_is_advised_where_the_scale_of_x_is_at_fault() -> None:
    settings = LoopSettings(data=HOURS_IN_MINUTES)
    assert standardising_helps(settings)
    trainer = Trainer(Experiment(settings=replace(settings, standardise=True)))
    losses = [trainer.run_epoch().loss for _ in range(500)]
    assert losses[-1] < 1e-6 * losses[0]


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(lr=0.5),
        LoopSettings(data=HOURS_IN_MINUTES, standardise=True),
        LoopSettings(data=HOURS_IN_MINUTES, lr=5.0),
        LoopSettings(data=Dataset.of([500, 500], [1, 2])),
    ],
    ids=["x is small", "it is standardised", "too large even then", "one x"],
)
def test_standardising_is_not_advised_where_it_would_not_help(settings: LoopSettings) -> None:
    assert not standardising_helps(settings)
