"""What a spreadsheet leaves on the clipboard, read as numbers."""

from __future__ import annotations

import re
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from model.data.number_text import TooLargeError, read_number

PASTED_LIMIT = 10_000
"""More rows belong into a file."""

LINE_END = re.compile(r"\r\n|\r|\n")
NOT_FINITE = re.compile(r"[+\-−]?(nan|inf|infinity|∞)", re.IGNORECASE)


class Fault(StrEnum):
    """Why a text cannot be pasted."""

    NOTHING = "nothing"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    RAGGED = "ragged"
    EMPTY_CELL = "empty cell"
    NOT_A_NUMBER = "not a number"
    TOO_LARGE = "too large"
    HALF_ROW = "half a row"


class PasteError(ValueError):
    """The text cannot be pasted; row and column count from 1, as the eye does, and are 0 where there are none."""

    def __init__(self, fault: Fault, row: int = 0, column: int = 0, cell: str = "") -> None:
        super().__init__(f"{fault} (row {row}, column {column}): {cell!r}")
        self.fault, self.row, self.column, self.cell = fault, row, column, cell


def read_pasted(text: str) -> NDArray[np.float32]:
    """The numbers of a text of one or two tab-separated columns, shape (rows, columns).

    Decimal points and commas are read, a first line of words is passed over, and so are empty lines at the end.
    Raises PasteError, which names the first cell that is wrong: a text is read whole or not at all.
    """
    lines = LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise PasteError(Fault.NOTHING)
    names = lines[0].split("\t")
    if len(names) > 2:
        raise PasteError(Fault.TOO_MANY_COLUMNS, 1, 3)
    first = 1 if len(lines) > 1 and all(map(_is_name, names)) else 0
    if len(lines) - first > PASTED_LIMIT:
        raise PasteError(Fault.TOO_MANY_ROWS)
    rows = [_row(line.split("\t"), row, len(names)) for row, line in enumerate(lines[first:], start=first + 1)]
    return np.array(rows, dtype=np.float32)


def _row(cells: list[str], row: int, columns: int) -> list[float]:
    if len(cells) != columns:
        raise PasteError(Fault.RAGGED, row, len(cells))
    return [_value(cell, row, column) for column, cell in enumerate(cells, start=1)]


def _value(cell: str, row: int, column: int) -> float:
    if not cell.strip():
        raise PasteError(Fault.EMPTY_CELL, row, column)
    try:
        return read_number(cell)
    except TooLargeError:
        raise PasteError(Fault.TOO_LARGE, row, column, cell.strip()) from None
    except ValueError:
        raise PasteError(Fault.NOT_A_NUMBER, row, column, cell.strip()) from None


def _is_name(cell: str) -> bool:
    """Whether a cell of the first line names its column: words, but neither NaN nor a spreadsheet's #N/A."""
    text = cell.strip()
    if text.startswith("#") or NOT_FINITE.fullmatch(text):
        return False
    try:
        read_number(text)
    except TooLargeError:
        return False
    except ValueError:
        return any(character.isalpha() for character in text)
    return False
