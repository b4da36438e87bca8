"""The bar that is the loss."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QWidget

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.loss_bar import LossBar
from gui.theme.number_format import at_a_glance
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from tests.gui.conftest import SKIPPED, colours, is_korean, points, trained
from tests.gui.panels.fit.test_fit_plot import many

NONE = np.empty(0)


@pytest.fixture
def fit(squared: FitPlot) -> FitPlot:
    return squared


@pytest.fixture
def bar(show: Callable[[QWidget], QWidget]) -> LossBar:
    bar = LossBar()
    bar.restyle(LIGHT, TypeScale())
    bar.resize(bar.width(), 300)
    show(bar)
    return bar


def height(bar: LossBar) -> float:
    return float(bar.bar.path().boundingRect().bottom())


@pytest.mark.parametrize("data", [LESSON, Dataset.of([2, 2], [1, 3]), many(200), many(5000)], ids=len)
@pytest.mark.parametrize(("W", "b"), [(0.0, 0.0), (1.5, -0.25), (-3.0, 7.0)])
def test_its_height_is_torchs_loss_of_the_line_that_is_drawn(fit: FitPlot, data: Dataset, W: float, b: float) -> None:
    fit.show_data(data)
    fit.show_line(W, b)
    x, y = (torch.tensor(column, dtype=torch.float64) for column in (data.x, data.y))
    loss = torch.mean((x * W + b - y) ** 2).item()
    assert height(fit.residuals.bar) == pytest.approx(min(loss, fit.residuals.bar.scale))
    assert fit.residuals.bar.number.text() == at_a_glance(loss)


def test_it_shows_the_loss_that_the_next_epoch_prints(fit: FitPlot) -> None:
    epochs = list(trained(300).epochs())
    for epoch, following in pairwise(epochs):
        fit.show_line(epoch.W, epoch.b)
        assert height(fit.residuals.bar) == pytest.approx(following.loss, rel=1e-4)


def test_each_tick_is_the_square_of_a_point(fit: FitPlot) -> None:
    fit.show_line(0.0, 0.0)
    ticks = [y for _, y in points(fit.residuals.bar.ticks.path())][::2]
    assert ticks == pytest.approx([4, 16, 36])
    assert height(fit.residuals.bar) == pytest.approx(np.mean(ticks))


def test_on_the_screen_its_height_is_the_losss_part_of_the_scale(bar: LossBar) -> None:
    bar.set_scale(np.array([10.0, 30.0]))
    bar.show_loss(10.0, NONE)
    painted = bar.bar.mapToScene(bar.bar.path()).boundingRect().height()
    assert painted / bar.canvas.height() == pytest.approx(10 / bar.scale)


def test_it_is_there_only_with_the_squares(fit: FitPlot) -> None:
    assert fit.residuals.bar.isVisible()
    fit.set_squares(False)
    assert not fit.residuals.bar.isVisible()


def test_it_follows_the_data_and_points_that_are_moved(fit: FitPlot) -> None:
    fit.show_line(2.0, 0.0)
    assert height(fit.residuals.bar) == 0
    fit.show_data(Dataset.of([1.0, 2.0], [3.0, 7.0]))
    assert height(fit.residuals.bar) == pytest.approx(5)
    fit._take_edit(Dataset.of([1.0, 2.0], [3.0, 5.0]), "move", False)
    assert height(fit.residuals.bar) == pytest.approx(1)


def test_the_scale_stays_all_through_a_run_and_has_its_end_written(fit: FitPlot) -> None:
    bar, scales = fit.residuals.bar, set()
    for epoch in trained(300, SKIPPED).epochs():
        fit.show_line(epoch.W, epoch.b)
        scales.add(bar.scale)
    assert scales == {40.0}
    assert bar.top.text() == "40"


def test_a_loss_beyond_the_scale_fills_the_bar_and_it_is_said(fit: FitPlot) -> None:
    bar = fit.residuals.bar
    fit.show_line(100.0, 0.0)
    assert (height(bar), bar.scale) == (40.0, 40.0)
    assert bar.top.text() == "> 40"
    fit.show_line(0.0, 0.0)
    assert bar.top.text() == "40"


def test_other_data_and_points_that_were_moved_have_another_scale(fit: FitPlot) -> None:
    fit.show_line(0.0, 0.0)
    fit.show_data(Dataset.of([1.0, 2.0], [10.0, 20.0]))
    assert fit.residuals.bar.scale == 400
    fit._take_edit(Dataset.of([1.0, 2.0], [10.0, 90.0]), "move", True)
    assert fit.residuals.bar.scale > 4000


def test_data_that_are_all_zero_have_a_scale(fit: FitPlot) -> None:
    fit.show_data(Dataset.of([1.0, 2.0], [0.0, 0.0]))
    fit.show_line(0.0, 0.0)
    assert (fit.residuals.bar.scale, height(fit.residuals.bar)) == (1.0, 0.0)


def test_it_says_which_loss_it_is(bar: LossBar) -> None:
    assert bar.name.text() == "line's loss"


def test_a_loss_of_0_is_an_empty_bar(bar: LossBar) -> None:
    bar.show_loss(0.0, np.zeros(3))
    assert (height(bar), bar.number.text()) == (0, "0")


def test_a_square_far_above_the_others_does_not_flatten_the_bar(bar: LossBar) -> None:
    squares = np.array([1.0] * 99 + [1000.0])
    bar.set_scale(squares)
    bar.show_loss(float(squares.mean()), squares)
    assert height(bar) > 0.2 * bar.scale
    assert all(y <= bar.scale for _, y in points(bar.ticks.path()))


def test_losses_that_float64_can_hardly_hold_are_painted(bar: LossBar) -> None:
    for loss in (1e-300, 1e250):
        bar.set_scale(np.array([loss]))
        bar.show_loss(loss, np.array([loss]))
        bar.grab()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_wears_the_theme(bar: LossBar, theme: Theme) -> None:
    bar.set_scale(np.array([3.0]))
    bar.show_loss(1.0, NONE)
    bar.restyle(theme, TypeScale())
    assert {theme.error, theme.grid, theme.card} <= colours(bar.canvas.grab().toImage())


def test_its_tool_tip_tells_it_from_the_other_loss(bar: LossBar) -> None:
    assert "next epoch" in bar.toolTip()
    assert "before this epoch's step" in bar.toolTip().replace("\n", " ")


def test_it_speaks_korean(bar: LossBar, speak: Callable[[Language], None]) -> None:
    speak(Language.KOREAN)
    assert is_korean(bar.name.text())
    assert is_korean(bar.toolTip())
