"""A plot whose points can be moved, added and removed, with the mouse and with the keys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from gui.panels.fit.point_plot import PointPlot
from gui.plots.nice_numbers import nice_below, stepped
from model.data.edits import EDITABLE_ROWS, Edit, added, moved, removed
from model.dataset import Dataset

STILL = 3
"""Pixels that the mouse may move while its button is pressed before the point goes with it: a click does not move."""

Key = Qt.Key
STEPS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
KEYS = frozenset({*STEPS, Key.Key_Delete, Key.Key_Backspace, Key.Key_Escape})


@dataclass
class _Gesture:
    """What the hand is doing: from a press of the mouse or of an arrow key to its release."""

    kind: Edit
    before: Dataset
    start: QPointF
    """Where the mouse was pressed."""
    off: QPointF
    """From there to the middle of the point."""
    changed: bool = False


class PointEditor(PointPlot):
    """Shows points; its user drags them, adds one with a double click, and selects one to move or remove it by key.

    data_edited carries the new Dataset, the kind of edit (a value of Edit), and whether it is finished: while a point
    is dragged or an arrow key is held it is not, and then is once. Nothing of the mouse is pyqtgraph's here.
    """

    data_edited = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._wanted_editable = True
        self._gesture: _Gesture | None = None

    @property
    def editable(self) -> bool:
        """Whether the points can be moved."""
        return self._wanted_editable and self.data is not None and len(self.data) <= EDITABLE_ROWS

    def set_editable(self, on: bool) -> None:
        """Let the user move points, or no longer; what is being done then ends."""
        self._wanted_editable = on
        if not on:
            self._finish()
            self.select(None)
            self.point_out(None)

    def holds(self, data: Dataset) -> bool:
        """Whether these are the data that the hand is just changing, as they were a moment ago."""
        if self._gesture is None or self.data is None or self.selected is None or len(data) != len(self.data):
            return False
        same = (data.x[:, 0] == self.data.x[:, 0]) & (data.y[:, 0] == self.data.y[:, 0])
        same[self.selected] = True
        return bool(same.all())

    def show_points(self, data: Dataset, rows: NDArray[np.intp] | slice) -> None:
        """Draw these rows of the data in the present range; the hand lets go of what it held."""
        if self.data is None or len(data) != len(self.data) or len(data) > EDITABLE_ROWS:
            self.selected = None
        if self._gesture is not None and not self.holds(data):
            self._gesture = None
        self.draw_points(data, rows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the point under the mouse and take hold of it."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.editable or self.data is None:
            event.ignore()
            return
        self._finish()
        where = event.position()
        row = self.row_at(where)
        self.select(row)
        if row is not None:
            self._gesture = _Gesture(Edit.MOVE, self.data, where, self.pixel_of(row) - where)
        self.point_out(None if row is None else True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the point along, or show which one could be."""
        gesture, where = self._gesture, event.position()
        if gesture is None or gesture.kind is not Edit.MOVE:
            self.point_out(None if not self.editable or self.row_at(where) is None else False)
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self._finish()  # released where we did not hear of it
        elif gesture.changed or (where - gesture.start).manhattanLength() > STILL:
            self._change(*self.value_under(where + gesture.off))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the point."""
        if event.button() is Qt.MouseButton.LeftButton and self._gesture is not None:
            self._finish()
            self.point_out(None if self.row_at(event.position()) is None else False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a point, where there is none yet."""
        where = event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        if not left or not self.editable or self.data is None or len(self.data) == EDITABLE_ROWS:
            return
        if self.row_at(where) is None and self.inside().contains(where.toPoint()):
            data = added(self.data, *self.value_under(where))
            self.selected = len(self.data)
            self._emit(data, Edit.ADD, finished=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep from the window's shortcuts the keys that a selected point has a use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._has_use_for(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove or let go of the selected point."""
        if not self._has_use_for(event):
            super().keyPressEvent(event)
        elif event.key() == Key.Key_Escape:
            self._escape()
        elif event.key() in STEPS:
            self._nudge(Key(event.key()), 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            self._remove()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A held arrow key is one edit."""
        nudging = self._gesture is not None and self._gesture.kind is Edit.NUDGE
        if nudging and event.key() in STEPS and not event.isAutoRepeat():
            self._finish()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what is being done; the selection stays only while the whole window is left."""
        super().focusOutEvent(event)
        self._finish()
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.select(None)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab lets go of the selected point, even where it finds nothing to go on to."""
        self._finish()
        self.select(None)
        return bool(super().focusNextPrevChild(following))

    def _has_use_for(self, event: QKeyEvent) -> bool:
        shift = Qt.KeyboardModifier.ShiftModifier if event.key() in STEPS else Qt.KeyboardModifier.NoModifier
        others = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | shift)
        plain = others == Qt.KeyboardModifier.NoModifier
        return self.editable and self.selected is not None and plain and event.key() in KEYS

    def _nudge(self, key: Qt.Key, times: int) -> None:
        if self.data is None or self.selected is None or (self._gesture and self._gesture.kind is Edit.MOVE):
            return
        if self._gesture is None:
            self._gesture = _Gesture(Edit.NUDGE, self.data, QPointF(), QPointF())
        left, right, bottom, top = self.visible_range()
        old = self.data.x[self.selected, 0], self.data.y[self.selected, 0]
        lengths = (right - left, top - bottom)
        x, y = (
            stepped(value, direction * times, nice_below(length / 100))
            for value, direction, length in zip(old, STEPS[key], lengths, strict=True)
        )
        self._change(x, y)

    def _remove(self) -> None:
        self._finish()
        row, data = self.selected, self.data
        if row is None or data is None or len(data) == 1:
            return
        self.selected = None
        self._emit(removed(data, [row]), Edit.REMOVE, finished=True)

    def _escape(self) -> None:
        """Put a point that is being moved back to where it was; else let go of it."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            self.select(None)
        elif gesture.changed:
            self._emit(gesture.before, gesture.kind, finished=True)
        self.point_out(None)

    def _change(self, x: float, y: float) -> None:
        """Put the selected point here and say so."""
        gesture, data, row = self._gesture, self.data, self.selected
        if gesture is None or data is None or row is None:
            return
        changed = moved(data, row, x, y)
        if changed != data:
            gesture.changed = True
            self._emit(changed, gesture.kind, finished=False)

    def _finish(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None and gesture.changed and self.data is not None:
            self._emit(self.data, gesture.kind, finished=True)

    def _emit(self, data: Dataset, kind: Edit, *, finished: bool) -> None:
        moves_one = self.data is not None and len(data) == len(self.data)
        self.data = data
        if moves_one:
            self.show_selected()
        self.data_edited.emit(data, kind.value, finished)
