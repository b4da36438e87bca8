"""What a session should be, known from what its user does alone: settings of each epoch, time, state, what undo brings.

Nothing here asks the session, but for a seed that was drawn by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import Any

from gui.session.comparison import OTHERS_AT_MOST
from gui.session.engine import State
from model.experiment import Experiment, LoopSettings
from model.run import Difference
from tests.model.plain_loop import Rows, plain_loop

LOOKED_AT = 20
"""So many epochs of a plan are run at once, for it is asked about one after the other."""


@dataclass
class Branch:
    """A run: its start, the settings of every epoch done and to come, and how many are done."""

    begun: Experiment
    plan: tuple[LoopSettings, ...]
    """Of the epochs from 0 on; the last holds for all that follow."""
    newest: Experiment
    """What is wanted at the newest epoch, once it has been left."""
    done: int = 0
    repeats: bool = False
    """Whether the run makes changes by itself, which the controls follow."""
    voided: tuple[LoopSettings, tuple[LoopSettings, ...]] | None = None
    """What was wanted when the user made void the changes to come, and the plan that had them."""
    differences: Sequence[Difference] = ()
    previous: Branch | None = None

    def at(self, epoch: int) -> LoopSettings:
        """The settings of an epoch."""
        return self.plan[min(epoch, len(self.plan) - 1)]

    def changed(self, epoch: int, now: LoopSettings) -> tuple[LoopSettings, ...]:
        """The plan with these settings from an epoch on."""
        return (*map(self.at, range(epoch)), now)

    def change(self, before: LoopSettings, now: LoopSettings, *, within: bool) -> None:
        """These settings come next. Changes to come are void then; where this is undone, they are to come again."""
        begun, plan = self.done + within, self.plan
        self.plan = self.changed(begun, now)
        if self.repeats:
            self.voided, self.repeats = (before, with_epoch(plan, self.done, before)), False
        elif self.voided is not None and self.voided[0] == now:
            plan = self.voided[1]
            later = [epoch for epoch in range(self.done + 1, len(plan)) if plan[epoch] != plan[epoch - 1]]
            if later:
                self.plan = (*self.plan[:begun], *[now] * (later[0] - begun), *plan[later[0] :])
                self.repeats = True

    def run(self, epochs: int) -> tuple[Rows, bool]:
        """What a plain loop gives for so many epochs, and whether it overflows."""
        return self._plain(Difference(), epochs)

    @property
    def rows(self) -> Rows:
        """What a plain loop gives for the epochs done."""
        return self.run(self.done)[0]

    def beside(self, difference: Difference) -> Rows:
        """What a plain loop gives for a companion."""
        return self._plain(difference, self.done)[0]

    def _plain(self, difference: Difference, epochs: int) -> tuple[Rows, bool]:
        seed = self.begun.seed if difference.seed is None else difference.seed
        plan = tuple(differing(difference, self.at(epoch)) for epoch in range(max(epochs, LOOKED_AT)))
        rows, overflowed = plain_loop(seed, self.begun.initial, plan)
        return rows[:epochs], overflowed and len(rows) <= epochs


def with_epoch(plan: tuple[LoopSettings, ...], epoch: int, settings: LoopSettings) -> tuple[LoopSettings, ...]:
    """A plan in which this epoch has these settings, and the others what they had."""
    longer = plan + plan[-1:] * (epoch + 2 - len(plan))
    return (*longer[:epoch], settings, *longer[epoch + 1 :])


def differing(difference: Difference, run: LoopSettings) -> LoopSettings:
    """A companion's settings beside a run with these."""
    values = dict(difference.settings)
    if "batch_size" in values:
        values["accumulate"] = 1
    if values.get("momentum") == 0:
        values["nesterov"] = False
    if values.get("standardise"):
        values["standardise"] = run.data.can_standardise
    return replace(run, **values)


@dataclass
class Fields:
    """A change of some fields, to be undone: old and new values."""

    experiment: Mapping[str, tuple[Any, Any]]
    settings: dict[str, tuple[Any, Any]]


@dataclass
class Swap:
    """A run that has given way to another, to be brought back."""

    other: Branch


Step = list[Fields | Swap]


def fields_between(before: Experiment, after: Experiment) -> Fields:
    """What a change changes."""

    def differing_fields(old: object, new: object, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
        pairs = {name: (getattr(old, name), getattr(new, name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    loop = [each.name for each in fields(LoopSettings)]
    return Fields(
        differing_fields(before, after, ("seed", "seeded", "initial", "epochs")),
        differing_fields(before.settings, after.settings, loop),
    )


def start_of(experiment: Experiment) -> tuple[object, ...]:
    """What determines where a run begins."""
    return experiment.seed, experiment.seeded, experiment.initial


class SessionModel:
    """The present run, what is wanted of it, and what can be undone. RUNNING means held after an epoch."""

    def __init__(self, experiment: Experiment) -> None:
        self.wanted = experiment
        self.run = self._anew()
        self.time: int | None = None
        self.state = State.PAUSED
        self.mid = False
        """Whether the loop stands within an epoch."""
        self._edited_within = False
        self._asked_seed = experiment.seed
        self.drawn_seed = experiment.seed
        """What the session has drawn if it has just begun anew without a seed."""
        self.kept: list[Rows] = []
        self.done: list[Step] = []
        self.undone: list[Step] = []

    @property
    def rests(self) -> bool:
        """Whether the loop is not held."""
        return self.state is not State.RUNNING

    @property
    def shown(self) -> int:
        """The time that is shown."""
        return self.run.done - 1 if self.time is None else self.time

    @property
    def can_go_on(self) -> bool:
        """Whether the loop can go on, as long as epochs are asked for."""
        return self.time is not None or self.state is not State.DIVERGED

    @property
    def has_line(self) -> bool:
        """Whether a line is left."""
        return self.can_run or self.mid

    @property
    def can_step(self) -> bool:
        """Whether there is an epoch to run or to look at."""
        return self.has_line or (self.time is not None and self.repeats)

    @property
    def can_run(self) -> bool:
        """Whether an epoch is left."""
        return self.can_go_on and self.shown + 1 < self.wanted.epochs

    @property
    def repeats(self) -> bool:
        """Whether running on from the epoch that is shown would give what came after it."""
        return self.wanted.settings == self.run.at(self.shown + 1)

    @property
    def as_kept(self) -> Branch:
        """The run as a file has it: what comes after the epoch that is shown is there unless it is to give way."""
        ahead = self._going_on()
        return self.run if ahead.plan == self.run.plan else ahead

    def rest(self) -> None:
        """The loop has come to rest."""
        if not self.rests:
            self.advance(max(self.run.done, self.wanted.epochs), State.FINISHED)
        self._follow()

    def _follow(self) -> None:
        """The controls have what comes next of a run that repeats its past, or what an epoch was begun with."""
        if self.run.repeats and self.time is None and not self._edited_within:
            self.wanted = replace(self.wanted, settings=self.run.at(self.run.done))

    def go_on(self) -> None:
        """The loop goes on from the epoch that is shown: in the past, what came after it gives way."""
        if self.time is not None:
            ahead = self._going_on()
            self._push(Swap(self._leave()))
            self.run, self.time, self.state = ahead, None, State.PAUSED

    def advance(self, epochs: int, state: State) -> None:
        """So many epochs are done in all, if the numbers do not overflow before."""
        rows, overflowed = self.run.run(epochs)
        self.run.done, self.state = len(rows), State.DIVERGED if overflowed else state
        self.mid = self._edited_within = False

    def hold(self, epochs: int) -> None:
        """The loop runs, and is held with so many epochs done in all."""
        self.run.done, self.state = epochs, State.RUNNING
        self.mid = self._edited_within = False
        self._follow()

    def travel(self, time: int) -> None:
        """Another epoch is shown."""
        last, was_there = self.run.done - 1, self.time is None
        self._leave()
        time = max(-1, min(time, last))
        self.time = None if time == last else time
        if not self.rests:  # before the session has heard whether the numbers have overflowed
            self.state = State.PAUSED
        if self.time is None and self.run.run(self.run.done)[1]:
            self.state = State.DIVERGED
        if self.time is not None:
            self.wanted = replace(self.wanted, settings=self.run.at(time + 1))
        elif not was_there:
            self.wanted = replace(self.wanted, settings=self.run.newest.settings)

    def go_to(self, epoch: int) -> None:
        """An epoch is looked at where it is recorded, unless it would come otherwise now; else it is run to."""
        anew = self.time is not None and epoch > self.time and not self.repeats
        last = self.run.done - 1
        if not anew and (epoch <= last or self.time is not None):
            self.travel(min(epoch, last))
            self.rest()
        if self.can_go_on and (anew or epoch > last):
            self.change(epochs=max(self.wanted.epochs, epoch + 1))
            self.go_on()
            self.advance(epoch + 1, State.FINISHED if epoch + 1 == self.wanted.epochs else State.PAUSED)

    def change(self, *, continues: bool = False, settings: LoopSettings | None = None, **values: Any) -> None:
        """Fields are changed, which can be undone; learning rates one after another are one step."""
        after = replace(self.wanted, settings=settings or self.wanted.settings, **values)
        step = fields_between(self.wanted, after)
        if not (step.experiment or step.settings):
            return
        self._use(after)
        match self.done[-1:], [*step.experiment, *step.settings]:
            case [[Fields(experiment, loop)]], [name] if not experiment and list(loop) == [name]:
                if name == "lr" or (name == "data" and continues):
                    loop[name] = (loop[name][0], step.settings[name][1])
                    self.undone = []
                    return
        self._push(step)

    def reset(self) -> None:
        """The run begins anew."""
        run = self._leave()
        self._begin(run.differences)
        if run.done:
            self._push(Swap(run))

    def begin_after(self, after: Experiment) -> None:
        """The run begins anew with another start, or with other data."""
        if self.run.done:
            step = fields_between(self.wanted, after)
            self._use(after)
            run = self._leave()
            self._begin(run.differences)
            self._push(*([step] if step.experiment or step.settings else []), Swap(run))
        else:
            within, plan = self.mid, self.run.plan
            if self._edited_within:
                plan = with_epoch(plan, self.run.done, self.wanted.settings)
            before = replace(self.run, plan=plan, newest=self.wanted, voided=None, previous=None)
            self.change(initial=after.initial, settings=after.settings)
            if within:
                self._begin(self.run.differences)
            if self.wanted != before.newest:
                self.done[-1].append(Swap(before))

    def compare(self, after: Experiment, differences: Sequence[Difference]) -> None:
        """The run gives way to another, with these beside it; undone, it is as it was."""
        run = self._leave()
        self.wanted = after
        self._begin(differences)
        self._push(Swap(run))

    @property
    def compared(self) -> Experiment:
        """What a comparison begins with; a comparison of seeds has the seed that was asked for last."""
        return self.wanted if self.wanted.seeded else replace(self.wanted, seed=self._asked_seed)

    def load(self, experiment: Experiment, branch: Branch, upto: int) -> None:
        """Another run stands where so many of its epochs are done."""
        self.wanted, self.run = experiment, Branch(branch.begun, branch.plan, experiment, repeats=True)
        self._stand(())
        self.done, self.undone, self._asked_seed = [], [], experiment.seed
        if upto:
            self.advance(upto, State.PAUSED if upto < experiment.epochs else State.FINISHED)

    def end_comparison(self) -> None:
        """No other run is shown."""
        self.kept, self.run.differences = [], ()

    @property
    def pinned(self) -> list[Rows]:
        """Those of the kept runs that are in sight: the newest, where the companions take the others' places."""
        return self.kept[max(len(self.kept) + len(self.run.differences) - OTHERS_AT_MOST, 0) :]

    def pin(self) -> None:
        """The run is kept in sight, if there is room."""
        if self.run.done and len(self.pinned) + len(self.run.differences) < OTHERS_AT_MOST:
            self.kept.append(self.run.rows)

    def undo(self) -> None:
        """The last step is undone."""
        if self.done:
            self.undone.append(self.done.pop())
            self._set(reversed(self.undone[-1]), 0)

    def redo(self) -> None:
        """What was undone is done again."""
        if self.undone:
            self.done.append(self.undone.pop())
            self._set(self.done[-1], 1)

    def _set(self, step: Any, which: int) -> None:
        for deed in step:
            if isinstance(deed, Swap):
                deed.other = self._swap(deed.other)
                continue
            experiment, loop = (
                {name: pair[which] for name, pair in part.items()} for part in (deed.experiment, deed.settings)
            )
            with suppress(ValueError):  # what has been changed since may not go together with it
                self._use(replace(self.wanted, **experiment, settings=replace(self.wanted.settings, **loop)))

    def _push(self, *step: Fields | Swap) -> None:
        self.done.append(list(step))
        self.undone = []

    def _use(self, after: Experiment) -> None:
        """Settings count from the next epoch on; a start at once where nothing has begun, else after a reset."""
        before, run = self.wanted, self.run
        if before.seeded and not after.seeded:
            self._asked_seed = before.seed
        elif after.seeded and not before.seeded:
            after = replace(after, seed=self._asked_seed)
        self.wanted = after
        if after.settings != before.settings and self.time is None:
            run.change(before.settings, after.settings, within=self.mid)
            self._edited_within = self.mid
        if self.state is State.FINISHED and run.done < after.epochs:
            self.state = State.PAUSED
        if start_of(after) != start_of(before) and self.rests and not (run.done or self.mid):
            self._begin(run.differences)

    def _leave(self) -> Branch:
        """The present run as it is kept: out of the middle of an epoch it goes back to its beginning."""
        run = self.run
        run.newest = self.wanted if self.time is None else replace(self.wanted, settings=run.newest.settings)
        if self._edited_within:
            run.plan = with_epoch(run.plan, run.done, self.wanted.settings)
        self.mid = self._edited_within = False
        return run

    def _anew(self) -> Branch:
        return Branch(self.wanted, (self.wanted.settings,), self.wanted)

    def _begin(self, differences: Sequence[Difference]) -> None:
        previous = self.run if self.run.done else self.run.previous
        if not self.wanted.seeded:
            self.wanted = replace(self.wanted, seed=self.drawn_seed)
        self.run = replace(self._anew(), previous=previous)
        self._stand(differences)

    def _stand(self, differences: Sequence[Difference]) -> None:
        self.time, self.mid, self._edited_within, self.state = None, False, False, State.PAUSED
        self.run.differences = differences

    def _swap(self, other: Branch) -> Branch:
        present = self._leave()
        self.run, self.wanted = other, other.newest
        self._stand(other.differences)
        self.state = State.DIVERGED if other.run(other.done)[1] else State.PAUSED
        return present

    def _going_on(self) -> Branch:
        """The run as it would go on from the epoch that is shown."""
        if self.time is None:
            return self.run
        kept = self.time + 1
        plan = self.run.plan if self.repeats else self.run.changed(kept, self.wanted.settings)
        return replace(self.run, plan=plan, done=kept, repeats=self.repeats, voided=None)
