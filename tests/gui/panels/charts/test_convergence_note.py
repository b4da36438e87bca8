"""What is expected of the run, in the window."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.window.main_window import MainWindow
from model.experiment import Experiment, LoopSettings
from model.theory.expected import expected_epochs

Reuse = Callable[..., MainWindow]
FAST = LoopSettings(lr=0.1)


def said(window: MainWindow) -> str:
    return window.view.loss.arrival.text()


def run_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)


def test_it_is_told_before_the_run_and_checked_by_it(reuse_window: Reuse, qtbot: QtBot) -> None:
    window = reuse_window(Experiment(settings=FAST, epochs=400))
    expected = expected_epochs(FAST.data, FAST.lr)
    assert said(window).endswith(f"epoch {expected}")
    run_to_the_end(window, qtbot)
    assert said(window).startswith(f"Expected at about epoch {expected}; reached at ")


def test_travelling_back_leaves_what_is_told(reuse_window: Reuse, qtbot: QtBot) -> None:
    window = reuse_window(Experiment(settings=FAST, epochs=400))
    run_to_the_end(window, qtbot)
    before = said(window)
    window.session.travel(10)
    assert said(window) == before


def test_another_learning_rate_is_another_expectation_at_once(reuse_window: Reuse, qtbot: QtBot) -> None:
    window = reuse_window(Experiment(settings=LoopSettings(), epochs=50))
    run_to_the_end(window, qtbot)
    last = window.session.history.epoch(49)
    window.session.changes.set_lr(0.1)
    epochs = expected_epochs(FAST.data, 0.1, last.W, last.b)
    assert epochs is not None
    assert said(window).endswith(f"epoch {50 + epochs}")
    window.session.changes.set_skip(True)
    assert "swings" in said(window)


def test_what_a_finished_run_has_reached_stays_until_more_is_asked_for(reuse_window: Reuse, qtbot: QtBot) -> None:
    window = reuse_window(Experiment(settings=FAST, epochs=400))
    run_to_the_end(window, qtbot)
    before = said(window)
    assert "reached at" in before
    window.session.changes.set_skip(True)
    assert said(window) == before
    window.session.changes.set_epochs(500)
    assert "swings" in said(window)
