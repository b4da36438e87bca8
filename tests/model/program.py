"""The program's own run, to be set beside the plain script's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.training.trainer import Trainer
from tests.model.plain_script import LESSON, Changes, Row, Settings

NEVER = LoopSettings(zero_grad=ZeroGrad.NEVER)


def loop_settings(settings: Settings) -> LoopSettings:
    """The program's settings for the plain script's: zero_grad() stands where the lesson has it, or nowhere."""
    zero_grad = ZeroGrad.BEFORE_BACKWARD if settings.zero_grad else ZeroGrad.NEVER
    return LoopSettings(settings.lr, zero_grad)


def run(epochs: int, changes: Changes = LESSON, experiment: Experiment | None = None) -> list[Epoch]:
    """Run the experiment; changes takes the place of its settings, as in the plain script."""
    experiment = experiment or Experiment()
    data = experiment.data
    trainer = Trainer(replace(experiment, settings=replace(loop_settings(changes[0]), data=data)))
    records = []
    for epoch in range(epochs):
        if epoch in changes:
            trainer.settings = replace(loop_settings(changes[epoch]), data=data)
        records.append(trainer.run_epoch())
    return records


def fitting(data: Dataset) -> Experiment:
    """The lesson's experiment on these data."""
    return Experiment(settings=LoopSettings(data=data))


def rows(epochs: Sequence[Epoch]) -> list[Row]:
    """What the plain script sees of these epochs."""
    return [row(epoch) for epoch in epochs]


def row(epoch: Epoch) -> Row:
    """What the plain script sees of an epoch that has a gradient at its step."""
    assert epoch.W_grad is not None
    assert epoch.b_grad is not None
    return Row(epoch.loss, epoch.W, epoch.b, epoch.W_grad, epoch.b_grad)


def assert_same_run(epochs: Sequence[Epoch], plain: Sequence[Row]) -> None:
    """Each number of each epoch is the plain script's, without any tolerance; NaN equals NaN."""
    assert [epoch.number for epoch in epochs] == list(range(len(plain)))
    np.testing.assert_array_equal(np.array(rows(epochs)), np.array(plain), strict=True)
