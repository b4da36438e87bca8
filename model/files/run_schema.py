"""What a file of a run may hold, for pydantic to check. Imported when a file is opened: that takes a while."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.run_file import Run
from model.history import Change


class Head(BaseModel):
    """What every version of the format begins with."""

    model_config = ConfigDict(strict=True)

    format: Literal["slopewise"]
    version: int = Field(ge=1)


class _Values(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class DataValues(_Values):
    """A data set, float32 values as decimal numbers."""

    name: str
    x_name: str
    y_name: str
    x: list[float]
    y: list[float]

    def dataset(self) -> Dataset:
        """The data set. Raises ValueError where it is none."""
        columns = Dataset.of(self.x, self.y)
        return Dataset(columns.x, columns.y, self.name, self.x_name, self.y_name)


class ChangeValues(_Values):
    """The settings from an epoch on; data is a row in the table of data sets.

    What has a default is not in the files of the first programs.
    """

    epoch: int
    lr: float
    zero_grad: ZeroGrad
    every: int
    accumulate: int
    backward_twice: bool
    step: bool
    batch_size: int
    momentum: float = 0.0
    nesterov: bool = False
    standardise: bool = False
    data: int = Field(ge=0)

    def change(self, data: list[Dataset]) -> Change:
        """The change, with its data from the table. Raises ValueError where they do not go together."""
        if self.data >= len(data):
            raise ValueError(f"epoch {self.epoch}: there is no data set {self.data}")
        settings = LoopSettings(
            lr=self.lr,
            zero_grad=self.zero_grad,
            every=self.every,
            accumulate=self.accumulate,
            backward_twice=self.backward_twice,
            step=self.step,
            batch_size=self.batch_size,
            momentum=self.momentum,
            nesterov=self.nesterov,
            standardise=self.standardise,
            data=data[self.data],
        )
        return Change(self.epoch, settings)


class RunValues(_Values):
    """A whole file; the first of the changes is the start, at epoch 0."""

    format: Literal["slopewise"]
    version: Literal[1]
    note: str
    done: int
    epochs: int
    seed: int
    seeded: bool
    start: Start
    W: float
    b: float
    changes: list[ChangeValues] = Field(min_length=1)
    data: list[DataValues]

    def run(self) -> Run:
        """The run. Raises ValueError where the values do not go together."""
        data = [values.dataset() for values in self.data]
        start, *later = [values.change(data) for values in self.changes]
        if start.epoch != 0:
            raise ValueError("the first of the changes is not at epoch 0")
        initial = InitialParameters(self.start, self.W, self.b)
        experiment = Experiment(self.seed, initial, start.settings, self.epochs, self.seeded)
        return Run(experiment, tuple(later), self.done, self.note)
