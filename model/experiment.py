"""All that determines a run: the same experiment always gives the same numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from model.dataset import LESSON, Dataset

SEED_LIMIT = 2**63
"""Seeds are 0 or more and below this: what every torch.Generator takes."""

EPOCHS_LIMIT = 10_000_000
"""No run is longer: its history fits into half a gigabyte."""

ROWS_LIMIT = 100_000_000
"""More rows than a file of the largest size that is opened can have."""

PIECES_LIMIT = 20_000
"""Mini-batches, or parts of the batch, in an epoch: torch cuts all of them at once, in 0.03 s on a quick machine and in
0.4 s on a slow one, and nothing answers meanwhile."""

FLOAT32_MAX = 3.4028234663852886e38
"""The largest float32: torch holds W, b and the data in this type."""


class Parameters(NamedTuple):
    """W and b as plain numbers."""

    W: float
    b: float


class Start(StrEnum):
    """Where W and b begin."""

    ZEROS = "zeros"
    NUMBERS = "numbers"
    RANDOM = "random"


@dataclass(frozen=True)
class InitialParameters:
    """The W and b that a run starts from; the numbers count only with Start.NUMBERS."""

    start: Start = Start.ZEROS
    W: float = 0.0
    b: float = 0.0

    def __post_init__(self) -> None:
        _check_finite("W", self.W)
        _check_finite("b", self.b)


def least_batch(data: Dataset) -> int:
    """The rows of the smallest mini-batches into which these data may be cut."""
    return max(1, math.ceil(len(data) / PIECES_LIMIT))


class ZeroGrad(StrEnum):
    """Where optimizer.zero_grad() stands in the loop."""

    BEFORE_FORWARD = "before-forward"
    BEFORE_BACKWARD = "before-backward"
    AFTER_BACKWARD = "after-backward"
    AFTER_STEP = "after-step"
    NEVER = "never"


@dataclass(frozen=True)
class LoopSettings:
    """What may change while the loop runs; a change counts from the next epoch on. The lesson's loop by default."""

    lr: float = 0.01
    zero_grad: ZeroGrad = ZeroGrad.BEFORE_BACKWARD
    every: int = 1
    """zero_grad() is called in the epochs that this number divides."""
    accumulate: int = 1
    """Equal parts of the batch, each with a backward() of its own, before one step()."""
    backward_twice: bool = False
    step: bool = True
    batch_size: int = 0
    """Rows in a mini-batch, of which each calls step(), shuffled in each epoch; 0 is the whole batch, in order."""
    data: Dataset = field(default=LESSON, repr=False)
    momentum: float = 0.0
    """The part of its last velocity that each of W and b keeps at a step(), from 0 to 1."""
    nesterov: bool = False
    """Whether step() looks ahead along that velocity; only with momentum."""
    standardise: bool = False
    """Whether x is made to have mean 0 and standard deviation 1 before the loop."""

    def __post_init__(self) -> None:
        _check_finite("the learning rate", self.lr)
        if self.lr < 0:
            raise ValueError("the learning rate is negative")
        if not 1 <= self.every <= EPOCHS_LIMIT:
            raise ValueError(f"zero_grad() every {self.every} epochs: must be between 1 and {EPOCHS_LIMIT}")
        if self.accumulate < 1:
            raise ValueError(f"the batch cannot be cut into {self.accumulate} parts")
        if self.accumulate > PIECES_LIMIT:
            raise ValueError(f"{self.accumulate} parts of the batch: there must not be more than {PIECES_LIMIT}")
        if len(self.data) % self.accumulate:
            raise ValueError(f"{len(self.data)} rows cannot be cut into {self.accumulate} equal parts")
        if not 0 <= self.batch_size <= ROWS_LIMIT:
            raise ValueError(f"mini-batches of {self.batch_size} rows: must be between 0 and {ROWS_LIMIT}")
        if 0 < self.batch_size < (least := least_batch(self.data)):
            raise ValueError(f"mini-batches of {self.batch_size} rows: of {len(self.data)}, at least {least} in each")
        if self.batch_size and self.accumulate > 1:
            raise ValueError("mini-batches and parts of one batch do not go together")
        if not 0 <= self.momentum <= 1:
            raise ValueError(f"momentum {self.momentum}: must be between 0 and 1")
        if self.nesterov and self.momentum == 0:
            raise ValueError("Nesterov's look ahead needs momentum above 0")
        if self.standardise and not self.data.can_standardise:
            raise ValueError("x cannot be standardised: it has one value only, or values too near or too far apart")

    @property
    def skips(self) -> bool:
        """Whether zero_grad() is never called."""
        return self.zero_grad is ZeroGrad.NEVER

    @property
    def grad_is_fresh(self) -> bool:
        """Whether .grad holds nothing but this epoch's own gradient, that of a single backward().

        With mini-batches, the gradient of an epoch is that of its last one.
        """
        before = self.zero_grad in (ZeroGrad.BEFORE_FORWARD, ZeroGrad.BEFORE_BACKWARD)
        return before and self.every == 1 and self.accumulate == 1 and not self.backward_twice

    @property
    def in_mini_batches(self) -> bool:
        """Whether an epoch calls step() more than once, each time for a part of the rows."""
        return 0 < self.batch_size < len(self.data)

    @property
    def in_pieces(self) -> bool:
        """Whether an epoch calls backward() for one mini-batch or part of the batch after another."""
        return self.batch_size > 0 or self.accumulate > 1

    def clears(self, epoch: int) -> bool:
        """Whether the epoch of this number calls zero_grad()."""
        return not self.skips and epoch % self.every == 0

    def clears_before_step(self, epoch: int) -> bool:
        """Whether .grad is None when step() comes to it: zero_grad() has emptied what backward() has just found."""
        return self.zero_grad is ZeroGrad.AFTER_BACKWARD and self.clears(epoch)

    def leaves_none(self, epoch: int) -> bool:
        """Whether .grad is None at the end of the epoch."""
        return self.zero_grad in (ZeroGrad.AFTER_BACKWARD, ZeroGrad.AFTER_STEP) and self.clears(epoch)


@dataclass(frozen=True)
class Experiment:
    """Data, start and settings of a run. Raises ValueError where a number is out of its range."""

    seed: int = 1
    initial: InitialParameters = field(default_factory=InitialParameters)
    settings: LoopSettings = field(default_factory=LoopSettings)
    epochs: int = 4000
    seeded: bool = True
    """Whether the seed is asked for; else it was drawn, and another will be at the next start."""

    def __post_init__(self) -> None:
        if not 0 <= self.seed < SEED_LIMIT:
            raise ValueError(f"the seed {self.seed} is not between 0 and 2**63 - 1")
        if not 1 <= self.epochs <= EPOCHS_LIMIT:
            raise ValueError(f"the number of epochs {self.epochs} is not between 1 and {EPOCHS_LIMIT}")

    @property
    def data(self) -> Dataset:
        """The data of the epochs to come."""
        return self.settings.data

    @property
    def draws(self) -> bool:
        """Whether anything is drawn at random: else the seed changes nothing."""
        return self.initial.start is Start.RANDOM or self.settings.batch_size > 0


def _check_finite(name: str, value: float) -> None:
    if not math.isfinite(value) or abs(value) > FLOAT32_MAX:
        raise ValueError(f"{name} is not a finite float32 number")
