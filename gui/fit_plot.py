"""The data, the line that is being fitted, and what is left between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath, QResizeEvent

from gui.card import Card, label, legend
from gui.curve import cosmetic_pen
from gui.epoch_plot import TWIN_STYLES
from gui.plot import Plot
from gui.theme import CURVE_WIDTH, LINE_WIDTH, POINT_SIZE, THIN_WIDTH, Theme, TypeScale
from model.dataset import Dataset


class FitPlot(Card):
    """Points, line and residuals; while W and b are not finite, the last line that was stays."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plot = Plot(zoomable=False)
        self.body.addWidget(self.plot, 1)
        self._legend = label("legend")
        self.header.addWidget(self._legend)
        self._residuals, self._line, self._halo, self._points = (self.plot.canvas.add_path(z) for z in range(1, 5))
        self._twins = [self.plot.canvas.add_path(5) for _ in TWIN_STYLES]
        self._x: NDArray[np.float64] = np.empty(0)
        self._y: NDArray[np.float64] = np.empty(0)
        self._both, self._ends = self._x, self._y
        """x and y of both ends of each residual: at the point, and on the line."""
        self._view = (0.0, 1.0, 0.0, 1.0)
        self._shown = (math.nan, math.nan)
        self.retranslate()

    def show_data(self, data: Dataset) -> None:
        """Draw these points and choose a range in which they and the origin's line can be seen."""
        self._x = data.x[:, 0].astype(np.float64)
        self._y = data.y[:, 0].astype(np.float64)
        left, right = _padded(min(0.0, self._x.min()), self._x.max())
        bottom, top = _padded(min(0.0, self._y.min()), max(0.0, self._y.max()))
        self._view = (left, right, bottom, top)
        self.plot.follow(left, right, bottom, top)
        self._both, self._ends = np.repeat(self._x, 2), np.repeat(self._y, 2)
        dots = _dots(self._x, self._y, 1e-6 * (right - left))
        self._points.setPath(dots)
        self._halo.setPath(dots)
        self._shown = (math.nan, math.nan)

    def show_line(self, W: float, b: float) -> None:
        """Draw y = W x + b and the residuals it leaves."""
        if (W, b) == self._shown or not math.isfinite(W + b):
            return
        self._shown = (W, b)
        self._line.setPath(self._visible_line(W, b))
        bottom, top = self._far()
        self._ends[1::2] = np.minimum(np.maximum(W * self._x + b, bottom), top)
        self._residuals.setPath(pg.functions.arrayToQPath(self._both, self._ends, connect="pairs", finiteCheck=False))

    def show_twins(self, lines: Sequence[tuple[float, float]]) -> None:
        """Draw the lines of the twins, each given by its W and b, dashed and dotted."""
        for item, line in zip(self._twins, (*lines, None, None), strict=False):
            if line is None:
                item.setPath(QPainterPath())
            elif math.isfinite(sum(line)):
                item.setPath(self._visible_line(*line))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self.setMinimumHeight(scale.base * 13)
        self.plot.restyle(theme, scale)
        self._line.setPen(cosmetic_pen(theme.line, LINE_WIDTH * scale.base / 13))
        for twin, style in zip(self._twins, TWIN_STYLES, strict=True):
            twin.setPen(cosmetic_pen(theme.text, CURVE_WIDTH * scale.base / 13, style))
        self._residuals.setPen(cosmetic_pen(theme.error, THIN_WIDTH * scale.base / 13))
        size = POINT_SIZE * scale.base / 13
        self._points.setPen(cosmetic_pen(theme.point, size))
        self._halo.setPen(cosmetic_pen(theme.card, size + 4))
        self._colours = (theme.point, theme.line, theme.error)
        self._show_legend()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Fit"))
        self._name_axes()
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the axes as fully as there is room for."""
        super().resizeEvent(event)
        self._name_axes()
        self.resized.emit()

    def _name_axes(self) -> None:
        room = self.plot.height() - self.plot.axes()[0].height()
        names = (self.tr("y_train: exam score (dependent variable)"), self.tr("y_train: exam score"), "y_train")
        y = next((name for name in names if self.fontMetrics().horizontalAdvance(name) < room), names[-1])
        self.plot.set_names(self.tr("x_train: hours studied (independent variable)"), y)

    _colours = ("black", "black", "black")

    def _visible_line(self, W: float, b: float) -> QPainterPath:
        """The line within the view or not far from it: Qt draws nothing at coordinates such as 1e19."""
        path = QPainterPath()
        bottom, top = self._far()
        for draw, x in ((path.moveTo, self._view[0]), (path.lineTo, self._view[1])):
            y = W * x + b
            within = min(max(y, bottom), top)
            draw(x if within == y or W == 0 else (within - b) / W, within)
        return path

    def _far(self) -> tuple[float, float]:
        _, _, bottom, top = self._view
        return bottom - 20 * (top - bottom), top + 20 * (top - bottom)

    def _show_legend(self) -> None:
        names = (self.tr("● data"), self.tr("— hypothesis W x + b"), self.tr("| residual"))
        self._legend.setText(legend(names, self._colours))


def _padded(low: float, high: float) -> tuple[float, float]:
    """A range with a tenth of air at both ends."""
    air = (high - low or 1.0) / 6
    return low - air, high + air


def _dots(x: NDArray[np.float64], y: NDArray[np.float64], length: float) -> QPainterPath:
    """Strokes too short to be seen, which a wide pen with round caps makes into dots; Qt skips those of no length."""
    ends = np.stack([x, x + length], axis=1).reshape(-1)
    path: QPainterPath = pg.functions.arrayToQPath(ends, np.repeat(y, 2), connect="pairs")
    return path
