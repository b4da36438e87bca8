"""What a file of results may hold, for pydantic to check. Imported when a lesson is opened: that takes a while."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from model.lessons.results import HANDS_AT_MOST, PageResult, QuizResult, Results

CONFIG = ConfigDict(extra="forbid", ser_json_inf_nan="constants")

Text = Annotated[str, Field(max_length=300)]


@dataclass(frozen=True, config=CONFIG)
class _PageValues:
    given: Annotated[dict[Text, float | Text], Field(max_length=20)]
    votes: Annotated[
        dict[Text, Annotated[dict[Text, Annotated[int, Field(ge=0, le=HANDS_AT_MOST)]], Field(max_length=40)]],
        Field(max_length=20),
    ]
    passed_over: bool
    done: bool
    numbers: Annotated[dict[Text, bool | float | Text], Field(max_length=300)]


@dataclass(frozen=True, config=CONFIG)
class _QuizValues:
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    given: Annotated[tuple[Annotated[int, Field(ge=0, le=20)] | None, ...], Field(max_length=20)]


@dataclass(frozen=True, config=CONFIG)
class _Values:
    at: Text
    pages: Annotated[dict[Text, _PageValues], Field(max_length=200)]
    quiz: _QuizValues
    name: Text
    group: Text
    date: Text


_adapter = TypeAdapter(_Values)


def loads(content: bytes) -> Results:
    """The results. Raises ValueError where there are none."""
    values = _adapter.validate_json(content)
    pages = {name: PageResult(**vars(page)) for name, page in values.pages.items()}
    return Results(values.at, pages, QuizResult(**vars(values.quiz)), values.name, values.group, values.date)


def dumps(values: dict[str, Any]) -> str:
    """The text of a file."""
    return _adapter.dump_json(_adapter.validate_python(values), indent=1).decode()
