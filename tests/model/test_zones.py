"""The zones of the learning rate: each is what a run does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.dataset import LESSON, Dataset
from model.experiment import LoopSettings, ZeroGrad
from model.theory import curvature
from model.zones import NEAR, SLOW, Zone, limit, limits, zone

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
@pytest.mark.parametrize("lr", [0.01, 0.03, 0.05, 0.08, 0.12, 0.15, 0.17, 0.19, 0.22, 0.3, 0.4])
def test_with_zero_grad_now_and_then_the_zone_is_what_a_run_does(where: ZeroGrad, every: int, lr: float) -> None:
    settings = LoopSettings(lr, zero_grad=where, every=every)
    error, diverges = error_after(settings, 600), zone(lr, settings, LESSONS) is Zone.DIVERGES
    assert error > 10 if diverges else error < 0.5


def error_after(settings: LoopSettings, windows: int) -> float:
    """How far W and b are from the lesson's line after so many times that .grad has been emptied, without torch."""
    A = np.array([[28 / 3, 4.0], [4.0, 2.0]])
    error, grad = np.array([-2.0, 0.0]), np.zeros(2)
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(windows * settings.every):
            clears = epoch % settings.every == 0
            grad = grad * (not (clears and settings.zero_grad is ZeroGrad.BEFORE_BACKWARD)) + A @ error
            if clears and settings.zero_grad is ZeroGrad.AFTER_BACKWARD:
                grad = np.zeros(2)
            error = error - settings.lr * grad
            if clears and settings.zero_grad is ZeroGrad.AFTER_STEP:
                grad = np.zeros(2)
            if np.abs(error).max() > 1e30:
                break
    return float(np.abs(error).max())


@pytest.mark.parametrize("data", [ONE_X, ZERO_X], ids=["one x", "all 0"])
def test_with_one_distinct_x_the_fastest_is_what_ends_the_descent_in_one_step(data: Dataset) -> None:
    known = curvature(data)
    fastest = limits(PLAIN, known).fastest
    assert fastest is not None
    assert fastest == pytest.approx(known.lr_stable / 2)
    assert zone(fastest, PLAIN, known) is Zone.FASTEST
    assert zone(0.99 * known.lr_stable, PLAIN, known) is Zone.OVERSHOOTS


@pytest.mark.parametrize("data", [HUGE, TINY, ONE_X, ZERO_X, Dataset.of([3e38, -3e38, 1], [0, 0, 0])])
@pytest.mark.parametrize("every", [1, 2, 10_000_000])
def test_there_is_a_zone_for_any_data(data: Dataset, every: int) -> None:
    known = curvature(data)
    for lr in (0.0, 1e-300, 1e-12, 1e-4, 0.5, 1.0, 1e6):
        settings = LoopSettings(lr, every=every, data=data)
        assert zone(lr, settings, known) in Zone
        assert 0 < limit(settings, known) < math.inf
