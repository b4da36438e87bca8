"""How a file of data is to be read: its sheet, its rows, its columns, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.theme.tips import wrapped
from gui.widgets.card import Translated, label
from gui.widgets.inputs import CheckBox, Choice, PushButton, WholeChoice, add_field
from gui.widgets.number_edit import NumberEdit
from model.data.tables.cells import is_mere_word
from model.data.tables.errors import DataFileError, Reason
from model.data.tables.grid import HEAD
from model.data.tables.open_table import Found, Reading, Table
from model.data.tables.text_grid import ENCODINGS

MARKS = (None, ".", ",")
"""The decimal marks that can be chosen; None leaves it to the numbers."""

ROWS_AT_MOST = 10_000_000

NAME_AT_LEAST = 10
"""Characters of a column's name that can be read, however narrow the dialog is."""


class FileFields(Translated, QWidget):
    """Fields over a table; whatever is not said in them, the file tells."""

    table_wanted = Signal()
    """The file is to be opened as found says."""
    columns_wanted = Signal()
    """Two columns are to be read, as reading says."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet_choice, self.x_choice, self.y_choice = Choice(), Choice(), Choice()
        self.encoding, self.decimal = WholeChoice(ENCODINGS), WholeChoice(MARKS)
        self.header, self.last = NumberEdit(0, HEAD, whole=True), NumberEdit(1, ROWS_AT_MOST, whole=True)
        self.drop_missing, self.drop_totals = CheckBox(), CheckBox()
        self.answers = {mark: PushButton() for mark in MARKS[1:]}
        """What 1,350 is with this decimal mark."""
        fields = (self.sheet_choice, self.x_choice, self.y_choice, self.header, self.last, self.decimal, self.encoding)
        self._labels: dict[QWidget, QLabel] = {field: label("field") for field in fields}
        self._table: Table | None = None
        self._asked: dict[str, object] = {}
        """What has been said of the file, by the names of Found's fields."""
        self._error: DataFileError | None = None
        self._has_gaps = False
        self._lay_out()
        self.sheet_choice.activated.connect(lambda: self._ask(sheet=self.sheet_choice.chosen()))
        self.encoding.activated.connect(lambda: self._ask(encoding=self.encoding.chosen()))
        self.header.changed.connect(lambda row: self._ask(**self._asked | {"header": int(row)}))
        self.last.changed.connect(lambda row: self._ask(**self._asked | {"last": int(row)}))
        for choice in (self.x_choice, self.y_choice, self.decimal):
            choice.activated.connect(self.columns_wanted)
        for box in (self.drop_missing, self.drop_totals):
            box.toggled.connect(self.columns_wanted)
        for mark, button in self.answers.items():
            button.clicked.connect(lambda _=False, mark=mark: self._answer(mark))

    @property
    def found(self) -> Found:
        """What has been said of the file so far."""
        return Found(**self._asked)  # type: ignore[arg-type]

    @property
    def reading(self) -> Reading:
        """How the columns are to be read."""
        decimal = self.decimal.chosen()
        return Reading(
            None if decimal is None else str(decimal), self.drop_missing.isChecked(), self.drop_totals.isChecked()
        )

    @property
    def pair(self) -> tuple[int, int]:
        """The columns that are chosen, counted from 1."""
        return self.x_choice.currentIndex() + 1, self.y_choice.currentIndex() + 1

    def show_table(self, table: Table) -> None:
        """Offer what there is to choose in this table, with what is most likely chosen."""
        self._table, self._error, self._has_gaps = table, None, False
        self.sheet_choice.offer(table.sheets)
        if table.sheet is not None:
            self.sheet_choice.choose(table.sheet)
        if table.encoding is not None:
            self.encoding.choose(table.encoding)
        self.header.set_range(0, table.looked_at)
        self.header.set_value(table.header or 0)
        self.last.set_value(table.last)
        for choice, place in zip((self.x_choice, self.y_choice), table.nearest_pair(), strict=True):
            choice.offer(range(1, len(table.columns) + 1))
            choice.choose(place)
        self.retranslate()

    def tell(self, error: DataFileError | None, left_out: int) -> None:
        """Offer what would mend an error; left out are rows without a value."""
        self._error = error
        if error is None:
            self._has_gaps = left_out > 0
        elif can_be_left_out(error, self._table):
            self._has_gaps = True
        self.retranslate()

    def set_names(self, names: Sequence[str]) -> None:
        """Call the columns so."""
        for choice in (self.x_choice, self.y_choice):
            choice.name(dict(enumerate(names, start=1)))

    def retranslate(self) -> None:
        """Retranslate every text, and hide what is of no use here."""
        table, error = self._table, self._error
        texts: dict[QWidget, str] = {
            self.sheet_choice: self.tr("Sheet"),
            self.x_choice: self.tr("x (independent variable)"),
            self.y_choice: self.tr("y (dependent variable)"),
            self.header: self.tr("Header in row"),
            self.last: self.tr("Data end in row"),
            self.decimal: self.tr("Decimal mark"),
            self.encoding: self.tr("Encoding"),
        }
        for field, text in texts.items():
            self._labels[field].setText(text)
            field.setAccessibleName(text)
            field.setEnabled(table is not None)
        self.header.setToolTip(wrapped(self.tr("The row that names the columns; 0 where none does")))
        self.last.setToolTip(wrapped(self.tr("Rows below it, such as notes, are not read")))
        self.decimal.name({None: self.tr("automatic"), ".": self.tr("point"), ",": self.tr("comma")})
        asks = error is not None and error.reason is Reason.AMBIGUOUS
        for button in self.answers.values():
            button.setVisible(asks)
        if error is not None and asks:
            for button, number in zip(self.answers.values(), error.readings, strict=True):
                button.setText(self.tr("{text} is {number}").format(text=error.text, number=number))
        self.drop_missing.setText(self.tr("Leave out rows in which a value is missing"))
        totals = () if table is None else table.totals
        self.drop_totals.setText(self.tr("Leave out what sums up the others: {names}").format(names=", ".join(totals)))
        self._show(self.drop_missing, on=self._has_gaps)
        self._show(self.drop_totals, on=bool(totals))
        self._show(self.sheet_choice, on=self.sheet_choice.count() > 1)
        self._show(self.encoding, on=table is None or table.encoding is not None)

    def _answer(self, mark: str | None) -> None:
        self.decimal.choose(mark)
        self.columns_wanted.emit()

    def _ask(self, **asked: object) -> None:
        """Open the file so; what was said of the rows of another sheet counts no longer."""
        self._asked = asked
        self.table_wanted.emit()

    def _show(self, field: QWidget, *, on: bool) -> None:
        field.setVisible(on)
        if field in self._labels:
            self._labels[field].setVisible(on)

    def _lay_out(self) -> None:
        grid, answers = QGridLayout(), QHBoxLayout()
        for layout in (grid, answers):
            layout.setSpacing(SPACE)
        add_field(grid, 0, self._labels[self.sheet_choice], self.sheet_choice)
        pairs = [(self.x_choice, self.y_choice), (self.header, self.last), (self.decimal, self.encoding)]
        for row, pair in enumerate(pairs, start=1):
            for place, field in enumerate(pair):
                grid.addWidget(self._labels[field], row, 2 * place)
                grid.addWidget(field, row, 2 * place + 1)
        for choice in (self.sheet_choice, self.x_choice, self.y_choice):
            choice.setMinimumContentsLength(NAME_AT_LEAST)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for button in self.answers.values():
            answers.addWidget(button)
        answers.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE)
        body.addLayout(grid)
        body.addLayout(answers)
        body.addWidget(self.drop_missing)
        body.addWidget(self.drop_totals)


def can_be_left_out(error: DataFileError, table: Table | None) -> bool:
    """Whether the row of an error could be left out as one without a value: the others of its column are numbers."""
    if table is None or error.reason not in (Reason.INCOMPLETE, Reason.NOT_NUMERIC):
        return False
    names = table.column_names()
    among_numbers = error.column in [names[place - 1] for place in table.number_columns]
    return among_numbers and (error.reason is Reason.INCOMPLETE or is_mere_word(error.text))
