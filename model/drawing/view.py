"""What a plot shows of its plane."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """A part of a plane, in the units of its axes."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height."""
        return self.right - self.left, self.top - self.bottom

    def contains(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top
