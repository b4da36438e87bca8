"""The runs that are shown beside the present one: companions that train in step with it, and runs that were pinned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from model.comparison.companions import CompanionRun, Difference
from model.data.standardised import in_original_units
from model.experiment import Experiment
from model.history import History

OTHERS_AT_MOST = 6
"""So many colours can be told apart beside the run's own."""


@dataclass(frozen=True, eq=False)
class ComparedRun:
    """A run that is shown beside the present one."""

    experiment: Experiment
    """With the settings of its newest epoch."""
    history: History
    start: tuple[float, float] | None
    """W and b before the first epoch; None as long as they are not known."""

    def line(self, time: int) -> tuple[float, float] | None:
        """W and b after this epoch, or after the last one if it did not come so far; with -1, at the start.

        In the units of the data, whether or not the run standardises x.
        """
        last = min(time, len(self.history) - 1)
        epoch = self.history.epoch(last) if last >= 0 else None
        if epoch is not None:
            return in_original_units((epoch.W, epoch.b), epoch.settings)
        return None if self.start is None else in_original_units(self.start, self.experiment.settings)


class Comparison(QObject):
    """Companions give way to others with each comparison; a pinned run stays until it is removed."""

    changed = Signal()
    """Other runs are to be shown, or other companions trained."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.beside: tuple[CompanionRun, ...] = ()
        self.pinned: tuple[ComparedRun, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether no other run can be shown."""
        return len(self.beside) + len(self.pinned) >= OTHERS_AT_MOST

    def others(self, run: Experiment) -> list[ComparedRun]:
        """The runs beside this one, companions first."""
        beside = [ComparedRun(each.difference.of(run), each.history, each.start) for each in self.beside]
        return [*beside, *self.pinned]

    def pin(self, experiment: Experiment, history: History, start: tuple[float, float] | None) -> None:
        """Keep a run as it is now; nothing of it changes while the present one goes on."""
        if not self.is_full:
            self.pinned += (ComparedRun(experiment, history.prefix(len(history)), start),)
            self.changed.emit()

    def set_differences(self, differences: Sequence[Difference]) -> None:
        """Train these companions from the next start on."""
        self.set_beside([CompanionRun(difference) for difference in differences])

    def set_beside(self, runs: Sequence[CompanionRun]) -> None:
        """Bring these companions back, or leave them; pinned runs that have no place left go, the oldest first."""
        self.beside = tuple(runs)
        room = max(OTHERS_AT_MOST - len(runs), 0)
        self.pinned = self.pinned[max(len(self.pinned) - room, 0) :]
        self.changed.emit()

    def begin_again(self) -> None:
        """Let the companions stand at their start."""
        self.set_differences([run.difference for run in self.beside])

    def unpin(self, run: ComparedRun) -> None:
        """Show a pinned run no longer."""
        self.pinned = tuple(each for each in self.pinned if each is not run)
        self.changed.emit()
