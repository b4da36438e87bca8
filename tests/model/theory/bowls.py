"""Data sets of which theory knows something, and the losses of the loop on them."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.training.trainer import Trainer
from tests.model.plain_script import Settings
from tests.model.program import fitting, loop_settings

TWO_SETS = [LESSON, Dataset.of([-4.0, 0.5, 1.0, 2.0], [1.0, 3.0, -2.0, 0.0])]
COORDINATES = st.floats(-100, 100, width=32)


def real_losses(data: Dataset, lr: float, *, zero_grad: bool, epochs: int) -> list[float]:
    """The losses of these epochs of a real run, or up to the first that has overflowed."""
    trainer = Trainer(replace(fitting(data), settings=replace(loop_settings(Settings(lr, zero_grad)), data=data)))
    found: list[float] = []
    while len(found) < epochs and (not found or math.isfinite(found[-1])):
        found.append(trainer.run_epoch().loss)
    return found


# Far from 0, where the textbook's formulas lose all their digits.

YEARS = Dataset.of([float(year) for year in range(1990, 2021)], [0.5 * year - 900 for year in range(1990, 2021)])
FAR = Dataset.of([16777214.0, 16777215.0, 16777216.0], [1.0, 2.0, 4.0])
SPREADS = st.lists(st.integers(-40, 40), min_size=2, max_size=20).filter(lambda x: len(set(x)) > 1)
POINTS = st.lists(st.tuples(st.integers(-12, 12), st.integers(-12, 12)), min_size=1, max_size=12)


def quarters(points: list[tuple[int, int]]) -> Dataset:
    """Points whose coordinates are quarters of these whole numbers, so that float32 holds them exactly."""
    return Dataset.of(*([value / 4 for value in column] for column in zip(*points, strict=True)))
