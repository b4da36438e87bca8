"""One line of a program with its value, in the colours of Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.theme.code_style import coloured
from gui.theme.number_format import LARGEST_PLAIN
from gui.theme.theme import SPACE, Theme
from gui.widgets.card import label, look_again
from gui.widgets.still_label import StillLabel

SHORTEST = "0.0123"
"""Room that a value has where nothing is known of it."""

SHAPE, NUMBER = re.compile(r" \([\d, ]*\)"), re.compile(r"\d+(\.\d+)?(e[-+]\d+)?")
OTHERS = re.compile(r" [^\[\]]+\]")
"""All that stands in a list behind its first number."""


class CodeRow(QFrame):
    """One line of code with its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
        self.breaks = self.lit = False
        self.leading = 0
        """How much higher it is than its text needs."""
        self.marker = label("marker")
        self.code = label("code")
        self.code.setTextFormat(Qt.TextFormat.RichText)
        self.value = StillLabel("value", alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.cut_long_texts(_shorter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE // 2, 0, SPACE // 4, 0)
        self._row.setSpacing(SPACE // 2)
        self._row.addWidget(self.marker)
        self._row.addWidget(self.code)
        self._row.addWidget(self.value, 1)

    def show_code(self, line: str, theme: Theme, *, breaks: bool = False, longest: str = SHORTEST) -> None:
        """Show this line of Python, in the colours for a theme.

        One that breaks is shown on two lines where it is wider than the pane beside its longest value.
        """
        self.breaks = breaks
        self.code.setWordWrap(breaks)
        self._row.setStretchFactor(self.code, int(breaks))
        self._row.setStretchFactor(self.value, int(not breaks))
        space = "pre-wrap" if breaks else "pre"
        self.code.setText(f'<span style="white-space: {space}">{coloured(line, theme)}</span>')
        self.code.setAccessibleName(line)
        for part in (self.marker, self.code):
            part.ensurePolished()
        self.marker.setFixedWidth(self.marker.fontMetrics().horizontalAdvance("▶ "))
        opens = line.endswith(":")  # lines that open others leave no value behind
        self.value.keep_room("" if opens else longest, stretch=not breaks)

    def fit(self, width: int, leading: int = 0) -> None:
        """Be as high as the code is in a pane of this width, and so much higher."""
        self.leading = leading
        margins = self._row.contentsMargins() + self.contentsMargins()
        beside = margins.left() + margins.right() + self.marker.width() + 2 * self._row.spacing()
        beside += self.value.minimumWidth() if self.breaks else 0
        height = self.code.fontMetrics().height() + 4
        if self.breaks:
            height = max(height, self.code.heightForWidth(width - beside))
        if height + leading != self.height():
            self.setFixedHeight(height + leading)
        self._row.activate()  # for the value has the room that there is beside this code

    def set_lit(self, on: bool) -> None:
        """Be the line that comes next, or not."""
        self.lit = on
        self.marker.setText("▶" if on else "")
        self.setProperty("lit", on)
        look_again(self)


def _shorter(value: str) -> Iterator[str]:
    """The same without the shapes of its tensors, then with numbers of three digits, then of one.

    Not of one where different ones would be alike; at last the first of a list stands for all of it.
    """
    yield (bare := SHAPE.sub("", value))
    three, one = (NUMBER.sub(partial(_rounded, digits), bare) for digits in (3, 1))
    yield three
    few, all_of_them = ({number[0] for number in NUMBER.finditer(text)} for text in (one, three))
    if len(few) == len(all_of_them):
        yield one
    yield OTHERS.sub(" …]", three)


def _rounded(digits: int, number: re.Match[str]) -> str:
    text = f"{float(number[0]):.{digits}g}"
    return f"{float(number[0]):.0f}" if "e+" in text and float(text) < LARGEST_PLAIN else text
