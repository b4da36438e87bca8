"""The main window: menus, toolbar and status line around the run, and the clock that draws it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QScrollArea, QWidget

from gui.cli.options import CHARTS
from gui.panels.data.table_view import CellsView
from gui.session.background import Job
from gui.session.document import Document
from gui.session.engine import State
from gui.session.pace import is_watched
from gui.session.session import Session
from gui.session.shown import Shown
from gui.theme.example_names import example_name
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import Scheme, Theme, TypeScale, palette, theme_for
from gui.theme.translation import Language, Translators
from gui.widgets.card import Translated
from gui.widgets.number_edit import NumberEdit
from gui.window.actions import Actions
from gui.window.arrangement import chain
from gui.window.dialogs import show_about
from gui.window.file_commands import FileCommands, is_lesson
from gui.window.hearing.sound import Sound
from gui.window.help.help_commands import HelpCommands
from gui.window.lesson.lesson_commands import LessonCommands
from gui.window.menus import MenuBar, Menus, ToolBar
from gui.window.panels import Panels
from gui.window.preferences import DEFAULT_SPEED, SPEEDS, ZOOMS, Preferences
from gui.window.presenting.presenting import Presenting
from gui.window.status import TOLD_FOR, RunStatus
from model.comparison.ready_comparisons import Question
from model.run import Look
from model.training.torch_library import map_torch

FRAME_INTERVAL = 36
"""Milliseconds between two frames while the loop runs: 27 frames a second."""


FIRST_LOOK = Look(-1, CHARTS[0], logarithmic=False, speed=DEFAULT_SPEED)
"""How a lesson is looked at when the program is first started."""

LEAST = (800, 560)
"""Width and height below which the window does not go; what has no room can be scrolled to."""


class MainWindow(Translated, QMainWindow):
    """Layout and wiring of the program; remembers what the user has arranged in preferences."""

    def __init__(
        self, session: Session, preferences: Preferences, translators: Translators, recovery: Path | None = None
    ) -> None:
        super().__init__()
        self.session, self._preferences, self._translators = session, preferences, translators
        self._scale = TypeScale()
        self.desktop_scale = 1.0
        """How many times as large as usual the desktop writes, and so does the window."""
        self.actions_ = Actions(self)
        self.view = Panels(session)
        self._page = QScrollArea()  # large type may need more room than there is
        self._page.setWidget(self.view)
        self._page.setWidgetResizable(True)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCentralWidget(self._page)
        self._banner_waits = QTimer(self, singleShot=True)
        """Until the page with the banner in it is laid out."""
        self._banner_waits.timeout.connect(lambda: self._page.ensureWidgetVisible(self.view.banner))
        self._choices: dict[str, Callable[[bool], None]] = {
            "logarithmic": self.view.loss.set_logarithmic,
            "exact": self.view.fit.set_exact,
            "squares": self.view.fit.set_squares,
            "theory": self.view.set_theory,
            "more": self.view.loop.set_more,
            "less_motion": self.view.set_less_motion,
        }
        self.sound = Sound(self, self.actions_)
        self.setMinimumSize(*LEAST)
        self._status = RunStatus(self.statusBar())
        self.setMenuBar(MenuBar())
        self.menus = Menus(self.menuBar(), self.actions_)
        self.toolbar = ToolBar(self.actions_, self.menus)
        self.addToolBar(self.toolbar)
        self.addActions(list(self.actions_))  # whose keys are to work without a menu bar
        self.help = HelpCommands(self, self.view, self.toolbar, lambda: self._preferences.language)
        self.setAcceptDrops(True)
        self.document = Document(session, recovery)
        self.files = FileCommands(self, self.document)
        self.files.recent = list(preferences.recent)
        self.lessons = LessonCommands(self, self, self.files)
        self._wire()
        self._offered: object = None
        self._dressed = False
        self._mapping: Job | None = None
        self._closed = False
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(FRAME_INTERVAL)
        self._clock.timeout.connect(self.show_frame)
        self._apply_preferences()
        self._complete()  # where the session has loaded torch before it has got this window

    def begin(self) -> None:
        """Keep work, and load what the window is painted without, then torch. Call this once it is painted.

        No class of Qt's kind is made on another thread: until Python 3.12 PySide keeps them in a table that Qt's event
        loop reads without the interpreter's lock, and where it grows meanwhile, the process may end.
        """
        self._do_in_turn(self._loading())

    def _loading(self) -> Iterator[None]:
        from gui.plots.axes.pyqtgraph_library import load_libraries, load_pyqtgraph

        self.files.offer_recovery()
        yield
        load_libraries()
        self._mapping = Job(lambda _: map_torch(), lambda _: self.session.begin())
        yield
        load_pyqtgraph()
        yield
        self.view.take_axes()
        yield
        self.show_frame()

    def _complete(self) -> None:
        """Make what stands behind other tabs once a run can begin: before, torch would come later by that."""
        if self.session.state is State.PREPARING:
            return
        self.session.state_changed.disconnect(self._complete)
        self._do_in_turn(self._filling())

    def _filling(self) -> Iterator[None]:
        yield from self.view.filling
        self.show_frame()

    def _do_in_turn(self, steps: Iterator[None]) -> None:
        """Take one step after the other, each once nothing else waits to be answered, until the window is closed."""
        turns = QTimer(self, singleShot=True)  # begun anew after each step, or it would come before other timers

        def go_on() -> None:
            if self._closed or next(steps, self) is self:
                turns.deleteLater()
            else:
                turns.start()

        turns.timeout.connect(go_on)
        turns.start()

    @property
    def preferences(self) -> Preferences:
        """The user's choices as they are now."""
        return replace(
            self._preferences,
            geometry=self.presenting.geometry or self.saveGeometry(),
            splitters=self.view.splitter_states(),
            recent=tuple(self.files.recent),
        )

    @property
    def lasting_preferences(self) -> Preferences:
        """The same without what a page of a lesson has chosen for a while."""
        now, own = self.preferences, self.lessons.resting_preferences
        if own is None:
            return now
        return replace(now, speed=own.speed, **{what: getattr(own, what) for what in self._choices})

    def set_language(self, language: Language) -> None:
        """Show all texts in this language, at once."""
        self._preferences = replace(self._preferences, language=language)
        self._translators.use(language)
        self.files.language = language
        self.actions_.languages[language].setChecked(True)

    def set_scheme(self, scheme: Scheme) -> None:
        """Apply this colour scheme at once."""
        self._preferences = replace(self._preferences, scheme=scheme)
        self.actions_.schemes[scheme].setChecked(True)
        self._restyle()

    def set_decimals(self, decimals: int) -> None:
        """Show the loss with this number of decimals."""
        self._preferences = replace(self._preferences, decimals=decimals)
        self.view.readouts.set_decimals(decimals)

    def choose(self, what: str, on: bool) -> None:
        """Show something, or not: one of the choices that are named alike in Preferences and among the actions."""
        self._preferences = replace(self._preferences, **{what: on})  # type: ignore[arg-type]
        self.actions_[what].setChecked(on)
        self._choices[what](on)

    def set_sound(self, on: bool) -> None:
        """Let the run be heard where that is possible, or not."""
        self._preferences = replace(self._preferences, sound=on)
        self.sound.set_on(on)

    def set_speed(self, speed: float | None) -> None:
        """Run this many epochs a second, or as fast as it goes with None."""
        self._preferences = replace(self._preferences, speed=speed)
        self.session.set_speed(speed)
        self.toolbar.show_speed(speed)

    def set_zoom(self, zoom: int) -> None:
        """Show the type in this size, in per cent of what suits the window."""
        self._preferences = replace(self._preferences, zoom=zoom)
        self._follow_size()

    def change_zoom(self, steps: int) -> None:
        """Show the type so many sizes larger, or smaller."""
        zoom = self._preferences.zoom  # which --zoom may have set between two of them
        place = (bisect_right(ZOOMS, zoom) - 1 if steps > 0 else bisect_left(ZOOMS, zoom)) + steps
        self.set_zoom(ZOOMS[max(0, min(place, len(ZOOMS) - 1))])

    def keep_on_screen(self) -> None:
        """Be no larger than the screen has room for, and wholly on it."""
        if self.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            return
        room, frame = self.screen().availableGeometry(), self.frameGeometry().size() - self.size()
        self.setMinimumSize(self.minimumSize().boundedTo(room.size() - frame))
        self.resize(self.size().boundedTo(room.size() - frame))
        place = QRect(self.pos(), self.size() + frame)
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        self.move(max(place.left(), room.left()), max(place.top(), room.top()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved; then vanish at once, and end the training thread."""
        event.ignore()  # a fault in asking must not throw work away
        self._finish_typing()
        place = self.lessons.place
        self.lessons.leave()  # what rests is asked about
        if not self.files.may_leave():
            if place is not None:
                self.lessons.open(*place)
            return
        event.accept()
        with ExitStack() as ending:  # and one on the way out must leave no thread
            ending.callback(self.document.close)
            ending.callback(self.session.close)
            ending.callback(self.sound.end)
            self._closed = True
            if self._mapping is not None:
                self._mapping.abandon()
            self._preferences = self.preferences
            self._clock.stop()
            for dialog in self.findChildren(QDialog):
                dialog.close()
            self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Bring what Tab leads to into view."""
        found = super().focusNextPrevChild(forward)
        self.view.left.bring_into_view(self.focusWidget())
        return found

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file, of whatever kind."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that is dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files and ("open" not in self.actions_.locked or is_lesson(Path(files[0]))):
            self.files.open_path(Path(files[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the type grow with the window."""
        super().resizeEvent(event)
        self._follow_size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a presentation have what nobody else has taken."""
        if not self.presenting.take_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Offer what belongs to a full screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.presenting.enable()

    def _follow_size(self) -> None:
        scale = TypeScale.for_size(self.width(), self.height(), self.desktop_scale * self._preferences.zoom / 100)
        scale = self.presenting.scale(scale)
        if scale != self._scale:
            self._scale = scale
            self._restyle()
        self.presenting.follow_size()

    def _apply_preferences(self) -> None:
        preferences = self._preferences
        self.resize(1280, 800)
        self.set_language(preferences.language)
        self.set_scheme(preferences.scheme)
        self.set_decimals(preferences.decimals)
        for what in self._choices:
            self.choose(what, getattr(preferences, what))
        self.set_sound(preferences.sound)
        self.set_speed(preferences.speed)
        self._dressed = True
        self.retranslate()
        if preferences.geometry is not None:
            self.restoreGeometry(preferences.geometry)
        self.view.restore_splitters(preferences.splitters)
        self.view.fit.plot.setFocus()  # not a field, which would keep the arrow keys for itself

    def _wire(self) -> None:
        actions, session = self.actions_, self.session
        for action in actions:  # first: what is being typed counts before whatever else is asked for
            action.triggered.connect(self._begin_command)
        self.presenting = Presenting(self, self.view, actions)
        self.presenting.changed.connect(self._follow_size)
        self.presenting.changed.connect(self.show_frame)
        actions["run"].triggered.connect(session.toggle)
        self._status.again_wanted.connect(session.run_again)
        self._status.more_wanted.connect(session.run_more)
        self._status.cancel_wanted.connect(session.cancel_opening)
        session.misfit.connect(self._status.show_misfit)
        actions["step_epoch"].triggered.connect(session.step_epoch)
        actions["reset"].triggered.connect(session.reset)
        actions["skip"].triggered.connect(session.changes.set_skip)
        actions["step_line"].triggered.connect(self._step_line)
        actions["back"].triggered.connect(self._step_back)
        actions["home"].triggered.connect(lambda: session.travel(-1))
        actions["go_to"].triggered.connect(self._ask_for_epoch)
        actions["pin"].triggered.connect(session.pin)
        actions["end_comparison"].triggered.connect(session.end_comparison)
        self.menus.offer_comparisons(self.ask)
        actions["undo"].triggered.connect(self._undo)
        actions["redo"].triggered.connect(session.changes.redo)
        for can_changed in (session.changes.group.canUndoChanged, session.changes.group.canRedoChanged):
            can_changed.connect(self._offer_undo)
        self._offer_undo()
        for what in self._choices:
            actions[what].triggered.connect(lambda on, what=what: self.choose(what, on))
        actions["by_hand"].triggered.connect(self._fit_by_hand)
        self.view.fit.by_hand.toggled.connect(actions["by_hand"].setChecked)
        self.view.fit.by_hand.toggled.connect(self.presenting.enable)
        for command, steps in (("zoom_in", 1), ("zoom_out", -1)):
            actions[command].triggered.connect(lambda _=False, steps=steps: self.change_zoom(steps))
        actions["zoom_reset"].triggered.connect(lambda: self.set_zoom(100))
        self.help.wire(actions)
        actions["about"].triggered.connect(lambda: show_about(self))
        actions["quit"].triggered.connect(self.close)
        self._wire_files()
        self._wire_lessons()
        self._wire_sound()
        for scheme, action in actions.schemes.items():
            action.triggered.connect(lambda _=False, scheme=scheme: self.set_scheme(scheme))
        for language, action in actions.languages.items():
            action.triggered.connect(lambda _=False, language=language: self.set_language(language))
        self.toolbar.speed.moved.connect(self.set_speed)
        self.view.readouts.decimals_wanted.connect(self.set_decimals)
        self._wire_more()
        self.view.loss.logarithmic_toggled.connect(lambda on: self.choose("logarithmic", on))
        for changed in (session.state_changed, session.experiment_changed, session.renewed, session.time_changed):
            changed.connect(self.show_frame)
        session.comparison.changed.connect(self.show_frame)
        self.view.frame_wanted.connect(self.show_frame)
        self.view.banner.appeared.connect(self._banner_waits.start)
        session.state_changed.connect(self._complete)
        self.view.filled.connect(lambda: chain([self.toolbar, *self.view.reading_order]))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _wire_sound(self) -> None:
        self.actions_["sound"].triggered.connect(self.set_sound)
        self.view.filled.connect(self.sound.begin)
        self.menus.about_to_open("view", self.sound.look_again)
        self.sound.told.connect(self._announce)

    def _wire_lessons(self) -> None:
        self.lessons.wire(self.actions_)
        for changed in (self.lessons.followed, self.lessons.answered):
            changed.connect(self._offer_undo)
        self.menus.enable("classes", False)
        self.menus.within["classes"].aboutToShow.connect(lambda: self.lessons.offer_classes(self.menus))
        self.lessons.followed.connect(lambda: self.menus.enable("classes", self.lessons.is_open))
        self.lessons.told.connect(lambda sentence: self.statusBar().showMessage(sentence, TOLD_FOR))
        self.lessons.followed.connect(lambda: chain([self.toolbar, *self.view.reading_order]))

    def _wire_more(self) -> None:
        """What is unfolded may be below all that is seen of the column."""
        loop, chips, action = self.view.loop, self.view.code.chips, self.actions_["more"]
        loop.more_wanted.connect(lambda on: self.choose("more", on))
        chips.more_wanted.connect(lambda: self.choose("more", on=True))
        for wanted in (action.triggered, loop.more_wanted, chips.more_wanted):
            wanted.connect(lambda: self.view.left.bring_loop_into_view() if action.isChecked() else None)

    def _wire_files(self) -> None:
        files, actions = self.files, self.actions_
        exports = ("export_script", "export_notebook", "export_web_page")
        for command in ("new", "open", "save", "save_as", "make_data", *exports):
            actions[command].triggered.connect(getattr(files, command))
        actions["note"].triggered.connect(files.edit_note)
        actions["export_csv"].triggered.connect(lambda: files.export_csv(self.session.history))
        parts = {"window": self, "fit": self.view.fit, "loss": self.view.loss, "charts": self.view.charts}
        export, copy = files.export_picture, files.copy_picture
        self.menus.offer_parts(lambda part: export(parts[part]), lambda part: copy(parts[part]))
        self.menus.within["examples"].aboutToShow.connect(self._offer_examples)
        self.menus.within["recover"].aboutToShow.connect(self._offer_recovery)
        self._offer_recent()
        self.menus.about_to_open("file", self._offer_recent)
        files.recent_changed.connect(self._offer_recent)
        files.written.connect(self._status.show_written)
        self.document.changed.connect(self._show_document)
        self.document.begun_anew.connect(lambda: self._look_as(FIRST_LOOK))
        self.document.begun_anew.connect(self.view.why.forget)
        self.document.look = self._look
        self.document.look_wanted.connect(self._look_as)

    def _offer_recent(self) -> None:
        self.menus.offer_files(self.files.recent, self.files.open_path)
        if "recent" in self.actions_.locked:
            self.menus.enable("recent", False)

    def _offer_recovery(self) -> None:
        self.menus.offer_recovery(self.files.left_behind(), self.files.ask_about)

    def _offer_examples(self) -> None:
        from model.data.examples import examples

        menu = self.menus.within["examples"]
        menu.clear()
        for example in examples():
            action = menu.addAction(example_name(example.title))
            action.triggered.connect(partial(self.files.begin_with, example.data))

    def _show_document(self) -> None:
        path = self.document.path
        self.setWindowTitle(f"{path.name}[*] – Slopewise" if path else "Slopewise[*]")
        self.setWindowModified(self.document.is_modified)
        self._status.show_unkept(self.document.unkept)

    def retranslate(self) -> None:
        """Retranslate every text that is not a panel's."""
        self.actions_.retranslate()
        self.menus.retranslate()
        self.toolbar.retranslate()
        self.lessons.retranslate()
        self.sound.retranslate()
        self._status.retranslate()
        self.toolbar.show_speed(self._preferences.speed)
        self._show_document()
        self.show_frame()

    def _restyle(self) -> None:
        """Give application, window and panels their colours and sizes, unless they have them.

        As the application's, Qt would apply the sheet to each widget once for each that it lies in.
        """
        theme = theme_for(self._preferences.scheme)
        self.toolbar.restyle(theme, self._scale, self._preferences.scheme)
        sheet = style_sheet(theme, self._scale)
        if self.styleSheet() != sheet:
            QApplication.setPalette(palette(theme))
            self.setStyleSheet(sheet)
            self.actions_.restyle(theme)
            self.view.restyle(theme, self._scale)
            self.lessons.restyle()

    def _offer_undo(self) -> None:
        """Let Undo and Redo be there as there is something for them."""
        group = self.session.changes.group
        self.actions_.enable("undo", group.canUndo() or self.lessons.untouched)
        self.actions_.enable("redo", group.canRedo())

    def _undo(self) -> None:
        """Take back the last step; before the first of a lesson's page stands what was here before the lesson."""
        if self.session.changes.stack.canUndo() or not self.lessons.untouched:
            self.session.changes.undo()
        else:
            self.lessons.leave()

    @property
    def looks(self) -> tuple[Theme, TypeScale]:
        """Colours and sizes as they are now."""
        return theme_for(self._preferences.scheme), self._scale

    def _follow_system(self) -> None:
        if self._preferences.scheme is Scheme.SYSTEM:
            self._restyle()

    def show_frame(self) -> None:
        """Show the session as it is now: in every panel, in the status line and by which commands can be given.

        Not before the window has its language and its looks, each of which would want a frame.
        """
        if not self._dressed:
            return
        shown = self.session.frame()
        self.view.show_frame(shown)
        self.sound.show_frame(shown)
        self.lessons.show_frame(shown)
        about, line = self.view.fit.captions.about, self.view.code.sentence
        locked = "run" in self.actions_.locked
        if shown.flat_out:
            self._status.show_frame(shown, locked=locked)
        else:
            needs = self.view.training.remedy.sentences or ((about.text(),) if about.isHidden() else ())
            self._status.show_frame(shown, needs, line.told if line.isHidden() else "", locked=locked)
        self._offer(shown)
        if not shown.running or is_watched(shown.speed):
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def _offer(self, shown: Shown) -> None:
        """Let the commands be given that can be; at full speed nothing is asked that has been answered."""
        actions, hidden = self.actions_, self.document.for_class.hidden
        actions["skip"].setChecked(shown.experiment.settings.skips)
        does = "pause" if shown.running else "run" if shown.can_run else "again"
        offered = does, shown.can_step, shown.time >= 0, shown.can_pin, bool(shown.others), dict(actions.locked), hidden
        if shown.flat_out and offered == self._offered:
            return
        self._offered = offered
        if does != actions.run_does:
            actions.show_run(does)
        for commands, possible in (
            (("step_epoch", "step_line"), shown.can_step),
            (("back", "home"), shown.time >= 0 or shown.moment is not None),
            (("by_hand",), shown.parameters is not None),
            (("pin",), shown.can_pin),
            (("end_comparison",), bool(shown.others)),
        ):
            for command in commands:
                actions.enable(command, possible)
        for menu in ("recover", "examples", "compare"):
            self.menus.within[menu].menuAction().setVisible(menu not in hidden)
            waits = menu == "compare" and shown.state is State.PREPARING
            self.menus.enable(menu, menu not in actions.locked and not waits)

    def _look(self) -> Look:
        chart = CHARTS[self.view.charts.currentIndex()]
        return Look(self.session.stands_at, chart, self._preferences.logarithmic, self._preferences.speed)

    def _look_as(self, look: Look) -> None:
        """Look at a run as when it was saved; what this program does not have stays as it is."""
        self.choose("logarithmic", look.logarithmic)
        if look.speed is None or SPEEDS[0] <= look.speed <= SPEEDS[1]:
            self.set_speed(look.speed)
        if look.chart in CHARTS:
            self.view.why.restore(CHARTS.index(look.chart))

    def _announce(self, sentence: str) -> None:
        """Tell of what is heard, but not seen."""
        self.statusBar().showMessage(sentence, TOLD_FOR)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def ask(self, question: Question) -> None:
        """Begin the comparison that answers this question, in view, also where panels are presented alone."""
        self.view.ask(question)
        self.presenting.bring(self.view.parts.index(self.view.charts))

    def _fit_by_hand(self, on: bool) -> None:
        """Let the line be moved where it is seen, or show the run's own."""
        self.presenting.bring(self.view.parts.index(self.view.fit))
        self.show_frame()  # the line of a step that has just been made, or the hand would give way to it at once
        self.view.fit.by_hand.set_on(on)

    def _begin_command(self) -> None:
        """Take what is being typed, and show the sentence on the run again, not what the mouse has just pressed."""
        self._finish_typing()
        self.statusBar().clearMessage()

    def _step_line(self) -> None:
        """Run the line that is lit; those before the loop have been run, and are only walked through."""
        if self.view.code.step():
            self.show_frame()
        else:
            self.session.step_line()

    def _step_back(self) -> None:
        """To the end of the epoch before, or out of the middle of one to its beginning."""
        session = self.session
        session.travel(session.time if session.moment is not None else session.time - 1)

    def _ask_for_epoch(self) -> None:
        self.view.timeline.ask_for_epoch()
        self._page.ensureWidgetVisible(self.view.timeline.goal)

    def _finish_typing(self) -> None:
        field: QWidget | None = self.focusWidget()
        while field is not None and not isinstance(field, NumberEdit | CellsView):
            field = field.parentWidget()  # the editor of a cell is within its table
        if field is not None:
            field.finish()
