"""The lesson on a projector: two panels at most, large type, and nothing else until the mouse moves."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMainWindow, QWidget

from gui.theme.theme import TypeScale
from gui.window.actions import Actions
from gui.window.panels import Panels
from gui.window.presenting.over_all import Blank, ControlStrip, large_pointer

LARGER = 1.8
"""How much larger the type is than in the window of the same size: a back row at eight metres reads it."""

LEAST_ROOM = (1024, 700)
"""The size of the smallest window in which all that is presented has room in that type."""

FIRST = (0, 1)
"""The panels to begin with: the fit and the loss."""

LOOK_EVERY, STAYS = 150, 3000
"""Milliseconds between two looks at the mouse, and until the strip goes when it rests."""

DIGITS = {"win32": range(2, 8), "darwin": (18, 19, 20, 21, 23, 22)}.get(sys.platform, range(10, 16))
"""What the system calls the keys from 1 to 6 above the letters, whatever is written on them."""


class Presenting(QObject):
    """Puts a window's panels on the stage, and brings everything back; the full screen is its affair too."""

    changed = Signal()
    """Other panels are shown, or the same in another size."""

    def __init__(self, window: QMainWindow, view: Panels, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._view, self._actions = window, view, actions
        self.on = False
        self.parts = list(FIRST)
        self.strip, self.blank = ControlStrip(window, actions, self._free), Blank(window)
        self.geometry: QByteArray | None = None
        """Where the window stood before it was presented, and does again afterwards; None while it is not."""
        self._state = Qt.WindowState.WindowNoState
        self._mouse = QCursor.pos()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._hide_strip)
        actions["full_screen"].triggered.connect(self._set_full_screen)
        actions["present"].triggered.connect(lambda on: self.start() if on else self.stop())
        actions["swap"].triggered.connect(self.swap)
        actions["blank"].triggered.connect(self.blank_out)
        actions["leave"].triggered.connect(self.leave)
        for number in range(len(view.parts)):
            actions[_panel(number)].triggered.connect(lambda _=False, number=number: self.choose(number))
        self.enable()

    def scale(self, scale: TypeScale) -> TypeScale:
        """The sizes of the type while it is presented: larger, but not so that a small screen could not hold it."""
        if not self.on:
            return scale
        width, height = LEAST_ROOM
        part = min(1.0, self._window.width() / width, self._window.height() / height)
        return TypeScale(max(scale.base, math.ceil(scale.base * LARGER * part)))

    def start(self, *, full_screen: bool = True) -> None:
        """Show two panels and nothing else; the bowl is one of them where it has been looked at."""
        if self.on:
            return
        focus = self._window.focusWidget()
        if isinstance(focus, QLineEdit | QAbstractSpinBox):
            focus.clearFocus()  # digits are to choose panels now
        charts, bowl_is_seen = self._view.parts.index(self._view.charts), self._view.charts.shows_bowl
        self.on, self._state, self.geometry = True, self._window.windowState(), self._window.saveGeometry()
        self._show()
        if bowl_is_seen:
            self.bring(charts)
        self._window.setCursor(large_pointer(self._window.devicePixelRatioF()))
        if full_screen:
            self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
            self._show_strip()  # which tells the keys
        self._mouse = QCursor.pos()
        self._clock.start(LOOK_EVERY)

    def stop(self) -> None:
        """Bring the window back as it was."""
        if not self.on:
            return
        self.on, self.geometry = False, None
        self._clock.stop()
        for part in (self.blank, self.strip):
            part.hide()
        self._window.unsetCursor()
        self._show()
        self._window.setWindowState(self._state)

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose a panel by the place of a key that nothing else has taken: on a French one digits need Shift."""
        key = event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode()
        mine = self.on and key in DIGITS and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if mine and not event.isAutoRepeat():
            self._actions[_panel(DIGITS.index(key))].trigger()
        return mine

    def choose(self, number: int) -> None:
        """Put this panel in the second place; one that is there already stands alone, or gets the other one back."""
        first, *second = self.parts
        if number not in self.parts:
            self.parts = [first, number]
        elif second:
            self.parts = [number]
        self._show()

    def show_parts(self, parts: Sequence[int]) -> None:
        """Show these panels, now or as soon as something is presented."""
        self.parts = list(parts)
        if self.on:
            self._show()

    def swap(self) -> None:
        """Let the two panels change places."""
        self.parts.reverse()
        self._show()

    def bring(self, number: int) -> None:
        """Put this panel on the stage, where something is presented and it is not there."""
        if self.on and number not in self.parts:
            self.choose(number)

    def blank_out(self) -> None:
        """Make the screen black, so that the class looks at the teacher; or bring it back."""
        self.blank.setVisible(not self.blank.isVisible())

    def leave(self) -> None:
        """One step back: from black to the panels, from the line by hand to the run's, from the panels to the window.

        And last from the full screen to a part of it.
        """
        if self.blank.isVisible():
            self.blank.hide()
        elif self._view.fit.by_hand.on:
            self._view.fit.by_hand.set_on(False)
        elif self.on:
            self.stop()
        else:
            self._set_full_screen(False)

    def follow_size(self) -> None:
        """Keep what lies over the window in its place."""
        self.blank.setGeometry(self._window.rect())
        self.strip.place()

    def _free(self) -> QRect:
        """What of the window no lesson stands in, whose buttons are needed too."""
        free, lesson = self._window.rect(), self._view.left
        if lesson.lesson is not None:
            free.setLeft(lesson.mapTo(self._window, lesson.rect().topRight()).x() + 1)
        return free

    def _set_full_screen(self, on: bool) -> None:
        full, now = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(now | full if on else now & ~full)  # a maximized window stays so beneath

    def _show(self) -> None:
        keyboard = self._window.focusWidget()
        for part in (self._window.menuBar(), self._window.statusBar(), *self._window.findChildren(QWidget, "toolbar")):
            part.setVisible(not self.on)
        # What a button told while the bar was away would stand over the sentence on the run, which it has not hidden.
        self._window.statusBar().clearMessage()
        self._view.present(self.parts if self.on else ())
        if keyboard is not None and keyboard is not self._window.focusWidget():  # what is moved loses it to another
            kept = keyboard if keyboard.isVisibleTo(self._window) else self._window
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
        self.enable()
        self.changed.emit()

    def enable(self) -> None:
        """Let the keys of a presentation count in one only, for digits are also typed; Esc where it leaves anything."""
        actions, full = self._actions, self._window.isFullScreen()
        for command in ("blank", "swap", *map(_panel, range(len(self._view.parts)))):
            actions.enable(command, self.on)
        actions.enable("go_to", not self.on)  # its field is not to be seen then
        actions["present"].setChecked(self.on)
        actions["full_screen"].setChecked(full)
        actions.enable("leave", self.on or full or self._view.fit.by_hand.on)

    def _look(self) -> None:
        """Let the strip come when the mouse moves, and stay while it is over it."""
        mouse = QCursor.pos()
        if mouse != self._mouse or (self.strip.isVisible() and self.strip.underMouse()):
            self._show_strip()
        self._mouse = mouse

    def _show_strip(self) -> None:
        if not self.strip.isVisible():
            self.strip.show()
            self.strip.place()  # in the sizes that it has now
            self.strip.raise_()
        self._rest.start(STAYS)

    def _hide_strip(self) -> None:
        self.strip.hide()


def _panel(number: int) -> str:
    """The command that chooses this part."""
    return f"panel{number + 1}"
