"""Fixtures for all tests: widgets without a screen, in English, in the lesson's own colours."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partialmethod

from tests.environment import PATIENCE, isolated

# Before Qt is imported: whatever the shell has set for Qt, and the user's own files, are not for tests.
_home = tempfile.TemporaryDirectory(prefix="slopewise-tests-")
_own = isolated(_home.name) | {"QT_QPA_PLATFORM": "offscreen"}  # the end-to-end tests have a screen of their own
os.environ.clear()
os.environ.update(_own)

from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gui.app import make_application
from gui.session.engine import State
from gui.session.session import Session
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.experiment import Experiment

settings.register_profile("usual", deadline=None, max_examples=40, stateful_step_count=15, derandomize=True)
"""The same examples each time: a fault of ours is no matter of luck for who has changed something else."""
settings.register_profile("thorough", deadline=None, max_examples=2000, stateful_step_count=40)
"""Others each time, for minutes, with --hypothesis-profile=thorough."""
settings.load_profile("usual")


for _wait in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
    setattr(QtBot, _wait, partialmethod(getattr(QtBot, _wait), timeout=1000 * PATIENCE))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, four at most: a fifth of the time a test waits for a thread, process or clock."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it, in pytest-qt's place."""
    return make_application()


@pytest.fixture(autouse=True)
def discard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer: what is not saved is thrown away when a window closes."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)


@pytest.fixture(autouse=True)
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has installed and plugged in: a test is heard only where it brings a device of its own."""
    monkeypatch.setitem(sys.modules, "miniaudio", None)


@pytest.fixture
def make_session(qtbot: QtBot) -> Iterator[Callable[..., Session]]:
    """Make sessions that have loaded torch; each one's thread is ended after the test."""
    sessions: list[Session] = []

    def make(experiment: Experiment | None = None, speed: float | None = None) -> Session:
        session = Session(experiment or Experiment(), speed)
        sessions.append(session)
        session.begin()
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
        return session

    yield make
    for session in sessions:
        session.close()


@pytest.fixture
def make_window(qtbot: QtBot, make_session: Callable[..., Session]) -> Iterator[Callable[..., MainWindow]]:
    """Make main windows, shown with all panels and ready to run."""
    translators = Translators()

    def make(
        experiment: Experiment | None = None, settings: Preferences | None = None, recovery: Path | None = None
    ) -> MainWindow:
        settings = settings or Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None)
        window = MainWindow(make_session(experiment, settings.speed), settings, translators, recovery)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.view.fill()
        window.show_frame()
        return window

    yield make
    translators.use(Language.ENGLISH)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written does not reach the disk."""

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
