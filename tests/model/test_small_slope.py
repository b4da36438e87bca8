"""Where a slope is small its rows have digits; the lesson's rows stay what they are."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.files.export.script import script_of
from model.run import Replay
from model.theory.optimum import optimum
from model.training.trainer import Trainer, epochs_of

INCOMES = Dataset.of([20000, 30000, 40000, 50000, 60000], [5.1, 5.9, 6.3, 7.0, 7.7])
"""Satisfaction, which grows by 0.000063 with each unit of income."""


def last_epoch(settings: LoopSettings, epochs: int = 2000) -> Epoch:
    trainer = Trainer(Experiment(settings=settings))
    for _ in range(epochs):
        epoch = trainer.run_epoch()
    return epoch


def test_a_standardised_run_prints_its_line_in_the_units_of_the_data() -> None:
    row = last_epoch(LoopSettings(standardise=True, data=INCOMES)).row_of_data()
    W, b = (float(row.split()[place]) for place in (3, 5))
    best = optimum(INCOMES)
    assert [W, b] == [pytest.approx(best.W, rel=1e-4), pytest.approx(best.b, abs=1e-4)]
    assert row.split()[3].endswith("e-05")


def test_the_lessons_rows_have_six_decimals_however_small_b_is() -> None:
    assert last_epoch(LoopSettings(), 3751).row_of_data().startswith("epoch   3750  W 1.999961  b 0.000090")
    assert last_epoch(LoopSettings(lr=0.0), 1).classic_row().startswith("epoch      0  W 0.000000  b 0.000000")


def test_the_script_prints_the_same_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Replay(Experiment(settings=LoopSettings(lr=1e-10, data=INCOMES), epochs=301))
    script = tmp_path / "run.py"
    script.write_text(script_of(run, "en", script.name), "utf-8")
    runpy.run_path(str(script), run_name="__main__")
    rows = [epoch.classic_row() for epoch in epochs_of(run) if epoch.number % 100 == 0]
    assert capsys.readouterr().out.splitlines() == rows
    assert all("e-05" in row or "W 0.000" in row for row in rows)


def test_the_script_of_the_lesson_is_not_burdened_with_it() -> None:
    lesson = Replay(Experiment(settings=replace(LoopSettings(), lr=0.02)))
    assert "W {W.item():.6f}" in script_of(lesson, "en", "run.py")
