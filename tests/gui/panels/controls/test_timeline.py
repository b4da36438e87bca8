"""The timeline: where in the run the shown epoch is, and how to ask for another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionSlider, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.timeline import Timeline
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.experiment import EPOCHS_LIMIT, Experiment
from model.history import History
from model.run import Run
from tests.gui.conftest import is_korean


class Long(History):
    """A history of which only the length matters."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length


def show_time(timeline: Timeline, time: int, last: int) -> None:
    """Show this epoch of a run whose newest is last."""
    timeline.show_frame(Shown(run=Run(Experiment(), Long(last + 1)), time=time))


@pytest.fixture
def timeline(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> Timeline:
    timeline = Timeline()
    timeline.restyle(LIGHT, TypeScale())
    timeline.resize(900, 40)
    show(timeline)
    activate(timeline)
    show_time(timeline, 999, 999)
    return timeline


@pytest.fixture
def asked(timeline: Timeline) -> list[int]:
    """The times asked for."""
    asked: list[int] = []
    timeline.time_wanted.connect(asked.append)
    return asked


def handle(timeline: Timeline) -> QPoint:
    """The middle of the slider's handle."""
    option = QStyleOptionSlider()
    timeline.slider.initStyleOption(option)
    complex_, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return timeline.slider.style().subControlRect(complex_, option, part, timeline.slider).center()


def drag(timeline: Timeline, share: float) -> None:
    """Drag the handle to this share of the slider's width."""
    slider, start = timeline.slider, handle(timeline)
    end = QPoint(round(share * slider.width()), start.y())
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(slider, start + (end - start) * (step / 5))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end)


def test_dragging_asks_for_the_times_on_the_way(timeline: Timeline, asked: list[int]) -> None:
    drag(timeline, 0.5)
    assert asked == sorted(asked, reverse=True)
    assert len(asked) >= 3
    assert asked[-1] == pytest.approx(500, abs=15)


def test_dragged_to_the_left_end_it_asks_for_the_start(timeline: Timeline, asked: list[int]) -> None:
    drag(timeline, 0.0)
    assert asked[-1] == -1


def test_a_time_is_shown_and_not_asked_for(timeline: Timeline, asked: list[int]) -> None:
    show_time(timeline, 250, 999)
    assert (timeline.slider.value(), timeline.where.text(), asked) == (250, "250 / 999", [])


def test_a_run_that_grows_asks_for_nothing(timeline: Timeline, asked: list[int]) -> None:
    for last in (1000, 1001, 5000):
        show_time(timeline, last, last)
    assert (timeline.slider.value(), timeline.slider.maximum(), asked) == (5000, 5000, [])


def test_a_new_run_that_is_shorter_asks_for_nothing(timeline: Timeline, asked: list[int]) -> None:
    show_time(timeline, -1, -1)
    assert (timeline.where.text(), asked) == ("start", [])


def test_before_the_first_epoch_it_stands_at_the_start(timeline: Timeline) -> None:
    show_time(timeline, -1, 10)
    assert (timeline.slider.value(), timeline.slider.minimum(), timeline.where.text()) == (-1, -1, "start")


@pytest.mark.parametrize(
    ("key", "time"), [("Left", 499), ("Right", 501), ("Home", -1), ("End", 999), ("Up", 501), ("Down", 499)]
)
def test_focused_the_keys_move_it(timeline: Timeline, asked: list[int], key: str, time: int) -> None:
    show_time(timeline, 500, 999)
    timeline.slider.setFocus()
    QTest.keyClick(timeline.slider, Qt.Key[f"Key_{key}"])
    assert asked == [time]


def test_the_longest_numbers_have_room(timeline: Timeline) -> None:
    show_time(timeline, EPOCHS_LIMIT - 1, EPOCHS_LIMIT - 1)
    text = timeline.where.text()
    assert timeline.where.metrics().horizontalAdvance(text) <= timeline.where.width()


def test_it_speaks_korean_and_english_again(timeline: Timeline, speak: Callable[[Language], None]) -> None:
    show_time(timeline, -1, 10)

    def texts() -> list[str]:
        labels = [label.text() for label in timeline.findChildren(QLabel) if label.text()]
        return [*labels, timeline.slider.toolTip(), timeline.slider.accessibleName()]

    english = texts()
    speak(Language.KOREAN)
    assert all(is_korean(text) for text in texts())
    speak(Language.ENGLISH)
    assert texts() == english


def test_another_language_asks_for_nothing(
    timeline: Timeline, asked: list[int], speak: Callable[[Language], None], qtbot: QtBot
) -> None:
    show_time(timeline, 5, 10)
    speak(Language.KOREAN)
    assert (timeline.slider.value(), timeline.where.text(), asked) == (5, "5 / 10", [])
