"""Cells of a table as numbers: what counts as one, what is missing, and which cell is to blame."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.data import notation
from model.data.notation import AmbiguousError, NotANumberError
from model.data.tables.errors import Reason, TableError

NOT_FINITE = re.compile(r"[+-]?(inf|infinity|∞)", re.IGNORECASE)

MISSING = frozenset(
    (
        *("", "na", "n/a", "nan", "null", "none", "nil", "missing", "absent", "?", "-", "--", "—", ".", "..", "…", "*"),
        *("#n/a", "#na", "#value!", "#div/0!", "#ref!", "#null!", "#num!", "#name?"),
        *("결석", "결시", "병결", "공결", "미응시", "미제출", "무응답", "결측", "없음", "해당없음", "해당 없음"),
    )
)
"""What stands where there is no value, in small letters."""

DIGITS = "0123456789"

ISO_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<mark>[-/.])|년) ?(?P<month>[0-9]{1,2})"
    r"(?:(?(mark)(?P=mark)|월) ?(?P<day>[0-9]{1,2})(?(mark)\.?|일))?월?"
    r"(?:[T ](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?)?"
)
"""The year first, as in ISO 8601 and in Korean."""

ISO_MOMENTS = re.compile(
    r"(?:(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)?\n)++"
)
"""A whole column of them, as NumPy reads it."""

OTHER_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
"""The year last: after a point the month stands second; else the cells have to prove where it stands."""

PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")
"""Most numbers, which are known for such without much ado."""

MOMENT_LIKE = re.compile(r"[0-2]?[0-9][.,][0-5][0-9]|[0-9]{1,2}[.,](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[.,][0-9]{1,2}")
"""What may be a time, a month or a day (10.30, 03.2024) as well as a decimal: it proves nothing of other columns."""

CACHED = 1 << 16
"""Texts of which is remembered whether they hold a value: those of one column are often the same."""

Cell = str | float
"""What stands in a cell: a text, or the number that a spreadsheet has there."""


@dataclass(frozen=True)
class Column:
    """A column as it was read."""

    values: NDArray[np.float64]
    """Shape (N,); NaN where a value is missing."""
    unit: str = ""
    """What every number has beside it, such as "%"."""
    since: date | None = None
    """Where the cells are dates, the first of them: the values are days since then."""


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that there is no value."""
    return isinstance(cell, str) and _says_missing(notation.tidied([cell])[0])


def is_value(cell: Cell) -> bool:
    """Whether a cell can be read as a number or a date."""
    return not isinstance(cell, str) or _is_value(cell)


@lru_cache(CACHED)
def _is_value(cell: str) -> bool:
    if PLAIN.fullmatch(cell):
        return True
    if is_mere_word(cell):
        return False
    tidy = notation.tidied([cell])[0]
    return notation.is_number(tidy) or _is_date(tidy)


def is_mere_word(text: str) -> bool:
    """Whether there is no digit in a text: it stands in the place of a number, and is none that is misspelt."""
    return not any(map(str.isdecimal, text))


def unit_of(cell: str) -> str:
    """What stands beside the number in a cell, such as "%"."""
    return notation.unit_of(notation.tidied([cell])[0])


def is_word(cell: Cell) -> bool:
    """Whether a cell holds neither a value nor the lack of one."""
    return isinstance(cell, str) and not (is_missing(cell) or is_value(cell) or NOT_FINITE.fullmatch(cell.strip()))


def read_column(
    cells: Sequence[Cell],
    decimal: str | None = None,
    elsewhere: Callable[[], frozenset[str]] = frozenset,
    *,
    skips_words: bool = False,
) -> Column:
    """A column as numbers. Raises TableError, of which the row is the place of the cell, counted from 0.

    Decimal is the decimal mark, where somebody says it; elsewhere tells those that other columns of the file prove. A
    word is no number; where words are to be skipped, one without a digit counts as a missing value.
    """
    places = [place for place, cell in enumerate(cells) if isinstance(cell, str)]
    texts = notation.tidied([cell for cell in cells if isinstance(cell, str)])
    there = [not (_says_missing(text) or (skips_words and is_mere_word(text))) for text in texts]
    if skips_words and len(places) == len(cells) and not any(there):
        raise _fault(Reason.NOT_NUMERIC, cells, 0)
    written, places_written = [*compress(texts, there)], [*compress(places, there)]
    try:
        column = _numbers_or_dates(written, decimal, elsewhere, alone=len(places) == len(cells))
    except AmbiguousError as error:
        place = places_written[error.place]
        reason = Reason.AMBIGUOUS_DATE if _is_date(written[error.place]) else Reason.AMBIGUOUS
        raise _fault(reason, cells, place, readings=error.readings) from None
    except NotANumberError as error:
        place = places_written[error.place]
        not_finite = NOT_FINITE.fullmatch(str(cells[place]).strip())
        raise _fault(Reason.NOT_FINITE if not_finite else Reason.NOT_NUMERIC, cells, place) from None
    if len(written) == len(cells):
        values = column.values
    else:
        values = np.array([np.nan if isinstance(cell, str) else cell for cell in cells], np.float64)
        values[places_written] = column.values
    _refuse_beyond(values, cells)
    return Column(values, column.unit, column.since)


def marks_proven(columns: Sequence[Sequence[Cell]]) -> frozenset[str]:
    """The decimal marks that the texts of these columns prove, each column by itself."""
    return frozenset(mark for column in columns if (mark := _mark_of(column)) is not None)


def as_float32(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The nearest float32 numbers; what lies beyond the largest becomes infinite."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def _numbers_or_dates(
    written: list[str], decimal: str | None, elsewhere: Callable[[], frozenset[str]], *, alone: bool
) -> Column:
    """Alone: without the numbers of a spreadsheet, which have no unit."""
    if alone and written and _is_date(written[0]):
        return _days(written)
    numbers, unit = notation.without_unit(written)
    if unit and not alone:
        raise NotANumberError(0)
    return Column(notation.read(numbers, unit, decimal, elsewhere), unit)


def _says_missing(text: str) -> bool:
    return not text or (text[0] not in DIGITS and text.lower() in MISSING)


def _mark_of(column: Sequence[Cell]) -> str | None:
    tidy = notation.tidied([cell for cell in column if isinstance(cell, str)])
    texts = [text for text in tidy if not _says_missing(text)]
    return None if all(map(MOMENT_LIKE.fullmatch, texts)) else notation.mark_proven(texts)


def _fault(reason: Reason, cells: Sequence[Cell], place: int, **details: Any) -> TableError:
    return TableError(reason, place, text=str(cells[place]), **details)


def _refuse_beyond(values: NDArray[np.float64], cells: Sequence[Cell]) -> None:
    beyond = np.flatnonzero(np.isinf(as_float32(values)))
    if len(beyond):
        raise _fault(Reason.NOT_FLOAT32, cells, int(beyond[0]))


def _is_date(tidy: str) -> bool:
    """Whether it is a date, and no number: 2024.03 is one."""
    return (ISO_DATE.fullmatch(tidy) or OTHER_DATE.fullmatch(tidy)) is not None and not notation.readings(f"{tidy}\n")


def _days(written: list[str]) -> Column:
    """Days since the earliest of these dates; raises NotANumberError, and AmbiguousError where day may be month."""
    if ISO_MOMENTS.fullmatch(notation.lines_of(written)):
        with suppress(ValueError):  # there is no such day, and the exact way finds it
            moments = np.array(written, "datetime64[us]")
            first_day = moments.min().astype("datetime64[D]")
            return Column((moments - first_day) / np.timedelta64(1, "D"), since=first_day.item())
    day_first = _day_first(written) if OTHER_DATE.fullmatch(written[0]) else False
    exact = []
    for place, text in enumerate(written):
        try:
            exact.append(_moment(text, day_first=day_first))
        except (ValueError, TypeError):
            raise NotANumberError(place) from None
    first = min(exact).date()
    begin = datetime.combine(first, time())
    return Column(np.array([(each - begin).total_seconds() / 86_400 for each in exact], np.float64), since=first)


def _moment(text: str, *, day_first: bool) -> datetime:
    """Raises ValueError where there is no such day, TypeError where it is no date."""
    if (found := ISO_DATE.fullmatch(text)) is not None:
        day = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
        hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
        return datetime.combine(day, time(hour, minute, second, int((found["fraction"] or "")[:6].ljust(6, "0"))))
    found = OTHER_DATE.fullmatch(text)
    if found is None:
        raise TypeError(text)
    day_of_month, month = (found[1], found[3]) if day_first else (found[3], found[1])
    return datetime.combine(date(int(found[4]), int(month), int(day_of_month)), time())


def _day_first(written: list[str]) -> bool:
    """Whether the day stands before the month; raises AmbiguousError where the dates do not tell."""
    pairs = [(int(found[1]), int(found[3])) for text in written if (found := OTHER_DATE.fullmatch(text)) is not None]
    if "." in written[0] or any(first > 12 for first, _ in pairs):
        return True
    if any(second > 12 for _, second in pairs):
        return False
    day, month = pairs[0]
    year = written[0][-4:]
    raise AmbiguousError(0, [f"{year}-{month:02}-{day:02}", f"{year}-{day:02}-{month:02}"])
