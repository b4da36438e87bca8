"""The sentence on the line that comes next: every number in it is the one that torch then has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.loop.code_pane import CodePane
from gui.panels.loop.line_sentence import LineSentence, waiting
from gui.session.engine import State
from gui.theme.number_format import significant
from gui.theme.theme import LIGHT, TypeScale
from model.experiment import Experiment, LoopSettings, Parameters, ZeroGrad
from model.history import History
from model.loop import Kind, loop_of
from model.moment import Moment
from model.training.trainer import Trainer
from tests.gui.conftest import OVERFLOWS, frame_of, history_from, trained
from tests.model.variants import VARIANTS

MORE = {
    "momentum": LoopSettings(momentum=0.9),
    "Nesterov": LoopSettings(momentum=0.9, nesterov=True),
    "skipped with momentum": LoopSettings(momentum=1.0, zero_grad=ZeroGrad.NEVER),
    "batches with momentum": LoopSettings(momentum=0.5, batch_size=2, zero_grad=ZeroGrad.AFTER_STEP),
}
ALL = {name: variant.settings for name, variant in VARIANTS.items()} | MORE
EVERY = pytest.mark.parametrize("settings", ALL.values(), ids=list(ALL))


@pytest.fixture
def sentence(show: Callable[[QWidget], QWidget]) -> LineSentence:
    sentence = LineSentence()
    sentence.restyle()
    sentence.resize(500, sentence.height())
    show(sentence)
    return sentence


def steps(settings: LoopSettings, epochs: int) -> Iterator[tuple[Moment, Moment]]:
    """The moments before and after each line of these epochs but the first of each, as torch has them."""
    trainer = Trainer(Experiment(settings=settings))
    while trainer.number < epochs:
        trainer.run_line()
        while trainer.mid_epoch:
            before = trainer.moment()
            trainer.run_line()
            yield before, trainer.moment()


def kind_of(at: Moment) -> Kind:
    return loop_of(at.settings).kinds[at.line]


def numbers(text: str) -> list[str]:
    """The numbers that stand in a sentence, in order."""
    return re.findall(r"(?<![\w.])−?\d+(?:\.\d+)?(?:e[−+]?\d+)?", text)


def test_the_five_lines_of_the_lesson(sentence: LineSentence) -> None:
    told = [sentence.words(before) for before, _ in steps(LoopSettings(), 2)]
    assert told == [
        "The mean of the squared differences between guess and y_train: 18.67.",
        "Empties .grad, but there is nothing to throw away: it is None.",
        "Adds this epoch's own gradient to .grad, which holds None: then it holds −18.67 (W) and −8 (b).",
        "W − lr · .grad: 0 − 0.01 · (−18.67) = 0.1867 (W) and 0 − 0.01 · (−8) = 0.08 (b).",
        "The mean of the squared differences between guess and y_train: 14.77.",
        "Throws away .grad, which holds −18.67 (W) and −8 (b): it becomes None.",
        "Adds this epoch's own gradient to .grad, which holds None: then it holds −16.6 (W) and −7.093 (b).",
        "W − lr · .grad: 0.1867 − 0.01 · (−16.6) = 0.3527 (W) and 0.08 − 0.01 · (−7.093) = 0.1509 (b).",
    ]


def test_skipped_it_adds_to_what_is_there(sentence: LineSentence) -> None:
    settings = LoopSettings(zero_grad=ZeroGrad.NEVER)
    told = [sentence.words(before) for before, _ in steps(settings, 2) if kind_of(before) is Kind.BACKWARD]
    assert told[1] == (
        "Adds this epoch's own gradient to .grad: −18.67 + (−16.6) = −35.27 (W) and −8 + (−7.093) = −15.09 (b)."
    )


@EVERY
def test_what_it_says_is_what_the_line_then_does(sentence: LineSentence, settings: LoopSettings) -> None:
    for before, after in steps(settings, 3):
        text = sentence.words(before)
        assert text
        found = numbers(text)
        match kind_of(before):
            case Kind.HYPOTHESIS:
                assert found[:2] == [significant(before.W), significant(before.b)]
            case Kind.LOSS:
                assert after.loss is not None
                assert found[-1] == significant(after.loss)
            case Kind.ZERO_GRAD if before.W_grad is not None:
                assert found == [significant(before.W_grad), significant(before.b_grad or 0.0)]
            case Kind.BACKWARD:
                assert {significant(after.W_grad or 0.0), significant(after.b_grad or 0.0)} <= set(found)
            case Kind.STEP if before.W_grad is None:
                assert (before.W, before.b) == (after.W, after.b)
                assert not found
            case Kind.STEP:
                assert {significant(after.W), significant(after.b)} <= set(found)


@EVERY
def test_looking_ahead_leaves_no_trace(settings: LoopSettings) -> None:
    looked, plain = (Trainer(Experiment(settings=settings)) for _ in range(2))
    for _ in range(3):
        expected = plain.run_epoch()
        while (epoch := looked.run_line()) is None:
            looked.moment()
        assert repr(epoch) == repr(expected)


def test_a_line_that_runs_every_third_epoch(sentence: LineSentence) -> None:
    texts = [
        sentence.words(before)
        for before, _ in steps(LoopSettings(every=3), 4)
        if loop_of(before.settings).lines[before.line].strip().startswith("if")
    ]
    assert [text.split(":")[0] for text in texts] == [
        "3 divides 0",
        "3 does not divide 1",
        "3 does not divide 2",
        "3 divides 3",
    ]


# --- between two epochs ---


@pytest.mark.parametrize(
    ("settings", "held"), [(LoopSettings(), True), (LoopSettings(zero_grad=ZeroGrad.AFTER_STEP), False)]
)
def test_between_two_epochs_it_knows_what_stands_in_grad(settings: LoopSettings, held: bool) -> None:
    history = trained(2, settings)
    at = waiting(frame_of(history, settings=settings))
    assert at is not None
    assert (at.epoch, at.W, at.W_grad is not None) == (2, history.epoch(1).W, held)


def test_at_the_start_it_is_of_the_first_epoch() -> None:
    at = waiting(frame_of(History(), start=Parameters(0.5, 2.0)))
    assert at is not None
    assert (at.epoch, at.W, at.b, at.W_grad) == (0, 0.5, 2.0, None)
    assert waiting(frame_of(History())) is None


# --- on the screen ---


@pytest.fixture
def pane(show: Callable[[QWidget], QWidget]) -> CodePane:
    pane = CodePane()
    pane.restyle(LIGHT, TypeScale())
    pane.resize(520, 300)
    show(pane)
    pane.show_frame(frame_of(History(), start=Parameters(0.0, 0.0)))
    return pane


def test_it_stands_below_the_code(pane: CodePane) -> None:
    assert pane.sentence.text() == "x_train · W + b with W 0 and b 0: the line's guess for each row, 3 in all."
    assert pane.sentence.y() >= pane._scroll.geometry().bottom()


def test_nothing_moves_while_it_changes(pane: CodePane) -> None:
    places = set()
    for before, _ in steps(LoopSettings(momentum=0.9, nesterov=True), 2):
        pane.show_frame(frame_of(History(), settings=before.settings, moment=before))
        places.add((pane.sentence.geometry().getRect(), pane._scroll.geometry().getRect(), pane.maximumHeight()))
    assert len(places) == 1


def test_what_is_too_long_is_cut_and_whole_in_its_tip(sentence: LineSentence) -> None:
    sentence.resize(160, sentence.height())
    before = next(before for before, _ in steps(LoopSettings(), 1) if kind_of(before) is Kind.STEP)
    sentence.show_moment(before)
    assert sentence.text().endswith("…")
    assert "0.08 (b)" in sentence.toolTip()
    sentence.resize(900, sentence.height())
    assert (sentence.text(), sentence.toolTip()) == (sentence.told, "")


def test_it_is_silent_where_no_line_waits(pane: CodePane) -> None:
    pane.show_frame(frame_of(trained(3), state=State.RUNNING))
    assert pane.sentence.text() == ""
    trainer = Trainer(Experiment(settings=OVERFLOWS))
    epochs = [trainer.run_epoch() for _ in range(20)]
    overflowed = next(number for number, epoch in enumerate(epochs) if not epoch.is_finite)
    pane.show_frame(frame_of(history_from(epochs[: overflowed + 1]), state=State.DIVERGED))
    assert pane.sentence.text() == ""


def test_another_program_has_other_words(pane: CodePane) -> None:
    settings = LoopSettings(batch_size=2)
    pane.show_frame(frame_of(History(), settings=settings, start=Parameters(0.0, 0.0)))
    assert pane.sentence.text() == "The sum of the losses begins at 0."
