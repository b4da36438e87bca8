"""The data as they were read, in float64: what theory is computed from, since float32 has only some seven digits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.data.number_text import short_floats
from model.dataset import Dataset, kept

ALWAYS_TOLD, MOST_DIGITS = 6, 9
"""Significant digits that survive in a float32, whatever they are, and that tell any float32 from its neighbours."""

EXACT_INTEGERS = 2.0**24
"""Below this a float32 that is an integer is what its digits say."""

EXACT_POWER = 22
"""The largest power of ten that a float64 holds exactly."""


@kept
def precise_columns(data: Dataset) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """X and y, each of shape (N, 1): as the reader had them, or the numbers of fewest digits that become them."""
    if data.precise is not None:
        return data.precise
    return shortest_decimals(data.x), shortest_decimals(data.y)


def shortest_decimals(column: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each float32 the float64 of the fewest digits that become it: 0.1 of 0.1 in float32; of the same shape.

    As model.data.number_text.short_floats, a whole column at once. An integer of up to nine digits times or over a
    power of ten that float64 holds is rounded once, so that it is what reading the decimal gives. Source: Clinger, How
    to Read Floating Point Numbers Accurately (1990), section 3.
    """
    values = column.ravel()
    result = values.astype(np.float64)
    left = np.flatnonzero((result != np.rint(result)) | (np.abs(result) >= EXACT_INTEGERS))
    exponents = np.floor(np.log10(np.abs(result[left]))).astype(np.int64)
    reached = (exponents > MOST_DIGITS - EXACT_POWER) & (exponents < ALWAYS_TOLD + EXACT_POWER)
    beyond, left, exponents = left[~reached], left[reached], exponents[reached]
    for digits in range(ALWAYS_TOLD, MOST_DIGITS + 1):
        powers = digits - 1 - exponents
        scale = 10.0 ** np.abs(powers)
        exact = result[left]
        short = np.where(powers < 0, np.rint(exact / scale) * scale, np.rint(exact * scale) / scale)
        found = short.astype(np.float32) == values[left]
        result[left[found]] = short[found]
        left, exponents = left[~found], exponents[~found]
    left = np.concatenate([left, beyond])
    result[left] = short_floats(values[left])
    return result.reshape(column.shape)
