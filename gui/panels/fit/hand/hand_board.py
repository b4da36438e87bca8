"""The numbers of a line that is fitted by hand, and what may come of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme.number_format import DEFAULT_DECIMALS, NOTHING, fitting, within
from gui.theme.theme import SPACE
from gui.widgets.card import Translated, label
from gui.widgets.inputs import PushButton
from gui.widgets.still_label import StillLabel

LONGEST = DEFAULT_DECIMALS + len("00.")
"""Characters of a loss below 100, as among the numbers of the run; a larger one has fewer decimals."""

SHORT = len("−0.1234")
"""Characters of W and of b: more have no room on the smallest screen that is presented on."""


class HandLine(NamedTuple):
    """A line that a hand has made, and its loss."""

    W: float
    b: float
    loss: float


class HandBoard(Translated, QWidget):
    """The loss of the line beside the least one so far, each with its W and b, and below them two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.loss, self.best = StillLabel("error"), StillLabel("readout")
        self.line, self.best_line = StillLabel("note"), StillLabel("note")
        self._names = label("note"), label("note")
        self.start, self.go_on = PushButton(), PushButton()
        table = QGridLayout()
        table.setHorizontalSpacing(SPACE)
        table.setVerticalSpacing(0)
        for column, parts in enumerate(((self.loss, self.line), (self.best, self.best_line))):
            table.addWidget(self._names[column], 0, column)
            table.setColumnStretch(column, 1)
            for row, part in enumerate(parts, start=1):
                part.fill()
                table.addWidget(part, row, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.start, self.go_on):
            buttons.addWidget(button, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2)
        rows.addLayout(table)
        rows.addLayout(buttons)
        self.retranslate()

    def show_lines(self, now: HandLine, best: HandLine | None) -> None:
        """Show the line that is drawn, and the best one, if there is one yet."""
        for line, loss, numbers in ((now, self.loss, self.line), (best, self.best, self.best_line)):
            loss.setText(within(line and line.loss, DEFAULT_DECIMALS, LONGEST, NOTHING))
            numbers.setText("" if line is None else f"W {fitting(line.W, SHORT)}   b {fitting(line.b, SHORT)}")

    def restyle(self) -> None:
        """Keep room for the numbers, so that nothing moves when they grow longer."""
        for part in (self.loss, self.line, self.best, self.best_line):
            part.keep_room("", stretch=True)

    def retranslate(self) -> None:
        """Retranslate every text."""
        texts = self.tr("loss of this line"), self.tr("best so far")
        for name, text, loss in zip(self._names, texts, (self.loss, self.best), strict=True):
            name.setText(text)
            loss.setAccessibleName(text)
        self.start.setText(self.tr("Start from here"))
        self.start.setToolTip(self.tr("Begin a run with the W and b of this line; Undo brings the old one back"))
        self.go_on.setText(self.tr("Let PyTorch go on"))
        self.go_on.setToolTip(self.tr("Begin a run with the W and b of this line, and let it run"))
