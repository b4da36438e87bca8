"""The start: its first paint beside that of an empty window, and what follows until a run can begin."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

TURNS = 7
PAINT_TURNS = 15
"""More: a twentieth more or less counts."""

# A Watch sees what the application is told, from the moment on when it begins to hear of anything.
LISTEN = """
run_events = QApplication.exec
def exec_watched(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return run_events()
QApplication.exec = exec_watched
"""

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

# After the first paint it looks at no event, for each would hold torch up; a run that can begin ends the process.
WATCH_ON = """
import os, time
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
class Watch(QObject):
    longest = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QApplication.instance().removeEventFilter(self)
            window = next(each for each in QApplication.topLevelWidgets() if hasattr(each, "session"))
            self.begin(window)
        return False
    def begin(self, window):
        window.session.state_changed.connect(self.end)
    def end(self):
        print(time.time(), self.longest, flush=True)
        os._exit(0)
"""

# Until all panels are there; a timer tells when nothing is answered. That takes the interpreter from torch, too.
WATCH_FOR_SILENCE = (
    WATCH_ON
    + """
    def begin(self, window):
        window.view.filled.connect(self.look)
        window.view.filled.connect(self.end)
        self.last = time.perf_counter()
        self.timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.look)
        self.timer.start(5)
    def look(self):
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now
"""
)

TORCH = """
import time
import torch
W = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([W], lr=0.01)
(W * 2).sum().backward()
optimizer.step()
print(time.time())
"""

NEEDED = (
    """
from model.training.torch_library import settle_torch
settle_torch()
"""
    + TORCH
)

OURS = """
from gui.command_line import main
main(["--lang", "en"])
"""


def measure_first_paint() -> tuple[float, float, float]:
    """Seconds from the start of the process to the first paint: of our window, of the empty one, and their ratio.

    The first turn is a rehearsal, in which Python compiles both; the settings are those of a new user. The ratio is
    that of the middle turn.
    """
    with tempfile.TemporaryDirectory() as folder:
        turns = [(_seconds(OURS, folder), _seconds(EMPTY, folder)) for _ in range(PAINT_TURNS + 1)][1:]
    ours, empty = map(median, zip(*turns, strict=True))
    return ours, empty, median(mine / other for mine, other in turns)


def measure_ready() -> tuple[float, float, float]:
    """Seconds until a run can begin, beyond torch and a first step(); beyond these without compiler; longest silence.

    The silence is from the first paint on: so long the window answers nothing.
    """
    later, beyond, silent = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(TURNS + 1):
            (alone,), (needed,) = _told(TORCH, folder), _told(NEEDED, folder)
            ready, _ = _told(WATCH_ON + LISTEN + OURS, folder)
            _, longest = _told(WATCH_FOR_SILENCE + LISTEN + OURS, folder)
            later.append(ready - alone)
            beyond.append(ready - needed)
            silent.append(longest)
    return median(later[1:]), median(beyond[1:]), median(silent[1:])


def _seconds(code: str, folder: str) -> float:
    return _told(WATCH + LISTEN + code, folder)[0]


def _told(code: str, folder: str) -> list[float]:
    """The numbers that a script prints, of which the first is a time, told as seconds since its process began."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "XDG_CONFIG_HOME": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.time()
    script = [sys.executable, "-c", code]
    result = subprocess.run(script, env=environment, capture_output=True, text=True, check=True, timeout=60)
    ended, *others = map(float, result.stdout.split())
    return [ended - start, *others]
