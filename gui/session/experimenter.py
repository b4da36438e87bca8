"""What the user may change of an experiment, each change a step that can be undone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from gui.session.undo import UNDO_LIMIT, ExperimentCommand
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, ZeroGrad


class Experimenter(QObject):
    """Holds the experiment of the epochs to come; a subclass says in _use() what a change of it does."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.experiment = experiment
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)

    @abstractmethod
    def _use(self, after: Experiment) -> None:
        """Go on with another experiment."""

    def set_lr(self, lr: float) -> None:
        """Use this learning rate from the next epoch on."""
        self.set_settings(replace(self.experiment.settings, lr=lr))

    def set_skip(self, on: bool) -> None:
        """Skip zero_grad(), or call it where the lesson does, from the next epoch on."""
        where = ZeroGrad.NEVER if on else ZeroGrad.BEFORE_BACKWARD
        self.set_settings(replace(self.experiment.settings, zero_grad=where))

    def set_settings(self, settings: LoopSettings) -> None:
        """Run this variant of the loop from the next epoch on."""
        self._change(replace(self.experiment, settings=settings))

    def set_data(self, data: Dataset, *, continues: bool = False) -> None:
        """Fit these data from the next epoch on; a run that has begun goes on from its present W and b.

        continues says that this is one step with the change before it, for whoever undoes it.
        """
        settings = self.experiment.settings
        parts = settings.accumulate if len(data) % settings.accumulate == 0 else 1
        standardise = settings.standardise and data.can_standardise
        after = replace(settings, data=data, accumulate=parts, standardise=standardise)
        self._change(replace(self.experiment, settings=after), continues=continues)

    def set_epochs(self, epochs: int) -> None:
        """Run to this many epochs in all."""
        self._change(replace(self.experiment, epochs=epochs))

    def set_seed(self, seed: int) -> None:
        """Seed torch with this at the start of the run."""
        self._change(replace(self.experiment, seed=seed))

    def set_seeded(self, on: bool) -> None:
        """Seed torch at the start of the run, or leave it to chance."""
        self._change(replace(self.experiment, seeded=on))

    def set_initial(self, initial: InitialParameters) -> None:
        """Let W and b begin here."""
        self._change(replace(self.experiment, initial=initial))

    def _change(self, after: Experiment, *, continues: bool = False) -> None:
        """Do what the user wants, so that it can be undone."""
        before = self.experiment
        if after == before:
            return
        self._use(after)
        self.undo_stack.push(
            ExperimentCommand(
                self._set_back,
                _changed_fields(before, after, ("seed", "seeded", "initial", "epochs")),
                _changed_fields(before.settings, after.settings, [field.name for field in fields(LoopSettings)]),
                continues=continues,
            )
        )

    def _set_back(self, experiment: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        now = self.experiment
        with suppress(ValueError):  # where what has been changed since does not go together with it
            self._use(replace(now, **experiment, settings=replace(now.settings, **settings)))


def _changed_fields(before: object, after: object, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """The old and the new value of each of these fields that differ."""
    pairs = ((name, (getattr(before, name), getattr(after, name))) for name in names)
    return {name: values for name, values in pairs if values[0] != values[1]}
