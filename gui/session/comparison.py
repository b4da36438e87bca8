"""The runs that are shown beside the present one: companions that train in step with it, and runs that were pinned."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from model.experiment import Experiment, LoopSettings
from model.run import Run

OTHERS_AT_MOST = 6
"""The number of colours that can be told apart beside the run's own."""


class Comparison(QObject):
    """Companions come and go with their run; a pinned run stays, out of sight while it has no colour."""

    changed = Signal()
    """Other runs are to be shown, or other companions trained."""

    def __init__(self, parent: QObject, run: Run) -> None:
        super().__init__(parent)
        self._run = run
        self._kept: tuple[Run, ...] = ()
        self._known: tuple[object, ...] = ()
        self._experiments: tuple[Experiment, ...] = ()
        self._seen: tuple[Run, ...] = ()
        self._seen_of: tuple[Experiment, ...] = ()

    @property
    def companions(self) -> tuple[Run, ...]:
        """Those that train in step with the present run."""
        return self._run.companions

    @property
    def pinned(self) -> tuple[Run, ...]:
        """The pinned runs that are shown: the newest that have a colour beside the companions."""
        return self._kept[max(len(self._kept) + len(self.companions) - OTHERS_AT_MOST, 0) :]

    @property
    def is_full(self) -> bool:
        """Whether no other run can be shown."""
        return len(self.companions) + len(self.pinned) >= OTHERS_AT_MOST

    def experiments(self, settings: LoopSettings) -> tuple[Experiment, ...]:
        """That of the present run with these settings, and those of the others; the same object while they stay."""
        known = self._run.began, settings, self.companions, self.pinned
        if known != self._known:
            self._known, own = known, replace(self._run.began, settings=settings)
            beside = (run.difference.of(own) for run in self.companions)
            self._experiments = (own, *beside, *(run.began for run in self.pinned))
        return self._experiments

    def others(self, settings: LoopSettings) -> list[Run]:
        """The runs beside the present one with these settings, companions first."""
        runs = zip((*self.companions, *self.pinned), self.experiments(settings)[1:], strict=True)
        return [replace(run, began=experiment) for run, experiment in runs]

    def look(self, settings: LoopSettings, done: int, *, anew: bool) -> tuple[Run, ...]:
        """The others after so many epochs; where they are not looked at anew, as they were last seen."""
        if anew or self.experiments(settings) is not self._seen_of:
            others, companions = self.others(settings), len(self.companions)
            self._seen = (*(run.upto(done) for run in others[:companions]), *others[companions:])
            self._seen_of = self.experiments(settings)
        return self._seen

    def stand_beside(self, run: Run) -> None:
        """Show another run, with its companions; the oldest pinned runs give way to these for as long."""
        self._run, self._known = run, ()
        self.changed.emit()

    def pin(self, run: Run) -> None:
        """Keep a run as it is now, without a copy; nothing of it changes while the present one goes on."""
        last = run.history.last()
        if last is not None and not self.is_full:
            history = run.history.upto(len(run.history))
            history.key = object()  # who follows the present run is not to take this one for it
            self._kept += (Run(replace(run.began, settings=last.settings), history, run.start),)
            self.changed.emit()

    def unpin(self, place: int) -> None:
        """Show one of the pinned runs no longer, by its place among all others."""
        at = place - len(self.companions) + len(self._kept) - len(self.pinned)
        self._kept = self._kept[:at] + self._kept[at + 1 :]
        self.changed.emit()

    def set_aside(self) -> tuple[Run, ...]:
        """Take the pinned runs out of sight, and return them."""
        resting, self._kept = self._kept, ()
        return resting

    def bring_back(self, resting: tuple[Run, ...]) -> None:
        """Pin runs again that were set aside, and no others."""
        self._kept = resting

    def end(self) -> None:
        """Leave the companions, and show no pinned run."""
        self._run.companions = self._kept = ()
        self.changed.emit()
