"""When the loss reads as 0, although it is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class ReadsAsZero:
    """Since which epoch the loss prints as 0 with so many decimals; follows a growing column."""

    def __init__(self, decimals: int) -> None:
        self.decimals = decimals
        self._rows = 0
        self._since = 0

    def since(self, loss: NDArray[np.float32]) -> int | None:
        """The first of the epochs, up to the newest, that all print as 0; None while the newest does not.

        loss is the whole column, shape (n,). A value prints as 0 when it is at most half a unit of the last decimal.
        """
        new = loss[self._rows :].astype(np.float64)
        visible = np.flatnonzero(~(new <= 0.5 * 10.0**-self.decimals))  # NaN counts as visible
        if len(visible):
            self._since = self._rows + int(visible[-1]) + 1
        self._rows = len(loss)
        return self._since if self._since < self._rows else None
