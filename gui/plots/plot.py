"""A plot that follows a run without holding it up, and wears the program's theme."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainterPath, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.axes.edges import Edges, room_beside
from gui.plots.canvas import Canvas
from gui.plots.cover import Cover
from gui.plots.curve import cosmetic_pen
from gui.plots.focus_ring import FocusRing
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.theme.tips import WrapsTips
from model.drawing.view import View

if TYPE_CHECKING:
    from gui.plots.axes.axes import Axes

DEEPEST = 1e-9
"""Of the largest number of an axis its range is at least this part: float64 tells a thousand places in it apart."""


ANYWHERE = {"xMin": -1e300, "xMax": 1e300, "yMin": -1e300, "yMax": 1e300, "minXRange": 0.0, "minYRange": 0.0}
"""As good as no limits; pyqtgraph has none where an axis has been logarithmic."""

LEAST = 68
"""The least width and height of a plot in pixels: as of any view of Qt's that scrolls."""


class Plot(WrapsTips, QWidget):
    """pyqtgraph's axes and mouse around a canvas; follows the run until the user zooms, and after a double click.

    pyqtgraph takes a while to load. A plot that is made before has its canvas, in its place, but no axes as long as
    take_axes() has not been called; one that is made later has them at once. Mouse and keyboard are the plot's own.
    """

    range_changed = Signal()

    longest = "000000"
    """The longest number at the left axis that has room beside its name."""

    overhang = SPACE + 1
    """Room at the ends of the axes, in pixels: for half a number."""

    below = 1
    """Room, in pixels, below the name of the bottom axis."""

    def __init__(self, *, zoomable: bool) -> None:
        super().__init__()
        self._axes: Axes | None = None
        self._zoomable = zoomable
        self.following = True
        self._wanted: View | None = None
        self._shown = View(0.0, 1.0, 0.0, 1.0)
        """The range, as long as there are no axes."""
        self._limited = False
        self._names, self._numbers_below = ("", ""), True
        self._looks: tuple[Theme, TypeScale] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.canvas = Canvas(self)
        self.cover = Cover(self)
        self._ring = FocusRing(self)
        if "pyqtgraph" in sys.modules:
            self.take_axes()

    def take_axes(self) -> None:
        """Have axes from now on, if there are none yet; this loads pyqtgraph."""
        if self._axes is not None:
            return
        from gui.plots.axes.axes import Axes

        self._axes = axes = Axes(self, self._edges(), zoomable=self._zoomable)
        axes.show_range(self._shown)
        if any(self._names):
            axes.set_names(self._names)
        if not self._numbers_below:
            axes.bottom.setStyle(showValues=False)
        if self._looks is not None:
            axes.restyle(*self._looks, self._names)
        self._prepare_axes(axes)
        axes.setGeometry(self.rect())
        axes.setVisible(True)
        axes.box.sigRangeChangedManually.connect(self._stop_following)
        axes.box.sigRangeChanged.connect(self._place_canvas)
        axes.box.sigResized.connect(self._place_canvas)
        self._place_canvas()

    def _prepare_axes(self, axes: Axes) -> None:
        """Make of them what this kind of plot needs, once they are taken."""

    @property
    def axes(self) -> Axes:
        """The axes, which have been taken."""
        assert self._axes is not None
        return self._axes

    def sizeHint(self) -> QSize:
        """As it is: what lies around it decides."""
        return self.size()

    def minimumSizeHint(self) -> QSize:
        """Enough to be seen as a plot."""
        return QSize(LEAST, LEAST)

    def inside(self) -> QRect:
        """The rectangle between the axes, in the widget's own coordinates."""
        if self._axes is None:
            return self._edges().inside(self.width(), self.height())
        return self._axes.inside()

    def _edges(self) -> Edges:
        scale = TypeScale() if self._looks is None else self._looks[1]
        margins = (1, self.overhang, SPACE + 1, self.below)
        metrics = QFontMetrics(scale.font(scale.small))
        left = math.ceil(metrics.horizontalAdvance(self.longest) + room_beside(metrics))
        return Edges(margins, left, self._height_below(scale.base))

    def _height_below(self, base: float) -> int:
        """For the numbers and the name of the bottom axis, as far as it has them."""
        return round(base * (3.0 if self._names[0] else 1.8 if self._numbers_below else 0.6))

    def room_for_names(self) -> tuple[int, int]:
        """How long the names of the bottom and of the left axis may be, in pixels."""
        edges = self._edges()
        return self.width() - edges.left - 1, self.height() - edges.bottom - 1

    def follow(self, view: View) -> None:
        """Show this range, unless the user has zoomed to another."""
        if view == self._wanted:
            return
        self._wanted = view
        if self._limited:
            if self._is_lost():
                self.following = True
                self.axes.box.setLimits(**ANYWHERE)
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
        return self._shown if self._axes is None else self._axes.visible_range()

    def set_names(self, x: str, y: str) -> None:
        """Name the axes."""
        if (x, y) == self._names:
            return
        self._names = (x, y)
        if self._axes is not None:
            self._axes.set_names(self._names)
        self._make_room()

    def hide_epoch_numbers(self) -> None:
        """Leave the numbers of the bottom axis to the plot below."""
        self._numbers_below = False
        if self._axes is not None:
            self._axes.bottom.setStyle(showValues=False)
        self._make_room()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._looks = theme, scale
        self.canvas.set_background(theme.card)
        self.canvas.grid.setPen(cosmetic_pen(theme.grid, 1.0))
        if self._axes is not None:
            self._axes.restyle(theme, scale, self._names)
        self._make_room()

    def _make_room(self) -> None:
        """Give numbers and names the room that they need."""
        if self._axes is None:
            self._place_canvas()
        else:
            self._axes.fit(self._edges())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wear the ring."""
        super().focusInEvent(event)
        self._ring.take(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring off."""
        super().focusOutEvent(event)
        self._ring.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new size: axes, the cover over all, and the ring at the edge."""
        super().resizeEvent(event)
        if self._axes is None:
            self._place_canvas()
        else:
            self._axes.setGeometry(self.rect())
        self.cover.fit()
        self._ring.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, but not so that anybody gets lost far from the run."""
        if self._axes is not None:
            self._set_limits()
            self._axes.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag what is seen, within the same limits."""
        if self._axes is not None:
            self._set_limits()
            self._axes.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._axes is not None:
            self._axes.mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._axes is not None:
            self._axes.mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Follow the run again."""
        if self._axes is not None:
            self._axes.mouseDoubleClickEvent(event)
        self.follow_again()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        if self._axes is not None:
            self._axes.leaveEvent(event)

    def _set_limits(self) -> None:
        """From the first use of the mouse on: to set them takes as long as to change the range."""
        if self._wanted is not None:
            self._limited = True
            self.axes.box.setLimits(**self._limits(self._wanted))

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
        if self._axes is not None:
            self._axes.show_range(view)
        elif view != self._shown:
            self._shown = view
            self._place_canvas()

    def _stop_following(self) -> None:
        self.following = False

    def _place_canvas(self) -> None:
        inside, visible = self.inside(), self.visible_range()
        if min(visible.size) <= 0:
            return  # between two ranges pyqtgraph may squeeze one to nothing, of which nobody is told
        self.canvas.place(inside, visible)
        if self._axes is not None:
            self.canvas.grid.setPath(self._grid(self._axes, inside.width(), inside.height()))
        self.range_changed.emit()

    def _grid(self, axes: Axes, width: int, height: int) -> QPainterPath:
        """Lines at the main ticks of both axes."""
        left, right, bottom, top = self.visible_range()
        path = QPainterPath()
        levels = axes.bottom.tickValues(left, right, width), axes.left.tickValues(bottom, top, height)
        across, up = (level[0][1] if level else [] for level in levels)  # none where a range is squeezed to nothing
        for x in across:
            path.moveTo(x, bottom)
            path.lineTo(x, top)
        for y in up:
            path.moveTo(left, y)
            path.lineTo(right, y)
        return path
