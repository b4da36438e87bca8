"""The runs that are compared: what each of them is called, where it stands, and how others join it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.panels.compare.comparison_menu import name_questions, offer_questions
from gui.session.comparison import OTHERS_AT_MOST
from gui.session.shown import Shown
from gui.theme.number_format import NOTHING, fixed, in_powers, slope
from gui.theme.room import first_that_fits
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.agreement_note import AgreementNote
from gui.widgets.card import Card, label, legend, one_at_a_time
from gui.widgets.inputs import PushButton, ToolButton
from gui.widgets.still_label import StillLabel
from model.data.standardised import in_original_units
from model.epoch import Epoch

DECIMALS = {"loss": 6, "W": 4, "b": 4}
"""What is shown of each run, and with how many decimals."""

ROOM = {name: "−00." + "0" * decimals for name, decimals in {"loss": 6, "W": 5, "b": 5}.items()}
"""As long as what is shown of each may become: W and b as long as one in powers of ten."""

WIDE = 23
"""The width, in heights of a line, from which on there is room for all of it."""


class ComparePanel(Card):
    """A row for the run and one for each of the others, with loss, W and b at the epoch that is shown.

    Asks for a ready comparison with question_wanted, for the present run to stay with pin_wanted, and for one of the
    others to go with removal_wanted, which carries its place among them; end_wanted is for all of them.
    """

    question_wanted = Signal(object)
    pin_wanted = Signal()
    removal_wanted = Signal(int)
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self.ask, self.pin, self.end = ToolButton(), PushButton(), PushButton()
        self.ask.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.ask)
        offer_questions(menu, self.question_wanted.emit)
        self.ask.setMenu(menu)
        self.hint = label("note")
        self.hint.setWordWrap(True)
        right = Qt.AlignmentFlag.AlignRight
        self._heads = [StillLabel("note", alignment=right) for _ in DECIMALS]
        self.rows = [_Row() for _ in range(1 + OTHERS_AT_MOST)]
        self.agreement = AgreementNote()
        self._scroll = QScrollArea()
        self._names = [""]
        self._companions = 0
        self._lay_out()
        for place, row in enumerate(self.rows[1:]):
            row.remove.clicked.connect(partial(self.removal_wanted.emit, place))
        self.pin.clicked.connect(self.pin_wanted)
        self.end.clicked.connect(self.end_wanted)
        self.retranslate()

    def show_runs(self, names: Sequence[str], *, companions: int) -> None:
        """Name the present run, then the others; the first of them, as many as there are companions, train with it."""
        self._names, self._companions = list(names), companions
        self.agreement.name_runs(names)
        self._show_names()

    def show_frame(self, shown: Shown) -> None:
        """Show where each run stood at the epoch that is shown, or at its last one if it did not come so far."""
        self.pin.setEnabled(shown.can_pin)
        runs = shown.run, *shown.others
        self.agreement.show_runs([run.history for run in runs], shown.time)
        for row, run in zip(self.rows, runs, strict=False):
            last = min(shown.time, len(run.history) - 1)
            row.show_epoch(run.history.epoch(last) if last >= 0 else None)

    def restyle(self, theme: Theme, _scale: TypeScale) -> None:
        """Apply the theme."""
        for row, colour in zip(self.rows, (theme.error, *theme.others), strict=True):
            row.restyle(colour)
        for head, room in zip(self._heads, ROOM.values(), strict=True):
            head.keep_room(room)
        self.agreement.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave W and b out where the names need the room."""
        super().resizeEvent(event)
        self._show_names()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("Compare"))
        self.ask.setText(self.tr("Comparisons to try …"))
        self.ask.setToolTip(self.tr("Begin anew with several runs that train in step, each as it would alone"))
        self.pin.setText(self.tr("Pin"))
        self.pin.setToolTip(self.tr("Keep this run as a curve in all charts while the next ones run (P)"))
        self.end.setText(self.tr("Clear"))
        self.end.setToolTip(self.tr("Show this run alone"))
        for row in self.rows[1:]:
            row.remove.setToolTip(self.tr("Show this run no longer"))
            row.remove.setAccessibleName(row.remove.toolTip())
        menu = self.ask.menu()
        assert menu is not None
        name_questions(menu)
        self.hint.setText(self.tr("Guess which loop wins, then compare; or pin this run and run another."))
        for head, name in zip(self._heads, (self.tr("loss"), "W", "b"), strict=True):
            head.setText(name)
            head.setToolTip("" if head is self._heads[0] else self.tr("Of the line in the units of the data"))
        self._show_names()

    @one_at_a_time
    def _show_names(self) -> None:
        names = self._names
        others = len(names) > 1
        wide = self.width() >= WIDE * self.fontMetrics().height()
        for place, row in enumerate(self.rows):
            row.show_name(
                _numbered(place, names[place] if place < len(names) else "", self.tr("this run")),
                shown=others and place < len(names),
                removable=place > self._companions,
                wide=wide,
            )
        for column, head in enumerate(self._heads):
            head.setVisible(others and (wide or not column))
        self.hint.setVisible(not others)
        self.agreement.setVisible(others)
        self.end.setEnabled(others)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.ask, self.pin, self.end):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for column, head in enumerate(self._heads, start=1):
            grid.addWidget(head, 0, column)
        for line, row in enumerate(self.rows, start=1):
            for column, part in enumerate(row.parts):
                grid.addWidget(part, line, column)
        grid.setColumnStretch(0, 1)
        rows = QWidget()
        layout = QVBoxLayout(rows)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addStretch(1)
        self._scroll.setWidget(rows)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addLayout(buttons)
        self.body.addWidget(self.hint)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.agreement)


def _numbered(place: int, name: str, this: str) -> str:
    """What stands in a row: the run's own has no number in the charts."""
    who = str(place) if place else this
    return f"{who}: {name}" if name else who


def _text_of(name: str, value: float) -> str:
    text, room = _fitting(value, DECIMALS[name], len(ROOM[name])), len(ROOM[name])
    return slope(text, value, room) if name == "W" else text


def _fitting(value: float, decimals: int, room: int) -> str:
    """A number with as many of these decimals as there is room for, in letters; a large one in powers of ten."""
    texts = (fixed(value, places) for places in range(decimals, 1, -1))
    return first_that_fits((*texts, in_powers(value)), room)


class _Row:
    """A run: number and name in its colour, loss, W and b, and a button that removes it."""

    def __init__(self) -> None:
        self.name = label("run")
        self.name.setWordWrap(True)
        self.numbers = [StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight) for _ in DECIMALS]
        self.remove = ToolButton()
        self.remove.setText("×")
        self.parts = (self.name, *self.numbers, self.remove)
        self._text, self._colour = "", "black"
        for number in self.numbers:
            number.fill()

    def show_name(self, name: str, *, shown: bool, removable: bool, wide: bool) -> None:
        """Show the run under this name, or nothing of it; where it is not wide, of its numbers the loss alone."""
        self._text = name
        self._paint_name()
        for part in self.parts:
            part.setVisible(shown)
        for number in self.numbers[1:]:
            number.setVisible(shown and wide)
        self.remove.setVisible(shown and removable)

    def show_epoch(self, epoch: Epoch | None) -> None:
        """Show where the run stands."""
        if epoch is None:
            texts = [NOTHING] * len(DECIMALS)
        else:
            values = (epoch.loss, *in_original_units((epoch.W, epoch.b), epoch.settings))
            texts = [_text_of(name, value) for name, value in zip(DECIMALS, values, strict=True)]
            if 0 < epoch.loss < 0.5 * 10.0 ** -DECIMALS["loss"]:  # it would read as 0, whichever run is ahead
                texts[0] = in_powers(epoch.loss)
        for part, text in zip(self.numbers, texts, strict=True):
            part.setText(text)

    def restyle(self, colour: str) -> None:
        """Apply this colour."""
        self._colour = colour
        self._paint_name()
        for number, room in zip(self.numbers, ROOM.values(), strict=True):
            number.keep_room(room)

    def _paint_name(self) -> None:
        self.name.setText(legend([html.escape(self._text)], [self._colour]))
