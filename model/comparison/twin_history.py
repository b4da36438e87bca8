"""The histories of the twins of a run, which begin where the twins began."""

from __future__ import annotations

from model.data.standardised import in_original_units
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

    def upto(self, length: int) -> TwinHistory:
        """The twins as they are now, as far as a run of this length; for reading only."""
        result = TwinHistory()
        first, histories = self._begun
        result._begun = first, tuple(history.upto(max(length - first, 0)) for history in histories)
        return result

    def lines(self, time: int) -> list[tuple[float, float]]:
        """W and b of each twin after this epoch of the run, in the units of the data; none before they began."""
        row = time - self.first
        epochs = [history.epoch(row) for history in self.histories if 0 <= row < len(history)]
        return [in_original_units((epoch.W, epoch.b), epoch.settings) for epoch in epochs]

    def append(self, epochs: tuple[Epoch, ...]) -> None:
        """Add the next epoch of each twin; begin anew where they do not follow on those before."""
        first, histories = self._begun
        number = epochs[0].number
        if len(histories) != len(epochs) or first + len(histories[0]) != number:
            first, histories = number, tuple(History() for _ in epochs)
        for history, epoch in zip(histories, epochs, strict=True):
            history.append(epoch)
        self._begun = (first, histories)
