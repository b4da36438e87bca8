"""The framed panel that every part of the window stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.session.overrides import keeps_faults
from gui.theme.theme import SPACE

QWIDGETSIZE_MAX = 2**24 - 1
"""The largest size of a widget, which PySide does not name."""

AGAIN_AT_MOST = 3
"""So often a widget is fitted to a size that it is given while it is fitted to another."""

Fitted = TypeVar("Fitted")


class Translated:
    """Stands before a widget's class, and lets it hear of a change of the language at once."""

    @keeps_faults  # while a menu's own loop runs, one that leaves this method would be the last that Python does
    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]

    def retranslate(self) -> None:
        """Retranslate every text."""


class Card(Translated, QFrame):
    """A panel with a heading and room for a legend beside it; subclasses put their texts into retranslate()."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.title = label("title")
        self.header = QHBoxLayout()
        self.header.setSpacing(SPACE * 2)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE + 4, SPACE - 2, SPACE + 4, SPACE - 2)
        self.body.setSpacing(SPACE // 2)
        self.body.addLayout(self.header)


def label(role: str, text: str = "") -> QLabel:
    """A label whose looks come from the style sheet's rule for this role."""
    result = QLabel(text)
    result.setProperty("role", role)
    return result


def legend(names: Iterable[str], colours: Iterable[str]) -> str:
    """Names, each in its colour, as rich text."""
    spans = (f'<span style="color:{colour}">{name}</span>' for name, colour in zip(names, colours, strict=True))
    return "&nbsp;&nbsp;&nbsp;".join(spans)


def one_at_a_time(fit: Callable[[Fitted], None]) -> Callable[[Fitted], None]:
    """Let a method that shows or hides parts of its widget run once more afterwards, rather than within itself.

    To show a part lays out all around it, which may give the widget another size: what is still to be done for the
    size before is out of date then, and Qt goes on to paint that part even where it has been hidden for the new one.
    """
    again: dict[int, bool] = {}

    @wraps(fit)
    def fits(self: Fitted) -> None:
        if id(self) in again:
            again[id(self)] = True
            return
        try:
            for _ in range(AGAIN_AT_MOST):
                again[id(self)] = False
                fit(self)
                if not again[id(self)]:
                    break
        finally:
            del again[id(self)]

    return fits


def look_again(widget: QWidget) -> None:
    """Let the style sheet see that a property of the widget has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
