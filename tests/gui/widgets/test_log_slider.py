"""The logarithmic slider."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.inputs import LogSlider


@pytest.fixture
def make_slider(qtbot: QtBot) -> Callable[..., tuple[LogSlider, list[float | None]]]:
    """Make a slider, and a list of what it asks for."""

    def make(*, endless: bool = False) -> tuple[LogSlider, list[float | None]]:
        slider = LogSlider(1e-4, 1.0, endless=endless)
        qtbot.addWidget(slider)
        asked: list[float | None] = []
        slider.moved.connect(asked.append)
        return slider, asked

    return make


MakeSlider = Callable[..., tuple[LogSlider, list[float | None]]]


def test_equal_steps_are_equal_ratios(make_slider: MakeSlider) -> None:
    slider, asked = make_slider()
    for position in range(20, 201, 20):
        slider.setValue(position)
    numbers = [number for number in asked if number is not None]
    assert [after / before for before, after in pairwise(numbers)] == pytest.approx([10**0.4] * 9, rel=0.05)


def test_the_ends_are_the_limits(make_slider: MakeSlider) -> None:
    slider, asked = make_slider()
    slider.setValue(slider.maximum())
    slider.setValue(slider.minimum())
    assert asked == [1.0, 1e-4]


def test_numbers_have_two_digits(make_slider: MakeSlider) -> None:
    slider, asked = make_slider()
    for position in range(1, 200):
        slider.setValue(position)
    assert [number for number in asked if number != float(f"{number:.2g}")] == []


def test_the_right_end_of_an_endless_slider_is_none(make_slider: MakeSlider) -> None:
    slider, asked = make_slider(endless=True)
    slider.setValue(slider.maximum() - 1)
    slider.setValue(slider.maximum())
    assert asked == [1.0, None]


def test_none_is_shown_at_the_right_end(make_slider: MakeSlider) -> None:
    slider, _ = make_slider(endless=True)
    slider.set_number(None)
    assert slider.value() == slider.maximum()
    slider.set_number(1.0)
    assert slider.value() == slider.maximum() - 1


@pytest.mark.parametrize(("number", "position"), [(1e-4, 0), (1e-2, 100), (1.0, 200), (0.0, 0), (1e-9, 0), (50.0, 200)])
def test_a_number_is_shown_at_its_place_or_the_nearest_end(
    make_slider: MakeSlider, number: float, position: int
) -> None:
    slider, _ = make_slider()
    slider.set_number(number)
    assert slider.value() == position


def test_showing_a_number_asks_for_none(make_slider: MakeSlider) -> None:
    slider, asked = make_slider()
    slider.set_number(0.05)
    assert asked == []


@pytest.mark.parametrize(("key", "end"), [(Qt.Key.Key_Right, 1.0), (Qt.Key.Key_Left, 1e-4)])
def test_the_arrow_keys_walk_to_the_end_where_each_number_is_shown_back(
    make_slider: MakeSlider, key: Qt.Key, end: float
) -> None:
    slider, asked = make_slider()
    slider.moved.connect(slider.set_number)  # as the controls do
    slider.set_number(0.01)
    for _ in range(150):
        QTest.keyClick(slider, key)
    assert asked[-1] == end


def test_while_it_has_the_focus_the_arrow_keys_are_its_own(
    make_slider: MakeSlider,
    show: Callable[[QWidget], QWidget],
    activate: Callable[[QWidget], None],
) -> None:
    slider, _ = make_slider()
    window, pressed = QWidget(), []
    QVBoxLayout(window).addWidget(slider)
    for key in ("Right", "Left", "R"):
        action = QAction(key, window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: pressed.append(key))
        window.addAction(action)
    show(window)
    activate(window)
    slider.setFocus()
    slider.setValue(100)
    for press in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_R):
        QTest.keyClick(slider, press)
    assert (slider.value(), pressed) == (101, ["R"])


def test_a_click_leaves_the_focus_where_it_is(make_slider: MakeSlider) -> None:
    slider, _ = make_slider()
    assert slider.focusPolicy() is Qt.FocusPolicy.TabFocus
