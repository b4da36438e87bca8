"""A plot of columns of the history against the epoch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainterPath

from gui.plots.axes.value_range import Reach, reach_of
from gui.plots.change_marks import ChangeMarks
from gui.plots.curve import Curve, cosmetic_pen
from gui.plots.last_epochs import LastEpochs
from gui.plots.nice_numbers import roomy
from gui.plots.other_curves import ALL, BEYOND, NOTHING, OtherCurves, Rows
from gui.plots.plot import Plot
from gui.theme.theme import BACK_CURVE_WIDTH, CURVE_WIDTH, THIN_WIDTH, TWIN_STYLES, Theme, TypeScale
from model.comparison.twins import TwinHistory
from model.drawing.envelope import BUCKETS
from model.drawing.view import View
from model.history import History

if TYPE_CHECKING:
    from gui.plots.axes.axes import Axes

EPOCH_STEPS = (1.0, 2.0, 5.0)
"""Where the range of epochs may end, times a power of ten: at full speed it would jump ten times a second otherwise."""

APART = 16
"""By how many stretches plots that are seen together differ: some frames at full speed."""

NOWHERE = (0.0, -1.0), Reach()

FIRST_EPOCHS = 50
"""The range of epochs before there are more."""


class EpochPlot(Plot):
    """One curve for each named column, and the marks of changes made during the run.

    Curves that have become too long for their stretches are drawn whole. Plots that are seen together have a turn each,
    so that no two of them come to that in the same frame.
    """

    longest = "0.000001"

    _logarithmic = False

    def __init__(self, widths: Mapping[str, float], *, name_marks: bool, turn: int = 0) -> None:
        super().__init__(zoomable=True)
        self._headroom = 0.2 if name_marks else 0.06
        self._widths = dict(widths)
        buckets = BUCKETS - APART * turn
        curves = enumerate(widths.items(), start=1)
        self.curves = {name: Curve(self.canvas, width, z, buckets) for z, (name, width) in curves}
        self._marks = ChangeMarks(self.canvas, named=name_marks)
        self._previous_curve = Curve(self.canvas, CURVE_WIDTH, -1)
        self._previous: History | None = None
        self._previous_column = ""
        self._twin_curves = [Curve(self.canvas, CURVE_WIDTH, 20) for _ in TWIN_STYLES]
        self._twins: tuple[History, ...] = ()
        self._twin_column, self._twins_first = "loss", 0
        self._others = OtherCurves(self.canvas)
        self._cursor = self.canvas.add_path(15)
        self._cursor_shown: object = None
        self._time: int | None = None
        self.history = History()
        self._followed: tuple[tuple[float, float], Reach] = NOWHERE
        """The epochs that are shown, and what of the values."""
        self._last: LastEpochs | None = None
        self._window: tuple[int, int] | None = None
        self.range_changed.connect(self._redraw)
        self.show_history(self.history)

    def _prepare_axes(self, axes: Axes) -> None:
        """Let the left one be as it was chosen."""
        axes.left.setLogMode(x=False, y=self._logarithmic)

    def show_history(self, history: History, time: int | None = None, *, running: bool = False) -> None:
        """Draw what has come since, or all of another history; mark the time that is shown if it is not the newest."""
        if history.key is not self.history.key:
            for curve in self.curves.values():
                curve.forget()
            self._followed = NOWHERE
            self.history = history
            self.follow_again()
        self.history = history
        self._time = None if time == len(history) - 1 else time
        self._move_window(running=running)
        self._redraw()
        self._follow()

    def say_when_empty(self, text: str) -> None:
        """Say this in the place of the chart as long as there is nothing to draw."""
        self.cover.setText(text)
        self._cover_emptiness()

    def _cover_emptiness(self) -> None:
        others = self._others.length or len(self._previous or ()) or any(map(len, self._twins))
        self.cover.set_needed(not len(self.history) and not others)

    def show_last(self, on: bool) -> None:
        """Show the last epochs alone, up to the time that is shown; or all."""
        self._last = LastEpochs() if on else None
        self._followed = NOWHERE
        self._move_window(running=False)
        self.follow_again()
        self._redraw()
        self._follow()

    def follow_again(self) -> None:
        """Show the range that belongs to what is drawn, whatever the user has zoomed to."""
        if not self.following:
            super().follow_again()
            self._followed = NOWHERE
            self._redraw()
            self._follow()

    def show_twins(self, twins: TwinHistory | None, column: str) -> None:
        """Draw this column of the twins over the curves, dashed and dotted; none with None."""
        histories = twins.histories if twins is not None else ()
        if not (histories or self._twins):
            return
        if [history.key for history in histories] != [history.key for history in self._twins]:
            for curve in self._twin_curves:
                curve.forget()
        self._twins = histories
        self._twin_column, self._twins_first = column, twins.first if twins is not None else 0
        self._redraw_twins()

    def show_previous(self, history: History | None, column: str) -> None:
        """Draw this column of an earlier run behind the curves, or none."""
        if history is not self._previous:
            self._previous, self._previous_column = history, column
            self._previous_curve.forget()
            self._redraw_previous(self._rows())

    def show_others(self, histories: Sequence[History], column: str) -> None:
        """Draw this column of other runs, each in its colour."""
        if histories or self._others.length:
            self._others.show(histories, column, self.visible_range(), self._rows())
            self._follow()

    def averaged(self, column: str) -> tuple[int, ...]:
        """How many epochs a point of the run's own curve is the mean of, and of those of the other runs."""
        return self.curves[column].averaged, *self._others.averaged

    def lie_under(self, over: Sequence[int]) -> None:
        """Let each of the other runs' curves be seen behind those, this many, that lie exactly upon it."""
        self._others.lie_under(over)

    def set_logarithmic(self, on: bool) -> None:
        """Choose between a linear and a logarithmic vertical axis."""
        self._logarithmic = on
        for curve in (*self.curves.values(), *self._twin_curves, self._previous_curve):
            curve.set_logarithmic(on)
        self._others.set_logarithmic(on)
        if self._axes is not None:
            self._axes.left.setLogMode(x=False, y=on)
        self._followed = NOWHERE
        self.follow_again()
        self._redraw()
        self._follow()

    def restyle_curves(self, colours: Mapping[str, str], theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.restyle(theme, scale)
        self._marks.restyle(theme, scale)
        self._others.restyle(theme, scale)
        self._cursor.setPen(cosmetic_pen(theme.accent, 2.0))
        self._previous_curve.set_pen(theme.muted, scale.width(BACK_CURVE_WIDTH))
        for curve, style in zip(self._twin_curves, TWIN_STYLES, strict=True):
            curve.set_pen(theme.text, scale.width(THIN_WIDTH), style)
        for name, curve in self.curves.items():
            curve.set_pen(colours[name], scale.width(self._widths[name]))
        self._show_marks(self.visible_range())

    def retranslate_marks(self) -> None:
        """Name the marks in the present language."""
        self._marks.forget()
        self._show_marks(self.visible_range())

    def _move_window(self, *, running: bool) -> None:
        """Let the last epochs end with the newest, or with the time that is shown."""
        if self._last is not None:
            end = self._time if self._time is not None else (len(self.history) or self._others.length) - 1
            self._window = self._last.fit(end, running=running)
        else:
            self._window = None

    def _rows(self) -> Rows:
        """What of the columns is drawn: all, or with the detail that a view of fewer epochs has room for."""
        if self.following:
            return ALL if self._window is None else (self._window[0], self._window[1] + 1)
        visible = self.visible_range()
        if visible.right - visible.left >= len(self.history) / 2:
            return ALL
        return max(0, math.floor(visible.left)), max(0, math.ceil(visible.right) + 1)

    def _redraw(self) -> None:
        self._cover_emptiness()
        rows, visible = self._rows(), self.visible_range()
        for name, curve in self.curves.items():
            curve.show_column(self.history.column(name), *rows)
            self._clip(curve, visible)
        if self._others.length:
            self._others.fit(visible, rows)
        if self._previous is not None:
            self._redraw_previous(rows)
        if self._twins:
            self._redraw_twins()
        self._show_marks(visible)

    def _clip(self, curve: Curve, visible: View) -> None:
        """Keep a curve that leaves the chart within reach of it."""
        far, (low, high) = BEYOND * (visible.top - visible.bottom), curve.limits or (0.0, 0.0)
        bottom, top = visible.bottom - far, visible.top + far
        leaves = not self._logarithmic and (low < bottom or high > top)
        curve.set_clip((bottom, top) if leaves else None)

    def _redraw_previous(self, rows: Rows) -> None:
        column = NOTHING if self._previous is None else self._previous.column(self._previous_column)
        self._previous_curve.show_column(column, *rows)
        self._clip(self._previous_curve, self.visible_range())

    def _redraw_twins(self) -> None:
        first, last = self._rows()
        first, offset = max(0, first - self._twins_first), self._twins_first
        last = None if last is None else max(0, last - offset)
        for curve, history in zip(self._twin_curves, (*self._twins, None, None), strict=False):
            column = NOTHING if history is None else history.column(self._twin_column)
            curve.show_column(column, first, last, offset=offset)
            self._clip(curve, self.visible_range())

    def _show_marks(self, visible: View) -> None:
        self._marks.show(self.history.changes, visible)
        if (self._time, visible) != self._cursor_shown:
            self._cursor_shown = self._time, visible
            path = QPainterPath()
            if self._time is not None:
                path.moveTo(self._time, visible.bottom)
                path.lineTo(self._time, visible.top)
            self._cursor.setPath(path)

    def _follow(self) -> None:
        """Choose the range for what is drawn; the last epochs keep a height until they move on, and so does a zoom."""
        longest = max(FIRST_EPOCHS, len(self.history) - 1, self._others.length - 1)
        epochs = self._window or (0, roomy(longest, EPOCH_STEPS))
        reach = self._reach()
        if not self.following or (self._window is not None and epochs == self._followed[0]):
            reach = reach.with_all_of(self._followed[1])
        if (epochs, reach) == self._followed:
            return
        self._followed = epochs, reach
        bottom, top = reach.decades() if self._logarithmic else reach.linear(self._begun())
        (left, right), height = epochs, top - bottom  # a curve along the very edge would be cut in half
        width = right - left
        across = left - 0.02 * width, right + 0.01 * width
        self.follow(View(*across, bottom - 0.06 * height, top + self._headroom * height))

    def _begun(self) -> float:
        """The size of the first values that are shown, at least 1: a run may begin at its optimum."""
        first = self._window[0] if self._window is not None else 0
        values = [abs(float(self.history.column(name)[first])) for name in self.curves if len(self.history) > first]
        return max([1.0, *(value for value in values if math.isfinite(value))])

    def _reach(self) -> Reach:
        curves = self.curves.values()
        own = [found for curve in curves if (found := curve.limits) is not None]
        if not self._logarithmic:
            return reach_of(own, self._others.limits, [])
        positive = [least for curve in curves if (least := curve.smallest_positive) is not None]
        return reach_of(own, self._others.limits, [*positive, *self._others.smallest_positive])
