"""How the bowl is turned: by mouse, wheel and keys, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.bowl.bowl_view import PER_PIXEL, BowlView
from model.drawing.bowl import Camera

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
HOME = Camera(0.2, 0.5)


@pytest.fixture
def view(show: Callable[[QWidget], QWidget]) -> BowlView:
    """A view that is looked at from its home."""
    view = BowlView()
    view.set_home(HOME)
    view.resize(400, 300)
    show(view)
    return view


def drag(view: BowlView, right: int, down: int) -> None:
    begin = QPoint(200, 150)
    QTest.mousePress(view, LEFT, pos=begin)
    QTest.mouseMove(view, begin + QPoint(right, down))
    QTest.mouseRelease(view, LEFT, pos=begin + QPoint(right, down))


def test_a_drag_takes_the_front_of_the_box_along(view: BowlView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.turned):
        drag(view, 50, 20)
    assert view.camera.azimuth == pytest.approx(HOME.azimuth - 50 * PER_PIXEL)
    assert view.camera.elevation == pytest.approx(HOME.elevation + 20 * PER_PIXEL)


def test_without_a_button_the_mouse_turns_nothing(view: BowlView) -> None:
    QTest.mouseMove(view, QPoint(20, 20))
    QTest.mouseMove(view, QPoint(200, 20))
    assert view.camera == HOME


@pytest.mark.parametrize(
    ("key", "back"),
    [(Key.Key_Left, Key.Key_Right), (Key.Key_Up, Key.Key_Down), (Key.Key_Plus, Key.Key_Minus)],
    ids=["turn", "tilt", "zoom"],
)
def test_each_key_does_what_another_takes_back(view: BowlView, key: Key, back: Key) -> None:
    QTest.keyClick(view, key)
    assert view.camera != HOME
    QTest.keyClick(view, back)
    assert (view.camera.azimuth, view.camera.elevation, view.camera.zoom) == pytest.approx((0.2, 0.5, 1.0))


def wheel(view: BowlView, turn: int) -> None:
    middle = QPointF(200, 150)
    event = QWheelEvent(
        middle,
        view.mapToGlobal(middle),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(view, event)


def test_the_wheel_zooms(view: BowlView) -> None:
    wheel(view, 120)
    assert view.camera.zoom > 1.1
    wheel(view, -120)
    assert view.camera.zoom == pytest.approx(1)


@pytest.mark.parametrize("how", ["double click", "Home"])
def test_it_comes_back(view: BowlView, how: str) -> None:
    drag(view, 50, 20)
    wheel(view, 120)
    if how == "Home":
        QTest.keyClick(view, Key.Key_Home)
    else:
        QTest.mouseDClick(view, LEFT, pos=QPoint(10, 10))
    assert view.camera == HOME


def test_another_home_is_looked_from_unless_somebody_has_turned_it(view: BowlView) -> None:
    other = Camera(1.0, 0.4)
    view.set_home(other)
    assert view.camera == other
    drag(view, 10, 0)
    turned = view.camera
    view.set_home(HOME)
    assert view.camera == turned
    view.go_home()
    assert view.camera == HOME


def test_the_mouse_does_not_bring_the_keyboard_for_its_arrows_step_the_run(view: BowlView) -> None:
    drag(view, 10, 0)
    assert view.focusPolicy() == Qt.FocusPolicy.TabFocus
