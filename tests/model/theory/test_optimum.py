"""What mathematics says of the experiment, against torch's Hessian and against real runs."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.theory.curvature import curvature
from model.theory.expected import excesses, expected_epochs
from model.theory.optimum import optimum
from model.trainer import Trainer
from tests.model.plain_script import Settings
from tests.model.program import fitting, loop_settings

DATA = [LESSON, Dataset.of([-4.0, 0.5, 1.0, 2.0], [1.0, 3.0, -2.0, 0.0])]
COORDINATES = st.floats(-100, 100, width=32)


def losses(data: Dataset, lr: float, *, zero_grad: bool, epochs: int) -> list[float]:
    """The losses of so many epochs of a real run, or up to the first that has overflowed."""
    trainer = Trainer(replace(fitting(data), settings=replace(loop_settings(Settings(lr, zero_grad)), data=data)))
    found: list[float] = []
    while len(found) < epochs and (not found or math.isfinite(found[-1])):
        found.append(trainer.run_epoch().loss)
    return found


def test_the_lessons_curvature() -> None:
    assert f"{curvature(LESSON).largest:.4f}" == "11.0929"
    assert f"{curvature(LESSON).smallest:.4f}" == "0.2404"


def test_the_lessons_limits() -> None:
    assert f"{curvature(LESSON).lr_stable:.4f}" == "0.1803"
    assert f"{curvature(LESSON).lr_skipped:.4f}" == "0.3606"


@given(
    st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=20),
    st.tuples(COORDINATES, COORDINATES),
)
def test_the_curvature_is_that_of_torchs_hessian_at_any_W_and_b(
    points: list[tuple[float, float]], at: tuple[float, float]
) -> None:
    x, y = torch.tensor(points, dtype=torch.float64).T

    def loss(W: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return torch.mean((x * W + b - y) ** 2)

    W, b = (torch.tensor(number, dtype=torch.float64) for number in at)
    hessian = torch.autograd.functional.hessian(loss, (W, b))
    smallest, largest = np.linalg.eigvalsh(np.array([[part.item() for part in row] for row in hessian]))
    found = curvature(Dataset.of(*zip(*points, strict=True)))
    assert found.smallest == pytest.approx(smallest, abs=1e-12 * largest)
    assert found.largest == pytest.approx(largest, rel=1e-12)


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_below_the_limit_descent_converges(data: Dataset) -> None:
    best = np.polyfit(data.x.ravel(), data.y.ravel(), 1)
    least = float(np.mean((np.polyval(best, data.x) - data.y) ** 2))
    found = losses(data, 0.99 * curvature(data).lr_stable, zero_grad=True, epochs=1500)
    assert found[-1] == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_above_the_limit_descent_diverges(data: Dataset) -> None:
    assert not np.isfinite(losses(data, 1.01 * curvature(data).lr_stable, zero_grad=True, epochs=6000)[-1])


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_below_its_limit_the_swing_without_zero_grad_stays_bounded(data: Dataset) -> None:
    swing = losses(data, 0.99 * curvature(data).lr_skipped, zero_grad=False, epochs=2000)
    assert max(swing[1000:]) < 1.1 * max(swing[:1000])


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_above_its_limit_the_swing_without_zero_grad_diverges(data: Dataset) -> None:
    assert not np.isfinite(losses(data, 1.01 * curvature(data).lr_skipped, zero_grad=False, epochs=6000)[-1])


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(-8, 8), st.integers(-8, 8)), min_size=2, max_size=8), st.booleans())
def test_of_any_data_the_limit_parts_the_real_runs_that_stay_from_those_that_blow_up(
    points: list[tuple[int, int]], zero_grad: bool
) -> None:
    data = quarters(points)
    known, least = curvature(data), optimum(data).loss
    limit = known.lr_stable if zero_grad else known.lr_skipped
    along_the_steepest = excesses(data, 0.0, 0.0)[1]
    assume(along_the_steepest > 1e-3)  # else there is nothing to grow
    below, above = (losses(data, share * limit, zero_grad=zero_grad, epochs=450) for share in (0.99, 1.01))
    # From rest, a swing that just holds goes 1 / cos(t / 2) as far, with 4 cos(t / 2)^2 = 4 - lr * eigenvalue.
    assert max(below) - least < (1.01 if zero_grad else 101) * (below[0] - least)
    assert not above[-1] < 1e6 * along_the_steepest


# Far from 0, where the textbook's formulas lose all their digits.

YEARS = Dataset.of([float(year) for year in range(1990, 2021)], [0.5 * year - 900 for year in range(1990, 2021)])
FAR = Dataset.of([16777214.0, 16777215.0, 16777216.0], [1.0, 2.0, 4.0])
SPREADS = st.lists(st.integers(-40, 40), min_size=2, max_size=20).filter(lambda x: len(set(x)) > 1)
POINTS = st.lists(st.tuples(st.integers(-12, 12), st.integers(-12, 12)), min_size=1, max_size=12)


def quarters(points: list[tuple[int, int]]) -> Dataset:
    """Points whose coordinates are quarters of these whole numbers, so that float32 holds them exactly."""
    return Dataset.of(*([value / 4 for value in column] for column in zip(*points, strict=True)))


def exact_eigenvalues(data: Dataset) -> tuple[float, float]:
    """The smallest and largest eigenvalue, from exact fractions and a root of 80 digits."""
    x = [Fraction(float(value)) for value in data.x.ravel()]
    mean, square = sum(x, Fraction(0)) / len(x), sum((value**2 for value in x), Fraction(0)) / len(x)
    with localcontext() as context:
        context.prec = 80
        half, determinant = (
            Decimal(each.numerator) / Decimal(each.denominator) for each in (square + 1, 4 * (square - mean**2))
        )
        largest = half + (half**2 - determinant).sqrt()
        return float(determinant / largest), float(largest)


@given(SPREADS, st.sampled_from([0, 2000, -100_000, 2**23]))
def test_the_curvature_keeps_its_digits_whatever_the_offset(x: list[int], offset: int) -> None:
    data = Dataset.of([value + offset for value in x], x)
    found = curvature(data)
    assert (found.smallest, found.largest) == pytest.approx(exact_eigenvalues(data), rel=1e-12)


@given(COORDINATES, st.integers(1, 20))
def test_where_x_has_one_distinct_value_the_loss_is_flat_along_a_direction(x0: float, rows: int) -> None:
    found = curvature(Dataset.of([x0] * rows, range(rows)))
    assert found.smallest == 0
    assert found.largest == pytest.approx(2 * (x0**2 + 1))


@pytest.mark.parametrize("x", [[3e38, -3e38], [1e-45, 0.0], [3e38, 3e38], [3e38]], ids=str)
def test_no_data_that_float32_holds_are_too_large_or_too_small(x: list[float]) -> None:
    data = Dataset.of(x, [3e38, -3e38][: len(x)])
    best, bend = optimum(data), curvature(data)
    numbers = [best.W, best.b, best.loss, bend.smallest, bend.largest, bend.lr_stable, bend.lr_fastest]
    assert all(map(math.isfinite, numbers))
    expected_epochs(data, bend.lr_fastest, 3e38, 3e38)


@given(POINTS)
def test_the_optimum_is_that_of_least_squares_with_the_smallest_norm(points: list[tuple[int, int]]) -> None:
    data = quarters(points)
    x, y = data.x.ravel().astype(np.float64), data.y.ravel().astype(np.float64)
    best = optimum(data)
    (W, b), _, rank, _ = np.linalg.lstsq(np.stack([x, np.ones_like(x)], axis=1), y)
    assert (best.W, best.b) == pytest.approx((W, b), rel=1e-9, abs=1e-9)
    assert best.loss == pytest.approx(np.mean((W * x + b - y) ** 2), rel=1e-9, abs=1e-9)
    assert best.unique == (rank == 2)
    if len(set(y)) > 1:
        assert best.r_squared == pytest.approx(1 - best.loss / np.var(y))
    else:
        assert best.r_squared is None


@given(SPREADS, st.data())
def test_the_optimum_keeps_its_digits_whatever_the_offset(x: list[int], draws: st.DataObject) -> None:
    y = draws.draw(st.lists(st.integers(-40, 40), min_size=len(x), max_size=len(x)))
    near, far = optimum(Dataset.of(x, y)), optimum(Dataset.of([value + 2**23 for value in x], y))
    assert (far.W, far.loss) == pytest.approx((near.W, near.loss), rel=1e-9, abs=1e-9)
    assert far.b + far.W * 2**23 == pytest.approx(near.b, abs=1e-6)


def test_the_lessons_optimum_is_exact() -> None:
    best = optimum(LESSON)
    assert (best.W, best.b, best.loss, best.r_squared, best.unique) == (2, 0, 0, 1, True)


def test_years_are_fitted() -> None:
    best = optimum(YEARS)
    assert (best.W, best.b, best.r_squared) == pytest.approx((0.5, -900, 1))
    assert best.loss < 1e-20


def test_the_optimum_of_a_single_row_goes_through_it_and_is_the_nearest_to_0() -> None:
    best = optimum(Dataset.of([3.0], [20.0]))
    assert (best.W, best.b, best.loss) == pytest.approx((6, 2, 0))
    assert (best.r_squared, best.unique) == (None, False)


def test_two_equal_points_are_as_one() -> None:
    assert optimum(Dataset.of([3.0, 3.0], [20.0, 20.0])) == optimum(Dataset.of([3.0], [20.0]))


def test_where_x_has_one_distinct_value_the_line_explains_nothing() -> None:
    best = optimum(Dataset.of([3.0, 3.0], [10.0, 30.0]))
    assert (best.W, best.b, best.loss, best.r_squared) == pytest.approx((6, 2, 100, 0))
    assert not best.unique


# How long descent takes.


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
    found = first_within(excess_losses(data, lr, W, b, expected + 50), 1e-6)
    assert found == pytest.approx(expected, rel=1e-3, abs=1)


@settings(max_examples=25)
@given(POINTS, st.floats(0.05, 0.95))
def test_the_expected_epochs_are_within_5_percent_of_the_real_loops(points: list[tuple[int, int]], part: float) -> None:
    data = quarters(points)
    lr = part * curvature(data).lr_stable
    tolerance = 1e-3  # far above what float32 rounds off from losses of up to 9
    expected = expected_epochs(data, lr, tolerance=tolerance)
    assert expected is not None
    assume(expected < 2000)
    real = np.array(losses(data, lr, zero_grad=True, epochs=expected * 21 // 20 + 20)) - optimum(data).loss
    assert first_within(real, tolerance) == pytest.approx(expected, rel=0.05, abs=1)


@pytest.mark.parametrize("lr", [0.01, 0.05, 0.17])
def test_the_lessons_own_epochs_are_expected_within_5_percent(lr: float) -> None:
    expected = expected_epochs(LESSON, lr)
    assert expected is not None
    real = np.array(losses(LESSON, lr, zero_grad=True, epochs=2 * expected))
    assert expected == pytest.approx(first_within(real, 1e-6), rel=0.05)


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
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
    assert losses(data, lr, zero_grad=True, epochs=3)[1] == pytest.approx(optimum(data).loss, abs=1e-4)


def test_a_flat_direction_takes_no_time() -> None:
    data = Dataset.of([3.0, 3.0], [10.0, 30.0])
    real = np.array(losses(data, 0.001, zero_grad=True, epochs=3000)) - 100
    assert expected_epochs(data, 0.001, tolerance=1e-3) == pytest.approx(first_within(real, 1e-3), rel=0.05)


@pytest.mark.parametrize("data", [*DATA, YEARS, FAR, Dataset.of([3.0, 3.0], [1.0, 2.0])], ids=str)
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
