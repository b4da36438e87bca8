"""Whether there is something under a path.

pathlib raises where a folder may not be entered, where a name is too long and where a network drive has gone; whoever
asks only wants to know whether a file can be used.
"""

from __future__ import annotations

import os
from pathlib import Path


def exists(path: Path | str) -> bool:
    """Whether there is anything that may be looked at."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path | str) -> bool:
    """Whether there is a file that may be looked at."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Whether there is a folder that may be looked at."""
    return os.path.isdir(path)  # noqa: PTH112


def is_missing(path: Path | str) -> bool:
    """Whether nothing is there; what may not be looked at may be."""
    try:
        os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
