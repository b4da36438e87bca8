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


def show_time(timeline: Timeline, time: int, last: int, epochs: int = 1) -> None:
    """Show this epoch of a run whose newest is last, and which is to have so many epochs if it has not more."""
    experiment = Experiment(epochs=epochs)
    timeline.show_frame(Shown(experiment=experiment, run=Run(experiment, Long(last + 1)), time=time))


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
    assert (timeline.slider.value(), asked) == (-1, [])


def test_before_the_first_epoch_it_stands_at_the_start(timeline: Timeline) -> None:
    show_time(timeline, -1, 10)
    assert (timeline.slider.value(), timeline.slider.minimum(), timeline.where.text()) == (-1, -1, "– / 10")


def test_the_start_is_named_at_the_start(timeline: Timeline) -> None:
    start = next(each for each in timeline.findChildren(QLabel) if each.text() == "start")
    assert start.geometry().right() < timeline.slider.geometry().left()


# --- what is yet to come ---


def test_the_handle_shows_how_far_the_run_is(timeline: Timeline) -> None:
    show_time(timeline, 999, 999, epochs=4000)
    assert handle(timeline).x() == pytest.approx(timeline.slider.width() / 4, abs=12)
    assert timeline.where.text() == "999 / 3999"
    show_time(timeline, 3999, 3999, epochs=4000)
    assert handle(timeline).x() > timeline.slider.width() - 20


def test_dragged_beyond_what_is_recorded_it_stays_at_the_newest(timeline: Timeline, asked: list[int]) -> None:
    show_time(timeline, 499, 999, epochs=4000)
    timeline.time_wanted.connect(lambda time: show_time(timeline, time, 999, epochs=4000))
    drag(timeline, 0.9)
    assert (timeline.slider.value(), asked[-1], max(asked)) == (999, 999, 999)


def test_at_the_newest_there_is_nothing_to_ask_for_beyond(timeline: Timeline, asked: list[int]) -> None:
    show_time(timeline, 999, 999, epochs=4000)
    drag(timeline, 0.9)
    timeline.slider.setFocus()
    QTest.keyClick(timeline.slider, Qt.Key.Key_End)
    assert (timeline.slider.value(), asked) == (999, [])


def test_in_the_past_a_line_shows_how_much_is_recorded(timeline: Timeline) -> None:
    line = timeline.slider._line
    show_time(timeline, 999, 999, epochs=4000)
    assert not line.isVisible()
    show_time(timeline, 99, 1999, epochs=4000)
    assert line.isVisible()
    assert line.geometry().right() == pytest.approx(timeline.slider.width() / 2, abs=16)
    timeline.resize(600, 40)
    assert line.geometry().right() == pytest.approx(timeline.slider.width() / 2, abs=16)


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
        labels = [label.text() for label in timeline.findChildren(QLabel) if label.text() and "/" not in label.text()]
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


# --- an epoch by its number ---


@pytest.fixture
def goals(timeline: Timeline) -> list[int]:
    """The epochs asked for by their numbers."""
    goals: list[int] = []
    timeline.epoch_wanted.connect(goals.append)
    return goals


def type_goal(timeline: Timeline, text: str) -> None:
    """Type into the field instead of what stands there."""
    timeline.ask_for_epoch()
    QTest.keyClicks(timeline.goal, text)


def test_enter_and_the_button_ask_for_the_epoch_that_is_typed(timeline: Timeline, goals: list[int]) -> None:
    type_goal(timeline, "3750")
    QTest.keyClick(timeline.goal, Qt.Key.Key_Return)
    assert goals == [3750]
    assert not timeline.goal.hasFocus()
    type_goal(timeline, "12")
    QTest.mouseClick(timeline.go, Qt.MouseButton.LeftButton)
    QTest.mouseClick(timeline.go, Qt.MouseButton.LeftButton)
    assert goals == [3750, 12, 12]


def test_a_number_that_is_left_is_not_asked_for(timeline: Timeline, goals: list[int]) -> None:
    type_goal(timeline, "3750")
    timeline.slider.setFocus()
    assert goals == []


@pytest.mark.parametrize("text", ["", "-1", "1.5", str(EPOCHS_LIMIT)])
def test_what_is_no_epoch_is_not_asked_for(timeline: Timeline, goals: list[int], text: str) -> None:
    type_goal(timeline, text)
    if not text:
        timeline.goal.clear()
    QTest.keyClick(timeline.goal, Qt.Key.Key_Return)
    assert goals == []
    assert timeline.goal.text() == "999"


def test_the_longest_number_has_room_in_the_field(timeline: Timeline) -> None:
    timeline.goal.set_value(EPOCHS_LIMIT - 1)
    advance = timeline.goal.fontMetrics().horizontalAdvance(timeline.goal.text())
    assert advance + 8 <= timeline.goal.width() - 16


def test_as_long_as_nobody_types_the_last_epoch_is_offered(timeline: Timeline) -> None:
    offered = []
    for last in (999, 19_999, 49):
        show_time(timeline, 0, last)
        offered.append(timeline.goal.text())
    type_goal(timeline, "30")
    timeline.slider.setFocus()
    show_time(timeline, 0, 199)
    assert (offered, timeline.goal.text()) == (["999", "19999", "49"], "30")
