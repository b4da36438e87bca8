"""A plot of columns of the history against the epoch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtGui import QPainterPath

from gui.plots.change_marks import ChangeMarks
from gui.plots.curve import Curve, cosmetic_pen
from gui.plots.nice_numbers import roomy
from gui.plots.other_curves import OtherCurves
from gui.plots.plot import Plot
from gui.theme.theme import BACK_CURVE_WIDTH, CURVE_WIDTH, THIN_WIDTH, TWIN_STYLES, Theme, TypeScale
from model.comparison.twins import TwinHistory
from model.drawing.envelope import BUCKETS
from model.drawing.view import View
from model.history import History

NOTHING = np.empty(0, np.float32)

EPOCH_STEPS = (1.0, 2.0, 5.0)
"""Where the range of epochs may end, times a power of ten: at full speed it would jump ten times a second otherwise."""

OTHERS_REACH = 2.0
"""The axis shows of other runs what is within this many times the size of the run's own largest value."""

OUT_OF_SIGHT = 1e6
"""Without values of its own, it leaves out other runs that go farther."""

APART = 16
"""By how many stretches plots that are seen together differ: some frames at full speed."""

FIRST_EPOCHS = 50
"""The range of epochs before there are more."""


class EpochPlot(Plot):
    """One curve for each named column, and the marks of changes made during the run.

    Curves that have become too long for their stretches are drawn whole. Plots that are seen together have a turn each,
    so that no two of them come to that in the same frame.
    """

    numbers_width = 6.2

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
        self._logarithmic = False
        self._followed: tuple[float, list[tuple[float, float]]] | None = None
        self.range_changed.connect(self._redraw)
        self.show_history(self.history)

    def show_history(self, history: History, time: int | None = None) -> None:
        """Draw what has come since, or all of another history; mark the time that is shown if it is not the newest."""
        if history.key is not self.history.key:
            for curve in self.curves.values():
                curve.forget()
            self.follow_again()
        self.history = history
        self._time = None if time == len(history) - 1 else time
        self._redraw()
        self._follow()

    def show_twins(self, twins: TwinHistory | None, column: str) -> None:
        """Draw this column of the twins over the curves, dashed and dotted; none with None."""
        histories = twins.histories if twins is not None else ()
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
            self._previous_curve.show_column(NOTHING if history is None else history.column(column))

    def show_others(self, histories: Sequence[History], column: str) -> None:
        """Draw this column of other runs, each in its colour."""
        if histories or self._others.length:
            self._others.show(histories, column, self.visible_range())
            self._follow()

    def set_logarithmic(self, on: bool) -> None:
        """Choose between a linear and a logarithmic vertical axis."""
        self._logarithmic = on
        for curve in (*self.curves.values(), *self._twin_curves, self._previous_curve):
            curve.set_logarithmic(on)
        self._others.set_logarithmic(on)
        if self._previous is not None:
            self._previous_curve.show_column(self._previous.column(self._previous_column))
        self.axes()[1].setLogMode(x=False, y=on)
        self.follow_again()
        self.show_history(self.history, self._time)
        self._redraw_twins()

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

    def value_range(self, low: float, high: float) -> tuple[float, float]:
        """The ends of the linear axis for values between low and high: zero always stands in it."""
        top, bottom = roomy(high) if high > 0 else 0.0, -roomy(-low) if low < 0 else 0.0
        return bottom, top

    def _redraw(self) -> None:
        """Draw the curves: all of them, or with the detail that a view of fewer epochs has room for."""
        epochs, visible = len(self.history), self.visible_range()
        first, last = 0, epochs
        if not self.following and visible.right - visible.left < epochs / 2:
            first, last = max(0, math.floor(visible.left)), max(0, math.ceil(visible.right) + 1)
        for name, curve in self.curves.items():
            curve.show_column(self.history.column(name), first, last)
        if self._others.length:
            self._others.fit(visible)
        self._show_marks(visible)

    def _redraw_twins(self) -> None:
        for curve, history in zip(self._twin_curves, (*self._twins, None, None), strict=False):
            if history is None:
                curve.show_column(NOTHING)
            else:
                curve.show_column(history.column(self._twin_column), offset=self._twins_first)

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
        right = roomy(max(FIRST_EPOCHS, len(self.history) - 1, self._others.length - 1), EPOCH_STEPS)
        own = [found for curve in self.curves.values() if (found := curve.limits) is not None]
        limits = own + _within_reach(self._others.limits, own)
        if (right, limits) == self._followed and not self._logarithmic:
            return
        self._followed = None if self._logarithmic else (right, limits)
        low, high = min((a for a, _ in limits), default=0.0), max((b for _, b in limits), default=0.0)
        bottom, top = self._decades(high) if self._logarithmic else self.value_range(low, high or 1.0)
        height = top - bottom  # a curve along the very edge would be cut in half
        self.follow(View(-0.02 * right, 1.01 * right, bottom - 0.06 * height, top + self._headroom * height))

    def _decades(self, high: float) -> tuple[float, float]:
        """The ends of the logarithmic axis in powers of ten."""
        own = (found for curve in self.curves.values() if (found := curve.smallest_positive) is not None)
        lowest = [*own, *self._others.smallest_positive]
        bottom = math.floor(math.log10(min(lowest))) if lowest else -3
        top = math.ceil(math.log10(high)) if high > 0 else 1
        return bottom, max(top, bottom + 2)


def _within_reach(others: list[tuple[float, float]], own: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The limits of other runs, as far as they leave the run's own to be seen: one that diverges leaves the chart."""
    if not own:
        return [(low, high) for low, high in others if max(-low, high) < OUT_OF_SIGHT]
    reach = OTHERS_REACH * max(max(-low, high) for low, high in own)
    return [(max(low, -reach), min(high, reach)) for low, high in others]
