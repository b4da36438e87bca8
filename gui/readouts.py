"""The numbers of the newest epoch, large enough for the back row."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSpinBox

from gui.card import Card, label
from gui.still_label import StillLabel
from gui.theme import SPACE, Theme, TypeScale
from gui.training_thread import Parameters
from model.epoch import Epoch
from model.experiment import EPOCHS_LIMIT
from model.history import History
from model.rounding import ReadsAsZero

DECIMALS = range(3, 11)
DEFAULT_DECIMALS = 6
NOTHING = "–"


class Readouts(Card):
    """Epoch, equation, W, b, loss, what stands in .grad, and beside it this epoch's own gradient."""

    decimals_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        right = Qt.AlignmentFlag.AlignRight
        self.equation = StillLabel("hero")
        self.epoch, self.loss = StillLabel("readout"), StillLabel("error")
        self.W, self.b = StillLabel("readout", alignment=right), StillLabel("readout", alignment=right)
        self.W_grad, self.b_grad = StillLabel("held", alignment=right), StillLabel("held", alignment=right)
        self.W_fresh, self.b_fresh = StillLabel("fresh", alignment=right), StillLabel("fresh", alignment=right)
        self.zero_note = StillLabel("note")
        self.decimals = QSpinBox()
        self.decimals.setRange(DECIMALS[0], DECIMALS[-1])
        self.decimals.lineEdit().setReadOnly(True)
        self.decimals.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._labels = {name: label("note") for name in ("epoch", "loss", "decimals", "value", "held", "fresh")}
        self._zero = ReadsAsZero(DEFAULT_DECIMALS)
        self._history = History()
        self._parameters: Parameters | None = None
        self._lay_out()
        self.set_decimals(DEFAULT_DECIMALS)
        self.decimals.valueChanged.connect(self.decimals_wanted)
        self.retranslate()

    def show_history(self, history: History, parameters: Parameters | None) -> None:
        """Show the newest epoch, or before the first one the parameters that the run starts from."""
        if history is not self._history:
            self._zero = ReadsAsZero(self._zero.decimals)
        self._history, self._parameters = history, parameters
        epoch = history.last()
        if epoch is None:
            self._show_start(parameters)
        else:
            self._show_epoch(epoch)
        self._show_zero_note(epoch)

    def set_decimals(self, decimals: int) -> None:
        """Show the loss with so many decimals."""
        self.decimals.setValue(decimals)
        self._zero = ReadsAsZero(decimals)
        self.show_history(self._history, self._parameters)

    def restyle(self, _theme: Theme, _scale: TypeScale) -> None:
        """Keep room for the numbers, so that nothing moves when they grow longer."""
        self.equation.keep_room("y = −0.0000 x + 0.0000", stretch=True)
        self.epoch.keep_room(str(EPOCHS_LIMIT))
        self.loss.keep_room("00." + "0" * DECIMALS[-1])
        self.zero_note.keep_room("", stretch=True)
        for number in (self.W, self.b, self.W_grad, self.b_grad, self.W_fresh, self.b_fresh):
            number.keep_room("−00.000000", stretch=True)

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.hide()
        self._labels["epoch"].setText(self.tr("epoch"))
        self._labels["loss"].setText(self.tr("loss"))
        self.loss.setToolTip(self.tr("The loss before this epoch's step, as the classic script prints it"))
        self._labels["decimals"].setText(self.tr("decimals"))
        self._labels["value"].setText(self.tr("value"))
        self._labels["held"].setText(self.tr("in .grad"))
        self._labels["fresh"].setText(self.tr("this epoch's own"))
        self.decimals.setAccessibleName(self.tr("Decimals of the loss"))
        self.show_history(self._history, self._parameters)

    def _show_start(self, parameters: Parameters | None) -> None:
        self.epoch.setText(NOTHING)
        self.loss.setText(NOTHING)
        for number in (self.W_fresh, self.b_fresh):
            number.setText(NOTHING)
        for number in (self.W_grad, self.b_grad):
            number.setText("None")
        if parameters is not None:
            self._show_parameters(parameters.W, parameters.b)

    def _show_epoch(self, epoch: Epoch) -> None:
        self.epoch.setText(f"{epoch.number}")
        self.loss.setText(fixed(epoch.loss, self._zero.decimals))
        self._show_parameters(epoch.W, epoch.b)
        self.W_grad.setText(fixed(epoch.W_grad))
        self.b_grad.setText(fixed(epoch.b_grad))
        self.W_fresh.setText(fixed(epoch.W_grad_fresh))
        self.b_fresh.setText(fixed(epoch.b_grad_fresh))

    def _show_parameters(self, W: float, b: float) -> None:
        self.W.setText(fixed(W))
        self.b.setText(fixed(b))
        sign = "−" if math.copysign(1.0, b) < 0 and f"{b:.4f}" != "-0.0000" else "+"
        self.equation.setText(f"y = {fixed(W, 4)} x {sign} {fixed(abs(b), 4)}")

    def _show_zero_note(self, epoch: Epoch | None) -> None:
        since = self._zero.since(self._history.column("loss"))
        if epoch is None or since is None:
            self.zero_note.setText("")
        elif epoch.loss == 0:
            self.zero_note.setText(self.tr("reads as 0 since epoch {epoch}; it is 0").format(epoch=since))
        else:
            text = self.tr("reads as 0 since epoch {epoch}; it is {loss}")
            self.zero_note.setText(text.format(epoch=since, loss=f"{epoch.loss:.3g}"))

    def _lay_out(self) -> None:
        losses = QHBoxLayout()
        losses.setSpacing(SPACE)
        for part in (self._labels["epoch"], self.epoch, None, self._labels["loss"], self.loss, None):
            if part is None:
                losses.addStretch(1)
            else:
                losses.addWidget(part)
        note = QHBoxLayout()
        note.addWidget(self.zero_note)
        note.addWidget(self._labels["decimals"])
        note.addWidget(self.decimals)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(0)
        rows = (
            (None, _heading("W"), _heading("b")),
            ("value", self.W, self.b),
            ("held", self.W_grad, self.b_grad),
            ("fresh", self.W_fresh, self.b_fresh),
        )
        for row, (name, *numbers) in enumerate(rows):
            if name:
                grid.addWidget(self._labels[name], row, 0)
            for column, number in enumerate(numbers, start=1):
                grid.addWidget(number, row, column)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.body.addWidget(self.equation)
        self.body.addLayout(losses)
        self.body.addLayout(note)
        self.body.addLayout(grid)
        self.body.addStretch(1)


def _heading(name: str) -> QLabel:
    heading = label("note", name)
    heading.setAlignment(Qt.AlignmentFlag.AlignRight)
    return heading


def fixed(value: float, decimals: int = 6) -> str:
    """A number with so many decimals, or in powers of ten where it is too long for that."""
    text = f"{value:.{decimals}f}" if abs(value) < 1e5 or not math.isfinite(value) else f"{value:.4e}"
    return text.replace("-", "−")
