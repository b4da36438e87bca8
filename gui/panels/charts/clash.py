"""The sentence where .grad and this epoch's own gradient have different signs: it tells why W runs past the minimum.

If .grad holds what the epoch before has left there, .grad = old .grad + own gradient. Where that has another sign than
the own gradient, it has the old one's: step() moves W on, the way that it has just gone, while the slope says back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from gui.theme.number_format import tidy
from gui.theme.room import first_that_fits
from gui.widgets.card import QWIDGETSIZE_MAX, Translated
from gui.widgets.still_label import StillLabel


class Clash(Translated, StillLabel):
    """A sentence on the first parameter of which it is so, as fully as there is room for; else empty."""

    def __init__(self) -> None:
        super().__init__("clash", alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._told: tuple[str, float, float] | None = None
        self._high = False

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

    def widths(self) -> tuple[int, int]:
        """The room, in a line, for all that it may say, and for a sentence, with numbers of the usual length."""
        full, sentence, *_ = self._texts("W", 10.6, -41.1)
        advance = self.metrics().horizontalAdvance
        return advance(full) + 1, advance(sentence) + 1

    def set_high(self, on: bool) -> None:
        """Have room for two lines, or for one."""
        if on is not self._high:
            self._high = on
            self.restyle()

    def restyle(self) -> None:
        """Keep room for its lines."""
        self.keep_room("", stretch=True)
        self.set_word_wrap(self._high)
        if self._high:
            self.setFixedHeight(2 * (self.metrics().height() + 1))  # QLabel rounds each up
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it as fully as there is room for."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the present language."""
        texts = ("",) if self._told is None else self._texts(*self._told)
        if self._high:
            self.setText(first_that_fits(texts, self.height(), self._height_of))
        else:
            self.say(texts)

    def _height_of(self, text: str) -> int:
        """The height of a text whose lines are broken at the width that there is."""
        room = QRect(0, 0, self.width(), QWIDGETSIZE_MAX)
        return self.metrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def _texts(self, name: str, own: float, held: float) -> tuple[str, ...]:
        """The same in ever fewer words."""
        long = (
            self.tr("{name}: the slope says back, smaller ({own}); .grad says go on, larger ({held})")
            if own > 0
            else self.tr("{name}: the slope says back, larger ({own}); .grad says go on, smaller ({held})")
        )
        shorter = (
            self.tr("{name}: the slope says back ({own}), .grad says go on ({held})"),
            self.tr("{name}: slope says back ({own}), .grad on ({held})"),
            self.tr("{name}: back ({own}), .grad: go on ({held})"),
        )
        values = {"name": name, "own": _signed(own), "held": _signed(held)}
        return tuple(text.format(**values) for text in (long, *shorter))


def _signed(value: float) -> str:
    """Three digits and a sign."""
    return tidy(f"{value:+.3g}")
