"""A slider whose steps are equal ratios, not equal differences."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Signal

from gui.widgets.keys import Slider


class LogSlider(Slider):
    """Emits moved with a number between low and high when the user moves it; with endless, None at the right end."""

    moved = Signal(object)

    def __init__(self, low: float, high: float, *, steps: int = 200, endless: bool = False) -> None:
        super().__init__()
        self._low, self._high, self._steps = low, high, steps
        self.setRange(0, steps + 1 if endless else steps)
        self.setPageStep(max(1, steps // 10))
        self.valueChanged.connect(self._tell)

    def set_number(self, number: float | None) -> None:
        """Move to this number, or to the end nearest to it; nothing is emitted."""
        if number == self._number(self.value()):
            return  # rounded as it is, it may be nearer to the position beside
        with QSignalBlocker(self):
            self.setValue(self.maximum() if number is None else self._position(number))

    def _position(self, number: float) -> int:
        if number <= self._low:
            return 0
        share = math.log(number / self._low) / math.log(self._high / self._low)
        return min(self._steps, round(share * self._steps))

    def _number(self, position: int) -> float | None:
        if position > self._steps:
            return None
        number = self._low * (self._high / self._low) ** (position / self._steps)
        return float(f"{number:.2g}")  # two digits: what a person would have typed

    def _tell(self, position: int) -> None:
        self.moved.emit(self._number(position))
