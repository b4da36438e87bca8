"""The first rows of a file of data, under what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.theme.theme import SPACE
from gui.theme.tips import wrapped
from gui.theme.translation import either
from model.data.tables.description import Description, Kind
from model.data.tables.errors import Reason, shortened

COLUMNS_AT_MOST = 100
"""More columns than anybody looks through."""

BARS_WIDTH = 2.5
"""Of a histogram, in heights of the type."""

QUOTED = 14
"""Characters of a cell that stands over a column, to say why it cannot be chosen."""


class DataPreview(QTableWidget):
    """Cells as they stand in the file, under the names of their columns, their ranges and small histograms."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._descriptions: Sequence[Description] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(60)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, rows: Sequence[Sequence[str]], columns: int, descriptions: Sequence[Description] = ()) -> None:
        """Fill in these rows; cells beyond the last column are left out."""
        columns = min(columns, COLUMNS_AT_MOST)
        self._descriptions = descriptions
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(columns)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row[:columns]):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(place, column, item)
        self._fit()

    def name_columns(self, names: Sequence[str], chosen: Sequence[int]) -> None:
        """Write these names over the columns, and have the chosen ones, counted from 0, in sight."""
        for column, name in enumerate(names[: self.columnCount()]):
            held = self._descriptions[column] if column < len(self._descriptions) else None
            item = QTableWidgetItem(name if held is None else f"{name}\n{self._words(held)}")
            if held is not None:
                item.setToolTip(wrapped(self._words(held)))
                item.setIcon(self._histogram(held))
            self.setHorizontalHeaderItem(column, item)
        self._fit()
        for column in chosen:
            self.scrollTo(self.model().index(0, column))

    def _words(self, held: Description) -> str:
        """What a column holds, or why it cannot be chosen."""
        missing = self.tr(", missing: {count}").format(count=held.missing) if held.missing and held.bars else ""
        return self._contents(held) + missing

    def _contents(self, held: Description) -> str:
        if held.fault is not None:
            details = held.fault.details
            if held.fault.reason is Reason.AMBIGUOUS:
                return either(details["readings"]) + "?"
            text = shortened(details["text"], QUOTED)
            return self.tr("no numbers: row {row} “{text}”").format(row=held.fault.row, text=text)
        texts = {
            Kind.NUMBERS: self.tr("{low} to {high}"),
            Kind.DATES: self.tr("dates from {since} on"),
            Kind.ROW_NUMBERS: self.tr("row numbers"),
            Kind.IDS: self.tr("ids, {low} to {high}"),
            Kind.CONSTANT: self.tr("always {low}"),
            Kind.EMPTY: self.tr("empty"),
        }
        unit = f" {held.unit}" if held.unit else ""
        return texts[held.kind].format(low=f"{held.low:.6g}{unit}", high=f"{held.high:.6g}{unit}", since=held.since)

    def _fit(self) -> None:
        """Fill the width with few columns; scroll through many."""
        height = self.fontMetrics().height()
        lines = 2 if self._descriptions else 1
        self.setIconSize(QSize(round(BARS_WIDTH * height), round(1.4 * height)))
        self.verticalHeader().setDefaultSectionSize(height + SPACE // 2)
        self.horizontalHeader().setFixedHeight(height * lines + SPACE)
        mode = QHeaderView.ResizeMode
        few = self.columnCount() <= 3
        self.horizontalHeader().setSectionResizeMode(mode.Stretch if few else mode.Interactive)
        if not few:
            for column in range(self.columnCount()):
                item = self.horizontalHeaderItem(column)
                lines_of = item.text().split("\n") if item is not None else []
                widest = max(map(self.fontMetrics().horizontalAdvance, lines_of), default=0)
                icon = self.iconSize().width() + 2 * SPACE if self._descriptions else SPACE
                self.setColumnWidth(column, min(widest, 14 * height) + icon + SPACE)

    def _histogram(self, held: Description) -> QIcon:
        """How often which values occur, from the least to the largest."""
        size, ratio = self.iconSize(), self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        most = max(held.bars, default=0)
        with QPainter(picture) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
            for place, count in enumerate(held.bars):
                wide, high = size.width() / len(held.bars), size.height() * count / most
                painter.drawRect(QRectF(place * wide, size.height() - high, max(1.0, wide - 1), high))
        return QIcon(picture)
