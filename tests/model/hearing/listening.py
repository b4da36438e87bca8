"""What the tests of hearing share: runs that are rendered without a device, and ears that measure them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.experiment import Experiment, LoopSettings
from model.hearing.synth import RATE, Block, Synth
from model.hearing.tones import Tone, tones_since
from model.history import History
from model.training.trainer import Trainer


def history_of_run(settings: LoopSettings, epochs: int) -> History:
    """The history of the lesson with these settings, as far as its numbers are finite."""
    history, trainer = History(), Trainer(Experiment(settings=settings))
    for _ in range(epochs):
        epoch = trainer.run_epoch()
        history.append(epoch)
        if not epoch.is_finite:
            break
    return history


def watched(history: History, *, ticks: bool = True) -> list[Tone]:
    """What is heard of a run of which each epoch has a frame of its own."""
    tones = [tone for time in range(len(history)) for tone in tones_since(history, time - 1, time)]
    return tones if ticks else [tone._replace(tick=False) for tone in tones]


def played(tones: Sequence[Tone], seconds: float, synth: Synth | None = None) -> list[Block]:
    """What is rendered while one of these tones after the other is played for so many seconds."""
    synth, blocks = synth or Synth(), []
    for tone in tones:
        synth.play([tone])
        blocks.append(synth.render(round(seconds * RATE)))
    return blocks


def pitch(block: Block) -> float:
    """The pitch of the last 24 ms of a block in Hz, by its whole periods: they begin where the wave rises from 0."""
    wave = block[-RATE * 24 // 1000 :].sum(axis=1, dtype=np.float64)
    (rises,) = np.nonzero((wave[:-1] < 0) & (wave[1:] >= 0))
    places = rises + wave[rises] / (wave[rises] - wave[rises + 1])
    return float(RATE * (len(places) - 1) / (places[-1] - places[0]))


def turns(values: Sequence[float]) -> int:
    """How many times it goes down after going up, or up after going down."""
    steps = np.sign(np.diff(values))
    steps = steps[steps != 0]
    return int(np.count_nonzero(steps[1:] != steps[:-1]))


def jumps(sound: Block, order: int = 1) -> float:
    """The largest difference of this order between neighbouring samples."""
    return float(np.abs(np.diff(sound.astype(np.float64), order, axis=0)).max())


def loudness(sound: Block) -> NDArray[np.float64]:
    """The root mean square of each 50 ms, left and right together."""
    part = RATE // 20
    whole = sound[: len(sound) // part * part].astype(np.float64).reshape(-1, part * 2)
    result: NDArray[np.float64] = np.sqrt((whole**2).mean(axis=1))
    return result
