"""The first rows of a file of data, under what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.session.overrides import keeps_faults
from gui.theme.theme import SPACE
from gui.theme.tips import wrapped
from gui.theme.translation import either
from model.data.tables.description import Description, Kind
from model.data.tables.errors import Reason, shortened

COLUMNS_AT_MOST = 100
"""More columns than anybody looks through."""

BARS_WIDTH = 2.5
BARS_HEIGHT = 1.4
"""Of a histogram, in heights of the type."""

BARS = Qt.ItemDataRole.UserRole
"""Where a column's header has the bars of its histogram."""

WIDEST = 14
"""A column's captions, in heights of the type."""

QUOTED = 14
"""Characters of a cell that stands over a column, to say why it cannot be chosen."""


class BarsHeader(QHeaderView):
    """Names of columns, under each what it holds, and over it a small histogram: its bars are the item's BARS."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.described = False
        """Whether there is more than names."""
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as what is said and drawn."""
        lines = 2 + BARS_HEIGHT if self.described else 1
        return QSize(super().sizeHint().width(), round(lines * self.fontMetrics().height()) + SPACE)

    @keeps_faults
    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Draw how often which values occur, from the least to the largest."""
        super().paintSection(painter, rect, column)
        bars = self.model().headerData(column, self.orientation(), BARS)
        if not bars:
            return
        height = self.fontMetrics().height()
        wide, high = BARS_WIDTH * height / len(bars), BARS_HEIGHT * height
        left, bottom = rect.center().x() - BARS_WIDTH * height / 2, rect.top() + high
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        for place, count in enumerate(bars):
            tall = high * count / max(bars)
            painter.drawRect(QRectF(left + place * wide, bottom - tall, max(1.0, wide - 1), tall))


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
        self._header = BarsHeader()
        self.setHorizontalHeader(self._header)

    @keeps_faults
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[str]], columns: int, descriptions: Sequence[Description] = ()) -> None:
        """Fill in these rows; cells beyond the last column are left out."""
        columns = min(columns, COLUMNS_AT_MOST)
        self._descriptions = descriptions
        self._header.described = bool(descriptions)
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
            lines = [name] if held is None else [name, self._words(held)]
            item = QTableWidgetItem("\n".join(map(self._cut, lines)))
            if held is not None:
                item.setToolTip(wrapped(self._words(held)))
                item.setData(BARS, held.bars)
            self.setHorizontalHeaderItem(column, item)
        self._fit()
        for column in chosen:
            self.scrollTo(self.model().index(0, column))

    def _cut(self, line: str) -> str:
        """As much of a line as a column at its widest has room for."""
        metrics = self._header.fontMetrics()
        return metrics.elidedText(line, Qt.TextElideMode.ElideRight, WIDEST * metrics.height())

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
        """Let each column be as wide as its captions; what is left of the width is shared, and many are scrolled."""
        metrics, height = self._header.fontMetrics(), self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(height + SPACE // 2)
        items = [self.horizontalHeaderItem(column) for column in range(self.columnCount())]
        lines = [item.text().split("\n") if item is not None else [""] for item in items]
        bars = round(BARS_WIDTH * metrics.height())
        wanted = [max(bars, *map(metrics.horizontalAdvance, of)) + 2 * SPACE for of in lines]
        spare = max(0, self.viewport().width() - sum(wanted)) // max(1, len(wanted))
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, width + spare)
