"""A plot of points that can be found under the mouse, and of which one can be selected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal

from gui.panels.fit.point_marks import PointMarks
from gui.plots.nice_numbers import coordinate, snapped
from gui.plots.plot import Plot
from gui.theme.theme import Theme, TypeScale
from model.dataset import Dataset

POINTERS = {None: None, False: Qt.CursorShape.OpenHandCursor, True: Qt.CursorShape.ClosedHandCursor}


class PointPlot(Plot):
    """Shows points, and knows where they are in pixels."""

    hovered = Signal(bool)
    """Whether the mouse has come to a point that can be moved, or left it."""

    def __init__(self) -> None:
        super().__init__(zoomable=False)
        self.marks = PointMarks(self.canvas)
        self.data: Dataset | None = None
        self.selected: int | None = None
        """The row of the selected point."""
        self._pointer: Qt.CursorShape | None = None
        self.range_changed.connect(self.marks.place_tag)

    def draw_points(self, data: Dataset, rows: NDArray[np.intp] | slice) -> None:
        """Draw these rows of the data in the present range."""
        self.data = data
        left, right, bottom, top = self.visible_range()
        x, y = (column[rows, 0].astype(np.float64) for column in (data.x, data.y))
        self.marks.show(x, y, (right - left, top - bottom))
        self.show_selected()

    def select(self, row: int | None) -> None:
        """Ring the point of this row, or none."""
        self.selected = row
        self.show_selected()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        super().restyle(theme, scale)
        self.marks.restyle(theme, scale)

    def show_selected(self) -> None:
        """Ring the selected point where it is now."""
        row, data = self.selected, self.data
        self.marks.lift(row)
        if row is not None and data is not None:
            x, y = float(data.x[row, 0]), float(data.y[row, 0])
            across, up = self._pixel_size()
            self.marks.move(x, y, f"({coordinate(x, across)}, {coordinate(y, up)})")

    def point_out(self, holding: bool | None) -> None:
        """Let the mouse show whether there is a point to be moved: None, or whether it is being moved."""
        pointer = POINTERS[holding]
        if pointer is self._pointer:
            return
        self._pointer = pointer
        if pointer is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(pointer)
        self.hovered.emit(pointer is not None)

    def row_at(self, where: QPointF) -> int | None:
        """The row of the point under the mouse, the nearest where there are several."""
        if self.data is None:
            return None
        x, y = self._pixels(self.data.x[:, 0], self.data.y[:, 0])
        away = np.hypot(x - where.x(), y - where.y())
        nearest = int(away.argmin())
        return nearest if away[nearest] <= self.marks.reach() else None

    def pixel_of(self, row: int) -> QPointF:
        """Where the point of this row is in the widget's own coordinates."""
        assert self.data is not None
        x, y = self._pixels(self.data.x[row], self.data.y[row])
        return QPointF(float(x[0]), float(y[0]))

    def _pixels(
        self, x: NDArray[np.float32], y: NDArray[np.float32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where points are in the widget's own coordinates; pyqtgraph knows it only when it has painted."""
        inside, (left, _, _, top), (across, up) = self.inside(), self.visible_range(), self._pixel_size()
        return inside.left() + (x - np.float64(left)) / across, inside.top() + (np.float64(top) - y) / up

    def value_under(self, where: QPointF) -> tuple[float, float]:
        """What the axes say at a place in or beside the plot, no finer than the eye can tell it there."""
        inside, (left, _, _, top), (across, up) = self.inside(), self.visible_range(), self._pixel_size()
        right_of = min(max(where.x() - inside.left(), 0.0), inside.width())
        below = min(max(where.y() - inside.top(), 0.0), inside.height())
        return snapped(left + right_of * across, across), snapped(top - below * up, up)

    def _pixel_size(self) -> tuple[float, float]:
        """The width and height of a pixel in the plot's coordinates."""
        inside, (left, right, bottom, top) = self.inside(), self.visible_range()
        return (right - left) / max(inside.width(), 1), (top - bottom) / max(inside.height(), 1)
