"""When the loss reads as 0, although it is not."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray


class ReadsAsZero:
    """Since which epoch the loss prints as 0 with some decimals; follows a growing column, and looks back in it."""

    def __init__(self, decimals: int) -> None:
        self.decimals = decimals
        self._rows = 0
        self._turns: list[int] = []
        """Where the loss begins to read as 0, ceases to, begins again, and so on."""

    def since(self, loss: NDArray[np.float32]) -> int | None:
        """The first of the epochs, up to the newest, that all print as 0; None while the newest does not.

        loss is the column up to some time, shape (n,), always of the same run. A value prints as 0 when it is at most
        half a unit of the last decimal. Rows that were once seen are not read again.
        """
        if len(loss) > self._rows:
            new = loss[self._rows :].astype(np.float64)
            zero = new <= 0.5 * 10.0**-self.decimals  # NaN does not
            reads_as_zero = len(self._turns) % 2 == 1
            if zero.any() if not reads_as_zero else not zero.all():
                self._turns += (np.flatnonzero(np.diff(zero, prepend=reads_as_zero)) + self._rows).tolist()
            self._rows = len(loss)
        turns = bisect_right(self._turns, len(loss) - 1)
        return self._turns[turns - 1] if turns % 2 else None
