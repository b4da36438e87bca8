"""What stands where between two lines, against torch called line by line."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import FLOAT32_MAX, Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.loop import Kind, loop_of
from model.moment import values_after
from model.training.trainer import Trainer
from tests.model.plain_variants import grads
from tests.model.program import fitting
from tests.model.variants import CHANGES, EVERY_SETTINGS, VARIANTS, Variant, exactly

each_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))


def whole_epoch(trainer: Trainer) -> Epoch:
    """Run line by line up to the end of the epoch."""
    while (epoch := trainer.run_line()) is None:
        pass
    return epoch


class Pupil:
    """The lesson's lines, to be called by hand in any order; each tells what it left behind, as the window is to."""

    def __init__(self) -> None:
        self.x_train = torch.tensor([[1.0], [2.0], [3.0]])
        self.y_train = torch.tensor([[2.0], [4.0], [6.0]])
        self.W, self.b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
        self.optimizer = torch.optim.SGD([self.W, self.b], lr=0.01)
        self.hypothesis: torch.Tensor | None = None
        self.loss: torch.Tensor | None = None
        self.own: tuple[float | None, float | None] = (None, None)
        self.found: dict[Callable[[Pupil], str], tuple[float, ...]] = {}
        """What a line had as the loss, or as the gradients of W and of b."""

    def predict(self) -> str:
        """The hypothesis."""
        self.own = (None, None)
        self.hypothesis = self.x_train * self.W + self.b
        return "[{:.4g} {:.4g} {:.4g}] (3, 1)".format(*self.hypothesis.flatten().tolist())

    def compare(self) -> str:
        """The loss."""
        assert self.hypothesis is not None
        self.loss = torch.mean((self.hypothesis - self.y_train) ** 2)
        self.found[Pupil.compare] = (self.loss.item(),)
        return f"{self.loss.item():.6g} ()"

    def clear(self) -> str:
        """Call zero_grad()."""
        self.optimizer.zero_grad()
        return "W.grad None b.grad None"

    def back(self) -> str:
        """Call backward(), and keep the gradient by itself."""
        assert self.loss is not None
        own = torch.autograd.grad(self.loss, [self.W, self.b], retain_graph=True)
        self.own = self.found[Pupil.back] = (own[0].item(), own[1].item())
        self.loss.backward(retain_graph=True)
        return "W.grad {:.5g} (1,) b.grad {:.5g} (1,)".format(*grads(self.W, self.b))

    def move(self) -> str:
        """Call step()."""
        self.optimizer.step()
        return f"W {self.W.item():.5g} (1,) b {self.b.item():.5g} (1,)"


PREDICT, COMPARE, CLEAR, BACK, MOVE = Pupil.predict, Pupil.compare, Pupil.clear, Pupil.back, Pupil.move

ORDERS: dict[ZeroGrad, dict[int, Callable[[Pupil], str]]] = {
    ZeroGrad.BEFORE_FORWARD: {1: CLEAR, 2: PREDICT, 3: COMPARE, 4: BACK, 5: MOVE},
    ZeroGrad.BEFORE_BACKWARD: {1: PREDICT, 2: COMPARE, 3: CLEAR, 4: BACK, 5: MOVE},
    ZeroGrad.AFTER_BACKWARD: {1: PREDICT, 2: COMPARE, 3: BACK, 4: CLEAR, 5: MOVE},
    ZeroGrad.AFTER_STEP: {1: PREDICT, 2: COMPARE, 3: BACK, 4: MOVE, 5: CLEAR},
    ZeroGrad.NEVER: {1: PREDICT, 2: COMPARE, 4: BACK, 5: MOVE},
}
"""For each place of zero_grad(), which line does what."""


@pytest.mark.parametrize("place", ORDERS)
def test_at_every_stop_of_three_epochs_all_is_as_torch_has_it(place: ZeroGrad) -> None:
    trainer, pupil = Trainer(Experiment(settings=LoopSettings(zero_grad=place))), Pupil()
    for _ in range(3):
        pupil.own = (None, None)
        texts = {}
        for line, call in ORDERS[place].items():
            before = trainer.moment()
            assert before.line == line
            trainer.run_line()
            texts[line] = call(pupil)
            assert before.coming == pupil.found.get(call, ())
            moment = trainer.moment()
            assert (moment.W, moment.b) == (pupil.W.item(), pupil.b.item())
            assert (moment.W_grad, moment.b_grad) == grads(pupil.W, pupil.b)
            hypothesis, loss = pupil.hypothesis, pupil.loss
            assert moment.hypothesis == (None if hypothesis is None else tuple(hypothesis.flatten().tolist()))
            assert moment.loss == (None if loss is None else loss.item())
            assert moment.values == texts
            if moment.mid_epoch:
                assert (moment.W_fresh, moment.b_fresh) == pupil.own


def test_a_moment_stays_as_it_was_while_the_loop_goes_on() -> None:
    trainer = Trainer(Experiment())
    trainer.run_line()
    moment = trainer.moment()
    before = moment._replace(values=dict(moment.values))
    for _ in range(12):
        trainer.run_line()
    assert moment == before


def test_of_many_rows_the_first_three_are_written_out() -> None:
    data = Dataset.of([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])
    initial = InitialParameters(Start.NUMBERS, W=1.0, b=0.5)
    trainer = Trainer(replace(fitting(data), initial=initial))
    trainer.run_line()
    assert trainer.moment().values[1] == "[1.5 2.5 3.5 …] (5, 1)"


@each_variant
def test_a_variant_driven_by_lines_gives_the_records_of_one_driven_by_epochs(variant: Variant) -> None:
    by_line, by_epoch = Trainer(variant.experiment), Trainer(variant.experiment)
    assert [whole_epoch(by_line) for _ in range(15)] == [by_epoch.run_epoch() for _ in range(15)]


@each_variant
def test_the_line_that_comes_next_is_never_a_comment(variant: Variant) -> None:
    trainer, lines = Trainer(variant.experiment), loop_of(variant.settings).lines
    for _ in range(60):
        assert not lines[trainer.moment().line].strip().startswith("#")
        trainer.run_line()


@given(EVERY_SETTINGS, CHANGES, st.lists(st.booleans(), min_size=1, max_size=200))
def test_lines_and_epochs_in_any_mixture_give_the_same_records(
    first: LoopSettings, changes: dict[int, LoopSettings], whole: list[bool]
) -> None:
    mixed, by_epoch = (Trainer(Experiment(settings=first)) for _ in range(2))
    for each in whole:
        if not mixed.mid_epoch:
            mixed.settings = changes.get(mixed.number, mixed.settings)
        epoch = mixed.run_epoch() if each else mixed.run_line()
        if epoch is not None:
            by_epoch.settings = changes.get(by_epoch.number, by_epoch.settings)
            assert epoch == by_epoch.run_epoch()
            assert grads(mixed.W, mixed.b) == grads(by_epoch.W, by_epoch.b)


@given(EVERY_SETTINGS, EVERY_SETTINGS, st.integers(1, 12), st.booleans())
def test_settings_changed_within_an_epoch_of_any_variant_count_from_the_next_one_on(
    first: LoopSettings, later: LoopSettings, lines: int, whole: bool
) -> None:
    within, between = (Trainer(Experiment(settings=first)) for _ in range(2))
    assume(not any(within.run_line() for _ in range(lines)))
    within.settings = later
    epoch = within.run_epoch() if whole else whole_epoch(within)
    assert epoch == between.run_epoch()
    between.settings = later
    assert within.run_epoch() == between.run_epoch()


def unknown_lines(settings: LoopSettings, epoch: int) -> set[int]:
    """The lines of which the record cannot tell what they left behind."""
    kinds = loop_of(settings).kinds
    lines = {n for n, kind in enumerate(kinds) if kind in (Kind.HYPOTHESIS, Kind.LOSS) and settings.accumulate > 1}
    backward = [n for n, kind in enumerate(kinds) if kind is Kind.BACKWARD]
    return lines | set(backward if settings.clears_before_step(epoch) else backward[:-1])


@each_variant
def test_a_record_tells_what_each_line_left_behind_as_the_lines_themselves_did(variant: Variant) -> None:
    trainer = Trainer(variant.experiment)
    for _ in range(10):
        W, b = trainer.W.item(), trainer.b.item()
        epoch = whole_epoch(trainer)
        driven = dict(trainer.moment().values)
        told = values_after(epoch, W, b)
        unknown = unknown_lines(variant.settings, epoch.number)
        for line in range(len(loop_of(variant.settings).lines)):
            assert told.get(line, "") == ("" if line in unknown else driven.get(line, ""))


def test_a_record_tells_of_many_rows_what_the_line_itself_did() -> None:
    data = Dataset.of([0.1, 0.2, 0.3, 0.4], [7, 8, 9, 1])
    trainer = Trainer(replace(fitting(data), initial=InitialParameters(Start.NUMBERS, W=1.7, b=-0.3)))
    W, b = trainer.W.item(), trainer.b.item()
    epoch = whole_epoch(trainer)
    assert values_after(epoch, W, b) == {0: ""} | dict(trainer.moment().values)


def test_a_record_of_numbers_that_overflow_is_told_without_a_warning() -> None:
    initial = InitialParameters(Start.NUMBERS, W=FLOAT32_MAX, b=0.0)
    epoch = Trainer(Experiment(initial=initial)).run_epoch()
    assert values_after(epoch, FLOAT32_MAX, 0.0)[1] == "[3.403e+38 inf inf] (3, 1)"
    assert values_after(epoch, math.inf, -math.inf)[1] == "[nan nan nan] (3, 1)"


@each_variant
def test_lines_that_overflow_are_driven_as_epochs_are(variant: Variant) -> None:
    experiment = replace(variant.experiment, settings=replace(variant.settings, lr=1.0))
    by_line, by_epoch = Trainer(experiment), Trainer(experiment)
    assert exactly([whole_epoch(by_line) for _ in range(40)]) == exactly([by_epoch.run_epoch() for _ in range(40)])


def test_a_record_on_standardised_x_is_told_as_the_lines_themselves_did() -> None:
    data = Dataset.of([1990.1, 2000.2, 2003.3, 2011.4], [7, 8, 9, 1])
    settings = LoopSettings(data=data, standardise=True, momentum=0.5)
    trainer = Trainer(Experiment(settings=settings, initial=InitialParameters(Start.NUMBERS, W=1.7, b=-0.3)))
    for _ in range(3):
        W, b = trainer.W.item(), trainer.b.item()
        epoch = whole_epoch(trainer)
        assert values_after(epoch, W, b) == {0: "", 1: ""} | dict(trainer.moment().values)
