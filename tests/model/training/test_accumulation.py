"""The small experiment: w.grad after each backward(), against plain torch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.training.accumulation import Accumulation

EXPRESSIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "2 * w": lambda w: 2 * w,
    "w ** 2": lambda w: w**2,
    "w ** 3": lambda w: w**3,
}


def plain(expression: str, value: float, calls: int) -> list[float]:
    """What the lesson's plain script prints after each of its calls."""
    w = torch.tensor(value, requires_grad=True)
    printed = []
    for _ in range(calls):
        z = EXPRESSIONS[expression](w)
        z.backward()
        assert w.grad is not None
        printed.append(w.grad.item())
    return printed


def called(experiment: Accumulation, calls: int) -> list[float | None]:
    """What stands in w.grad after each of so many calls."""
    grads = []
    for _ in range(calls):
        experiment.backward()
        grads.append(experiment.grad)
    return grads


def test_it_gives_the_lessons_numbers() -> None:
    assert called(Accumulation("2 * w", 2.0), 5) == [2, 4, 6, 8, 10]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(w=st.floats(-1e3, 1e3, width=32))
def test_it_adds_as_plain_torch_does(expression: str, w: float) -> None:
    assert called(Accumulation(expression, w), 7) == plain(expression, w, 7)


@pytest.mark.parametrize(("expression", "own"), [("2 * w", 2.0), ("w ** 2", 6.0), ("w ** 3", 27.0)])
def test_every_call_contributes_the_derivative(expression: str, own: float) -> None:
    experiment = Accumulation(expression, 3.0)
    called(experiment, 4)
    assert experiment.contributions == [own] * 4


def test_there_is_no_gradient_before_the_first_call() -> None:
    experiment = Accumulation("2 * w", 2.0)
    assert experiment.grad is None
    assert experiment.contributions == []


def test_zero_grad_leaves_what_the_optimizers_leaves() -> None:
    experiment, w = Accumulation("2 * w", 2.0), torch.tensor(2.0, requires_grad=True)
    (2 * w).backward()
    torch.optim.SGD([w]).zero_grad()
    called(experiment, 3)
    experiment.zero_grad()
    assert w.grad is None
    assert experiment.grad is None
    assert experiment.contributions == []


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_after_zero_grad_the_sum_begins_anew(expression: str) -> None:
    experiment = Accumulation(expression, 1.7)
    called(experiment, 3)
    experiment.zero_grad()
    assert called(experiment, 3) == plain(expression, 1.7, 3)
    assert len(experiment.contributions) == 3


def test_a_gradient_too_large_for_float32_is_infinite() -> None:
    experiment = Accumulation("w ** 3", 1e30)
    assert called(experiment, 2) == [float("inf")] * 2


def test_a_sum_too_large_for_float32_is_infinite() -> None:
    experiment = Accumulation("w ** 2", 1e38)
    assert called(experiment, 2) == [pytest.approx(2e38), float("inf")]
