"""A waterfall of gradients: each bar starts where the sum before it ended; the sum and the last one are arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem

from gui.plots.axes.axis_range import AxisRange
from gui.plots.canvas import empty_path
from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.theme.number_format import significant
from gui.theme.room import first_that_fits
from gui.theme.theme import SPACE, THIN_WIDTH, Theme, TypeScale, between
from model.drawing.view import View

if TYPE_CHECKING:
    from gui.plots.axes.axes import Axes

STACKED = 12
"""So many gradients are drawn one by one; those before them are drawn as one bar."""

MARGIN = 4
"""Pixels between the longest bar and the edge."""

HEAD = 0.6
"""The width of an arrow's head, in widths of the thickest bar."""

SHAFT = 0.4
"""The width of its shaft, in widths of its head."""

POINTED = 0.8
"""The height of its head, in widths: of a shorter arrow it is all that there is."""

NO_TICKS = (1e6, 5e5)
"""Spacing and first of the ticks of an axis whose range, in pixels, does not reach so far."""


class Bars(NamedTuple):
    """The bars of one parameter: where each begins and ends; None where there is nothing to draw."""

    earlier: float | None
    """What the gradients before the first of the terms add up to."""
    terms: tuple[tuple[float, float], ...]
    held: float | None
    own: float | None
    is_one: bool = False
    """Whether .grad holds this epoch's own gradient and nothing else."""

    @classmethod
    def of(cls, fresh: Sequence[float], held: float | None, summed: int, whole: float | None = None) -> Bars:
        """Stack the last of the summed gradients, each upon the sum of those before it.

        They are those of epochs, or the calls of backward() in one epoch, whose own gradient is the whole.
        """
        own = whole if whole is not None else fresh[-1] if fresh else None
        is_one = held == own and (summed == 1 or whole is not None)
        shown = fresh[len(fresh) - min(summed, len(fresh), STACKED) :]
        if held is None or not math.isfinite(held + sum(shown)):
            return cls(None, (), held, own, is_one)
        end = held - math.fsum(shown) if summed > len(shown) else 0.0
        earlier, terms = end if summed > len(shown) else None, []
        for gradient in shown:
            terms.append((end, end + gradient))
            end += gradient
        return cls(earlier, tuple(terms), held, own, is_one)

    @property
    def limits(self) -> tuple[float, float]:
        """The smallest and largest number that a bar reaches, zero among them."""
        ends = (0.0, self.earlier, self.held, self.own, *(end for _, end in self.terms))
        finite = [end for end in ends if end is not None and math.isfinite(end)]
        return min(finite), max(finite)


class Columns(NamedTuple):
    """Where all stands on a canvas, in pixels: the centres of the two arrows, and what the bars are made of."""

    held: float
    own: float
    start: float
    """The middle of the first place that is not for the earlier ones."""
    step: float
    thin: int
    thick: int

    @classmethod
    def of(cls, width: float, places: int, text: float, thickest: float) -> Columns:
        """Share out this width; text is that of the longest number at an arrow."""
        if places == 1:
            last = first = width / 3
        else:
            last = min(text + SPACE, 0.28 * width)
            first = width - 2 * last - SPACE
        bars = places + (places == STACKED)  # one for the earlier ones
        step = first / bars
        thin = max(2, round(min(0.72 * step, thickest)))
        return cls(width - 1.5 * last, width - 0.5 * last, (bars - places + 0.5) * step, step, thin, round(thickest))

    def one(self) -> float:
        """The centre of the one arrow that there is where .grad holds this epoch's own gradient."""
        return (self.held + self.own) / 2

    def bar(self, index: int) -> float:
        """The centre of the bar for a term, from 0 on, or with -1 for the earlier ones."""
        return self.start + index * self.step


class Waterfall(Plot):
    """The bars and the arrows of one parameter; the horizontal axis is in pixels."""

    overhang = MARGIN

    def __init__(self) -> None:
        super().__init__(zoomable=False)
        self.hide_epoch_numbers()
        paths = (self.canvas.add_path(z) for z in range(1, 8))
        self.links, self.earlier, self.terms, self.newest, self.held, self.own, self.zero = paths
        self.held_value, self.own_value = self._text(), self._text()
        self.columns = Columns.of(1.0, 1, 0.0, 1.0)
        self._room = AxisRange()
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self._thickest = 1.0
        self._drawn_at = (0, 0)

    def show_bars(self, bars: Bars, places: int) -> None:
        """Draw these, with room for this number of terms."""
        width, height = self._drawn_at = self.canvas.width(), self.canvas.height()
        self.columns = Columns.of(width, places, self._metrics.horizontalAdvance("−0.000e−0"), self._thickest)
        bottom, top = self._room.fit(*bars.limits)
        line = self._metrics.height()
        unit = _unit(bottom, top, height - 2 * MARGIN, line)
        above = max(top, line * unit if bottom < 0 else 0.0) + MARGIN * unit
        below = min(bottom, -line * unit if top > 0 else 0.0) - MARGIN * unit
        self.follow(View(0.0, width, below, above))
        self._set_paths(bars, width, unit)
        own = self.columns.one() if bars.is_one else self.columns.own
        self.held_value.setVisible(not bars.is_one)
        self._set_value(self.held_value, self.columns.held, bars.held, "None", line * unit, upward=top <= 0)
        self._set_value(self.own_value, own, bars.own, "", line * unit, upward=top <= 0)

    def _prepare_axes(self, axes: Axes) -> None:
        """Leave the height to the bars."""
        axes.left.setStyle(hideOverlappingLabels=MARGIN)
        axes.bottom.setTickSpacing(levels=[NO_TICKS])

    def _height_below(self, _base: float) -> int:
        """No more than above, for there is no number below."""
        return MARGIN

    def is_outgrown(self) -> bool:
        """Whether the canvas has another size than that for which the bars were drawn."""
        return self._drawn_at != (self.canvas.width(), self.canvas.height())

    def forget(self) -> None:
        """Choose the vertical axis again at the next bars."""
        self._room = AxisRange()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        super().restyle(theme, scale)
        self._font = scale.font(scale.base, bold=True)
        self._metrics = QFontMetricsF(self._font)
        self._thickest = 2.2 * scale.base
        pale = between(QColor(theme.fresh), QColor(theme.card), 0.5)
        fills = (theme.disabled, pale, theme.fresh, theme.held, theme.fresh)
        for bar, colour in zip((self.earlier, self.terms, self.newest, self.held, self.own), fills, strict=True):
            bar.setPen(Qt.PenStyle.NoPen)
            bar.setBrush(QColor(colour))
        self.links.setPen(cosmetic_pen(theme.muted, 1.0))
        self.zero.setPen(cosmetic_pen(theme.muted, scale.width(THIN_WIDTH)))
        for text, colour in ((self.held_value, theme.held), (self.own_value, theme.fresh)):
            text.setBrush(QBrush(QColor(colour)))
            text.setFont(self._font)

    def _set_paths(self, bars: Bars, width: float, unit: float) -> None:
        at, last = self.columns, len(bars.terms) - 1
        bar, thin, head = at.bar, at.thin, HEAD * at.thick
        self.earlier.setPath(_rectangles([] if bars.earlier is None else [(bar(-1), 0.0, bars.earlier)], thin))
        self.terms.setPath(_rectangles([(bar(i), *bars.terms[i]) for i in range(last)], thin))
        self.newest.setPath(_rectangles([(bar(last), *bars.terms[-1])] if bars.terms else [], thin))
        held, own = (at.one(), at.one()) if bars.is_one else (at.held, at.own)
        self.held.setPath(empty_path() if bars.is_one else arrow(held, bars.held, head, unit))
        self.own.setPath(arrow(own, bars.own, head, unit))
        links = empty_path()
        if bars.earlier is not None:
            _draw_line(links, bar(-1) + thin / 2, bar(0) - thin / 2, bars.earlier)
        for index, (_, end) in enumerate(bars.terms):
            right = bar(index + 1) - thin / 2 if index < last else held - head * SHAFT / 2
            _draw_line(links, bar(index) + thin / 2, right, end)
        self.links.setPath(links)
        zero = empty_path()
        _draw_line(zero, 0.0, width, 0.0)
        self.zero.setPath(zero)

    def _set_value(
        self,
        text: QGraphicsSimpleTextItem,
        at: float,
        value: float | None,
        otherwise: str,
        line: float,
        *,
        upward: bool,
    ) -> None:
        """Write a bar's number at its foot, on the other side of zero, where it stands still; None in its place."""
        words = otherwise if value is None else self._number(value)
        if words != text.text():
            text.setText(words)
        width = self._metrics.horizontalAdvance(words)
        above = value < 0 or (value == 0 and upward) if value is not None else not upward
        text.setPos(max(0.0, min(at - width / 2, self._drawn_at[0] - width)), line if above else 0.0)

    def _number(self, value: float) -> str:
        """As many of four digits as there is room for."""
        room = self.columns.own - self.columns.held - MARGIN
        texts = (significant(value, digits) for digits in (4, 3, 2, 1))
        return first_that_fits(texts, room, self._metrics.horizontalAdvance)

    def _text(self) -> QGraphicsSimpleTextItem:
        item = QGraphicsSimpleTextItem()
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.canvas.add(item, 10)
        return item


def _unit(bottom: float, top: float, height: float, line: float) -> float:
    """How much a pixel stands for, when a line of text has room on that side of zero where the bars are shorter."""
    height = max(height, line + 1.0)
    unit = (top - bottom) / height
    if bottom < 0 and top < line * unit:
        return -bottom / (height - line)
    if top > 0 and -bottom < line * unit:
        return top / (height - line)
    return unit


def _rectangles(bars: list[tuple[float, float, float]], width: int) -> QPainterPath:
    """Bars of this width, each given by its centre, start and end."""
    path = empty_path()
    for centre, start, end in bars:
        path.addRect(round(centre - width / 2), start, width, end - start)
    return path


def arrow(centre: float, value: float | None, width: float, unit: float) -> QPainterPath:
    """An arrow from zero to a value, with a head of this width; unit is what a pixel of height stands for."""
    path = empty_path()
    if value is None or not math.isfinite(value) or value == 0:
        return path
    neck = value - math.copysign(min(abs(value), POINTED * width * unit), value)
    shaft, head = SHAFT * width / 2, width / 2
    path.moveTo(centre - shaft, 0.0)
    for across, y in ((-shaft, neck), (-head, neck), (0.0, value), (head, neck), (shaft, neck), (shaft, 0.0)):
        path.lineTo(centre + across, y)
    path.closeSubpath()
    return path


def _draw_line(path: QPainterPath, left: float, right: float, y: float) -> None:
    path.moveTo(left, y)
    path.lineTo(right, y)
