"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Put this content into a file; whatever happens meanwhile, the file holds the old content or the new.

    A file that is replaced keeps its permissions, a new one has those of any new file, and a link goes on leading to
    the file. Raises OSError where it cannot be written; nothing is left behind then.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():  # os.replace would tell of it only after all is written
        raise IsADirectoryError(21, "Is a directory", str(path))
    temporary = target.with_name(f".slopewise-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode) & 0o777)
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None  # the name that was asked for
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name survive a power cut, where the system can be asked for that; Windows cannot."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
