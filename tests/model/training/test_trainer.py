"""The training loop against the plain script and against torch itself."""

from __future__ import annotations

import gc
import random as python_random
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.dataset import LESSON as LESSON_DATA
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import SEED_LIMIT, Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import History
from model.loop import Kind, loop_of
from model.moment import Moment
from model.training.trainer import Trainer
from tests.model import plain_script as plain
from tests.model.plain_script import LESSON, SKIPPED, Changes, Settings, fresh_gradients, number, plain_script
from tests.model.program import NEVER, assert_same_run, fitting, loop_settings, row, rows, run
from tests.model.variants import exactly

EPOCHS = 200
"""tests/model/test_lesson.py goes on much longer with the lesson itself."""

CHANGES: dict[str, Changes] = {
    "with zero_grad": LESSON,
    "without zero_grad": SKIPPED,
    "skipped from the middle on": LESSON | {100: Settings(zero_grad=False)},
    "skipped up to the middle": SKIPPED | {100: Settings()},
    "lr changed in the middle": LESSON | {100: Settings(lr=0.1)},
    "lr changed while skipped": SKIPPED | {100: Settings(lr=0.003, zero_grad=False)},
}

SKIPPED_FAST = LoopSettings(lr=0.1, zero_grad=ZeroGrad.NEVER)

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
    assert_same_run(run(30, changes, fitting(Dataset.of(x, y))), plain_script(30, changes, x=x, y=y))


def test_skipping_zero_grad_is_exactly_momentum_1() -> None:
    momentum = plain_script(500, momentum=1.0)
    skipped = run(500, SKIPPED)
    np.testing.assert_array_equal([epoch[1:4] for epoch in skipped], [row[:3] for row in momentum])


@pytest.mark.parametrize("changes", [LESSON, SKIPPED], ids=["with zero_grad", "without"])
def test_the_fresh_gradients_are_those_at_this_epochs_W_and_b(changes: Changes) -> None:
    epochs = run(100, changes)
    before = [(0.0, 0.0)] + [(epoch.W, epoch.b) for epoch in epochs[:-1]]
    fresh = [(epoch.W_grad_fresh, epoch.b_grad_fresh) for epoch in epochs]
    assert fresh == [fresh_gradients(W, b) for W, b in before]


def test_without_zero_grad_each_epoch_adds_its_fresh_gradient_to_grad() -> None:
    epochs = run(200, SKIPPED)
    for before, after, epoch in zip(rows(epochs), rows(epochs[1:]), epochs[1:], strict=False):
        assert after.W_grad == np.float32(before.W_grad) + np.float32(epoch.W_grad_fresh)
        assert after.b_grad == np.float32(before.b_grad) + np.float32(epoch.b_grad_fresh)


def test_with_zero_grad_grad_is_the_fresh_gradient() -> None:
    assert all((epoch.W_grad, epoch.b_grad) == (epoch.W_grad_fresh, epoch.b_grad_fresh) for epoch in run(200))


def test_an_epoch_records_the_settings_it_ran_with() -> None:
    epochs = run(3, LESSON | {1: Settings(0.1), 2: Settings(0.1, zero_grad=False)})
    assert [(epoch.lr, epoch.zero_grad) for epoch in epochs] == [(0.01, True), (0.1, True), (0.1, False)]


def test_a_trainer_leaves_its_data_as_they_are() -> None:
    trainer = Trainer(Experiment())
    trainer.names["x_train"].zero_()
    assert Experiment().data.x.tolist() == [[1], [2], [3]]


def five_lines(trainer: Trainer) -> Iterator[tuple[Kind, Moment]]:
    """Run the lesson's next five lines; after each, what it was and what stands where then."""
    for _ in range(5):
        kind = loop_of(trainer.settings).kinds[trainer.moment().line]
        trainer.run_line()
        yield kind, trainer.moment()


def test_the_loop_stops_after_each_of_its_five_lines_in_order() -> None:
    trainer = Trainer(Experiment())
    five = [Kind.HYPOTHESIS, Kind.LOSS, Kind.ZERO_GRAD, Kind.BACKWARD, Kind.STEP]
    assert [kind for kind, _ in five_lines(trainer)] == five
    assert [kind for kind, _ in five_lines(trainer)] == five


def test_before_the_first_line_torch_has_computed_nothing() -> None:
    trainer = Trainer(Experiment())
    assert trainer.moment() == Moment(0, LoopSettings(), W=0.0, b=0.0, line=1, values={})


@pytest.mark.parametrize("zero_grad", [True, False])
def test_at_every_stop_the_tensors_hold_what_torch_has_computed_so_far(zero_grad: bool) -> None:
    """The second epoch, in which .grad is not empty to begin with."""
    trainer = Trainer(Experiment(settings=loop_settings(Settings(zero_grad=zero_grad))))
    assert trainer.W.grad is None
    trainer.run_epoch()
    W, b, old_grad = trainer.W.item(), trainer.b.item(), number(trainer.W.grad)
    assert old_grad == fresh_gradients(0.0, 0.0)[0]
    x_train, y_train = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[2.0], [4.0], [6.0]])
    second = torch.mean((x_train * W + b - y_train) ** 2).item()

    trainer.run_line()
    assert trainer.moment().hypothesis == tuple((x_train * W + b).flatten().tolist())

    trainer.run_line()
    assert trainer.moment().loss == second
    assert trainer.moment().W_grad == number(trainer.W.grad) == old_grad
    assert trainer.moment().W_fresh is None

    if zero_grad:
        trainer.run_line()
        assert (trainer.moment().W_grad, trainer.moment().b_grad) == (None, None)
        assert trainer.W.grad is None
        assert trainer.b.grad is None
    else:
        assert loop_of(NEVER).lines[3] == "    # optimizer.zero_grad()"
        assert trainer.moment().line == 4

    trainer.run_line()
    kept = 0.0 if zero_grad else np.float32(old_grad)
    assert trainer.moment().W_grad == number(trainer.W.grad) == kept + np.float32(fresh_gradients(W, b)[0])
    assert (trainer.moment().W_fresh, trainer.moment().b_fresh) == fresh_gradients(W, b)
    assert (trainer.moment().W, trainer.moment().b) == (W, b)
    assert (trainer.W.item(), trainer.b.item()) == (W, b)

    trainer.run_line()
    after = plain_script(2, LESSON if zero_grad else SKIPPED)[1]
    assert (trainer.W.item(), trainer.b.item(), number(trainer.W.grad)) == (after.W, after.b, after.W_grad)
    moment = trainer.moment()
    assert (moment.W, moment.b, moment.W_grad) == (after.W, after.b, after.W_grad)


def test_only_the_last_line_of_an_epoch_returns_its_record() -> None:
    trainer, records = Trainer(Experiment()), plain_script(2)
    for record in records:
        assert [trainer.run_line() for _ in range(4)] == [None] * 4
        epoch = trainer.run_line()
        assert epoch is not None
        assert row(epoch) == record


def test_a_run_driven_line_by_line_equals_one_driven_by_the_epoch() -> None:
    by_line, by_epoch = Trainer(Experiment()), Trainer(Experiment())
    driven = [by_line.run_line() for _ in range(5 * 50)]
    assert [epoch for epoch in driven if epoch is not None] == [by_epoch.run_epoch() for _ in range(50)]


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_settings_changed_within_an_epoch_count_from_the_next_one_on(lines: int) -> None:
    trainer = Trainer(Experiment())
    trainer.run_epoch()
    for _ in range(lines):
        trainer.run_line()
    trainer.settings = SKIPPED_FAST
    second, third = plain_script(3, LESSON | {2: Settings(lr=0.1, zero_grad=False)})[1:]
    for _ in range(5 - lines):
        trainer.run_line()
    assert (trainer.W.item(), number(trainer.W.grad)) == (second.W, second.W_grad)
    for _ in range(4):  # without zero_grad()
        trainer.run_line()
    assert (trainer.W.item(), number(trainer.W.grad)) == (third.W, third.W_grad)


def test_an_epoch_records_its_own_settings_even_if_they_were_changed_meanwhile() -> None:
    """As another thread may do."""
    trainer = Trainer(Experiment())
    trainer.W.register_hook(lambda _: setattr(trainer, "settings", SKIPPED_FAST))
    first, second = trainer.run_epoch(), trainer.run_epoch()
    assert (first.lr, first.zero_grad) == (0.01, True)
    assert (second.lr, second.zero_grad) == (0.1, False)


def test_two_trainers_taking_turns_do_not_disturb_each_other() -> None:
    trainers = [Trainer(Experiment()), Trainer(Experiment(settings=NEVER))]
    runs: list[list[Epoch]] = [[], []]
    choose = python_random.Random(1)
    while min(map(len, runs)) < 50:
        turn = choose.randrange(2)
        runs[turn].append(trainers[turn].run_epoch())
    assert_same_run(runs[0], plain_script(len(runs[0])))
    assert_same_run(runs[1], plain_script(len(runs[1]), SKIPPED))


def test_a_trainer_that_takes_the_place_of_another_shuffles_as_it_would_have() -> None:
    experiment = Experiment(settings=LoopSettings(batch_size=1))
    one, other = Trainer(experiment), Trainer(experiment)
    for _ in range(3):
        one.run_epoch()
    other.stand_where(one)
    assert [other.run_epoch() for _ in range(3)] == [one.run_epoch() for _ in range(3)]


def test_a_run_that_diverges_equals_the_plain_script_up_to_nan() -> None:
    changes = {0: Settings(lr=0.19)}
    epochs = run(900, changes)
    assert_same_run(epochs, plain_script(900, changes))
    finite = [epoch.is_finite for epoch in epochs]
    first_bad = finite.index(False)
    assert 0 < first_bad < 900
    assert all(finite[:first_bad])
    assert not any(finite[first_bad:])
    assert np.isnan(epochs[-1].W)


def test_epochs_run_on_end_up_to_the_last_one_or_to_what_is_asked_for_or_to_where_the_numbers_overflow() -> None:
    trainer, history, told = Trainer(Experiment()), History(), list[Epoch]()
    assert trainer.run_on(history, 4, lambda: False).number == 4
    assert trainer.run_on(history, 9, lambda: len(history) == 8, told.append).number == 7
    trainer.settings = replace(trainer.settings, lr=1e6)
    last = trainer.run_on(history, 99, lambda: False)
    assert (last.number < 99, last.is_finite, last) == (True, False, history.last())
    alone = Trainer(Experiment())
    expected = [alone.run_epoch() for _ in range(8)]
    alone.settings = trainer.settings
    expected += [alone.run_epoch() for _ in range(8, len(history))]
    assert exactly(list(history.epochs())) == exactly(expected)
    assert told == expected[5:8]


def test_what_is_changed_while_epochs_run_on_end_counts_from_where_they_have_ended() -> None:
    trainer, history = Trainer(Experiment()), History()
    first, second = trainer.settings, LoopSettings(lr=0.02)

    def change(_: Epoch) -> None:
        trainer.settings = second

    trainer.run_on(history, 4, lambda: False, change)
    trainer.run_on(history, 9, lambda: False)
    assert [epoch.settings for epoch in history.epochs()] == [first] * 5 + [second] * 5


@pytest.mark.parametrize("name", ["loss", "W", "b"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_an_epoch_is_not_finite_when_any_of_loss_W_and_b_is_not(name: str, value: float) -> None:
    epoch = Epoch(0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, LoopSettings())
    assert epoch.is_finite
    assert not Epoch._make((epoch._asdict() | {name: value}).values()).is_finite


@pytest.mark.parametrize(
    ("momentum", "nesterov"), [(0.5, False), (0.9, True), (1.0, False), (1.0, True), (1e-30, False)]
)
@pytest.mark.parametrize("standardise", [False, True])
def test_momentum_is_that_of_the_plain_script(momentum: float, nesterov: bool, standardise: bool) -> None:
    options = {"momentum": momentum, "nesterov": nesterov, "standardise": standardise}
    trainer = Trainer(Experiment(settings=replace(LoopSettings(), **options)))  # type: ignore[arg-type]
    assert_same_run([trainer.run_epoch() for _ in range(100)], plain_script(100, **options))  # type: ignore[arg-type]


def test_x_is_standardised_anew_from_the_data_as_they_are_at_each_change() -> None:
    """With W = 1 and b = 0 the hypothesis is x itself."""
    other = Dataset.of([10, 20, 60], [1, 2, 3])
    trainer = Trainer(Experiment(initial=InitialParameters(Start.NUMBERS, 1.0, 0.0)))
    for data, standardise in ((LESSON_DATA, True), (other, True), (other, False), (LESSON_DATA, False), (other, True)):
        trainer.settings = LoopSettings(lr=0.0, data=data, standardise=standardise)
        trainer.run_epoch()
        x = torch.tensor(data.x)
        expected = (x - x.mean()) / x.std(correction=0) if standardise else x
        assert trainer.moment().hypothesis == tuple(expected.flatten().tolist())


def test_what_others_draw_while_an_epoch_is_run_line_by_line_leaves_its_shuffling_alone() -> None:
    experiment = Experiment(settings=LoopSettings(batch_size=1))
    trainer, alone = Trainer(experiment), Trainer(experiment)
    epochs: list[Epoch] = []
    while len(epochs) < 5:
        torch.randperm(3)
        epoch = trainer.run_line()
        epochs += [] if epoch is None else [epoch]
    assert epochs == [alone.run_epoch() for _ in range(5)]


@pytest.mark.parametrize(
    "variant",
    [
        LoopSettings(),
        LoopSettings(zero_grad=ZeroGrad.NEVER),
        LoopSettings(momentum=0.5),
        LoopSettings(batch_size=1),
        LoopSettings(accumulate=3),
    ],
    ids=str,
)
def test_an_epoch_leaves_nothing_behind_but_its_row(variant: LoopSettings) -> None:
    trainer, history = Trainer(Experiment(settings=variant)), History()

    def blocks_after(epochs: int) -> int:
        for _ in range(epochs):
            history.append(trainer.run_epoch())
        if not variant.in_pieces:
            trainer.run_on(history, trainer.number + epochs - 1, lambda: False)
        gc.collect()
        return sys.getallocatedblocks()

    before = blocks_after(100)
    assert blocks_after(1000) - before < 100  # of what else the process does; one for each epoch would be 1000
