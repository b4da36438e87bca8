"""Time to the first painted window, beside that of an empty PySide6 and pyqtgraph window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

TURNS = 7

# The first paint of any window ends the process.
WATCH = """
import os, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            os._exit(0)
        return False
run_events = QApplication.exec
def exec_watched(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return run_events()
QApplication.exec = exec_watched
"""

EMPTY = """
import pyqtgraph
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.resize(1280, 800)
window.show()
application.exec()
"""

OURS = """
from gui.command_line import main
main(["--lang", "en"])
"""


def measure_first_paint() -> tuple[float, float]:
    """Seconds from the start of the process to the first paint: of our window, and of the empty one.

    The first turn is a rehearsal, in which Python compiles both; the settings are those of a new user.
    """
    ours, empty = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(TURNS + 1):
            empty.append(_seconds(EMPTY, folder))
            ours.append(_seconds(OURS, folder))
    return median(ours[1:]), median(empty[1:])


def _seconds(code: str, folder: str) -> float:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "XDG_CONFIG_HOME": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.time()
    script = [sys.executable, "-c", WATCH + code]
    result = subprocess.run(script, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return float(result.stdout) - start
