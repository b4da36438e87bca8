"""What the synthesiser plays: the pitch that the loss says, bounded, and without a click."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.experiment import LoopSettings, ZeroGrad
from model.hearing.synth import ATTACK, GLIDE, RATE, STEP, TICK, VOICE, WAITING, Block, Synth
from model.hearing.tones import HIGHEST, LOWEST, SIDE, Tone, frequency_of
from tests.model.hearing.listening import history_of_run, jumps, loudness, pitch, played, turns, watched
from tests.model.plain_script import plain_script

BENDS = 3e-3
"""The second difference of the lowest wave is smaller; that of a jump by a hundredth of full scale is not."""

TONES = st.builds(Tone, st.floats(width=32).map(frequency_of), st.sampled_from([-SIDE, 0.0, SIDE]), st.booleans())
DEEDS = st.lists(
    st.tuples(st.just("play"), st.lists(TONES, max_size=9), st.floats(0, 0.3) | st.just(math.inf))
    | st.tuples(st.just("rest"), st.floats(0, 2), st.none())
    | st.tuples(st.just("render"), st.integers(0, 2000), st.none()),
    min_size=1,
    max_size=30,
)


def after(deeds: list[Any]) -> Block:
    """All that is rendered while somebody plays, rests and goes on as it happens to be."""
    synth, blocks = Synth(), [np.zeros((1, 2), np.float32)]
    for deed, what, lasts in deeds:
        if deed == "play":
            synth.play(what, lasts)
        elif deed == "rest":
            synth.rest(what)
        else:
            blocks.append(synth.render(what))
    blocks.append(synth.render(3000))
    return np.concatenate(blocks)


def test_the_pitch_is_what_the_loss_of_the_plain_loop_says() -> None:
    losses = [row.loss for row in plain_script(40)]
    blocks = played(watched(history_of_run(LoopSettings(), 40), ticks=False), 0.06)
    assert [pitch(block) for block in blocks] == pytest.approx([frequency_of(loss) for loss in losses], rel=1e-3)


def test_a_run_that_arrives_falls_in_pitch() -> None:
    pitches = [pitch(block) for block in played(watched(history_of_run(LoopSettings(), 100), ticks=False), 0.06)]
    assert all(later < earlier for earlier, later in pairwise(pitches))
    assert pitches[0] > 1.5 * pitches[-1]


def test_without_zero_grad_the_pitch_swings_as_often_as_the_loss() -> None:
    history = history_of_run(LoopSettings(zero_grad=ZeroGrad.NEVER), 100)
    losses = history.column("loss").tolist()
    pitches = [pitch(block) for block in played(watched(history), 0.06)]
    assert turns(pitches) == turns(losses) > 15
    assert pitches == pytest.approx([frequency_of(loss) for loss in losses], rel=1e-2)


def test_a_run_that_overflows_rises_to_the_highest_pitch_and_falls_silent_softly() -> None:
    history = history_of_run(LoopSettings(lr=0.19), 2000)
    synth = Synth()
    pitches = [pitch(block) for block in played(watched(history, ticks=False)[5:], 0.06, synth)]
    assert not history.epoch(len(history) - 1).is_finite
    assert all(later > earlier * (1 - 1e-4) for earlier, later in pairwise(pitches))
    assert pitches[-1] == pytest.approx(HIGHEST, rel=1e-3)
    synth.rest(1.5)
    end = loudness(synth.render(3 * RATE))
    assert all(later <= earlier for earlier, later in pairwise(end))
    assert end[20] > 0
    assert end[31:].max() == 0


@given(DEEDS)
def test_no_sample_is_louder_than_voice_and_tick_whatever_comes(deeds: list[Any]) -> None:
    sound = after(deeds)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= VOICE + TICK


@given(DEEDS)
def test_no_sample_is_far_from_the_one_before_whatever_comes(deeds: list[Any]) -> None:
    """What the loudest waves themselves do between two samples: 0.07 of full scale."""
    assert jumps(after(deeds)) < 0.07


def test_nothing_clicks_as_it_starts_pauses_goes_on_changes_its_side_and_ends() -> None:
    synth, low = Synth(), Tone(LOWEST, SIDE, False)
    blocks = []
    for tone in (low, low._replace(pan=-SIDE), low._replace(frequency=2 * LOWEST), low):
        synth.play([tone])
        blocks.append(synth.render(1001))
    for seconds in (ATTACK, 0.6):
        synth.rest(seconds)
        blocks.append(synth.render(500))  # in the midst of it
        synth.play([low])
        blocks.append(synth.render(3333))
    synth.rest()
    blocks.append(synth.render(3333))
    sound = np.concatenate(blocks)
    assert np.abs(sound).max() > 0.1
    assert sound[-1].tolist() == [0, 0]
    assert jumps(sound, 2) < BENDS
    assert jumps(np.concatenate([sound[:5000], sound[5100:]]), 2) > BENDS  # as it would with a cut


def test_a_tick_is_no_click() -> None:
    synth = Synth()
    synth.play([Tone(LOWEST, 0.0, True)])
    assert jumps(synth.render(RATE // 10), 2) < 0.02


@given(st.lists(st.integers(1, 700), min_size=1, max_size=20))
def test_the_sound_is_the_same_in_blocks_of_any_size(sizes: list[int]) -> None:
    whole, parts = Synth(), Synth()
    for synth in (whole, parts):
        synth.play([Tone(400.0, SIDE, True), Tone(900.0, -SIDE, False), Tone(200.0, 0.0, True)])
    pieces = np.concatenate([parts.render(size) for size in sizes])
    assert np.array_equal(pieces, whole.render(sum(sizes)))


def test_it_is_silent_until_something_is_played_and_within_a_moment_of_a_pause() -> None:
    synth = Synth()
    assert not synth.render(2000).any()
    synth.play([Tone(440.0, 0.0, True)])
    assert not synth.is_silent
    assert synth.render(2000).any()
    synth.rest()
    synth.render(round(ATTACK * RATE) + 2 * STEP)
    assert not synth.render(5000).any()
    assert synth.is_silent


def test_after_silence_the_next_tone_is_heard_at_once_and_comes_softly() -> None:
    synth = Synth()
    synth.play([Tone(HIGHEST, 0.0, False)] * WAITING)
    synth.rest()
    synth.render(RATE)
    synth.play([Tone(HIGHEST, 0.0, False), Tone(2 * LOWEST, 0.0, False)])
    synth.render(2 * STEP)
    synth.rest()  # on the way from the one to the other
    synth.render(RATE)
    synth.play([Tone(LOWEST, 0.0, False)])
    begins = synth.render(RATE * 35 // 1000)
    assert pitch(begins) == pytest.approx(LOWEST, rel=0.01)
    assert np.abs(begins[: RATE // 100]).max() < 0.4 * np.abs(begins).max()


def test_a_run_that_is_over_before_anything_of_it_was_rendered_is_heard_all_the_same() -> None:
    synth = Synth()
    synth.play([Tone(440.0, 0.0, False), Tone(880.0, 0.0, False)])
    synth.rest(1.5)
    end = loudness(synth.render(3 * RATE))
    assert end[2] > 0.9 * end.max() > 0
    assert all(later <= earlier for earlier, later in pairwise(end[2:]))
    assert end[20] > 0 == end[-20:].max()


def test_what_lasts_a_moment_ends_by_itself_and_what_lasts_goes_on() -> None:
    synth = Synth()
    synth.play([Tone(440.0, 0.0, False)], 0.2)
    assert loudness(synth.render(RATE))[[3, 5]].tolist() == [pytest.approx(0.06, rel=0.5), 0]
    synth.play([Tone(440.0, 0.0, False)])
    assert loudness(synth.render(60 * RATE))[-1] > 0.03


@pytest.mark.parametrize("pan", [-SIDE, 0.0, SIDE])
def test_a_gradient_is_heard_at_the_side_of_its_sign(pan: float) -> None:
    (block,) = played([Tone(440.0, pan, False)], 0.5)
    left, right = np.abs(block[RATE // 4 :]).max(axis=0)
    assert np.sign(round(right - left, 6)) == np.sign(pan)
    assert math.hypot(left, right) == pytest.approx(0.1 * 0.89, rel=0.01)  # as loud at each side


@pytest.mark.parametrize("every", [1, 3, 1000])
def test_each_zero_grad_of_a_watched_run_is_one_tick(every: int) -> None:
    history = history_of_run(LoopSettings(every=every), 30)
    ticking, quiet = (np.concatenate(played(watched(history, ticks=on), 0.06)) for on in (True, False))
    (sounding,) = np.nonzero(np.abs(ticking - quiet).max(axis=1) > 1e-6)
    assert 1 + np.count_nonzero(np.diff(sounding) > STEP) == sum(epoch.zero_grad for epoch in history.epochs())


def test_tones_that_come_together_are_heard_within_a_frame() -> None:
    synth = Synth()
    synth.play([Tone(LOWEST, 0.0, False)])
    synth.render(RATE)
    synth.play([Tone(frequency, 0.0, False) for frequency in (300.0, 500.0, 700.0, 800.0, 900.0, 1000.0, 1100.0)])
    synth.render(2 * GLIDE * STEP)
    assert pitch(synth.render(RATE // 20)) == pytest.approx(1100.0, rel=1e-3)


def test_who_does_not_listen_misses_the_oldest() -> None:
    synth = Synth()
    for number in range(10 * WAITING):
        synth.play([Tone(200.0 + number, 0.0, False)])
    synth.render(WAITING * STEP * 2)
    assert pitch(synth.render(RATE // 20)) == pytest.approx(200.0 + 10 * WAITING - 1, rel=1e-3)
