"""The first rows of a file of data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.theme.theme import SPACE

COLUMNS_AT_MOST = 100
"""More columns than anybody looks through."""


class DataPreview(QTableWidget):
    """Cells as they stand in the file, under the names of their columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, rows: Sequence[Sequence[str]], columns: int) -> None:
        """Fill in these rows; cells beyond the last column are left out."""
        columns = min(columns, COLUMNS_AT_MOST)
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(columns)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row[:columns]):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(place, column, item)
        self._fit()

    def name_columns(self, names: Sequence[str]) -> None:
        """Write these names over the columns."""
        self.setHorizontalHeaderLabels(list(names[: self.columnCount()]))
        self._fit()

    def _fit(self) -> None:
        """Fill the width with few columns; scroll through many."""
        height = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(height + SPACE // 2)
        self.horizontalHeader().setFixedHeight(height + SPACE)
        mode = QHeaderView.ResizeMode
        few = self.columnCount() <= 5
        self.horizontalHeader().setSectionResizeMode(mode.Stretch if few else mode.Interactive)
        if not few:
            self.horizontalHeader().setDefaultSectionSize(height * 7)
            for column in range(self.columnCount()):  # those that are there already, too
                self.setColumnWidth(column, height * 7)
