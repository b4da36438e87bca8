"""The quiz: questions of the pages with other numbers, drawn from a seed, so that all who have it get the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from model.lessons.page import Lesson, Page, QuizTemplate

T = TypeVar("T")

QUESTIONS = 6

TRIES = 50
"""Draws until the options of a question are all different."""


@dataclass(frozen=True)
class Question:
    """A question in every language, and its options in the order in which they are offered."""

    page: str
    """The page to look at again."""
    texts: Mapping[str, str]
    options: tuple[str, ...]
    right: int
    """The place of the right one."""

    def text_in(self, language: str) -> str:
        """The question in a language, or in the first there is."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def draw_quiz(lesson: Lesson, seed: int, count: int = QUESTIONS) -> tuple[Question, ...]:
    """So many questions in the order of their pages, from as many pages as there are; the same for the same seed."""
    draw = random.Random(seed)
    pages = [page for page in lesson.pages if page.quiz and not page.extra]
    chosen = _sampled(draw, pages, count)
    templates = [(page, page.quiz[_below(draw, len(page.quiz))]) for page in chosen]
    return tuple(_question(draw, page, template) for page, template in templates)


def _question(draw: random.Random, page: Page, template: QuizTemplate) -> Question:
    for _ in range(TRIES):
        numbers = {name: values[_below(draw, len(values))] for name, values in template.draw.items()}
        options = [option.filled(numbers) for option in template.options]
        if len(set(options)) == len(options):
            break
    right, *wrong = dict.fromkeys(options)  # where no draw had them all different, those that are
    order = _sampled(draw, [right, *wrong], len(wrong) + 1, in_order=False)
    texts = {language: words.quiz[template.name].filled(numbers) for language, words in page.words.items()}
    return Question(page.name, texts, tuple(order), order.index(right))


def _sampled(draw: random.Random, things: list[T], count: int, *, in_order: bool = True) -> list[T]:
    left, taken = list(range(len(things))), list[int]()
    while left and len(taken) < count:
        taken.append(left.pop(_below(draw, len(left))))
    return [things[place] for place in (sorted(taken) if in_order else taken)]


def _below(draw: random.Random, count: int) -> int:
    """A place among so many: of random()'s numbers alone Python promises that they stay the same."""
    return int(draw.random() * count)
