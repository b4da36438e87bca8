"""What is heard of epochs: the pitch of a loss, the side of a gradient, the tick of zero_grad()."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.epoch import Epoch
from model.experiment import LoopSettings
from model.hearing.tones import HIGHEST, LOWEST, MIDDLE, PARTS, SIDE, frequency_of, tone_of, tones_since
from model.history import History
from tests.model.hearing.listening import history_of_run, turns

LOSSES = st.floats(0, width=32) | st.floats(width=32)


def history_of(losses: Iterable[float]) -> History:
    history = History()
    for number, loss in enumerate(losses):
        history.append(Epoch(number, loss, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, LoopSettings()))
    return history


def test_a_loss_of_one_is_in_the_middle_and_a_tenth_of_it_a_third_of_an_octave_below() -> None:
    assert frequency_of(1.0) == MIDDLE
    assert math.log2(frequency_of(0.1) / MIDDLE) == pytest.approx(-1 / 3, rel=0.02)
    assert math.log2(frequency_of(1e6) / MIDDLE) == pytest.approx(math.sqrt(2))


@given(LOSSES)
def test_no_loss_leaves_the_range(loss: float) -> None:
    assert LOWEST <= frequency_of(loss) <= HIGHEST


@given(st.floats(1e-38, 3e38), st.floats(1e-38, 3e38))
def test_a_larger_loss_is_higher(one: float, other: float) -> None:
    small, large = sorted((one, other))
    if large > small * 1.01:
        assert frequency_of(small) < frequency_of(large)


def test_the_ends_are_a_loss_of_nothing_and_one_that_has_overflowed() -> None:
    assert frequency_of(0.0) == LOWEST < frequency_of(1e-45)
    assert frequency_of(math.inf) == frequency_of(math.nan) == HIGHEST > frequency_of(3e38)


@pytest.mark.parametrize(("slope", "pan"), [(3.0, SIDE), (-1e-30, -SIDE), (0.0, 0.0), (math.nan, 0.0)])
def test_the_side_is_the_sign_of_the_gradient_of_the_epoch_itself(slope: float, pan: float) -> None:
    epoch = Epoch(0, 1.0, 0.0, 0.0, -slope, 1.0, slope, 1.0, LoopSettings())
    assert tone_of(epoch).pan == pan


def test_of_a_few_epochs_each_is_heard() -> None:
    history = history_of([5.0, 4.0, 4.0, 7.0])
    assert tones_since(history, -1, 3) == [tone_of(epoch) for epoch in history.epochs()]
    assert tones_since(history, 1, 2) == [tone_of(history.epoch(2))]
    assert tones_since(history, 3, 3) == []


@given(st.lists(LOSSES, min_size=1, max_size=200))
def test_of_many_epochs_a_few_are_heard_and_the_newest_is_the_last(losses: list[float]) -> None:
    history = history_of(losses)
    heard = tones_since(history, -1, len(losses) - 1)
    assert len(heard) <= 2 * PARTS + 1
    assert heard[-1] == tone_of(history.epoch(len(losses) - 1))


@pytest.mark.parametrize("period", range(2, 40))
def test_a_swing_is_heard_however_many_epochs_it_takes(period: int) -> None:
    """At even distances, one of these periods would be the same point of the swing each time."""
    losses = [2 + math.cos(2 * math.pi * epoch / period) for epoch in range(240)]
    heard = [tone.frequency for tone in tones_since(history_of(losses), -1, 239)]
    assert min(heard) == frequency_of(min(history_of(losses).column("loss").tolist()))
    assert max(heard) == frequency_of(3.0)
    assert turns(heard) >= 2


@pytest.mark.parametrize("settings", [LoopSettings(), LoopSettings(every=3)])
def test_each_zero_grad_ticks(settings: LoopSettings) -> None:
    history = history_of_run(settings, 10)
    heard = [tone for time in range(10) for tone in tones_since(history, time - 1, time)]
    assert [tone.tick for tone in heard] == [settings.every == 1 or epoch % 3 == 0 for epoch in range(10)]
