"""Every exception that nobody has handled: into the log, and once to the user."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.window.dialogs import Button, Message

if TYPE_CHECKING:
    import logging

LOG_SIZE = 500_000
"""Bytes of the log, and of the one before it that is kept."""

Error = tuple[type[BaseException], BaseException, TracebackType | None]


class Faults(QObject):
    """The last resort of all threads: logs each exception and hands it to tell() on the window's thread.

    The same fault, by its kind and place, is handed on once: a slot that fails in every frame would fill the screen.
    """

    _happened = Signal(str, str)

    def __init__(self, tell: Callable[[str, str], None], folder: Path | None = None) -> None:
        """With a folder, keep a log there; tell is given a sentence and the report, which is the traceback."""
        super().__init__()
        self.tell = tell
        self._known: set[object] = set()
        self.log = None if folder is None else self._open_log(folder)
        self._happened.connect(self._hand_on)

    def install(self) -> None:
        """Take exceptions from now on, wherever they come from."""
        sys.excepthook = lambda *error: self.take(error)
        threading.excepthook = self._take_told
        sys.unraisablehook = self._take_told

    def take(self, error: Error) -> None:
        """Log an exception, and tell of it if it is new. May be called on any thread."""
        kind, value, where = error
        report = "".join(traceback.format_exception(*error))
        if self.log is not None:
            self._logger.error("%s", report)
        frames = traceback.extract_tb(where)
        place = (kind, *((frames[-1].filename, frames[-1].lineno) if frames else (str(value),)))
        if place not in self._known:
            self._known.add(place)
            self._happened.emit(sentence(value, frames), report)

    def end(self) -> None:
        """Keep no log any longer."""
        if self.log is not None:
            faulthandler.disable()
            self._crashes.close()
            for handler in self._logger.handlers[:]:
                self._logger.removeHandler(handler)
                handler.close()

    def _take_told(self, told: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        """An exception as threads and finalisers tell of it."""
        self.take((told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback))

    def _hand_on(self, sentence: str, report: str) -> None:
        self.tell(sentence, report)

    @cached_property
    def _logger(self) -> logging.Logger:
        """Made for the first fault: its import would hold up each start."""
        import logging
        from logging.handlers import RotatingFileHandler

        assert self.log is not None
        handler = RotatingFileHandler(self.log, maxBytes=LOG_SIZE, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger = logging.getLogger("slopewise")
        logger.propagate = False
        logger.addHandler(handler)
        return logger

    def _open_log(self, folder: Path) -> Path | None:
        file = folder / "slopewise.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._crashes = file.open("a", encoding="utf-8")  # for what ends the process itself
        except OSError:
            return None
        faulthandler.enable(self._crashes)
        return file


def log_folder() -> Path:
    """Where the system keeps the logs of programs."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "Slopewise"
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


def sentence(error: BaseException, frames: traceback.StackSummary) -> str:
    """What has happened, for whoever does not read tracebacks."""
    in_torch = any("torch" in Path(frame.filename).parts for frame in frames)
    is_missing = isinstance(error, ModuleNotFoundError) and error.name == "torch"
    if is_missing or (in_torch and isinstance(error, ImportError | OSError)):
        text = QCoreApplication.translate("Faults", "PyTorch cannot be loaded: {error}")
    elif isinstance(error, MemoryError):
        text = QCoreApplication.translate("Faults", "The memory of this computer does not suffice for that.")
    else:
        text = QCoreApplication.translate("Faults", "A fault in the program: {error}")
    return text.format(error=" ".join(f"{type(error).__name__}: {error}".split())[:300])


def show_fault(sentence: str, report: str, log: Path | None) -> None:
    """Tell of a fault over the window, and what is to be done; the rest of the program goes on."""

    def say() -> tuple[str, str]:
        advice = QCoreApplication.translate(
            "Faults",
            "Your data and your run are still there. If the run has stopped, Reset begins it again. Save your work, "
            "and if this happens again, start the program anew. The report helps whoever is to mend it.",
        )
        if log is not None:
            advice += "\n" + QCoreApplication.translate("Faults", "It is also kept in {file}").format(file=log)
        return sentence, advice

    box = Message(say, {Button.Close: None}, QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setDetailedText(report)
    copy = box.addButton(QCoreApplication.translate("Faults", "Copy the report"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # it would close the box
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{sentence}\n\n{report}"))
    box.setModal(False)
    box.show()
