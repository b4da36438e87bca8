"""The controls: they show an experiment and ask for changes to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.training_controls import StartControls, TrainingControls
from gui.session.shown import Shown
from gui.theme.translation import Language
from gui.widgets.number_edit import NumberEdit
from model.experiment import Experiment, InitialParameters, LoopSettings, Start
from tests.gui.conftest import is_korean


@pytest.fixture
def training(show: Callable[[QWidget], QWidget]) -> TrainingControls:
    training = TrainingControls()
    show(training)
    training.show_frame(Shown())
    return training


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


def test_the_settings_of_an_experiment_are_shown(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=Experiment(settings=LoopSettings(0.1), epochs=123)))
    assert (training.lr.text(), training.epochs.text()) == ("0.1", "123")
    assert training.lr_slider.value() == 150


def test_showing_an_experiment_asks_for_nothing(training: TrainingControls, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(training.lr_wanted), qtbot.assertNotEmitted(training.epochs_wanted):
        training.show_frame(Shown(experiment=Experiment(settings=LoopSettings(0.1), epochs=123)))


def test_a_learning_rate_typed_is_asked_for(training: TrainingControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(training.lr_wanted) as asked:
        enter(training.lr, "0,05")
    assert asked.args == [0.05]


def test_a_learning_rate_chosen_on_the_slider_is_asked_for(training: TrainingControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(training.lr_wanted) as asked:
        training.lr_slider.setValue(150)
    assert asked.args == [0.1]


def test_a_number_of_epochs_is_asked_for(training: TrainingControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(training.epochs_wanted) as asked:
        enter(training.epochs, "250")
    assert asked.args == [250]


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
    with qtbot.waitSignal(start.initial_wanted, timeout=1000) as asked:
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


def test_every_field_has_a_name_for_screen_readers(training: TrainingControls, start: StartControls) -> None:
    fields = (training.lr, training.lr_slider, training.epochs, start.seed, start.start, start.W, start.b)
    assert all(field.accessibleName() for field in fields)


@pytest.mark.parametrize("which", [TrainingControls, StartControls])
def test_they_speak_korean_and_english_again(
    which: type[TrainingControls | StartControls],
    show: Callable[[QWidget], QWidget],
    speak: Callable[[Language], None],
) -> None:
    controls = which()
    show(controls)

    def texts() -> list[str]:
        labels = [label.text() for label in controls.findChildren(QLabel) if label.text() not in ("", "W", "b")]
        return labels if isinstance(controls, TrainingControls) else [*labels, controls.start.itemText(0)]

    english = texts()
    assert len(english) >= 3
    speak(Language.KOREAN)
    assert [text for text in texts() if not is_korean(text) and text in english] == []
    speak(Language.ENGLISH)
    assert texts() == english


def test_choices_keep_their_meaning_in_korean(start: StartControls, speak: Callable[[Language], None]) -> None:
    show_start(start, InitialParameters(Start.RANDOM))
    chosen = start.start.currentIndex()
    speak(Language.KOREAN)
    assert start.start.currentIndex() == chosen
    assert is_korean(start.start.currentText())
    assert is_korean(start.note.text())
