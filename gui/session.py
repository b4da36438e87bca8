"""The run that the window shows: its experiment, its history and the thread that trains it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal

from gui.training_thread import Parameters, Stop, TrainingThread
from model.experiment import Experiment, InitialParameters, LoopSettings
from model.history import History


class State(Enum):
    """What the run is doing."""

    PREPARING = auto()
    PAUSED = auto()
    RUNNING = auto()
    FINISHED = auto()
    DIVERGED = auto()


class Session(QObject):
    """Takes what the user wants and passes it on, to the thread at once or to the next run.

    The learning rate, skipping and the number of epochs count from the next epoch on; the seed and where W and b begin
    belong to a run's start, so that they renew a run that has not begun and wait for reset() in one that has.
    """

    state_changed = Signal()
    experiment_changed = Signal()
    """What the controls show has changed; the run goes on."""

    renewed = Signal()
    """Another run stands at its start: history and initial parameters are new."""

    def __init__(self, experiment: Experiment, speed: float | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.experiment = experiment
        self.speed = speed
        self.state = State.PREPARING
        self.history = History()
        self.parameters: Parameters | None = None
        self._begun_with = experiment
        self._thread = self._make_thread()

    def begin(self) -> None:
        """Let the thread load torch; call this once the window is painted."""
        self._thread.start()

    def toggle(self) -> None:
        """Run, or pause where it runs."""
        if self.state is State.RUNNING:
            self.pause()
        else:
            self.run()

    def run(self) -> None:
        """Run to the last epoch asked for; does nothing where there is none left."""
        if self.state in (State.PREPARING, State.PAUSED) and len(self.history) < self.experiment.epochs:
            self._thread.go()
            self._set_state(State.RUNNING)

    def pause(self) -> None:
        """Stop after the present epoch."""
        self._thread.pause()

    def step_epoch(self) -> None:
        """Run a single epoch, even beyond the last one asked for."""
        if self.state is not State.DIVERGED:
            self._thread.step_epoch()

    def reset(self) -> None:
        """Go back to the start, with everything as the controls have it now."""
        if self._thread.replace_experiment(self.experiment):
            self._begun_with = self.experiment
            return
        self.close()
        self.history, self.parameters = History(), None
        self._begun_with = self.experiment
        self._thread = self._make_thread()
        self.begin()
        self._set_state(State.PREPARING)

    def close(self) -> None:
        """End the thread and wait until it has gone."""
        self._thread.leave()
        self._thread.wait()

    def set_speed(self, speed: float | None) -> None:
        """Run so many epochs a second, or as fast as it goes with None."""
        self.speed = speed
        self._thread.set_speed(speed)

    def set_lr(self, lr: float) -> None:
        """Use this learning rate from the next epoch on."""
        self._set_settings(replace(self.experiment.settings, lr=lr))

    def set_zero_grad(self, on: bool) -> None:
        """Call zero_grad(), or skip it, from the next epoch on."""
        self._set_settings(replace(self.experiment.settings, zero_grad=on))

    def set_epochs(self, epochs: int) -> None:
        """Run to this many epochs in all."""
        self._set_experiment(replace(self.experiment, epochs=epochs))
        self._thread.set_epochs(epochs)
        if self.state is State.FINISHED and len(self.history) < epochs:
            self._set_state(State.PAUSED)

    def set_seed(self, seed: int) -> None:
        """Seed torch with this at the start of the run."""
        self._set_start(replace(self.experiment, seed=seed))

    def set_initial(self, initial: InitialParameters) -> None:
        """Let W and b begin here."""
        self._set_start(replace(self.experiment, initial=initial))

    @property
    def start_is_pending(self) -> bool:
        """Whether seed or initial W and b differ from those that the present run began with."""
        now, then = self.experiment, self._begun_with
        return now.seed != then.seed or now.initial != then.initial

    def _make_thread(self) -> TrainingThread:
        thread = TrainingThread(self.experiment, self.speed, self)
        # Directly: the history takes each epoch on the training thread, and no event queue can grow.
        thread.epoch_done.connect(self.history.append, Qt.ConnectionType.DirectConnection)
        thread.ready.connect(self._take_parameters)
        thread.stopped.connect(self._take_stop)
        return thread

    def _set_settings(self, settings: LoopSettings) -> None:
        if settings != self.experiment.settings:
            self._thread.set_settings(settings)
            self._set_experiment(replace(self.experiment, settings=settings))

    def _set_start(self, experiment: Experiment) -> None:
        if experiment == self.experiment:
            return
        self._set_experiment(experiment)
        if not len(self.history) and self.state is not State.RUNNING:
            self.reset()

    def _set_experiment(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.experiment_changed.emit()

    def _take_parameters(self, parameters: Parameters) -> None:
        if self.sender() is not self._thread:
            return  # a signal of a run that has been reset meanwhile
        self.parameters = parameters
        if self.state is State.PREPARING:
            self._set_state(State.PAUSED)
        self.renewed.emit()

    def _take_stop(self, stop: Stop) -> None:
        if self.sender() is not self._thread:
            return
        self._set_state({Stop.PAUSED: State.PAUSED, Stop.FINISHED: State.FINISHED, Stop.DIVERGED: State.DIVERGED}[stop])

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit()
