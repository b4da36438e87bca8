"""When the chart that tells why comes forward by itself: once, as soon as .grad is to hold more than one gradient."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.session.shown import Shown
from gui.window.charts.charts import Charts
from model.experiment import LoopSettings, ZeroGrad


class ComesForward(QObject):
    """Turns to that chart, but not where the keyboard is in another, nor after the user has turned away from it."""

    def __init__(self, charts: Charts) -> None:
        super().__init__(charts)
        self._charts = charts
        self._may = True
        self._came = self._turns = self._strays = False
        charts.currentChanged.connect(self._note_turn)
        charts.why_closed.connect(self._refrain)

    def show_frame(self, shown: Shown) -> None:
        """Come forward at the change of the settings after which .grad is not the epoch's own gradient."""
        strays = grad_strays(shown.experiment.settings)
        if strays is self._strays:
            return
        self._strays = strays
        if strays and self._may and not self._has_keyboard():
            self._came, self._turns = True, True
            self._charts.turn_to_why()
            self._turns = False

    def restore(self, index: int) -> None:
        """Turn to the chart that was in front when a run was saved: nobody has turned away from another."""
        self._turns = True
        self._charts.setCurrentIndex(index)
        self._turns = False

    def forget(self) -> None:
        """Come forward again: another lesson begins."""
        self._may, self._came = True, False

    def _note_turn(self) -> None:
        """The user asks for it, or turns away from it."""
        if not self._turns:
            self._may = self._charts.shows_why or (self._may and not self._came)

    def _refrain(self) -> None:
        self._may = False

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._charts.currentWidget().isAncestorOf(focus)


def grad_strays(settings: LoopSettings) -> bool:
    """Whether step() finds anything else in .grad than the gradient of the epoch."""
    return settings.skips or settings.every > 1 or settings.zero_grad is ZeroGrad.AFTER_BACKWARD
