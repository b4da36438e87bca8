"""The lesson as a plain script: what the program's speed is compared with."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import harmonic_mean

import torch

from model.dataset import Dataset
from model.training.torch_library import settle_torch

BARE_EPOCHS = 4000


def bare_script(
    epochs: int,
    *,
    skip_zero_grad: bool = False,
    momentum: float = 0.0,
    data: Dataset | None = None,
    after: Callable[..., object] | None = None,
    settled: bool = False,
) -> float:
    """Run the plain loop, on the lesson's data or these; return its epochs a second.

    after is called with epoch, W, b and loss, if there is one. With settled, torch is as the program has it, from now
    on: it records no names of steps for profilers.
    """
    torch.set_num_threads(1)
    if settled:
        settle_torch()
    x_train = torch.tensor([[1.0], [2.0], [3.0]])
    y_train = torch.tensor([[2.0], [4.0], [6.0]])
    if data is not None:
        x_train, y_train = torch.from_numpy(data.x.copy()), torch.from_numpy(data.y.copy())
    torch.manual_seed(1)
    W = torch.zeros(1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01, momentum=momentum)
    start = time.perf_counter()
    for epoch in range(epochs):
        hypothesis = x_train * W + b
        loss = torch.mean((hypothesis - y_train) ** 2)
        if not skip_zero_grad:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if after is not None:
            after(epoch, W.item(), b.item(), loss.item())
    return epochs / (time.perf_counter() - start)


def four_scripts() -> float:
    """Epochs a second of the four scripts that the ready comparison of momentum comes to."""
    quarter = BARE_EPOCHS // 4
    rates = [bare_script(quarter, momentum=momentum) for momentum in (0.0, 0.9, 1.0)]
    return harmonic_mean([*rates, bare_script(quarter, skip_zero_grad=True)])
