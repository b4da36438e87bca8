"""What is expected of a run, against plain descent in float64 and against real runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import History
from model.theory.convergence import AT_ONCE, Convergence, ConvergenceWatch
from model.theory.curvature import curvature
from model.theory.expected import expected_epochs, expected_epochs_of
from model.theory.surface import loss_surface
from model.theory.zones import Zone
from model.training.trainer import Trainer
from tests.model.theory.bowls import POINTS, quarters

LINE = Dataset.of([-1.0, 0.0, 1.0, 2.0], [1.0, 0.5, 2.0, 2.5])
OUTLIER = Dataset.of([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 25.0, 4.0])
ZEROS = (0.0, 0.0)


def descent(data: Dataset, lr: float, W: float, b: float) -> Iterator[Epoch]:
    """Plain descent in float64."""
    surface, chosen = loss_surface(data), LoopSettings(lr=lr, data=data)
    number = 0
    while True:
        loss, (W_grad, b_grad) = surface.loss(W, b), surface.gradient(W, b)
        W, b = W - lr * W_grad, b - lr * b_grad
        yield Epoch(number, loss, W, b, W_grad, b_grad, W_grad, b_grad, chosen)
        number += 1


def recorded(epochs: Iterator[Epoch], count: int) -> History:
    history = History()
    for _, epoch in zip(range(count), epochs, strict=False):
        history.append(epoch)
    return history


def run(chosen: LoopSettings, count: int, initial: InitialParameters | None = None) -> History:
    trainer = Trainer(Experiment(settings=chosen, initial=initial or InitialParameters()))
    return recorded((trainer.run_epoch() for _ in range(count)), count)


def look(history: History, chosen: LoopSettings, start: tuple[float, float] = ZEROS) -> Convergence:
    return ConvergenceWatch().look(history, chosen, chosen.data, start, len(history) - 1)


@given(POINTS, st.floats(0.05, 0.95), st.floats(-5, 5, width=32), st.floats(-5, 5, width=32))
def test_plain_descent_arrives_when_it_is_expected(
    points: list[tuple[int, int]], part: float, W: float, b: float
) -> None:
    data = quarters(points)
    chosen = LoopSettings(lr=part * curvature(data).lr_stable, data=data)
    expected = look(History(), chosen, (W, b)).expected
    assert expected is not None
    assume(expected < 3000)
    history = recorded(descent(data, chosen.lr, W, b), expected * 21 // 20 + 20)
    arrival = look(history, history.changes[0].settings, (W, b))
    assert arrival.expected == expected
    # W and b are recorded in float32: what it rounds off from numbers of up to 10 is near what is looked for.
    assert arrival.reached == pytest.approx(expected, rel=0.05, abs=2)


@settings(max_examples=5)
@given(st.sampled_from([LESSON, LINE, OUTLIER]), st.floats(0.1, 0.9), st.floats(-3, 3, width=32))
def test_real_runs_arrive_when_it_is_expected(data: Dataset, part: float, W: float) -> None:
    chosen = LoopSettings(lr=part * curvature(data).lr_stable, data=data)
    expected = look(History(), chosen, (W, 1.0)).expected
    assert expected is not None
    history = run(chosen, expected * 21 // 20 + 20, InitialParameters(Start.NUMBERS, W, 1.0))
    assert look(history, chosen, (W, 1.0)).reached == pytest.approx(expected, rel=0.05, abs=2)


VARIANTS = [
    LoopSettings(0.08, zero_grad=ZeroGrad.BEFORE_FORWARD),
    LoopSettings(0.08, zero_grad=ZeroGrad.AFTER_STEP),
    LoopSettings(0.08, accumulate=3),
    LoopSettings(0.08, backward_twice=True),
    LoopSettings(0.08, batch_size=3),
    LoopSettings(0.08, batch_size=100),
]


@pytest.mark.parametrize("chosen", VARIANTS, ids=str)
def test_what_comes_to_ordinary_descent_arrives_when_it_is_expected(chosen: LoopSettings) -> None:
    expected = look(History(), chosen).expected
    assert expected is not None
    arrival = look(run(chosen, expected * 21 // 20 + 20), chosen)
    assert arrival.reached == pytest.approx(arrival.expected, rel=0.05, abs=2)


def test_a_second_backward_is_twice_the_learning_rate() -> None:
    assert expected_epochs_of(LoopSettings(backward_twice=True), 0.0, 0.0) == expected_epochs(LESSON, 0.02)


OTHERS = {
    Zone.SWINGS: LoopSettings(zero_grad=ZeroGrad.NEVER),
    Zone.BLOWS_UP: LoopSettings(zero_grad=ZeroGrad.NEVER, lr=0.4),
    Zone.STILL: LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
    Zone.BATCHES: LoopSettings(batch_size=2),
    Zone.DIVERGES: LoopSettings(lr=0.19),
    Zone.CONVERGES: LoopSettings(every=3),
}


@pytest.mark.parametrize(("zone", "chosen"), OTHERS.items(), ids=str)
def test_nothing_is_expected_of_other_loops(zone: Zone, chosen: LoopSettings) -> None:
    arrival = look(History(), chosen)
    assert (arrival.expected, arrival.reached, arrival.zone) == (None, None, zone)
    assert not arrival.is_late


def test_without_a_step_nothing_is_expected() -> None:
    assert expected_epochs_of(LoopSettings(step=False), 0.0, 0.0) is None


def test_a_change_on_the_way_is_counted_from_where_it_took_effect() -> None:
    first, second = LoopSettings(), LoopSettings(lr=0.05)
    trainer, history = Trainer(Experiment(settings=first)), History()
    for number in range(900):
        if number == 400:
            trainer.settings = second
        history.append(trainer.run_epoch())
    arrival = look(history, second)
    at = history.epoch(399)
    assert arrival.since == 400
    assert arrival.expected == 400 + (expected_epochs(LESSON, 0.05, at.W, at.b) or 0)
    assert arrival.reached == pytest.approx(arrival.expected, abs=2)


@pytest.mark.parametrize("nesterov", [False, True])
def test_a_change_on_the_way_takes_the_velocity_along(nesterov: bool) -> None:
    first = LoopSettings(momentum=0.9, nesterov=nesterov)
    second = replace(first, lr=0.011)
    trainer, history = Trainer(Experiment(settings=first)), History()
    for number in range(500):
        if number == 60:
            trainer.settings = second
        history.append(trainer.run_epoch())
    arrival = look(history, second)
    assert arrival.since == 60
    assert arrival.expected is not None
    assert arrival.reached is not None
    assert arrival.reached - 60 == pytest.approx(arrival.expected - 60, rel=0.05, abs=1)


def test_of_a_stretch_that_was_left_again_it_tells_that_stretch() -> None:
    first, second = LoopSettings(lr=0.1), LoopSettings(lr=0.05)
    trainer, history = Trainer(Experiment(settings=first)), History()
    for number in range(500):
        trainer.settings = first if number < 400 else second
        history.append(trainer.run_epoch())
    arrival = ConvergenceWatch().look(history, first, LESSON, ZEROS, 100)
    assert (arrival.since, arrival.expected) == (0, expected_epochs(LESSON, 0.1))
    assert arrival.reached == pytest.approx(arrival.expected, abs=2)


def test_settings_that_no_epoch_ran_with_count_from_the_next_one() -> None:
    history = run(LoopSettings(), 50)
    last = history.epoch(49)
    arrival = look(history, LoopSettings(lr=0.1))
    assert arrival.since == 50
    assert arrival.expected == 50 + (expected_epochs(LESSON, 0.1, last.W, last.b) or 0)
    assert arrival.reached is None


@cache
def fast() -> History:
    """400 epochs of the lesson at a learning rate of 0.1, which arrive; no test adds to them."""
    return run(LoopSettings(lr=0.1), 400)


@given(st.lists(st.integers(0, 400), max_size=6))
def test_growth_in_any_pieces_gives_the_same(cuts: list[int]) -> None:
    epochs = [*fast().epochs()]
    watch, history = ConvergenceWatch(), History()
    for cut in [*sorted(cuts), 400]:
        for epoch in epochs[len(history) : cut]:
            history.append(epoch)
        seen = watch.look(history, LoopSettings(lr=0.1), LESSON, ZEROS, len(history) - 1)
    assert seen == look(history, LoopSettings(lr=0.1))


def test_another_history_is_looked_at_anew() -> None:
    watch, chosen = ConvergenceWatch(), LoopSettings(lr=0.1)
    long = fast()
    assert watch.look(long, chosen, LESSON, ZEROS, 399).reached is not None
    assert watch.look(long.prefix(20), chosen, LESSON, ZEROS, 19).reached is None
    assert watch.look(long, chosen, LESSON, ZEROS, 399).reached is not None


def test_edited_data_are_another_goal() -> None:
    watch, chosen = ConvergenceWatch(), LoopSettings(lr=0.1)
    history = fast()
    before = watch.look(history, chosen, LESSON, ZEROS, 399)
    edited = replace(chosen, data=LINE)
    after = watch.look(history, edited, LINE, ZEROS, 399)
    assert (after.since, after.reached) == (400, None)
    assert before.to_zero
    assert not after.to_zero
    assert watch.look(history, chosen, LESSON, ZEROS, 399) == before


def test_a_run_that_leaves_again_has_not_arrived() -> None:
    """Only what stays within counts, as it does in what is expected."""
    good, bad = (2.0, 0.0), (1.0, 0.0)
    history = History()
    for number, (W, b) in enumerate([good, bad, good, good]):
        history.append(Epoch(number, 0.0, W, b, 0.0, 0.0, 0.0, 0.0, LoopSettings()))
    assert look(history, LoopSettings(), bad).reached == 3


def test_a_loss_is_judged_in_float64_where_float32_cannot_tell() -> None:
    chosen = LoopSettings(lr=0.05, data=OUTLIER)
    arrival = look(run(chosen, 1500), chosen)
    assert np.spacing(np.float32(loss_surface(OUTLIER).least)) > loss_surface(OUTLIER).tolerance / 2
    assert arrival.reached == pytest.approx(arrival.expected, rel=0.05, abs=2)


def test_a_run_that_rounding_holds_up_is_late() -> None:
    far = Dataset.of([1.0, 2.0, 3.0], [1_000_002.0, 1_000_004.0, 1_000_006.5])
    chosen = LoopSettings(lr=0.1, data=far)
    due = look(History(), chosen).expected
    assert due is not None
    history = run(chosen, 2 * due)
    assert not look(history.prefix(due), chosen).is_late
    arrival = look(history, chosen)
    assert (arrival.expected, arrival.reached, arrival.is_late) == (due, None, True)


@pytest.mark.parametrize("unit", [1e-5, 1e5])
def test_a_run_arrives_when_it_should_whatever_the_unit_of_y(unit: float) -> None:
    chosen = LoopSettings(lr=0.05, data=Dataset.of([1.0, 2.0, 3.0], [2 * unit, 4.1 * unit, 6 * unit]))
    arrival = look(run(chosen, 700), chosen)
    assert arrival.expected is not None
    assert arrival.expected > 100
    assert arrival.reached == pytest.approx(arrival.expected, rel=0.05)


def test_a_long_history_is_read_in_pieces() -> None:
    chosen, history = LoopSettings(), History()
    for number in range(AT_ONCE + 5):
        W = 2.0 if number >= AT_ONCE - 2 else 1.0
        history.append(Epoch(number, 0.0, W, 0.0, 0.0, 0.0, 0.0, 0.0, chosen))
    assert look(history, chosen, (1.0, 0.0)).reached == AT_ONCE - 1


def test_a_start_at_the_optimum_has_arrived_at_once() -> None:
    arrival = look(run(LoopSettings(), 2, InitialParameters(Start.NUMBERS, 2.0, 0.0)), LoopSettings(), (2.0, 0.0))
    assert (arrival.expected, arrival.reached) == (0, 0)


def test_after_an_overflow_nothing_is_expected() -> None:
    history = run(LoopSettings(lr=1e6), 40)
    assert look(history, LoopSettings()).expected is None
