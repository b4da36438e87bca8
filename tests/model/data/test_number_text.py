"""Numbers as text: what is read, and what is written."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.notation import AmbiguousError
from model.data.number_text import TooLargeError, number_text, read_number


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back_as_the_same_float32(value: float) -> None:
    assert np.float32(read_number(number_text(value))).tobytes() == np.float32(value).tobytes()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (3.0, "3"),
        (-1.25, "-1.25"),
        (1e-6, "1e-06"),
        (1e20, "1e+20"),
        (0.0, "0"),
        (123456.0, "123456"),
        (1e-4, "0.0001"),
        (9.999e-05, "9.999e-05"),
        (9999999.0, "9999999"),
        (1e7, "1e+07"),
        (1e-38, "1e-38"),
    ],
)
def test_numbers_are_written_as_short_as_they_can_be(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2.0),
        (" 2.5 ", 2.5),
        ("2,5", 2.5),
        ("-1e3", -1000.0),
        ("−4", -4.0),
        ("+.5", 0.5),
        ("\u00a07", 7.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,350,000", 1350000.0),
        ("1 350", 1350.0),
        ("1’350", 1350.0),
        ("１２．５", 12.5),
        ("0,435", 0.435),
        ("1.355", 1.355),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_number(text) == float(np.float32(value))


@pytest.mark.parametrize(
    ("text", "readings"),
    [("1,350", ("1350", "1.35")), ("-2,355", ("-2355", "-2.355")), ("1.350", ("1.35", "1350"))],
)
def test_what_may_be_two_numbers_is_refused_with_both(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousError) as caught:
        read_number(text)
    assert caught.value.readings == readings


def test_what_is_read_is_a_float32() -> None:
    assert read_number("0.1") == float(np.float32(0.1))


@pytest.mark.parametrize(
    "text", ["", "abc", "nan", "inf", "-Infinity", "1.2.3", "1,23,4", "1_000", "0x10", "1 2", "١", "5²", "½", "52%"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_number(text)


@pytest.mark.parametrize("text", ["1e39", "-3.5e38", "1e999"])
def test_what_float32_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        read_number(text)


def test_the_largest_float32_is_read() -> None:
    assert math.isfinite(np.float32(read_number("3.4028234663852886e38")))
