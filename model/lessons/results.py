"""What a class has predicted, voted, measured and answered; kept from one start to the next, and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from model.files.atomic_file import write_atomically
from model.files.lookup import exists
from model.files.run_file import RunFileError, read_bytes
from model.lessons.expression import Value
from model.lessons.page import Page, Prediction

SIZE_LIMIT = 1024 * 1024
HANDS_AT_MOST = 999


@dataclass(frozen=True)
class PageResult:
    """What came of a page."""

    given: Mapping[str, float | str] = field(default_factory=dict)
    """The answer to each prediction: the name of a choice, or a number."""
    votes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many hands went up for each answer to a prediction; a number is written as Python does."""
    passed_over: bool = False
    """Whether nothing was to be predicted."""
    done: bool = False
    numbers: Mapping[str, Value] = field(default_factory=dict)
    """The value of each expression in the texts as it was when the action was done."""


@dataclass(frozen=True)
class QuizResult:
    """What came of the quiz."""

    seed: int = 1
    given: tuple[int | None, ...] = ()
    """The place of the option that was chosen, for each question; None where none was yet."""


@dataclass(frozen=True)
class Results:
    """All that is kept of a lesson."""

    at: str = ""
    """The page that was open last."""
    pages: Mapping[str, PageResult] = field(default_factory=dict)
    quiz: QuizResult = field(default_factory=QuizResult)
    name: str = ""
    group: str = ""
    date: str = ""
    """As they were typed for the sheet."""

    def of(self, page: str) -> PageResult:
        """What came of this page so far."""
        return self.pages.get(page) or PageResult()

    def with_page(self, page: str, result: PageResult) -> Results:
        """The same with this in place of what came of a page."""
        return replace(self, pages={**self.pages, page: result})


def reply_of(prediction: Prediction, given: float | str, names: Mapping[str, Any]) -> str:
    """The answer of the page that what was given counts as: its own name, or the first whose condition holds."""
    if isinstance(given, str):
        return given
    known = {**dict(names), "answer": given, prediction.name.replace("-", "_"): given}
    for name, condition in prediction.answers.items():
        if condition is None or condition.holds(known):
            return name
    return ""


def is_predicted(page: Page, result: PageResult) -> bool:
    """Whether the action may be done: all is predicted, or nothing was to be."""
    return result.passed_over or all(prediction.name in result.given for prediction in page.predictions)


def counted(result: PageResult, prediction: str, answer: str, hands: int) -> PageResult:
    """With this number of hands for an answer."""
    votes = {**result.votes.get(prediction, {}), answer: max(0, min(hands, HANDS_AT_MOST))}
    return replace(result, votes={**result.votes, prediction: votes})


def read_results(path: Path) -> Results:
    """What was kept; nothing where there is no such file. Raises ValueError where it is damaged."""
    try:
        content = read_bytes(path, SIZE_LIMIT)
    except RunFileError:
        if exists(path):
            raise
        return Results()
    if len(content) > SIZE_LIMIT:
        raise ValueError("the file is too large")
    results: Results = import_module(".results_schema", __package__).loads(content)
    return results


def write_results(results: Results, path: Path) -> None:
    """Keep this. Raises OSError."""
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True)
    content: str = import_module(".results_schema", __package__).dumps(asdict(results))
    write_atomically(path, content.encode())


def spoken(value: float) -> str:
    """A number that was predicted, as it is shown and counted; infinite is never."""
    return "∞" if math.isinf(value) else f"{value:.6g}"
