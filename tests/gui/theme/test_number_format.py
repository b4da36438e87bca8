"""How numbers are written in the window."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pytest

from gui.theme.number_format import (
    at_a_glance,
    beside_readouts,
    epoch_text,
    fitting,
    fixed,
    four_digits,
    in_powers,
    plain,
    short,
    significant,
    six_digits,
    slope,
    within,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.000000"),
        (-16.604445, "−16.604445"),
        (99_999.0, "99999.000000"),
        (123_456.0, "1.2346e5"),
        (-3.4e38, "−3.4000e38"),
        (math.inf, "inf"),
        (-math.inf, "−inf"),
        (math.nan, "nan"),
    ],
)
def test_numbers_too_long_for_decimals_are_in_powers_of_ten(value: float, text: str) -> None:
    assert fixed(value) == text


@pytest.mark.parametrize(("value", "text"), [(-56.6923, "−56.69"), (2.0, "2"), (-9.3771e-06, "−9.377e-6"), (0.0, "0")])
def test_a_number_has_four_significant_digits(value: float, text: str) -> None:
    assert significant(value) == text.replace("e-", "e−")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.001, "0.001"),
        (0.042137, "0.04214"),
        (1e-6, "0.000001"),
        (1e-7, "1e−7"),
        (-0.00002, "−0.00002"),
        (1e6, "1000000"),
        (9_999_999.0, "1e7"),
        (1e7, "1e7"),
        (math.inf, "inf"),
        (math.nan, "nan"),
    ],
)
def test_a_plain_number_has_no_power_of_ten_as_long_as_it_can_be_read(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (0.20000000298, "0.2"), (-6.28318, "−6.28318"), (-1.23456e20, "−1.23e20")]
)
def test_a_number_shows_no_trace_of_binary(value: float, text: str) -> None:
    assert six_digits(value) == text


@pytest.mark.parametrize(
    "write",
    [at_a_glance, fixed, four_digits, in_powers, partial(fitting, length=9), plain, short, significant, six_digits],
)
def test_a_power_of_ten_is_written_in_one_way(write: Callable[[float], str]) -> None:
    for value in (1.5e-7, 1.5e-12, 1.5e7, 1.5e12):
        power = f"e{round(math.log10(value / 1.5))}".replace("-", "−")
        assert write(value).endswith(power) or "e" not in write(value)
    assert write(1.5e12).endswith("e12")


@pytest.mark.parametrize("loss", [1e-300, 1e-12, 0.00099999, 0.1234567, 99999.9, 123456.0, 1e77])
def test_a_number_at_a_glance_is_short(loss: float) -> None:
    assert len(at_a_glance(loss)) <= 9
    assert float(at_a_glance(loss).replace("−", "-")) == pytest.approx(loss, rel=5e-3)


def test_an_epoch_that_no_run_comes_to_is_rounded() -> None:
    assert (epoch_text(2340), epoch_text(2_185_435_278_570)) == ("2340", "2,190,000,000,000")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.000"),
        (-0.0, "0.000"),
        (6.3e-05, "6.300e−5"),
        (0.00063, "0.0006300"),
        (-0.99996, "−1.000"),
        (9999.4, "9999"),
        (9999.9, "10000"),
        (12345.6, "12346"),
        (99_999.9, "1.000e5"),
        (-1e38, "−1.000e38"),
        (math.inf, "inf"),
    ],
)
def test_four_digits_are_there_however_small_or_large_a_number_is(value: float, text: str) -> None:
    assert four_digits(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18.666666, "18.666666"),
        (100.25, "100.25000"),
        (1234567.5, "1234567.5"),
        (3.4e38, "3.4000e38"),
        (math.nan, "nan"),
        (None, "None"),
    ],
)
def test_a_number_is_no_longer_than_its_room(value: float | None, text: str) -> None:
    assert within(value, 6, 9) == text
    assert len(text) <= 9


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.5, "1.5"), (-0.654321, "−0.6543"), (-1.23456, "−1.2346"), (-123456.0, "−123456"), (-1.2345e-30, "−1e−30")],
)
def test_a_number_has_the_digits_that_its_room_holds(value: float, text: str) -> None:
    assert fitting(value, 7) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.186667, "as before"),
        (0.0, "as before"),
        (1e-3, "as before"),
        (6.3e-5, "6.30000e−5"),
        (-2.114325e-5, "−2.1143e−5"),
        (1e-30, "1.0000e−30"),
    ],
)
def test_a_small_slope_has_as_many_digits_as_there_is_room_for(value: float, text: str) -> None:
    assert slope("as before", value, 10) == text


@pytest.mark.parametrize(
    ("value", "length", "text"),
    [
        (116223.3984, 10, "116223.398"),
        (4154442.8, 9, "4154442.8"),
        (4154442.8, 7, "4154443"),
        (2.0, 10, "2"),
        (-20.5, 10, "−20.5"),
        (1.23456e12, 10, "1.2346e12"),
        (2.34567e-7, 10, "2.3457e−7"),
        (2.34567e-7, 7, "2.35e−7"),
        (0.0, 10, "0"),
    ],
)
def test_a_number_beside_the_readouts_has_their_digits(value: float, length: int, text: str) -> None:
    assert beside_readouts(value, length) == text
