"""The note that a run has left the finite numbers, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import Card, label
from model.epoch import Epoch
from model.theory.curvature import Curvature
from model.theory.zones import limit


class Banner(Card):
    """Lies over the fit plot until the run is reset, so that nothing below it moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("alert", "alarm")
        self.text = label("text")
        self.text.setWordWrap(True)
        self.body.addWidget(self.text)
        self._epoch: Epoch | None = None
        self._curvature: Curvature | None = None
        self.hide()

    def show_divergence(self, epoch: Epoch, curvature: Curvature) -> None:
        """Say at which epoch the run diverged, and how its learning rate compares with the limit.

        The curvature is that of the data which that epoch was trained on.
        """
        self._epoch, self._curvature = epoch, curvature
        self.retranslate()
        self.show()
        self.place()
        self.raise_()

    def place(self) -> None:
        """Lie along the upper edge of the parent, as high as the text needs."""
        width = self._over.width() - 2 * SPACE
        self.body.activate()
        self.setGeometry(SPACE, SPACE, width, max(self.heightForWidth(width), 0))

    def clear(self) -> None:
        """Hide it."""
        self._epoch = None
        self.hide()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        if self._epoch is None or self._curvature is None:
            return
        epoch = self._epoch
        self.title.setText(self.tr("Stopped at epoch {epoch}: the numbers overflowed").format(epoch=epoch.number))
        below = limit(epoch.settings, self._curvature)
        if epoch.lr < below:
            reason = self.tr(
                "The learning rate {lr} is below the limit {limit} of these data; W and b had already gone too far "
                "for float32. Reset brings everything back."
            )
        elif below == 0:
            reason = self.tr(
                "Where gradients are summed in .grad and momentum sums them once more, the swing grows without end at "
                "any learning rate. Call zero_grad() in each epoch, or set momentum to 0; Reset brings everything back."
            )
        elif not epoch.settings.skips:
            reason = self.tr(
                "The learning rate {lr} is above the limit {limit} of these data, so each step overshoots the minimum "
                "by more than the last. Choose a smaller one; Reset brings everything back."
            )
        else:
            reason = self.tr(
                "With zero_grad() skipped, the learning rate {lr} is above the limit {limit} of these data, so the "
                "swing grows without end. Choose a smaller one; Reset brings everything back."
            )
        self.text.setText(reason.format(lr=f"{epoch.lr:g}", limit=f"{below:.4g}"))
        self.place()
