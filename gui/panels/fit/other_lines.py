"""The lines of the runs that are compared with the present one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from gui.panels.fit.fit_range import FitRange
from gui.plots.canvas import Canvas, Writing
from gui.plots.curve import cosmetic_pen
from gui.session.comparison import OTHERS_AT_MOST
from gui.theme.theme import LIGHT, OTHER_WIDTH, Theme, TypeScale

BEHIND, ABOVE = 1.2, 5
"""Where lines and numbers lie."""

APART = 0.05
"""How far the numbers of lines that have become one stand from each other, as a part of the width."""


class OtherLines:
    """Behind the run's own line, in the colours and with the numbers that the charts have for these runs."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._items: list[QGraphicsPathItem] = []
        self._numbers: list[Writing] = []
        self._theme, self._scale = LIGHT, TypeScale()

    def show(self, lines: Sequence[tuple[float, float] | None], view: FitRange) -> None:
        """Draw these lines, each given by its W and b; one whose numbers are not finite stays where it was."""
        while len(self._items) < min(len(lines), OTHERS_AT_MOST):
            self._items.append(self._canvas.add_path(BEHIND))
            self._numbers.append(Writing(self._canvas, ABOVE, str(len(self._items))))
            self.restyle(self._theme, self._scale)
        for place, (item, line) in enumerate(zip(self._items, [*lines, *[None] * OTHERS_AT_MOST], strict=False)):
            if line is None:
                item.setPath(QPainterPath())
                self._numbers[place].hide()
            elif math.isfinite(sum(line)):
                item.setPath(view.line(*line))
                self._number(place, line, view)

    def _number(self, place: int, line: tuple[float, float], view: FitRange) -> None:
        """Write a line's number above it near its right end in view, each a little farther from it than the last."""
        (W, b), number = line, self._numbers[place]
        across, up = (view.right - view.left), (view.top - view.bottom)
        room = number.room.imag * up / max(self._canvas.height(), 1)
        x = view.right - (place + 1) * APART * across
        if not view.bottom <= W * x + b <= view.top and W:  # where it leaves the view
            x = ((view.top if W * x + b > view.top else view.bottom) - b) / W
        y = W * x + b
        number.setVisible(view.left <= x <= view.right and view.bottom - up / 100 <= y <= view.top + up / 100)
        number.setPos(x, min(max(y + room, view.bottom + room), view.top))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for item, colour in zip(self._items, theme.others, strict=False):
            item.setPen(cosmetic_pen(colour, scale.width(OTHER_WIDTH)))
        for number, colour in zip(self._numbers, theme.others, strict=False):
            number.restyle(scale.font(scale.base, bold=True), colour, theme.card)
