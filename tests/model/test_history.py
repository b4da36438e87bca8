"""The history of a run: what goes in comes out, while it grows and while others read."""

from __future__ import annotations

import math
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import FrameType
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from model.epoch import Epoch
from model.experiment import LoopSettings, ZeroGrad
from model.history import COLUMNS, FIRST_CAPACITY, Change, History
from tests.model.variants import EVERY_SETTINGS

if TYPE_CHECKING:
    from _typeshed import TraceFunction

ROWS = 50_000
ROW_NUMBERS = np.arange(ROWS, dtype=np.float32)

SETTINGS = st.builds(
    LoopSettings,
    lr=st.sampled_from([0.01, 0.1]),
    zero_grad=st.sampled_from([ZeroGrad.BEFORE_BACKWARD, ZeroGrad.NEVER]),
)


def epoch_of(number: int, settings: LoopSettings | None = None) -> Epoch:
    """An epoch whose every value tells its row and its column: column k of row n is n + k, exact in float32."""
    settings = settings or LoopSettings()
    values = (float(number + k) for k in range(len(COLUMNS)))
    epoch = Epoch._make((number, *values, settings, None))
    return epoch._replace(W_grad=None, b_grad=None) if settings.clears_before_step(number) else epoch


def skipped_if(skip: bool) -> LoopSettings:
    """The lesson's settings, with or without zero_grad()."""
    return LoopSettings(zero_grad=ZeroGrad.NEVER if skip else ZeroGrad.BEFORE_BACKWARD)


def history_of(settings: list[LoopSettings]) -> History:
    history = History()
    for number, each in enumerate(settings):
        history.append(epoch_of(number, each))
    return history


def assert_whole_rows(history: History) -> None:
    """Every row there is, in every column, is one of epoch_of()."""
    seen = len(history)
    newest = history.last()
    assert seen == 0 or (newest is not None and newest.number >= seen - 1)
    assert newest is None or newest[1:8] == epoch_of(newest.number)[1:8]
    for k, name in enumerate(COLUMNS):
        column = history.column(name)
        assert len(column) >= seen
        np.testing.assert_array_equal(column, ROW_NUMBERS[: len(column)] + k)


@pytest.fixture
def in_thread() -> Iterator[Callable[[Callable[[], None]], Future[None]]]:
    """Run a function on another thread, which the interpreter changes to as often as it can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit
    sys.setswitchinterval(interval)


def test_every_epoch_appended_is_read_back_equal_across_growths() -> None:
    settings = [LoopSettings(), skipped_if(True), LoopSettings(0.02)]
    epochs = [epoch_of(number, settings[number // 5000]) for number in range(3 * FIRST_CAPACITY)]
    history = History()
    for epoch in epochs:
        history.append(epoch)
        assert history.last() == epoch
    assert len(history) == len(epochs)
    assert list(history.epochs()) == epochs
    for name in COLUMNS:
        column = history.column(name)
        assert column.dtype == np.float32
        assert column.tolist() == [getattr(epoch, name) for epoch in epochs]


def test_an_empty_history_has_no_epochs() -> None:
    history = History()
    assert len(history) == 0
    assert history.last() is None
    assert list(history.epochs()) == []
    assert history.column("loss").shape == (0,)
    assert history.changes == []


@pytest.mark.parametrize("number", [-1, 3])
def test_an_epoch_that_was_not_run_raises_index_error(number: int) -> None:
    with pytest.raises(IndexError, match=f"no epoch {number} in a history of 3"):
        history_of([LoopSettings()] * 3).epoch(number)


def test_epochs_that_overflowed_are_kept_too() -> None:
    history = History()
    history.append(epoch_of(0)._replace(loss=float("inf"), W=float("nan")))
    assert history.epoch(0).loss == float("inf")
    assert np.isnan(history.epoch(0).W)


def test_a_column_once_handed_out_stays_as_it_was() -> None:
    history = history_of([LoopSettings()] * 10)
    column = history.column("loss")
    for number in range(10, 3 * FIRST_CAPACITY):
        history.append(epoch_of(number))
    assert column.tolist() == list(range(10))


def test_between_any_two_lines_of_append_a_reader_sees_whole_rows_only() -> None:
    """A thread is interrupted anywhere; this looks everywhere, across a growth."""
    history = history_of([LoopSettings()] * (FIRST_CAPACITY - 2))
    looks = 0

    def look(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal looks
        looks += 1
        assert_whole_rows(history)
        return look

    tracer = sys.gettrace()
    sys.settrace(look)
    try:
        for number in range(FIRST_CAPACITY - 2, FIRST_CAPACITY + 2):
            history.append(epoch_of(number, skipped_if(number % 2 == 1)))
    finally:
        sys.settrace(tracer)
    assert looks > 4 * 5


def test_a_reader_on_another_thread_sees_whole_rows_only(
    in_thread: Callable[[Callable[[], None]], Future[None]],
) -> None:
    history = History()

    def write() -> None:
        for number in range(ROWS):
            history.append(epoch_of(number))

    writer = in_thread(write)
    while not writer.done():
        assert_whole_rows(history)
    writer.result()
    assert len(history) == ROWS


def test_a_reader_may_ask_for_settings_while_another_thread_changes_them(
    in_thread: Callable[[Callable[[], None]], Future[None]],
) -> None:
    history = history_of([skipped_if(False)])

    def write() -> None:
        for number in range(1, 3000):
            history.append(epoch_of(number, skipped_if(number % 2 == 1)))

    writer = in_thread(write)
    while not writer.done():
        newest = history.last()
        assert newest is not None
        assert newest.zero_grad is (newest.number % 2 == 0)
        assert history.epochs_in_grad(newest.number) == 1 + newest.number % 2
    writer.result()


@given(st.lists(SETTINGS, min_size=1, max_size=40))
def test_every_epoch_keeps_its_settings_and_every_change_is_noted_once(settings: list[LoopSettings]) -> None:
    history = history_of(settings)
    assert [history.settings_at(number) for number in range(len(settings))] == settings
    assert [history.epoch(number).lr for number in range(len(settings))] == [each.lr for each in settings]
    assert history.changes == [
        Change(number, each) for number, each in enumerate(settings) if number == 0 or each != settings[number - 1]
    ]


@given(st.lists(SETTINGS, min_size=1, max_size=40))
def test_epochs_in_grad_counts_the_backward_calls_since_zero_grad(settings: list[LoopSettings]) -> None:
    history = history_of(settings)
    backward_calls = 0
    for number, each in enumerate(settings):
        backward_calls = backward_calls + 1 if each.skips else 1
        assert history.epochs_in_grad(number) == backward_calls


class Summed:
    """.grad as a list of the epochs whose gradients stand in it: what zero_grad() and backward() do, by hand."""

    def __init__(self) -> None:
        self.epochs: list[int] = []

    def run(self, number: int, settings: LoopSettings) -> list[int]:
        """The epochs in .grad when the step of this one comes."""
        clears = settings.zero_grad is not ZeroGrad.NEVER and number % settings.every == 0
        if clears and settings.zero_grad in (ZeroGrad.BEFORE_FORWARD, ZeroGrad.BEFORE_BACKWARD):
            self.epochs = []
        self.epochs = [*self.epochs, number]
        if clears and settings.zero_grad is ZeroGrad.AFTER_BACKWARD:
            self.epochs = []
        at_step = self.epochs
        if clears and settings.zero_grad is ZeroGrad.AFTER_STEP:
            self.epochs = []
        return at_step


@given(st.lists(st.tuples(EVERY_SETTINGS, st.integers(1, 12)), min_size=1, max_size=12))
@limits(max_examples=100)
def test_epochs_in_grad_counts_the_epochs_whose_gradients_no_zero_grad_has_emptied(
    stretches: list[tuple[LoopSettings, int]],
) -> None:
    settings = [each for each, length in stretches for _ in range(length)]
    history, summed = history_of(settings), Summed()
    for number, each in enumerate(settings):
        held = len(summed.run(number, each))
        assert history.epochs_in_grad(number) == history.upto(number).epochs_in_grad(number, each) == held


@given(st.lists(EVERY_SETTINGS, min_size=1, max_size=40))
def test_an_epoch_of_any_variant_is_read_back_equal_with_or_without_a_gradient(settings: list[LoopSettings]) -> None:
    epochs = [epoch_of(number, each) for number, each in enumerate(settings)]
    assert list(history_of(settings).epochs()) == epochs


def test_a_gradient_that_is_nan_is_not_taken_for_none() -> None:
    history = History()
    history.append(epoch_of(0)._replace(W_grad=float("nan"), b_grad=float("nan")))
    read = history.epoch(0)
    assert read.W_grad is not None
    assert np.isnan(read.W_grad)


@pytest.mark.parametrize(("momentum", "most"), [(None, 28), ((0.5, -0.5), 36)])
def test_epochs_take_36_bytes_each_at_most_and_room_is_made_for_a_quarter_more(
    momentum: tuple[float, float] | None, most: int
) -> None:
    epoch = epoch_of(0)._replace(momentum=momentum)
    tracemalloc.start()
    history, reserved = History(), []
    for number in range(40_000):
        history.append(epoch)
        if number > 2 * FIRST_CAPACITY and number % 1000 == 0:
            reserved.append(tracemalloc.get_traced_memory()[0] / history.nbytes)
    tracemalloc.stop()
    assert history.nbytes == most * len(history)
    assert max(reserved) < 1.27


def test_histories_agree_up_to_the_first_epoch_that_differs() -> None:
    one, other = history_of([LoopSettings()] * 10), history_of([LoopSettings()] * 10)
    assert one.equal_epochs(other) == 10
    changed = history_of([LoopSettings()] * 6)
    changed.append(epoch_of(6)._replace(W=0.125))
    assert (one.equal_epochs(changed), changed.equal_epochs(one)) == (6, 6)
    assert one.equal_epochs(History()) == 0


def test_nan_agrees_with_itself() -> None:
    lost = History()
    lost.append(epoch_of(0)._replace(loss=math.nan))
    assert lost.equal_epochs(lost.prefix(1)) == 1


def with_buffers(number: int) -> Epoch:
    """An epoch whose momentum buffers tell its row."""
    return epoch_of(number)._replace(momentum=(float(number), -float(number)))


@pytest.mark.parametrize("first", [0, 5, 4096, 5000])
def test_momentum_buffers_are_read_back_from_the_first_epoch_on_that_has_them(first: int) -> None:
    epochs = [with_buffers(n) if n >= first else epoch_of(n) for n in range(6500)]
    history = History()
    for epoch in epochs:
        history.append(epoch)
    assert list(history.epochs()) == epochs
    for length in (first, first + 1, 6500):
        prefix = history.prefix(length)
        assert list(prefix.epochs()) == epochs[:length]
        for number in range(length, length + 3):
            prefix.append(with_buffers(number))
        assert prefix.epoch(length + 2) == with_buffers(length + 2)
    assert list(history.epochs()) == epochs
