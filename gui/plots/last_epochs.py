"""The last epochs of a run as a range that moves in jumps: an axis drawn anew in each frame is what costs most."""

from __future__ import annotations

LAST = 60
"""As many epochs as can be told apart, a dot or a corner each."""

AHEAD = 10
"""Epochs that have room beyond the newest one while the loop runs."""

HELD = 6
"""Frames that a range stays at least while the loop runs: at full speed no two frames have an epoch in common."""


class LastEpochs:
    """Where the range begins and ends: at the newest epoch, or with room for the next ones as long as the loop runs."""

    def __init__(self) -> None:
        self._right = LAST - 1
        self._frames = HELD

    def fit(self, end: int, *, running: bool) -> tuple[int, int]:
        """The first and the last epoch to be shown, where end is the newest or the one that was travelled to."""
        self._frames += 1
        newest = max(end, LAST - 1)
        if not running:
            self._right, self._frames = newest, HELD
            return newest - LAST + 1, newest
        if newest < self._right - AHEAD or (newest > self._right and self._frames > HELD):
            self._right, self._frames = max(end + AHEAD, LAST - 1), 0
        return max(0, self._right - AHEAD - LAST + 1), self._right
