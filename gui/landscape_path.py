"""The way of a run on the landscape, in chunks of which only the newest change."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.landscape_frame import Frame
from model.history import History
from model.landscape import Point
from model.trail import Trail

CHUNK = 32
"""Corners in one path: to stroke a long one costs more than in proportion to its length."""

HEAD = 2
"""Chunks at the beginning that are always drawn: how a run came to where it is."""

LIVE = 9
"""Chunks, besides the newest one, while the loop runs: what swings for ever would cost more than there is time for."""

PAUSED = 93
"""The same where nothing has to wait for the painting."""

INK = 20.0
"""So many times across the canvas a path is drawn, and no more: what swings for ever would cover everything."""


Column = NDArray[np.float32]


class RunPath:
    """A line through W and b of a run, from its start to the epoch that is shown."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        self._parent, self._z = parent, z
        self._pen = QPen(Qt.PenStyle.NoPen)
        self.trail = Trail()
        self._items: dict[int, QGraphicsPathItem] = {}
        self._spare: list[QGraphicsPathItem] = []
        self._drawn: dict[int, int] = {}
        self._begun: object = None
        self._tip = self._make_item()
        self._ends: object = None

    def show(self, history: History, time: int, start: Point | None, frame: Frame, *, live: bool) -> None:
        """Draw the way from start through the epochs up to time; live, no more than can be drawn many times a second.

        The trail must have followed the history.
        """
        rows = self.trail.rows(time)
        begun = (history, start, frame)
        if begun != self._begun:
            self._begun = begun
            self._forget()
        W, b = history.column("W"), history.column("b")
        newest = (len(rows) - 1) // CHUNK
        first = max(0, newest - LIVE) if live else self._oldest(W, b, rows, frame)
        wanted = {*range(min(HEAD, newest + 1)), *range(first, newest + 1)}
        for chunk in [chunk for chunk in self._items if chunk not in wanted]:
            self._drop(chunk)
        for chunk in wanted:
            part = rows[chunk * CHUNK : (chunk + 1) * CHUNK + 1]  # one more, which joins it to the next
            if self._drawn.get(chunk) != len(part):
                self._drawn[chunk] = len(part)
                self._item(chunk).setPath(_through(W[part], b[part], start if chunk == 0 else None, frame))
        self._show_tip(W, b, (int(rows[-1]) if len(rows) else -1, time, frame))

    def set_pen(self, pen: QPen) -> None:
        """Draw with this pen."""
        self._pen = pen
        for item in (*self._items.values(), *self._spare, self._tip):
            item.setPen(pen)

    def clear(self) -> None:
        """Draw nothing."""
        self._forget()
        self._begun = self._ends = None
        self._tip.setPath(QPainterPath())

    def corners(self) -> list[tuple[float, float]]:
        """What is drawn, in pixels, chunk after chunk."""
        paths = [self._items[chunk].path() for chunk in sorted(self._items)] + [self._tip.path()]
        elements = (path.elementAt(i) for path in paths for i in range(path.elementCount()))
        return [(element.x, element.y) for element in elements]

    @staticmethod
    def _oldest(W: Column, b: Column, rows: NDArray[np.int32], frame: Frame) -> int:
        """The first chunk of the path's end that there is room and ink for."""
        chunk = max(0, (len(rows) - 1) // CHUNK - PAUSED)
        part = rows[chunk * CHUNK :]
        x, y = frame.pixels(W[part].astype(np.float64), b[part].astype(np.float64))
        drawn = np.cumsum(np.hypot(np.diff(x), np.diff(y))[::-1])
        enough = int(np.searchsorted(drawn, INK * math.hypot(frame.width, frame.height)))
        return chunk + max(0, len(part) - 1 - enough) // CHUNK

    def _show_tip(self, W: Column, b: Column, ends: tuple[int, int, Frame]) -> None:
        """Join the last corner to where the run is now, in the same cell."""
        if ends != self._ends:
            self._ends = ends
            last, time, frame = ends
            path = QPainterPath()
            if 0 <= last < time and math.isfinite(W[time] + b[time]):
                path = _through(W[[last, time]], b[[last, time]], None, frame)
            self._tip.setPath(path)

    def _item(self, chunk: int) -> QGraphicsPathItem:
        if chunk not in self._items:
            self._items[chunk] = self._spare.pop() if self._spare else self._make_item()
        return self._items[chunk]

    def _make_item(self) -> QGraphicsPathItem:
        item = QGraphicsPathItem(self._parent)
        item.setZValue(self._z)
        item.setPen(self._pen)
        return item

    def _drop(self, chunk: int) -> None:
        item = self._items.pop(chunk)
        item.setPath(QPainterPath())
        self._spare.append(item)
        self._drawn.pop(chunk, None)

    def _forget(self) -> None:
        for chunk in list(self._items):
            self._drop(chunk)


def _through(W: Column, b: Column, first: Point | None, frame: Frame) -> QPainterPath:
    """A line through points, from another one where that is given."""
    x, y = frame.pixels(W.astype(np.float64), b.astype(np.float64))
    if first is not None:
        begin = frame.pixel(first)
        x, y = np.insert(x, 0, begin.x()), np.insert(y, 0, begin.y())
    if len(x) < 2:
        return QPainterPath()
    path: QPainterPath = pg.functions.arrayToQPath(x, y, connect="all", finiteCheck=False)
    return path
