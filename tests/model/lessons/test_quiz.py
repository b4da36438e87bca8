"""The quiz is drawn from its seed alone, from the pages that count, and its right option is where it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.lessons.expression import Template
from model.lessons.page import Lesson, QuizTemplate
from model.lessons.page_file import built_in
from model.lessons.quiz import QUESTIONS, draw_quiz

LESSON = built_in()
COUNTED = [page.name for page in LESSON.pages if not page.extra]
SEEDS = range(40)


def alone(*options: str, draw: dict[str, tuple[float, ...]]) -> Lesson:
    """A lesson whose quiz can ask nothing else."""
    question = QuizTemplate("one", draw, tuple(map(Template, options)))
    page = LESSON.pages[0]
    words = {language: replace(each, quiz={"one": Template("{a}?")}) for language, each in page.words.items()}
    return Lesson("alone", (replace(page, quiz=(question,), words=words),))


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_stand_in_the_order_of_their_pages_one_from_each(seed: int) -> None:
    pages = [question.page for question in draw_quiz(LESSON, seed)]
    assert len(set(pages)) == len(pages) == QUESTIONS == 6
    assert pages == sorted(pages, key=COUNTED.index)
    assert draw_quiz(LESSON, seed) == draw_quiz(LESSON, seed)


def test_each_page_that_counts_is_asked_about_by_some_seed() -> None:
    asked = {question.page for seed in SEEDS for question in draw_quiz(LESSON, seed)}
    assert asked == {page.name for page in LESSON.pages if page.quiz and not page.extra}


def test_there_are_no_more_questions_than_pages() -> None:
    few = Lesson("few", LESSON.pages[:3])
    assert [question.page for question in draw_quiz(few, 1)] == ["data", "shape"]  # the third asks nothing
    assert len(draw_quiz(LESSON, 1, count=2)) == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_option_is_the_first_of_the_template(seed: int) -> None:
    (question,) = draw_quiz(alone("{a}", "{a + 1}", "{a + 2}", draw={"a": (10.0, 20.0)}), seed)
    right = question.options[question.right]
    assert right in ("10", "20")
    assert question.texts == {"ko": f"{right}?", "en": f"{right}?"}
    assert sorted(question.options) == [right, str(int(right) + 1), str(int(right) + 2)]


def test_every_place_may_have_the_right_option_and_every_number_is_drawn() -> None:
    lesson = alone("{a}", "{a + 10}", "{a + 20}", draw={"a": (1.0, 2.0, 3.0)})
    drawn = [draw_quiz(lesson, seed)[0] for seed in SEEDS]
    assert {question.right for question in drawn} == {0, 1, 2}
    assert {question.options[question.right] for question in drawn} == {"1", "2", "3"}


def test_numbers_that_make_two_options_alike_are_drawn_again() -> None:
    lesson = alone("{a}", "{b}", draw={"a": (1.0, 2.0), "b": (1.0, 2.0)})
    assert all(len(set(draw_quiz(lesson, seed)[0].options)) == 2 for seed in SEEDS)


def test_options_that_are_always_alike_are_offered_once() -> None:
    (question,) = draw_quiz(alone("{a}", "{a}", "{a + 1}", draw={"a": (1.0,)}), 1)
    assert sorted(question.options) == ["1", "2"]
    assert question.options[question.right] == "1"


def test_a_language_that_a_question_lacks_is_told_in_the_first_there_is() -> None:
    question = draw_quiz(LESSON, 1)[0]
    assert question.text_in("en") == question.texts["en"] != question.texts["ko"]
    assert question.text_in("fr") == question.texts["ko"]
