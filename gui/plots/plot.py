"""A plot that follows a run without holding it up, and wears the program's theme."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainterPath,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsGridLayout, QSizePolicy

from gui.plots.axis import Axis, ValueAxis
from gui.plots.canvas import Canvas
from gui.plots.cover import Cover
from gui.plots.curve import cosmetic_pen
from gui.plots.focus_ring import FocusRing
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.theme.tips import WrapsTips
from model.drawing.view import View

DEEPEST = 1e-9
"""Of the largest number of an axis its range is at least this part: float64 tells a thousand places in it apart."""


ANYWHERE = {"xMin": -1e300, "xMax": 1e300, "yMin": -1e300, "yMax": 1e300, "minXRange": 0.0, "minYRange": 0.0}
"""As good as no limits; pyqtgraph has none where an axis has been logarithmic."""


class Plot(WrapsTips, pg.GraphicsView):
    """pyqtgraph's axes and mouse around a canvas; follows the run until the user zooms, and after a double click.

    Not a PlotWidget: that makes some fifty widgets of its own for a menu, which is a tenth of a second at the start.
    """

    range_changed = Signal()

    numbers_width = 5.2
    """Room for the numbers and the name of the left axis, in sizes of the type."""

    overhang = SPACE + 1
    """Room at the ends of the axes, in pixels: for half a number."""

    below = 1
    """Room, in pixels, below the name of the bottom axis."""

    def __init__(self, *, zoomable: bool) -> None:
        super().__init__(background=None)
        self._bottom, self._left = Axis("bottom"), ValueAxis("left")
        self._box = pg.ViewBox(enableMenu=False)
        self.following = True
        self._wanted: View | None = None
        self._limited = False
        self._names = ("", "")
        self._base = TypeScale().base
        self._box.disableAutoRange()
        self._box.setMouseEnabled(x=zoomable, y=zoomable)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas = Canvas(self)
        self.cover = Cover(self)
        self._ring = FocusRing(self)
        self._box.sigRangeChangedManually.connect(self._stop_following)
        self._box.sigRangeChanged.connect(self._place_canvas)
        self._box.sigResized.connect(self._place_canvas)

    def _lay_out(self) -> None:
        whole = pg.GraphicsWidget()
        layout = QGraphicsGridLayout(whole)
        layout.setContentsMargins(1, self.overhang, SPACE + 1, self.below)
        layout.setSpacing(0)
        layout.addItem(self._left, 0, 0)
        layout.addItem(self._box, 0, 1)
        layout.addItem(self._bottom, 1, 1)
        layout.setRowStretchFactor(0, 1)
        layout.setColumnStretchFactor(1, 1)
        for axis in self.axes():
            axis.linkToView(self._box)
            axis.enableAutoSIPrefix(False)
        self.setCentralItem(whole)

    def axes(self) -> tuple[pg.AxisItem, pg.AxisItem]:
        """The bottom and the left axis."""
        return self._bottom, self._left

    def inside(self) -> QRect:
        """The rectangle between the axes, in the widget's own coordinates."""
        rectangle: QRect = self.mapFromScene(self._box.sceneBoundingRect()).boundingRect()
        return rectangle

    def position(self, x: float, y: float) -> QPoint:
        """Where a point of the plot's coordinates is, in the widget's own."""
        pixel: QPoint = self.mapFromScene(self._box.mapViewToScene(QPointF(x, y)))
        return pixel

    def follow(self, view: View) -> None:
        """Show this range, unless the user has zoomed to another."""
        if view == self._wanted:
            return
        self._wanted = view
        if self._limited:
            if self._is_lost():
                self.following = True
                self._box.setLimits(**ANYWHERE)
                self._show(view)
            self._set_limits()
        if self.following:
            self._show(view)

    def follow_again(self) -> None:
        """Show the range that was last to be followed, whatever the user has zoomed to."""
        if not self.following and self._wanted is not None:
            self.following = True
            self._show(self._wanted)

    def visible_range(self) -> View:
        """What is visible, in the plot's own units."""
        (left, right), (bottom, top) = self._box.viewRange()
        return View(float(left), float(right), float(bottom), float(top))

    def set_names(self, x: str, y: str) -> None:
        """Name the axes."""
        if (x, y) == self._names:
            return
        self._names = (x, y)
        for axis, name in zip(self.axes(), self._names, strict=True):
            axis.setLabel(name)
            axis.resizeEvent()  # which puts the name into the middle
        self._make_room_below()

    def hide_epoch_numbers(self) -> None:
        """Leave the numbers of the bottom axis to the plot below."""
        self.axes()[0].setStyle(showValues=False)
        self._make_room_below()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.setBackground(QColor(theme.card))
        self.canvas.set_background(theme.card)
        self.canvas.grid.setPen(cosmetic_pen(theme.grid, 1.0))
        font = scale.font(scale.small)
        bottom, left = self.axes()
        for axis, name in zip((bottom, left), self._names, strict=True):
            axis.setPen(QColor(theme.border))
            axis.setTextPen(QColor(theme.muted))
            axis.setStyle(tickFont=font, tickLength=4)
            axis.label.setFont(font)
            axis.setLabel(name, color=theme.muted, **{"font-size": f"{scale.small}px"})
        left.setWidth(round(scale.base * self.numbers_width))
        self._base = scale.base
        self._make_room_below()

    def _make_room_below(self) -> None:
        """For the numbers and the name of the bottom axis, as far as it has them."""
        bottom = self.axes()[0]
        lines = 3.0 if self._names[0] else 1.8 if bottom.style["showValues"] else 0.6
        bottom.setHeight(round(self._base * lines))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wear the ring."""
        super().focusInEvent(event)
        self._ring.take(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring off."""
        super().focusOutEvent(event)
        self._ring.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring at the edge, and the cover over all."""
        super().resizeEvent(event)
        if hasattr(self, "_ring"):  # pyqtgraph calls it while it makes itself
            self.cover.fit()
            self._ring.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, but not so that anybody gets lost far from the run."""
        self._set_limits()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag what is seen, within the same limits."""
        self._set_limits()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Follow the run again."""
        super().mouseDoubleClickEvent(event)
        self.follow_again()

    def _set_limits(self) -> None:
        """From the first use of the mouse on: to set them takes as long as to change the range."""
        if self._wanted is not None:
            self._limited = True
            self._box.setLimits(**self._limits(self._wanted))

    def _limits(self, wanted: View) -> dict[str, float]:
        """As far from what is to be followed, and as deep into it, as one may zoom."""
        (left, right, bottom, top), (width, height) = wanted, wanted.size
        return {
            "xMin": left - width,
            "xMax": right + width,
            "yMin": bottom - height,
            "yMax": top + height,
            "minXRange": DEEPEST * max(-left, right, width),
            "minYRange": DEEPEST * max(-bottom, top, height),
        }

    def _is_lost(self) -> bool:
        """Whether what the user has zoomed to is out of sight of what is to be followed now, or too small in it."""
        assert self._wanted is not None
        limits, (left, right, bottom, top) = self._limits(self._wanted), self.visible_range()
        across = min(right, limits["xMax"]) - max(left, limits["xMin"])
        up = min(top, limits["yMax"]) - max(bottom, limits["yMin"])
        return across < limits["minXRange"] or up < limits["minYRange"]

    def _show(self, view: View) -> None:
        self._box.setRange(xRange=view[:2], yRange=view[2:], padding=0)

    def _stop_following(self) -> None:
        self.following = False

    def _place_canvas(self) -> None:
        inside, visible = self.inside(), self.visible_range()
        if min(visible.size) <= 0:
            return  # between two ranges pyqtgraph may squeeze one to nothing, of which nobody is told
        self.canvas.place(inside, visible)
        self.canvas.grid.setPath(self._grid(inside.width(), inside.height()))
        self.range_changed.emit()

    def _grid(self, width: int, height: int) -> QPainterPath:
        """Lines at the main ticks of both axes."""
        left, right, bottom, top = self.visible_range()
        path = QPainterPath()
        axes = zip(self.axes(), ((left, right, width), (bottom, top, height)), strict=True)
        levels = [axis.tickValues(*span) for axis, span in axes]
        across, up = (level[0][1] if level else [] for level in levels)  # none where a range is squeezed to nothing
        for x in across:
            path.moveTo(x, bottom)
            path.lineTo(x, top)
        for y in up:
            path.moveTo(left, y)
            path.lineTo(right, y)
        return path
