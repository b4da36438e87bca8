"""The note that a run has left the finite numbers, why, and what would have kept it from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.session.shown import Shown
from gui.theme.number_format import plain
from gui.widgets.card import Card, label
from gui.widgets.inputs import PushButton
from model.data.standardised import trained_data
from model.epoch import Epoch
from model.experiment import LoopSettings
from model.theory.advice import bounded_lr, standardising_helps
from model.theory.curvature import curvature
from model.theory.zones import limit


class Banner(Card):
    """Lies over another card, whose words it replaces, until the run is reset; or stands in a row of its own."""

    run_wanted = Signal(object)
    """The run is to begin again, with these LoopSettings."""

    appeared = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.setProperty("alert", "alarm")
        self.text = label("text")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.smaller, self.standardise = PushButton(), PushButton()
        buttons = QHBoxLayout()
        for button in (self.smaller, self.standardise):
            button.clicked.connect(lambda _=False, button=button: self.run_wanted.emit(self._remedies[button]))
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(buttons)
        self._remedies: dict[PushButton, LoopSettings] = {}
        self._epoch: Epoch | None = None
        self._settings = LoopSettings()
        self.retranslate()
        self.hide()

    def show_frame(self, shown: Shown) -> None:
        """Say at which epoch the run diverged, how its learning rate compares with the limit, and offer remedies."""
        epoch = shown.epoch
        if epoch is None or epoch.is_finite:
            self._epoch = None
            if not self.isHidden():
                self.hide()
                self._over.setMinimumHeight(0)
            return
        if epoch is not self._epoch or shown.experiment.settings != self._settings:
            self._epoch, self._settings = epoch, shown.experiment.settings
            self._choose_remedies()
            self.retranslate()
        self.show()
        self.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of it: where it stands, it may have to be scrolled to."""
        super().showEvent(event)
        self.appeared.emit()

    def lie_over(self) -> None:
        """Lie over the other card."""
        self._move_to(lambda: self.setParent(self._over))
        self.place()

    def stand_in(self, layout: QVBoxLayout, row: int) -> None:
        """Stand in a row of a layout: the other card is not to be seen."""
        self._over.setMinimumHeight(0)
        self._move_to(lambda: layout.insertWidget(row, self))

    def place(self) -> None:
        """Cover the other card, which has to be as high as the text needs."""
        if self.parentWidget() is not self._over or self.isHidden():
            return
        self.body.activate()
        least = max(self.heightForWidth(self._over.width()), self._over.minimumSizeHint().height())
        self._over.setMinimumHeight(least)
        self.setGeometry(self._over.rect())
        self.raise_()

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        """Follow the size of the other card."""
        if event.type() == QEvent.Type.Resize and over is self._over:
            self.place()
        return False

    def _move_to(self, move: Callable[[], None]) -> None:
        shown = not self.isHidden()
        move()
        self.setVisible(shown)

    def _choose_remedies(self) -> None:
        settings, lr = self._settings, bounded_lr(self._settings)
        self._remedies = {}
        if lr is not None:
            self._remedies[self.smaller] = replace(settings, lr=min(lr, settings.lr))  # another change may be enough
        if standardising_helps(settings):
            self._remedies[self.standardise] = replace(settings, standardise=True)
        for button in (self.smaller, self.standardise):
            button.setVisible(button in self._remedies)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.smaller.setToolTip(self.tr("Begin again with this learning rate, and run; Undo brings back what was"))
        self.standardise.setToolTip(self.tr("Begin again with x on a scale that suits this learning rate, and run"))
        epoch = self._epoch
        if epoch is None:
            return
        self.title.setText(self.tr("Overflowed at epoch {epoch}").format(epoch=epoch.number))
        below = limit(epoch.settings, curvature(trained_data(epoch.settings)))
        if epoch.lr < below:
            reason = self.tr(
                "The learning rate {lr} is below the limit {limit} of these data; W and b had already gone too far "
                "for float32."
            )
        elif below == 0:
            reason = self.tr(
                "Where gradients are summed in .grad and momentum sums them once more, the swing grows without end at "
                "any learning rate. Call zero_grad() in each epoch, or set momentum to 0."
            )
        elif not epoch.settings.skips:
            reason = self.tr(
                "The learning rate {lr} is above the limit {limit} of these data, so each step overshoots the minimum "
                "by more than the last."
            )
        else:
            reason = self.tr(
                "With zero_grad() skipped, the learning rate {lr} is above the limit {limit} of these data, so the "
                "swing grows without end."
            )
        self.text.setText(reason.format(lr=plain(epoch.lr), limit=plain(below)))
        if self.smaller in self._remedies:
            self.smaller.setText(self.tr("lr {lr} and again").format(lr=plain(self._remedies[self.smaller].lr)))
        self.standardise.setText(self.tr("Standardise x"))
        self.place()
