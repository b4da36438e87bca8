"""float32 values as short decimal numbers that read back exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def short_floats(column: NDArray[np.float32]) -> list[float]:
    """For each value the number of fewest digits that becomes this very float32 again, -0.0 and subnormals included.

    Any shape, finite values; row by row. The shortest decimal of a float32 goes through a Python float on its way back,
    which in principle could round it to the neighbour: such a value keeps all its digits.
    """
    values = column.ravel()
    short = [float(str(value)) for value in values]
    differs = np.array(short, np.float32).view(np.uint32) != values.view(np.uint32)
    for n in np.flatnonzero(differs):
        short[n] = float(values[n])
    return short
