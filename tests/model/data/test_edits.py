"""Changes of a data set by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.edits import added, moved, pasted, removed
from model.data.pasted import Fault, Pasted, PasteError
from model.dataset import LESSON, Dataset

NAMED = Dataset([1, 2, 3], [2, 4, 6], "a file", "hours", "score")  # type: ignore[arg-type]
NUMBERS = st.floats(width=32, allow_nan=False, allow_infinity=False)


def pairs(data: Dataset) -> list[tuple[float, float]]:
    return list(zip(data.x[:, 0].tolist(), data.y[:, 0].tolist(), strict=True))


def values(*rows: list[float], names: tuple[str, ...] = ()) -> Pasted:
    return Pasted(np.array(rows, np.float32), names)


def test_one_pair_is_moved_and_the_old_data_stay() -> None:
    assert pairs(moved(LESSON, 1, 2.5, -1.0)) == [(1, 2), (2.5, -1), (3, 6)]
    assert pairs(LESSON) == [(1, 2), (2, 4), (3, 6)]


def test_a_pair_is_added_behind_the_others() -> None:
    assert pairs(added(LESSON, 4.0, 8.0))[3:] == [(4, 8)]


def test_rows_are_removed() -> None:
    assert pairs(removed(LESSON, [0, 2])) == [(2, 4)]


def test_the_last_rows_cannot_be_removed() -> None:
    with pytest.raises(ValueError, match="empty"):
        removed(LESSON, [0, 1, 2])


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e39])
def test_what_is_no_finite_float32_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        moved(LESSON, 0, bad, 0.0)


def test_two_columns_are_pasted_over_rows_and_appended() -> None:
    changed = pasted(LESSON, values([7, 8], [9, 10]), 2, 0)
    assert pairs(changed) == [(1, 2), (2, 4), (7, 8), (9, 10)]


def test_two_columns_are_x_and_y_wherever_they_are_pasted() -> None:
    assert pairs(pasted(LESSON, values([7, 8]), 0, 1)) == [(7, 8), (2, 4), (3, 6)]


@pytest.mark.parametrize(("column", "expected"), [(0, [(1, 2), (7, 4), (8, 6)]), (1, [(1, 2), (2, 7), (3, 8)])])
def test_one_column_takes_the_place_of_its_own(column: int, expected: list[tuple[float, float]]) -> None:
    assert pairs(pasted(LESSON, values([7], [8]), 1, column)) == expected


def test_one_column_beyond_the_end_is_refused_and_says_from_which_row() -> None:
    with pytest.raises(PasteError) as caught:
        pasted(LESSON, values([7], [8], [9]), 1, 1)
    assert (caught.value.fault, caught.value.row, caught.value.column) == (Fault.HALF_ROW, 3, 2)


def test_names_stay() -> None:
    for changed in (
        moved(NAMED, 0, 5, 5),
        added(NAMED, 1, 1),
        removed(NAMED, [0]),
        pasted(NAMED, values([1, 1]), 0, 0),
    ):
        assert (changed.name, changed.x_name, changed.y_name) == ("a file", "hours", "score")


def test_data_that_replace_all_rows_are_called_as_the_heading_says() -> None:
    changed = pasted(replace(NAMED, left_out=2), values([7, 8], [9, 8], [11, 8], names=("age", "height")), 0, 1)
    assert pairs(changed) == [(7, 8), (9, 8), (11, 8)]
    assert (changed.name, changed.x_name, changed.y_name, changed.left_out) == ("", "age", "height", 0)


def test_where_all_rows_are_replaced_without_a_heading_the_old_names_are_gone() -> None:
    changed = pasted(NAMED, values([7, 8], [9, 10], [11, 12]), 0, 0, unnamed=("column 1", "column 2"))
    assert (changed.name, changed.x_name, changed.y_name) == ("", "column 1", "column 2")


def test_data_that_are_pasted_onto_themselves_keep_their_names() -> None:
    assert pasted(NAMED, values([1, 2], [2, 4], [3, 6]), 0, 0, unnamed=("column 1", "column 2")) == NAMED


@pytest.mark.parametrize(("row", "rows"), [(0, 2), (1, 3)])
def test_a_heading_over_a_part_of_the_rows_names_nothing(row: int, rows: int) -> None:
    changed = pasted(NAMED, values(*[[7.0, 8.0]] * rows, names=("age", "height")), row, 0)
    assert (changed.name, changed.x_name, changed.y_name) == ("a file", "hours", "score")


@pytest.mark.parametrize(("rows", "name"), [(3, "height"), (2, "score")])
def test_a_column_that_is_replaced_as_a_whole_is_called_as_its_heading_says(rows: int, name: str) -> None:
    changed = pasted(NAMED, values(*[[7.0]] * rows, names=("height",)), 0, 1)
    assert (changed.x_name, changed.y_name) == ("hours", name)
    assert pasted(NAMED, values([7], [8], [9]), 0, 1).y_name == "score"


def test_two_columns_over_all_rows_leave_none_of_them() -> None:
    assert pairs(pasted(LESSON, values([7, 8]), 0, 0, over=3)) == [(7, 8)]
    assert pasted(NAMED, values([7, 8], names=("age", "height")), 0, 0, over=3).x_name == "age"


def test_one_column_over_all_rows_is_as_long_as_they_are() -> None:
    assert pairs(pasted(LESSON, values([7], [8], [9]), 0, 0, over=3)) == [(7, 2), (8, 4), (9, 6)]
    with pytest.raises(PasteError) as caught:
        pasted(LESSON, values([7], [8]), 0, 0, over=3)
    assert (caught.value.fault, caught.value.row, caught.value.column) == (Fault.HALF_ROW, 3, 1)


@given(st.lists(st.tuples(st.sampled_from(["move", "add", "remove"]), st.integers(0, 99), NUMBERS, NUMBERS)))
def test_any_sequence_of_edits_leaves_a_valid_data_set(edits: list[tuple[str, int, float, float]]) -> None:
    data, plain = LESSON, pairs(LESSON)
    for kind, number, x, y in edits:
        row = number % len(plain)
        if kind == "add":
            data, plain = added(data, x, y), [*plain, (x, y)]
        elif kind == "move":
            data, plain = moved(data, row, x, y), [*plain[:row], (x, y), *plain[row + 1 :]]
        elif len(plain) > 1:
            data, plain = removed(data, [row]), plain[:row] + plain[row + 1 :]
    assert pairs(data) == plain
    assert data.x.dtype == data.y.dtype == np.float32


def test_data_that_were_read_precisely_can_be_edited() -> None:
    x, y = np.array([[0.1234567890123], [2.0]]), np.array([[1.0], [2.0]])
    read = Dataset(x.astype(np.float32), y.astype(np.float32), precise=(x, y))
    for after in (moved(read, 0, 5.0, 6.0), added(read, 3.0, 4.0), removed(read, [0])):
        assert after.precise is None
