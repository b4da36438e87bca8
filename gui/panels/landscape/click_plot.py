"""A plot of which a click asks for its place, while wheel and drag zoom and move it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from gui.plots.plot import Plot

STILL = 4
"""Pixels that a hand may shake between press and release of a click."""


class ClickPlot(Plot):
    """Tells of clicks with the left button; the second one of a double click says nothing new.

    So a double click does not bring back the followed range here, as in other plots: its first click has already asked
    for something else.
    """

    clicked = Signal(QPointF)
    """The place, in pixels from the upper left corner of the canvas."""

    def __init__(self) -> None:
        super().__init__(zoomable=True)
        self._pressed: QPointF | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click may begin."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        inside = self.inside().contains(event.position().toPoint())
        self._pressed = event.position() if left and inside else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What goes elsewhere is a drag, even when it comes back."""
        super().mouseMoveEvent(event)
        pressed = self._pressed
        if pressed is not None and (event.position() - pressed).manhattanLength() > STILL:
            self._pressed = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(pressed - QPointF(self.inside().topLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click for nothing."""
        self._pressed = None
        event.accept()
