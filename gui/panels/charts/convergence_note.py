"""The epoch at which the loss is expected to be as good as least, in words and as a mark in the chart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QResizeEvent

from gui.plots.canvas import Writing
from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.theme.number_format import epoch_text, plain
from gui.theme.theme import THIN_WIDTH, Theme, TypeScale
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel
from model.theory.convergence import Convergence
from model.theory.zones import Zone

GAP = 5.0
"""Pixels between the line in the chart and what is written beside it."""


class ConvergenceNote(Translated, StillLabel):
    """A line of words below a chart, empty where nothing can be told, and a dotted line with the epoch in the chart."""

    def __init__(self, plot: Plot) -> None:
        super().__init__("note")
        self.fill()
        self._plot = plot
        self.line = plot.canvas.add_path(14)
        self.label = Writing(plot.canvas, 14.1)
        self._arrival: Convergence | None = None
        self._is_shown = True
        plot.range_changed.connect(self._draw_mark)

    def show_arrival(self, arrival: Convergence | None) -> None:
        """Tell this; with None, nothing."""
        if arrival != self._arrival:
            self._arrival = arrival
            self.retranslate()
            self._draw_mark()

    def set_shown(self, on: bool) -> None:
        """Show what is expected, or keep it from those who are to guess; the room stays."""
        self._is_shown = on
        self.retranslate()
        self._draw_mark()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme, and keep room for a line."""
        self.line.setPen(cosmetic_pen(theme.accent, scale.width(THIN_WIDTH), Qt.PenStyle.DotLine))
        self.label.restyle(scale.font(scale.small), theme.accent, theme.card)
        self.keep_room("", stretch=True)
        self.retranslate()
        self._draw_mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it as fully as there is room for."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the present language, as fully as there is room for."""
        texts = self._texts(self._arrival) if self._arrival is not None and self._is_shown else [""]
        self.say(texts)
        self.setToolTip(
            self.tr(
                "What the curvature of the loss tells of these settings, from the W and b that they began with;\n"
                "and what became of it, told from the recorded W and b."
            )
            if texts[0]
            else ""
        )
        self._draw_mark()

    def _texts(self, arrival: Convergence) -> list[str]:
        """What is to be said, the longest way first."""
        if arrival.expected is None:
            return [self._why_never(arrival.zone)]
        texts: tuple[str, ...]
        if arrival.reached is not None:
            texts = (
                self.tr("Expected at about epoch {expected}; reached at {reached}"),
                self.tr("Expected: {expected}, reached: {reached}"),
            )
        elif arrival.is_late:
            texts = (
                self.tr("Expected at about epoch {expected}; float32's rounding holds it up"),
                self.tr("Expected: {expected}; held up by rounding"),
            )
        elif arrival.to_zero:
            texts = (
                self.tr("Expected: loss below {tolerance} at about epoch {expected}"),
                self.tr("Expected: loss {tolerance} at epoch {expected}"),
                self.tr("Expected: epoch {expected}"),
            )
        else:
            texts = (
                self.tr("Expected: within {tolerance} of the least loss at about epoch {expected}"),
                self.tr("Expected: {tolerance} above the least loss at epoch {expected}"),
                self.tr("Expected: epoch {expected}"),
            )
        numbers = {"expected": epoch_text(arrival.expected), "tolerance": plain(arrival.tolerance)}
        reached = "" if arrival.reached is None else str(arrival.reached)
        return [text.format(**numbers, reached=reached) for text in texts]

    def _why_never(self, zone: Zone) -> str:
        texts = {
            Zone.DIVERGES: self.tr("Will not converge: the learning rate is too large"),
            Zone.SWINGS: self.tr("Will not converge: it swings for ever"),
            Zone.BLOWS_UP: self.tr("Will not converge: the swing grows"),
            Zone.STILL: self.tr("Nothing to be expected: W and b are not moved"),
        }
        return texts.get(zone, "")

    def _draw_mark(self) -> None:
        """A line at the expected epoch, if that is in view."""
        path = QPainterPath()
        left, right, bottom, top = self._plot.visible_range()
        epoch = self._arrival.expected if self._arrival is not None and self._is_shown else None
        in_view = epoch is not None and left <= epoch <= right
        if epoch is not None and in_view:
            path.moveTo(epoch, bottom)
            path.lineTo(epoch, top)
            self._place_label(epoch, right, top)
        self.line.setPath(path)
        self.label.setVisible(in_view)

    def _place_label(self, epoch: int, right: float, top: float) -> None:
        """Beside the line, on the side that has room, and below what names the changes of the run."""
        self.label.write(self.tr("expected {epoch}").format(epoch=epoch_text(epoch)))
        room, canvas = self.label.room, self._plot.canvas
        width = (room.real + 2 * GAP) / canvas.across
        x = epoch + GAP / canvas.across if epoch + width <= right else epoch - width + GAP / canvas.across
        self.label.setPos(x, top - room.imag / canvas.up)
