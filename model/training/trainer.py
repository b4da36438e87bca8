"""The training loop on real tensors: it runs the text of model/loop.py, and can stop before each of its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import numpy as np
import torch

from model.dataset import Dataset
from model.epoch import Epoch, can_go_on
from model.experiment import Experiment, LoopSettings
from model.history import History, Shuffles
from model.loop import Kind, Loop, loop_of
from model.moment import SHOWN, Moment, value_text
from model.run import Replay
from model.setup import ON_ONE_LINE, data_lines
from model.training.tensors import GENERATOR, FreshGradients, RandomState, Tensors
from model.training.torch_library import keep_memory

MANY = 50_000
"""Rows, beyond which a tensor of them is so large that its memory would not stay with the process."""


class Trainer:
    """A run of the loop with the real torch.optim.SGD; whoever calls it sets the pace.

    Settings may be replaced at any time; they count from the next epoch on.
    """

    def __init__(self, experiment: Experiment) -> None:
        with GENERATOR:  # seeded here, and a run that is exported is trained beside the one that goes on
            self.tensors = Tensors(experiment)
            self._random = RandomState()
        self.W, self.b, self.optimizer = self.tensors.W, self.tensors.b, self.tensors.optimizer
        self.settings = experiment.settings
        self.number = 0
        """The epoch that comes next, or is under way."""
        self._fresh = FreshGradients(self.tensors)
        self._bound = BoundLoop(self.tensors)
        self.names = self._bound.names
        """What the loop's text works on, and what its lines have left there."""
        self._by_line: bool | None = None
        self._settle(by_line=False)
        self._stops: Iterator[int] | None = None
        self._at_step: tuple[float | None, float | None] | None = None
        self._line = self._bound.loop.first_line
        self._values: dict[int, str] = {}

    @property
    def mid_epoch(self) -> bool:
        """Whether some lines of the present epoch have run, but not all."""
        return self._stops is not None

    def run_epoch(self) -> Epoch:
        """Run on to the end of the present epoch and return its record."""
        epoch = self.run_unless(None)
        assert epoch is not None
        return epoch

    def run_unless(self, pause_wanted: Callable[[], bool] | None) -> Epoch | None:
        """Run on to the end of the present epoch, or to where a pause is wanted: then return None.

        pause_wanted is asked in each mini-batch and in each part of a batch: an epoch of many of them may take long.
        """
        stops = self._stops
        if stops is None:
            stops = self._begin_epoch(by_line=False)
        before_step = self._bound.loop.step_line
        may_pause = self._bound.repeated_line
        with self._drawing:
            for line in stops:
                if line == before_step:
                    self._note_gradients()
                if line == may_pause and pause_wanted is not None and pause_wanted():
                    self._line, self._stops = line, stops
                    return None
        return self._end_epoch()

    def run_on(
        self,
        history: History,
        last: int,
        is_asked: Callable[[], bool],
        tell: Callable[[Epoch], object] | None = None,
    ) -> Epoch:
        """Run epochs on end, append each to this history, which ends where they begin, and return the last one.

        That is the one of this number, or the one at whose end something is asked for, or after which the numbers are
        no longer finite. No line is stopped at, and no record is made of an epoch that nobody is told of. Not for
        epochs in pieces, which run_unless() may leave between two of these.
        """
        self._settle(by_line=False)
        bound, tensors, settings = self._bound, self.tensors, self.settings
        while True:
            number = self.names["epoch"] = self.number
            if self._listening:
                self._fresh.end_batch()
            bound.whole_epoch(self._note_gradients)
            row = bound.loss(), *tensors.numbers(), *self._gradients()
            history.append_row(row, settings, tensors.momentum())
            self.number += 1
            if tell is not None:
                tell(history.epoch(number))
            if is_asked() or number >= last or not can_go_on(*row[:3]):
                return history.epoch(number)

    def run_line(self) -> Epoch | None:
        """Run one line of the loop; return the epoch's record if it was the last of it."""
        if self._stops is None:
            self._values.clear()
            self._stops = self._begin_epoch(by_line=True)
            self._line = next(self._stops)
        with self._drawing:
            done, following = self._line, next(self._stops, None)
        self._values[done] = value_text(self._bound.loop.kinds[done], self._look())
        if following is None:
            return self._end_epoch()
        self._line = following
        if following == self._bound.loop.step_line:
            self._note_gradients()
        return None

    def moment(self) -> Moment:
        """Where the loop stands: before the line that comes next."""
        return self._look()._replace(line=self._line, values=dict(self._values), coming=self._coming())

    def restore(
        self, epoch: Epoch, shuffles: Iterable[Shuffles] = (), given_up: Callable[[], bool] = lambda: False
    ) -> None:
        """Stand at the end of this epoch, bit for bit as the run that recorded it did.

        shuffles tells of the epochs up to it that have shuffled their rows: they are drawn again, which may take long;
        once it is given up, the trainer is of no use.
        """
        with self._random:
            for rows, epochs in shuffles:
                for _ in range(epochs):
                    torch.randperm(rows)
                    if given_up():
                        return
        self.tensors.restore(epoch)
        self.number = epoch.number + 1

    def stand_where(self, other: Trainer) -> None:
        """Take over another trainer's W, b, .grad, momentum and number of epochs."""
        self.tensors.copy(other.tensors)
        self.number = other.number
        self._random.kept = other._random.kept

    def inherit_momentum(self) -> None:
        """Let the optimizer's momentum begin with what stands in .grad, as if it had been summed there."""
        self.tensors.inherit_momentum()

    def _begin_epoch(self, *, by_line: bool) -> Iterator[int]:
        """Take over the settings as they stand now, for one whole epoch; return its stops."""
        self._settle(by_line=by_line)
        if self._listening:
            self._fresh.forget()
        self._at_step = None
        self.names["epoch"] = self.number
        return self._bound.one_epoch()

    def _settle(self, *, by_line: bool) -> None:
        """Take over settings that are others; what does not change from epoch to epoch is done here, not in each."""
        if self._by_line is by_line and self._bound.settings is self.settings:
            return
        self._by_line = by_line
        self._bound.take(self.settings)
        self.tensors.set_options(self.settings)
        self._drawing = self._random if self._bound.in_batches else nullcontext()
        self._listening = by_line or not self.settings.grad_is_fresh
        self._fresh.listen(self._listening)

    def _note_gradients(self) -> None:
        """Keep what stands in .grad when step() comes to it."""
        if self._bound.in_batches:
            self._fresh.end_batch()
        self._at_step = self.tensors.gradients()

    def _end_epoch(self) -> Epoch:
        if self._at_step is None:
            self._note_gradients()
        bound, tensors = self._bound, self.tensors
        row = bound.loss(), *tensors.numbers(), *self._gradients()
        epoch = Epoch(self.number, *row, bound.settings, tensors.momentum())
        self.number += 1
        self._stops = None
        self._line = bound.loop.first_line
        return epoch

    def _gradients(self) -> tuple[float | None, float | None, float, float]:
        """What stood in .grad when step() came to it, and the epoch's own gradients."""
        at_step = self._at_step
        assert at_step is not None
        W_fresh, b_fresh = self._fresh.sums if self._listening else at_step
        assert W_fresh is not None
        assert b_fresh is not None
        return *at_step, W_fresh, b_fresh

    def _look(self) -> Moment:
        hypothesis, loss = self.names.get("hypothesis"), self.names.get("loss")
        W_fresh, b_fresh = self._fresh.sums if self.mid_epoch else (None, None)
        return Moment(
            self.number,
            self._bound.settings,
            *self.tensors.numbers(),
            *self.tensors.gradients(),
            None if hypothesis is None else tuple(hypothesis.detach().flatten()[: SHOWN + 1].tolist()),
            None if loss is None else loss.item(),
            W_fresh,
            b_fresh,
            mid_epoch=self.mid_epoch,
            rows=0 if hypothesis is None else len(hypothesis),
            momentum=self.tensors.momentum(),
        )

    def _coming(self) -> tuple[float, ...]:
        """The loss or the gradients that the line that comes next will find; nothing of the loop changes."""
        kind = self._bound.loop.kinds[self._line] if self.mid_epoch else Kind.OTHER
        if kind is Kind.LOSS:
            return (self._bound.value_of(self._line).item(),)
        if kind is Kind.BACKWARD:
            with self._fresh.deaf():
                gradients = torch.autograd.grad(self.names["loss"], (self.W, self.b), retain_graph=True)
            return tuple(gradient.item() for gradient in gradients)
        return ()


class BoundLoop:
    """The loop of some settings, bound to the names that its text works on."""

    def __init__(self, tensors: Tensors) -> None:
        self.names: dict[str, Any] = {"torch": torch, "W": tensors.W, "b": tensors.b, "optimizer": tensors.optimizer}
        self._fitted: tuple[Dataset, bool] | None = None

    def take(self, settings: LoopSettings) -> None:
        """Be the loop of these settings from its next epoch on."""
        self.settings, self.loop = settings, loop_of(settings)
        self.in_batches = settings.batch_size > 0
        self.repeated_line = self.loop.kinds.index(Kind.BACKWARD) if settings.in_pieces else None
        """A line that one epoch may come to many times; None where there is none."""
        data, standardise = settings.data, settings.standardise
        if self._fitted is None or data is not self._fitted[0] or standardise is not self._fitted[1]:
            self._fitted = data, standardise
            if len(data) > MANY:
                keep_memory()
            take_data(settings, self.loop, self.names)
        self.one_epoch, self.whole_epoch = self.loop.bind(self.names), self.loop.bind_whole(self.names)

    def value_of(self, line: int) -> torch.Tensor:
        """What an assignment would give just now."""
        _, text = self.loop.lines[line].split("=", 1)
        with torch.no_grad():
            value: torch.Tensor = eval(text.strip(), self.names)  # the text is ours, from source_of
        return value

    def loss(self) -> float:
        """The loss of the epoch before its step; of mini-batches, each before its own, the mean over all rows."""
        if self.repeated_line is None:
            loss: float = self.names["loss"].item()
            return loss
        # What the losses of the pieces add up to has more digits in Python than a tensor would have.
        total = self.names["total"] / (len(self.names["x_train"]) if self.in_batches else 1)
        with np.errstate(over="ignore"):
            return float(np.float32(total))


def take_data(settings: LoopSettings, loop: Loop, names: dict[str, Any]) -> None:
    """Put x_train and y_train among these names, as the lines before the `for` of this loop leave them."""
    data = settings.data
    if len(data) <= ON_ONE_LINE:
        exec("\n".join(data_lines(data)), names)  # the text is ours
    else:
        names["x_train"] = torch.from_numpy(data.x.copy())
        names["y_train"] = torch.from_numpy(data.y.copy())
    loop.prepare(names)


def epochs_of(run: Replay) -> Iterator[Epoch]:
    """Every epoch of a run, with what changed during it; the last one is where the numbers overflow, if they do."""
    trainer = Trainer(run.experiment)
    changes = dict(run.all_changes)
    for number in range(run.epochs):
        trainer.settings = changes.get(number, trainer.settings)
        epoch = trainer.run_epoch()
        yield epoch
        if not epoch.is_finite:
            break
