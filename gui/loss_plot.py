"""The loss against the epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gui.arrival import ArrivalNote
from gui.card import Card, label, legend
from gui.epoch_plot import EpochPlot
from gui.keys import CheckBox
from gui.theme import CURVE_WIDTH, Theme, TypeScale
from model.arrival import ArrivalWatch
from model.dataset import Dataset
from model.experiment import LoopSettings
from model.history import History
from model.twin_history import TwinHistory


class LossPlot(Card):
    """The loss chart; asks for the other axis with logarithmic_toggled."""

    logarithmic_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.plot = EpochPlot({"loss": CURVE_WIDTH}, name_marks=True)
        self.body.addWidget(self.plot, 1)
        self.arrival = ArrivalNote(self.plot)
        self.body.addWidget(self.arrival)
        self._watch = ArrivalWatch()
        self._legend = label("legend")
        self.logarithmic = CheckBox()
        self.logarithmic.toggled.connect(self.logarithmic_toggled)
        self.header.addWidget(self._legend)
        self.header.addWidget(self.logarithmic)
        self._colour = "black"
        self.retranslate()

    def show_history(self, history: History, time: int | None) -> None:
        """Draw what has come since, or all of another history, and mark the time that was travelled to, if any."""
        self.plot.show_history(history, time)

    def show_expected(
        self,
        history: History,
        settings: LoopSettings,
        data: Dataset,
        start: tuple[float, float] | None,
        time: int,
    ) -> None:
        """Tell when the loss should be as good as least, and when it was; nothing before the start is known.

        data are those that W and b are trained on; start is the run's first W and b, time the epoch that is shown.
        """
        self.arrival.show_arrival(self._watch.look(history, settings, data, start, time) if start else None)

    def show_twins(self, twins: TwinHistory | None) -> None:
        """Draw the losses of the twins, or none."""
        self.plot.show_twins(twins, "loss")

    def show_previous(self, history: History | None) -> None:
        """Draw the loss of an earlier run behind, or none."""
        self.plot.show_previous(history, "loss")

    def show_others(self, histories: Sequence[History]) -> None:
        """Draw the losses of the runs that are compared with the present one."""
        self.plot.show_others(histories, "loss")

    def set_logarithmic(self, on: bool) -> None:
        """Choose the axis."""
        self.logarithmic.setChecked(on)
        self.plot.set_logarithmic(on)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self._colour = theme.error
        self.setMinimumHeight(scale.base * 11)
        self.plot.restyle_curves({"loss": theme.error}, theme, scale)
        self.arrival.restyle(theme, scale)
        self._show_legend()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Loss"))
        self.plot.set_names(self.tr("epoch"), self.tr("loss"))
        self.plot.setToolTip(self.tr("Wheel and mouse zoom; a double click follows the run again"))
        self.plot.retranslate_marks()
        self.logarithmic.setText(self.tr("logarithmic"))
        self._show_legend()

    def _show_legend(self) -> None:
        self._legend.setText(legend(["— mean((hypothesis − y)²)"], [self._colour]))
