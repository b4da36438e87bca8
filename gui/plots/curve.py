"""A curve of any length that costs the same to paint."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from gui.plots.canvas import Canvas, curve_through, joined_path
from model.drawing.envelope import BUCKETS, TURNS, Envelope
from model.experiment import FLOAT32_MAX

CHUNK = 16
"""Points in one path. Stroking a wide pen costs more than in proportion to the length of a path, and only the newest
chunks change from frame to frame."""

DOT = 0.01
"""The length of a single point, in epochs: with a round pen it is a dot."""

DOT_WIDTH = 8.0
"""The diameter in pixels, at least, of the dot that a curve of one epoch is."""

BAND = 0.4
"""How opaque the band is."""

SWINGS = 0.02
"""The part of the curve's whole height from which on a band, on the average, is more than a thick line."""

JOINED = TURNS // 4
"""So many points, at most, the mean in such a band has: each stands for two swings or more."""

NO_PEN, NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush()

BEHIND = 0.5
"""So much lower than its line lies the band of a curve."""


class DrawnAs(NamedTuple):
    """What all points of a curve have in common; where it is another, all are drawn again."""

    stretch: int = 1
    """How many epochs a point stands for."""
    swings: bool = False
    """Whether the band about the line is seen."""
    joins: bool = False
    """Whether a point stands for whole swings."""


class Curve:
    """A column of the history against its epochs, in chunks on a canvas.

    Where the history is so long that a point stands for several epochs, the line is their mean, in a light band between
    their extremes.
    """

    def __init__(self, canvas: Canvas, width: float, z: float = 0.0, buckets: int = BUCKETS) -> None:
        self._canvas = canvas
        self._z = z
        self._pen = cosmetic_pen("grey", width)
        self._brush = QBrush(self._pen.color())
        self._logarithmic = False
        self._clip: tuple[float, float] | None = None
        self._chunks: list[QGraphicsPathItem] = []
        self._bands: list[QGraphicsPathItem] = []
        self._spare: list[QGraphicsPathItem] = []
        self.rows = self._drawn = 0
        self._drawn_as = DrawnAs()
        self._envelope = Envelope(buckets=buckets)

    def set_pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        """Repaint in this colour, with a line of this width in pixels."""
        self._pen = cosmetic_pen(colour, width, style)
        light = QColor(colour)
        light.setAlphaF(BAND)
        self._brush = QBrush(light)
        self._repaint()

    def set_logarithmic(self, on: bool) -> None:
        """Draw log10 of the values; those that are not positive leave a gap."""
        self._logarithmic = on
        self._drawn = 0

    def set_clip(self, clip: tuple[float, float] | None) -> None:
        """Draw what is below or above these two as if it were there; with None, where it is."""
        if clip is not None:  # the values are float32
            clip = max(clip[0], -FLOAT32_MAX), min(clip[1], FLOAT32_MAX)
        if clip != self._clip:
            self._clip = clip
            self._drawn = 0
            if self.rows:
                self._redraw()

    def show_column(
        self, column: NDArray[np.float32], first: int = 0, last: int | None = None, *, offset: int = 0
    ) -> None:
        """Draw rows first to last of a column, shape (n,), whose row 0 is the epoch offset.

        Most of what is drawn stays when the column has only grown; forget() tells of another column.
        """
        part = column[first:last]
        if first + offset != self._envelope.first or len(part) < self.rows:
            self._restart(first + offset)
        if len(part) == self.rows and (self._drawn or not self._chunks):
            return
        self._envelope.extend(part)
        if self.rows == 1:  # a dot
            self._drawn = 0
        self.rows = len(part)
        self._redraw()

    def forget(self) -> None:
        """Draw all again: another column is to come."""
        self._restart(self._envelope.first)

    @property
    def limits(self) -> tuple[float, float] | None:
        """The smallest and largest finite value drawn, or None while there is nothing."""
        return self._envelope.limits

    @property
    def averaged(self) -> int:
        """How many epochs a point of the line is the mean of, where the band about it is seen; else 1."""
        return self._drawn_as.stretch if self._drawn_as.swings else 1

    @property
    def smallest_positive(self) -> float | None:
        """The smallest value above zero, or None where there is none."""
        return self._envelope.smallest_positive

    def _restart(self, first: int) -> None:
        self._envelope = Envelope(first, self._envelope.buckets)
        self.rows = 0
        self._drawn = 0
        self._drawn_as = DrawnAs()

    def _redraw(self) -> None:
        """Draw the chunks that have changed: the one that was newest, and those after it."""
        joins = self._fills_the_chart()
        envelope = self._envelope.joined(JOINED) if joins else self._envelope
        is_band = envelope.stretch > 1
        swings = is_band and self._is_swing(*envelope.stretches(whole=joins)[1:])
        drawn_as = DrawnAs(envelope.stretch, swings, joins)
        if drawn_as != self._drawn_as:  # and so its points, or its ends, are others
            self._drawn_as, self._drawn = drawn_as, 0
        if self._drawn == 0:
            self._repaint()
        chunk = max(0, self._drawn - 2) // CHUNK  # the newest point has moved, and may join two chunks
        epochs, low, high = envelope.stretches(chunk * CHUNK, whole=joins)
        corners, line = epochs, low
        if is_band:
            corners, line = epochs.copy(), envelope.means(chunk * CHUNK, whole=swings)
            if chunk == 0 and not swings:
                corners[0], line[0] = envelope.first, envelope.begun  # it begins where the run began
            elif chunk == 0 and joins:  # whose first stretch is not short
                corners[0] = epochs[0] = envelope.first
            low, high = self._as_drawn(low), self._as_drawn(high)
        line = self._as_drawn(line)
        for place, start in enumerate(range(0, len(epochs), CHUNK), start=chunk):
            part = slice(start, start + CHUNK + 1)  # one point more, which joins it to the next
            self._set_chunk(self._chunks, place, self._line(corners[part], line[part]))
            if is_band:
                self._set_chunk(self._bands, place, self._band(epochs[part], low[part], high[part]))
        self._drawn = len(envelope)
        used = (len(envelope) + CHUNK - 1) // CHUNK
        for items, kept in ((self._chunks, used), (self._bands, used * is_band)):
            while len(items) > kept:
                self._spare.append(items.pop())
                self._canvas.scene().removeItem(self._spare[-1])

    def _fills_the_chart(self) -> bool:
        """Whether it swings so often, and so high, that a line would fill the chart."""
        if self._envelope.turns < TURNS:
            return False
        _, low, high = self._envelope.stretches()
        return self._is_swing(np.fmin(low[1:], low[:-1]), np.fmax(high[1:], high[:-1]))

    def _is_swing(self, low: NDArray[np.float32], high: NDArray[np.float32]) -> bool:
        """Whether the band between these extremes is so high that it is seen."""
        least, most = self.limits or (0.0, 0.0)
        if self._clip is not None:
            low, high = np.clip(low, *self._clip), np.clip(high, *self._clip)
            least, most = max(least, self._clip[0]), min(most, self._clip[1])
        if not self._envelope.is_finite:
            finite = np.isfinite(low)
            low, high = low[finite], high[finite]
        heights = high.sum(dtype=np.float64) - low.sum(dtype=np.float64)
        return bool(heights > SWINGS * max(most - least, 0.0) * max(len(low), 1))

    def _as_drawn(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._logarithmic:
            values = _log10(values)
        return values if self._clip is None else np.clip(values, *self._clip)

    def _line(self, x: NDArray[np.float64], y: NDArray[np.float32]) -> QPainterPath:
        if len(x) == 1:  # a line to itself would not be drawn
            return _polyline(np.repeat(x, 2) + np.array([0, DOT]), np.repeat(y, 2))
        if self._drawn_as.stretch > 1 and not self._is_finite:
            finite = np.isfinite(y)
            x, y = x[finite], y[finite]
        return _polyline(x, y, finite=self._is_finite)

    def _band(self, x: NDArray[np.float64], low: NDArray[np.float32], high: NDArray[np.float32]) -> QPainterPath:
        """What is between the extremes; it has no edge, which would cost as much as the line once more."""
        if not self._is_finite:
            finite = np.isfinite(low)
            x, low, high = x[finite], low[finite], high[finite]
        around = np.concatenate([x, x[::-1], x[:1]]), np.concatenate([high, low[::-1], high[:1]])
        return _polyline(*around, finite=True)

    @property
    def _is_finite(self) -> bool:
        return self._envelope.is_finite and not self._logarithmic

    def _set_chunk(self, items: list[QGraphicsPathItem], index: int, path: QPainterPath) -> None:
        """Draw a chunk, the next one at most.

        An item that has been taken away is taken again: Qt asks a new one ten times what Python makes of it, each time
        with the interpreter's lock.
        """
        if index < len(items):
            items[index].setPath(path)
            return
        item = self._spare.pop() if self._spare else QGraphicsPathItem()
        item.setPath(path)
        self._paint(item, items)
        self._canvas.add(item, self._z if items is self._chunks else self._z - BEHIND)
        items.append(item)

    def _repaint(self) -> None:
        for items in (self._chunks, self._bands):
            for item in items:
                self._paint(item, items)

    def _paint(self, item: QGraphicsPathItem, items: list[QGraphicsPathItem]) -> None:
        if items is self._bands:
            item.setPen(NO_PEN)
            item.setBrush(self._brush)
        elif self.rows == 1:  # which a line of the curve's width would hardly show
            item.setPen(cosmetic_pen(self._pen.color(), max(DOT_WIDTH, 2 * self._pen.widthF())))
        else:
            item.setPen(self._pen)
            item.setBrush(NO_BRUSH)


def cosmetic_pen(colour: str | QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in pixels of the screen, whatever the scale of the plot."""
    pen = QPen(QColor(colour), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.BevelJoin)
    pen.setCosmetic(True)
    return pen


def _log10(values: NDArray[np.float32]) -> NDArray[np.float32]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(np.where(values > 0, values, np.float32(np.nan)))


def _polyline(x: NDArray[np.float64], y: NDArray[np.float32], *, finite: bool = False) -> QPainterPath:
    """A line through points; where one is not finite, there is a gap."""
    if finite or np.isfinite(y).all():
        return curve_through(x, y)
    return joined_path(x, y, "finite")
