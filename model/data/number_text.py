"""Numbers as text: read from what people type, written so that the same float32 reads back."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from model.data import notation

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]*[1-9])?(e[+-][0-9]+)?", re.ASCII)
PLAIN_FROM, PLAIN_BELOW = 1e-4, 1e7
"""Between these, numbers are written without an exponent."""


class TooLargeError(ValueError):
    """The number is finite, but no float32 holds it."""


def read_number(text: str) -> float:
    """The number a cell says, as people write it; a finite float32.

    Raises TooLargeError where it is beyond float32, AmbiguousError where it may be another one, and ValueError where it
    is no number (NaN and infinity are none).
    """
    with np.errstate(over="ignore"):
        value = float(np.float32(read_float(text)))  # the largest float32 is usually written rounded up
    if np.isinf(value):
        raise TooLargeError(f"{text!r} is too large for float32")
    return value


def read_float(text: str) -> float:
    """A number as people write it.

    Raises AmbiguousError for 1,350 alone, which may be 1350 or 1.35, and ValueError where it is none.
    """
    (cell,) = notation.tidied([text])
    try:
        return float(notation.read([cell], decimal="." if is_as_written_here(cell) else None)[0])
    except notation.NotANumberError:
        raise ValueError(f"{text!r} is not a number") from None


def is_as_written_here(text: str) -> bool:
    """Whether a text may have been copied from this program: a decimal point, and no nought at the end behind it."""
    return PLAIN.fullmatch(text.strip()) is not None


def number_text(value: float) -> str:
    """The shortest text that reads back as the same float32."""
    number = np.float32(value)
    if number == 0 or PLAIN_FROM <= abs(number) < PLAIN_BELOW:
        return np.format_float_positional(number, unique=True, trim="-")
    return np.format_float_scientific(number, unique=True, trim="-", exp_digits=2)


def short_floats(column: NDArray[np.float32]) -> list[float]:
    """For each value the number of fewest digits that becomes this very float32 again, -0.0 and subnormals included.

    Any shape, finite values; row by row. The shortest decimal of a float32 goes through a Python float on its way back,
    which in principle could round it to the neighbour: such a value keeps all its digits.
    """
    values = column.ravel()
    short = [float(str(value)) for value in values]
    differs = np.array(short, np.float32).view(np.uint32) != values.view(np.uint32)
    for n in np.flatnonzero(differs):
        short[n] = float(values[n])
    return short
