"""What the File menu does: opening, saving, making data, exporting."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from gui.session.document import Document
from gui.theme.translation import Language
from gui.window.dialogs import Button, Message, NoteDialog
from gui.window.waiting import CancelledError, wait_for
from model.cancelling import CheckCancelled
from model.dataset import Dataset
from model.files.atomic_file import reason_of, write_atomically
from model.files.epochs_csv import write_csv
from model.files.lookup import exists, is_folder
from model.files.run_file import SENTENCES, SUFFIX, RunFileError, read_run, write_run
from model.history import History
from model.lessons import SUFFIX as LESSON_SUFFIX
from model.run import Replay

if TYPE_CHECKING:
    from model.lessons.page import Lesson

T = TypeVar("T")

RECENT_LIMIT = 8

TABLES = "*.csv *.tsv *.txt *.xlsx *.xls *.ods"
"""The files that are offered as tables; what any other one holds is looked at too."""


class FileCommands(QObject):
    """Asks with dialogs over the window what to open or to write where; errors are told, and change nothing."""

    recent_changed = Signal()

    lesson_wanted = Signal(object)
    """The Path of a lesson that is to be followed."""

    own_run_wanted = Signal()
    """What rests during a lesson is to be brought back before another run takes its place."""

    written = Signal(object)
    """The Path of a file that has just been written, or None where one could not be."""

    def __init__(self, window: QWidget, document: Document) -> None:
        super().__init__(window)
        self.window, self.document = window, document
        document.replaced.connect(self._close_note)
        self.recent: list[Path] = []
        self.language = Language.ENGLISH
        """The language of scripts, notebooks and web pages that are exported."""
        self._left: dict[Path, tuple[int, int]] = {}
        """The files of runs as this window has read or written them last."""

    def new(self) -> None:
        """Begin again with the lesson as it is at the first start."""
        if self.may_leave():
            self.document.begin_anew()

    def open(self) -> None:
        """Ask for a run or a table, and open it."""
        runs, tables, everything = self.tr("Runs"), self.tr("Tables"), self.tr("All files")
        kinds = {f"{runs}, {tables}": f"*{SUFFIX} {TABLES}", runs: f"*{SUFFIX}", tables: TABLES, everything: "*"}
        filters = ";;".join(f"{kind} ({patterns})" for kind, patterns in kinds.items())
        name, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open"), self._folder(), filters)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, epochs: int | None = None) -> None:
        """Open a file: a run, up to so many epochs if that is asked for, a lesson, or a table with its columns."""
        if is_lesson(path):
            self.lesson_wanted.emit(path)
        elif path.suffix.lower() != SUFFIX:
            self._open_table(path)
        elif self._may_replace_run():
            self._open_run(path, epochs)

    def open_lesson(self) -> None:
        """Ask for pages that a teacher has written, and open them."""
        kinds = self.tr("Lessons") + f" (*{LESSON_SUFFIX} *.md)"
        name, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open a lesson"), self._folder(), kinds)
        if name:
            self.lesson_wanted.emit(Path(name))

    def read_lesson(self, path: Path) -> Lesson | None:
        """The pages in a file, or in all of the folder where it is a single page; None where there are none: told."""
        from model.lessons.page_file import read_lesson

        return self._read(path, lambda _: read_lesson(path.parent if path.suffix.lower() == ".md" else path))

    def save(self) -> bool:
        """Save where the run was saved before, or ask where; return whether it is saved."""
        path = self.document.path
        if path is None:
            return self.save_as()
        now = _state_of(path)
        changed = now is not None and now != self._left.get(path, now)
        return (not changed or self._may_replace(path, changed=True)) and self._save(path)

    def save_as(self) -> bool:
        """Ask where to save the run, and do so; return whether it is saved."""
        path = self._ask_where(self.tr("Save the run"), SUFFIX, self.tr("Runs"))
        return path is not None and self._save(path)

    def write_made(self, suffix: str, make: Callable[[CheckCancelled], bytes]) -> None:
        """Ask where to write what is made in the background, and write it."""
        path = self._ask_where(self.tr("Save the sheet"), suffix, suffix[1:].upper())
        if path is not None:
            self._write(path, lambda check: write_atomically(path, make(check), check))

    def may_leave(self) -> bool:
        """Whether the run may be left for another, or for good: ask what to do with work that is not saved."""
        if not self.document.is_modified:
            return True
        names = {Button.Save: None, Button.Discard: lambda: self.tr("Discard"), Button.Cancel: None}
        box = Message(self._ask_to_save, names, self.window)
        box.setDefaultButton(Button.Save)
        answer = box.exec()
        return answer == Button.Discard or (answer == Button.Save and self.save())

    def _may_replace_run(self) -> bool:
        """Whether another run may come: what rests during a lesson is back before it is asked about."""
        if self.document.rests:
            self.own_run_wanted.emit()
        return self.may_leave()

    def _ask_to_save(self) -> tuple[str, str]:
        if self.document.path is None:
            reason = self.tr("Your edits of the data, or your note, are not saved.")
        else:
            reason = self.tr("What has changed since it was saved would be lost.")
        return self.tr("Save this run first?"), reason

    def offer_recovery(self) -> None:
        """Keep unsaved work from now on, and offer what a window that did not come to its end has left behind."""
        self.document.keep_work()
        for file in self.left_behind()[:1]:
            self.ask_about(file)

    def left_behind(self) -> list[Path]:
        """What windows that did not come to their end have left behind, the newest first."""
        recovery = self.document.recovery
        return [] if recovery is None else recovery.left_behind()

    def ask_about(self, file: Path) -> None:
        """Ask what to do with a file that was left behind; it stays until that is said."""
        recovery = self.document.recovery
        if recovery is None:
            return
        run = self._read(file, recovery.read)
        if run is None:
            return
        names = {
            Button.Yes: lambda: self.tr("Bring back"),
            Button.Discard: lambda: self.tr("Discard"),
            Button.Cancel: lambda: self.tr("Later"),
        }
        box = Message(self._ask_to_recover, names, self.window)
        box.button(Button.Yes).clicked.connect(lambda: self._recover(run, file))
        box.button(Button.Discard).clicked.connect(lambda: recovery.discard(file))
        box.setDefaultButton(Button.Yes)
        self.show_dialog(box)

    def _ask_to_recover(self) -> tuple[str, str]:
        sentence = self.tr("Slopewise did not end properly the last time.")
        return sentence, self.tr("Bring back the run that was not saved?")

    def _recover(self, run: Replay, file: Path) -> None:
        if self.document.recovery is not None and self._may_replace_run():
            path = self.document.recovery.path_of(file)
            self.document.forget()
            self.document.recovery.take(file)
            self.document.recover(run, path)
            self._show_note()

    def make_data(self) -> None:
        """Ask for a line and its noise, and fit such data."""
        from gui.panels.data.recipe_dialog import MakeDataDialog

        dialog = MakeDataDialog(self.window)
        dialog.made.connect(self.begin_with)
        self.show_dialog(dialog)

    def begin_with(self, data: Dataset) -> None:
        """Fit data that can be had again, in the place of what may have been edited by hand."""
        if self._may_replace_run():
            self.document.begin_with(data)

    def edit_note(self) -> None:
        """Show the note, to read and to write it."""
        self._close_note()
        dialog = NoteDialog(self.document.note, self.window)
        dialog.written.connect(self.document.set_note)
        self.show_dialog(dialog)

    def _close_note(self) -> None:
        """A note that is open belongs to the run that was there; what was typed has been kept all along."""
        for dialog in self.window.findChildren(NoteDialog):
            dialog.blockSignals(True)
            dialog.close()

    def export_script(self) -> None:
        """Write the run as a plain PyTorch script."""
        from model.files.export.script import write_script

        self._export(self.tr("Export as a Python script"), ".py", "Python", write_script)

    def export_notebook(self) -> None:
        """Write the run as a Jupyter notebook."""
        from model.files.export.notebook import write_notebook

        self._export(self.tr("Export as a Jupyter notebook"), ".ipynb", "Jupyter", write_notebook)

    def export_web_page(self) -> None:
        """Train the run once more in the background, and write the page that replays it."""
        from model.files.export.web_page import write_web_page
        from model.lessons.web_question import question_of

        path = self._ask_where(self.tr("Export as a web page"), ".html", "HTML", "*.html *.htm")
        if path is not None:
            write = partial(write_web_page, self.document.run(), path, question_of, self.language.value)
            self._write(path, lambda check: write(check_cancelled=check))

    def export_csv(self, history: History) -> None:
        """Ask where to write every epoch, and write it."""
        path = self._ask_where(self.tr("Export every epoch"), ".csv", "CSV")
        if path is not None:
            self._write(path, partial(write_csv, history.upto(len(history)), path))

    def export_picture(self, widget: QWidget) -> None:
        """Ask where to write a picture of a widget, PNG or SVG, and write it."""
        from gui.window.export_picture import save_picture  # late, like all that draws elsewhere than on the screen

        path = self._ask_where(self.tr("Save a picture"), ".png", "PNG, SVG", "*.png *.svg")
        if path is not None:
            self._try_to(partial(save_picture, widget, path), path)

    def copy_picture(self, widget: QWidget) -> None:
        """Put a picture of a widget into the clipboard."""
        from gui.window.export_picture import copy_picture

        copy_picture(widget)

    def _open_run(self, path: Path, epochs: int | None = None) -> None:
        run = self._read(path, partial(read_run, epochs=epochs))
        if run is None:
            return
        self.document.take_opened(path, run)
        self._note_state(path)
        self._remember(path)
        self._show_note()

    def _show_note(self) -> None:
        """Show what the class is to see and to try, where a run that was opened says so."""
        if self.document.note:
            self.edit_note()

    def _open_table(self, path: Path) -> None:
        from gui.panels.data.file_dialog import DataFileDialog

        dialog = DataFileDialog(path, self.window)
        dialog.chosen.connect(self.begin_with)
        dialog.accepted.connect(partial(self._remember, path))
        self.show_dialog(dialog)

    def _save(self, path: Path) -> bool:
        run = self.document.run()
        saved = self._write(path, partial(write_run, run, path))
        if saved:
            self.document.take_saved(path, run)
            self._note_state(path)
            for dialog in self.window.findChildren(NoteDialog):
                dialog.before = run.note
            self._remember(path)
        return saved

    def _export(self, title: str, suffix: str, kind: str, write: Callable[..., None]) -> None:
        path = self._ask_where(title, suffix, kind)
        if path is None:
            return
        to_file = partial(write, self.document.run(), path, self.language.value)

        def ask_about_data() -> None:
            try:
                self._wait_to_write(path, to_file)
            except FileExistsError as error:  # of the data beside it, which the dialog has not asked about
                if self._may_replace(Path(error.filename)):
                    self._wait_to_write(path, partial(to_file, replace_data=True))

        self._try_to(ask_about_data, path)

    def _ask_where(self, title: str, suffix: str, kind: str, pattern: str = "") -> Path | None:
        name = self.document.path.stem if self.document.path else self.tr("lesson")
        filters = f"{kind} ({pattern or f'*{suffix}'})"
        start = str(Path(self._folder()) / f"{name}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self.window, title, start, filters)
        if not chosen:
            return None
        path = Path(chosen)
        known = {suffix, *(part.removeprefix("*") for part in pattern.split())}
        if path.suffix.lower() in known:
            return path
        path = path.with_name(path.name + suffix)  # a name that the dialog has not asked about
        return path if not exists(path) or self._may_replace(path) else None

    def _note_state(self, path: Path) -> None:
        """Know the file of a run again, unless somebody else writes it."""
        if (state := _state_of(path)) is not None:
            self._left[path] = state

    def _may_replace(self, path: Path, *, changed: bool = False) -> bool:
        """Ask whether a file is to give way, though it is there, or changed since this window has seen it last."""

        def say() -> tuple[str, str]:
            there, other = self.tr("{name} is there already."), self.tr("{name} has been changed from elsewhere since.")
            return (other if changed else there).format(name=path.name), self.tr("Replace it?")

        box = Message(say, {Button.Yes: None, Button.No: None}, self.window)
        box.setDefaultButton(Button.No)
        return box.exec() == Button.Yes

    def _read(self, path: Path, read: Callable[[Path], T]) -> T | None:
        """What is in a file; None where that is nothing to open, which is told, or where it is not wanted any more."""
        try:
            text = self.tr("Reading {file} …").format(file=path.name)
            return wait_for(self.window, text, lambda _: read(path))
        except RunFileError as error:
            self._tell(partial(run_sentence, error))
        except CancelledError:
            pass
        return None

    def _write(self, path: Path, write: Callable[[CheckCancelled], object]) -> bool:
        """Write a file in the background, as _try_to() does."""
        return self._try_to(lambda: self._wait_to_write(path, write), path)

    def _wait_to_write(self, path: Path, write: Callable[[CheckCancelled], object]) -> None:
        wait_for(self.window, self.tr("Writing {file} …").format(file=path.name), write)

    def _try_to(self, write: Callable[[], None], path: Path) -> bool:
        """Write a file; return whether it is written. Why not is told, unless the user has not wanted it any more."""
        try:
            write()
        except CancelledError:
            return False
        except (OSError, ValueError) as error:
            self.written.emit(None)
            self._tell(partial(write_sentence, path, error))
            return False
        except Exception:  # a fault of the program, which is told as any other; but nothing is saved
            sys.excepthook(*sys.exc_info())
            return False
        self.written.emit(path)
        return True

    def _tell(self, sentence: Callable[[], str]) -> None:
        box = Message(lambda: (sentence(), ""), {Button.Ok: None}, self.window)
        box.setIcon(QMessageBox.Icon.Warning)
        self.show_dialog(box)

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a message, or a dialog of which there is one at a time; the window can be used meanwhile, and closed."""
        kind = type(dialog)
        for other in self.window.findChildren(kind):
            if other is not dialog and kind is not Message:
                other.close()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        dialog.show()

    def _remember(self, path: Path) -> None:
        path = path.absolute()
        self.recent = [path, *(other for other in self.recent if other != path)][:RECENT_LIMIT]
        self.recent_changed.emit()

    def _folder(self) -> str:
        return str(self.recent[0].parent) if self.recent else ""


def is_lesson(path: Path) -> bool:
    """Whether a file or a folder is opened as a lesson."""
    return path.suffix.lower() in (LESSON_SUFFIX, ".md") or is_folder(path)


def _state_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another written in its place: time in nanoseconds, and size; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def run_sentence(error: RunFileError) -> str:
    """Why a file is no run that can be opened."""
    sentence = QCoreApplication.translate("FileErrors", SENTENCES[error.reason])
    return sentence.format(name=error.name, detail=error.detail)


def write_sentence(path: Path, error: OSError | ValueError) -> str:
    """Why a file could not be written."""
    if isinstance(error, RunFileError):
        return run_sentence(error)
    sentence = QCoreApplication.translate("FileErrors", "{name}: the file cannot be written: {detail}")
    return sentence.format(name=path.name, detail=reason_of(error))
