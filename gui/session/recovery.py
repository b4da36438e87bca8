"""What survives a crash: a file for each window, and those that windows before it have left behind."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from model.files.run_file import SUFFIX, RunFileError, read_run
from model.run import Replay

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Recovery:
    """The files of a folder. Each window writes one of its own, which the system keeps locked as long as it lives.

    The system's lock goes with the process, whoever wrote the file, and whatever the lock's file holds. Raises OSError
    where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.file = folder / f"recovery-{os.urandom(6).hex()}{SUFFIX}"
        lock = _lock(self.file)
        if lock is None:
            raise OSError(f"{folder} cannot be locked")
        self._own = lock

    def left_behind(self) -> list[Path]:
        """The files of windows that did not come to their end, the newest first."""
        files = [file for file in self._folder.glob(f"recovery*{SUFFIX}") if file != self.file and _is_free(file)]
        return sorted(files, key=_written, reverse=True)

    def read(self, file: Path) -> Replay:
        """The run in a file that was left behind. Raises RunFileError; the file is then set aside under a new name."""
        try:
            return read_run(file)
        except RunFileError:
            with suppress(OSError):
                file.rename(file.with_name(f"unreadable-{date_of(file):%Y-%m-%d-%H%M%S}{SUFFIX}"))
            raise

    def take(self, file: Path) -> None:
        """Make a file that was left behind this window's own: its run is shown now."""
        with suppress(OSError):
            file.replace(self.file)
            _lock_file(file).unlink(missing_ok=True)

    def discard(self, file: Path | None = None) -> None:
        """Delete a file, the window's own by default: nobody wants what is in it."""
        with suppress(OSError):
            (file or self.file).unlink(missing_ok=True)
            if file is not None:
                _lock_file(file).unlink(missing_ok=True)

    def close(self) -> None:
        """Let the window's own file be another's, if there is one."""
        self._own.release()
        with suppress(OSError):
            if not self.file.exists():
                _lock_file(self.file).unlink(missing_ok=True)


def date_of(file: Path) -> datetime:
    """When a file was written last, in local time."""
    return datetime.fromtimestamp(_written(file), UTC).astimezone()


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # it has just gone
        return time.time()


def _lock_file(file: Path) -> Path:
    return file.with_suffix(".lock")


def _lock(file: Path) -> BaseFileLock | None:
    """The lock of a file, if nobody holds it."""
    from filelock import FileLock, Timeout  # after the first paint

    lock = FileLock(_lock_file(file), blocking=False)
    try:
        lock.acquire()
    except (Timeout, OSError, NotImplementedError):
        return None
    return lock


def _is_free(file: Path) -> bool:
    lock = _lock(file)
    if lock is None:
        return False
    lock.release()
    return True
