"""What mathematics says of the experiment, against torch's Hessian and against real runs."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.theory import curvature
from tests.model.plain_script import Settings
from tests.model.program import fitting, run

DATA = [LESSON, Dataset.of([-4.0, 0.5, 1.0, 2.0], [1.0, 3.0, -2.0, 0.0])]
COORDINATES = st.floats(-100, 100, width=32)


def losses(data: Dataset, lr: float, *, zero_grad: bool, epochs: int = 6000) -> list[float]:
    return [epoch.loss for epoch in run(epochs, {0: Settings(lr, zero_grad)}, fitting(data))]


def test_the_lessons_curvature() -> None:
    assert f"{curvature(LESSON).largest:.4f}" == "11.0929"
    assert f"{curvature(LESSON).smallest:.4f}" == "0.2404"


def test_the_lessons_limits() -> None:
    assert f"{curvature(LESSON).lr_stable:.4f}" == "0.1803"
    assert f"{curvature(LESSON).lr_skipped:.4f}" == "0.3606"


@given(
    st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=20),
    st.tuples(COORDINATES, COORDINATES),
)
def test_the_curvature_is_that_of_torchs_hessian_at_any_W_and_b(
    points: list[tuple[float, float]], at: tuple[float, float]
) -> None:
    x, y = torch.tensor(points, dtype=torch.float64).T

    def loss(W: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return torch.mean((x * W + b - y) ** 2)

    W, b = (torch.tensor(number, dtype=torch.float64) for number in at)
    hessian = torch.autograd.functional.hessian(loss, (W, b))
    smallest, largest = np.linalg.eigvalsh(np.array([[part.item() for part in row] for row in hessian]))
    found = curvature(Dataset.of(*zip(*points, strict=True)))
    assert found.smallest == pytest.approx(smallest, abs=1e-12 * largest)
    assert found.largest == pytest.approx(largest, rel=1e-12)


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_below_the_limit_descent_converges(data: Dataset) -> None:
    best = np.polyfit(data.x.ravel(), data.y.ravel(), 1)
    least = float(np.mean((np.polyval(best, data.x) - data.y) ** 2))
    assert losses(data, 0.99 * curvature(data).lr_stable, zero_grad=True)[-1] == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_above_the_limit_descent_diverges(data: Dataset) -> None:
    assert not np.isfinite(losses(data, 1.01 * curvature(data).lr_stable, zero_grad=True)[-1])


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_below_its_limit_the_swing_without_zero_grad_stays_bounded(data: Dataset) -> None:
    swing = losses(data, 0.99 * curvature(data).lr_skipped, zero_grad=False)
    assert max(swing[3000:]) < 1.1 * max(swing[:3000])


@pytest.mark.parametrize("data", DATA, ids=["lesson", "other"])
def test_just_above_its_limit_the_swing_without_zero_grad_diverges(data: Dataset) -> None:
    assert not np.isfinite(losses(data, 1.01 * curvature(data).lr_skipped, zero_grad=False)[-1])
