"""Where a place of the cut through the bowl is on its canvas, in pixels."""

from __future__ import annotations

from typing import NamedTuple

from model.drawing.cut import Cut
from model.drawing.view import View

WIDE, HIGH, BELOW = 1.5, 1.3, 0.2
"""What is seen: so many times as far as a run goes, so many times as high, and so much of its
height below the bottom."""

FARTHEST = 20.0
"""So many times the canvas away something is drawn at most: Qt draws nothing at coordinates of 1e9."""


class SideFrame(NamedTuple):
    """A view of s and the loss, and the size of the canvas in pixels."""

    view: View
    width: int
    height: int

    def x(self, s: float) -> float:
        """How far to the right an s is."""
        across = self.view.right - self.view.left
        return max(-FARTHEST, min((s - self.view.left) / across, FARTHEST)) * self.width

    def y(self, loss: float) -> float:
        """How far down a loss is."""
        up = self.view.top - self.view.bottom
        return max(-FARTHEST, min((self.view.top - loss) / up, FARTHEST)) * self.height


def view_of(cut: Cut, farthest: float) -> View:
    """What is to be seen where runs go so far from the bottom; never so little that float64 cannot tell it apart."""
    least = cut.surface.least
    rise = max(cut.loss(farthest) - least, least * 1e-9)
    return View(-WIDE * farthest, WIDE * farthest, least - BELOW * rise, least + HIGH * rise)
