"""What can be undone, as commands of Qt's undo framework."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QUndoCommand

UNDO_LIMIT = 100
"""So many steps are kept."""

MERGE_TIME = 1.0
"""Seconds within which changes of one kind, such as those of a slider that is being moved, are one step."""


class ExperimentCommand(QUndoCommand):
    """A change of some fields of the experiment and of its settings.

    Only these fields are set back: travelling in time changes others, and is no step to be undone.
    """

    def __init__(
        self,
        apply: Callable[[Mapping[str, Any], Mapping[str, Any]], None],
        experiment: Mapping[str, tuple[Any, Any]],
        settings: Mapping[str, tuple[Any, Any]],
        *,
        continues: bool = False,
    ) -> None:
        super().__init__()
        self._apply = apply
        self._experiment, self._settings = dict(experiment), dict(settings)
        self._continues = continues
        self._at = time.monotonic()
        self._done = False

    def id(self) -> int:
        """Commands of one number may be merged; QUndoStack asks for it."""
        numbers: dict[tuple[str, ...], int] = {("lr",): 1, ("data",): 2}
        return -1 if self._experiment else numbers.get(tuple(self._settings), -1)

    def redo(self) -> None:
        """Set the new values; when the command is pushed, they are set already."""
        if self._done:
            self._set(1)
        self._done = True

    def undo(self) -> None:
        """Set the old values."""
        self._set(0)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in what belongs to this change: the next place of a point that is dragged, of a slider that is moved."""
        assert isinstance(other, ExperimentCommand)
        if not other._continues and ("data" in other._settings or other._at - self._at > MERGE_TIME):
            return False
        self._settings.update({name: (self._settings[name][0], new) for name, (_, new) in other._settings.items()})
        self._at = other._at
        return True

    def _set(self, which: int) -> None:
        self._apply(
            {name: values[which] for name, values in self._experiment.items()},
            {name: values[which] for name, values in self._settings.items()},
        )


class RunCommand(QUndoCommand):
    """A run that has given way to another: a reset one, or the continuation of one that was travelled back in."""

    def __init__(self, swap: Callable[[Any], Any], gone: object) -> None:
        super().__init__()
        self._swap, self._other = swap, gone
        self._done = False

    def redo(self) -> None:
        """Bring the newer run back; when the command is pushed, it is there already."""
        if self._done:
            self._other = self._swap(self._other)
        self._done = True

    def undo(self) -> None:
        """Bring the older run back."""
        self._other = self._swap(self._other)
