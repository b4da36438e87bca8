"""A label whose text never moves anything around it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.card import label


class StillLabel(QWidget):
    """Room for a text, of a size that is set and not measured.

    Thirty times a second a QLabel in a layout would have its whole window laid out anew; in here it stands alone.
    """

    def __init__(self, role: str, *, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._label = label(role)
        self._label.setParent(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(alignment)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def text(self) -> str:
        """The text that is shown."""
        return self._label.text()

    def setText(self, text: str) -> None:
        """Show this text; named as QLabel has it."""
        if text != self._label.text():
            self._label.setText(text)

    def set_word_wrap(self, on: bool) -> None:
        """Break lines where there are too long, or not."""
        self._label.setWordWrap(on)

    def metrics(self) -> QFontMetrics:
        """The measures of the label's font."""
        self._label.ensurePolished()
        return self._label.fontMetrics()

    def keep_room(self, longest: str, *, stretch: bool = False) -> None:
        """Be as high as a line, and as wide as the longest text; with stretch, as wide as the layout allows."""
        metrics = self.metrics()
        self.setFixedHeight(metrics.height())
        self.setMinimumWidth(metrics.horizontalAdvance(longest))
        horizontal = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room with the label."""
        super().resizeEvent(event)
        self._label.resize(event.size())
