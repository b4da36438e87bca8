"""The lines of compared runs in the fit plot."""

from __future__ import annotations

import math
from collections.abc import Callable

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
