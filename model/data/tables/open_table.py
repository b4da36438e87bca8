"""Files of data: CSV and its kin, and spreadsheets, read into a data set."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from model.cancelling import CheckCancelled, wanted
from model.data.tables.cells import Column, as_float32, is_mere_word, is_missing, is_word, marks_proven, read_column
from model.data.tables.description import Description, Kind, describe, likely_pair
from model.data.tables.errors import DataFileError, Reason, TableError
from model.data.tables.grid import Cells, Grid, Span
from model.data.tables.layout import LOOKED_AT, Layout, footer_of, is_total, layout_of
from model.data.tables.sheet_grid import SheetGrid, is_spreadsheet
from model.data.tables.text_grid import TextGrid, decode
from model.dataset import Dataset

__all__ = ["DataFileError", "Found", "Reading", "Reason", "Table", "open_table", "read_columns", "read_data"]

BYTES_LIMIT = 1 << 30
PREVIEW = 20
DESCRIBED = 100
"""Columns that are described, at most: more than anybody looks through."""

DAYS = "days since {date}"


@dataclass(frozen=True)
class Found:
    """How a file is to be read where it is not to be found out; None where it is."""

    sheet: str | None = None
    encoding: str | None = None
    """How a text is written, by Python's name for it."""
    header: int | None = None
    """The row that names the columns, counted from 1; 0 where none does."""
    last: int | None = None
    """The last row of data, counted from 1."""


@dataclass(frozen=True)
class Reading:
    """How two columns are to be read."""

    decimal: str | None = None
    """The decimal mark, "." or ","; None where the columns have to tell."""
    drop_missing: bool = False
    """Leave out the rows in which one of the two values is missing, or is a word without a digit."""
    drop_totals: bool = False
    """Leave out the last rows where they sum up the others."""


@dataclass(frozen=True)
class Table:
    """A file that has been opened: what its columns are called, and how it begins and ends."""

    file: str
    columns: tuple[str, ...]
    """Their headers, or "column 1" and so on where there is none."""
    preview: tuple[tuple[str, ...], ...]
    """The first rows below the header, as texts; in a ragged table of different lengths."""
    rows: int | None
    """Rows of data; None where only reading them tells."""
    header: int | None
    """The row that names the columns, counted from 1 as in the file; None where there is none."""
    last: int
    """The last row of data, counted from 1."""
    totals: tuple[str, ...]
    """What stands beside the sums or means in the last rows of data; empty where there are none."""
    number_columns: tuple[int, ...]
    """The columns, counted from 1, that seem to hold numbers or dates."""
    sheets: tuple[str, ...]
    """The names of a spreadsheet's sheets; empty for text."""
    sheet: str | None
    """The sheet that this is."""
    encoding: str | None
    """How the text is written; None for a spreadsheet."""
    looked_at: int
    """The last of the rows, counted from 1, that were looked at before any column is read."""
    _grid: Grid = field(repr=False, compare=False)
    _layout: Layout = field(repr=False, compare=False)

    @property
    def has_header(self) -> bool:
        """Whether a row names the columns."""
        return self.header is not None

    def column_names(self) -> tuple[str, ...]:
        """How errors name the columns: by header, or by number."""
        return self.columns if self.has_header else tuple(map(str, range(1, len(self.columns) + 1)))

    @cached_property
    def descriptions(self) -> tuple[Description, ...]:
        """What the first columns hold, as far as the first rows tell."""
        return tuple(map(self._describe, range(min(len(self.columns), DESCRIBED))))

    def likely_pair(self) -> tuple[int, int] | None:
        """The columns that are most likely x and y, counted from 1; None where there are no two to choose."""
        pair = likely_pair(self._layout.names, [column.kind for column in self.descriptions])
        if pair is None and len(self.number_columns) > 1:
            return self.number_columns[0], self.number_columns[1]
        return None if pair is None else (pair[0] + 1, pair[1] + 1)

    def nearest_pair(self) -> tuple[int, int]:
        """The likely pair; where there is none, what comes nearest to it, the one column of numbers as y."""
        if (pair := self.likely_pair()) is not None:
            return pair
        without = self.without_numbers
        numbers = [place for place in range(1, len(self.descriptions) + 1) if place not in without]
        first, second = ([*numbers, *without] * 2)[:2]
        x_first = self.descriptions[first - 1].kind is Kind.DATES if numbers else first < second
        return (first, second) if x_first else (second, first)

    @cached_property
    def without_numbers(self) -> tuple[int, ...]:
        """The columns, counted from 1, that seem to hold none; first those that are likeliest meant to, names late."""
        ranks = {
            place: (column.kind is Kind.EMPTY, _is_like_a_name(column.fault))
            for place, column in enumerate(self.descriptions, start=1)
            if not column.bars and place not in self.number_columns
        }
        return tuple(sorted(ranks, key=lambda place: ranks[place]))

    def pair(self, x: str | None, y: str | None) -> tuple[str | int, str | int]:
        """The columns that are named, and the likely ones for those that are not; raises DataFileError."""
        named = {self.place(name) + 1 for name in (x, y) if name is not None}
        likely = dict.fromkeys((*(self.likely_pair() or ()), *self.number_columns))
        free = [column for column in likely if column not in named]
        if len(free) + len(named) < 2:
            raise self.too_few_columns()
        return free.pop(0) if x is None else x, free.pop(0) if y is None else y

    def place(self, column: str | int) -> int:
        """Where a column stands, counted from 0, that is named or counted from 1; raises DataFileError."""
        if isinstance(column, str):
            if column.strip() in self.columns:
                return self.columns.index(column.strip())
            digits = column.strip()
            number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
        else:
            number = column
        if not 1 <= number <= len(self.columns):
            raise DataFileError(
                Reason.NO_SUCH_COLUMN, self.file, column=str(column), text=", ".join(self.columns[:DESCRIBED])
            )
        return number - 1

    def too_few_columns(self) -> DataFileError:
        """Why there are no two columns to choose, with the cell that is likeliest to blame."""
        for place in self.without_numbers if len(self.columns) > 1 else ():
            if (fault := self.descriptions[place - 1].fault) is not None:
                return _error(fault, self.file, self.column_names(), Reason.TEXT_COLUMNS)
        return DataFileError(Reason.FEW_COLUMNS, self.file)

    @cached_property
    def marks(self) -> frozenset[str]:
        """The decimal marks that some of the columns prove, as far as the first rows tell."""
        return marks_proven([self._sample(place) for place in range(min(len(self.columns), DESCRIBED))])

    def _sample(self, place: int) -> list[str]:
        """The first cells of a column; what sums up the others would tell nothing of them."""
        last = self.last - len(self.totals)
        begin, end = self._layout.first, len(self._grid.head) - max(0, self._grid.head_rows[-1] - last)
        return [row[place] if place < len(row) else "" for row in self._grid.head[begin:end]]

    def _describe(self, place: int) -> Description:
        name = self._layout.names[place]
        found = describe(name, self._sample(place), lambda: self.marks, has_header=self.has_header)
        if found.fault is not None:
            fault = _placed(found.fault, self._grid.head_rows[self._layout.first :], place)
            return replace(found, fault=fault)
        return found


def open_table(
    path: Path, found: Found = Found(), check_cancelled: CheckCancelled = wanted, *, content: bytes | None = None
) -> Table:
    """Look into a file, or at the content of what is no file but is called so.

    A spreadsheet is opened at its first sheet with two columns of values, else the first filled. While it reads it
    calls check_cancelled now and then, which stops it by raising. Raises DataFileError, and nothing else whatever the
    file holds.
    """
    grid: Grid
    try:
        data = _read_bytes(path) if content is None else content
        if len(data) > BYTES_LIMIT:
            raise TableError(Reason.TOO_LARGE)
        check_cancelled()
        if is_spreadsheet(data):
            grid = SheetGrid(data, found.sheet, check_cancelled)
        else:
            text, encoding = decode(data, found.encoding)
            grid = TextGrid(text, check_cancelled, encoding)
        if found.sheet is not None and found.sheet != grid.sheet:
            raise TableError(Reason.NO_SUCH_SHEET, text=found.sheet)
        return _table(path.name, grid, found)
    except TableError as fault:
        raise _error(fault, path.name, ()) from fault
    except MemoryError as error:
        raise DataFileError(Reason.TOO_LARGE, path.name) from error


def read_columns(
    table: Table,
    x: str | int,
    y: str | int,
    check_cancelled: CheckCancelled = wanted,
    *,
    reading: Reading = Reading(),
    days: str = DAYS,
) -> Dataset:
    """Two columns of a table as a data set, each named by its header or its number from 1, and by its unit.

    Days says how dates are named that have become days since the first {date}. While it reads it calls check_cancelled
    now and then, which stops it by raising. Raises DataFileError.
    """
    places = table.place(x), table.place(y)
    try:
        columns, left_out = _pair_of(table, places, reading, check_cancelled)
    except TableError as fault:
        raise _error(fault, table.file, table.column_names()) from fault
    except MemoryError as error:
        raise DataFileError(Reason.TOO_LARGE, table.file) from error
    if len(columns[0].values) < 2:
        raise DataFileError(Reason.ONE_ROW, table.file)
    names = [_axis_name(table.columns[place], column, days) for place, column in zip(places, columns, strict=True)]
    x_values, y_values = (column.values.reshape(-1, 1) for column in columns)
    return Dataset(
        as_float32(x_values), as_float32(y_values), table.file, *names, left_out=left_out, precise=(x_values, y_values)
    )


def read_data(
    path: Path,
    x: str | None = None,
    y: str | None = None,
    reading: Reading = Reading(),
    sheet: str | None = None,
) -> Dataset:
    """A file as a data set: the columns named by header or number, else those that are most likely x and y."""
    table = open_table(path, Found(sheet))
    return read_columns(table, *table.pair(x, y), reading=reading)


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


def _table(file: str, grid: Grid, found: Found) -> Table:
    layout = _layout(grid, found)
    last = grid.last_row - footer_of(grid.tail, layout) if found.last is None else min(found.last, grid.last_row)
    if not grid.head or layout.first >= len(grid.head) or grid.head_rows[layout.first] > last:
        raise TableError(Reason.EMPTY)
    first = grid.head_rows[layout.first]
    below = [row for row, number in zip(grid.head, grid.head_rows, strict=True) if first <= number <= last]
    return Table(
        file=file,
        columns=tuple(name or f"column {number}" for number, name in enumerate(layout.names, start=1)),
        preview=tuple(tuple(cell.strip() for cell in row) for row in below[:PREVIEW]),
        rows=last - first + 1 if grid.has_row_a_line else None,
        header=None if layout.header is None else grid.head_rows[layout.header],
        last=last,
        totals=_totals(grid, layout, first, last),
        number_columns=tuple(column + 1 for column in sorted(layout.values) if column < layout.width),
        sheets=grid.sheets,
        sheet=grid.sheet,
        encoding=grid.encoding,
        looked_at=grid.head_rows[-1],
        _grid=grid,
        _layout=layout,
    )


def _layout(grid: Grid, found: Found) -> Layout:
    if found.header is None:
        return layout_of(grid.head[:LOOKED_AT])
    if found.header == 0:
        return layout_of(grid.head[:LOOKED_AT], found=False)
    if found.header not in grid.head_rows:
        raise TableError(Reason.NO_SUCH_ROW, found.header)
    return layout_of(grid.head, grid.head_rows.index(found.header), found=False)


def _totals(grid: Grid, layout: Layout, first: int, last: int) -> tuple[str, ...]:
    """What stands in the last rows of data that sum up the others."""
    rows = [row for number, row in zip(grid.tail_rows, grid.tail, strict=True) if first <= number <= last]
    found: list[str] = []
    while len(rows) > 1 and is_total(rows[-1], layout, rows[-2]):
        row = rows.pop()
        found.insert(0, next((cell.strip() for cell in row if is_word(cell)), "–"))
    return tuple(found)


def _pair_of(
    table: Table, places: tuple[int, int], reading: Reading, check_cancelled: CheckCancelled
) -> tuple[tuple[Column, Column], int]:
    """Two columns, and how many rows are left out; raises TableError."""
    grid, layout = table._grid, table._layout
    last = table.last - len(table.totals) if reading.drop_totals else table.last
    span = Span(grid.head_rows[layout.first], last, layout.width)
    if reading.decimal is None:
        try:
            x, y = grid.read_quickly(*places, span, lambda: table.marks, check_cancelled).T
            return (Column(x), Column(y)), 0
        except ValueError:
            pass  # read cell by cell
    cells = grid.read(*places, span, check_cancelled)
    x_column, y_column = _columns_of(table, cells, places, reading)
    whole = np.isfinite(x_column.values) & np.isfinite(y_column.values)
    columns = [Column(column.values[whole], column.unit, column.since) for column in (x_column, y_column)]
    return (columns[0], columns[1]), int((~whole).sum())


def _columns_of(table: Table, cells: Cells, places: tuple[int, int], reading: Reading) -> tuple[Column, Column]:
    """Both columns; raises the TableError of the first row in which there is one."""
    pair = (cells.x, cells.y)
    found: list[Column | None] = [None, None]
    faults = []
    for n, place in enumerate(places):
        try:
            found[n] = read_column(
                pair[n],
                reading.decimal,
                lambda: table.marks or marks_proven(pair),
                skips_words=reading.drop_missing,
            )
        except TableError as fault:
            faults.append(_placed(fault, cells.rows, place))
    if not reading.drop_missing:
        faults += _missing(cells, places, found)
    if faults:
        raise min(faults, key=lambda fault: fault.row or 0)
    x, y = found
    assert x is not None
    assert y is not None
    return x, y


def _placed(fault: TableError, rows: Sequence[int], column: int) -> TableError:
    """The same fault, with its row as the file counts it."""
    return TableError(fault.reason, rows[fault.row or 0], column, **fault.details)


def _missing(cells: Cells, places: tuple[int, int], found: Sequence[Column | None]) -> list[TableError]:
    """The fault of the first row in which a value is missing, if there is one; found is what could be read."""
    pair = (cells.x, cells.y)
    gaps = np.array(
        [
            np.fromiter(map(is_missing, column), bool) if read is None else np.isnan(read.values)
            for column, read in zip(pair, found, strict=True)
        ]
    )
    incomplete = np.flatnonzero(gaps.any(axis=0))
    if not len(incomplete):
        return []
    first = int(incomplete[0])
    column = int(gaps[:, first].argmax())
    return [
        TableError(
            Reason.INCOMPLETE, cells.rows[first], places[column], str(pair[column][first]), found=len(incomplete)
        )
    ]


def _is_like_a_name(fault: TableError | None) -> tuple[bool, bool]:
    """How little a cell seems to be meant as a number: 1h 7m is less of a name than pupil 7, and that than Kim."""
    text = "" if fault is None else fault.details["text"]
    return is_mere_word(text), not text[:1].isdecimal()


def _axis_name(name: str, column: Column, days: str) -> str:
    """What an axis is called: the column, with the unit of its cells."""
    unit = days.format(date=column.since) if column.since is not None else column.unit
    told = [name, *re.findall(r"[(\[]\s*(.*?)\s*[)\]]", name)]
    return name if not unit or unit in told else f"{name} ({unit})"


def _error(fault: TableError, file: str, columns: tuple[str, ...], reason: Reason | None = None) -> DataFileError:
    """The fault with the names of file and column, for its own reason or for this one."""
    column = None if fault.column is None else columns[fault.column]
    return DataFileError(reason or fault.reason, file, row=fault.row, column=column, **fault.details)
