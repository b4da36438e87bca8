"""When the loss reads as 0, against Python's own formatting."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.theory.reads_as_zero import ReadsAsZero

LOSSES = st.floats(0, width=32) | st.floats(0, 1, width=32) | st.just(math.nan)


@st.composite
def losses_near_the_limit(draw: st.DrawFn) -> tuple[int, list[float]]:
    """A number of decimals, and losses among which are the float32 numbers next to half of its last unit."""
    decimals = draw(st.integers(0, 10))
    half = np.float32(0.5 * 10.0**-decimals)
    near = [half, np.nextafter(half, np.float32(0)), np.nextafter(half, np.float32(1))]
    return decimals, draw(st.lists(LOSSES | st.sampled_from(near).map(float), max_size=12))


def reads_as_zero_since(losses: list[float], decimals: int) -> int | None:
    """The definition: from this epoch on every loss is printed as 0.000."""
    zero = f"{0:.{decimals}f}"
    since = len(losses)
    while since and f"{losses[since - 1]:.{decimals}f}" == zero:
        since -= 1
    return since if since < len(losses) else None


@given(losses_near_the_limit())
@example((3, [0.25, float(np.float32(0.0005)), 0.0]))
@example((0, [0.5, 0.5]))
@settings(max_examples=150)
def test_the_loss_reads_as_zero_exactly_when_it_prints_as_zero(case: tuple[int, list[float]]) -> None:
    decimals, losses = case
    follower = ReadsAsZero(decimals)
    column = np.array(losses, np.float32)
    for n in range(len(losses) + 1):
        assert follower.since(column[:n]) == reads_as_zero_since(losses[:n], decimals)


@given(losses_near_the_limit(), st.lists(st.integers(0, 12), max_size=3))
def test_growth_in_any_pieces_gives_the_same(case: tuple[int, list[float]], cuts: list[int]) -> None:
    decimals, losses = case
    follower = ReadsAsZero(decimals)
    for cut in sorted(cuts):
        follower.since(np.array(losses[:cut], np.float32))
    assert follower.since(np.array(losses, np.float32)) == reads_as_zero_since(losses, decimals)


def test_a_loss_that_comes_back_starts_anew() -> None:
    follower = ReadsAsZero(2)
    assert follower.since(np.array([1, 0, 0], np.float32)) == 1
    assert follower.since(np.array([1, 0, 0, 1], np.float32)) is None
    assert follower.since(np.array([1, 0, 0, 1, 0], np.float32)) == 4


@given(losses_near_the_limit(), losses_near_the_limit(), st.integers(0, 12))
def test_an_earlier_time_of_the_column_is_told_as_it_was(
    case: tuple[int, list[float]], other: tuple[int, list[float]], length: int
) -> None:
    """As after a step back in time."""
    decimals, losses = case[0], case[1] + other[1]
    follower = ReadsAsZero(decimals)
    follower.since(np.array(losses, np.float32))
    shorter = losses[: min(length, len(losses))]
    assert follower.since(np.array(shorter, np.float32)) == reads_as_zero_since(shorter, decimals)


def test_a_column_cut_before_it_read_as_zero_does_not_read_as_zero() -> None:
    follower = ReadsAsZero(2)
    assert follower.since(np.array([1, 1, 1, 0, 0], np.float32)) == 3
    assert follower.since(np.array([1, 1], np.float32)) is None


def test_a_column_cut_behind_the_epoch_where_it_began_to_read_as_zero_does_so_still() -> None:
    follower = ReadsAsZero(2)
    assert follower.since(np.array([1, 0, 0, 0, 0], np.float32)) == 1
    assert follower.since(np.array([1, 0, 0], np.float32)) == 1


def test_nan_does_not_read_as_zero() -> None:
    assert ReadsAsZero(2).since(np.array([0, 0, np.nan], np.float32)) is None
