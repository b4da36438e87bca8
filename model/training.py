"""The lesson's training loop: five lines of PyTorch, and a stop after each of them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import torch

from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, Start


class Line(IntEnum):
    """The lines of the loop, in the order in which they run."""

    HYPOTHESIS = 0
    LOSS = 1
    ZERO_GRAD = 2
    BACKWARD = 3
    STEP = 4


class Trainer:
    """A run of the loop on real tensors with the real torch.optim.SGD; whoever calls it sets the pace."""

    def __init__(self, experiment: Experiment) -> None:
        torch.set_num_threads(1)  # three points do not want a thread pool
        torch.manual_seed(experiment.seed)
        self.x = torch.from_numpy(experiment.data.x.copy())
        self.y = torch.from_numpy(experiment.data.y.copy())
        self.W, self.b = initial_parameters(experiment.initial)
        self.optimizer = torch.optim.SGD([self.W, self.b], lr=experiment.settings.lr)
        self.settings = experiment.settings
        self.number = 0
        self._fresh = _FreshGradients(self.W, self.b)
        self._lines = self.loop()

    def loop(self) -> Iterator[Line]:
        """The lesson's loop, one epoch after another; it can stop after every line."""
        while True:
            zero_grad = self.begin_epoch()

            self.hypothesis = self.x * self.W + self.b
            yield Line.HYPOTHESIS

            self.loss = torch.mean((self.hypothesis - self.y) ** 2)
            yield Line.LOSS

            if zero_grad:
                self.optimizer.zero_grad()
            yield Line.ZERO_GRAD

            self.loss.backward()
            yield Line.BACKWARD

            self.optimizer.step()
            yield Line.STEP

    def begin_epoch(self) -> bool:
        """Take over the settings as they stand now, for one whole epoch; return whether it calls zero_grad()."""
        self._in_force = self.settings
        self.optimizer.param_groups[0]["lr"] = self._in_force.lr
        return self._in_force.zero_grad

    def run_epoch(self) -> Epoch:
        """Run on to the end of the present epoch and return its record."""
        while next(self._lines) is not Line.STEP:
            pass
        return self._record()

    def _record(self) -> Epoch:
        W_grad, b_grad = self.W.grad, self.b.grad
        assert W_grad is not None  # backward has just run
        assert b_grad is not None
        epoch = Epoch(
            self.number,
            self.loss.item(),
            self.W.item(),
            self.b.item(),
            W_grad.item(),
            b_grad.item(),
            self._fresh.W,
            self._fresh.b,
            self._in_force.lr,
            self._in_force.zero_grad,
        )
        self.number += 1
        return epoch


class _FreshGradients:
    """This epoch's own gradients: torch hands them to a tensor's hook before it adds them to .grad."""

    def __init__(self, W: torch.Tensor, b: torch.Tensor) -> None:
        self.W = self.b = 0.0
        W.register_hook(self._keep_W)
        b.register_hook(self._keep_b)

    def _keep_W(self, gradient: torch.Tensor) -> None:
        self.W = gradient.item()

    def _keep_b(self, gradient: torch.Tensor) -> None:
        self.b = gradient.item()


def initial_parameters(initial: InitialParameters) -> tuple[torch.Tensor, torch.Tensor]:
    """W and b, each of shape (1,), float32, requiring a gradient; random ones are drawn by torch.rand, W first."""
    if initial.start is Start.ZEROS:
        return torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    if initial.start is Start.RANDOM:
        return torch.rand(1, requires_grad=True), torch.rand(1, requires_grad=True)
    W, b = (torch.tensor([value], dtype=torch.float32, requires_grad=True) for value in (initial.W, initial.b))
    return W, b
