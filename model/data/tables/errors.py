"""What can be wrong with a file of data, and where in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from model import QT_TRANSLATE_NOOP

SHORT = 40
"""Characters of a bad cell that a sentence quotes at most."""


class Reason(StrEnum):
    """Why a file cannot be used."""

    NOT_FOUND = "not found"
    NO_PERMISSION = "no permission"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    PASSWORD = "password"
    BINARY = "binary"
    ENCODING = "encoding"
    EMPTY = "empty"
    NO_SUCH_SHEET = "no such sheet"
    NO_SUCH_ROW = "no such row"
    NO_SUCH_COLUMN = "no such column"
    FEW_COLUMNS = "few columns"
    TEXT_COLUMNS = "text columns"
    ONE_ROW = "one row"
    TOO_WIDE = "too wide"
    SEPARATOR = "separator"
    RAGGED = "ragged"
    QUOTE = "quote"
    OTHER_FORMAT = "other format"
    INCOMPLETE = "incomplete"
    AMBIGUOUS = "ambiguous"
    AMBIGUOUS_DATE = "ambiguous date"
    NOT_NUMERIC = "not numeric"
    NOT_FINITE = "not finite"
    NOT_FLOAT32 = "not float32"


SENTENCES = {
    Reason.NOT_FOUND: QT_TRANSLATE_NOOP("FileErrors", "{file}: there is no such file."),
    Reason.NO_PERMISSION: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}: permission to read it is denied. Another program may have it open."
    ),
    Reason.TOO_LARGE: QT_TRANSLATE_NOOP(
        "FileErrors", "{file} is too large: over 1 GiB, or cells too far apart in a sheet."
    ),
    Reason.UNREADABLE: QT_TRANSLATE_NOOP("FileErrors", "{file} cannot be read: it is damaged, or not a file of data."),
    Reason.PASSWORD: QT_TRANSLATE_NOOP("FileErrors", "{file} is locked with a password."),
    Reason.BINARY: QT_TRANSLATE_NOOP("FileErrors", "{file} is neither text nor a spreadsheet."),
    Reason.ENCODING: QT_TRANSLATE_NOOP("FileErrors", "{file} is in another encoding; save it as UTF-8."),
    Reason.OTHER_FORMAT: QT_TRANSLATE_NOOP(
        "FileErrors",
        "{file} holds {text}, whatever its name says; open it with a spreadsheet program and save it as .xlsx or .csv.",
    ),
    Reason.EMPTY: QT_TRANSLATE_NOOP("FileErrors", "{file} is empty: there is no row of data in it."),
    Reason.NO_SUCH_SHEET: QT_TRANSLATE_NOOP("FileErrors", "{file} has no sheet “{text}”."),
    Reason.NO_SUCH_ROW: QT_TRANSLATE_NOOP("FileErrors", "{file}: row {row} is not among its first rows."),
    Reason.NO_SUCH_COLUMN: QT_TRANSLATE_NOOP("FileErrors", "{file} has no column “{column}”: they are {text}."),
    Reason.SEPARATOR: QT_TRANSLATE_NOOP(
        "FileErrors",
        "{file}: its columns may be separated by commas or by spaces. Separate them by tabs or semicolons.",
    ),
    Reason.TOO_WIDE: QT_TRANSLATE_NOOP("FileErrors", "{file} has more than 16,384 columns."),
    Reason.FEW_COLUMNS: QT_TRANSLATE_NOOP("FileErrors", "{file} has fewer than two columns of numbers."),
    Reason.TEXT_COLUMNS: QT_TRANSLATE_NOOP(
        "FileErrors",
        "{file} has fewer than two columns of numbers: row {row} of column {column} holds “{text}”.",
    ),
    Reason.ONE_ROW: QT_TRANSLATE_NOOP("FileErrors", "{file} has only one row of data; a line needs two."),
    Reason.RAGGED: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}: number of cells {found}, where there should be {expected}."
    ),
    Reason.QUOTE: QT_TRANSLATE_NOOP("FileErrors", "{file}, row {row}: a quotation mark is opened but not closed."),
    Reason.INCOMPLETE: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}, column {column}: the value is missing. Incomplete rows: {found}."
    ),
    Reason.AMBIGUOUS: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}, column {column}: “{text}” may be {readings}."
    ),
    Reason.AMBIGUOUS_DATE: QT_TRANSLATE_NOOP(
        "FileErrors",
        "{file}, row {row}, column {column}: “{text}” may be {readings}. Write the year first, as in 2024-03-01.",
    ),
    Reason.NOT_NUMERIC: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}, column {column}: “{text}” is not a number."
    ),
    Reason.NOT_FINITE: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}, column {column}: “{text}” is not a finite number."
    ),
    Reason.NOT_FLOAT32: QT_TRANSLATE_NOOP(
        "FileErrors", "{file}, row {row}, column {column}: “{text}” is beyond the largest float32, 3.4028235e38."
    ),
}
"""What each reason is in English, with the names of the fields of DataFileError as placeholders."""


class DataFileError(ValueError):
    """A file that cannot be used; str() says so in a sentence.

    The row is counted from 1 as in the file, header and empty lines included. The column is its header, or its number
    where there is no header. The text is the offending one, shortened. Found and expected are numbers of cells, or
    found that of rows; readings are what an ambiguous text may mean.
    """

    def __init__(
        self,
        reason: Reason,
        file: str,
        *,
        row: int | None = None,
        column: str | None = None,
        text: str = "",
        found: int = 0,
        expected: int = 0,
        readings: Sequence[str] = (),
    ) -> None:
        self.reason, self.file, self.row, self.column = reason, shortened(file, 2 * SHORT), row, column
        self.text, self.found, self.expected, self.readings = shortened(text), found, expected, tuple(readings)
        super().__init__(self.sentence(SENTENCES[reason], " or ".join(readings)))

    def sentence(self, template: str, readings: str) -> str:
        """A sentence in any language, with the fields in its placeholders; the readings are joined in that language."""
        return template.format(**vars(self) | {"column": shortened(self.column or ""), "readings": readings})


class TableError(Exception):
    """What a reader finds wrong, before anybody knows how the file and the column (counted from 0) are called."""

    def __init__(
        self,
        reason: Reason,
        row: int | None = None,
        column: int | None = None,
        text: str = "",
        **others: Any,
    ) -> None:
        super().__init__(reason)
        self.reason, self.row, self.column = reason, row, column
        self.details: dict[str, Any] = {"text": text, **others}
        """What else DataFileError takes."""


def shortened(text: str, most: int = SHORT) -> str:
    """A text on one line and no longer than this, without what cannot be shown."""
    line = "".join(char if char.isprintable() else " " for char in text[: most + 1])
    return line if len(line) <= most else line[: most - 1] + "…"
