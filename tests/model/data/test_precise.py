"""The data as they were read: the reader's float64, or the shortest decimals that become the float32."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.number_text import short_floats
from model.data.precise import precise_columns, shortest_decimals
from model.dataset import Dataset

FLOATS = st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1)


@given(FLOATS)
def test_a_column_has_the_decimals_that_its_values_have_one_by_one(values: list[float]) -> None:
    column = np.array(values, np.float32).reshape(-1, 1)
    found = shortest_decimals(column)
    assert found.shape == column.shape
    assert found.ravel().tolist() == short_floats(column)


@pytest.mark.parametrize("low", [-45, -10, -3, 0, 5, 25])
def test_so_it_is_at_every_size(low: int) -> None:
    rng = np.random.default_rng(1)
    column = (10.0 ** rng.uniform(low, low + 10, 2000)).astype(np.float32)
    assert shortest_decimals(column).tolist() == short_floats(column)


def test_what_was_typed_is_there_again() -> None:
    x, y = precise_columns(Dataset.of([0.1, 337.4, 1e-5], [0.2, 16777217, 3]))
    assert x.ravel().tolist() == [0.1, 337.4, 1e-5]
    assert y.ravel().tolist() == [0.2, 16777216, 3]


def test_what_the_reader_had_comes_first_and_is_no_part_of_equality() -> None:
    x, y = np.array([[0.1234567890123]]), np.array([[2.0]])
    data = Dataset(x.astype(np.float32), y.astype(np.float32), precise=(x, y))
    assert precise_columns(data)[0].tolist() == x.tolist()
    assert data == Dataset(x.astype(np.float32), y.astype(np.float32))
    assert hash(data) == hash(Dataset(x.astype(np.float32), y.astype(np.float32)))
    assert data.precise is not None
    with pytest.raises(ValueError, match="read-only"):
        data.precise[0][0] = 1


@pytest.mark.parametrize("x", [[[0.2]], [[0.1], [0.1]], [[np.nan]], [[1e300]]], ids=str)
def test_other_numbers_than_those_of_the_data_are_refused(x: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="not those of the data"):
        Dataset(np.array([[0.1]]), np.array([[1.0]]), precise=(np.array(x), np.array([[1.0]])))


def test_they_are_looked_for_once() -> None:
    data = Dataset.of([0.1], [0.2])
    assert precise_columns(data)[0] is precise_columns(data)[0]
