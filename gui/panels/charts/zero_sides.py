"""What it means on which side of zero a curve is: a line at zero, and a few words above and below it."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QColor, QFont, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem

from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.theme.theme import SANS, SPACE, Theme, TypeScale

LINE, TEXT = -2, 12
"""Behind the curves, and above them."""

HALO = 4.0
"""The width, in pixels, of what parts the words from curves behind them."""


class ZeroSides:
    """Words at the right end of the zero line; a side without room for them has none."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._line = plot.canvas.add_path(LINE)
        self._halos, self._texts = self._items(TEXT), self._items(TEXT + 1)
        self._words = ("", "")
        plot.range_changed.connect(self._place)

    def say(self, above: str, below: str) -> None:
        """Say this of what is above zero, and of what is below."""
        if (above, below) != self._words:
            self._words = above, below
            for items in (self._halos, self._texts):
                for item, text in zip(items, self._words, strict=True):
                    item.setText(text)
            self._place()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._line.setPen(cosmetic_pen(theme.muted, 1.0))
        font = QFont(SANS)
        font.setPixelSize(scale.small)
        for halo, text in zip(self._halos, self._texts, strict=True):
            for item in (halo, text):
                item.setFont(font)
            halo.setPen(QPen(QColor(theme.card), HALO))
            text.setBrush(QBrush(QColor(theme.muted)))
        self._place()

    def _items(self, z: float) -> tuple[QGraphicsSimpleTextItem, ...]:
        items = QGraphicsSimpleTextItem(), QGraphicsSimpleTextItem()
        for item in items:
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._plot.canvas.add(item, z)
        return items

    def _place(self) -> None:
        left, right, bottom, top = self._plot.visible_range()
        canvas, path = self._plot.canvas, QPainterPath()
        if bottom < 0 < top:
            path.moveTo(left, 0.0)
            path.lineTo(right, 0.0)
        self._line.setPath(path)
        rooms = top * canvas.up, -bottom * canvas.up
        for halo, text, room, is_above in zip(self._halos, self._texts, rooms, (True, False), strict=True):
            size = text.boundingRect().size()
            visible = min(rooms) >= 0 and room >= size.height() and bool(text.text())
            y = size.height() / canvas.up if is_above else 0.0
            for item in (halo, text):
                item.setVisible(visible)
                item.setPos(right - (size.width() + SPACE) / canvas.across, y)
