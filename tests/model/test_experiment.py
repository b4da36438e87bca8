"""What an experiment accepts, and what it says of a number it does not."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from model.comparison.ready_comparisons import Question, ready_comparison
from model.dataset import LESSON, Dataset
from model.experiment import (
    EPOCHS_LIMIT,
    FLOAT32_MAX,
    PIECES_LIMIT,
    SEED_LIMIT,
    Experiment,
    InitialParameters,
    LoopSettings,
    Start,
    ZeroGrad,
    least_batch,
)
from model.run import Difference

NOT_FLOAT32 = [float("nan"), float("inf"), -float("inf"), 1e39, -1e39]


def test_the_default_is_the_lesson() -> None:
    assert Experiment() == Experiment(
        1, InitialParameters(Start.ZEROS), LoopSettings(0.01, ZeroGrad.BEFORE_BACKWARD, data=LESSON), 4000
    )


def test_experiments_that_differ_in_anything_are_unequal() -> None:
    others = [Experiment(seed=2), Experiment(epochs=1), Experiment(settings=LoopSettings(zero_grad=ZeroGrad.NEVER))]
    others += [Experiment(initial=InitialParameters(Start.RANDOM))]
    assert len({Experiment(), *others}) == 5


def test_an_experiment_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        Experiment().seed = 2  # type: ignore[misc]


@pytest.mark.parametrize("lr", NOT_FLOAT32)
def test_a_learning_rate_that_is_no_float32_is_refused_by_name(lr: float) -> None:
    with pytest.raises(ValueError, match="learning rate is not a finite"):
        LoopSettings(lr=lr)


def test_a_negative_learning_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="learning rate is negative"):
        LoopSettings(lr=-1e-9)


@pytest.mark.parametrize("name", ["W", "b"])
@pytest.mark.parametrize("value", NOT_FLOAT32)
def test_a_start_that_is_no_float32_is_refused_by_name(name: str, value: float) -> None:
    numbers = {"W": 0.0, "b": 0.0} | {name: value}
    with pytest.raises(ValueError, match=f"{name} is not a finite"):
        InitialParameters(Start.NUMBERS, **numbers)


@pytest.mark.parametrize("seed", [-1, SEED_LIMIT])
def test_a_seed_out_of_range_is_refused_with_its_value(seed: int) -> None:
    with pytest.raises(ValueError, match=f"seed {seed} "):
        Experiment(seed=seed)


@pytest.mark.parametrize("epochs", [-1, 0, EPOCHS_LIMIT + 1])
def test_a_number_of_epochs_out_of_range_is_refused_with_its_value(epochs: int) -> None:
    with pytest.raises(ValueError, match=f"epochs {epochs} "):
        Experiment(epochs=epochs)


def test_the_limits_themselves_are_accepted() -> None:
    initial = InitialParameters(Start.NUMBERS, W=FLOAT32_MAX, b=-FLOAT32_MAX)
    Experiment(seed=0, epochs=1, settings=LoopSettings(lr=0.0))
    Experiment(seed=SEED_LIMIT - 1, epochs=EPOCHS_LIMIT, initial=initial, settings=LoopSettings(lr=FLOAT32_MAX))


@pytest.mark.parametrize("momentum", [-0.1, 1.0000001, float("nan"), float("inf")])
def test_a_momentum_out_of_range_is_refused_with_its_value(momentum: float) -> None:
    with pytest.raises(ValueError, match=f"momentum {momentum}: "):
        LoopSettings(momentum=momentum)


def test_the_look_ahead_needs_momentum() -> None:
    assert LoopSettings(momentum=1, nesterov=True).nesterov
    with pytest.raises(ValueError, match="Nesterov"):
        LoopSettings(nesterov=True)


@pytest.mark.parametrize("x", [[5, 5], [0, 1e-19], [-3e38, 3e38]], ids=["one value", "too near", "too far apart"])
def test_x_that_cannot_be_standardised_is_refused(x: list[float]) -> None:
    data = Dataset.of(x, [1, 2])
    assert not data.can_standardise
    with pytest.raises(ValueError, match="cannot be standardised"):
        LoopSettings(data=data, standardise=True)


def test_an_epoch_has_so_many_pieces_at_most_and_what_is_refused_says_how_many() -> None:
    ones = np.ones(2 * PIECES_LIMIT + 1, dtype=np.float32)
    few, many = Dataset(ones[:PIECES_LIMIT], ones[:PIECES_LIMIT]), Dataset(ones, ones)
    assert (least_batch(LESSON), least_batch(few), least_batch(many)) == (1, 1, 3)
    LoopSettings(data=few, batch_size=1), LoopSettings(data=few, accumulate=PIECES_LIMIT), LoopSettings(data=many)
    with pytest.raises(ValueError, match=r"2 rows: of 40001, at least 3 in each"):
        LoopSettings(data=many, batch_size=2)
    with pytest.raises(ValueError, match=r"40001 parts .* not be more than 20000"):
        LoopSettings(data=many, accumulate=len(many))


def test_with_more_rows_mini_batches_become_as_large_as_they_must() -> None:
    ones = np.ones(PIECES_LIMIT + 1, dtype=np.float32)
    many = Dataset(ones, ones)
    companion = Difference({"batch_size": 1})
    assert companion.of_settings(LoopSettings()).batch_size == 1
    assert companion.of_settings(LoopSettings(data=many)).batch_size == 2
    compared = ready_comparison(Question.BATCHES, Experiment(settings=LoopSettings(data=many)))
    assert [difference.settings for difference in compared.differences] == [{"batch_size": 2}, {"batch_size": 141}]
