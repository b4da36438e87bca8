"""A column of other runs beside the run's own, each in its colour and with its number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from gui.plots.canvas import Canvas, Writing
from gui.plots.curve import Curve
from gui.theme.theme import OTHER_WIDTH, Theme, TypeScale, between
from model.drawing.view import View
from model.history import History

BEYOND = 1000.0
"""A curve that leaves the chart is drawn this many of its heights far: Qt draws nothing that is at 1e19."""

BEHIND, ABOVE = 0, 16

AT_ONCE = 4096
"""Epochs that are looked at in one go, from the newest backwards, for a place of a number."""

FIRST_NUMBER, NEXT_NUMBER = 0.12, 0.09
"""Where the numbers stand, as shares of the width: one beside the other, for curves often lie on one another."""


WIDER, PALER = 3.2, 0.55
"""By so many of its widths a curve is wider for each that lies upon it, and so much nearer to the paper: it is seen on
both sides of it, and that upon it."""

Rows = tuple[int, int | None]
"""The first row that is drawn, and the one after the last; None for all that there are."""

ALL: Rows = (0, None)

NOTHING = np.empty(0, np.float32)


class OtherCurves:
    """Curves behind the run's own; one that is given again is only added to. Their numbers lie above everything."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._curves: list[Curve] = []
        self._numbers: list[Writing] = []
        self._paper = "white"
        self._histories: list[History | None] = []
        self._column = ""
        self._colours: tuple[str, ...] = ("grey",)
        self._width = OTHER_WIDTH
        self._font = QFont()
        self._logarithmic = False
        self._placed: object = None
        self._over: tuple[int, ...] = ()

    def show(self, histories: Sequence[History], column: str, visible: View, rows: Rows = ALL) -> None:
        """Draw this column of these runs, or these rows of it, in this range of the chart."""
        self._column = column
        while len(self._curves) < len(histories):
            self._add()
        wanted = [*histories, *[None] * (len(self._curves) - len(histories))]
        for curve, known, history in zip(self._curves, self._histories, wanted, strict=True):
            if _key(history) is not _key(known):
                curve.forget()
        self._histories = wanted
        self.fit(visible, rows)

    @property
    def averaged(self) -> list[int]:
        """Of each curve, how many epochs a point of it is the mean of."""
        return [curve.averaged for curve in self._curves]

    def fit(self, visible: View, rows: Rows = ALL) -> None:
        """Draw these rows, keep within reach of this range, and the numbers in it."""
        left, right, bottom, top = visible
        far = BEYOND * (top - bottom)
        for curve, history in zip(self._curves, self._histories, strict=True):
            curve.show_column(NOTHING if history is None else history.column(self._column), *rows)
            curve.set_clip(None if self._logarithmic else (bottom - far, top + far))
        lengths = [0 if history is None else len(history) for history in self._histories]
        places = [self._row(index, left, right) for index in range(len(lengths))]
        reached = tuple(map(min, places, lengths))  # numbers wait there for a curve that comes later
        state = (tuple(map(_key, self._histories)), reached, visible, self._logarithmic, self._canvas.size())
        if state != self._placed:
            self._placed = state
            for number, history, row in zip(self._numbers, self._histories, places, strict=True):
                self._place(number, history, row, visible)

    def _place(
        self,
        number: QGraphicsSimpleTextItem,
        history: History | None,
        row: int,
        visible: View,
    ) -> None:
        """Put a number above its curve where it belongs, or where the curve was last to be seen before."""
        left, _, bottom, top = visible
        place = self._last_inside(history, max(0, math.ceil(left)), row + 1, (bottom, top)) if history else None
        number.setVisible(place is not None)
        if place is not None:
            epoch, value = place
            pixel = (top - bottom) / max(self._canvas.height(), 1)
            number.setPos(epoch, min(value + number.boundingRect().height() * pixel, top))

    def _last_inside(
        self, history: History, first: int, end: int, shown: tuple[float, float]
    ) -> tuple[int, float] | None:
        """The last of these epochs at which the curve is in the chart, and where; it seldom has to be looked for."""
        end = min(end, len(history))
        while first < end:
            begin = max(first, end - AT_ONCE)
            values = self._drawn_values(history, begin, end)
            inside = np.flatnonzero((shown[0] <= values) & (values <= shown[1]))
            if len(inside):
                return begin + int(inside[-1]), float(values[inside[-1]])
            end = begin
        return None

    def set_logarithmic(self, on: bool) -> None:
        """Draw log10 of the values."""
        self._logarithmic = on
        for curve in self._curves:
            curve.set_logarithmic(on)

    def lie_under(self, over: Sequence[int]) -> None:
        """Be so much wider and paler that those curves are seen, this many for each, that lie exactly upon it."""
        if tuple(over) != self._over:
            self._over = tuple(over)
            for index in range(len(self._curves)):
                self._restyle_item(index)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._colours, self._paper = theme.others, theme.card
        self._width = scale.width(OTHER_WIDTH)
        self._font = scale.font(scale.base, bold=True)
        for index in range(len(self._curves)):
            self._restyle_item(index)

    @property
    def length(self) -> int:
        """The epochs of the longest run shown."""
        return max((len(history) for history in self._histories if history is not None), default=0)

    @property
    def limits(self) -> list[tuple[float, float]]:
        """The smallest and largest finite value of each run that has any."""
        return [curve.limits for curve in self._shown() if curve.limits is not None]

    @property
    def smallest_positive(self) -> list[float]:
        """The smallest value above zero of each run that has any."""
        return [found for curve in self._shown() if (found := curve.smallest_positive) is not None]

    def _shown(self) -> list[Curve]:
        pairs = zip(self._curves, self._histories, strict=True)
        return [curve for curve, history in pairs if history is not None]

    def _row(self, index: int, left: float, right: float) -> int:
        """The epoch at which the number of a curve stands."""
        return max(0, round(left + (FIRST_NUMBER + NEXT_NUMBER * index) * (right - left)))

    def _drawn_values(self, history: History, first: int, end: int) -> NDArray[np.float64]:
        """What is drawn of a run in these epochs; an axis may reach beyond float32."""
        values = history.column(self._column)[first:end].astype(np.float64)
        if not self._logarithmic:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(values)

    def _add(self) -> None:
        curve = Curve(self._canvas, self._width, BEHIND)
        curve.set_logarithmic(self._logarithmic)
        self._numbers.append(Writing(self._canvas, ABOVE, str(len(self._curves) + 1)))
        self._curves.append(curve)
        self._histories.append(None)
        self._restyle_item(len(self._curves) - 1)

    def _restyle_item(self, index: int) -> None:
        colour = self._colours[index % len(self._colours)]
        over = self._over[index] if index < len(self._over) else 0
        ink = between(QColor(colour), QColor(self._paper), PALER if over else 0.0)
        self._curves[index].set_pen(ink.name(), self._width * (1 + WIDER * over))
        self._numbers[index].restyle(self._font, colour, self._paper)


def _key(history: History | None) -> object:
    return None if history is None else history.key
