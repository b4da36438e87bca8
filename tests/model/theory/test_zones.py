"""The zones of the learning rate: each is what a run does."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice, product

import numpy as np
import pytest

from model.data.standardised import trained_data
from model.dataset import LESSON, Dataset
from model.experiment import LoopSettings, ZeroGrad
from model.theory.curvature import curvature
from model.theory.zones import NEAR, SLOW, Zone, limit, limits, zone
from tests.model.recurrence import losses, steepest

LESSONS = curvature(LESSON)
PLAIN, SKIPPED = LoopSettings(), LoopSettings(zero_grad=ZeroGrad.NEVER)
BATCHES = LoopSettings(batch_size=1)
AFTER_BACKWARD = LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD)
FASTEST = 2 / (LESSONS.smallest + LESSONS.largest)

HUGE = Dataset.of([1.2345e5, 2e5], [1, 2])
TINY = Dataset.of([1e-6, 2e-6], [1, 2])
ONE_X = Dataset.of([5, 5], [1, 2])
ZERO_X = Dataset.of([0, 0], [1, 2])


@pytest.mark.parametrize(
    ("lr", "settings", "expected"),
    [
        (0.0, PLAIN, Zone.STILL),
        (1e-50, PLAIN, Zone.STILL),
        (1e-44, PLAIN, Zone.SLOW),
        (1e-9, PLAIN, Zone.SLOW),
        (SLOW * FASTEST * 0.9999, PLAIN, Zone.SLOW),
        (SLOW * FASTEST * 1.0001, PLAIN, Zone.CONVERGES),
        ((1 - NEAR) * FASTEST * 0.9999, PLAIN, Zone.CONVERGES),
        ((1 - NEAR) * FASTEST * 1.0001, PLAIN, Zone.FASTEST),
        (FASTEST, PLAIN, Zone.FASTEST),
        ((FASTEST + LESSONS.lr_stable) / 2 * 0.9999, PLAIN, Zone.FASTEST),
        ((FASTEST + LESSONS.lr_stable) / 2 * 1.0001, PLAIN, Zone.OVERSHOOTS),
        (math.nextafter(LESSONS.lr_stable, 0), PLAIN, Zone.OVERSHOOTS),
        (LESSONS.lr_stable, PLAIN, Zone.DIVERGES),
        (1e6, PLAIN, Zone.DIVERGES),
        (0.0, SKIPPED, Zone.STILL),
        (LESSONS.lr_stable, SKIPPED, Zone.SWINGS),
        (math.nextafter(LESSONS.lr_skipped, 0), SKIPPED, Zone.SWINGS),
        (LESSONS.lr_skipped, SKIPPED, Zone.BLOWS_UP),
        (0.01, LoopSettings(step=False), Zone.STILL),
        (0.01, AFTER_BACKWARD, Zone.STILL),
        (0.01, BATCHES, Zone.BATCHES),
        (0.01, LoopSettings(batch_size=3), Zone.SLOW),
        (0.01, LoopSettings(batch_size=1, zero_grad=ZeroGrad.NEVER), Zone.BATCHES_HELD),
        (0.01, LoopSettings(accumulate=3), Zone.SLOW),
    ],
)
def test_the_zone_of_a_learning_rate(lr: float, settings: LoopSettings, expected: Zone) -> None:
    assert zone(lr, settings, LESSONS) is expected


def test_backward_called_twice_halves_every_limit() -> None:
    twice = LoopSettings(backward_twice=True)
    assert limits(twice, LESSONS) == pytest.approx([value / 2 for value in limits(PLAIN, LESSONS) if value])
    assert zone(0.51 * LESSONS.lr_stable, twice, LESSONS) is Zone.DIVERGES


@pytest.mark.parametrize("where", [ZeroGrad.BEFORE_BACKWARD, ZeroGrad.AFTER_BACKWARD, ZeroGrad.AFTER_STEP])
@pytest.mark.parametrize("every", [2, 3, 4])
def test_with_zero_grad_now_and_then_the_zone_is_what_a_run_does(where: ZeroGrad, every: int) -> None:
    for lr in (0.01, 0.03, 0.05, 0.08, 0.12, 0.15, 0.17, 0.19, 0.22, 0.3, 0.4):
        settings = LoopSettings(lr, zero_grad=where, every=every)
        loss, diverges = last_loss(settings, 300 * every), zone(lr, settings, LESSONS) is Zone.DIVERGES
        assert loss > 1000 if diverges else loss < 0.1, settings


def last_loss(settings: LoopSettings, epochs: int) -> float:
    """How far the loss of a run from 0 is above the least after so many epochs, or where it has become huge."""
    found = 0.0
    for found in islice(losses(settings, 0.0, 0.0), epochs):
        if not found < 1e30:
            break
    return found


@pytest.mark.parametrize("where", list(ZeroGrad))
def test_all_rows_in_one_mini_batch_are_the_whole_batch(where: ZeroGrad) -> None:
    for every, lr in product((1, 2, 3), (0.01, 0.05, 0.12, 0.17, 0.19, 0.4)):
        whole = LoopSettings(lr, zero_grad=where, every=every)
        batch = replace(whole, batch_size=3)
        assert (batch, limit(batch, LESSONS)) == (batch, limit(whole, LESSONS))
        assert (batch, zone(lr, batch, LESSONS)) == (batch, zone(lr, whole, LESSONS))


@pytest.mark.parametrize("data", [ONE_X, ZERO_X], ids=["one x", "all 0"])
def test_with_one_distinct_x_the_fastest_is_what_ends_the_descent_in_one_step(data: Dataset) -> None:
    known = curvature(data)
    fastest = limits(PLAIN, known).fastest
    assert fastest is not None
    assert fastest == pytest.approx(known.lr_stable / 2)
    assert zone(fastest, PLAIN, known) is Zone.FASTEST
    assert zone(0.99 * known.lr_stable, PLAIN, known) is Zone.OVERSHOOTS


@pytest.mark.parametrize("data", [HUGE, TINY, ONE_X, ZERO_X, Dataset.of([3e38, -3e38, 1], [0, 0, 0])])
def test_there_is_a_zone_for_any_data(data: Dataset) -> None:
    known = curvature(data)
    for every, lr in product((1, 2, 10_000_000), (0.0, 1e-300, 1e-12, 1e-4, 0.5, 1.0, 1e6)):
        settings = LoopSettings(lr, every=every, data=data)
        assert zone(lr, settings, known) in Zone
        assert 0 < limit(settings, known) < math.inf


MOVES = [(0.1, False), (0.5, False), (0.9, False), (0.99, False), (0.5, True), (0.9, True), (1.0, True)]
KINDS = [
    LoopSettings(),
    LoopSettings(backward_twice=True),
    LoopSettings(standardise=True),
    LoopSettings(zero_grad=ZeroGrad.AFTER_STEP),
    LoopSettings(every=2),
    LoopSettings(every=3),
    LoopSettings(every=7),
    LoopSettings(every=3, zero_grad=ZeroGrad.AFTER_STEP),
    LoopSettings(every=2, zero_grad=ZeroGrad.AFTER_BACKWARD),
    LoopSettings(every=3, batch_size=6),
    LoopSettings(every=4, zero_grad=ZeroGrad.AFTER_BACKWARD, backward_twice=True),
]


def grows(settings: LoopSettings, start: tuple[float, float] = (1.0, -2.0), epochs: int = 4000) -> float:
    """How far the loss above the least goes in the second half of a run, as a multiple of how far it went before."""
    found: list[float] = []
    for loss in islice(losses(settings, *start), epochs):
        found.append(loss)
        if not loss < 1e30:
            return math.inf
    return max(found[epochs // 2 :]) / max(found[: epochs // 2])


def some_data(seed: int) -> Dataset:
    generator = np.random.default_rng(seed)
    x = generator.normal(generator.uniform(-2, 2), generator.uniform(0.5, 3), 6)
    return Dataset.of(x.tolist(), generator.normal(size=6).tolist())


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_below_its_limit_a_run_with_momentum_shrinks_and_above_it_grows(kind: int) -> None:
    for momentum, nesterov in MOVES:
        settings = replace(KINDS[kind], momentum=momentum, nesterov=nesterov, data=some_data(kind))
        known = curvature(trained_data(settings))
        at = limit(settings, known)
        if at == 0:
            assert momentum == 1, settings
            assert grows(replace(settings, lr=0.1 / known.largest)) > 1
            continue
        below, above = (replace(settings, lr=share * at) for share in (0.99, 1.01))
        assert grows(below, steepest(settings)) < 1
        assert zone(below.lr, settings, known) is Zone.CONVERGES
        assert grows(above, steepest(settings)) > 1
        assert zone(above.lr, settings, known) is Zone.DIVERGES


@pytest.mark.parametrize("every", [2, 3, 5])
def test_beyond_the_limit_there_may_be_learning_rates_that_hold_again(every: int) -> None:
    for lr, (momentum, nesterov) in product((0.02, 0.05, 0.1, 0.2, 0.3, 0.5), MOVES):
        settings = LoopSettings(lr, every=every, momentum=momentum, nesterov=nesterov)
        diverges = zone(lr, settings, LESSONS) is Zone.DIVERGES
        assert (grows(settings) > 1) is diverges


def test_momentum_1_swings_for_ever_up_to_twice_the_limit_of_descent() -> None:
    settings = LoopSettings(momentum=1)
    assert limit(settings, LESSONS) == pytest.approx(LESSONS.lr_skipped)
    assert zone(0.99 * LESSONS.lr_skipped, settings, LESSONS) is Zone.SWINGS
    assert zone(1.01 * LESSONS.lr_skipped, settings, LESSONS) is Zone.BLOWS_UP
    assert 0.5 < grows(replace(settings, lr=0.99 * LESSONS.lr_skipped)) < 2
    assert grows(replace(settings, lr=1.01 * LESSONS.lr_skipped)) == math.inf


@pytest.mark.parametrize("nesterov", [False, True])
def test_skipping_with_momentum_blows_up_at_any_learning_rate(nesterov: bool) -> None:
    for momentum, lr in product((0.1, 0.9, 1.0), (1e-3, 0.01, 0.1, 0.3)):
        settings = replace(SKIPPED, lr=lr, momentum=momentum, nesterov=nesterov)
        assert limit(settings, LESSONS) == 0
        assert zone(lr, settings, LESSONS) is Zone.BLOWS_UP
        assert grows(settings) > 1


def test_with_momentum_no_mark_is_left_but_the_limit() -> None:
    at = limits(LoopSettings(momentum=0.5), LESSONS)
    assert (at.fastest, at.skipped) == (None, None)
    assert at.stable == pytest.approx(1.5 * LESSONS.lr_stable)


@pytest.mark.parametrize("every", [2, 1000, 10_000_000])
def test_there_is_a_zone_for_any_momentum(every: int) -> None:
    for momentum, data in product((1e-300, 0.5, 1.0), (HUGE, TINY, ONE_X, ZERO_X)):
        settings = LoopSettings(every=every, momentum=momentum, nesterov=True)
        for lr in (0.0, 1e-300, 1e-12, 0.5, 1e6):
            assert zone(lr, settings, curvature(data)) in Zone
            assert 0 <= limit(settings, curvature(data)) < math.inf
