"""The best line, against least squares."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.theory.curvature import curvature
from model.theory.expected import expected_epochs
from model.theory.optimum import optimum
from tests.model.theory.bowls import POINTS, SPREADS, YEARS, quarters


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
