"""The lesson's small experiment: backward() adds to .grad, call after call."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gui.plots.canvas import Canvas
from gui.plots.curve import cosmetic_pen
from gui.plots.nice_numbers import roomy
from gui.theme.number_format import NOTHING, six_digits
from gui.theme.theme import SPACE, THIN_WIDTH, Theme, TypeScale
from gui.widgets.card import Card, label
from gui.widgets.inputs import Choice, PushButton
from gui.widgets.number_edit import NumberEdit
from gui.widgets.still_label import StillLabel
from model.drawing.view import View
from model.experiment import FLOAT32_MAX

if TYPE_CHECKING:
    from model.training.accumulation import Accumulation

EXPRESSIONS = ("2 * w", "w ** 2", "w ** 3")
FIRST_W = 2.0
ROOM = 10
"""Blocks that have room side by side before all of them are drawn smaller."""

MOST_BLOCKS = 50
"""More of them run into one another."""

GAP = 0.08
"""Between two blocks, in widths of one."""

MOST_TERMS = 100
"""More of them are not written out, however wide the panel."""


class BackwardPanel(Card):
    """Call backward() again and again, and see w.grad grow by the same gradient until zero_grad() empties it."""

    called = Signal()
    """backward() or zero_grad() was called, or all begins again."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self.w, self.expression = NumberEdit(-FLOAT32_MAX, FLOAT32_MAX), Choice(EXPRESSIONS)
        self.expression.setMinimumContentsLength(max(map(len, EXPRESSIONS)))
        self.w.set_value(FIRST_W)
        self.code = [StillLabel("code") for _ in range(4)]
        self.fresh, self.held, self.sum = StillLabel("fresh"), StillLabel("held"), StillLabel("sum")
        self.blocks = Blocks(self)
        self.backward, self.zero_grad = PushButton("backward()"), PushButton("zero_grad()")
        self._notes = {"fresh": label("note"), "held": label("note")}
        self._chosen_w = FIRST_W
        self._experiment: Accumulation | None = None
        self._emptied = False
        self._lay_out()
        self.w.changed.connect(self._take_w)
        self.expression.currentIndexChanged.connect(self._start_anew)
        self.backward.clicked.connect(self._call_backward)
        self.zero_grad.clicked.connect(self._call_zero_grad)
        self.retranslate()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.w.setFixedWidth(scale.base * 6)
        for text in (*self.code, self.fresh, self.held, self.sum):
            text.keep_room("", stretch=True)
        for text in self.code[2:]:
            text.keep_room("print(w.grad) ")
        self.blocks.restyle(theme, scale)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write out as much of the sum as there is room for."""
        super().resizeEvent(event)
        self._show_sum()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("backward() adds"))
        self._notes["fresh"].setText(self.tr("adds"))
        self._notes["held"].setText(self.tr("prints"))
        self.w.setAccessibleName(self.tr("value of w"))
        self.expression.setAccessibleName(self.tr("z as an expression of w"))
        self.backward.setToolTip(self.tr("Make z of w anew, and add its gradient to w.grad"))
        self.zero_grad.setToolTip(self.tr("Set w.grad to None, as optimizer.zero_grad() does"))
        self.blocks.setAccessibleName(self.tr("A block for each call, and their sum below"))
        self.fresh.setAccessibleName(self.tr("this call's gradient"))
        self.held.setAccessibleName("w.grad")
        for button in (self.backward, self.zero_grad):
            button.setAccessibleName(button.text())
        self._show()

    def _call_backward(self) -> None:
        if self._experiment is None:
            from model.training.accumulation import Accumulation  # brings torch, which the window does not wait for

            self._experiment = Accumulation(self.expression.currentText(), float(literal(self._chosen_w)))
        self._experiment.backward()
        self._show()
        self.called.emit()

    def _call_zero_grad(self) -> None:
        if self._experiment is not None:
            self._experiment.zero_grad()
            self._emptied = True
        self._show()
        self.called.emit()

    def _take_w(self, value: float) -> None:
        self._chosen_w = value
        self._start_anew()

    def _start_anew(self) -> None:
        self._experiment, self._emptied = None, False
        self._show()
        self.called.emit()

    def start_over(self) -> None:
        """The lesson's own w and z, and no call yet."""
        self.expression.setCurrentIndex(0)
        self.w.set_value(FIRST_W)
        self._take_w(FIRST_W)

    @property
    def grad(self) -> float | None:
        """What w.grad holds; None where it holds nothing."""
        return None if self._experiment is None else self._experiment.grad

    @property
    def calls(self) -> int:
        """Calls of backward() since w.grad was None."""
        return len(self._contributions())

    @property
    def emptied(self) -> bool:
        """Whether zero_grad() has been called."""
        return self._emptied

    def _contributions(self) -> list[float]:
        return [] if self._experiment is None else self._experiment.contributions

    def _show(self) -> None:
        grad = self.grad
        lines = (
            f"w = torch.tensor({literal(self._chosen_w)}, requires_grad=True)",
            f"z = {self.expression.currentText()}",
            "z.backward()",
            "print(w.grad)",
        )
        for line, text in zip(self.code, lines, strict=True):
            line.setText(text)
        contributions = self._contributions()
        self.fresh.setText(six_digits(contributions[-1]) if contributions else NOTHING)
        self.held.setText("None" if grad is None else six_digits(grad))
        self.blocks.show_calls(contributions)
        self._show_sum()

    def _show_sum(self) -> None:
        contributions = self._contributions()
        if self._experiment is not None and self._experiment.grad is not None:
            self.sum.say(_sums(contributions, six_digits(self._experiment.grad)))
        elif self._emptied:
            self.sum.setText(self.tr("zero_grad() has set w.grad to None."))
        else:
            self.sum.setText(self.tr("Call backward() again and again."))

    def _lay_out(self) -> None:
        choices, buttons, code = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        for name, field in (("w =", self.w), ("z =", self.expression)):
            choices.addWidget(label("code", name))
            choices.addWidget(field)
            choices.addSpacing(SPACE)
        choices.addStretch(1)
        code.setHorizontalSpacing(SPACE)
        code.setVerticalSpacing(0)
        code.addWidget(self.code[0], 0, 0, 1, 3)
        code.addWidget(self.code[1], 1, 0, 1, 3)
        for row, number in ((2, self.fresh), (3, self.held)):
            code.addWidget(self.code[row], row, 0)
            code.addWidget(self._notes["fresh" if row == 2 else "held"], row, 1)
            code.addWidget(number, row, 2)
        code.setColumnStretch(2, 1)
        for button in (self.backward, self.zero_grad):
            buttons.addWidget(button, 1)
        for part in (choices, code, buttons):
            self.body.addLayout(part)
        self.body.addWidget(self.sum)
        self.body.addWidget(self.blocks, 100)
        self.body.addStretch(1)


class Blocks(Canvas):
    """A block for each call's gradient, side by side from zero on, and below them one bar: their sum."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fresh, self._held, self._zero = (self.add_path(z) for z in range(1, 4))
        self._calls, self._sign = 0, 1.0
        self.setMinimumHeight(2 * SPACE)

    def show_calls(self, contributions: list[float]) -> None:
        """Draw these, which are equal as w does not change; what is zero or no finite number has no length."""
        value = contributions[0] if contributions else 0.0
        self._calls = len(contributions) if value and math.isfinite(value) else 0
        self._sign = math.copysign(1.0, value)
        self._draw()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.set_background(theme.card)
        for bar, colour in ((self._fresh, theme.fresh), (self._held, theme.held)):
            bar.setPen(Qt.PenStyle.NoPen)
            bar.setBrush(QColor(colour))
        self._zero.setPen(cosmetic_pen(theme.muted, scale.width(THIN_WIDTH)))
        self.setMaximumHeight(scale.base * 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new room."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        """In units of one block, with zero at the end that the sign asks for."""
        room = max(float(ROOM), roomy(self._calls))
        air = 0.01 * room
        left, right = (-air, room) if self._sign > 0 else (-room, air)
        self.place(self.geometry(), View(left, right, 0.0, 1.0))
        blocks, total, zero = QPainterPath(), QPainterPath(), QPainterPath()
        if room <= MOST_BLOCKS:
            for call in range(self._calls):
                blocks.addRect(self._sign * (call + GAP / 2), 0.55, self._sign * (1 - GAP), 0.45)
        else:
            blocks.addRect(0.0, 0.55, self._sign * self._calls, 0.45)
        total.addRect(0.0, 0.0, self._sign * self._calls, 0.45)
        zero.lineTo(0.0, 1.0)
        for item, path in ((self._fresh, blocks), (self._held, total), (self._zero, zero)):
            item.setPath(path)


def literal(w: float) -> str:
    """How a student would write this number in Python; torch reads the same float32 from it."""
    text = f"{w:.9g}"
    return text if "e" in text or "." in text else f"{text}.0"


def _sums(contributions: list[float], total: str) -> Iterator[str]:
    """All terms, then some of them and how many there are, which need less and less room."""
    terms = [six_digits(value) for value in contributions[:MOST_TERMS]]
    if len(contributions) <= MOST_TERMS:
        yield chain(terms, total)
    for shown in (3, 2, 1):
        yield f"{chain([*terms[:shown], '…', terms[-1]], total)}   ({len(contributions)} ×)"
    yield f"… = {total}"


def chain(terms: list[str], total: str) -> str:
    """The terms added up, with a minus in place of each plus before a negative one."""
    return f"{' + '.join(terms)} = {total}".replace("+ −", "− ")
