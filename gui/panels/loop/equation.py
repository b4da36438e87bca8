"""The equation of the line, whose parts stay where they are while it changes.

W has four digits, and b is no finer than W, as one adds numbers of so many decimals.
"""

from __future__ import annotations

import math
from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme.number_format import NOTHING, four_digits, four_digits_beside
from gui.widgets.card import label, look_again

USUAL = ("0.0000", "0.0000")
"""The longest W and b for which there is room at first."""

SIGNS = ("+", "−")

TIGHT = (False, True, "most")
"""Its sizes of type, the largest first, by a property that the style sheet knows."""


class Equation(QWidget):
    """y = W x + b. A number that needs more room than any before gets it, and keeps it until forget()."""

    def __init__(self) -> None:
        super().__init__()
        self.equals, self.W, self.plus, self.b = (label("hero") for _ in range(4))
        self.parts = (self.equals, self.W, self.plus, self.b)
        for part in self.parts:
            part.setParent(self)
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setProperty("tight", False)
        self.W.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._numbers: tuple[float, float] | None = (math.nan, math.nan)
        self._room = list(map(len, USUAL))
        self._fonts: dict[bool | str, QFont] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.show_numbers(None)

    def text(self) -> str:
        """The equation as it is read."""
        return " ".join(part.text() for part in self.parts) if self._numbers is not None else NOTHING

    def show_numbers(self, numbers: tuple[float, float] | None) -> None:
        """Show the line with this W and b, or that there is none yet."""
        if numbers == self._numbers:
            return
        self._numbers = numbers
        if numbers is None:
            texts = NOTHING, "", "", ""
        else:
            W = four_digits(numbers[0])
            b = four_digits_beside(abs(numbers[1]), W)
            reads_as_zero = not b.strip("0.")
            texts = "y =", W, f"x {SIGNS[numbers[1] < 0 and not reads_as_zero]}", b
        for part, text in zip(self.parts, texts, strict=True):
            if text != part.text():
                part.setText(text)
        needed = [max(room, len(part.text())) for room, part in zip(self._room, (self.W, self.b), strict=True)]
        if needed != self._room:
            self._room = needed
            self._place()

    def forget(self) -> None:
        """Keep room for the usual numbers only: another run begins."""
        self._room = list(map(len, USUAL))
        self._place()

    @property
    def least_width(self) -> int:
        """How wide it has to be, in the smallest type that it has."""
        return self._ends(QFontMetrics(self._fonts[TIGHT[-1]]))[-1] if self._fonts else 0

    @property
    def full_width(self) -> int:
        """How wide it has to be in its largest type."""
        return self._ends(self.metrics())[-1] if self._fonts else 0

    def metrics(self) -> QFontMetrics:
        """The measures of the font, where there is room for all."""
        return QFontMetrics(self._fonts[False])

    def set_selectable(self, on: bool) -> None:
        """Let the numbers be selected and copied."""
        flags = Qt.TextInteractionFlag
        for part in (self.W, self.b):
            part.setTextInteractionFlags(flags.TextSelectableByMouse if on else flags.NoTextInteraction)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def restyle(self) -> None:
        """Take on the size of the type."""
        self._fonts = {tight: self._font(tight=tight) for tight in reversed(TIGHT)}
        self.setFixedHeight(QFontMetrics(self._fonts[False]).height() + 1)  # QLabel rounds up
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _font(self, *, tight: bool | str) -> QFont:
        self.W.setProperty("tight", tight)
        look_again(self.W)
        self.W.ensurePolished()
        return QFont(self.W.font())

    def _place(self) -> None:
        """Give each part the room of its longest text, all in one size of type."""
        if not self._fonts:
            return
        for tight in TIGHT:
            ends = self._ends(metrics := QFontMetrics(self._fonts[tight]))
            if ends[-1] <= self.width():
                break
        lefts = (0, *(end + metrics.horizontalAdvance(" ") for end in ends))
        for part, left, right in zip(self.parts, lefts, ends, strict=False):
            if part.property("tight") != tight:
                part.setProperty("tight", tight)
                look_again(part)
            part.move(left, 0)
            part.setFixedSize(right - left, self.height())  # fixed, it asks for no layout when its text changes

    def _ends(self, metrics: QFontMetrics) -> list[int]:
        """How far each part comes, a space between two."""
        advance = metrics.horizontalAdvance
        digit, signs = advance("0"), max(advance(f"x {sign}") for sign in SIGNS)
        widths = (advance("y ="), self._room[0] * digit, signs, self._room[1] * digit)
        return [end - advance(" ") for end in accumulate(width + 2 + advance(" ") for width in widths)]
