"""Reading an epoch with the mouse or the keys; the run itself keeps its keys until that is asked for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.plots.read_plot import ReadPlot
from gui.theme.theme import LIGHT, TypeScale
from tests.gui.conftest import an_epoch, history_from, history_of, points, turn_wheel

Key = Qt.Key
LOSSES = [10 * 0.97**n for n in range(200)]


class Window(QWidget):
    """A chart, a field, and the window's shortcuts for the run."""

    def __init__(self) -> None:
        super().__init__()
        self.plot, self.field = ReadPlot({"loss": 2.0}, name_marks=False), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.plot)
        layout.addWidget(self.field)
        self.pressed: list[str] = []
        for key in ("Left", "Right", "Home"):
            action = QAction(key, self)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, key=key: self.pressed.append(key))
            self.addAction(action)
        self.resize(500, 350)


@pytest.fixture
def window(show: Callable[[Window], Window], activate: Callable[[QWidget], None]) -> Window:
    window = show(Window())
    activate(window)
    window.plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    window.plot.retranslate_reading("Loss", {"loss": "loss"})
    window.plot.show_history(history_of(LOSSES))
    window.plot.setFocus(Qt.FocusReason.MouseFocusReason)
    return window


def said(plot: ReadPlot) -> str:
    """What is read, or nothing."""
    return plot.reading.text.text() if plot.reading.tag.isVisible() else ""


def hover(plot: ReadPlot, epoch: float, y: float = 5.0) -> None:
    """Move the mouse to a place in the chart."""
    plot.grab()
    move(plot, plot.axes.position(epoch, y))


def move(plot: ReadPlot, place: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        plot.mapToGlobal(QPointF(place)),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(plot, event)


def test_the_mouse_reads_the_epoch_that_it_points_at(window: Window) -> None:
    hover(window.plot, 37)
    assert said(window.plot) == f"epoch 37: loss {LOSSES[37]:.4g}"
    (x, y), _ = points(window.plot.reading.dots["loss"].path())
    assert x == 37
    assert y == pytest.approx(LOSSES[37])


def test_beyond_the_newest_epoch_it_reads_the_newest(window: Window) -> None:
    window.plot.show_history(history_of(LOSSES[:10]))
    hover(window.plot, 30)
    assert said(window.plot).startswith("epoch 9:")


def test_outside_nothing_is_read(window: Window) -> None:
    hover(window.plot, 37)
    move(window.plot, QPoint(3, 3))
    assert said(window.plot) == ""
    hover(window.plot, 37)
    QCoreApplication.sendEvent(window.plot, QEvent(QEvent.Type.Leave))
    assert said(window.plot) == ""
    assert window.plot.reading.line.path().isEmpty()


def test_a_drag_reads_nothing(window: Window) -> None:
    hover(window.plot, 37)
    move(window.plot, window.plot.axes.position(50, 5.0), Qt.MouseButton.LeftButton)
    assert said(window.plot) == ""


def test_the_arrow_keys_are_the_runs_until_return_is_pressed(window: Window) -> None:
    QTest.keyClick(window.plot, Key.Key_Left)
    assert window.pressed == ["Left"]
    QTest.keyClick(window.plot, Key.Key_Return)
    assert said(window.plot).startswith("epoch 199:")
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right):
        QTest.keyClick(window.plot, key)
    assert said(window.plot).startswith("epoch 198:")
    QTest.keyClick(window.plot, Key.Key_PageUp)
    assert said(window.plot).startswith("epoch 188:")
    QTest.keyClick(window.plot, Key.Key_Home)
    QTest.keyClick(window.plot, Key.Key_Left)
    assert said(window.plot).startswith("epoch 0:")
    QTest.keyClick(window.plot, Key.Key_End)
    QTest.keyClick(window.plot, Key.Key_Right)
    assert said(window.plot).startswith("epoch 199:")
    assert window.pressed == ["Left"]
    assert window.plot.accessibleDescription() == said(window.plot)


def test_escape_gives_the_keys_back(window: Window) -> None:
    QTest.keyClick(window.plot, Key.Key_Return)
    QTest.keyClick(window.plot, Key.Key_Escape)
    assert said(window.plot) == ""
    QTest.keyClick(window.plot, Key.Key_Home)
    assert window.pressed == ["Home"]


def test_another_focus_ends_reading(window: Window) -> None:
    QTest.keyClick(window.plot, Key.Key_Return)
    window.field.setFocus()
    assert said(window.plot) == ""


def test_the_tab_key_leads_to_the_chart_and_the_chart_tells_what_to_press(window: Window) -> None:
    window.field.setFocus()
    QTest.keyClick(window.field, Key.Key_Tab)
    assert window.plot.hasFocus()
    assert "Return" in said(window.plot)
    assert "Return" in window.plot.accessibleDescription()
    assert "Return" in window.plot.toolTip()


@pytest.mark.parametrize(("time", "epoch"), [(50, 50), (-1, 0)])
def test_travelled_back_the_keys_begin_where_the_time_is(window: Window, time: int, epoch: int) -> None:
    window.plot.show_history(history_of(LOSSES), time)
    QTest.keyClick(window.plot, Key.Key_Return)
    assert said(window.plot).startswith(f"epoch {epoch}:")


def test_who_reads_when_the_run_begins_again_reads_its_first_epoch_as_soon_as_there_is_one(window: Window) -> None:
    QTest.keyClick(window.plot, Key.Key_Return)
    history = history_of([])
    window.plot.show_history(history)
    QTest.keyClick(window.plot, Key.Key_Left)
    assert said(window.plot) == ""
    history.append(an_epoch(0, loss=3.0))
    window.plot.show_history(history)
    QTest.keyClick(window.plot, Key.Key_Left)
    assert said(window.plot).startswith("epoch 0: loss 3")


def test_an_empty_chart_reads_nothing(window: Window) -> None:
    window.plot.show_history(history_of([]))
    hover(window.plot, 10, 0.5)
    QTest.keyClick(window.plot, Key.Key_Return)
    QTest.keyClick(window.plot, Key.Key_Left)
    assert said(window.plot) == ""


def test_what_is_read_stays_while_the_loop_runs_and_costs_nothing(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = history_of(LOSSES)
    window.plot.show_history(history)
    hover(window.plot, 37)
    calls: list[int] = []
    monkeypatch.setattr(window.plot.reading, "show", lambda *_: calls.append(1))
    for _ in range(40):
        history.append(an_epoch(len(history), loss=0.1))
        window.plot.show_history(history, running=True)
    assert len(calls) <= 2  # where the range has grown
    assert said(window.plot).startswith("epoch 37:")


def test_on_a_logarithmic_axis_the_dot_is_on_the_curve(window: Window) -> None:
    window.plot.set_logarithmic(True)
    hover(window.plot, 37, 0.5)
    (_, y), _ = points(window.plot.reading.dots["loss"].path())
    assert y == pytest.approx(np.log10(LOSSES[37]))
    window.plot.show_history(history_of([0.0, float("nan"), float("inf")]))
    for epoch, text in enumerate(("0", "nan", "inf")):
        window.plot.read(epoch)
        assert said(window.plot) == f"epoch {epoch}: loss {text}"
        assert points(window.plot.reading.dots["loss"].path()) == []


def test_a_gradient_that_is_none_is_read_as_none(show: Callable[[ReadPlot], ReadPlot]) -> None:
    plot = show(ReadPlot({"W_grad": 2.0, "W_grad_fresh": 1.0}, name_marks=False))
    plot.retranslate_reading("W.grad", {"W_grad": "W.grad", "W_grad_fresh": "own"})
    plot.show_history(history_from([an_epoch(0, W_grad=-2.5, W_grad_fresh=-1.5)]))
    plot.read(0)
    assert said(plot) == "epoch 0: W.grad −2.5, own −1.5"


@pytest.mark.parametrize("epoch", [0, 100, 199])
def test_what_is_said_is_within_the_chart(window: Window, epoch: int) -> None:
    plot = window.plot
    for zoom in (0, 4):
        turn_wheel(plot, zoom)
        plot.read(None)
        plot.read(epoch)
        place = plot.reading.tag.mapToScene(0, 0)
        size = plot.reading.tag.rect().size()
        assert -1 <= place.x() <= plot.canvas.width() - size.width() + 1
        assert -1 <= place.y() <= plot.canvas.height() - size.height() + 1


def test_what_is_too_long_for_the_chart_is_broken(show: Callable[[ReadPlot], ReadPlot]) -> None:
    plot = ReadPlot({"W_grad": 2.0, "W_grad_fresh": 1.0}, name_marks=False)
    plot.restyle_curves({"W_grad": LIGHT.held, "W_grad_fresh": LIGHT.fresh}, LIGHT, TypeScale())
    plot.retranslate_reading("W.grad", {"W_grad": "W.grad", "W_grad_fresh": "own"})
    plot.resize(250, 120)
    show(plot)
    plot.show_history(history_from([an_epoch(0, W_grad=-0.6187, W_grad_fresh=-0.6188)]))
    plot.read(0)
    assert said(plot).count("\n") == 1
    assert plot.reading.tag.rect().width() <= plot.canvas.width()
