"""The window that the monkey sits at, and who watches both."""

from __future__ import annotations

import faulthandler
import gc
import sys
import threading
import time
import traceback
from collections import deque
from pathlib import Path
from random import Random

from PySide6.QtCore import QMessageLogContext, QSettings, QThread, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from gui.app import make_application
from gui.session.background import unfinished
from gui.session.engine import State
from gui.session.session import Session
from gui.theme.translation import Translators
from gui.window.main_window import MainWindow
from gui.window.preferences import load_preferences, save_preferences
from model.experiment import Experiment
from model.history import COLUMNS
from model.run import ForClass, Run
from tests.model.plain_loop import bits, plain_loop
from tests.monkey.files import make_files, places_to_save
from tests.monkey.hands import Hands, question
from tests.monkey.raising import InjectedError, Raising

REMEMBERED = 30
"""Deeds that are told with a fault."""

COMPARE_EVERY, CLOSE_EVERY = 60, 500
"""Deeds, on the average."""

PASSES_AT_MOST, ROWS_AT_MOST = 2000, 1_000_000
"""How much of a history is compared: what a plain loop takes a second for."""

DEAD = 120
"""Seconds after which a window that does not answer is dead: all stacks are printed, and the process ends."""

HARMLESS = "This plugin does not support"
"""What the platform without a screen says of itself."""


class Cage:
    """Opens the window, lets the monkey act, closes and opens it again, and notes every fault."""

    def __init__(self, home: Path, chance: Random, slow: float, *, raising: bool = False) -> None:
        self._home, self._chance, self._slow = home, chance, slow
        self.raising = Raising() if raising else None
        self._deeds: deque[str] = deque(maxlen=REMEMBERED)
        self._known: set[str] = set()
        self.faults: list[str] = []
        self.done = self.compared = 0
        self.slowest = 0.0
        """The longest time without an answer, in seconds."""
        self._beat = time.perf_counter()
        self._stack = ""
        self._compares = self._leaving = False
        self._watch()
        self._application, self._translators = make_application(), Translators()
        self._application.setQuitOnLastWindowClosed(False)
        self._store = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
        files, places = make_files(home / "files"), places_to_save(home)
        self._hands = Hands(chance, files)
        QFileDialog.getOpenFileName = lambda *_: (str(chance.choice([*files, ""])), "")  # type: ignore[method-assign]
        QFileDialog.getSaveFileName = lambda *_: (str(chance.choice(places)), "")  # type: ignore[method-assign]
        self.window = self._open()

    def run(self, actions: int) -> None:
        """Let the monkey do so many deeds, or fewer where there is a fault."""
        self._until = self.done + actions
        self._beat = time.perf_counter()
        looking = threading.Thread(target=self._look_for_hangs, daemon=True)
        looking.start()
        QTimer.singleShot(0, self._act)
        self._application.exec()
        self._leaving = True
        looking.join()
        self._leaving = False
        faulthandler.cancel_dump_traceback_later()

    def end(self) -> None:
        """Close the window; none of its threads may be left."""
        self.window.lessons.leave()  # what rests may be asked about
        self._forget_work()
        self.window.close()
        self._look_for_threads()

    def recover(self) -> None:
        """Let nothing raise any longer, begin the lesson anew, and look whether it is the lesson."""
        assert self.raising is not None
        self.raising.stop()
        session = self.window.session
        try:
            self.window.lessons.leave()
            self.window.document.begin_anew()
            self._wait_for(State.PAUSED)
            self.window.set_speed(None)
            session.changes.set_epochs(100)
            session.run()
            self._wait_for(State.FINISHED)
            self._compare()
        except Exception:
            self._note(traceback.format_exc())

    def _wait_for(self, state: State) -> None:
        ends = time.monotonic() + DEAD / 2
        while self.window.session.state is not state:
            self._application.processEvents()
            if time.monotonic() > ends:
                self._note(f"it is {self.window.session.state}, and not {state}")
                return

    def clear(self) -> None:
        """Stand at the lesson's start, with nothing to be undone."""
        self._forget_work()
        self.window.session.end_comparison()
        self.window.session.load(Experiment())
        self._application.processEvents()
        gc.collect()

    # --- the monkey's turn ---

    def _act(self) -> None:
        now = time.perf_counter()
        waited, self._beat = now - self._beat, now
        self.slowest = max(self.slowest, waited)
        if waited > self._slow:
            self._note(f"{self._stack}\nno answer for {waited:.1f} s")
        self._stack = ""
        faulthandler.dump_traceback_later(DEAD, exit=True)
        if self.done >= self._until or self.faults:
            self._stop()
            return
        # Asked for first: a deed may open a question, whose answer is among the next deeds.
        QTimer.singleShot(0 if self._chance.random() < 0.8 else self._chance.randrange(1, 60), self._act)
        self.done += 1
        if self.raising is not None and self.window.view.charts.filled:  # what is half made is of no use
            self.raising.start()
        try:
            self._deeds.append(self._deed())
        except InjectedError:
            pass
        except Exception:
            self._note(traceback.format_exc())

    def _deed(self) -> str:
        if self._is_nested:
            if question() is None:
                return "wait for a file"  # nobody can click before the dialog comes up that tells of it
        else:
            if self.raising is None and (self._compares or self._chance.random() < 1 / COMPARE_EVERY):
                return self._compare()
            if self._chance.random() < 1 / CLOSE_EVERY or not self.window.isVisible():
                return self._close()
        return self._hands.act(self.window)

    def _stop(self) -> None:
        """Leave the loop of the application once no question is open."""
        self._hands.let_go()
        if self._is_nested:
            QTimer.singleShot(20, self._act)
            if (open_question := question()) is not None:
                open_question.close()
        else:
            self._application.exit()  # quit() would close the window

    @property
    def _is_nested(self) -> bool:
        """Whether one of the deeds before still waits, for an answer or for a file."""
        frame, depth = sys._getframe(), 0
        while frame is not None:
            depth += frame.f_code is Cage._act.__code__
            frame = frame.f_back  # type: ignore[assignment]
        return depth > 1

    def _open(self) -> MainWindow:
        preferences = load_preferences(self._store)
        window = MainWindow(
            Session(Experiment(), preferences.speed), preferences, self._translators, self._home / "recovery"
        )
        window.show()
        window.session.begin()
        window.files.offer_recovery()
        return window

    def _close(self) -> str:
        """Close the window as its user would, and open the next one once it has gone."""
        window = self.window
        window.close()
        if not window.isVisible():
            save_preferences(window.preferences, self._store)
            self._look_for_threads()
            window.deleteLater()
            if self.raising is not None:
                self.raising.stop()
            self.window = self._open()
        self._beat = time.perf_counter()  # the thread may have had to load torch to its end, and the start takes time
        return "close the window"

    def _forget_work(self) -> None:
        document = self.window.document
        document.note, document._saved, document._recovered, document.for_class = "", None, False, ForClass()
        document.note_clean(self.window.session.experiment.data)

    # --- what must never be ---

    def _note(self, text: str) -> None:
        """Note a fault, with the deeds before it; the same one once."""
        place = text.strip().splitlines()[-1][:200]
        if place not in self._known:
            self._known.add(place)
            deeds = "\n".join(f"  {deed}" for deed in self._deeds)
            self.faults.append(f"--- a fault at deed {self.done}, after\n{deeds}\n{text}")

    def _watch(self) -> None:
        def take(error: BaseException | None) -> None:
            if not isinstance(error, InjectedError):
                self._note("".join(traceback.format_exception(error)))

        sys.excepthook = lambda _, error, __: take(error)
        threading.excepthook = lambda told: take(told.exc_value)
        sys.unraisablehook = lambda told: take(told.exc_value)
        qInstallMessageHandler(self._take_message)

    def _take_message(self, kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(HARMLESS):
            self._note(f"{''.join(traceback.format_stack(limit=12))}\nQt: {text}")

    def _look_for_hangs(self) -> None:
        """Keep what the window is at while it does not answer."""
        window = threading.main_thread().ident
        assert window is not None
        while not self._leaving:
            time.sleep(0.1)
            if time.perf_counter() - self._beat > 0.7 * self._slow and not self._stack:
                self._stack = "".join(traceback.format_stack(sys._current_frames().get(window), limit=14))

    def _look_for_threads(self) -> None:
        gc.collect()
        threads = [each for each in gc.get_objects() if isinstance(each, QThread) and isValid(each)]
        for thread in threads:
            if thread.isRunning() and thread is not QThread.currentThread() and thread not in unfinished:
                self._note(f"a thread is left: {thread}")

    def _compare(self) -> str:
        """Compare the present run, and those beside it, with what a plain loop gives for what is recorded of them."""
        session = self.window.session
        session.pause()
        self._compares = session.state is State.RUNNING
        if not self._compares and session.state is not State.PREPARING:
            for run in (session.present, *session.present.companions):
                self._compare_run(run)
        return "compare the histories"

    def _compare_run(self, run: Run) -> None:
        plan, passes, rows = [], 0, 0
        for number in range(len(run.history)):
            settings = run.history.settings_at(number)
            pieces = max(settings.accumulate, len(settings.data) // (settings.batch_size or len(settings.data)))
            passes, rows = passes + pieces * (1 + settings.backward_twice), rows + len(settings.data)
            if passes > PASSES_AT_MOST or rows > ROWS_AT_MOST:
                break
            plan.append(settings)
        seed = run.began.seed if run.difference.seed is None else run.difference.seed
        for number, row in enumerate(plain_loop(seed, run.began.initial, tuple(plan))[0]):
            epoch = run.history.epoch(number)
            if bits([getattr(epoch, name) for name in COLUMNS]) + bits(epoch.momentum or ()) != row:
                self._note(f"epoch {number} of {len(run.history)} is not the plain loop's: {epoch}, {run.began}")
                return
        self.compared += bool(plan)
