"""What is advised to whoever has a run that diverged: it must keep the numbers finite."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from model.data.standardised import trained_data
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.theory.advice import Advice, bounded_lr
from model.theory.surface import loss_surface
from model.training.trainer import Trainer

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


PRICES = Dataset.of(
    [80000, 174000, 141000, 23000, 203000, 116000, 57000, 231000, 88000, 214000],
    [7245, 5418, 6089, 8448, 4890, 6710, 7980, 4310, 7015, 4600],
)
"""Kilometres and prices of cars."""

YEARS = Dataset.of([1990, 1995, 2000, 2005, 2010, 2015, 2020], [42.9, 45.1, 47.0, 48.2, 49.6, 51.0, 51.8])
TWENTY = Dataset.of(range(1, 21), [3 + 2.5 * x for x in range(1, 21)])

ENOUGH = 1500
"""Epochs in which the lesson arrives at its own learning rate."""

short = partial(Experiment, epochs=ENOUGH)

IN_TROUBLE = {
    "prices": short(settings=LoopSettings(data=PRICES)),
    "prices, at a rate that holds": short(settings=LoopSettings(lr=1e-11, data=PRICES)),
    "prices, few epochs": short(settings=LoopSettings(data=PRICES), epochs=30),
    "prices, momentum": short(settings=LoopSettings(data=PRICES, momentum=0.5)),
    "scores up to 1000": short(
        settings=LoopSettings(data=Dataset.of([0.2, 337.4, 118.2, 884.6, 996.3], [0.1, 338.8, 118.1, 888, 998.5]))
    ),
    "years": short(settings=LoopSettings(data=YEARS)),
    "years, from a line": short(initial=InitialParameters(Start.NUMBERS, 1.5, -3), settings=LoopSettings(data=YEARS)),
    "twenty": Experiment(settings=LoopSettings(data=TWENTY)),
    "minutes": short(settings=LoopSettings(data=HOURS_IN_MINUTES)),
    "lesson, too large": short(settings=LoopSettings(lr=0.5)),
    "lesson, too small": short(settings=LoopSettings(lr=0.001)),
    "lesson, 0": short(settings=LoopSettings(lr=0.0)),
    "lesson, few epochs": Experiment(epochs=100),
    "one x": short(settings=LoopSettings(data=Dataset.of([500, 500], [1, 2]))),
}


def excess_after(experiment: Experiment) -> float:
    """How far the loss is above the least after all epochs, from W and b in float64, in tolerances of the data."""
    trainer = Trainer(experiment)
    for _ in range(experiment.epochs):
        epoch = trainer.run_epoch()
    surface = loss_surface(trained_data(experiment.settings))
    return float(surface.excess(np.array(epoch.W), np.array(epoch.b))) / surface.tolerance


@pytest.mark.no_cover  # trains for long
@pytest.mark.parametrize("experiment", IN_TROUBLE.values(), ids=IN_TROUBLE)
def test_with_each_remedy_the_run_arrives_in_its_epochs_and_without_it_does_not(experiment: Experiment) -> None:
    advice = Advice(experiment)
    assert advice.is_needed
    assert not excess_after(experiment) <= 1
    assert advice.remedies
    for remedy in advice.remedies:
        assert excess_after(replace(experiment, settings=remedy.settings)) <= 1


@pytest.mark.parametrize("experiment", IN_TROUBLE.values(), ids=IN_TROUBLE)
def test_who_has_taken_the_remedy_needs_none(experiment: Experiment) -> None:
    remedy = Advice(experiment).remedies[0]
    assert remedy.settings.data is experiment.data
    assert not Advice(replace(experiment, settings=remedy.settings)).is_needed


def test_the_lesson_needs_no_advice() -> None:
    assert not Advice(Experiment()).is_needed


@pytest.mark.parametrize("name", ["prices", "prices, at a rate that holds", "years", "minutes"])
def test_where_only_a_standardised_x_arrives_no_smaller_learning_rate_is_offered(name: str) -> None:
    (remedy,) = Advice(IN_TROUBLE[name]).remedies
    assert remedy.settings.standardise


def test_where_a_learning_rate_suffices_it_comes_first_and_standardising_second_if_the_scale_is_at_fault() -> None:
    assert [remedy.settings.standardise for remedy in Advice(IN_TROUBLE["twenty"]).remedies] == [False, True]
    assert [remedy.settings for remedy in Advice(IN_TROUBLE["lesson, too large"]).remedies] == [LoopSettings(0.17)]


def test_the_lr_stays_where_it_suits_the_standardised_x() -> None:
    (remedy,) = Advice(IN_TROUBLE["minutes"]).remedies
    assert remedy.settings == replace(IN_TROUBLE["minutes"].settings, standardise=True)


def test_the_reason_names_the_curvatures_only_where_they_differ_much() -> None:
    assert len(Advice(IN_TROUBLE["prices"]).reasons()) == 2
    assert len(Advice(IN_TROUBLE["lesson, too large"]).reasons()) == 1


@pytest.mark.parametrize(
    "settings",
    [
        SKIPPED,
        LoopSettings(momentum=1.0),
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
        LoopSettings(step=False),
        LoopSettings(batch_size=1),
        LoopSettings(every=5),
    ],
)
def test_a_loop_that_never_settles_on_purpose_needs_no_advice(settings: LoopSettings) -> None:
    assert not Advice(Experiment(settings=settings)).is_needed


@pytest.mark.parametrize("variant", [{"batch_size": 2}, {"zero_grad": ZeroGrad.NEVER}, {"every": 2}], ids=str)
def test_without_a_formula_x_is_standardised_where_its_scale_is_at_fault(variant: dict[str, object]) -> None:
    advice = Advice(Experiment(settings=replace(LoopSettings(data=PRICES), **variant)))  # type: ignore[arg-type]
    assert advice.diverges
    (remedy,) = advice.remedies
    assert remedy.settings.standardise
    trainer = Trainer(Experiment(settings=remedy.settings))
    losses = [trainer.run_epoch().loss for _ in range(600)]
    assert max(losses[300:]) < 10 * losses[0]


def test_where_nothing_arrives_nothing_is_offered() -> None:
    beyond = Dataset.of([1e19, 3e19], [1, 2])
    advice = Advice(Experiment(settings=LoopSettings(data=beyond)))
    assert advice.is_needed
    assert advice.remedies == ()
