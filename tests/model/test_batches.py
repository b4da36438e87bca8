"""Mini-batches, shuffled from the seed; data that change in the middle of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from model.comparison.twins import Twin, Twins
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import History
from model.loop import loop_of
from model.moment import values_after
from model.training.trainer import Trainer
from tests.model.plain_script import number

SIX = Dataset.of([1, 2, 3, 4, 5, 6], [2.5, 3.5, 6.25, 8.5, 9.5, 13])
TWOS = LoopSettings(lr=0.005, batch_size=2, data=SIX)
RANDOM = InitialParameters(Start.RANDOM)


def plain_script(
    epochs: int, size: int, *, seed: int = 1, skip: bool = False, random: bool = False
) -> list[list[float]]:
    """Mini-batches as a student would write them: loss, W, b and what stands in .grad."""
    x_train, y_train = torch.tensor(SIX.x), torch.tensor(SIX.y)
    torch.manual_seed(seed)
    start = torch.rand if random else torch.zeros
    W, b = start(1, requires_grad=True), start(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.005)
    rows = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.randperm(6).split(size):
            x, y = x_train[batch], y_train[batch]
            hypothesis = x * W + b
            loss = torch.mean((hypothesis - y) ** 2)
            if not skip:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        rows.append([float(np.float32(total / 6)), W.item(), b.item(), number(W.grad), number(b.grad)])
    return rows


def seen(epochs: Sequence[Epoch]) -> list[list[object]]:
    return [list(epoch[1:6]) for epoch in epochs]


def run(experiment: Experiment, epochs: int) -> list[Epoch]:
    trainer = Trainer(experiment)
    return [trainer.run_epoch() for _ in range(epochs)]


@pytest.mark.parametrize("size", [1, 2, 4, 5, 6, 100])
@pytest.mark.parametrize("skip", [False, True])
def test_mini_batches_equal_the_plain_script(size: int, skip: bool) -> None:
    zero_grad = ZeroGrad.NEVER if skip else ZeroGrad.BEFORE_BACKWARD
    experiment = Experiment(settings=replace(TWOS, batch_size=size, zero_grad=zero_grad))
    assert seen(run(experiment, 60)) == plain_script(60, size, skip=skip)


@pytest.mark.parametrize("seed", [1, 7])
def test_a_random_start_draws_before_the_batches_do(seed: int) -> None:
    experiment = Experiment(seed=seed, initial=RANDOM, settings=TWOS)
    assert seen(run(experiment, 60)) == plain_script(60, 2, seed=seed, random=True)


def test_another_seed_gives_another_run() -> None:
    assert run(Experiment(settings=TWOS), 5) == run(Experiment(settings=TWOS), 5)
    assert run(Experiment(settings=TWOS), 5) != run(Experiment(seed=2, settings=TWOS), 5)


def test_line_by_line_is_the_same_run() -> None:
    trainer = Trainer(Experiment(settings=TWOS))
    records = [epoch for _ in range(400) if (epoch := trainer.run_line()) is not None]
    assert records == run(Experiment(settings=TWOS), len(records))
    assert len(records) > 10


def test_trainers_in_step_do_not_take_each_others_random_numbers() -> None:
    one, other = Trainer(Experiment(settings=TWOS)), Trainer(Experiment(seed=5, settings=TWOS))
    both = [(one.run_epoch(), other.run_epoch()) for _ in range(20)]
    assert [first for first, _ in both] == run(Experiment(settings=TWOS), 20)
    assert [second for _, second in both] == run(Experiment(seed=5, settings=TWOS), 20)


@pytest.mark.parametrize("stop", [1, 13, 40])
def test_a_run_goes_on_from_any_epoch_with_the_shuffles_it_would_have_had(stop: int) -> None:
    changes = {5: replace(TWOS, batch_size=3), 9: replace(TWOS, batch_size=0), 12: replace(TWOS, data=LESSON)}
    trainer, history = Trainer(Experiment(initial=RANDOM, settings=TWOS)), History()
    for epoch in range(60):
        trainer.settings = changes.get(epoch, trainer.settings)
        history.append(trainer.run_epoch())
    again = Trainer(Experiment(initial=RANDOM, settings=TWOS))
    again.restore(history.epoch(stop - 1), history.shuffles(stop))
    for epoch in range(stop, 60):
        again.settings = history.settings_at(epoch)
        assert again.run_epoch() == history.epoch(epoch)


def test_skipping_is_momentum_1_with_mini_batches_too() -> None:
    never = replace(TWOS, zero_grad=ZeroGrad.NEVER, lr=0.001)
    trainer = Trainer(Experiment(settings=never))
    twins = Twins(Experiment(settings=never), trainer, (Twin.MOMENTUM,))
    for _ in range(100):
        own, theirs = trainer.run_epoch(), twins.run_epoch()[0]
        assert own[1:4] == theirs[1:4]


@pytest.mark.parametrize("zero_grad", [ZeroGrad.NEVER, ZeroGrad.AFTER_STEP, ZeroGrad.BEFORE_BACKWARD])
def test_an_epochs_own_gradient_is_that_of_its_last_batch(zero_grad: ZeroGrad) -> None:
    settings = replace(TWOS, zero_grad=zero_grad)
    trainer, lines = Trainer(Experiment(settings=settings)), loop_of(settings).lines
    batches: list[tuple[float, float]] = []

    epoch = None
    while epoch is None:
        if trainer.mid_epoch and lines[trainer.moment().line].strip().startswith("hypothesis"):
            batches.append((trainer.W.item(), trainer.b.item()))
        epoch = trainer.run_line()
    torch.manual_seed(1)
    rows, (W_before, b_before) = torch.randperm(6).split(2)[-1], batches[-1]
    W, b = torch.tensor([W_before], requires_grad=True), torch.tensor([b_before], requires_grad=True)
    loss = torch.mean((torch.tensor(SIX.x)[rows] * W + b - torch.tensor(SIX.y)[rows]) ** 2)
    gradients = torch.autograd.grad(loss, (W, b))
    assert len(batches) == 3
    assert (epoch.W_grad_fresh, epoch.b_grad_fresh) == tuple(gradient.item() for gradient in gradients)
    assert run(Experiment(settings=replace(TWOS, zero_grad=zero_grad)), 1) == [epoch]


def test_an_epoch_of_many_batches_can_be_left_in_its_middle_and_gone_on_with() -> None:
    trainer = Trainer(Experiment(settings=TWOS))
    asked = iter([False, True, False, False])
    assert trainer.run_unless(lambda: next(asked)) is None
    assert trainer.mid_epoch
    assert trainer.run_unless(lambda: next(asked)) == run(Experiment(settings=TWOS), 1)[0]


def test_the_whole_batch_is_never_left_in_its_middle() -> None:
    assert Trainer(Experiment()).run_unless(lambda: True) is not None


def test_data_that_change_count_from_the_next_epoch_on() -> None:
    trainer = Trainer(Experiment(settings=replace(TWOS, batch_size=0)))
    for _ in range(10):
        trainer.run_epoch()
    trainer.settings = replace(trainer.settings, data=LESSON)
    W, b = trainer.W.item(), trainer.b.item()
    epoch = trainer.run_epoch()
    with torch.no_grad():
        expected = torch.mean((torch.tensor(LESSON.x) * W + b - torch.tensor(LESSON.y)) ** 2).item()
    assert epoch.loss == pytest.approx(expected, rel=1e-6)
    assert epoch.settings.data == LESSON


def test_a_record_of_mini_batches_tells_nothing_of_the_pieces() -> None:
    epoch = run(Experiment(settings=TWOS), 1)[0]
    values = values_after(epoch, 0.0, 0.0)
    lines = loop_of(TWOS).lines
    told = {lines[line].strip().split(" ")[0] for line, text in values.items() if text}
    assert told == {"optimizer.zero_grad()", "loss.backward()", "optimizer.step()"}


def test_mini_batches_and_parts_do_not_go_together() -> None:
    with pytest.raises(ValueError, match="do not go together"):
        LoopSettings(batch_size=1, accumulate=3)


@pytest.mark.parametrize("size", [-1, 10**9])
def test_sizes_out_of_range_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="mini-batches"):
        LoopSettings(batch_size=size)


def test_only_random_starts_and_mini_batches_draw() -> None:
    assert not Experiment().draws
    assert Experiment(initial=RANDOM).draws
    assert Experiment(settings=TWOS).draws
