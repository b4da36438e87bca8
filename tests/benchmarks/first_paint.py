"""Time to the first painted window, beside that of an empty PySide6 and pyqtgraph window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

TURNS = 7

EMPTY = """
import pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.resize(1280, 800)
window.show()
"""

OURS = """
from gui.app import make_application, open_window
from gui.command_line import window_parser
from gui.settings import Settings
from gui.translation import Language
application = make_application()
window = open_window(window_parser().parse_args([]), Settings(Language.ENGLISH))
"""

WAIT_FOR_PAINT = """
import os, time
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            os._exit(0)
        return False
watch = Watch()
application.installEventFilter(watch)
application.exec()
"""


def measure_first_paint() -> tuple[float, float]:
    """Seconds from the start of the process to the first paint: of our window, and of the empty one."""
    ours, empty = [], []
    for _ in range(TURNS):
        empty.append(_seconds(EMPTY))
        ours.append(_seconds(OURS))
    return median(ours[1:]), median(empty[1:])


def _seconds(code: str) -> float:
    start = time.time()
    script = [sys.executable, "-c", code + WAIT_FOR_PAINT]
    result = subprocess.run(script, env=os.environ, capture_output=True, text=True, check=True, timeout=60)
    return float(result.stdout) - start
