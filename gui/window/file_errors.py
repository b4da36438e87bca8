"""What is said where a file cannot be read or written, in the present language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.theme.translation import QT_TRANSLATE_NOOP
from model.files.run_file import RunFileError, RunFileReason

SENTENCES = {
    RunFileReason.NOT_FOUND: QT_TRANSLATE_NOOP("FileErrors", "{name}: there is no such file."),
    RunFileReason.NO_PERMISSION: QT_TRANSLATE_NOOP("FileErrors", "{name}: you are not allowed to read this file."),
    RunFileReason.UNREADABLE: QT_TRANSLATE_NOOP("FileErrors", "{name}: the file cannot be read: {detail}"),
    RunFileReason.NOT_A_RUN: QT_TRANSLATE_NOOP("FileErrors", "{name}: this is not a file of Slopewise."),
    RunFileReason.NEWER: QT_TRANSLATE_NOOP(
        "FileErrors", "{name}: this file was written by a newer Slopewise, which is needed to open it."
    ),
    RunFileReason.INVALID: QT_TRANSLATE_NOOP("FileErrors", "{name}: this file of Slopewise is damaged: {detail}"),
    RunFileReason.TOO_LARGE: QT_TRANSLATE_NOOP(
        "FileErrors", "{name}: this run is too large for a file: more than {detail}."
    ),
}


def run_sentence(error: RunFileError) -> str:
    """Why a file is no run that can be opened."""
    sentence = QCoreApplication.translate("FileErrors", SENTENCES[error.reason])
    return sentence.format(name=error.name, detail=error.detail)


def write_sentence(path: Path, error: OSError | ValueError) -> str:
    """Why a file could not be written."""
    if isinstance(error, RunFileError):
        return run_sentence(error)
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = QCoreApplication.translate("FileErrors", "{name}: the file cannot be written: {detail}")
    return sentence.format(name=path.name, detail=why)
