"""The data, the line that is being fitted, and what is left between them."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath, QResizeEvent

from gui.card import Card, label, legend
from gui.curve import cosmetic_pen
from gui.epoch_plot import TWIN_STYLES
from gui.exact_answer import ExactAnswer
from gui.example_names import example_name
from gui.point_editor import EDITABLE_ROWS, PointEditor
from gui.point_marks import CROWDED
from gui.theme import CURVE_WIDTH, LINE_WIDTH, THIN_WIDTH, Theme, TypeScale
from model.dataset import Dataset
from model.edits import Edit
from model.theory import optimum

POINTS_AT_MOST = 2000
"""More dots only cover one another."""

RESIDUALS_AT_MOST = CROWDED
"""More lines would only be a shade."""


class FitPlot(Card):
    """Points, line and residuals; while W and b are not finite, the last line that was stays.

    data_edited carries the Dataset that the user wants, what was done (a value of model.edits.Edit), and whether it is
    finished: while a point is dragged or an arrow key is held it comes many times unfinished, and then once finished.
    """

    resized = Signal()
    data_edited = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.plot = PointEditor()
        self.body.addWidget(self.plot, 1)
        self.note = label("note")
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.exact = ExactAnswer(self.plot.canvas)
        self._exact_wanted = False
        self.body.addWidget(self.exact)
        self._legend = label("legend")
        self.header.addWidget(self._legend)
        self._residuals, self._line = (self.plot.canvas.add_path(z) for z in (1, 2))
        self._twins = [self.plot.canvas.add_path(5) for _ in TWIN_STYLES]
        self._data: Dataset | None = None
        self._x: NDArray[np.float64] = np.empty(0)
        self._y: NDArray[np.float64] = np.empty(0)
        self._both, self._ends = self._x, self._y
        """x and y of both ends of each residual: at the point, and on the line."""
        self._view = (0.0, 1.0, 0.0, 1.0)
        self._shown = (math.nan, math.nan)
        self.plot.data_edited.connect(self._take_edit)
        self.plot.hovered.connect(self._show_hint)
        self.retranslate()

    def set_editable(self, on: bool) -> None:
        """Let the user move, add and remove points, or not."""
        self.plot.set_editable(on)

    def show_data(self, data: Dataset) -> None:
        """Draw these points and choose a range in which they and the origin's line can be seen.

        What an unfinished edit has just emitted is not taken back under the user's hand.
        """
        if self.plot.holds(data):
            return
        known = data == self._data
        self._data = data
        self._name_axes()
        if not known:
            self._take_residuals()
            self._draw_points()
            self._show_legend()
            self._show_note()
            self._draw_again()

    def set_exact(self, on: bool) -> None:
        """Show the least-squares line and what is left to it, or not."""
        self._exact_wanted = on
        self._show_exact()

    def show_line(self, W: float, b: float) -> None:
        """Draw y = W x + b and the residuals it leaves."""
        if (W, b) == self._shown or not math.isfinite(W + b):
            return
        self._shown = (W, b)
        self._line.setPath(self._visible_line(W, b))
        self.exact.show_distance(W, b)
        bottom, top = self._far()
        self._ends[1::2] = np.minimum(np.maximum(W * self._x + b, bottom), top)
        self._residuals.setPath(pg.functions.arrayToQPath(self._both, self._ends, connect="pairs", finiteCheck=False))

    def show_twins(self, lines: Sequence[tuple[float, float]]) -> None:
        """Draw the lines of the twins, each given by its W and b, dashed and dotted."""
        for item, line in zip(self._twins, (*lines, None, None), strict=False):
            if line is None:
                item.setPath(QPainterPath())
            elif math.isfinite(sum(line)):
                item.setPath(self._visible_line(*line))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self.setMinimumHeight(scale.base * 13)
        self.plot.restyle(theme, scale)
        self.exact.restyle(theme, scale)
        self._line.setPen(cosmetic_pen(theme.line, LINE_WIDTH * scale.base / 13))
        for twin, style in zip(self._twins, TWIN_STYLES, strict=True):
            twin.setPen(cosmetic_pen(theme.text, CURVE_WIDTH * scale.base / 13, style))
        self._residuals.setPen(cosmetic_pen(theme.error, THIN_WIDTH * scale.base / 13))
        self._colours = (theme.point, theme.line, theme.error)
        self._show_legend()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Fit"))
        self._name_axes()
        self._show_legend()
        self._show_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the axes as fully as there is room for."""
        super().resizeEvent(event)
        self._name_axes()
        self.resized.emit()

    _colours = ("black", "black", "black")

    def _take_edit(self, data: Dataset, kind: str, finished: bool) -> None:
        """Show at once what the user has done, in a range for it when the hand lets go; then say so.

        Only a point that arrow keys have moved out of view is followed before: the mouse cannot leave the axes.
        """
        self._data = data
        self._take_residuals()
        self._show_exact()
        if finished or (kind == Edit.NUDGE and not self._is_all_in_view(data)):
            self._draw_points()
            self._show_legend()
        self._draw_again()
        self.data_edited.emit(data, kind, finished)

    def _is_all_in_view(self, data: Dataset) -> bool:
        left, right, bottom, top = self._view
        x, y = data.x, data.y
        return bool(left <= x.min() and x.max() <= right and bottom <= y.min() and y.max() <= top)

    def _draw_points(self) -> None:
        """Choose the range, and draw the points in it: of very many an even sample, always the same."""
        if self._data is None:
            return
        self._view = _range_of(self._data)
        self.plot.follow(*self._view)
        self.plot.show_points(self._data, sample(len(self._data)))
        self._show_exact()

    def _show_exact(self) -> None:
        if self._exact_wanted and self._data is not None:
            best = optimum(self._data)
            self.exact.show_optimum(best, self._visible_line(best.W, best.b))
        else:
            self.exact.show_optimum(None, QPainterPath())

    def _take_residuals(self) -> None:
        """Keep the points that residuals are drawn from: none of a crowd."""
        data = self._data
        few = data is not None and len(data) <= RESIDUALS_AT_MOST
        self._x = data.x[:, 0].astype(np.float64) if data is not None and few else np.empty(0)
        self._y = data.y[:, 0].astype(np.float64) if data is not None and few else np.empty(0)
        self._both, self._ends = np.repeat(self._x, 2), np.repeat(self._y, 2)

    def _draw_again(self) -> None:
        """Draw the last line and its residuals among other points, or in another range."""
        W, b = self._shown
        self._shown = (math.nan, math.nan)
        self.show_line(W, b)

    def _name_axes(self) -> None:
        """Name the axes after the columns of the data where these have names, else as the lesson does."""
        bottom, left = self.plot.axes()
        x = self.tr("x_train: hours studied (independent variable)")
        ys = [self.tr("y_train: exam score (dependent variable)"), self.tr("y_train: exam score")]
        if self._data is not None and self._data.x_name:
            x = self.tr("x_train: {name}").format(name=_one_line(example_name(self._data.x_name)))
        if self._data is not None and self._data.y_name:
            ys = [self.tr("y_train: {name}").format(name=_one_line(example_name(self._data.y_name)))]
        x = self._fitting([x, "x_train"], self.plot.width() - left.width())
        y = self._fitting([*ys, "y_train"], self.plot.height() - bottom.height())
        self.plot.set_names(html.escape(x, quote=False), html.escape(y, quote=False))  # pyqtgraph reads HTML

    def _fitting(self, names: Sequence[str], room: float) -> str:
        return next((name for name in names if self.fontMetrics().horizontalAdvance(name) < room), names[-1])

    def _visible_line(self, W: float, b: float) -> QPainterPath:
        """The line within the view or not far from it: Qt draws nothing at coordinates such as 1e19."""
        path = QPainterPath()
        bottom, top = self._far()
        for draw, x in ((path.moveTo, self._view[0]), (path.lineTo, self._view[1])):
            y = W * x + b
            within = min(max(y, bottom), top)
            draw(x if within == y or W == 0 else (within - b) / W, within)
        return path

    def _far(self) -> tuple[float, float]:
        _, _, bottom, top = self._view
        return bottom - 20 * (top - bottom), top + 20 * (top - bottom)

    def _show_legend(self) -> None:
        names = (self.tr("● data"), self.tr("— hypothesis W x + b"), self.tr("| residual"))
        shown = 2 if self._data is not None and len(self._data) > RESIDUALS_AT_MOST else 3
        self._legend.setText(legend(names[:shown], self._colours[:shown]))

    def _show_note(self) -> None:
        """Say what is not shown, and what cannot be done."""
        rows = 0 if self._data is None else len(self._data)
        notes = []
        if rows > POINTS_AT_MOST:
            text = self.tr("{shown} of {rows} points shown; training uses all.")
            notes.append(text.format(shown=f"{POINTS_AT_MOST:,}", rows=f"{rows:,}"))
        if rows > EDITABLE_ROWS:
            text = self.tr("More than {limit} points cannot be moved by hand.")
            notes.append(text.format(limit=f"{EDITABLE_ROWS:,}"))
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _show_hint(self, over_a_point: bool) -> None:
        """Tell what can be done with a point, where the mouse is on one, and nowhere else."""
        hint = self.tr(
            "Drag it, or move it with the arrow keys; Delete removes it.\nA double click elsewhere adds one."
        )
        self.plot.setToolTip(hint if over_a_point else "")


def sample(rows: int) -> NDArray[np.intp] | slice:
    """Which of so many rows are drawn: all, or as many as can be told apart, evenly from the first to the last."""
    if rows <= POINTS_AT_MOST:
        return slice(None)
    return np.arange(POINTS_AT_MOST, dtype=np.intp) * (rows - 1) // (POINTS_AT_MOST - 1)


def _range_of(data: Dataset) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a view of these points, the origin's line included."""
    x_min, x_max, y_min, y_max = (float(end) for end in (data.x.min(), data.x.max(), data.y.min(), data.y.max()))
    return *_padded(min(0.0, x_min), x_max), *_padded(min(0.0, y_min), max(0.0, y_max))


def _padded(low: float, high: float) -> tuple[float, float]:
    """A range with a tenth of air at both ends."""
    air = (high - low or 1.0) / 6
    return low - air, high + air


def _one_line(name: str) -> str:
    return " ".join(name.split())
