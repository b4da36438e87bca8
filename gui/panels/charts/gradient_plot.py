"""The gradients of W and b: this epoch's own, and what stands in .grad when step() uses it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from gui.panels.charts.zero_sides import ZeroSides
from gui.plots.read_plot import ReadPlot
from gui.session.shown import Shown
from gui.theme.theme import BACK_CURVE_WIDTH, CURVE_WIDTH, Theme, TypeScale
from gui.widgets.card import Card, label, legend
from model.experiment import LoopSettings, ZeroGrad

LOW = 15
"""The height, in heights of a line, below which the curves need the room of the name of the epochs."""

LOWEST = 10
"""The same, below which there is no room for more than the letters W and b beside the axes: the legend says .grad."""


class GradientPlot(Card):
    """Two plots, one for each parameter; with zero_grad called, the two curves in each lie on one another."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self.plots = {
            name: ReadPlot(
                {f"{name}_grad": BACK_CURVE_WIDTH, f"{name}_grad_fresh": CURVE_WIDTH}, name_marks=False, turn=turn
            )
            for turn, name in enumerate(("W", "b"), start=1)  # the loss has the first
        }
        self.sides = {name: ZeroSides(plot) for name, plot in self.plots.items()}
        self._against = True
        for plot in self.plots.values():
            self.body.addWidget(plot, 1)
        self.plots["W"].hide_epoch_numbers()
        self._legend = label("legend")
        self.header.addWidget(self._legend)
        self._colours = ("black", "black")
        self._others: object = ()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Draw the run's gradients, and what stands in .grad in the runs that are compared with it.

        At full speed the two plots take turns.
        """
        for place, (name, plot) in enumerate(self.plots.items()):
            if shown.draws(place):
                plot.show_history(shown.history, shown.travelled)
            if shown.others is not self._others:
                plot.show_others([run.history for run in shown.others], f"{name}_grad")
        self._others = shown.others
        if (against := steps_against_grad(shown.settings)) != self._against:
            self._against = against
            self._name_sides()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._colours = (theme.held, theme.fresh)
        for name, plot in self.plots.items():
            plot.restyle_curves({f"{name}_grad": theme.held, f"{name}_grad_fresh": theme.fresh}, theme, scale)
            self.sides[name].restyle(theme, scale)
        self.plots["W"].setMinimumHeight(round(scale.base * 3.5))  # as long as its name
        self.plots["b"].setMinimumHeight(round(scale.base * 4.9))  # with the numbers of the epochs
        self._show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("Gradients"))
        self._name_axes()
        self._name_sides()
        for name, plot in self.plots.items():
            plot.say_when_empty(self.tr("{name} of each epoch will stand here.").format(name=f"{name}.grad"))
            plot.retranslate_reading(
                f"{name}.grad", {f"{name}_grad": f"{name}.grad", f"{name}_grad_fresh": self.tr("own")}
            )
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out a name where the curves need its room."""
        super().resizeEvent(event)
        self._name_axes()

    def _name_axes(self) -> None:
        lines = self.height() / self.fontMetrics().height()
        grad = ".grad" if lines >= LOWEST else ""
        self.plots["W"].set_names("", f"W{grad}")
        self.plots["b"].set_names(self.tr("epoch") if lines >= LOW else "", f"b{grad}")

    def _name_sides(self) -> None:
        """Tell where a step leads, if that depends on nothing but .grad."""
        shrinks, grows = (self.tr("{name} shrinks ↓"), self.tr("{name} grows ↑")) if self._against else ("", "")
        for name, sides in self.sides.items():
            sides.say(shrinks.format(name=name), grows.format(name=name))

    def _show_legend(self) -> None:
        wide = self.tr("— .grad holds").replace("—", "<b>—</b>")  # as its curve is
        self._legend.setText(legend([wide, self.tr("— this epoch's own")], self._colours))


def steps_against_grad(settings: LoopSettings) -> bool:
    """Whether step() moves W and b against the sign of what .grad holds: with momentum it is not that alone."""
    return settings.step and not settings.momentum and settings.zero_grad is not ZeroGrad.AFTER_BACKWARD
