"""The thread that trains: it runs the loop at the pace asked for and tells of every epoch."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from enum import Enum, auto
from threading import Condition
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from model.experiment import Experiment, LoopSettings

if TYPE_CHECKING:  # importing torch takes seconds: it happens on the thread, behind the painted window
    from model.training import Trainer

LAG = 0.1
"""Seconds: what a busy machine missed beyond this is not made up for."""

_warm = False


class Stop(Enum):
    """Why the loop has stopped."""

    PAUSED = auto()
    FINISHED = auto()
    DIVERGED = auto()


@dataclass(frozen=True)
class Parameters:
    """W and b as plain numbers."""

    W: float
    b: float


class TrainingThread(QThread):
    """One run of an experiment. Its methods may be called from any thread; they take effect between two epochs."""

    ready = Signal(object)
    """The Parameters that the run starts from: torch is loaded and the first epoch can be asked for."""

    epoch_done = Signal(object)
    """The Epoch, once for each: connect directly, and only what is quick and bound to no widget."""

    stopped = Signal(object)
    """The Stop: no further epoch comes until more are asked for."""

    def __init__(self, experiment: Experiment, speed: float | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self._wake = Condition()
        self._settings = experiment.settings
        self._epochs = experiment.epochs
        self._speed = speed
        self._running = False
        self._steps = 0
        self._leaving = False
        self._due = 0.0
        self._begun = False
        self._idle = True

    def replace_experiment(self, experiment: Experiment) -> bool:
        """Run another experiment instead, if the thread is still loading torch; return whether it will."""
        with self._wake:
            if not self._begun:
                self._experiment, self._settings, self._epochs = (
                    experiment,
                    experiment.settings,
                    experiment.epochs,
                )
            return not self._begun

    def set_settings(self, settings: LoopSettings) -> None:
        """Run with these settings from the next epoch on."""
        self._settings = settings

    def set_epochs(self, epochs: int) -> None:
        """Let running end after so many epochs in all."""
        with self._wake:
            self._epochs = epochs
            self._wake.notify()

    def set_speed(self, speed: float | None) -> None:
        """Run so many epochs a second, or as fast as it goes with None."""
        with self._wake:
            self._speed = speed
            self._due = time.perf_counter()
            self._wake.notify()

    def go(self) -> None:
        """Run until paused, finished or diverged."""
        with self._wake:
            self._running = True
            self._idle = False
            self._due = time.perf_counter()
            self._wake.notify()

    def pause(self) -> None:
        """Stop after the present epoch."""
        with self._wake:
            self._running = False
            self._steps = 0
            self._wake.notify()

    def step_epoch(self) -> None:
        """Stop running, and run one more epoch, whatever the pace."""
        with self._wake:
            self._running = False
            self._steps += 1
            self._wake.notify()

    def leave(self) -> None:
        """End the thread after the present epoch; wait() for it afterwards."""
        with self._wake:
            self._leaving = True
            self._wake.notify()

    def run(self) -> None:
        """Train. Qt calls this on the new thread."""
        _warm_up()
        trainer = self._make_trainer()
        self.ready.emit(Parameters(trainer.W.item(), trainer.b.item()))
        while self._next_epoch_is_due(trainer.number):
            trainer.settings = self._settings
            epoch = trainer.run_epoch()
            self.epoch_done.emit(epoch)
            if not epoch.is_finite:
                self.stopped.emit(Stop.DIVERGED)
                return

    def _make_trainer(self) -> Trainer:
        from model.training import Trainer

        with self._wake:
            self._begun = True
            return Trainer(self._experiment)

    def _next_epoch_is_due(self, number: int) -> bool:
        """Wait until it is time for the epoch of this number; False when the thread is to end."""
        if self._running and self._speed is None and number < self._epochs and not self._leaving:
            return True  # at full speed not even a lock is taken
        with self._wake:
            while not self._leaving:
                wait = self._time_to_wait(number)
                if wait == 0:
                    self._idle = False
                    return True
                self._wake.wait(wait)
        return False

    def _time_to_wait(self, number: int) -> float | None:
        """Seconds until the next epoch: 0 when it is due, None until somebody asks for it."""
        if self._steps:
            self._steps -= 1
            return 0
        finished = self._running and number >= self._epochs
        if finished or not self._running:
            self._running = False
            self._tell_once(Stop.FINISHED if finished else Stop.PAUSED)
            return None
        if self._speed is None:
            return 0
        now = time.perf_counter()
        if now < self._due:
            return self._due - now
        self._due = max(self._due + 1 / self._speed, now - LAG)
        return 0

    def _tell_once(self, stop: Stop) -> None:
        if not self._idle:
            self._idle = True
            self.stopped.emit(stop)


def _warm_up() -> None:
    """Import torch and rehearse the loop, the first time, so that no later epoch stalls."""
    global _warm  # noqa: PLW0603 - the process is warm or not, whichever thread has done it
    if _warm:
        return
    gc.disable()  # a collection among torch's many objects would hold the window up for 150 ms
    try:
        from model.training import Trainer

        Trainer(Experiment()).run_epoch()
        gc.freeze()
    finally:
        gc.enable()
    _warm = True
