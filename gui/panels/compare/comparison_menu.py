"""The ready comparisons as entries of a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from model import QT_TRANSLATE_NOOP
from model.comparison.ready_comparisons import Question

QUESTIONS = {
    Question.ZERO_GRAD: QT_TRANSLATE_NOOP("Questions", "With and without zero_grad()"),
    Question.LEARNING_RATES: QT_TRANSLATE_NOOP("Questions", "Three learning rates, about the limit"),
    Question.SEEDS: QT_TRANSLATE_NOOP("Questions", "Two seeds"),
    Question.BATCHES: QT_TRANSLATE_NOOP("Questions", "The whole batch and mini-batches"),
    Question.STANDARDISED: QT_TRANSLATE_NOOP("Questions", "x as it is, and standardised"),
    Question.MOMENTUM: QT_TRANSLATE_NOOP("Questions", "Momentum 0, 0.9 and 1.0"),
    Question.MARBLE: QT_TRANSLATE_NOOP("Questions", "Momentum 1.0, and no zero_grad()"),
}


def offer_questions(menu: QMenu, ask: Callable[[Question], None]) -> None:
    """Let each ready comparison be asked for."""
    for question in QUESTIONS:
        menu.addAction("", lambda question=question: ask(question))


def name_questions(menu: QMenu) -> None:
    """Name the entries in the present language."""
    for action, text in zip(menu.actions(), QUESTIONS.values(), strict=True):
        action.setText(QCoreApplication.translate("Questions", text))
