"""Python code in colours, on the ground of each theme."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from functools import cache
from html import escape
from io import StringIO
from keyword import iskeyword
from tokenize import COMMENT, NAME, NUMBER, STRING, TokenError, TokenInfo, generate_tokens
from typing import NamedTuple

from gui.theme.theme import CONTRAST, DARK, LIGHT, Theme


class Inks(NamedTuple):
    """The colours of what is not written as text is."""

    keyword: str
    builtin: str
    number: str
    string: str
    comment: str


INKS = {
    LIGHT: Inks(keyword="#8f1d80", builtin="#5a2ca0", number="#1c39bb", string="#a32f1a", comment="#2b661d"),
    DARK: Inks(keyword="#ff8a80", builtin="#7cc4ff", number="#a9d5ff", string="#ffc48a", comment="#98a2ad"),
    CONTRAST: Inks(keyword="#ffd75e", builtin="#9fdcff", number="#ffb3da", string="#ffc48a", comment="#c4e8b0"),
}
"""Those of the last are at least 7:1 on black and on the tint of the lit line."""


@cache
def coloured(line: str, theme: Theme) -> str:
    """A line of Python as rich text; what Python itself does not know where to end stays as it is."""
    html, end, before = list[str](), 0, ""
    start = len(line) - len(line.lstrip())  # whatever stands before it would have to be another line's block
    for token in _tokens(line[start:]):
        first, last = start + token.start[1], start + token.end[1]
        text, ink = escape(token.string), _ink(token, before, INKS[theme])
        html += [escape(line[end:first]), text if ink is None else f'<span style="color: {ink}">{text}</span>']
        end, before = last, token.string
    return "".join((*html, escape(line[end:])))


def _tokens(code: str) -> Iterator[TokenInfo]:
    try:
        yield from (token for token in generate_tokens(StringIO(code).readline) if token.start[0] == 1)
    except TokenError:
        return


def _ink(token: TokenInfo, before: str, inks: Inks) -> str | None:
    """The colour of a token that has one, after this other."""
    if token.type == NAME and iskeyword(token.string):
        return inks.keyword
    if token.type == NAME and before != "." and hasattr(builtins, token.string):
        return inks.builtin
    return {NUMBER: inks.number, STRING: inks.string, COMMENT: inks.comment}.get(token.type)
