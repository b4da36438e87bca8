"""All that determines a run: the same experiment always gives the same numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from model.dataset import LESSON, Dataset

SEED_LIMIT = 2**63
"""Seeds are 0 or more and below this: what every torch.Generator takes."""

EPOCHS_LIMIT = 10_000_000
"""No run is longer: its history fits into half a gigabyte."""

FLOAT32_MAX = 3.4028234663852886e38
"""The largest float32: torch holds W, b and the data in this type."""


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


@dataclass(frozen=True)
class LoopSettings:
    """What may change while the loop runs; a change counts from the next epoch on."""

    lr: float = 0.01
    zero_grad: bool = True

    def __post_init__(self) -> None:
        _check_finite("the learning rate", self.lr)
        if self.lr < 0:
            raise ValueError("the learning rate is negative")


@dataclass(frozen=True)
class Experiment:
    """Data, start and settings of a run. Raises ValueError where a number is out of its range."""

    data: Dataset = LESSON
    seed: int = 1
    initial: InitialParameters = field(default_factory=InitialParameters)
    settings: LoopSettings = field(default_factory=LoopSettings)
    epochs: int = 4000

    def __post_init__(self) -> None:
        if not 0 <= self.seed < SEED_LIMIT:
            raise ValueError(f"the seed {self.seed} is not between 0 and 2**63 - 1")
        if not 1 <= self.epochs <= EPOCHS_LIMIT:
            raise ValueError(f"the number of epochs {self.epochs} is not between 1 and {EPOCHS_LIMIT}")


def _check_finite(name: str, value: float) -> None:
    if not math.isfinite(value) or abs(value) > FLOAT32_MAX:
        raise ValueError(f"{name} is not a finite float32 number")
