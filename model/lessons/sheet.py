"""The sheet: what a class has predicted, voted, measured and answered; an empty worksheet, and its key. Plain text."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from model import QT_TRANSLATE_NOOP
from model.cancelling import CheckCancelled, wanted
from model.lessons.expression import Value
from model.lessons.measured import Measured
from model.lessons.page import Ask, Lesson, Page, Prediction, Words
from model.lessons.played import opened, outcome, still, with_own_names
from model.lessons.quiz import Question, draw_quiz
from model.lessons.results import PageResult, Results, reply_of, spoken

Say = Callable[[str], str]
"""Puts a word of the program's own into the language of the window."""

NEVER = QT_TRANSLATE_NOOP("Sheet", "Never")

VERDICTS = {True: QT_TRANSLATE_NOOP("Sheet", "right"), False: QT_TRANSLATE_NOOP("Sheet", "wrong"), None: ""}

CSV_COLUMNS = (
    QT_TRANSLATE_NOOP("Sheet", "name"),
    QT_TRANSLATE_NOOP("Sheet", "class"),
    QT_TRANSLATE_NOOP("Sheet", "date"),
    QT_TRANSLATE_NOOP("Sheet", "row"),
    QT_TRANSLATE_NOOP("Sheet", "title"),
    QT_TRANSLATE_NOOP("Sheet", "question"),
    QT_TRANSLATE_NOOP("Sheet", "answer"),
    QT_TRANSLATE_NOOP("Sheet", "hands"),
    QT_TRANSLATE_NOOP("Sheet", "verdict"),
    QT_TRANSLATE_NOOP("Sheet", "right answer"),
)

PAGE, NUMBER, PREDICTION, VOTE, QUIZ = ROWS = (
    QT_TRANSLATE_NOOP("Sheet", "page"),
    QT_TRANSLATE_NOOP("Sheet", "measured"),
    QT_TRANSLATE_NOOP("Sheet", "prediction"),
    QT_TRANSLATE_NOOP("Sheet", "vote"),
    QT_TRANSLATE_NOOP("Sheet", "quiz"),
)
"""What a row of a CSV file tells of."""

FORMULA = "=+-@\t\r\n＝＋－＠"
"""With these a spreadsheet begins a formula, or what it takes for one."""

PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?(e[+-]?[0-9]+)?")


class Kind(StrEnum):
    """What a sheet is."""

    RESULTS = "results"
    WORKSHEET = "worksheet"
    KEY = "key"


@dataclass(frozen=True)
class Option:
    """An answer that was offered, or a number that was given or voted for."""

    text: str
    number: float | None = None
    """Exactly, where it is a number."""
    chosen: bool = False
    right: bool | None = None
    """None where it is not told."""
    hands: int = 0


@dataclass(frozen=True)
class Predicted:
    """One thing that is, or was, predicted."""

    ask: str
    """Empty where the question of the page says all."""
    options: tuple[Option, ...]
    writes: bool = False
    """Whether a number is to be written, or anything else that is not chosen among the options."""
    given: Option | None = None
    """The one of the options that was chosen."""
    right_answer: str = ""
    """Empty where it is not told."""

    @property
    def votes(self) -> tuple[Option, ...]:
        """The answers for which hands went up."""
        return tuple(option for option in self.options if option.hands)


@dataclass(frozen=True)
class SheetPage:
    """A page of the lesson."""

    title: str
    question: str
    predictions: tuple[Predicted, ...] = ()
    found: str = ""
    """The explanation with its numbers; empty where nothing has been done yet."""
    numbers: tuple[tuple[str, Value], ...] = ()
    """What was measured: expressions and their values."""


@dataclass(frozen=True)
class SheetQuestion:
    """A question of the quiz."""

    title: str
    """Of the page that it comes from."""
    text: str
    options: tuple[Option, ...]

    @property
    def given(self) -> Option | None:
        """The option that was chosen."""
        return next((option for option in self.options if option.chosen), None)

    @property
    def right_answer(self) -> str:
        """The right option; empty where it is not told."""
        return next((option.text for option in self.options if option.right), "")


@dataclass(frozen=True)
class Sheet:
    """A sheet, whole."""

    kind: Kind
    name: str
    group: str
    date: str
    """As they were typed."""
    pages: tuple[SheetPage, ...]
    seed: int
    questions: tuple[SheetQuestion, ...]

    @property
    def score(self) -> int | None:
        """How many questions were answered rightly, once all are."""
        given = [question.given for question in self.questions]
        answered = [option.right for option in given if option is not None]
        return answered.count(True) if given and len(answered) == len(given) else None


def sheet_of(
    kind: Kind,
    lesson: Lesson,
    results: Results,
    language: str,
    *,
    say: Say = str,
    check_cancelled: CheckCancelled = wanted,
) -> Sheet:
    """The sheet of a lesson: its results, or a worksheet or key with the quiz of their seed."""
    make = {Kind.RESULTS: _answered, Kind.WORKSHEET: _empty, Kind.KEY: _solved}[kind]
    pages = []
    for number, page in enumerate(lesson.pages):
        check_cancelled(number / len(lesson.pages))
        pages.append(make(_Source(page, page.words_in(language), results.of(page.name), say, check_cancelled)))
    titles = {page.name: page.words_in(language).title for page in lesson.pages}
    quiz = draw_quiz(lesson, results.quiz.seed)
    answers = results.quiz.given if kind is Kind.RESULTS else ()
    given = [*answers, *[None] * len(quiz)][: len(quiz)]
    tells = kind is Kind.KEY or None not in given
    questions = (
        SheetQuestion(titles[question.page], question.text_in(language), _offered(question, chosen, tells=tells))
        for question, chosen in zip(quiz, given, strict=True)
    )
    seed = results.quiz.seed
    return Sheet(kind, results.name, results.group, results.date, tuple(pages), seed, tuple(questions))


def sheet_csv(sheet: Sheet, say: Say = str) -> bytes:
    """The results as CSV: UTF-8 with a mark that Excel looks for, lines as in RFC 4180.

    A text that a spreadsheet would take for a formula has an apostrophe before it; numbers are as exact as they were.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(say, CSV_COLUMNS))
    for kind, *cells in _rows(sheet, say):
        row = (sheet.name, sheet.group, sheet.date, say(kind), *cells)
        writer.writerow(map(guarded, row))
    return text.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """A cell that stays a text: one that begins as a formula does, and is no number, gets an apostrophe."""
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA and not PLAIN_NUMBER.fullmatch(cell) else cell


@dataclass(frozen=True)
class _Source:
    """What a page of a sheet is made from."""

    page: Page
    words: Words
    result: PageResult
    say: Say
    check_cancelled: CheckCancelled

    @cached_property
    def opened(self) -> Measured:
        """The numbers of the page as it opens."""
        return opened(self.page)

    @cached_property
    def outcome(self) -> Measured | None:
        """The numbers of the page when its action is done; None where nobody can do it here."""
        return outcome(self.page, self.check_cancelled)

    def sheet_page(self, predictions: Iterator[Predicted], found: str = "") -> SheetPage:
        """The page with the question as it stands when it is opened."""
        return SheetPage(self.words.title, self.words.question.filled(self.opened), tuple(predictions), found)

    def ask(self, prediction: Prediction) -> str:
        """What is asked beside the question."""
        template = self.words.asks.get(prediction.name)
        return "" if template is None else template.filled(self.opened)

    def label(self, answer: str) -> str:
        """What an answer is called; its name where the lesson has it no more."""
        return self.words.answers[answer].label if answer in self.words.answers else answer

    def number(self, value: float) -> str:
        """A number that was predicted, as one reads it."""
        return self.say(NEVER) if math.isinf(value) else spoken(value).replace("-", "−")


def _answered(source: _Source) -> SheetPage:
    """A page with what was answered, and what was found once its action was done."""
    result = source.result
    page = source.sheet_page(_predicted(source, prediction) for prediction in source.page.predictions)
    if not result.done:
        return page
    found = source.words.found.with_values(result.numbers)
    return replace(page, found=found, numbers=tuple(result.numbers.items()))


def _empty(source: _Source) -> SheetPage:
    """A page with what is to be answered."""
    return source.sheet_page(
        Predicted(source.ask(each), tuple(_to_tick(source, each, tells=False)), writes=_is_number(each))
        for each in source.page.predictions
    )


def _solved(source: _Source) -> SheetPage:
    """A page with what is right, and its explanation; the numbers are computed now."""
    predictions = (
        Predicted(
            source.ask(each),
            tuple(_to_tick(source, each, tells=True)),
            writes=_is_number(each),
            right_answer=source.label(each.right),
        )
        for each in source.page.predictions
    )
    names = still(source.page, source.opened) if source.outcome is None else source.outcome
    return source.sheet_page(predictions, source.words.found.filled(names))


def _is_number(prediction: Prediction) -> bool:
    return prediction.ask in (Ask.NUMBER, Ask.CLICK)


def _to_tick(source: _Source, prediction: Prediction, *, tells: bool) -> Iterator[Option]:
    """The answers to choose from: where a number is asked for, there is none but never."""
    if not _is_number(prediction):
        for name in prediction.answers:
            yield Option(source.label(name), right=name == prediction.right if tells else None)
    elif prediction.never:
        right = _is_right(source, prediction, math.inf) if tells else None
        yield Option(source.number(math.inf), math.inf, right=right)


def _predicted(source: _Source, prediction: Prediction) -> Predicted:
    """A prediction with what was given, and the hands."""
    given = source.result.given.get(prediction.name)
    votes = source.result.votes.get(prediction.name, {})
    counted = _numbers if _is_number(prediction) else _choices
    options = tuple(counted(source, prediction, given, votes))
    chosen = next((option for option in options if option.chosen), None)
    right_answer = source.label(prediction.right) if source.result.done else ""
    return Predicted(source.ask(prediction), options, _is_number(prediction), chosen, right_answer)


def _choices(
    source: _Source, prediction: Prediction, given: float | str | None, votes: Mapping[str, int]
) -> Iterator[Option]:
    """The answers of the page; behind them what was given or counted when it had others."""
    others = (name for name in (*votes, given) if isinstance(name, str))
    for name in dict.fromkeys((*prediction.answers, *others)):
        right = name == prediction.right if source.result.done else None
        yield Option(source.label(name), None, name == given, right, votes.get(name, 0))


def _numbers(
    source: _Source, prediction: Prediction, given: float | str | None, votes: Mapping[str, int]
) -> Iterator[Option]:
    """The numbers that were given or counted, the smallest first."""
    exact = {spoken(value): value for value in map(_value, votes) if value is not None}
    if isinstance(given, float):
        exact[spoken(given)] = given
    for name, value in sorted(exact.items(), key=lambda item: item[1]):
        right = _is_right(source, prediction, value) if source.result.done else None
        yield Option(source.number(value), value, value == given, right, votes.get(name, 0))


def _is_right(source: _Source, prediction: Prediction, value: float) -> bool:
    """Whether a number counts as the right answer."""
    names = with_own_names(source.outcome or source.opened, source.page, source.result.given)
    return reply_of(prediction, value, names) == prediction.right


def _value(name: str) -> float | None:
    """The number that hands are counted under."""
    if name == spoken(math.inf):
        return math.inf
    try:
        value = float(name)
    except ValueError:
        return None
    return None if math.isnan(value) else value


def _offered(question: Question, chosen: int | None, *, tells: bool) -> tuple[Option, ...]:
    """The options of a question, with the one that was chosen."""
    return tuple(
        Option(text, chosen=place == chosen, right=place == question.right if tells else None)
        for place, text in enumerate(question.options)
    )


def _rows(sheet: Sheet, say: Say) -> Iterator[tuple[str, ...]]:
    """What the rows of a CSV file have after the name, the class and the date."""
    for page in sheet.pages:
        yield PAGE, page.title, page.question, page.found, "", "", ""
        for expression, value in page.numbers:
            yield NUMBER, page.title, expression, str(value), "", "", ""
        for predicted in page.predictions:
            question = predicted.ask or page.question
            given = _verdict(predicted.given, say)
            yield PREDICTION, page.title, question, given[0], "", given[1], predicted.right_answer
            for option in predicted.votes:
                answer, verdict = _verdict(option, say)
                yield VOTE, page.title, question, answer, str(option.hands), verdict, predicted.right_answer
    for asked in sheet.questions:
        yield QUIZ, asked.title, asked.text, *_quiz_cells(asked, say)


def _quiz_cells(asked: SheetQuestion, say: Say) -> tuple[str, ...]:
    answer, verdict = _verdict(asked.given, say)
    return answer, "", verdict, asked.right_answer


def _verdict(option: Option | None, say: Say) -> tuple[str, str]:
    """An answer, a number as exact as it was, and whether it is right."""
    if option is None:
        return "", ""
    finite = option.number is not None and math.isfinite(option.number)
    return str(option.number) if finite else option.text, say(VERDICTS[option.right])
