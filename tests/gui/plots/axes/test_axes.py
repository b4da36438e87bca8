"""A plot that is made before pyqtgraph is loaded, as at the start, and gets its axes later."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.panels.charts.waterfall import Waterfall
from gui.plots.epoch_plot import EpochPlot
from gui.plots.plot import Plot
from gui.theme.theme import DARK, TypeScale
from model.drawing.view import View
from tests.gui.conftest import history_of, turn_wheel

VIEW = View(-2.0, 10.0, 0.5, 3.5)

MAKERS: dict[str, Callable[[], Plot]] = {
    "plain": lambda: Plot(zoomable=True),
    "epochs": lambda: EpochPlot({"loss": 2.0}, name_marks=True),
    "bars": Waterfall,
}


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch, show: Callable[[QWidget], QWidget]) -> Callable[[str], Plot]:
    """Make a plot as long as pyqtgraph is not loaded, and show it in dark colours."""

    def make(kind: str) -> Plot:
        with monkeypatch.context() as patch:
            patch.delitem(sys.modules, "pyqtgraph")
            plot = MAKERS[kind]()
        plot.resize(403, 301)
        show(plot)
        plot.restyle(DARK, TypeScale(base=17))
        plot.set_names("x", "y")
        return plot

    return make


@pytest.mark.parametrize("kind", MAKERS)
def test_axes_that_come_later_move_nothing(early: Callable[[str], Plot], kind: str) -> None:
    plot = early(kind)
    assert plot._axes is None
    plot.follow(VIEW)
    before = plot.inside(), plot.canvas.geometry(), plot.visible_range(), plot.room_for_names()
    plot.take_axes()
    plot.grab()
    assert (plot.inside(), plot.canvas.geometry(), plot.visible_range(), plot.room_for_names()) == before
    for size in ((150, 120), (640, 480), (91, 77)):
        plot.resize(*size)
        plot.grab()
        assert plot.inside() == plot._edges().inside(*size)
    axes = plot.axes
    assert axes.geometry() == plot.rect()
    assert [axis.label.toPlainText().strip() for axis in axes.both] == ["x", "y"]
    assert axes.backgroundBrush().color().name() == DARK.card
    assert not plot.canvas.grid.path().isEmpty()


def test_without_numbers_below_there_is_as_little_room_before_as_afterwards(early: Callable[[str], Plot]) -> None:
    plot = early("plain")
    plot.set_names("", "y")
    plot.hide_epoch_numbers()
    before = plot.inside()
    plot.take_axes()
    assert plot.inside() == before
    assert not plot.axes.bottom.style["showValues"]


def test_a_logarithmic_axis_that_was_chosen_before_is_one_afterwards(early: Callable[[str], Plot]) -> None:
    plot = early("epochs")
    assert isinstance(plot, EpochPlot)
    plot.set_logarithmic(True)
    plot.show_history(history_of([100.0, 1.0, 0.01]))
    before = plot.visible_range()
    plot.take_axes()
    assert plot.axes.left.logMode
    assert plot.visible_range() == before


def test_before_there_are_axes_the_mouse_moves_nothing_and_afterwards_it_zooms(early: Callable[[str], Plot]) -> None:
    plot = early("plain")
    plot.follow(VIEW)
    turn_wheel(plot)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    QTest.mouseMove(plot, QPoint(60, 60))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert plot.visible_range() == VIEW
    plot.take_axes()
    turn_wheel(plot)
    assert plot.visible_range().size < VIEW.size


def test_it_takes_them_once(early: Callable[[str], Plot]) -> None:
    plot = early("plain")
    plot.take_axes()
    axes = plot.axes
    plot.take_axes()
    assert plot.axes is axes
