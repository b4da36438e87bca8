"""What a spreadsheet or a list leaves on the clipboard, read as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.data.number_text import is_as_written_here
from model.data.tables.cells import Column, is_value, is_word, marks_proven, read_column
from model.data.tables.errors import Reason, TableError

PASTED_LIMIT = 10_000
"""More rows belong into a file."""

LINE_END = re.compile(r"\r\n|\r|\n")
LIST = re.compile(r"[^,]*[^,\s](, +|,?[ ]+)[^,\s][^,]*")
"""A line of two cells as one types them: 1, 55."""


Marks = Callable[[], frozenset[str]]

LEADING = re.compile(r"0[0-9]")
"""How no number of its own begins."""


class Fault(StrEnum):
    """Why a text cannot be pasted."""

    NOTHING = "nothing"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    RAGGED = "ragged"
    EMPTY_CELL = "empty cell"
    NOT_A_NUMBER = "not a number"
    AMBIGUOUS = "ambiguous"
    TOO_LARGE = "too large"
    HALF_ROW = "half a row"


FAULTS = {Reason.NOT_FLOAT32: Fault.TOO_LARGE, Reason.AMBIGUOUS: Fault.AMBIGUOUS}
"""What the reader of tables finds; all else of a cell is that it is no number."""


class PasteError(ValueError):
    """The text cannot be pasted; row and column count from 1, as the eye does, and are 0 where there are none.

    Readings are the two things that an ambiguous cell may mean.
    """

    def __init__(
        self, fault: Fault, row: int = 0, column: int = 0, cell: str = "", readings: Sequence[str] = ()
    ) -> None:
        super().__init__(f"{fault} (row {row}, column {column}): {cell!r}")
        self.fault, self.row, self.column, self.cell, self.readings = fault, row, column, cell, tuple(readings)


class Pasted(NamedTuple):
    """What a text holds."""

    values: NDArray[np.float32]
    """Of shape (rows, 1 or 2)."""
    names: tuple[str, ...] = ()
    """What the first line calls the columns; none where it has numbers."""


def read_pasted(text: str) -> Pasted:
    """The numbers of a text of one or two columns.

    Columns are separated by tabs, else by semicolons, else as one types a list. Of three and more, the only two with
    numbers are taken. A first line of words names them; empty lines are passed over, but within a single column. Raises
    PasteError, which names the first cell that is wrong: a text is read whole or not at all.
    """
    rows = _rows(text)
    if not rows:
        raise PasteError(Fault.NOTHING)
    first = rows[min(rows)]
    named = len(rows) > 1 and all(map(_is_name, first))
    if named:
        del rows[min(rows)]
    if len(rows) > PASTED_LIMIT:
        raise PasteError(Fault.TOO_MANY_ROWS)
    for row, cells in rows.items():
        if len(cells) != len(first):
            raise PasteError(Fault.RAGGED, row, len(cells))
    columns = {place: [cells[place] for cells in rows.values()] for place in _columns_of_numbers([*rows.values()])}
    marks = partial(marks_proven, [*columns.values()])
    numbers, faults = [], []
    for place, cells in columns.items():
        try:
            numbers.append(_read([*rows], cells, place + 1, marks))
        except PasteError as fault:
            faults.append(fault)
    if faults:
        raise min(faults, key=lambda fault: fault.row)
    return Pasted(np.array(numbers, np.float32).T, tuple(first[place].strip() for place in columns if named))


def _is_name(cell: str) -> bool:
    """Whether a cell of the first line names its column: a word, and no number that is misspelt."""
    return is_word(cell) and cell.strip()[0].isalpha()


def _rows(text: str) -> dict[int, list[str]]:
    """The cells of each line under its number."""
    lines = LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    filled = [line for line in lines if line.strip()]
    separator = next((mark for mark in "\t;" if any(mark in line for line in lines)), None)
    _refuse_two_in_one(lines, separator)
    if separator is None and all(map(LIST.fullmatch, filled)) and not all(map(is_value, filled)):
        rows = {row: re.split(r", *| +", line.strip()) for row, line in enumerate(lines, start=1)}
    else:
        rows = {row: line.split(separator) if separator else [line] for row, line in enumerate(lines, start=1)}
    single = all(len(cells) == 1 for cells in rows.values())
    return {row: cells for row, cells in rows.items() if single or any(cell.strip() for cell in cells)}


def _refuse_two_in_one(lines: Sequence[str], separator: str | None) -> None:
    """Refuse 1,55 or 1 200 alone on each line: one number with a mark in it, or two with the mark between them."""
    numbers = [(row, line.strip()) for row, line in enumerate(lines, start=1) if is_value(line)]
    if separator is not None or not numbers:
        return
    for mark in ", ":
        pairs = [line.partition(mark) for _, line in numbers]
        if all(is_value(before) and is_value(after) and not LEADING.match(after) for before, _, after in pairs):
            (row, cell), (before, _, after) = numbers[0], pairs[0]
            one = before + after if mark == " " else f"{before}.{after}"
            raise PasteError(Fault.AMBIGUOUS, row, 1, cell, readings=(one, f"{before}; {after}"))


def _columns_of_numbers(rows: Sequence[Sequence[str]]) -> range | list[int]:
    """The one or two columns to be read."""
    width = len(rows[0])
    if width <= 2:
        return range(width)
    found = [column for column in range(width) if 2 * sum(is_value(row[column]) for row in rows) >= len(rows)]
    if (
        len(found) == 3
        and len(rows) > 1
        and [row[found[0]].strip() for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    ):
        del found[0]  # the rows are numbered
    if len(found) != 2:
        raise PasteError(Fault.TOO_MANY_COLUMNS, 1, 3)
    return found


def _read(rows: Sequence[int], cells: Sequence[str], number: int, marks: Marks) -> NDArray[np.float64]:
    """A column; marks tells the decimal marks that are proven. Raises PasteError."""
    try:
        column = _column(cells, marks)
    except TableError as fault:
        place = fault.row or 0
        kind = FAULTS.get(fault.reason, Fault.NOT_A_NUMBER)
        readings = fault.details.get("readings", ())
        raise PasteError(kind, rows[place], number, cells[place].strip(), readings=readings) from None
    if column.since is not None:
        raise PasteError(Fault.NOT_A_NUMBER, rows[0], number, cells[0].strip())
    gaps = np.flatnonzero(np.isnan(column.values))
    if len(gaps):
        raise PasteError(Fault.EMPTY_CELL, rows[gaps[0]], number)
    return column.values


def _column(cells: Sequence[str], marks: Marks) -> Column:
    """A column of cells, which may have been copied from here; raises TableError."""
    try:
        return read_column(cells, None, marks)
    except TableError as fault:
        if fault.reason is Reason.AMBIGUOUS and all(map(is_as_written_here, cells)):
            return read_column(cells, ".")
        raise
