"""The hand on the points: they are moved, added and removed, with the mouse and with the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from gui.panels.fit.point_layer import PointLayer
from gui.plots.nice_numbers import nice_below, stepped
from model.data.edits import EDITABLE_ROWS, Edit, added, moved, removed
from model.dataset import Dataset

STILL = 3
"""Pixels that the mouse may move while its button is pressed before the point goes with it: a click does not move."""

Key = Qt.Key
STEPS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
CHOOSE = frozenset({Key.Key_Return, Key.Key_Enter})
KEYS = frozenset({*STEPS, Key.Key_Delete, Key.Key_Backspace, Key.Key_Escape})
TABS = frozenset({Key.Key_Tab, Key.Key_Backtab})


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


class PointEditor(QObject):
    """Lets the user of a plot drag its points, add one with a double click, and select one to move or remove it by key.

    data_edited carries the new Dataset, the kind of edit (a value of Edit), and whether it is finished: while a point
    is dragged or an arrow key is held it is not, and then is once. Nothing of the mouse is left to pyqtgraph.
    """

    data_edited = Signal(object, str, bool)
    hovered = Signal(bool)
    """Whether the mouse has come to a point that can be moved, or left it."""

    def __init__(self, points: PointLayer) -> None:
        super().__init__(points.plot)
        self.points = points
        self._wanted_editable = True
        self._gesture: _Gesture | None = None
        self._holding: bool | None = None
        kind = QEvent.Type
        self._mouse: dict[QEvent.Type, Callable[[Any], None]] = {
            kind.MouseButtonPress: self._press,
            kind.MouseMove: self._drag,
            kind.MouseButtonRelease: self._release,
            kind.MouseButtonDblClick: self._double_click,
            kind.Wheel: QEvent.ignore,  # it is the page's
        }
        self._keys: dict[QEvent.Type, Callable[[Any], bool]] = {
            kind.ShortcutOverride: self._claim_key,
            kind.KeyPress: self._press_key,
            kind.KeyRelease: self._release_key,
            kind.FocusOut: self._lose_focus,
        }
        points.plot.installEventFilter(self)

    @property
    def editable(self) -> bool:
        """Whether the points can be moved."""
        data = self.points.data
        return self._wanted_editable and data is not None and len(data) <= EDITABLE_ROWS

    def let_go(self) -> None:
        """Finish what is being done, and select nothing."""
        self._finish()
        self.points.select(None)
        self._point_out(None)

    def set_editable(self, on: bool) -> None:
        """Let the user move points, or no longer; what is being done then ends."""
        self._wanted_editable = on
        if not on:
            self.let_go()

    def holds(self, data: Dataset) -> bool:
        """Whether these are the data that the hand is just changing, as they were a moment ago."""
        now, row = self.points.data, self.points.selected
        if self._gesture is None or now is None or row is None or len(data) != len(now):
            return False
        same = (data.x[:, 0] == now.x[:, 0]) & (data.y[:, 0] == now.y[:, 0])
        same[row] = True
        return bool(same.all())

    def show_points(self, data: Dataset, rows: NDArray[np.intp] | slice) -> None:
        """Draw these rows of the data in the present range; the hand lets go of what it held."""
        now = self.points.data
        if now is None or len(data) != len(now) or len(data) > EDITABLE_ROWS:
            self.points.selected = None
        if self._gesture is not None and not self.holds(data):
            self._gesture = None
        self.points.show(data, rows)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take all that comes from the mouse, and the keys that are of use; let the plot have the rest."""
        kind = event.type()
        if kind in self._mouse:
            self._mouse[kind](event)
            return True
        return kind in self._keys and self._keys[kind](event)

    def _press(self, event: QMouseEvent) -> None:
        """Select the point under the mouse and take hold of it."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.editable or self.points.data is None:
            event.ignore()
            return
        self._finish()
        where = event.position()
        row = self.points.row_at(where)
        self.points.select(row)
        if row is not None:
            self._gesture = _Gesture(Edit.MOVE, self.points.data, where, self.points.pixel_of(row) - where)
        self._point_out(None if row is None else True)

    def _drag(self, event: QMouseEvent) -> None:
        """Take the point along, or show which one could be."""
        gesture, where = self._gesture, event.position()
        if gesture is None or gesture.kind is not Edit.MOVE:
            self._point_out(None if not self.editable or self.points.row_at(where) is None else False)
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self._finish()  # released where we did not hear of it
        elif gesture.changed or (where - gesture.start).manhattanLength() > STILL:
            self._change(*self.points.value_under(where + gesture.off))

    def _release(self, event: QMouseEvent) -> None:
        """Let go of the point."""
        if event.button() is Qt.MouseButton.LeftButton and self._gesture is not None:
            self._finish()
            self._point_out(None if self.points.row_at(event.position()) is None else False)

    def _double_click(self, event: QMouseEvent) -> None:
        """Add a point, where there is none yet."""
        where, data = event.position(), self.points.data
        left = event.button() is Qt.MouseButton.LeftButton
        if not left or not self.editable or data is None or len(data) == EDITABLE_ROWS:
            return
        if self.points.row_at(where) is None and self.points.plot.inside().contains(where.toPoint()):
            self.points.selected = len(data)
            self._emit(added(data, *self.points.value_under(where)), Edit.ADD, finished=True)

    def _claim_key(self, event: QKeyEvent) -> bool:
        """Keep from the window's shortcuts the keys that a selected point has a use for."""
        wanted = self._has_use_for(event)
        if wanted:
            event.accept()
        return wanted

    def _press_key(self, event: QKeyEvent) -> bool:
        """Move, remove or let go of the selected point; Tab lets go, even where it finds nothing to go on to."""
        if event.key() in TABS:
            self.let_go()
        if not self._has_use_for(event):
            return False
        if event.key() in CHOOSE:
            self._choose_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Key.Key_Escape:
            self._escape()
        elif event.key() in STEPS:
            self._nudge(Key(event.key()), 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            self._remove()
        return True

    def _release_key(self, event: QKeyEvent) -> bool:
        """A held arrow key is one edit."""
        nudging = self._gesture is not None and self._gesture.kind is Edit.NUDGE
        ends = nudging and event.key() in STEPS and not event.isAutoRepeat()
        if ends:
            self._finish()
        return ends

    def _lose_focus(self, event: QFocusEvent) -> bool:
        """End what is being done; the selection stays only while the whole window is left."""
        self._finish()
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.points.select(None)
        return False

    def _has_use_for(self, event: QKeyEvent) -> bool:
        shifted = event.key() in STEPS or event.key() in CHOOSE
        shift = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
        others = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | shift)
        plain = others == Qt.KeyboardModifier.NoModifier
        wanted = event.key() in CHOOSE or (self.points.selected is not None and event.key() in KEYS)
        return self.editable and plain and wanted

    def _choose_next(self, step: int) -> None:
        """Select the next point from left to right, or the one before; beyond the last one the first."""
        self._finish()
        data, row = self.points.data, self.points.selected
        if data is None:
            return
        order = np.argsort(data.x[:, 0], kind="stable").tolist()
        place = order.index(row) + step if row is not None else min(0, step)
        self.points.select(order[place % len(order)])

    def _nudge(self, key: Qt.Key, times: int) -> None:
        data, row = self.points.data, self.points.selected
        if data is None or row is None or (self._gesture and self._gesture.kind is Edit.MOVE):
            return
        if self._gesture is None:
            self._gesture = _Gesture(Edit.NUDGE, data, QPointF(), QPointF())
        old, lengths = (data.x[row, 0], data.y[row, 0]), self.points.plot.visible_range().size
        x, y = (
            stepped(value, direction * times, nice_below(length / 100))
            for value, direction, length in zip(old, STEPS[key], lengths, strict=True)
        )
        self._change(x, y)

    def _remove(self) -> None:
        self._finish()
        row, data = self.points.selected, self.points.data
        if row is None or data is None or len(data) == 1:
            return
        self.points.selected = None
        self._emit(removed(data, [row]), Edit.REMOVE, finished=True)

    def _escape(self) -> None:
        """Put a point that is being moved back to where it was; else let go of it."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            self.points.select(None)
        elif gesture.changed:
            self._emit(gesture.before, gesture.kind, finished=True)
        self._point_out(None)

    def _change(self, x: float, y: float) -> None:
        """Put the selected point here and say so."""
        gesture, data, row = self._gesture, self.points.data, self.points.selected
        if gesture is None or data is None or row is None:
            return
        changed = moved(data, row, x, y)
        if changed != data:
            gesture.changed = True
            self._emit(changed, gesture.kind, finished=False)

    def _finish(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None and gesture.changed and self.points.data is not None:
            self._emit(self.points.data, gesture.kind, finished=True)

    def _point_out(self, holding: bool | None) -> None:
        """Let the mouse show whether there is a point to be moved: None, or whether it is being moved."""
        if holding is self._holding:
            return
        self._holding = holding
        self.points.point_out(holding)
        self.hovered.emit(holding is not None)

    def _emit(self, data: Dataset, kind: Edit, *, finished: bool) -> None:
        now = self.points.data
        self.points.data = data
        if now is not None and len(data) == len(now):
            self.points.show_selected()
        self.data_edited.emit(data, kind.value, finished)
