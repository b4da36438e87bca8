"""The loss as a surface over W and b, against its definition and against torch's gradients."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.theory.surface import loss_surface

numbers = st.floats(-100, 100, width=32)
points = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8)


@given(points, numbers, numbers)
def test_the_loss_is_its_definition(rows: list[tuple[float, float]], W: float, b: float) -> None:
    x, y = zip(*rows, strict=True)
    surface = loss_surface(Dataset.of(x, y))
    expected = np.mean((W * np.array(x) + b - np.array(y)) ** 2)
    assert surface.least + surface.excess(np.array(W), np.array(b)) == pytest.approx(expected, rel=1e-9, abs=1e-7)
    assert surface.loss(W, b) == pytest.approx(expected, rel=1e-9, abs=1e-7)


@given(points, numbers, numbers)
def test_the_gradient_is_that_of_torch(rows: list[tuple[float, float]], W: float, b: float) -> None:
    x, y = (torch.tensor(column, dtype=torch.float64) for column in zip(*rows, strict=True))
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (W, b)]
    torch.mean((x * parameters[0] + parameters[1] - y) ** 2).backward()
    found = loss_surface(Dataset.of(x.tolist(), y.tolist())).gradient(W, b)
    expected = [parameter.grad.item() for parameter in parameters if parameter.grad is not None]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_the_lessons_bowl_has_its_lowest_point_at_the_line_that_fits() -> None:
    surface = loss_surface(LESSON)
    assert surface.least == pytest.approx(0, abs=1e-12)
    assert surface.excess(np.array([2.0, 0.0]), np.array([0.0, 0.0])) == pytest.approx([0, 56 / 3])


def test_a_single_x_makes_a_valley_of_equal_lines() -> None:
    surface = loss_surface(Dataset.of([2, 2], [1, 3]))
    assert surface.x_sd == 0
    assert surface.excess(np.array([0.0, 1.0, -3.0]), np.array([2.0, 0.0, 8.0])) == pytest.approx([0, 0, 0])


def test_years_cost_no_digits() -> None:
    surface = loss_surface(Dataset.of(range(1990, 2021), [0.5 * year for year in range(1990, 2021)]))
    assert surface.W_best == pytest.approx(0.5, rel=1e-12)
    assert surface.least < 1e-20
