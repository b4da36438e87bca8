"""The map of the landscape as a picture, computed on a thread of its own while the window goes on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem

from gui.panels.landscape.landscape_frame import Frame
from gui.theme.theme import Theme
from model.drawing.landscape import BANDS, LINE_SHADES, Landscape

_computing: set[MapThread] = set()
"""Threads are kept until they have ended, even when nobody waits for them any more."""

LARGEST = 4096
"""Pixels across or up: on a larger screen the map is drawn coarser."""


class Request(NamedTuple):
    """What is to be computed: a landscape for a canvas, with so many pixels of the screen for each of its own."""

    landscape: Landscape
    frame: Frame
    ratio: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the screen."""
        width, height = (round(length * self.ratio) for length in (self.frame.width, self.frame.height))
        return max(1, min(width, LARGEST)), max(1, min(height, LARGEST))


class MapThread(QThread):
    """Computes one map."""

    done = Signal(object, object)
    """The Request, and what Landscape.picture() has made of it, unless it has been interrupted."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self._request = request
        _computing.add(self)
        _wait_at_the_end()
        self.finished.connect(self._let_go)

    def run(self) -> None:
        """Compute, and tell."""
        indices = self._request.landscape.picture(*self._request.size, self.isInterruptionRequested)
        if not self.isInterruptionRequested():
            self.done.emit(self._request, indices)

    def _let_go(self) -> None:
        self.wait()
        _computing.discard(self)


class LandscapeMap(QObject):
    """A pixmap that shows the newest landscape asked for, or until it is computed the one before."""

    renewed = Signal()
    """Another map is there: item wants to be put into its place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.item = QGraphicsPixmapItem()
        self.item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        self.shown: Request | None = None
        self._wanted: Request | None = None
        self._thread: MapThread | None = None
        self._image = QImage()
        self._colours: list[int] = [0] * (BANDS * LINE_SHADES)

    @property
    def is_new(self) -> bool:
        """Whether what is shown is what was last asked for."""
        return self.shown == self._wanted

    def ask_for(self, request: Request) -> None:
        """Compute this map, if it is another one, and no older one any more."""
        if request != self._wanted:
            self._wanted = request
            if self._thread is None:
                self._begin(request)
            else:
                self._thread.requestInterruption()

    def restyle(self, theme: Theme) -> None:
        """Wear these colours, at once."""
        self._colours = palette(theme)
        self._paint()

    def _begin(self, request: Request) -> None:
        self._thread = MapThread(request)
        self._thread.done.connect(self._take)
        self._thread.finished.connect(self._go_on)
        self._thread.start(QThread.Priority.LowPriority)

    def _take(self, request: Request, indices: NDArray[np.uint8]) -> None:
        if request == self._wanted:
            self.shown = request
            width, height = request.size
            whole = QImage(indices.data, width, height, width, QImage.Format.Format_Indexed8)
            self._image = whole.copy()  # the array goes
            self._paint()
            self.renewed.emit()

    def _go_on(self) -> None:
        self._thread = None
        if self._wanted is not None and not self.is_new:
            self._begin(self._wanted)

    def _paint(self) -> None:
        if self.shown is not None:
            self._image.setColorTable(self._colours)
            pixmap = QPixmap.fromImage(self._image)
            pixmap.setDevicePixelRatio(pixmap.width() / self.shown.frame.width)
            self.item.setPixmap(pixmap)


def palette(theme: Theme) -> list[int]:
    """The colours of a map: from that of the card at the lowest to a shade at the highest, with lines."""
    low, high, line = QColor(theme.card), QColor(theme.high), QColor(theme.contour)
    bands = [_between(low, high, (band / (BANDS - 1)) ** 1.5) for band in range(BANDS)]
    return [_between(shade, line, part / (LINE_SHADES - 1)).rgb() for shade in bands for part in range(LINE_SHADES)]


def _between(one: QColor, other: QColor, part: float) -> QColor:
    pairs = (one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF())
    return QColor.fromRgbF(*(a + part * (b - a) for a, b in pairs))


def wait_for_maps() -> None:
    """Let what is still being computed come to its end; a thread must not outlive the application."""
    for thread in list(_computing):
        thread.requestInterruption()
        thread.wait()
    _computing.clear()


def _wait_at_the_end() -> None:
    application = QCoreApplication.instance()
    if application is not None and not application.property("waits for maps"):
        application.setProperty("waits for maps", True)
        application.aboutToQuit.connect(wait_for_maps)
