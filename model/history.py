"""The history of a run: one row an epoch, written by the training thread and read by everybody else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.epoch import Epoch
from model.experiment import LoopSettings

COLUMNS = ("loss", "W", "b", "W_grad", "b_grad", "W_grad_fresh", "b_grad_fresh")
"""What is kept of each epoch, in float32 as torch holds it: 28 bytes."""

ROW = Struct(f"{len(COLUMNS)}f")
"""A row in memory: packing one costs a quarter of what assigning it to an array does."""

BUFFERS = Struct("2f")
"""torch's momentum_buffer of W and of b, kept beside the rows of a run that has them: 8 bytes more."""

FIRST_CAPACITY = 4096
GROWTH = 1.25
"""Room is made for a quarter more, of which the system gives the memory only as rows are written."""


class Change(NamedTuple):
    """From this epoch on the loop ran with these settings."""

    epoch: int
    settings: LoopSettings


class Shuffles(NamedTuple):
    """A number of rows, shuffled in each of a number of epochs."""

    rows: int
    epochs: int


class History:
    """The columns of a run, which grow at the end and never change before it.

    One thread may append while others read: len() never counts a row that is not written yet, and a column once
    handed out stays as it was. Row n is epoch n. An optimizer that has momentum buffers keeps them, so that from the
    first epoch with buffers on every epoch has them.
    """

    def __init__(self) -> None:
        self._memory = memoryview(b"")
        self._rows = np.empty((0, len(COLUMNS)), np.float32)
        self._capacity = 0
        self._buffers: memoryview | None = None
        self._buffers_from = 0
        self._make_room(FIRST_CAPACITY)
        self._length = 0
        self.key = object()
        """The same for whatever holds epochs of this run, be it more or fewer."""
        self._settings: LoopSettings | None = None
        self.changes: list[Change] = []

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the rows so far take, with their buffers."""
        return self._length * (ROW.size + (0 if self._buffers is None else BUFFERS.size))

    def append(self, epoch: Epoch) -> None:
        """Add the next epoch; its number must be the present length."""
        _, *row, settings, momentum = epoch
        self.append_row(row, settings, momentum)

    def append_row(
        self, row: Sequence[float | None], settings: LoopSettings, momentum: tuple[float, float] | None
    ) -> None:
        """Add the next epoch's values of COLUMNS, with the gradients None where .grad is empty, and what stands beside.

        At full speed an epoch leaves nothing else behind.
        """
        n = self._length
        if settings is not self._settings:
            self._settings = settings
            self._note_change(n, settings)
        if n == self._capacity:
            self._make_room(int(n * GROWTH))
        if None in row:
            row = [math.nan if value is None else value for value in row]
        ROW.pack_into(self._memory, n * ROW.size, *row)
        if momentum is not None:
            self._keep_buffers(n, momentum)
        self._length = n + 1

    def column(self, name: str) -> NDArray[np.float32]:
        """All values of one of COLUMNS so far, shape (len,), as a view."""
        n = self._length  # read first: there can only be more rows since
        return self._rows[:n, COLUMNS.index(name)]

    def epoch(self, number: int) -> Epoch:
        """The record of an epoch, equal to the one that was appended. Raises IndexError where there is none."""
        if not 0 <= number < self._length:
            raise IndexError(f"no epoch {number} in a history of {self._length}")
        settings = self.settings_at(number)
        loss, W, b, W_grad, b_grad, W_fresh, b_fresh = ROW.unpack_from(self._memory, number * ROW.size)
        if settings.clears_before_step(number):
            W_grad = b_grad = None
        return Epoch(number, loss, W, b, W_grad, b_grad, W_fresh, b_fresh, settings, self._momentum(number))

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

    def epochs_in_grad(self, number: int, settings: LoopSettings | None = None) -> int:
        """Of how many epochs the gradients stand summed in .grad when an epoch's step() comes to it.

        Settings are those of an epoch that is not recorded yet.
        """
        changes = self.changes if settings is None else [*self.changes, Change(number, settings)]
        if (settings or self.settings_at(number)).clears_before_step(number):
            return 0
        end = number  # the last epoch whose zero_grad() may matter
        for change in reversed(changes):
            if change.epoch > number:
                continue
            settings = change.settings
            cleared = end - end % settings.every
            if settings.leaves_none(cleared) and cleared == number:
                cleared -= settings.every  # this epoch's own comes only after its step
            if settings.clears(cleared) and cleared >= change.epoch:
                first = cleared + 1 if settings.leaves_none(cleared) else cleared
                return number - first + 1
            end = change.epoch - 1
        return number + 1

    def equal_epochs(self, other: History) -> int:
        """So many first epochs are the same in both, bit for bit, of those that both have."""
        both = min(len(self), len(other))
        mine, theirs = (history._rows[:both].view(np.uint32) for history in (self, other))
        differing = np.flatnonzero((mine != theirs).any(axis=1))
        return int(differing[0]) if len(differing) else both

    def shuffles(self, length: int) -> list[Shuffles]:
        """What the first epochs, as many as length, have drawn to shuffle their rows, in order."""
        ends = [*(change.epoch for change in self.changes[1:]), length]
        spans = zip(self.changes, ends, strict=True) if self.changes else ()
        return [
            Shuffles(len(change.settings.data), min(end, length) - change.epoch)
            for change, end in spans
            if change.settings.batch_size and change.epoch < length
        ]

    def upto(self, length: int) -> History:
        """The first epochs of this history as they are now, as many as length: for reading only, and without a copy."""
        result = History.__new__(History)
        result.__dict__.update(self.__dict__)  # a tenth of copy()'s time, in every frame
        result._length = length = min(length, result._length)
        result.changes = [change for change in self.changes if change.epoch < length]
        return result

    def prefix(self, length: int) -> History:
        """A history of its own that holds the first epochs of this one, as many as length."""
        result = History()
        result._make_room(max(length, FIRST_CAPACITY))
        result._rows[:length] = self._rows[:length]
        result._length = length
        if self._buffers is not None and length > self._buffers_from:
            result._buffers = _zeros(result._capacity * BUFFERS.size)
            result._buffers[: length * BUFFERS.size] = self._buffers[: length * BUFFERS.size]
            result._buffers_from = self._buffers_from
        result.changes = [change for change in self.changes if change.epoch < length]
        return result

    def _keep_buffers(self, n: int, momentum: tuple[float, float]) -> None:
        """Write the buffers of a row; the memory for them is made with the first that come."""
        buffers = self._buffers
        if buffers is None:
            buffers, self._buffers_from = _zeros(self._capacity * BUFFERS.size), n
        BUFFERS.pack_into(buffers, n * BUFFERS.size, *momentum)
        self._buffers = buffers

    def _momentum(self, number: int) -> tuple[float, float] | None:
        if self._buffers is None or number < self._buffers_from:
            return None
        W_buffer, b_buffer = BUFFERS.unpack_from(self._buffers, number * BUFFERS.size)
        return W_buffer, b_buffer

    def _note_change(self, epoch: int, settings: LoopSettings) -> None:
        if not self.changes or settings != self.changes[-1].settings:
            self.changes.append(Change(epoch, settings))

    def _make_room(self, capacity: int) -> None:
        """Move into a larger block of memory; who reads the old one may go on doing so."""
        old = self._rows
        memory = _zeros(capacity * ROW.size)
        rows = np.frombuffer(memory, np.float32).reshape(capacity, len(COLUMNS))
        rows[: len(old)] = old
        if self._buffers is not None:
            buffers = _zeros(capacity * BUFFERS.size)
            buffers[: len(self._buffers)] = self._buffers
            self._buffers = buffers
        self._memory, self._rows, self._capacity = memory, rows, capacity


def _zeros(size: int) -> memoryview:
    """So many bytes, to which the system gives memory as they are written; a bytearray would be written at once."""
    return np.zeros(size, np.uint8).data
