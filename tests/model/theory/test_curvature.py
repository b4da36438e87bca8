"""How steeply the loss bends, against torch's Hessian, and the limits of the learning rate, against real runs."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.theory.curvature import curvature
from model.theory.expected import excesses
from model.theory.optimum import optimum
from tests.model.theory.bowls import COORDINATES, SPREADS, TWO_SETS, quarters, real_losses


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
    x_read, y_read = x.numpy().reshape(-1, 1), y.numpy().reshape(-1, 1)
    found = curvature(Dataset(x_read.astype(np.float32), y_read.astype(np.float32), precise=(x_read, y_read)))
    assert found.smallest == pytest.approx(smallest, abs=1e-12 * largest)
    assert found.largest == pytest.approx(largest, rel=1e-12)


@pytest.mark.parametrize("data", TWO_SETS, ids=["lesson", "other"])
def test_just_below_the_limit_descent_converges(data: Dataset) -> None:
    best = np.polyfit(data.x.ravel(), data.y.ravel(), 1)
    least = float(np.mean((np.polyval(best, data.x) - data.y) ** 2))
    found = real_losses(data, 0.99 * curvature(data).lr_stable, zero_grad=True, epochs=1500)
    assert found[-1] == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize("data", TWO_SETS, ids=["lesson", "other"])
def test_just_above_the_limit_descent_diverges(data: Dataset) -> None:
    grown = real_losses(data, 1.01 * curvature(data).lr_stable, zero_grad=True, epochs=900)
    assert grown[-1] > 1e6 * grown[0]


@pytest.mark.parametrize("data", TWO_SETS, ids=["lesson", "other"])
def test_just_below_its_limit_the_swing_without_zero_grad_stays_bounded(data: Dataset) -> None:
    swing = real_losses(data, 0.99 * curvature(data).lr_skipped, zero_grad=False, epochs=1000)
    assert max(swing[500:]) < 1.1 * max(swing[:500])


@pytest.mark.parametrize("data", TWO_SETS, ids=["lesson", "other"])
def test_just_above_its_limit_the_swing_without_zero_grad_diverges(data: Dataset) -> None:
    assert not np.isfinite(real_losses(data, 1.01 * curvature(data).lr_skipped, zero_grad=False, epochs=6000)[-1])


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(-8, 8), st.integers(-8, 8)), min_size=2, max_size=8), st.booleans())
def test_of_any_data_the_limit_parts_the_real_runs_that_stay_from_those_that_blow_up(
    points: list[tuple[int, int]], zero_grad: bool
) -> None:
    data = quarters(points)
    known, least = curvature(data), optimum(data).loss
    limit = known.lr_stable if zero_grad else known.lr_skipped
    along_the_steepest = excesses(data, 0.0, 0.0)[1]
    assume(along_the_steepest > 1e-3)  # else there is nothing to grow
    below, above = (real_losses(data, share * limit, zero_grad=zero_grad, epochs=450) for share in (0.99, 1.01))
    # From rest, a swing that just holds goes 1 / cos(t / 2) as far, with 4 cos(t / 2)^2 = 4 - lr * eigenvalue.
    assert max(below) - least < (1.01 if zero_grad else 101) * (below[0] - least)
    assert not above[-1] < 1e6 * along_the_steepest


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
