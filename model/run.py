"""A run with all its numbers, and a replay: what is needed to have every one of them again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from model.data.standardised import in_original_units
from model.dataset import Dataset
from model.experiment import EPOCHS_LIMIT, Experiment, LoopSettings, Parameters, least_batch
from model.history import Change, History

NOTE_LIMIT = 20_000
"""Characters: some eight pages. Qt takes time for a line of text that grows with its square."""


@dataclass(frozen=True)
class Difference:
    """What a companion has otherwise than the run beside it; all else, and each change of it, is the run's."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    """Values of fields of LoopSettings."""
    seed: int | None = None

    def of_settings(self, run: LoopSettings) -> LoopSettings:
        """The companion's settings where the run has these; what does not go together with the difference gives way."""
        values = dict(self.settings)
        if values.get("batch_size"):
            values["accumulate"] = 1
            values["batch_size"] = max(values["batch_size"], least_batch(run.data))
        if values.get("momentum") == 0:
            values["nesterov"] = False
        if values.get("standardise"):
            values["standardise"] = run.data.can_standardise
        return replace(run, **values)

    def of(self, run: Experiment) -> Experiment:
        """The companion's experiment beside this one."""
        seed = run.seed if self.seed is None else self.seed
        return replace(run, seed=seed, settings=self.of_settings(run.settings))


@dataclass(eq=False)
class Run:
    """A run: how it began, what it has done, and what it will do by itself.

    The one that is shown, those that undo can bring back, those that train beside it and those that are pinned. The
    training thread adds to the histories, its own and its companions'; everything else belongs to the window's thread.
    """

    began: Experiment
    """As it was at the start: its settings are those of epoch 0."""
    history: History = field(default_factory=History)
    start: Parameters | None = None
    """W and b before the first epoch; None as long as torch has not made them."""
    ahead: tuple[Change, ...] = ()
    """The changes that a run which repeats its past has still to make by itself, and those it has made meanwhile."""
    voided: tuple[LoopSettings, tuple[Change, ...]] | None = None
    """What it ran with when the user made void what was ahead, and that: it is ahead again if this is undone."""
    wanted: Experiment | None = None
    """What the controls had at its newest epoch, while it is not the present run or is shown at an earlier time."""
    previous: History | None = None
    """The run before it, as far as it went."""
    companions: tuple[Run, ...] = ()
    """Those that train in step with it."""
    difference: Difference = field(default_factory=Difference)
    """What a companion has otherwise than its run."""

    @property
    def changes(self) -> list[Change]:
        """What it has changed, from its first epoch on, and what is still ahead."""
        done, made = len(self.history), self.history.changes
        ahead = [change for change in self.ahead if change.epoch >= done]
        due = self.ahead_at(done)  # also where the newest epoch had been begun with other settings
        if due is None and not self.ahead and self.wanted is not None:
            due = self.wanted.settings
        if due is not None and made and due != made[-1].settings and done not in [change.epoch for change in ahead]:
            ahead = [Change(done, due), *ahead]
        return [*made, *ahead]

    def ahead_at(self, epoch: int) -> LoopSettings | None:
        """What an epoch of a run that repeats its past has; None where it comes before all the changes ahead."""
        made = bisect_right(self.ahead, epoch, key=lambda change: change.epoch)
        return self.ahead[made - 1].settings if made else None

    def void_or_bring_back(self, before: LoopSettings, after: LoopSettings) -> None:
        """A change by the user voids those that lie ahead; where it is undone, they lie ahead again."""
        if self.ahead:
            self.voided, self.ahead = (before, self.ahead), ()
        elif self.voided is not None and self.voided[0] == after:
            now = Change(len(self.history), after)
            later = tuple(change for change in self.voided[1] if change.epoch > now.epoch)
            self.ahead = (now, *later) if later else ()

    def line(self, time: int) -> tuple[float, float] | None:
        """W and b after this epoch, or after the last one if it did not come so far; with -1, at the start.

        In the units of the data, whether or not the run standardises x.
        """
        last = min(time, len(self.history) - 1)
        if last >= 0:
            epoch = self.history.epoch(last)
            return in_original_units((epoch.W, epoch.b), epoch.settings)
        return None if self.start is None else in_original_units(self.start, self.began.settings)

    def replay(
        self, done: int, epochs: int, *, within: LoopSettings | None, then: LoopSettings | None, note: str = ""
    ) -> Replay:
        """What its first epochs, as many as done, can be had again from, and what it goes on with up to epochs.

        That is within for an epoch that has been begun, and then for those to come; without it, the changes ahead.
        """
        to_come = done if within is None else done + 1
        changes = [change for change in self.history.changes if change.epoch < done]
        for epoch, settings in ((done, within), (to_come, then or self.ahead_at(to_come))):
            if settings is not None and (not changes or settings != changes[-1].settings):
                changes.append(Change(epoch, settings))
        if then is None:
            changes += [change for change in self.ahead if change.epoch > to_come]
        first = changes[0].settings if changes and changes[0].epoch == 0 else self.began.settings
        began = replace(self.began, settings=first, epochs=epochs)
        return Replay(began, tuple(change for change in changes if change.epoch > 0), done, note)

    def upto(self, length: int) -> Run:
        """The same run as it is after its first epochs, as many as length; for reading only."""
        return replace(self, history=self.history.upto(length))

    def held(self) -> Iterator[History | Dataset]:
        """What of it takes memory: its history, its companions' and that of the run before it, and all their data."""
        yield self.began.settings.data
        for history in (self.history, self.previous):
            if history is not None:
                yield history
                yield from (change.settings.data for change in history.changes)
        yield from (change.settings.data for change in self.ahead)
        for run in self.companions:
            yield from run.held()

    def at_start(self) -> Run:
        """The same run without its numbers: at its start, where it repeats by itself all that it has done."""
        companions = tuple(run.at_start() for run in self.companions)
        ahead = tuple(self.changes)
        return replace(self, history=History(), ahead=ahead, voided=None, previous=None, companions=companions)

    def prefix(self, length: int) -> Run:
        """A run of its own that goes on from the first epochs of this one, as many as length."""
        history = self.history.prefix(min(length, len(self.history)))
        companions = tuple(run.prefix(length) for run in self.companions)
        return replace(self, history=history, voided=None, companions=companions)


@dataclass(frozen=True)
class Look:
    """How a run was looked at when it was saved. Raises ValueError where there is no such epoch."""

    epoch: int
    """The one that was shown; -1 is the start, before the first."""
    chart: str
    """The name of the chart that was in front."""
    logarithmic: bool
    """Whether the axis of the loss was."""
    speed: float | None
    """Epochs a second; None is as fast as it goes."""

    def __post_init__(self) -> None:
        if not -1 <= self.epoch < EPOCHS_LIMIT:
            raise ValueError(f"epoch {self.epoch} shown: must be between -1 and {EPOCHS_LIMIT - 1}")


@dataclass(frozen=True)
class ForClass:
    """How a teacher has prepared a run for the class: a help, not a secret, which whoever wants can take away."""

    page: str = ""
    """The page of the lesson that it belongs to."""
    locked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Commands and cards of the left column, by the names that pages have for them; unknown ones count for nothing."""


@dataclass(frozen=True)
class Replay:
    """A run without its numbers, and how far it has come. Raises ValueError where the changes are not in order."""

    experiment: Experiment
    """As it was at the start: its settings are those of epoch 0. Its number of epochs is how far the run is to go."""
    changes: tuple[Change, ...] = ()
    """What changed later on, in order: epochs above 0."""
    done: int = 0
    """The number of epochs that had been run."""
    note: str = ""
    """What the user wrote about it."""
    look: Look | None = None
    """None in the files of the first programs, and where no window has shown it."""
    for_class: ForClass = ForClass()

    def __post_init__(self) -> None:
        epochs = [0, *(change.epoch for change in self.changes)]
        if any(later <= earlier for earlier, later in pairwise(epochs)):
            raise ValueError("the changes are not in the order of their epochs")
        if epochs[-1] >= EPOCHS_LIMIT:
            raise ValueError(f"a change at epoch {epochs[-1]}: there are never more than {EPOCHS_LIMIT} epochs")
        if len(self.note) > NOTE_LIMIT:
            raise ValueError(f"the note has more than {NOTE_LIMIT} characters")
        if not 0 <= self.done <= EPOCHS_LIMIT:
            raise ValueError(f"{self.done} epochs done: must be between 0 and {EPOCHS_LIMIT}")

    @property
    def epochs(self) -> int:
        """How many epochs it runs: as far as was asked for, and never less far than the run had come."""
        return max(self.experiment.epochs, self.done)

    @property
    def shown(self) -> int:
        """The epoch that was shown, -1 at the start: the newest where it is not told."""
        return self.done - 1 if self.look is None else min(self.look.epoch, self.done - 1)

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """The settings of every epoch that it runs, as in History.changes: the first is epoch 0's."""
        later = (change for change in self.changes if change.epoch < self.epochs)
        return (Change(0, self.experiment.settings), *later)

    def up_to(self, epochs: int) -> Replay:
        """The same of a run of this number of epochs."""
        return replace(self, experiment=replace(self.experiment, epochs=epochs), done=min(self.done, epochs))
