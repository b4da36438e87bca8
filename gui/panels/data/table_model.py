"""The training data as the cells of a table, behind them a row to write another pair into."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from model.data.edits import EDITABLE_ROWS, Edit, added, moved
from model.data.number_text import number_text, read_number
from model.dataset import Dataset

ROWS_AT_MOST = EDITABLE_ROWS
"""More rows than anybody scrolls through."""

COLUMNS = ("x_train", "y_train")
NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class DataModel(QAbstractTableModel):
    """Two columns, a row a pair; the first thousand only, and no more than shown, where there are more.

    What is typed is not taken in here: edited carries the data that would be, and show_data brings them. refused
    carries a text that is no number.
    """

    edited = Signal(object, str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._data: Dataset | None = None
        self._wanted_editable = True
        self._names = ["", ""]
        self._rows = 0
        self._draft: list[float | None] = [None, None]
        """What has been typed into the last row so far."""

    @property
    def editable(self) -> bool:
        """Whether cells can be typed into."""
        return self._wanted_editable and self._data is not None and len(self._data) <= ROWS_AT_MOST

    @property
    def dataset(self) -> Dataset | None:
        """The data that are shown."""
        return self._data

    @property
    def pairs(self) -> int:
        """The rows that are shown, without the empty one."""
        return 0 if self._data is None else min(len(self._data), ROWS_AT_MOST)

    def set_editable(self, on: bool) -> None:
        """Offer a last row to write into and let cells be changed, or not."""
        self._wanted_editable = on
        self._resize()

    def show_data(self, data: Dataset) -> None:
        """Show these data; a row that is half filled stays as long as others are only moved."""
        if self._data is None or len(data) != len(self._data):
            self._draft = [None, None]
        self._data = data
        self._resize()
        self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, 1))

    def name_columns(self, tips: tuple[str, str]) -> None:
        """Give the headers these tool tips."""
        self._names = list(tips)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def forget_draft(self) -> None:
        """Empty the last row."""
        self._draft = [None, None]
        self.dataChanged.emit(self.index(self.pairs, 0), self.index(self.pairs, 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The pairs, and the row for another one."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """One for x, one for y."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The shortest text that reads back as the float32 of this cell."""
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return self.text(index.row(), index.column()) if role in (Role.DisplayRole, Role.EditRole) else None

    def text(self, row: int, column: int) -> str:
        """What stands in this cell; nothing where nothing has been typed yet."""
        if self._data is not None and row < self.pairs:
            return number_text((self._data.x, self._data.y)[column][row, 0])
        draft = self._draft[column]
        return "" if draft is None else number_text(draft)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The names that the lesson's code has for the columns, and as tool tips those that the data have."""
        if orientation is Qt.Orientation.Vertical:
            return None
        return {Role.DisplayRole: COLUMNS[section], Role.ToolTipRole: self._names[section] or None}.get(Role(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be selected, and edited unless there are too many."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable else flags

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Say what the data would be with what has been typed; the old value stays where that is no number."""
        row, column, text = index.row(), index.column(), str(value)
        if role != Role.EditRole or self._data is None or not self.editable or text == self.text(row, column):
            return False
        if row == self.pairs and not text.strip():
            self._draft[column] = None
            return True
        try:
            number = read_number(text)
        except ValueError:
            self.refused.emit(text.strip())
            return False
        if row < self.pairs:
            pair = [float(self._data.x[row, 0]), float(self._data.y[row, 0])]
            pair[column] = number
            self.edited.emit(moved(self._data, row, *pair), Edit.TYPE.value)
        else:
            self._write(column, number)
        return True

    def _write(self, column: int, number: float) -> None:
        """Fill a cell of the last row; when both are, it is a new pair."""
        assert self._data is not None
        self._draft[column] = number
        x, y = self._draft
        if x is not None and y is not None:
            self.edited.emit(added(self._data, x, y), Edit.ADD.value)

    def _resize(self) -> None:
        """Have as many rows as are to be shown, and keep what is selected among those that stay."""
        rows = self.pairs + (self.editable and self.pairs < ROWS_AT_MOST)
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
