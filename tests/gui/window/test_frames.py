"""One frame shows one epoch: whatever is painted while the loop runs belongs together."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from itertools import groupby, pairwise
from statistics import median
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.plots.curve import Curve
from gui.session.engine import State
from gui.window.main_window import FRAME_INTERVAL, MainWindow
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.moment import values_after
from tests.gui.conftest import FOREVER

FRAMES = 12


class Painted(QObject):
    """Looks at what the window holds each time a widget in it is painted."""

    def __init__(self, widget: QWidget, look: Callable[[], dict[str, Any]]) -> None:
        super().__init__(widget)
        self.frames: list[dict[str, Any]] = []
        self._look = look
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Look, and let the event pass."""
        if event.type() == QEvent.Type.Paint:
            self.frames.append(self._look())
        return False


def told(window: MainWindow) -> dict[str, object]:
    """The epoch that each part of the window tells of, by its words, its values or the end of its curve."""
    view, history = window.view, window.session.history
    text = view.readouts.epoch.text()
    if not text.isdigit():
        return {}
    number = int(text)
    epoch, before = history.epoch(number), history.epoch(max(number - 1, 0))
    values = values_after(epoch, before.W, before.b)
    found: dict[str, object] = {"timeline": int(view.timeline.where.text().split(" / ")[0])}
    if [row.value.text() for row in view.code.rows] == [values.get(line, "") for line in range(len(values))]:
        found["code"] = number
    else:
        found["code"] = "another"
    if "epochs 0 to" in view.explanation.text.text():
        found["explanation"] = int(view.explanation.text.text().split("epochs 0 to ")[1].split(".")[0])
    found["loss"] = len(view.loss.plot.history) - 1
    found["loss curve"] = view.loss.plot.curves["loss"].rows - 1
    if view.fit.drawn == (epoch.W, epoch.b):
        found["fit"] = number
    else:
        found["fit"] = "another"
    return {part: at if at == number else f"{at}, not {number}" for part, at in found.items()}


def epochs_of_gradients(window: MainWindow) -> dict[str, int]:
    """The epoch that is shown, and the last one of the curves of each parameter."""
    plots = window.view.charts.gradients.plots
    ends = {name: plot.curves[f"{name}_grad"].rows - 1 for name, plot in plots.items()}
    return {"shown": int(window.view.readouts.epoch.text()), **ends}


@pytest.fixture
def running(make_window: Callable[..., MainWindow], qtbot: QtBot) -> Callable[[float | None], MainWindow]:
    """A window in which a run without zero_grad() goes on for ever at this speed."""

    def run(speed: float | None) -> MainWindow:
        window = make_window(Experiment(settings=LoopSettings(zero_grad=ZeroGrad.NEVER), epochs=FOREVER.epochs))
        window.resize(1280, 800)
        window.view.charts.bring_up(window.view.charts.gradients)
        window.set_speed(speed)
        window.session.run()
        told = window.view.readouts.epoch.text  # not only trained: on a busy machine no frame may have shown it
        qtbot.waitUntil(lambda: told().isdigit() and int(told()) > 5)
        return window

    return run


def painted(window: MainWindow, qtbot: QtBot, look: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
    """What is seen of the frames of a window that runs, which is paused then."""
    seen = Painted(window.view.readouts.epoch, look)
    qtbot.waitUntil(lambda: len(seen.frames) >= FRAMES)
    window.session.pause()
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    return seen.frames


@pytest.mark.parametrize("speed", [50.0, None], ids=["50 epochs a second", "full speed"])
def test_no_two_parts_of_a_painted_frame_tell_of_different_epochs(
    running: Callable[[float | None], MainWindow], qtbot: QtBot, speed: float | None
) -> None:
    window = running(speed)
    frames = [frame for frame in painted(window, qtbot, lambda: told(window)) if frame]
    assert all("explanation" in frame for frame in frames)
    assert [frame for frame in frames if not all(isinstance(at, int) for at in frame.values())] == []


@pytest.mark.parametrize("speed", [50.0, None], ids=["50 epochs a second", "full speed"])
def test_the_curves_of_the_gradients_take_turns_at_full_speed_alone(
    running: Callable[[float | None], MainWindow], qtbot: QtBot, speed: float | None
) -> None:
    window = running(speed)
    seen = painted(window, qtbot, lambda: epochs_of_gradients(window))
    every = [(frame["shown"], frame["W"], frame["b"]) for frame in seen]
    frames = [frame for frame, _ in groupby(every)]  # without what was only painted again
    for (before, _, _), (shown, *drawn) in pairwise(frames):
        assert max(drawn) == shown
        assert min(drawn) == shown or (speed is None and min(drawn) >= before)
    rests = epochs_of_gradients(window)
    assert rests["W"] == rests["b"] == rests["shown"] == len(window.session.history) - 1


def test_where_each_epoch_is_watched_no_clock_makes_frames(
    running: Callable[[float | None], MainWindow], qtbot: QtBot
) -> None:
    window = running(50.0)
    clock = next(timer for timer in window.findChildren(QTimer) if timer.interval() == FRAME_INTERVAL)
    assert not clock.isActive()
    window.set_speed(None)
    qtbot.waitUntil(clock.isActive)
    window.set_speed(60.0)
    qtbot.waitUntil(lambda: not clock.isActive())
    window.session.pause()


def swing(history: History, epochs: int) -> None:
    """Add epochs of a swing that never settles: the most that the charts have to draw."""
    settings = LoopSettings()
    for n in range(len(history), len(history) + epochs):
        wave, slow = math.sin(n / 3), math.cos(n / 20)
        row = (9 + 9 * wave, 2 + wave, slow, 50 * wave, 20 * slow, 18 * wave, 8 * slow)
        history.append_row(row, settings, None)


def calls_of(do: Callable[[], object]) -> int:
    """How many functions, Python's and C's, are called meanwhile."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return calls


def test_a_frame_calls_as_much_after_a_million_epochs_as_after_a_thousand(window: MainWindow) -> None:
    calls = []
    for epochs in (1_000, 1_000_000):
        swing(window.session.history, epochs - len(window.session.history))
        window.show_frame()
        found = []
        for _ in range(20):  # of which some begin another chunk or range
            swing(window.session.history, 230)
            found.append(calls_of(window.show_frame))
        calls.append(median(found))
    assert 100 < calls[1] <= 1.2 * calls[0]


def test_each_curve_is_drawn_once_a_frame(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    redraw = Curve._redraw

    def count(curve: Curve) -> None:
        drawn.append(id(curve))
        redraw(curve)

    swing(window.session.history, 1_000)
    window.show_frame()
    monkeypatch.setattr(Curve, "_redraw", count)
    for _ in range(5):
        swing(window.session.history, 10)  # the same range, and no fewer stretches
        drawn.clear()
        window.show_frame()
        assert len(drawn) == len(set(drawn)) == 5
