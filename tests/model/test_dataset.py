"""The training data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.precise import precise_columns
from model.dataset import LESSON, Dataset, kept

FLOATS = st.lists(st.floats(-5, 5, width=32) | st.just(-0.0), min_size=1, max_size=5)


def test_the_lesson_has_three_points_on_y_equals_2x() -> None:
    assert LESSON.x.tolist() == [[1.0], [2.0], [3.0]]
    assert LESSON.y.tolist() == [[2.0], [4.0], [6.0]]


@pytest.mark.parametrize("shape", [(6,), (6, 1), (1, 6), (2, 3)])
def test_values_of_any_shape_become_a_float32_column(shape: tuple[int, ...]) -> None:
    values = np.arange(6, dtype=np.int64).reshape(shape)
    data = Dataset(values, values)  # type: ignore[arg-type]
    assert data.x.shape == data.y.shape == (6, 1)
    assert data.x.dtype == data.y.dtype == np.float32
    assert data.x.ravel().tolist() == [0, 1, 2, 3, 4, 5]
    assert len(data) == 6


@pytest.mark.parametrize("name", ["x", "y"])
def test_a_value_cannot_be_overwritten(name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        getattr(LESSON, name)[0] = 7


def test_the_data_do_not_change_with_the_array_they_were_made_of() -> None:
    x = np.ones((2, 1), np.float32)
    data = Dataset(x, x)
    x[0] = 7
    assert data.x.tolist() == [[1], [1]]


def test_data_are_equal_when_all_their_values_are() -> None:
    assert Dataset.of([1, 2, 3], [2, 4, 6]) == LESSON
    assert Dataset.of([1, 2, 4], [2, 4, 6]) != LESSON
    assert Dataset.of([1, 2, 3], [2, 4, 7]) != LESSON
    assert Dataset.of([1, 2], [2, 4]) != LESSON
    assert LESSON != "the lesson"


@given(FLOATS)
def test_equal_data_have_equal_hashes(values: list[float]) -> None:
    data = Dataset.of(values, values)
    positive_zeros = Dataset.of([value + 0.0 for value in values], [value + 0.0 for value in values])
    assert data == positive_zeros
    assert hash(data) == hash(positive_zeros)


def test_different_lengths_are_refused_with_both_lengths() -> None:
    with pytest.raises(ValueError, match=r"x has 3 values, y has 2"):
        Dataset.of([1, 2, 3], [2, 4])


def test_no_data_are_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Dataset.of([], [])


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), 1e39])
@pytest.mark.parametrize("name", ["x", "y"])
def test_a_value_that_float32_cannot_hold_is_refused(name: str, bad: float) -> None:
    values = {"x": [1.0, 2.0], "y": [1.0, 2.0]} | {name: [1.0, bad]}
    with pytest.raises(ValueError, match="not a finite float32"):
        Dataset.of(**values)


def test_what_is_kept_is_computed_once_for_each_data_set() -> None:
    asked: list[Dataset] = []

    @kept
    def count(data: Dataset) -> int:
        asked.append(data)
        return len(data)

    other = Dataset.of([1, 2], [3, 4])
    assert [count(data) for data in (LESSON, other, LESSON, other)] == [3, 2, 3, 2]
    assert asked == [LESSON, other]


def test_a_row_of_a_data_set_takes_8_bytes_and_16_as_it_was_read() -> None:
    x = np.linspace(0, 1, 1000)
    column = x.astype(np.float32)
    data = Dataset(column, column)
    assert data.nbytes == 8 * len(data)
    precise_columns(data)
    assert data.nbytes == (8 + 16) * len(data)
    read = Dataset(column, column, precise=(x, x))
    precise_columns(read)
    assert read.nbytes == (8 + 16) * len(read)
