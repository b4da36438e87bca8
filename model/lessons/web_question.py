"""The question of the lesson's page that a run belongs to, for a web page: asked before it, answered after it."""

from __future__ import annotations

from typing import Any

from model.cancelling import CheckCancelled, wanted
from model.files.export.script_words import LANGUAGES
from model.lessons.measured import Measured
from model.lessons.page import Ask, Page, Prediction, Words
from model.lessons.page_file import built_in
from model.lessons.played import opened, outcome, still


def question_of(name: str, check_cancelled: CheckCancelled = wanted) -> dict[str, Any] | None:
    """The page of this name in each language, with the numbers of its own run; None where the lesson has no such page.

    Raises ImportError where torch is missing, which the page is played with.
    """
    lesson = built_in()
    place = lesson.place(name)
    if place is None:
        return None
    page = lesson.pages[place]
    before = opened(page)
    after = outcome(page, check_cancelled)
    names = still(page, before) if after is None else after
    return {language: _told(page, page.words_in(language), before, names) for language in LANGUAGES}


def _told(page: Page, words: Words, before: Measured, names: Any) -> dict[str, Any]:
    return {
        "title": words.title,
        "question": words.question.filled(before),
        "predictions": [_asked(each, words, before) for each in page.predictions],
        "found": words.found.filled(names),
    }


def _asked(prediction: Prediction, words: Words, before: Measured) -> dict[str, Any]:
    """What is asked beside the question, the answers to choose from, and which is right."""
    ask = words.asks.get(prediction.name)
    answers = prediction.answers if prediction.ask in (Ask.CHOICE, Ask.LINE) else {}
    return {
        "ask": "" if ask is None else ask.filled(before),
        "options": [[words.answers[name].label, words.answers[name].reply.filled(before)] for name in answers],
        "right": words.answers[prediction.right].label,
    }
