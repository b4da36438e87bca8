"""The window at full speed: throughput beside the bare script's, frames, and the answer to a key."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from statistics import median
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.session.engine import State
from gui.session.pace import by_line
from gui.session.session import Session
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.comparison.ready_comparisons import Question
from model.dataset import LESSON, Dataset
from model.experiment import EPOCHS_LIMIT, Experiment, LoopSettings, ZeroGrad
from tests.benchmarks.bare_script import BARE_EPOCHS, bare_script, four_scripts

TURNS, FEW_TURNS = 11, 5
"""Many: the speed of a machine that others use too changes within seconds. Few where a curve is to be seen."""
SECONDS = 2.0
TOGETHER = 0.005
"""Seconds: paints that are no further apart are of one frame."""
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


def open_window(*, zero_grad: bool = True, rows: int = 3, speed: float | None = None) -> MainWindow:
    """The program's window at 1280x800, ready to run for long on so many rows."""
    order = ZeroGrad.BEFORE_BACKWARD if zero_grad else ZeroGrad.NEVER
    settings = LoopSettings(zero_grad=order, data=data_of(rows))
    session = Session(Experiment(settings=settings, epochs=EPOCHS_LIMIT), speed)
    window = MainWindow(session, Preferences(Language.ENGLISH, Scheme.LIGHT, speed=speed), Translators())
    window.resize(1280, 800)
    window.show()
    window.activateWindow()  # no window manager does it, and keys go to the active window alone
    QTest.qWaitForWindowActive(window)
    session.begin()
    _wait_until_ready(session)
    window.view.fill()  # what is made in the background would be measured with the first turn
    return window


def data_of(rows: int) -> Dataset:
    """The lesson's data, or as many made points about its line."""
    if rows == len(LESSON):
        return LESSON
    x = np.linspace(0.5, 3.5, rows)
    return Dataset.of(x.tolist(), (2 * x + 0.1 * np.sin(40 * x)).tolist())


def measure_live(
    *,
    zero_grad: bool = True,
    everything: bool = False,
    settled: bool = False,
    rows: int = 3,
    pinned: int = 0,
    turns: int = TURNS,
) -> LiveFigures:
    """Let the bare script and the live window run in turns, on so many rows, beside so many runs that are pinned.

    The script has a process of its own, as a student's has. With everything, landscape and squares are shown and four
    runs are compared; their epochs count together, as those of four scripts do that run one after the other.
    """
    figures = LiveFigures()
    epochs = max(10, BARE_EPOCHS * 36_000 // (36_000 + rows))  # as long, whatever the size
    data = data_of(rows)
    alone = partial(bare_script, epochs, skip_zero_grad=not zero_grad, data=data, settled=settled)
    script = four_scripts if everything else alone
    window = open_window(zero_grad=zero_grad, rows=rows)
    session = window.session
    if everything:
        _show_everything(window)
    for _ in range(pinned):
        session.run()
        _let_run(0.2)
        session.pause()
        _wait_until_ready(session)
        session.pin()
    painted = PaintTimes(window.view.readouts.epoch)
    process = ProcessPoolExecutor(1, get_context("spawn"))
    for turn in range(turns + 1):
        before = process.submit(script).result()
        session.reset()
        _wait_until_ready(session)
        session.run()
        _let_run(0.3)  # the first frames lay out anew
        painted.times.clear()
        rate = _rate(session, SECONDS)
        frames = list(painted.times)
        session.pause()
        _let_run(0.1)
        after = process.submit(script).result()
        if turn:  # the first turn is a rehearsal
            figures.ratios.append(rate / ((before + after) / 2))
            figures.epochs_per_second.append(rate)
            figures.frame_gaps += np.diff(frames).tolist()
    process.shutdown()
    window.close()
    return figures


def _show_everything(window: MainWindow) -> None:
    window.choose("squares", True)
    window.view.charts.bring_up(window.view.charts.landscape)
    window.session.compare(Question.MOMENTUM)
    _wait_until_ready(window.session)


def measure_jitter(speed: float) -> tuple[float, float]:
    """The 95th percentile of how far the time between two frames is from even, in ms; and frames for each epoch.

    At an epoch a second each line has a frame.
    """
    window = open_window(speed=speed)
    lines = by_line(speed, window.session.experiment.settings)
    shown = window.view.code.rows[1:] if lines else [window.view.readouts.epoch]
    painted = [PaintTimes(widget) for widget in shown]
    window.session.run()
    _let_run(1.0)
    for each in painted:
        each.times.clear()
    done = len(window.session.history)
    _let_run(max(3.0, min(10.0, 100 / speed)))  # of a hundred epochs one more or less at the ends counts little
    epochs = len(window.session.history) - done
    times = np.sort(np.concatenate([each.times for each in painted]))
    frames = times[np.diff(times, prepend=-1.0) > TOGETHER]  # the line that was lit and the one that is now
    window.session.pause()
    _wait_until_ready(window.session)
    window.close()
    late = abs(np.diff(frames) - 1 / (speed * max(lines, 1)))
    return float(np.percentile(late, 95) * 1000), len(frames) / max(epochs * max(lines, 1), 1)


def measure_bowl(pictures: int = 60) -> tuple[list[float], list[float], float]:
    """Seconds of a frame of the bowl at full speed, and of painting it turned; how often in a second it is painted so.

    Two runs train in it, with and without zero_grad().
    """
    window = open_window()
    bowl, session = window.view.charts.bowl.bowl, window.session
    window.ask(Question.ZERO_GRAD)
    _wait_until_ready(session)
    still, turned = list[float](), list[float]()
    draw, paint = bowl.draw, bowl.surface.paint

    def timed_draw() -> None:
        painted, begin = len(turned), time.perf_counter()
        draw()
        if len(turned) == painted:
            still.append(time.perf_counter() - begin)

    def timed_paint(*how: Any) -> None:
        begin = time.perf_counter()
        paint(*how)
        turned.append(time.perf_counter() - begin)

    bowl.draw, bowl.surface.paint = timed_draw, timed_paint  # type: ignore[method-assign, assignment]
    session.run()
    _let_run(0.5)
    still.clear()
    _let_run(SECONDS)
    turned.clear()
    begin = time.perf_counter()
    while len(turned) < pictures:
        bowl.view.look_from(bowl.view.camera.turned(0.02, 0.0))
        _let_run(0.008)  # as often as a mouse tells of itself
    rate = pictures / (time.perf_counter() - begin)
    session.pause()
    _wait_until_ready(session)
    window.close()
    return still, turned, rate


def measure_idle(seconds: float = 5.0) -> float:
    """The share of a core that a window with a paused run takes, in per cent."""
    window = open_window()
    window.session.run()
    _let_run(0.5)
    window.session.pause()
    _let_run(1.0)
    start = time.process_time()
    _let_run(seconds)
    share = (time.process_time() - start) / seconds
    window.close()
    return 100 * share


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
