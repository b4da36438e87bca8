"""The lines of the runs that are compared with the present one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from gui.panels.fit.fit_range import FitRange
from gui.plots.canvas import Canvas
from gui.plots.curve import cosmetic_pen
from gui.session.comparison import OTHERS_AT_MOST
from gui.theme.theme import LIGHT, OTHER_WIDTH, Theme, TypeScale

BEHIND = 1.2


class OtherLines:
    """Behind the run's own line, in the colours that the charts have for these runs."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._items: list[QGraphicsPathItem] = []
        self._theme, self._scale = LIGHT, TypeScale()

    def show(self, lines: Sequence[tuple[float, float] | None], view: FitRange) -> None:
        """Draw these lines, each given by its W and b; one whose numbers are not finite stays where it was."""
        while len(self._items) < min(len(lines), OTHERS_AT_MOST):
            self._items.append(self._canvas.add_path(BEHIND))
            self.restyle(self._theme, self._scale)
        for item, line in zip(self._items, [*lines, *[None] * OTHERS_AT_MOST], strict=False):
            if line is None:
                item.setPath(QPainterPath())
            elif math.isfinite(sum(line)):
                item.setPath(view.line(*line))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for item, colour in zip(self._items, theme.others, strict=False):
            item.setPen(cosmetic_pen(colour, scale.width(OTHER_WIDTH)))
