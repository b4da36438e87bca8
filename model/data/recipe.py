"""Data made to order: points scattered about a line that is known."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.dataset import Dataset
from model.experiment import SEED_LIMIT

POINTS = (2, 100_000)
"""The fewest points that determine a line, and the most that can be made."""

REACH_LIMIT = 1e38
"""How far y may go: a third of what float32 holds, so that no rounding on the way overflows."""

NOISE_REACH = 10.0
"""No normal number that torch draws is larger: it has 53 random bits at most, which end at 8.6."""


@dataclass(frozen=True)
class Recipe:
    """All that determines a made data set: y = W x + b, with normal noise, at points drawn evenly from a range of x.

    Raises ValueError, in one sentence, where that cannot be made.
    """

    W: float = 2.0
    b: float = 1.0
    points: int = 50
    noise: float = 1.0
    """The standard deviation of what is added to y."""
    low: float = 0.0
    """x is this or more ..."""
    high: float = 10.0
    """... and less than this, both as float32."""
    seed: int = 0

    def __post_init__(self) -> None:
        _check_whole("the number of points", self.points, *POINTS)
        _check_whole("the seed", self.seed, 0, SEED_LIMIT - 1)
        ends = {"the least x": self.low, "the largest x": self.high}
        for name, value in {"W": self.W, "b": self.b, "the noise": self.noise, **ends}.items():
            if not math.isfinite(value):
                raise ValueError(f"{name} must be a finite number, not {value}")
        if self.noise < 0:
            raise ValueError(f"the noise must be 0 or more, not {self.noise}")
        if self._reach() > REACH_LIMIT:
            raise ValueError("these numbers are too large: y would leave the range of float32")
        if not is_range(self.low, self.high):
            raise ValueError(f"x must go from a smaller to a larger float32 number, not from {self.low} to {self.high}")

    @property
    def equation(self) -> str:
        """The line and its noise for people to read, such as y = 2 x − 1 ± 0.5."""
        sign = "−" if self.b < 0 else "+"
        noise = f" ± {_written(self.noise)}" if self.noise else ""
        return f"y = {_written(self.W)} x {sign} {_written(abs(self.b))}{noise}"

    def make(self) -> Dataset:
        """The data set: x of shape (points, 1) drawn evenly, and y = W x + b + noise * randn; all in float32.

        Its torch.Generator is its own, so that the same recipe gives the same numbers whatever else has been drawn.
        """
        import torch

        generator = torch.Generator().manual_seed(self.seed)
        drawn = torch.rand((self.points, 1), generator=generator, dtype=torch.float64)
        low, high = np.float32(self.low), np.float32(self.high)
        x = (float(low) + (float(high) - float(low)) * drawn).float()
        x = x.clamp(max=float(np.nextafter(high, low)))  # becoming float32 may have rounded x up to the excluded end
        noise = torch.randn((self.points, 1), generator=generator, dtype=torch.float32)
        W, b = (torch.tensor([number], dtype=torch.float32) for number in (self.W, self.b))
        y = x * W + b + self.noise * noise
        return Dataset(x.numpy(), y.numpy(), self.equation, "x", "y")

    def _reach(self) -> float:
        """The farthest from 0 that x or y can come."""
        farthest = max(abs(self.low), abs(self.high))
        return max(farthest, abs(self.W) * farthest + abs(self.b) + NOISE_REACH * self.noise, abs(self.W))


def is_range(low: float, high: float) -> bool:
    """Whether there is a float32 number from low on that lies below high."""
    with np.errstate(over="ignore"):
        return bool(np.float32(low) < np.float32(high))


def _written(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _check_whole(name: str, value: int, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}, not {value}")
