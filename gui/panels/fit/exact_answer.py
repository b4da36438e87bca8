"""The least-squares line beside the run: what it is, and how far the run still has to go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.plots.canvas import Canvas
from gui.plots.curve import cosmetic_pen
from gui.theme.number_format import beside_readouts, minus
from gui.theme.theme import CURVE_WIDTH, Theme, TypeScale
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel
from model.theory.optimum import Optimum

LENGTHS = (10, 9, 8, 7)
"""Characters that a number may take, as many as there is room for: the readouts have ten ..."""

LONGEST_LOSS = 9
"""... and for the loss nine."""


class ExactAnswer(Translated, QWidget):
    """Two lines of words below the plot, and a dashed line in it; hidden as long as nobody wants to know."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._line = canvas.add_path(1.5)
        self.answer, self.distance = StillLabel("note"), StillLabel("note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.answer, self.distance):
            part.fill()
            layout.addWidget(part)
        self._optimum: Optimum | None = None
        self._at = (0.0, 0.0)
        self.hide()

    def show_optimum(self, optimum: Optimum | None, line: QPainterPath) -> None:
        """Show this optimum, drawn as this line; with None, nothing."""
        self._optimum = optimum
        self._line.setPath(line if optimum is not None else QPainterPath())
        self.setVisible(optimum is not None)
        self.retranslate()

    def show_distance(self, W: float, b: float) -> None:
        """Tell how far W and b still are from the optimum."""
        self._at = (W, b)
        optimum = self._optimum
        if optimum is None:
            return
        if optimum.unique:
            text = self.tr("Still to go: W {W}, b {b}")
            self.distance.setText(text.format(W=_signed(optimum.W - W), b=_signed(optimum.b - b)))
        else:
            self.distance.setText(self.tr("x has one value: every line through their mean fits as well."))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._line.setPen(cosmetic_pen(theme.muted, scale.width(CURVE_WIDTH), Qt.PenStyle.DashLine))
        for part in (self.answer, self.distance):
            part.keep_room("", stretch=True)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text."""
        optimum = self._optimum
        if optimum is None:
            return
        texts = (
            self.tr("Exact (dashed): y = {W} x {sign} {b}, loss {loss}"),
            self.tr("Exact: y = {W} x {sign} {b}, loss {loss}"),
        )
        told = "" if optimum.r_squared is None else minus(f", R² {optimum.r_squared:.4f}")
        written = [
            {
                "W": beside_readouts(optimum.W, length),
                "sign": "−" if optimum.b < 0 else "+",
                "b": beside_readouts(abs(optimum.b), length),
                "loss": beside_readouts(optimum.loss, min(length, LONGEST_LOSS)),
            }
            for length in LENGTHS
        ]
        self.answer.say(text.format(**numbers) + told for text in texts for numbers in written)
        self.show_distance(*self._at)


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "") + beside_readouts(value, LENGTHS[-1])
