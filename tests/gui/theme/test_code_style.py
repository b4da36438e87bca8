"""Python in colours: every token has its own, and nothing of the text is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gui.theme.code_style import INKS, coloured
from gui.theme.theme import LIGHT
from model.experiment import Experiment
from model.loop import source_of
from model.setup import shown_lines
from tests.model.variants import every_kind_of_loop

KEYWORD, BUILTIN, NUMBER, STRING, COMMENT = INKS[LIGHT]


def inks(line: str) -> list[tuple[str, str]]:
    """The words that have a colour, and which."""
    return [
        (unescape(word), ink)
        for ink, word in re.findall(r'<span style="color: (.*?)">(.*?)</span>', coloured(line, LIGHT))
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("for epoch in range(4000):", [("for", KEYWORD), ("in", KEYWORD), ("range", BUILTIN), ("4000", NUMBER)]),
        ("    loss = torch.mean((hypothesis - y_train) ** 2)", [("2", NUMBER)]),
        ("total = x.sum() + sum(y) * 1e-3", [("sum", BUILTIN), ("1e-3", NUMBER)]),
        ("    # optimizer.step()", [("# optimizer.step()", COMMENT)]),
        (
            'print("a < b", None)  # <c>',
            [("print", BUILTIN), ('"a < b"', STRING), ("None", KEYWORD), ("# <c>", COMMENT)],
        ),
        ("x = torch.tensor([[1.0],", [("1.0", NUMBER)]),
        ("", []),
    ],
)
def test_each_word_has_the_colour_of_what_it_is(line: str, found: list[tuple[str, str]]) -> None:
    assert inks(line) == found


def test_nothing_of_a_line_is_lost() -> None:
    lines = {line for settings in every_kind_of_loop() for line in source_of(settings)}
    lines |= {
        *shown_lines(Experiment()),
        "x = [[1.0],",
        "a = 'b",
        "\tif a < b & c:  ",
        "한글 = 1",
    }
    assert {unescape(re.sub("<.*?>", "", coloured(line, LIGHT))) for line in lines} == lines
