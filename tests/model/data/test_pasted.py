"""What a spreadsheet leaves on the clipboard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.pasted import PASTED_LIMIT, Fault, PasteError, read_pasted


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\n3\t4", [[1, 2], [3, 4]]),
        ("1\t2\r\n3\t4\r\n", [[1, 2], [3, 4]]),
        ("1\r2\r", [[1], [2]]),
        ("1,5\t-2,25", [[1.5, -2.25]]),
        ("hours\tscore\n1\t2", [[1, 2]]),
        ("hours\n1\n2", [[1], [2]]),
        ("x 1\t점수\n1\t2\n\n\n", [[1, 2]]),
        (" 1 \t 2 ", [[1, 2]]),
        ("7", [[7]]),
        ("1\t2\n\n3\t4", [[1, 2], [3, 4]]),
        ("1, 55\n2, 62\n3, 71", [[1, 55], [2, 62], [3, 71]]),
        ("1 55\n2 62\n3 71", [[1, 55], [2, 62], [3, 71]]),
        ("1;55\n2;62", [[1, 55], [2, 62]]),
        ("이름\t시간\t점수\n김\t1\t55\n이\t2\t62", [[1, 55], [2, 62]]),
        ("시간\t점수\n1시간\t55점\n2시간\t62점", [[1, 55], [2, 62]]),
        ("x\ty\n1\t10%\n2\t20%", [[1, 10], [2, 20]]),
        ("x\ty\n１\t２\n２\t４", [[1, 2], [2, 4]]),
        ("인구\t가구\n950\t412\n1,350\t588\n2,020\t871", [[950, 412], [1350, 588], [2020, 871]]),
        ("1 350\n2 020", [[1350], [2020]]),
        ("1.125\t2\n2.375\t3", [[1.125, 2], [2.375, 3]]),
        ("1,5\n2", [[1.5], [2]]),
        ("번호\t시간\t점수\n1\t5\t55\n2\t6\t62", [[5, 55], [6, 62]]),
    ],
)
def test_one_or_two_columns_are_read(text: str, rows: list[list[float]]) -> None:
    assert read_pasted(text).values.tolist() == rows
    assert read_pasted(text).values.dtype == np.float32


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1\t2\n3\t4", ()),
        (" game time (h) \tweight (kg)\n1\t2", ("game time (h)", "weight (kg)")),
        ("점수\n1\n2", ("점수",)),
        ("이름\t시간\t점수\n김\t1\t55\n이\t2\t62", ("시간", "점수")),
    ],
)
def test_a_heading_names_the_columns_that_are_read(text: str, names: tuple[str, ...]) -> None:
    assert read_pasted(text).names == names


@pytest.mark.parametrize(
    ("text", "fault", "row", "column"),
    [
        ("", Fault.NOTHING, 0, 0),
        (" \n\t\n", Fault.NOTHING, 0, 0),
        ("1\t2\t3", Fault.TOO_MANY_COLUMNS, 1, 3),
        ("1\t2\n3", Fault.RAGGED, 2, 1),
        ("1\n2\t3", Fault.RAGGED, 2, 2),
        ("1\t2\n3\t", Fault.EMPTY_CELL, 2, 2),
        ("1\n\n2", Fault.EMPTY_CELL, 2, 1),
        ("1\t2\n3\tx", Fault.NOT_A_NUMBER, 2, 2),
        ("x\ty\n1\t2\nz\t3", Fault.NOT_A_NUMBER, 3, 1),
        ("hours\t5\n1\t2", Fault.NOT_A_NUMBER, 1, 1),
        ("hours", Fault.NOT_A_NUMBER, 1, 1),
        ("nan\tnan\n1\t2", Fault.EMPTY_CELL, 1, 1),
        ("1\t2\n1\tNaN", Fault.EMPTY_CELL, 2, 2),
        ("1\t2\n2024-03-01\t3", Fault.NOT_A_NUMBER, 2, 1),
        ("2024-03-01\t3\n2024-03-02\t4", Fault.NOT_A_NUMBER, 1, 1),
        ("1,350\t2\n2,020\t3", Fault.AMBIGUOUS, 1, 1),
        ("5\t1.350\n6\t2.020", Fault.AMBIGUOUS, 1, 2),
        ("1,5\n2,5", Fault.AMBIGUOUS, 1, 1),
        ("1,55\n2,62", Fault.AMBIGUOUS, 1, 1),
        ("1 200\n2 300\n3 400", Fault.AMBIGUOUS, 1, 1),
        ("950\t0.5\n1.350\t0.7", Fault.AMBIGUOUS, 2, 1),
        ("1\t2\n–\t3\n4\t5", Fault.EMPTY_CELL, 2, 1),
        ("1..5\n2\n3", Fault.NOT_A_NUMBER, 1, 1),
        ("12:30\n13\n14", Fault.NOT_A_NUMBER, 1, 1),
        ("–\n5\n", Fault.EMPTY_CELL, 1, 1),
        ("5½\n6½", Fault.NOT_A_NUMBER, 1, 1),
        ("inf\n1", Fault.NOT_A_NUMBER, 1, 1),
        ("-inf\n1", Fault.NOT_A_NUMBER, 1, 1),
        ("#N/A\n1", Fault.EMPTY_CELL, 1, 1),
        ("1e39\n1", Fault.TOO_LARGE, 1, 1),
        ("1\n 2.. ", Fault.NOT_A_NUMBER, 2, 1),
        ("1\n 1e39 ", Fault.TOO_LARGE, 2, 1),
        ("1\t2\n3\t-4e38", Fault.TOO_LARGE, 2, 2),
    ],
)
def test_a_bad_text_is_refused_whole_and_says_where(text: str, fault: Fault, row: int, column: int) -> None:
    with pytest.raises(PasteError) as caught:
        read_pasted(text)
    assert (caught.value.fault, caught.value.row, caught.value.column) == (fault, row, column)
    told = fault in (Fault.NOT_A_NUMBER, Fault.TOO_LARGE, Fault.AMBIGUOUS)
    assert caught.value.cell == (text.splitlines()[row - 1].split("\t")[column - 1].strip() if told else "")
    assert str(caught.value).startswith(f"{fault} (row {row}, ")


def test_more_rows_than_anybody_pastes_are_refused_at_once() -> None:
    for text in ("1\n" * PASTED_LIMIT, "x\n" + "1\n" * PASTED_LIMIT):
        assert len(read_pasted(text).values) == PASTED_LIMIT
    with pytest.raises(PasteError) as caught:
        read_pasted("1\n" * (PASTED_LIMIT + 1))
    assert caught.value.fault is Fault.TOO_MANY_ROWS


INPUTS = Path(__file__).parent / "tables" / "inputs"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("blank_line", [[1, 2], [2, 4], [3, 6]]),
        ("commas", [[1, 55], [2, 62], [3, 71]]),
        ("fullwidth", [[1, 2], [2, 4], [3, 7]]),
        ("nbsp", [[1, 2], [2, 4], [3, 6]]),
        ("percent", [[1, 10], [2, 20], [3, 35]]),
        ("spaces", [[1, 55], [2, 62], [3, 71]]),
        ("thousands", [[950, 412], [1350, 588], [2020, 871]]),
        ("three", [[1, 55], [2, 62], [3, 71]]),
        ("units", [[1, 55], [2, 62], [3, 71]]),
    ],
)
def test_what_teachers_paste_is_read(name: str, rows: list[list[float]]) -> None:
    assert read_pasted((INPUTS / f"paste_{name}.txt").read_text("utf-8")).values.tolist() == rows


def test_a_gap_that_is_pasted_is_named() -> None:
    with pytest.raises(PasteError) as caught:
        read_pasted((INPUTS / "paste_gap.txt").read_text("utf-8"))
    assert (caught.value.fault, caught.value.row, caught.value.column) == (Fault.EMPTY_CELL, 3, 2)
