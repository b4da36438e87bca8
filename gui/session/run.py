"""A run as it is kept: to be brought back by undo, or to be written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gui.session.training_thread import Parameters
from model.comparison.companions import CompanionRun
from model.experiment import Experiment, LoopSettings
from model.history import Change, History


@dataclass(frozen=True)
class StoredRun:
    """A run that can be brought back."""

    history: History
    begun_with: Experiment
    parameters: Parameters | None
    settings: LoopSettings
    """Those of the epochs to come."""
    ahead: tuple[Change, ...]
    previous: History | None
    beside: tuple[CompanionRun, ...]


def changes_of(done: Iterable[Change], *further: Change) -> list[Change]:
    """The changes that were made, and those of the further ones that change anything."""
    changes = list(done)
    for change in further:
        if not changes or change.settings != changes[-1].settings:
            changes.append(change)
    return changes
