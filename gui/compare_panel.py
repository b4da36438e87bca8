"""The runs that are compared: what each of them is called, where it stands, and how others join it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QToolButton

from gui.card import Card, label, legend
from gui.comparison import OTHERS_AT_MOST, ComparedRun
from gui.questions import name_questions, offer_questions
from gui.readouts import NOTHING, fixed
from gui.run_names import run_names
from gui.still_label import StillLabel
from gui.theme import LIGHT, SPACE, Theme, TypeScale
from model.epoch import Epoch
from model.experiment import Experiment
from model.history import History

DECIMALS = {"loss": 6, "W": 4, "b": 4}
"""What is shown of each run, and with how many decimals."""


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
        self.ask, self.pin, self.end = QToolButton(), QPushButton(), QPushButton()
        self.ask.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.ask)
        offer_questions(menu, self.question_wanted.emit)
        self.ask.setMenu(menu)
        for button in (self.ask, self.pin, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hint = label("note")
        self.hint.setWordWrap(True)
        right = Qt.AlignmentFlag.AlignRight
        self._heads = [StillLabel("note", alignment=right) for _ in DECIMALS]
        self.rows = [_Row() for _ in range(1 + OTHERS_AT_MOST)]
        self._runs: tuple[Experiment, list[ComparedRun]] = (Experiment(), [])
        self._removable = 0
        self._theme = LIGHT
        self._lay_out()
        for place, row in enumerate(self.rows[1:]):
            row.remove.clicked.connect(partial(self.removal_wanted.emit, place))
        self.pin.clicked.connect(self.pin_wanted)
        self.end.clicked.connect(self.end_wanted)
        self.retranslate()

    def show_runs(self, run: Experiment, others: Sequence[ComparedRun], *, companions: int) -> None:
        """Name the present run and the others, of which the first, as many as there are companions, train with it."""
        self._runs = run, list(others)
        self._removable = companions
        self._show_names()

    def show_numbers(self, history: History, time: int) -> None:
        """Show where each run stood at this epoch, or at its last one if it did not come so far."""
        for row, shown in zip(self.rows, [history, *(run.history for run in self._runs[1])], strict=False):
            row.show_epoch(shown.epoch(min(time, len(shown) - 1)) if time >= 0 and len(shown) else None)

    def set_pinnable(self, on: bool) -> None:
        """Let the present run be pinned, or not: there is none yet, or no colour is left."""
        self.pin.setEnabled(on)

    def restyle(self, theme: Theme, _scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        self._theme = theme
        for row, colour in zip(self.rows, (theme.error, *theme.others), strict=True):
            row.restyle(colour)
        for head, decimals in zip(self._heads, DECIMALS.values(), strict=True):
            head.keep_room("−00." + "0" * decimals)

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.setAccessibleName(self.tr("Compare"))
        self.ask.setText(self.tr("Ready comparisons …"))
        self.ask.setToolTip(self.tr("Begin anew with several runs that train in step, each as it would alone"))
        self.pin.setText(self.tr("Pin this run"))
        self.pin.setToolTip(self.tr("Keep this run as a curve in all charts while the next ones run (P)"))
        self.end.setText(self.tr("Clear"))
        self.end.setToolTip(self.tr("Show this run alone"))
        for row in self.rows[1:]:
            row.remove.setToolTip(self.tr("Show this run no longer"))
            row.remove.setAccessibleName(row.remove.toolTip())
        menu = self.ask.menu()
        assert menu is not None
        name_questions(menu)
        self.hint.setText(
            self.tr(
                "Which loop is faster, which one breaks? Guess first, then choose a ready comparison; or pin a run, "
                "change something, press Reset and run again."
            )
        )
        for head, name in zip(self._heads, (self.tr("loss"), "W", "b"), strict=True):
            head.setText(name)
        self._show_names()

    def _show_names(self) -> None:
        run, others = self._runs
        names = run_names([run, *(other.experiment for other in others)])
        for place, row in enumerate(self.rows):
            row.show_name(
                _numbered(place, names[place] if place < len(names) else "", self.tr("this run")),
                shown=bool(others) and place < len(names),
                removable=place > self._removable,
            )
        for head in self._heads:
            head.setVisible(bool(others))
        self.hint.setVisible(not others)
        self.end.setEnabled(bool(others))

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
        self.body.addLayout(buttons)
        self.body.addWidget(self.hint)
        self.body.addLayout(grid)
        self.body.addStretch(1)


def _numbered(place: int, name: str, this: str) -> str:
    """What stands in a row: the run's own has no number in the charts."""
    return f"{place}  {name}" if place else f"{this}: {name}" if name else this


class _Row:
    """A run: number and name in its colour, loss, W and b, and a button that removes it."""

    def __init__(self) -> None:
        self.name = label("run")
        self.name.setWordWrap(True)
        self.numbers = [StillLabel("note", alignment=Qt.AlignmentFlag.AlignRight) for _ in DECIMALS]
        self.remove = QToolButton()
        self.remove.setText("×")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.parts = (self.name, *self.numbers, self.remove)
        self._text, self._colour = "", "black"
        for number in self.numbers:
            number.fill()

    def show_name(self, name: str, *, shown: bool, removable: bool) -> None:
        """Show the run under this name, or nothing of it."""
        self._text = name
        self._paint_name()
        for part in self.parts:
            part.setVisible(shown)
        self.remove.setVisible(shown and removable)

    def show_epoch(self, epoch: Epoch | None) -> None:
        """Show where the run stands."""
        values = (None,) * len(DECIMALS) if epoch is None else (epoch.loss, epoch.W, epoch.b)
        for part, value, decimals in zip(self.numbers, values, DECIMALS.values(), strict=True):
            part.setText(NOTHING if value is None else fixed(value, decimals))

    def restyle(self, colour: str) -> None:
        """Wear this colour."""
        self._colour = colour
        self._paint_name()
        for number, decimals in zip(self.numbers, DECIMALS.values(), strict=True):
            number.keep_room("−00." + "0" * decimals)

    def _paint_name(self) -> None:
        self.name.setText(legend([html.escape(self._text)], [self._colour]))
