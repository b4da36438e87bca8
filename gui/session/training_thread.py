"""The thread that trains: it runs the loop at the pace asked for and tells of every epoch, or of every line."""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from threading import Condition, Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, QObject, QThread, Signal

from gui.session.pace import by_line, is_watched
from model.comparison.companions import Companions
from model.comparison.twins import TwinHistory, Twins, twins_of
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import Change
from model.run import Run

if TYPE_CHECKING:  # importing torch takes seconds: it happens on the thread, behind the painted window
    from model.training.trainer import Trainer

LAG = 0.1
"""Seconds: what a busy machine missed beyond this is not made up for."""

LONG_EPOCH = 0.08
"""Seconds after which an epoch of many mini-batches or parts, or a companion's or a twin's, is left in its middle when
the user wants a pause: three of them, one after the other, are still left before anybody waits."""

TOGETHER = 16
"""At full speed companions run this many epochs in one go: the processor goes through them faster than by turns."""

_warm = False


class Stop(Enum):
    """Why the loop has stopped."""

    PAUSED = auto()
    FINISHED = auto()
    DIVERGED = auto()


class Due(Enum):
    """What is to be run next."""

    EPOCH = auto()
    LINE = auto()


class TrainingThread(QThread):
    """Trains a run from the end of its history on, with the changes that are ahead of it, and its companions.

    It adds each epoch to the histories itself and then tells of it. Its methods may be called from any thread; they
    take effect between two epochs.
    """

    ready = Signal(object)
    """The Parameters that the run starts from: torch is loaded and the first epoch can be asked for."""

    epoch_done = Signal(object)
    """The Epoch, once for each, to whoever is connected: connect directly, and only what is quick and bound to no
    widget."""

    line_done = Signal(object)
    """The Moment after a single line: what stands where before the next one; and where an epoch that such lines had
    begun has ended."""

    watched = Signal()
    """An epoch is done, so slowly that each is to be shown; the next ones are not told of before take_watched()."""

    stopped = Signal(object, int)
    """The Stop, and how many orders had been given by then: nothing more comes until it is asked for."""

    failed = Signal()
    """An exception has ended the thread; it is raised as well."""

    def __init__(
        self,
        run: Run,
        experiment: Experiment,
        speed: float | None,
        twins: TwinHistory | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._experiment = experiment
        self._wake = Condition()
        self._asked, self._untaken = Event(), Event()
        self._settings = experiment.settings
        self._ahead = list(run.ahead)
        self._epochs = self._end = experiment.epochs
        self._goal: int | None = None
        self._lines_told = False
        self._speed = speed
        self._twins_wanted = False
        self._twins: Twins | None = None
        self._twin_history = TwinHistory() if twins is None else twins
        self._companions: Companions | None = None
        self.orders = 0
        self._running = False
        self._steps: deque[Due] = deque()
        self._stepping = False
        self._leaving = False
        self._due = self._since = 0.0
        self._begun = False
        self._idle = True
        self._epoch_heard = False

    def connectNotify(self, signal: QMetaMethod) -> None:
        """Emit epoch_done once somebody has connected to it: told to nobody, it takes a tenth of an epoch's time."""
        super().connectNotify(signal)
        with self._order():
            self._epoch_heard = self._epoch_heard or signal.name() == b"epoch_done"

    @contextmanager
    def _order(self) -> Iterator[None]:
        """Ask for something else: the loop looks again at all that is wanted, after the present epoch."""
        with self._wake:
            self._asked.set()
            yield
            self._wake.notify()

    def take_watched(self) -> None:
        """Ask to be told of the next epoch: whoever shows them is ready for it."""
        self._untaken.clear()

    def replace_experiment(self, experiment: Experiment) -> bool:
        """Run another experiment instead, if the thread is still loading torch; return whether it will."""
        with self._wake:
            if not self._begun:
                self._experiment, self._settings, self._ahead = experiment, experiment.settings, []
                self._epochs = self._end = experiment.epochs
                self._running = False
                self._steps.clear()
            return not self._begun

    def set_settings(self, settings: LoopSettings, ahead: Sequence[Change] = ()) -> None:
        """Run with these settings from the next epoch on, and make these changes later, and no others."""
        with self._order():
            self._settings = settings
            self._ahead = list(ahead)

    def set_twins(self, wanted: bool) -> None:
        """Train the twins of the present variant in step with the run, from the next epoch on, or no longer."""
        with self._order():
            self._twins_wanted = wanted

    def end_companions(self) -> None:
        """Train no companions any longer; the run has none by now."""
        with self._order():
            self._companions = None

    def set_epochs(self, epochs: int) -> None:
        """Let running end after this number of epochs in all."""
        with self._order():
            self._epochs = epochs
            self._end = epochs if self._goal is None else min(self._goal, epochs)

    def set_speed(self, speed: float | None) -> None:
        """Run this many epochs a second, or as fast as it goes with None."""
        with self._order():
            self._speed = speed
            if speed is not None:
                lines = max(by_line(speed, self._settings), 1)
                self._due = min(self._due, time.perf_counter() + 1 / (speed * lines))

    def go(self, goal: int | None = None) -> None:
        """Run until paused, finished or diverged, or until so many epochs are done in all."""
        with self._order():
            self._goal = goal
            self._end = self._epochs if goal is None else min(goal, self._epochs)
            self.orders += 1
            self._running = True
            self._steps.clear()
            self._idle = False
            self._due = time.perf_counter()

    def pause(self) -> None:
        """Stop after the present epoch, or in the middle of one that takes long or runs line by line."""
        with self._order():
            self._running = self._stepping = False
            self._steps.clear()

    def step_epoch(self) -> None:
        """Stop running, and run to the end of one more epoch, whatever the pace."""
        with self._order():
            self.orders += 1
            self._running = False
            self._steps.append(Due.EPOCH)
            self._idle = False

    def step_line(self) -> None:
        """Stop running, and run one more line."""
        with self._order():
            self.orders += 1
            self._running = False
            self._steps.append(Due.LINE)
            self._idle = False

    def leave(self) -> None:
        """End the thread after the present epoch; wait() for it afterwards."""
        with self._order():
            self._leaving = True

    def run(self) -> None:
        """Train. Qt calls this on the new thread."""
        try:
            self._train()
        except BaseException:
            self.failed.emit()
            raise

    def _train(self) -> None:
        _warm_up()
        trainer = self._make_trainer()
        self._make_companions()
        self.ready.emit(Parameters(trainer.W.item(), trainer.b.item()))
        keep, tell, hold = self._run.history.append, self.epoch_done.emit, self._is_held
        while (due := self._wait_until_due(trainer)) is not None:
            if self._ahead:
                self._take_changes(trainer.number)
            trainer.settings = self._settings
            if self._twins_wanted or self._twins is not None:
                self._keep_twins(trainer)
            if self._settings.in_pieces:
                self._since = time.perf_counter()
            epoch: Epoch | None
            if due is Due.EPOCH and self._is_undisturbed(trainer):
                epoch = self._run_undisturbed(trainer)
            elif (epoch := trainer.run_unless(hold) if due is Due.EPOCH else trainer.run_line()) is not None:
                keep(epoch)
                if self._epoch_heard:
                    tell(epoch)
                if self._twins is not None:
                    self._train_twins(self._twins)
                if is_watched(self._speed) and not self._untaken.is_set():
                    self._untaken.set()
                    self.watched.emit()
            if due is Due.LINE or epoch is None or self._lines_told:
                self._lines_told = trainer.mid_epoch
                self.line_done.emit(trainer.moment())
            if epoch is not None and not epoch.is_finite:
                self._train_companions()
                self.stopped.emit(Stop.DIVERGED, self.orders)
                return

    def _is_undisturbed(self, trainer: Trainer) -> bool:
        """Whether epoch follows upon epoch at full speed, each like the one before, until somebody asks for else."""
        beside = self._ahead, self._twins, self._twins_wanted
        flat_out = self._running and self._speed is None
        return flat_out and not (any(beside) or self._settings.in_pieces or trainer.mid_epoch or self._lines_told)

    def _run_undisturbed(self, trainer: Trainer) -> Epoch:
        """Run epochs until something is asked for, or they end, or companions are to follow; return the last one.

        This is what makes the speed: no lock is taken, and nothing read of a Qt object, which takes five times as long
        as of one of Python's own.
        """
        last = self._end - 1
        if self._companions is not None:
            last = min(last, trainer.number - trainer.number % TOGETHER + TOGETHER - 1)
        return trainer.run_on(
            self._run.history, last, self._asked.is_set, self.epoch_done.emit if self._epoch_heard else None
        )

    def _is_held(self) -> bool:
        """Whether an epoch that takes long is not to be waited for: the user has asked for a pause, or the end."""
        wanted = self._running or self._stepping
        return (self._leaving or not wanted) and time.perf_counter() - self._since > LONG_EPOCH

    def _make_trainer(self) -> Trainer:
        from model.training.trainer import Trainer

        with self._wake:
            self._begun = True
            trainer = Trainer(self._experiment)
        history = self._run.history
        if (last := history.last()) is not None:
            trainer.restore(last, history.shuffles(len(history)), lambda: self._leaving)
        return trainer

    def _make_companions(self) -> None:
        with self._wake:  # the user may end them just now
            if self._run.companions:
                run = self._run
                self._companions = Companions(self._experiment, run.history, run.companions, lambda: self._leaving)

    def _take_changes(self, number: int) -> None:
        """Make the changes that were made at this epoch when the run came here for the first time."""
        with self._wake:  # the user may void them just now
            while self._ahead and self._ahead[0].epoch <= number:
                self._settings = self._ahead.pop(0).settings

    def _keep_twins(self, trainer: Trainer) -> None:
        """Begin twins between two epochs where they are wanted, and end them where they are not or no longer fit."""
        if trainer.mid_epoch:
            return
        if self._twins is not None and self._twins.mid_epoch:
            self._train_twins(self._twins)
        wanted = twins_of(trainer.settings) if self._twins_wanted else ()
        if self._twins is not None and self._twins.kinds == wanted:
            self._twins.set_settings(trainer.settings)
        else:
            self._twins = Twins(self._experiment, trainer, wanted) if wanted else None

    def _train_twins(self, twins: Twins) -> None:
        """Let them follow the epoch that is done, or go on to where they are held."""
        self._since = time.perf_counter()
        epochs = twins.run_unless(self._is_held)
        if epochs is not None:
            self._twin_history.append(epochs)

    def _train_companions(self) -> None:
        if (companions := self._companions) is not None:
            self._since = time.perf_counter()
            companions.catch_up(self._is_held)

    def _wait_until_due(self, trainer: Trainer) -> Due | None:
        """Wait until the next thing is to be run, and say what; None when the thread is to end."""
        self._asked.clear()
        number = trainer.number
        flat_out = self._running and self._speed is None and number < self._end and not self._leaving
        if self._companions is not None and not (flat_out and number % TOGETHER) and not trainer.mid_epoch:
            self._train_companions()
        if flat_out:
            return Due.EPOCH
        with self._wake:
            while not self._leaving:
                if number >= self._epochs and not trainer.mid_epoch:  # no epoch begins that nobody has asked for
                    self._steps.clear()
                wait = self._time_to_wait(number)
                if isinstance(wait, Due):
                    self._idle = False
                    return wait
                self._wake.wait(wait)
        return None

    def _time_to_wait(self, number: int) -> Due | float | None:
        """What is due, or the seconds until it will be, or None where nothing is until somebody asks."""
        if self._steps:
            self._stepping = True
            return self._steps.popleft()
        if not self._running or number >= self._end:
            finished = self._running and number >= self._epochs
            self._running = False
            self._tell_once(Stop.FINISHED if finished else Stop.PAUSED)
            return None
        now = time.perf_counter()
        if self._speed is None:
            return Due.EPOCH
        if now < self._due:
            return self._due - now
        lines = by_line(self._speed, self._settings)
        self._due = max(self._due + 1 / (self._speed * max(lines, 1)), now - LAG)
        return Due.LINE if lines else Due.EPOCH

    def _tell_once(self, stop: Stop) -> None:
        if not self._idle:
            self._idle = True
            self.stopped.emit(stop, self.orders)


def _warm_up() -> None:
    """Import torch and rehearse the loop, the first time, so that no later epoch stalls."""
    global _warm  # noqa: PLW0603 - the process is warm or not, whichever thread has done it
    if _warm:
        return
    gc.disable()  # a collection among torch's many objects would hold the window up for 150 ms
    try:
        from model.training.trainer import Trainer

        Trainer(Experiment()).run_epoch()
        gc.freeze()
    finally:
        gc.enable()
    _warm = True
