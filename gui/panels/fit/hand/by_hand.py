"""The line fitted by hand: its ends and its body are moved, with the mouse and with the keys, and the loss follows."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.fit.hand.hand_board import HandBoard, HandLine
from gui.panels.fit.hand.hand_marks import HandMarks, Part
from gui.panels.fit.point_editor import CHOOSE, STEPS, STILL
from gui.panels.fit.point_layer import PointLayer
from gui.plots.nice_numbers import nice_below, snapped, stepped
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, Theme, TypeScale
from model.data.standardised import in_original_units, in_trained_units
from model.drawing.standing import begin_of
from model.experiment import LoopSettings, Parameters

if TYPE_CHECKING:
    from model.training.torch_loss import TorchLoss

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
    b: float
    moved: bool = False


class ByHand(QObject):
    """Lets the user of a plot move the line itself, as long as it is on; the run knows nothing of it.

    The line begins where the run's is, or where that began if it has diverged. Whatever moves the run, or changes its
    data, shows the run's own line again. The handles and the board of numbers are made when they are first wanted.
    """

    changed = Signal()
    """Another line is to be drawn, by hand or the run's own again."""

    toggled = Signal(bool)

    pause_wanted = Signal()

    start_wanted = Signal(float, float)
    """A run is to begin with this W and b."""

    go_on_wanted = Signal(float, float)
    """A run is to begin with this W and b, and to run."""

    def __init__(self, points: PointLayer, layout: QVBoxLayout) -> None:
        super().__init__(points.plot)
        self.on = False
        self.rated = True
        """Whether its loss is shown, as it is where the line is to be fitted."""
        self.best: HandLine | None = None
        """The line with the least loss of all that the hand has made for these data."""
        self._points, self._plot, self._layout = points, points.plot, layout
        self._shown = Shown()
        self._waits = False
        self._hand: HandLine | None = None
        self._part = Part.RIGHT
        self._hold: _Hold | None = None
        self._stood: tuple[object, ...] = ()
        """Where the run stood when the line was begun."""
        self._fitted: tuple[object, bool] | None = None
        self._torch: TorchLoss | None = None
        self.marks: HandMarks | None = None
        self.board: HandBoard | None = None
        self._theme, self._scale = LIGHT, TypeScale()
        kind = QEvent.Type
        self._events: dict[QEvent.Type, Callable[[Any], bool]] = {
            kind.MouseButtonPress: self._press,
            kind.MouseMove: self._drag,
            kind.MouseButtonRelease: self._release,
            kind.MouseButtonDblClick: self._press,
            kind.ShortcutOverride: self._claim_key,
            kind.KeyPress: self._press_key,
        }

    # --- what it is ---

    @property
    def position(self) -> Parameters | None:
        """W and b of the line that is drawn, by hand or the run's; None as long as torch has not made them."""
        return self._shown.parameters if self._hand is None else Parameters(self._hand.W, self._hand.b)

    @property
    def holds(self) -> bool:
        """Whether the mouse holds a part of the line just now."""
        return self._hold is not None

    @property
    def loss(self) -> float | None:
        """What torch finds as the loss of the line by hand; None while there is none."""
        return None if self._hand is None else self._hand.loss

    @property
    def line(self) -> tuple[float, float] | None:
        """The line that is drawn, in the units of the data."""
        settings = self._settings if self.on else self._shown.settings
        return None if self.position is None else in_original_units(self.position, settings)

    # --- what is wanted ---

    def set_on(self, on: bool, *, rated: bool = True) -> None:
        """Let the line be moved, or show the run's own again; where there is none yet, nothing happens.

        Where it is not rated, the line is to be placed, not fitted: neither its loss nor what begins with it is shown.
        """
        if on is self.on or (on and self._shown.parameters is None):
            return
        self.on, self.rated = on, rated
        board, marks = self._made()
        self._waits, self._hold = on and self._shown.running, None
        if on:
            self._select(Part.RIGHT)
            self._begin()
        else:
            self._hand = None
            self.changed.emit()
        marks.set_visible(on)
        board.setVisible(on and rated)  # late, like all that may ask for a frame
        if self.on is not on:  # in which the run was elsewhere than in the last one
            return
        self._take_events(on)
        self.toggled.emit(on)
        if self._waits:
            self.pause_wanted.emit()

    def forget(self) -> None:
        """Forget the best line: another task begins."""
        self.best = None

    def move_to(self, W: float, b: float) -> None:
        """While it is on, draw this line, given in the units of the loop, as if the hand had moved it there."""
        loss = self._take(W, b)
        if math.isfinite(loss) and (self.best is None or loss < self.best.loss):
            self.best = self._hand
        self._tell()

    def show_frame(self, shown: Shown) -> None:
        """Begin once the run rests; give way to it as soon as it is elsewhere."""
        self._shown = shown
        if not self.on:
            return
        if shown.parameters is None:  # another run is being made
            self.set_on(False)
        elif self._waits:
            self._waits = shown.running
            self._begin()
        elif shown.running or _stand(shown) != self._stood:
            self.set_on(False)

    def place(self) -> None:
        """Put the handles on the line, or whole at the edge where it is beyond that."""
        if self.marks is None or self.line is None or not self.on:
            return
        view, (W, b), (left, right) = self._plot.visible_range(), self.line, self._ends()
        room = self.marks.room() * self._points.pixel_size()[1]
        for part, x in zip(Part, (left, (left + right) / 2, right), strict=True):
            self.marks.place(part, x, min(max(W * x + b, view.bottom + room), view.top - room))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        if self.marks is not None and self.board is not None:
            self.marks.restyle(theme, scale)
            self.board.restyle()

    # --- how it begins and moves ---

    @property
    def _settings(self) -> LoopSettings:
        """Those whose data are drawn."""
        return self._shown.experiment.settings

    def _take_events(self, on: bool) -> None:
        if on:
            self._plot.installEventFilter(self)
            self._plot.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._plot.removeEventFilter(self)
            self._points.point_out(None)

    def _made(self) -> tuple[HandBoard, HandMarks]:
        if self.board is None or self.marks is None:
            self.board, self.marks = HandBoard(), HandMarks(self._plot.canvas)
            self.board.hide()
            self._layout.addWidget(self.board)
            QWidget.setTabOrder(self._plot, self.board.start)
            QWidget.setTabOrder(self.board.start, self.board.go_on)
            self.board.start.clicked.connect(lambda: self._leave_for(self.start_wanted))
            self.board.go_on.clicked.connect(lambda: self._leave_for(self.go_on_wanted))
            self._plot.range_changed.connect(self.place)
            self.restyle(self._theme, self._scale)
        return self.board, self.marks

    def _begin(self) -> None:
        """Stand where the run stands; the best line of other data is none of these."""
        from model.training.torch_loss import TorchLoss  # late: torch is loaded by now

        assert self._shown.parameters is not None
        fitted = self._settings.data, self._settings.standardise
        if self._torch is None or fitted != self._fitted:
            self._fitted, self._torch, self.best = fitted, TorchLoss(self._settings), None
        self._stood = _stand(self._shown)
        loss = self._take(*self._shown.parameters)
        if not math.isfinite(loss):
            self._take(*begin_of(self._shown.start))
        self._tell()

    def _take(self, W: float, b: float) -> float:
        """Stand here; return the loss."""
        assert self._torch is not None
        loss = self._torch.at(W, b)
        self._hand = HandLine(W, b, loss)
        return loss

    def _tell(self) -> None:
        assert self.board is not None
        assert self._hand is not None
        self.board.show_lines(self._hand, self.best)
        self.place()
        self.changed.emit()

    def _leave_for(self, wanted: Any) -> None:
        position = self.position
        self.set_on(False)
        if position is not None:
            wanted.emit(*position)

    def _ends(self) -> tuple[float, float]:
        """The x of both handles, beside the points; the left one is at 0, where the line is at b, if that is free."""
        data, view = self._settings.data, self._plot.visible_range()
        low, high = float(data.x.min()), float(data.x.max())
        return 0.0 if low > 0 else (view.left + low) / 2, (high + view.right) / 2

    def _lever(self, part: Part) -> tuple[tuple[float, float], float]:
        """The place that the line turns about when this end is moved, and how far from there it is, in the loop's x."""
        assert self._hand is not None
        ends = [in_trained_units(x, self._settings) for x in self._ends()]
        moved, still = ends if part is Part.LEFT else reversed(ends)
        return (still, self._hand.W * still + self._hand.b), moved - still

    def _turn(self, W: float, pivot: tuple[float, float]) -> None:
        """Give the line this W and leave it where it is at the pivot: at x = 0 that is b itself."""
        x, y = pivot
        fine = self._points.pixel_size()[1] * FINER
        self.move_to(W, y if x == 0 else snapped(y - W * x, fine))

    # --- the mouse ---

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse, and the keys that move the line; let the plot have the rest."""
        take = self._events.get(event.type())
        return take is not None and take(event)

    def _part_at(self, where: QPointF) -> Part | None:
        """What of the line is under the mouse: a handle, or any other place of it."""
        assert self.marks is not None
        away = {part: _length(where - self._middle(part)) for part in Part}
        nearest = min(away, key=lambda part: away[part])
        if away[nearest] <= self.marks.reach():
            return nearest
        line, (across, up) = self.line, self._points.pixel_size()
        assert line is not None
        x, y = self._points.under(where)
        beside = abs(line[0] * x + line[1] - y) / up / math.hypot(1, line[0] * across / up)
        return Part.BODY if beside <= self.marks.reach() else None

    def _middle(self, part: Part) -> QPointF:
        assert self.marks is not None
        return self._points.pixel_at(*self.marks.items[part].pos().toTuple())

    def _press(self, event: QMouseEvent) -> bool:
        """Take hold of what is under the mouse."""
        part = self._part_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and part is not None and self._hand is not None:
            where = event.position()
            self._select(part)
            pivot, _ = self._lever(part)
            self._hold = _Hold(where, self._middle(part) - where, pivot, self._hand.b)
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
        assert self._hand is not None
        _, y = self._points.under(where + hold.off)
        up = self._points.pixel_size()[1]
        if self._part is Part.BODY:
            _, y_before = self._points.under(hold.start + hold.off)
            self.move_to(self._hand.W, snapped(hold.b + y - y_before, up))
        else:
            _, lever = self._lever(self._part)
            self._turn(snapped((y - hold.pivot[1]) / lever, up / abs(lever)), hold.pivot)

    def _release(self, event: QMouseEvent) -> bool:
        """Let go of the line."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold = None
            self._points.point_out(None if self._part_at(event.position()) is None else False)
            self.changed.emit()
        return True

    # --- the keys ---

    def _claim_key(self, event: QKeyEvent) -> bool:
        """Keep from the window's shortcuts the keys that the line has a use for."""
        wanted = _is_of_use(event)
        if wanted:
            event.accept()
        return wanted

    def _press_key(self, event: QKeyEvent) -> bool:
        """Choose another part of the line, or move the one that is chosen."""
        if not _is_of_use(event):
            return False
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in CHOOSE:
            self._select(Part((self._part + (-1 if shifted else 1)) % len(Part)))
        elif key in SIDEWAYS:
            self._select(Part(min(max(self._part + SIDEWAYS[Qt.Key(key)], Part.LEFT), Part.RIGHT)))
        else:
            _, up = STEPS[Qt.Key(key)]
            self._nudge(up * (10 if shifted else 1))
        return True

    def _nudge(self, times: int) -> None:
        assert self._hand is not None
        step, (W, b, _) = self._plot.visible_range().size[1] / 100, self._hand
        if self._part is Part.BODY:
            self.move_to(W, stepped(np.float32(b), times, nice_below(step)))
        else:
            pivot, lever = self._lever(self._part)
            upwards = times if lever > 0 else -times
            self._turn(stepped(np.float32(W), upwards, nice_below(step / abs(lever))), pivot)

    def _select(self, part: Part) -> None:
        assert self.marks is not None
        self._part = part
        self.marks.select(part)


def _is_of_use(event: QKeyEvent) -> bool:
    allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() in CHOOSE | STEPS.keys() and not event.modifiers() & ~allowed


def _stand(shown: Shown) -> tuple[object, ...]:
    """Where the run stands, and what it fits."""
    settings = shown.experiment.settings
    return shown.history.key, shown.time, shown.moment, settings.data, settings.standardise


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())
