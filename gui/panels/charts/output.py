"""The rows that the exported script would have printed by now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from gui.session.shown import Shown
from gui.theme.theme import LIGHT, Theme, TypeScale
from gui.theme.tips import WrapsTips
from gui.widgets.card import Card
from gui.widgets.inputs import PushButton
from model.epoch import ROW, ROW_EVERY

KEPT = 1000
"""Rows that are kept; of a longer run the oldest are left out."""

LEAST_TYPE = 0.75
"""Of the size of the type: so small it may become for a row to be seen to its end, where the loss stands."""

USUAL = ROW.format(epoch=1000, W=1, b=1, loss=10)
"""A row that is as long as nearly all are."""


class Output(Card):
    """The classic rows up to the newest epoch; those after the epoch that is shown are dim.

    Every hundredth row is written once and stays, so that a frame costs next to nothing. What stands after them, the
    row of the epoch that the run ends with and that the numbers have overflowed, gives way when the run goes on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = Rows()
        self.copy = PushButton()
        self.copy.setProperty("role", "go")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.header.addWidget(self.copy)
        self.body.addWidget(self.text)
        self._theme = LIGHT
        self._key: object = None
        self._rows = 0
        """How many rows of every hundredth epoch have been written."""
        self._end: list[str] = []
        self._dim: tuple[int, int] | None = None
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Add the rows that are new, and dim those after the epoch that is shown."""
        history = shown.history
        rows, end = -(-len(history) // ROW_EVERY), self._end_of(shown)
        if history.key is not self._key or rows < self._rows:
            self.text.clear()
            self._key, self._rows, self._end, self._dim = history.key, max(0, rows - KEPT), [], None
        if rows != self._rows or end != self._end:
            self.text.remove_last(len(self._end))
            new = range(self._rows * ROW_EVERY, len(history), ROW_EVERY)
            self.text.add([*(history.epoch(number).classic_row() for number in new), *end])
            self._rows, self._end = rows, end
        self._dim_after(shown)

    def _end_of(self, shown: Shown) -> list[str]:
        """What is printed only because the run ends there: in its last epoch, or where the numbers overflow."""
        last = shown.history.last()
        if last is None or (last.is_finite and len(shown.history) < shown.experiment.epochs):
            return []
        end = [] if last.number % ROW_EVERY == 0 else [last.classic_row()]
        if not last.is_finite:
            end.append(self.tr("stopped at epoch {epoch}: the numbers overflowed").format(epoch=last.number))
        return end

    def _dim_after(self, shown: Shown) -> None:
        printed = shown.time // ROW_EVERY + 1 if shown.time < shown.last else self._rows + len(self._end)
        dim = printed, self._rows
        if dim != self._dim:
            self._dim = dim
            oldest = self._rows + len(self._end) - self.text.rows
            self.text.dim_from(printed - oldest, self._theme.disabled)

    def restyle(self, theme: Theme, _scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._dim = theme, None

    def retranslate(self) -> None:
        """Retranslate every text but what has been printed."""
        self.title.setText(self.tr("Output"))
        self.text.setAccessibleName(self.title.text())
        self.text.setToolTip(self.tr("What the exported Python script prints, with the very numbers of this run"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the output"))
        self.copy.setToolTip(self.tr("Copy all rows"))


class Rows(WrapsTips, QPlainTextEdit):
    """Rows of text that are added at the end; they can be selected with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "output")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setMaximumBlockCount(KEPT)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # keys are the window's
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # for Ctrl+C, and to be scrolled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Write in type of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        font, document = self.font(), self.document()
        room = self.viewport().width() - 2 * document.documentMargin()
        fits = min(room / QFontMetricsF(font).horizontalAdvance(USUAL), 1.0)
        font.setPixelSize(int(QFontInfo(font).pixelSize() * max(fits, LEAST_TYPE)))
        document.setDefaultFont(font)

    @property
    def rows(self) -> int:
        """How many there are."""
        document = self.document()
        return 0 if document.isEmpty() else document.blockCount()

    def add(self, rows: list[str]) -> None:
        """Add these at the end, and show them if the end is in view."""
        if rows:
            self.appendPlainText("\n".join(rows))

    def remove_last(self, count: int) -> None:
        """Take away so many rows from the end."""
        for _ in range(count):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.deletePreviousChar()

    def dim_from(self, row: int, colour: str) -> None:
        """Show the rows from this one on in another colour, and the last one before them in view."""
        block = self.document().findBlockByNumber(max(row, 0))
        if not block.isValid() or self.document().isEmpty():
            if self.extraSelections():
                self.setExtraSelections([])
                self.moveCursor(QTextCursor.MoveOperation.End)
            return
        dim = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        dim.cursor = cursor
        dim.format.setForeground(QColor(colour))
        self.setExtraSelections([dim])
        if block.previous().isValid():
            self.setTextCursor(QTextCursor(block.previous()))
