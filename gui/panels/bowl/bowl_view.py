"""What turns the bowl: a canvas that mouse, wheel and keys look at from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.canvas import Canvas
from gui.plots.focus_ring import FocusRing
from gui.theme.theme import Theme
from gui.widgets.inputs import ARROWS, KeepsKeys
from model.drawing.bowl import Camera
from model.drawing.view import View

Key = Qt.Key

PER_PIXEL = 0.009
"""Radians that the bowl turns for each pixel of a drag."""

PER_KEY: dict[int, tuple[int, int]] = {
    Key.Key_Left: (1, 0),
    Key.Key_Right: (-1, 0),
    Key.Key_Up: (0, 1),
    Key.Key_Down: (0, -1),
}
"""Where an arrow key turns it: as a drag in that direction does, but up looks more from above."""

KEY_TURN = 0.12
"""Radians."""

ZOOM_IN, ZOOM_OUT = {Key.Key_Plus, Key.Key_Equal}, {Key.Key_Minus}
KEY_ZOOM, WHEEL_ZOOM = 1.2, 1.0015
"""By how much a key zooms, and each of the 120 parts of a notch of the wheel."""


class BowlView(KeepsKeys, QWidget):
    """Follows a camera of its own as soon as somebody has turned the bowl, until the double click that brings it back.

    Only Tab gives it the keyboard: whoever has turned it with the mouse goes on stepping with the arrow keys.
    """

    turned = Signal()
    """The camera is another."""

    resized = Signal()

    keys = ARROWS | ZOOM_IN | ZOOM_OUT | {Key.Key_Home}

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.canvas = Canvas(self)
        self._ring = FocusRing(self)
        self.home = self.camera = Camera()
        """home is where it is looked at from as at first."""
        self._dragged: QPointF | None = None

    @property
    def is_home(self) -> bool:
        """Whether it is looked at as at first."""
        return self.camera == self.home

    def set_home(self, camera: Camera) -> None:
        """Look from there, unless somebody has turned the bowl; does not emit turned."""
        if self.is_home:
            self.camera = camera
        self.home = camera

    def go_home(self) -> None:
        """Look at it as at first."""
        self.look_from(self.home)

    def restyle(self, theme: Theme) -> None:
        """Apply the theme."""
        self.canvas.set_background(theme.card)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn it."""
        if self._dragged is not None:
            moved, self._dragged = event.position() - self._dragged, event.position()
            self.look_from(self.camera.turned(-moved.x() * PER_PIXEL, moved.y() * PER_PIXEL))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Look at it as at first."""
        self.go_home()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer, or go away."""
        self.look_from(self.camera.zoomed(WHEEL_ZOOM ** event.angleDelta().y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn it, zoom, or look at it as at first."""
        key = event.key()
        if key in PER_KEY:
            across, up = PER_KEY[key]
            self.look_from(self.camera.turned(across * KEY_TURN, up * KEY_TURN))
        elif key in ZOOM_IN | ZOOM_OUT:
            self.look_from(self.camera.zoomed(KEY_ZOOM if key in ZOOM_IN else 1 / KEY_ZOOM))
        elif key == Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wear the ring."""
        super().focusInEvent(event)
        self._ring.take(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring off."""
        super().focusOutEvent(event)
        self._ring.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room with the canvas."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        self.canvas.place(QRect(0, 0, width, height), View(0, max(width, 1), 0, max(height, 1)))
        self._ring.fit()
        self.resized.emit()

    def look_from(self, camera: Camera) -> None:
        """Look at it from there."""
        if camera != self.camera:
            self.camera = camera
            self.turned.emit()
