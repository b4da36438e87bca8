"""Where the table stands among the rows of a file: its header, its first row of data and its last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from model.data.tables.cells import is_missing, is_value, is_word, unit_of

LOOKED_AT = 200
"""Rows at the top of a file in which the header is looked for."""

TOTAL = re.compile(
    r"(.{0,8}\s*(합\s*계|총\s*계|소\s*계|누\s*계|총\s*합|총점|평\s*균|중앙값|표준\s*편차|최고점?|최저점?|최댓?값?|최솟?값?|최대|최소|응시자\s*수)"
    r"|전체|전국|계|(.{0,12} )?(totals?|subtotals?|sums?|averages?|avg\.?|means?|medians?|max\.?|min\.?|std\.?|count))"
    r"\s*(점수)?\s*(\(.*\))?\s*[:.]?",
    re.IGNORECASE,
)
"""What stands beside a sum, a mean or another summary of the other rows."""

LABELS = re.compile(
    r"name|student|country|region|city|state|item|category|group|date|year|이름|성명|학생|국가|나라|지역|도시|시도|시군구|항목|구분|품목|분류|연도|날짜|반",
    re.IGNORECASE,
)
"""What names a column of labels."""

UNIT = re.compile(r"[(\[（［].*[)\]）］]")
YEAR = re.compile(r"((?:18|19|20)[0-9]{2})년?")
YEARS_APART = 10
"""At most, where years name columns."""
BROKEN = re.compile(r"[+\-−]?[.,]?[0-9]")
"""How a number begins, and what is none any more."""
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
    kinds = [_Kind.of(row, values) for row in rows]
    if found:
        header = _header(rows, kinds, values)
    first = 0 if header is None else header + 1
    while first < len(rows) - 1 and (_is_blank(rows[first]) or _is_comment(rows[first], kinds[first])):
        first += 1
    if found and header is None:
        below = range(first, len(rows))
        first = next((place for place in below if not _is_above(rows[place], kinds[place])), first)
    width = _width(rows[first if header is None else header :] or rows)
    if header is None:
        return Layout(header, first, ("",) * width, values)
    row = _without_label(rows[header], width)
    width = max(len(row) - _trailing(row), min(len(row), width))  # else the names of longer rows would be shifted
    names = _padded(row, width)
    upper = _upper(rows, kinds, header, width) if found else None
    return Layout(header, first, tuple(names if upper is None else _joined(upper, names, values)), values)


def footer_of(rows: Sequence[Row], layout: Layout) -> int:
    """How many of the last rows are none of data: empty ones, notes, and what follows an empty row."""
    kinds = [_Kind.of(row, layout.values) for row in rows]
    end = len(rows)
    while end:
        row, kind = rows[end - 1], kinds[end - 1]
        apart = _apart(rows, kinds, end, layout)
        if _is_blank(row) or _is_comment(row, kind) or (kind.is_bare and _is_note(row, layout)):
            end -= 1
        elif apart is not None:
            end = apart
        else:
            break
    return len(rows) - end


def is_total(row: Row, layout: Layout, above: Row) -> bool:
    """Whether a row says that it sums up the others, or has no label where the row above it has."""
    if any(TOTAL.fullmatch(cell.strip()) for cell in row if is_word(cell)):
        return True
    labels = [column for column in range(min(len(row), len(above))) if column not in layout.values]
    labelled = [column for column in labels if above[column].strip()]
    return bool(labelled) and not any(row[column].strip() for column in labels) and _filled(row) > 0


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
    width = _width(rows[data:])
    if _is_span(rows, kinds, data, values):
        return data + 1
    above = [place for place in range(data) if _can_name(rows[place], kinds[place], width)]
    while len(above) > 1 and _is_broken(rows[above[-1]], values):
        above.pop()
    if above:
        return above[-1]
    first = _first_filled(rows, kinds)
    if data == first + 1 and kinds[first].words and not _is_broken(rows[first], values):
        return first  # a word and numbers: 2023, score
    return data if _is_row_of_numbers(rows, data, values) else None


def _is_span(rows: Sequence[Row], kinds: Sequence[_Kind], place: int, values: frozenset[int]) -> bool:
    """Whether a row that seems to have values is the upper of two rows of names: 1학기 over 시간, 점수 and 1, 52."""
    if place + 2 >= len(rows) or not (kinds[place + 1].is_names and kinds[place + 2].is_data):
        return False
    odd = [column for column in values if column < len(rows[place]) and rows[place][column].strip()]
    return all(unit_of(rows[place][column]) and not unit_of(rows[place + 2][column]) for column in odd)


def _is_broken(row: Row, values: frozenset[int]) -> bool:
    """Whether a word of the row, where values stand, begins as numbers do: 1O, 12:30."""
    cells = [row[column].strip() for column in values if column < len(row)]
    return any(is_word(cell) and BROKEN.match(cell) for cell in cells)


def _fits(rows: Sequence[Row], place: int, values: frozenset[int]) -> bool:
    """Whether a row is one of the table, and not a line above it that has a number in it."""
    return _filled(rows[place]) >= min(2, len(values)) or _filled(rows[place]) == len(rows[place])


def _first_filled(rows: Sequence[Row], kinds: Sequence[_Kind]) -> int:
    filled = (place for place, row in enumerate(rows) if not _is_blank(row) and not _is_comment(row, kinds[place]))
    return next(filled, 0)


def _can_name(row: Row, kind: _Kind, width: int) -> bool:
    """Whether a row can name columns: it has words over the values, and is no title, which has one at its beginning."""
    row = _without_label(row, width)
    titled = width > 1 and _filled(row) == 1 and bool(row[0].strip())
    return kind.is_names and len(row) <= width + _trailing(row) and not titled and (len(row) >= min(2, width))


def _is_above(row: Row, kind: _Kind) -> bool:
    """Whether a row above data without a header is none of them: a title, a comment, an empty line."""
    return not kind.values and (_is_blank(row) or _is_comment(row, kind) or _filled(row) < 2)


def _is_row_of_numbers(rows: Sequence[Row], place: int, values: frozenset[int]) -> bool:
    """Whether numbers name columns: years in steps beside a word or nothing, over what are none; or 1, 2, 3."""
    row, below = rows[place], rows[place + 1 :]
    numbers = [row[column].strip() for column in sorted(values) if column < len(row)]
    beside = [cell.strip() for column, cell in enumerate(row) if column not in values]
    if len(numbers) < 2 or not beside:
        return False
    if numbers == [str(n) for n in range(1, len(numbers) + 1)]:
        return LABELS.fullmatch(beside[0]) is not None
    years = [int(found[1]) for number in numbers if (found := YEAR.fullmatch(number)) is not None]
    steps = {after - before for before, after in pairwise(years)}
    if len(years) != len(numbers) or len(steps) != 1 or not 0 < abs(next(iter(steps))) <= YEARS_APART:
        return False
    cells = [line[column].strip() for line in below for column in values if column < len(line)]
    return 2 * sum(YEAR.fullmatch(cell) is not None for cell in cells) < len(cells)


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
    before = header - 1
    if header == 0 or _is_comment(rows[before], kinds[before]) or len(rows[before]) != len(rows[header]):
        return None
    above = _padded(rows[before], width)
    spans = kinds[before].is_names or (kinds[before].values > 0 and kinds[header].is_names)
    return above if spans and _filled(above) > 1 and not any(map(_is_plain_number, above)) else None


def _is_plain_number(cell: str) -> bool:
    return is_value(cell) and not unit_of(cell)


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


def _apart(rows: Sequence[Row], kinds: Sequence[_Kind], end: int, layout: Layout) -> int | None:
    """Where the rows up to this end begin, if they stand below an empty row and each begins with a word."""
    start = end
    while start and not _is_blank(rows[start - 1]):
        row, kind = rows[start - 1], kinds[start - 1]
        place = next(place for place, cell in enumerate(row) if cell.strip())
        odd = place in layout.values or len(row) != layout.width or not kind.values
        if not (is_word(row[place]) and not BROKEN.match(row[place].strip()) and odd):
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


def _is_comment(row: Row, kind: _Kind) -> bool:
    """Whether it is a comment, and no row of values whose first cell begins as comments do."""
    return bool(row) and row[0].lstrip().startswith(COMMENT) and not (kind.values and not is_word(row[-1]))
