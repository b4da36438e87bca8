"""The run that the window shows, through all that a user may do with it: run, travel back, begin again, compare."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from gui.session.comparison import Comparison
from gui.session.engine import Engine, State
from gui.session.pace import by_line
from gui.session.shown import Shown, Turn
from gui.session.training_thread import Stop
from gui.session.undo import Changes, RunCommand
from model.comparison.ready_comparisons import Question, ready_comparison
from model.comparison.twins import TwinHistory
from model.dataset import Dataset
from model.experiment import (
    EPOCHS_LIMIT,
    SEED_LIMIT,
    Experiment,
    InitialParameters,
    LoopSettings,
    Parameters,
    Start,
)
from model.history import Change, History
from model.moment import Moment
from model.run import Difference, Replay, Run


class Aside(NamedTuple):
    """All that belongs to a run that rests while others are loaded."""

    run: Run
    time: int | None
    """The epoch that was travelled to, or that was still to be run to by itself; None at the newest."""
    experiment: Experiment
    """What the controls had."""
    asked_seed: int
    twins: bool
    failed: bool
    pinned: tuple[Run, ...]
    stack: QUndoStack


class Session(QObject):
    """Takes what the user wants and passes it on, to the thread at once or to the next run.

    Settings of the loop and the number of epochs count from the next epoch on; the seed and where W and b begin belong
    to a run's start, so that they renew a run that has not begun and wait for reset() in one that has.

    The run can be travelled back in: time is the epoch that is shown. Running on from there goes on from that very
    state; what had come after it in the history is kept, and undo brings it back.
    """

    state_changed = Signal()

    experiment_changed = Signal()
    """The user has changed what the controls show; the run goes on."""

    renewed = Signal()
    """Another run stands at its start: history and initial parameters are new."""

    misfit = Signal()
    """What was to be undone or redone does not go together with what there is: nothing has changed."""

    time_changed = Signal()
    """Another epoch, or another line of one, is to be shown; or another continuation of the run."""

    def __init__(self, experiment: Experiment, speed: float | None = None) -> None:
        super().__init__()
        self._experiment = experiment
        self._asked_seed = experiment.seed
        self._time: int | None = None
        self.state = State.PREPARING
        self.present = Run(experiment)
        self.moment: Moment | None = None
        """Where the loop stands within an epoch; None between two."""
        self._frames = 0
        self.goal: int | None = None
        """The epoch that is run to, where that is not the last one asked for."""
        self.comparison = Comparison(self, self.present)
        self.changes = Changes(lambda: self.experiment, self._use, self.misfit.emit)
        self.engine = Engine(self, self.present, experiment, speed)
        self.engine.ready.connect(self._take_parameters)
        self.engine.line_done.connect(self._take_moment)
        self.engine.watched.connect(self.time_changed)
        self.engine.stopped.connect(self._take_stop)
        self.engine.failed.connect(self._take_failure)

    # --- what it is ---

    def frame(self) -> Shown:
        """All that is to be shown now, at one and the same time."""
        history = self.history.upto(len(self.history))
        done, experiment, twins = len(history), self._followed(history), self.engine.twins
        flat_out = self.state is State.RUNNING and self.engine.pace is None
        self._frames = self._frames + 1 if flat_out else 0
        within = self.moment is not None and self.moment.epoch == done  # else its end is not heard of yet
        return Shown(
            state=self.state,
            experiment=experiment,
            run=replace(self.present, history=history),
            others=self.comparison.look(experiment.settings, done, anew=Turn.OTHERS.comes(self._frames)),
            experiments=self.comparison.experiments(experiment.settings),
            time=done - 1 if self._time is None else self._time,
            moment=self.moment if within else None,
            goal=self.goal if self.engine.replays_to is None else self.engine.replays_to - 1,
            opening=self.engine.replays_to is not None and self.changes.stack.canUndo(),
            twins=twins.upto(done) if self.engine.twins_wanted else None,
            speed=self.engine.pace,
            can_run=self.can_run,
            can_step=self.can_step,
            can_go_on=self.can_go_on,
            can_pin=done > 0 and not self.comparison.is_full,
            start_is_pending=self.start_is_pending,
            number=self._frames,
        )

    @property
    def history(self) -> History:
        """The epochs of the present run, which grows while it is trained."""
        return self.present.history

    @property
    def start(self) -> Parameters | None:
        """W and b before the first epoch; None as long as torch has not made them."""
        return self.present.start

    @property
    def experiment(self) -> Experiment:
        """What the controls have."""
        return self._followed(self.history)

    def _followed(self, history: History) -> Experiment:
        """What the controls have at the end of this history: a run that repeats its past changes them by itself."""
        settings = self.present.ahead_at(len(history)) if self._time is None else None
        if settings is not None and settings != self._experiment.settings:
            self._experiment = replace(self._experiment, settings=settings)
        return self._experiment

    @property
    def time(self) -> int:
        """The number of the epoch that is shown; -1 is the start, before the first."""
        return len(self.history) - 1 if self._time is None else self._time

    @property
    def stands_at(self) -> int:
        """The epoch that is shown, or will be once a run that was opened stands where it was saved."""
        return self.time if self.engine.replays_to is None else self.engine.replays_to - 1

    @property
    def travelled(self) -> int | None:
        """The time that has been travelled to; None at the newest epoch, which moves on while the run does."""
        return self._time

    @property
    def can_run(self) -> bool:
        """Whether an epoch is left to run, from the time that is shown."""
        return self.can_go_on and self.time + 1 < self._experiment.epochs

    @property
    def can_step(self) -> bool:
        """Whether there is a next epoch to run, to end or to look at; the last one asked for has none after it."""
        return self._has_line or (self._time is not None and self._goes_on_as_it_did)

    @property
    def _has_line(self) -> bool:
        """Whether a line is left to run, of an epoch that has begun or may begin."""
        return self.can_run or self.moment is not None

    @property
    def can_go_on(self) -> bool:
        """Whether more epochs could run: they cannot from numbers that are not finite, after a fault, or for ever."""
        stands = self._time is None and self.state in (State.DIVERGED, State.FAILED)
        return not stands and self.time + 1 < EPOCHS_LIMIT

    @property
    def start_is_pending(self) -> bool:
        """Whether seed or initial W and b differ from those that the present run began with."""
        return _start_of(self._experiment) != _start_of(self.present.began)

    def recorded(self, note: str = "") -> Replay:
        """The present run as it would be saved, with this note."""
        run, experiment, again = self.present, self._experiment, self._goes_on_as_it_did
        at = self.moment
        within = None if at is None or at.epoch < len(run.history) else at.settings
        if self._time is None:
            done, then = len(self.history), experiment.settings
        elif again:
            done, then = len(self.history), (run.wanted or experiment).settings
        else:  # what comes after is about to give way
            done, then = self._time + 1, experiment.settings
        repeats = bool(run.ahead) and again
        replay = run.replay(done, experiment.epochs, within=within, then=None if repeats else then, note=note)
        return replace(replay, done=max(done, self.engine.replays_to or 0))

    # --- what the user wants ---

    def begin(self) -> None:
        """Let the thread load torch; call this once the window is painted."""
        self.engine.begin()

    def close(self) -> None:
        """End the thread and wait until it has gone."""
        self.engine.close()

    def toggle(self) -> None:
        """Run, pause where it runs, or begin again where nothing is left to run."""
        if self.state is State.RUNNING:
            self.pause()
        elif self.can_run:
            self.run()
        else:
            self.run_again()

    def run(self) -> None:
        """Run to the last epoch asked for; does nothing where there is none left."""
        self.engine.end_replay()
        if self.state is not State.RUNNING and self.can_run:
            self._go(None)

    def go_to(self, epoch: int) -> None:
        """Show this epoch: travel there where it is recorded, or run there and stop.

        More epochs are asked for where it is beyond the last one. From the past it is run to with settings that are
        other than what the run went on with; else what is recorded stays.
        """
        self.engine.end_replay()
        epoch, last = max(0, min(epoch, EPOCHS_LIMIT - 1)), len(self.history) - 1
        runs_anew = self._time is not None and epoch > self._time and not self._goes_on_as_it_did
        if not runs_anew and (epoch <= last or self._time is not None):
            self.travel(min(epoch, last))
        if not self.can_go_on or (epoch <= last and not runs_anew):
            return
        if epoch >= self.experiment.epochs:
            self.changes.set_epochs(epoch + 1)
        self._go(epoch)

    def _go(self, goal: int | None) -> None:
        """Run on from the epoch that is shown, to this one or to the last one asked for."""
        self._go_on_from_here()
        if not by_line(self.engine.speed, self._experiment.settings):
            self.moment = None
        self.goal = goal
        self.engine.training.go(None if goal is None else goal + 1)
        self._set_state(State.RUNNING)

    def pause(self) -> None:
        """Stop after the present epoch, or before the next line where they run one by one."""
        self.engine.end_replay()
        self.engine.training.pause()

    def step_epoch(self) -> None:
        """Run to the end of a single epoch, where one is left.

        In the past, look at the next epoch where running on would repeat it: nothing is run, and nothing gives way.
        """
        if self._time is not None and self._goes_on_as_it_did:
            self.travel(self._time + 1)
        elif self._has_line:
            self.engine.end_replay()
            self._go_on_from_here()
            self.moment = None
            self.engine.training.step_epoch()

    def step_line(self) -> None:
        """Run a single line of the loop, where one is left."""
        if self._has_line:
            self.engine.end_replay()
            self._go_on_from_here()
            self.engine.training.step_line()

    def travel(self, time: int) -> None:
        """Show an earlier epoch, or the start with -1; a run that goes on is paused first."""
        if self.state is State.PREPARING:
            return  # there is no time yet
        self.engine.leave()  # also where all seems to rest: a line's end may be told, but not heard yet
        run, last = self.present, len(self.history) - 1
        time = max(-1, min(time, last))
        wanted = self._wanted
        self._time, self.moment = None if time == last else time, None
        run.wanted = None if self._time is None else wanted
        # In the past, what the run went on with from there the first time.
        settings = wanted.settings if self._time is None else self.history.settings_at(time + 1)
        self._set_experiment(replace(self._experiment, settings=settings))
        self.time_changed.emit()
        if self._time is None and self._state_when_left is State.DIVERGED:
            self._set_state(State.DIVERGED)
        elif self.state is State.RUNNING:
            self._set_state(State.PAUSED)
        else:
            self.state_changed.emit()

    def reset(self) -> None:
        """Go back to the start, with everything as the controls have it now."""
        waits = self.start is None and self.state is not State.FAILED
        if waits and self.engine.training.replace_experiment(self._experiment):
            self.engine.end_replay()
            self.present.began, self.present.ahead, self.present.voided = self._experiment, (), None
            self._set_state(State.PREPARING)
            return
        self._begin_again(self.experiment, None)

    def load(
        self,
        experiment: Experiment,
        changes: Sequence[Change] = (),
        upto: int = 0,
        differences: Sequence[Difference] = (),
        *,
        undoable: bool = False,
    ) -> None:
        """Stand at the start of another run, which will make these changes by itself; pinned runs stay.

        It first runs so many epochs by itself, as fast as it goes, and then is paused. Companions are what differs.
        Undo brings the present run back where that is wanted; else nothing before is to be undone any more.
        """
        self.engine.leave()
        if undoable:
            self._keep(self.present)
        else:
            self.changes.stack.clear()
        self._asked_seed = experiment.seed
        self._time = None
        run = Run(experiment, ahead=tuple(changes), companions=_companions(experiment, differences))
        self._stand_at_start(run, experiment)
        if upto:
            self.engine.replay(upto)
            self._set_state(State.RUNNING)

    def cancel_opening(self) -> None:
        """Go back to what was here before a run was opened that is still on its way to where it stood."""
        while self.engine.replays_to is not None and self.changes.stack.canUndo():
            self.changes.undo()

    def start_from(self, W: float, b: float) -> None:
        """Begin again from here; one step brings back the run that has gone as well as its start."""
        self._begin_after(lambda: self.changes.set_initial(InitialParameters(Start.NUMBERS, W, b)))

    def begin_with(self, data: Dataset) -> None:
        """Begin with these data; one step brings back the run that has gone as well as its data."""
        self._begin_after(lambda: self.changes.set_data(data))

    def run_again(self) -> None:
        """Go back to the start, and run from there."""
        self.reset()
        self.run()

    def run_more(self, epochs: int = 1000) -> None:
        """Ask for so many epochs more, and run."""
        self.changes.set_epochs(min(max(self._experiment.epochs, self.time + 1) + epochs, EPOCHS_LIMIT))
        self.run()

    def run_with(self, settings: LoopSettings) -> None:
        """Begin with these settings, and run; one step brings back the run that has gone as well as its settings."""
        self._begin_after(lambda: self.changes.set_settings(settings))
        self.run()

    def begin_anew(self) -> None:
        """Begin with the lesson's data and settings, alone; undo brings the present run back."""
        self.set_twins(False)
        if self.start is None:  # torch may be being loaded, which could not be ended
            self.changes.make(Experiment())
            self.reset()
        elif self.experiment != Experiment() or self.present.companions or self.moment or len(self.history):
            self._begin_again(Experiment(), ())

    def compare(self, question: Question) -> None:
        """Begin again, with the companions that answer this question in step; undo brings the present run back."""
        if self.start is None:
            return  # torch is being loaded, which could not be ended
        self.close()  # first: the present run is not to go on with what is compared
        experiment = self.experiment
        if question is Question.SEEDS and not experiment.seeded:
            experiment = replace(experiment, seed=self._asked_seed)
        ready = ready_comparison(question, experiment)
        self._begin_again(ready.experiment, ready.differences)

    def end_comparison(self) -> None:
        """Train no companions any longer, and show no pinned run."""
        self.engine.training.end_companions()
        self.comparison.end()

    def pin(self) -> None:
        """Keep the present run in sight beside those to come."""
        self.comparison.pin(self.present)

    def set_speed(self, speed: float | None) -> None:
        """Run at this many epochs a second, or as fast as it goes with None."""
        self.engine.set_speed(speed)
        self.time_changed.emit()

    def set_twins(self, wanted: bool) -> None:
        """Train the twins of the present variant in step with the run, or no longer."""
        self.engine.set_twins(wanted)
        self.experiment_changed.emit()

    def set_aside(self) -> Aside:
        """Pause, and let all that belongs to the present run rest until it is brought back: load() another one now."""
        goal = self.engine.replays_to
        self.engine.leave()
        self.present.wanted = self._wanted
        aside = Aside(
            self.present,
            self._time if goal is None else goal - 1,
            self.experiment,
            self._asked_seed,
            self.engine.twins_wanted,
            self.state is State.FAILED,
            self.comparison.set_aside(),
            self.changes.set_aside(),
        )
        self.engine.set_twins(wanted=False)
        return aside

    def bring_back(self, aside: Aside) -> None:
        """Stand where all was set aside, as if nothing had been loaded since."""
        self.engine.leave()
        self.changes.bring_back(aside.stack)
        self.comparison.bring_back(aside.pinned)
        self._asked_seed = aside.asked_seed
        self._swap_run(aside.run)
        self.set_twins(aside.twins)
        if aside.time is not None and aside.time >= len(self.history):
            self._go_on_from_here()
            self.engine.replay(aside.time + 1)
            self._set_state(State.RUNNING)
        elif aside.time is not None:
            self.travel(aside.time)
            self._set_experiment(aside.experiment)
        if aside.failed:
            self._set_state(State.FAILED)

    # --- how one run gives way to another ---

    def _begin_after(self, change: Callable[[], None]) -> None:
        """Make a change and begin again with it: one step to be undone, also once a run has begun with it."""
        begun, before, was = len(self.history) > 0, self.present.at_start(), self.experiment
        before.wanted = self._wanted
        with self.changes.as_one():
            change()
            if begun or self.moment is not None or self.state is State.RUNNING:
                self.reset()
            if not begun and before.start is not None and self.experiment != was:
                self.changes.push(RunCommand(self._swap_run, before))

    def _begin_again(self, experiment: Experiment, differences: Sequence[Difference] | None) -> None:
        """Stand at the start of this experiment, with other companions than before if these are given."""
        self.engine.leave()
        gone = self.present
        if len(gone.history) or differences is not None:
            self._keep(gone)
        if differences is None:
            differences = [run.difference for run in gone.companions]
        if not experiment.seeded:
            experiment = replace(experiment, seed=int.from_bytes(os.urandom(8)) % SEED_LIMIT)
        previous = gone.history if len(gone.history) else gone.previous
        run = Run(experiment, previous=previous, companions=_companions(experiment, differences))
        self._stand_at_start(run, experiment)

    def _stand_at_start(self, run: Run, experiment: Experiment) -> None:
        """Put a new run in the place of the present one, whose thread has ended."""
        self.present, self.moment, self._time = run, None, None
        self._set_experiment(experiment)
        self.comparison.stand_beside(run)
        self.engine.train(run, experiment)
        self._set_state(State.PREPARING)

    def _go_on_from_here(self) -> None:
        """Let the thread stand where the shown epoch ended, if it does not; keep the old continuation for undo()."""
        if self._time is None and self.engine.training.isRunning():
            return
        self.engine.leave()
        run, kept, travelled = self.present, self.time + 1, self._time is not None
        ahead = tuple(change for change in run.changes if change.epoch >= kept) if self._goes_on_as_it_did else ()
        experiment = self._experiment
        if travelled:
            self._keep(run)
            run = self.present = run.prefix(kept)
            self._time = None
        run.ahead, run.wanted = ahead, None
        self.engine.train(run, replace(run.began, settings=experiment.settings, epochs=experiment.epochs))
        if travelled:
            self.comparison.stand_beside(run)
        self.time_changed.emit()

    @property
    def _goes_on_as_it_did(self) -> bool:
        """Whether running on from the epoch that is shown would repeat what came after it."""
        return self._time is None or self._experiment.settings == self.history.settings_at(self._time + 1)

    def _keep(self, run: Run) -> None:
        """Let undo bring the present run back."""
        run.wanted = self._wanted
        self.changes.push(RunCommand(self._swap_run, run))

    @property
    def _wanted(self) -> Experiment:
        """What the controls have, or had when the newest epoch was left for the past."""
        left = self.present.wanted if self._time is not None else None
        return self.experiment if left is None else replace(self._experiment, settings=left.settings)

    @property
    def _state_when_left(self) -> State:
        """The state of a run whose thread has ended, perhaps before the session has heard why."""
        last = self.history.last()
        return State.PAUSED if last is None or last.is_finite else State.DIVERGED

    def _swap_run(self, other: Run) -> Run:
        """Bring another run back, and return the one that stood here."""
        self.engine.leave()
        gone, wanted = self.present, other.wanted or other.began
        gone.wanted, other.wanted = self._wanted, None
        self.engine.twins = TwinHistory()
        self.present, self.moment, self._time = other, None, None  # before anybody looks: it may be a shorter run
        self._set_experiment(wanted)
        self.comparison.stand_beside(other)
        self._set_state(self._state_when_left)
        self.renewed.emit()
        self.time_changed.emit()
        return gone

    def _use(self, after: Experiment) -> None:
        """Let the run go on with another experiment: its settings from the next epoch on, its start after a reset."""
        before = self.experiment
        if before.seeded and not after.seeded:
            self._asked_seed = before.seed
        elif after.seeded and not before.seeded:
            after = replace(after, seed=self._asked_seed)
        if after.settings != before.settings:  # first, for whoever hears of it looks at what is ahead
            if self._time is None:
                self.present.void_or_bring_back(before.settings, after.settings)
            self.engine.training.set_settings(after.settings, self.present.ahead if self._time is None else ())
        self._set_experiment(after)
        if after.epochs != before.epochs:
            self.engine.set_epochs(after.epochs)
            if self.state is State.FINISHED and len(self.history) < after.epochs:
                self._set_state(State.PAUSED)
        begun = len(self.history) or self.moment is not None or self.state is State.RUNNING
        if _start_of(after) != _start_of(before) and not begun:
            self.reset()

    # --- what the thread tells ---

    def _take_parameters(self, parameters: Parameters) -> None:
        if len(self.history) and self.start is not None:
            return  # the run goes on from its past
        self.present.start = parameters
        if self.state is State.PREPARING:
            self._set_state(State.PAUSED)
        self.renewed.emit()

    def _take_moment(self, moment: Moment) -> None:
        self.moment = moment if moment.mid_epoch else None
        self.time_changed.emit()

    def _take_stop(self, stop: Stop) -> None:
        if self.engine.end_replay() and stop is Stop.FINISHED and len(self.history) < self._experiment.epochs:
            stop = Stop.PAUSED
        if stop is Stop.FINISHED and len(self.history) < self._experiment.epochs:
            self.engine.training.go()  # more epochs were asked for at the very end
            return
        goal = self.goal
        self._set_state({Stop.PAUSED: State.PAUSED, Stop.FINISHED: State.FINISHED, Stop.DIVERGED: State.DIVERGED}[stop])
        if goal is not None and goal < len(self.history) - 1:
            self.travel(goal)  # which had been passed when it was asked for

    def _take_failure(self) -> None:
        self.engine.close()
        self.moment = None
        self._set_state(State.FAILED)

    def _set_experiment(self, experiment: Experiment) -> None:
        if experiment != self._experiment:
            self._experiment = experiment
            self.experiment_changed.emit()

    def _set_state(self, state: State) -> None:
        self.state = state
        if state is not State.RUNNING:
            self.goal = None
        self.state_changed.emit()


def _companions(experiment: Experiment, differences: Sequence[Difference]) -> tuple[Run, ...]:
    """The runs at their start that train in step with one of this experiment."""
    return tuple(Run(experiment, difference=difference) for difference in differences)


def _start_of(experiment: Experiment) -> tuple[object, ...]:
    """What of an experiment counts only at the start of a run."""
    return experiment.seed, experiment.seeded, experiment.initial
