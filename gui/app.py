"""The Qt application: display, fonts, style, and the window's life from opening to closing."""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QFont
from PySide6.QtWidgets import QApplication, QWidget

from gui.cli.options import CHARTS, experiment_of
from gui.session.background import Job, end_process
from gui.session.engine import State
from gui.session.session import Session
from gui.signals import Signals, keep_when_the_screen_goes, told_without_a_display
from gui.theme.resources import app_icon, load_fonts
from gui.theme.theme import SANS, Scheme, desktop_scale
from gui.theme.translation import Language, Translators, system_language
from gui.window.faults import Faults, log_folder, show_fault
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences, PreferencesFile, load_preferences, preferences_store, trouble_with
from model.comparison.ready_comparisons import Question
from model.files.atomic_file import reason_of, write_atomically
from model.files.run_file import RunFileError

TOLD_FOR = 20_000
"""Milliseconds that a sentence about the user's own files stays in the status line."""

WAIT_FOR_MAP = 10
"""Milliseconds between two looks whether a chart that is computed on a thread is there."""


def run(options: argparse.Namespace) -> int:
    """Open the window, or take its picture; return the exit code."""
    if options.screenshot is not None:
        for name in [name for name in os.environ if name.startswith(("QT_", "QML_"))]:
            del os.environ[name]  # a shell's scale or font size: a picture is the same on every machine
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with told_without_a_display():
        application = make_application()
    if options.screenshot is not None:
        return _take_screenshot(application, options)
    store = preferences_store()

    def tell(sentence: str, report: str) -> None:
        if sys.stderr is not None:
            print(report, file=sys.stderr)
        show_fault(sentence, report, faults.log)

    faults = Faults(tell, log_folder())
    faults.install()
    if faults.log is None and sys.stderr is not None:  # a windowed start on Windows has none
        faulthandler.enable()
    loaded = load_preferences(store)
    window = open_window(options, loaded, work_folder())

    def warn(trouble: str) -> None:
        window.statusBar().showMessage(trouble, TOLD_FOR)

    if trouble := trouble_with(store):
        warn(trouble)
    opened = window.preferences  # what the command line asks for is for this time
    before = replace(loaded, language=opened.language, scheme=opened.scheme, zoom=opened.zoom)
    keeper = PreferencesFile(store, lambda: window.lasting_preferences, before)
    keeper.failed.connect(warn)
    painted = _FirstPaint(window)
    if options.file is not None:
        painted.done.connect(partial(window.files.open_path, options.file, vars(options).get("epochs")))
    painted.done.connect(window.keep_on_screen)  # whose frame is known by now
    application.file_wanted.connect(window.files.open_path)
    painted.done.connect(application.open_files)
    painted.done.connect(window.begin)
    painted.done.connect(partial(tell_version, application))
    if options.lesson is not None:
        painted.done.connect(partial(window.lessons.open, page=options.lesson))
    signals = Signals(window.document.keep_now)
    # The user logs out. PySide's wheels for Linux know no session manager: there a signal comes, or the screen goes.
    application.commitDataRequest.connect(lambda _: window.document.keep_now())
    keep_when_the_screen_goes(window.document.keep_now)
    exit_code = application.exec()
    keeper.save()
    signals.end_at_once()
    return end_process(exit_code)


def work_folder() -> Path:
    """Where work that is not saved is kept, and the answers of classes."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def make_application() -> Application:
    """The application in the style and font that the themes are made for."""
    application = Application()
    application.setApplicationName("Slopewise")
    application.setDesktopFileName("slopewise")  # by which a desktop finds entry and icon of the window
    application.setStyle("Fusion")
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)  # nothing slides or fades, for whoever bears no motion
    load_fonts()
    application.setFont(QFont(SANS))
    application.setWindowIcon(app_icon())
    return application


def open_window(options: argparse.Namespace, settings: Preferences, recovery: Path | None = None) -> MainWindow:
    """Show the window; unsaved work is kept in the folder for recovery."""
    if options.lang:
        settings = replace(settings, language=Language(options.lang))
    if options.theme:
        settings = replace(settings, scheme=Scheme(options.theme))
    session = Session(experiment_of(options), settings.speed)
    window = MainWindow(session, settings, Translators(), recovery)
    if options.size:
        window.resize(*options.size)
    if options.chart:
        window.view.charts.setCurrentIndex(CHARTS.index(options.chart))
    if options.compare:  # as soon as torch can make its runs
        _once_ready(session, partial(_compare, window, options))
    if options.zoom:
        window.set_zoom(options.zoom)
    if options.present:
        window.presenting.start(full_screen=options.screenshot is None)
    if options.screenshot is None:  # which is the same on any desktop
        window.desktop_scale = desktop_scale()
        window.keep_on_screen()
        if not options.present and options.size is None and settings.geometry is None:
            window.setWindowState(Qt.WindowState.WindowMaximized)  # the first start
    window.show()
    return window


def _once_ready(session: Session, do: Callable[[], None]) -> None:
    """Do something as soon as a run can begin, and all panels know of it."""

    def look() -> None:
        if session.state is not State.PREPARING:
            session.state_changed.disconnect(look)
            QTimer.singleShot(0, do)

    session.state_changed.connect(look)


def _compare(window: MainWindow, options: argparse.Namespace) -> None:
    """Begin a comparison, which brings a chart of its own forward, unless another one is asked for."""
    window.ask(Question(options.compare))
    if options.chart:
        window.view.charts.setCurrentIndex(CHARTS.index(options.chart))


def tell_version(application: QApplication) -> None:
    """Tell Qt which version this is, once it is found: that takes a fiftieth of a second."""

    def version(_: object) -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("slopewise")
        except PackageNotFoundError:  # a folder that is not installed
            return ""

    Job(version, application.setApplicationVersion)


class Application(QApplication):
    """Tells of files that macOS wants opened: double-clicked, or dropped onto the icon. It names them in no other way.

    One of them may come before there is a window; it is kept until open_files(). A filter would see every event of
    every widget, and each time take the interpreter from the training thread; this sees the application's own.
    """

    file_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__(["slopewise"])
        self._kept: Path | None = None
        self._opens_files = False

    def open_files(self) -> None:
        """Tell of files from now on, and of the newest that has come before."""
        self._opens_files = True
        if self._kept is not None:
            self.file_wanted.emit(self._kept)
            self._kept = None

    def event(self, event: QEvent) -> bool:
        """Take the wish to open a file, and let all else go where it goes."""
        if event.type() != QEvent.Type.FileOpen:
            return super().event(event)
        if isinstance(event, QFileOpenEvent) and event.file():  # which else has an address for a browser
            if self._opens_files:
                self.file_wanted.emit(Path(event.file()))
            else:
                self._kept = Path(event.file())
        return True


class _FirstPaint(QObject):
    """Tells when a window has been painted for the first time: nothing is to keep it from that."""

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        """Look for the paint event, and let all pass."""
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            QTimer.singleShot(0, self.done.emit)  # when the widgets within are painted, too
        return False


def _take_screenshot(application: QApplication, options: argparse.Namespace) -> int:
    from gui.window.export_picture import png_of

    file: Path = options.screenshot
    faults = list[str]()

    def give_up(sentence: str, _: str) -> None:
        faults.append(sentence)
        application.exit()

    Faults(give_up).install()
    window = open_window(options, Preferences(system_language(), scheme=Scheme.LIGHT, speed=None))
    session = window.session
    if options.file is not None:
        try:
            window.document.open(options.file, vars(options).get("epochs"))
            window.set_speed(None)  # whatever speed it was saved with: nobody watches
        except RunFileError as error:
            print(f"slopewise: {error}", file=sys.stderr)
            return 2
    session.begin()
    failed: list[OSError] = []

    def save_when_done() -> None:
        if session.state in (State.FINISHED, State.DIVERGED):
            QTimer.singleShot(0, save)

    def save() -> None:
        if not window.view.charts.is_drawn or (window.lessons.is_open and not window.lessons.guide.is_ready):
            QTimer.singleShot(WAIT_FOR_MAP, save)
            return
        try:
            write_atomically(file, png_of(window.grab().toImage()))
        except OSError as error:
            failed.append(error)
        window.close()

    if options.lesson is None:
        session.state_changed.connect(save_when_done, Qt.ConnectionType.QueuedConnection)
        if options.compare:
            _once_ready(session, session.run)  # after it has begun
        else:
            session.run()
    else:
        window.lessons.opened.connect(save, Qt.ConnectionType.QueuedConnection)
        window.lessons.open(page=options.lesson)
    signals = Signals()
    application.exec()
    signals.end_at_once()
    if faults:
        session.close()
        print(f"slopewise: {faults[0]}", file=sys.stderr)
        return end_process(1)
    if failed:
        print(f"slopewise: cannot write {file}: {reason_of(failed[0])}", file=sys.stderr)
        return end_process(2)
    return end_process(0)
