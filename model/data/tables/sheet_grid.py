"""Tables in spreadsheets: .xlsx, .xls and .ods."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled, wanted
from model.data.tables.cells import Cell, as_float32
from model.data.tables.errors import Reason, TableError
from model.data.tables.grid import HEAD, TAIL, Cells, Span
from model.data.tables.layout import layout_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

LOOK_EVERY = 1000
"""Rows between two looks at whether the reading is still wanted: asked at each of a million, that takes 0.6 s."""

CELLS_LIMIT = 30_000_000
"""Cells from the first to the last corner, filled or not: calamine makes room for them all, 32 bytes each."""

CHUNK = 1 << 20
FAR = re.compile(rb"r=[\"'](?:[A-Za-z]{2}|[A-Za-z]?(?:[0-9]{8}|1[1-9][0-9]{5}|[2-9][0-9]{6}))")
"""Perhaps a cell beyond column Z or row 1 100 000 (or a colour); a sheet without one is within the limit."""
PLACE = re.compile(rb"\sr=[\"']([A-Za-z]{0,7})([0-9]{1,10})")
REPEATED = re.compile(rb"number-(columns|rows)-repeated\s*=\s*[\"']0*([0-9]+)")


def is_spreadsheet(data: bytes) -> bool:
    """Whether these bytes begin as spreadsheets do, whatever the file's name says."""
    return data.startswith((ZIP, OLE))


class SheetGrid:
    """The cells of one sheet: the named one, else the first with two columns of values; raises TableError."""

    encoding: str | None = None
    has_row_a_line = True

    def __init__(self, data: bytes, sheet: str | None, check_cancelled: CheckCancelled = wanted) -> None:
        if data.startswith(ZIP):
            _refuse_boundless(data, check_cancelled)
        try:
            from python_calamine import CalamineWorkbook, SheetVisibleEnum

            workbook = CalamineWorkbook.from_filelike(BytesIO(data))
            sheets = workbook.sheets_metadata
            hidden = [sheet.name for sheet in sheets if sheet.visible is not SheetVisibleEnum.Visible]
            self.sheets = (*(sheet.name for sheet in sheets if sheet.name not in hidden), *hidden)
            if sheet is not None and sheet not in self.sheets:
                raise TableError(Reason.NO_SUCH_SHEET, text=sheet)
            check_cancelled()
            self._read_first_useful(workbook, self.sheets if sheet is None else (sheet,), check_cancelled)
        except (TableError, MemoryError):
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # Rust's, of a bad file
                raise
            locked = type(error).__name__ == "PasswordError"
            raise TableError(Reason.PASSWORD if locked else Reason.UNREADABLE) from error
        self.head, self.tail = _texts(self._rows[:HEAD]), _texts(self._rows[-TAIL:])
        self.last_row = self._first + len(self._rows) - 1
        self.head_rows = [*range(self._first, self._first + len(self.head))]
        self.tail_rows = [*range(self.last_row + 1 - len(self.tail), self.last_row + 1)]

    def read_quickly(
        self, x: int, y: int, span: Span, _proven: Callable[[], frozenset[str]], check_cancelled: CheckCancelled
    ) -> NDArray[np.float64]:
        """Two columns, shape (N, 2); ValueError where there is anything but numbers in them."""
        rows = self._rows_of(span)
        columns = []
        for column in (x, y):
            check_cancelled()
            columns.append([row[column] for row in rows])
        if not all(set(map(type, column)) <= {float, int} for column in columns):
            raise ValueError
        pair = np.array(columns, np.float64).T
        if not np.isfinite(as_float32(pair)).all():
            raise ValueError
        return pair

    def read(self, x: int, y: int, span: Span, check_cancelled: CheckCancelled) -> Cells:
        """Two columns of the rows that are not empty: what is a number there, and all else as a text."""
        check_cancelled()
        rows = [(n, row) for n, row in enumerate(self._rows_of(span), start=span.first) if any(map(_text, row))]
        return Cells([n for n, _ in rows], *([_cell(row[column]) for _, row in rows] for column in (x, y)))

    def _rows_of(self, span: Span) -> list[list[Any]]:
        return self._rows[span.first - self._first : span.last + 1 - self._first]

    def _read_first_useful(
        self, workbook: CalamineWorkbook, names: Sequence[str], check_cancelled: CheckCancelled
    ) -> None:
        """Read the first sheet with two columns of values, else the first that is not empty."""
        filled: tuple[str, list[list[Any]], int] | None = None
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            if not (rows := _filled(sheet, check_cancelled)):
                continue
            found = name, rows, (sheet.start or (0, 0))[0] + 1
            filled = filled or found
            if len(layout_of(_texts(rows[:TAIL])).values) > 1:
                filled = found
                break
        if filled is None:
            raise TableError(Reason.EMPTY)
        self.sheet: str | None = filled[0]
        self._rows, self._first = filled[1:]


def _filled(sheet: CalamineSheet, check_cancelled: CheckCancelled) -> list[list[Any]]:
    """The rows from the first to the last that is not empty, cut to the columns that are used."""
    rows: list[list[Any]] = []
    for row in islice(sheet.iter_rows(), (sheet.start or (0, 0))[0], None):
        rows.append(row)  # one by one, so that other threads get their turn
        if len(rows) % LOOK_EVERY == 0:
            check_cancelled(len(rows) / sheet.height)
    while rows and not any(_text(cell) for cell in rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    while width and not any(_text(row[width - 1]) for row in rows):
        width -= 1
    return rows if not rows or width == len(rows[0]) else [row[:width] for row in rows]


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _cell(cell: object) -> Cell:
    """A number as it is, all else as a text."""
    return cell if isinstance(cell, float | int) and not isinstance(cell, bool) else _text(cell)


def _text(cell: object) -> str:
    """A cell as one would type it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return str(cell).strip()


def _refuse_boundless(data: bytes, check_cancelled: CheckCancelled) -> None:
    """Refuse a workbook that would unpack, or spread a few cells far apart, into more than memory holds.

    Calamine ends the whole program when memory does not suffice, so it must not come to that. (An old .xls is not
    looked into: its sheets have 65 536 rows and 256 columns, unless it is damaged in just that place.)
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
            if sum(part.file_size for part in archive.infolist()) > 1 << 30:
                raise TableError(Reason.TOO_LARGE)
            for part in parts:
                _refuse_spread(archive, part, check_cancelled)
    except (TableError, MemoryError):
        raise
    except Exception as error:  # zipfile raises a dozen kinds over a damaged archive
        raise TableError(Reason.UNREADABLE) from error


def _refuse_spread(archive: zipfile.ZipFile, part: zipfile.ZipInfo, check_cancelled: CheckCancelled) -> None:
    """Refuse cells far apart, and XML that ends too early: calamine would look for its end for ever."""
    parser = expat.ParserCreate()
    rest, far = b"", False
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            check_cancelled()
            parser.Parse(chunk, False)
            chunk = rest + chunk
            far = far or FAR.search(chunk) is not None
            for kind, count in REPEATED.findall(chunk):
                if int(count[:12]) > (1 << 14 if kind == b"columns" else 1 << 20):
                    raise TableError(Reason.TOO_LARGE)
            rest = chunk[-64:]
    parser.Parse(b"", True)
    if far:
        _refuse_corner(archive.read(part))


def _refuse_corner(xml: bytes) -> None:
    columns, rows = set(), 0
    for letters, number in PLACE.findall(xml):
        columns.add(letters)
        rows = max(rows, int(number))
    if rows * max([1, *map(_column_number, columns)]) > CELLS_LIMIT:
        raise TableError(Reason.TOO_LARGE)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
