"""The sentence where .grad and this epoch's own gradient have different signs: it tells why W runs past the minimum.

If .grad holds what the epoch before has left there, .grad = old .grad + own gradient. Where that has another sign than
the own gradient, it has the old one's: step() moves W on, the way that it has just gone, while the slope says back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtGui import QResizeEvent

from gui.theme.number_format import tidy
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel


class Clash(Translated, StillLabel):
    """A line of words on the first parameter of which it is so, as fully as there is room for; else empty."""

    def __init__(self) -> None:
        super().__init__("clash")
        self._told: tuple[str, float, float] | None = None

    def show_gradients(self, gradients: Iterable[tuple[str, float | None, float | None]]) -> None:
        """Tell of one of these: names of parameters, each with its own gradient and what .grad holds."""
        told = None
        for name, own, held in gradients:
            if own is not None and held is not None and own * held < 0 and math.isfinite(own + held):
                told = name, own, held
                break
        if told != self._told:
            self._told = told
            self.retranslate()

    def restyle(self) -> None:
        """Keep room for a line."""
        self.keep_room("", stretch=True)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it as fully as there is room for."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the present language."""
        if self._told is None:
            self.setText("")
            return
        name, own, held = self._told
        long = (
            self.tr("{name}: the slope says back, smaller ({own}); .grad says go on, larger ({held})")
            if own > 0
            else self.tr("{name}: the slope says back, larger ({own}); .grad says go on, smaller ({held})")
        )
        short = self.tr("{name}: the slope says back ({own}), .grad says go on ({held})")
        shortest = self.tr("{name}: back ({own}), .grad: go on ({held})")
        values = {"name": name, "own": _signed(own), "held": _signed(held)}
        self.say(text.format(**values) for text in (long, short, shortest))


def _signed(value: float) -> str:
    """Three digits and a sign."""
    return tidy(f"{value:+.3g}")
