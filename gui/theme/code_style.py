"""The colours of Python code on the ground of each theme."""

from __future__ import annotations

from typing import ClassVar

from pygments.style import Style
from pygments.styles import get_style_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

from gui.theme.theme import CONTRAST, Theme


class ContrastStyle(Style):
    """Light inks, each at least 7:1 on black and on the tint of the lit line."""

    styles: ClassVar = {
        Token: "#ffffff",
        Comment: "#c4e8b0",
        Keyword: "bold #ffd75e",
        Name.Builtin: "#9fdcff",
        Name.Function: "#9fdcff",
        Number: "#ffb3da",
        Operator: "#ffffff",
        String: "#ffc48a",
    }


def code_style(theme: Theme) -> type[Style]:
    """The style of Pygments that can be read in this theme."""
    if theme is CONTRAST:
        return ContrastStyle
    style: type[Style] = get_style_by_name("github-dark" if theme.dark else "xcode")
    return style
