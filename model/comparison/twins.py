"""Runs that go in step with a variant of the loop and explain it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from model.data.standardised import in_original_units
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History

if TYPE_CHECKING:  # torch is loaded with the first trainer, behind the painted window
    from model.training.trainer import Trainer


class Twin(StrEnum):
    """What a run is compared with."""

    MOMENTUM = "momentum"
    """SGD with momentum 1.0, zero_grad() called: what skipping it comes to without any momentum."""

    FULL_BATCH = "full-batch"
    """One backward() for the whole batch: what accumulating on purpose comes to."""

    LOOKALIKE = "lookalike"
    """zero_grad() only every N epochs, with a step() after each backward(): what accumulating is mistaken for."""


def twins_of(settings: LoopSettings) -> tuple[Twin, ...]:
    """The twins that explain a variant; none for those that explain themselves."""
    if not settings.step:
        return ()
    if settings.accumulate > 1:
        as_the_lesson = settings.every == 1 and not settings.skips and not settings.clears_before_step(0)
        return (Twin.FULL_BATCH, Twin.LOOKALIKE) if as_the_lesson else ()
    return (Twin.MOMENTUM,) if settings.skips and settings.momentum == 0 else ()


class Twins:
    """The twins of a run, each begun where the run stands."""

    def __init__(self, experiment: Experiment, run: Trainer, kinds: tuple[Twin, ...]) -> None:
        self.kinds = kinds
        self._settings = run.settings
        self._trainers = [_begin(experiment, run, kind) for kind in kinds]
        self._done: list[Epoch] = []

    def set_settings(self, settings: LoopSettings) -> None:
        """Follow a change of the run's settings, from the next epoch on."""
        if settings is self._settings:
            return  # asked before every epoch: new settings would have each trainer bind its loop again
        self._settings = settings
        for kind, trainer in zip(self.kinds, self._trainers, strict=True):
            trainer.settings = twin_settings(settings, kind)

    def run_epoch(self) -> tuple[Epoch, ...]:
        """Run one epoch of each."""
        epochs = self.run_unless(None)
        assert epochs is not None
        return epochs

    @property
    def mid_epoch(self) -> bool:
        """Whether an epoch of theirs was left before its end."""
        return bool(self._done) or any(trainer.mid_epoch for trainer in self._trainers)

    def run_unless(self, held: Callable[[], bool] | None) -> tuple[Epoch, ...] | None:
        """Run one epoch of each, or as much of it as held lets: then return None, and go on the next time."""
        for trainer in self._trainers[len(self._done) :]:
            epoch = trainer.run_unless(held)
            if epoch is None:
                return None
            self._done.append(epoch)
        done, self._done = tuple(self._done), []
        return done


class TwinHistory:
    """One history for each twin; row 0 is the epoch `first`. One thread appends while others read."""

    def __init__(self) -> None:
        self._begun: tuple[int, tuple[History, ...]] = (0, ())

    @property
    def first(self) -> int:
        """The run's epoch at which the twins began."""
        return self._begun[0]

    @property
    def histories(self) -> tuple[History, ...]:
        """A history for each twin, in the order of twins_of."""
        return self._begun[1]

    def upto(self, length: int) -> TwinHistory:
        """The twins as they are now, as far as a run of this length; for reading only."""
        result = TwinHistory()
        first, histories = self._begun
        result._begun = first, tuple(history.upto(max(length - first, 0)) for history in histories)
        return result

    def lines(self, time: int) -> list[tuple[float, float]]:
        """W and b of each twin after this epoch of the run, in the units of the data; none before they began."""
        row = time - self.first
        epochs = [history.epoch(row) for history in self.histories if 0 <= row < len(history)]
        return [in_original_units((epoch.W, epoch.b), epoch.settings) for epoch in epochs]

    def append(self, epochs: tuple[Epoch, ...]) -> None:
        """Add the next epoch of each twin; begin again where they do not follow on those before."""
        first, histories = self._begun
        number = epochs[0].number
        if len(histories) != len(epochs) or first + len(histories[0]) != number:
            first, histories = number, tuple(History() for _ in epochs)
        for history, epoch in zip(histories, epochs, strict=True):
            history.append(epoch)
        self._begun = (first, histories)


def twin_settings(settings: LoopSettings, kind: Twin) -> LoopSettings:
    """What the twin of this kind does where the run has these settings."""
    whole = replace(settings, accumulate=1, zero_grad=ZeroGrad.BEFORE_BACKWARD, every=1)
    if kind is Twin.MOMENTUM:
        return replace(whole, momentum=1.0)
    return replace(whole, every=settings.accumulate) if kind is Twin.LOOKALIKE else whole


def _begin(experiment: Experiment, run: Trainer, kind: Twin) -> Trainer:
    """A trainer with the run's W, b and .grad, bit for bit."""
    from model.training.trainer import Trainer

    settings = twin_settings(run.settings, kind)
    trainer = Trainer(replace(experiment, settings=settings))
    trainer.stand_where(run)
    if kind is Twin.MOMENTUM:
        trainer.inherit_momentum()
    return trainer
