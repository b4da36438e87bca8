"""What is expected of the next step against what torch then does, in every variant of the loop."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.theory.next_step import NextStep, next_step
from model.training.trainer import Trainer
from tests.model.variants import CHANGES, EVERY_SETTINGS

ORIGIN = (0.0, 0.0)


def expected(history: History, settings: LoopSettings) -> NextStep:
    """What comes after a history that may go on."""
    found = next_step(history, len(history) - 1, ORIGIN, settings)
    assert found is not None
    return found


@given(settings=EVERY_SETTINGS, changes=CHANGES)
def test_torch_then_moves_W_and_b_as_was_expected_whatever_changes_on_the_way(
    settings: LoopSettings, changes: dict[int, LoopSettings]
) -> None:
    settings, changes = (
        replace(settings, standardise=False),
        {at: replace(change, standardise=False) for at, change in changes.items()},
    )
    trainer, history, now = Trainer(Experiment(settings=settings)), History(), ORIGIN
    for number in range(30):
        settings = changes.get(number, settings)
        step = expected(history, settings)
        trainer.settings = settings
        epoch = trainer.run_epoch()
        history.append(epoch)
        fresh = -settings.lr * epoch.W_grad_fresh, -settings.lr * epoch.b_grad_fresh
        assert step.own == pytest.approx(fresh, rel=1e-3, abs=1e-4)
        assert step.moved == pytest.approx((epoch.W - now[0], epoch.b - now[1]), rel=1e-3, abs=1e-4)
        now = epoch.W, epoch.b


@given(st.floats(0.001, 1))
def test_the_learning_rate_stretches_the_step_before_it_is_taken(lr: float) -> None:
    at_one = expected(History(), LoopSettings(lr=1.0))
    assert expected(History(), LoopSettings(lr=lr)).moved == pytest.approx([lr * part for part in at_one.moved])


def test_of_rows_that_are_drawn_and_of_numbers_that_are_no_more_nothing_is_expected() -> None:
    assert next_step(History(), -1, ORIGIN, LoopSettings(batch_size=1)) is None
    assert next_step(History(), -1, ORIGIN, LoopSettings(batch_size=3)) is not None
    history = History()
    history.append(Trainer(Experiment()).run_epoch()._replace(W=math.inf))
    assert next_step(history, 0, ORIGIN, LoopSettings()) is None


def test_skipped_from_now_on_the_step_has_what_is_left_in_grad() -> None:
    trainer, history = Trainer(Experiment()), History()
    for _ in range(5):
        history.append(trainer.run_epoch())
    skipped = expected(history, LoopSettings(zero_grad=ZeroGrad.NEVER))
    left = history.epoch(4).W_grad
    assert left is not None
    assert skipped.moved[0] == pytest.approx(expected(history, LoopSettings()).moved[0] - 0.01 * left)
