"""Runs are called by what they differ in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gui.panels.compare.run_names import run_names
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad


def of(**settings: object) -> Experiment:
    """The lesson's experiment with these settings."""
    return Experiment(settings=LoopSettings(**settings))  # type: ignore[arg-type]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("runs", "names"),
    [
        ([of()], [""]),
        ([of(), of()], ["", ""]),
        ([of(), of(lr=0.1)], ["lr 0.01", "lr 0.1"]),
        (
            [of(), of(lr=0.1, zero_grad=ZeroGrad.NEVER)],
            ["lr 0.01, with zero_grad()", "lr 0.1, no zero_grad()"],
        ),
        ([of(), of(batch_size=1), of(accumulate=3)], ["whole batch", "mini-batches of 1", "3 parts"]),
        ([of(), of(every=4)], ["with zero_grad()", "with zero_grad(), every 4"]),
        ([of(), of(backward_twice=True)], ["backward() once", "backward() twice"]),
        ([of(), of(step=False)], ["step()", "no step()"]),
        ([of(), of(data=Dataset.of([1], [2]))], ["points: 3", "points: 1"]),
        ([Experiment(seed=1), Experiment(seed=2)], ["", ""]),
        (
            [Experiment(seed=seed, initial=InitialParameters(Start.RANDOM)) for seed in (1, 2)],
            ["seed 1", "seed 2"],
        ),
        (
            [Experiment(), Experiment(initial=InitialParameters(Start.NUMBERS, -1.5, 2))],
            ["from zeros", "from W −1.5, b 2"],
        ),
    ],
)
def test_a_name_has_what_the_runs_differ_in(runs: list[Experiment], names: list[str], qapp: QApplication) -> None:
    assert run_names(runs) == names
