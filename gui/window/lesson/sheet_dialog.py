"""The dialog that makes a sheet: for whom, what it is, and as which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QPushButton, QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import Translated, label
from gui.widgets.dialog import stack
from gui.widgets.inputs import Choice, add_field
from gui.window.lesson.sheet_pdf import sheet_pdf
from model.cancelling import CheckCancelled
from model.lessons.page import Lesson
from model.lessons.results import Results
from model.lessons.sheet import Kind, sheet_csv, sheet_of

LONGEST = 100
"""Characters of a name, a class or a date."""

Make = Callable[[CheckCancelled], bytes]
"""Makes what a file is to hold, on any QThread, such as that of a Job."""

Save = Callable[[str, Make], object]
"""Asks for a file with this suffix, such as ".pdf", and writes into it what is made."""


class SheetDialog(Translated, QDialog):
    """Asks for name, class and date, and what to make of a lesson. It stands beside the lesson and does not hold it up.

    Which file, and the writing itself, is a matter of the callback.
    """

    typed = Signal(str, str, str)
    """Name, class and date, whenever one of them has been changed by its user."""

    def __init__(
        self, lesson: Lesson, results: Results, language: str, save: Save, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lesson, self._results, self._language, self._save = lesson, results, language, save
        self.name, self.group, self.date = self.fields = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.note = Choice(list(Kind)), label("note")
        self.pdf, self.csv, self.close_ = QPushButton(), QPushButton(), QPushButton()
        self._names = [label("field") for _ in (*self.fields, self.kind)]
        typed = (results.name, results.group, results.date or today(language))
        for field, text in zip(self.fields, typed, strict=True):
            field.setMaxLength(LONGEST)
            field.setText(text)
            field.textEdited.connect(self._tell)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.pdf.clicked.connect(partial(self._make, ".pdf"))
        self.csv.clicked.connect(partial(self._make, ".csv"))
        self.close_.clicked.connect(self.close)
        self.retranslate()

    def show_results(self, results: Results, language: str) -> None:
        """Make the sheets to come of these results, in this language; what was typed stays."""
        self._results, self._language = results, language

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Sheet of the lesson"))
        texts = (self.tr("Name"), self.tr("Class"), self.tr("Date"), self.tr("What to make"))
        for field, name, text in zip((*self.fields, self.kind), self._names, texts, strict=True):
            name.setText(text)
            field.setAccessibleName(text)
        self.kind.name(
            {
                Kind.RESULTS: self.tr("Results of this class"),
                Kind.WORKSHEET: self.tr("Empty worksheet"),
                Kind.KEY: self.tr("Key to the worksheet"),
            }
        )
        self.kind.setToolTip(self.tr("A worksheet is for a class without computers; its quiz is that of the seed"))
        self.pdf.setText(self.tr("Save as PDF …"))
        self.csv.setText(self.tr("Save as CSV …"))
        self.close_.setText(self.tr("Close"))
        self._show_kind()

    def _lay_out(self) -> None:
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        for row, (name, field) in enumerate(zip(self._names, (*self.fields, self.kind), strict=True)):
            add_field(grid, row, name, field)
        self.note.setWordWrap(True)
        buttons = QDialogButtonBox()
        for button in (self.pdf, self.csv):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_, QDialogButtonBox.ButtonRole.RejectRole)
        self.pdf.setDefault(True)
        stack(self, fields, self.note, buttons)

    def _show_kind(self) -> None:
        """Say what it is for; a worksheet has no numbers for a table."""
        notes = {
            Kind.RESULTS: self.tr("Predictions, votes, measured results and quiz, as far as they have come"),
            Kind.WORKSHEET: self.tr("Every question with room to write, and the quiz; no answers"),
            Kind.KEY: self.tr("The right answers and their explanations, with numbers computed now"),
        }
        kind = Kind(str(self.kind.chosen()))
        self.note.setText(notes[kind])
        self.csv.setEnabled(kind is Kind.RESULTS)

    def _tell(self) -> None:
        self.typed.emit(*(field.text() for field in self.fields))

    def _make(self, suffix: str) -> None:
        """Have the sheet written, as everything is now."""
        name, group, date = (field.text() for field in self.fields)
        results = replace(self._results, name=name, group=group, date=date)
        kind, lesson, language = Kind(str(self.kind.chosen())), self.lesson, self._language
        say = partial(QCoreApplication.translate, "Sheet")

        def make(check_cancelled: CheckCancelled) -> bytes:
            sheet = sheet_of(kind, lesson, results, language, say=say, check_cancelled=check_cancelled)
            return sheet_csv(sheet, say) if suffix == ".csv" else sheet_pdf(sheet, check_cancelled=check_cancelled)

        self._save(suffix, make)


def today(language: str) -> str:
    """Today's date as the user's system writes it, if that speaks this language; else as the language does."""
    here, spoken = QLocale.system(), QLocale(language)
    locale = here if here.language() is spoken.language() else spoken
    return locale.toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
