"""The sound device, in a library that need not be there: miniaudio, asked only once something is to be heard."""

from __future__ import annotations

import time
from collections.abc import Generator
from enum import Enum, auto
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from model.hearing.synth import RATE, Block, Synth

LIBRARY = "miniaudio"

BLOCK = 40
"""Milliseconds of sound that the device asks for at once."""

FADES = 0.3
"""Seconds that closing waits at most until nothing is played any more."""

AHEAD = 3 * BLOCK / 1000
"""Seconds of sound that a device has been given before it is heard: not each plays it to its end when it is left."""

SILENT_DEVICE = "Null"
"""What the library calls that which it offers where there is no other."""

GONE_AFTER = 2.0
"""Seconds without a question for sound after which the device is taken to be gone: not every system tells of it."""


class Lack(Enum):
    """Why nothing can be heard."""

    LIBRARY = auto()
    DEVICE = auto()
    GONE = auto()
    """There was a device, and it went away."""


class NoSoundError(Exception):
    """Nothing can be heard, for the reason in lack."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.name)
        self.lack = lack


def has_library() -> bool:
    """Whether the library is installed; it is not imported."""
    return find_spec(LIBRARY) is not None


class Speaker:
    """A device that plays what a synthesiser renders, in a thread of the library's, until it is closed.

    Opening one takes a moment, and closing it too: both belong on a thread. Raises NoSoundError where there is none.
    """

    def __init__(self, synth: Synth) -> None:
        try:
            library: Any = import_module(LIBRARY)
        except (ImportError, OSError) as error:
            raise NoSoundError(Lack.LIBRARY) from error
        self._synth, self._stopped, self._asked = synth, False, time.monotonic()
        try:
            self._device = library.PlaybackDevice(library.SampleFormat.FLOAT32, 2, RATE, BLOCK, app_name="Slopewise")
            if self._device.backend == SILENT_DEVICE:
                self._device.close()
                raise NoSoundError(Lack.DEVICE)
            self._device.stop_callback = self._note_stop
            blocks = self._blocks()
            next(blocks)
            self._device.start(blocks)
        except library.MiniaudioError as error:
            raise NoSoundError(Lack.DEVICE) from error

    @property
    def is_gone(self) -> bool:
        """Whether the device plays no more, though nobody has closed it."""
        return self._stopped or time.monotonic() - self._asked > GONE_AFTER

    def close(self) -> None:
        """Fall silent, and leave the device."""
        until, sounds = time.monotonic() + FADES, not self._synth.is_silent
        self._synth.rest()
        while not (self._synth.is_silent or self.is_gone) and time.monotonic() < until:
            time.sleep(BLOCK / 4000)
        if sounds and not self.is_gone:
            time.sleep(AHEAD)
        self._device.stop_callback = None
        self._device.close()

    def _blocks(self) -> Generator[Block | bytes, int, None]:
        """What the device is sent, for each number of frames that it asks for."""
        frames = yield b""
        while True:
            self._asked = time.monotonic()
            frames = yield self._synth.render(frames)

    def _note_stop(self) -> None:
        self._stopped = True
