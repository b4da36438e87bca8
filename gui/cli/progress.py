"""How far a long run has come, on a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Self

from gui.cli.parser import tell

LONG = 2.0
"""Seconds after which a run is long."""

BETWEEN = 0.2
"""Seconds between two such lines."""


class Progress:
    """A line on standard error, where that is a terminal: it comes when a run takes long, and goes with its end."""

    def __init__(self, epochs: int, *, wanted: bool) -> None:
        self._epochs = epochs
        self._next = monotonic() + LONG if wanted and sys.stderr is not None and sys.stderr.isatty() else float("inf")
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def tell(self, done: int) -> None:
        """Say how many epochs are done, if it is time to."""
        if monotonic() >= self._next:
            self._next = monotonic() + BETWEEN
            text = f"{100 * done // self._epochs} %: epoch {done} of {self._epochs}"
            tell(f"\r{text:{self._width}}", end="")
            self._width = len(text)

    def clear(self) -> None:
        """Take the line away, before another is printed in its place."""
        if self._width:
            tell(f"\r{'':{self._width}}\r", end="")
            self._width = 0
