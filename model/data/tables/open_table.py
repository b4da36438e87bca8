"""Files of data: CSV and its kin, and spreadsheets, read into a data set."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from model.cancelling import CheckCancelled, wanted
from model.data.tables.cells import Grid, has_header, number_columns
from model.data.tables.errors import DataFileError, Reason, TableError
from model.data.tables.sheet_grid import SheetGrid, is_spreadsheet
from model.data.tables.text_grid import TextGrid, decode
from model.dataset import Dataset

__all__ = ["DataFileError", "Reason", "Table", "open_table", "read_columns", "read_data"]

BYTES_LIMIT = 1 << 30
PREVIEW = 20


@dataclass(frozen=True)
class Table:
    """A file that has been opened: what its columns are called, and how it begins."""

    file: str
    columns: tuple[str, ...]
    """Their headers, or "column 1" and so on where there is none."""
    preview: tuple[tuple[str, ...], ...]
    """The first rows below the header, as texts; in a ragged table of different lengths."""
    rows: int | None
    """Rows below the header; None where only reading them tells."""
    number_columns: tuple[int, ...]
    """The columns, counted from 1, that seem to hold numbers."""
    has_header: bool
    sheets: tuple[str, ...]
    """The names of a spreadsheet's sheets; empty for text."""
    sheet: str | None
    """The sheet that this is."""
    _grid: Grid = field(repr=False, compare=False)

    def column_names(self) -> tuple[str, ...]:
        """How errors name the columns: by header, or by number."""
        return self.columns if self.has_header else tuple(map(str, range(1, len(self.columns) + 1)))


def open_table(path: Path, sheet: str | None = None, check_cancelled: CheckCancelled = wanted) -> Table:
    """Look into a file; a spreadsheet is opened at this sheet, else at its first that is not empty.

    While it reads it calls check_cancelled now and then, which stops it by raising. Raises DataFileError, and nothing
    else whatever the file holds.
    """
    grid: TextGrid | SheetGrid
    try:
        data = _read_bytes(path)
        check_cancelled()
        if is_spreadsheet(data):
            grid = SheetGrid(data, sheet, check_cancelled)
        else:
            grid = TextGrid(decode(data), check_cancelled)
    except TableError as fault:
        raise _error(fault, path.name, ()) from fault
    except MemoryError as error:
        raise DataFileError(Reason.TOO_LARGE, path.name) from error
    if isinstance(grid, TextGrid) and sheet is not None:
        raise DataFileError(Reason.NO_SUCH_SHEET, path.name, text=sheet)
    return _table(path.name, grid)


def read_columns(table: Table, x: str | int, y: str | int, check_cancelled: CheckCancelled = wanted) -> Dataset:
    """Two columns of a table as a data set, each named by its header or its number from 1.

    While it reads it calls check_cancelled now and then, which stops it by raising. Raises DataFileError.
    """
    places = _place(table, x), _place(table, y)
    try:
        pair = table._grid.read(*places, header=table.has_header, check_cancelled=check_cancelled)
    except TableError as fault:
        raise _error(fault, table.file, table.column_names()) from fault
    except MemoryError as error:
        raise DataFileError(Reason.TOO_LARGE, table.file) from error
    if len(pair[0]) < 2:
        raise DataFileError(Reason.ONE_ROW, table.file)
    names = [table.columns[place] for place in places]
    return Dataset(*pair, name=table.file, x_name=names[0], y_name=names[1])


def read_data(path: Path, x: str | None = None, y: str | None = None) -> Dataset:
    """A file as a data set: the columns named by header or number, else the first two that hold numbers."""
    table = open_table(path)
    named = {_place(table, name) + 1 for name in (x, y) if name is not None}
    free = (column for column in table.number_columns if column not in named)
    try:
        chosen = [next(free) if name is None else name for name in (x, y)]
    except StopIteration:
        raise DataFileError(Reason.FEW_COLUMNS, table.file) from None
    return read_columns(table, chosen[0], chosen[1])


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder; or a pipe, on which one would wait for ever
            raise TableError(Reason.UNREADABLE)
        if status.st_size > BYTES_LIMIT:
            raise TableError(Reason.TOO_LARGE)
        return path.read_bytes()
    except PermissionError as error:
        raise TableError(Reason.NO_PERMISSION) from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: no name of any file
        raise TableError(Reason.NOT_FOUND) from error
    except OSError as error:
        raise TableError(Reason.UNREADABLE) from error


def _table(file: str, grid: TextGrid | SheetGrid) -> Table:
    comma = grid.decimal_comma
    header = has_header(grid.head, comma=comma)
    below = grid.head[int(header) :]
    if not below:
        raise DataFileError(Reason.EMPTY, file)
    names = grid.head[0] if header else [""] * len(grid.head[0])
    return Table(
        file=file,
        columns=tuple(name.strip() or f"column {number}" for number, name in enumerate(names, start=1)),
        preview=tuple(tuple(cell.strip() for cell in row) for row in below[:PREVIEW]),
        rows=None if grid.count is None else grid.count - int(header),
        number_columns=tuple(column + 1 for column in number_columns(below, comma=comma) if column < len(names)),
        has_header=header,
        sheets=grid.sheets if isinstance(grid, SheetGrid) else (),
        sheet=grid.sheet if isinstance(grid, SheetGrid) else None,
        _grid=grid,
    )


def _place(table: Table, column: str | int) -> int:
    """Where a column stands, counted from 0."""
    if isinstance(column, str):
        if column.strip() in table.columns:
            return table.columns.index(column.strip())
        digits = column.strip()
        number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
    else:
        number = column
    if not 1 <= number <= len(table.columns):
        raise DataFileError(Reason.NO_SUCH_COLUMN, table.file, column=str(column))
    return number - 1


def _error(fault: TableError, file: str, columns: tuple[str, ...]) -> DataFileError:
    column = None if fault.column is None else columns[fault.column]
    return DataFileError(fault.reason, file, row=fault.row, column=column, **fault.details)
