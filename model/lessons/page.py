"""A page of a lesson: what it asks, what it sets, what it checks, and its words in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from model.comparison.ready_comparisons import Question, ready_comparison
from model.experiment import Experiment, Parameters
from model.lessons.expression import Expression, Template
from model.lessons.names import ROWS
from model.run import Difference


class Ask(StrEnum):
    """How a class predicts."""

    CHOICE = "choice"
    NUMBER = "number"
    CLICK = "click"
    """A number that can also be shown by a click in the fit plot: the y at an x."""
    LINE = "line"
    """The line is dragged to where it is expected."""


@dataclass(frozen=True)
class Prediction:
    """One thing that is predicted before the action unlocks."""

    name: str
    ask: Ask
    right: str
    """The answer that is right, among those of the page."""
    answers: Mapping[str, Expression | None]
    """The answers that have a reply of their own; of a number, the first that holds. None is whatever else is given."""
    never: bool = False
    """Whether "never" may be said in place of a number: it is infinite."""
    at: float = 0.0
    """The x of a click."""


@dataclass(frozen=True)
class Opening:
    """The exact state that a page sets."""

    experiment: Experiment = field(default_factory=Experiment)
    done: int = 0
    """Epochs that are run when it is opened."""
    walked: int | None = None
    """Lines before the loop that have been walked over; None leaves them as they are shown where there is room."""
    compare: str = ""
    """A ready comparison that is begun."""
    beside: tuple[Mapping[str, Any], ...] = ()
    """What each run has otherwise that trains in step, where no comparison is named."""
    chart: str = ""
    """The chart in front; the first without a name."""
    last: bool = False
    """Whether the loss is shown of the last epochs alone, where each can be told apart."""
    logarithmic: bool = False
    squares: bool = False
    exact: bool = False
    theory: bool = False
    more: bool = False
    by_hand: bool = False
    """Whether the line is fitted by hand."""
    hand: Parameters | None = None
    """Where the line begins that is; where the run's is without it."""
    speed: float | None = None
    """Epochs a second; None is as fast as it goes."""

    @property
    def begins(self) -> tuple[Experiment, tuple[Difference, ...]]:
        """The run that is begun, and what those beside it have otherwise."""
        if self.compare:
            ready = ready_comparison(Question(self.compare), self.experiment)
            return ready.experiment, tuple(ready.differences)
        return self.experiment, tuple(map(Difference, self.beside))


@dataclass(frozen=True)
class QuizTemplate:
    """A question whose numbers are drawn; the first of its options is right."""

    name: str
    draw: Mapping[str, tuple[float, ...]]
    options: tuple[Template, ...]


@dataclass(frozen=True)
class Answer:
    """A possible answer in one language: what a choice is called, and what is replied to it."""

    label: str
    reply: Template


@dataclass(frozen=True)
class Words:
    """A page's texts in one language, all of them plain text."""

    title: str
    question: Template
    asks: Mapping[str, Template]
    """What is asked by each prediction, where the question is not enough."""
    answers: Mapping[str, Answer]
    action: Template
    found: Template
    hints: tuple[Template, ...]
    note: str
    quiz: Mapping[str, Template]

    @property
    def templates(self) -> Iterator[Template]:
        """All that may have numbers in it, but for the quiz."""
        yield from (self.question, self.action, self.found, *self.hints, *self.asks.values())
        yield from (answer.reply for answer in self.answers.values())


@dataclass(frozen=True)
class Page:
    """A page. Its texts are by language; what is not in the one asked for is shown in the first there is."""

    name: str
    minutes: int
    extra: bool
    opening: Opening
    predictions: tuple[Prediction, ...]
    done: Expression | None
    """What holds once the action is done; None where there is none."""
    points_at: tuple[str, ...]
    """What gets a ring."""
    controls: tuple[str, ...]
    """The cards of the left column that the action needs, or the one row of such a card."""
    locks: tuple[str, ...]
    """Commands that would only distract."""
    bench: str
    """A small experiment that stands in the page itself."""
    measured: Mapping[str, Expression]
    """Names that the page has for numbers of its own."""
    quiz: tuple[QuizTemplate, ...]
    words: Mapping[str, Words]

    @property
    def cards(self) -> dict[str, str]:
        """The cards that are shown, each with the row that it has alone, or with all of them: an empty text."""
        rows = {ROWS[name]: name for name in self.controls if name in ROWS}
        return rows | dict.fromkeys((name for name in self.controls if name not in ROWS), "")

    def asking(self, ask: Ask) -> Prediction | None:
        """The first prediction that is given so; None where there is none."""
        return next((each for each in self.predictions if each.ask is ask), None)

    def words_in(self, language: str) -> Words:
        """The texts in a language, or in the first there is."""
        return self.words.get(language) or next(iter(self.words.values()))


@dataclass(frozen=True)
class Lesson:
    """Pages in their order."""

    name: str
    """What progress and results are kept under."""
    pages: tuple[Page, ...]

    def place(self, page: str) -> int | None:
        """Where the page of this name is."""
        return next((place for place, each in enumerate(self.pages) if each.name == page), None)

    @property
    def places(self) -> int:
        """How many pages there are with the quiz, where a page has questions for it."""
        return len(self.pages) + any(page.quiz and not page.extra for page in self.pages)

    @property
    def counted(self) -> int:
        """How many pages there are without the extra ones."""
        return sum(not page.extra for page in self.pages)
