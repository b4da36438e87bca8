"""Work that may take long, while the window goes on living: with progress, and to be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from gui.session.background import Job
from model.cancelling import CheckCancelled

AT_ONCE = 500
"""Milliseconds in which nearly all is done: no dialog is seen for that, and no click is taken meanwhile."""

Result = TypeVar("Result")


class CancelledError(Exception):
    """The user has changed their mind."""


def wait_for(parent: QWidget, text: str, work: Callable[[CheckCancelled], Result]) -> Result:
    """Do a work on a thread and return its result, or raise what it raises; CancelledError where it is not wanted.

    The window is painted and the run goes on. Where it takes longer, a dialog says what is waited for.
    """
    ended: list[tuple[Any, Exception | None]] = []
    loop, is_seen = QEventLoop(), parent.isVisible()

    def end(result: object, error: Exception | None) -> None:
        ended.append((result, error))
        loop.quit()

    job = Job(work, lambda result: end(result, None), lambda error: end(None, error))
    patience = QTimer(loop, singleShot=True)
    patience.timeout.connect(loop.quit)
    patience.start(AT_ONCE)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    patience.stop()
    if not ended:
        dialog = QProgressDialog(text, QCoreApplication.translate("Waiting", "Cancel"), 0, 0, parent)
        dialog.setWindowTitle("Slopewise")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.canceled.connect(loop.quit)

        def show(share: float) -> None:
            dialog.setMaximum(100)
            dialog.setValue(round(99 * share))

        job.progressed.connect(show)
        dialog.show()
        loop.exec()
        job.progressed.disconnect(show)  # what is cancelled may yet tell something
        dialog.close()
        parent.activateWindow()  # not every desktop gives the keys back by itself
    if not ended or (is_seen and not parent.isVisible()):  # it has been closed meanwhile
        job.abandon()
        raise CancelledError
    result, error = ended[0]
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]
