"""What the card of a lesson shows: a page, and what has come of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from model.lessons.page import Lesson, Page, Words
from model.lessons.quiz import Question
from model.lessons.results import PageResult, QuizResult, is_predicted


@dataclass(frozen=True)
class PageView:
    """A page at one time; the quiz stands behind the last one."""

    lesson: Lesson
    place: int
    language: str
    result: PageResult
    marks: tuple[bool, ...]
    """Which pages are done, the quiz last."""
    names: Mapping[str, Any] = field(default_factory=dict)
    """For the numbers of the question."""
    replies: Mapping[str, str] = field(default_factory=dict)
    """The answer of the page that each prediction counts as."""
    quiz: QuizResult = field(default_factory=QuizResult)
    questions: tuple[Question, ...] = ()
    presents: bool = False
    """Whether a class looks: what is for the teacher is hidden."""
    fresh: bool = True
    """Whether what is found was found since the page was opened."""
    waits: bool = False
    """Whether the page's state is still being set."""

    @property
    def is_quiz(self) -> bool:
        """Whether this is the quiz."""
        return self.place >= len(self.lesson.pages)

    @property
    def quiz_is_over(self) -> bool:
        """Whether there is an answer to each question."""
        return self.is_quiz and bool(self.quiz.given) and None not in self.quiz.given

    @property
    def page(self) -> Page:
        """The page, where it is not the quiz."""
        return self.lesson.pages[self.place]

    @property
    def words(self) -> Words:
        """Its texts."""
        return self.page.words_in(self.language)

    @property
    def predicted(self) -> bool:
        """Whether the action may be done."""
        return is_predicted(self.page, self.result)
