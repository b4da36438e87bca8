"""Same seed, same run: what is drawn at random, and what the window says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from gui.window.main_window import MainWindow
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start

BATCHES = LoopSettings(lr=0.005, batch_size=2, data=Dataset.of([1, 2, 3, 4, 5], [2, 4.5, 5.5, 9, 9.5]))
SHUFFLED = Experiment(settings=BATCHES, epochs=50)


@pytest.fixture
def run(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Run to the last epoch."""

    def run(window: MainWindow) -> None:
        window.session.run()
        qtbot.waitUntil(lambda: window.session.state is State.FINISHED)

    return run


def reset(window: MainWindow, qtbot: QtBot) -> None:
    window.session.reset()
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)


def note(window: MainWindow) -> str:
    return window.view.start.note.text()


def losses(session: Session) -> list[float]:
    values: list[float] = session.history.column("loss").tolist()
    return values


def twice(window: MainWindow, run: Callable[[MainWindow], None], qtbot: QtBot) -> tuple[list[float], list[float]]:
    """Run, reset, run again, with the last run kept."""
    window.view.start.previous.setChecked(True)
    run(window)
    first = losses(window.session)
    reset(window, qtbot)
    run(window)
    return first, losses(window.session)


def test_the_same_seed_is_the_same_run_and_the_window_says_so(
    reuse_window: Callable[..., MainWindow], run: Callable[[MainWindow], None], qtbot: QtBot
) -> None:
    window = reuse_window(SHUFFLED)
    first, second = twice(window, run, qtbot)
    assert first == second
    assert "in all 50 epochs" in note(window)
    assert window.view.loss.plot._previous is window.session.present.previous


def test_a_run_from_a_file_is_not_compared_with_what_was_there_before(
    reuse_window: Callable[..., MainWindow], run: Callable[[MainWindow], None], qtbot: QtBot
) -> None:
    window = reuse_window(SHUFFLED)
    twice(window, run, qtbot)
    with qtbot.waitSignal(window.session.renewed):
        window.session.load(SHUFFLED)
    assert note(window) == "The seed decides the order of the rows."
    assert window.view.loss.plot._previous is None


def test_another_seed_parts_from_the_last_run(
    reuse_window: Callable[..., MainWindow], run: Callable[[MainWindow], None], qtbot: QtBot
) -> None:
    window = reuse_window(SHUFFLED)
    window.view.start.previous.setChecked(True)
    run(window)
    window.session.changes.set_seed(8)
    reset(window, qtbot)
    run(window)
    assert note(window).startswith("Parts from the last run at epoch")


def test_without_manual_seed_each_reset_draws_another_seed(
    reuse_window: Callable[..., MainWindow], run: Callable[[MainWindow], None], qtbot: QtBot
) -> None:
    window = reuse_window(SHUFFLED)
    window.session.changes.set_seeded(False)
    first, second = twice(window, run, qtbot)
    assert first != second
    assert not window.view.start.seed.isEnabled()


def test_a_seed_that_was_drawn_is_kept_with_the_run(
    make_window: Callable[..., MainWindow], run: Callable[[MainWindow], None], qtbot: QtBot
) -> None:
    window = make_window(SHUFFLED)
    window.session.changes.set_seeded(False)
    reset(window, qtbot)
    run(window)
    experiment = window.session.recorded().experiment
    again = make_window(replace(experiment, seeded=True))
    run(again)
    assert losses(again.session) == losses(window.session)


@pytest.mark.parametrize(
    ("experiment", "words"),
    [
        (Experiment(), "the seed changes nothing"),
        (SHUFFLED, "the order of the rows"),
        (Experiment(initial=InitialParameters(Start.RANDOM)), "which W and b are drawn"),
        (replace(SHUFFLED, seeded=False), "each Reset gives another run"),
    ],
)
def test_the_window_says_what_the_seed_decides(
    reuse_window: Callable[..., MainWindow], experiment: Experiment, words: str
) -> None:
    assert words in note(reuse_window(experiment))
