"""Made data: the line, the noise and the range that were asked for, and the same numbers for the same seed."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from model.data.recipe import POINTS, Recipe, is_range
from model.experiment import SEED_LIMIT

NUMBERS = st.floats(-1e6, 1e6)
SEEDS = st.integers(0, SEED_LIMIT - 1)


@st.composite
def recipes(draw: st.DrawFn, noise: st.SearchStrategy[float] | None = None) -> Recipe:
    """Any recipe of classroom size and far beyond."""
    low, high = draw(NUMBERS), draw(NUMBERS)
    assume(is_range(low, high))
    noises = st.floats(0, 1e6) if noise is None else noise
    return Recipe(draw(NUMBERS), draw(NUMBERS), draw(st.integers(2, 50)), draw(noises), low, high, draw(SEEDS))


@given(recipes())
def test_there_are_as_many_points_as_asked_for_all_within_the_range(recipe: Recipe) -> None:
    data = recipe.make()
    assert data.x.shape == data.y.shape == (recipe.points, 1)
    assert data.x.dtype == data.y.dtype == np.float32
    assert (data.x >= np.float32(recipe.low)).all()
    assert (data.x < np.float32(recipe.high)).all()


@given(recipes(noise=st.just(0.0)))
def test_without_noise_the_points_are_on_the_float32_line_exactly(recipe: Recipe) -> None:
    data = recipe.make()
    assert np.array_equal(data.y, data.x * np.float32(recipe.W) + np.float32(recipe.b))


@given(recipes())
def test_the_same_recipe_gives_the_same_data_whatever_else_is_drawn(recipe: Recipe) -> None:
    first = recipe.make()
    torch.rand(7)
    assert recipe.make() == first


@given(recipes(), SEEDS)
def test_the_global_generator_is_left_alone(recipe: Recipe, seed: int) -> None:
    torch.manual_seed(seed)
    before = torch.get_rng_state()
    recipe.make()
    assert torch.equal(torch.get_rng_state(), before)


@given(SEEDS, SEEDS)
def test_another_seed_gives_other_data(one: int, other: int) -> None:
    assume(one != other)
    assume((one - other) % 2**32 != 0)  # torch's Mersenne Twister takes 32 bits of a seed
    assert Recipe(seed=one).make() != Recipe(seed=other).make()


def test_noise_leaves_x_where_it_is() -> None:
    assert np.array_equal(Recipe(noise=0.0).make().x, Recipe(noise=3.0).make().x)


def test_many_points_have_the_statistics_that_were_asked_for() -> None:
    data = Recipe(-3.0, 7.0, points=POINTS[1], noise=2.0, low=-4.0, high=6.0, seed=1).make()
    x, y = data.x.ravel().astype(float), data.y.ravel().astype(float)
    residuals = y - (-3.0 * x + 7.0)
    assert len(data) == 100_000
    assert np.polyfit(x, y, 1) == pytest.approx([-3.0, 7.0], abs=0.05)
    assert (x.mean(), x.std()) == pytest.approx((1.0, 10 / math.sqrt(12)), abs=0.05)
    assert (residuals.mean(), residuals.std()) == pytest.approx((0.0, 2.0), abs=0.05)
    assert np.mean(np.abs(residuals) < 2.0) == pytest.approx(0.6827, abs=0.01)  # normal: within one deviation


def test_two_neighbouring_float32_numbers_are_a_range_of_one_number() -> None:
    high = float(np.nextafter(np.float32(1), np.float32(2)))
    assert set(Recipe(low=1.0, high=high, points=1000).make().x.ravel().tolist()) == {1.0}


def test_a_range_of_numbers_beyond_float32_is_asked_about_without_a_warning() -> None:
    assert is_range(-1e39, 1e39)
    assert not is_range(1e39, 1e40)


def test_the_largest_numbers_still_make_finite_data() -> None:
    assert np.isfinite(Recipe(W=1e18, b=9e37, noise=1e35, low=-9e18, high=9e18, points=1000).make().y).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"points": 1}, "the number of points must be a whole number from 2 to 100000, not 1"),
        ({"points": 100_001}, "the number of points must be a whole number from 2 to 100000, not 100001"),
        ({"points": 2.5}, "the number of points must be a whole number"),
        ({"points": True}, "the number of points must be a whole number"),
        ({"seed": -1}, "the seed must be a whole number from 0 to"),
        ({"seed": SEED_LIMIT}, "the seed must be a whole number from 0 to"),
        ({"seed": 0.5}, "the seed must be a whole number from 0 to"),
        ({"noise": -0.1}, "the noise must be 0 or more, not -0.1"),
        ({"noise": math.inf}, "the noise must be a finite number, not inf"),
        ({"W": math.nan}, "W must be a finite number, not nan"),
        ({"b": -math.inf}, "b must be a finite number, not -inf"),
        ({"low": math.nan}, "the least x must be a finite number, not nan"),
        ({"high": math.inf}, "the largest x must be a finite number, not inf"),
        ({"low": 3.0, "high": 3.0}, "x must go from a smaller to a larger float32 number, not from 3.0 to 3.0"),
        ({"low": 3.0, "high": -3.0}, "x must go from a smaller to a larger"),
        ({"low": 1.0, "high": 1.0 + 1e-12}, "x must go from a smaller to a larger"),
        ({"W": 1e38}, "these numbers are too large"),
        ({"W": 0.0, "high": 1e39}, "these numbers are too large"),
        ({"noise": 1e38}, "these numbers are too large"),
        ({"W": 2e38, "high": 0.1}, "these numbers are too large"),
        ({"W": 0.0, "b": -2e38}, "these numbers are too large"),
        ({"W": 1e300, "high": 1e300}, "these numbers are too large"),
    ],
    ids=str,
)
def test_what_cannot_be_made_is_said_in_a_sentence(wrong: dict[str, Any], message: str) -> None:
    good = {"W": 2.0, "b": 1.0, "points": 50, "noise": 1.0, "low": 0.0, "high": 10.0, "seed": 0}
    with pytest.raises(ValueError, match=message):
        Recipe(**{**good, **wrong})


@pytest.mark.parametrize(
    ("recipe", "equation"),
    [
        (Recipe(2.0, 1.0, noise=0.5), "y = 2 x + 1 ± 0.5"),
        (Recipe(-2.5, -1.0, noise=0.0), "y = −2.5 x − 1"),
        (Recipe(1e-7, -0.0, noise=0.0), "y = 1e−07 x + 0"),
    ],
)
def test_the_data_are_named_by_their_equation(recipe: Recipe, equation: str) -> None:
    assert recipe.make().name == equation


def test_a_recipe_draws_x_and_then_the_noise_as_torch_does() -> None:
    data = Recipe(W=2.0, b=1.0, points=5, noise=0.5, low=-1.0, high=3.0, seed=7).make()
    generator = torch.Generator().manual_seed(7)
    x = (-1 + 4 * torch.rand((5, 1), generator=generator, dtype=torch.float64)).float()
    y = x * 2 + 1 + 0.5 * torch.randn((5, 1), generator=generator)
    assert (data.x.tolist(), data.y.tolist()) == (x.tolist(), y.tolist())
    assert (data.x_name, data.y_name) == ("x", "y")


def test_a_recipe_is_written_without_torch() -> None:
    check = "import sys, model.data.recipe; model.data.recipe.Recipe().equation; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
