"""Standardised x without torch, beside what the program's line makes with torch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from model.data.standardised import in_original_units, in_trained_units, original_units, trained_data
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings
from model.loop import loop_of
from model.theory.curvature import curvature
from model.training.trainer import Trainer

VALUES = st.lists(st.floats(-1e6, 1e6, width=32), min_size=2, max_size=30)


@given(VALUES, st.floats(-1e4, 1e4))
def test_it_is_what_torch_makes_up_to_the_last_digits(values: list[float], offset: float) -> None:
    data = Dataset.of([value + offset for value in values], values)
    assume(data.can_standardise and data.x_scale[1] > 1e-3 * abs(data.x_scale[0]))
    settings = LoopSettings(data=data, standardise=True)
    names: dict[str, Any] = {"torch": torch, "x_train": torch.tensor(data.x)}
    loop_of(settings).prepare(names)
    trained = trained_data(settings)
    np.testing.assert_allclose(trained.x, names["x_train"], atol=1e-3)
    np.testing.assert_array_equal(trained.y, data.y)
    assert curvature(trained).smallest == pytest.approx(curvature(trained).largest, rel=1e-2)


def test_data_as_they_are_stay_as_they_are() -> None:
    assert trained_data(LoopSettings()) is LESSON


def test_the_same_data_give_the_same_object() -> None:
    settings = LoopSettings(standardise=True)
    assert trained_data(settings) is trained_data(LoopSettings(lr=0.5, standardise=True))


def test_in_the_original_units_a_run_has_found_the_lessons_line() -> None:
    trainer = Trainer(Experiment(settings=LoopSettings(lr=0.3, standardise=True)))
    for _ in range(100):
        epoch = trainer.run_epoch()
    assert original_units(epoch.W, epoch.b, LESSON) == pytest.approx((2, 0), abs=1e-5)


@given(VALUES, st.floats(-100, 100), st.floats(-100, 100))
def test_both_lines_predict_the_same(values: list[float], W: float, b: float) -> None:
    data = Dataset.of(values, values)
    assume(data.can_standardise and data.x_scale[1] > 1e-3 * abs(data.x_scale[0]))
    slope, shift = original_units(W, b, data)
    expected = trained_data(LoopSettings(data=data, standardise=True)).x.astype(np.float64) * W + b
    np.testing.assert_allclose(data.x.astype(np.float64) * slope + shift, expected, atol=1e-2)


def test_columns_of_a_run_are_turned_at_once() -> None:
    W, b = original_units(np.array([1.0, 2.0]), np.array([0.0, 4.0]), LESSON)
    each = [original_units(1.0, 0.0, LESSON), original_units(2.0, 4.0, LESSON)]
    assert list(zip(W.tolist(), b.tolist(), strict=True)) == each


def test_a_single_x_has_no_units_to_go_back_to() -> None:
    with pytest.raises(ValueError, match="standardised"):
        original_units(1.0, 0.0, Dataset.of([3, 3], [1, 2]))


def test_far_from_0_the_scale_is_as_coarse_as_that_of_the_program() -> None:
    data = Dataset.of([1e8, 1e8 + 8, 1e8 + 32], [1, 2, 3])
    mean, sd = (float(np.float32(value)) for value in data.x_scale)
    assert mean != data.x_scale[0]
    W, b = original_units(2.0, 1.0, data)
    assert [W * mean + b, W * (mean + sd) + b] == pytest.approx([1.0, 3.0], abs=1e-6)


@pytest.mark.parametrize("standardise", [False, True])
def test_a_line_is_as_high_over_an_x_of_the_loop_as_over_that_of_the_data(standardise: bool) -> None:
    settings = LoopSettings(standardise=standardise)
    slope, height = in_original_units((0.7, -0.3), settings)
    assert 0.7 * in_trained_units(5.0, settings) - 0.3 == pytest.approx(slope * 5.0 + height)
