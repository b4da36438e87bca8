"""The envelope against a minimum and maximum taken by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from model.drawing.envelope import BUCKETS, TURNS, Envelope

Column = NDArray[np.float32]

MAX_ROWS = 6 * BUCKETS


@st.composite
def columns(draw: st.DrawFn, specials: tuple[float, ...] = (math.nan, math.inf, -math.inf, 0.0)) -> Column:
    """A column of up to MAX_ROWS values, in which some are special ones, now and then many in a row."""
    n = draw(st.integers(0, MAX_ROWS) | st.sampled_from([BUCKETS, BUCKETS + 1, 2 * BUCKETS, 2 * BUCKETS + 1]))
    column = np.random.default_rng(draw(st.integers(0, 9))).normal(size=n).astype(np.float32)
    for start, length, value in draw(
        st.lists(st.tuples(st.integers(0, MAX_ROWS), st.integers(1, 100), st.sampled_from(specials)), max_size=4)
    ):
        column[start : start + length] = value
    return column


def envelope_of(column: Column, first: int = 0) -> Envelope:
    envelope = Envelope(first)
    envelope.extend(column)
    return envelope


def grown(column: Column, ends: Iterable[int]) -> Envelope:
    """The envelope of a column that comes piece by piece, up to each of these ends."""
    envelope = Envelope()
    for end in ends:
        envelope.extend(column[:end])
    return envelope


def finite(column: Column) -> list[float]:
    return [value for value in column.tolist() if math.isfinite(value)]


@given(columns())
def test_each_stretch_has_the_smallest_and_largest_finite_value_of_its_rows(column: Column) -> None:
    envelope = envelope_of(column)
    _, low, high = envelope.stretches()
    for n, start in enumerate(range(0, len(column), envelope.stretch)):
        values = finite(column[start : start + envelope.stretch]) or [math.nan]
        np.testing.assert_array_equal([low[n], high[n]], [min(values), max(values)])
    assert len(low) == len(high) == math.ceil(len(column) / envelope.stretch)


@given(columns(), st.lists(st.integers(0, MAX_ROWS), max_size=20))
def test_growth_in_any_pieces_gives_the_same_as_all_at_once(column: Column, cuts: list[int]) -> None:
    piecewise = grown(column, [*sorted(cuts), len(column)])
    at_once = envelope_of(column)
    assert piecewise.stretch == at_once.stretch
    np.testing.assert_array_equal(piecewise.stretches(), at_once.stretches())


def test_growth_row_by_row_gives_the_same_as_all_at_once() -> None:
    column = np.random.default_rng(1).normal(size=3 * BUCKETS).astype(np.float32)
    row_by_row = grown(column, range(1, len(column) + 1))
    np.testing.assert_array_equal(row_by_row.stretches(), envelope_of(column).stretches())


@pytest.mark.parametrize(
    ("rows", "stretch"),
    [(1, 1), (BUCKETS, 1), (BUCKETS + 1, 2), (2 * BUCKETS, 2), (2 * BUCKETS + 1, 4), (1_000_000, 2048)],
)
def test_the_stretches_are_the_shortest_powers_of_two_of_which_512_suffice(rows: int, stretch: int) -> None:
    envelope = envelope_of(np.zeros(rows, np.float32))
    assert envelope.stretch == stretch
    assert len(envelope.stretches()[0]) <= 512


@given(columns(), st.integers(0, 10**6))
def test_a_stretch_stands_at_its_middle_epoch_and_the_newest_at_the_newest(column: Column, first: int) -> None:
    envelope = envelope_of(column, first)
    middle = envelope.stretches()[0]
    whole = middle[:-1].reshape(-1, 1) - first
    rows = np.arange(len(whole)).reshape(-1, 1) * envelope.stretch + np.arange(envelope.stretch)
    np.testing.assert_array_equal(whole, rows.mean(axis=1, keepdims=True))
    assert middle[-1:].tolist() == [first + len(column) - 1][: len(column)]


@given(columns())
def test_the_limits_are_those_of_all_finite_values(column: Column) -> None:
    values = finite(column)
    assert envelope_of(column).limits == ((min(values), max(values)) if values else None)


def test_values_that_are_never_finite_have_no_limits_and_no_smallest_positive() -> None:
    envelope = envelope_of(np.array([np.nan, np.inf, -np.inf], np.float32))
    assert envelope.limits is None
    assert envelope.smallest_positive is None


@given(columns(specials=(math.nan, math.inf)))
def test_the_smallest_positive_is_that_of_all_finite_losses(column: Column) -> None:
    losses = column**2
    assert envelope_of(losses).smallest_positive == min(finite(losses), default=None)


def test_a_loss_of_zero_is_not_the_smallest_positive() -> None:
    assert envelope_of(np.array([0.0, 3.0, 2.0, -1.0], np.float32)).smallest_positive == 2
    assert envelope_of(np.zeros(3, np.float32)).smallest_positive is None


@given(columns(), st.integers(1, 700))
def test_the_means_are_those_of_the_finite_values_however_they_come(column: Column, step: int) -> None:
    envelope = grown(column, range(step, len(column) + step, step))
    means = envelope.means()
    assert len(means) == len(envelope.stretches()[0])
    for number, mean in enumerate(means.tolist()):
        values = finite(column[number * envelope.stretch : (number + 1) * envelope.stretch])
        if values:
            assert mean == pytest.approx(np.mean(values), abs=1e-6)
        else:
            assert math.isnan(mean)


@given(columns(), st.integers(1, 700))
def test_the_turns_are_counted_however_the_rows_come(column: Column, step: int) -> None:
    envelope = grown(column, range(step, len(column) + step, step))
    rows = column.tolist()
    turns = sum(a < b > c or a > b < c for a, b, c in zip(rows, rows[1:], rows[2:], strict=False))
    assert envelope.turns == min(turns, TURNS)


def test_joined_it_is_as_if_it_had_had_fewer_stretches_from_the_first_row_on() -> None:
    column = np.arange(100, dtype=np.float32)
    envelope, shorter = envelope_of(column), Envelope(buckets=16)
    shorter.extend(column)
    joined = envelope.joined(16)
    assert (envelope.stretch, joined.stretch, shorter.stretch) == (1, 8, 8)
    assert [list(values) for values in joined.stretches()] == [list(values) for values in shorter.stretches()]
    assert list(joined.means()) == list(shorter.means())
    middle, low, high = joined.stretches(whole=True)
    assert (middle[-1], low[-1], high[-1]) == (99, 88, 99)


@pytest.mark.parametrize(("rows", "from_row"), [(1, 0), (7, 6), (8, 7), (9, 6), (10, 8), (11, 8), (33, 24), (40, 32)])
def test_where_stretches_are_to_be_whole_the_newest_counts_with_the_one_before(rows: int, from_row: int) -> None:
    column = np.arange(rows, dtype=np.float32) ** 2
    envelope = Envelope(buckets=8)
    envelope.extend(column)
    means, whole = envelope.means(), envelope.means(whole=True)
    assert whole.dtype == np.float32
    assert whole[:-1].tolist() == means[:-1].tolist()
    assert whole[-1] == pytest.approx(np.mean(column[from_row:]))
    assert envelope.means().tolist() == means.tolist()
