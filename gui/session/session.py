"""The run that the window shows, through all that a user may do with it: run, travel back, begin anew, compare."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from gui.session.engine import Runner, State
from gui.session.run import StoredRun, changes_of
from gui.session.training_thread import Resumption
from gui.session.undo import RunCommand
from model.comparison.companions import Difference
from model.comparison.ready_comparisons import Question, ready_comparison
from model.comparison.twins import TwinHistory
from model.epoch import Epoch
from model.experiment import SEED_LIMIT, Experiment, InitialParameters, Start
from model.history import Change, History


class Session(Runner):
    """Takes what the user wants and passes it on, to the thread at once or to the next run.

    Settings of the loop and the number of epochs count from the next epoch on; the seed and where W and b begin belong
    to a run's start, so that they renew a run that has not begun and wait for reset() in one that has.

    The run can be travelled back in: time is the epoch that is shown. Running on from there goes on from that very
    state; what had come after it in the history is kept, and undo brings it back.
    """

    def __init__(self, experiment: Experiment, speed: float | None = None) -> None:
        super().__init__(experiment, speed)
        self._time: int | None = None
        self.previous: History | None = None
        """The run before the present one, as far as it went."""
        self._ahead: tuple[Change, ...] = ()
        """The changes that a run which is repeated has still to make by itself."""
        self._newest = experiment.settings
        """Settings of the epochs to come, as they were when the newest epoch was left for the past."""
        self._asked_seed = experiment.seed

    @property
    def time(self) -> int:
        """The number of the epoch that is shown; -1 is the start, before the first."""
        return len(self.history) - 1 if self._time is None else self._time

    @property
    def travelled(self) -> int | None:
        """The time that has been travelled to; None at the newest epoch, which moves on while the run does."""
        return self._time

    @property
    def shown(self) -> Epoch | None:
        """The record that is shown, or None at the start."""
        return None if self.time < 0 else self.history.epoch(self.time)

    @property
    def can_run(self) -> bool:
        """Whether an epoch is left to run, from the time that is shown."""
        in_the_past = self._time is not None
        return (in_the_past or self.state is not State.DIVERGED) and self.time + 1 < self.experiment.epochs

    @property
    def can_step(self) -> bool:
        """Whether the loop can go on at all: it cannot from numbers that are not finite."""
        return self._time is not None or self.state is not State.DIVERGED

    def toggle(self) -> None:
        """Run, or pause where it runs."""
        if self.state is State.RUNNING:
            self.pause()
        else:
            self.run()

    def run(self) -> None:
        """Run to the last epoch asked for; does nothing where there is none left."""
        if self.state is not State.RUNNING and self.can_run:
            self._go_on_from_here()
            self.moment = None
            self._thread.go()
            self._set_state(State.RUNNING)

    def pause(self) -> None:
        """Stop after the present epoch."""
        self._thread.pause()

    def step_epoch(self) -> None:
        """Run to the end of a single epoch, even beyond the last one asked for."""
        if self.can_step:
            self._go_on_from_here()
            self.moment = None
            self._thread.step_epoch()

    def step_line(self) -> None:
        """Run a single line of the loop."""
        if self.can_step:
            self._go_on_from_here()
            self._thread.step_line()

    def travel(self, time: int) -> None:
        """Show an earlier epoch, or the start with -1; a run that goes on is paused first."""
        if self.state is State.PREPARING:
            return  # there is no time yet
        self._leave_thread()  # also where all seems to rest: a line's end may be told, but not heard yet
        last = len(self.history) - 1
        time = max(-1, min(time, last))
        if self._time is None:
            self._newest = self.experiment.settings
        was_there, self._time = self._time is None, None if time == last else time
        self.moment = None
        if self._time is not None:  # what the run went on with from there, the first time
            self._set_experiment(replace(self.experiment, settings=self.history.settings_at(time + 1)))
        elif not was_there:
            self._set_experiment(replace(self.experiment, settings=self._newest))
        self.time_changed.emit()
        if self.state is State.RUNNING:
            self._set_state(State.PAUSED)
        else:
            self.state_changed.emit()

    def reset(self) -> None:
        """Go back to the start, with everything as the controls have it now."""
        if self.parameters is None and self._thread.replace_experiment(self.experiment):
            self._begun_with = self.experiment
            self._set_state(State.PREPARING)
            return
        self._begin_anew(None)

    def recorded(self) -> tuple[Experiment, tuple[Change, ...], int]:
        """The present run: how it began, what was changed on its way, and how many epochs it has done."""
        done, again = len(self.history), self._goes_on_as_it_did
        if self._time is not None and not again:  # what comes after is about to give way
            done = self._time + 1
        changes = changes_of(change for change in self.history.changes if change.epoch < done)
        within = 0
        if self.moment is not None:
            within = 1
            changes = changes_of(changes, Change(done, self.moment.settings))
        if self._ahead and again:
            changes += [change for change in self._ahead if change.epoch >= done + within]
        else:
            to_come = self._newest if self._time is not None and again else self.experiment.settings
            changes = changes_of(changes, Change(done + within, to_come))
        first = changes[0].settings if changes and changes[0].epoch == 0 else self._begun_with.settings
        began = replace(self._begun_with, settings=first, epochs=self.experiment.epochs)
        return began, tuple(change for change in changes if change.epoch > 0), done

    def load(self, experiment: Experiment, changes: Sequence[Change] = ()) -> None:
        """Stand at the start of another run, which will make these changes by itself; pinned runs stay."""
        self.close()
        self.undo_stack.clear()
        self._set_experiment(experiment)
        self._ahead, self._newest, self._asked_seed = tuple(changes), experiment.settings, experiment.seed
        self.previous = None
        self.comparison.set_beside(())
        self._stand_at_start(Resumption(None, self._ahead))

    def start_from(self, W: float, b: float) -> None:
        """Begin anew from here; one step brings back the run that has gone as well as its start."""
        begun = len(self.history) > 0
        if begun:
            self.undo_stack.beginMacro("")
        self.set_initial(InitialParameters(Start.NUMBERS, W, b))
        if begun or self.moment is not None:
            self.reset()
        if begun:
            self.undo_stack.endMacro()

    def compare(self, question: Question) -> None:
        """Begin anew, with the companions that answer this question in step; undo brings the present run back."""
        if self.parameters is None:
            return  # torch is being loaded, which could not be ended
        self.close()  # first: the present run is not to go on with what is compared
        ready = ready_comparison(question, self.experiment)
        self.undo_stack.beginMacro("")
        self._change(ready.experiment)
        self._begin_anew(ready.differences)
        self.undo_stack.endMacro()

    def end_comparison(self) -> None:
        """Train no companions any longer, and show no pinned run."""
        self.comparison.pinned = ()
        self.comparison.set_beside(())
        self._thread.set_companions(())

    @property
    def start_is_pending(self) -> bool:
        """Whether seed or initial W and b differ from those that the present run began with."""
        now, then = self.experiment, self._begun_with
        return (now.seed, now.seeded, now.initial) != (then.seed, then.seeded, then.initial)

    def follow_replay(self) -> None:
        """Show the settings that a run repeated from its past has come to by itself."""
        changes = self.history.changes
        if self._ahead and self._time is None and changes and changes[-1].settings != self.experiment.settings:
            self._set_experiment(replace(self.experiment, settings=changes[-1].settings))

    def _begin_anew(self, differences: Sequence[Difference] | None) -> None:
        """Stand at the start, with other companions than before if these are given."""
        self.close()
        if len(self.history) or differences is not None:
            self.undo_stack.push(RunCommand(self._swap_run, self._run()))
        if len(self.history):
            self.previous = self.history
        self._ahead = ()
        if differences is None:
            self.comparison.begin_again()
        else:
            self.comparison.set_differences(differences)
        if not self.experiment.seeded:
            self._set_experiment(replace(self.experiment, seed=int.from_bytes(os.urandom(8)) % SEED_LIMIT))
        self._stand_at_start()

    def _stand_at_start(self, resumption: Resumption | None = None) -> None:
        """Put a new run in the place of the present one, whose thread has ended."""
        self._thread.deleteLater()
        self.history, self.twins, self.parameters = History(), TwinHistory(), None
        self.moment = self._time = None
        self._begun_with = self.experiment
        self._thread = self._make_thread(resumption=resumption)
        self.begin()
        self._set_state(State.PREPARING)

    def _go_on_from_here(self) -> None:
        """Let the thread stand where the shown epoch ended, if it does not; keep the old continuation for undo()."""
        if self._time is None and self._thread.isRunning():
            return
        self._leave_thread()
        self._thread.deleteLater()
        last = self.shown
        shuffles = self.history.shuffles(self.time + 1)
        kept, done = self.time + 1, len(self.history)
        again = [*self.history.changes, *(change for change in self._ahead if change.epoch >= done)]
        ahead = tuple(change for change in again if change.epoch >= kept) if self._goes_on_as_it_did else ()
        if self._time is not None:
            self.undo_stack.push(RunCommand(self._swap_run, self._run()))
            self.history = self.history.prefix(kept)
            self.comparison.set_beside([run.prefix(kept) for run in self.comparison.beside])
            self._time = None
        self.twins = TwinHistory()
        self._ahead = ahead
        experiment = replace(self._begun_with, settings=self.experiment.settings, epochs=self.experiment.epochs)
        self._thread = self._make_thread(experiment, Resumption(last, ahead, tuple(shuffles)))
        self._thread.start()
        self.time_changed.emit()

    @property
    def _goes_on_as_it_did(self) -> bool:
        """Whether running on from the epoch that is shown would repeat what came after it."""
        if self._time is None:
            return True
        return self.experiment.settings == self.history.settings_at(self._time + 1)

    def _use(self, after: Experiment) -> None:
        """Let the run go on with another experiment: its settings from the next epoch on, its start after a reset."""
        before = self.experiment
        if before.seeded and not after.seeded:
            self._asked_seed = before.seed
        elif after.seeded and not before.seeded:
            after = replace(after, seed=self._asked_seed)
        if after.settings != before.settings:  # first, for whoever hears of it looks at what is ahead
            self._thread.set_settings(after.settings)
            self._ahead = () if self._time is None else self._ahead
        self._set_experiment(after)
        if after.epochs != before.epochs:
            self._thread.set_epochs(after.epochs)
            if self.state is State.FINISHED and len(self.history) < after.epochs:
                self._set_state(State.PAUSED)
        another_start = (after.seed, after.seeded, after.initial) != (before.seed, before.seeded, before.initial)
        begun = len(self.history) or self.moment is not None or self.state is State.RUNNING
        if another_start and not begun:
            self.reset()

    def _run(self) -> StoredRun:
        newest = self.experiment.settings if self._time is None else self._newest
        return StoredRun(
            *(self.history, self._begun_with, self.parameters, newest, self._ahead, self.previous),
            beside=self.comparison.beside,
        )

    def _swap_run(self, other: StoredRun) -> StoredRun:
        """Bring another run back, and return the one that stood here."""
        self._leave_thread()
        present = self._run()
        self.history, self._begun_with, self.parameters = other.history, other.begun_with, other.parameters
        self._ahead, self.previous = other.ahead, other.previous
        self.twins = TwinHistory()
        self.moment = self._time = None  # before anybody looks: the other run may not have come so far
        self.comparison.set_beside(other.beside)
        last = self.history.last()
        seed = self.experiment.seed if self.experiment.seeded else self._begun_with.seed
        self._set_experiment(replace(self.experiment, settings=other.settings, seed=seed))
        self._set_state(State.PAUSED if last is None or last.is_finite else State.DIVERGED)
        self.renewed.emit()
        self.time_changed.emit()
        return present
