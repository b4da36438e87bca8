"""Data that make formulas divide by 0 or lose their digits: everything that is said of them is sense, and true."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from model.data.standardised import trained_data
from model.dataset import Dataset
from model.drawing.landscape import Landscape, view_of
from model.experiment import Experiment, LoopSettings
from model.history import History
from model.theory.convergence import ConvergenceWatch
from model.theory.curvature import curvature
from model.theory.optimum import optimum
from model.theory.surface import loss_surface
from model.theory.zones import Zone, limit, zone
from model.training.trainer import Trainer

YEARS = Dataset.of(range(1990, 2021), [10 + 0.8 * (year - 1990) + year * 7 % 5 for year in range(1990, 2021)])
DATA = {
    "two equal points": Dataset.of([3, 3], [1, 1]),
    "one x": Dataset.of([2, 2, 2], [1, 3, 4]),
    "one row": Dataset.of([3], [-2]),
    "x is 0": Dataset.of([0, 0], [1, 3]),
    "one y": Dataset.of([1, 2, 3], [5, 5, 5]),
    "nothing but 0": Dataset.of([0, 0], [0, 0]),
    "years": YEARS,
    "a huge offset of both": Dataset.of([1e6, 1e6 + 1, 1e6 + 2], [1e6, 1e6 + 2, 1e6 + 4]),
}
KINDS: list[dict[str, object]] = [
    {"momentum": 0.9},
    {"momentum": 0.9, "nesterov": True},
    {"every": 3},
    {"backward_twice": True},
]


def run(settings: LoopSettings, epochs: int) -> History:
    """The history of a real run up to so many epochs, or to where its numbers overflow."""
    trainer, history = Trainer(Experiment(settings=settings)), History()
    for _ in range(epochs):
        history.append(epoch := trainer.run_epoch())
        if not epoch.is_finite:
            break
    return history


def assert_the_limit_is_true(settings: LoopSettings) -> None:
    """Below the limit a real run comes no higher than it was, and above it one overflows."""
    data, known = settings.data, curvature(settings.data)
    below, above = (replace(settings, lr=share * limit(settings, known)) for share in (0.9, 1.1))
    assert zone(above.lr, above, known) is Zone.DIVERGES
    assert zone(below.lr, below, known) not in (Zone.DIVERGES, Zone.BLOWS_UP)
    loss = run(below, 200).column("loss")
    assert np.isfinite(loss).all()
    assert loss[100:].max() <= max(loss[:100].max(), 1e-9), data
    if loss[0] > 0:  # nothing but 0 is fitted before it begins
        assert not np.isfinite(run(above, 3000).column("loss")[-1])


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_below_the_limit_a_real_run_comes_no_higher_than_it_was_and_above_it_overflows(data: Dataset) -> None:
    assert_the_limit_is_true(LoopSettings(data=data))


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("name", ["one x", "years"])
def test_the_limit_of_another_loop_is_true_with_a_flat_direction_and_with_one_that_is_nearly_so(
    name: str, kind: dict[str, object]
) -> None:
    assert_the_limit_is_true(replace(LoopSettings(data=DATA[name]), **kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_what_is_told_of_them_is_finite(data: Dataset) -> None:
    surface, known, best = loss_surface(data), curvature(data), optimum(data)
    assert all(map(math.isfinite, (best.W, best.b, best.loss, known.smallest, known.largest)))
    settings = LoopSettings(0.5 * known.lr_stable, data=data)
    history = run(settings, 200)
    arrival = ConvergenceWatch().look(history, settings, data, (0.0, 0.0), len(history) - 1)
    assert arrival.expected is None or arrival.expected >= 0
    assert arrival.reached is None or arrival.expected is not None
    view = view_of(surface, (0.0, 0.0), None, (600, 350))
    assert all(map(math.isfinite, view))
    assert len(np.unique(Landscape(surface, view, (0.0, 0.0)).picture(60, 35))) > 2


def test_standardised_years_are_fitted_in_the_epochs_that_are_expected() -> None:
    settings = LoopSettings(0.1, data=YEARS, standardise=True)
    data = trained_data(settings)
    history = run(settings, 200)
    arrival = ConvergenceWatch().look(history, settings, data, (0.0, 0.0), len(history) - 1)
    assert arrival.expected is not None
    assert arrival.reached == pytest.approx(arrival.expected, rel=0.05, abs=1)
