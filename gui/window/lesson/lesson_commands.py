"""The commands of the Lesson menu. What leads through a lesson is made when the first one is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from gui.session.engine import State
from gui.session.shown import Shown
from gui.window.actions import Actions
from gui.window.file_commands import FileCommands
from gui.window.lesson.stagehand import Stagehand
from model import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gui.window.lesson.guide import Guide
    from gui.window.lesson.sheet_dialog import SheetDialog
    from gui.window.menus import Menus
    from gui.window.preferences import Preferences
    from model.lessons.page import Lesson
    from model.run import ForClass

WITH_A_PAGE = ("lesson_next", "lesson_back", "lesson_restore", "lesson_another_class", "lesson_sheet")
"""The commands that need a lesson to be open."""

FOR_CLASS = QT_TRANSLATE_NOOP("LessonCommands", "Locked for the class (File > For the class)")


class LessonCommands(QObject):
    """Opens lessons, and locks and hides what a teacher has not prepared a run for."""

    opened = Signal()
    """A lesson has been begun."""

    answered = Signal()
    """The class has answered something."""

    told = Signal(str)
    """A sentence for the status line."""

    followed = Signal()
    """There is another page now, or none: other panels are there to be gone through."""

    def __init__(self, window: Stagehand, parent: QObject, files: FileCommands) -> None:
        super().__init__(parent)
        self._window, self._files = window, files
        self._guide: Guide | None = None
        self._sheet: SheetDialog | None = None
        self._twins_of: dict[str, str] | None = None
        """The locks that have been passed on to what does the same as a locked command."""
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._open_waiting)
        self._waiting: tuple[Lesson | None, str, bool] | None = None
        """What is to be opened as soon as PyTorch is there."""

    def wire(self, actions: Actions) -> None:
        """Do what the actions ask for."""
        actions["lesson"].triggered.connect(self._toggle)
        actions["lesson_open"].triggered.connect(self._files.open_lesson)
        actions["for_class"].triggered.connect(self._prepare_for_class)
        actions["lesson_sheet"].triggered.connect(self._ask_for_sheet)
        for command, steps in (("lesson_next", 1), ("lesson_back", -1)):
            actions[command].triggered.connect(lambda _=False, steps=steps: self.guide.go(steps))
        for command in ("restore", "another_class"):
            actions[f"lesson_{command}"].triggered.connect(lambda _=False, do=command: getattr(self.guide, do)())
        self._files.lesson_wanted.connect(self.open_file)
        self._window.view.filled.connect(self.lock_for_class)
        self._files.own_run_wanted.connect(self.leave)
        session = self._window.session
        for changed in (session.state_changed, session.renewed):
            changed.connect(self._look_whether_loaded)
        self._window.document.for_class_changed.connect(self.lock_for_class)
        self._window.document.page_wanted.connect(self._open_beside)
        self._follow()

    @property
    def guide(self) -> Guide:
        """What leads through a lesson."""
        if self._guide is None:
            from gui.window.lesson.guide import Guide

            folder = self._window.document.folder
            self._guide = Guide(self._window, self, None if folder is None else folder / "lessons", self.locked)
            self._guide.changed.connect(self._follow)
            self._guide.kept.connect(self._files.written)
            self._guide.unkept.connect(self._tell_unkept)
            self._guide.answered.connect(self._refresh_sheet)
            self._guide.answered.connect(self.answered)
        return self._guide

    @property
    def is_open(self) -> bool:
        """Whether a lesson is followed."""
        return self._guide is not None and self._guide.is_open

    @property
    def resting_preferences(self) -> Preferences | None:
        """The user's own choices while a page of a lesson has others."""
        return None if self._guide is None else self._guide.resting_preferences

    def open(self, lesson: Lesson | None = None, page: str = "", *, beside_run: bool = False) -> None:
        """Follow a lesson, the program's own without one, at this page; as soon as PyTorch is there.

        beside_run leaves the run that is there in the place of the page's own.
        """
        self._waiting = (lesson, page, beside_run) if self._is_loading else None
        if self._waiting is not None:
            return
        if lesson is None:
            from model.lessons.page_file import built_in

            lesson = built_in()
        self._window.view.fill()
        self.guide.start(lesson, page, beside_run=beside_run)
        self.opened.emit()

    @property
    def _is_loading(self) -> bool:
        """Whether PyTorch is not there yet: to end its thread would hold up the window."""
        session = self._window.session
        return session.state is State.PREPARING or (session.start is None and session.state is not State.FAILED)

    def _look_whether_loaded(self) -> None:
        """Open what waits, as soon as the signal that tells of it has been heard by all."""
        if self._waiting is not None and not self._is_loading:
            self._soon.start()

    def _open_waiting(self) -> None:
        if self._waiting is not None and not self._is_loading:
            lesson, page, beside_run = self._waiting
            self.open(lesson, page, beside_run=beside_run)

    def open_file(self, path: Path) -> None:
        """Follow the pages in a file, or in the folder of a single page."""
        lesson = self._files.read_lesson(path)
        if lesson is not None:
            self.open(lesson)

    def offer_classes(self, menus: Menus) -> None:
        """Offer the classes whose answers have been set aside."""
        earlier = self.guide.records.earlier() if self.is_open else []
        names = {each.file: f"{each.date}  {each.group}".rstrip() for each in earlier}
        menus.offer_classes(names, self.guide.earlier_class)

    @property
    def untouched(self) -> bool:
        """Whether nothing has been answered on the page that is open."""
        return self._guide is not None and self._guide.is_open and self._guide.untouched

    @property
    def place(self) -> tuple[Lesson, str] | None:
        """The lesson and the page that is open."""
        guide = self._guide
        return None if guide is None or guide.lesson is None else (guide.lesson, guide.results.at)

    def leave(self) -> None:
        """End the lesson, if there is one."""
        if self._guide is not None:
            self._guide.leave()

    def show_frame(self, shown: Shown) -> None:
        """Show the frame in the page that is open."""
        if self._guide is not None:
            self._guide.show_frame(shown)
            self._lock_twins()

    def retranslate(self) -> None:
        """Retranslate why commands are locked; in a lesson the next frame does."""
        if not self.is_open:
            self.lock_for_class()

    def restyle(self) -> None:
        """Apply the theme."""
        if self._guide is not None:
            self._guide.restyle()

    # --- what is locked ---

    def locked(self) -> dict[str, str]:
        """The commands that the teacher has locked or hidden, and why."""
        prepared = self._prepared
        return dict.fromkeys(
            (*prepared.locked, *prepared.hidden), QCoreApplication.translate("LessonCommands", FOR_CLASS)
        )

    def lock_for_class(self) -> None:
        """Lock and hide what the teacher wants; of a run that rests during a lesson, nothing."""
        actions, view, prepared = self._window.actions_, self._window.view, self._prepared
        actions.lock(self.locked())
        actions.hide(prepared.hidden)
        for name, card in view.left.named.items():
            card.setEnabled(name not in prepared.locked)
        view.fit.set_editable("data" not in (*prepared.locked, *prepared.hidden))
        view.left.hide_cards([card for name, card in view.left.named.items() if name in prepared.hidden])
        self._lock_twins()

    @property
    def _prepared(self) -> ForClass:
        return self._window.document.for_class

    def _lock_twins(self) -> None:
        """What does the same as a locked command is locked, too."""
        view, locked = self._window.view, self._window.actions_.locked
        if locked is self._twins_of:
            return
        self._twins_of = locked
        view.loop.skip.setEnabled("skip" not in locked)
        view.loss.logarithmic.setEnabled("logarithmic" not in locked)
        for part in (view.timeline.goal, view.timeline.go):
            part.setEnabled("go_to" not in locked)
        cards = {*self._prepared.locked, *self._prepared.hidden}
        if "data" in cards:
            view.fit.set_editable(False)
        view.banner.setEnabled("run" not in locked and not cards & {"training", "loop"})
        view.training.remedy.setEnabled("loop" not in cards)
        if view.charts.filled:
            view.charts.landscape.takes_clicks = "reset" not in locked and "start" not in cards
            view.charts.compare.setEnabled("compare" not in locked)
        else:
            self._twins_of = None  # once more when it is there

    def _prepare_for_class(self) -> None:
        """Ask what is to be locked and hidden, and which page the run belongs to."""
        from gui.window.lesson.class_dialog import ClassDialog

        document, window = self._window.document, self._files.window
        data, language = self._window.session.experiment.settings.data, self._window.preferences.language.value
        dialog = ClassDialog(document.for_class, data, self._window.actions_, language, window)
        dialog.prepared.connect(document.set_for_class)
        document.replaced.connect(dialog.close)
        self._files.show_dialog(dialog)

    def _ask_for_sheet(self) -> None:
        """Ask for names and date, and what is to be made of the lesson."""
        from gui.window.lesson.sheet_dialog import SheetDialog

        guide = self.guide
        if guide.lesson is None:
            return
        language, window = self._window.preferences.language.value, self._files.window
        self._sheet = SheetDialog(guide.lesson, guide.results, language, self._files.write_made, window)
        self._sheet.typed.connect(guide.put_names)
        self._files.show_dialog(self._sheet)

    def _tell_unkept(self, why: str) -> None:
        self.told.emit(self.tr("The answers of the class are not being kept: {why}").format(why=why))

    def _refresh_sheet(self) -> None:
        """A sheet that is open has what the class answers meanwhile."""
        if self._sheet is not None and isValid(self._sheet) and self._sheet.lesson is self.guide.lesson:
            self._sheet.show_results(self.guide.results, self._window.preferences.language.value)

    def _open_beside(self, page: str) -> None:
        """A run is opened that belongs to a page of the lesson."""
        from model.lessons.page_file import built_in

        lesson = built_in()
        if lesson.place(page) is not None:
            self.open(lesson, page, beside_run=True)

    def _toggle(self, on: bool) -> None:
        if on and self._waiting is not None:
            self._waiting = None
        elif on:
            self.open()
        else:
            self.leave()
        self._follow()

    def _follow(self) -> None:
        """Offer what belongs to a lesson while there is one."""
        actions, on = self._window.actions_, self.is_open
        actions["lesson"].setChecked(on)
        for command in WITH_A_PAGE:
            actions.enable(command, on)
        if self._sheet is not None and isValid(self._sheet) and (not on or self._sheet.lesson is not self.guide.lesson):
            self._sheet.close()
        if not on:
            self.lock_for_class()
        self.followed.emit()
