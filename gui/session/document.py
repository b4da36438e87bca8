"""The run as a file: what is saved, whether anything would be lost, and what survives a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session.background import Job
from gui.session.recovery import Recovery
from gui.session.session import Session
from gui.session.undo import SwapCommand
from model.dataset import LESSON, Dataset
from model.files.atomic_file import reason_of
from model.files.run_file import read_run, write_run
from model.run import ForClass, Look, Replay

RECOVERY_DELAY = 1000
"""Milliseconds after a change until it is kept for recovery."""


class Papers(NamedTuple):
    """What belongs to a run beside itself: its file, its note, what is saved of it, and whether it was brought back."""

    path: Path | None = None
    note: str = ""
    saved: Replay | None = None
    recovered: bool = False
    for_class: ForClass = ForClass()


class Document(QObject):
    """Path and note of the session's run; nobody is asked about the settings of a run that was never saved.

    With a folder for recovery, unsaved work is kept there, in a file for each window, and so is such a run once
    something has been changed during it.
    """

    changed = Signal()
    begun_anew = Signal()
    """The lesson begins once more, as at the first start."""
    replaced = Signal()
    """The note belongs to another run now."""
    for_class_changed = Signal()
    """Other commands or controls are locked or hidden for the class, or none."""
    page_wanted = Signal(str)
    """A run is shown that belongs to this page of the lesson."""
    look_wanted = Signal(object)
    """A run is shown that was looked at in this way when it was saved: a Look."""

    def __init__(self, session: Session, folder: Path | None = None) -> None:
        super().__init__(session)
        self._session = session
        self.look: Callable[[], Look | None] = lambda: None
        """How the run is looked at; whoever shows it sets this."""
        self.path: Path | None = None
        self.note = ""
        self.for_class = ForClass()
        self._clean: list[ReferenceType[Dataset]] = []
        """The data sets that can be had again, as long as anybody else holds them."""
        self.note_clean(session.experiment.data)
        self._saved: Replay | None = None
        self._recovered = False
        self.recovery: Recovery | None = None
        self.unkept = ""
        """Why unsaved work is not being kept; empty where it is, or need not be."""
        self._rests = False
        """Whether the run that is shown is not its own: nothing of it is asked about, or kept for recovery."""
        self._writer: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RECOVERY_DELAY)
        self._timer.timeout.connect(self._keep)
        session.experiment_changed.connect(self._note_change)
        session.renewed.connect(self._note_change)  # undo brings another run back, whose controls may be the same
        self.folder = folder

    @property
    def rests(self) -> bool:
        """Whether another run is shown, as during a lesson, while its own rests."""
        return self._rests

    @property
    def is_modified(self) -> bool:
        """Whether something would be lost: an edit of the data, a note, or a change of a run that was saved."""
        if self._rests:
            return False
        if self._saved is None:
            prepared = bool(self.note) or self.for_class != ForClass()
            return self._recovered or prepared or self._session.experiment.data not in [data() for data in self._clean]
        return replace(self.run(), done=self._saved.done, look=self._saved.look) != self._saved

    @property
    def is_worth_keeping(self) -> bool:
        """Whether a crash would lose something: all that is asked about, or what was changed during a run."""
        unsaved = self._saved is None and not self._rests and bool(self._session.recorded().changes)
        return self.is_modified or unsaved

    def run(self) -> Replay:
        """The run as it would be saved."""
        return replace(self._session.recorded(self.note), look=self.look(), for_class=self.for_class)

    def open(self, path: Path, epochs: int | None = None) -> None:
        """Go to where the run in this file stood, up to this many epochs where that is asked for.

        Undo brings back what was here. Raises RunFileError, and changes nothing then.
        """
        self.take_opened(path, read_run(path, epochs))

    def take_opened(self, path: Path, run: Replay) -> None:
        """Go to where the run that this file holds stood: it runs there by itself, and is paused."""
        self._show(run)
        self.path, self._saved = path, run
        self.changed.emit()

    def recover(self, run: Replay, path: Path | None = None) -> None:
        """Go to where this run stood, which is not as it is in its file, or in none yet."""
        self._show(run)
        self.path, self._recovered = path, True
        self.changed.emit()

    def _show(self, run: Replay) -> None:
        changes, gone, look = self._session.changes, self._papers, self.look()
        undoable = self._session.start is not None  # else nothing was there yet
        self._lay_out(Papers(note=run.note, for_class=run.for_class))
        with changes.as_one() if undoable else nullcontext():
            self._session.load(run.experiment, run.changes, run.shown + 1, undoable=undoable)
            if undoable:
                changes.push(SwapCommand(self._swap, gone))
                changes.push(SwapCommand(self._swap_look, look))
        if run.look is not None:
            self.look_wanted.emit(run.look)
        if run.for_class.page:
            self.page_wanted.emit(run.for_class.page)

    def save(self, path: Path) -> None:
        """Write the run to this file. Raises OSError, and leaves what was there then."""
        run = self.run()
        write_run(run, path)
        self.take_saved(path, run)

    def set_aside(self) -> Papers:
        """Let what belongs to the run rest while others are shown; what is unsaved stays kept for recovery."""
        self._timer.stop()
        self.finish()
        self._keep()
        resting = self._papers
        self._rests = True
        self._lay_out(Papers())
        self.changed.emit()
        return resting

    def bring_back(self, resting: Papers) -> None:
        """Go on with what was set aside: its run is shown again."""
        self._rests = False
        self._lay_out(resting)
        self._note_change()

    def take_saved(self, path: Path, run: Replay) -> None:
        """Note that this is in this file now."""
        if self._rests:
            return
        self.path, self._saved, self._recovered = path, run, False
        self.forget()
        self.changed.emit()

    def set_note(self, note: str) -> None:
        """Keep what the teacher has written."""
        self.note = note
        self._note_change()

    def set_for_class(self, for_class: ForClass) -> None:
        """Keep how the teacher has prepared the run."""
        self.for_class = for_class
        self.for_class_changed.emit()
        self._note_change()

    def note_clean(self, data: Dataset) -> None:
        """Note that these data can be had again: nobody is asked to save them."""
        self._clean = [known for known in self._clean if known() is not None] + [ref(data)]

    def begin_with(self, data: Dataset) -> None:
        """Begin with data that can be had again: from a file, an example, or made from a seed.

        Whoever asks for it has said that what is not saved may be thrown away; undo brings it back.
        """
        self.note_clean(data)
        if self.is_modified:
            self._leave_for(lambda: self._session.begin_with(data))
        else:
            self._session.begin_with(data)
        self.changed.emit()

    def begin_anew(self) -> None:
        """Begin with the lesson's own data and settings; undo brings back what was, with its note and file."""
        self._leave_for(self._session.begin_anew)
        self.note_clean(LESSON)
        self.begun_anew.emit()
        self.changed.emit()

    def keep_work(self) -> Recovery | None:
        """Keep unsaved work from now on; what windows before have left behind is with the result.

        None without a folder for it, or where that cannot be written.
        """
        if self.folder is not None and self.recovery is None:
            try:
                self.recovery = Recovery(self.folder)
            except OSError as error:
                self._take_unkept(error)
        return self.recovery

    def let_go(self) -> None:
        """What is not saved is not wanted: neither note nor file belong to what comes now."""
        self._lay_out(Papers())
        self.forget()

    def _leave_for(self, begin: Callable[[], None]) -> None:
        """Let go, and begin something else: one step to be undone."""
        changes, gone = self._session.changes, self._papers
        self.let_go()
        if gone == Papers():
            begin()
            return
        with changes.as_one():
            begin()
            changes.push(SwapCommand(self._swap, gone))

    def _swap(self, papers: Papers) -> Papers:
        """Let these belong to the run, and return those that did."""
        gone = self._papers
        self._lay_out(papers)
        self._note_change()
        return gone

    def _swap_look(self, look: Look | None) -> Look | None:
        """Look at the run in this way, and return how it was looked at."""
        gone = self.look()
        if look is not None:
            self.look_wanted.emit(look)
        return gone

    @property
    def _papers(self) -> Papers:
        return Papers(self.path, self.note, self._saved, self._recovered, self.for_class)

    def _lay_out(self, papers: Papers) -> None:
        self.path, self.note, self._saved, self._recovered, self.for_class = papers
        self.replaced.emit()
        self.for_class_changed.emit()

    def forget(self) -> None:
        """Delete what was kept for recovery: it is saved, or not wanted."""
        self._timer.stop()
        self.finish()
        if self.recovery is not None:
            self.recovery.discard()

    def close(self) -> None:
        """Keep nothing any longer, whatever the session still tells."""
        self.folder = None
        self.forget()
        if self.recovery is not None:
            self.recovery.close()
            self.recovery = None

    def keep_now(self) -> None:
        """Keep unsaved work for recovery at once: the program is about to be ended from without."""
        self._timer.stop()
        self.finish()
        if self.recovery is not None and not self._rests and self.is_worth_keeping:
            with suppress(OSError, ValueError):
                self.recovery.keep(self.run(), self.path)

    def finish(self) -> None:
        """Wait for what is still being written."""
        if self._writer is not None:
            self._writer.end()
            self._writer = None

    def _note_change(self) -> None:
        keeps = self.folder is not None and not self._rests
        if keeps and not self._timer.isActive():  # so that it is kept while changes go on, too
            self._timer.start()
        self.changed.emit()

    def _keep(self) -> None:
        """Write the run for recovery, in the background: a million rows take seconds."""
        if self._rests:
            return
        if self._writer is not None and self._writer.isRunning():
            self._timer.start()
        elif (recovery := self.keep_work()) is None:
            return
        elif not self.is_worth_keeping:
            self.forget()
            self._take_kept(None)
        else:
            run, path = self.run(), self.path
            self._writer = Job(lambda _: recovery.keep(run, path), self._take_kept, self._take_unkept)

    def _take_kept(self, _: object) -> None:
        self._tell_unkept("")

    def _take_unkept(self, error: Exception) -> None:
        """Work is not being kept, which is told: a full disk must not stop a lesson."""
        self._tell_unkept(reason_of(error))

    def _tell_unkept(self, why: str) -> None:
        if why != self.unkept:
            self.unkept = why
            self.changed.emit()
