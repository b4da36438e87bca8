"""A plot against the epoch of which the mouse, or the keys, read single epochs."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from gui.plots.epoch_plot import EpochPlot
from gui.plots.reading import Reading
from gui.theme.number_format import plain
from gui.theme.theme import Theme, TypeScale
from model.history import History

Key = Qt.Key

STEPS: dict[int, int] = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_PageUp: -10, Key.Key_PageDown: 10}
"""How many epochs on a key leads."""

ENDS: dict[int, int] = {Key.Key_Home: 0, Key.Key_End: -1}

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class ReadPlot(EpochPlot):
    """Tells epoch and values where the mouse points; Return begins to read with the keys.

    The window has the arrow keys and Home for the run itself: only between Return and Escape are they the chart's.
    """

    def __init__(self, widths: Mapping[str, float], *, name_marks: bool, turn: int = 0) -> None:
        super().__init__(widths, name_marks=name_marks, turn=turn)
        self.reading = Reading(self.canvas, widths)
        self.epoch: int | None = None
        """What is read, or None."""
        self._with_keys = False
        self._called = {name: name for name in widths}
        self._hint = self.how = ""
        self.range_changed.connect(self._show_reading)

    def show_history(self, history: History, time: int | None = None, *, running: bool = False) -> None:
        """Draw what has come since; what is read stays."""
        another = history.key is not self.history.key
        super().show_history(history, time, running=running)
        if another and self.epoch is not None:
            self._show_reading()

    def set_logarithmic(self, on: bool) -> None:
        """Choose the axis; what is read stays."""
        super().set_logarithmic(on)
        self._show_reading()

    def restyle_curves(self, colours: Mapping[str, str], theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        super().restyle_curves(colours, theme, scale)
        self.reading.restyle(colours, theme, scale)
        self._show_reading()

    def retranslate_reading(self, name: str, names: Mapping[str, str]) -> None:
        """Call the chart and its columns by these names, in the present language."""
        self._called = dict(names)
        self._hint = self.tr("Return: read single epochs with ← and →")
        self.how = self.tr("Point at an epoch to read it, or press Return, then ← and →, Home and End; Esc ends it.")
        self.setToolTip(self.tr("Wheel and mouse zoom; a double click follows the run again.") + "\n" + self.how)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.how)
        self.retranslate_marks()
        self._show_reading()

    def read(self, epoch: int | None) -> None:
        """Point out this epoch, or the nearest that there is; none with None."""
        if epoch is not None:
            epoch = max(0, epoch)  # the start, which can be travelled to, is of no epoch
        if epoch != self.epoch:
            self.epoch = epoch
            self._show_reading()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the epoch under the mouse."""
        super().mouseMoveEvent(event)
        dragged = event.buttons() != Qt.MouseButton.NoButton
        self.read(None if dragged else self._epoch_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read no longer, unless with the keys."""
        super().leaveEvent(event)
        if not self._with_keys:
            self.read(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell whom the Tab key has brought here what the keys do."""
        super().focusInEvent(event)
        if event.reason() in BY_TAB and self.epoch is None:
            self.reading.say(self._hint, self.visible_range())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the keys to others."""
        super().focusOutEvent(event)
        self._end()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that read before the window's shortcuts get them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._reads_with(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to read, read another epoch, or end it."""
        last = len(self.history) - 1
        if event.key() in (Key.Key_Return, Key.Key_Enter) and last >= 0:
            self._with_keys = True
            self.read(last if self._time is None else self._time)
        elif not self._reads_with(event):
            super().keyPressEvent(event)
        elif event.key() == Key.Key_Escape:
            self._end()
        else:
            present = min(last if self.epoch is None else self.epoch, last)
            epoch = present + STEPS[event.key()] if event.key() in STEPS else ENDS[event.key()] % max(last + 1, 1)
            self.read(min(max(epoch, 0), last))

    def _reads_with(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in PLAIN:
            return False
        if event.key() == Key.Key_Escape:
            return self.epoch is not None
        return self._with_keys and event.key() in {*STEPS, *ENDS}

    def _end(self) -> None:
        if self._with_keys:
            self.setAccessibleDescription(self.how)
        self._with_keys, self.epoch = False, None
        self.reading.hide()

    def _epoch_at(self, place: QPoint) -> int | None:
        inside, (left, right, *_) = self.inside(), self.visible_range()
        last = len(self.history) - 1
        if last < 0 or not inside.contains(place):
            return None
        return min(max(round(left + (place.x() - inside.x()) / inside.width() * (right - left)), 0), last)

    def _show_reading(self) -> None:
        if self.epoch is None or not len(self.history):
            self.reading.hide()
            return
        epoch = min(self.epoch, len(self.history) - 1)
        record = self.history.epoch(epoch)
        values: dict[str, float | None] = {name: getattr(record, name) for name in self._called}
        told = {name: "None" if value is None else plain(value) for name, value in values.items()}
        words = ", ".join(f"{self._called[name]} {number}" for name, number in told.items())
        text = self.tr("epoch {epoch}: {values}").format(epoch=epoch, values=words)
        heights = {name: self._height(value) for name, value in values.items() if value is not None}
        self.reading.show(text, epoch, heights, self.visible_range())
        if self._with_keys:
            self.setAccessibleDescription(text)

    def _height(self, value: float) -> float:
        if not self._logarithmic:
            return value
        return math.log10(value) if 0 < value < math.inf else math.nan
