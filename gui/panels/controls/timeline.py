"""The run from its start to its newest epoch: drag it to travel back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout

from gui.session.shown import Shown
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Card, label
from gui.widgets.inputs import Slider
from gui.widgets.still_label import StillLabel
from model.experiment import EPOCHS_LIMIT


class Timeline(Card):
    """Asks for another epoch with time_wanted; -1 is the start, before the first."""

    time_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.slider = Slider()
        self.slider.valueChanged.connect(self.time_wanted)
        self.slider.setRange(-1, -1)
        self.where = StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.where.fill()
        self.slider.setBackgroundRole(QPalette.ColorRole.Base)
        self.slider.setAutoFillBackground(True)
        self._name = label("note")
        self.title.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._name)
        row.addWidget(self.slider, 1)
        row.addWidget(self.where)
        self.body.addLayout(row)
        self.body.setContentsMargins(SPACE + 4, SPACE // 2, SPACE + 4, SPACE // 2)
        self._shown = (-1, -1)
        self._epochs, self._runs = 0, False
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show where the shown epoch stands in the run; nothing is emitted."""
        if (shown.time, shown.last) != self._shown:
            self._shown = shown.time, shown.last
            self._show()
        if not (shown.running and self._runs):
            self._epochs, self._runs = shown.experiment.epochs, shown.running
            self._say()

    def _show(self) -> None:
        time, last = self._shown
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(last)
            self.slider.setValue(time)
        self.where.setText(self.tr("start") if time < 0 else f"{time} / {last}")

    def _say(self) -> None:
        """Tell screen readers where the run stands, once it rests."""
        time = self._shown[0]
        if self._runs:
            self.slider.say(self.tr("running"))
        elif time < 0:
            self.slider.say(self.tr("start"))
        else:
            self.slider.say(self.tr("epoch {epoch} of {epochs}").format(epoch=time, epochs=self._epochs))

    def restyle(self, _theme: Theme, _scale: TypeScale) -> None:
        """Keep room for the longest number."""
        self.where.keep_room(f"{EPOCHS_LIMIT} / {EPOCHS_LIMIT}")

    def retranslate(self) -> None:
        """Retranslate every text."""
        self._name.setText(self.tr("Time"))
        self.slider.setAccessibleName(self.tr("Epoch that is shown"))
        self.slider.setToolTip(self.tr("Drag to travel back; Left steps back one epoch, Home goes to the start"))
        self._show()
        self._say()
