"""The explanation of what stands in .grad."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.loop.explanation import Explanation
from gui.plots.change_marks import change_name
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.comparison.twins import TwinHistory
from model.experiment import LoopSettings, ZeroGrad
from model.history import History
from model.variant import Variant, variant_of
from tests.gui.conftest import MAIN_VARIANTS, SKIPPED, VARIANTS, an_epoch, frame_of, is_korean, trained
from tests.model.variants import every_kind_of_loop


@pytest.fixture
def explanation(show: Callable[[QWidget], QWidget]) -> Explanation:
    explanation = Explanation()
    explanation.restyle(LIGHT, TypeScale())
    explanation.resize(420, 200)
    show(explanation)
    return explanation


def add(history: History, epochs: int, settings: LoopSettings) -> None:
    for _ in range(epochs):
        history.append(an_epoch(len(history), settings=settings))


def explain(explanation: Explanation, settings: LoopSettings, history: History, *, twins: bool = False) -> None:
    """Explain these settings at the newest epoch."""
    explanation.show_frame(frame_of(history, settings=settings, twins=TwinHistory() if twins else None))


def test_with_zero_grad_it_says_what_zero_grad_is_for(explanation: Explanation) -> None:
    explain(explanation, LoopSettings(), trained(5))
    assert explanation.title.text() == "zero_grad() is called"
    assert "this epoch's own gradient alone" in explanation.text.text()
    assert not explanation.property("alert")


def test_before_the_first_skipped_epoch_it_says_what_will_come(explanation: Explanation) -> None:
    explain(explanation, SKIPPED, History())
    assert explanation.title.text() == "zero_grad() is skipped"
    assert "pile up" in explanation.text.text()
    assert explanation.property("alert") == "held"


def test_skipped_it_counts_the_gradients_in_the_sum(explanation: Explanation) -> None:
    explain(explanation, SKIPPED, trained(8, SKIPPED))
    assert "the sum of 8 gradients, those of epochs 0 to 7" in explanation.text.text()


def test_the_count_goes_on_with_the_run(explanation: Explanation) -> None:
    history = trained(8, SKIPPED)
    explain(explanation, SKIPPED, history)
    add(history, 2, SKIPPED)
    explain(explanation, SKIPPED, history)
    assert "the sum of 10 gradients, those of epochs 0 to 9" in explanation.text.text()


def test_the_sum_begins_with_the_last_epoch_that_was_zeroed(explanation: Explanation) -> None:
    history = trained(10)
    add(history, 4, SKIPPED)
    explain(explanation, SKIPPED, history)
    assert "the sum of 5 gradients, those of epochs 9 to 13" in explanation.text.text()


def test_a_single_gradient_is_not_called_a_sum_that_misleads(explanation: Explanation) -> None:
    explain(explanation, SKIPPED, trained(10))  # ticked, and no epoch run since
    assert "1 gradients" not in explanation.text.text()


def test_it_says_that_the_loss_is_true(explanation: Explanation) -> None:
    explain(explanation, SKIPPED, trained(8, SKIPPED))
    assert "The loss shown is still the true error: what is wrong is .grad." in explanation.text.text()


def test_a_sum_is_explained_until_an_epoch_has_been_zeroed(explanation: Explanation) -> None:
    history = trained(8, SKIPPED)
    explain(explanation, LoopSettings(), history)
    assert "the sum of 8 gradients" in explanation.text.text()
    add(history, 1, LoopSettings())
    explain(explanation, LoopSettings(), history)
    assert explanation.title.text() == "zero_grad() is called"


def test_another_run_is_explained_anew(explanation: Explanation) -> None:
    explain(explanation, SKIPPED, trained(8, SKIPPED))
    explain(explanation, SKIPPED, History())
    assert "pile up" in explanation.text.text()


LANGUAGES = pytest.mark.parametrize("language", list(Language))


@LANGUAGES
def test_every_variant_has_a_title_and_a_text_of_its_own(
    explanation: Explanation, speak: Callable[[Language], None], language: Language
) -> None:
    speak(language)
    titles, found = set(), set()
    for settings in MAIN_VARIANTS:
        explain(explanation, settings, trained(8, settings))
        titles.add(explanation.title.text())
        found.add(explanation.text.text())
    assert len(found) == len(MAIN_VARIANTS)
    assert len(titles) == len(MAIN_VARIANTS) - 1  # one is momentum with a word on standardised x
    assert all(is_korean(text) is (language is Language.KOREAN) for text in titles | found)


@LANGUAGES
@pytest.mark.parametrize("epochs", [0, 1, 8])
def test_nothing_in_a_text_is_left_to_be_filled_in(
    explanation: Explanation, speak: Callable[[Language], None], language: Language, epochs: int
) -> None:
    speak(language)
    for settings in (*VARIANTS, *MAIN_VARIANTS):
        explain(explanation, settings, trained(epochs, settings), twins=True)
        assert not set("{}") & set(explanation.title.text() + explanation.text.text())


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (LoopSettings(step=False), "step() is left out"),
        (LoopSettings(step=False, zero_grad=ZeroGrad.NEVER), "step() is left out"),
        (LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, accumulate=3), "zero_grad() before step()"),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, accumulate=3, backward_twice=True), "zero_grad() is skipped"),
        (LoopSettings(every=5, accumulate=3), "zero_grad() every 5 epochs"),
        (LoopSettings(backward_twice=True, accumulate=3), "backward() twice"),
    ],
)
def test_of_several_departures_the_gravest_is_explained(
    explanation: Explanation, settings: LoopSettings, words: str
) -> None:
    explain(explanation, settings, trained(8, settings))
    assert explanation.title.text() == words


NAMES = {
    Variant.NO_STEP: ("step() is left out", "no step"),
    Variant.EMPTIED: ("zero_grad() before step()", "zero_grad after backward"),
    Variant.BATCHES_HELD: ("Mini-batches, without a clean start", "batches of 1"),
    Variant.BATCHES: ("Mini-batches: the S in SGD", "batches of 1"),
    Variant.SKIPPED_WITH_MOMENTUM: ("zero_grad() is skipped, with momentum", "no zero_grad"),
    Variant.SKIPPED: ("zero_grad() is skipped", "no zero_grad"),
    Variant.SELDOM: ("zero_grad() every 5 epochs", "every 5"),
    Variant.NESTEROV: ("Momentum {m}, looking ahead", "Nesterov {m}"),
    Variant.WHOLE_MOMENTUM: ("Momentum 1", "momentum 1"),
    Variant.MOMENTUM: ("Momentum {m}", "momentum {m}"),
    Variant.TWICE: ("backward() twice", "backward twice"),
    Variant.PARTS: ("Accumulating on purpose", "3 parts"),
    Variant.STANDARDISED: ("x is standardised", "x standardised"),
    Variant.BEFORE_FORWARD: ("zero_grad() before the forward pass", "zero_grad before forward"),
    Variant.AFTER_STEP: ("zero_grad() after step()", "zero_grad after step"),
    Variant.LESSON: ("zero_grad() is called", "with zero_grad"),
}
"""The title of each variant, and how the mark of a change to it names it."""


def test_explanation_and_mark_name_the_same_variant(explanation: Explanation) -> None:
    for settings in every_kind_of_loop():
        title, mark = (name.format(m=f"{settings.momentum:g}") for name in NAMES[variant_of(settings)])
        explain(explanation, settings, History())
        before = LoopSettings(every=7, momentum=0.25)
        assert (explanation.title.text(), mark in change_name(before, settings).split(", ")) == (title, True)


def test_parts_are_counted(explanation: Explanation) -> None:
    settings = LoopSettings(accumulate=3)
    explain(explanation, settings, trained(8, settings))
    assert "3 equal parts" in explanation.text.text()


def test_between_two_calls_the_gradients_in_the_sum_are_counted(explanation: Explanation) -> None:
    settings = LoopSettings(every=5)
    explain(explanation, settings, trained(9, settings))
    assert "the sum of 4 gradients" in explanation.text.text()


@pytest.mark.parametrize("epochs", [0, 6])
def test_no_text_tells_of_a_sum_of_no_or_of_one_gradients(explanation: Explanation, epochs: int) -> None:
    settings = LoopSettings(every=5)
    explain(explanation, settings, trained(epochs, settings))
    assert not re.search(r"\b[01] gradients", explanation.text.text())


def test_emptied_after_backward_in_some_epochs_only_it_is_not_said_that_nothing_is_learned(
    explanation: Explanation,
) -> None:
    settings = LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, every=5)
    history = trained(9, settings)
    explain(explanation, settings, history)
    assert history.epoch(8).W != history.epoch(0).W  # four epochs of five do learn
    assert "nothing is learned" not in explanation.text.text()


@pytest.mark.parametrize(
    ("settings", "sentences"),
    [
        (SKIPPED, ["momentum 1.0"]),
        (LoopSettings(accumulate=3), ["the whole batch at once", "zero_grad() every 3 epochs"]),
        (LoopSettings(), []),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, accumulate=3), []),
    ],
)
def test_each_twin_has_its_sentence(explanation: Explanation, settings: LoopSettings, sentences: list[str]) -> None:
    history = trained(8, settings)
    explain(explanation, settings, history)
    alone = explanation.text.text()
    explain(explanation, settings, history, twins=True)
    more = explanation.text.text().removeprefix(alone)
    assert more.count("Dashed") + more.count("Dotted") == len(sentences)
    assert all(sentence in more for sentence in sentences)


@pytest.mark.parametrize("twins", [False, True])
def test_each_variant_fits_into_the_room_that_is_kept(explanation: Explanation, twins: bool) -> None:
    explain(explanation, LoopSettings(), trained(1), twins=twins)
    before, misfits = explanation.sizeHint().height(), []
    for settings in (*VARIANTS, *MAIN_VARIANTS):
        explain(explanation, settings, trained(8, settings), twins=twins)
        label = explanation.text._label
        if label.heightForWidth(label.width()) > label.height() or explanation.sizeHint().height() != before:
            misfits.append(settings)
    assert misfits == []


@pytest.mark.parametrize("language", list(Language))
def test_no_text_needs_more_room_than_is_kept(
    explanation: Explanation, speak: Callable[[Language], None], language: Language
) -> None:
    speak(language)
    heights = set()
    for history, settings in (
        (trained(3), LoopSettings()),
        (History(), SKIPPED),
        (trained(900, SKIPPED), SKIPPED),
    ):
        explain(explanation, settings, history)
        heights.add(explanation.sizeHint().height())
        label = explanation.text._label
        assert label.heightForWidth(label.width()) <= label.height()
    assert len(heights) == 1


def test_it_speaks_korean_and_english_again(explanation: Explanation, speak: Callable[[Language], None]) -> None:
    explain(explanation, SKIPPED, trained(8, SKIPPED))
    english = explanation.title.text(), explanation.text.text()
    speak(Language.KOREAN)
    assert is_korean(explanation.title.text())
    assert is_korean(explanation.text.text())
    assert "8" in explanation.text.text()
    speak(Language.ENGLISH)
    assert (explanation.title.text(), explanation.text.text()) == english


def test_standardised_x_is_explained_with_the_numbers_of_the_data(explanation: Explanation) -> None:
    explain(explanation, LoopSettings(standardise=True), trained(3))
    assert "bent by 0.24 and 11.1" in explanation.text.text()
    assert "bends by 2 and 2" in explanation.text.text()


def test_momentum_is_explained_with_its_number(explanation: Explanation) -> None:
    explain(explanation, LoopSettings(momentum=0.5), trained(3))
    assert "buf = 0.5*buf + grad; W -= lr*buf" in explanation.text.text()


def test_where_it_is_narrow_a_variant_with_more_to_say_gets_more_room_and_keeps_it_in_every_epoch(
    explanation: Explanation,
) -> None:
    explanation.setFixedWidth(338)
    heights: list[int] = []
    for settings in (LoopSettings(), LoopSettings(momentum=1.0, standardise=True), LoopSettings(every=2)):
        history, heights = History(), []
        for _ in range(6):
            add(history, 1, settings)
            explain(explanation, settings, history)
            heights.append(explanation.sizeHint().height())
            label = explanation.text._label
            explanation.resize(explanation.sizeHint())
            QApplication.processEvents()
            assert label.heightForWidth(label.width()) <= label.height()
    assert len(set(heights[2:])) == 1
