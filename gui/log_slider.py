"""A slider whose steps are equal ratios, not equal differences."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class LogSlider(QSlider):
    """Emits moved with a number between low and high when the user moves it; with endless, None at the right end."""

    moved = Signal(object)

    def __init__(self, low: float, high: float, *, steps: int = 200, endless: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._low, self._high, self._steps = low, high, steps
        self.setRange(0, steps + 1 if endless else steps)
        self.setPageStep(max(1, steps // 10))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the window
        self.valueChanged.connect(self._tell)

    def set_number(self, number: float | None) -> None:
        """Move to this number, or to the end nearest to it; nothing is emitted."""
        self.blockSignals(True)
        self.setValue(self.maximum() if number is None else self._position(number))
        self.blockSignals(False)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys for the slider while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in ARROWS:
            event.accept()
            return True
        return super().event(event)

    def _position(self, number: float) -> int:
        if number <= self._low:
            return 0
        share = math.log(number / self._low) / math.log(self._high / self._low)
        return min(self._steps, round(share * self._steps))

    def _tell(self, position: int) -> None:
        if position > self._steps:
            self.moved.emit(None)
            return
        number = self._low * (self._high / self._low) ** (position / self._steps)
        self.moved.emit(float(f"{number:.2g}"))  # two digits: what a person would have typed
