"""A pyqtgraph plot that follows a run without holding it up, and wears the program's theme."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView

from gui.theme import SANS, Theme, TypeScale

STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Where a growing range may end, times a power of ten: an axis drawn anew each frame is what costs most."""


class Plot(pg.PlotWidget):
    """Axes over plain Qt items; its range follows the run until the user zooms, and again after a double click."""

    # pyqtgraph paints through Python, which holds the interpreter lock for the whole picture. Qt's own method in its
    # place lets the training thread run meanwhile; what pyqtgraph prepares before painting is done in _prepare.
    paintEvent = QGraphicsView.paintEvent

    range_changed = Signal()

    def __init__(self, *, zoomable: bool) -> None:
        super().__init__(background=None)
        self.setAntialiasing(True)  # painted by Qt alone, it costs the training thread nothing
        self.following = True
        self._range: tuple[float, float, float, float] | None = None
        self._names = ("", "")
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.vb.disableAutoRange()
        item.vb.setMouseEnabled(x=zoomable, y=zoomable)
        item.vb.sigRangeChangedManually.connect(self._stop_following)
        item.vb.sigRangeChanged.connect(self._prepare)
        self._zoomable = zoomable
        for axis in self.axes():
            axis.setZValue(-200)  # the grid belongs behind the curves
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
            axis.enableAutoSIPrefix(False)

    def axes(self) -> tuple[pg.AxisItem, pg.AxisItem]:
        """The bottom and the left axis."""
        return self.getPlotItem().getAxis("bottom"), self.getPlotItem().getAxis("left")

    def follow(self, left: float, right: float, bottom: float, top: float) -> None:
        """Show this range, unless the user has zoomed to another."""
        if self.following and self._range != (left, right, bottom, top):
            self._range = (left, right, bottom, top)
            self.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def visible_epochs(self) -> tuple[float, float]:
        """The left and right end of what is visible, in the plot's own unit."""
        left, right = self.getPlotItem().vb.viewRange()[0]
        return float(left), float(right)

    def set_names(self, x: str, y: str) -> None:
        """Name the axes."""
        self._names = (x, y)
        for axis, name in zip(self.axes(), self._names, strict=True):
            axis.setLabel(name)

    def hide_epoch_numbers(self) -> None:
        """Leave the numbers of the bottom axis to the plot below."""
        self.axes()[0].setStyle(showValues=False)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self.setBackground(QColor(theme.card))
        font = QFont(SANS)
        font.setPixelSize(scale.small)
        bottom, left = self.axes()
        for axis, name in zip((bottom, left), self._names, strict=True):
            axis.setPen(QColor(theme.border))
            axis.setTextPen(QColor(theme.muted))
            axis.setStyle(tickFont=font, tickLength=-4)
            axis.setGrid(70 if theme.dark else 90)
            axis.labelStyle = {"color": theme.muted, "font-size": f"{scale.small}px"}
            axis.label.setFont(font)
            axis.setLabel(name, **axis.labelStyle)
        left.setWidth(round(scale.base * 4.6))
        bottom.setHeight(round(scale.base * (3.0 if self._names[0] else 0.6)))
        self._prepare()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring pyqtgraph's transforms up to date, which its own paintEvent would do."""
        super().resizeEvent(event)
        self._prepare()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Follow the run again."""
        super().mouseDoubleClickEvent(event)
        if self._zoomable:
            self.following, self._range = True, None
            self.range_changed.emit()

    def pixel_size(self) -> QPointF:
        """How much of the plot's own units one pixel covers, in x and in y."""
        width, height = self.getPlotItem().vb.viewPixelSize()
        return QPointF(width, height)

    def _stop_following(self) -> None:
        self.following = False

    def _prepare(self) -> None:
        scene = self.scene()
        if scene is not None:  # pyqtgraph resizes the widget before it has a scene
            scene.prepareForPaint()
            self.range_changed.emit()


def roomy(value: float) -> float:
    """The next end of a growing axis at or above a positive value: 1, 1.5, 2, 3 ... times a power of ten."""
    if not 0 < value < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in STEPS if step * power >= value), 10 * power)
