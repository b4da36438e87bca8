"""How numbers are written: the decimal mark, what groups the thousands, and a unit that every cell of a column has.

A column is read as a whole, for `1,350` alone may be 1350 or 1.35: what the other cells prove decides, and where they
prove nothing, nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DECIMALS = ".,"
GROUPS = ".,' "

ALIKE = str.maketrans(
    dict(zip("０１２３４５６７８９＋－．，％＄￦", "0123456789+-.,%$₩", strict=True))
    | dict.fromkeys("−﹣‒–", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " ")
    | dict.fromkeys("’ʼ＇", "'")
)
"""Signs that mean the same, full-width ones among them. (Unicode's own folding would make 5² into 52.)"""

CURRENCY = r"(?:[A-Z]{0,3}[$€£¥₩₹]|KRW|USD|EUR|GBP|JPY|CNY|CHF)"
WITH_UNIT = re.compile(
    rf"([+-]?)({CURRENCY}? ?)([+-]?)([.,]?[0-9](?:[0-9.,' ]*[0-9])?(?:[eE][+-]?[0-9]+)?)"
    r"( ?(?:(?![eE]$)[^\W\d_]|[%‰°$€£¥₩])[^\s\d]{0,11})?"
)
"""A number with a currency before it or a unit after it, in which there are neither digits nor spaces."""

QUOTED = re.compile(r"^'(.*)'$")
"""A cell in quotation marks that the csv module takes for a part of it."""

POINT_MONEY = re.compile(r"(US|AU?|CA?|NZ|HK|NT|SG?)?\$|[£¥₩]|[^$]*원")
"""Units of money that is counted with a decimal point, so that a comma in it groups thousands."""

NO_UNIT = re.compile(r"[eE][+-]?")
"""What is left of a number whose exponent is cut off."""


class Notation(NamedTuple):
    """One way to read numbers."""

    decimal: str
    """The decimal mark, a point or a comma."""
    group: str
    """What stands between groups of three digits; empty where nothing does."""


class AmbiguousError(ValueError):
    """What stands in this place, counted from 0, can be read in two ways."""

    def __init__(self, place: int, readings: Sequence[str]) -> None:
        super().__init__(f"{readings[0]} or {readings[1]}")
        self.place, self.readings = place, tuple(readings)


class NotANumberError(ValueError):
    """What stands in this place, counted from 0, is no number as the others of the column are written."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def tidied(cells: Sequence[str]) -> list[str]:
    """The cells with one sign for each meaning, and without spaces around them."""
    text = "\n".join(cells)
    if text.count("\n") >= max(len(cells), 1):  # within cells, too
        return [tidied([" ".join(cell.split())])[0] for cell in cells]
    if not text.isascii():
        text = text.translate(ALIKE)
    tidy = [cell.strip() for cell in text.split("\n")] if cells else []
    return [QUOTED.sub(r"\1", cell) for cell in tidy] if "'" in text else tidy


def unit_of(cell: str) -> str:
    """What stands beside the number in a tidied cell."""
    found = _with_unit(cell)
    return "" if found is None else "".join(_unit(found))


def is_number(cell: str) -> bool:
    """Whether a tidied cell can be read as a number, a unit with it or not."""
    if readings(f"{cell}\n"):
        return True
    found = _with_unit(cell)
    return found is not None and bool(readings(f"{found[1]}{found[3]}{found[4]}\n"))


def without_unit(cells: Sequence[str]) -> tuple[list[str], str]:
    """Tidied cells without the unit that all of them have, and the unit; as they are where there is none.

    Raises NotANumberError for the first that has another unit than the first cell.
    """
    found = _with_unit(cells[0]) if cells else None
    if found is None or not (found[2] or found[5]):
        return list(cells), ""
    before, after = _unit(found)
    if not found[1] and all(cell.startswith(before) and cell.endswith(after) for cell in cells):
        return [cell[len(before) : len(cell) - len(after)].strip() for cell in cells], before + after
    numbers = []
    for place, cell in enumerate(cells):
        other = _with_unit(cell)
        if other is None or _unit(other) != _unit(found):
            raise NotANumberError(place)
        numbers.append(f"{other[1]}{other[3]}{other[4]}")
    return numbers, before + after


def readings(text: str, decimal: str | None = None) -> list[Notation]:
    """Every notation in which each line of the text is a number; one alone where they come to the same numbers."""
    marks = [mark for mark in GROUPS if mark in text]
    found = []
    for mark in decimal or DECIMALS:
        groups = [other for other in marks if other != mark]
        if len(groups) < 2 and _column(notation := Notation(mark, "".join(groups))).fullmatch(text):
            found.append(notation)
    return found if any(mark in marks for mark in DECIMALS) else found[:1]


def mark_proven(cells: Sequence[str]) -> str | None:
    """The decimal mark that a column of tidied cells proves; None where it proves none, or is none of numbers."""
    try:
        numbers, unit = without_unit(cells)
    except NotANumberError:
        return None
    text = lines_of(numbers)
    return _proven(readings(text), text, unit)


def _proven(found: Sequence[Notation], text: str, unit: str) -> str | None:
    """The decimal mark that the text proves; None where it has none, or where both are possible.

    `1,350` beside `950` has its thousands grouped: as decimals, the one would keep a last nought that the other lacks.
    So has $1,350; but $3.459 may be the price of fuel.
    """
    if len(found) == 1:
        return found[0].decimal if any(mark in text for mark in DECIMALS) else None
    if len(found) == 2 and "," in text and POINT_MONEY.fullmatch(unit):
        return "."
    if len(found) == 2 and re.search(r"^[+-]?[1-9][0-9]{2}$", text, re.MULTILINE):
        mark = next(mark for mark in DECIMALS if mark in text)
        if re.search(rf"\{mark}[0-9]{{2}}0$", text, re.MULTILINE):
            return DECIMALS.replace(mark, "")
    return None


def read(
    cells: Sequence[str],
    unit: str = "",
    decimal: str | None = None,
    elsewhere: Callable[[], frozenset[str]] = frozenset,
) -> NDArray[np.float64]:
    """The numbers of tidied cells that had this unit, shape (N,).

    Where a decimal mark is given, no other is tried. Elsewhere tells those that other columns prove; where they
    contradict what this one seems to be, nothing is proven. Raises NotANumberError and AmbiguousError.
    """
    text = lines_of(cells)
    found = readings(text, decimal)
    if not found:
        raise NotANumberError(_first_wrong(cells, decimal))
    marks = set() if len(found) == 1 else {_proven(found, text, unit), *elsewhere()} - {None}
    if len(found) > 1 and len(marks) != 1:
        place = next(n for n, cell in enumerate(cells) if any(mark in cell for mark in DECIMALS))
        raise AmbiguousError(place, [f"{float(_plain(cells[place], notation)):.15g}" for notation in found])
    notation = found[0] if len(found) == 1 else next(each for each in found if each.decimal in marks)
    return np.fromiter(map(float, _plain(text, notation).split()), np.float64, len(cells))


def _unit(found: re.Match[str]) -> tuple[str, str]:
    """What stands before and after the number."""
    return found[2].strip(), (found[5] or "").strip()


def _with_unit(cell: str) -> re.Match[str] | None:
    """A number and its unit, which is neither a fraction (1½) nor a power, nor of another kind of number (0xA, 1e-)."""
    found = WITH_UNIT.fullmatch(cell)
    if found is None or (found[1] and found[3]):
        return None
    unit = (found[5] or "").strip()
    if not unit:
        return found
    fraction_or_power = unicodedata.category(unit[0]) == "No"
    return None if fraction_or_power or NO_UNIT.fullmatch(unit) or (found[4] == "0" and unit[0] in "xXbo") else found


def lines_of(cells: Sequence[str]) -> str:
    """A line for each cell, as readings() wants them."""
    return "\n".join(cells) + "\n" if cells else ""


def _plain(text: str, notation: Notation) -> str:
    """The same numbers as Python writes them."""
    if notation.group:
        text = text.replace(notation.group, "")
    return text.replace(notation.decimal, ".")


def _first_wrong(cells: Sequence[str], decimal: str | None) -> int:
    """The cell at which the notation that gets furthest fails."""
    marks = [mark for mark in GROUPS if any(mark in cell for cell in cells)]
    tried = [Notation(mark, group) for mark in decimal or DECIMALS for group in ["", *marks] if group != mark]
    return max(_reaches(cells, notation) for notation in tried)


def _reaches(cells: Sequence[str], notation: Notation) -> int:
    one = _column(notation)
    return next(place for place, cell in enumerate(cells) if not one.fullmatch(f"{cell}\n"))


@cache
def _column(notation: Notation) -> re.Pattern[str]:
    """Lines of numbers, to the last."""
    decimal, group = map(re.escape, notation)
    grouped = rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})++(?:{decimal}[0-9]*+)?|" if group else ""
    plain = rf"(?:[0-9]++(?:{decimal}[0-9]*+)?|{decimal}[0-9]++)(?:[eE][+-]?[0-9]++)?"
    return re.compile(rf"(?:[+-]?(?:{grouped}{plain})\n)*+")
