"""Points on a plot that can be found under the mouse, and of which one can be selected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt

from gui.panels.fit.point_marks import PointMarks
from gui.plots.nice_numbers import coordinate, snapped
from gui.plots.plot import Plot
from model.dataset import Dataset

POINTS_AT_MOST = 2000
"""More dots only cover one another."""

POINTERS = {False: Qt.CursorShape.OpenHandCursor, True: Qt.CursorShape.ClosedHandCursor}


class PointLayer:
    """Shows points, and knows where they are in pixels."""

    def __init__(self, plot: Plot) -> None:
        self.plot, self.marks = plot, PointMarks(plot.canvas)
        self.data: Dataset | None = None
        self.selected: int | None = None
        """The row of the selected point."""
        plot.range_changed.connect(lambda: self.marks.follow_view(self.pixel_size()))

    def show(self, data: Dataset, rows: NDArray[np.intp] | slice) -> None:
        """Draw these rows of the data in the present range."""
        self.data = data
        x, y = (column[rows, 0].astype(np.float64) for column in (data.x, data.y))
        self.marks.show(x, y, self.pixel_size())
        self.show_selected()

    def select(self, row: int | None) -> None:
        """Ring the point of this row, or none."""
        self.selected = row
        self.show_selected()

    def show_selected(self) -> None:
        """Ring the selected point where it is now."""
        row, data = self.selected, self.data
        self.marks.lift(row)
        if row is not None and data is not None:
            x, y = float(data.x[row, 0]), float(data.y[row, 0])
            across, up = self.pixel_size()
            self.marks.move(x, y, f"({coordinate(x, across)}, {coordinate(y, up)})")

    def point_out(self, holding: bool | None) -> None:
        """Let the mouse show whether something can be moved: None, or whether it is being moved."""
        if holding is None:
            self.plot.unsetCursor()
        else:
            self.plot.setCursor(POINTERS[holding])

    def row_at(self, where: QPointF) -> int | None:
        """The row of the point under the mouse, the nearest where there are several."""
        if self.data is None:
            return None
        x, y = self._pixels(self.data.x[:, 0], self.data.y[:, 0])
        away = np.hypot(x - where.x(), y - where.y())
        nearest = int(away.argmin())
        return nearest if away[nearest] <= self.marks.reach() else None

    def pixel_of(self, row: int) -> QPointF:
        """Where the point of this row is in the plot's own coordinates."""
        assert self.data is not None
        return self.pixel_at(float(self.data.x[row, 0]), float(self.data.y[row, 0]))

    def pixel_at(self, x: float, y: float) -> QPointF:
        """Where these coordinates are in the plot's own."""
        across, down = self._pixels(np.array([x], np.float32), np.array([y], np.float32))
        return QPointF(float(across[0]), float(down[0]))

    def value_under(self, where: QPointF) -> tuple[float, float]:
        """What the axes say at a place in or beside the plot, no finer than the eye can tell it there."""
        x, y = (snapped(value, pixel) for value, pixel in zip(self.under(where), self.pixel_size(), strict=True))
        return x, y

    def under(self, where: QPointF) -> tuple[float, float]:
        """The very x and y of a place in the plot, or of the nearest one in it."""
        inside, view, (across, up) = self.plot.inside(), self.plot.visible_range(), self.pixel_size()
        right_of = min(max(where.x() - inside.left(), 0.0), inside.width())
        below = min(max(where.y() - inside.top(), 0.0), inside.height())
        return view.left + right_of * across, view.top - below * up

    def _pixels(
        self, x: NDArray[np.float32], y: NDArray[np.float32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where points are in the widget's own coordinates; pyqtgraph knows it only when it has painted."""
        inside, view, (across, up) = self.plot.inside(), self.plot.visible_range(), self.pixel_size()
        return inside.left() + (x - np.float64(view.left)) / across, inside.top() + (np.float64(view.top) - y) / up

    def pixel_size(self) -> tuple[float, float]:
        """The width and height of a pixel in the units of the axes."""
        inside, (across, up) = self.plot.inside(), self.plot.visible_range().size
        return across / max(inside.width(), 1), up / max(inside.height(), 1)


def sample(rows: int) -> NDArray[np.intp] | slice:
    """Which of these rows are drawn: all, or as many as can be told apart, evenly from the first to the last."""
    if rows <= POINTS_AT_MOST:
        return slice(None)
    return np.arange(POINTS_AT_MOST, dtype=np.intp) * (rows - 1) // (POINTS_AT_MOST - 1)
