"""Tool tips: in lines that can be read at a glance, and always as plain text."""

from __future__ import annotations

import html
import unicodedata

from PySide6.QtGui import Qt

COLUMNS = 60
"""The width of a line, in letters; one of Hangul is as wide as two others."""


def wrapped(text: str) -> str:
    """A text as a tool tip, in lines of at most COLUMNS.

    Qt breaks no line of plain text, and takes what looks like HTML for such: a name from a file may.
    """
    lines = [line for paragraph in text.split("\n") for line in _lines(paragraph)]
    if Qt.mightBeRichText(text):
        return f"<span>{'<br>'.join(map(html.escape, lines))}</span>"
    return "\n".join(lines)


def columns(text: str) -> int:
    """How wide a text is."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class WrapsTips:
    """Stands before a widget's class: breaks the lines of its tool tip."""

    def setToolTip(self, text: str) -> None:
        """Show this text to whoever points at the widget."""
        super().setToolTip(wrapped(text))  # type: ignore[misc]


def _lines(paragraph: str) -> list[str]:
    """Words in lines; what has no place to break is broken anywhere."""
    lines = [""]
    for word in paragraph.split(" "):
        together = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(together) <= COLUMNS:
            lines[-1] = together
        else:
            lines += [word[at : at + COLUMNS] for at in range(0, len(word), COLUMNS)]
    return [line for line in lines if line] or [""]
