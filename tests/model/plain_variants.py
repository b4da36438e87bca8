"""The variants of the loop as a pupil would order their lines by hand; nothing of the program is used.

Each function is one epoch. Where the pupil's step() comes, written or left out, he notes .grad by note().
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from tests.model.plain_script import Parameters, zeros


class Seen(NamedTuple):
    """One epoch: the loss before the step, W and b after it, .grad when the step comes and at the end."""

    loss: float
    W: float
    b: float
    W_grad: float | None
    b_grad: float | None
    W_grad_end: float | None
    b_grad_end: float | None


@dataclass
class Script:
    """The names that a pupil's script has before its loop."""

    x_train: torch.Tensor
    y_train: torch.Tensor
    W: torch.Tensor
    b: torch.Tensor
    optimizer: torch.optim.SGD
    epoch: int = 0
    noted: tuple[float | None, float | None] = (None, None)

    def note(self) -> None:
        """Keep .grad as it is now."""
        self.noted = grads(self.W, self.b)


OneEpoch = Callable[[Script], float]


def plain_variant(
    one_epoch: OneEpoch,
    epochs: int,
    *,
    lr: float = 0.01,
    start: Callable[[], Parameters] = zeros,
    x: Sequence[float] = (1, 2, 3),
    y: Sequence[float] = (2, 4, 6),
) -> list[Seen]:
    """Run so many epochs of one variant."""
    x_train, y_train = torch.FloatTensor(x).view(-1, 1), torch.FloatTensor(y).view(-1, 1)
    torch.manual_seed(1)
    W, b = start()
    script = Script(x_train, y_train, W, b, torch.optim.SGD([W, b], lr=lr))
    seen = []
    for epoch in range(epochs):
        script.epoch = epoch
        loss = one_epoch(script)
        seen.append(Seen(loss, W.item(), b.item(), *script.noted, *grads(W, b)))
    return seen


def grads(W: torch.Tensor, b: torch.Tensor) -> tuple[float | None, float | None]:
    """What stands in .grad, None included."""
    return None if W.grad is None else W.grad.item(), None if b.grad is None else b.grad.item()


def before_forward(s: Script) -> float:
    s.optimizer.zero_grad()
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def before_backward(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    s.optimizer.zero_grad()
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def after_backward(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.optimizer.zero_grad()
    s.note()
    s.optimizer.step()
    return loss.item()


def after_step(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    s.optimizer.step()
    s.optimizer.zero_grad()
    return loss.item()


def never(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def every_3(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    if s.epoch % 3 == 0:
        s.optimizer.zero_grad()
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def every_7(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    if s.epoch % 7 == 0:
        s.optimizer.zero_grad()
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def every_3_before_forward(s: Script) -> float:
    if s.epoch % 3 == 0:
        s.optimizer.zero_grad()
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def every_3_after_backward(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    if s.epoch % 3 == 0:
        s.optimizer.zero_grad()
    s.note()
    s.optimizer.step()
    return loss.item()


def every_7_after_step(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    s.optimizer.step()
    if s.epoch % 7 == 0:
        s.optimizer.zero_grad()
    return loss.item()


def twice(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    s.optimizer.zero_grad()
    loss.backward(retain_graph=True)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def twice_never(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward(retain_graph=True)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def twice_every_3(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    if s.epoch % 3 == 0:
        s.optimizer.zero_grad()
    loss.backward(retain_graph=True)
    loss.backward()
    s.note()
    s.optimizer.step()
    return loss.item()


def twice_after_backward(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward(retain_graph=True)
    loss.backward()
    s.optimizer.zero_grad()
    s.note()
    s.optimizer.step()
    return loss.item()


def no_step(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    s.optimizer.zero_grad()
    loss.backward()
    s.note()
    return loss.item()


def no_step_never(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()
    return loss.item()


def no_step_after_backward(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.optimizer.zero_grad()
    s.note()
    return loss.item()


def no_step_after_step(s: Script) -> float:
    hypothesis = s.x_train * s.W + s.b
    loss = torch.mean((hypothesis - s.y_train) ** 2)
    loss.backward()
    s.note()  # here step() would stand
    s.optimizer.zero_grad()
    return loss.item()


def accumulate_3(s: Script) -> float:
    s.optimizer.zero_grad()
    total = 0.0
    for x, y in zip(s.x_train.chunk(3), s.y_train.chunk(3), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 3
        loss.backward()
        total += loss.item()
    s.note()
    s.optimizer.step()
    return float(np.float32(total))


def accumulate_3_after_step(s: Script) -> float:
    total = 0.0
    for x, y in zip(s.x_train.chunk(3), s.y_train.chunk(3), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 3
        loss.backward()
        total += loss.item()
    s.note()
    s.optimizer.step()
    s.optimizer.zero_grad()
    return float(np.float32(total))


def accumulate_3_after_backward(s: Script) -> float:
    total = 0.0
    for x, y in zip(s.x_train.chunk(3), s.y_train.chunk(3), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 3
        loss.backward()
        total += loss.item()
    s.optimizer.zero_grad()
    s.note()
    s.optimizer.step()
    return float(np.float32(total))


def accumulate_3_never(s: Script) -> float:
    total = 0.0
    for x, y in zip(s.x_train.chunk(3), s.y_train.chunk(3), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 3
        loss.backward()
        total += loss.item()
    s.note()
    s.optimizer.step()
    return float(np.float32(total))


def accumulate_3_twice_every_3(s: Script) -> float:
    if s.epoch % 3 == 0:
        s.optimizer.zero_grad()
    total = 0.0
    for x, y in zip(s.x_train.chunk(3), s.y_train.chunk(3), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 3
        loss.backward(retain_graph=True)
        loss.backward()
        total += loss.item()
    s.note()
    s.optimizer.step()
    return float(np.float32(total))


def accumulate_2(s: Script) -> float:
    s.optimizer.zero_grad()
    total = 0.0
    for x, y in zip(s.x_train.chunk(2), s.y_train.chunk(2), strict=True):
        hypothesis = x * s.W + s.b
        loss = torch.mean((hypothesis - y) ** 2) / 2
        loss.backward()
        total += loss.item()
    s.note()
    s.optimizer.step()
    return float(np.float32(total))
