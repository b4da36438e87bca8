"""The twins: what a variant comes to, run in step with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from model.comparison.twins import Twin, TwinHistory, Twins, twins_of
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import History
from model.training.trainer import Trainer
from tests.model.plain_script import Settings, plain_script
from tests.model.plain_variants import every_3, plain_variant
from tests.model.program import NEVER
from tests.model.variants import CHANGES, EVERY_SETTINGS, VARIANTS

THIRDS = LoopSettings(accumulate=3)
LEFT_IN_GRAD = [
    *("before backward", "after backward", "after step", "every 3"),
    *("never", "twice", "no step", "accumulate 3"),
]
"""Variants that differ in what they leave in .grad: their own gradient, None, a sum, twice or a part of it."""
SKIPPING = [name for name, variant in VARIANTS.items() if variant.settings.skips]


def in_step(
    run: Trainer, twins: Twins, epochs: int, changes: dict[int, LoopSettings] | None = None
) -> tuple[list[Epoch], list[tuple[Epoch, ...]]]:
    """Run so many epochs of both, with the same changes for both."""
    own, theirs = [], []
    for _ in range(epochs):
        if changes and run.number in changes:
            run.settings = changes[run.number]
            twins.set_settings(run.settings)
        own.append(run.run_epoch())
        theirs.append(twins.run_epoch())
    return own, theirs


def begin(settings: LoopSettings, experiment: Experiment | None = None) -> tuple[Trainer, Twins]:
    """A run of the experiment in this variant, and all its twins."""
    experiment = replace(experiment or Experiment(), settings=settings)
    run = Trainer(experiment)
    return run, Twins(experiment, run, twins_of(settings))


def numbers(epoch: Epoch) -> tuple[int, float, float, float]:
    return epoch.number, epoch.loss, epoch.W, epoch.b


def test_the_twins_of_a_variant() -> None:
    lost = ("never", "after backward", "every")  # not the whole batch's gradient: no twin would tell the truth
    for name, variant in VARIANTS.items():
        expected: tuple[Twin, ...] = ()
        if name.startswith("accumulate") and not any(word in name for word in lost):
            expected = (Twin.FULL_BATCH, Twin.LOOKALIKE)
        elif "never" in name and not name.startswith("accumulate") and "no step" not in name:
            expected = (Twin.MOMENTUM,)
        assert (name, twins_of(variant.settings)) == (name, expected)


@given(EVERY_SETTINGS)
def test_no_variant_is_its_own_twin(settings: LoopSettings) -> None:
    """A twin explains: it calls zero_grad() and takes the batch as a whole."""
    _, twins = begin(settings)
    for epoch in twins.run_epoch():
        assert epoch.settings.accumulate == 1
        assert not epoch.settings.skips
        assert epoch.settings != settings


@pytest.mark.parametrize("initial", [InitialParameters(), InitialParameters(Start.RANDOM)], ids=["zeros", "random"])
def test_the_momentum_twin_is_the_skipping_run_bit_for_bit(initial: InitialParameters) -> None:
    own, theirs = in_step(*begin(NEVER, Experiment(initial=initial)), 200)
    assert [numbers(epoch) for epoch in own] == [numbers(twin) for (twin,) in theirs]


def test_the_momentum_twin_is_momentum_in_the_plain_script() -> None:
    _, twins = begin(NEVER)
    momentum = plain_script(500, momentum=1.0)
    np.testing.assert_array_equal([twins.run_epoch()[0][1:4] for _ in range(500)], [row[:3] for row in momentum])


@pytest.mark.parametrize("before", LEFT_IN_GRAD)
def test_the_momentum_twin_of_a_run_that_skips_from_the_middle_on_is_the_run(before: str) -> None:
    run = Trainer(VARIANTS[before].experiment)
    for first in (1, 50):
        run.settings = VARIANTS[before].settings
        while run.number < first:
            run.run_epoch()
        run.settings = NEVER
        twins = Twins(VARIANTS[before].experiment, run, (Twin.MOMENTUM,))
        own, theirs = in_step(run, twins, 40)
        assert [numbers(epoch) for epoch in own] == [numbers(twin) for (twin,) in theirs]


@given(st.dictionaries(st.integers(1, 60), st.floats(0, 0.2), max_size=5))
@limits(max_examples=15)
def test_the_momentum_twin_follows_changes_of_the_learning_rate(rates: dict[int, float]) -> None:
    changes = {epoch: replace(NEVER, lr=lr) for epoch, lr in rates.items()}
    own, theirs = in_step(*begin(NEVER), 80, changes)
    assert [numbers(epoch) for epoch in own] == [numbers(twin) for (twin,) in theirs]


def test_the_momentum_twin_begun_in_the_middle_follows_the_learning_rate_for_hundreds_of_epochs() -> None:
    run = Trainer(Experiment())
    for _ in range(100):
        run.run_epoch()
    run.settings = NEVER
    changes = {300: replace(NEVER, lr=0.1), 500: replace(NEVER, lr=0.003)}
    own, theirs = in_step(run, Twins(Experiment(), run, (Twin.MOMENTUM,)), 700, changes)
    assert [numbers(epoch) for epoch in own] == [numbers(twin) for (twin,) in theirs]


def test_the_momentum_twin_of_a_run_that_calls_backward_twice_is_the_run() -> None:
    """Here the sums are rounded in another order: (.grad + g) + g against .grad + (g + g)."""
    own, theirs = in_step(*begin(replace(NEVER, backward_twice=True)), 500)
    np.testing.assert_allclose(
        [numbers(epoch) for epoch in own], [numbers(twin) for (twin,) in theirs], rtol=0, atol=1e-3
    )


def test_the_full_batch_twin_is_the_accumulating_run() -> None:
    own, theirs = in_step(*begin(THIRDS), 100)
    full = [numbers(twins[0]) for twins in theirs]
    np.testing.assert_allclose([numbers(epoch) for epoch in own], full, rtol=1e-5)


def test_the_full_batch_twin_is_the_lesson() -> None:
    _, twins = begin(THIRDS)
    assert [twins.run_epoch()[0][1:4] for _ in range(100)] == [row[:3] for row in plain_script(100)]


def test_the_full_batch_twin_follows_changes_of_the_learning_rate() -> None:
    own, theirs = in_step(*begin(THIRDS), 100, {40: replace(THIRDS, lr=0.1), 70: replace(THIRDS, lr=0.001)})
    full = [numbers(twins[0]) for twins in theirs]
    np.testing.assert_allclose([numbers(epoch) for epoch in own], full, rtol=1e-4)
    lr = {0: Settings(), 40: Settings(0.1), 70: Settings(0.001)}
    assert [epoch[1:] for epoch in full] == [row[:3] for row in plain_script(100, lr)]


def test_the_lookalike_is_zero_grad_every_third_epoch_and_not_the_accumulating_run() -> None:
    own, theirs = in_step(*begin(THIRDS), 100)
    looks = [twins[1][1:4] for twins in theirs]
    assert looks == [seen[:3] for seen in plain_variant(every_3, 100)]
    assert abs(looks[2][1] - own[2].W) > 0.1


def test_twins_begin_where_the_run_stands() -> None:
    run = Trainer(Experiment(settings=THIRDS))
    for _ in range(10):
        run.run_epoch()
    W, b = run.W.item(), run.b.item()
    for epoch in Twins(Experiment(settings=THIRDS), run, twins_of(THIRDS)).run_epoch():
        assert epoch.number == 10
        assert epoch.loss == pytest.approx(np.mean((np.array([1, 2, 3]) * W + b - np.array([2, 4, 6])) ** 2), rel=1e-5)


@given(EVERY_SETTINGS, CHANGES)
@limits(max_examples=10)
def test_twins_leave_the_run_alone(settings: LoopSettings, changes: dict[int, LoopSettings]) -> None:
    alone, run = (Trainer(Experiment(settings=settings)) for _ in range(2))
    for epoch in range(10):
        alone.settings = run.settings = changes.get(epoch, alone.settings)
        twins = Twins(Experiment(), run, tuple(Twin))
        twins.run_epoch()
        assert run.run_epoch() == alone.run_epoch()


def twin_epochs(first: int, last: int, twins: int = 1) -> list[tuple[Epoch, ...]]:
    """Records of these epochs; W tells the twin."""
    return [
        tuple(Epoch(n, float(n), float(k), 0.0, 0.0, 0.0, 0.0, 0.0, LoopSettings()) for k in range(twins))
        for n in range(first, last)
    ]


def twin_history(*stretches: list[tuple[Epoch, ...]]) -> TwinHistory:
    history = TwinHistory()
    for stretch in stretches:
        for epochs in stretch:
            history.append(epochs)
    return history


def losses(histories: tuple[History, ...]) -> list[list[float]]:
    return [history.column("loss").tolist() for history in histories]


def test_there_are_no_twins_to_begin_with() -> None:
    assert (TwinHistory().first, TwinHistory().histories) == (0, ())


def test_the_history_of_twins_begins_where_they_began() -> None:
    history = twin_history(twin_epochs(7, 12, twins=2))
    assert history.first == 7
    assert losses(history.histories) == [[7, 8, 9, 10, 11]] * 2
    assert [each.column("W").tolist() for each in history.histories] == [[0] * 5, [1] * 5]


@pytest.mark.parametrize("second", [3, 7, 11, 13, 40])
def test_twins_that_do_not_follow_on_begin_a_history_of_their_own(second: int) -> None:
    history = twin_history(twin_epochs(7, 12), twin_epochs(second, second + 3))
    assert history.first == second
    assert losses(history.histories) == [[second, second + 1, second + 2]]


def test_twins_are_looked_at_as_far_as_a_run_of_some_length() -> None:
    history = twin_history(twin_epochs(7, 12, twins=2))
    for length, known in ((0, []), (7, []), (8, [7]), (10, [7, 8, 9]), (99, [7, 8, 9, 10, 11])):
        before = history.upto(length)
        assert (before.first, losses(before.histories)) == (7, [known] * 2)


def test_the_lines_of_twins_are_those_of_the_runs_epoch_in_the_units_of_the_data() -> None:
    settings = LoopSettings(standardise=True)
    mean, deviation = settings.data.x_scale
    history = twin_history([(Epoch(n, 1.0, float(n), 0.5, 0.0, 0.0, 0.0, 0.0, settings),) for n in range(7, 12)])
    assert [history.lines(time) for time in (-1, 6, 12)] == [[], [], []]
    for time in (7, 9, 11):
        (line,) = history.lines(time)
        assert line == pytest.approx((time / deviation, 0.5 - time * mean / deviation))


def test_twins_that_follow_on_go_on_with_the_history() -> None:
    history = twin_history(twin_epochs(7, 12), twin_epochs(12, 15))
    assert history.first == 7
    assert losses(history.histories) == [list(range(7, 15))]


def test_another_number_of_twins_begins_a_history_of_its_own() -> None:
    history = twin_history(twin_epochs(7, 12), twin_epochs(12, 14, twins=2))
    assert history.first == 12
    assert losses(history.histories) == [[12, 13]] * 2


def test_a_history_of_twins_once_handed_out_is_not_taken_back_when_others_begin() -> None:
    history = twin_history(twin_epochs(7, 12))
    before = history.histories
    history.append(twin_epochs(2, 3)[0])
    assert losses(before) == [[7, 8, 9, 10, 11]]


@pytest.mark.parametrize("zero_grad", [ZeroGrad.BEFORE_FORWARD, ZeroGrad.AFTER_STEP])
def test_a_run_that_calls_zero_grad_again_needs_no_momentum_twin(zero_grad: ZeroGrad) -> None:
    for name in SKIPPING:
        assert Twin.MOMENTUM not in twins_of(replace(VARIANTS[name].settings, zero_grad=zero_grad)), name


def test_a_skipping_run_with_momentum_of_its_own_has_no_momentum_twin() -> None:
    assert twins_of(replace(NEVER, momentum=0.5)) == ()


def test_the_twin_of_a_run_that_has_had_momentum_is_the_run() -> None:
    run = Trainer(Experiment(settings=LoopSettings(momentum=0.9)))
    for _ in range(20):
        run.run_epoch()
    for zero_grad in (ZeroGrad.BEFORE_BACKWARD, ZeroGrad.AFTER_STEP):
        run.settings = LoopSettings(zero_grad=zero_grad)
        run.run_epoch()
        run.settings = NEVER
        own, theirs = in_step(run, Twins(Experiment(), run, (Twin.MOMENTUM,)), 60)
        assert [numbers(epoch) for epoch in own] == [numbers(twin) for (twin,) in theirs]


@pytest.mark.parametrize("nesterov", [False, True])
def test_the_full_batch_twin_has_the_momentum_of_the_run(nesterov: bool) -> None:
    settings = replace(THIRDS, momentum=0.9, nesterov=nesterov)
    run = Trainer(Experiment(settings=settings))
    for _ in range(10):
        run.run_epoch()
    own, theirs = in_step(run, Twins(Experiment(), run, (Twin.FULL_BATCH,)), 100)
    np.testing.assert_allclose(
        [numbers(epoch) for epoch in own], [numbers(twin) for (twin,) in theirs], rtol=1e-3, atol=1e-6
    )
