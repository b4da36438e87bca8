"""The program's own run, to be set beside the plain script's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.training import Trainer
from tests.model.plain_script import LESSON, Changes, Row


def run(epochs: int, changes: Changes = LESSON, experiment: Experiment | None = None) -> list[Epoch]:
    """Run the experiment; changes takes the place of its settings, as in the plain script."""
    trainer = Trainer(replace(experiment or Experiment(), settings=LoopSettings(*changes[0])))
    records = []
    for epoch in range(epochs):
        if epoch in changes:
            trainer.settings = LoopSettings(*changes[epoch])
        records.append(trainer.run_epoch())
    return records


def rows(epochs: Sequence[Epoch]) -> list[Row]:
    """What the plain script sees of these epochs."""
    return [Row(*epoch[1:6]) for epoch in epochs]


def assert_same_run(epochs: Sequence[Epoch], plain: Sequence[Row]) -> None:
    """Each number of each epoch is the plain script's, without any tolerance; NaN equals NaN."""
    assert [epoch.number for epoch in epochs] == list(range(len(plain)))
    np.testing.assert_array_equal(np.array(rows(epochs)), np.array(plain), strict=True)
