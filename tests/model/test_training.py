"""The training loop against the plain script and against torch itself."""

from __future__ import annotations

import random as python_random
from itertools import islice, pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import SEED_LIMIT, Experiment, InitialParameters, LoopSettings, Start
from model.training import Line, Trainer
from tests.model import plain_script as plain
from tests.model.plain_script import LESSON, SKIPPED, Changes, Settings, fresh_gradients, number, plain_script
from tests.model.program import assert_same_run, run

EPOCHS = 5000

CHANGES: dict[str, Changes] = {
    "with zero_grad": LESSON,
    "without zero_grad": SKIPPED,
    "skipped from the middle on": LESSON | {2500: Settings(zero_grad=False)},
    "skipped up to the middle": SKIPPED | {2500: Settings()},
    "lr changed in the middle": LESSON | {2500: Settings(lr=0.1)},
    "lr changed while skipped": SKIPPED | {2500: Settings(lr=0.003, zero_grad=False)},
}

COORDINATES = st.floats(-10, 10, width=32)
ANY_SETTINGS = st.builds(Settings, lr=st.floats(0, 0.02), zero_grad=st.booleans())


@pytest.mark.parametrize("changes", CHANGES.values(), ids=list(CHANGES))
def test_a_run_equals_the_plain_script_bit_for_bit(changes: Changes) -> None:
    assert_same_run(run(EPOCHS, changes), plain_script(EPOCHS, changes))


@pytest.mark.parametrize("changes", [LESSON, SKIPPED], ids=["with zero_grad", "without"])
def test_a_run_from_given_numbers_equals_the_plain_script(changes: Changes) -> None:
    experiment = Experiment(initial=InitialParameters(Start.NUMBERS, W=-1.7, b=30.1))
    assert_same_run(
        run(EPOCHS, changes, experiment), plain_script(EPOCHS, changes, start=plain.numbers(W=-1.7, b=30.1))
    )


def test_a_run_may_start_from_whole_numbers() -> None:
    """They pass for float with every type checker, and torch makes tensors of integers of them."""
    experiment = Experiment(initial=InitialParameters(Start.NUMBERS, W=1, b=2))
    assert_same_run(run(3, experiment=experiment), plain_script(3, start=plain.numbers(W=1.0, b=2.0)))


@pytest.mark.parametrize(("seed", "epochs"), [(1, EPOCHS), (0, 10), (SEED_LIMIT - 1, 10)])
def test_a_run_from_random_numbers_equals_the_plain_script_with_the_same_seed(seed: int, epochs: int) -> None:
    experiment = Experiment(seed=seed, initial=InitialParameters(Start.RANDOM))
    assert_same_run(run(epochs, experiment=experiment), plain_script(epochs, start=plain.random, seed=seed))


@given(
    st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=40),
    ANY_SETTINGS,
    st.dictionaries(st.integers(1, 29), ANY_SETTINGS, max_size=5),
)
@settings(max_examples=25)
def test_a_run_on_any_data_with_any_changes_equals_the_plain_script(
    points: list[tuple[float, float]], first: Settings, later: dict[int, Settings]
) -> None:
    x, y = zip(*points, strict=True)
    changes = {0: first} | later
    assert_same_run(run(30, changes, Experiment(Dataset.of(x, y))), plain_script(30, changes, x=x, y=y))


def test_skipping_zero_grad_is_exactly_momentum_1() -> None:
    momentum = plain_script(3000, momentum=1.0)
    skipped = run(3000, SKIPPED)
    np.testing.assert_array_equal([epoch[1:4] for epoch in skipped], [row[:3] for row in momentum])


@pytest.mark.parametrize("changes", [LESSON, SKIPPED], ids=["with zero_grad", "without"])
def test_the_fresh_gradients_are_those_at_this_epochs_W_and_b(changes: Changes) -> None:
    epochs = run(1000, changes)
    before = [(0.0, 0.0)] + [(epoch.W, epoch.b) for epoch in epochs[:-1]]
    fresh = [(epoch.W_grad_fresh, epoch.b_grad_fresh) for epoch in epochs]
    assert fresh == [fresh_gradients(W, b) for W, b in before]


def test_without_zero_grad_each_epoch_adds_its_fresh_gradient_to_grad() -> None:
    for before, epoch in pairwise(run(1000, SKIPPED)):
        assert epoch.W_grad == np.float32(before.W_grad) + np.float32(epoch.W_grad_fresh)
        assert epoch.b_grad == np.float32(before.b_grad) + np.float32(epoch.b_grad_fresh)


def test_with_zero_grad_grad_is_the_fresh_gradient() -> None:
    assert all((epoch.W_grad, epoch.b_grad) == (epoch.W_grad_fresh, epoch.b_grad_fresh) for epoch in run(1000))


def test_an_epoch_records_the_settings_it_ran_with() -> None:
    epochs = run(3, LESSON | {1: Settings(0.1), 2: Settings(0.1, zero_grad=False)})
    assert [(epoch.lr, epoch.zero_grad) for epoch in epochs] == [(0.01, True), (0.1, True), (0.1, False)]


def test_a_trainer_leaves_its_data_as_they_are() -> None:
    trainer = Trainer(Experiment())
    trainer.x.zero_()
    assert Experiment().data.x.tolist() == [[1], [2], [3]]


def test_the_loop_stops_after_each_of_its_five_lines_in_order() -> None:
    assert list(islice(Trainer(Experiment()).loop(), 11)) == [*Line, *Line, Line.HYPOTHESIS]
    assert [line.name for line in Line] == ["HYPOTHESIS", "LOSS", "ZERO_GRAD", "BACKWARD", "STEP"]


@pytest.mark.parametrize("zero_grad", [True, False])
def test_at_every_stop_the_tensors_hold_what_torch_has_computed_so_far(zero_grad: bool) -> None:
    """The second epoch, in which .grad is not empty to begin with."""
    trainer = Trainer(Experiment(settings=LoopSettings(zero_grad=zero_grad)))
    lines = trainer.loop()
    assert trainer.W.grad is None
    assert list(islice(lines, 5))[-1] is Line.STEP
    W, b, old_grad = trainer.W.item(), trainer.b.item(), number(trainer.W.grad)
    assert old_grad == fresh_gradients(0.0, 0.0)[0]

    assert next(lines) is Line.HYPOTHESIS
    hypothesis = trainer.x * W + b
    assert torch.equal(trainer.hypothesis, hypothesis)

    assert next(lines) is Line.LOSS
    assert torch.equal(trainer.loss, torch.mean((hypothesis - trainer.y) ** 2))
    assert number(trainer.W.grad) == old_grad

    assert next(lines) is Line.ZERO_GRAD
    if zero_grad:
        assert trainer.W.grad is None
        assert trainer.b.grad is None
    else:
        assert number(trainer.W.grad) == old_grad

    assert next(lines) is Line.BACKWARD
    kept = 0.0 if zero_grad else np.float32(old_grad)
    assert number(trainer.W.grad) == kept + np.float32(fresh_gradients(W, b)[0])
    assert (trainer.W.item(), trainer.b.item()) == (W, b)

    assert next(lines) is Line.STEP
    row = plain_script(2, LESSON if zero_grad else SKIPPED)[1]
    assert (trainer.W.item(), trainer.b.item(), number(trainer.W.grad)) == (row.W, row.b, row.W_grad)


def test_a_run_driven_line_by_line_equals_one_driven_by_the_epoch() -> None:
    by_line, by_epoch = Trainer(Experiment()), Trainer(Experiment())
    for line in islice(by_line.loop(), 5 * 200):
        if line is Line.STEP:
            epoch = by_epoch.run_epoch()
            assert (by_line.loss.item(), by_line.W.item(), by_line.b.item()) == (epoch.loss, epoch.W, epoch.b)


@pytest.mark.parametrize("line", list(Line)[:-1])
def test_settings_changed_within_an_epoch_count_from_the_next_one_on(line: Line) -> None:
    trainer = Trainer(Experiment())
    lines = trainer.loop()
    list(islice(lines, 5 + line + 1))
    trainer.settings = LoopSettings(lr=0.1, zero_grad=False)
    second, third = plain_script(3, LESSON | {2: Settings(lr=0.1, zero_grad=False)})[1:]
    list(islice(lines, 4 - line))
    assert (trainer.W.item(), number(trainer.W.grad)) == (second.W, second.W_grad)
    list(islice(lines, 5))
    assert (trainer.W.item(), number(trainer.W.grad)) == (third.W, third.W_grad)


def test_an_epoch_records_its_own_settings_even_if_they_were_changed_meanwhile() -> None:
    """As another thread may do."""
    trainer = Trainer(Experiment())
    trainer.W.register_hook(lambda _: setattr(trainer, "settings", LoopSettings(lr=0.1, zero_grad=False)))
    first, second = trainer.run_epoch(), trainer.run_epoch()
    assert (first.lr, first.zero_grad) == (0.01, True)
    assert (second.lr, second.zero_grad) == (0.1, False)


def test_two_trainers_taking_turns_do_not_disturb_each_other() -> None:
    trainers = [Trainer(Experiment()), Trainer(Experiment(settings=LoopSettings(zero_grad=False)))]
    runs: list[list[Epoch]] = [[], []]
    choose = python_random.Random(1)
    while min(map(len, runs)) < 200:
        turn = choose.randrange(2)
        runs[turn].append(trainers[turn].run_epoch())
    assert_same_run(runs[0], plain_script(len(runs[0])))
    assert_same_run(runs[1], plain_script(len(runs[1]), SKIPPED))


def test_a_run_that_diverges_equals_the_plain_script_up_to_nan() -> None:
    changes = {0: Settings(lr=0.19)}
    epochs = run(2500, changes)
    assert_same_run(epochs, plain_script(2500, changes))
    finite = [epoch.is_finite for epoch in epochs]
    first_bad = finite.index(False)
    assert 0 < first_bad < 2500
    assert all(finite[:first_bad])
    assert not any(finite[first_bad:])
    assert np.isnan(epochs[-1].W)


@pytest.mark.parametrize("name", ["loss", "W", "b"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_an_epoch_is_not_finite_when_any_of_loss_W_and_b_is_not(name: str, value: float) -> None:
    epoch = Epoch(0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.01, True)
    assert epoch.is_finite
    assert not Epoch._make((epoch._asdict() | {name: value}).values()).is_finite
