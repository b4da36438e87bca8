"""What the columns of a table hold, as far as its first rows tell: which are worth choosing, and why others are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from model.data.tables.cells import Cell, is_missing, read_column
from model.data.tables.errors import TableError

BARS = 12
"""Of a histogram."""

ROW_NUMBERS = re.compile(
    r"row ?(names?|numbers?|no\.?)?|index|idx|no\.?|nr\.?|#|num|번호|연번|순번|순서|일련 ?번호", re.IGNORECASE
)
IDS = re.compile(r"(.*[_ ])?(id|code|key|zip|phone)|.*(학번|번호|코드|아이디)", re.IGNORECASE)


class Kind(StrEnum):
    """What a column holds."""

    NUMBERS = "numbers"
    DATES = "dates"
    ROW_NUMBERS = "row numbers"
    IDS = "ids"
    CONSTANT = "constant"
    TEXT = "text"
    """What is no number: a column that cannot be chosen."""
    EMPTY = "empty"


LIKELY = (Kind.NUMBERS, Kind.CONSTANT, Kind.IDS, Kind.ROW_NUMBERS)
"""The kinds of numbers, in the order in which one would choose them."""


@dataclass(frozen=True)
class Description:
    """A column, as far as the first rows tell."""

    kind: Kind
    unit: str = ""
    since: date | None = None
    """The first of the dates."""
    low: float = 0.0
    high: float = 0.0
    bars: tuple[int, ...] = ()
    """How many values lie in each of the parts of equal width from low to high."""
    missing: int = 0
    """Rows without a value."""
    fault: TableError | None = None
    """The first cell that is no number; its row is counted from 0."""


def describe(
    name: str, cells: Sequence[Cell], elsewhere: Callable[[], frozenset[str]], *, has_header: bool
) -> Description:
    """What a column of this name holds; elsewhere tells the decimal marks that other columns prove."""
    missing = sum(map(is_missing, cells))
    if missing == len(cells):
        return Description(Kind.EMPTY, missing=missing)
    try:
        column = read_column(cells, None, elsewhere)
    except TableError as fault:
        return Description(Kind.TEXT, missing=missing, fault=fault)
    values = column.values[np.isfinite(column.values)]
    kind = Kind.DATES if column.since is not None else _kind_of_numbers(name, values, has_header=has_header)
    counts, _ = np.histogram(values, bins=BARS)
    low, high = float(values.min()), float(values.max())
    return Description(kind, column.unit, column.since, low, high, tuple(counts.tolist()), missing)


def likely_pair(names: Sequence[str], kinds: Sequence[Kind]) -> tuple[int, int] | None:
    """The places of the columns that are most likely x and y, counted from 0; None where there are no two to choose.

    They may be called so. Else dates are x; of the others the first two, row numbers and constants only where there is
    nothing else.
    """
    called = {name.lower(): place for place, name in reversed([*enumerate(names[: len(kinds)])])}
    if all(axis in called and kinds[called[axis]] in (*LIKELY, Kind.DATES) for axis in "xy"):
        return called["x"], called["y"]
    ranked = [place for kind in LIKELY for place, each in enumerate(kinds) if each is kind]
    dates = [place for place, each in enumerate(kinds) if each is Kind.DATES]
    numbers = [place for place in ranked if kinds[place] is Kind.NUMBERS]
    if dates and numbers and (len(numbers) < 2 or dates[0] < numbers[0]):
        return dates[0], numbers[0]
    chosen = sorted((ranked + dates)[:2])
    return (chosen[0], chosen[1]) if len(chosen) == 2 else None


def _kind_of_numbers(name: str, values: NDArray[np.float64], *, has_header: bool) -> Kind:
    if (values == values[0]).all():
        return Kind.CONSTANT
    counts = len(values) > 1 and values[0] in (0, 1) and bool((np.diff(values) == 1).all())
    if counts and has_header and (not name or ROW_NUMBERS.fullmatch(name)):
        return Kind.ROW_NUMBERS
    whole = bool((values == np.round(values)).all()) and len(np.unique(values)) == len(values)
    return Kind.IDS if whole and IDS.fullmatch(name) else Kind.NUMBERS
