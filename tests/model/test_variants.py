"""Every variant of the loop against the same lines ordered by hand, without any tolerance."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.training.trainer import Trainer
from tests.model.variants import EPOCHS, FOUR, VARIANTS, Variant, every_kind_of_loop, exactly, run_variant

each_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))


@each_variant
def test_a_variant_equals_its_lines_ordered_by_hand_bit_for_bit(variant: Variant) -> None:
    assert exactly(run_variant(variant, EPOCHS)) == exactly(variant.by_hand(EPOCHS))


@each_variant
def test_a_variant_that_overflows_equals_its_lines_ordered_by_hand_up_to_nan(variant: Variant) -> None:
    assert exactly(run_variant(variant, 65, lr=1.0)) == exactly(variant.by_hand(65, lr=1.0))


@each_variant
def test_the_fresh_gradient_is_this_epochs_own(variant: Variant) -> None:
    """In each part of the batch, each backward() adds the gradient at the W and b that the epoch began with."""
    settings, trainer = variant.settings, Trainer(variant.experiment)
    x_train, y_train = torch.tensor(variant.data.x), torch.tensor(variant.data.y)
    for _ in range(30):
        W, b = (parameter.detach().clone().requires_grad_() for parameter in (trainer.W, trainer.b))
        for x, y in zip(x_train.chunk(settings.accumulate), y_train.chunk(settings.accumulate), strict=True):
            for _ in range(2 if settings.backward_twice else 1):
                (torch.mean((x * W + b - y) ** 2) / settings.accumulate).backward()
        assert W.grad is not None
        assert b.grad is not None
        epoch = trainer.run_epoch()
        assert (epoch.W_grad_fresh, epoch.b_grad_fresh) == (W.grad.item(), b.grad.item())


@each_variant
def test_the_history_gives_every_record_of_a_variant_back(variant: Variant) -> None:
    trainer, history = Trainer(variant.experiment), History()
    epochs = [trainer.run_epoch() for _ in range(50)]
    for epoch in epochs:
        history.append(epoch)
    assert list(history.epochs()) == epochs


@pytest.mark.no_cover  # a whole run of every kind, of which each has a test of its own
def test_every_loop_leaves_the_same_behind_whether_it_stops_at_its_lines_or_not() -> None:
    tried = 0
    for settings in every_kind_of_loop():
        if settings.in_pieces:
            continue
        for lr in (0.01, 10.0):
            experiment = Experiment(settings=replace(settings, lr=lr, data=FOUR))
            stopping, whole = Trainer(experiment), Trainer(experiment)
            expected, history = History(), History()
            for _ in range(12):
                expected.append(stopping.run_epoch())
            while len(history) < 12:  # beyond an overflow too
                whole.run_on(history, 11, lambda: False)
            assert history.equal_epochs(expected) == 12
            assert exactly(list(history.epochs())) == exactly(list(expected.epochs()))
            tried += 1
    assert tried > 200


@each_variant
def test_an_epoch_says_whether_it_called_zero_grad(variant: Variant, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    trainer = Trainer(variant.experiment)
    zero_grad = trainer.optimizer.zero_grad

    def counted() -> None:
        calls.append(trainer.number)
        zero_grad()

    monkeypatch.setattr(trainer.optimizer, "zero_grad", counted)
    epochs = [trainer.run_epoch() for _ in range(30)]
    assert calls == [epoch.number for epoch in epochs if epoch.zero_grad]


def test_zero_grad_between_backward_and_step_leaves_W_and_b_where_they_are() -> None:
    trainer = Trainer(Experiment(settings=LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD)))
    assert {(epoch.W, epoch.b, epoch.W_grad) for epoch in (trainer.run_epoch() for _ in range(10))} == {(0, 0, None)}


def test_without_a_step_W_and_b_stay_where_they_are() -> None:
    trainer = Trainer(Experiment(settings=LoopSettings(step=False)))
    assert {(epoch.W, epoch.b) for epoch in (trainer.run_epoch() for _ in range(10))} == {(0, 0)}


def test_backward_twice_is_a_doubled_learning_rate() -> None:
    """Twice a float32 number is exact, so even the digits agree."""
    twice = Trainer(Experiment(settings=LoopSettings(lr=0.01, backward_twice=True)))
    double = Trainer(Experiment(settings=LoopSettings(lr=0.02)))
    for _ in range(200):
        assert twice.run_epoch()[1:4] == double.run_epoch()[1:4]


def test_more_parts_than_the_rows_can_be_cut_into_are_refused() -> None:
    with pytest.raises(ValueError, match="4 rows cannot be cut into 3 equal parts"):
        LoopSettings(accumulate=3, data=FOUR)


@pytest.mark.parametrize("accumulate", [0, -1])
def test_fewer_parts_than_one_are_refused(accumulate: int) -> None:
    with pytest.raises(ValueError, match=f"cannot be cut into {accumulate} parts"):
        LoopSettings(accumulate=accumulate)


@pytest.mark.parametrize("every", [-1, 0, 10_000_001])
def test_zero_grad_every_so_many_epochs_out_of_range_is_refused(every: int) -> None:
    with pytest.raises(ValueError, match=f"every {every} epochs"):
        LoopSettings(every=every)
