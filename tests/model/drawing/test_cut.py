"""The cut through the bowl against torch's loss and eigenvectors, and where a swing turns against the swing itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.data.examples import examples
from model.data.standardised import trained_data
from model.dataset import LESSON, Dataset
from model.drawing.cut import Cut, steepest_cut, turning_point
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.training.trainer import Trainer

FLAT = Dataset.of([2, 2, 2], [1, 4, 3])
DATA = [
    LESSON,
    Dataset.of([-3, -2, 5, 6], [1, 0, 2, 2]),
    Dataset.of([5], [1]),
    FLAT,
    *(each.data for each in examples()),
]


def steepest(data: Dataset) -> tuple[float, np.ndarray]:
    """The largest eigenvalue of the Hessian that autograd finds, and its eigenvector."""
    x, y = (torch.tensor(column, dtype=torch.float64) for column in (data.x, data.y))
    origin = torch.zeros(2, dtype=torch.float64)
    hessian = torch.autograd.functional.hessian(lambda at: torch.mean((x * at[0] + at[1] - y) ** 2), origin)
    values, vectors = torch.linalg.eigh(hessian)
    return float(values[-1]), vectors[:, -1].numpy()


def torch_loss(data: Dataset, W: float, b: float) -> float:
    """The lesson's loss, in float64."""
    x, y = (torch.tensor(column, dtype=torch.float64) for column in (data.x, data.y))
    return float(torch.mean((x * W + b - y) ** 2))


def best(data: Dataset) -> np.ndarray:
    """W and b of a best line."""
    x = np.column_stack([data.x, np.ones(len(data))]).astype(np.float64)
    found: np.ndarray = np.linalg.lstsq(x, data.y.ravel().astype(np.float64), rcond=None)[0]
    return found


@pytest.mark.parametrize("data", DATA, ids=range(len(DATA)))
def test_along_the_steepest_eigenvector_the_parabola_is_torchs_loss(data: Dataset) -> None:
    cut, (largest, vector), middle = steepest_cut(data), steepest(data), best(data)
    size = cut.usual
    assert cut.curvature == pytest.approx(largest)
    sign = 1 if vector[np.argmax(np.abs(vector))] > 0 else -1
    for s in (-1.5 * size, -0.3 * size, 0.7 * size, 2.0 * size):
        W, b = middle + sign * s * vector
        assert cut.place(W, b) == pytest.approx(s)
        assert cut.loss(s) == pytest.approx(torch_loss(data, W, b), rel=1e-7)


@pytest.mark.parametrize("data", DATA, ids=range(len(DATA)))
def test_beside_the_cut_the_loss_is_higher_than_the_parabola_at_the_same_place(data: Dataset) -> None:
    cut, (_, vector), middle = steepest_cut(data), steepest(data), best(data)
    across = np.array([-vector[1], vector[0]]) * cut.usual
    W, b = middle + across + 0.5 * cut.usual * vector
    assert abs(cut.place(W, b)) == pytest.approx(0.5 * cut.usual)
    assert torch_loss(data, W, b) >= cut.loss(cut.place(W, b)) * (1 - 1e-7)


def test_each_place_of_a_run_and_each_step_of_it_come_to_the_same_s() -> None:
    trainer, cut = Trainer(Experiment()), steepest_cut(LESSON)
    epochs = [trainer.run_epoch() for _ in range(30)]
    W, b = (np.array([getattr(epoch, name) for epoch in epochs], np.float32) for name in ("W", "b"))
    places = cut.places(W, b)
    assert places == [cut.place(epoch.W, epoch.b) for epoch in epochs]
    step = epochs[6].W - epochs[5].W, epochs[6].b - epochs[5].b
    assert cut.shift(step) == pytest.approx(places[6] - places[5])


def test_the_lessons_loop_comes_nearer_by_one_less_lr_times_curvature_in_each_step() -> None:
    cut = steepest_cut(LESSON)
    for lr in (0.01, 1 / cut.curvature, 0.15, 2 / cut.curvature, 0.25):
        epoch = Trainer(Experiment(settings=LoopSettings(lr=lr))).run_epoch()
        assert cut.place(epoch.W, epoch.b) == pytest.approx(cut.place(0, 0) * (1 - lr * cut.curvature), abs=1e-5)


def test_where_nothing_is_finite_no_warning_is_given() -> None:
    cut = steepest_cut(LESSON)
    W, b = np.array([np.inf, np.nan, 3e38], np.float32), np.array([1, 1, 3e38], np.float32)
    assert [math.isfinite(s) for s in cut.places(W, b)] == [False, False, True]
    assert cut.loss(1e200) == math.inf


def test_data_that_are_standardised_are_cut_as_they_are_trained() -> None:
    settings = LoopSettings(standardise=True)
    assert steepest_cut(trained_data(settings)).curvature == pytest.approx(2)


@given(s=st.floats(-3, 3), carried=st.floats(-3, 3), step=st.floats(0.01, 3.9))
def test_a_swing_that_nothing_slows_comes_as_far_as_it_turns_and_no_farther(
    s: float, carried: float, step: float
) -> None:
    turns = turning_point(s, carried, step)
    farthest, place, shift = 0.0, s, carried
    for _ in range(4000):
        farthest = max(farthest, abs(place))
        shift -= step * place
        place += shift
    assert farthest <= turns * (1 + 1e-6) + 1e-12
    assert farthest >= turns * 0.35  # a swing of three places may never be where it would turn


@pytest.mark.parametrize("lr", [0.01, 0.1, 0.3])
def test_the_lessons_run_without_zero_grad_turns_where_that_is_expected(lr: float) -> None:
    trainer, cut = Trainer(Experiment(settings=LoopSettings(lr=lr, zero_grad=ZeroGrad.NEVER))), steepest_cut(LESSON)
    expected = turning_point(cut.place(0, 0), 0.0, lr * cut.curvature)
    epochs = [trainer.run_epoch() for _ in range(2000)]
    farthest = max(abs(cut.place(epoch.W, epoch.b)) for epoch in epochs)
    assert farthest == pytest.approx(expected, rel=0.01)


def test_a_cut_is_made_once_for_the_same_data() -> None:
    assert steepest_cut(LESSON) is steepest_cut(LESSON)
    assert isinstance(steepest_cut(FLAT), Cut)
