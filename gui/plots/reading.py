"""One epoch of a chart, pointed out: a line, a dot on each curve, and its numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from gui.plots.canvas import Canvas
from gui.plots.curve import DOT, DOT_WIDTH, cosmetic_pen
from gui.theme.theme import SPACE, Theme, TypeScale
from model.drawing.view import View

ABOVE = 30


class Reading:
    """Plain items that are moved when something is pointed out, and cost nothing in other frames."""

    def __init__(self, canvas: Canvas, columns: Mapping[str, object]) -> None:
        self._canvas = canvas
        self.line = canvas.add_path(ABOVE)
        self.dots = {name: canvas.add_path(ABOVE + 1) for name in columns}
        self.tag = QGraphicsRectItem()
        self.tag.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.text = QGraphicsSimpleTextItem(self.tag)
        canvas.add(self.tag, ABOVE + 2)
        self.hide()

    def restyle(self, colours: Mapping[str, str], theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.line.setPen(cosmetic_pen(theme.muted, 1.0))
        for name, dot in self.dots.items():
            dot.setPen(cosmetic_pen(colours[name], scale.width(DOT_WIDTH)))
        self.text.setFont(scale.font(scale.small))
        self.text.setBrush(QBrush(QColor(theme.text)))
        self.tag.setBrush(QColor(theme.card))
        self.tag.setPen(cosmetic_pen(theme.muted, 1.0))

    def show(self, text: str, epoch: int, heights: Mapping[str, float], view: View) -> None:
        """Say this of an epoch, whose values stand at these heights of the chart; some may be nowhere."""
        line = QPainterPath()
        if view.left <= epoch <= view.right:
            line.moveTo(epoch, view.bottom)
            line.lineTo(epoch, view.top)
        self.line.setPath(line)
        seen = {name: y for name, y in heights.items() if math.isfinite(y) and view.contains((epoch, y))}
        for name, dot in self.dots.items():
            path = QPainterPath()
            if name in seen:
                path.moveTo(epoch, seen[name])
                path.lineTo(epoch + DOT, seen[name])
            dot.setPath(path)
        self._write(text, epoch, max(seen.values(), default=view.top), view)

    def say(self, text: str, view: View) -> None:
        """Say this in the corner, of no epoch."""
        self.hide()
        self._write(text, view.left, view.top, view)

    def hide(self) -> None:
        """Show nothing."""
        self.tag.setVisible(False)
        for item in (self.line, *self.dots.values()):
            item.setPath(QPainterPath())

    def _write(self, text: str, x: float, y: float, view: View) -> None:
        """Beside a place, above it where there is room, and always within the chart."""
        pad, canvas = SPACE / 2, self._canvas
        self.text.setText(text)
        if self.text.boundingRect().width() + 2 * pad > canvas.width():
            self.text.setText(text.replace(", ", ",\n"))
        size = self.text.boundingRect().size()
        width, height = size.width() + 2 * pad, size.height() + pad
        self.tag.setRect(QRectF(0, 0, width, height))
        self.text.setPos(pad, pad / 2)
        right, down = (x - view.left) * canvas.across, (view.top - y) * canvas.up
        left = right + SPACE if right + SPACE + width <= canvas.width() else right - SPACE - width
        top = down - SPACE - height if down >= SPACE + height else down + SPACE
        left = min(max(left, 1.0), max(canvas.width() - width - 1, 1.0))
        top = min(max(top, 1.0), max(canvas.height() - height - 1, 1.0))
        self.tag.setPos(view.left + left / canvas.across, view.top - top / canvas.up)
        self.tag.setVisible(True)
