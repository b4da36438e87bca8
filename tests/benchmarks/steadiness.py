"""Whether the machine does nothing else: how evenly fast its cores are while the benchmarks run."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

CORES = 2
"""As many as the program uses at full speed: one trains, one paints."""

WORK = """
import time
def work(count):
    begin = time.perf_counter()
    while count:
        count -= 1
    return time.perf_counter() - begin
work(300_000)
print(*(work(300_000) for _ in range(9)))
"""


class Steadiness:
    """Does the same work now and then, on all cores at once, and compares how long it has taken."""

    def __init__(self) -> None:
        self._seconds: list[float] = []

    def look(self) -> None:
        """Do the work, which takes a fifth of a second."""
        script = [sys.executable, "-c", WORK]
        workers = [subprocess.Popen(script, stdout=subprocess.PIPE, text=True) for _ in range(CORES)]
        self._seconds += [median(map(float, worker.communicate()[0].split())) for worker in workers]

    def ratio(self) -> float:
        """How fast it was at the slowest tenth of all looks, to how fast at the fastest."""
        fastest, *_ = ordered = sorted(self._seconds)
        return fastest / ordered[len(ordered) * 9 // 10]
