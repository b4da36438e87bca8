"""Tables written as text: encodings, separators, and two columns of a million rows in a fraction of a second."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import numpy as np

from model.cancelling import CheckCancelled, wanted
from model.data.tables.cells import Pair, as_float32, is_number, number_columns, pair_of
from model.data.tables.errors import Reason, TableError

SEPARATORS = "\t;|, "
"""In the order in which they are preferred, other things being equal."""

HEAD = 100
"""Rows that are looked at to find out how a file is written."""

BLOCK = 1 << 20
"""Characters between two looks at whether the reading is still wanted."""

CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text in these bytes, its lines ended by newlines alone; raises TableError where it is none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise TableError(Reason.BINARY)
    else:
        encodings = ("utf-8-sig", "cp949")  # EUC-KR is a part of CP949
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if CONTROL.search(text):
            raise TableError(Reason.BINARY)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise TableError(Reason.ENCODING)


class TextGrid:
    """The cells of a text; raises TableError where it holds none."""

    def __init__(self, text: str, check_cancelled: CheckCancelled = wanted) -> None:
        start, end = _inside(text)
        if start >= end:
            raise TableError(Reason.EMPTY)
        self._first = text.count("\n", 0, start) + 1
        text = text[start:end]
        self.separator = max(SEPARATORS, key=lambda separator: _likelihood(text, separator))
        if self.separator == " ":
            lines = _blocks(text, 0, check_cancelled)
            text = "\n".join(re.sub(" *\n *", "\n", re.sub("  +", " ", block)).strip(" ") for block in lines)
        self._text = text
        records = list(islice(self._records(), HEAD))
        self.head = [cells for _, cells in records]
        self._header_lines = records[1][0] - records[0][0] if len(records) > 1 else 1
        self.decimal_comma = self.separator != ","
        self.count = None if '"' in text else text.count("\n") + 1

    def read(self, x: int, y: int, *, header: bool, check_cancelled: CheckCancelled) -> Pair:
        """Two columns; whatever the quick way stumbles over, the exact one reads or blames."""
        try:
            return self.read_quickly(x, y, header=header, check_cancelled=check_cancelled)
        except ValueError:
            return self.read_exactly(x, y, header=header, check_cancelled=check_cancelled)

    def read_quickly(self, x: int, y: int, *, header: bool, check_cancelled: CheckCancelled) -> Pair:
        """Two columns by NumPy's parser; ValueError wherever it is not certain that the exact way reads the same."""
        start = 0
        for _ in range(self._header_lines if header else 0):
            start = self._text.index("\n", start) + 1
        text, separator = self._text, self.separator
        if self.decimal_comma and "." not in text:
            text = text.replace(",", ".")
        separators = len(self.head[0]) - 1
        lines = (line for line in _lines(text, start, check_cancelled) if _checked(line.count(separator) == separators))
        values = np.loadtxt(
            lines, np.float64, comments=None, delimiter=separator, usecols=(x, y), ndmin=2, quotechar='"'
        )
        _checked(len(values) == text.count("\n", start) + 1)  # NumPy passes over empty lines
        pair = as_float32(values)
        _checked(bool(np.isfinite(pair).all()))
        return pair[:, 0], pair[:, 1]

    def read_exactly(self, x: int, y: int, *, header: bool, check_cancelled: CheckCancelled) -> Pair:
        """Two columns by the csv module, cell by cell; raises TableError."""
        width = len(self.head[0])
        rows: list[int] = []
        columns: tuple[list[str], list[str]] = ([], [])
        for row, cells in islice(self._records(check_cancelled), int(header), None):
            if len(cells) != width:
                if len(cells) <= 1 and not "".join(cells).strip():
                    raise TableError(Reason.EMPTY_CELL, row, x)
                raise TableError(Reason.RAGGED, row, found=len(cells), expected=width)
            rows.append(row)
            columns[0].append(cells[x])
            columns[1].append(cells[y])
        return pair_of(rows, (x, columns[0]), (y, columns[1]), comma=self.decimal_comma)

    def _records(self, check_cancelled: CheckCancelled = wanted) -> Iterator[tuple[int, list[str]]]:
        """Each record with the number of its first line in the file; raises TableError."""
        try:
            for line, cells in _records(self._text, self.separator, check_cancelled):
                yield self._first + line, cells
        except TableError as fault:
            raise TableError(fault.reason, self._first + (fault.row or 0)) from fault


def _checked(certain: bool) -> bool:
    if not certain:
        raise ValueError
    return True


def _inside(text: str) -> tuple[int, int]:
    """Where the text begins and ends without empty lines, and below also without lines of separators alone."""
    start = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, start) + 1
    end = len(text)
    while end > start:
        line_start = max(text.rfind("\n", start, end) + 1, start)
        if text[line_start:end].strip(SEPARATORS).strip():
            break
        end = max(line_start - 1, start)
    return start, end


def _blocks(text: str, start: int, check_cancelled: CheckCancelled) -> Iterator[str]:
    """Some lines at a time: between two of them, other threads get their turn."""
    while start < len(text):
        check_cancelled()
        end = text.find("\n", start + BLOCK)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _lines(text: str, start: int, check_cancelled: CheckCancelled) -> Iterator[str]:
    for block in _blocks(text, start, check_cancelled):
        yield from block.split("\n")


def _records(text: str, separator: str, check_cancelled: CheckCancelled = wanted) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number, from 0, of the line it begins in; raises TableError."""
    reader = csv.reader((line + "\n" for line in _lines(text, 0, check_cancelled)), delimiter=separator)
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
    rows: list[list[str]] = []
    with suppress(TableError):
        rows.extend(cells for _, cells in islice(_records(text, separator), HEAD))
    return rows


def _likelihood(text: str, separator: str) -> tuple[bool, int, float, float]:
    """How well a separator explains the first rows: columns of numbers first, then equal length, then numbers."""
    rows = _head(text, separator)
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if width < 2:
        return False, 0, 0.0, 0.0
    comma = separator != ","
    even = [row for row in rows if len(row) == width]
    numbers = sum(is_number(cell, comma=comma) for row in even for cell in row)
    columns = number_columns(even[1:] or even, comma=comma)
    return True, len(columns), len(even) / len(rows), numbers / (width * len(even))
