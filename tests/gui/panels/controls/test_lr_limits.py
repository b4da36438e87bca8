"""The limits of the learning rate: marks that stand under the slider's handle, and a zone in words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QSignalBlocker
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.training_controls import TrainingControls
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.theory.curvature import Curvature, curvature
from tests.gui.conftest import colours, dress, is_korean

LESSONS = curvature(LESSON)
PLAIN, SKIPPED = LoopSettings(), LoopSettings(zero_grad=ZeroGrad.NEVER)
BATCHES = LoopSettings(batch_size=1)
FASTEST = 2 / (LESSONS.smallest + LESSONS.largest)

HUGE = Dataset.of([1.2345e5, 2e5], [1, 2])
ONE_X = Dataset.of([5, 5], [1, 2])


@pytest.fixture
def training(show: Callable[[QWidget], QWidget]) -> TrainingControls:
    training = TrainingControls()
    training.setFixedWidth(250)
    show(training)
    return training


def show_lr(training: TrainingControls, lr: float, settings: LoopSettings = PLAIN, data: Dataset = LESSON) -> None:
    training.show_frame(Shown(experiment=Experiment(settings=replace(settings, lr=lr, data=data))))


def handle_middle(training: TrainingControls) -> float:
    """Where the slider's handle stands now, in the window."""
    slider, option = training.lr_slider, QStyleOptionSlider()
    slider.initStyleOption(option)
    complex_control, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    rect = slider.style().subControlRect(complex_control, option, handle, slider)
    return slider.mapTo(training, QPoint(0, 0)).x() + rect.x() + rect.width() / 2


def place(training: TrainingControls, name: str) -> float:
    """Where a mark stands, in the window."""
    return training.lr_limits.mapTo(training, QPoint(0, 0)).x() + training.lr_limits.marks()[name]


@pytest.mark.parametrize("base", [13, 17, 26, 40])
@pytest.mark.parametrize("lr", [1e-4, 1e-3, 0.1, 1.0])
def test_a_mark_stands_where_the_handle_stands(
    training: TrainingControls, qapp: QApplication, base: int, lr: float
) -> None:
    dress(training, LIGHT, TypeScale(base))
    training.setFixedWidth(19 * base)
    qapp.processEvents()
    show_lr(training, lr)
    training.lr_limits.show_limits(PLAIN, Curvature(0.0, 2 / lr))  # the bar stands at lr
    assert place(training, "stable") == pytest.approx(handle_middle(training), abs=1)


def test_the_marks_are_at_the_limits_of_the_data(training: TrainingControls) -> None:
    show_lr(training, 0.01)
    strip = training.lr_limits
    expected = {"fastest": FASTEST, "stable": LESSONS.lr_stable, "skipped": LESSONS.lr_skipped}
    assert strip.marks() == {name: strip.position(lr) for name, lr in expected.items()}


def test_other_data_move_the_marks(training: TrainingControls) -> None:
    show_lr(training, 0.01)
    before = training.lr_limits.marks()
    show_lr(training, 0.01, data=Dataset.of([2, 4, 6], [1, 2, 3]))
    after = training.lr_limits.marks()
    assert all(after[name] < before[name] - 5 for name in before)


def test_the_curvature_is_computed_once_for_the_same_data(training: TrainingControls) -> None:
    show_lr(training, 0.01)
    known = curvature(LESSON)
    show_lr(training, 0.02, SKIPPED)
    assert curvature(LESSON) is known  # it is kept with the data set


def test_what_is_below_the_lowest_rate_of_the_slider_has_no_mark_but_an_arrow(training: TrainingControls) -> None:
    show_lr(training, 0.01, data=Dataset.of([1e8, 2e8], [1, 2]))
    assert training.lr_limits.marks() == {}
    ink = training.lr_limits.grab().toImage().pixelColor(2, training.lr_limits.marks_height() // 2)
    assert ink.name() != LIGHT.card


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1, 30, 1e3, 1.2345e5, 2e5])
def test_the_slider_reaches_the_marks_of_the_data(training: TrainingControls, scale: float) -> None:
    show_lr(training, 0.01, data=Dataset.of([scale, 2 * scale], [1, 2]))
    assert list(training.lr_limits.marks()) == ["fastest", "stable", "skipped"]
    lowest = training.lr_slider.low
    assert 1e-12 <= lowest <= 1e-4
    with QSignalBlocker(training):
        training.lr_slider.setValue(0)
    assert handle_middle(training) < place(training, "fastest")


def test_the_scale_of_the_lesson_is_what_it_was(training: TrainingControls) -> None:
    show_lr(training, 0.01)
    assert (training.lr_slider.low, training.lr_slider.high) == (1e-4, 1.0)


def test_the_scale_stays_while_the_slider_is_dragged(training: TrainingControls) -> None:
    show_lr(training, 0.01, data=HUGE)
    scale = (training.lr_slider.low, training.lr_slider.high)
    training.lr_wanted.connect(lambda lr: show_lr(training, lr, data=HUGE))
    training.lr_slider.setSliderDown(True)
    for position in range(0, 200, 7):
        training.lr_slider.setValue(position)
        assert (training.lr_slider.low, training.lr_slider.high) == scale
        assert training.lr_slider.value() == position


def test_a_learning_rate_outside_the_scale_can_still_be_typed(training: TrainingControls) -> None:
    show_lr(training, 1e-9)
    assert (training.lr.value(), training.lr_slider.value()) == (1e-9, 0)


def test_the_words_name_zone_and_limit(training: TrainingControls) -> None:
    words = training.lr_limits.words
    show_lr(training, 0.0)
    assert words.text() == "stands still"
    show_lr(training, 0.19)
    assert words.text() == "too large: diverges (limit 0.1803)"
    show_lr(training, 0.19, SKIPPED)
    assert words.text() == "swings, bounded (limit 0.3606)"
    show_lr(training, 0.19, BATCHES)
    assert "0.1803" in words.text()


def test_a_mark_tells_its_value_and_meaning(training: TrainingControls, qtbot: QtBot) -> None:
    show_lr(training, 0.01)
    strip = training.lr_limits
    at = QPoint(round(strip.marks()["skipped"]), 3)
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    said = QToolTip.text().replace("\n", " ")
    assert said == "Double bar, 0.3606: from here on even the loop without zero_grad() blows up"
    assert strip.tip(strip.marks()["stable"]).count("\n") == 1  # the triangle is within reach
    assert strip.tip(0).count("\n") == 2
    QToolTip.hideText()


def test_no_words_move_anything(training: TrainingControls) -> None:
    show_lr(training, 0.0)
    before = (training.lr_limits.geometry(), training.epochs.geometry())
    for lr, settings in ((0.01, PLAIN), (0.2, SKIPPED), (1.0, BATCHES)):
        show_lr(training, lr, settings, HUGE)
        assert (training.lr_limits.geometry(), training.epochs.geometry()) == before


@pytest.mark.parametrize("base", [13, 17, 26, 40])
def test_the_strip_is_low_and_right_below_the_slider(training: TrainingControls, qapp: QApplication, base: int) -> None:
    dress(training, LIGHT, TypeScale(base))
    qapp.processEvents()
    strip, slider = training.lr_limits, training.lr_slider
    assert strip.height() <= 2.3 * base
    assert strip.y() == slider.y() + slider.height()
    assert strip.marks_height() >= 0.6 * base
    assert strip.words.height() > strip.words.metrics().height()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_marks_wear_the_themes_colours(training: TrainingControls, theme: Theme) -> None:
    dress(training, theme)
    show_lr(training, 0.01, data=ONE_X)
    assert {theme.accent, theme.text, theme.muted} <= colours(training.lr_limits.grab().toImage())


def test_they_speak_korean(training: TrainingControls, speak: Callable[[Language], None]) -> None:
    for lr, settings in ((0.0, PLAIN), (0.01, PLAIN), (0.19, PLAIN), (0.19, SKIPPED), (0.1, BATCHES)):
        show_lr(training, lr, settings)
        english = (training.lr_limits.words.text(), training.lr_limits.tip(0))
        speak(Language.KOREAN)
        korean = (training.lr_limits.words.text(), training.lr_limits.tip(0))
        assert all(is_korean(text) for text in korean)
        assert not any(is_korean(text) for text in english)
        speak(Language.ENGLISH)


def test_with_momentum_only_the_limit_is_marked(training: TrainingControls) -> None:
    show_lr(training, 0.3, replace(PLAIN, momentum=0.9))
    strip = training.lr_limits
    assert strip.marks() == {"stable": strip.position(1.9 * LESSONS.lr_stable)}
    assert strip.words.text() == "converges"
    assert strip.tip(0).count("\n") == 0
    strip.grab()  # and it can be drawn


def test_where_every_learning_rate_blows_up_no_limit_is_named(training: TrainingControls) -> None:
    show_lr(training, 0.001, replace(SKIPPED, momentum=0.5))
    assert training.lr_limits.words.text() == "blows up at any learning rate"


def test_the_marks_are_those_of_the_standardised_x(training: TrainingControls) -> None:
    show_lr(training, 0.01, replace(PLAIN, standardise=True))
    strip = training.lr_limits
    assert strip.marks()["stable"] == pytest.approx(strip.position(1.0), abs=1)
    assert strip.marks()["fastest"] == pytest.approx(strip.position(0.5), abs=1)


def test_a_fault_while_they_are_drawn_is_told_and_ends_nothing(
    training: TrainingControls, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = list[BaseException]()

    def fail(*_: object) -> None:
        raise RuntimeError("no marks")

    with monkeypatch.context() as patched:
        patched.setattr(sys, "excepthook", lambda _, error, __: faults.append(error))
        patched.setattr(type(training.lr_limits), "marks", fail)
        for _ in range(3):
            training.lr_limits.grab()
    assert {str(fault) for fault in faults} == {"no marks"}
    assert not training.lr_limits.grab().isNull()


@pytest.mark.parametrize("language", list(Language))
def test_all_words_fit_into_the_smallest_window(
    reuse_window: Callable[..., MainWindow], speak: Callable[[Language], None], qapp: QApplication, language: Language
) -> None:
    window = reuse_window()
    window.resize(1024, 700)
    speak(language)
    qapp.processEvents()
    training = window.view.training
    strip, seen = training.lr_limits, set()
    known = curvature(HUGE)
    moving = (replace(PLAIN, momentum=0.5), replace(PLAIN, momentum=1.0), replace(SKIPPED, momentum=0.5))
    for settings in (PLAIN, SKIPPED, BATCHES, replace(BATCHES, zero_grad=ZeroGrad.NEVER), *moving):
        for lr in (0.0, 1e-12, 0.5 * known.lr_stable, 0.99 * known.lr_stable, known.lr_fastest, 1.0):
            show_lr(training, lr, settings, HUGE)
            seen.add(strip.words.text())
    widths = {text: strip.words.metrics().horizontalAdvance(text) for text in seen}
    assert {text: width for text, width in widths.items() if width > strip.words.width()} == {}
    assert len(seen) >= 9
    qapp.processEvents()
    assert training.epochs.geometry().top() >= strip.geometry().bottom()
