"""Plays tones: one voice that glides from pitch to pitch, and never clicks, however the tones come."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.hearing.tones import LOWEST, MIDDLE, Tone

RATE = 24_000
"""Frames a second: the highest pitch with its overtone is far below half of it."""

STEP = 120
"""Frames that are computed at once, 5 ms: from 500 numbers on NumPy would hand the lock to the training thread."""

GLIDE = 7
"""Steps from one tone to the next, about a frame of the window; fewer where more tones wait."""

WAITING = 32
"""Tones that may wait: of more, the oldest are left out."""

VOICE, TICK = 0.2, 0.03
"""Of full scale, the lowest tone and a tick: no sample is larger than both together."""

ATTACK = 0.04
"""Seconds in which the voice comes, and as a rule goes."""

TICK_PITCH = 3000.0
"""Hz: far above every tone, and whole periods of it in a step."""

Block = NDArray[np.float32]

_PLACES = np.arange(STEP, dtype=np.float64)
_SQUARES = _PLACES**2
_RISE = (_PLACES + 1) / STEP
_TICK = (TICK * np.sin(np.pi * _PLACES / STEP) ** 2 * np.sin(2 * np.pi * TICK_PITCH / RATE * _PLACES))[:, np.newaxis]


class _Phrase(NamedTuple):
    """Tones to come, after how many steps the voice goes, and how much of it in each of them."""

    tones: tuple[Tone, ...]
    hold: float
    fade: float


class Synth:
    """Renders what is played as float32 in stereo, RATE frames a second.

    One thread may play while another renders. Pitch is continuous in its phase, and what is loud, left or right changes
    along straight lines, so that no sample is far from the one before it.
    """

    def __init__(self) -> None:
        self._coming: deque[_Phrase] = deque(maxlen=WAITING)
        self._tones: deque[Tone] = deque(maxlen=WAITING)
        self._hold, self._fade, self._gain = 0.0, 1.0, 0.0
        self._frequency, self._phase = MIDDLE, 0.0
        self._factor, self._left = 1.0, 0
        self._sides, self._drift, self._heard = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
        self._step = np.zeros((STEP, 2), np.float32)
        self._used = STEP
        self._wave, self._ramp = np.empty(STEP), np.empty(STEP)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is heard, and nothing waits to be."""
        return not self._coming and self._rests

    def play(self, tones: Iterable[Tone], lasts: float = math.inf) -> None:
        """Glide through these tones, and hold the last one; all of it ends after so many seconds, unless more come."""
        self._coming.append(_Phrase(tuple(tones), _steps(lasts), 1 / _steps(ATTACK)))

    def rest(self, seconds: float = ATTACK) -> None:
        """Fall silent within so many seconds."""
        self._coming.append(_Phrase((), 0, 1 / _steps(seconds)))

    def render(self, frames: int) -> Block:
        """The next so many frames, shape (frames, 2), left and right."""
        block, done = np.empty((frames, 2), np.float32), 0
        while done < frames:
            if self._used == STEP:
                self._render_step()
                self._used = 0
            part = min(frames - done, STEP - self._used)
            block[done : done + part] = self._step[self._used : self._used + part]
            self._used, done = self._used + part, done + part
        return block

    @property
    def _rests(self) -> bool:
        return self._gain == 0 and self._hold <= 0

    def _render_step(self) -> None:
        while self._coming:
            tones, hold, self._fade = self._coming.popleft()
            unheard = self._gain == 0 and self._tones and not tones  # else what comes and goes at once is never heard
            self._hold = _steps(ATTACK) if unheard else hold
            self._tones.extend(tones)
        if self._rests:
            self._tones.clear()
            self._left, self._heard = 0, (0.0, 0.0)
            self._step.fill(0)
            return
        ticks = self._left == 0 and self._next_tone()
        comes = self._hold > 0
        self._gain = min(1.0, self._gain + 1 / _steps(ATTACK)) if comes else max(0.0, self._gain - self._fade)
        self._hold -= 1
        self._render_voice()
        if ticks:
            self._step += _TICK

    def _next_tone(self) -> bool:
        """Head for the tone that waits, if there is one, and say whether it ticks."""
        self._factor, self._drift = 1.0, (0.0, 0.0)
        if not self._tones:
            return False
        self._left = steps = max(1, GLIDE // len(self._tones))
        frequency, pan, ticks = self._tones.popleft()
        sides = _loudness(frequency, pan)
        if self._gain == 0:  # nobody hears from where it would glide
            self._frequency, self._sides = frequency, sides
        self._factor = (frequency / self._frequency) ** (1 / steps)
        self._drift = (sides[0] - self._sides[0]) / steps, (sides[1] - self._sides[1]) / steps
        return ticks

    def _render_voice(self) -> None:
        """A step of the voice: a sine and its third harmonic, sin(3t) = 3 sin(t) - 4 sin(t)**3, for small speakers."""
        wave, ramp = self._wave, self._ramp
        begins, ends = self._frequency, self._frequency * self._factor
        speed, bend = 2 * math.pi * begins / RATE, math.pi * (ends - begins) / (RATE * STEP)
        np.multiply(_SQUARES, bend, out=wave)
        np.multiply(_PLACES, speed, out=ramp)
        wave += ramp
        wave += self._phase
        np.sin(wave, out=wave)
        np.multiply(wave, wave, out=ramp)
        np.subtract(1.75, ramp, out=ramp)  # sin(t) + sin(3t) / 4
        wave *= ramp
        self._phase = (self._phase + speed * STEP + bend * STEP**2) % (2 * math.pi)
        self._frequency, self._left = ends, max(0, self._left - 1)
        self._sides = self._sides[0] + self._drift[0], self._sides[1] + self._drift[1]
        if self._left == 0:
            self._factor, self._drift = 1.0, (0.0, 0.0)
        heard = self._sides[0] * self._gain, self._sides[1] * self._gain
        for side in (0, 1):
            np.multiply(_RISE, heard[side] - self._heard[side], out=ramp)
            ramp += self._heard[side]
            np.multiply(wave, ramp, out=self._step[:, side], casting="same_kind")
        self._heard = heard


def _steps(seconds: float) -> float:
    """So many steps of a time; at least one."""
    return max(1.0, seconds * RATE / STEP)


def _loudness(frequency: float, pan: float) -> tuple[float, float]:
    """How loud a tone is left and right: equal power from side to side, and less where the ear hears better, above."""
    angle, loud = (1 + pan) * math.pi / 4, VOICE * math.sqrt(LOWEST / frequency)
    return loud * math.cos(angle), loud * math.sin(angle)
