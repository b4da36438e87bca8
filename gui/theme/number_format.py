"""How numbers are written in the window: with a real minus, and no longer than they have to be."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np

from gui.theme.room import first_that_fits
from model.epoch import SMALL_SLOPE
from model.experiment import EPOCHS_LIMIT

DECIMALS = range(3, 11)
DEFAULT_DECIMALS = 6
"""How many of them the loss may have, and has at first."""

SMALLEST_PLAIN, LARGEST_PLAIN = 1e-6, 1e7
"""From the one to below the other a number on an axis is written without a power of ten."""

NOTHING = "–"
"""In the place of a number that there is not yet."""


def minus(text: str) -> str:
    """A text with a real minus in place of each hyphen."""
    return text.replace("-", "−")


def tidy(text: str) -> str:
    """A number as Python prints it, without what its exponent does not need: 1e−7 and 2e8, wherever it stands."""
    return minus(text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e"))


def short(value: float) -> str:
    """A number that somebody has chosen, as it is said."""
    return tidy(f"{value:g}")


def fixed(value: float | None, decimals: int = DEFAULT_DECIMALS, missing: str = "None") -> str:
    """A number with these decimals, or in powers of ten where it is too long for that; the word for its absence."""
    if value is None:
        return missing
    return tidy(f"{value:.{decimals}f}" if abs(value) < 1e5 or not math.isfinite(value) else f"{value:.4e}")


def within(value: float | None, decimals: int, length: int, missing: str = "None") -> str:
    """A number with these decimals, or with fewer, or in powers of ten, so that it is never longer than length."""
    if value is None:
        return missing
    text = f"{value:.{decimals}f}"
    if len(text) <= length:
        return minus(text)
    texts = (f"{value:.{places}f}" for places in range(decimals - 1, -1, -1))
    powers = (tidy(f"{value:.{places}e}") for places in range(4, -1, -1))
    return minus(first_that_fits(chain(texts, powers), length))


def beside_readouts(value: float, length: int) -> str:
    """A number to be compared with within(): the same without zeros at its end, but below 1 in five digits at most."""
    if abs(value) < 1:
        return significant(value, min(5, length - 4))
    text = within(value, DEFAULT_DECIMALS, length)
    return text if "e" in text or "." not in text else text.rstrip("0").rstrip(".")


def slope(text: str, value: float, length: int) -> str:
    """This text of a slope, or as many digits of one that is too small to be read in decimals as there is room for."""
    if not 0 < abs(value) < SMALL_SLOPE:
        return text
    powers = (tidy(f"{value:.{places}e}") for places in range(5, -1, -1))
    return next((power for power in powers if len(power) <= length), text)


def four_digits(value: float) -> str:
    """A number with four significant digits, zeros among them: in powers of ten below 0.0001 and from 100000 on."""
    if 9999.5 <= abs(value) < 99999.5:
        return minus(f"{value:.0f}")
    return tidy(f"{value:#.4g}").removesuffix(".") if value else "0.000"


def four_digits_beside(value: float, other: str) -> str:
    """The same of what is added to another number, written so: no finer than that, but for three decimals."""
    text, places = four_digits(value), max(3, len(other.partition(".")[2]))
    finer = abs(value) < 1 and len(text.partition(".")[2]) > places
    return minus(f"{value:.{places}f}") if finer and "e" not in other else text


def significant(value: float, digits: int = 4) -> str:
    """A number with this number of significant digits."""
    return tidy(f"{value:.{digits}g}")


def fitting(value: float, length: int) -> str:
    """A number with as many significant digits, from six down to one, as so many characters hold."""
    return first_that_fits((significant(value, digits) for digits in range(6, 0, -1)), length)


def in_powers(value: float) -> str:
    """Three digits and a power of ten."""
    return tidy(f"{value:.2e}")


def plain(value: float, digits: int = 4) -> str:
    """A number with so many significant digits, in powers of ten only above seven places or below six decimals."""
    text = f"{value:.{digits}g}"
    rounded = abs(float(text))
    if rounded and not SMALLEST_PLAIN <= rounded < LARGEST_PLAIN:  # nor those that are not finite
        return tidy(text)
    return minus(np.format_float_positional(float(text), trim="-"))


def six_digits(value: float) -> str:
    """A number with as many digits as show no trace of binary in a float32."""
    text = f"{value:.6g}"
    return tidy(f"{value:.3g}" if "e" in text else text)


def at_a_glance(value: float) -> str:
    """A number that is not negative, in never more than nine characters."""
    return tidy(f"{value:.4g}" if value == 0 or 0.001 <= value < 1e5 else f"{value:.2e}")


def epoch_text(epoch: int) -> str:
    """An epoch as all others are written, but one that no run comes to rounded, and in groups of three digits."""
    return str(epoch) if epoch < EPOCHS_LIMIT else f"{float(f'{epoch:.2e}'):,.0f}"
