"""The run from its start to the last epoch asked for: how far it is, and how to come to another epoch."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QStyleOptionSlider

from gui.session.shown import Shown
from gui.theme.number_format import NOTHING
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Card, label, one_at_a_time
from gui.widgets.inputs import PushButton, Slider
from gui.widgets.number_edit import NumberEdit
from gui.widgets.still_label import StillLabel
from model.experiment import EPOCHS_LIMIT


class Timeline(Card):
    """Asks for another epoch that is recorded with time_wanted; -1 is the start, before the first."""

    time_wanted = Signal(int)

    epoch_wanted = Signal(int)
    """The number that has been typed, of an epoch that is recorded or not."""

    def __init__(self) -> None:
        super().__init__()
        self.slider = Track()
        self.slider.setRange(-1, -1)
        self.where = StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.where.fill()
        self.slider.setBackgroundRole(QPalette.ColorRole.Base)
        self.slider.setAutoFillBackground(True)
        self._name, self._start = label("note"), label("note")
        self.title.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._name)
        row.addWidget(self._start)
        row.addWidget(self.slider, 1)
        row.addWidget(self.where)
        self._goal_name = label("note")
        self.goal = NumberEdit(0, EPOCHS_LIMIT - 1, whole=True)
        self.goal.setProperty("role", "go")
        self.goal.returnPressed.connect(self._go)
        self.go = PushButton()
        self.go.setProperty("role", "go")
        self.go.clicked.connect(self._go)
        self._goal_name.setBuddy(self.goal)
        for part in (self._goal_name, self.goal, self.go):
            row.addWidget(part)
        self.body.addLayout(row)
        self.body.setContentsMargins(SPACE + 4, SPACE // 2, SPACE + 4, SPACE // 2)
        self._shown = (-1, -1, -1)
        self.slider.valueChanged.connect(self._ask)
        self._epochs, self._runs = 0, False
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show where the shown epoch stands in the run; nothing is emitted."""
        now = shown.time, shown.last, max(shown.last, shown.experiment.epochs - 1)
        if not shown.flat_out or now[2] != self._shown[2]:
            nobody_types = self.goal.text() in ("", f"{self._shown[2]}") and not self.goal.hasFocus()
            if nobody_types:
                self.goal.set_value(now[2])
        if now != self._shown:
            self._shown = now
            self._show()
        if not (shown.running and self._runs):
            self._epochs, self._runs = shown.experiment.epochs, shown.running
            self._say()

    def ask_for_epoch(self) -> None:
        """Let a number be typed."""
        self.goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.goal.selectAll()

    def _go(self) -> None:
        epoch = self.goal.typed()
        if epoch is not None:
            self.goal.finish()
            self.goal.clearFocus()
            self.epoch_wanted.emit(int(epoch))

    def _ask(self, time: int) -> None:
        """Ask for a time that is recorded; the handle goes no further."""
        shown, last, _ = self._shown
        if time > last:
            with QSignalBlocker(self.slider):
                self.slider.setValue(last)
        if min(time, last) != shown:
            self.time_wanted.emit(min(time, last))

    def _show(self) -> None:
        time, last, end = self._shown
        self.slider.blockSignals(True)  # in every frame: a QSignalBlocker, as it goes, hands over the lock
        self.slider.setMaximum(end)
        self.slider.setValue(time)
        self.slider.blockSignals(False)
        self.slider.show_recorded(last)
        self.where.setText(f"{NOTHING if time < 0 else time} / {end}")

    def _say(self) -> None:
        """Tell screen readers where the run stands, once it rests."""
        time = self._shown[0]
        if self._runs:
            self.slider.say(self.tr("running"))
        elif time < 0:
            self.slider.say(self.tr("start"))
        else:
            self.slider.say(self.tr("epoch {epoch} of {epochs}").format(epoch=time, epochs=self._epochs))

    def restyle(self, _theme: Theme, scale: TypeScale) -> None:
        """Keep room for the longest number."""
        self.goal.setFixedWidth(round(scale.base * 6.5))
        self.where.keep_room(f"{EPOCHS_LIMIT} / {EPOCHS_LIMIT}")

    def retranslate(self) -> None:
        """Retranslate every text."""
        self._name.setText(self.tr("Time"))
        self._start.setText(self.tr("start"))
        self.slider.setAccessibleName(self.tr("Epoch that is shown"))
        self.slider.setToolTip(self.tr("Drag to travel back; ← steps back one epoch, Home goes to the start"))
        self._goal_name.setText(self.tr("Go to epoch"))
        self.goal.setAccessibleName(self._goal_name.text())
        self.goal.setToolTip(
            self.tr("Runs to this epoch and stops there, or travels to it where it is recorded (Ctrl+G)")
        )
        self.go.setText(self.tr("Go"))
        self.go.setAccessibleName(self.tr("Go to this epoch"))
        self.go.setToolTip(self.goal.toolTip())
        self._show()
        self._say()


class Track(Slider):
    """A slider with a thin line behind its handle, as far as there is something recorded."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QFrame(self)
        self._line.setProperty("role", "recorded")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        self._recorded = -1

    def show_recorded(self, last: int) -> None:
        """Let the line end at this value; there is none where the handle stands there."""
        self._recorded = last
        self._draw_line()

    @one_at_a_time
    def _draw_line(self) -> None:
        last = self._recorded
        self._line.setVisible(last > self.value())
        if last > self.value():
            begin, end = self._place(self.value()), self._place(last)
            self._line.setGeometry(begin, self.height() // 2 - 1, max(0, end - begin), 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._draw_line()

    def _place(self, value: int) -> int:
        """Where the right edge of the handle stands at a value."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        option.sliderPosition = value
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(control, option, part, self).right()
