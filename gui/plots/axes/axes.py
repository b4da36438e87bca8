"""The axes of a plot and the box between them, with what the mouse does there: pyqtgraph's."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsGridLayout, QWidget

from gui.plots.axes.axis import Axis, ValueAxis
from gui.plots.axes.edges import Edges
from gui.theme.theme import Theme, TypeScale
from model.drawing.view import View


class Axes(pg.GraphicsView):
    """Fills a plot, below all else in it, which has mouse and keyboard and hands over what it does not need itself.

    Not a PlotWidget: that makes some fifty widgets of its own for a menu, which is a tenth of a second at the start.
    """

    def __init__(self, plot: QWidget, edges: Edges, *, zoomable: bool) -> None:
        super().__init__(plot, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # to the plot, from which it has come
        self.bottom, self.left = Axis("bottom"), ValueAxis("left")
        self.box = pg.ViewBox(enableMenu=False)
        self.box.disableAutoRange()
        self.box.setMouseEnabled(x=zoomable, y=zoomable)
        whole = pg.GraphicsWidget()
        layout = QGraphicsGridLayout(whole)
        layout.setContentsMargins(*edges.margins)
        layout.setSpacing(0)
        layout.addItem(self.left, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self.bottom, 1, 1)
        layout.setRowStretchFactor(0, 1)
        layout.setColumnStretchFactor(1, 1)
        for axis in self.both:
            axis.linkToView(self.box)
            axis.enableAutoSIPrefix(False)
        self.fit(edges)
        self.setCentralItem(whole)
        self.lower()

    @property
    def both(self) -> tuple[Axis, Axis]:
        """The bottom and the left axis."""
        return self.bottom, self.left

    def inside(self) -> QRect:
        """The rectangle between the axes, in the plot's coordinates."""
        rectangle: QRect = self.mapFromScene(self.box.sceneBoundingRect()).boundingRect()
        return rectangle

    def position(self, x: float, y: float) -> QPoint:
        """Where a point of the axes' coordinates is, in the plot's own."""
        pixel: QPoint = self.mapFromScene(self.box.mapViewToScene(QPointF(x, y)))
        return pixel

    def visible_range(self) -> View:
        """What is visible, in the units of the axes."""
        (left, right), (bottom, top) = self.box.viewRange()
        return View(float(left), float(right), float(bottom), float(top))

    def show_range(self, view: View) -> None:
        """Let this be visible."""
        self.box.setRange(xRange=view[:2], yRange=view[2:], padding=0)

    def fit(self, edges: Edges) -> None:
        """Have the room that these give."""
        self.left.setWidth(edges.left)
        self.bottom.setHeight(edges.bottom)

    def set_names(self, names: tuple[str, str]) -> None:
        """Name the bottom and the left axis."""
        for axis, name in zip(self.both, names, strict=True):
            axis.setLabel(name)
            axis.resizeEvent()  # which puts the name into the middle

    def restyle(self, theme: Theme, scale: TypeScale, names: tuple[str, str]) -> None:
        """Apply the theme to numbers and names."""
        self.setBackground(QColor(theme.card))
        font = scale.font(scale.small)
        for axis, name in zip(self.both, names, strict=True):
            axis.setPen(QColor(theme.border))
            axis.setTextPen(QColor(theme.muted))
            axis.setStyle(tickFont=font, tickLength=4)
            axis.label.setFont(font)
            axis.setLabel(name, color=theme.muted, **{"font-size": f"{scale.small}px"})
