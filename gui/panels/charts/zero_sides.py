"""What it means on which side of zero a curve is: a line at zero, and a few words above and below it."""

from __future__ import annotations

from PySide6.QtGui import QPainterPath

from gui.plots.canvas import Writing
from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.theme.theme import SPACE, Theme, TypeScale

LINE, TEXT = -2, 12
"""Behind the curves, and above them."""


class ZeroSides:
    """Words at the right end of the zero line; a side without room for them has none."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._line = plot.canvas.add_path(LINE)
        self._texts = Writing(plot.canvas, TEXT), Writing(plot.canvas, TEXT)
        self._words = ("", "")
        plot.range_changed.connect(self._place)

    def say(self, above: str, below: str) -> None:
        """Say this of what is above zero, and of what is below."""
        if (above, below) != self._words:
            self._words = above, below
            for text, word in zip(self._texts, self._words, strict=True):
                text.write(word)
            self._place()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._line.setPen(cosmetic_pen(theme.muted, 1.0))
        for text in self._texts:
            text.restyle(scale.font(scale.small), theme.muted, theme.card)
        self._place()

    def _place(self) -> None:
        left, right, bottom, top = self._plot.visible_range()
        canvas, path = self._plot.canvas, QPainterPath()
        if bottom < 0 < top:
            path.moveTo(left, 0.0)
            path.lineTo(right, 0.0)
        self._line.setPath(path)
        rooms = top * canvas.up, -bottom * canvas.up
        for text, room, is_above in zip(self._texts, rooms, (True, False), strict=True):
            text.setVisible(min(rooms) >= 0 and room >= text.room.imag and bool(text.text()))
            y = text.room.imag / canvas.up if is_above else 0.0
            text.setPos(right - (text.room.real + SPACE) / canvas.across, y)
