"""The optimum and the start of a run on the landscape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.panels.landscape.landscape_frame import Frame
from gui.plots.canvas import curve_through, empty_path, lines_through
from gui.theme.theme import POINT_SIZE, Theme, TypeScale
from model.drawing.landscape import Point, along_valley, best_near
from model.theory.surface import LossSurface


class LandscapeMarks:
    """A cross at the optimum, or a line along a valley of equally good ones, and a ring at the start."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self._halo, self.best, self.start = (QGraphicsPathItem(parent) for _ in range(3))
        for item, z in ((self._halo, 10), (self.best, 11), (self.start, 12)):
            item.setZValue(z)
        self._arm = POINT_SIZE

    def show(self, frame: Frame, surface: LossSurface, start: Point) -> None:
        """Draw both."""
        if surface.x_sd > 0:
            middle, arm = frame.pixel(best_near(surface, start)), self._arm * 1.1
            best = lines_through([(middle - aside, middle + aside) for aside in (complex(arm), arm * 1j)])
        else:
            best = curve_through(*frame.pixels(*along_valley(surface, frame.view, 2)))
        self._halo.setPath(best)
        self.best.setPath(best)
        begin, ring, radius = frame.pixel(start), empty_path(), self._arm * 0.45
        ring.addEllipse(begin.real - radius, begin.imag - radius, 2 * radius, 2 * radius)
        self.start.setPath(ring)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._arm = scale.width(POINT_SIZE)
        self._halo.setPen(_pen(theme.card, scale.width(6.0)))
        self.best.setPen(_pen(theme.error, scale.width(3.0)))
        self.start.setPen(_pen(theme.line, scale.width(2.0)))
        self.start.setBrush(QColor(theme.card))


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
