"""A run and the thread that trains it: what it has done, what it is doing, and what it tells."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal

from gui.session.comparison import Comparison
from gui.session.experimenter import Experimenter
from gui.session.training_thread import Parameters, Resumption, Stop, TrainingThread
from model.comparison.twins import TwinHistory
from model.epoch import Epoch
from model.experiment import Experiment
from model.history import History
from model.moment import Moment


class State(Enum):
    """What the run is doing."""

    PREPARING = auto()
    PAUSED = auto()
    RUNNING = auto()
    FINISHED = auto()
    DIVERGED = auto()


class Runner(Experimenter):
    """Makes threads, and takes in what the present one tells; a subclass says when there is to be another."""

    state_changed = Signal()
    experiment_changed = Signal()
    """What the controls show has changed; the run goes on."""

    renewed = Signal()
    """Another run stands at its start: history and initial parameters are new."""

    time_changed = Signal()
    """Another epoch, or another line of one, is to be shown; or another continuation of the run."""

    def __init__(self, experiment: Experiment, speed: float | None) -> None:
        super().__init__(experiment)
        self.speed = speed
        self.state = State.PREPARING
        self.history = History()
        self.twins = TwinHistory()
        self.parameters: Parameters | None = None
        self.moment: Moment | None = None
        """Where the loop stands within an epoch; None between two."""
        self.comparison = Comparison(self)
        self._twins_wanted = False
        self._begun_with = experiment
        self._thread = self._make_thread()

    def begin(self) -> None:
        """Let the thread load torch; call this once the window is painted."""
        self._thread.start()

    @property
    def twins_wanted(self) -> bool:
        """Whether twins are trained beside the run, where its variant has any."""
        return self._twins_wanted

    @property
    def as_it_is(self) -> Experiment:
        """The present run: how it began, with the settings of the epochs to come."""
        return replace(self._begun_with, settings=self.experiment.settings)

    @property
    def start(self) -> tuple[float, float] | None:
        """W and b before the first epoch; None as long as torch has not made them."""
        return None if self.parameters is None else (self.parameters.W, self.parameters.b)

    @property
    def can_pin(self) -> bool:
        """Whether there is a run to stay in sight, and a colour for it."""
        return len(self.history) > 0 and not self.comparison.is_full

    def pin(self) -> None:
        """Keep the present run in sight beside those to come."""
        last = self.history.last()
        if last is not None:
            self.comparison.pin(replace(self._begun_with, settings=last.settings), self.history, self.start)

    def unpin(self, place: int) -> None:
        """Show one of the pinned runs no longer, by its place among all that are shown."""
        comparison = self.comparison
        comparison.unpin(comparison.pinned[place - len(comparison.beside)])

    def before(self, epoch: Epoch) -> tuple[float, float] | None:
        """The W and b that an epoch began with, if they are known."""
        if epoch.number == 0:
            return self.start
        last = self.history.epoch(epoch.number - 1)
        return last.W, last.b

    def close(self) -> None:
        """End the thread and wait until it has gone."""
        self._thread.leave()
        self._thread.wait()

    def set_speed(self, speed: float | None) -> None:
        """Run so many epochs a second, or as fast as it goes with None."""
        self.speed = speed
        self._thread.set_speed(speed)

    def set_twins(self, wanted: bool) -> None:
        """Train the twins of the present variant in step with the run, or no longer."""
        self._twins_wanted = wanted
        self._thread.set_twins(wanted)
        self.experiment_changed.emit()

    def _leave_thread(self) -> None:
        """End the thread, take in what it has still done, and listen to it no more."""
        self._thread.leave()
        self._thread.wait()
        self._left = True

    def _make_thread(
        self, experiment: Experiment | None = None, resumption: Resumption | None = None
    ) -> TrainingThread:
        self._left = False
        thread = TrainingThread(experiment or self.experiment, self.speed, self, resumption)
        thread.set_twins(self._twins_wanted)
        thread.set_companions(self.comparison.beside, self.history)
        # Directly: the history takes each epoch on the training thread, and no event queue can grow.
        thread.epoch_done.connect(self.history.append, Qt.ConnectionType.DirectConnection)
        thread.twins_done.connect(self.twins.append, Qt.ConnectionType.DirectConnection)
        thread.ready.connect(self._take_parameters)
        thread.line_done.connect(self._take_moment)
        thread.stopped.connect(self._take_stop)
        return thread

    def _set_experiment(self, experiment: Experiment) -> None:
        if experiment != self.experiment:
            self.experiment = experiment
            self.experiment_changed.emit()

    def _take_parameters(self, parameters: Parameters) -> None:
        if not self._is_heard():
            return
        if len(self.history) and self.parameters is not None:
            return  # the run goes on from its past
        self.parameters = parameters
        if self.state is State.PREPARING:
            self._set_state(State.PAUSED)
        self.renewed.emit()

    def _take_moment(self, moment: Moment) -> None:
        if self._is_heard():
            self.moment = moment if moment.mid_epoch else None
            self.time_changed.emit()

    def _take_stop(self, stop: Stop, orders: int) -> None:
        if not self._is_heard() or (orders != self._thread.orders and stop is not Stop.DIVERGED):
            return  # told before the last order, which will be answered too
        if stop is Stop.FINISHED and len(self.history) < self.experiment.epochs:
            self._thread.go()  # more epochs were asked for at the very end
            return
        self._set_state({Stop.PAUSED: State.PAUSED, Stop.FINISHED: State.FINISHED, Stop.DIVERGED: State.DIVERGED}[stop])

    def _is_heard(self) -> bool:
        """Whether the signal that is being taken comes from the present thread, not left meanwhile."""
        return self.sender() is self._thread and not self._left

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit()
