"""What a file of a run may hold, for pydantic to check. Imported when a file is opened: that takes a while."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start
from model.history import Change
from model.run import ForClass, Look, Replay

__all__ = ["Head", "RunValues", "ValidationError"]


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
    left_out: int = Field(default=0, ge=0)
    """Since version 4."""

    def dataset(self) -> Dataset:
        """The data set. Raises ValueError where it is none."""
        columns = Dataset.of(self.x, self.y)
        return Dataset(columns.x, columns.y, self.name, self.x_name, self.y_name, left_out=self.left_out)


ADDED = ("momentum", "nesterov", "standardise")
"""Settings that are not in the files of the first programs, and have their default there."""

_types = get_type_hints(LoopSettings)
_settings: dict[str, Any] = {
    field.name: (_types[field.name], field.default if field.name in ADDED else ...)
    for field in fields(LoopSettings)
    if field.name != "data"
}
_Change = create_model("_Change", __base__=_Values, epoch=(int, ...), **_settings, data=(int, Field(ge=0)))


class ChangeValues(_Change):  # type: ignore[valid-type, misc] # mypy does not see what has just been made
    """The settings from an epoch on: every field of LoopSettings, where data is a row in the table of data sets."""

    def change(self, data: list[Dataset]) -> Change:
        """The change, with its data from the table. Raises ValueError where they do not go together."""
        if self.data >= len(data):
            raise ValueError(f"epoch {self.epoch}: there is no data set {self.data}")
        values = {name: getattr(self, name) for name in _settings}
        return Change(self.epoch, LoopSettings(**values, data=data[self.data]))


class LookValues(_Values):
    """How the run was looked at: since version 2."""

    epoch: int
    chart: str
    logarithmic: bool
    speed: float | None = Field(gt=0)


Name = Annotated[str, Field(max_length=40)]


class ForClassValues(_Values):
    """How the run is prepared for a class: since version 3."""

    page: Name
    locked: list[Name] = Field(max_length=60)
    hidden: list[Name] = Field(max_length=60)

    def for_class(self) -> ForClass:
        """The same as the program has it."""
        return ForClass(self.page, tuple(self.locked), tuple(self.hidden))


class RunValues(_Values):
    """A whole file; the first of the changes is the start, at epoch 0."""

    format: Literal["slopewise"]
    version: Literal[1, 2, 3, 4]
    note: str
    done: int
    epochs: int
    seed: int
    seeded: bool
    start: Start
    W: float
    b: float
    look: LookValues | None = None
    for_class: ForClassValues | None = None
    changes: list[ChangeValues] = Field(min_length=1)
    data: list[DataValues]

    def run(self) -> Replay:
        """The run. Raises ValueError where the values do not go together."""
        data = [values.dataset() for values in self.data]
        start, *later = [values.change(data) for values in self.changes]
        if start.epoch != 0:
            raise ValueError("the first of the changes is not at epoch 0")
        initial = InitialParameters(self.start, self.W, self.b)
        experiment = Experiment(self.seed, initial, start.settings, self.epochs, self.seeded)
        look = None if self.look is None else Look(**self.look.model_dump())
        for_class = ForClass() if self.for_class is None else self.for_class.for_class()
        return Replay(experiment, tuple(later), self.done, self.note, look, for_class)
