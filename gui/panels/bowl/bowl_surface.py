"""The bowl itself, as two pictures between which the marbles roll: its inside, and the wall in front of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from gui.panels.bowl.bowl_axes import BowlAxes
from gui.panels.bowl.bowl_frame import BowlFrame, path_through
from gui.plots.canvas import joined_path
from gui.theme.theme import LIGHT, POINT_SIZE, Theme, TypeScale, between
from model.drawing.bowl import Points, Seen, seen_quads
from model.drawing.landscape import BANDS, Landscape, Point

TONES, LIGHTS = 40, 8
"""So many steps from the lowest loss to the highest, and from the darkest side to the lightest: quads of one colour are
painted together, for each call of Qt's lets the trainer in."""

SHADE = 0.5
"""How far the darkest side of the bowl is on the way to the colour of the contour lines; on dark paper the lightest."""

GLASS = 0.45
"""How opaque the wall in front is: what is behind it is fainter, and never gone."""

BEHIND, BEFORE = -10.0, 30.0
"""How high the two pictures lie."""


class BowlSurface:
    """Painted once for each camera, view and theme; frames only move what is between the two."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self.inside, self.wall = QGraphicsPixmapItem(parent), QGraphicsPixmapItem(parent)
        for item, z in ((self.inside, BEHIND), (self.wall, BEFORE)):
            item.setZValue(z)
            item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
            item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.axes = BowlAxes()
        self.painted = 0
        """How many times it has been painted."""
        self.restyle(LIGHT, TypeScale())

    def paint(self, frame: BowlFrame, start: Point, ratio: float) -> None:
        """Paint a bowl whose contour lines are those of a run from start, for a screen of so many pixels for each."""
        self.painted += 1
        seen = seen_quads(frame.bowl.mesh, frame.camera)
        colours = self._colours(frame, start, seen)
        inside, wall = (_transparent(frame, ratio) for _ in range(2))
        with QPainter(inside) as painter:
            self.axes.paint_lines(painter, frame)
            self._fill(painter, frame, seen, colours, seen.from_above)
            self._draw_lines(painter, frame, start)
            self.axes.paint_ticks(painter, frame)
        with QPainter(wall) as painter:
            painter.setOpacity(GLASS)
            self._fill(painter, frame, seen, colours, ~seen.from_above)
        self.inside.setPixmap(inside)
        self.wall.setPixmap(wall)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme; what is there is to be painted again."""
        low, high, line = QColor(theme.card), QColor(theme.high), QColor(theme.contour)
        tones = [between(low, high, (tone / (TONES - 1)) ** 1.5) for tone in range(TONES)]
        parts = [light / (LIGHTS - 1) for light in range(LIGHTS)]
        shades = [SHADE * (part if theme.dark else 1 - part) for part in parts]
        self._brushes = [QBrush(between(tone, line, shade)) for tone in tones for shade in shades]
        self._arm = scale.width(POINT_SIZE)
        self._line, self._rim = QPen(line, scale.width(1.0)), QPen(line, scale.width(1.8))
        self._best, self._paper = (
            QPen(QColor(theme.error), scale.width(3.0)),
            QPen(QColor(theme.card), scale.width(6.0)),
        )
        for pen in (self._best, self._paper):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.axes.restyle(theme, scale)

    def _colours(self, frame: BowlFrame, start: Point, seen: Seen) -> NDArray[np.intp]:
        """The number of each quad's brush: by its loss as the map has it, and by the light on it."""
        bowl = frame.bowl
        height = bowl.mesh[..., 2]
        middle = (height[:-1, :-1] + height[1:, 1:] + height[1:, :-1] + height[:-1, 1:]).ravel()[seen.place] / 4
        lines = bowl.heights(Landscape(bowl.surface, bowl.view, start).lines)
        tone = np.interp(middle, lines, np.arange(BANDS)) * ((TONES - 1) / (BANDS - 1))
        return np.rint(tone).astype(np.intp) * LIGHTS + np.rint(seen.light * (LIGHTS - 1)).astype(np.intp)

    def _fill(
        self, painter: QPainter, frame: BowlFrame, seen: Seen, colours: NDArray[np.intp], which: NDArray[np.bool_]
    ) -> None:
        """Fill these quads, those of one colour together, from the colour of the farthest on.

        No quad of a convex bowl hides another that is seen from the same side, so that their order is free.
        """
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # or the paper would be seen between them
        corners, colours = frame.flat(seen.corners)[which], colours[which]
        found, first = np.unique(colours, return_index=True)
        for colour in found[np.argsort(first)].tolist():
            painter.setBrush(self._brushes[colour])
            painter.drawPath(_polygons(corners[colours == colour]))

    def _draw_lines(self, painter: QPainter, frame: BowlFrame, start: Point) -> None:
        """Draw the contour lines, the rim and the optimum."""
        mesh = frame.bowl.mesh
        rim = np.concatenate([mesh[:-1, 0], mesh[-1, :-1], mesh[:0:-1, -1], mesh[0, ::-1]])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, points in ((self._line, frame.bowl.contours(start)), (self._rim, rim)):
            painter.setPen(pen)
            painter.drawPath(path_through(frame.place(points)))
        for pen in (self._paper, self._best):
            painter.setPen(pen)
            painter.drawPath(self._best_path(frame, start))

    def _best_path(self, frame: BowlFrame, start: Point) -> QPainterPath:
        """A cross, or a line along a valley of equally good W and b."""
        best = frame.place(frame.bowl.best(start))
        if len(best) != 1:
            return path_through(best)
        path, (x, y), arm = QPainterPath(), best[0].tolist(), self._arm
        for across, up in ((arm, 0.0), (0.0, arm * 0.7)):
            path.moveTo(x - across, y - up)
            path.lineTo(x + across, y + up)
        return path


def _polygons(corners: Points) -> QPainterPath:
    """Closed quads of shape (n, 4, 2), as one path."""
    closed = np.concatenate([corners, corners[:, :1]], axis=1)
    connect = np.ones(closed.shape[:2], np.int32)
    connect[:, -1] = 0
    x, y = (np.ascontiguousarray(closed[..., axis].ravel()) for axis in (0, 1))
    return joined_path(x, y, connect.ravel(), finite=True)


def _transparent(frame: BowlFrame, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(frame.width * ratio), round(frame.height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
