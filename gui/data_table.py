"""The training data as numbers, and their shape as torch names it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.card import Card, label
from gui.theme import Theme, TypeScale
from model.dataset import Dataset

ROWS_AT_MOST = 1000
"""More rows than anybody scrolls through."""


class DataTable(Card):
    """x_train and y_train side by side, a row a pair."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels(["x_train", "y_train"])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shape = label("code")
        self.body.addWidget(self.table)
        self.body.addWidget(self.shape)
        self._row_height = 20
        self.retranslate()

    def show_data(self, data: Dataset) -> None:
        """Fill in these values."""
        rows = min(len(data), ROWS_AT_MOST)
        self.table.setRowCount(rows)
        for row in range(rows):
            for column, values in enumerate((data.x, data.y)):
                item = QTableWidgetItem(f"{values[row, 0]:g}")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(row, column, item)
        self.shape.setText(shape_text(data))
        self._fit_height()

    def restyle(self, _theme: Theme, scale: TypeScale) -> None:
        """Wear these sizes."""
        self._row_height = round(scale.base * 1.7)
        self._fit_height()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Training data"))
        self.shape.setToolTip(self.tr("Both are 2-D tensors: one row for each student, one column."))

    def _fit_height(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._row_height)
        self.table.horizontalHeader().setFixedHeight(self._row_height)
        self.table.setFixedHeight(self._row_height * (1 + min(self.table.rowCount(), 3)) + 2)


def shape_text(data: Dataset) -> str:
    """What print(x_train.shape) and print(y_train.shape) print."""
    return f"x_train.shape  torch.Size([{len(data)}, 1])\ny_train.shape  torch.Size([{len(data)}, 1])"
