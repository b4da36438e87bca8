"""The fit plot: data, line and residuals where the numbers say."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.fit_range import FitRange
from gui.panels.fit.point_layer import POINTS_AT_MOST, sample
from gui.panels.fit.residuals import RESIDUALS_AT_MOST
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.data.edits import EDITABLE_ROWS
from model.dataset import LESSON, Dataset
from tests.gui.conftest import colours, is_korean, points

LARGE = Dataset.of([1e6, 3e6], [2e6, 6e6])


@pytest.fixture
def fit(show: Callable[[QWidget], QWidget]) -> FitPlot:
    fit = FitPlot()
    fit.restyle(LIGHT, TypeScale())
    fit.resize(600, 400)
    show(fit)
    fit.show_data(LESSON)
    return fit


def line_of(fit: FitPlot) -> list[tuple[float, float]]:
    return points(fit._line.path())


def colour_at(fit: FitPlot, x: float, y: float) -> str:
    """The colour of the pixel that the axes name so."""
    pixel: QPoint = fit.plot.axes.position(x, y)
    picture: QImage = fit.plot.grab().toImage()
    return picture.pixelColor(pixel).name()


def test_the_line_goes_from_edge_to_edge(fit: FitPlot) -> None:
    fit.show_line(2.0, -1.0)
    left, right, *_ = fit.plot.visible_range()
    assert np.allclose(line_of(fit), [(left, 2 * left - 1), (right, 2 * right - 1)])


def test_residuals_join_each_point_to_the_line(fit: FitPlot) -> None:
    fit.show_line(0.5, 1.0)
    ends = points(fit.residuals.lines.path())
    assert np.allclose(ends, [(1, 2), (1, 1.5), (2, 4), (2, 2.0), (3, 6), (3, 2.5)])


def test_residuals_of_a_perfect_line_have_no_length(fit: FitPlot) -> None:
    fit.show_line(2.0, 0.0)
    assert fit.residuals.lines.path().length() == 0
    fit.show_line(2.0, 0.5)
    assert fit.residuals.lines.path().length() == pytest.approx(1.5)


def test_data_are_painted_where_the_axes_say(fit: FitPlot) -> None:
    fit.show_line(0.0, 0.0)
    assert [colour_at(fit, x, 2 * x) for x in (1, 2, 3)] == [LIGHT.point] * 3


def test_the_line_is_painted_where_the_axes_say(fit: FitPlot) -> None:
    fit.show_line(0.0, 3.0)
    assert [colour_at(fit, x, 3.0) for x in (0.5, 2.5)] == [LIGHT.line] * 2


def test_data_origin_and_line_through_it_are_in_view(fit: FitPlot) -> None:
    left, right, bottom, top = fit.plot.visible_range()
    assert left < 0
    assert right > 3
    assert bottom < 0
    assert top > 6


def test_other_data_take_the_place_of_the_first(fit: FitPlot) -> None:
    fit.show_data(Dataset.of([-10.0, 20.0], [-1.0, -5.0]))
    left, right, bottom, top = fit.plot.visible_range()
    assert left < -10 < 20 < right
    assert bottom < -5 < 0 < top
    assert fit.points.marks.positions() == [pytest.approx((-10.0, -1.0)), pytest.approx((20.0, -5.0))]


def test_the_line_is_drawn_anew_for_other_data(fit: FitPlot) -> None:
    fit.show_line(0.01, 0.0)
    fit.show_data(Dataset.of([50.0, 100.0], [1.0, 2.0]))
    fit.show_line(0.01, 0.0)
    assert line_of(fit)[1][0] == pytest.approx(fit.plot.visible_range()[1])


def test_a_data_set_of_one_point_has_a_view(fit: FitPlot) -> None:
    fit.show_data(Dataset.of([0.0], [0.0]))
    left, right, bottom, top = fit.plot.visible_range()
    assert left < 0 < right
    assert bottom < 0 < top


@pytest.mark.parametrize(("W", "b"), [(math.nan, 0.0), (0.0, math.inf), (math.inf, -math.inf), (-math.inf, math.nan)])
def test_the_last_finite_line_stays(fit: FitPlot, W: float, b: float) -> None:
    fit.show_line(1.5, 0.5)
    before = line_of(fit), points(fit.residuals.lines.path())
    fit.show_line(W, b)
    assert (line_of(fit), points(fit.residuals.lines.path())) == before


@pytest.mark.parametrize(("W", "b"), [(1e38, -1e38), (-1e30, 0.0), (0.0, 1e38), (3e4, 1e37), (1e-30, 1e20)])
def test_a_huge_line_keeps_to_coordinates_that_qt_can_paint(fit: FitPlot, W: float, b: float) -> None:
    fit.show_line(W, b)
    *_, bottom, top = fit.plot.visible_range()
    heights = [y for _, y in line_of(fit) + points(fit.residuals.lines.path())]
    assert np.abs(heights).max() < 50 * (top - bottom)
    fit.grab()


def test_a_steep_line_is_still_painted(fit: FitPlot) -> None:
    fit.show_line(1e20, -2e20)  # it crosses the view at x = 2
    assert colour_at(fit, 2.0, 1.0) == LIGHT.line


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_everything_wears_the_theme(fit: FitPlot, theme: Theme) -> None:
    fit.show_line(0.5, 1.0)
    fit.restyle(theme, TypeScale())
    assert {theme.card, theme.point, theme.line, theme.error} <= colours(fit.plot.grab().toImage())
    assert all(colour in fit.captions.legend.text() for colour in (theme.point, theme.line, theme.error))


def test_lines_and_points_grow_with_the_scale(fit: FitPlot) -> None:
    items = (fit._line, fit.residuals.lines, fit.points.marks.dots)
    small = [item.pen().widthF() for item in items]
    fit.restyle(LIGHT, TypeScale(26))
    assert [item.pen().widthF() for item in items] == pytest.approx([2 * width for width in small])


def test_it_speaks_korean_and_english_again(fit: FitPlot, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        names = [axis.label.toPlainText().strip() for axis in fit.plot.axes.both]
        return [fit.title.text(), fit.captions.legend.text(), *names]

    english = texts()
    speak(Language.KOREAN)
    assert all(is_korean(text) for text in texts())
    speak(Language.ENGLISH)
    assert texts() == english


def many(rows: int, seed: int = 0) -> Dataset:
    generator = np.random.default_rng(seed)
    x = generator.uniform(0, 10, rows).astype(np.float32)
    return Dataset(x, 2 * x + generator.normal(0, 1, rows).astype(np.float32))


@pytest.mark.parametrize("rows", [1, 3, POINTS_AT_MOST])
def test_all_of_few_points_are_drawn(fit: FitPlot, rows: int) -> None:
    fit.show_data(many(rows))
    assert len(fit.points.marks.positions()) == rows
    assert "shown" not in fit.captions.note.text()


@pytest.mark.parametrize("rows", [POINTS_AT_MOST + 1, 5000, 100_000])
def test_very_many_points_are_sampled_evenly_and_always_alike(fit: FitPlot, rows: int) -> None:
    data = many(rows)
    fit.show_data(data)
    first = fit.points.marks.positions()
    fit.show_data(LESSON)
    fit.show_data(many(rows))
    assert fit.points.marks.positions() == first
    drawn = np.arange(rows)[sample(rows)]
    assert len(first) == len(set(drawn.tolist())) == POINTS_AT_MOST
    assert (drawn[0], drawn[-1]) == (0, rows - 1)
    assert set(np.diff(drawn).tolist()) <= {(rows - 1) // (POINTS_AT_MOST - 1), (rows - 1) // (POINTS_AT_MOST - 1) + 1}
    assert np.allclose(first, np.hstack([data.x, data.y])[drawn], atol=1e-5)


def test_a_note_says_how_many_points_are_shown(fit: FitPlot, speak: Callable[[Language], None]) -> None:
    assert not fit.captions.note.isVisible()
    fit.show_data(many(100_000))
    assert fit.captions.note.isVisible()
    assert "2,000 of 100,000 points shown; training uses all" in fit.captions.note.text()
    fit.show_data(LESSON)
    assert not fit.captions.note.isVisible()


def test_a_note_says_when_points_cannot_be_moved(fit: FitPlot) -> None:
    fit.show_data(many(EDITABLE_ROWS))
    assert not fit.captions.note.isVisible()
    fit.show_data(many(EDITABLE_ROWS + 1))
    assert fit.captions.note.isVisible()
    assert "1,000" in fit.captions.note.text()


def test_points_that_are_not_drawn_are_in_the_range_all_the_same(fit: FitPlot) -> None:
    data = many(10_000)
    x, y = data.x.copy(), data.y.copy()
    x[1], y[2] = 50, -70
    fit.show_data(Dataset(x, y))
    _, right, bottom, _ = fit.plot.visible_range()
    assert right > 50
    assert bottom < -70


@pytest.mark.parametrize(("rows", "lines"), [(RESIDUALS_AT_MOST, RESIDUALS_AT_MOST), (RESIDUALS_AT_MOST + 1, 0)])
def test_a_crowd_has_no_residuals_and_the_legend_names_none(fit: FitPlot, rows: int, lines: int) -> None:
    fit.show_data(many(rows))
    fit.show_line(1.0, 0.0)
    assert len(points(fit.residuals.lines.path())) == 2 * lines
    assert ("residual" in fit.captions.legend.text()) == (lines > 0)


@pytest.mark.parametrize("height", [400, 0], ids=["high", "as low as it can be"])
def test_the_outermost_dots_are_painted_whole(fit: FitPlot, height: int, qtbot: QtBot) -> None:
    fit.resize(600, height)
    qtbot.waitUntil(lambda: fit.height() == max(height, fit.minimumHeight()))
    fit.show_data(LARGE)
    fit.show_line(0.0, 1e9)
    ends = QPoint(0, -4), QPoint(4, 0), QPoint(0, 4), QPoint(-4, 0)
    for view in (FitRange.of(LARGE), FitRange(0, 4e6, -90e6, 60e6)):  # the second holds a line that swings
        fit.plot.follow(view)
        middle = fit.plot.axes.position(3e6, 6e6)
        picture = fit.plot.grab().toImage()
        assert [picture.pixelColor(middle + end).name() for end in ends] == [LIGHT.point] * len(ends)


def test_the_same_data_again_leave_everything_as_it_is(fit: FitPlot) -> None:
    fit.show_line(1.5, 0.5)
    before = line_of(fit), points(fit.residuals.lines.path())
    fit.show_data(Dataset.of([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]))
    assert (line_of(fit), points(fit.residuals.lines.path())) == before


def test_axes_are_named_after_the_columns(fit: FitPlot) -> None:
    def names() -> list[str]:
        return [axis.label.toPlainText().strip() for axis in fit.plot.axes.both]

    lesson = names()
    fit.show_data(Dataset(LESSON.x, LESSON.y, x_name="size <b> &\n m²", y_name="price"))
    assert names() == ["x_train: size <b> & m²", "y_train: price"]
    fit.show_data(Dataset(LESSON.x, LESSON.y, x_name="x", y_name="the price of it in euros, all told"))
    size, found = fit.size(), list[str]()
    for height in range(600, 150, -10):
        fit.resize(size.width(), height)
        found.append(names()[1])
    told = "the price of it in euros, all told"
    assert list(dict.fromkeys(found)) == [f"y_train: {told}", told, "y_train"]
    fit.resize(size)
    fit.show_data(LESSON)
    assert names() == lesson


def test_a_name_that_is_too_long_gives_way_to_the_lessons(fit: FitPlot) -> None:
    fit.show_data(Dataset(LESSON.x, LESSON.y, x_name="x" * 500, y_name="y" * 500))
    assert [axis.label.toPlainText().strip() for axis in fit.plot.axes.both] == ["x_train", "y_train"]
