"""How far runs agree bit for bit, against a plain loop over their epochs."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.comparison.agreement import AT_ONCE, Agreeing, Agreement, Agreements
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.training.trainer import Trainer

NUMBERS = st.sampled_from([0.0, -0.0, 1.0, math.nan, math.inf, 5e-41])
PLAIN = LoopSettings()
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=6)


def history_of(rows: Sequence[tuple[float, float, float]]) -> History:
    """A history with these losses, W and b."""
    history = History()
    for number, (loss, W, b) in enumerate(rows):
        history.append(Epoch(number, loss, W, b, 0.0, 0.0, 0.0, 0.0, PLAIN, None))
    return history


def run_of(epochs: int, **settings: object) -> History:
    """The lesson's run with these settings."""
    trainer, history = Trainer(Experiment(settings=LoopSettings(**settings))), History()  # type: ignore[arg-type]
    for _ in range(epochs):
        history.append(trainer.run_epoch())
    return history


def bits(number: float) -> bytes:
    """A number as float32 holds it; every NaN as one."""
    return struct.pack("f", math.nan if math.isnan(number) else number)


def counted_plainly(one: History, other: History) -> int:
    """The first epochs that are the same in both, one after the other."""
    count = 0
    for mine, theirs in zip(one.epochs(), other.epochs(), strict=False):
        pairs = (mine.loss, theirs.loss), (mine.W, theirs.W), (mine.b, theirs.b)
        if any(bits(a) != bits(b) for a, b in pairs):
            break
        count += 1
    return count


@given(rows=ROWS, others=ROWS, common=ROWS)
def test_it_counts_what_a_plain_loop_counts(
    rows: list[tuple[float, float, float]],
    others: list[tuple[float, float, float]],
    common: list[tuple[float, float, float]],
) -> None:
    one, other = history_of([*common, *rows]), history_of([*common, *others])
    assert Agreement().epochs(one, other) == counted_plainly(one, other)
    growing = Agreement()
    for length in range(len(one) + 1):
        assert growing.epochs(one.upto(length), other) == counted_plainly(one.upto(length), other)


def test_momentum_of_1_and_zero_grad_skipped_agree_in_all_epochs_and_others_in_the_first() -> None:
    marble, skipped = run_of(3000, momentum=1.0), run_of(3000, zero_grad=ZeroGrad.NEVER)
    assert Agreement().epochs(marble, skipped) == counted_plainly(marble, skipped) == 3000
    called = run_of(3000)
    assert Agreement().epochs(called, skipped) == counted_plainly(called, skipped) == 1


def test_a_nan_of_other_bits_is_a_nan() -> None:
    one, other = history_of([(math.nan, 1.0, 1.0)]), history_of([(math.nan, 1.0, 1.0)])
    other.column("loss").view(np.uint32)[0] ^= 1
    assert Agreement().epochs(one, other) == 1


@pytest.mark.parametrize(
    ("name", "at"), [("b", 0), ("W", 1), ("loss", AT_ONCE - 1), ("b", AT_ONCE), ("loss", 2 * AT_ONCE)]
)
def test_a_difference_is_found_wherever_it_is(name: str, at: int) -> None:
    one = history_of([(1.0, 2.0, 3.0)] * (2 * AT_ONCE + 1))
    other = one.prefix(len(one))
    other.column(name)[at] = 4.0
    assert Agreement().epochs(one, other) == at


def test_each_row_is_read_once_and_none_after_the_runs_have_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = run_of(60), run_of(60, momentum=1.0)
    agreement, same = Agreement(), Agreement()
    assert agreement.epochs(one, other) == 1
    assert same.epochs(one, one.upto(50)) == 50

    def read(_history: History, name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(History, "column", read)
    assert agreement.epochs(one, other) == 1
    assert same.epochs(one.upto(20), one) == 20


def test_another_run_is_read_anew() -> None:
    agreement, one = Agreement(), run_of(20)
    assert agreement.epochs(one, run_of(20)) == 20
    assert agreement.epochs(one, run_of(20, momentum=0.9)) == 1
    assert agreement.epochs(run_of(20), run_of(20)) == 20


def test_of_several_runs_the_pair_that_agrees_longest_comes_first() -> None:
    runs = [run_of(30), run_of(30, momentum=0.9), run_of(30, momentum=1.0), run_of(25, zero_grad=ZeroGrad.NEVER)]
    first, *others = Agreements().look(runs, 29)
    assert first == Agreeing(2, 3, 25, 25)
    assert first.is_whole
    assert not any(pair.is_whole for pair in others)
    assert Agreements().look(runs, 9)[0] == Agreeing(2, 3, 10, 10)
    assert Agreements().look(runs, -1) == []
    assert Agreements().look([run_of(5), run_of(5, lr=0.1)], 4) == []
