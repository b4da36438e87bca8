"""What the header of a page may hold, for pydantic to check. Imported when a lesson is opened: that takes a while."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from model.comparison.ready_comparisons import Question
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.lessons.expression import Expression, Template
from model.lessons.names import CARDS, CHARTS, COMMANDS, PARTS, ROWS
from model.lessons.page import Ask, Opening, Prediction, QuizTemplate

__all__ = ["Header", "ValidationError"]

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""A page, an answer, a question: small letters, digits and hyphens."""

Variable = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Text = Annotated[str, Field(max_length=300)]
Label = Annotated[str, Field(max_length=100, pattern=r"^[^\p{C}]*$")]
"""Without control characters, which TOML can write as \\u0007 and the like."""

Number = Annotated[float, Field(strict=False)]
"""A whole number is one, too."""


class _Values(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


_types = get_type_hints(LoopSettings)
_loop: dict[str, Any] = {
    each.name: (Number if _types[each.name] is float else _types[each.name], each.default)
    for each in fields(LoopSettings)
    if each.name != "data"
}
_loop["zero_grad"] = (Annotated[ZeroGrad, Field(strict=False)], LoopSettings().zero_grad)
_Loop = create_model("_Loop", __base__=_Values, **_loop)


_beside: dict[str, Any] = {name: (kind | None, None) for name, (kind, _) in _loop.items()}
_Beside = create_model("_Beside", __base__=_Values, **_beside)


class BesideValues(_Beside):  # type: ignore[valid-type, misc]
    """What a run beside has otherwise."""

    def difference(self, run: LoopSettings) -> dict[str, Any]:
        """The values that are given. Raises ValueError where they do not go together with the run's."""
        values: dict[str, Any] = self.model_dump(exclude_none=True)
        replace(run, **values)
        return values


class StateValues(_Loop):  # type: ignore[valid-type, misc] # mypy does not see what has just been made
    """The state that a page sets: the fields of an experiment, the lesson's where they are not given."""

    seed: int = 1
    start: Annotated[Start, Field(strict=False)] = Start.ZEROS
    W: Number = 0.0
    b: Number = 0.0
    epochs: int = 4000
    x: list[Number] = Field(default=[], max_length=1000)
    y: list[Number] = Field(default=[], max_length=1000)
    x_name: Label = ""
    y_name: Label = ""
    done: int = Field(default=0, ge=0, le=20_000)
    walked: int | None = Field(default=None, ge=0, le=6)
    compare: Literal["", *Question] = ""  # type: ignore[valid-type]
    beside: list[BesideValues] = Field(default=[], max_length=4)
    chart: Literal["", *CHARTS] = ""  # type: ignore[valid-type]
    last: bool = False
    logarithmic: bool = False
    squares: bool = False
    exact: bool = False
    theory: bool = False
    more: bool = False
    by_hand: bool = False
    hand: tuple[Number, Number] | None = Field(default=None, strict=False)
    speed: Number = Field(default=0.0, ge=0, le=1000)

    def opening(self) -> Opening:
        """The state. Raises ValueError where its values do not go together."""
        settings = LoopSettings(**{name: getattr(self, name) for name in _loop}, data=self._data())
        initial = InitialParameters(self.start, self.W, self.b)
        names = {each.name for each in fields(Opening)} - {"experiment", "speed", "hand", "beside"}
        return Opening(
            Experiment(self.seed, initial, settings, self.epochs),
            speed=self.speed or None,
            beside=tuple(each.difference(settings) for each in self.beside),
            hand=None if self.hand is None else Parameters(*self.hand),
            **{name: getattr(self, name) for name in names},
        )

    def _data(self) -> Dataset:
        if not self.x and not self.y:
            return LESSON
        columns = Dataset.of(self.x, self.y)
        return Dataset(columns.x, columns.y, "", self.x_name, self.y_name)


class PredictionValues(_Values):
    """A prediction; of a choice the answers are those of the texts."""

    name: Name = "prediction"
    ask: Annotated[Ask, Field(strict=False)]
    right: Name
    answers: dict[Name, Text] = Field(default={}, max_length=12)
    never: bool = False
    at: Number = 0.0

    def prediction(self) -> Prediction:
        """The prediction; an empty condition takes whatever the others have left. Raises ValueError."""
        answers = {name: Expression(text) if text else None for name, text in self.answers.items()}
        return Prediction(self.name, self.ask, self.right, answers, self.never, self.at)


class QuizValues(_Values):
    """A question of the quiz."""

    name: Name
    draw: dict[Variable, Annotated[list[Number], Field(min_length=1, max_length=50)]] = Field(max_length=12)
    options: list[Text] = Field(min_length=2, max_length=6)

    def template(self) -> QuizTemplate:
        """The question. Raises ValueError where an option is none."""
        drawn = {name: tuple(values) for name, values in self.draw.items()}
        return QuizTemplate(self.name, drawn, tuple(map(Template, self.options)))


class Header(_Values):
    """The whole header of a page."""

    page: Name
    minutes: int = Field(default=3, ge=1, le=90)
    extra: bool = False
    done: Text = ""
    points_at: list[Literal[*PARTS, *CARDS]] = []  # type: ignore[valid-type]
    controls: list[Literal[*CARDS, *ROWS]] = []  # type: ignore[valid-type]
    locks: list[Literal[*COMMANDS]] = []  # type: ignore[valid-type]
    bench: Literal["", "manual_seed"] = ""
    state: StateValues = StateValues()
    predict: list[PredictionValues] = Field(default=[], max_length=4)
    measured: dict[Variable, Text] = Field(default={}, max_length=40)
    quiz: list[QuizValues] = Field(default=[], max_length=6)
