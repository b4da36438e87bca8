"""The lesson's script as a pupil types it, run beside the program in the tests; it uses nothing of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

import torch


class Row(NamedTuple):
    """What the script sees of one epoch: the loss before the step, all else after it."""

    loss: float
    W: float
    b: float
    W_grad: float
    b_grad: float


class Settings(NamedTuple):
    """What may change in the middle of a run."""

    lr: float = 0.01
    zero_grad: bool = True


Changes = dict[int, Settings]
Parameters = tuple[torch.Tensor, torch.Tensor]

LESSON: Changes = {0: Settings()}
SKIPPED: Changes = {0: Settings(zero_grad=False)}


def zeros() -> Parameters:
    return torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)


def random() -> Parameters:
    return torch.rand(1, requires_grad=True), torch.rand(1, requires_grad=True)


def numbers(W: float, b: float) -> Callable[[], Parameters]:
    return lambda: (torch.tensor([W], requires_grad=True), torch.tensor([b], requires_grad=True))


_begun: dict[object, tuple[list[Row], Iterator[Row]]] = {}
"""For all that a script depends on, its rows so far, and the script that makes the next ones."""


def plain_script(
    epochs: int,
    changes: Changes = LESSON,
    *,
    start: Callable[[], Parameters] = zeros,
    seed: int = 1,
    momentum: float = 0.0,
    nesterov: bool = False,
    standardise: bool = False,
    x: Sequence[float] = (1, 2, 3),
    y: Sequence[float] = (2, 4, 6),
) -> list[Row]:
    """Run the lesson's loop; changes tells from which epoch on it runs with which settings, beginning with epoch 0.

    A script that has been run before is only gone on with.
    """

    def script() -> Iterator[Row]:
        x_train = torch.FloatTensor(x).view(-1, 1)
        y_train = torch.FloatTensor(y).view(-1, 1)
        if standardise:
            x_train = (x_train - x_train.mean()) / x_train.std(correction=0)
        torch.manual_seed(seed)
        W, b = start()
        settings = changes[0]
        optimizer = torch.optim.SGD([W, b], lr=settings.lr, momentum=momentum, nesterov=nesterov)
        for epoch in count():
            settings = changes.get(epoch, settings)
            optimizer.param_groups[0]["lr"] = settings.lr

            hypothesis = x_train * W + b
            loss = torch.mean((hypothesis - y_train) ** 2)
            if settings.zero_grad:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()

            yield Row(loss.item(), W.item(), b.item(), number(W.grad), number(b.grad))

    everything = (tuple(changes.items()), start, seed, momentum, nesterov, standardise, tuple(x), tuple(y))
    rows, rest = _begun.setdefault(everything, ([], script()))
    rows += islice(rest, max(epochs - len(rows), 0))
    return rows[:epochs]


def fresh_gradients(W: float, b: float) -> tuple[float, float]:
    """The gradient of the lesson's loss at W and b, from a graph of its own."""
    x_train = torch.FloatTensor([[1], [2], [3]])
    y_train = torch.FloatTensor([[2], [4], [6]])
    parameters = numbers(W, b)()
    loss = torch.mean((x_train * parameters[0] + parameters[1] - y_train) ** 2)
    W_grad, b_grad = torch.autograd.grad(loss, parameters)
    return W_grad.item(), b_grad.item()


def number(tensor: torch.Tensor | None) -> float:
    """The one number in a tensor that must be there."""
    assert tensor is not None
    return tensor.item()
