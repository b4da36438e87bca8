"""The last epochs of a run, in a range that moves seldom while the loop runs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.plots.epoch_plot import EpochPlot
from gui.plots.last_epochs import AHEAD, HELD, LAST, LastEpochs
from gui.theme.theme import LIGHT, TypeScale
from model.history import History
from tests.gui.conftest import history_of, points, turn_wheel

LOSSES = [float(100 + 900 * 0.99**n) for n in range(2000)]


@pytest.fixture
def plot(show: Callable[[EpochPlot], EpochPlot]) -> EpochPlot:
    plot = EpochPlot({"loss": 2.0}, name_marks=False)
    plot.resize(500, 300)
    show(plot)
    plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    plot.show_last(True)
    return plot


def epochs(plot: EpochPlot) -> tuple[int, int]:
    """The first and the last epoch in view."""
    left, right, *_ = plot.visible_range()
    return int(np.ceil(left)), int(np.floor(right))


def drawn(curve: object) -> set[float]:
    return {x for chunk in curve._chunks for x, _ in points(chunk.path())}  # type: ignore[attr-defined]


@pytest.mark.parametrize("length", [60, 61, 500, 2000])
def test_at_rest_the_last_epochs_fill_the_chart(plot: EpochPlot, length: int) -> None:
    plot.show_history(history_of(LOSSES[:length]))
    first, last = epochs(plot)
    assert (max(first, 0), last) in {(length - LAST, length - 1), (length - LAST - 1, length - 1)}
    assert drawn(plot.curves["loss"]) == set(range(length - LAST, length))


def test_before_there_are_more_epochs_than_that_all_are_shown(plot: EpochPlot) -> None:
    plot.show_history(history_of(LOSSES[:5]))
    assert epochs(plot)[0] <= 0
    assert epochs(plot)[1] >= LAST - 1


def test_the_height_is_that_of_the_last_epochs(plot: EpochPlot) -> None:
    plot.show_history(history_of([*[1e4] * 500, *[3.0] * LAST]))
    assert 3 <= plot.visible_range().top < 5
    plot.set_logarithmic(True)
    assert plot.visible_range().top < 3


def test_travelled_back_they_end_with_the_epoch_that_is_shown(plot: EpochPlot) -> None:
    history = history_of(LOSSES)
    plot.show_history(history, 700)
    assert epochs(plot)[1] == 700
    plot.show_history(history, 1999)
    assert epochs(plot)[1] == 1999


def test_compared_previous_and_twin_curves_are_drawn_epoch_by_epoch(plot: EpochPlot) -> None:
    plot.show_history(history_of(LOSSES))
    plot.show_others([history_of([50.0] * 1500), history_of([60.0] * 3000)], "loss")
    plot.show_previous(history_of([70.0] * 5000), "loss")
    shown = set(range(1940, 2000))
    one, other = plot._others._curves
    assert drawn(one) == set()
    assert drawn(other) == shown
    assert drawn(plot._previous_curve) == shown
    plot.show_last(False)
    assert len(drawn(one)) > 100
    assert max(drawn(plot._previous_curve)) == 4999


@pytest.mark.parametrize("step", [1, 3, 400])
def test_while_the_loop_runs_the_range_seldom_moves(plot: EpochPlot, step: int) -> None:
    history, ranges = history_of(LOSSES), []
    for length in range(100, 2000, step):
        plot.show_history(history.upto(length), running=True)
        ranges.append(plot.visible_range())
        if step < AHEAD / HELD:
            assert epochs(plot)[0] <= length - LAST
            assert length - 1 <= epochs(plot)[1]
    moves = sum(one[:2] != other[:2] for one, other in pairwise(ranges))
    assert moves <= len(ranges) / HELD + 1
    plot.show_history(history.upto(length))
    assert epochs(plot)[1] == length - 1


def test_a_run_that_begins_anew_is_followed_at_once() -> None:
    last = LastEpochs()
    last.fit(5000, running=True)
    assert last.fit(3, running=True) == (0, LAST - 1)


def test_a_double_click_brings_the_last_epochs_back(plot: EpochPlot) -> None:
    history = history_of(LOSSES)
    plot.show_history(history)
    before = plot.visible_range()
    turn_wheel(plot, 3)
    plot.show_history(history)
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert plot.visible_range() == before


def test_an_empty_run_has_the_range_of_what_it_is_compared_with(plot: EpochPlot) -> None:
    plot.show_others([history_of(LOSSES)], "loss")
    plot.show_history(History())
    assert epochs(plot)[1] == 1999
