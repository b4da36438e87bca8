"""The thread that reads files, so that the window does not wait for a disk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QThread, Signal

from model.data.tables.open_table import DataFileError, Reason

Job = Callable[[Callable[[], None]], object]
"""What is to be done; it calls what it is given now and then, which stops it once nobody waits for it any more."""

_abandoned: set[ReadingThread] = set()


class ReadingThread(QThread):
    """One job of reading."""

    done = Signal(object, object)
    """The thread, and what the job has returned."""

    failed = Signal(object, object)
    """The thread, and the DataFileError that the job has raised."""

    def __init__(self, file: str, job: Job) -> None:
        super().__init__()
        self._file, self._job = file, job

    def run(self) -> None:
        """Do the job and tell how it went, unless it has been abandoned."""
        try:
            self.done.emit(self, self._job(self._check_cancelled))
        except _AbandonedError:
            pass
        except DataFileError as error:
            self.failed.emit(self, error)
        except Exception:  # whoever waits must hear of every end
            self.failed.emit(self, DataFileError(Reason.UNREADABLE, self._file))

    def abandon(self) -> None:
        """Wait for it no longer; it ends by itself as soon as it can, and is kept until then."""
        self.requestInterruption()
        _abandoned.add(self)
        self.finished.connect(self._let_go)
        if self.isFinished():
            self._let_go()

    def _check_cancelled(self) -> None:
        if self.isInterruptionRequested():
            raise _AbandonedError

    def _let_go(self) -> None:
        self.wait()
        _abandoned.discard(self)


class _AbandonedError(Exception):
    """Nobody waits for the result."""


def wait_for_abandoned() -> None:
    """Let what is still being read come to its end; a thread must not outlive the application."""
    for thread in list(_abandoned):
        thread.wait()
    _abandoned.clear()


def wait_at_the_end() -> None:
    """Do so before the application quits."""
    application = QCoreApplication.instance()
    if application is not None and not application.property("waits for reading"):
        application.setProperty("waits for reading", True)
        application.aboutToQuit.connect(wait_for_abandoned)
