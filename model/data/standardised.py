"""Standardised x, as the program's first line makes it; and what W and b of it mean for the data as they are."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.dataset import Dataset, kept
from model.experiment import LoopSettings

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def trained_data(settings: LoopSettings) -> Dataset:
    """The data that the loop really fits: those of the settings, with x standardised where they ask for it.

    Without torch, so that it can be had before torch is loaded: a value may differ from torch's in its last bits.
    The same object for the same data.
    """
    return _standardised(settings.data) if settings.standardise else settings.data


def in_original_units(line: tuple[float, float], settings: LoopSettings) -> tuple[float, float]:
    """W and b of a loop with these settings, in the units of its data."""
    return original_units(*line, settings.data) if settings.standardise else line


def original_units(W: Numbers, b: Numbers, data: Dataset) -> tuple[Numbers, Numbers]:
    """The line that W and b of the standardised x are, in the units of data: W / sd and b - W * mean / sd.

    data are those that have not been standardised. W and b may be arrays, of float64 or the same shape.
    W (x - mean) / sd + b multiplied out. Raises ValueError where x cannot be standardised.
    """
    mean, sd = _float32_scale(data)
    slope = W / sd
    return slope, b - slope * mean


def in_trained_units(x: float, settings: LoopSettings) -> float:
    """The x that the loop has in place of this one of the data: W and b are those of the line over it."""
    if not settings.standardise:
        return x
    mean, sd = _float32_scale(settings.data)
    return (x - mean) / sd


@kept
def _standardised(data: Dataset) -> Dataset:
    mean, sd = map(np.float32, _float32_scale(data))
    x = (data.x - mean) / sd
    exact = x.astype(np.float64), data.y.astype(np.float64)  # computed, they were never read as anything else
    return Dataset(x, data.y, data.name, data.x_name, data.y_name, precise=exact)


def _float32_scale(data: Dataset) -> tuple[float, float]:
    """Mean and standard deviation as float32 numbers, with which the program computes: far from 0 they are coarse."""
    if not data.can_standardise:
        raise ValueError("x cannot be standardised")
    mean, sd = data.x_scale
    return float(np.float32(mean)), float(np.float32(sd))
