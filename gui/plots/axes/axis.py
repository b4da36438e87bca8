"""Axes with plain numbers: 0.001 and 1000000, as a class writes them, and powers of ten only beyond."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.plots.axes.edges import room_beside
from gui.plots.nice_numbers import roomy
from gui.session.overrides import keeps_faults
from gui.theme.number_format import LARGEST_PLAIN, minus, plain, tidy

DECADE_STEPS = (1.0, 2.0, 5.0, 10.0)
"""Every so many powers of ten has its number, where all of them would lie on one another."""

LEAST_BETWEEN = 0.3
"""Of a decade lies between 1 and 2, and between 5 and 10."""

DEEP = 1e-3
"""Numbers with more than six decimals are in powers of ten, if none of them is as large as this."""

Levels = list[tuple[float | None, list[float]]]


class Axis(pg.AxisItem):
    """Numbers with a real minus."""

    @keeps_faults
    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        """Draw as much of the axis as can be."""
        super().paint(p, opt, widget)

    def tickStrings(self, values: list[float], _scale: float, spacing: float | None) -> list[str]:
        """The numbers at some ticks, all with as many decimals as the distance between two of them has."""
        largest, places = max(map(abs, values), default=0.0), max(0, math.ceil(-math.log10(spacing or 1.0) - 1e-9))
        plainly = [minus(f"{value + 0.0:.{places}f}") for value in values]
        if largest >= LARGEST_PLAIN or (places > 6 and largest < DEEP) or self._is_narrow_for(plainly):
            shortly = [tidy(f"{value:.4g}") for value in values]
            return shortly if len(set(shortly)) == len(set(plainly)) else plainly
        return plainly

    def _is_narrow_for(self, texts: list[str]) -> bool:
        """Whether numbers at the left would lie on the axis's name, in an axis that has been laid out."""
        if self.orientation != "left" or not self.width() or not self.label.isVisible():
            return False
        metrics = QFontMetrics(self.style["tickFont"] or QFont())
        room = self.width() - room_beside(metrics)
        return bool(max(map(metrics.horizontalAdvance, texts), default=0) > room)


class ValueAxis(Axis):
    """No number lies on another, and none stands alone where two have room.

    On a logarithmic axis each power of ten has one, or every second, every fifth ...
    """

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """The distances between ticks of each level."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        least = self._least(low, high, size)
        return levels if not levels or levels[0][0] >= least else [(roomy(least, (1, 2, 5)), 0.0)]

    def tickValues(self, low: float, high: float, size: float) -> Levels:
        """The distance between ticks and where they are, for each level."""
        if not self.logMode:
            levels: Levels = super().tickValues(low, high, size)
            least = self._least(low, high, size)
            read = [value for spacing, values in levels if spacing is not None and spacing >= least for value in values]
            return levels if len(read) > 1 else self._first_and_last(low, high, size) or levels
        low, high = sorted((low, high))
        least = self._least(low, high, size)
        step = roomy(max(1.0, least), DECADE_STEPS)
        decades = np.arange(math.ceil(low / step), math.floor(high / step) + 1) * step
        if len(decades) == 0 or (high - low < 2 and least < LEAST_BETWEEN):  # the numbers between as well
            return [(None, _apart(_between(low, high), least))]
        minor = (np.log10(np.arange(2, 10)) + np.arange(math.floor(low), math.ceil(high))[:, None]).ravel()
        inside = minor[(low <= minor) & (minor <= high)].tolist() if step == 1 else []
        return [(step, decades.tolist()), (0.0, inside)]

    def tickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str | None]:  # type: ignore[override]
        """None for a tick without a number."""
        if not self.logMode:
            return [*super().tickStrings(values, scale, spacing)]
        return [None if spacing == 0 else plain(10.0**value) for value in values]

    def _first_and_last(self, low: float, high: float, size: float) -> Levels:
        """Two round numbers as far apart as there are in a low plot, which tell how far it goes; none if too near."""
        for parts in (5, 10):
            step = roomy((high - low) / parts, (1, 2, 5))
            first, last = math.ceil(low / step) * step, math.floor(high / step) * step
            if first < last and last - first >= self._least(low, high, size):
                return [(step, [first, last])]
        return []

    def _least(self, low: float, high: float, size: float) -> float:
        """How far apart two numbers have to be, in their own unit."""
        return self._line() * abs(high - low) / max(size, 1.0)

    def _line(self) -> float:
        """The height of a number in pixels: what pyqtgraph takes for it."""
        return 0.8 * QFontMetrics(self.style["tickFont"] or QFont()).height()


def _between(low: float, high: float) -> NDArray[np.float64]:
    """Logarithms of readable numbers in a range that is shorter than two decades."""
    bottom, top = 10.0**low, 10.0**high
    decades = np.arange(math.floor(low), math.ceil(high), dtype=np.float64)
    nice = np.add.outer(decades, np.log10(np.array([1.0, 2.0, 5.0]))).ravel()
    inside: NDArray[np.float64] = nice[(low <= nice) & (nice <= high)]
    if len(inside) >= 2:
        return inside
    step = roomy((top - bottom) / 5, (1, 2, 5))
    first = max(1, math.ceil(bottom / step))
    times: NDArray[np.float64] = np.arange(first, math.floor(top / step) + 1, dtype=np.float64)
    return np.log10(times * step)


def _apart(values: NDArray[np.float64], least: float) -> list[float]:
    """Those that are at least so far from the one before."""
    kept: list[float] = []
    for value in values.tolist():
        if not kept or value - kept[-1] >= least:
            kept.append(value)
    return kept
