"""Choosing x and y from a file of data, with a look at what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.panels.data.file_fields import FileFields, can_be_left_out
from gui.panels.data.file_preview import DataPreview
from gui.panels.data.file_scatter import ScatterPreview
from gui.session.background import Job
from gui.theme.theme import SPACE
from gui.theme.translation import either
from gui.widgets.card import Card, Translated, label
from gui.widgets.dialog import resize_in_lines
from model.cancelling import CheckCancelled
from model.data.tables.errors import SENTENCES, shortened
from model.data.tables.open_table import DataFileError, Reason, Table, open_table, read_columns
from model.dataset import Dataset

SIZE = (47, 32)
"""Width and height, in heights of a line."""

NAMED = 120
"""Characters of a list of columns that a sentence tells at most."""


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
        self._share = 0.0
        """Of what is being read, as far as it is known."""
        self.title, self.note, self.alarm = label("title", path.name), label("note"), label("alarm")
        self.preview, self.scatter, self.fields = DataPreview(), ScatterPreview(), FileFields()
        self.open_button, self.cancel_button = QPushButton(), QPushButton()
        self._lay_out()
        self.fields.table_wanted.connect(self._open)
        self.fields.columns_wanted.connect(self._read)
        self.open_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._begin(self._opening())

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
            super().accept()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Open data"))
        self.open_button.setText(self.tr("Open"))
        self.cancel_button.setText(self.tr("Cancel"))
        self._name_columns()
        self._tell()

    def _lay_out(self) -> None:
        resize_in_lines(self, *SIZE)
        for text in (self.title, self.note, self.alarm):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)  # names of files and cells are shown as they are
        above, buttons = QHBoxLayout(), QHBoxLayout()
        for layout in (above, buttons):
            layout.setSpacing(SPACE)
        parts: list[tuple[QWidget, int]] = [(self.preview, 5), (self.scatter, 3)]
        for part, share in parts:
            card = Card()
            card.title.hide()
            card.body.addWidget(part)
            above.addWidget(card, share)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.open_button)
        self.open_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)  # Enter opens
        body = QVBoxLayout(self)
        body.setContentsMargins(*[SPACE * 2] * 4)
        body.setSpacing(SPACE)
        body.addWidget(self.title)
        body.addLayout(above, 1)
        for below in (self.fields, self.note, self.alarm):
            body.addWidget(below)
        body.addLayout(buttons)

    def _begin(self, reading: Callable[[CheckCancelled], object]) -> None:
        """Read something in the background; whatever was being read counts no longer."""
        self._abandon()
        self.data = self._error = None
        self._share = 0.0
        self._job = Job(reading, self._take, self._fail)
        self._job.progressed.connect(self._show_share)
        self.retranslate()

    def _abandon(self) -> None:
        if self._job is not None:
            self._job.abandon()
            self._job = None

    def _show_share(self, share: float) -> None:
        if self.reading:
            self._share = share
            self._tell()

    def _open(self) -> None:
        self._table = None
        self.preview.show_rows((), 0)
        self._begin(self._opening())

    def _opening(self) -> Callable[[CheckCancelled], Table]:
        path, found = self._path, self.fields.found

        def opened(check_cancelled: CheckCancelled) -> Table:
            table = open_table(path, found, check_cancelled)
            table.likely_pair()  # looks into each column
            return table

        return opened

    def _read(self) -> None:
        table = self._table
        if table is None:
            return
        pair, reading, days = self.fields.pair, self.fields.reading, self.tr("days since {date}")
        self._begin(lambda check_cancelled: read_columns(table, *pair, check_cancelled, reading=reading, days=days))

    def _take(self, result: Table | Dataset) -> None:
        self._job = None
        if isinstance(result, Dataset):
            self.data = self._named(result)
            self._tell()
            if self.focusWidget() in (None, self.cancel_button):  # where the focus fled while Open was disabled
                self.open_button.setFocus()
            return
        self._table = result
        self.preview.show_rows(result.preview, len(result.columns), result.descriptions)
        self.fields.show_table(result)
        if len(result.columns) > 1:
            self._read()
        else:
            self._error = result.too_few_columns()
            self.retranslate()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._error = error if isinstance(error, DataFileError) else DataFileError(Reason.UNREADABLE, self._path.name)
        self._tell()

    def _named(self, data: Dataset) -> Dataset:
        """The data; columns without a name are called in the language of the window."""
        table = self._table
        if table is None or table.has_header:
            return data
        names = {}
        for axis, place in zip(("x_name", "y_name"), self.fields.pair, strict=True):
            unit = getattr(data, axis).removeprefix(table.columns[place - 1])
            names[axis] = self._names()[place - 1] + unit
        return replace(data, **names)

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
        self.fields.set_names(names)
        axes = {"x": self.fields.pair[0] - 1, "y": self.fields.pair[1] - 1}
        marks = [", ".join(axis for axis, place in axes.items() if place == column) for column in range(len(names))]
        shown = [f"{mark}: {name}" if mark else name for mark, name in zip(marks, names, strict=True)]
        self.preview.name_columns(shown, [*axes.values()])

    def _reason(self, error: DataFileError) -> str:
        """What is wrong, and what can be done here."""
        sentence = QCoreApplication.translate("FileErrors", SENTENCES[error.reason])
        told = error.sentence(sentence, either(error.readings))
        if can_be_left_out(error, self._table) and not self.fields.reading.drop_missing:
            told += " " + self.tr("Tick the box above to leave such rows out.")
        if self._table is not None and self._table.likely_pair() is None and len(self._table.without_numbers) > 1:
            names = [self._names()[place - 1] for place in sorted(self._table.without_numbers)]
            told += " " + self.tr("Columns that are not numbers: {names}").format(
                names=shortened(", ".join(names), NAMED)
            )
        return told

    def _tell(self) -> None:
        """Say how things stand."""
        table, data = self._table, self.data
        rows = len(data) if data is not None else table.rows if table is not None else None
        if self.reading:
            percent = f" {self._share:.0%}" if self._share else ""
            self.note.setText(self.tr("Reading {file} …").format(file=self._path.name) + percent)
        else:
            texts = [] if rows is None else [self.tr("Rows: {count}").format(count=f"{rows:,}")]
            if table is not None and table.looked_at < table.last:
                told = self.tr("what stands over the columns is of the first {count}")
                texts.append(told.format(count=f"{table.looked_at:,}"))
            self.note.setText("; ".join(texts))
            self.fields.tell(self._error, 0 if data is None else data.left_out)
        self.scatter.show_data(data)
        self.note.setVisible(bool(self.note.text()))
        self.alarm.setText("" if self._error is None else self._reason(self._error))
        self.alarm.setVisible(self._error is not None)
        self.open_button.setEnabled(data is not None)
