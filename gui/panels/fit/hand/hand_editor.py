"""The hand on the line: its ends and its body are moved, with the mouse and with the keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.panels.fit.hand.hand_board import HandLine
from gui.panels.fit.hand.hand_marks import HandMarks, Part
from gui.panels.fit.point_editor import CHOOSE, STEPS, STILL
from gui.panels.fit.point_layer import PointLayer
from gui.plots.nice_numbers import nice_below, snapped, stepped
from gui.theme.theme import Theme, TypeScale
from model.data.standardised import in_original_units, in_trained_units
from model.experiment import LoopSettings, Parameters

FINER = 0.1
"""Of a pixel: so near its place an end stays while the other one is moved, and b is a number that can be read."""

SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass
class _Hold:
    """What the mouse is doing, from a press to its release."""

    start: QPointF
    """Where it was pressed."""
    off: QPointF
    """From there to the middle of the handle."""
    pivot: tuple[float, float]
    """The place that the line turns about, in the units of the loop."""
    W: float
    b: float
    moved: bool = False


class HandEditor(QObject):
    """Shows the handles of a line, and tells where the user of a plot wants to have it."""

    moved = Signal(float, float)
    """W and b are to be these, in the units of the loop."""

    let_go = Signal()

    def __init__(self, points: PointLayer) -> None:
        super().__init__(points.plot)
        self._points, self._plot = points, points.plot
        self.marks = HandMarks(self._plot.canvas)
        self._line: HandLine | None = None
        self._settings = LoopSettings()
        self._part = Part.RIGHT
        self._hold: _Hold | None = None
        kind = QEvent.Type
        self._events: dict[QEvent.Type, Callable[[Any], bool]] = {
            kind.MouseButtonPress: self._press,
            kind.MouseMove: self._drag,
            kind.MouseButtonRelease: self._release,
            kind.MouseButtonDblClick: self._press,
            kind.ShortcutOverride: self._claim_key,
            kind.KeyPress: self._press_key,
        }
        self._plot.range_changed.connect(self.place)

    @property
    def holds(self) -> bool:
        """Whether the mouse holds a part of the line just now."""
        return self._hold is not None

    def show_handles(self, on: bool) -> None:
        """Show them, the right one as the chosen one, or none."""
        self._hold = self._line = None
        if on:
            self._select(Part.RIGHT)
        self.marks.set_visible(on)

    def take_events(self, on: bool) -> None:
        """Take mouse and keys from the plot, or leave them to it."""
        if on:
            self._plot.installEventFilter(self)
            self._plot.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._plot.removeEventFilter(self)
            self._points.point_out(None)

    def show_line(self, line: HandLine, settings: LoopSettings) -> None:
        """Have the handles on this line, through the data of these settings."""
        self._line, self._settings = line, settings
        self.place()

    def place(self) -> None:
        """Put the handles on the line, or whole at the edge where it is beyond that."""
        if self._line is None:
            return
        view, (W, b), (left, right) = self._plot.visible_range(), self._drawn, self._ends()
        room = self.marks.room() * self._points.pixel_size()[1]
        for part, x in zip(Part, (left, (left + right) / 2, right), strict=True):
            self.marks.place(part, x, min(max(W * x + b, view.bottom + room), view.top - room))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.marks.restyle(theme, scale)

    # --- where the line is ---

    @property
    def _drawn(self) -> tuple[float, float]:
        """The line in the units of the data."""
        assert self._line is not None
        return in_original_units(Parameters(self._line.W, self._line.b), self._settings)

    def _ends(self) -> tuple[float, float]:
        """The x of both handles, beside the points; the left one is at 0, where the line is at b, if that is free."""
        data, view = self._settings.data, self._plot.visible_range()
        low, high = float(data.x.min()), float(data.x.max())
        return 0.0 if low > 0 else (view.left + low) / 2, (high + view.right) / 2

    def _lever(self, part: Part) -> tuple[tuple[float, float], float]:
        """The place that the line turns about when this end is moved, and how far from there it is, in the loop's x."""
        assert self._line is not None
        ends = [in_trained_units(x, self._settings) for x in self._ends()]
        moved, still = ends if part is Part.LEFT else reversed(ends)
        return (still, self._line.W * still + self._line.b), moved - still

    def _turn(self, W: float, pivot: tuple[float, float]) -> None:
        """Give the line this W and leave it where it is at the pivot: at x = 0 that is b itself."""
        x, y = pivot
        fine = self._points.pixel_size()[1] * FINER
        self.moved.emit(W, y if x == 0 else snapped(y - W * x, fine))

    # --- the mouse ---

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse, and the keys that move the line; let the plot have the rest."""
        take = self._events.get(event.type())
        return take is not None and take(event)

    def _part_at(self, where: QPointF) -> Part | None:
        """What of the line is under the mouse: a handle, or any other place of it."""
        away = {part: _length(where - self._middle(part)) for part in Part}
        nearest = min(away, key=lambda part: away[part])
        if away[nearest] <= self.marks.reach():
            return nearest
        (W, b), (across, up) = self._drawn, self._points.pixel_size()
        x, y = self._points.under(where)
        beside = abs(W * x + b - y) / up / math.hypot(1, W * across / up)
        return Part.BODY if beside <= self.marks.reach() else None

    def _middle(self, part: Part) -> QPointF:
        return self._points.pixel_at(*self.marks.items[part].pos().toTuple())

    def _press(self, event: QMouseEvent) -> bool:
        """Take hold of what is under the mouse."""
        part = self._part_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and part is not None and self._line is not None:
            where = event.position()
            self._select(part)
            pivot, _ = self._lever(part)
            self._hold = _Hold(where, self._middle(part) - where, pivot, self._line.W, self._line.b)
            self._points.point_out(True)
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        """Take the line along, or show what of it could be."""
        hold, where = self._hold, event.position()
        if hold is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            hold = self._hold = None  # released where we did not hear of it
        if hold is None:
            self._points.point_out(None if self._part_at(where) is None else False)
        elif hold.moved or _length(where - hold.start) > STILL:
            hold.moved = True
            self._follow(hold, where)
        return True

    def _follow(self, hold: _Hold, where: QPointF) -> None:
        assert self._line is not None
        _, y = self._points.under(where + hold.off)
        up = self._points.pixel_size()[1]
        if self._part is Part.BODY:
            _, y_before = self._points.under(hold.start + hold.off)
            self.moved.emit(self._line.W, snapped(hold.b + y - y_before, up))
        else:
            _, lever = self._lever(self._part)
            self._turn(snapped((y - hold.pivot[1]) / lever, up / abs(lever)), hold.pivot)

    def _release(self, event: QMouseEvent) -> bool:
        """Let go of the line."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold = None
            self._points.point_out(None if self._part_at(event.position()) is None else False)
            self.let_go.emit()
        return True

    # --- the keys ---

    def _claim_key(self, event: QKeyEvent) -> bool:
        """Keep from the window's shortcuts the keys that the line has a use for."""
        wanted = self._has_use_for(event)
        if wanted:
            event.accept()
        return wanted

    def _press_key(self, event: QKeyEvent) -> bool:
        """Choose another part of the line, or move the one that is chosen; Escape takes back what the mouse does."""
        if not self._has_use_for(event):
            return False
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._take_back()
        elif key in CHOOSE:
            self._select(Part((self._part + (-1 if shifted else 1)) % len(Part)))
        elif key in SIDEWAYS:
            self._select(Part(min(max(self._part + SIDEWAYS[Qt.Key(key)], Part.LEFT), Part.RIGHT)))
        else:
            _, up = STEPS[Qt.Key(key)]
            self._nudge(up * (10 if shifted else 1))
        return True

    def _take_back(self) -> None:
        """Let go of the line where the mouse took hold of it."""
        hold, self._hold = self._hold, None
        if hold is not None:
            self.moved.emit(hold.W, hold.b)
            self.let_go.emit()

    def _nudge(self, times: int) -> None:
        assert self._line is not None
        step, (W, b, _) = self._plot.visible_range().size[1] / 100, self._line
        if self._part is Part.BODY:
            self.moved.emit(W, stepped(np.float32(b), times, nice_below(step)))
        else:
            pivot, lever = self._lever(self._part)
            upwards = times if lever > 0 else -times
            self._turn(stepped(np.float32(W), upwards, nice_below(step / abs(lever))), pivot)

    def _has_use_for(self, event: QKeyEvent) -> bool:
        keys = CHOOSE | STEPS.keys() | ({Qt.Key.Key_Escape} if self.holds else set())
        allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        return event.key() in keys and not event.modifiers() & ~allowed

    def _select(self, part: Part) -> None:
        self._part = part
        self.marks.select(part)


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())
