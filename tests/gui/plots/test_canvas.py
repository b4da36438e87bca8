"""The canvas: Qt's own items at the place that the axes give them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from gui.plots.plot import Plot
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from model.drawing.view import View

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def plot(show: Show) -> Plot:
    plot = Plot(zoomable=True)
    plot.restyle(LIGHT, TypeScale())
    plot.resize(400, 300)
    show(plot)
    plot.follow(View(10.0, 20.0, -5.0, 5.0))
    return plot


def test_an_item_is_painted_where_the_axes_say_it_is(plot: Plot) -> None:
    item = plot.canvas.add_path(1)
    for x, y in ((10.0, -5.0), (20.0, 5.0), (12.5, 0.0)):
        by_axes = plot.axes.position(x, y)
        by_item = plot.canvas.mapFromScene(item.mapToScene(x, y)) + plot.canvas.pos()
        assert (by_axes - by_item).manhattanLength() <= 2


def test_the_canvas_lies_inside_the_axes(plot: Plot) -> None:
    bottom, left = (plot.axes.mapFromScene(axis.sceneBoundingRect()).boundingRect() for axis in plot.axes.both)
    assert plot.canvas.geometry().left() >= left.right() - 2
    assert plot.canvas.geometry().bottom() <= bottom.top() + 2


def test_the_canvas_follows_the_size_of_the_plot(plot: Plot) -> None:
    plot.resize(700, 500)
    inside = plot.inside()
    assert plot.canvas.geometry() == inside
    assert plot.canvas.width() > 500


def test_an_item_moves_with_the_range(plot: Plot) -> None:
    item = plot.canvas.add_path(1)
    plot.follow(View(0.0, 100.0, 0.0, 1.0))
    shown = item.mapFromScene(QRectF(plot.canvas.rect())).boundingRect()
    assert (shown.left(), shown.right(), shown.top(), shown.bottom()) == pytest.approx((0, 100, 0, 1))


def test_an_item_of_larger_z_lies_above(plot: Plot) -> None:
    above, below = plot.canvas.add_path(2), plot.canvas.add_path(1)
    for item in (above, below):
        path = item.path()
        path.addRect(10, -5, 10, 10)
        item.setPath(path)
    assert [item for item in plot.canvas.items(plot.canvas.rect().center()) if item in (above, below)] == [above, below]


def test_the_grid_stands_at_the_main_ticks(plot: Plot) -> None:
    path = plot.canvas.grid.path()
    ends = [path.elementAt(i) for i in range(path.elementCount())]
    upright = {start.x for start, end in zip(ends[::2], ends[1::2], strict=True) if start.x == end.x}
    level = {start.y for start, end in zip(ends[::2], ends[1::2], strict=True) if start.y == end.y}
    for ticks, ends_of_range in ((sorted(upright), (10.0, 20.0)), (sorted(level), (-5.0, 5.0))):
        assert (ticks[0], ticks[-1]) == pytest.approx(ends_of_range, abs=2)
        assert np.diff(ticks) == pytest.approx(ticks[1] - ticks[0])
        assert 3 <= len(ticks) <= 20


def test_the_mouse_goes_through_the_canvas_to_the_plot(plot: Plot) -> None:
    assert plot.childAt(plot.canvas.geometry().center()) is not plot.canvas.viewport()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_background_is_that_of_the_card(plot: Plot, theme: Theme) -> None:
    plot.restyle(theme, TypeScale())
    assert plot.canvas.grab().toImage().pixelColor(1, 1).name() == theme.card
