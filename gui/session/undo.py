"""What the user may change of an experiment, and the steps that can be undone, as commands of Qt's undo framework."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from gui.session.overrides import keeps_faults
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, ZeroGrad, least_batch
from model.history import History
from model.run import Run

T = TypeVar("T")

UNDO_LIMIT = 100
"""Steps that are kept."""

UNDO_BYTES = 256 * 1024 * 1024
"""Memory that what is to be brought back may take, beside the next step back and forth: beyond it the farthest runs
come back at their start, to be run again; and where data alone take so much, the farthest steps are gone."""

MERGE_TIME = 1.0
"""Seconds within which changes of one kind, such as those of a slider that is being moved, are one step."""


class Changes:
    """The user's changes of an experiment, which belongs to somebody else; each is a step on the undo stack."""

    def __init__(
        self, now: Callable[[], Experiment], use: Callable[[Experiment], None], tell_misfit: Callable[[], object]
    ) -> None:
        self._now, self._use, self._tell_misfit = now, use, tell_misfit
        self.group = QUndoGroup()
        """Tells what can be undone, whichever stack is in use."""
        self._stacks: list[QUndoStack] = []
        self._one: bool | None = None
        """Within as_one(), whether the step has begun: until then what was undone can be made again."""
        self.stack = self._begin_stack()

    def __del__(self) -> None:
        """Free the commands before garbage collection does, which would do so behind the stack's back: it crashes."""
        for stack in self._stacks:
            with suppress(RuntimeError):  # where it has gone before
                stack.blockSignals(True)  # nobody has anything to undo any more
                stack.clear()

    def undo(self) -> None:
        """Take back the last step."""
        self.stack.undo()
        self._bound()
        while (done := self.stack.index()) and self.stack.command(done - 1).isObsolete():
            self.stack.undo()  # which only removes it

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self.stack.redo()
        self._bound()
        while self.stack.canRedo() and self.stack.command(self.stack.index()).isObsolete():
            self.stack.redo()

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Make one step of all that is done meanwhile, and none of nothing; within another it is a part of that one."""
        if self._one is not None:
            yield
            return
        stack, self._one = self.stack, False
        try:
            yield
        finally:
            if self._one:
                stack.endMacro()
            self._one = None

    def set_aside(self) -> QUndoStack:
        """Begin another stack, and return the one that rests meanwhile; not within as_one()."""
        resting = self.stack
        self.stack = self._begin_stack()
        return resting

    def bring_back(self, resting: QUndoStack) -> None:
        """Go on with a stack that rested; what could be undone since it did is gone."""
        gone, self.stack = self.stack, resting
        gone.clear()
        self._stacks.remove(gone)
        self.group.setActiveStack(resting)

    def _begin_stack(self) -> QUndoStack:
        stack = QUndoStack()  # without a parent, so that it is still there in __del__
        stack.setUndoLimit(UNDO_LIMIT)
        self._stacks.append(stack)
        self.group.addStack(stack)
        self.group.setActiveStack(stack)
        return stack

    def set_lr(self, lr: float) -> None:
        """Use this learning rate from the next epoch on."""
        self.set_settings(replace(self._now().settings, lr=lr))

    def set_skip(self, on: bool) -> None:
        """Skip zero_grad(), or call it where the lesson does, from the next epoch on."""
        where = ZeroGrad.NEVER if on else ZeroGrad.BEFORE_BACKWARD
        self.set_settings(replace(self._now().settings, zero_grad=where))

    def set_settings(self, settings: LoopSettings) -> None:
        """Run this variant of the loop from the next epoch on."""
        self.make(replace(self._now(), settings=settings))

    def set_data(self, data: Dataset, *, continues: bool = False) -> None:
        """Fit these data from the next epoch on; a run that has begun goes on from its present W and b.

        continues says that this is one step with the change before it, for whoever undoes it.
        """
        settings = self._now().settings
        parts = settings.accumulate if len(data) % settings.accumulate == 0 else 1
        standardise = settings.standardise and data.can_standardise
        batch = settings.batch_size and max(settings.batch_size, least_batch(data))
        after = replace(settings, data=data, accumulate=parts, batch_size=batch, standardise=standardise)
        self.make(replace(self._now(), settings=after), continues=continues)

    def set_epochs(self, epochs: int) -> None:
        """Run to this many epochs in all."""
        self.make(replace(self._now(), epochs=epochs))

    def set_seed(self, seed: int) -> None:
        """Seed torch with this at the start of the run."""
        self.make(replace(self._now(), seed=seed))

    def set_seeded(self, on: bool) -> None:
        """Seed torch at the start of the run, or leave it to chance."""
        self.make(replace(self._now(), seeded=on))

    def set_initial(self, initial: InitialParameters) -> None:
        """Let W and b begin here."""
        self.make(replace(self._now(), initial=initial))

    def push(self, command: SwapCommand[Any]) -> None:
        """Let what has given way to something else be brought back."""
        self._push(command)
        self._bound()

    def _push(self, command: Step) -> None:
        if self._one is False:
            self.stack.beginMacro("")
            self._one = True
        self.stack.push(command)

    def _bound(self) -> None:
        """Keep what can be brought back within UNDO_BYTES, from the nearest steps to the farthest."""
        stack, seen = self.stack, set[int]()
        numbers = data = 0
        for step in sorted(range(stack.count()), key=self._distance):
            whole = stack.command(step)
            parts = [] if whole.isObsolete() else list(_parts(whole))
            for thing in (thing for part in parts for thing in part.held()):
                if id(thing) not in seen:
                    seen.add(id(thing))
                    numbers += thing.nbytes if isinstance(thing, History) else 0
                    data += thing.nbytes if isinstance(thing, Dataset) else 0
            if self._distance(step) == 0:
                continue
            for part in parts:
                if data > UNDO_BYTES:
                    whole.setObsolete(True)
                    part.forget()
                elif numbers + data > UNDO_BYTES:
                    part.forget_numbers()

    def _distance(self, step: int) -> int:
        """How many steps lie between this one and the present state."""
        done = self.stack.index()
        return done - 1 - step if step < done else step - done

    def make(self, after: Experiment, *, continues: bool = False) -> None:
        """Go on with another experiment, so that it can be undone."""
        before = self._now()
        if after == before:
            return
        self._use(after)
        settings = [field.name for field in fields(LoopSettings)]
        experiment = [field.name for field in fields(Experiment) if field.name != "settings"]
        self._push(
            ExperimentCommand(
                self._set_back,
                _changed_fields(before, after, experiment),
                _changed_fields(before.settings, after.settings, settings),
                continues=continues,
            )
        )
        if after.settings.data is not before.settings.data:
            self._bound()

    def _set_back(self, experiment: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        now = self._now()
        try:
            before = replace(now, **experiment, settings=replace(now.settings, **settings))
        except ValueError:  # travelling has brought other data, with which it does not go together
            self._tell_misfit()
        else:
            self._use(before)


class Step(QUndoCommand):
    """A step, or a part of one, that tells what it keeps in memory."""

    def held(self) -> Iterable[History | Dataset]:
        """What takes much of it."""
        return ()

    def forget(self) -> None:
        """Keep nothing: nobody will undo or redo this."""

    def forget_numbers(self) -> None:
        """Keep only what is needed to have runs again, bit for bit."""


class ExperimentCommand(Step):
    """A change of some fields of the experiment and of its settings.

    Only these fields are set back: travelling in time changes others, and is no step to be undone.
    """

    def __init__(
        self,
        apply: Callable[[Mapping[str, Any], Mapping[str, Any]], None],
        experiment: Mapping[str, tuple[Any, Any]],
        settings: Mapping[str, tuple[Any, Any]],
        *,
        continues: bool = False,
    ) -> None:
        super().__init__()
        self._apply = apply
        self._experiment, self._settings = dict(experiment), dict(settings)
        self._continues = continues
        self._at = time.monotonic()
        self._done = False

    def id(self) -> int:
        """Commands of one number may be merged; QUndoStack asks for it."""
        numbers: dict[tuple[str, ...], int] = {("lr",): 1, ("data",): 2}
        return -1 if self._experiment else numbers.get(tuple(self._settings), -1)

    def held(self) -> Iterable[Dataset]:
        """The data before and after."""
        return self._settings.get("data", ())

    def forget(self) -> None:
        """Keep none of the values."""
        self._experiment, self._settings = {}, {}

    @keeps_faults
    def redo(self) -> None:
        """Set the new values; when the command is pushed, they are set already."""
        if self._done:
            self._set(1)
        self._done = True

    @keeps_faults
    def undo(self) -> None:
        """Set the old values."""
        self._set(0)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in what belongs to this change: the next place of a point that is dragged, of a slider that is moved."""
        assert isinstance(other, ExperimentCommand)
        if not other._continues and ("data" in other._settings or other._at - self._at > MERGE_TIME):
            return False
        self._settings.update({name: (self._settings[name][0], new) for name, (_, new) in other._settings.items()})
        self._at = other._at
        return True

    def _set(self, which: int) -> None:
        self._apply(
            {name: values[which] for name, values in self._experiment.items()},
            {name: values[which] for name, values in self._settings.items()},
        )


class SwapCommand(Step, Generic[T]):
    """What has given way to something else of its kind."""

    def __init__(self, swap: Callable[[T], T], gone: T) -> None:
        super().__init__()
        self._swap, self._other = swap, gone
        self._done = False

    def forget(self) -> None:
        """Keep what has gone no longer."""
        del self._other

    @keeps_faults
    def redo(self) -> None:
        """Bring the newer one back; when the command is pushed, it is there already."""
        if self._done:
            self._other = self._swap(self._other)
        self._done = True

    @keeps_faults
    def undo(self) -> None:
        """Bring the older one back."""
        self._other = self._swap(self._other)


class RunCommand(SwapCommand[Run]):
    """A run that has given way to another: a reset one, or the continuation of one that was travelled back in."""

    def held(self) -> Iterable[History | Dataset]:
        """All that belongs to the run."""
        return self._other.held()

    def forget_numbers(self) -> None:
        """Keep only what is needed to have the run again, bit for bit."""
        if any(isinstance(thing, History) and len(thing) for thing in self._other.held()):
            self._other = self._other.at_start()


def _parts(step: QUndoCommand) -> Iterator[Step]:
    """What a step was made of."""
    if isinstance(step, Step):
        yield step
    for place in range(step.childCount()):
        yield from _parts(step.child(place))


def _changed_fields(before: object, after: object, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """The old and the new value of each of these fields that differ."""
    pairs = ((name, (getattr(before, name), getattr(after, name))) for name in names)
    return {name: values for name, values in pairs if values[0] != values[1]}
