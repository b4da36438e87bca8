"""The note that a run has left the finite numbers, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.widgets.card import Card, label
from model.data.standardised import trained_data
from model.epoch import Epoch
from model.theory.curvature import curvature
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
        self.hide()

    def show_frame(self, shown: Shown) -> None:
        """Say at which epoch the run diverged, and how its learning rate compares with the limit, if it is shown."""
        epoch = shown.epoch
        if epoch is None or epoch.is_finite:
            self._epoch = None
            self.hide()
        else:
            self._epoch = epoch
            self.retranslate()
            self.show()
            self.place()
            self.raise_()

    def place(self) -> None:
        """Lie along the upper edge of the parent, as high as the text needs."""
        width = self._over.width() - 2 * SPACE
        self.body.activate()
        self.setGeometry(SPACE, SPACE, width, max(self.heightForWidth(width), 0))

    def retranslate(self) -> None:
        """Retranslate every text."""
        epoch = self._epoch
        if epoch is None:
            return
        self.title.setText(self.tr("Stopped at epoch {epoch}: the numbers overflowed").format(epoch=epoch.number))
        below = limit(epoch.settings, curvature(trained_data(epoch.settings)))
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
