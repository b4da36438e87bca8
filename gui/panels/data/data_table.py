"""The training data as numbers that can be typed over, and their shape as torch names it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from gui.panels.data.table_model import ROWS_AT_MOST, DataModel
from gui.panels.data.table_view import CellsView
from gui.session.shown import Shown
from gui.theme.example_names import example_name
from gui.theme.theme import RING, Theme, TypeScale
from gui.theme.tips import wrapped
from gui.theme.translation import either
from gui.widgets.card import Card, label
from model.data.edits import Edit, pasted, removed
from model.data.notation import AmbiguousError
from model.data.number_text import TooLargeError, read_number
from model.data.pasted import PASTED_LIMIT, Fault, PasteError, read_pasted
from model.dataset import Dataset

ROWS_IN_SIGHT = 4
"""The lesson's three and the empty one; more are scrolled to."""


class DataTable(Card):
    """x_train and y_train side by side, a row a pair.

    data_edited carries the Dataset that the user wants, what was done (a value of model.data.edits.Edit), and True:
    nothing that is done in a table is unfinished.
    """

    data_edited = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.model, self.table = DataModel(), CellsView()
        self.table.setModel(self.model)
        self.shape, self.note, self.alarm = label("code"), label("note"), label("alarm")
        for text in (self.note, self.alarm):
            text.setWordWrap(True)
            text.hide()
        for part in (self.table, self.note, self.alarm, self.shape):
            self.body.addWidget(part)
        self._row_height = 20
        self._given: Dataset | None = None
        self._refusal: Callable[[], str] | None = None
        self._tells_shape = True
        self.model.edited.connect(self._take_edit)
        self.model.refused.connect(self._refuse_cell)
        self.table.remove_wanted.connect(self._remove)
        self.table.paste_wanted.connect(self._paste)
        self.retranslate()

    def set_editable(self, on: bool) -> None:
        """Let the user change the data, or only look at them and copy."""
        if not on:
            self.table.stop_editing()
        self.model.set_editable(on)
        self._fit_height()

    def tell_shape(self, on: bool) -> None:
        """Tell the tensors' shape, or let the class find it."""
        self._tells_shape = on
        self.shape.setVisible(on and self._refusal is None)

    def show_frame(self, shown: Shown) -> None:
        """Show the data of the epochs to come."""
        if self._refusal is not None and shown.running:  # it has been seen by now
            self._forgive()
        if shown.experiment.data is not self._given:
            self._given = shown.experiment.data
            self.show_data(self._given)

    def show_data(self, data: Dataset) -> None:
        """Fill in these values."""
        known = self.model.dataset
        if known is None or len(known) != len(data):
            self.table.stop_editing()  # what is being typed belongs to a row that may be no more
        if data is not known:
            self.model.show_data(data)
        if known != data:
            self._forgive()
        self.model.name_columns((wrapped(example_name(data.x_name)), wrapped(example_name(data.y_name))))
        self.shape.setText(shape_text(data))
        self._show_note()
        self._fit_height()

    def restyle(self, _theme: Theme, scale: TypeScale) -> None:
        """Apply these sizes."""
        self._row_height = round(scale.base * 1.4)
        self._fit_height()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Training data"))
        self.shape.setToolTip(wrapped(self.tr("Both are 2-D tensors: one row for each student, one column.")))
        self.table.setToolTip(
            self.tr(
                "Type over a number, or a new pair into the last row.\n"
                "Delete removes rows; Ctrl+C and Ctrl+V copy and paste."
            )
        )
        self._show_note()
        if self._refusal is not None:
            self.alarm.setText(self._refusal())

    def _take_edit(self, data: Dataset, kind: str) -> None:
        """Show what has been done, and say so."""
        self._forgive()
        self.show_data(data)
        self.data_edited.emit(data, kind, True)

    def _remove(self, rows: list[int]) -> None:
        data = self.model.dataset
        if data is None or not self.model.editable:
            return
        if self.model.pairs in rows:
            self.model.forget_draft()
        rows = [row for row in rows if row < self.model.pairs]
        if len(rows) == len(data):
            self._refuse(lambda: self.tr("At least one pair has to stay."))
        elif rows:
            self._take_edit(removed(data, rows), Edit.REMOVE.value)
            self.table.go_to(min(rows[0], self.model.pairs - 1), max(0, self.table.currentIndex().column()))

    def _paste(self, text: str) -> None:
        data, current = self.model.dataset, self.table.currentIndex()
        if data is None or not self.model.editable:
            return
        chosen = {(index.row(), index.column()) for index in self.table.selectedIndexes() or [current]}
        row, column = min(chosen) if current.isValid() else (len(data), 0)
        over = len(data) if chosen.issuperset((row, column) for row in range(len(data)) for column in (0, 1)) else 0
        unnamed = self.tr("column {number}").format(number=1), self.tr("column {number}").format(number=2)
        try:
            changed = pasted(data, read_pasted(text), row, column, over=over, unnamed=unnamed)
        except PasteError as error:
            why = error  # Python forgets the other name at the end of this block
            self._refuse(lambda: self._paste_text(why))
            return
        self._take_edit(changed, Edit.PASTE.value)

    def _refuse_cell(self, cell: str) -> None:
        self._refuse(lambda: self._cell_text(cell))

    def _cell_text(self, cell: str) -> str:
        """Why a cell that was typed is not taken."""
        try:
            read_number(cell)
        except AmbiguousError as error:
            text = self.tr("“{cell}” may be {readings}: the old value stays. Type it without a mark between thousands.")
            return text.format(cell=_short(cell), readings=either(error.readings))
        except TooLargeError:
            text = self.tr("“{cell}” is not a number that float32 can hold: the old value stays.")
        except ValueError:
            text = self.tr("“{cell}” is not a number: the old value stays.")
        else:
            return ""
        return text.format(cell=_short(cell))

    def _refuse(self, reason: Callable[[], str]) -> None:
        """Say why nothing has changed, in whatever language, until something does; in the place of the shapes."""
        self._refusal = reason
        self.alarm.setText(reason())
        self.alarm.setMinimumHeight(self.shape.sizeHint().height())  # or all that stands below would move
        self.shape.hide()
        self.alarm.show()

    def _paste_text(self, error: PasteError) -> str:
        texts = {
            Fault.NOTHING: self.tr("Nothing pasted: there are no numbers on the clipboard."),
            Fault.TOO_MANY_ROWS: self.tr("Nothing pasted: more than {limit} rows. Open them as a file."),
            Fault.TOO_MANY_COLUMNS: self.tr("Nothing pasted: there are more than two columns."),
            Fault.RAGGED: self.tr("Nothing pasted: row {row} has more or fewer cells than the first row."),
            Fault.EMPTY_CELL: self.tr("Nothing pasted: row {row}, column {column}: the value is missing."),
            Fault.NOT_A_NUMBER: self.tr("Nothing pasted: row {row}, column {column}: “{cell}” is not a number."),
            Fault.AMBIGUOUS: self.tr(
                "Nothing pasted: row {row}, column {column}: “{cell}” may be {readings}. "
                "Copy it without a mark between thousands, or open it as a file."
            ),
            Fault.TOO_LARGE: self.tr("Nothing pasted: row {row}, column {column}: {cell} is too large for float32."),
            Fault.HALF_ROW: self.tr("Nothing pasted: from row {row} on, one of the two values is missing."),
        }
        return texts[error.fault].format(
            row=error.row,
            column=error.column,
            cell=_short(error.cell),
            readings=either(error.readings),
            limit=f"{PASTED_LIMIT:,}",
        )

    def _forgive(self) -> None:
        self._refusal = None
        self.alarm.hide()
        self.shape.setVisible(self._tells_shape)

    def _show_note(self) -> None:
        rows = 0 if self.model.dataset is None else len(self.model.dataset)
        text = ""
        if rows > ROWS_AT_MOST:
            text = self.tr("The first {shown} of {rows} rows, which cannot be changed here.")
        texts = [text.format(shown=f"{ROWS_AT_MOST:,}", rows=f"{rows:,}")] if text else []
        left_out = 0 if self.model.dataset is None else self.model.dataset.left_out
        if left_out:
            texts.append(self.tr("Incomplete rows left out: {count}").format(count=f"{left_out:,}"))
        self.note.setText("\n".join(texts))
        self.note.setVisible(bool(texts))

    def _fit_height(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._row_height)
        self.table.horizontalHeader().setFixedHeight(self._row_height)
        self.table.setFixedHeight(self._row_height * (1 + min(self.model.rowCount(), ROWS_IN_SIGHT)) + 2 * RING + 2)


def shape_text(data: Dataset) -> str:
    """What print(x_train.shape) and print(y_train.shape) print."""
    return f"x_train.shape  torch.Size([{len(data)}, 1])\ny_train.shape  torch.Size([{len(data)}, 1])"


def _short(text: str) -> str:
    """Enough of a text to be recognised."""
    return text if len(text) <= 20 else text[:19] + "…"
