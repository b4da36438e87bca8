"""The status line: what the run is doing, and how many epochs a second."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.tips import wrapped
from gui.theme.translation import counted
from gui.widgets.inputs import ToolButton
from model.files.run_file import SUFFIX

COUNTED = 1.0
"""Seconds over which epochs are counted."""

LONG = 20_000
"""Epochs that take seconds: of a run that is opened so far on, it is told how far it is, and it can be cancelled."""

TOLD_FOR = 8000
"""Milliseconds for which what concerns a single deed is told."""


class RunStatus(QObject):
    """A sentence at the left of a status bar, what can be done beside it, and the pace at the right while it runs."""

    again_wanted, more_wanted = Signal(), Signal()
    """A finished run is to begin again, or to go on for some epochs more."""

    cancel_wanted = Signal()
    """A run that takes long to be opened is not wanted any more."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.message, self.pace = QLabel(), QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # it may name a file
        self.folder, self.cancel, self.again, self.more = _button(), _button(), _button(), _button()
        for button in (self.folder, self.cancel):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(False)  # its height is theirs
            button.setSizePolicy(policy)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.folder.clicked.connect(self._show_folder)
        self.again.clicked.connect(self.again_wanted)
        self.more.clicked.connect(self.more_wanted)
        row = _Row(bar)  # of which a bar that tells something else hides and shows all at once
        parts = QHBoxLayout(row)
        parts.setContentsMargins(0, 0, 0, 0)
        for part in (self.message, self.folder, self.cancel, self.again, self.more):
            parts.addWidget(part)
        parts.addStretch(1)
        bar.addWidget(row, 1)
        bar.addPermanentWidget(self.pace)
        self._unkept = QLabel()
        self._unkept.setTextFormat(Qt.TextFormat.PlainText)
        self._unkept.hide()
        bar.addPermanentWidget(self._unkept)
        self._written: Path | None = None
        self._beside = False
        """Whether other runs are compared with the one that a file holds."""
        self._about_run = ""
        self._tells: object = None
        self._locked = False
        self._running = False
        self._counted = (time.perf_counter(), 0)

    def show_frame(self, shown: Shown, about: Sequence[str] = (), line: str = "", *, locked: bool = False) -> None:
        """Tell what the run is doing, in the present language, and the pace of the last second once it is over.

        Tell also what it is about, or what it needs, before its first epoch, the longest way that there is room for;
        and what the lit line does, where that stands nowhere else. Where Run is locked, it is neither asked for, nor
        can it be given from here.
        """
        self._beside, self._locked = bool(shown.others), locked
        tells = shown.state, shown.goal, shown.experiment.epochs
        if not shown.flat_out or tells != self._tells or not self._about_run or _is_long_to_open(shown):
            self._tells = tells
            self._tell(shown, about, line)
        self._count(shown)

    def _tell(self, shown: Shown, about: Sequence[str], line: str) -> None:
        within = shown.moment is not None and line and self._has_room(line)
        text = line if within else self._text(shown, about)
        if text != self._about_run:
            if self._about_run:
                self._written = None
            self._about_run = text
            self._show_message()
        self.cancel.setVisible(_is_long_to_open(shown))
        finished = _is_finished(shown)
        if finished is self.again.isHidden():
            self.again.setVisible(finished)
            self.more.setVisible(finished)
        self.again.setEnabled(not self._locked)
        self.more.setEnabled(shown.can_go_on and not self._locked)

    def _count(self, shown: Shown) -> None:
        now, done = time.perf_counter(), len(shown.history)
        since, before = self._counted
        if shown.running is not self._running:
            self._running, self._counted = shown.running, (now, done)
            self.pace.setText("")
        elif shown.running and now - since >= COUNTED:
            pace = round((done - before) / (now - since))
            text = counted(pace, self.tr("{pace} epoch/s"), self.tr("{pace} epochs/s"))
            self.pace.setText(text.format(pace=f"{pace:,}"))
            self._counted = (now, done)

    def show_written(self, file: Path | None) -> None:
        """Say what has been written and where, until the run does something else; with None no longer."""
        self._written = None if file is None else file.absolute()
        self._show_message()

    def show_misfit(self) -> None:
        """Say for some seconds that undoing or redoing has changed nothing."""
        self._bar.showMessage(self.tr("Nothing has changed: that step does not go together with these data"), TOLD_FOR)

    def _show_message(self) -> None:
        file = self._written
        self.folder.setVisible(file is not None)
        if file is None:
            self.message.setText(self._about_run)
            self.message.setToolTip("")
            return
        alone = self._beside and file.suffix.lower() == SUFFIX
        metrics, room = self.message.fontMetrics(), self._bar.width() // (6 if alone else 4)
        name, folder = (
            metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room) for text in (file.name, str(file.parent))
        )
        text = self.tr("{file} is written, in {folder}")
        if alone:
            text = self.tr("{file} is written, in {folder}, without the runs beside it")
        self.message.setText(text.format(file=name, folder=folder))
        self.message.setToolTip(wrapped(str(file)))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def retranslate(self) -> None:
        """Retranslate the buttons and what was written; the rest comes with the next frame."""
        self._about_run = ""
        self._show_message()
        self.folder.setText(self.tr("Show in folder"))
        self.folder.setToolTip(self.tr("Open the folder that the file is in"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Go back to what was here before; Pause stays where the run is now"))
        self.again.setText(self.tr("Run again"))
        self.again.setToolTip(self.tr("Back to the start, and run (Space)"))
        self.more.setText(self.tr("1000 more"))
        self.more.setToolTip(self.tr("Raise Epochs by 1000, and run on"))

    def show_unkept(self, why: str) -> None:
        """Tell, in the present language, as long as unsaved work would not survive a crash."""
        self._unkept.setText(self.tr("Unsaved work is not being kept: {why}").format(why=why[:80]))
        self._unkept.setToolTip(wrapped(why))
        self._unkept.setVisible(bool(why))

    def _has_room(self, text: str) -> bool:
        kept = sum(button.sizeHint().width() for button in (self.again, self.more))  # hidden too, they have their room
        return self.message.fontMetrics().horizontalAdvance(text) < self._bar.width() * 0.9 - kept

    def _text(self, shown: Shown, about: Sequence[str]) -> str:
        done, epochs = len(shown.history), shown.experiment.epochs
        if shown.moment is not None and not shown.running:
            text = self.tr("Inside epoch {at}: ↓ runs the line that is lit")
            return text.format(at=shown.moment.epoch)
        if shown.travelled is not None and not shown.running:
            if shown.time < 0:
                return self.tr("Travelled back to the start. Run begins anew; Undo then brings back what was.")
            text = self.tr("Travelled back to epoch {shown}. Run goes on from here; Undo then brings back what was.")
            return text.format(shown=shown.time)
        if _is_long_to_open(shown):
            text = self.tr("Opening: the run is repeated up to epoch {last}, {share} % done")
            return text.format(last=shown.goal, share=100 * done // ((shown.goal or 0) + 1))
        if _is_finished(shown):
            text = counted(done, self.tr("Finished: {done} epoch done."), self.tr("Finished: {done} epochs done."))
            return text.format(done=done)
        ready = self.tr("Ready: follow the lesson") if self._locked else self.tr("Ready: press Run")
        told = (f"{ready} · {text}" for text in about)
        ready = next(filter(self._has_room, told), ready)
        paused = self.tr("Paused: {done} of {epochs} epochs done") if done else ready
        texts = {
            State.PREPARING: self.tr("Preparing PyTorch …"),
            State.PAUSED: paused,
            State.FINISHED: paused,  # until it has heard that more epochs are asked for
            State.RUNNING: self.tr("Running to epoch {last}"),
            State.DIVERGED: self.tr("Stopped at epoch {at}: the numbers overflowed"),
            State.FAILED: counted(
                done,
                self.tr("Stopped by a fault after {done} epoch. Press Reset."),
                self.tr("Stopped by a fault after {done} epochs. Press Reset."),
            ),
        }
        last = epochs - 1 if shown.goal is None else min(shown.goal, epochs - 1)
        return texts[shown.state].format(done=done, epochs=epochs, last=last, at=done - 1)


def _is_finished(shown: Shown) -> bool:
    """Whether all epochs asked for are done, and the newest is shown."""
    rests = shown.state in (State.PAUSED, State.FINISHED) and shown.moment is None and shown.travelled is None
    return rests and len(shown.history) >= shown.experiment.epochs


def _is_long_to_open(shown: Shown) -> bool:
    """Whether a run that was opened is on its way, and will be for some seconds."""
    return shown.opening and shown.goal is not None and shown.goal >= LONG


class _Row(QWidget):
    """Stays away while its bar tells something else: a bar that arranges itself anew would show it again at once."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__()
        self._bar = bar

    def setVisible(self, visible: bool) -> None:
        """Show it unless the bar tells something else."""
        if not (visible and self._bar.currentMessage()):
            super().setVisible(visible)


def _button() -> ToolButton:
    """A button that is no higher than the line it stands in, and keeps that height when it is not there."""
    button = ToolButton()
    button.setProperty("role", "status")
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    button.hide()
    return button
