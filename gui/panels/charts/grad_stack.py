"""What is in .grad: the gradients of which epochs step() finds summed there, one upon the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gui.panels.charts.waterfall import STACKED, Bars, Waterfall
from gui.plots.axis_range import AxisRange
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, SPACE, Theme, TypeScale
from gui.widgets.card import Card, label, legend
from gui.widgets.still_label import StillLabel

PLACES = (1, 4, 8, STACKED)
"""Room is made for this many bars, and not for each one as it comes."""


class Stack(NamedTuple):
    """What show_stack() is given."""

    fresh_W: tuple[float, ...] = ()
    fresh_b: tuple[float, ...] = ()
    W_grad: float | None = None
    b_grad: float | None = None
    epochs: tuple[int, ...] = ()
    summed: int = 0


class GradStack(Card):
    """For W and for b a waterfall that ends at what stands in .grad, and beside it this epoch's own gradient."""

    def __init__(self) -> None:
        super().__init__()
        self.plots = {"W": Waterfall(), "b": Waterfall()}
        self.count = StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight)
        self.header.addWidget(self.count)
        for plot in self.plots.values():
            self.body.addWidget(plot, 1)
            plot.range_changed.connect(self._follow_size)
        self._footer = QWidget()
        self.body.addWidget(self._footer)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.earlier, self.summed = StillLabel("note", alignment=middle), StillLabel("note", alignment=middle)
        self._names = {"held": label("legend"), "own": label("legend")}
        for name in (self.earlier, self.summed, *self._names.values()):
            name.setParent(self._footer)
        self._stack = Stack()
        self._stale = True
        self._places = AxisRange()
        self._theme, self._scale = LIGHT, TypeScale()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Draw what stands in .grad at the epoch that is shown."""
        epoch, history = shown.epoch, shown.history
        if epoch is None:
            self.show_stack([], [], None, None, [], 0)
            return
        summed = history.epochs_in_grad(epoch.number)
        # Where .grad is None, this epoch's own all the same; of mini-batches only the last one's is on record.
        single = summed == 0 or epoch.settings.batch_size > 0
        numbers = range(epoch.number + 1 - (1 if single else min(summed, STACKED)), epoch.number + 1)
        W, b = (history.column(f"{name}_grad_fresh")[numbers.start : numbers.stop].tolist() for name in ("W", "b"))
        self.show_stack(W, b, epoch.W_grad, epoch.b_grad, numbers, summed)

    def show_stack(  # noqa: PLR0917 - in the order of an epoch's record
        self,
        fresh_W: Sequence[float],
        fresh_b: Sequence[float],
        W_grad: float | None,
        b_grad: float | None,
        epochs: Sequence[int],
        summed: int,
    ) -> None:
        """Draw the last epochs' own gradients as they are summed in .grad, oldest first.

        Of the summed gradients in .grad the last ones are given, with the numbers of their epochs. With summed 0 the
        last one given is this epoch's own, and in no sum.
        """
        stack = Stack(tuple(fresh_W), tuple(fresh_b), W_grad, b_grad, tuple(epochs), summed)
        if stack != self._stack:
            self._stack, self._stale = stack, True
            if not epochs:
                self._forget()
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been given while nobody could see it."""
        super().showEvent(event)
        self._draw()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for plot in self.plots.values():
            plot.restyle(theme, scale)
        height = round(scale.small * 1.5)
        self._footer.setFixedHeight(height)
        for name in (self.earlier, self.summed, *self._names.values()):
            name.resize(name.width(), height)
        self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("What is in .grad"))
        self.plots["W"].set_names("", "W.grad")
        self.plots["b"].set_names("", "b.grad")
        self.count.keep_room(self._sum_of(10**6))
        self._names["held"].setText(legend([".grad"], [self._theme.held]))
        self._names["own"].setText(legend([self.tr("this epoch")], [self._theme.fresh]))
        self.earlier.setText(self.tr("earlier"))
        for plot in self.plots.values():
            plot.setAccessibleName(self.tr("Gradients summed in .grad"))
        self._stale = True
        self._draw()

    def _draw(self) -> None:
        if not (self._stale and self.isVisible()):
            return
        self._stale = False
        stack = self._stack
        shown = min(stack.summed, len(stack.epochs), STACKED)
        places = self._places.fit(0.0, next(number for number in PLACES if number >= shown))[1]
        for plot, fresh, held in (
            (self.plots["W"], stack.fresh_W, stack.W_grad),
            (self.plots["b"], stack.fresh_b, stack.b_grad),
        ):
            plot.show_bars(Bars.of(fresh, held, stack.summed), min(STACKED, round(places)))
        self.count.setText(self._sum_of(stack.summed) if stack.summed > 1 else "")
        self._name_bars(stack.epochs[len(stack.epochs) - shown :], earlier=stack.summed > shown)

    def _name_bars(self, epochs: tuple[int, ...], *, earlier: bool) -> None:
        """Write below the bars what they are; they stand at the same places in both plots."""
        plot = self.plots["b"]
        columns, left = plot.columns, plot.canvas.x() + plot.x() - self._footer.x()
        for name, at in (("held", columns.held), ("own", columns.own)):
            caption = self._names[name]
            _put(caption, left + at, caption.sizeHint().width(), 0, self._footer.width())
        self.earlier.setVisible(earlier)
        end = 0
        if earlier:
            width = self.earlier.metrics().horizontalAdvance(self.earlier.text())
            end = _put(self.earlier, left + columns.bar(-1), width, 0, self._footer.width()) + SPACE
        self.summed.setVisible(bool(epochs))
        if epochs:
            metrics, middle = self.summed.metrics(), (columns.bar(0) + columns.bar(len(epochs) - 1)) / 2
            limit = left + columns.held - self._names["held"].width() / 2 - SPACE
            texts = self._epoch_names(epochs[0], epochs[-1])
            text = next((text for text in texts if metrics.horizontalAdvance(text) <= limit - end), texts[-1])
            self.summed.setText(text)
            _put(self.summed, left + middle, metrics.horizontalAdvance(text), end, limit)

    def _epoch_names(self, first: int, last: int) -> tuple[str, ...]:
        """How to name these epochs, the longest way first."""
        if first == last:
            return self.tr("epoch {number}").format(number=last), str(last)
        return self.tr("epochs {first}–{last}").format(first=first, last=last), f"{first}–{last}", str(last)

    def _sum_of(self, count: int) -> str:
        return self.tr("sum of {count} epochs").format(count=count)

    def _follow_size(self) -> None:
        if any(plot.is_outgrown() for plot in self.plots.values()):
            self._stale = True
            self._draw()

    def _forget(self) -> None:
        """Another run begins: nothing is known of how long its bars will be."""
        self._places = AxisRange()
        for plot in self.plots.values():
            plot.forget()


def _put(text: QWidget, middle: float, width: float, left: float, right: float) -> int:
    """Place a text with its middle here, but between left and right, the former first; return where it ends."""
    start = round(max(left, min(middle - width / 2, right - width)))
    text.setGeometry(start, 0, math.ceil(width) + 1, text.height())
    return start + math.ceil(width)
