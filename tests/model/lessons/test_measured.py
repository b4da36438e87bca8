"""What pages may ask for: each name has a number at any time, and the right one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from model.dataset import Dataset
from model.draws import Round
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.history import History
from model.lessons.expression import Expression
from model.lessons.measured import COLUMNS, DONE, NAMES, Doings, Measured, drawn
from model.training.trainer import Trainer

NOTHING = Measured(Experiment(), History())

FUNCTIONS = {"x", "y", "zero_from", "beside_lr", *(f"{side}{name}_at" for side in ("", "beside_") for name in COLUMNS)}


def history(settings: LoopSettings, epochs: int, start: InitialParameters | None = None) -> History:
    """What so many epochs leave."""
    trainer, result = Trainer(Experiment(initial=start or InitialParameters(), settings=settings)), History()
    for _ in range(epochs):
        result.append(trainer.run_epoch())
    return result


SKIPPING = LoopSettings(zero_grad=ZeroGrad.NEVER)
PLAIN = history(LoopSettings(), 12)
RUN = Measured(Experiment(), PLAIN, Parameters(0.0, 0.0), (history(SKIPPING, 12), history(LoopSettings(lr=0.05), 8)))


def value(text: str, names: Measured = RUN) -> float:
    """What an expression comes to."""
    result = Expression(text).value(names)
    assert not isinstance(result, str)
    return result


@pytest.mark.parametrize("names", [NOTHING, RUN], ids=["nothing yet", "a run"])
def test_every_name_has_a_number_at_any_time(names: Measured) -> None:
    for name in {*NAMES, *DONE} - FUNCTIONS:
        value(name, names)
    for name in FUNCTIONS:
        for epoch in (0, 3, -1, 2.5, 11, 12, 10**9, 1e300, math.nan, math.inf, -math.inf):
            value(f"{name}(number)", replace(names, others={"number": epoch}))


def test_the_names_are_all_that_there_is() -> None:
    assert len(RUN) == len(list(RUN)) == len(set(RUN))
    assert set(RUN) == {*NAMES, *DONE}
    with pytest.raises(KeyError):
        RUN["torch"]


def test_more_names_come_first() -> None:
    names = replace(RUN, others={"answer": 4.0, "loss": "mine"})
    assert (names["answer"], names["loss"], names["epochs"]) == (4.0, "mine", 12)
    assert "answer" in set(names)


def test_the_settings_are_those_that_the_next_epoch_has() -> None:
    settings = LoopSettings(lr=0.02, every=5, momentum=0.9, accumulate=3, standardise=True)
    names = Measured(Experiment(seed=7, settings=settings), PLAIN)
    asked = ("lr", "momentum", "skips", "every", "accumulate", "batch_size", "standardise", "seed", "rows")
    assert [value(name, names) for name in asked] == [0.02, 0.9, False, 5, 3, 0, True, 7, 3]
    names = Measured(Experiment(settings=replace(SKIPPING, batch_size=2)), PLAIN)
    assert (value("skips", names), value("batch_size", names)) == (True, 2)


@pytest.mark.parametrize(("name", "column"), COLUMNS.items())
def test_a_column_is_told_now_at_an_epoch_and_of_each_run_beside(name: str, column: str) -> None:
    for run, asked in zip((PLAIN, *RUN.beside), (f"{name}_at", f"beside_{name}_at", f"beside_{name}_at"), strict=True):
        more = ", 2" if run is RUN.beside[1] else ""
        got = [value(f"{asked}({epoch}{more})") for epoch in range(len(run))]
        assert got == run.column(column).tolist()
        assert math.isnan(value(f"{asked}({len(run)}{more})"))
        assert math.isnan(value(f"{asked}(0 - 1{more})"))
    assert value(name) == PLAIN.column(column)[-1]
    assert value(f"beside_{name}_at(3, 1)") == value(f"beside_{name}_at(3)")
    for number in ("0", "3", "0 - 1", "1 / 0", "1e99"):
        assert math.isnan(value(f"beside_{name}_at(0, {number})"))


def test_before_the_first_epoch_there_are_W_and_b_alone() -> None:
    names = replace(NOTHING, start=Parameters(1.5, -2.0))
    assert (value("W", names), value("b", names), value("epochs", names), value("epoch", names)) == (1.5, -2, 0, -1)
    assert all(math.isnan(value(name, names)) for name in COLUMNS if name not in "Wb")
    assert math.isnan(value("W", NOTHING))
    assert (value("epochs"), value("epoch")) == (12, 11)


def test_what_grad_held_is_none_where_zero_grad_comes_before_step() -> None:
    names = Measured(Experiment(), history(LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), 2))
    assert math.isnan(value("W_grad_at(1)", names))
    assert value("W_own_at(1)", names) == pytest.approx(-56 / 3)


def test_points_are_counted_from_1() -> None:
    data = Dataset.of([1.5, -2], [7, 1e30])
    names = Measured(Experiment(settings=LoopSettings(data=data)), History())
    assert [value(text, names) for text in ("x(1)", "x(2)", "y(1)", "rows")] == [1.5, -2, 7, 2]
    assert value("y(2)", names) == np.float32(1e30)
    assert all(math.isnan(value(text, names)) for text in ("x(0)", "y(3)", "x(0.5)", "y(1 / 0)", "x(0 - 1)"))


def test_theory_is_that_of_the_data() -> None:
    data = Dataset.of([0, 1, 2, 5], [1, 2, 2, 7])
    names = Measured(Experiment(settings=LoopSettings(data=data)), History())
    x = data.x.astype(float).ravel()
    smallest, largest = np.linalg.eigvalsh(2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]]))
    (slope, intercept), residual, *_ = np.polyfit(x, data.y.ravel(), 1, full=True)
    asked = ("smallest_curvature", "largest_curvature", "largest_lr", "best_W", "best_b", "best_loss")
    expected = [smallest, largest, 2 / largest, slope, intercept, residual[0] / 4]
    assert [value(name, names) for name in asked] == pytest.approx(expected)


def test_sums_are_those_of_all_points() -> None:
    data = Dataset.of([1, 2, 3, 4, 6], [2, 4.5, 6, 7.5, -12.25])
    names = Measured(Experiment(settings=LoopSettings(data=data)), History())
    x, y = (values.astype(float).ravel() for values in (data.x, data.y))
    assert [value(name, names) for name in ("sum_y", "sum_xy", "sum_yy")] == [y.sum(), (x * y).sum(), (y * y).sum()]
    assert value("sum_yy / rows", names) == pytest.approx(Trainer(Experiment(settings=names.settings)).run_epoch().loss)


def test_the_learning_rate_of_a_run_beside_is_that_of_its_first_epoch() -> None:
    beside = history(LoopSettings(lr=0.17), 3), History()
    names = replace(NOTHING, beside=beside)
    assert value("beside_lr(1)", names) == 0.17
    assert all(math.isnan(value(f"beside_lr({number})", names)) for number in (0, 2, 3))


def test_rounds_with_manual_seed_count_as_far_as_they_had_the_newest_seed() -> None:
    rounds = [Round(1, 0.1, 0.2), Round(1, 0.1, 0.2), Round(None, 0.5, 0.6), Round(7, 0.3, 0.4)]
    assert [drawn(rounds[:count])["drawn_seeded"] for count in range(5)] == [0, 1, 2, 2, 1]
    assert drawn(rounds)["first_drawn"] == 0.3


def test_the_extremes_are_those_of_each_run_so_far() -> None:
    losses, beside = PLAIN.column("loss"), RUN.beside[0].column("loss")
    asked = ("smallest_loss", "largest_loss", "beside_smallest_loss", "beside_largest_loss")
    assert [value(name) for name in asked] == [losses.min(), losses.max(), beside.min(), beside.max()]
    assert all(math.isnan(value(name, NOTHING)) for name in asked)
    overflowing = Measured(Experiment(), history(LoopSettings(lr=1e30), 3, InitialParameters(Start.NUMBERS, 1.0, 0.0)))
    assert value("smallest_loss", overflowing) < value("largest_loss", overflowing)


def test_the_loss_reads_as_zero_from_an_epoch_on() -> None:
    run = Measured(Experiment(), history(LoopSettings(lr=0.17), 60))
    losses = run.history.column("loss")
    since = 1 + max(n for n, loss in enumerate(losses) if f"{loss:.1f}" != "0.0")
    assert value("zero_from(1)", run) == since
    assert math.isnan(value("zero_from(40)", run))
    assert math.isnan(value("zero_from(1e99)", run))
    assert math.isnan(value("zero_from(3)", NOTHING))


def test_runs_are_alike_as_long_as_no_bit_differs() -> None:
    assert value("alike") == 1
    assert value("alike", NOTHING) == 0
    marble = Measured(Experiment(), history(LoopSettings(momentum=1.0), 50), beside=(history(SKIPPING, 40),))
    assert value("alike", marble) == 40
    assert value("beside", marble) == 1
    assert value("beside") == 2


def test_doings_are_told_as_they_are() -> None:
    doings = Doings(walked=2, line=4, squares=True, hand_best=0.25, most_calls=3, most_held=6.0, emptied=True)
    names = replace(RUN, doings=doings)
    asked = ("walked", "line", "squares", "hand_best", "most_calls", "most_held", "emptied", "drawn_seeded")
    assert [value(name, names) for name in asked] == [2, 4, True, 0.25, 3, 6, True, 0]
    assert all(math.isnan(value(name)) for name in ("hand_W", "hand_loss", "held", "most_held", "first_drawn"))
