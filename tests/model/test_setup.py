"""The text before the loop: what it makes is what a script makes, and what a trainer has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from model import setup
from model.data.number_text import short_floats
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start
from model.files.export.script import script_of
from model.run import Replay
from model.setup import data_lines, shown_lines, shown_values, start_lines
from model.training.trainer import Trainer

STARTS = [InitialParameters(), InitialParameters(Start.RANDOM), InitialParameters(Start.NUMBERS, 0.1, -2.5e-8)]
MANY = Dataset.of([n / 7 for n in range(12)], [n * 0.3 for n in range(12)])


def test_the_lines_of_the_lesson() -> None:
    assert shown_lines(Experiment()) == (
        "x_train = torch.FloatTensor([[1], [2], [3]])",
        "y_train = torch.FloatTensor([[2], [4], [6]])",
        "torch.manual_seed(1)",
        "W = torch.zeros(1, requires_grad=True)",
        "b = torch.zeros(1, requires_grad=True)",
        "optimizer = torch.optim.SGD([W, b], lr=0.01)",
    )


@pytest.mark.parametrize("initial", STARTS, ids=lambda initial: initial.start)
@pytest.mark.parametrize("settings", [LoopSettings(), LoopSettings(0.3, momentum=0.9, nesterov=True)])
def test_the_exported_script_has_the_same_lines(initial: InitialParameters, settings: LoopSettings) -> None:
    experiment = Experiment(7, initial, settings, 3)
    script = script_of(Replay(experiment)).splitlines()
    assert set(shown_lines(experiment)) <= set(script)


@pytest.mark.parametrize("initial", STARTS, ids=lambda initial: initial.start)
@pytest.mark.parametrize("data", [LESSON, MANY, Dataset.of([-0.0, 1e-45], [3e38, 0.1])], ids=["3", "12", "odd"])
def test_a_trainer_has_what_the_text_makes(initial: InitialParameters, data: Dataset) -> None:
    experiment = Experiment(5, initial, LoopSettings(0.02, momentum=0.5, data=data))
    names: dict[str, Any] = {"torch": torch}
    for line in (*data_lines(data), *start_lines(experiment)):
        exec(line, names)
    drawn = torch.rand(1)
    trainer = Trainer(experiment)
    for name in ("x_train", "y_train", "W", "b"):
        mine, its = names[name].detach(), trainer.names[name].detach()
        assert torch.equal(mine.view(torch.int32), its.view(torch.int32))
        assert (mine.shape, mine.dtype) == (its.shape, its.dtype)
    assert trainer.W.requires_grad
    with trainer._random:
        assert torch.equal(torch.rand(1), drawn)
    options = ("lr", "momentum", "nesterov")
    group = names["optimizer"].param_groups[0]
    assert [trainer.optimizer.param_groups[0][name] for name in options] == [group[name] for name in options]


def test_what_is_shown_is_what_a_trainer_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "model.training.tensors.start_lines", lambda _: ("W = b = torch.ones(1, requires_grad=True)", SGD)
    )
    assert Trainer(Experiment()).W.item() == 1.0


SGD = "optimizer = torch.optim.SGD([W], lr=0.5)"


def test_of_many_rows_only_the_first_are_shown() -> None:
    x, _, seed, *_ = shown_lines(Experiment(3, settings=LoopSettings(data=MANY), seeded=False))
    assert x == "x_train = torch.FloatTensor([[0], [0.14285715], [0.2857143], …])"
    assert seed == "torch.manual_seed(3)  # drawn by chance"


def test_each_line_has_what_it_has_made() -> None:
    values = shown_values(Experiment(), Parameters(0.5, -2.0))
    assert values == ("(3, 1)", "(3, 1)", "", "0.5 (1,)", "-2 (1,)", "lr 0.01")


def test_of_many_rows_only_those_that_are_read_become_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def counted(column: NDArray[np.float32]) -> list[float]:
        written.append(len(column))
        return short_floats(column)

    monkeypatch.setattr(setup, "short_floats", counted)
    many = Dataset.of(range(1000), range(1000))
    assert shown_lines(Experiment(settings=LoopSettings(data=many)))[:2] == (
        "x_train = torch.FloatTensor([[0], [1], [2], …])",
        "y_train = torch.FloatTensor([[0], [1], [2], …])",
    )
    assert max(written) <= 10
