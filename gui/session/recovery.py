"""What survives a crash: a file for each window, and those that windows before it have left behind."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from model.files.atomic_file import write_atomically
from model.files.lookup import exists, is_file
from model.files.run_file import SUFFIX, RunFileError, read_run, write_run
from model.run import Replay

if TYPE_CHECKING:
    from filelock import BaseFileLock


NAME_LIMIT = 4096
"""Bytes of the longest path of a file."""


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
        for other in folder.glob("recovery-*.lock"):
            if not exists(file := other.with_suffix(SUFFIX)) and _is_free(file):  # its window was ended with no work
                with suppress(OSError):
                    other.unlink()

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

    def keep(self, run: Replay, path: Path | None) -> None:
        """Write a run, and where it is saved if it is. Raises OSError and RunFileError, as write_run() does."""
        write_run(run, self.file)
        if path is None:
            _name_file(self.file).unlink(missing_ok=True)
        else:
            write_atomically(_name_file(self.file), str(path).encode("utf-8", "surrogateescape"))

    def path_of(self, file: Path) -> Path | None:
        """Where the run in a file that was left behind had been saved; None where it had not, or that has gone."""
        with suppress(OSError, ValueError):
            path = Path(_name_file(file).read_bytes()[:NAME_LIMIT].decode("utf-8", "surrogateescape"))
            return path if path.suffix.lower() == SUFFIX and is_file(path) else None
        return None

    def take(self, file: Path) -> None:
        """Make a file that was left behind this window's own: its run is shown now."""
        with suppress(OSError):
            file.replace(self.file)
            for beside in (_lock_file(file), _name_file(file)):
                beside.unlink(missing_ok=True)

    def discard(self, file: Path | None = None) -> None:
        """Delete a file, the window's own by default: nobody wants what is in it."""
        with suppress(OSError):
            (file or self.file).unlink(missing_ok=True)
            _name_file(file or self.file).unlink(missing_ok=True)
            if file is not None:
                _lock_file(file).unlink(missing_ok=True)

    def close(self) -> None:
        """Let the window's own file be another's, if there is one."""
        self._own.release()
        with suppress(OSError):
            if not exists(self.file):
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


def _name_file(file: Path) -> Path:
    return file.with_suffix(".path")


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
