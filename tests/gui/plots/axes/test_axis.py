"""The numbers on the axes: plain ones as far as a class writes them, and none on another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from gui.plots.axes.axis import Axis, ValueAxis
from gui.plots.plot import Plot
from gui.theme.theme import LIGHT, TypeScale

Show = Callable[[Plot], Plot]


@pytest.fixture
def plot(show: Show) -> Plot:
    plot = show(Plot(zoomable=True))
    plot.restyle(LIGHT, TypeScale())
    return plot


def logarithmic(plot: Plot) -> ValueAxis:
    left = plot.axes.left
    assert isinstance(left, ValueAxis)
    left.setLogMode(x=False, y=True)
    return left


def numbers(axis: Axis, low: float, high: float, size: float) -> list[str]:
    """What is written at the main ticks."""
    spacing, values = axis.tickValues(low, high, size)[0]
    return [text for text in axis.tickStrings(values, 1.0, spacing) if text is not None]


def test_every_decade_is_labelled_in_plain_numbers(plot: Plot) -> None:
    assert numbers(logarithmic(plot), -6.4, 2.6, 300) == (
        ["0.000001", "0.00001", "0.0001", "0.001", "0.01", "0.1", "1", "10", "100"]
    )


def test_beyond_six_decimals_and_seven_places_there_are_powers_of_ten(plot: Plot) -> None:
    texts = numbers(logarithmic(plot), -8.2, 8.2, 600)
    assert texts[:3] == ["1e−8", "1e−7", "0.000001"]
    assert texts[-3:] == ["1000000", "1e7", "1e8"]


@pytest.mark.parametrize("size", [60, 90, 130, 200, 300, 500])
@pytest.mark.parametrize(
    ("low", "high"), [(-3.2, 1.5), (-9.3, 2.6), (-45.0, 38.0), (-2.0, 1.9), (0.1, 0.9), (0.2, 0.3)]
)
def test_decades_are_labelled_as_often_as_none_lies_on_another(
    plot: Plot, low: float, high: float, size: float
) -> None:
    axis = logarithmic(plot)
    _, values = axis.tickValues(low, high, size)[0]
    assert values
    gaps = [(after - before) * size / (high - low) for before, after in pairwise(values)]
    assert all(gap >= axis._line() * 0.999 for gap in gaps)
    assert len(values) >= min(high - low, size / (6 * axis._line())) - 1


def test_within_a_decade_the_numbers_between_are_labelled(plot: Plot) -> None:
    axis = logarithmic(plot)
    assert numbers(axis, -2.5, -0.9, 200) == ["0.005", "0.01", "0.02", "0.05", "0.1"]
    assert len(numbers(axis, -0.3, -0.25, 200)) >= 2


def test_ticks_between_decades_have_no_number(plot: Plot) -> None:
    axis = logarithmic(plot)
    (_, decades), (spacing, minor) = axis.tickValues(-3.2, 1.5, 300)
    assert set(axis.tickStrings(minor, 1.0, spacing)) == {None}
    assert len(minor) >= 8 * (len(decades) - 1)


@pytest.mark.parametrize(("low", "high"), [(-140_000.0, 26_000.0), (-0.0000013, 0.0000002), (-9.0, 70.0), (2.1, 3.9)])
def test_in_a_low_plot_no_number_stands_alone(plot: Plot, low: float, high: float) -> None:
    axis = plot.axes.left
    assert isinstance(axis, ValueAxis)
    for lines in (1.8, 2.0, 3.0, 6.0):
        size = lines * axis._line()
        least = axis._line() * (high - low) / size * 0.999
        (_, values), *finer = axis.tickValues(low, high, size)
        values = sorted(
            [*values, *(value for spacing, level in finer if spacing and spacing >= least for value in level)]
        )
        assert len(values) >= 2
        assert min(after - before for before, after in pairwise(values)) >= least
    assert len(set(numbers(axis, low, high, 2 * axis._line()))) == 2
    assert axis._first_and_last(low, high, 0.5 * axis._line()) == []


@pytest.mark.parametrize("base", range(13, 41))
def test_six_digits_have_room_beside_the_name_at_every_size_of_the_type(plot: Plot, base: int) -> None:
    plot.restyle(LIGHT, TypeScale(base))
    plot.resize(1200, 800)
    plot.set_names("x", "y")
    plot.grab()
    left = plot.axes.left
    assert left.tickStrings([100_000.0, 200_000.0], 1.0, 100_000.0) == ["100000", "200000"]
    assert left.tickStrings([1_000_000.0, 2_000_000.0], 1.0, 1_000_000.0) == ["1e6", "2e6"]  # and no more than that


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0.0, 500_000.0, 1_000_000.0], 500_000.0, ["0", "500000", "1000000"]),
        ([0.0, 5_000_000.0, 10_000_000.0], 5_000_000.0, ["0", "5e6", "1e7"]),
        ([0.0, 0.00002, 0.00004], 0.00002, ["0.00000", "0.00002", "0.00004"]),
        ([0.0, 2e-7], 2e-7, ["0", "2e−7"]),
        ([-0.0, -0.5], 0.5, ["0.0", "−0.5"]),
        ([-20_000.0, 0.0], 20_000.0, ["−20000", "0"]),
    ],
)
def test_a_linear_axis_has_plain_numbers_too(plot: Plot, values: list[float], spacing: float, texts: list[str]) -> None:
    for axis in plot.axes.both:
        assert axis.tickStrings(values, 1.0, spacing) == texts
