"""The words of the lesson: all are there, and each is told shortly."""

from __future__ import annotations

import pytest

from gui.window.help.glossary import TERMS, glossary_page

WANTED = (
    *("epoch", "gradient", "autograd", "learning rate", "loss (MSE)", "tensor", "W (weight)", "b (bias)"),
    *("hypothesis", "optimizer", "SGD", "zero_grad()", "backward()", "step()", ".grad", "momentum", "mini-batch"),
    *("seed", "convergence", "divergence", "standardise"),
)


def test_every_word_of_the_lesson_is_there_once() -> None:
    assert sorted(name for name, _ in TERMS) == sorted(WANTED)


@pytest.mark.parametrize(("name", "meaning"), TERMS, ids=[name for name, _ in TERMS])
def test_a_word_is_told_in_one_or_two_sentences(name: str, meaning: str) -> None:
    assert meaning.endswith(".")
    assert 1 <= meaning.count(". ") + 1 <= 2
    assert len(meaning) < 220
    assert name in glossary_page().replace("&#x27;", "'")
