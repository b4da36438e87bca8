"""What each call of backward() in one epoch finds is what a plain loop beside it finds."""

from __future__ import annotations

import pytest
import torch

from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.training.calls import gradients_of_calls
from model.training.trainer import Trainer


def plain(settings: LoopSettings, W: float, b: float) -> list[tuple[float, float]]:
    """Each part's gradient by torch alone, of a loss that is divided by the number of parts."""
    found = []
    x, y = torch.from_numpy(settings.data.x.copy()), torch.from_numpy(settings.data.y.copy())
    for part, goal in zip(x.chunk(settings.accumulate), y.chunk(settings.accumulate), strict=True):
        weight, bias = (torch.tensor([value], requires_grad=True) for value in (W, b))
        loss = torch.mean((part * weight + bias - goal) ** 2) / settings.accumulate
        gradients = tuple(each.item() for each in torch.autograd.grad(loss, (weight, bias)))
        found += [gradients] * (2 if settings.backward_twice else 1)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    "settings",
    [
        LoopSettings(accumulate=3),
        LoopSettings(accumulate=3, backward_twice=True),
        LoopSettings(backward_twice=True),
        LoopSettings(accumulate=3, zero_grad=ZeroGrad.NEVER, momentum=0.9),
        LoopSettings(accumulate=2, data=Dataset.of([1, 2, 3, 5], [2, 3, 7, 8]), step=False),
    ],
    ids=["parts", "parts twice", "twice", "skipped", "two parts"],
)
def test_each_call_finds_what_a_plain_loop_finds(settings: LoopSettings) -> None:
    assert gradients_of_calls(settings, 0.5, -1.0) == plain(settings, 0.5, -1.0)


def test_together_they_are_what_the_epoch_has_as_its_own() -> None:
    settings = LoopSettings(accumulate=3)
    epoch = Trainer(Experiment(settings=settings)).run_epoch()
    W, b = zip(*gradients_of_calls(settings, 0.0, 0.0), strict=True)
    assert pytest.approx((-4 / 3, -16 / 3, -12)) == W
    assert sum(W) == pytest.approx(epoch.W_grad_fresh)
    assert sum(b) == pytest.approx(epoch.b_grad_fresh)


def test_nothing_is_drawn_at_random_nor_seeded() -> None:
    before = torch.get_rng_state()
    gradients_of_calls(LoopSettings(accumulate=3), 0.0, 0.0)
    assert torch.equal(torch.get_rng_state(), before)
