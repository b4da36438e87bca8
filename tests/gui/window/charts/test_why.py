"""The chart that tells why comes forward by itself, once, and not where it would disturb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gui.window.charts.why import grad_strays
from gui.window.main_window import MainWindow
from model.experiment import LoopSettings, ZeroGrad

GRADIENTS, LANDSCAPE, WHY = 0, 1, 3


@pytest.fixture
def charts(window: MainWindow) -> QWidget:
    return window.view.charts


def tab(window: MainWindow) -> int:
    return window.view.charts.currentIndex()


def skip(window: MainWindow, on: bool = True) -> None:
    window.session.changes.set_skip(on)


def test_it_comes_forward_when_zero_grad_is_skipped(window: MainWindow) -> None:
    assert tab(window) == GRADIENTS
    skip(window)
    assert tab(window) == WHY
    assert window.view.charts.stack.isVisible()


@pytest.mark.parametrize(
    ("settings", "strays"),
    [
        (LoopSettings(), False),
        (LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD), False),
        (LoopSettings(zero_grad=ZeroGrad.AFTER_STEP), False),
        (LoopSettings(lr=0.5, momentum=0.9), False),
        (LoopSettings(zero_grad=ZeroGrad.NEVER), True),
        (LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), True),
        (LoopSettings(every=5), True),
    ],
)
def test_it_comes_forward_where_step_finds_another_gradient(
    window: MainWindow, settings: LoopSettings, strays: bool
) -> None:
    assert grad_strays(settings) is strays
    window.session.changes.set_settings(settings)
    assert (tab(window) == WHY) is strays


def test_closed_it_gives_way_to_the_chart_that_was_there_and_stays_away(window: MainWindow) -> None:
    window.view.charts.setCurrentIndex(LANDSCAPE)
    skip(window)
    window.view.charts.stack.close_button.click()
    assert tab(window) == LANDSCAPE
    skip(window, on=False)
    skip(window)
    assert tab(window) == LANDSCAPE


def test_it_stays_away_once_the_user_has_turned_to_another_chart(window: MainWindow) -> None:
    skip(window)
    window.view.charts.setCurrentIndex(LANDSCAPE)
    skip(window, on=False)
    skip(window)
    assert tab(window) == LANDSCAPE


def test_who_asks_for_it_lets_it_come_again(window: MainWindow) -> None:
    skip(window)
    window.view.charts.stack.close_button.click()
    window.view.charts.setCurrentIndex(WHY)
    skip(window, on=False)
    window.view.charts.setCurrentIndex(GRADIENTS)
    assert tab(window) == GRADIENTS


def test_a_new_lesson_lets_it_come_again(window: MainWindow) -> None:
    skip(window)
    window.view.charts.stack.close_button.click()
    window.document.begin_anew()
    assert tab(window) == GRADIENTS
    skip(window)
    assert tab(window) == WHY


def test_the_keyboard_stays_where_it_is(window: MainWindow, activate: Callable[[QWidget], None]) -> None:
    activate(window)
    focus = window.view.loop.skip
    focus.setFocus()
    skip(window)
    assert (tab(window), QApplication.focusWidget()) == (WHY, focus)


def test_it_does_not_come_where_the_keyboard_is_in_another_chart(
    window: MainWindow, activate: Callable[[QWidget], None]
) -> None:
    activate(window)
    plot = window.view.charts.gradients.plots["W"]
    plot.setFocus()
    skip(window)
    assert (tab(window), QApplication.focusWidget()) == (GRADIENTS, plot)
