"""The window at full speed: throughput beside the bare script's, frames, and the answer to a key."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from statistics import harmonic_mean, median

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.session.engine import State
from gui.session.session import Session
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.comparison.ready_comparisons import Question
from model.experiment import EPOCHS_LIMIT, Experiment, LoopSettings, ZeroGrad
from tests.benchmarks.bare_script import bare_script

TURNS = 11
"""Many: the speed of a machine that others use too changes within seconds."""
SECONDS = 2.0
BARE_EPOCHS = 4000
KEYS = 60


@dataclass
class LiveFigures:
    """What the turns have given, one entry a turn or a frame."""

    ratios: list[float] = field(default_factory=list)
    epochs_per_second: list[float] = field(default_factory=list)
    frame_gaps: list[float] = field(default_factory=list)

    def frames_per_second(self) -> float:
        """Frames a second over all turns."""
        return len(self.frame_gaps) / sum(self.frame_gaps)


class PaintTimes(QObject):
    """Notes when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.times: list[float] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at every event, and let it pass."""
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
        return False


class Keys(QObject):
    """Presses a key at random moments, as a person would: whatever the GUI thread is doing just then."""

    wanted = Signal()

    def __init__(self, window: MainWindow, key: Qt.Key) -> None:
        super().__init__()
        self._window, self._key = window, key
        self.times: list[float] = []
        self.wanted.connect(self._press)

    def press_often(self, count: int) -> None:
        """Press so often, from a thread of its own."""
        threading.Thread(target=self._ask, args=(count,)).start()

    def _ask(self, count: int) -> None:
        chance = random.Random(1)
        for _ in range(count):
            time.sleep(chance.uniform(0.08, 0.14))
            self.times.append(time.perf_counter())
            self.wanted.emit()

    def _press(self) -> None:
        QTest.keyClick(self._window, self._key)


def open_window(*, zero_grad: bool = True) -> MainWindow:
    """The program's window at 1280x800, ready to run for long."""
    experiment = Experiment(
        settings=LoopSettings(zero_grad=ZeroGrad.BEFORE_BACKWARD if zero_grad else ZeroGrad.NEVER), epochs=EPOCHS_LIMIT
    )
    session = Session(experiment)
    window = MainWindow(session, Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None), Translators())
    window.resize(1280, 800)
    window.show()
    window.activateWindow()  # no window manager does it, and keys go to the active window alone
    QTest.qWaitForWindowActive(window)
    session.begin()
    _wait_until_ready(session)
    return window


def measure_live(*, zero_grad: bool = True, everything: bool = False) -> LiveFigures:
    """Let the bare script and the live window run in turns.

    With everything, landscape and squares are shown and four runs are compared; their epochs count together, as those
    of four scripts do that run one after the other.
    """
    figures = LiveFigures()
    bare = _bare_four if everything else partial(bare_script, BARE_EPOCHS, skip_zero_grad=not zero_grad)
    window = open_window(zero_grad=zero_grad)
    session = window.session
    if everything:
        _show_everything(window)
    painted = PaintTimes(window.view.readouts.epoch)
    for turn in range(TURNS + 1):
        before = bare()
        session.reset()
        _wait_until_ready(session)
        session.run()
        _let_run(0.3)  # the first frames lay out anew
        painted.times.clear()
        rate = _rate(session, SECONDS)
        frames = list(painted.times)
        session.pause()
        _let_run(0.1)
        after = bare()
        if turn:  # the first turn is a rehearsal
            figures.ratios.append(rate / ((before + after) / 2))
            figures.epochs_per_second.append(rate)
            figures.frame_gaps += np.diff(frames).tolist()
    window.close()
    return figures


def _bare_four() -> float:
    """Epochs a second of the four scripts that the ready comparison of momentum comes to."""
    quarter = BARE_EPOCHS // 4
    rates = [bare_script(quarter, momentum=momentum) for momentum in (0.0, 0.9, 1.0)]
    return harmonic_mean([*rates, bare_script(quarter, skip_zero_grad=True)])


def _show_everything(window: MainWindow) -> None:
    window.choose("squares", True)
    window.view.charts.bring_up(window.view.charts.landscape)
    window.session.compare(Question.MOMENTUM)
    _wait_until_ready(window.session)


def measure_code_pane_cost() -> float:
    """The share of the throughput at full speed that code pane and timeline take: shown and hidden in turns."""
    window = open_window()
    window.session.run()
    _let_run(0.5)
    shares = []
    for _ in range(TURNS):
        rates = []
        for shown in (False, True):
            window.view.code.setVisible(shown)
            window.view.timeline.setVisible(shown)
            _let_run(0.2)
            rates.append(_rate(window.session, SECONDS))
        shares.append(1 - rates[1] / rates[0])
    window.close()
    return median(shares)


def measure_input_latency() -> list[float]:
    """Seconds from each press of Z, at full speed, until the checkbox has been painted anew."""
    window = open_window()
    painted = PaintTimes(window.view.loop.skip)
    keys = Keys(window, Qt.Key.Key_Z)
    window.session.run()
    _let_run(0.5)
    painted.times.clear()
    keys.press_often(KEYS)
    _let_run(KEYS * 0.14 + 0.5)
    window.close()
    return [next(shown for shown in painted.times if shown > pressed) - pressed for pressed in keys.times]


def _rate(session: Session, seconds: float) -> float:
    """Epochs a second, those of companions too, for so many seconds from now."""
    start, done = time.perf_counter(), _done(session)
    _let_run(seconds)
    return (_done(session) - done) / (time.perf_counter() - start)


def _done(session: Session) -> int:
    return len(session.history) + sum(len(run.history) for run in session.comparison.companions)


def _let_run(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _wait_until_ready(session: Session) -> None:
    while session.state is not State.PAUSED:
        _let_run(0.02)
