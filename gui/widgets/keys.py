"""Controls that keep the keys they need for themselves while they have the focus, and leave the wheel to the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider

Key = Qt.Key
ARROWS = frozenset({Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End})
SPACE = frozenset({Key.Key_Space})


class CheckBox(QCheckBox):
    """A checkbox that Space ticks while it has the focus, which only Tab gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Keep Space from the window's shortcuts."""
        return _kept(event, SPACE) or super().event(event)


class Choice(QComboBox):
    """A combo box of values, each of which keeps its type: QComboBox gives back an enum's member as a plain str."""

    def __init__(self, values: Sequence[object] = ()) -> None:
        super().__init__()
        self.values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(values)

    def offer(self, values: Sequence[object]) -> None:
        """Offer these values, under the names that str() gives them, until they get others."""
        if list(values) != self.values:
            self.values = list(values)
            self.clear()
            self.addItems([str(value) for value in values])

    def name(self, value: object, text: str) -> None:
        """Show a value under this name."""
        self.setItemText(self.values.index(value), text)

    def choose(self, value: object) -> None:
        """Show this value as the chosen one; nothing is emitted that activated would tell."""
        self.setCurrentIndex(self.values.index(value))

    def chosen(self) -> object:
        """The chosen value."""
        return self.values[self.currentIndex()]

    def event(self, event: QEvent) -> bool:
        """Keep Space and the arrows from the window's shortcuts."""
        return _kept(event, SPACE | ARROWS) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls past does not mean to choose."""
        event.ignore()


class Slider(QSlider):
    """A horizontal slider that the arrow keys move while it has the focus, which only Tab gives it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from the window's shortcuts."""
        return _kept(event, ARROWS) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls past does not mean to move it."""
        event.ignore()


def _kept(event: QEvent, keys: frozenset[Qt.Key]) -> bool:
    """Whether the event asks for one of these keys before the shortcuts get it; it is theirs no longer then."""
    kept = (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        and event.key() in keys
    )
    if kept:
        event.accept()
    return kept
