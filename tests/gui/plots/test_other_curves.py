"""Other runs in the charts: drawn as they are, named by numbers, and kept from hiding the run itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gui.plots.epoch_plot import EpochPlot
from gui.theme.theme import LIGHT, TypeScale
from model.history import History
from tests.gui.conftest import history_of, points

Show = Callable[[EpochPlot], EpochPlot]


@pytest.fixture
def plot(show: Show) -> EpochPlot:
    """A loss chart of fifty epochs."""
    plot = EpochPlot({"loss": 2.0}, name_marks=False)
    plot.resize(500, 300)
    show(plot)
    plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    plot.show_history(falling(10.0))
    return plot


def falling(first: float, epochs: int = 50, factor: float = 0.9) -> History:
    """Losses that become smaller, or larger, by the same factor."""
    return history_of([first * factor**n for n in range(epochs)])


def drawn(plot: EpochPlot) -> list[list[tuple[float, float]]]:
    """The corners of each of the other curves."""
    return [
        [corner for item in curve._chunks for corner in points(item.path())]
        for curve, history in zip(plot._others._curves, plot._others._histories, strict=True)
        if history is not None
    ]


def test_each_other_run_is_drawn_through_its_values(plot: EpochPlot) -> None:
    one, other = falling(8.0), falling(5.0, 20)
    plot.show_others([one, other], "loss")
    for corners, history in zip(drawn(plot), (one, other), strict=True):
        expected = history.column("loss")
        assert {x for x, _ in corners} == set(range(len(history)))
        assert all(y == pytest.approx(expected[int(x)]) for x, y in corners)


def test_a_run_that_is_shown_no_longer_leaves_nothing(plot: EpochPlot) -> None:
    plot.show_others([falling(8.0), falling(5.0)], "loss")
    plot.show_others([falling(5.0)], "loss")
    assert len(drawn(plot)) == 1
    assert [number.isVisible() for number in plot._others._numbers] == [True, False]
    assert not any(points(item.path()) for item in plot._others._curves[1]._chunks)


def test_a_run_that_diverges_leaves_the_chart_and_the_run_itself_can_be_seen(plot: EpochPlot) -> None:
    plot.show_others([falling(10.0, 50, 5.0)], "loss")
    *_, top = plot.visible_range()
    assert 10 <= top <= 40
    (corners,) = drawn(plot)
    assert max(y for _, y in corners) < 1e6
    (number,) = plot._others._numbers
    assert number.isVisible()
    assert number.pos().y() <= top


def test_other_runs_are_drawn_in_a_chart_as_high_as_the_largest_float32(plot: EpochPlot) -> None:
    plot.show_history(history_of([1e38, 2e38]))
    plot.show_others([history_of([3.0, 1e38])], "loss")
    assert drawn(plot) == [[(0.0, 3.0), (1.0, pytest.approx(1e38))]]


def test_the_axis_reaches_to_the_end_of_the_longest_run(plot: EpochPlot) -> None:
    plot.show_others([falling(3.0, 900)], "loss")
    _, right, _, _ = plot.visible_range()
    assert right >= 900


def test_each_number_stands_above_its_curve(plot: EpochPlot) -> None:
    runs = [falling(9.0), falling(4.0)]
    plot.show_others(runs, "loss")
    for index, (number, run) in enumerate(zip(plot._others._numbers, runs, strict=True)):
        assert number.text() == str(index + 1)
        assert number.pos().y() > run.column("loss")[round(number.pos().x())]
    assert plot._others._numbers[0].pos().x() < plot._others._numbers[1].pos().x()


def test_another_run_of_the_same_length_has_its_number_above_its_own_curve(plot: EpochPlot) -> None:
    plot.show_others([falling(9.0)], "loss")
    (number,) = plot._others._numbers
    high = number.pos().y()
    plot.show_others([falling(1.0)], "loss")
    assert number.pos().y() < high / 2


def test_a_curve_that_has_left_the_chart_long_ago_has_its_number_where_it_was_last_seen(plot: EpochPlot) -> None:
    losses = [1.0] * 300 + [1e9] * 20_000
    plot.show_others([history_of(losses)], "loss")
    (number,) = plot._others._numbers
    assert number.isVisible()
    assert number.pos().x() == 299


def test_a_logarithmic_axis_shows_the_logarithms_of_other_runs(plot: EpochPlot) -> None:
    run = falling(1e-3)
    plot.show_others([run], "loss")
    plot.set_logarithmic(True)
    _, _, bottom, top = plot.visible_range()
    (corners,) = drawn(plot)
    assert all(y == pytest.approx(np.log10(run.column("loss")[int(x)]), abs=1e-5) for x, y in corners)
    assert bottom <= min(y for _, y in corners) <= top


def test_a_curve_upon_which_others_lie_is_so_much_wider_that_it_is_seen(plot: EpochPlot) -> None:
    plot.show_others([falling(8.0), falling(8.0)], "loss")
    lower, upper = plot._others._curves

    def widths() -> list[float]:
        return [curve._chunks[0].pen().widthF() for curve in (lower, upper)]

    alone = widths()
    plot.lie_under([2, 1])
    assert widths()[0] > widths()[1] + 3 > alone[1] + 6
    plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    assert widths()[0] > widths()[1]
    plot.lie_under([])
    assert widths() == alone
