"""The lesson's small experiment: the same numbers again and again with manual_seed, never without it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from gui.panels.lesson.rounds_table import RoundsTable
from gui.theme.theme import Theme, TypeScale
from gui.widgets.card import Card, label
from gui.widgets.inputs import CheckBox, PushButton
from gui.widgets.number_edit import NumberEdit
from gui.widgets.still_label import StillLabel
from model.draws import Draws, Round, lines_of
from model.experiment import SEED_LIMIT

FIRST_SEED = 1


class SeedBench(Card):
    """Draw two numbers again and again, with manual_seed and without, and see whether they are the same."""

    drawn = Signal()
    """Another round has been drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # the lesson's page tells
        self.seeded, self.seed = CheckBox(), NumberEdit(0, SEED_LIMIT - 1, whole=True)
        self.seeded.setChecked(True)
        self.seed.set_value(FIRST_SEED)
        self.code = [StillLabel("code") for _ in lines_of(FIRST_SEED, seeded=True)]
        self.draw, self.clear = PushButton(), PushButton()
        self.finding = label("field")
        self.finding.setWordWrap(True)
        self.table = RoundsTable()
        self._draws: Draws | None = None
        self._lay_out()
        self.seeded.toggled.connect(self._show_code)
        self.seed.changed.connect(self._show_code)
        self.draw.clicked.connect(self._draw)
        self.clear.clicked.connect(self.start_anew)
        self._show_code()
        self.retranslate()

    @property
    def rounds(self) -> list[Round]:
        """What has been drawn so far, oldest first."""
        return [] if self._draws is None else self._draws.rounds

    def set_seeded(self, on: bool) -> None:
        """Draw with manual_seed from now on, or without it."""
        self.seeded.setChecked(on)

    def start_anew(self) -> None:
        """Forget all rounds; seed and checkbox stay."""
        self._draws = None
        self._show_rounds()

    def restyle(self, _theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.seed.setFixedWidth(scale.base * 6)
        self.setMinimumWidth(scale.base * 9)  # where what stands side by side stands one above the other
        for line in self.code:
            line.keep_room("", stretch=True)
        self.table.restyle(scale)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put into a row what has room there."""
        super().resizeEvent(event)
        self._arrange()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.seeded.setText("manual_seed")
        self.seeded.setToolTip(self.tr("Run the line with manual_seed in each round, or leave it out"))
        self.seed.setToolTip("torch.manual_seed(...)")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.draw.setText(self.tr("Draw twice"))
        self.draw.setToolTip(self.tr("Run these lines: torch draws two numbers from 0 to 1"))
        self.clear.setText(self.tr("Clear all"))
        self.clear.setToolTip(self.tr("Forget what has been drawn"))
        self.table.name(self.tr("seed"))
        self.table.setAccessibleName(self.tr("The numbers drawn, newest on top"))
        self.finding.setText(self._finding())
        self._arrange()

    def _draw(self) -> None:
        self.seed.finish()  # a number that has been typed counts, though the mouse leaves the keyboard in its field
        if self._draws is None:
            self._draws = Draws()  # brings torch, which the window does not wait for
        self._draws.draw(int(self.seed.value()), seeded=self.seeded.isChecked())
        self._show_rounds()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.finding.text()))
        self.drawn.emit()

    def _show_code(self) -> None:
        on = self.seeded.isChecked()
        self.seed.setEnabled(on)
        for line, text in zip(self.code, lines_of(int(self.seed.value()), seeded=on), strict=True):
            line.setText(text)

    def _show_rounds(self) -> None:
        self.table.show_rounds(self._draws)
        self.finding.setText(self._finding())

    def _finding(self) -> str:
        """What the rounds show so far."""
        draws, rounds = self._draws, len(self.rounds)
        if draws is None:
            return self.tr("Draw again and again: do the same numbers come?")
        if rounds == 1:
            return self.tr("Draw once more: do the same two numbers come?")
        if (times := draws.same_in_a_row()) > 1:
            return self.tr("The same two numbers, {count} times in a row").format(count=times)
        if (origin := draws.origins[-1]) < rounds - 1:
            return self.tr("The same two numbers as in round {round}").format(round=origin + 1)
        if draws.new_in_a_row() > 1:
            return self.tr("Other numbers each time")
        return self.tr("Other numbers this time")

    def _arrange(self) -> None:
        """Side by side, or one above the other where that would be too wide."""
        directions = QBoxLayout.Direction
        room = self.contentsRect().marginsRemoved(self.body.contentsMargins()).width()
        for row in (self._choice, self._buttons):
            row.setDirection(directions.LeftToRight)
            if row.sizeHint().width() > room:
                row.setDirection(directions.TopToBottom)

    def _lay_out(self) -> None:
        self._choice, self._buttons, code, table = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part in (self.seeded, self.seed):
            self._choice.addWidget(part)
        self._choice.addStretch(1)
        code.setSpacing(0)
        for line in self.code:
            code.addWidget(line)
        self._buttons.addWidget(self.draw, 1)
        self._buttons.addWidget(self.clear)
        for layout in (self._choice, code, self._buttons):
            self.body.addLayout(layout)
        self.body.addWidget(self.finding)
        table.addWidget(self.table, 1)
        table.addStretch()  # without a share: what the table has no use for
        self.body.addLayout(table, 1)
        self.body.addStretch()
