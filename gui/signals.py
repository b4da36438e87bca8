"""What ends the program from outside: signals, and a screen that is missing. The work of the last second is kept."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from gui.session.background import end_process

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals that ask a program to end: Ctrl+C, a logout, a terminal that goes. Windows has not all of them."""

SCREEN_GONE = "connection broke"
"""What Qt says of X11 and of Wayland."""


@contextmanager
def told_without_a_display() -> Iterator[None]:
    """Say in one sentence that there is no display, where Qt would abort. Only Qt knows which one it takes."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        said.append(qFormatLogMessage(kind, context, text))
        if kind is QtMsgType.QtFatalMsg:
            missing = any("display" in each for each in said[:-1])  # else a library of Qt's is, which Qt names
            words = "slopewise: there is no display to open a window on" if missing else "\n".join(said)
            print(words, file=sys.stderr)
            end_process(1)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    if said and sys.stderr is not None:
        print(*said, sep="\n", file=sys.stderr)


def keep_when_the_screen_goes(keep: Callable[[], object]) -> None:
    """Keep the work where Qt is about to end the process, for its X server or Wayland compositor is no more.

    Qt tells of it by a message alone, and exits.
    """

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if sys.stderr is not None:
            print(text, file=sys.stderr)
        if SCREEN_GONE in text:
            keep()
            end_process(1)

    qInstallMessageHandler(hear)


class Signals(QObject):
    """Ends the application where the system or Ctrl+C wants it ended, with the exit code that shells have for that.

    Python hears of a signal only when it comes to its turn, which a window at rest does not give it: the system also
    writes to a socket, and Qt listens to that.
    """

    def __init__(self, before: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._before = before
        self._number: int | None = None
        self._theirs, self._ours = socket.socketpair()
        for end in (self._theirs, self._ours):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        numbers = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
        self._old = {number: signal.signal(number, self._take) for number in numbers}

    def end_at_once(self) -> None:
        """Leave signals to Python again; end the process if one has come, for a thread may yet load torch for long."""
        if self._number is not None:
            os._exit(128 + self._number)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        for end in (self._theirs, self._ours):
            end.close()

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            self._ours.recv(64)

    def _take(self, number: int, _frame: object) -> None:
        self._number = number
        try:
            self._before()
        finally:
            QTimer.singleShot(0, lambda: QApplication.exit(128 + number))  # also where the loop is yet to begin
