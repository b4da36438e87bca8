"""The controls: they show an experiment and ask for changes to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.start_controls import StartControls
from gui.panels.controls.training_controls import TrainingControls
from gui.session.shown import Shown
from gui.theme.translation import Language
from gui.widgets.number_edit import NumberEdit
from model.experiment import Experiment, LoopSettings
from tests.gui.conftest import is_korean


@pytest.fixture
def training(show: Callable[[QWidget], QWidget]) -> TrainingControls:
    training = TrainingControls()
    show(training)
    training.show_frame(Shown())
    return training


def enter(field: NumberEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


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


def test_every_field_has_a_name_for_screen_readers(
    training: TrainingControls, show: Callable[[QWidget], QWidget]
) -> None:
    start = StartControls()
    show(start)
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
