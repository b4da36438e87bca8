"""The history of a run: one row an epoch, written by the training thread and read by everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.epoch import Epoch
from model.experiment import LoopSettings

COLUMNS = ("loss", "W", "b", "W_grad", "b_grad", "W_grad_fresh", "b_grad_fresh")
"""What is kept of each epoch, in float32 as torch holds it: 28 bytes."""

FIRST_CAPACITY = 4096
GROWTH = 1.5


class Change(NamedTuple):
    """From this epoch on the loop ran with these settings."""

    epoch: int
    settings: LoopSettings


class History:
    """The columns of a run, which grow at the end and never change before it.

    One thread may append while others read: len() never counts a row that is not written yet, and a column once
    handed out stays as it was. Row n is epoch n.
    """

    def __init__(self) -> None:
        self._block = np.empty((len(COLUMNS), FIRST_CAPACITY), np.float32)
        self._length = 0
        self.changes: list[Change] = []

    def __len__(self) -> int:
        return self._length

    def append(self, epoch: Epoch) -> None:
        """Add the next epoch; its number must be the present length."""
        n = self._length
        if not self.changes or self._differs(epoch):
            self.changes.append(Change(n, LoopSettings(epoch.lr, epoch.zero_grad)))
        if n == self._block.shape[1]:
            self._grow()
        self._block[:, n] = epoch[1:8]
        self._length = n + 1

    def column(self, name: str) -> NDArray[np.float32]:
        """All values of one of COLUMNS so far, shape (len,), as a view."""
        n = self._length  # read first: the block can only have become larger since
        return self._block[COLUMNS.index(name), :n]

    def epoch(self, number: int) -> Epoch:
        """The record of an epoch, equal to the one that was appended. Raises IndexError where there is none."""
        if not 0 <= number < self._length:
            raise IndexError(f"no epoch {number} in a history of {self._length}")
        settings = self.settings_at(number)
        return Epoch._make((number, *self._block[:, number].tolist(), settings.lr, settings.zero_grad))

    def last(self) -> Epoch | None:
        """The newest record, or None before the first epoch is done."""
        n = self._length
        return self.epoch(n - 1) if n else None

    def epochs(self) -> Iterator[Epoch]:
        """Every record so far, oldest first."""
        return (self.epoch(number) for number in range(self._length))

    def settings_at(self, number: int) -> LoopSettings:
        """The settings that an epoch ran with."""
        return next(change.settings for change in reversed(self.changes) if change.epoch <= number)

    def epochs_in_grad(self, number: int) -> int:
        """Of how many epochs the gradients stand summed in .grad at an epoch's step: 1 right after a zero_grad()."""
        start = 0
        changes = self.changes.copy()  # the training thread may add one meanwhile
        for change, following in zip(changes, [*changes[1:], None], strict=True):
            if change.epoch > number:
                break
            if change.settings.zero_grad:
                start = number if following is None else min(number, following.epoch - 1)
        return number - start + 1

    def _differs(self, epoch: Epoch) -> bool:
        settings = self.changes[-1].settings
        return settings.lr != epoch.lr or settings.zero_grad != epoch.zero_grad

    def _grow(self) -> None:
        larger = np.empty((len(COLUMNS), int(self._block.shape[1] * GROWTH)), np.float32)
        larger[:, : self._length] = self._block
        self._block = larger
