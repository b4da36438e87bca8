"""Plots against the epoch: all of a run, in a range that grows in jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.plots.epoch_plot import FIRST_EPOCHS, EpochPlot
from gui.theme.theme import LIGHT, TypeScale
from model.history import History
from tests.gui.conftest import an_epoch, colours, history_of, points, trained, turn_wheel


@pytest.fixture
def plot(show: Callable[[QWidget], QWidget]) -> EpochPlot:
    plot = EpochPlot({"loss": 2.0}, name_marks=True)
    plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    plot.resize(500, 300)
    show(plot)
    return plot


def grow(history: History, losses: Iterable[float]) -> History:
    """Append epochs with these losses."""
    for loss in losses:
        history.append(an_epoch(len(history), loss=loss))
    return history


def drawn(plot: EpochPlot) -> dict[float, float]:
    """The corners of the curve: each epoch and its value, as the vertical axis has it."""
    return dict(corner for chunk in plot.curves["loss"]._chunks for corner in points(chunk.path()))


def test_before_the_first_epoch_there_is_a_range_for_the_first_ones(plot: EpochPlot) -> None:
    left, right, bottom, top = plot.visible_range()
    assert left <= 0 < FIRST_EPOCHS <= right
    assert bottom <= 0 < top


def test_each_epoch_is_drawn_at_its_number(plot: EpochPlot) -> None:
    plot.show_history(history_of([18.5, 14.75, 11.5]))
    assert drawn(plot) == {0: 18.5, 1: 14.75, 2: 11.5}


def test_epochs_that_have_come_since_are_added(plot: EpochPlot) -> None:
    history = history_of([3.0, 2.0])
    plot.show_history(history)
    plot.show_history(grow(history, [1.0, 0.5]))
    assert drawn(plot) == {0: 3.0, 1: 2.0, 2: 1.0, 3: 0.5}


def test_another_history_takes_the_place_of_the_first(plot: EpochPlot) -> None:
    plot.show_history(history_of([9.0, 8.0, 7.0]))
    plot.show_history(History())
    plot.show_history(history_of([1.0, 2.0, 3.0]))
    assert drawn(plot) == {0: 1.0, 1: 2.0, 2: 3.0}


def test_another_history_of_the_same_length_takes_its_place_at_once(plot: EpochPlot) -> None:
    plot.show_history(history_of([9.0, 8.0, 7.0]))
    plot.show_history(history_of([1.0, 2.0, 3.0]))
    assert drawn(plot) == {0: 1.0, 1: 2.0, 2: 3.0}


def test_the_range_grows_in_few_jumps_and_holds_every_epoch(plot: EpochPlot) -> None:
    history, ranges = History(), set()
    for _ in range(500):
        newest = 10 + len(history) / 100
        plot.show_history(grow(history, [newest] * 10))
        left, right, bottom, top = plot.visible_range()
        assert left <= 0 <= len(history) - 1 <= right
        assert bottom <= 0 <= newest <= top
        ranges.add((left, right, bottom, top))
    assert len(ranges) < 25


def test_negative_values_and_zero_are_in_the_range(plot: EpochPlot) -> None:
    plot.show_history(history_of([-17.0, -3.0]))
    *_, bottom, top = plot.visible_range()
    assert bottom < -17 < 0 <= top


def test_huge_values_have_a_range(plot: EpochPlot) -> None:
    plot.show_history(history_of([1e38, 3e38, float("inf"), float("nan")]))
    assert plot.visible_range()[3] >= 3e38
    plot.grab()


def test_of_a_run_that_overflows_the_beginning_is_seen_and_that_it_leaves_the_chart(plot: EpochPlot) -> None:
    losses = [18.7 * 1.25**n for n in range(390)]
    plot.show_history(history_of([*losses, float("inf"), float("nan")]))
    *_, top = plot.visible_range()
    assert 100 * 18.7 < top < 1e5
    inside = [epoch for epoch, loss in drawn(plot).items() if loss <= top]
    assert len(inside) > 20
    assert max(drawn(plot).values()) < 1e4 * top  # Qt would draw nothing at 1e38
    assert LIGHT.error in colours(plot.grab().toImage())
    plot.set_logarithmic(True)
    assert plot.visible_range().top >= np.log10(losses[-1])


def test_the_last_epochs_of_a_run_that_overflows_are_seen(plot: EpochPlot) -> None:
    plot.show_last(True)
    plot.show_history(history_of([*(18.7 * 1.25**n for n in range(370)), float("inf")]))
    *_, bottom, top = plot.visible_range()
    assert sum(bottom <= loss <= top for loss in drawn(plot).values()) == 59


def test_a_run_that_grows_from_its_optimum_is_seen_whole(plot: EpochPlot) -> None:
    plot.show_history(history_of([1e-12, 1e-6, 1.0, 90.0]))
    assert plot.visible_range().top >= 90


def test_tiny_values_fill_the_range(plot: EpochPlot) -> None:
    plot.show_history(history_of([3e-9, 2e-9]))
    assert plot.visible_range()[3] < 1e-8


def test_the_logarithmic_range_holds_the_powers_of_ten_around_the_values(plot: EpochPlot) -> None:
    plot.set_logarithmic(True)
    plot.show_history(history_of([18.7, 0.5, 3e-4]))
    *_, bottom, top = plot.visible_range()
    assert -5 < bottom <= -4 < 2 <= top < 4
    assert drawn(plot)[2] == pytest.approx(np.log10(3e-4))


def test_the_logarithmic_range_grows_in_few_jumps(plot: EpochPlot) -> None:
    plot.set_logarithmic(True)
    history, ranges = History(), set()
    for _ in range(200):
        plot.show_history(grow(history, [10 * 0.95 ** len(history)]))
        *_, bottom, top = plot.visible_range()
        assert bottom <= np.log10(10 * 0.95 ** (len(history) - 1)) <= top
        ranges.add((bottom, top))
    assert len(ranges) <= 7


@pytest.mark.parametrize("losses", [[], [0.0, 0.0], [-1.0], [float("nan")]])
def test_the_logarithmic_axis_bears_a_run_with_nothing_positive(plot: EpochPlot, losses: list[float]) -> None:
    plot.set_logarithmic(True)
    plot.show_history(history_of(losses))
    *_, bottom, top = plot.visible_range()
    assert bottom < top
    assert drawn(plot) == {}


def test_turning_the_logarithm_off_again_shows_the_values(plot: EpochPlot) -> None:
    plot.show_history(history_of([8.0, 4.0]))
    linear = plot.visible_range()
    plot.set_logarithmic(True)
    plot.set_logarithmic(False)
    assert plot.visible_range() == linear
    assert drawn(plot) == {0: 8.0, 1: 4.0}


def test_a_zoomed_plot_stays_while_the_run_goes_on(plot: EpochPlot) -> None:
    history = history_of([5.0] * 40)
    plot.show_history(history)
    turn_wheel(plot)
    zoomed = plot.visible_range()
    plot.show_history(grow(history, [50.0] * 1000))
    assert plot.visible_range() == zoomed


def test_a_zoom_into_a_long_run_shows_every_epoch(plot: EpochPlot) -> None:
    losses = np.random.default_rng(3).random(6_000).astype(np.float32)
    plot.show_history(history_of(losses.tolist()))
    turn_wheel(plot, 20)
    left, right, *_ = plot.visible_range()
    inside = range(max(0, int(left) + 1), int(right))
    assert 10 < len(inside) < 80
    assert {epoch: drawn(plot)[epoch] for epoch in inside} == {epoch: losses[epoch] for epoch in inside}


def test_a_double_click_shows_the_whole_run_at_once(plot: EpochPlot) -> None:
    plot.show_history(history_of(range(5000)))
    whole = plot.visible_range()
    turn_wheel(plot, 16)
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert plot.visible_range() == whole  # a paused run draws no further frame that would do it


def test_after_a_double_click_the_whole_run_is_drawn_again(plot: EpochPlot) -> None:
    history = history_of(range(5000))
    plot.show_history(history)
    turn_wheel(plot, 16)
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    plot.show_history(history)
    assert (min(drawn(plot)), max(drawn(plot))) == pytest.approx((0, 4999), abs=10)


def test_choosing_the_axis_shows_the_whole_run(plot: EpochPlot) -> None:
    plot.show_history(history_of(range(1, 5000)))
    turn_wheel(plot, 16)
    plot.set_logarithmic(True)
    left, right, *_ = plot.visible_range()
    assert left <= 0
    assert right >= 4998


def test_a_double_click_shows_the_whole_height_after_frames_of_a_part(plot: EpochPlot) -> None:
    history = history_of([*range(1, 1000), *[2.0] * 9000])
    plot.show_history(history)
    whole = plot.visible_range()
    turn_wheel(plot, 16)
    plot.show_history(grow(history, [2.0]))
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert plot.visible_range()[2:] == whole[2:]


def test_it_says_what_will_come_as_long_as_nothing_is_drawn(plot: EpochPlot) -> None:
    seen = [plot.cover.isVisible()]
    plot.say_when_empty("Each epoch adds a point.")
    seen.append(plot.cover.isVisible())
    plot.resize(420, 310)
    assert plot.cover.geometry() == plot.rect()
    shows: list[Callable[[], None]] = [
        lambda: plot.show_history(trained(1)),
        lambda: plot.show_history(History()),
        lambda: plot.show_previous(trained(2), "loss"),
        lambda: plot.show_previous(None, "loss"),
        lambda: plot.show_others([trained(2)], "loss"),
        lambda: plot.show_others([History()], "loss"),
    ]
    for show in shows:
        show()
        plot.show_history(plot.history)
        seen.append(plot.cover.isVisible())
    assert seen == [False, True, False, True, False, True, False, True]
