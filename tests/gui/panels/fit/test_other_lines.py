"""The lines of compared runs in the fit plot."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest

from gui.panels.fit.fit_plot import FitPlot
from gui.theme.theme import DARK, LIGHT, TypeScale
from model.dataset import LESSON
from tests.gui.conftest import points


@pytest.fixture
def fit(show: Callable[[FitPlot], FitPlot]) -> FitPlot:
    """The lesson's fit plot."""
    fit = show(FitPlot())
    fit.restyle(LIGHT, TypeScale())
    fit.show_data(LESSON)
    return fit


def ends(fit: FitPlot) -> list[list[tuple[float, float]]]:
    """The ends of each line."""
    return [points(item.path()) for item in fit._others._items]


def test_each_line_has_its_W_and_b_and_the_colour_of_its_curve(fit: FitPlot) -> None:
    fit.show_others([(2.0, 1.0), (-1.0, 3.0)])
    for line, (W, b) in zip(ends(fit), [(2.0, 1.0), (-1.0, 3.0)], strict=True):
        assert len(line) == 2
        assert all(y == pytest.approx(W * x + b) for x, y in line)
    assert [item.pen().color().name() for item in fit._others._items] == list(LIGHT.others[:2])
    fit.restyle(DARK, TypeScale())
    assert [item.pen().color().name() for item in fit._others._items] == list(DARK.others[:2])


def test_a_run_without_a_line_and_one_that_is_gone_leave_none(fit: FitPlot) -> None:
    fit.show_others([(2.0, 1.0), (1.0, 0.0)])
    fit.show_others([None])
    assert ends(fit) == [[], []]


def test_a_line_whose_numbers_have_overflowed_stays_where_it_was(fit: FitPlot) -> None:
    fit.show_others([(2.0, 1.0)])
    before = ends(fit)
    fit.show_others([(math.inf, math.nan)])
    assert ends(fit) == before


@pytest.mark.parametrize("line", [(2.0, 1.0), (-1.0, 3.0), (0.0, 2.0), (1e6, 0.0), (-1e6, 1.0), (30.0, -40.0)], ids=str)
def test_each_line_has_the_number_of_its_curve_where_it_is_seen(fit: FitPlot, line: tuple[float, float]) -> None:
    fit.show_others([line] * 6)
    left, right, bottom, top = fit.plot.visible_range()
    numbers = fit._others._numbers
    assert [number.text() for number in numbers] == [str(place) for place in range(1, 7)]
    for number in numbers:
        assert number.isVisible()
        assert left <= number.x() <= right
        assert bottom <= number.y() <= top  # where it hangs down from
    W, b = line
    if all(bottom <= W * x + b <= top for x in (left, right)):  # one that is whole in view
        places = sorted(number.x() for number in numbers)
        pixels = [(after - before) / (right - left) * fit.plot.canvas.width() for before, after in pairwise(places)]
        assert min(pixels) > numbers[0].room.real
    fit.show_others([None] * 6)
    assert not any(number.isVisible() for number in numbers)


def test_a_line_beyond_the_view_has_no_number_in_it(fit: FitPlot) -> None:
    fit.show_others([(0.0, 1e3)])
    assert not fit._others._numbers[0].isVisible()
