"""What a screen reader is told: values and not positions, and a sentence of each chart once the run rests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.charts.summaries import trend
from gui.window.main_window import MainWindow
from model.experiment import Experiment
from tests.gui.conftest import WaitFor, history_of, trained

Text = QAccessible.Text


def heard(widget: QWidget, what: Text = Text.Description) -> str:
    """What a reader gets of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return str(interface.text(what))


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow]) -> MainWindow:
    return reuse_window(Experiment(epochs=4000))


def step(window: MainWindow, epochs: int, qtbot: QtBot) -> None:
    """Run this many epochs, one after the other."""
    for _ in range(epochs):
        done = len(window.session.history)
        window.session.step_epoch()
        qtbot.waitUntil(lambda done=done: len(window.session.history) > done)  # type: ignore[misc]
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    window.show_frame()


def test_the_slider_of_the_learning_rate_says_the_learning_rate(window: MainWindow) -> None:
    slider = window.view.training.lr_slider
    assert heard(slider, Text.Name) == "Learning rate"
    assert heard(slider) == "0.01"
    slider.setValue(slider.value() + 20)
    assert float(heard(slider)) == window.session.experiment.settings.lr != 0.01
    window.session.changes.set_lr(0.0123)
    assert heard(slider) == "0.0123"


def test_the_slider_of_the_speed_says_how_fast(window: MainWindow) -> None:
    slider = window.toolbar.speed
    window.set_speed(50.0)
    assert heard(slider) == "50 epochs a second"
    window.set_speed(None)
    assert heard(slider) == "as fast as it goes"


def test_the_timeline_says_the_epoch(window: MainWindow, qtbot: QtBot) -> None:
    slider = window.view.timeline.slider
    assert heard(slider) == "start"
    step(window, 13, qtbot)
    assert heard(slider) == "epoch 12 of 4000"
    window.session.travel(3)
    assert heard(slider) == "epoch 3 of 4000"


def test_each_chart_says_where_the_run_stands(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert heard(view.loss.plot).startswith("no epoch yet. Point at an epoch to read it")
    step(window, 3, qtbot)
    assert heard(view.loss.plot, Text.Name) == "Loss"
    assert heard(view.loss.plot).startswith("loss 11.69, falling, epoch 2 of 4000. ")
    assert heard(view.fit.plot).startswith("3 points, line with slope 0.5004")
    assert "in .grad −" in heard(view.charts.gradients.plots["W"])
    assert heard(view.charts.landscape.plot) == "the run is at W 0.5004, b 0.2138"


def test_while_it_runs_a_chart_says_so_and_no_more(window: MainWindow, wait_for: WaitFor, qtbot: QtBot) -> None:
    window.session.set_speed(200.0)
    window.session.run()
    qtbot.waitUntil(lambda: len(window.session.history) > 5)
    window.show_frame()
    plot, slider = window.view.loss.plot, window.view.timeline.slider
    assert (heard(plot).partition(".")[0], heard(slider)) == ("running", "running")
    told = [plot.accessibleDescription()]
    plot.setAccessibleDescription("not written to")
    window.show_frame()
    assert heard(plot) == "not written to"
    window.session.pause()
    wait_for(window.session, State.PAUSED)
    window.view._summaries._told.clear()
    window.show_frame()
    assert heard(plot) not in (*told, "not written to")
    window.session.set_speed(None)


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    kinds = (QSlider, QComboBox, QLineEdit, QSpinBox)
    widgets = [widget for widget in window.findChildren(QWidget) if isinstance(widget, kinds)]
    own = [one for one in widgets if one.focusProxy() is None and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(one).__name__ for one in own if not heard(one, Text.Name)] == []


def test_space_and_enter_are_of_the_button_that_has_the_keyboard(window: MainWindow) -> None:
    buttons = [one for one in window.findChildren(QAbstractButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    ticked = [one for one in buttons if isinstance(one, QCheckBox)]  # Enter is the window's there, as on every system
    assert len(buttons) - len(ticked) > 20
    taken = []
    for button in buttons:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return)[: 1 if button in ticked else 2]:
            press = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
            press.ignore()
            QApplication.sendEvent(button, press)
            if not press.isAccepted():
                taken.append((key, type(button).__name__, button.text() or button.accessibleName()))
    assert taken == []


def test_every_number_has_a_name(window: MainWindow) -> None:
    readouts = window.view.readouts
    numbers = (readouts.epoch, readouts.loss, readouts.W, readouts.b, readouts.W_grad, readouts.b_grad)
    names = [heard(number, Text.Name) for number in (*numbers, readouts.W_fresh, readouts.b_fresh)]
    assert all(names)
    assert len(set(names)) == len(names)


def test_a_trend_is_told_from_the_last_epochs() -> None:
    assert trend(trained(100), 99) == "falling"
    assert trend(history_of([1.0, 2.0] * 10), 19) == "swinging"
    assert trend(history_of([1.0, 1.1, 1.2]), 2) == "rising"
    assert trend(history_of([0.5] * 30), 29) == "steady"
    assert trend(history_of([1.0]), 0) == "steady"
    assert trend(history_of([3.0, 2.0, float("inf")]), 2) == "rising"


@pytest.mark.parametrize("language", list(Language))
def test_each_menu_opens_with_alt_and_a_letter_of_its_own(window: MainWindow, language: Language) -> None:
    window.set_language(language)
    menus = [QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()]
    assert menus == ["Alt+F", "Alt+E", "Alt+D", "Alt+R", "Alt+L", "Alt+V", "Alt+H"]


def test_the_arrows_are_of_the_menu_bar_that_has_the_keyboard(window: MainWindow) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        press.ignore()
        QApplication.sendEvent(window.menuBar(), press)
        assert press.isAccepted()
