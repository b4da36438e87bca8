"""The plot: follows the run until its user zooms."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.plots.plot import Plot
from gui.theme.theme import DARK, LIGHT, THEMES, Theme, TypeScale
from model.drawing.view import View
from tests.gui.conftest import colours, turn_wheel

MakePlot = Callable[[bool], Plot]


@pytest.fixture
def make_plot(show: Callable[[QWidget], QWidget]) -> MakePlot:
    def make(zoomable: bool) -> Plot:
        plot = Plot(zoomable=zoomable)
        plot.restyle(LIGHT, TypeScale())
        plot.resize(400, 300)
        show(plot)
        plot.follow(View(0.0, 10.0, 0.0, 1.0))
        return plot

    return make


def double_click(plot: Plot) -> None:
    """As a user does in the middle of the plot."""
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())


def test_it_shows_the_range_it_is_given(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    plot.follow(View(-1.0, 4.0, 2.0, 3.0))
    assert plot.visible_range() == (-1.0, 4.0, 2.0, 3.0)


def test_a_zoom_stops_following(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    turn_wheel(plot)
    zoomed = plot.visible_range()
    plot.follow(View(0.0, 500.0, 0.0, 1.0))
    assert plot.visible_range() == zoomed
    assert zoomed[1] - zoomed[0] < 10


def test_dragging_stops_following(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    middle = plot.rect().center()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=middle)
    for pixels in (10, 40, 80):
        QTest.mouseMove(plot, middle - QPoint(pixels, 0))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=middle - QPoint(80, 0))
    assert not plot.following
    assert plot.visible_range()[0] > 0


def test_a_double_click_follows_again(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    turn_wheel(plot)
    double_click(plot)
    plot.follow(View(0.0, 500.0, 0.0, 1.0))
    assert plot.visible_range() == (0.0, 500.0, 0.0, 1.0)


def test_a_double_click_brings_back_even_an_unchanged_range(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    turn_wheel(plot)
    double_click(plot)
    plot.follow(View(0.0, 10.0, 0.0, 1.0))
    assert plot.visible_range() == (0.0, 10.0, 0.0, 1.0)


def test_a_plot_that_is_not_zoomable_takes_no_wheel(make_plot: MakePlot) -> None:
    plot = make_plot(False)
    turn_wheel(plot)
    assert plot.following
    assert plot.visible_range() == (0.0, 10.0, 0.0, 1.0)


def test_a_change_of_range_is_told(make_plot: MakePlot, qtbot: QtBot) -> None:
    plot = make_plot(True)
    with qtbot.waitSignal(plot.range_changed):
        turn_wheel(plot)


def test_nobody_is_told_of_a_range_that_is_squeezed_to_nothing(
    make_plot: MakePlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = make_plot(True)
    told: list[View] = []
    plot.range_changed.connect(lambda: told.append(plot.visible_range()))
    with monkeypatch.context() as squeezed:
        squeezed.setattr(plot, "visible_range", lambda: View(0.0, 10.0, 2.0, 2.0))
        plot.axes.box.setRange(yRange=(2.0, 3.0), padding=0)
    assert told == []
    plot.axes.box.setRange(yRange=(2.0, 4.0), padding=0)
    assert told[-1] == plot.visible_range()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_axes_and_background_wear_the_theme(make_plot: MakePlot, theme: Theme) -> None:
    plot = make_plot(True)
    plot.set_names("epoch", "loss")
    plot.restyle(theme, TypeScale())
    for axis in plot.axes.both:
        assert axis.pen().color() == QColor(theme.border)
        assert axis.textPen().color() == QColor(theme.muted)
        assert axis.labelStyle["color"] == theme.muted
    assert plot.grab().toImage().pixelColor(2, 2).name() == theme.card


def test_no_colour_of_the_light_theme_is_left_in_the_dark(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    plot.set_names("epoch", "loss")
    plot.restyle(DARK, TypeScale())
    assert not {LIGHT.card, LIGHT.border, LIGHT.muted, LIGHT.grid} & colours(plot.grab().toImage())


def test_the_type_of_the_axes_grows_with_the_scale(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    plot.set_names("epoch", "loss")
    plot.restyle(LIGHT, TypeScale(26))
    for axis in plot.axes.both:
        assert axis.style["tickFont"].pixelSize() == TypeScale(26).small
        assert axis.label.font().pixelSize() == TypeScale(26).small


def test_new_names_of_the_axes_keep_their_looks(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    plot.restyle(DARK, TypeScale(20))
    plot.set_names("x", "y")
    for axis, name in zip(plot.axes.both, ("x", "y"), strict=True):
        html = axis.label.toHtml()
        assert axis.label.toPlainText().strip() == name
        assert DARK.muted in html
        assert f"{TypeScale(20).small}px" in html


def test_a_name_stands_in_the_middle_of_its_axis(make_plot: MakePlot) -> None:
    plot = make_plot(True)
    for name in ("a name that is rather long", "short"):
        plot.set_names(name, name)
        plot.grab()
        for axis, middle in zip(plot.axes.both, ("x", "y"), strict=True):
            inside, outside = axis.label.sceneBoundingRect().center(), axis.sceneBoundingRect().center()
            assert getattr(inside, middle)() == pytest.approx(getattr(outside, middle)(), abs=3)


@pytest.mark.parametrize("height", [90, 110, 150, 400])
def test_numbers_beside_a_low_plot_do_not_lie_on_one_another(show: Callable[[Plot], Plot], height: int) -> None:
    plot = show(Plot(zoomable=False))
    plot.restyle(LIGHT, TypeScale())
    plot.resize(300, height)
    plot.grab()
    left, room = plot.axes.left, plot.inside().height()
    for low, high in ((-8.489, 0.639), (-1.2, 24.0), (0.0, 1.0), (-3e19, 3e19)):
        spacing = left.tickSpacing(low, high, room)[0][0]
        assert room * spacing / (high - low) >= 0.7 * TypeScale().small


@pytest.mark.parametrize("what", ["tickStrings", "tickSpacing", "drawPicture"])
def test_a_fault_while_an_axis_is_drawn_is_told_and_ends_nothing(
    make_plot: MakePlot, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    plot, faults = make_plot(True), list[BaseException]()

    def fail(*_: object) -> None:
        raise RuntimeError("no numbers")

    with monkeypatch.context() as patched:
        patched.setattr(sys, "excepthook", lambda _, error, __: faults.append(error))
        for axis in plot.axes.both:
            patched.setattr(type(axis), what, fail)
        plot.follow(View(0.0, 50.0, 0.0, 70.0))
        for _ in range(3):
            plot.grab()
    assert {str(fault) for fault in faults} == {"no numbers"}
    whole = make_plot(True)
    for each in (plot, whole):
        each.follow(View(0.0, 60.0, 0.0, 80.0))
    assert plot.grab().toImage() == whole.grab().toImage()
