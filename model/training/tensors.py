"""What the loop moves, and what can be read of it: W and b, their optimizer, their gradients, torch's random state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import Any

import numpy as np
import torch

from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.setup import start_lines
from model.training.torch_library import settle_torch

GENERATOR = RLock()
"""Whose it is to seed torch's one generator and to draw from it: runs are trained on more than one thread."""


class Tensors:
    """W and b, each of shape (1,), float32, requiring a gradient, with the SGD that steps them.

    They are what the text of model/setup.py makes, which seeds torch as well. An option of the optimizer that is
    changed later on is set on the one that is there.
    """

    def __init__(self, experiment: Experiment) -> None:
        settle_torch()
        names: dict[str, Any] = {"torch": torch}
        for line in start_lines(experiment):
            exec(line, names)  # the text is ours
        self.W: torch.Tensor = names["W"]
        self.b: torch.Tensor = names["b"]
        self.optimizer: torch.optim.SGD = names["optimizer"]
        # What torch itself chooses on a CPU; said here, it need not look for it in every step.
        self.optimizer.param_groups[0]["foreach"] = False
        # NumPy reads the tensors' own memory, five times as fast as Tensor.item() does.
        self._W_memory, self._b_memory = self.W.detach().numpy(), self.b.detach().numpy()
        self._has_buffers = False

    def numbers(self) -> tuple[float, float]:
        """W and b."""
        return self._W_memory.item(), self._b_memory.item()

    def gradients(self) -> tuple[float | None, float | None]:
        """What stands in .grad."""
        W_grad, b_grad = self.W.grad, self.b.grad
        return None if W_grad is None else W_grad.item(), None if b_grad is None else b_grad.item()

    def momentum(self) -> tuple[float, float] | None:
        """What stands in the momentum buffers, if there are any yet."""
        if not self._has_buffers:
            return None
        W, b = self.buffers()
        return None if W is None or b is None else (W.item(), b.item())

    def buffers(self) -> tuple[torch.Tensor | None, torch.Tensor | None]:
        """The optimizer's momentum buffers; both None before the first step() with momentum."""
        W, b = (self.optimizer.state.get(parameter, {}).get("momentum_buffer") for parameter in (self.W, self.b))
        return W, b

    def set_options(self, settings: LoopSettings) -> None:
        """Have the optimizer step with the learning rate and momentum of these settings."""
        for option in ("lr", "momentum", "nesterov"):
            self.optimizer.param_groups[0][option] = getattr(settings, option)
        self._has_buffers = settings.momentum > 0 or None not in self.buffers()

    def restore(self, epoch: Epoch) -> None:
        """Put all where it was at the end of this epoch, bit for bit."""
        with torch.no_grad():
            self.W.fill_(epoch.W)
            self.b.fill_(epoch.b)
        gone = epoch.settings.leaves_none(epoch.number)
        self.W.grad, self.b.grad = (
            None if gone or gradient is None else torch.tensor([gradient]) for gradient in (epoch.W_grad, epoch.b_grad)
        )
        self._set_buffers(
            None if buffer is None else torch.tensor([buffer]) for buffer in epoch.momentum or (None, None)
        )

    def copy(self, other: Tensors) -> None:
        """Take over W, b, .grad and momentum."""
        with torch.no_grad():
            for mine, its in ((self.W, other.W), (self.b, other.b)):
                mine.copy_(its)
                mine.grad = None if its.grad is None else its.grad.clone()
        self._set_buffers(None if buffer is None else buffer.clone() for buffer in other.buffers())

    def inherit_momentum(self) -> None:
        """Let the optimizer's momentum begin with what stands in .grad, as if it had been summed there."""
        self._set_buffers(None if grad is None else grad.clone() for grad in (self.W.grad, self.b.grad))

    def _set_buffers(self, buffers: Iterable[torch.Tensor | None]) -> None:
        self.optimizer.state.clear()  # where the optimizer keeps its buffers, and SGD nothing else
        for parameter, buffer in zip((self.W, self.b), buffers, strict=True):
            if buffer is not None:
                self.optimizer.state[parameter]["momentum_buffer"] = buffer
                self._has_buffers = True


class FreshGradients:
    """An epoch's own gradients: torch hands them to a tensor's hook before it adds them to .grad."""

    def __init__(self, tensors: Tensors) -> None:
        self._tensors = (tensors.W, tensors.b)
        self._handles: list[torch.utils.hooks.RemovableHandle] = []
        self._deaf = False
        self.forget()

    def listen(self, on: bool) -> None:
        """Keep gradients from now on, or leave them alone, which saves a twentieth of an epoch's time."""
        if on and not self._handles:
            self._handles = [tensor.register_hook(partial(self._keep, n)) for n, tensor in enumerate(self._tensors)]
        elif self._handles and not on:
            for handle in self._handles:
                handle.remove()
            self._handles = []
            self.forget()

    def forget(self) -> None:
        """No gradient has come yet: an epoch begins."""
        self.sums: list[float | None] = [None, None]
        """Of W and of b, what backward() has found since the epoch or its present mini-batch began."""
        self._ended = [False, False]

    def end_batch(self) -> None:
        """The next gradient that comes begins another sum: it is that of another mini-batch."""
        self._ended = [True, True]

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Keep none of the gradients that come meanwhile: they are looked at, and go into no .grad."""
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False

    def _keep(self, n: int, gradient: torch.Tensor) -> None:
        if self._deaf:
            return
        before = None if self._ended[n] else self.sums[n]
        self.sums[n] = gradient.item() if before is None else _float32_sum(before, gradient.item())
        self._ended[n] = False


class RandomState:
    """Within `with`, torch's one generator goes on from where this state was left, whatever others have drawn since.

    Other threads that want it wait meanwhile.
    """

    def __init__(self) -> None:
        self.kept = torch.get_rng_state()

    def __enter__(self) -> None:
        GENERATOR.acquire()
        torch.set_rng_state(self.kept)

    def __exit__(self, *_: object) -> None:
        self.kept = torch.get_rng_state()
        GENERATOR.release()


def _float32_sum(one: float, other: float) -> float:
    """The sum as torch adds in .grad."""
    with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge
        return float(np.float32(one) + np.float32(other))
