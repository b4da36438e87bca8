"""What a test may see of the machine: locale, time zone and fonts, but not its speed, nor what is set there for Qt."""

from __future__ import annotations

import os
from pathlib import Path

OURS = ("QT_", "QML_", "QSG_", "XDG_", "PYTEST_QT_API", "PYQTGRAPH_", "MPLBACKEND", "PYTHONPATH", "PYTHONWARNINGS")
"""Beginnings of the names of variables that would change what Qt, pyqtgraph, matplotlib or Python do."""


PATIENCE = 120
"""Seconds that a test waits for what must come, on however slow a machine: only one that fails waits so long."""


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
