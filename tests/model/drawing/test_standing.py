"""Where a run stands, and what it has summed, against what its history has on record."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given

from model.drawing.standing import LAYERS, Pile, Standing, place_at, standing
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.training.trainer import Trainer
from tests.model.variants import EVERY_SETTINGS

BEGUN = (0.5, -0.25)
SKIPPED = LoopSettings(zero_grad=ZeroGrad.NEVER)


@cache
def run_of(settings: LoopSettings, epochs: int = 20) -> History:
    """The lesson's run with these settings."""
    trainer, history = Trainer(Experiment(settings=settings)), History()
    for _ in range(epochs):
        history.append(trainer.run_epoch())
    return history


def stands(history: History, time: int) -> Standing:
    """Where a run stands that stands somewhere."""
    found = standing(history, time, BEGUN)
    assert found is not None
    return found


def pile_of(history: History, time: int) -> Pile:
    """What a run has summed that has summed something."""
    pile = stands(history, time).pile
    assert pile is not None
    return pile


@pytest.mark.parametrize("time", [0, 1, 6, 19])
@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED, LoopSettings(momentum=1.0)])
def test_it_stands_where_the_record_says_and_came_from_the_record_before(settings: LoopSettings, time: int) -> None:
    history = run_of(settings)
    now, epoch = stands(history, time), history.epoch(time)
    assert now.now == (epoch.W, epoch.b)
    assert now.before == ((history.epoch(time - 1).W, history.epoch(time - 1).b) if time else BEGUN)
    assert now.downhill == (-0.01 * epoch.W_grad_fresh, -0.01 * epoch.b_grad_fresh)


def test_before_the_first_epoch_it_stands_at_the_start_and_beyond_the_numbers_nowhere() -> None:
    assert standing(run_of(SKIPPED), -1, BEGUN) == Standing(BEGUN)
    lost = History()
    lost.append(Epoch(0, 1.0, math.inf, 1.0, 1.0, 1.0, 1.0, 1.0, SKIPPED, None))
    assert standing(lost, 0, BEGUN) is None


@pytest.mark.parametrize("time", [1, LAYERS - 1, LAYERS, 19])
def test_the_pile_is_the_last_gradients_and_comes_to_the_step(time: int) -> None:
    history = run_of(SKIPPED)
    pile, epoch = pile_of(history, time), history.epoch(time)
    shown = min(time + 1, LAYERS)
    own = [history.epoch(number) for number in range(time + 1 - shown, time + 1)]
    assert pile.last == tuple((-0.01 * each.W_grad_fresh, -0.01 * each.b_grad_fresh) for each in own)
    assert (pile.earlier is None) is (time < LAYERS)
    before = stands(history, time).before
    assert before is not None
    assert pile.corners[-1] == pytest.approx((epoch.W - before[0], epoch.b - before[1]), abs=1e-6)
    assert len(pile.corners) == shown + 1 + (pile.earlier is not None)
    *_, last = pairwise(pile.corners)
    assert (last[1][0] - last[0][0], last[1][1] - last[0][1]) == pytest.approx(pile.last[-1])


@given(settings=EVERY_SETTINGS)
def test_where_grad_is_a_sum_of_epochs_the_pile_comes_to_it(settings: LoopSettings) -> None:
    history = run_of(settings, 12)
    for time in range(12):
        epoch, found = history.epoch(time), standing(history, time, BEGUN)
        sums = history.epochs_in_grad(time) > 1 and epoch.W_grad is not None
        assert (found is not None and found.pile is not None) is sums
        if sums:
            assert epoch.W_grad is not None
            assert epoch.b_grad is not None
            expected = -epoch.lr * epoch.W_grad, -epoch.lr * epoch.b_grad
            assert pile_of(history, time).corners[-1] == pytest.approx(expected, rel=1e-4, abs=1e-6)


def test_of_mini_batches_only_the_last_gradient_is_known_and_there_is_no_pile() -> None:
    history = run_of(LoopSettings(batch_size=1, zero_grad=ZeroGrad.NEVER, lr=0.001), 3)
    assert stands(history, 2).pile is None


def test_all_that_is_summed_is_taken_times_the_present_learning_rate() -> None:
    trainer, history = Trainer(Experiment(settings=SKIPPED)), History()
    history.append(trainer.run_epoch())
    trainer.settings = LoopSettings(lr=0.02, zero_grad=ZeroGrad.NEVER)
    history.append(trainer.run_epoch())
    first = history.epoch(0)
    assert pile_of(history, 1).last[0] == (-0.02 * first.W_grad_fresh, -0.02 * first.b_grad_fresh)


@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED, LoopSettings(momentum=0.9, nesterov=True)])
def test_between_two_epochs_it_is_on_the_straight_step_and_at_each_where_the_record_says(
    settings: LoopSettings,
) -> None:
    history = run_of(settings)
    ends = [BEGUN, *((epoch.W, epoch.b) for epoch in history.epochs())]
    for number, (before, after) in enumerate(pairwise(ends)):
        assert place_at(history, number - 1, BEGUN) == before
        quarter = place_at(history, number - 0.75, BEGUN)
        assert quarter == pytest.approx([one + (other - one) / 4 for one, other in zip(before, after, strict=True)])
    assert place_at(history, 19.0, BEGUN) == place_at(history, 25.5, BEGUN) == ends[-1]


def test_on_the_way_out_of_the_numbers_it_is_nowhere() -> None:
    lost = History()
    lost.append(Epoch(0, 1.0, math.inf, 1.0, 1.0, 1.0, 1.0, 1.0, SKIPPED, None))
    assert place_at(lost, -1.0, BEGUN) == BEGUN
    assert place_at(lost, -0.5, BEGUN) is None
    assert place_at(lost, 0.0, BEGUN) is None
