"""The training loop on real tensors: it runs the program's text, and can stop before each of its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import torch

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, Start
from model.history import Shuffles
from model.loop import loop_of
from model.moment import SHOWN, Moment, value_text


class Trainer:
    """A run of the loop with the real torch.optim.SGD; whoever calls it sets the pace.

    model/loop.py writes the loop down, the window shows that text, and what runs in here is compiled from it.
    Settings may be replaced at any time; they count from the next epoch on.
    """

    def __init__(self, experiment: Experiment) -> None:
        torch.set_num_threads(1)  # three points do not want a thread pool
        torch.manual_seed(experiment.seed)
        self.W, self.b = initial_parameters(experiment.initial)
        # foreach=False is what torch itself chooses on a CPU; said here, it need not look for it in every step.
        self.optimizer = torch.optim.SGD([self.W, self.b], lr=experiment.settings.lr, foreach=False)
        self.settings = experiment.settings
        self.number = 0
        self._generator = torch.get_rng_state()
        self._names: dict[str, Any] = {
            "torch": torch,
            "W": self.W,
            "b": self.b,
            "optimizer": self.optimizer,
        }
        self._fresh = _FreshGradients(self.W, self.b)
        # NumPy reads the tensors' own memory, five times as fast as Tensor.item() does.
        self._W_memory, self._b_memory = self.W.detach().numpy(), self.b.detach().numpy()
        self._fitted: tuple[Dataset, bool] | None = None
        self._settle(by_line=False)
        self._stops: Iterator[int] | None = None
        self._noted: tuple[float | None, float | None] | None = None
        self._line = self._loop.first_line
        self._values: dict[int, str] = {}

    def run_epoch(self) -> Epoch:
        """Run on to the end of the present epoch and return its record."""
        epoch = self.run_unless(None)
        assert epoch is not None
        return epoch

    def run_unless(self, pause_wanted: Callable[[], bool] | None) -> Epoch | None:
        """Run on to the end of the present epoch, or to where a pause is wanted: then return None.

        pause_wanted is asked before the step() of each mini-batch, for an epoch of many of them may take long.
        """
        stops = self._stops
        if stops is None:
            stops = self._begin_epoch(by_line=False)
        else:
            self._go_on()
        before_step = self._loop.step_line
        for line in stops:
            if line == before_step:
                self._note_gradients()
                if self._batched and pause_wanted is not None and pause_wanted():
                    self._line, self._stops = line, stops
                    self._generator = torch.get_rng_state()  # others may draw before this epoch goes on
                    return None
        return self._end_epoch()

    def run_line(self) -> Epoch | None:
        """Run one line of the loop; return the epoch's record if it was the last of it."""
        if self._stops is None:
            self._values.clear()
            self._stops = self._begin_epoch(by_line=True)
            self._line = next(self._stops)
        else:
            self._go_on()
        done, following = self._line, next(self._stops, None)
        if self._batched:
            self._generator = torch.get_rng_state()
        self._values[done] = value_text(self._loop.kinds[done], self._look())
        if following is None:
            return self._end_epoch()
        self._line = following
        return None

    def moment(self) -> Moment:
        """Where the loop stands: before the line that comes next."""
        return self._look()._replace(line=self._line, values=dict(self._values))

    @property
    def mid_epoch(self) -> bool:
        """Whether some lines of the present epoch have run, but not all."""
        return self._stops is not None

    def restore(self, epoch: Epoch, shuffles: Iterable[Shuffles] = ()) -> None:
        """Stand at the end of this epoch, bit for bit as the run that recorded it did.

        shuffles tells of the epochs up to it that have shuffled their rows: they are drawn anew.
        """
        torch.set_rng_state(self._generator)
        for rows, epochs in shuffles:
            for _ in range(epochs):
                torch.randperm(rows)
        self._generator = torch.get_rng_state()
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
        self.number = epoch.number + 1

    def stand_where(self, other: Trainer) -> None:
        """Take over another trainer's W, b, .grad, momentum and number of epochs."""
        with torch.no_grad():
            for mine, its in ((self.W, other.W), (self.b, other.b)):
                mine.copy_(its)
                mine.grad = None if its.grad is None else its.grad.clone()
        self._set_buffers(None if buffer is None else buffer.clone() for buffer in other._buffers())
        self.number = other.number
        self._generator = other._generator

    def inherit_momentum(self) -> None:
        """Let the optimizer's momentum begin with what stands in .grad, as if it had been summed there."""
        self._set_buffers(None if grad is None else grad.clone() for grad in (self.W.grad, self.b.grad))

    def _buffers(self) -> tuple[torch.Tensor | None, torch.Tensor | None]:
        """The optimizer's momentum buffers of W and b; both None before the first step() with momentum."""
        W, b = (self.optimizer.state.get(parameter, {}).get("momentum_buffer") for parameter in (self.W, self.b))
        return W, b

    def _set_buffers(self, buffers: Iterable[torch.Tensor | None]) -> None:
        self.optimizer.state.clear()  # where the optimizer keeps its buffers, and SGD nothing else
        for parameter, buffer in zip((self.W, self.b), buffers, strict=True):
            if buffer is not None:
                self.optimizer.state[parameter]["momentum_buffer"] = buffer
                self._has_buffers = True

    def _begin_epoch(self, *, by_line: bool) -> Iterator[int]:
        """Take over the settings as they stand now, for one whole epoch; return its stops."""
        if self.settings is not self._settled or by_line is not self._by_line:
            self._settle(by_line=by_line)
        self._names["epoch"] = self.number
        if self._listening:
            self._fresh.forget()
        if self._batched:
            torch.set_rng_state(self._generator)  # torch has one generator for all trainers
        self._noted = None
        return self._one_epoch()

    def _go_on(self) -> None:
        """Take up an epoch where it was left, before its next line."""
        if self._batched:
            torch.set_rng_state(self._generator)
        if self._line == self._loop.step_line:
            self._note_gradients()

    def _settle(self, *, by_line: bool) -> None:
        """Take over the settings; what does not change from epoch to epoch is done here and not in each of them."""
        self._by_line = by_line
        self._settled = self.settings
        self._batched = self.settings.batch_size > 0
        self._loop = loop_of(self.settings)
        self._take_data()
        self._one_epoch = self._loop.bind(self._names)
        for option in ("lr", "momentum", "nesterov"):
            self.optimizer.param_groups[0][option] = getattr(self.settings, option)
        self._has_buffers = self.settings.momentum > 0 or None not in self._buffers()
        self._listening = by_line or not self.settings.grad_is_fresh
        self._fresh.listen(self._listening)

    def _take_data(self) -> None:
        """Make x_train and y_train of the data as they are and run what stands before the loop, where that is new."""
        data, standardised = self.settings.data, self.settings.standardise
        if self._fitted is None or data is not self._fitted[0] or standardised is not self._fitted[1]:
            self._fitted = data, standardised
            self._names["x_train"] = torch.from_numpy(data.x.copy())
            self._names["y_train"] = torch.from_numpy(data.y.copy())
            self._loop.prepare(self._names)

    def _end_epoch(self) -> Epoch:
        if self._noted is None:
            self._note_gradients()
        number, settled = self.number, self._settled
        assert self._noted is not None
        W_fresh, b_fresh = (self._fresh.W, self._fresh.b) if self._listening else self._noted
        assert W_fresh is not None
        assert b_fresh is not None
        if self._batched:
            self._generator = torch.get_rng_state()
        in_pieces = self._batched or settled.accumulate > 1
        loss = self._mean_loss() if in_pieces else self._names["loss"].item()
        W_grad, b_grad = self._noted
        W, b = self._W_memory.item(), self._b_memory.item()
        momentum = self._noted_buffers() if self._has_buffers else None
        epoch = Epoch(number, loss, W, b, W_grad, b_grad, W_fresh, b_fresh, settled, momentum)
        self.number += 1
        self._stops = None
        self._line = self._loop.first_line
        return epoch

    def _noted_buffers(self) -> tuple[float, float] | None:
        """What stands in the momentum buffers, if there are any yet."""
        W, b = self._buffers()
        return None if W is None or b is None else (W.item(), b.item())

    def _mean_loss(self) -> float:
        """The loss of the parts of the batch, or the mean of the mini-batches' over all rows; each before its step."""
        # What the losses of the pieces add up to has more digits in Python than a tensor would have.
        total = self._names["total"] / (len(self._names["x_train"]) if self._batched else 1)
        with np.errstate(over="ignore"):
            return float(np.float32(total))

    def _note_gradients(self) -> None:
        """Keep what stands in .grad when step() comes to it."""
        if self._batched:
            self._fresh.end_batch()
        W_grad, b_grad = self.W.grad, self.b.grad
        self._noted = (None if W_grad is None else W_grad.item(), None if b_grad is None else b_grad.item())

    def _look(self) -> Moment:
        hypothesis, loss = self._names.get("hypothesis"), self._names.get("loss")
        W_grad, b_grad = self.W.grad, self.b.grad
        return Moment(
            self.number,
            self._settled,
            self.W.item(),
            self.b.item(),
            None if W_grad is None else W_grad.item(),
            None if b_grad is None else b_grad.item(),
            None if hypothesis is None else tuple(hypothesis.detach().flatten()[: SHOWN + 1].tolist()),
            None if loss is None else loss.item(),
            self._fresh.W if self.mid_epoch else None,
            self._fresh.b if self.mid_epoch else None,
            mid_epoch=self.mid_epoch,
            rows=0 if hypothesis is None else len(hypothesis),
        )


class _FreshGradients:
    """This epoch's own gradients: torch hands them to a tensor's hook before it adds them to .grad."""

    def __init__(self, W: torch.Tensor, b: torch.Tensor) -> None:
        self._hooks = ((W, self._keep_W), (b, self._keep_b))
        self._handles: list[torch.utils.hooks.RemovableHandle] = []
        self.forget()

    def listen(self, on: bool) -> None:
        """Keep gradients from now on, or leave them alone, which saves a twentieth of an epoch's time."""
        if on and not self._handles:
            self._handles = [tensor.register_hook(keep) for tensor, keep in self._hooks]
        elif self._handles and not on:
            for handle in self._handles:
                handle.remove()
            self._handles = []

    def forget(self) -> None:
        """Begin anew: no gradient has come yet."""
        self.W: float | None = None
        self.b: float | None = None
        self._ended = [False, False]

    def end_batch(self) -> None:
        """Begin anew with the next gradient that comes: it is that of another mini-batch."""
        self._ended = [True, True]

    def _keep_W(self, gradient: torch.Tensor) -> None:
        self.W = _sum(None if self._ended[0] else self.W, gradient.item())
        self._ended[0] = False

    def _keep_b(self, gradient: torch.Tensor) -> None:
        self.b = _sum(None if self._ended[1] else self.b, gradient.item())
        self._ended[1] = False


def _sum(one: float | None, other: float) -> float:
    """The float32 sum, as torch adds in .grad."""
    if one is None:
        return other
    with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge
        return float(np.float32(one) + np.float32(other))


def initial_parameters(initial: InitialParameters) -> tuple[torch.Tensor, torch.Tensor]:
    """W and b, each of shape (1,), float32, requiring a gradient; random ones are drawn by torch.rand, W first."""
    if initial.start is Start.ZEROS:
        return torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    if initial.start is Start.RANDOM:
        return torch.rand(1, requires_grad=True), torch.rand(1, requires_grad=True)
    W, b = (torch.tensor([value], dtype=torch.float32, requires_grad=True) for value in (initial.W, initial.b))
    return W, b
