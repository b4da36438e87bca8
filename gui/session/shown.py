"""What the window shows in one frame: one frozen record, so that no two panels can disagree."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from gui.session.engine import State
from gui.session.pace import by_line
from model.comparison.twins import TwinHistory
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from model.loop import Kind, loop_of
from model.moment import Moment
from model.run import Run


class Turn(IntEnum):
    """What is told of the numbers, and right however late: at full speed one of these is looked at in a frame."""

    OTHERS = 0
    """The lines of the runs beside it."""
    ROOM = 1
    """How far the line swings."""
    ARRIVAL = 2
    """When the loss was as good as least, and which curves are one."""
    ZERO = 3
    """Since when the loss reads as 0."""

    def comes(self, frame: int) -> bool:
        """Whether it is looked at in the frame of this number, as Shown.number counts them."""
        return frame == 0 or frame % len(Turn) == self


@dataclass(frozen=True)
class Shown:
    """A session at one time. Its histories end where they ended when the frame was taken, however fast they grow."""

    state: State = State.PREPARING
    experiment: Experiment = field(default_factory=Experiment)
    """Of the epochs to come, as the controls have it."""
    run: Run = field(default_factory=lambda: Run(Experiment()))
    others: tuple[Run, ...] = ()
    """The runs beside it, companions first; the same object as long as nobody has looked at them again."""
    experiments: tuple[Experiment, ...] = ()
    """Those of the run and of the others; the same object as long as they stay the same."""
    time: int = -1
    """The epoch that is shown; -1 is the start, before the first."""
    moment: Moment | None = None
    """Where the loop stands within the epoch after it; None between two."""
    goal: int | None = None
    """The epoch that is run to, where that is not the last one asked for."""
    opening: bool = False
    """Whether it is a run that was opened, on its way to where it stood; this can be cancelled."""
    twins: TwinHistory | None = None
    """None where twins are not wanted."""
    speed: float | None = None
    """Epochs a second; None is as fast as it goes."""
    can_run: bool = False
    can_step: bool = False
    can_go_on: bool = False
    can_pin: bool = False
    start_is_pending: bool = False
    """Whether the present run began otherwise than the controls have it."""
    number: int = 0
    """Frames are counted, from 1 on, as long as the loop runs as fast as it goes; else it is 0."""

    @property
    def history(self) -> History:
        """That of the run, beyond the time that is shown where this was travelled to."""
        return self.run.history

    @property
    def start(self) -> Parameters | None:
        """W and b before the first epoch; None as long as torch has not made them."""
        return self.run.start

    @property
    def last(self) -> int:
        """The number of the newest epoch, -1 before there is one."""
        return len(self.history) - 1

    @property
    def travelled(self) -> int | None:
        """The time that has been travelled to; None at the newest epoch."""
        return None if self.time == self.last else self.time

    @property
    def running(self) -> bool:
        """Whether the loop runs."""
        return self.state is State.RUNNING

    @property
    def flat_out(self) -> bool:
        """Whether it runs as fast as it goes, and has to wait for what is drawn."""
        return self.running and self.speed is None

    def looks_at(self, what: Turn) -> bool:
        """Whether this is looked at now: at full speed it waits for its turn."""
        return what.comes(self.number)

    def draws(self, place: int) -> bool:
        """Whether a chart that takes turns with another is drawn now: at full speed in every second frame."""
        return self.number == 0 or self.number % 2 == place

    @property
    def by_line(self) -> bool:
        """Whether a line waits to be run: the loop rests, or runs so slowly that its lines can be followed."""
        return not self.running or by_line(self.speed, self.settings) > 0

    @property
    def settings(self) -> LoopSettings:
        """Those of the epoch that the loop stands in, or of the next one."""
        return self.experiment.settings if self.moment is None else self.moment.settings

    @cached_property
    def epoch(self) -> Epoch | None:
        """The record that is shown, or None at the start."""
        return None if self.time < 0 else self.history.epoch(self.time)

    @cached_property
    def after_backward(self) -> Moment | None:
        """Where the loop stands in an epoch whose backward() has left in .grad what step() comes to; else None."""
        at = self.moment
        if at is None or at.settings.in_pieces or at.W_fresh is None or at.W_grad is None:
            return None
        return None if Kind.BACKWARD in loop_of(at.settings).kinds[at.line :] else at

    @cached_property
    def in_grad(self) -> tuple[int, int]:
        """The epoch whose own gradient is the last in .grad, -1 before there is one, and how many epochs' it sums."""
        at = self.after_backward
        number = self.time if at is None else at.epoch
        return number, self.history.epochs_in_grad(number, at and at.settings) if number >= 0 else 0

    @cached_property
    def before(self) -> Parameters | None:
        """The W and b that the shown epoch began with, if there is one and they are known."""
        if self.time <= 0:
            return self.start if self.time == 0 else None
        before = self.history.epoch(self.time - 1)
        return Parameters(before.W, before.b)

    @property
    def parameters(self) -> Parameters | None:
        """The W and b that are shown: within an epoch, after one, or at the start."""
        where = self.moment or self.epoch
        return self.start if where is None else Parameters(where.W, where.b)
