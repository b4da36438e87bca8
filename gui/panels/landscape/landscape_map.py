"""The map of the landscape as a picture, computed in the background."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem

from gui.panels.landscape.landscape_frame import Frame
from gui.session.background import Job
from gui.theme.theme import Theme, between
from model.drawing.landscape import BANDS, LINE_SHADES, Landscape

LARGEST = 4096
"""Pixels across or up: on a larger screen the map is drawn coarser."""


class Request(NamedTuple):
    """What is to be computed: a landscape for a canvas, with this many pixels of the screen for each of its own."""

    landscape: Landscape
    frame: Frame
    ratio: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the screen."""
        width, height = (round(length * self.ratio) for length in (self.frame.width, self.frame.height))
        return max(1, min(width, LARGEST)), max(1, min(height, LARGEST))


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
        self._job: Job | None = None
        self._failed = False
        self._image = QImage()
        self._colours: list[int] = [0] * (BANDS * LINE_SHADES)

    @property
    def is_new(self) -> bool:
        """Whether what is shown is what was last asked for, or all that there will be."""
        return self._failed or self.shown == self._wanted

    def ask_for(self, request: Request) -> None:
        """Compute this map, if it is another one, and no older one any more."""
        if request != self._wanted and not self._failed:
            self._wanted = request
            if self._job is not None:
                self._job.abandon()
            picture = partial(request.landscape.picture, *request.size)
            self._job = Job(picture, self._take, self._fail, QThread.Priority.LowPriority)

    def restyle(self, theme: Theme) -> None:
        """Apply the theme at once."""
        self._colours = palette(theme)
        self._paint()

    def _take(self, indices: NDArray[np.uint8]) -> None:
        height, width = indices.shape
        self.shown = self._wanted
        self._image = QImage(indices.data, width, height, width, QImage.Format.Format_Indexed8).copy()  # the array goes
        self._paint()
        self.renewed.emit()

    def _fail(self, error: Exception) -> None:
        """Compute no other map: what has failed would fail in every frame."""
        self._failed = True
        raise error

    def _paint(self) -> None:
        if self.shown is not None:
            self._image.setColorTable(self._colours)
            pixmap = QPixmap.fromImage(self._image)
            pixmap.setDevicePixelRatio(pixmap.width() / self.shown.frame.width)
            self.item.setPixmap(pixmap)


def palette(theme: Theme) -> list[int]:
    """The colours of a map: from that of the card at the lowest to a shade at the highest, with lines."""
    low, high, line = QColor(theme.card), QColor(theme.high), QColor(theme.contour)
    bands = [between(low, high, (band / (BANDS - 1)) ** 1.5) for band in range(BANDS)]
    return [between(shade, line, part / (LINE_SHADES - 1)).rgb() for shade in bands for part in range(LINE_SHADES)]
