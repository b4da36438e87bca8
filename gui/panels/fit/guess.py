"""Where a class predicts in the fit plot: the y at an x, shown by a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.panels.fit.point_layer import PointLayer
from gui.plots.canvas import Writing
from gui.plots.curve import cosmetic_pen
from gui.theme.theme import CURVE_WIDTH, LIGHT, POINT_SIZE, THIN_WIDTH, Theme, TypeScale
from model.dataset import Dataset

UP = 2.0
"""So many times the largest y of the data has room above: where the answer would be is not to be seen."""


class Guess(QObject):
    """While something is asked for, a dashed line stands at its x, and a click in the plot answers.

    Nothing of it is there before it is asked for the first time.
    """

    guessed = Signal(float)

    changed = Signal()
    """Another x needs room, or none."""

    def __init__(self, points: PointLayer) -> None:
        super().__init__(points.plot)
        self._points, self._plot = points, points.plot
        self.at: float | None = None
        """The x that is asked about."""
        self._takes = False
        self._items: tuple[QGraphicsPathItem, QGraphicsPathItem, Writing] | None = None
        self._theme, self._scale = LIGHT, TypeScale()

    def ask(self, at: float | None, value: float | None = None, *, takes: bool = True) -> None:
        """Ask for the y at this x, show what was answered, and take clicks or no longer; None ends it."""
        if at is None and self._items is None:
            return
        line, mark, sign = self._made()
        if at != self.at:
            self.at = at
            self.changed.emit()
        for item in (line, sign):
            item.setVisible(at is not None)
        mark.setVisible(at is not None and value is not None)
        if at is not None:
            view = self._plot.visible_range()
            path = QPainterPath()
            path.moveTo(at, view.bottom)
            path.lineTo(at, view.top)
            line.setPath(path)
            sign.setPos(at, view.top)
            mark.setPos(at, value or 0.0)
        self._take_clicks(at is not None and takes)

    def room(self, data: Dataset) -> list[tuple[float, float]]:
        """The places that have to be in view for it."""
        return [] if self.at is None else [(self.at, UP * max(float(data.y.max()), 0.0))]

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        if self._items is None:
            return
        line, mark, sign = self._items
        size = scale.width(POINT_SIZE)
        path = QPainterPath()
        path.addEllipse(QRectF(-size / 2, -size / 2, size, size))
        mark.setPath(path)
        mark.setPen(QPen(QColor(theme.line), scale.width(CURVE_WIDTH)))
        mark.setBrush(QColor(theme.card))
        line.setPen(cosmetic_pen(theme.line, scale.width(THIN_WIDTH), Qt.PenStyle.DashLine))
        sign.restyle(scale.font(scale.readout, bold=True), theme.line, theme.card)

    def eventFilter(self, _plot: QObject, event: QEvent) -> bool:
        """Take a click as the answer."""
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        if event.button() is Qt.MouseButton.LeftButton and self._plot.inside().contains(event.position().toPoint()):
            self.guessed.emit(float(f"{self._points.value_under(event.position())[1]:.3g}"))
        return True

    def _made(self) -> tuple[QGraphicsPathItem, QGraphicsPathItem, Writing]:
        if self._items is None:
            canvas = self._plot.canvas
            mark = canvas.add_path(6)
            mark.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._items = canvas.add_path(1), mark, Writing(canvas, 6, "?")
            self._plot.range_changed.connect(self._follow)
            self.restyle(self._theme, self._scale)
        return self._items

    def _follow(self) -> None:
        """Keep the sign at the upper end of the line in another range."""
        if self._items is not None and self.at is not None:
            _, mark, _ = self._items
            self.ask(self.at, mark.pos().y() if mark.isVisible() else None, takes=self._takes)

    def _take_clicks(self, on: bool) -> None:
        if on and not self._takes:
            self._plot.installEventFilter(self)
            self._plot.setCursor(Qt.CursorShape.CrossCursor)
        elif self._takes and not on:
            self._plot.removeEventFilter(self)
            self._plot.unsetCursor()
        self._takes = on
