"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from model.cancelling import CheckCancelled, wanted

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""A file without any of these is protected on purpose, also from those whom nothing is forbidden."""

TEMPORARY = ".slopewise-{}.tmp"
"""The name of a file that is being written, beside the one that it will be."""

STALE = 3600
"""Seconds after which nobody writes to such a file any more."""


def reason_of(error: Exception) -> str:
    """Why a file could not be read or written: what the system says, without the name of the file."""
    return getattr(error, "strerror", None) or str(error)


def write_atomically(path: Path, content: bytes, check_cancelled: CheckCancelled = wanted) -> None:
    """Put this content into a file, as atomic_stream does."""
    write_together({path: content}, check_cancelled)


def write_together(contents: Mapping[Path, bytes], check_cancelled: CheckCancelled = wanted) -> None:
    """Put contents into several files that belong together, as atomic_stream does: none before all are written.

    The last comes first: what others refer to is there before them.
    """
    first = list(contents)[-1]
    with ExitStack() as all_written:
        for path, content in contents.items():
            stream = all_written.enter_context(atomic_stream(path, check_cancelled if path == first else wanted))
            stream.write(content)
            stream.flush()


@contextmanager
def atomic_stream(path: Path, check_cancelled: CheckCancelled = wanted) -> Iterator[BinaryIO]:
    """What is written to the stream is the file's content once all is written; until then it holds the old one.

    Whether it is still wanted is asked at the end, for once more: what check_cancelled raises leaves the old one.

    A file that is replaced keeps its permissions, a new one has those of any new file, and a link goes on leading to
    the file. What is no file, such as a pipe, is written to. Raises OSError where it cannot be written, be it that the
    file is protected, and whatever is raised within; nothing is left behind then.
    """
    mode = _mode_of(path)
    if mode is not None and not stat.S_ISREG(mode):
        try:
            with _opened_as_it_is(path) as stream:
                yield stream
        except OSError as error:
            error.filename = str(path)
            raise
        return
    target = Path(os.path.realpath(path))
    if mode is not None and not (mode & WRITABLE and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = target.with_name(TEMPORARY.format(os.urandom(8).hex()))
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        check_cancelled()
        if mode is not None:
            with suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(mode) & 0o777)
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None  # the name that was asked for
        raise
    _sync_folder(target.parent)
    _sweep(target.parent)


def _mode_of(path: Path) -> int | None:
    """What there is under this name; None where nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _opened_as_it_is(path: Path) -> BinaryIO:
    """A device or a pipe, to be written to; a directory raises, and so does a pipe that nobody reads."""
    waits = getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_WRONLY | waits)
    if waits:
        os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "wb")


def _sweep(folder: Path) -> None:
    """Delete what programs have left that were killed while they wrote."""
    with suppress(OSError):
        for left in folder.glob(TEMPORARY.format("*")):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Have the new name survive a power cut, where the system can be asked for that; Windows cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
