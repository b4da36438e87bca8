"""The loss against the epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from gui.card import Card, label, legend
from gui.epoch_plot import EpochPlot
from gui.theme import CURVE_WIDTH, Theme, TypeScale
from model.history import History


class LossPlot(Card):
    """The loss chart; asks for the other axis with logarithmic_toggled."""

    logarithmic_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.plot = EpochPlot({"loss": CURVE_WIDTH}, name_marks=True)
        self.body.addWidget(self.plot, 1)
        self._legend = label("legend")
        self.logarithmic = QCheckBox()
        self.logarithmic.setFocusPolicy(self.logarithmic.focusPolicy().TabFocus)
        self.logarithmic.toggled.connect(self.logarithmic_toggled)
        self.header.addWidget(self._legend)
        self.header.addWidget(self.logarithmic)
        self._colour = "black"
        self.retranslate()

    def show_history(self, history: History) -> None:
        """Draw what has come since, or all of another history."""
        self.plot.show_history(history)

    def set_logarithmic(self, on: bool) -> None:
        """Choose the axis."""
        self.logarithmic.setChecked(on)
        self.plot.set_logarithmic(on)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self._colour = theme.error
        self.plot.restyle_curves({"loss": theme.error}, theme, scale)
        self._show_legend()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Loss"))
        self.plot.set_names(self.tr("epoch"), self.tr("loss"))
        self.plot.retranslate_marks()
        self.logarithmic.setText(self.tr("logarithmic"))
        self._show_legend()

    def _show_legend(self) -> None:
        self._legend.setText(legend(["— mean((hypothesis − y)²)"], [self._colour]))
