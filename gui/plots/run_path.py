"""The way of a run over W and b, on a map or in a bowl, in chunks of which only the newest change."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.plots.canvas import curve_through, empty_path
from gui.plots.curve import cosmetic_pen
from model.drawing.landscape import Point
from model.drawing.trail import Trail
from model.history import History

CELLS = 800
"""A view is this many cells wide and high: the corners of a path within one of them are one."""

CHUNK = 16
"""Corners in one path: to stroke a long one costs more than in proportion to its length."""

HEAD = 1
"""So many chunks at the beginning are always drawn: how a run came to where it is."""

PAUSED, INK = 187, 20.0
"""Chunks of the path's end, besides the newest one, and this many times across the canvas they are drawn at most: what
swings for ever would cover everything."""

LIVE, LIVE_INK = 18, 1.5
"""The same while the loop runs, and has to wait for what is drawn many times a second."""

STRONG = 40
"""The last steps, which are drawn in full; what came before them fades."""

FADED = ((8, 0.55), (32, 0.4))
"""How opaque chunks are that are not as many chunks back from the newest."""

FAINTEST = 0.28

Pixels = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Some corners of a path, how far to the right and how far down: both of shape (n,)."""

NOTHING = np.empty(0, np.intp)


class Frame(Protocol):
    """Where W and b are on a canvas, in pixels; one that shows the same is equal."""

    @property
    def width(self) -> int:
        """That of the canvas, in pixels."""

    @property
    def height(self) -> int:
        """That of the canvas, in pixels."""

    def pixels(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Pixels:
        """Where points are, of the shape of W and b."""

    def line(self, W: NDArray[np.float64], b: NDArray[np.float64]) -> Pixels:
        """The corners of what a straight way from point to point looks like; W and b of shape (n,)."""


class RunPath:
    """A line through W and b of a run, from its start to the epoch that is shown; its last steps are strongest."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        self._parent, self._z = parent, z
        self._pen = QPen(Qt.PenStyle.NoPen)
        self.trail = Trail()
        self._items: dict[int, QGraphicsPathItem] = {}
        self._stale: list[QGraphicsPathItem] = []
        self._spare: list[QGraphicsPathItem] = []
        self._drawn: dict[int, int] = {}
        self._shown: tuple[object, Point | None, Frame] | None = None
        self._tip = self._make_item()
        self._tip.setOpacity(FADED[0][1])
        self.recent = self._make_item()
        self.recent.setZValue(z + 0.1)
        self._ends = (-1, -1)
        self._newest = -1

    def show(self, history: History, time: int, start: Point | None, frame: Frame, *, live: bool) -> None:
        """Draw the way from start through the epochs up to time; live, no more than can be drawn many times a second.

        The trail must have followed the history; as long as it is behind, the way ends where it has come to.
        """
        time = min(time, self.trail.seen - 1)
        shown = history.key, start, frame
        if shown != self._shown:
            self.clear()
            self._shown = shown
        rows = self.trail.rows(time)
        newest = (len(rows) - 1) // CHUNK
        most, ink = (LIVE, LIVE_INK) if live else (PAUSED, INK)
        oldest = max(0, newest - most)
        W, b = _places(history, rows[oldest * CHUNK :])
        first = max(oldest, newest - _chunks(*frame.pixels(W, b), ink * math.hypot(frame.width, frame.height)))
        wanted = {*range(min(HEAD, newest + 1)), *range(first, newest + 1)}
        for chunk in [chunk for chunk in self._items if chunk not in wanted]:
            self._stale.append(self._items.pop(chunk))
            del self._drawn[chunk]
        for chunk in wanted:
            length = min(len(rows) - chunk * CHUNK, CHUNK + 1)  # one more, which joins it to the next
            if self._drawn.get(chunk) != length:
                self._drawn[chunk] = length
                begin = (chunk - oldest) * CHUNK
                part = slice(begin, begin + length)
                places = (W[part], b[part]) if begin >= 0 else _places(history, rows[chunk * CHUNK :][:length])
                self._item(chunk).setPath(_through(*places, start if chunk == 0 else None, frame))
                self._item(chunk).setOpacity(_opacity(newest - chunk))
        self._clear_stale()
        self._fade(newest)
        self._show_tip(history, frame, int(rows[-1]) if len(rows) else -1, time)

    def set_pen(self, pen: QPen) -> None:
        """Draw with this pen."""
        self._pen = pen
        for item in (*self._items.values(), *self._spare, self._tip, self.recent):
            item.setPen(pen)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the way is left out for want of time."""
        return not self.trail.is_behind

    def clear(self) -> None:
        """Draw nothing."""
        self._stale += self._items.values()
        self._items.clear()
        self._drawn.clear()
        self._clear_stale()
        self._shown = None
        self._ends = (-1, -1)
        self._tip.setPath(empty_path())
        self.recent.setPath(empty_path())

    def corners(self) -> list[tuple[float, float]]:
        """What is drawn, in pixels, chunk after chunk, and the tip."""
        paths = [self._items[chunk].path() for chunk in sorted(self._items)] + [self._tip.path()]
        elements = (path.elementAt(i) for path in paths for i in range(path.elementCount()))
        return [(element.x, element.y) for element in elements]

    def _show_tip(self, history: History, frame: Frame, last: int, time: int) -> None:
        """Join the last corner to where the run is now, in the same cell."""
        if (last, time) != self._ends:
            self._ends = last, time
            self._show_recent(history, frame, time)
            W, b = _places(history, np.array([last, time]) if 0 <= last < time else NOTHING)
            finite = bool(np.isfinite([W, b]).all())
            self._tip.setPath(_through(W, b, None, frame) if finite else empty_path())

    def _show_recent(self, history: History, frame: Frame, time: int) -> None:
        """Draw the last steps once more, in full."""
        W, b = _places(history, slice(max(0, time - STRONG), time + 1))
        finite = np.isfinite(W) & np.isfinite(b)
        assert self._shown is not None
        begin = self._shown[1] if 0 <= time < STRONG else None
        self.recent.setPath(_through(W[finite], b[finite], begin, frame))

    def _fade(self, newest: int) -> None:
        """Draw what has become older fainter."""
        if newest != self._newest:
            self._newest = newest
            for chunk, item in self._items.items():
                item.setOpacity(_opacity(newest - chunk))

    def _item(self, chunk: int) -> QGraphicsPathItem:
        if chunk not in self._items:
            unused = self._stale or self._spare
            self._items[chunk] = unused.pop() if unused else self._make_item()
        return self._items[chunk]

    def _make_item(self) -> QGraphicsPathItem:
        item = QGraphicsPathItem(self._parent)
        item.setZValue(self._z)
        item.setPen(self._pen)
        return item

    def _clear_stale(self) -> None:
        """Draw nothing of the items that have not found another chunk at once."""
        for item in self._stale:
            item.setPath(empty_path())
        self._spare += self._stale
        self._stale.clear()


def path_pen(colour: str, width: float) -> QPen:
    """For paths: round caps at the ends of all chunks would cost a third of the painting."""
    pen = cosmetic_pen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _places(history: History, rows: NDArray[np.integer] | slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """W and b after these epochs."""
    W, b = (history.column(name)[rows].astype(np.float64) for name in ("W", "b"))
    return W, b


def _chunks(x: NDArray[np.float64], y: NDArray[np.float64], ink: float) -> int:
    """So many chunks at the end of a line are not longer than this, in pixels, together."""
    drawn = np.hypot(x[1:] - x[:-1], y[1:] - y[:-1])[::-1].cumsum()
    return int(drawn.searchsorted(ink)) // CHUNK


def _opacity(age: int) -> float:
    """How opaque a chunk is that is so many chunks older than the newest."""
    return next((opacity for limit, opacity in FADED if age < limit), FAINTEST)


def _through(W: NDArray[np.float64], b: NDArray[np.float64], first: Point | None, frame: Frame) -> QPainterPath:
    """A line through places, from one before them where that is given."""
    if first is not None:
        W, b = np.insert(W, 0, first[0]), np.insert(b, 0, first[1])
    return curve_through(*frame.line(W, b)) if len(W) > 1 else empty_path()
