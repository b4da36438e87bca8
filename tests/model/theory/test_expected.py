"""How long a run is said to take, beside runs."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from model.data.standardised import trained_data
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.theory.curvature import curvature
from model.theory.expected import TOLERANCE, expected_epochs, expected_epochs_of
from model.theory.surface import loss_surface
from model.theory.zones import limit
from model.trainer import Trainer
from tests.model.recurrence import losses

DATA = st.lists(st.tuples(st.floats(-5, 5, width=32), st.floats(-5, 5, width=32)), min_size=3, max_size=6).map(
    lambda rows: Dataset.of(*map(list, zip(*rows, strict=True)))
)


def run_in_float64(settings: LoopSettings, epochs: int, velocity: tuple[float, float] = (0.0, 0.0)) -> int:
    """The epoch after the last one whose loss is above the tolerance."""
    above = [n for n, loss in enumerate(islice(losses(settings, 1.0, -2.0, velocity), epochs)) if loss > TOLERANCE]
    return above[-1] + 1 if above else 0


@given(
    data=DATA.filter(lambda data: data.x_scale[1] > 0.3),
    moves=st.sampled_from([(0.0, False), (0.3, False), (0.9, False), (0.3, True), (0.9, True), (0.99, True)]),
    share=st.floats(0.02, 0.98),
    kind=st.tuples(st.booleans(), st.booleans()),
    velocity=st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
)
@example(data=LESSON, moves=(0.3, True), share=0.9, kind=(False, False), velocity=(50.0, -50.0))
def test_it_is_the_epoch_of_a_run(
    data: Dataset,
    moves: tuple[float, bool],
    share: float,
    kind: tuple[bool, bool],
    velocity: tuple[float, float],
) -> None:
    settings = LoopSettings(
        data=data, momentum=moves[0], nesterov=moves[1], backward_twice=kind[0], standardise=kind[1]
    )
    settings = replace(settings, lr=share * limit(settings, curvature(trained_data(settings))))
    expected = expected_epochs_of(settings, 1.0, -2.0, velocity=velocity)
    assert expected is not None
    if expected < 10_000:
        assert run_in_float64(settings, 2 * expected + 100, velocity) == pytest.approx(expected, rel=0.05, abs=1)


@pytest.mark.parametrize("lr", [1e-4, 1e-3])
def test_a_long_swing_is_found_to_its_end(lr: float) -> None:
    settings = LoopSettings(lr, momentum=0.9999)
    expected = expected_epochs_of(settings, 1.0, -2.0)
    assert expected is not None
    assert expected > 100_000
    assert run_in_float64(settings, expected + 20_000) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(),
        LoopSettings(momentum=0.9),
        LoopSettings(momentum=0.9, nesterov=True),
        LoopSettings(0.1, momentum=0.5, zero_grad=ZeroGrad.AFTER_STEP),
        LoopSettings(0.05, momentum=0.5, accumulate=3, standardise=True),
        LoopSettings(0.05, momentum=0.5, batch_size=3, backward_twice=True),
    ],
    ids=str,
)
def test_of_the_lesson_it_is_the_epoch_of_a_real_run(settings: LoopSettings) -> None:
    expected = expected_epochs_of(settings)
    assert expected is not None
    trainer = Trainer(Experiment(settings=settings))
    above = [n for n in range(expected * 21 // 20 + 20) if trainer.run_epoch().loss > TOLERANCE]
    assert above[-1] + 1 == pytest.approx(expected, rel=0.05)


def test_without_momentum_it_is_that_of_descent() -> None:
    assert expected_epochs_of(LoopSettings(0.05), 3.0, 1.0) == expected_epochs(LESSON, 0.05, 3.0, 1.0)
    assert expected_epochs_of(LoopSettings(0.05, backward_twice=True)) == expected_epochs(LESSON, 0.1)


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(momentum=1.0),
        LoopSettings(0.5, momentum=0.5),
        LoopSettings(momentum=0.5, zero_grad=ZeroGrad.NEVER),
        LoopSettings(zero_grad=ZeroGrad.NEVER),
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
        LoopSettings(every=2),
        LoopSettings(step=False),
        LoopSettings(batch_size=2),
        LoopSettings(0.0, momentum=0.5),
    ],
    ids=str,
)
def test_there_is_none_where_it_never_settles_or_nothing_tells(settings: LoopSettings) -> None:
    assert expected_epochs_of(settings) is None


@given(
    lr=st.floats(0, 1e6),
    momentum=st.floats(0, 1),
    nesterov=st.booleans(),
    data=DATA | st.just(Dataset.of([5, 5], [1, 2])) | st.just(Dataset.of([3e38, -3e38, 1], [0, 0, 0])),
)
@limits(max_examples=200)
def test_any_settings_have_an_answer(lr: float, momentum: float, nesterov: bool, data: Dataset) -> None:
    settings = LoopSettings(lr, momentum=momentum, nesterov=nesterov and momentum > 0, data=data)
    assert expected_epochs_of(settings) is None or expected_epochs_of(settings) >= 0  # type: ignore[operator]


def test_at_the_best_line_there_is_nothing_to_wait_for() -> None:
    surface = loss_surface(LESSON)
    b = surface.y_mean - surface.W_best * surface.x_mean
    assert expected_epochs_of(LoopSettings(momentum=0.9), surface.W_best, b) == 0


@pytest.mark.parametrize(("W", "tolerance"), [(math.nan, 1e-6), (0.0, 0.0), (0.0, math.inf)])
def test_numbers_that_cannot_be_are_refused(W: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="W and b"):
        expected_epochs_of(LoopSettings(momentum=0.5), W, 0.0, tolerance)
