"""What is left between the points and the line: a thin line each, and if it is wanted its square and their mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gui.panels.fit.loss_bar import LossBar
from gui.panels.fit.point_marks import CROWDED
from gui.panels.fit.squares import Squares
from gui.plots.canvas import Canvas, lines_through
from gui.plots.curve import cosmetic_pen
from gui.theme.theme import THIN_WIDTH, Theme, TypeScale
from model.dataset import Dataset
from model.theory.surface import loss_surface

RESIDUALS_AT_MOST = CROWDED
"""More lines would only be a shade."""


class Residuals:
    """Lines and squares on a canvas, and the bar that belongs beside it; of a crowd of points the bar alone."""

    def __init__(self, canvas: Canvas) -> None:
        self.lines = canvas.add_path(1)
        self.squares, self.bar = Squares(canvas), LossBar()
        self.bar.hide()
        self.squared = False
        self._data: Dataset | None = None
        self._x: NDArray[np.float64] = np.empty(0)
        self._y: NDArray[np.float64] = np.empty(0)

    @property
    def drawn(self) -> bool:
        """Whether the points are few enough for residuals to be told apart."""
        return self._data is not None and len(self._data) <= RESIDUALS_AT_MOST

    def take(self, data: Dataset, *, others: bool) -> None:
        """Measure from these points from now on: others, or the same ones of which some were moved."""
        self._data = data
        self._x = data.x[:, 0].astype(np.float64) if self.drawn else np.empty(0)
        self._y = data.y[:, 0].astype(np.float64) if self.drawn else np.empty(0)
        if others:
            self.squares.forget_sides()
            self.bar.forget_scale()

    def set_squared(self, on: bool) -> None:
        """Show the squares and their mean from the next line on, or hide them."""
        self.squared = on
        self.bar.setVisible(on)
        self.bar.forget_scale()
        if not on:
            self.squares.hide()

    def show(self, W: float, b: float, bottom: float, top: float) -> None:
        """Show what y = W x + b leaves; beyond bottom and top nothing is drawn."""
        on_line = W * self._x + b
        ends = np.minimum(np.maximum(on_line, bottom), top)
        rows = zip(self._x.tolist(), self._y.tolist(), ends.tolist(), strict=True)
        self.lines.setPath(lines_through([(complex(x, y), complex(x, end)) for x, y, end in rows]))
        if self.squared and self._data is not None:
            surface = loss_surface(self._data)
            if not self.bar.scale:  # that of the line y = 0, with which most runs begin
                self.bar.set_scale(self._data.y[:, 0].astype(np.float64) ** 2)
            self.squares.show(self._x, self._y, ends, surface.W_best)
            self.bar.show_loss(surface.loss(W, b), (on_line - self._y) ** 2)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.lines.setPen(cosmetic_pen(theme.error, scale.width(THIN_WIDTH)))
        self.squares.restyle(theme, scale)
        self.bar.restyle(theme, scale)
