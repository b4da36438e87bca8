"""What lies around the box of a plot."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

AIR = 0.6
"""Between the name of an axis, its numbers and its line, in heights of a number."""


def room_beside(metrics: QFontMetrics) -> float:
    """What the name of the left axis and the air around its numbers take, written in this font."""
    return (1 + AIR) * metrics.height()


class Edges(NamedTuple):
    """What lies around the box, in pixels: margins of the plot, the width of the left and the height of the lower axis.

    Margins are given as Qt does: left, top, right and bottom.
    """

    margins: tuple[int, int, int, int]
    left: int
    bottom: int

    def inside(self, width: int, height: int) -> QRect:
        """The box in a plot of this size."""
        left, top, right, bottom = self.margins
        # With the pixels that its far ends touch, as pyqtgraph has it.
        across, up = width - left - self.left - right + 2, height - top - self.bottom - bottom + 2
        return QRect(left + self.left, top, max(across, 2), max(up, 2))
