"""What the process uses, and whether it grows."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from gui.window.main_window import MainWindow

MAY_GROW = {"megabytes": 1.1, "files": 1.05, "threads": 1.05, "frame_ms": 1.3}
"""By what the last third of the uses may be more than the second third: the first is for what is made only once."""

FRAMES = 200


class Use(NamedTuple):
    """What a process uses at one moment, the window standing at the lesson's start."""

    megabytes: float
    """Of memory that is its own or shared, resident."""
    files: int
    threads: int
    frame_ms: float
    """The median time of a frame."""

    @classmethod
    def now(cls, window: MainWindow) -> Use:
        """Measure it; where the system has no /proc, only frames and Python's own threads."""
        times = []
        for _ in range(FRAMES):
            began = time.perf_counter()
            window.show_frame()
            times.append(time.perf_counter() - began)
        frame = 1000 * median(times)
        if sys.platform != "linux":
            return cls(0.0, 0, threading.active_count(), frame)
        process = Path("/proc/self")
        pages = int((process / "statm").read_text().split()[1])
        files, threads = (sum(1 for _ in (process / name).iterdir()) for name in ("fd", "task"))
        return cls(pages * 4096 / 1e6, files, threads, frame)


def growth(uses: list[Use]) -> list[str]:
    """What has grown more than it may, in sentences."""
    third = len(uses) // 3
    if third == 0:
        return ["too few samples to see anything grow"]
    result = []
    for name, most in MAY_GROW.items():
        before, after = (
            median(getattr(use, name) for use in part) for part in (uses[third : 2 * third], uses[-third:])
        )
        if after > most * before:
            result.append(f"{name} has grown from {before:.4g} to {after:.4g}")
    return result
