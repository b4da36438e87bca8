"""Why a loop without zero_grad() swings: what stands in .grad beside this epoch's own gradient, and what it sums."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.panels.charts.clash import Clash
from gui.panels.charts.waterfall import STACKED, Bars, Waterfall
from gui.plots.axes.axis_range import AxisRange
from gui.session.shown import Shown
from gui.theme.room import first_that_fits
from gui.theme.theme import LIGHT, SPACE, Theme, TypeScale
from gui.widgets.card import Card, label, legend, one_at_a_time
from gui.widgets.inputs import ToolButton
from gui.widgets.still_label import StillLabel
from model.experiment import LoopSettings, Parameters

PLACES = (1, 4, 8, STACKED)
"""Room is made for this many bars, and not for each one as it comes."""

HIGH = 11
"""The height, in heights of a line, from which on the bars can spare a second line for the sentence."""

CALLS_ROWS = 100_000
"""Of an epoch of more rows the single calls of backward() are not looked at: each frame would run it once more."""


class Stack(NamedTuple):
    """What show_stack() is given."""

    fresh_W: tuple[float, ...] = ()
    fresh_b: tuple[float, ...] = ()
    W_grad: float | None = None
    b_grad: float | None = None
    epochs: tuple[int, ...] = ()
    summed: int = 0
    follows: bool = True
    whole: tuple[float, float] | None = None


class GradStack(Card):
    """For W and for b a waterfall that ends at .grad, which is an arrow as this epoch's own gradient is beside it."""

    close_wanted = Signal()
    """The user has seen enough of it."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self.plots = {"W": Waterfall(), "b": Waterfall()}
        self.count = StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight)
        self.close_button = ToolButton()
        self.close_button.setText("×")
        self.close_button.setProperty("role", "close")
        self.close_button.clicked.connect(self.close_wanted)
        self.clash = Clash()
        self.header.insertWidget(0, self.clash, 100)
        self.header.addWidget(self.count)
        self.header.addWidget(self.close_button)
        self.header.setSpacing(SPACE)
        self.body.setSpacing(SPACE // 4)
        margins = self.body.contentsMargins()
        margins.setTop(SPACE // 4)  # there is room enough about the button
        self.body.setContentsMargins(margins)
        for plot in self.plots.values():
            self.body.addWidget(plot, 1)
            plot.range_changed.connect(self._follow_size)
        self._footer = QWidget()
        self._footer.installEventFilter(self)
        self.body.addWidget(self._footer)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.earlier, self.summed = StillLabel("note", alignment=middle), StillLabel("note", alignment=middle)
        self._names = {"held": label("legend"), "own": label("legend")}
        for caption in (self.earlier, self.summed, *self._names.values()):
            caption.setParent(self._footer)
        self._stack = Stack()
        self._calls: list[tuple[float, float]] = []
        self._calls_of: object = None
        self._one: bool | None = None
        """Whether .grad and this epoch's own gradient are one arrow, by what is written below it."""
        self._stale = True
        self._places = AxisRange()
        self._theme, self._scale = LIGHT, TypeScale()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Draw what stands in .grad at the epoch that is shown, or within the next one once its backward() is done.

        At full speed its two charts, which show one sum, are drawn in every second frame.
        """
        if not shown.draws(0):
            return
        at, history = shown.after_backward, shown.history
        (number, summed), now = shown.in_grad, at or shown.epoch
        if now is None:
            self.show_stack([], [], None, None, [], 0)
            return
        settings = now.settings
        # Where .grad is None, this epoch's own all the same; of mini-batches only the last one's is on record.
        single = summed == 0 or settings.batch_size > 0
        numbers = range(number + 1 - (1 if single else min(summed, STACKED)), number + 1)
        W, b = (history.column(f"{name}_grad_fresh")[numbers.start : numbers.stop].tolist() for name in ("W", "b"))
        if at is not None and at.W_fresh is not None and at.b_fresh is not None:  # which no record has yet
            W.append(at.W_fresh)
            b.append(at.b_fresh)
        follows = settings.step and settings.lr > 0 and not settings.momentum and not settings.batch_size
        follows &= shown.by_line  # nobody reads a sentence that comes and goes several times a second
        before = Parameters(at.W, at.b) if at is not None else shown.before
        if self.isVisible() and summed == 1 and before is not None and _has_calls(settings):
            self._show_calls(settings, before, (now.W_grad, now.b_grad), (W[-1], b[-1]))
        else:
            self.show_stack(W, b, now.W_grad, now.b_grad, numbers, summed, follows=follows)

    def _show_calls(
        self,
        settings: LoopSettings,
        before: Parameters,
        held: tuple[float | None, float | None],
        whole: tuple[float, float],
    ) -> None:
        """Draw what each backward() of an epoch has added, where it began at these W and b."""
        from model.training.calls import gradients_of_calls  # late: torch is loaded by now

        if (settings, before) != self._calls_of:
            self._calls_of, self._calls = (settings, before), gradients_of_calls(settings, *before)
        W, b = zip(*self._calls, strict=True)
        self.show_stack(W, b, *held, range(1, len(W) + 1), len(W), whole=whole)

    def show_stack(  # noqa: PLR0917 - in the order of an epoch's record
        self,
        fresh_W: Sequence[float],
        fresh_b: Sequence[float],
        W_grad: float | None,
        b_grad: float | None,
        epochs: Sequence[int],
        summed: int,
        *,
        follows: bool = True,
        whole: tuple[float, float] | None = None,
    ) -> None:
        """Draw the last epochs' own gradients as they are summed in .grad, oldest first.

        Of the summed gradients in .grad the last ones are given, with the numbers of their epochs. With summed 0 the
        last one given is this epoch's own, and in no sum. W and b follow .grad where nothing else moves them.
        With a whole, they are calls of backward() in one epoch, whose own gradients of W and of b it is.
        """
        stack = Stack(tuple(fresh_W), tuple(fresh_b), W_grad, b_grad, tuple(epochs), summed, follows, whole)
        if stack != self._stack:
            self._stack, self._stale = stack, True
            if not epochs:
                self._forget()
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been given while nobody could see it."""
        super().showEvent(event)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room beside and above the bars."""
        super().resizeEvent(event)
        self._make_room_for_sentence()

    @one_at_a_time
    def _make_room_for_sentence(self) -> None:
        """Leave out how many are summed where it needs the width, for that is told elsewhere too.

        Where even a short sentence has no room in a line, it has two if the bars can spare the height.
        """
        room = self.width() - self.close_button.sizeHint().width() - 5 * SPACE
        full, sentence = self.clash.widths()
        self.count.setVisible(full + self.count.minimumWidth() <= room)
        self.clash.set_high(sentence > room and self.height() >= HIGH * self.fontMetrics().height())

    def eventFilter(self, _footer: QObject, event: QEvent) -> bool:
        """Name the bars anew where there is another room for their names, which comes after that of the bars."""
        if event.type() == QEvent.Type.Resize:
            self._draw_anew()
        return False

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for plot in self.plots.values():
            plot.restyle(theme, scale)
            plot.setMinimumHeight(round(scale.base * 4.4))  # the loss is to have the most of the height
        self.clash.restyle()
        height = round(scale.small * 1.5)
        self._footer.setFixedHeight(height)
        for name in (self.earlier, self.summed, *self._names.values()):
            name.resize(name.width(), height)
        self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.close_button.setToolTip(self.tr("Back to the chart that was here; the tab “Why” brings this one again"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.plots["W"].set_names("", "W.grad")
        self.plots["b"].set_names("", "b.grad")
        self.count.keep_room(self._sum_of(10**6))
        self._names["held"].setText(legend([".grad"], [self._theme.held]))
        self.earlier.setText(self.tr("earlier"))
        for plot in self.plots.values():
            plot.setAccessibleName(self.tr("Gradients summed in .grad"))
        self._make_room_for_sentence()
        self._one = None
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._stale = True
        self._draw()

    def _draw(self) -> None:
        if not (self._stale and self.isVisible()):
            return
        self._stale = False
        stack = self._stack
        shown = min(stack.summed, len(stack.epochs), STACKED)
        places = self._places.fit(0.0, next(number for number in PLACES if number >= shown))[1]
        one, gradients = True, []
        wholes = stack.whole or (None, None)
        parameters = (("W", stack.fresh_W, stack.W_grad), ("b", stack.fresh_b, stack.b_grad))
        for (name, fresh, held), whole in zip(parameters, wholes, strict=True):
            bars = Bars.of(fresh, held, stack.summed, whole)
            one &= bars.is_one
            self.plots[name].show_bars(bars, min(STACKED, round(places)))
            gradients.append((name, bars.own, held))
        strays = stack.follows and stack.summed > 1 and stack.whole is None
        self.clash.show_gradients(gradients if strays else ())
        if one is not self._one:
            self._one = one
            self._name_arrows(one=one)
        self.count.setText(self._sum_of(stack.summed) if stack.summed > 1 else "")
        self._name_bars(stack.epochs[len(stack.epochs) - shown :], earlier=stack.summed > shown)

    def _name_bars(self, epochs: tuple[int, ...], *, earlier: bool) -> None:
        """Write below the bars what they are; they stand at the same places in both plots."""
        plot = self.plots["b"]
        columns, left = plot.columns, plot.canvas.x() + plot.x() - self._footer.x()
        right = self._footer.width()
        for name, at in (("own", columns.one() if self._one else columns.own), ("held", columns.held)):
            caption = self._names[name]
            _put(caption, left + at, caption.sizeHint().width(), 0, right)
            right = caption.x() - SPACE // 2  # the next one ends before it, where they stand close together
        self.earlier.setVisible(earlier)
        end = 0
        if earlier:
            width = self.earlier.metrics().horizontalAdvance(self.earlier.text())
            end = _put(self.earlier, left + columns.bar(-1), width, 0, self._footer.width()) + SPACE
        self.summed.setVisible(bool(epochs))
        if epochs:
            metrics, middle = self.summed.metrics(), (columns.bar(0) + columns.bar(len(epochs) - 1)) / 2
            limit = self._names["own" if self._one else "held"].x() - SPACE
            text = first_that_fits(self._epoch_names(epochs[0], epochs[-1]), limit - end, metrics.horizontalAdvance)
            self.summed.setText(text)
            _put(self.summed, left + middle, metrics.horizontalAdvance(text), end, limit)

    def _name_arrows(self, *, one: bool) -> None:
        """Say which arrow is which, or that they are one."""
        own = self.tr("this epoch")
        self._names["held"].setVisible(not one)
        names = [".grad", "=", own] if one else [own]
        inks = [self._theme.held, self._theme.text, self._theme.fresh] if one else [self._theme.fresh]
        self._names["own"].setText(legend(names, inks).replace("&nbsp;&nbsp;&nbsp;", "&nbsp;"))

    def _epoch_names(self, first: int, last: int) -> tuple[str, ...]:
        """How to name these epochs, the longest way first."""
        if self._stack.whole is not None:
            return self.tr("backward() {first}–{last}").format(first=first, last=last), f"{first}–{last}"
        if first == last:
            return self.tr("epoch {number}").format(number=last), str(last)
        return self.tr("epochs {first}–{last}").format(first=first, last=last), f"{first}–{last}", str(last)

    def _sum_of(self, count: int) -> str:
        if self._stack.whole is not None:
            return self.tr("{count} × backward()").format(count=count)
        return self.tr("sum of {count} epochs").format(count=count)

    def _follow_size(self) -> None:
        if any(plot.is_outgrown() for plot in self.plots.values()):
            self._draw_anew()

    def _forget(self) -> None:
        """Another run begins: nothing is known of how long its bars will be."""
        self._places = AxisRange()
        for plot in self.plots.values():
            plot.forget()


def _has_calls(settings: LoopSettings) -> bool:
    """Whether an epoch calls backward() more than once, and as often as can be drawn."""
    calls = settings.accumulate * (2 if settings.backward_twice else 1)
    return 1 < calls <= STACKED and not settings.batch_size and len(settings.data) <= CALLS_ROWS


def _put(text: QWidget, middle: float, width: float, left: float, right: float) -> int:
    """Place a text with its middle here, but between left and right, the former first; return where it ends."""
    start = round(max(left, min(middle - width / 2, right - width)))
    text.setGeometry(start, 0, math.ceil(width) + 1, text.height())
    return start + math.ceil(width)
