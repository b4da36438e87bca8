"""Work on a thread of its own, so that the window waits for no disk and no long computation."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from PySide6.QtCore import QCoreApplication, QThread, Signal

from model.cancelling import CheckCancelled

PATIENCE = 300
"""Milliseconds that an application which quits waits for a job."""

unfinished: set[Job] = set()
"""A thread is kept until it has ended, even when nobody waits for it any more."""


class Job(QThread):
    """Does a work at once, and hands its result to take() on the thread that began the job, unless it is abandoned.

    An exception goes to fail(), or is raised on that thread.
    """

    progressed = Signal(float)
    """The share of the work that is done, where the work tells it."""

    _ended = Signal(object, object)
    _taken, _failed = Signal(object), Signal(object)

    def __init__(
        self,
        work: Callable[[CheckCancelled], object],
        take: Callable[[Any], None] | None = None,
        fail: Callable[[Exception], None] | None = None,
        priority: QThread.Priority = QThread.Priority.InheritPriority,
    ) -> None:
        super().__init__()
        self._work, self._fails_quietly = work, fail is not None
        self._abandoned = False
        self._ended.connect(self._tell)
        for signal, slot in ((self._taken, take), (self._failed, fail)):
            if slot is not None:
                signal.connect(slot)  # which forgets a receiver that is no more
        self.finished.connect(self._let_go)
        unfinished.add(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._hurry)
        self.start(priority)

    def run(self) -> None:
        """Work, on the thread."""
        try:
            self._ended.emit(self._work(self._check_cancelled), None)
        except _Cancelled:
            pass
        except Exception as error:  # whoever waits must hear of every end
            self._ended.emit(None, error)

    def abandon(self) -> None:
        """Hear no more of it; the thread ends by itself as soon as it can."""
        self._abandoned = True
        self.requestInterruption()

    def end(self) -> None:
        """Wait until the thread has ended, which it does as soon as it can."""
        self.requestInterruption()
        self._let_go()

    def _hurry(self) -> None:
        """The application quits: what still works in a moment is for end_process()."""
        self.requestInterruption()
        if self.wait(PATIENCE):
            unfinished.discard(self)

    def _check_cancelled(self, share: float | None = None) -> None:
        if share is not None:
            self.progressed.emit(share)
        if self.isInterruptionRequested():
            raise _Cancelled

    def _tell(self, result: object, error: Exception | None) -> None:
        if self._abandoned:
            return
        if error is None:
            self._taken.emit(result)
        elif self._fails_quietly:
            self._failed.emit(error)
        else:
            raise error

    def _let_go(self) -> None:
        self.wait()
        unfinished.discard(self)


def end_process(exit_code: int) -> NoReturn:
    """End the process at once; all that is to be kept has been written.

    No thread must outlive its objects, and one that reads a file of a gigabyte cannot be stopped everywhere. And an
    event of PySide's that nobody has heard may hold the last of a widget: Qt throws it away as it ends, has to delete
    the widget in that, and waits for ever for a lock that it holds itself.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed start on Windows has none
            with suppress(OSError, ValueError):  # closed by whoever has started it
                stream.flush()
    os._exit(exit_code)


class _Cancelled(BaseException):
    """Nobody waits for the result; no Exception, for what works may make its own of those."""
