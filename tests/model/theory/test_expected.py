"""How long a run is said to take, beside runs."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from hypothesis import assume, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from model.data.standardised import trained_data
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.theory.curvature import curvature
from model.theory.expected import expected_epochs, expected_epochs_of, overflows
from model.theory.optimum import optimum
from model.theory.surface import TOLERANCE, loss_surface
from model.theory.zones import limit
from model.training.trainer import Trainer
from tests.model.recurrence import losses
from tests.model.theory.bowls import FAR, POINTS, TWO_SETS, YEARS, quarters, real_losses

ANY_DATA = st.lists(st.tuples(st.floats(-5, 5, width=32), st.floats(-5, 5, width=32)), min_size=3, max_size=6).map(
    lambda rows: Dataset.of(*map(list, zip(*rows, strict=True)))
)


def run_in_float64(settings: LoopSettings, epochs: int, velocity: tuple[float, float] = (0.0, 0.0)) -> int:
    """The epoch after the last one whose loss is above the tolerance."""
    near = loss_surface(trained_data(settings)).tolerance
    above = [n for n, loss in enumerate(islice(losses(settings, 1.0, -2.0, velocity), epochs)) if loss > near]
    return above[-1] + 1 if above else 0


@given(
    data=ANY_DATA.filter(lambda data: data.x_scale[1] > 0.3),
    moves=st.sampled_from([(0.0, False), (0.3, False), (0.9, False), (0.3, True), (0.9, True), (0.99, True)]),
    share=st.floats(0.02, 0.98),
    kind=st.tuples(st.booleans(), st.booleans()),
    velocity=st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
)
@example(data=LESSON, moves=(0.3, True), share=0.9, kind=(False, False), velocity=(50.0, -50.0))
def test_it_is_the_epoch_of_a_run(
    data: Dataset,
    moves: tuple[float, bool],
    share: float,
    kind: tuple[bool, bool],
    velocity: tuple[float, float],
) -> None:
    settings = LoopSettings(
        data=data, momentum=moves[0], nesterov=moves[1], backward_twice=kind[0], standardise=kind[1]
    )
    settings = replace(settings, lr=share * limit(settings, curvature(trained_data(settings))))
    expected = expected_epochs_of(settings, 1.0, -2.0, velocity=velocity)
    assert expected is not None
    if expected < 10_000:
        found = run_in_float64(settings, 2 * expected + 100, velocity)
        assert found == pytest.approx(expected, rel=0 if expected < 1000 else 0.05)


@pytest.mark.parametrize("lr", [1e-4, 1e-3])
def test_a_long_swing_is_found_to_its_end(lr: float) -> None:
    settings = LoopSettings(lr, momentum=0.9999)
    expected = expected_epochs_of(settings, 1.0, -2.0)
    assert expected is not None
    assert expected > 100_000
    assert run_in_float64(settings, expected + 20_000) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(0.05),
        LoopSettings(momentum=0.9),
        LoopSettings(momentum=0.9, nesterov=True),
        LoopSettings(0.1, momentum=0.5, zero_grad=ZeroGrad.AFTER_STEP),
        LoopSettings(0.05, momentum=0.5, accumulate=3, standardise=True),
        LoopSettings(0.05, momentum=0.5, batch_size=3, backward_twice=True),
    ],
    ids=str,
)
def test_of_the_lesson_it_is_the_epoch_of_a_real_run(settings: LoopSettings) -> None:
    expected = expected_epochs_of(settings)
    assert expected is not None
    trainer = Trainer(Experiment(settings=settings))
    above = [n for n in range(expected * 21 // 20 + 20) if trainer.run_epoch().loss > TOLERANCE]
    assert above[-1] + 1 == pytest.approx(expected, rel=0.05)


def test_without_momentum_it_is_that_of_descent() -> None:
    assert expected_epochs_of(LoopSettings(0.05), 3.0, 1.0) == expected_epochs(LESSON, 0.05, 3.0, 1.0)
    assert expected_epochs_of(LoopSettings(0.05, backward_twice=True)) == expected_epochs(LESSON, 0.1)


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(momentum=1.0),
        LoopSettings(0.5, momentum=0.5),
        LoopSettings(momentum=0.5, zero_grad=ZeroGrad.NEVER),
        LoopSettings(zero_grad=ZeroGrad.NEVER),
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
        LoopSettings(every=2),
        LoopSettings(step=False),
        LoopSettings(batch_size=2),
        LoopSettings(0.0, momentum=0.5),
    ],
    ids=str,
)
def test_there_is_none_where_it_never_settles_or_nothing_tells(settings: LoopSettings) -> None:
    assert expected_epochs_of(settings) is None


@given(
    lr=st.floats(0, 1e6),
    momentum=st.floats(0, 1),
    nesterov=st.booleans(),
    data=ANY_DATA | st.just(Dataset.of([5, 5], [1, 2])) | st.just(Dataset.of([3e38, -3e38, 1], [0, 0, 0])),
)
@limits(max_examples=200)
def test_any_settings_have_an_answer(lr: float, momentum: float, nesterov: bool, data: Dataset) -> None:
    settings = LoopSettings(lr, momentum=momentum, nesterov=nesterov and momentum > 0, data=data)
    assert expected_epochs_of(settings) is None or expected_epochs_of(settings) >= 0  # type: ignore[operator]


def test_at_the_best_line_there_is_nothing_to_wait_for() -> None:
    surface = loss_surface(LESSON)
    b = surface.y_mean - surface.W_best * surface.x_mean
    assert expected_epochs_of(LoopSettings(momentum=0.9), surface.W_best, b) == 0


@pytest.mark.parametrize(("W", "tolerance"), [(math.nan, 1e-6), (0.0, 0.0), (0.0, math.inf)])
def test_numbers_that_cannot_be_are_refused(W: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="W and b"):
        expected_epochs_of(LoopSettings(momentum=0.5), W, 0.0, tolerance)


# Without momentum, of plain descent.


def excess_losses(data: Dataset, lr: float, W: float, b: float, epochs: int) -> np.ndarray[tuple[int], np.dtype]:
    """How far the loss of each epoch is above the optimum's, shape (epochs,): plain descent in float64."""
    x, y = data.x.ravel().astype(np.float64), data.y.ravel().astype(np.float64)
    best = optimum(data)
    excesses = np.empty(epochs)
    for epoch in range(epochs):
        residual = W * x + b - y
        excesses[epoch] = np.mean(((W - best.W) * x + b - best.b) ** 2)
        W, b = W - lr * 2 * float(np.mean(residual * x)), b - lr * 2 * float(np.mean(residual))
    return excesses


def first_within(excesses: np.ndarray[tuple[int], np.dtype], tolerance: float) -> int:
    """The first epoch from which on no excess is above the tolerance."""
    above = np.flatnonzero(excesses > tolerance)
    return int(above[-1]) + 1 if len(above) else 0


@given(POINTS, st.floats(0.05, 0.95), st.floats(-5, 5), st.floats(-5, 5))
def test_the_expected_epochs_are_those_of_plain_descent_in_float64(
    points: list[tuple[int, int]], part: float, W: float, b: float
) -> None:
    data = quarters(points)
    lr = part * curvature(data).lr_stable
    expected = expected_epochs(data, lr, W, b)
    assert expected is not None
    assume(expected < 5000)
    found = first_within(excess_losses(data, lr, W, b, expected + 50), loss_surface(data).tolerance)
    assert found == pytest.approx(expected, rel=1e-3, abs=1)


@pytest.mark.parametrize("unit", [1e-5, 0.01, 100.0, 1e6])
def test_the_unit_of_y_makes_no_difference(unit: float) -> None:
    y = [2.5, 4.0, 6.0]
    data, converted = (Dataset.of([1.0, 2.0, 3.0], [of * value for value in y]) for of in (1.0, unit))
    assert loss_surface(data).tolerance == TOLERANCE
    assert loss_surface(converted).tolerance == pytest.approx(unit**2 * TOLERANCE, rel=1e-9)
    assert expected_epochs(converted, 0.05) == expected_epochs(data, 0.05)


@limits(max_examples=25)
@given(POINTS, st.floats(0.05, 0.95))
def test_the_expected_epochs_are_within_5_percent_of_the_real_loops(points: list[tuple[int, int]], part: float) -> None:
    data = quarters(points)
    lr = part * curvature(data).lr_stable
    tolerance = 1e-3  # far above what float32 rounds off from losses of up to 9
    expected = expected_epochs(data, lr, tolerance=tolerance)
    assert expected is not None
    assume(expected < 2000)
    real = np.array(real_losses(data, lr, zero_grad=True, epochs=expected * 21 // 20 + 20)) - optimum(data).loss
    assert first_within(real, tolerance) == pytest.approx(expected, rel=0.05, abs=1)


@pytest.mark.parametrize("lr", [0.01, 0.05, 0.17])
def test_the_lessons_own_epochs_are_expected_within_5_percent(lr: float) -> None:
    expected = expected_epochs(LESSON, lr)
    assert expected is not None
    real = np.array(real_losses(LESSON, lr, zero_grad=True, epochs=expected * 11 // 10))
    assert expected == pytest.approx(first_within(real, 1e-6), rel=0.05)


@pytest.mark.parametrize("data", TWO_SETS, ids=["lesson", "other"])
def test_no_learning_rate_is_faster_in_the_long_run_than_the_fastest(data: Dataset) -> None:
    bend = curvature(data)

    def epochs(lr: float) -> int:
        expected = expected_epochs(data, lr, 40.0, -30.0, tolerance=1e-200)
        assert expected is not None
        return expected

    assert epochs(bend.lr_fastest) <= 1.02 * min(epochs(part * bend.lr_stable) for part in np.linspace(0.01, 0.99, 99))
    assert max(epochs(part * bend.lr_fastest) for part in (0.98, 1.005)) > epochs(bend.lr_fastest)


@pytest.mark.parametrize("x", [[3.0], [3.0, 3.0], [0.0, 0.0, 0.0]], ids=str)
def test_along_a_flat_direction_the_fastest_rate_arrives_in_one_step(x: list[float]) -> None:
    data = Dataset.of(x, [20.0, 10.0, 3.0][: len(x)])
    lr = curvature(data).lr_fastest
    assert expected_epochs(data, lr) == 1
    assert real_losses(data, lr, zero_grad=True, epochs=3)[1] == pytest.approx(optimum(data).loss, abs=1e-4)


def test_a_flat_direction_takes_no_time() -> None:
    data = Dataset.of([3.0, 3.0], [10.0, 30.0])
    real = np.array(real_losses(data, 0.001, zero_grad=True, epochs=500)) - 100
    assert expected_epochs(data, 0.001, tolerance=1e-3) == pytest.approx(first_within(real, 1e-3), rel=0.05)


@pytest.mark.parametrize("data", [*TWO_SETS, YEARS, FAR, Dataset.of([3.0, 3.0], [1.0, 2.0])], ids=str)
def test_at_the_limit_and_above_and_with_a_rate_of_0_it_never_gets_there(data: Dataset) -> None:
    limit = curvature(data).lr_stable
    assert [expected_epochs(data, lr) for lr in (0.0, limit, 1.01 * limit, 1e30)] == [None] * 4


@pytest.mark.parametrize("lr", [0.0, 0.01, 0.5])
def test_a_start_at_the_optimum_is_there_at_once(lr: float) -> None:
    assert expected_epochs(LESSON, lr, 2.0, 0.0) == 0


def test_a_start_near_the_optimum_stays_there_only_below_the_limit() -> None:
    assert expected_epochs(LESSON, 0.0, 2.0001, 0.0) == 0
    assert expected_epochs(LESSON, 0.01, 2.0001, 0.0) == 0
    assert expected_epochs(LESSON, 0.19, 2.0001, 0.0) is None


def test_years_take_long_and_what_takes_longer_than_can_be_counted_is_never() -> None:
    lr = 0.5 * curvature(YEARS).lr_stable
    expected = expected_epochs(YEARS, lr)
    assert expected is not None
    assert expected > 1_000_000
    assert expected_epochs(YEARS, 1e-12 * lr) is None


@pytest.mark.parametrize(
    "numbers", [(-0.1, 0, 0, 1e-6), (math.nan, 0, 0, 1e-6), (0.1, math.inf, 0, 1e-6), (0.1, 0, 0, 0)], ids=str
)
def test_numbers_out_of_range_are_refused(numbers: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"finite|negative|not above 0"):
        expected_epochs(LESSON, *numbers)


LARGE = st.floats(-38, 38).flatmap(lambda power: st.sampled_from([-1.0, 1.0]).map(lambda sign: sign * 10.0**power))


@limits(max_examples=300, deadline=None)
@given(rows=st.lists(st.tuples(LARGE, LARGE), min_size=1, max_size=6), W=LARGE, b=LARGE)
def test_what_leaves_float32_at_once_is_what_torch_cannot_hold(
    rows: list[tuple[float, float]], W: float, b: float
) -> None:
    data = Dataset.of(*zip(*rows, strict=True))
    start = [torch.tensor([number], dtype=torch.float32, requires_grad=True) for number in (W, b)]
    loss = torch.mean((torch.from_numpy(data.x.copy()) * start[0] + start[1] - torch.from_numpy(data.y.copy())) ** 2)
    loss.backward()
    held = all(bool(torch.isfinite(number).all()) for number in (loss, *(each.grad for each in start)))  # type: ignore[arg-type]
    assert overflows(data, *(each.item() for each in start)) is not held
    if not held:
        assert expected_epochs(data, 1e-3, *(each.item() for each in start)) is None
