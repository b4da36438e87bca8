"""Where the table stands among the rows of a file: its header, its first row of data and its last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from model.data.tables.cells import is_missing, is_value, is_word, unit_of

LOOKED_AT = 200
"""Rows at the top of a file in which the header is looked for."""

TOTAL = re.compile(
    r"(합\s*계|총\s*계|소\s*계|누\s*계|계|총\s*합|평\s*균|(grand |sub)?totals?|sums?|averages?|avg\.?|means?)\s*[:.]?",
    re.IGNORECASE,
)
"""What stands beside a sum or a mean of the rows above it."""

UNIT = re.compile(r"[(\[（［].*[)\]）］]")
YEAR = re.compile(r"(18|19|20)[0-9]{2}년?")
COMMENT = "#"
NOTE = re.compile(r"\*|※|\(|주\s*\d*\s*[):.]|(source|notes?|data|자료|출처|비고|참고|단위)\b", re.IGNORECASE)
LONG = 25
"""Characters of a label that is more likely a note."""

Row = Sequence[str]


@dataclass(frozen=True)
class Layout:
    """What the rows of a file are to a table; they are counted from 0."""

    header: int | None
    """The row that names the columns."""
    first: int
    """The first row of data."""
    names: tuple[str, ...]
    """What the columns are called, empty where a column has no name."""
    values: frozenset[int] = field(repr=False)
    """The columns that hold numbers or dates."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.names)


def layout_of(rows: Sequence[Row], header: int | None = None, *, found: bool = True) -> Layout:
    """Where the table begins; with found=False, its header is the given row, or there is none.

    A row of words over numbers is the header, or a row of years beside a word; what stands above it, such as a title
    or a comment, is passed over. Of two rows of names the upper has what spans several columns, the lower the names,
    or units.
    """
    values = _value_columns(rows)
    kinds = [_Kind.of(row, values) for row in _as_words(rows, values)]
    if found:
        header = _header(rows, kinds, values)
    first = 0 if header is None else header + 1
    while first < len(rows) - 1 and (_is_blank(rows[first]) or _is_comment(rows[first])):
        first += 1
    if found and header is None:
        first = next(
            (place for place, kind in enumerate(kinds) if place >= first and not _is_above(rows[place], kind)), first
        )
    width = _width(rows[first if header is None else header :] or rows)
    names = [""] * width if header is None else _padded(_without_label(rows[header], width), width)
    upper = _upper(rows, kinds, header, width) if found and header is not None else None
    if upper is not None:
        names = _joined(upper, names, values)
    return Layout(header, first, tuple(names), values)


def footer_of(rows: Sequence[Row], layout: Layout) -> int:
    """How many of the last rows are none of data: empty ones, notes, and what follows an empty row."""
    kinds = [_Kind.of(row, layout.values) for row in rows]
    end = len(rows)
    while end:
        row, kind = rows[end - 1], kinds[end - 1]
        apart = _apart(rows, kinds, end, layout.width)
        if _is_blank(row) or _is_comment(row) or (kind.is_bare and _is_note(row, layout)):
            end -= 1
        elif apart is not None:
            end = apart
        else:
            break
    return len(rows) - end


def is_total(row: Row) -> bool:
    """Whether a row says that it sums up those above it."""
    return any(TOTAL.fullmatch(cell.strip()) for cell in row if is_word(cell))


@dataclass(frozen=True)
class _Kind:
    """What a row has in the columns that hold values."""

    values: int
    words: int
    missing: int

    @classmethod
    def of(cls, row: Row, columns: frozenset[int]) -> _Kind:
        cells = [row[column] for column in columns if column < len(row)]
        words = sum(map(is_word, cells))
        missing = sum(bool(cell.strip()) and is_missing(cell) for cell in cells)
        return cls(sum(not is_missing(cell) and is_value(cell) for cell in cells), words, missing)

    @property
    def is_data(self) -> bool:
        return self.values > 0 and not self.words

    @property
    def is_names(self) -> bool:
        return self.words > 0 and not self.values

    @property
    def is_bare(self) -> bool:
        """Whether the row has no value, and does not say that one is missing."""
        return not self.values and not self.missing


def _as_words(rows: Sequence[Row], values: frozenset[int]) -> list[list[str]]:
    """The rows, where 1학기 over 1, 2, 3 is a word: a cell whose unit is not its column's."""
    told = [list(row) for row in rows]
    for column in values:
        units = {place: unit_of(row[column]) for place, row in enumerate(told) if column < len(row) and row[column]}
        ((usual, _),) = Counter(units.values()).most_common(1)
        for place, unit in units.items():
            if unit and unit != usual:
                told[place][column] = "word"
    return told


def _value_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns of which at least half of the cells hold a value, of those rows that have any."""
    width = _width(rows)
    held: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for row in rows:
        cells = {column: is_value(cell) for column, cell in enumerate(row[:width]) if not is_missing(cell)}
        if any(cells.values()) and len(row) >= width:
            filled.update(cells)
            held.update(column for column, holds in cells.items() if holds)
    return frozenset(column for column in held if 2 * held[column] >= filled[column])


def _width(rows: Sequence[Row]) -> int:
    """The number of cells that most rows have, of those that are not empty."""
    widths = Counter(len(row) for row in rows if not _is_blank(row))
    return max(widths, key=lambda width: (widths[width], width)) if widths else max(map(len, rows), default=0)


def _header(rows: Sequence[Row], kinds: Sequence[_Kind], values: frozenset[int]) -> int | None:
    data = next((place for place, kind in enumerate(kinds) if kind.is_data and _fits(rows, place, values)), None)
    if data is None:
        words = next((place for place, row in enumerate(rows) if _filled(row)), None)
        return words if words is not None and all(is_word(cell) for cell in rows[words] if cell.strip()) else None
    above = [place for place in range(data) if _can_name(rows[place], kinds[place], _width(rows[data:]))]
    if above:
        return above[-1]
    if data and kinds[data - 1].words and not _is_comment(rows[data - 1]) and data == _first_filled(rows) + 1:
        return data - 1  # a word and numbers: 2023, score
    return data if _is_row_of_years(rows, data, values) else None


def _fits(rows: Sequence[Row], place: int, values: frozenset[int]) -> bool:
    """Whether a row is one of the table, and not a line above it that has a number in it."""
    return _filled(rows[place]) >= min(2, len(values)) or _filled(rows[place]) == len(rows[place])


def _first_filled(rows: Sequence[Row]) -> int:
    return next((place for place, row in enumerate(rows) if not _is_blank(row) and not _is_comment(row)), 0)


def _can_name(row: Row, kind: _Kind, width: int) -> bool:
    """Whether a row can name columns: it has words over the values, and is no title, which has one at its beginning."""
    row = _without_label(row, width)
    titled = width > 1 and _filled(row) == 1 and bool(row[0].strip())
    return kind.is_names and len(row) <= width + _trailing(row) and not titled and (len(row) >= min(2, width))


def _is_above(row: Row, kind: _Kind) -> bool:
    """Whether a row above data without a header is none of them: a title, a comment, an empty line."""
    return not kind.values and (_is_blank(row) or _is_comment(row) or _filled(row) < 2)


def _is_row_of_years(rows: Sequence[Row], place: int, values: frozenset[int]) -> bool:
    """Whether numbers name columns: years that grow, beside a word or nothing, over what are not years."""
    row, below = rows[place], rows[place + 1 :]
    years = [row[column].strip() for column in sorted(values) if column < len(row)]
    beside = [cell for column, cell in enumerate(row) if column not in values]
    if len(years) < 2 or not beside or not all(map(YEAR.fullmatch, years)) or sorted(set(years)) != years:
        return False
    cells = [cell for line in below for column, cell in enumerate(line) if column in values]
    return not all(YEAR.fullmatch(cell.strip()) for cell in cells)


def _joined(upper: Sequence[str], lower: Sequence[str], values: frozenset[int]) -> list[str]:
    """The names of columns over which two stand: a name and its unit, a name and a part of it, or a span and a name."""
    pairs = [*zip(upper, lower, strict=True)]
    if all(UNIT.fullmatch(below) or not below for below in lower):
        return [f"{above} {unit}".strip() for above, unit in pairs]
    if all(all(pairs[column]) for column in values if column < len(pairs)):
        return [f"{above} ({below})" if below else above for above, below in pairs]
    twice = {name for name, count in Counter(lower).items() if count > 1}
    spans = _filled_from_the_left(upper)
    return [
        f"{span} {below}".strip() if below in twice and below else below or above
        for span, (above, below) in zip(spans, pairs, strict=True)
    ]


def _upper(rows: Sequence[Row], kinds: Sequence[_Kind], header: int, width: int) -> list[str] | None:
    """The row of names above the header, if there is one."""
    if header == 0 or _is_comment(rows[header - 1]) or len(rows[header - 1]) != len(rows[header]):
        return None
    above = _padded(rows[header - 1], width)
    return above if kinds[header - 1].is_names and _filled(above) > 1 else None


def _filled_from_the_left(cells: Sequence[str]) -> list[str]:
    filled: list[str] = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _padded(row: Row, width: int) -> list[str]:
    """The names in a row, without the sign of a comment and quotes, as many as there are columns."""
    names = [" ".join(cell.removeprefix(COMMENT).split()) for cell in map(str.strip, row[:width])]
    names = [name[1:-1] if len(name) > 1 and name[0] == name[-1] == "'" else name for name in names]
    return names + [""] * (width - len(names))


def _without_label(row: Row, width: int) -> Row:
    """A row of names without what announces them: Data: y x."""
    return row[1:] if len(row) == width + 1 and row[0].strip().endswith(":") else row


def _trailing(row: Row) -> int:
    """How many of the last cells are empty."""
    return len(row) - max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _apart(rows: Sequence[Row], kinds: Sequence[_Kind], end: int, width: int) -> int | None:
    """Where the rows up to this end begin, if they stand below an empty row and each has a word in it."""
    start = end
    while start and not _is_blank(rows[start - 1]):
        row, kind = rows[start - 1], kinds[start - 1]
        if kind.is_data and (len(row) == width or not any(map(is_word, row))):
            break
        start -= 1
    return start if start < end and start and _is_blank(rows[start - 1]) else None


def _is_note(row: Row, layout: Layout) -> bool:
    """Whether a row without a value is a note, and not the label of a row whose values are missing."""
    if layout.width < 2 or _filled(row) > 1:
        return False
    place, text = next((place, cell.strip()) for place, cell in enumerate(row) if cell.strip())
    return place in layout.values or len(text) > LONG or NOTE.match(text) is not None


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_blank(row: Row) -> bool:
    return not any(cell.strip() for cell in row)


def _is_comment(row: Row) -> bool:
    return bool(row) and row[0].lstrip().startswith(COMMENT)
