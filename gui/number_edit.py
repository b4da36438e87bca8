"""A field for one number, which leaves the keys it has no use for to the window's shortcuts."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberEdit(QLineEdit):
    """Emits changed when Enter is pressed or the focus leaves it, and only with a number between low and high.

    Anything else is shown as wrong while it is typed, and gives way to the last good number in the end.
    """

    changed = Signal(object)

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        super().__init__()
        self._low, self._high = low, high
        self._read: Callable[[str], float] = int if whole else _read_float
        self._value: float | None = None
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(self._judge)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, value: float) -> None:
        """Show this number; nothing is emitted."""
        self._value = value
        self.setText(f"{value:.10g}" if isinstance(value, float) else str(value))
        self._judge()

    def event(self, event: QEvent) -> bool:
        """Let shortcuts such as Space through, with what has been typed so far taken over first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.text().isprintable() and event.text() not in "0123456789.,-+eE":
                self._finish()
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape brings the last good number back; Enter gives the keyboard back to the window."""
        if event.key() == Qt.Key.Key_Escape and self._value is not None:
            self.set_value(self._value)
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()

    def _parsed(self) -> float | None:
        try:
            value = self._read(self.text())
        except ValueError:
            return None
        return value if self._low <= value <= self._high else None

    def _judge(self) -> None:
        invalid = self._parsed() is None
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)

    def _finish(self) -> None:
        value = self._parsed()
        if value is not None and value != self._value:
            self._value = value
            self.changed.emit(value)
        if self._value is not None:
            self.set_value(self._value)


def _read_float(text: str) -> float:
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value
