"""A plot of columns of the history against the epoch."""

from __future__ import annotations

import math
from collections.abc import Mapping

from gui.change_marks import ChangeMarks
from gui.curve import Curve
from gui.plot import Plot, roomy
from gui.theme import Theme, TypeScale
from model.history import History

FIRST_EPOCHS = 50
"""The range of epochs before there are more."""


class EpochPlot(Plot):
    """One curve for each named column, and the marks of changes made during the run."""

    def __init__(self, widths: Mapping[str, float], *, name_marks: bool) -> None:
        super().__init__(zoomable=True)
        self._headroom = 0.2 if name_marks else 0.06
        self._widths = dict(widths)
        self.curves = {name: Curve(self.canvas, width, z) for z, (name, width) in enumerate(widths.items(), start=1)}
        self._marks = ChangeMarks(self.canvas, named=name_marks)
        self._history = History()
        self._logarithmic = False
        self.range_changed.connect(self._redraw)
        self.show_history(self._history)

    def show_history(self, history: History) -> None:
        """Draw what has come since, or all of another history."""
        self._history = history
        self._redraw()
        self._follow()

    def set_logarithmic(self, on: bool) -> None:
        """Choose between a linear and a logarithmic vertical axis."""
        self._logarithmic = on
        for curve in self.curves.values():
            curve.set_logarithmic(on)
        self.axes()[1].setLogMode(x=False, y=on)
        self.following = True
        self.show_history(self._history)

    def restyle_curves(self, colours: Mapping[str, str], theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self.restyle(theme, scale)
        self._marks.restyle(theme, scale)
        for name, curve in self.curves.items():
            curve.set_pen(colours[name], self._widths[name] * scale.base / 13)
        self._show_marks()

    def retranslate_marks(self) -> None:
        """Name the marks in the present language."""
        self._marks.forget()
        self._show_marks()

    def value_range(self, low: float, high: float) -> tuple[float, float]:
        """The ends of the linear axis for values between low and high: zero always stands in it."""
        top, bottom = roomy(high) if high > 0 else 0.0, -roomy(-low) if low < 0 else 0.0
        return bottom, top

    def _redraw(self) -> None:
        """Draw the curves: all of them, or with the detail that a view of fewer epochs has room for."""
        epochs = len(self._history)
        first, last = 0, epochs
        left, right, *_ = self.visible_range()
        if not self.following and right - left < epochs / 2:
            first, last = max(0, math.floor(left)), max(0, math.ceil(right) + 1)
        for name, curve in self.curves.items():
            curve.show_column(self._history.column(name), first, last)
        self._show_marks()

    def _show_marks(self) -> None:
        self._marks.show(self._history.changes, self.visible_range())

    def _follow(self) -> None:
        right = roomy(max(FIRST_EPOCHS, len(self._history) - 1))
        limits = [found for curve in self.curves.values() if (found := curve.limits) is not None]
        low, high = min((a for a, _ in limits), default=0.0), max((b for _, b in limits), default=0.0)
        bottom, top = self._decades(high) if self._logarithmic else self.value_range(low, high or 1.0)
        height = top - bottom  # a curve along the very edge would be cut in half
        self.follow(-0.01 * right, 1.01 * right, bottom - 0.06 * height, top + self._headroom * height)

    def _decades(self, high: float) -> tuple[float, float]:
        """The ends of the logarithmic axis in powers of ten."""
        lowest = [found for curve in self.curves.values() if (found := curve.smallest_positive) is not None]
        bottom = math.floor(math.log10(min(lowest))) if lowest else -3
        top = math.ceil(math.log10(high)) if high > 0 else 1
        return bottom, max(top, bottom + 1)
