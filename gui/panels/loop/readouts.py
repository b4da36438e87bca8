"""The numbers of the newest epoch, large enough for the back row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.panels.loop.chips import names_of
from gui.panels.loop.equation import Equation
from gui.session.shown import Shown, Turn
from gui.theme.number_format import DECIMALS, DEFAULT_DECIMALS, NOTHING, significant, slope, within
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Card, label, one_at_a_time
from gui.widgets.inputs import Count
from gui.widgets.still_label import StillLabel
from model.data.standardised import in_original_units
from model.epoch import Epoch
from model.experiment import Parameters
from model.moment import Moment
from model.theory.reads_as_zero import ReadsAsZero

LONGEST = "−00.000000"
"""The room of a number of W or b: a longer one has fewer decimals."""


class Readouts(Card):
    """Epoch, equation, W, b, loss, what stands in .grad, and beside it this epoch's own gradient."""

    decimals_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        right = Qt.AlignmentFlag.AlignRight
        self.equation = Equation()
        self.epoch, self.loss = StillLabel("readout"), StillLabel("error")
        self.W, self.b = StillLabel("readout", alignment=right), StillLabel("readout", alignment=right)
        self.W_grad, self.b_grad = StillLabel("held", alignment=right), StillLabel("held", alignment=right)
        self.W_fresh, self.b_fresh = StillLabel("fresh", alignment=right), StillLabel("fresh", alignment=right)
        self.zero_note, self.departs = StillLabel("note"), StillLabel("clash")
        self.departs.hide()
        self.decimals = Count(DECIMALS)
        self._labels = {name: label("note") for name in ("epoch", "loss", "value", "held", "fresh")}
        self._heads = [label("note", name) for name in ("W", "b")]
        self._zero = ReadsAsZero(DEFAULT_DECIMALS)
        self._columns = QWidget()
        self._shown = Shown()
        self._moment: Moment | None = None
        self._brief = self._presented = False
        self._lay_out()
        self.equation.set_selectable(True)
        for part in self.findChildren(StillLabel):
            part.fill()
            part.set_selectable(True)
        self.set_decimals(DEFAULT_DECIMALS)
        self.decimals.valueChanged.connect(self.decimals_wanted)
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show the epoch, or the parameters that the run starts from; or the moment within the epoch after it.

        Where W and b are those of standardised x, the equation is told in the units of the data.
        """
        before, self._shown = self._shown, shown
        if shown.history.key is not before.history.key:
            self._zero = ReadsAsZero(self._zero.decimals)
            self.equation.forget()
        if shown.settings.standardise is not before.settings.standardise:
            self._name_parameters()
        if shown.running is not before.running:
            self.equation.set_selectable(not shown.running)  # copied it can be as long as it rests
            for part in self.findChildren(StillLabel):
                part.set_selectable(not shown.running)
        if shown.experiment.settings is not before.experiment.settings:
            self._show_departures()
        moment, epoch = shown.moment or _emptied(shown), shown.epoch
        # The last line of an epoch has just been run, alone: its changes are marked too.
        ended = moment is None and self._moment is not None and shown.time == self._moment.epoch
        self._moment = moment
        if moment is not None:
            self._show_numbers(moment.epoch, moment, (moment.W_fresh, moment.b_fresh), mark=True)
        elif epoch is not None:
            self._show_numbers(epoch.number, epoch, (epoch.W_grad_fresh, epoch.b_grad_fresh), mark=ended)
        else:
            self._show_start(shown.start)
        if shown.looks_at(Turn.ZERO):
            self._show_zero_note(epoch)

    def set_decimals(self, decimals: int) -> None:
        """Show the loss with this number of decimals."""
        self.decimals.setValue(decimals)
        self._zero = ReadsAsZero(decimals)
        self.loss.keep_room("0" * self._length_of_loss)
        self._name_decimals()
        self.show_frame(self._shown)

    @property
    def full_width(self) -> int:
        """The width in which all has room in its full size."""
        margins, frame = self.body.contentsMargins(), self.width() - self.contentsRect().width()
        return max(self.sizeHint().width(), self.equation.full_width + margins.left() + margins.right() + frame)

    def set_brief(self, on: bool) -> None:
        """Show the equation, the epoch and the loss alone; or all there is."""
        self._brief = on
        self._turn()
        upright = QSizePolicy.Policy.Fixed if on else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)
        self._columns.setVisible(not on)

    def _turn(self) -> None:
        """Put epoch and loss beside the equation where it is to be brief and there is room, else below."""
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.body.spacing()
        left = min(room * 5 // 9, room - self._losses.minimumSize().width())  # of nine parts it gets five
        beside = self._brief and self.equation.least_width <= left
        self.body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.body.setStretchFactor(self.equation, 5 if beside else 0)
        self.body.setStretchFactor(self._losses, 4 if beside else 0)

    def set_presented(self, on: bool) -> None:
        """Show what is not as in the lesson, since the controls that tell it are away, and no control of its own."""
        self._presented = on
        self.decimals.setVisible(not on)
        self._show_departures()

    def restyle(self, _theme: Theme, _scale: TypeScale) -> None:
        """Keep room for the numbers, so that nothing moves when they grow longer."""
        self.equation.restyle()
        self.epoch.keep_room("000000")
        self.loss.keep_room("0" * self._length_of_loss)
        for note in (self.zero_note, self.departs):
            note.keep_room("", stretch=True)
        for number in (self.W, self.b, self.W_grad, self.b_grad, self.W_fresh, self.b_fresh):
            number.keep_room(LONGEST, stretch=True)
        self._name_decimals()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._turn()
        self._show_zero_note(self._shown.epoch)
        self._show_departures()
        self._name_decimals()

    def _name_decimals(self) -> None:
        """Say in the room beside epoch and loss what the number counts."""
        beside = (self._labels["epoch"], self.epoch, self._labels["loss"], self.loss)
        taken = sum(max(part.minimumWidth(), part.sizeHint().width()) + SPACE for part in beside)
        room = self.contentsRect().width() - 2 * self.body.contentsMargins().left() - taken
        texts = (self.tr("{decimals} decimals"), self.tr("{decimals} dec."))
        self.decimals.say([text.replace("{decimals}", "[]") for text in texts], room)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.hide()
        self._labels["epoch"].setText(self.tr("epoch"))
        self._labels["loss"].setText(self.tr("loss"))
        self.loss.setToolTip(self.tr("The loss before this epoch's step, as the classic script prints it"))
        self._name_decimals()
        self._name_parameters()
        self._show_departures()
        self._name_for_readers()
        self._labels["held"].setText(self.tr(".grad holds"))
        self._labels["fresh"].setText(self.tr("this epoch's own"))
        self.decimals.setToolTip(self.tr("Decimals of the loss"))
        self.decimals.setAccessibleName(self.tr("Decimals of the loss"))
        self.show_frame(self._shown)

    def _name_for_readers(self) -> None:
        """Name every number: who cannot see the words beside it hears them."""
        names = {
            self.equation: self.tr("the line"),
            self.epoch: self.tr("epoch"),
            self.loss: self.tr("loss, a mean of squares"),
            self.W: "W",
            self.b: "b",
            self.W_grad: "W.grad",
            self.b_grad: "b.grad",
            self.W_fresh: self.tr("this epoch's own gradient of W"),
            self.b_fresh: self.tr("this epoch's own gradient of b"),
            self.departs: self.tr("not as in the lesson"),
        }
        for part, name in names.items():
            part.setAccessibleName(name)

    def _name_parameters(self) -> None:
        standardised = self._shown.settings.standardise
        self._labels["value"].setText(self.tr("value (std. x)") if standardised else self.tr("value"))

    def _show_numbers(
        self, number: int, at: Moment | Epoch, fresh: tuple[float | None, float | None], *, mark: bool
    ) -> None:
        """Show where the loop stands in the epoch of this number, and mark for a moment what is new there."""
        texts = {
            self.epoch: f"{number}",
            self.loss: within(at.loss, self._zero.decimals, self._length_of_loss, NOTHING),
            self.W: _of_slope(at.W),
            self.b: _of_column(at.b),
            self.W_grad: _of_column(at.W_grad),
            self.b_grad: _of_column(at.b_grad),
            self.W_fresh: _of_column(fresh[0], NOTHING),
            self.b_fresh: _of_column(fresh[1], NOTHING),
        }
        for part, text in texts.items():
            if text != part.text():
                part.setText(text)
                if mark:
                    part.mark()
        self._show_equation(at.W, at.b)

    def _show_start(self, parameters: Parameters | None) -> None:
        for number in (self.epoch, self.loss, self.W_fresh, self.b_fresh):
            number.setText(NOTHING)
        for number in (self.W_grad, self.b_grad):
            number.setText("None")
        if parameters is not None:
            self.W.setText(_of_slope(parameters.W))
            self.b.setText(_of_column(parameters.b))
            self._show_equation(parameters.W, parameters.b)
            return
        self.equation.show_numbers(None)
        for number in (self.W, self.b):
            number.setText(NOTHING)

    def _show_equation(self, W: float, b: float) -> None:
        self.equation.show_numbers(in_original_units((W, b), self._shown.settings))

    @property
    def _length_of_loss(self) -> int:
        """Characters of a loss below 100; a larger one has fewer decimals, of which float32 knows nothing."""
        return self._zero.decimals + len("00.")

    def _show_zero_note(self, epoch: Epoch | None) -> None:
        since = self._zero.since(self._shown.history.column("loss")[: self._shown.time + 1])
        if epoch is None or since is None:
            self.zero_note.setText("")
            return
        is_zero = epoch.loss == 0
        texts = (
            self.tr("reads as 0 since epoch {epoch}; it is 0") if is_zero else "",
            "" if is_zero else self.tr("reads as 0 since epoch {epoch}; it is {loss}"),
            self.tr("reads as 0 since epoch {epoch}: {loss}"),
            self.tr("reads as 0; it is {loss}"),
        )
        self.zero_note.say(text.format(epoch=since, loss=significant(epoch.loss, 3)) for text in texts if text)

    @one_at_a_time
    def _show_departures(self) -> None:
        """Show as many as there is room for, and count the others; below a full table only where there are any."""
        names = names_of(self._shown.experiment.settings)
        self.departs.setVisible(self._presented and (self._brief or bool(names)))
        lists = [[*names[:count], f"+{len(names) - count}"] for count in range(len(names) - 1, 0, -1)]
        self.departs.say(" · ".join(parts) for parts in (names, *lists))

    def _lay_out(self) -> None:
        losses = QHBoxLayout()
        losses.setSpacing(SPACE)
        for part in (self._labels["epoch"], self.epoch, None, self._labels["loss"], self.loss, None):
            if part is None:
                losses.addStretch(1)
            else:
                losses.addWidget(part)
        losses.addWidget(self.decimals)
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(0)
        rows = (
            ("value", self.W, self.b),
            ("held", self.W_grad, self.b_grad),
            ("fresh", self.W_fresh, self.b_fresh),
        )
        of_W, of_b = self._heads
        beside = QHBoxLayout()
        beside.addWidget(self.zero_note, 1)
        beside.addWidget(of_W)
        grid.addLayout(beside, 0, 0, 1, 2)
        grid.addWidget(of_b, 0, 2, Qt.AlignmentFlag.AlignRight)
        for row, (name, *numbers) in enumerate(rows, start=1):
            grid.setRowStretch(row, 1)
            parts: tuple[QWidget, ...] = (self._labels[name], *numbers)
            for column, widget in enumerate(parts):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)  # spare height is shared
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.body.addWidget(self.equation)
        self._losses = QVBoxLayout()
        self._losses.addLayout(losses)
        self._losses.addWidget(self.departs)
        self.body.addLayout(self._losses)
        self.body.addWidget(self._columns, 1)


def _of_column(value: float | None, missing: str = "None") -> str:
    """A number in the one size of its column, whatever there is in the others."""
    return within(value, DEFAULT_DECIMALS, len(LONGEST), missing)


def _of_slope(value: float) -> str:
    return slope(_of_column(value), value, len(LONGEST))


def _emptied(shown: Shown) -> Moment | None:
    """The moment at the end of an epoch that has emptied .grad at last, unless the run goes on at once."""
    epoch = shown.epoch
    if epoch is None or shown.running or not epoch.settings.leaves_none(epoch.number):
        return None
    number, loss, W, b, _, _, W_fresh, b_fresh, settings, _ = epoch
    return Moment(number, settings, W, b, loss=loss, W_fresh=W_fresh, b_fresh=b_fresh)
