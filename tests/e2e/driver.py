"""Runs the program in a process of its own, and uses it as a person would: with keys and the mouse."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.e2e.window_manager import ask_to_close
from tests.environment import PATIENCE, isolated

ROOT = Path(__file__).parents[2]
BETWEEN_LOOKS = 0.02
"""Seconds."""

LIST_CLOSES_WITHIN, CHANGES_WITHIN = 0.5, 5.0
"""Seconds after the click that has chosen one of its items, and after a key: then it is tried again."""

PRESSES = 80
"""As many are enough to go around the whole window."""


class Program:
    """The program on a display, with its settings below a folder; close it in the end, or kill() it."""

    def __init__(self, display: str, home: Path, *arguments: str) -> None:
        self._stderr = home / "stderr.txt"
        self.environment = isolated(home, "WAYLAND_DISPLAY") | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",  # Qt complains on stderr of one that is not UTF-8
            "LANGUAGE": "",
        }
        with self._stderr.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.program", *arguments],
                cwd=ROOT,
                env=self.environment,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )

    # --- looking ---

    def ask(self, question: str, *arguments: object) -> Any:
        """The probe's answer: see tests/e2e/program.py for its questions."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([question, *arguments]).encode() + b"\n")
        if not select.select([stdout], [], [], PATIENCE)[0]:
            raise TimeoutError(f"no answer to {question} {arguments}: the window hangs")
        answer = json.loads(stdout.readline() or '{"error": "the program has ended"}')
        if "error" in answer:
            raise RuntimeError(f"{question} {arguments}: {answer['error']}\n{self.stderr()}")
        return answer["answer"]

    def read(self, path: str) -> Any:
        """What stands at a path below the window, such as view.readouts.W.text."""
        return self.ask("read", path)[0]

    def text(self, path: str) -> str:
        """What a label, a field or a button reads."""
        return str(self.read(f"{path}.text"))

    def state(self) -> str:
        """What the run is doing."""
        return str(self.read("session.state"))

    def epochs(self) -> int:
        """How many epochs are done."""
        return int(self.read("session.history.__len__"))

    def stderr(self) -> str:
        """What the program has complained of so far."""
        return self._stderr.read_text("utf-8")

    def wait_until(self, holds: Callable[[], bool], within: float = PATIENCE) -> None:
        """Look again and again, until it holds; raise TimeoutError where it takes too long."""
        limit = time.monotonic() + within
        while not holds():
            if time.monotonic() > limit:
                raise TimeoutError(f"not within {within} s: {self._whereabouts()}")
            time.sleep(BETWEEN_LOOKS)

    def wait_for_window(self) -> None:
        """Wait until the window is on the screen, and give it the keyboard, as a window manager would."""
        self.wait_until(lambda: bool(self.ask("is_open")))
        self._turn_to(self._window(), lambda: bool(self.read("isActiveWindow")))

    def wait_for_state(self, state: str) -> None:
        """Wait until the run is PAUSED, which it is once torch is loaded, or RUNNING, FINISHED or DIVERGED."""
        self.wait_until(lambda: self.state() == state)

    # --- doing ---

    def press(self, *keys: str) -> None:
        """Press and release these keys, by their X names."""
        self._xdotool("key", *keys)

    def press_until(self, key: str, holds: Callable[[], bool], path: str) -> None:
        """Press a key again and again, each time until something has changed that it changes.

        Where it has not for some seconds, it may have changed back meanwhile, as the focus does when a page opens.
        """
        for _ in range(PRESSES):
            if holds():
                return
            before = self.read(path)
            self.press(key)
            with suppress(TimeoutError):
                self.wait_until(lambda before=before: self.read(path) != before, CHANGES_WITHIN)  # type: ignore[misc]
        raise AssertionError(f"{key} does not lead there: {path} is {self.read(path)}")

    def tab_to(self, path: str, key: str = "Tab") -> None:
        """Press Tab until this widget has the keyboard."""
        self.press_until(key, lambda: bool(self.read(f"{path}.hasFocus")), "focusWidget")

    def type(self, text: str) -> None:
        """Type this text."""
        self._xdotool("type", "--", text)

    def click(self, path: str) -> None:
        """Click on the middle of a widget, or on the toolbar's button for an action."""
        self._click_at(self.ask("centre", path))

    def click_point(self, plot: str, x: float, y: float) -> None:
        """Click on a point of a plot's coordinates."""
        self._click_at(self.ask("point", x, y, plot))

    def turn_wheel(self, path: str, notches: int) -> None:
        """Turn the mouse wheel over the middle of a widget: down, or up where notches are below 0."""
        self._xdotool("mousemove", *self.ask("centre", path))
        self._xdotool("click", "--repeat", abs(notches), "--delay", 20, 5 if notches > 0 else 4)

    def choose(self, menu: str, item: str) -> None:
        """Open a menu by a click on its button, and click on an item."""
        self.click(menu)
        self.wait_until(lambda: self.ask("menu_item", item) is not None)
        self._click_at(self.ask("menu_item", item))

    def choose_from(self, box: str, item: str) -> None:
        """Open the list of a combo box by a click, and click on an item."""
        self.click(box)
        self.wait_until(lambda: self.ask("list_item", box, item) is not None)
        while (place := self.ask("list_item", box, item)) is not None:  # Qt passes over a click that comes too soon
            self._click_at(place)
            with suppress(TimeoutError):
                self.wait_until(lambda: self.ask("list_item", box, item) is None, within=LIST_CLOSES_WITHIN)

    def turn_to(self, tabs: str, text: str) -> None:
        """Click on a tab."""
        self._click_at(self.ask("tab", tabs, text))

    def fill_in(self, path: str, text: str) -> None:
        """Click into a field and type this in the place of what is there."""
        self.click(path)
        self.wait_until(lambda: bool(self.read(f"{path}.hasFocus")))
        self.press("ctrl+a")
        self.type(text)
        self.wait_until(lambda: self.text(path) == text)

    def drag(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag from one place to another, by way of the middle."""
        middle = [sum(ends) // 2 for ends in zip(begin, end, strict=True)]
        self._xdotool("mousemove", *begin, "mousedown", 1, "mousemove", *middle, "mousemove", *end, "mouseup", 1)

    def double_click(self, place: tuple[int, int]) -> None:
        """Double-click at a place."""
        self._xdotool("mousemove", *place, "click", "--repeat", 2, "--delay", 60, 1)

    def drag_handle(self, slider: str, across: int) -> None:
        """Drag the handle of a slider by so many pixels to the right."""
        x, y = self.ask("handle", slider)
        self._xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x + across, y, "mouseup", 1)

    def drag_to(self, slider: str, value: int) -> None:
        """Drag the handle of a slider to where this value is, or as near as pixels go, by way of the middle."""
        self.drag(self.ask("handle", slider), self.ask("handle", slider, value))

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, as a window manager does when its frame is dragged."""
        self._xdotool("windowsize", self._window(), width, height)
        self.wait_until(lambda: bool(self.ask("read", "width", "height") == [width, height]))

    def click_close_button(self) -> None:
        """Send what a window manager sends when the button in the frame is clicked: WM_DELETE_WINDOW."""
        ask_to_close(self.environment["DISPLAY"], self._window())

    def turn_to_dialog(self, kind: str) -> None:
        """Wait until a dialog of this class is open, and give it the keyboard, as a window manager would."""
        self.wait_until(lambda: (self.ask("dialog") or [""])[0] == kind)
        self._turn_to(self.ask("dialog")[1], lambda: bool(self.ask("dialog")[2]))

    def leave_dialogs(self) -> None:
        """Wait until no dialog is open any more, and give the window the keyboard."""
        self.wait_until(lambda: self.ask("dialog") is None)
        self._turn_to(self._window(), lambda: bool(self.read("isActiveWindow")))

    # --- ending ---

    def quit(self) -> None:
        """Close the window by its shortcut and wait for the end."""
        self.press("ctrl+q")
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the process where it still runs, and forget it."""
        self.process.kill()
        self.process.communicate()

    def _whereabouts(self) -> str:
        if not self.ask("is_open"):
            return "there is no window"
        paths = ("session.state", "session.time", "isActiveWindow", "focusWidget")
        return ", ".join(f"{path} {answer}" for path, answer in zip(paths, self.ask("read", *paths), strict=True))

    def _turn_to(self, window: int, is_active: Callable[[], bool]) -> None:
        def has_the_keyboard() -> bool:
            self._xdotool("windowfocus", window)  # passed over as long as the screen has not got the window
            return is_active()

        self.wait_until(has_the_keyboard)

    def _window(self) -> int:
        return int(self.read("winId"))

    def _click_at(self, position: tuple[int, int]) -> None:
        self._xdotool("mousemove", *position, "click", 1)

    def _xdotool(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, timeout=PATIENCE)


def settled(look: Callable[[], Any], expected: object) -> Any:
    """What is seen once it is as expected, or, where it is not, at the last."""
    limit = time.monotonic() + PATIENCE
    while (seen := look()) != expected and time.monotonic() < limit:
        time.sleep(BETWEEN_LOOKS)
    return seen


def store_settings(home: Path, **settings: object) -> None:
    """Write the file of settings that a program with this folder finds at its start."""
    file = home / "Slopewise" / "Slopewise.ini"
    file.parent.mkdir()
    file.write_text("\n".join(["[General]", *(f"{name}={value}" for name, value in settings.items())]), "utf-8")
