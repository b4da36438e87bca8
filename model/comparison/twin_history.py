"""The histories of the twins of a run, which begin where the twins began."""

from __future__ import annotations

from model.epoch import Epoch
from model.history import History


class TwinHistory:
    """One history for each twin; row 0 is the epoch `first`. One thread appends while others read."""

    def __init__(self) -> None:
        self._begun: tuple[int, tuple[History, ...]] = (0, ())

    @property
    def first(self) -> int:
        """The run's epoch at which the twins began."""
        return self._begun[0]

    @property
    def histories(self) -> tuple[History, ...]:
        """A history for each twin, in the order of model.comparison.twins.twins_of."""
        return self._begun[1]

    def append(self, epochs: tuple[Epoch, ...]) -> None:
        """Add the next epoch of each twin; begin anew where they do not follow on those before."""
        first, histories = self._begun
        number = epochs[0].number
        if len(histories) != len(epochs) or first + len(histories[0]) != number:
            first, histories = number, tuple(History() for _ in epochs)
        for history, epoch in zip(histories, epochs, strict=True):
            history.append(epoch)
        self._begun = (first, histories)
