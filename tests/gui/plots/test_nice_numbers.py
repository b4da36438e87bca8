"""Numbers that are easily read."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gui.plots.nice_numbers import coordinate, nice_below, roomy, snapped, stepped


@pytest.mark.parametrize(
    ("value", "end"),
    [(1, 1), (1.2, 1.5), (50, 50), (51, 60), (4000, 4000), (4001, 5000), (9999, 10_000), (18.7, 20), (3e-5, 3e-5)],
)
def test_a_roomy_end_is_the_next_round_one(value: float, end: float) -> None:
    assert roomy(value) == pytest.approx(end)


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, math.nan])
def test_a_range_of_nothing_ends_at_one(value: float) -> None:
    assert roomy(value) == 1.0


def test_a_roomy_end_is_never_below_the_value_nor_far_above_it() -> None:
    values = [10.0**power * 1.0000001 for power in range(-40, 39)]
    assert [value for value in values if not value <= roomy(value) <= 1.6 * value] == []


@pytest.mark.parametrize(
    ("value", "pixel", "expected"),
    [(2.0537, 0.008, 2.05), (4.1234, 0.021, 4.1), (123.4, 0.9, 123), (123.4, 12.0, 120), (0.000123, 1e-6, 0.000123)],
)
def test_the_mouse_gives_values_that_can_be_read(value: float, pixel: float, expected: float) -> None:
    assert snapped(value, pixel) == expected


@pytest.mark.parametrize(
    ("value", "times", "step", "expected"),
    [
        (2.0, 1, 0.02, 2.02),
        (2.013, 1, 0.02, 2.03),
        (2.0, -10, 0.05, 1.5),
        (2013.0, 1, 20.0, 2030.0),
        (5.0, 0, 1.0, 5.0),
    ],
)
def test_a_step_leaves_a_value_that_can_be_read(value: float, times: int, step: float, expected: float) -> None:
    assert stepped(np.float32(value), times, step) == pytest.approx(expected)


@pytest.mark.parametrize(("value", "times"), [(1e8, 1), (1e8, -1), (3.4028235e38, 1), (-3.4028235e38, -1)])
def test_a_step_moves_at_least_to_the_next_float32_and_never_beyond_the_last(value: float, times: int) -> None:
    after = np.float32(stepped(np.float32(value), times, 0.01))
    assert np.isfinite(after)
    assert (after - np.float32(value)) * times > 0 or abs(value) > 1e38


@pytest.mark.parametrize(("value", "below"), [(0.04, 0.02), (0.05, 0.05), (9.0, 5.0), (0.099, 0.05), (120.0, 100.0)])
def test_steps_are_one_two_or_five(value: float, below: float) -> None:
    assert nice_below(value) == pytest.approx(below)


@pytest.mark.parametrize(
    ("value", "pixel", "text"),
    [
        (2.05, 0.008, "2.05"),
        (-4.1, 0.008, "−4.10"),
        (2.0531, 0.008, "2.0531"),
        (1e20, 1e18, "1e+20"),
        (120.0, 3.0, "120"),
    ],
)
def test_coordinates_are_written_with_the_decimals_of_the_mouse_or_their_own(
    value: float, pixel: float, text: str
) -> None:
    assert coordinate(float(np.float32(value)), pixel) == text
