"""Going back in a run and on from there, against the run that nobody disturbed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import settings as settings_of_tests
from hypothesis import strategies as st

from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import COLUMNS, Change, History
from model.training.trainer import Trainer
from tests.model.plain_variants import grads
from tests.model.variants import CHANGES, EVERY_SETTINGS, VARIANTS, Variant, exactly

EPOCHS = 40

STARTS = st.sampled_from(
    [InitialParameters(), InitialParameters(Start.RANDOM), InitialParameters(Start.NUMBERS, -1.7, 30.1)]
)


MINI_BATCHES = st.builds(
    lambda settings, size: replace(settings, batch_size=size, accumulate=1),
    EVERY_SETTINGS,
    st.sampled_from([0, 1, 2]),
)
"""Any variant, mostly in mini-batches."""


class Stand:
    """Where a trainer stands at the end of an epoch, bit for bit, the random numbers to come included."""

    def __init__(self, trainer: Trainer) -> None:
        self.number = trainer.number
        buffers = [trainer.optimizer.state[each].get("momentum_buffer") for each in (trainer.W, trainer.b)]
        tensors = (trainer.W, trainer.b, trainer.W.grad, trainer.b.grad, *buffers)
        self.bits = [None if tensor is None else tensor.detach().numpy().tobytes() for tensor in tensors]
        self.random = torch.random.get_rng_state()

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Stand)
        return (self.number, self.bits) == (other.number, other.bits) and torch.equal(self.random, other.random)

    __hash__ = None  # type: ignore[assignment]


def run_on(trainer: Trainer, changes: dict[int, LoopSettings], epochs: int) -> tuple[list[Epoch], list[Stand]]:
    """Run up to this epoch with the changes that lie ahead; the records, and where each leaves the trainer."""
    records, stands = [], []
    while trainer.number < epochs:
        trainer.settings = changes.get(trainer.number, trainer.settings)
        records.append(trainer.run_epoch())
        stands.append(Stand(trainer))
    return records, stands


def history_of(epochs: Sequence[Epoch]) -> History:
    history = History()
    for epoch in epochs:
        history.append(epoch)
    return history


@given(
    first=EVERY_SETTINGS,
    changes=CHANGES,
    initial=STARTS,
    seed=st.integers(0, 99),
    back=st.lists(st.integers(0, EPOCHS - 1), min_size=1, max_size=3),
)
@settings_of_tests(max_examples=25)
def test_a_run_gone_on_with_from_any_epoch_is_the_undisturbed_run(
    first: LoopSettings,
    changes: dict[int, LoopSettings],
    initial: InitialParameters,
    seed: int,
    back: list[int],
) -> None:
    experiment = Experiment(settings=first, initial=initial, seed=seed)
    records, stands = run_on(Trainer(experiment), changes, EPOCHS)
    history = history_of(records)
    for epoch in back:
        trainer = Trainer(experiment)
        trainer.settings = history.settings_at(epoch)
        trainer.restore(history.epoch(epoch))
        assert Stand(trainer) == stands[epoch]
        again, again_stands = run_on(trainer, changes, EPOCHS)
        assert again == records[epoch + 1 :]
        assert again_stands == stands[epoch + 1 :]


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))
def test_every_epoch_of_a_variant_can_be_gone_back_to(variant: Variant) -> None:
    records, stands = run_on(Trainer(variant.experiment), {}, 13)
    history = history_of(records)
    for epoch, stand in enumerate(stands[:-1]):
        trainer = Trainer(variant.experiment)
        trainer.restore(history.epoch(epoch))
        assert Stand(trainer) == stand
        assert trainer.run_epoch() == records[epoch + 1]


@given(first=MINI_BATCHES, changes=st.dictionaries(st.integers(1, 11), MINI_BATCHES, max_size=4))
@settings_of_tests(max_examples=10)
def test_every_epoch_of_any_run_with_momentum_and_mini_batches_can_be_gone_back_to(
    first: LoopSettings, changes: dict[int, LoopSettings]
) -> None:
    experiment = Experiment(settings=first, initial=InitialParameters(Start.RANDOM), seed=3)
    records, stands = run_on(Trainer(experiment), changes, 12)
    history = history_of(records)
    assert list(history.epochs()) == records
    for epoch, stand in enumerate(stands):
        trainer = Trainer(experiment)
        trainer.settings = history.settings_at(epoch)
        trainer.restore(history.epoch(epoch), history.shuffles(epoch + 1))
        assert Stand(trainer) == stand
        assert run_on(trainer, changes, 12) == (records[epoch + 1 :], stands[epoch + 1 :])


def test_buffers_outlive_the_momentum_that_made_them() -> None:
    trainer = Trainer(Experiment(settings=LoopSettings(momentum=0.9)))
    first = trainer.run_epoch()
    trainer.settings = LoopSettings()
    assert trainer.run_epoch().momentum == first.momentum == (first.W_grad, first.b_grad)


def test_without_momentum_there_are_no_buffers_on_record() -> None:
    assert Trainer(Experiment()).run_epoch().momentum is None


def test_a_step_that_finds_no_gradient_makes_no_buffers() -> None:
    trainer = Trainer(Experiment(settings=LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, momentum=0.9)))
    assert trainer.run_epoch().momentum is None


def test_numbers_that_have_overflowed_can_be_gone_back_to() -> None:
    experiment = Experiment(settings=LoopSettings(lr=1.0, zero_grad=ZeroGrad.NEVER))
    records, _ = run_on(Trainer(experiment), {}, 120)
    assert not records[80].is_finite
    trainer = Trainer(experiment)
    trainer.restore(history_of(records).epoch(80))
    assert exactly(run_on(trainer, {}, 120)[0]) == exactly(records[81:])


def test_a_trainer_gone_back_stands_between_two_epochs() -> None:
    trainer = Trainer(Experiment())
    epochs = [trainer.run_epoch() for _ in range(3)]
    fresh = Trainer(Experiment())
    fresh.restore(epochs[1])
    moment = fresh.moment()
    assert (moment.epoch, moment.W, moment.b, moment.mid_epoch) == (2, epochs[1].W, epochs[1].b, False)
    assert (moment.W_grad, moment.b_grad) == grads(fresh.W, fresh.b) == (epochs[1].W_grad, epochs[1].b_grad)


@given(EVERY_SETTINGS, CHANGES, st.integers(0, EPOCHS))
@settings_of_tests(max_examples=20)
def test_a_prefix_holds_the_first_epochs_and_their_changes(
    first: LoopSettings, changes: dict[int, LoopSettings], length: int
) -> None:
    records, _ = run_on(Trainer(Experiment(settings=first)), changes, EPOCHS)
    prefix, short = history_of(records).prefix(length), history_of(records[:length])
    assert len(prefix) == length
    assert exactly(list(prefix.epochs())) == exactly(list(short.epochs()))
    assert prefix.changes == short.changes
    for name in COLUMNS:
        np.testing.assert_array_equal(prefix.column(name), short.column(name))


@pytest.mark.parametrize("length", [0, 7, 5000, 9000])
def test_what_is_appended_to_a_prefix_leaves_the_original_alone(length: int) -> None:
    def row(number: int, settings: LoopSettings) -> Epoch:
        return Epoch._make((number, *([float(number)] * 7), settings, None))

    original = history_of([row(number, LoopSettings()) for number in range(9000)])
    prefix = original.prefix(length)
    for number in range(length, length + 5000):
        prefix.append(row(number, LoopSettings(lr=0.5))._replace(loss=-1.0))
    assert original.column("loss").tolist() == list(range(9000))
    assert original.changes == [Change(0, LoopSettings())]
    assert len(original) == 9000
    assert prefix.column("loss").tolist() == [*range(length), *([-1.0] * 5000)]


def test_what_is_appended_to_the_original_leaves_a_prefix_alone() -> None:
    trainer = Trainer(Experiment())
    original = history_of([trainer.run_epoch() for _ in range(10)])
    prefix = original.prefix(10)
    trainer.settings = LoopSettings(lr=0.5)
    original.append(trainer.run_epoch())
    assert len(prefix) == 10
    assert prefix.changes == [Change(0, LoopSettings())]
