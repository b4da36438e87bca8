"""The mean of the squares as a bar, which is the loss."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.plots.canvas import Canvas, joined_path
from gui.plots.curve import cosmetic_pen
from gui.plots.nice_numbers import roomy
from gui.theme.number_format import at_a_glance, plain
from gui.theme.theme import THIN_WIDTH, Theme, TypeScale
from gui.theme.tips import WrapsTips
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel
from model.drawing.view import View

BAR = QRectF(0.45, 0.0, 0.4, 1.0)
TICKS = (0.1, 0.36)
"""Where bar and ticks stand, in parts of the width; and the bar's height, in parts of the loss."""


class LossBar(Translated, WrapsTips, QWidget):
    """A bar from 0 to the loss, a tick for each square beside it, and the loss as a number below.

    Its scale is fixed: bars can be compared all through a run, and with those of other runs on the same data.
    """

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self.top, self.number = StillLabel("note", alignment=middle), StillLabel("mean", alignment=middle)
        self.name = StillLabel("note", alignment=middle)
        self.canvas = Canvas(self)
        for part in (self.top, self.number, self.name):
            part.setParent(self)
            part.fill()
        self._column, self.bar, self.ticks = (self.canvas.add_path(z) for z in range(3))
        self.scale = 0.0
        """What the whole height stands for, in the unit of y squared; 0 before it is known."""
        self._loss, self._squares = 0.0, np.empty(0)
        self._foot = 0
        self.retranslate()

    def show_loss(self, loss: float, squares: NDArray[np.float64]) -> None:
        """Show this mean of the squares, and those of them, of shape (n,), that the scale has room for."""
        self._loss, self._squares = loss, squares
        self._draw()

    def set_scale(self, squares: NDArray[np.float64]) -> None:
        """Have room for these squares and their mean, unless a few of them are far larger than that."""
        mean, largest = (float(squares.mean()), float(squares.max())) if len(squares) else (0.0, 0.0)
        self.scale = roomy(min(largest, 3 * mean))
        self._place()
        self._draw()

    def forget_scale(self) -> None:
        """Need another scale: the data are others."""
        self.scale = 0.0

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        fill = QColor(theme.error)
        self.canvas.set_background(theme.card)
        self._column.setBrush(QColor(theme.grid))
        self.bar.setBrush(fill)
        self.ticks.setPen(cosmetic_pen(fill, scale.width(THIN_WIDTH)))
        for part in (self.top, self.number, self.name):
            part.keep_room("")
        self.setFixedWidth(round(scale.base * 5.4))
        self._foot = round(scale.base * 3.0) + 1  # as high as the axis beside it, so that both plots stand on one line
        self._place()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.name.setText(self.tr("line's loss"))
        self.setToolTip(
            self.tr(
                "The mean of the squares: the loss of the line as it is drawn, with which the next epoch begins.\n"
                "The loss among the numbers below is that of the line before this epoch's step.\n"
                "Each tick is the square of one point. The scale stays as it is for these data."
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give everything its place."""
        super().resizeEvent(event)
        self._place()

    def _draw(self) -> None:
        self.number.setText(at_a_glance(self._loss))
        more = "> " if self._loss > self.scale else ""
        self.top.setText(f"{more}{plain(self.scale, 3)}" if self.scale else "")
        path = QPainterPath()
        path.addRect(QRectF(BAR.left(), 0, BAR.width(), min(self._loss, self.scale) * BAR.height()))
        self.bar.setPath(path)
        within = np.repeat(self._squares[self._squares <= self.scale], 2)
        ends = np.tile(TICKS, len(within) // 2)
        self.ticks.setPath(joined_path(ends, within, "pairs", finite=True))

    def _place(self) -> None:
        line, width = self.top.height(), self.width()
        height = self.height() - line - self._foot
        self.top.setGeometry(0, 0, width, line)
        self.number.setGeometry(0, self.height() - self._foot + 2, width, self.number.height())
        self.name.setGeometry(0, min(self.number.geometry().bottom() + 1, self.height() - line), width, line)
        if height <= 0 or self.scale <= 0:
            return
        column = QPainterPath()
        column.addRect(QRectF(BAR.left(), 0, BAR.width(), self.scale))
        self._column.setPath(column)
        self.canvas.place(QRect(0, line, width, height), View(0.0, 1.0, 0.0, self.scale))
