"""A field for one number, which leaves the keys it has no use for to the window's shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip

from gui.theme.tips import WrapsTips
from gui.widgets.card import look_again
from model.data.notation import AmbiguousError
from model.data.number_text import read_float
from model.experiment import FLOAT32_MAX


class NumberEdit(WrapsTips, QLineEdit):
    """Emits changed when Enter is pressed or the focus leaves it, and only with a number between low and high.

    Anything else is shown as wrong while it is typed, and gives way to the last good number in the end; a tip then says
    what may stand here.
    """

    changed = Signal(object)

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        super().__init__()
        self._low, self._high = low, high
        self._read: Callable[[str], float] = _read_int if whole else read_float
        self._value: float | None = None
        self._written = ""
        self.editingFinished.connect(self.finish)
        self.textEdited.connect(self._judge)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_range(self, low: float, high: float) -> None:
        """Take numbers from low to high from now on."""
        self._low, self._high = low, high

    def set_value(self, value: float) -> None:
        """Show this number; nothing is emitted."""
        self._value = value
        self._written = f"{value!r}".removesuffix(".0")
        self.setText(self._written)
        self._judge()

    def value(self) -> float:
        """The last good number."""
        assert self._value is not None
        return self._value

    def typed(self) -> float | None:
        """The number that stands in the field, whether or not it has been taken over; None where it is not good."""
        try:
            value = self._read(self.text())
        except ValueError:
            return None
        return value if self._low <= value <= self._high else None

    def finish(self) -> None:
        """Take over what has been typed, if it is a number in the range; else show the last good one again."""
        if self.text() != self._written:
            value = self.typed()
            if value is None and self.isVisible():
                QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self._wanted(), self)
            elif value is not None and value != self._value:
                self._value = value
                self.changed.emit(value)
        if self._value is not None:
            self.set_value(self._value)

    def event(self, event: QEvent) -> bool:
        """Let shortcuts such as Space through, and Undo as long as nothing is being typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = any(map(event.matches, (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)))
            if _is_foreign(event) or (undoes and self.text() == self._written):  # nothing is being typed
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape brings the last good number back; Enter gives the keyboard back to the window."""
        if event.key() == Qt.Key.Key_Escape and self._value is not None:
            self.set_value(self._value)
            self.clearFocus()
        elif _is_foreign(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.clearFocus()

    def _wanted(self) -> str:
        """What may stand in the field, in words."""
        if self._high >= FLOAT32_MAX:
            return self.tr("A number, 0 or larger") if self._low == 0 else self.tr("A number, such as -0.5 or 1e-3")
        texts = self.tr("A number from {low} to {high}"), self.tr("A whole number from {low} to {high}")
        return texts[self._read is _read_int].format(low=f"{self._low:,g}", high=f"{self._high:,.10g}")

    def _judge(self) -> None:
        invalid = self.typed() is None
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            look_again(self)


def _is_foreign(event: QKeyEvent) -> bool:
    """Whether the key writes something that no number has in it."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.text().isprintable() and event.text() not in "0123456789.,-+eE"


def _read_int(text: str) -> int:
    """A whole number: 4,000 has its thousands grouped. Raises ValueError."""
    if text.strip().isdecimal():
        return int(text)
    try:
        value = read_float(text)
    except AmbiguousError as error:
        value = max(map(float, error.readings), key=abs)
    if not value.is_integer():
        raise ValueError(text)
    return int(value)
