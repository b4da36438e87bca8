"""What is said where a file cannot be read or written, in the present language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from model.files.run_file import SENTENCES, RunFileError


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
