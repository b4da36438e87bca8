"""Residuals as squares: real ones, as wide on the screen as they are high."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.residuals import RESIDUALS_AT_MOST
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from model.dataset import LESSON, Dataset
from tests.gui.conftest import colours, points
from tests.gui.panels.fit.test_fit_plot import many

NEGATIVE = Dataset.of([1.0, 2.0, 3.0], [6.0, 4.0, 2.0])


@pytest.fixture
def fit(squared: FitPlot) -> FitPlot:
    return squared


def corners(fit: FitPlot) -> NDArray[np.float64]:
    """The corners of each square in the plot's coordinates, shape (n, 5, 2)."""
    return np.array(points(fit.residuals.squares._item.path())).reshape(-1, 5, 2)


def sizes(fit: FitPlot) -> NDArray[np.float64]:
    """Width and height of each square in pixels, shape (n, 2)."""
    canvas = fit.plot.canvas
    size: NDArray[np.float64] = np.ptp(corners(fit), axis=1) * (canvas.across, canvas.up)
    return size


def leftward(fit: FitPlot, data: Dataset = LESSON) -> list[bool]:
    return [bool(square[:, 0].min() < x - 1e-9) for square, x in zip(corners(fit), data.x[:, 0], strict=True)]


@pytest.mark.parametrize("size", [(600, 400), (300, 700), (1500, 300)])
def test_they_are_as_wide_as_high_in_a_plot_of_any_shape(fit: FitPlot, size: tuple[int, int]) -> None:
    fit.show_line(0.5, 1.0)
    fit.resize(*size)
    fit.grab()
    wide, high = sizes(fit).T
    assert wide == pytest.approx(high)
    assert high == pytest.approx(np.array([0.5, 2.0, 3.5]) * fit.plot.canvas.up)


def test_they_are_square_on_the_canvas_itself(fit: FitPlot) -> None:
    fit.show_line(0.0, 0.0)
    item = fit.residuals.squares._item
    for square in corners(fit):
        (left, bottom), (right, top) = square[0], square[2]
        one, other = item.mapToScene(left, bottom), item.mapToScene(right, top)
        assert other.x() - one.x() == pytest.approx(one.y() - other.y())


def test_their_mean_area_is_the_loss(fit: FitPlot) -> None:
    fit.show_line(0.5, 1.0)
    area = sizes(fit).prod(axis=1).mean() / fit.plot.canvas.up**2
    assert area == pytest.approx((0.5**2 + 2**2 + 3.5**2) / 3)


def test_one_side_of_each_is_its_residual(fit: FitPlot) -> None:
    fit.show_line(0.5, 1.0)
    for (x, y), square in zip(np.hstack([LESSON.x, LESSON.y]), corners(fit), strict=True):
        assert any(corner == pytest.approx((x, y)) for corner in square)
        assert any(corner == pytest.approx((x, 0.5 * x + 1)) for corner in square)


def test_they_lie_on_the_side_away_from_the_line(fit: FitPlot) -> None:
    fit.show_line(1.5, 0.0)
    assert leftward(fit) == [True, True, True]
    fit.show_line(2.2, 0.0)
    assert leftward(fit) == [False, False, False]
    fit.show_data(NEGATIVE)
    fit.show_line(-1.5, 6.0)
    assert leftward(fit, NEGATIVE) == [False, False, False]


def test_a_square_that_would_leave_the_view_lies_on_the_other_side_if_it_is_inside_there(fit: FitPlot) -> None:
    fit.show_line(2.0, 1.5)
    _, right, *_ = fit.plot.visible_range()
    assert corners(fit)[2][:, 0].max() <= right
    assert leftward(fit) == [False, False, True]


def test_a_side_is_kept_while_the_square_shrinks_to_where_both_are_possible(fit: FitPlot) -> None:
    fit.show_line(2.0, 1.5)
    fit.show_line(2.0, 0.01)
    assert leftward(fit) == [False, False, True]


@pytest.mark.parametrize(("W", "b"), [(1e38, -1e38), (-1e30, 0.0), (0.0, 1e38)])
def test_huge_squares_keep_to_coordinates_that_qt_can_paint(fit: FitPlot, W: float, b: float) -> None:
    fit.show_line(W, b)
    assert np.abs(corners(fit)).max() < 1000
    fit.grab()


def test_they_come_and_go_and_the_legend_names_them(fit: FitPlot) -> None:
    fit.show_line(0.5, 1.0)
    assert "squared" in fit.captions.legend.text()
    fit.set_squares(False)
    assert len(corners(fit)) == 0
    assert "squared" not in fit.captions.legend.text()
    fit.set_squares(True)
    assert len(corners(fit)) == 3


@pytest.mark.parametrize(("rows", "squares"), [(RESIDUALS_AT_MOST, RESIDUALS_AT_MOST), (RESIDUALS_AT_MOST + 1, 0)])
def test_a_crowd_has_none_and_the_legend_names_none(fit: FitPlot, rows: int, squares: int) -> None:
    fit.show_data(many(rows))
    fit.show_line(1.0, 0.0)
    assert len(corners(fit)) == squares
    assert ("squared" in fit.captions.legend.text()) == (squares > 0)


def test_what_lies_over_one_another_is_filled_once_and_never_empty(fit: FitPlot) -> None:
    fit.show_line(0.0, 0.0)
    picture = fit.plot.canvas.grab().toImage()
    canvas = fit.plot.canvas

    def colour(x: float, y: float) -> str:
        place = canvas.mapFromScene(fit.residuals.squares._item.mapToScene(x, y))
        return picture.pixelColor(place).name()

    twice, once = corners(fit)[1].min(axis=0) + 0.1, corners(fit)[2].max(axis=0) - 0.1
    assert colour(*twice) == colour(*once) != LIGHT.card


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_they_are_below_points_and_line(fit: FitPlot, theme: Theme) -> None:
    fit.show_line(0.5, 1.0)
    fit.restyle(theme, TypeScale())
    assert {theme.point, theme.line, theme.error} <= colours(fit.plot.grab().toImage())
