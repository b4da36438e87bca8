"""What the lr card says of data that need another learning rate or another scale, and its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.training_controls import TrainingControls
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.theory.advice import Advice
from tests.gui.conftest import WaitFor, is_korean

CARS = Dataset.of([80000, 174000, 141000, 23000, 203000, 116000], [7245, 5418, 6089, 8448, 4890, 6710])
OF_CARS = Experiment(settings=LoopSettings(data=CARS))


@pytest.fixture
def training(show: Callable[[QWidget], QWidget]) -> TrainingControls:
    training = TrainingControls()
    training.setFixedWidth(250)
    show(training)
    training.show_frame(Shown())
    return training


def test_of_the_lesson_it_says_nothing(training: TrainingControls) -> None:
    assert not training.remedy.isVisible()
    assert training.remedy.sentences == ()


def test_it_says_why_in_one_sentence_before_the_first_run(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=OF_CARS))
    assert training.remedy.isVisible()
    sentence = training.remedy.sentences[0]
    assert "times as steep in one direction as in the other (curvatures 0.38 and 3.7e10)" in sentence
    assert "0.01 is above the limit" in sentence
    assert sentence.count(". ") == 0


def test_its_button_asks_for_the_remedy(training: TrainingControls, qtbot: QtBot) -> None:
    training.show_frame(Shown(experiment=OF_CARS))
    with qtbot.waitSignal(training.settings_wanted) as asked:
        training.remedy.button.click()
    assert asked.args == [Advice(OF_CARS).remedies[0].settings]
    assert training.remedy.button.text().startswith("Standardise x")


def test_a_rate_that_holds_but_never_arrives_is_told(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=Experiment(settings=LoopSettings(0.001))))
    assert training.remedy.sentences[0] == "The learning rate 0.001 needs 23427 epochs, more than the 4000 set."
    assert training.remedy.button.text() == "lr 0.17"


def test_where_x_is_standardised_already_only_the_rate_is_offered(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=Experiment(settings=LoopSettings(standardise=True), epochs=200)))
    assert training.remedy.button.text() == "lr 0.5"


def test_with_as_many_epochs_as_it_needs_nothing_is_told(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=Experiment(epochs=2340)))
    assert training.remedy.sentences[0] == "The learning rate 0.01 needs 2341 epochs, more than the 2340 set."
    training.show_frame(Shown(experiment=Experiment(epochs=2341)))
    assert not training.remedy.isVisible()


def test_nothing_moves_while_the_slider_is_dragged(training: TrainingControls) -> None:
    training.lr_slider.setSliderDown(True)
    training.show_frame(Shown(experiment=Experiment(settings=LoopSettings(0.5))))
    assert not training.remedy.isVisible()
    training.lr_slider.setSliderDown(False)
    assert training.remedy.isVisible()


def test_those_who_are_to_guess_are_told_nothing(training: TrainingControls) -> None:
    training.show_frame(Shown(experiment=OF_CARS))
    training.remedy.set_shown(False)
    assert not training.remedy.isVisible()
    training.remedy.set_shown(True)
    assert training.remedy.isVisible()


def test_it_speaks_korean(training: TrainingControls, speak: Callable[[Language], None]) -> None:
    for experiment in (OF_CARS, Experiment(settings=LoopSettings(0.001)), Experiment(settings=LoopSettings(0.0))):
        training.show_frame(Shown(experiment=experiment))
        english = training.remedy.sentences[0]
        speak(Language.KOREAN)
        assert is_korean(training.remedy.sentences[0])
        speak(Language.ENGLISH)
        assert training.remedy.sentences[0] == english


@pytest.mark.parametrize("language", list(Language))
def test_it_is_seen_without_scrolling_and_told_in_the_status_line(
    reuse_window: Callable[..., MainWindow],
    speak: Callable[[Language], None],
    qapp: QApplication,
    wait_for: WaitFor,
    language: Language,
) -> None:
    window = reuse_window()
    window.resize(1280, 800)
    speak(language)
    wait_for(window.session, State.PAUSED)
    window.session.changes.set_data(CARS)
    qapp.processEvents()
    note = window.view.training.remedy
    area = window.view.left.area.viewport()
    assert area.rect().contains(note.button.geometry().translated(note.mapTo(area, note.rect().topLeft())))
    assert any(sentence in window._status.message.text() for sentence in note.sentences)
    note.button.click()
    assert window.session.experiment.settings.standardise
    assert not note.isVisible()
    window.session.changes.undo()
    assert not window.session.experiment.settings.standardise
    assert note.isVisible()


def test_during_a_lesson_it_is_silent(
    reuse_window: Callable[..., MainWindow], wait_for: WaitFor, qapp: QApplication
) -> None:
    window = reuse_window()
    wait_for(window.session, State.PAUSED)
    window.lessons.open()
    qapp.processEvents()
    window.session.changes.set_settings(replace(window.session.experiment.settings, lr=0.5))
    assert not window.view.training.remedy.isVisible()
    window.lessons.leave()


def test_a_locked_card_gives_no_remedy(training: TrainingControls, qtbot: QtBot) -> None:
    training.show_frame(Shown(experiment=OF_CARS))
    training.setEnabled(False)
    with qtbot.assertNotEmitted(training.settings_wanted):
        training.remedy.button.click()
