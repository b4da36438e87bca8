"""The axes of the bowl: W and b along the floor, the loss up a corner of the box."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.panels.bowl.bowl_frame import BowlFrame, path_through
from gui.plots.nice_numbers import NICE, decimals, nice_below, roomy
from gui.theme.number_format import minus, plain
from gui.theme.theme import Theme, TypeScale
from model.drawing.bowl import FLOOR, HIGHEST, UP, Bowl, Points

LARGEST = 1e5
"""Numbers from here on are written in powers of ten where they are too long."""

TICK = 5.0
"""The length of a tick, in pixels at the smallest size of the type."""

PARTS = (0.12, 0.25, 0.45, 0.7, 1.0)
"""At about these parts of the height stand the numbers of the loss."""

Ticks = list[tuple[Points, str]]
"""Places in the box, each of shape (3,), and what is written there."""


class BowlAxes:
    """Painted along with the surface, and behind it; each stands where it hides nothing."""

    def __init__(self) -> None:
        self._font, self._line, self._ink = QFont(), QPen(), QColor()
        self._tick = TICK

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._font, self._tick = scale.font(scale.small), scale.width(TICK)
        self._line, self._ink = QPen(QColor(theme.border), scale.width(1.0)), QColor(theme.muted)

    def paint_lines(self, painter: QPainter, frame: BowlFrame) -> None:
        """Paint the floor, and the axis of the loss at a corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._line)
        painter.drawPath(path_through(frame.place(FLOOR[[0, 1, 2, 3, 0]])))
        painter.drawPath(path_through(frame.place(np.array([frame.corner, frame.corner + UP * HIGHEST]))))

    def paint_ticks(self, painter: QPainter, frame: BowlFrame) -> None:
        """Paint the numbers of W and b along the two sides in front, and those of the loss, where they have room."""
        painter.setFont(self._font)
        taken = list[QRectF]()
        view, (x, y), corner = frame.bowl.view, frame.front, frame.corner
        loss = [(corner + UP * height, text) for height, text in loss_ticks(frame.bowl)]
        W = [(np.array([at, y, 0.0]), text) for at, text in floor_ticks(view.left, view.right, "W")]
        b = [(np.array([x, at, 0.0]), text) for at, text in floor_ticks(view.bottom, view.top, "b")]
        for outwards, ticks in ((corner, loss), (np.array([0.0, y, 0.0]), W), (np.array([x, 0.0, 0.0]), b)):
            self._draw_ticks(painter, frame, outwards, ticks, taken)

    def _draw_ticks(
        self, painter: QPainter, frame: BowlFrame, outwards: Points, ticks: Ticks, taken: list[QRectF]
    ) -> None:
        """Draw ticks that go outwards from the box, and what is written there where no other text is."""
        metrics = QFontMetricsF(self._font)
        canvas = QRectF(0, 0, frame.width, frame.height)
        for place, text in ticks:
            begin, end = frame.place(np.array([place, place + outwards * 0.05]))
            ahead = (end - begin) / max(float(np.hypot(*(end - begin))), 1e-9)
            size = np.array([metrics.horizontalAdvance(text) + 4, metrics.height()])
            middle = begin + ahead * (self._tick + size / 2)
            room = QRectF(*(middle - size / 2), *size)
            ink = room.adjusted(2, 2, -2, -metrics.descent())
            if canvas.contains(ink) and not any(map(ink.intersects, taken)):
                taken.append(ink)
                painter.setPen(self._line)
                painter.drawLine(QPointF(*begin), QPointF(*(begin + ahead * self._tick)))
                painter.setPen(self._ink)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def loss_ticks(bowl: Bowl) -> list[tuple[float, str]]:
    """Heights of the box with the losses that stand there, which are easily read."""
    least = bowl.surface.least
    losses = {nice_below(bowl.loss_at(part * HIGHEST)) for part in PARTS} | {0.0}
    kept = sorted(loss for loss in losses if loss >= least or loss == 0.0 == least)
    heights = bowl.heights(np.array(kept) - least).tolist()
    return [(height, plain(loss)) for height, loss in zip(heights, kept, strict=True)]


def floor_ticks(low: float, high: float, name: str) -> list[tuple[float, str]]:
    """Where the axis's name and easily read numbers of a range stand on a side of the box, which is from -1 to 1."""
    step = roomy((high - low) / 4, NICE)
    numbers = [step * place for place in range(math.ceil(low / step), math.floor(high / step) + 1)]
    places = max(0, decimals(step))
    texts = [minus(f"{n:.{places}f}") if abs(n) < LARGEST else plain(n) for n in numbers]
    at = [2 * (n - low) / (high - low) - 1 for n in numbers]
    return [(sum(at[-2:]) / 2 if len(at) > 1 else 1.0, name), *zip(at, texts, strict=True)]
