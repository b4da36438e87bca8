"""The part of the plane that the fit plot shows, and what of a line can be drawn in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainterPath

from gui.plots.canvas import empty_path
from model.dataset import Dataset
from model.drawing.view import View

FAR = 20
"""Heights of the view beyond which nothing is drawn: Qt paints nothing at coordinates such as 1e19."""


class FitRange(View):
    """The range of x and y that is shown, in the units of the data."""

    @classmethod
    def of(cls, data: Dataset, others: Sequence[tuple[float, float]] = ()) -> FitRange:
        """A view of these points, the origin's line included, and of other places."""
        xs, ys = ([float(end) for end in (column.min(), column.max())] for column in (data.x, data.y))
        for x, y in others:
            xs.append(x)
            ys.append(y)
        return cls(*_padded(min(0.0, *xs), max(xs)), *_padded(min(0.0, *ys), max(0.0, *ys)))

    def holds(self, data: Dataset) -> bool:
        """Whether all points are in view."""
        x, y = data.x, data.y
        across = self.left <= x.min() and x.max() <= self.right
        return bool(across and self.bottom <= y.min() and y.max() <= self.top)

    def far(self) -> tuple[float, float]:
        """The lowest and the highest y at which anything is drawn."""
        height = self.top - self.bottom
        return self.bottom - FAR * height, self.top + FAR * height

    def line(self, W: float, b: float) -> QPainterPath:
        """What of y = W x + b is within the view or not far from it."""
        path = empty_path()
        bottom, top = self.far()
        for draw, x in ((path.moveTo, self.left), (path.lineTo, self.right)):
            y = W * x + b
            within = min(max(y, bottom), top)
            draw(x if within == y or W == 0 else (within - b) / W, within)
        return path


def _padded(low: float, high: float) -> tuple[float, float]:
    """A range with a tenth of air at both ends."""
    air = (high - low or 1.0) / 6
    return low - air, high + air
