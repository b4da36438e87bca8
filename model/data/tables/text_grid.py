"""Tables written as text: encodings, separators, and two columns of a million rows in a fraction of a second."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled, wanted
from model.data.tables.cells import as_float32, is_value
from model.data.tables.errors import Reason, TableError
from model.data.tables.grid import HEAD, TAIL, Cells, Span, numbered

SEPARATORS = "\t;|, "
"""In the order in which they are preferred, other things being equal."""

ENCODINGS = (
    "utf-8", "cp949", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "shift_jis", "gb18030", "big5", "cp1250", "cp1251",
    "cp1253", "cp1254", "mac_roman",
)  # fmt: skip
"""Those that can be asked for; the first four are found by themselves."""

LOOKED_AT = 100
"""Rows that are looked at to find the separator."""

CELLS = 50_000
"""Cells that are looked at to find the separator, at most, beyond the first rows."""

WIDEST = 1 << 14
"""Columns of the widest table: no spreadsheet has more."""

BLOCK = 1 << 20
"""Characters between two looks at whether the reading is still wanted."""

SAMPLE = 200_000
"""Cells that are looked at before any column is chosen, at most."""

CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
NAMED_SEPARATOR = re.compile(r'"?sep=([^\n"])"?\n', re.IGNORECASE)
OTHER_FORMATS = {b"<!doctype html": "HTML", b"<html": "HTML", b"<table": "HTML", b"<?xml": "XML", b"[{": "JSON"}
"""How files begin that are no tables of text."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text in these bytes, its lines ended by newlines alone, and its encoding; raises TableError where it is none.

    What is neither UTF-8 nor UTF-16 is CP949 where that makes it Korean, else CP1252 (Western Europe).
    """
    for begin, kind in OTHER_FORMATS.items():
        if data[:100].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower().startswith(begin):
            raise TableError(Reason.OTHER_FORMAT, text=kind)
    if encoding is not None:
        found = [encoding]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = ["utf-16"]
    elif b"\0" in data:
        raise TableError(Reason.BINARY)
    else:
        found = ["utf-8", "cp949", "cp1252"]  # EUC-KR is a part of CP949
    for name in found:
        try:
            text = data.decode("utf-8-sig" if name == "utf-8" else name)
        except (UnicodeError, LookupError):  # or there is no such encoding
            continue
        if name == "cp949" != encoding and not _is_korean(text):
            continue
        if CONTROL.search(text):
            raise TableError(Reason.BINARY)
        return text.replace("\r\n", "\n").replace("\r", "\n"), name
    raise TableError(Reason.ENCODING)


class TextGrid:
    """The cells of a text; raises TableError where it holds none."""

    sheets: tuple[str, ...] = ()
    sheet: str | None = None

    def __init__(self, text: str, check_cancelled: CheckCancelled = wanted, encoding: str = "utf-8") -> None:
        self.encoding: str | None = encoding
        named = NAMED_SEPARATOR.match(text)
        start, end = _inside(text, named.end() if named else 0)
        if start >= end:
            raise TableError(Reason.EMPTY)
        self._first = text.count("\n", 0, start) + 1
        text = text[start:end]
        self.separator = named[1] if named else _separator_of(text, check_cancelled)
        if self.separator == " ":
            lines = _blocks(text, 0, check_cancelled)
            text = "\n".join(map(_single_spaced, lines))
        self._text = text
        self.last_row = self._first + text.count("\n")
        self.head_rows, self.head = numbered(self._records(), HEAD, SAMPLE)
        self.tail_rows, self.tail = self._ending()
        self.has_row_a_line = '"' not in text

    def read_quickly(
        self, x: int, y: int, span: Span, proven: Callable[[], frozenset[str]], check_cancelled: CheckCancelled
    ) -> NDArray[np.float64]:
        """Two columns by NumPy's parser, shape (N, 2); ValueError where another way might read something else."""
        text, separator = self._text[slice(*self._offsets(span))], self.separator
        mark = "," if separator != "," and "." not in text else "."
        if mark in text:
            _checked(proven() == {mark} and not _may_be_grouped(text, mark, separator))
        if mark == ",":
            text = text.replace(",", ".")
        separators = span.width - 1
        lines = (line for line in _lines(text, 0, check_cancelled) if _checked(line.count(separator) == separators))
        values = np.loadtxt(
            lines, np.float64, comments=None, delimiter=separator, usecols=(x, y), ndmin=2, quotechar='"'
        )
        _checked(len(values) == text.count("\n") + 1)  # NumPy passes over empty lines
        _checked(bool(np.isfinite(as_float32(values)).all()))
        return values

    def read(self, x: int, y: int, span: Span, check_cancelled: CheckCancelled) -> Cells:
        """Two columns by the csv module, cell by cell; raises TableError."""
        if self.has_row_a_line and (lines := self._even_lines(x, y, span, check_cancelled)) is not None:
            return lines
        rows: list[int] = []
        columns: tuple[list[str], list[str]] = ([], [])
        for row, cells in self._records(check_cancelled, span):
            if not "".join(cells).strip():
                continue  # an empty line has no value that would be missing
            if len(cells) != span.width and not _fits(cells, span.width):
                raise TableError(Reason.RAGGED, row, found=len(cells), expected=span.width)
            rows.append(row)
            for column, place in zip(columns, (x, y), strict=True):
                column.append(cells[place] if place < len(cells) else "")
        return Cells(rows, *columns)

    def _even_lines(self, x: int, y: int, span: Span, check_cancelled: CheckCancelled) -> Cells | None:
        """Two columns of a text without quotation marks; None where a line is empty, or has not as many cells."""
        columns: tuple[list[str], list[str]] = ([], [])
        nothing = self.separator * (span.width - 1)
        start, end = self._offsets(span)
        for block in _blocks(self._text, start, check_cancelled, end):
            lines = block.split("\n")
            if nothing in lines or any(line.count(self.separator) != span.width - 1 for line in lines):
                return None
            cells = block.replace("\n", self.separator).split(self.separator)
            for column, place in zip(columns, (x, y), strict=True):
                column.extend(cells[place :: span.width])
        return Cells(range(span.first, span.last + 1), *columns)

    def _offsets(self, span: Span) -> tuple[int, int]:
        """Where the rows of a table begin and end in the text."""
        start = _line_start(self._text, span.first - self._first)
        if span.last >= self.last_row:
            return start, len(self._text)
        return start, _line_start(self._text, span.last + 1 - self._first) - 1

    def _records(
        self, check_cancelled: CheckCancelled = wanted, span: Span | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """Each record with the number of its first line in the file; raises TableError."""
        first = self._first if span is None else span.first
        start, end = (0, len(self._text)) if span is None else self._offsets(span)
        try:
            for line, cells in _records(self._text, self.separator, check_cancelled, start, end):
                yield first + line, cells
        except TableError as fault:
            raise TableError(fault.reason, first + (fault.row or 0)) from fault

    def _ending(self) -> tuple[list[int], list[list[str]]]:
        """The last rows, as far as each is certainly a line."""
        lines: list[str] = []
        end = len(self._text)
        while end > 0 and len(lines) < TAIL:
            start = self._text.rfind("\n", 0, end) + 1
            line = self._text[start:end]
            if line.count('"') % 2:
                break
            lines.append(line)
            end = start - 1
        lines.reverse()
        cells = [next(csv.reader([line], delimiter=self.separator), []) for line in lines]
        return [*range(self.last_row - len(lines) + 1, self.last_row + 1)], cells


def _is_korean(text: str) -> bool:
    """Whether most of what is not ASCII is Hangul."""
    foreign = [character for character in text[:BLOCK] if character > "\x7f"]
    return 2 * sum("가" <= character <= "힣" for character in foreign) >= len(foreign)


def _checked(certain: bool) -> bool:
    if not certain:
        raise ValueError
    return True


def _fits(cells: Sequence[str], width: int) -> bool:
    """Whether a row of another length is one of the table: one with empty cells at its end."""
    return len(cells) > width and not "".join(cells[width:]).strip()


def _may_be_grouped(text: str, mark: str, separator: str) -> bool:
    """Whether the mark may group thousands, as in 1.350 beside 950; model.data.notation looks at each column."""
    if re.search(rf"{re.escape(mark)}[0-9]{{2}}0(?![0-9])", text) is None:
        return False
    beside = rf'["{re.escape(separator)}\s]'
    return re.search(rf"(?:^|{beside})[+-]?[1-9][0-9]{{2}}(?:$|{beside})", text, re.MULTILINE) is not None


def _single_spaced(text: str) -> str:
    """Lines of columns that are aligned by spaces, with one between two of them."""
    return re.sub(" *\n *", "\n", re.sub("  +", " ", text)).strip(" ")


def _line_end(text: str, lines: int) -> int:
    """Where so many lines end."""
    end = -1
    for _ in range(lines):
        end = text.find("\n", end + 1)
        if end < 0:
            return len(text)
    return end


def _line_start(text: str, lines: int) -> int:
    """Where a line begins, counted from 0."""
    start = 0
    for _ in range(lines):
        start = text.index("\n", start) + 1
    return start


def _inside(text: str, start: int) -> tuple[int, int]:
    """Where the text begins and ends without empty lines, and below also without lines of separators alone."""
    start += len(text[start:]) - len(text[start:].lstrip())
    start = text.rfind("\n", 0, start) + 1
    end = len(text)
    while end > start:
        line_start = max(text.rfind("\n", start, end) + 1, start)
        if text[line_start:end].strip(SEPARATORS).strip():
            break
        end = max(line_start - 1, start)
    return start, end


def _blocks(text: str, start: int, check_cancelled: CheckCancelled, stop: int | None = None) -> Iterator[str]:
    """Some lines at a time: between two of them, other threads get their turn."""
    stop = len(text) if stop is None else stop
    while start < stop:
        check_cancelled(start / stop)
        end = text.find("\n", start + BLOCK, stop)
        end = stop if end < 0 else end
        yield text[start:end]
        start = end + 1


def _lines(text: str, start: int, check_cancelled: CheckCancelled, stop: int | None = None) -> Iterator[str]:
    for block in _blocks(text, start, check_cancelled, stop):
        yield from block.split("\n")


def _records(
    text: str, separator: str, check_cancelled: CheckCancelled = wanted, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number, from 0, of the line it begins in; raises TableError."""
    lines = (line + "\n" for line in _lines(text, start, check_cancelled, stop))
    reader = csv.reader(lines, delimiter=separator)
    while True:
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:  # a cell longer than any number: mostly all that follows an opened quotation mark
            raise TableError(Reason.QUOTE if '"' in text else Reason.UNREADABLE, line) from error
        yield line, cells


def _head(text: str, separator: str) -> list[list[str]]:
    """The first rows as far as they can be read."""
    if separator == " ":
        text = _single_spaced(text[: _line_end(text, LOOKED_AT)])
    rows: list[list[str]] = []
    with suppress(TableError):
        _, rows = numbered(_records(text, separator), LOOKED_AT, CELLS)
    return rows


def _separator_of(text: str, check_cancelled: CheckCancelled) -> str:
    """What separates the cells; raises TableError where that may be a comma as well as a space, or cuts too many."""
    lines = text[: _line_end(text, LOOKED_AT)].split("\n")
    if any(line.count(mark) > WIDEST for line in lines for mark in SEPARATORS.strip()):
        raise TableError(Reason.TOO_WIDE)
    found = {}
    for separator in SEPARATORS:
        check_cancelled()
        found[separator] = _likelihood(text, separator)
    separator = max(SEPARATORS, key=found.__getitem__)
    if all(found[mark][0] and found[mark][1] == 1 for mark in ", "):  # 1,5 200,5
        raise TableError(Reason.SEPARATOR)
    return separator


def _likelihood(text: str, separator: str) -> tuple[bool, float, int, float]:
    """How well a separator explains the first rows.

    That is whether two columns hold values, the share of the cells that do in rows of the usual length, the number of
    such columns, and the share of such rows. (So 1 000,2 000 has two columns, though spaces would give it three.)
    """
    rows = _head(text, separator)
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if width < 2:
        return False, 0.0, 0, 0.0
    held = [[is_value(cell) for cell in row] for row in rows if len(row) == width]
    below = held[1:] or held  # the first may be a header
    columns = sum(2 * sum(row[column] for row in below) >= len(below) for column in range(width))
    even = len(held) / len(rows)
    return columns > 1, even * sum(map(sum, below)) / (width * len(below)), columns, even
