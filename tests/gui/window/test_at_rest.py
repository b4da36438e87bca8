"""A window that rests has nothing to do: whatever is shown, no timer runs and no thread looks again and again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.window.main_window import MainWindow
from model.experiment import Experiment
from tests.gui.conftest import WaitFor


def timers(window: MainWindow) -> list[QTimer]:
    """Those of the window and of its session that run."""
    return [timer for part in (window, window.session) for timer in part.findChildren(QTimer) if timer.isActive()]


def at_the_start(_window: MainWindow, _wait: WaitFor) -> None:
    """Nothing has been done."""


def paused(window: MainWindow, wait: WaitFor) -> None:
    """Some epochs are done."""
    window.session.go_to(20)
    wait(window.session, State.PAUSED)


def finished(window: MainWindow, wait: WaitFor) -> None:
    """All epochs are done."""
    window.session.run()
    wait(window.session, State.FINISHED)


def on_the_landscape(window: MainWindow, wait: WaitFor) -> None:
    """Some epochs are done, and seen on the map."""
    window.view.charts.bring_up(window.view.charts.landscape)
    paused(window, wait)


def in_a_lesson(window: MainWindow, _wait: WaitFor) -> None:
    """The first page is open."""
    window.actions_["lesson"].trigger()


@pytest.mark.parametrize("rest", [at_the_start, paused, finished, on_the_landscape, in_a_lesson])
def test_a_window_at_rest_has_no_timer_that_runs(
    reuse_window: Callable[..., MainWindow],
    wait_for: WaitFor,
    qtbot: QtBot,
    rest: Callable[[MainWindow, WaitFor], None],
) -> None:
    window = reuse_window(Experiment(epochs=50))
    rest(window, wait_for)
    qtbot.waitUntil(lambda: window.session.state is not State.PREPARING and not timers(window))


def test_a_window_that_runs_has_the_clock_of_its_frames_and_no_other(window: MainWindow, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: len(window.session.history) > 20 and len(timers(window)) == 1)
    assert not timers(window)[0].isSingleShot()
