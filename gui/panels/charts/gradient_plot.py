"""The gradients of W and b: this epoch's own, and what stands in .grad when step() uses it."""

from __future__ import annotations

from gui.plots.epoch_plot import EpochPlot
from gui.session.shown import Shown
from gui.theme.theme import BACK_CURVE_WIDTH, CURVE_WIDTH, Theme, TypeScale
from gui.widgets.card import Card, label, legend


class GradientPlot(Card):
    """Two plots, one for each parameter; with zero_grad called, the two curves in each lie on one another."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self.plots = {
            name: EpochPlot(
                {f"{name}_grad": BACK_CURVE_WIDTH, f"{name}_grad_fresh": CURVE_WIDTH}, name_marks=False, turn=turn
            )
            for turn, name in enumerate(("W", "b"), start=1)  # the loss has the first
        }
        for plot in self.plots.values():
            self.body.addWidget(plot, 1)
        self.plots["W"].hide_epoch_numbers()
        self._legend = label("legend")
        self.header.addWidget(self._legend)
        self._colours = ("black", "black")
        self._others: object = ()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Draw the run's gradients, and what stands in .grad in the runs that are compared with it."""
        for name, plot in self.plots.items():
            plot.show_history(shown.history, shown.travelled)
            if shown.others is not self._others:
                plot.show_others([run.history for run in shown.others], f"{name}_grad")
        self._others = shown.others

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._colours = (theme.held, theme.fresh)
        for name, plot in self.plots.items():
            plot.restyle_curves({f"{name}_grad": theme.held, f"{name}_grad_fresh": theme.fresh}, theme, scale)
        self._show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("Gradients"))
        self.plots["W"].set_names("", self.tr("of W"))
        self.plots["b"].set_names(self.tr("epoch"), self.tr("of b"))
        for plot in self.plots.values():
            plot.setToolTip(self.tr("Wheel and mouse zoom; a double click follows the run again"))
            plot.retranslate_marks()
        self._show_legend()

    def _show_legend(self) -> None:
        wide = self.tr("— in .grad").replace("—", "<b>—</b>")  # as its curve is
        self._legend.setText(legend([wide, self.tr("— this epoch's own")], self._colours))
