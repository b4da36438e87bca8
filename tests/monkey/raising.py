"""Every slot of the program raises once, when it is called for the first time."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from PySide6.QtWidgets import QApplication

GUI = Path(__file__).parents[2] / "gui"

HANDLERS = ("Event", "event", "eventFilter")
"""What Qt calls is named so, or ends so."""


class InjectedError(Exception):
    """What a slot raises."""


class Raising:
    """Lets them raise, from start() to stop()."""

    def __init__(self) -> None:
        self._names, self._own, self._lambdas = set[str](), set[tuple[str, str]](), set[tuple[str, int]]()
        for file in GUI.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
                    self._add(str(file), node.args[0])
        self.raised = set[CodeType]()
        """Those that have raised."""

    def start(self) -> None:
        """From now on each slot raises when it is called for the first time; Python traces no longer when one has."""
        sys.settrace(self._trace)

    def stop(self) -> None:
        """Nothing raises any longer."""
        sys.settrace(None)

    def _add(self, file: str, slot: ast.expr) -> None:
        if isinstance(slot, ast.Attribute) and isinstance(slot.value, ast.Name) and slot.value.id == "self":
            self._own.add((file, slot.attr))
        elif isinstance(slot, ast.Attribute) and slot.attr != "close":  # a dialog's, and what ends a thread is no slot
            self._names.add(slot.attr)
        elif isinstance(slot, ast.Name):
            self._names.add(slot.id)
        elif isinstance(slot, ast.Lambda):
            self._lambdas.add((file, slot.lineno))
        elif isinstance(slot, ast.Call) and slot.args:  # partial()
            self._add(file, slot.args[0])

    def _trace(self, frame: FrameType, _event: str, _: object) -> Any:
        code = frame.f_code
        if code in self.raised or not code.co_filename.startswith(str(GUI)):
            return None
        if code.co_name == "<lambda>":
            is_slot = (code.co_filename, code.co_firstlineno) in self._lambdas
        else:
            is_slot = code.co_name in self._names or (code.co_filename, code.co_name) in self._own
        # Until a menu's own loop has ended PySide keeps an exception to itself, and calls no Python.
        return self._raise if is_slot and QApplication.activePopupWidget() is None and not _is_handling(frame) else None

    def _raise(self, frame: FrameType, event: str, _: object) -> Any:
        if event == "line" and frame.f_code not in self.raised:
            self.raised.add(frame.f_code)
            raise InjectedError
        return None


def _is_handling(frame: FrameType | None) -> bool:
    """Whether an event is being handled.

    Where a filter raises while Python waits for the event to be sent, as after a deed, PySide (6.10) calls the next
    handler all the same and loses count of what refers to the exception: some time later the process ends. What Qt's
    own loop sends is safe, for Python does not wait for it.
    """
    while frame is not None and not frame.f_code.co_name.endswith(HANDLERS):
        frame = frame.f_back
    return frame is not None
