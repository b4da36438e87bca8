"""What a test may see of the machine: its locale and time zone and its fonts, but not what a shell has set for Qt."""

from __future__ import annotations

import os
from pathlib import Path

OURS = ("QT_", "QML_", "QSG_", "XDG_", "PYTEST_QT_API", "PYQTGRAPH_", "MPLBACKEND", "PYTHONPATH", "PYTHONWARNINGS")
"""Beginnings of the names of variables that would change what Qt, pyqtgraph, matplotlib or Python do."""


def isolated(home: str | Path, *without: str) -> dict[str, str]:
    """The environment with a home of its own, without those variables and whatever else is named."""
    folder = Path(home)
    kept = {name: value for name, value in os.environ.items() if not name.startswith((*OURS, *without))}
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    return kept | {
        "HOME": str(folder),
        "USERPROFILE": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
    }
