"""The controls of the start: they show an experiment and ask for changes to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.start_controls import StartControls
from gui.session.shown import Shown
from gui.theme.translation import Language
from gui.widgets.number_edit import NumberEdit
from model.experiment import Experiment, InitialParameters, Start
from tests.gui.conftest import is_korean


@pytest.fixture
def start(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> StartControls:
    start = StartControls()
    show(start)
    activate(start)
    start.show_frame(Shown())
    return start


def enter(field: NumberEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def show_start(start: StartControls, initial: InitialParameters, *, pending: bool = False) -> None:
    start.show_frame(Shown(experiment=Experiment(initial=initial), start_is_pending=pending))


def choose(start: StartControls, which: Start) -> None:
    """As a user does in the list."""
    index = start.start.values.index(which)
    start.start.setCurrentIndex(index)
    start.start.activated.emit(index)


def test_the_start_of_an_experiment_is_shown(start: StartControls) -> None:
    start.show_frame(Shown(experiment=Experiment(seed=7, initial=InitialParameters(Start.NUMBERS, 1.5, -2.0))))
    assert (start.seed.text(), start.W.text(), start.b.text()) == ("7", "1.5", "-2")
    assert start.start.currentText() == "numbers"


@pytest.mark.parametrize("which", list(Start))
def test_fields_for_W_and_b_are_there_where_they_count(start: StartControls, which: Start) -> None:
    show_start(start, InitialParameters(which))
    assert start.numbers.isVisible() is (which is Start.NUMBERS)


def test_a_seed_is_asked_for(start: StartControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(start.seed_wanted) as asked:
        enter(start.seed, "42")
    assert asked.args == [42]


@pytest.mark.parametrize("which", list(Start))
def test_a_start_chosen_is_asked_for(start: StartControls, qtbot: QtBot, which: Start) -> None:
    with qtbot.waitSignal(start.initial_wanted) as asked:
        choose(start, which)
    assert asked.args == [InitialParameters(which)]
    assert asked.args[0].start is which  # Qt hands an item's data back as a plain str


def test_initial_numbers_typed_are_asked_for(start: StartControls, qtbot: QtBot) -> None:
    show_start(start, InitialParameters(Start.NUMBERS, 0.0, 3.0))
    with qtbot.waitSignal(start.initial_wanted) as asked:
        enter(start.W, "1.5")
    assert asked.args == [InitialParameters(Start.NUMBERS, 1.5, 3.0)]


def test_initial_numbers_may_have_a_comma(start: StartControls, qtbot: QtBot) -> None:
    show_start(start, InitialParameters(Start.NUMBERS))
    with qtbot.waitSignal(start.initial_wanted) as asked:
        enter(start.W, "-1,5")
    assert asked.args == [InitialParameters(Start.NUMBERS, -1.5, 0.0)]


def test_the_note_says_that_the_seed_changes_nothing(start: StartControls) -> None:
    show_start(start, InitialParameters())
    assert "changes nothing" in start.note.text()


def test_the_note_says_that_the_seed_decides_a_random_start(start: StartControls) -> None:
    show_start(start, InitialParameters(Start.RANDOM))
    assert "decides" in start.note.text()


@pytest.mark.parametrize("which", list(Start))
def test_the_note_says_that_a_changed_start_waits_for_reset(start: StartControls, which: Start) -> None:
    show_start(start, InitialParameters(which), pending=True)
    assert "next Reset" in start.note.text()


def test_choices_keep_their_meaning_in_korean(start: StartControls, speak: Callable[[Language], None]) -> None:
    show_start(start, InitialParameters(Start.RANDOM))
    chosen = start.start.currentIndex()
    speak(Language.KOREAN)
    assert start.start.currentIndex() == chosen
    assert is_korean(start.start.currentText())
    assert is_korean(start.note.text())
