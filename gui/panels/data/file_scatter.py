"""The points that two columns of a file would give, before they are opened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.session.overrides import keeps_faults
from gui.theme.theme import SPACE
from model.dataset import Dataset

POINTS_AT_MOST = 2000
"""More cannot be told apart."""

DOT = 5.0
"""Pixels across a point."""


class ScatterPreview(QWidget):
    """A small scatter plot: y over x, from the least value to the largest, which stand at the ends of the axes."""

    def __init__(self) -> None:
        super().__init__()
        self._data: Dataset | None = None
        self.setMinimumSize(160, 60)

    def show_data(self, data: Dataset | None) -> None:
        """Show these points, or none."""
        self._data = data
        self.setAccessibleName("" if data is None else f"{data.x_name}, {data.y_name}: {len(data)}")
        self.update()

    @keeps_faults
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axes, their ends and the points."""
        if self._data is not None:
            with QPainter(self) as painter:
                self._draw(painter, self._data)

    def _draw(self, painter: QPainter, data: Dataset) -> None:
        line, inside = self.fontMetrics().height(), QRectF(self.rect())
        inside.adjust(SPACE, line * 1.3, -SPACE, -line * 1.3)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawRect(inside)
        self._write(painter, inside, data)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self.palette().color(QPalette.ColorRole.Highlight))
        pen.setWidthF(DOT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(_places(data, inside.adjusted(DOT, DOT, -DOT, -DOT)))

    def _write(self, painter: QPainter, inside: QRectF, data: Dataset) -> None:
        """The names of the axes, and the values at their ends."""
        above = QRectF(inside.left(), 0, inside.width(), inside.top())
        below = QRectF(inside.left(), inside.bottom(), inside.width(), self.height() - inside.bottom())
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(above, left | middle, self._short(f"{data.y_name}  {_ends(data.y)}", above.width()))
        painter.drawText(below, right | middle, self._short(f"{data.x_name}  {_ends(data.x)}", below.width()))

    def _short(self, text: str, room: float) -> str:
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(room))


def _ends(values: NDArray[np.float32]) -> str:
    return f"{values.min():.4g} … {values.max():.4g}"


def _places(data: Dataset, inside: QRectF) -> QPolygonF:
    """Where the points are drawn, evenly chosen among too many."""
    every = -(-len(data) // POINTS_AT_MOST)
    x, y = (_share(column[::every, 0].astype(np.float64)) for column in (data.x, data.y))
    across, down = inside.left() + x * inside.width(), inside.bottom() - y * inside.height()
    return QPolygonF([QPointF(*place) for place in zip(across.tolist(), down.tolist(), strict=True)])


def _share(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each value lies between the least and the largest, from 0 to 1."""
    low, high = values.min(), values.max()
    return np.full_like(values, 0.5) if low == high else (values - low) / (high - low)
