"""What the present data say of a learning rate: marks under its slider, and the zone that it is in, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionSlider, QToolTip, QVBoxLayout, QWidget

from gui.session.overrides import keeps_faults
from gui.theme.number_format import significant
from gui.theme.tips import wrapped
from gui.widgets.card import Translated
from gui.widgets.inputs import LogSlider
from gui.widgets.still_label import StillLabel
from model.experiment import LoopSettings
from model.theory.curvature import Curvature
from model.theory.zones import Limits, Zone, limit, limits, zone

REACH = 7
"""Pixels from a mark within which the mouse asks for it."""

LR_SCALE = (1e-4, 1.0)
"""What the slider reaches, where that is enough for the marks."""

LOWEST, HIGHEST = 1e-12, 10.0
"""What it reaches at most; the marks never lie higher."""

JUMP = 2
"""Powers of ten by which its lower end moves at once."""


class LrLimits(Translated, QWidget):
    """Marks under a logarithmic slider of learning rates, and a line of words below them."""

    def __init__(self, slider: LogSlider) -> None:
        super().__init__()
        self._slider = slider
        self._settings: LoopSettings | None = None
        self._curvature: Curvature | None = None
        self._is_shown = True
        self.words = StillLabel("note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keep_room()

    def show_limits(self, settings: LoopSettings, curvature: Curvature) -> None:
        """Show the limits of this loop with data of this curvature, and where its learning rate is among them."""
        self._settings, self._curvature = settings, curvature
        self.retranslate()
        self.update()

    def set_shown(self, on: bool) -> None:
        """Show the limits, or keep them from those who are to guess; the room stays."""
        self._is_shown = on
        self.retranslate()
        self.update()

    def marks(self) -> dict[str, float]:
        """Where the marks are, in pixels from the left: those of the limits that the slider can reach."""
        return {name: self.position(lr) for name, lr in self._limits() if self._slider.low <= lr <= self._slider.high}

    def marks_height(self) -> int:
        """Pixels from the upper edge, in which the marks are."""
        return self.height() - self.words.height()

    def position(self, lr: float) -> float:
        """Where the middle of the slider's handle is with this learning rate, in pixels from the left."""
        left, right = (self._handle_middle(at) for at in (self._slider.minimum(), self._slider.maximum()))
        share = math.log(lr / self._slider.low) / math.log(self._slider.high / self._slider.low)
        return self.mapFromGlobal(self._slider.mapToGlobal(QPoint(0, 0))).x() + left + share * (right - left)

    def tip(self, x: float) -> str:
        """What the marks within reach of this place mean, or all of them where there is none."""
        names = [name for name, at in self._drawn() if abs(at - x) <= REACH]
        return "\n".join(text for name, text in self._meanings().items() if name in names or not names)

    def retranslate(self) -> None:
        """Retranslate every text."""
        if self._settings is None or self._curvature is None:
            return
        if not self._is_shown:
            self.words.setText("")
            self.setAccessibleName("")
            self.setAccessibleDescription("")
            return
        here = zone(self._settings.lr, self._settings, self._curvature)
        below = limit(self._settings, self._curvature)
        hopeless = below == 0 and here in (Zone.DIVERGES, Zone.BLOWS_UP)
        words = self.tr("blows up at any learning rate") if hopeless else self._names()[here]
        self.words.setText(words.format(limit=significant(below)))
        self.setAccessibleName(self.words.text())
        self.setAccessibleDescription(self.tip(-math.inf))

    def event(self, event: QEvent) -> bool:
        """Tell what a mark means to whoever points at it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), wrapped(self.tip(event.pos().x())), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type at once, too."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._keep_room()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take on the size that the style sheet has given to the type by now."""
        self._keep_room()
        super().showEvent(event)

    @keeps_faults
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a triangle, a bar and a double bar: their shapes tell them apart, even where they lie on one another."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        high = float(self.marks_height() - 1)
        low = 0.35 * high  # a bar that stands in the triangle is seen above it
        beyond = [at for name, at in self._drawn() if name not in self.marks()]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(role.PlaceholderText))
        for at in set(beyond):
            painter.drawPolygon(_arrow(at, 0.0 if at < self.width() / 2 else float(self.width()), high))
        marks = self.marks()
        if "fastest" in marks:
            painter.setBrush(self.palette().color(role.Highlight))
            painter.drawPolygon(_triangle(marks["fastest"], low, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(role.WindowText))
        if "stable" in marks:
            painter.drawRect(QRectF(marks["stable"] - 1, 0, 2, high))
        if "skipped" in marks:
            painter.setPen(QPen(self.palette().color(role.WindowText), 1.2))
            for side in (-1.7, 1.7):
                at = marks["skipped"] + side
                painter.drawLine(QPointF(at, 0), QPointF(at, high))

    def _limits(self) -> list[tuple[str, float]]:
        if self._settings is None or self._curvature is None or not self._is_shown:
            return []
        found = limits(self._settings, self._curvature)._asdict()
        return [(name, lr) for name, lr in found.items() if lr is not None]

    def _drawn(self) -> list[tuple[str, float]]:
        """Every limit and its place; that of one out of reach is the end nearest to it."""
        return [(name, self.position(min(max(lr, self._slider.low), self._slider.high))) for name, lr in self._limits()]

    def _handle_middle(self, at: int) -> float:
        option = QStyleOptionSlider()
        self._slider.initStyleOption(option)
        option.sliderPosition = option.sliderValue = at
        complex_control, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        rect = self._slider.style().subControlRect(complex_control, option, handle, self._slider)
        return rect.x() + rect.width() / 2

    def _keep_room(self) -> None:
        self.words.keep_room("", stretch=True)
        self.setFixedHeight(self.words.height() + round(self.words.metrics().height() * 0.55))

    def _names(self) -> dict[Zone, str]:
        return {
            Zone.STILL: self.tr("stands still"),
            Zone.SLOW: self.tr("converges slowly"),
            Zone.CONVERGES: self.tr("converges"),
            Zone.FASTEST: self.tr("fastest about here"),
            Zone.OVERSHOOTS: self.tr("overshoots, but converges"),
            Zone.DIVERGES: self.tr("too large: diverges (limit {limit})"),
            Zone.SWINGS: self.tr("swings, bounded (limit {limit})"),
            Zone.BLOWS_UP: self.tr("blows up (limit {limit})"),
            Zone.BATCHES: self.tr("mini-batches: at most about {limit}"),
            Zone.BATCHES_HELD: self.tr("noise adds up: may blow up"),
        }

    def _meanings(self) -> dict[str, str]:
        texts = {
            "fastest": self.tr("Triangle, {lr}: converges fastest"),
            "stable": self.tr("Bar, {lr}: from here on the loop with zero_grad() diverges"),
            "skipped": self.tr("Double bar, {lr}: from here on even the loop without zero_grad() blows up"),
        }
        return {name: texts[name].format(lr=significant(lr)) for name, lr in self._limits()}


def scale_for(at: Limits) -> tuple[float, float]:
    """The ends of a slider in whose range all marks lie, but those below the lowest learning rate that it reaches.

    Of the settings none but the learning rate's limits count, so that it stays as it is while its handle is dragged.
    """
    low, high = LR_SCALE
    marks = [lr for lr in at if lr is not None]
    powers = math.floor(math.log10(max(min(marks), LOWEST)))
    least = 10.0 ** (powers - powers % JUMP)
    return min(low, least), high if max(marks) <= high else HIGHEST


def _triangle(at: float, top: float, high: float) -> QPolygonF:
    """One that points up at the slider."""
    half = 0.6 * (high - top)
    return QPolygonF([QPointF(at, top), QPointF(at - half, high), QPointF(at + half, high)])


def _arrow(end: float, edge: float, high: float) -> QPolygonF:
    """One that points out of the slider's range, between the last place of a mark and the edge."""
    base = end + math.copysign(3, edge - end)
    return QPolygonF([QPointF(edge, high / 2), QPointF(base, 0.1 * high), QPointF(base, 0.9 * high)])
