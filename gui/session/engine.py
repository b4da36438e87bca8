"""The engine of a run: the thread that trains it, made again whenever the run goes on from elsewhere."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from gui.session.training_thread import Stop, TrainingThread
from model.comparison.twins import TwinHistory
from model.experiment import Experiment, Parameters
from model.moment import Moment
from model.run import Run


class State(Enum):
    """What the run is doing."""

    PREPARING = auto()
    PAUSED = auto()
    RUNNING = auto()
    FINISHED = auto()
    DIVERGED = auto()
    FAILED = auto()
    """An exception has ended the thread: a fault of the program, or PyTorch could not be loaded."""


class Engine(QObject):
    """Passes on what its present thread tells; what one that has been left still tells is not heard."""

    ready = Signal(object)
    """The Parameters that the run starts from: the first epoch can be asked for."""

    line_done = Signal(object)
    """The Moment after a single line."""

    watched = Signal()
    """An epoch is done that is to be shown for itself."""

    stopped = Signal(object)
    """The Stop, where nothing has been asked for since."""

    failed = Signal()
    """The thread has been ended by an exception."""

    def __init__(self, parent: QObject, run: Run, experiment: Experiment, speed: float | None) -> None:
        super().__init__(parent)
        self.speed = speed
        self.twins = TwinHistory()
        self.twins_wanted = False
        self.training = self._make(run, experiment)
        self._epochs, self._left = experiment.epochs, False
        self.replays_to: int | None = None
        """So many epochs are being run again by themselves, to stand where a file has been saved."""

    @property
    def pace(self) -> float | None:
        """Epochs a second that it runs at just now: a replay runs as fast as it goes."""
        return self.speed if self.replays_to is None else None

    def begin(self) -> None:
        """Let the first thread load torch."""
        self.training.start()

    def train(self, run: Run, experiment: Experiment) -> None:
        """Go on from the end of this run's history with another thread; the present one must have ended."""
        gone, self.twins = self.training, TwinHistory()
        self.training = self._make(run, experiment)  # a fault in which leaves the thread that has ended
        gone.deleteLater()
        self._epochs, self._left, self.replays_to = experiment.epochs, False, None
        self.training.start()

    def leave(self) -> None:
        """End the thread, wait until it has gone, and listen to it no more."""
        self.close()
        self._left, self.replays_to = True, None

    def close(self) -> None:
        """End the thread and wait until it has gone; what it has told on its way is still heard."""
        self.training.leave()
        self.training.wait()

    def replay(self, epochs: int) -> None:
        """Run so many epochs by itself, as fast as it goes, and stop there."""
        self.replays_to = epochs
        self.training.set_epochs(epochs)
        self.training.set_speed(None)
        self.training.go()

    def end_replay(self) -> bool:
        """Run on as everything is asked for, from where a replay stands; return whether there is one."""
        replays, self.replays_to = self.replays_to is not None, None
        if replays:
            self.set_epochs(self._epochs)
            self.set_speed(self.speed)
        return replays

    def set_epochs(self, epochs: int) -> None:
        """Let running end after this number of epochs in all; a replay comes to its end first."""
        self._epochs = epochs
        if self.replays_to is None:
            self.training.set_epochs(epochs)

    def set_speed(self, speed: float | None) -> None:
        """Run at this many epochs a second, or as fast as it goes with None; a replay comes to its end first."""
        self.speed = speed
        if self.replays_to is None:
            self.training.set_speed(speed)

    def set_twins(self, wanted: bool) -> None:
        """Train the twins of the present variant in step with the run, or no longer."""
        self.twins_wanted = wanted
        self.training.set_twins(wanted)

    def _make(self, run: Run, experiment: Experiment) -> TrainingThread:
        thread = TrainingThread(run, experiment, self.speed, self.twins, self)
        thread.set_twins(self.twins_wanted)
        thread.ready.connect(self._pass_on_ready)
        thread.line_done.connect(self._pass_on_line)
        thread.watched.connect(self._pass_on_watched)
        thread.stopped.connect(self._pass_on_stop)
        thread.failed.connect(self._pass_on_failure)
        return thread

    def _pass_on_ready(self, parameters: Parameters) -> None:
        if self._is_heard():
            self.ready.emit(parameters)

    def _pass_on_watched(self) -> None:
        if self._is_heard():
            self.training.take_watched()
            self.watched.emit()

    def _pass_on_line(self, moment: Moment) -> None:
        if self._is_heard():
            self.line_done.emit(moment)

    def _pass_on_stop(self, stop: Stop, orders: int) -> None:
        # One told before the last order is out of date: that order will be answered too.
        if self._is_heard() and (orders == self.training.orders or stop is Stop.DIVERGED):
            self.stopped.emit(stop)

    def _pass_on_failure(self) -> None:
        if self._is_heard():
            self.failed.emit()

    def _is_heard(self) -> bool:
        """Whether the signal that is being taken comes from the present thread, not left meanwhile."""
        return self.sender() is self.training and not self._left
