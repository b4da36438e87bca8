"""The rows of a file, however it is written: what text and spreadsheets have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled
from model.data.tables.cells import Cell

HEAD, TAIL = 1000, 60
"""Rows at the top and at the end that are looked at before any column is chosen, at most."""


@dataclass(frozen=True)
class Span:
    """Where the data of a table are in its file; rows are numbered from 1, as in the file."""

    first: int
    last: int
    width: int
    """Number of columns."""


class Cells(NamedTuple):
    """Two columns, cell by cell."""

    rows: Sequence[int]
    """The numbers of the rows in the file."""
    x: Sequence[Cell]
    y: Sequence[Cell]


class Grid(Protocol):
    """A file's rows."""

    head: list[list[str]]
    """The first rows as texts."""
    head_rows: list[int]
    """Their numbers in the file."""
    tail: list[list[str]]
    tail_rows: list[int]
    """The last rows, in the same way."""
    last_row: int
    """The number of the last row that is not empty."""
    has_row_a_line: bool
    """Whether there are as many rows as numbers from the first to the last."""
    sheets: tuple[str, ...]
    """The names of a spreadsheet's sheets; empty for text."""
    sheet: str | None
    """The sheet that this is."""
    encoding: str | None
    """How the text is written; None for a spreadsheet."""

    def read_quickly(
        self, x: int, y: int, span: Span, proven: Callable[[], frozenset[str]], check_cancelled: CheckCancelled
    ) -> NDArray[np.float64]:
        """Two columns, counted from 0, shape (N, 2); ValueError wherever read() might find something else in them.

        Proven tells the decimal marks that some columns of the file have for certain.
        """

    def read(self, x: int, y: int, span: Span, check_cancelled: CheckCancelled) -> Cells:
        """Two columns, counted from 0; raises TableError."""


def numbered(rows: Iterable[tuple[int, list[str]]], most: int, cells_at_most: int) -> tuple[list[int], list[list[str]]]:
    """The first rows and, before them, their numbers; at least twenty, and no more than so many cells beyond these."""
    numbers: list[int] = []
    texts: list[list[str]] = []
    cells = 0
    for number, row in rows:
        numbers.append(number)
        texts.append(row)
        cells += len(row)
        if len(texts) >= most or (len(texts) >= 20 and cells >= cells_at_most):
            break
    return numbers, texts
