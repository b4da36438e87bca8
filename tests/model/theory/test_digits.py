"""The digits that theory tells are those of exact arithmetic, also on data that are far from 0 or fitted exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import Dataset
from model.theory.curvature import curvature
from model.theory.digits import errors_of, held
from model.theory.optimum import optimum

ROWS = st.tuples(
    st.integers(-10, 10).map(lambda power: 10**power if power > 0 else 0),
    st.integers(0, 4),
    st.lists(st.tuples(st.integers(-99999, 99999), st.integers(-99999, 99999)), min_size=3, max_size=20),
)


def exact(x: list[Fraction], y: list[Fraction]) -> dict[str, Fraction]:
    """The values of theory without any rounding."""
    n = len(x)
    x_mean, y_mean = sum(x, Fraction()) / n, sum(y, Fraction()) / n
    var = sum(((a - x_mean) ** 2 for a in x), Fraction()) / n
    W = sum(((a - x_mean) * (c - y_mean) for a, c in zip(x, y, strict=True)), Fraction()) / n / var
    b = y_mean - W * x_mean
    loss = sum(((c - W * a - b) ** 2 for a, c in zip(x, y, strict=True)), Fraction()) / n
    total = sum(((c - y_mean) ** 2 for c in y), Fraction()) / n
    return {"W": W, "b": b, "loss": loss, "r_squared": 1 - loss / total if total else Fraction(1)}


def unit_of_last_digit(text: str) -> Fraction:
    """What one more in its last digit is."""
    number, _, power = text.lower().partition("e")
    return Fraction(10) ** (int(power or 0) - len(number.partition(".")[2]))


@given(ROWS)
def test_the_digits_that_are_told_hold(rows: tuple[int, int, list[tuple[int, int]]]) -> None:
    offset, places, pairs = rows
    x = [Fraction(offset) + Fraction(a, 10**places) for a, _ in pairs]
    y = [Fraction(c, 10**places) for _, c in pairs]
    if len(set(x)) == 1:
        return
    x_read, y_read = (np.array([float(value) for value in column]).reshape(-1, 1) for column in (x, y))
    data = Dataset(x_read.astype(np.float32), y_read.astype(np.float32), precise=(x_read, y_read))
    if (x_read == x_read[0]).all():
        return
    values, errors, best = exact(x, y), errors_of(data), optimum(data)
    for name, value in values.items():
        found = getattr(best, name)
        if found is None:
            continue
        error = getattr(errors, name)
        text = held(found, error)
        if text == "0":
            assert abs(value) <= 2 * error
        elif error < 1e-4 * abs(found):  # else four digits are told, whatever holds
            assert abs(Fraction(text) - value) <= unit_of_last_digit(text)


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (2.0, 0.0, "2"),
        (1 / 3, 0.0, "0.333333333333333"),
        (1 / 3, 1e-9, "0.33333333"),
        (1 / 3, 0.1, "0.3333"),
        (1e-17, 1e-16, "0"),
        (-123456.789, 1e-6, "-123456.789"),
    ],
)
def test_a_number_is_written_with_the_digits_that_hold(value: float, error: float, text: str) -> None:
    assert held(value, error) == text


def test_of_an_upright_line_there_are_bounds_too() -> None:
    errors, bends = errors_of(Dataset.of([5, 5], [1, 2])), curvature(Dataset.of([5, 5], [1, 2]))
    assert errors.smallest == 0
    assert errors.largest < 1e-12 * bends.largest
