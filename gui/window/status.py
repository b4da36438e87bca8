"""The status line: what the run is doing, and how many epochs a second."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.tips import wrapped

COUNTED = 1.0
"""Seconds over which epochs are counted."""


class RunStatus(QObject):
    """A sentence at the left of a status bar, and the pace at its right while the loop runs."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self.message, self.pace = QLabel(), QLabel()
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.pace)
        self._unkept = QLabel()
        self._unkept.setTextFormat(Qt.TextFormat.PlainText)
        self._unkept.hide()
        bar.addPermanentWidget(self._unkept)
        self._running = False
        self._counted = (time.perf_counter(), 0)

    def show_frame(self, shown: Shown) -> None:
        """Tell what the run is doing, in the present language, and the pace of the last second once it is over."""
        text, now, done = self._text(shown), time.perf_counter(), len(shown.history)
        if text != self.message.text():
            self.message.setText(text)
        since, before = self._counted
        if shown.running is not self._running:
            self._running, self._counted = shown.running, (now, done)
            self.pace.setText("")
        elif shown.running and now - since >= COUNTED:
            self.pace.setText(self.tr("{pace} epochs/s").format(pace=f"{(done - before) / (now - since):,.0f}"))
            self._counted = (now, done)

    def show_unkept(self, why: str) -> None:
        """Tell, in the present language, as long as unsaved work would not survive a crash."""
        self._unkept.setText(self.tr("Unsaved work is not being kept: {why}").format(why=why[:80]))
        self._unkept.setToolTip(wrapped(why))
        self._unkept.setVisible(bool(why))

    def _text(self, shown: Shown) -> str:
        done, epochs = len(shown.history), shown.experiment.epochs
        if shown.moment is not None and not shown.running:
            text = self.tr("Inside epoch {at}: Down runs the line that is lit")
            return text.format(at=shown.moment.epoch)
        if shown.travelled is not None and not shown.running:
            if shown.time < 0:
                return self.tr("Travelled back to the start. Run begins anew; Undo then brings back what was.")
            text = self.tr("Travelled back to epoch {shown}. Run goes on from here; Undo then brings back what was.")
            return text.format(shown=shown.time)
        texts = {
            State.PREPARING: self.tr("Loading PyTorch …"),
            State.PAUSED: self._paused(done, epochs),
            State.RUNNING: self.tr("Running to epoch {last}"),
            State.FINISHED: self.tr("Finished: {done} epochs done. Raise Epochs to go on, or press Reset."),
            State.DIVERGED: self.tr("Stopped at epoch {at}: the numbers overflowed. Press Reset."),
            State.FAILED: self.tr("Stopped by a fault after {done} epochs. Press Reset."),
        }
        last = epochs - 1 if shown.goal is None else min(shown.goal, epochs - 1)
        return texts[shown.state].format(done=done, epochs=epochs, last=last, at=done - 1)

    def _paused(self, done: int, epochs: int) -> str:
        if not done:
            return self.tr("Ready: press Run")
        if done < epochs:
            return self.tr("Paused: {done} of {epochs} epochs done")
        return self.tr("Finished: {done} epochs done. Raise Epochs to go on, or press Reset.")
