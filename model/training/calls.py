"""What each backward() of one epoch adds to .grad, where it calls it for parts of a batch, or twice."""

from __future__ import annotations

from typing import Any

import torch

from model.experiment import LoopSettings
from model.loop import loop_of
from model.training.torch_library import settle_torch
from model.training.trainer import take_data


def gradients_of_calls(settings: LoopSettings, W: float, b: float) -> list[tuple[float, float]]:
    """The gradients of W and of b, float32, that each call finds in an epoch that begins here, in their order.

    The loop's own text is run, on tensors of their own; nothing is drawn at random, for there are no mini-batches.
    """
    settle_torch()
    tensors = [torch.tensor([value], requires_grad=True) for value in (W, b)]
    found: list[list[float]] = [[], []]
    for tensor, gradients in zip(tensors, found, strict=True):
        tensor.register_hook(lambda gradient, gradients=gradients: gradients.append(gradient.item()))
    optimizer = torch.optim.SGD(tensors, lr=settings.lr)
    names: dict[str, Any] = {"torch": torch, "W": tensors[0], "b": tensors[1], "optimizer": optimizer, "epoch": 0}
    loop = loop_of(settings)
    take_data(settings, loop, names)
    for _ in loop.bind(names)():
        pass
    return list(zip(*found, strict=True))
