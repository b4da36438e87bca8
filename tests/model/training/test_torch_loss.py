"""The loss of any W and b, beside what the loop prints in an epoch that begins there."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start
from model.training.torch_loss import TorchLoss
from model.training.trainer import Trainer

X = np.linspace(-3, 5, 100_001, dtype=np.float32)
MANY = Dataset(X, 1.7 * X + np.sin(1000 * X))


@pytest.mark.parametrize("data", [LESSON, MANY], ids=len)
@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize(("W", "b"), [(0.0, 0.0), (1.1, -0.7), (-123.456, 1e-3)])
def test_it_is_the_loss_of_the_loop_bit_for_bit(data: Dataset, standardise: bool, W: float, b: float) -> None:
    settings = LoopSettings(data=data, standardise=standardise)
    trainer = Trainer(Experiment(initial=InitialParameters(Start.NUMBERS, W, b), settings=settings))
    assert TorchLoss(settings).at(W, b) == trainer.run_epoch().loss


def test_it_is_that_of_all_rows_however_the_loop_cuts_them() -> None:
    whole = TorchLoss(LoopSettings()).at(0.5, 0.25)
    assert TorchLoss(LoopSettings(accumulate=3)).at(0.5, 0.25) == whole
    assert TorchLoss(LoopSettings(batch_size=2)).at(0.5, 0.25) == whole


def test_it_is_infinite_where_float32_overflows() -> None:
    assert TorchLoss(LoopSettings()).at(1e30, 0.0) == math.inf
