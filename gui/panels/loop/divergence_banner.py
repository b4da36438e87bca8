"""The note that a run has left the finite numbers, why, and what would have kept it from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.session.shown import Shown
from gui.theme.number_format import plain
from gui.widgets.advice_words import remedy_name, why
from gui.widgets.card import Card, label
from gui.widgets.inputs import PushButton
from model.epoch import Epoch
from model.experiment import Experiment
from model.theory.advice import Advice, Remedy


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
        self.first, self.second = PushButton(), PushButton()
        """What would mend it, best first; either is hidden where nothing is left to offer."""
        self.first.setProperty("primary", True)
        buttons = QHBoxLayout()
        for place, button in enumerate((self.first, self.second)):
            button.clicked.connect(lambda _=False, place=place: self.run_wanted.emit(self._remedies[place].settings))
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(buttons)
        self._remedies: tuple[Remedy, ...] = ()
        self._epoch: Epoch | None = None
        self._experiment = Experiment()
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
        if epoch is not self._epoch or shown.experiment != self._experiment:
            self._epoch, self._experiment = epoch, shown.experiment
            self._remedies = Advice(shown.experiment).remedies[:2]
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

    def retranslate(self) -> None:
        """Retranslate every text."""
        for button in (self.first, self.second):
            button.setToolTip(self.tr("Begin again with this, and run; Undo brings back what was"))
        if self._epoch is None:
            return
        self.title.setText(self.tr("Overflowed at epoch {epoch}").format(epoch=self._epoch.number))
        self.text.setText(self._reason(self._epoch))
        now = self._experiment.settings
        for place, button in enumerate((self.first, self.second)):
            button.setVisible(place < len(self._remedies))
            if place < len(self._remedies):
                remedy = remedy_name(self._remedies[place], now)
                button.setText(self.tr("{remedy} and again").format(remedy=remedy))
        self.place()

    def _reason(self, epoch: Epoch) -> str:
        settings = epoch.settings
        advice = Advice(replace(self._experiment, settings=settings))
        if epoch.number == 0 and advice.overflows_at_once:
            return self.tr("The first loss, or its gradient, is too large for float32, whatever the learning rate.")
        if advice.diverges and advice.is_bent_unequally and advice.limit:
            return why(advice)
        if epoch.lr < advice.limit:
            reason = self.tr(
                "The learning rate {lr} is below the limit {limit} of these data; W and b had already gone too far "
                "for float32."
            )
        elif advice.limit == 0:
            reason = self.tr(
                "Where gradients are summed in .grad and momentum sums them once more, the swing grows without end at "
                "any learning rate. Call zero_grad() in each epoch, or set momentum to 0."
            )
        elif not settings.skips:
            reason = self.tr(
                "The learning rate {lr} is above the limit {limit} of these data, so each step overshoots the minimum "
                "by more than the last."
            )
        else:
            reason = self.tr(
                "With zero_grad() skipped, the learning rate {lr} is above the limit {limit} of these data, so the "
                "swing grows without end."
            )
        return reason.format(lr=plain(epoch.lr, advice.digits), limit=plain(advice.limit, advice.digits))
