"""Choosing x and y from a file of data, with a look at what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.panels.data.file_preview import DataPreview
from gui.session.background import Job
from gui.theme.theme import SPACE
from gui.widgets.card import Card, Translated, label
from gui.widgets.inputs import Choice, add_field
from model.cancelling import CheckCancelled
from model.data.tables.errors import SENTENCES
from model.data.tables.open_table import DataFileError, Reason, Table, open_table, read_columns
from model.dataset import Dataset

SIZE = (640, 480)


class DataFileDialog(Translated, QDialog):
    """Opens one file. Both columns are read as soon as they are chosen, so that Open offers nothing that fails."""

    chosen = Signal(object)
    """The Dataset, when the dialog is accepted."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: Dataset | None = None
        """The two columns, once they have been read."""
        self._path = path
        self._table: Table | None = None
        self._error: DataFileError | None = None
        self._job: Job | None = None
        self.title, self.note, self.alarm = label("title", path.name), label("note"), label("alarm")
        self.preview = DataPreview()
        self.sheet_choice, self.x_choice, self.y_choice = Choice(), Choice(), Choice()
        self.open_button, self.cancel_button = QPushButton(), QPushButton()
        self._labels = {choice: label("field") for choice in (self.sheet_choice, self.x_choice, self.y_choice)}
        self._lay_out()
        self.sheet_choice.activated.connect(self._open)
        for choice in (self.x_choice, self.y_choice):
            choice.activated.connect(self._read)
        self.open_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._begin(lambda check_cancelled: open_table(path, check_cancelled=check_cancelled))

    @property
    def reading(self) -> bool:
        """Whether something is being read."""
        return self._job is not None

    def done(self, result: int) -> None:
        """Close; what is still being read is left to itself."""
        self._abandon()
        super().done(result)
        if result == QDialog.DialogCode.Accepted:
            self.chosen.emit(self.data)

    def accept(self) -> None:
        """Close with the data, if there are any."""
        if self.data is not None:
            names = self._names()
            x, y = names[self.x_choice.currentIndex()], names[self.y_choice.currentIndex()]
            self.data = replace(self.data, x_name=x, y_name=y)
            super().accept()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Open data"))
        texts = {
            self.sheet_choice: self.tr("Sheet"),
            self.x_choice: self.tr("x (independent variable)"),
            self.y_choice: self.tr("y (dependent variable)"),
        }
        for choice, text in texts.items():
            self._labels[choice].setText(text)
            choice.setAccessibleName(text)
        self.open_button.setText(self.tr("Open"))
        self.cancel_button.setText(self.tr("Cancel"))
        self._name_columns()
        self._tell()

    def _lay_out(self) -> None:
        self.resize(*SIZE)
        for text in (self.title, self.note, self.alarm):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)  # names of files and cells are shown as they are
        card = Card()
        card.title.hide()
        card.body.addWidget(self.preview)
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        for row, (choice, name) in enumerate(self._labels.items()):
            add_field(grid, row, name, choice)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.open_button)
        self.open_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)  # Enter opens
        body = QVBoxLayout(self)
        body.setContentsMargins(*[SPACE * 2] * 4)
        body.setSpacing(SPACE)
        body.addWidget(self.title)
        body.addWidget(card, 1)
        body.addLayout(grid)
        body.addWidget(self.note)
        body.addWidget(self.alarm)
        body.addLayout(buttons)

    def _begin(self, reading: Callable[[CheckCancelled], object]) -> None:
        """Read something in the background; whatever was being read counts no longer."""
        self._abandon()
        self.data = self._error = None
        self._job = Job(reading, self._take, self._fail)
        self.retranslate()

    def _abandon(self) -> None:
        if self._job is not None:
            self._job.abandon()
            self._job = None

    def _open(self) -> None:
        path, sheet = self._path, str(self.sheet_choice.chosen())
        self._table = None
        self.preview.show_rows((), 0)
        self._begin(lambda check_cancelled: open_table(path, sheet, check_cancelled))

    def _read(self) -> None:
        table, x, y = self._table, self.x_choice.currentIndex() + 1, self.y_choice.currentIndex() + 1
        assert table is not None
        self._begin(lambda check_cancelled: read_columns(table, x, y, check_cancelled))

    def _take(self, result: Table | Dataset) -> None:
        self._job = None
        if isinstance(result, Dataset):
            self.data = result
            self._tell()
            if self.focusWidget() in (None, self.cancel_button):  # where the focus fled while Open was disabled
                self.open_button.setFocus()
            return
        self._show_table(result)
        if len(result.columns) > 1:
            self._read()
        else:
            self._error = DataFileError(Reason.FEW_COLUMNS, result.file)
            self.retranslate()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._error = error if isinstance(error, DataFileError) else DataFileError(Reason.UNREADABLE, self._path.name)
        self._tell()

    def _show_table(self, table: Table) -> None:
        self._table = table
        self.sheet_choice.offer(table.sheets)
        if table.sheet is not None:
            self.sheet_choice.choose(table.sheet)
        count = len(table.columns)
        self.preview.show_rows(table.preview, count)
        numbers = dict.fromkeys(table.number_columns)
        likely = [*numbers, *(n for n in range(1, count + 1) if n not in numbers)]
        for choice, place in ((self.x_choice, likely[0]), (self.y_choice, likely[-1 if count < 2 else 1])):
            choice.offer(range(1, count + 1))
            choice.choose(place)

    def _names(self) -> list[str]:
        table = self._table
        assert table is not None
        if table.has_header:
            return list(table.columns)
        return [self.tr("column {number}").format(number=place + 1) for place in range(len(table.columns))]

    def _name_columns(self) -> None:
        if self._table is None:
            return
        names = self._names()
        for choice in (self.x_choice, self.y_choice):
            choice.name(dict(enumerate(names, start=1)))
        axes = {"x": self.x_choice.currentIndex(), "y": self.y_choice.currentIndex()}
        marks = [", ".join(axis for axis, place in axes.items() if place == column) for column in range(len(names))]
        self.preview.name_columns(
            [f"{mark}: {name}" if mark else name for mark, name in zip(marks, names, strict=True)]
        )

    def _tell(self) -> None:
        """Say how things stand."""
        table = self._table
        rows = len(self.data) if self.data is not None else table.rows if table is not None else None
        if self.reading:
            self.note.setText(self.tr("Reading {file} …").format(file=self._path.name))
        else:
            self.note.setText("" if rows is None else self.tr("Rows: {count}").format(count=f"{rows:,}"))
        self.note.setVisible(bool(self.note.text()))
        self.alarm.setText("" if self._error is None else _sentence(self._error))
        self.alarm.setVisible(self._error is not None)
        self.open_button.setEnabled(self.data is not None)
        for choice in (self.x_choice, self.y_choice):
            choice.setEnabled(table is not None)
        several = self.sheet_choice.count() > 1
        self.sheet_choice.setVisible(several)
        self._labels[self.sheet_choice].setVisible(several)


def _sentence(error: DataFileError) -> str:
    return error.sentence(QCoreApplication.translate("FileErrors", SENTENCES[error.reason]))
