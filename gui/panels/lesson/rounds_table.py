"""The newest rounds of the seed's bench in a table, with a mark where the same numbers have come again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.theme.number_format import NOTHING, fixed
from gui.theme.theme import RING, SPACE, TypeScale
from gui.widgets.inputs import KeepsKeys

if TYPE_CHECKING:
    from model.draws import Draws

ROWS = 10
"""Rounds that are shown; older ones leave at the bottom."""

LEAST_ROWS = 3
"""Where there is no room for all of them, one can scroll."""

SEED_COLUMN = 1
"""It takes the room there is, and has at least that of its heading: seeds may be long, and are cut then."""

WIDEST = 34
"""The width at which a table is no longer easy to read along its rows, in base sizes of the type."""


class RoundsTable(KeepsKeys, QTableWidget):
    """The newest round on top. Rounds with the same numbers are bold, and say which was the first of them."""

    def __init__(self) -> None:
        super().__init__(0, 5)
        self._scale = TypeScale()
        self._draws: Draws | None = None
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(1)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(SEED_COLUMN, QHeaderView.ResizeMode.Stretch)

    def name(self, seed: str) -> None:
        """Head the columns; seed is the word for the seed."""
        self.setHorizontalHeaderLabels(["#", seed, "a", "b", "="])

    def restyle(self, scale: TypeScale) -> None:
        """Apply the sizes."""
        self._scale = scale
        self.setMaximumWidth(WIDEST * scale.base)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the numbers be whole in the new width."""
        super().resizeEvent(event)
        self._fit()

    def show_rounds(self, draws: Draws | None) -> None:
        """Show the newest of these, or none."""
        self._draws = draws
        self._fit()
        self.scrollToTop()

    def _fit(self) -> None:
        """Write smaller where a row would be wider than the table, and be as high as the rows are then."""
        base, header = self._scale.base, self.horizontalHeader()
        beside = self.verticalScrollBar().sizeHint().width() + 2 * RING  # kept free, for the bar may come
        widths = self._widths(base)
        room = self.width() - beside - header.sectionSizeHint(SEED_COLUMN) - SPACE * len(widths)
        self._pixels = max(1, min(base, base * room // sum(widths.values())))
        for column, width in self._widths(self._pixels).items():
            self.setColumnWidth(column, width + SPACE)
        row = QFontMetrics(self._scale.font(self._pixels)).height() + SPACE // 2
        self.verticalHeader().setDefaultSectionSize(row)
        above = header.sizeHint().height() + 2 * RING
        self.setMinimumHeight(above + LEAST_ROWS * row)
        self.setMaximumHeight(above + ROWS * row)
        self._fill()

    def _widths(self, pixels: int) -> dict[int, int]:
        """What stands in each column but that of the seed, in type of this size."""
        metrics = QFontMetrics(self._scale.font(pixels, bold=True))
        number = "0" * (2 if self._draws is None else max(2, len(str(len(self._draws.rounds)))))
        texts = {0: number, 2: fixed(0.0), 3: fixed(0.0), 4: f"= {number}"}
        return {column: metrics.horizontalAdvance(text) for column, text in texts.items()}

    def _fill(self) -> None:
        rounds, origins = ([], []) if self._draws is None else (self._draws.rounds, self._draws.origins)
        times = Counter(origins)
        self.setRowCount(min(ROWS, len(rounds)))
        for row, number in enumerate(reversed(range(max(0, len(rounds) - ROWS), len(rounds)))):
            seed, first, second = rounds[number]
            origin = origins[number]
            again = "" if origin == number else f"= {origin + 1}"
            texts = (str(number + 1), NOTHING if seed is None else str(seed), fixed(first), fixed(second), again)
            for column, text in enumerate(texts):
                self._write(row, column, text, bold=times[origin] > 1)

    def _write(self, row: int, column: int, text: str, *, bold: bool) -> None:
        cell = QTableWidgetItem(text)
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        cell.setFont(self._scale.font(self._pixels, bold=bold))
        if column == SEED_COLUMN:
            cell.setToolTip(text)  # it may be cut
        self.setItem(row, column, cell)
