"""What stands in .grad just now, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from gui.card import Card
from gui.still_label import StillLabel
from gui.theme import Theme, TypeScale
from model.experiment import EPOCHS_LIMIT
from model.history import History


class Explanation(Card):
    """Says what zero_grad() does, or, while it is skipped, what is summed and over how many epochs."""

    def __init__(self) -> None:
        super().__init__()
        self.text = StillLabel("text", alignment=Qt.AlignmentFlag.AlignTop)
        self.text.set_word_wrap(True)
        self.body.addWidget(self.text, 1)
        self._history = History()
        self._skipping = False
        self._shown: tuple[bool, int] | None = None
        self.retranslate()

    def show_history(self, history: History, *, skipping: bool) -> None:
        """Explain the newest epoch; skipping says what the next one will do."""
        self._history, self._skipping = history, skipping
        epochs = len(history)
        summed = history.epochs_in_grad(epochs - 1) if epochs else 0
        if (skipping, summed) != self._shown:
            self._shown = (skipping, summed)
            self._show(skipping, epochs, summed)

    def restyle(self, _theme: Theme, _scale: TypeScale) -> None:
        """Keep room for the longest text in the new size."""
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the longest text in the new width."""
        super().resizeEvent(event)
        self._keep_room()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self._shown = None
        self._keep_room()
        self.show_history(self._history, skipping=self._skipping)

    def _show(self, skipping: bool, epochs: int, summed: int) -> None:
        alert = "held" if skipping or summed > 1 else ""
        if self.property("alert") != alert:
            self.setProperty("alert", alert)
            self.style().unpolish(self)
            self.style().polish(self)
        called, piling, skipped = self._texts()
        if not alert:
            self.title.setText(self.tr("zero_grad() is called"))
            self.text.setText(called)
        else:
            self.title.setText(self.tr("zero_grad() is skipped"))
            text = skipped.format(count=summed, first=epochs - summed, last=epochs - 1)
            self.text.setText(text if summed else piling)

    def _texts(self) -> tuple[str, str, str]:
        return (
            self.tr(
                "backward() adds to .grad. zero_grad() empties it first, so .grad holds this epoch's own gradient "
                "alone: the slope of the loss at the present W and b. step() walks down that slope."
            ),
            self.tr("backward() adds to .grad, and nothing will empty it: the gradients of all epochs pile up."),
            self.tr(
                "In .grad stands the sum of {count} gradients, those of epochs {first} to {last}. step() takes "
                "that sum for the slope at the present W and b, and so runs past the minimum. The loss shown is "
                "still the true error: what is wrong is .grad."
            ),
        )

    def _keep_room(self) -> None:
        """Never change the height while the texts change, which would move the charts above."""
        metrics, width = self.text.metrics(), max(1, self.text.width())
        longest = (text.format(count=EPOCHS_LIMIT, first=0, last=EPOCHS_LIMIT) for text in self._texts())
        space = QRect(0, 0, width, 10_000)
        self.text.setMinimumHeight(
            max(metrics.boundingRect(space, Qt.TextFlag.TextWordWrap, text).height() for text in longest)
        )
