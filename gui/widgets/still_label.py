"""A label whose text never moves anything around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme.room import first_that_fits
from gui.theme.tips import WrapsTips
from gui.widgets.card import label, look_again

MARK_TIME = 900
"""Milliseconds for which a change is marked."""


class StillLabel(WrapsTips, QWidget):
    """Room for a text, of a size that is set and not measured.

    Many times a second a QLabel in a layout would have its whole window laid out again; in here it stands alone.
    """

    def __init__(self, role: str, *, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._label = label(role)
        self._label.setParent(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(alignment)
        self._label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._label.setProperty("tight", False)
        self._font = QFont(self._label.font())
        self._room_metrics = QFontMetrics(self._font)
        self._text = ""
        self._shorter: Callable[[str], Iterable[str]] | None = None
        self._fitting: set[int] = set()
        """Lengths of texts that have had room to spare."""
        self._unmark = QTimer(self, singleShot=True)
        self._unmark.timeout.connect(lambda: self._set_marked(False))

    def text(self) -> str:
        """The text that is shown, or shortened where there is no room for it."""
        return self._text

    def visible_text(self) -> str:
        """As much of the text as there is room for."""
        return self._label.text()

    def setText(self, text: str) -> None:
        """Show this text; named as QLabel has it."""
        if text != self._text:
            self._text = text
            if len(text) in self._fitting:
                self._label.setText(text)
            else:
                self._fit()
            if self._shorter is not None and self.underMouse():
                self.setToolTip(text)

    def say(self, texts: Iterable[str]) -> None:
        """Show the first of these texts that has room, else the last."""
        self.setText(first_that_fits(texts, self.width() - 1, self._room_metrics.horizontalAdvance))

    def _fit(self) -> None:
        """Write less or smaller where a line has become too long, such as a number that has grown out of all bounds.

        What has room to spare is asked no more: digits are of one width, so that another text of its length fits too.
        """
        room, advance = self.width(), self._room_metrics.horizontalAdvance
        spare = not self._label.wordWrap() and advance(self._text + "0") < room
        if spare:
            self._fitting.add(len(self._text))
        whole = spare or self._label.wordWrap() or advance(self._text) < room
        tight, text = not whole, self._text
        if tight and self._shorter is not None:
            tight = False
            text = first_that_fits(self._shorter(self._text), room - 1, advance)
            text = self._room_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._label.setText(text)
        if self._label.property("tight") is not tight:
            self._label.setProperty("tight", tight)
            look_again(self._label)

    def cut_long_texts(self, shorter: Callable[[str], Iterable[str]]) -> None:
        """Show the longest of shorter texts that has room, rather than write it smaller; a tip has the whole of it.

        What has no room even at its shortest is cut.
        """
        self._shorter = shorter

    def enterEvent(self, event: QEnterEvent) -> None:
        """Have the tip at hand: kept up to date, it would take its time in every frame."""
        super().enterEvent(event)
        if self._shorter is not None:
            self.setToolTip(self._text)

    def mark(self) -> None:
        """Stand out for a moment, because the text has changed."""
        self._set_marked(True)
        self._unmark.start(MARK_TIME)

    def _set_marked(self, on: bool) -> None:
        self._label.setProperty("marked", on)
        look_again(self._label)

    def set_word_wrap(self, on: bool) -> None:
        """Break lines where there are too long, or not."""
        self._label.setWordWrap(on)

    def set_selectable(self, on: bool) -> None:
        """Let the text be selected and copied; Qt then paints each change twice."""
        flags = Qt.TextInteractionFlag
        self._label.setTextInteractionFlags(flags.TextSelectableByMouse if on else flags.NoTextInteraction)
        self._label.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self) -> None:
        """Be opaque in the colour of a card, so that nothing behind is repainted when the text changes."""
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def metrics(self) -> QFontMetrics:
        """The measures of the label's font."""
        self._label.ensurePolished()
        return self._label.fontMetrics()

    def keep_room(self, longest: str, *, stretch: bool = False) -> None:
        """Be as high as a line, and as wide as the longest text; with stretch, as wide as the layout allows."""
        if self._label.property("tight"):
            self._label.setProperty("tight", False)
            look_again(self._label)
        self._label.ensurePolished()
        self._font = QFont(self._label.font())
        metrics = self._room_metrics = QFontMetrics(self._font)
        self._fitting.clear()
        self.setFixedHeight(metrics.height() + 1)  # QLabel rounds up
        self.setMinimumWidth(metrics.horizontalAdvance(longest) + 2)
        horizontal = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room with the label."""
        super().resizeEvent(event)
        self._label.setFixedSize(event.size())  # fixed, it asks for no layout when its text changes
        self._fitting.clear()
        self._fit()
