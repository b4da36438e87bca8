"""Cells of a table as numbers: what counts as one, and which cell is to blame where one does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled
from model.data.tables.errors import Reason, TableError

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
NUMBERS = re.compile(rf"(?:{NUMBER.pattern}\n)*+")
"""A whole column at once, each number with a newline after it."""

NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)

Pair = tuple[NDArray[np.float32], NDArray[np.float32]]
"""x and y, each of shape (N,)."""


class Grid(Protocol):
    """The cells of a file, however it is written."""

    @property
    def head(self) -> list[list[str]]:
        """The first rows as texts, a header among them."""

    @property
    def count(self) -> int | None:
        """Number of rows, a header included, where it is known."""

    @property
    def decimal_comma(self) -> bool:
        """Whether a number may be written with a comma."""

    def read(self, x: int, y: int, *, header: bool, check_cancelled: CheckCancelled) -> Pair:
        """Two columns, counted from 0, without the header; raises TableError."""


def is_number(cell: str, *, comma: bool) -> bool:
    """Whether a cell is written as a finite number; with comma, that may be its decimal mark."""
    cell = cell.strip()
    return NUMBER.fullmatch(cell.replace(",", ".") if comma else cell) is not None


def number_columns(rows: Sequence[Sequence[str]], *, comma: bool) -> list[int]:
    """The columns of which at least half of the cells that are not empty are numbers."""
    width = max((len(row) for row in rows), default=0)
    found = []
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
        if cells and 2 * sum(is_number(cell, comma=comma) for cell in cells) >= len(cells):
            found.append(column)
    return found


def has_header(rows: Sequence[Sequence[str]], *, comma: bool) -> bool:
    """Whether the first row names the columns: a word stands over numbers, or there are words alone."""
    first, rest = rows[0], rows[1:]
    words = {column for column, cell in enumerate(first) if _is_word(cell, comma=comma)}
    if rest:
        return not words.isdisjoint(number_columns(rest, comma=comma))
    return len(words) == sum(bool(cell.strip()) for cell in first)


def pair_of(rows: Sequence[int], x: tuple[int, list[str]], y: tuple[int, list[str]], *, comma: bool) -> Pair:
    """Two columns of texts, each with its place, as numbers; rows are numbered as in the file. Blames the first row.

    A comma is the decimal mark only where no number of the two columns has a dot: thousands are not guessed.
    """
    cells = [list(map(str.strip, column)) for _, column in (x, y)]
    if comma and any("." in cell and NUMBER.fullmatch(cell) for cell in chain(*cells)):
        comma = False
    results, faults = [], []
    for (place, _), column in zip((x, y), cells, strict=True):
        try:
            results.append(_numbers(rows, place, column, comma=comma))
        except TableError as fault:
            faults.append(fault)
    if faults:
        raise min(faults, key=lambda fault: fault.row or 0)
    return results[0], results[1]


def as_float32(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The nearest float32 numbers; what lies beyond the largest becomes infinite."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def _is_word(cell: str, *, comma: bool) -> bool:
    cell = cell.strip()
    return bool(cell) and not is_number(cell, comma=comma) and not NOT_FINITE.fullmatch(cell)


def _numbers(rows: Sequence[int], place: int, cells: list[str], *, comma: bool) -> NDArray[np.float32]:
    written = list(map(_with_dot, cells)) if comma else cells
    wrong = len(written)
    text = "".join(f"{cell}\n" for cell in written)
    if text.count("\n") > wrong or not NUMBERS.fullmatch(text):
        wrong = next(i for i, cell in enumerate(written) if not NUMBER.fullmatch(cell))
    values = as_float32(np.fromiter(map(float, written[:wrong]), np.float64, wrong))
    beyond = np.flatnonzero(~np.isfinite(values))
    if len(beyond):
        raise TableError(Reason.NOT_FLOAT32, rows[beyond[0]], place, cells[beyond[0]])
    if wrong < len(cells):
        raise TableError(_what_is_wrong_with(cells[wrong]), rows[wrong], place, cells[wrong])
    return values


def _what_is_wrong_with(cell: str) -> Reason:
    if not cell:
        return Reason.EMPTY_CELL
    return Reason.NOT_FINITE if NOT_FINITE.fullmatch(cell) else Reason.NOT_NUMERIC


def _with_dot(cell: str) -> str:
    return cell.replace(",", ".")
