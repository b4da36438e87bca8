"""How a teacher prepares a run for the class: the page it belongs to, and what is locked or hidden."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QWidget

from gui.widgets.card import Translated, label
from gui.widgets.dialog import keep_or_cancel, resize_in_lines, stack
from gui.widgets.inputs import Choice, add_field
from gui.window.actions import Actions
from model import QT_TRANSLATE_NOOP
from model.dataset import Dataset
from model.lessons.names import CARDS, COMMANDS
from model.lessons.page_file import built_in
from model.run import ForClass

OPEN, LOCKED, HIDDEN = "open", "locked", "hidden"

CARD_NAMES = {
    "data": QT_TRANSLATE_NOOP("ClassDialog", "Card: training data"),
    "start": QT_TRANSLATE_NOOP("ClassDialog", "Card: seed and start"),
    "training": QT_TRANSLATE_NOOP("ClassDialog", "Card: training"),
    "loop": QT_TRANSLATE_NOOP("ClassDialog", "Card: zero_grad() and more"),
}
MENU_NAMES = {
    "compare": QT_TRANSLATE_NOOP("ClassDialog", "Compare"),
    "examples": QT_TRANSLATE_NOOP("ClassDialog", "Examples"),
}


class ClassDialog(Translated, QDialog):
    """A row for each command and card that may be locked or hidden."""

    prepared = Signal(object)
    """What is wanted: a ForClass."""

    def __init__(self, now: ForClass, data: Dataset, actions: Actions, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._data, self._actions, self._language = data, actions, language
        self._help = label("note")
        self._help.setWordWrap(True)
        self.misfit = label("note")
        """Tells that the page that is chosen was written for other data."""
        self.misfit.setWordWrap(True)
        self._pages = built_in().pages
        self.page = Choice(["", *(page.name for page in self._pages)])
        self.page.choose(now.page if now.page in self.page.values else "")
        self.page.currentIndexChanged.connect(self._show_misfit)
        self.rows = {name: Choice([OPEN, LOCKED, HIDDEN]) for name in (*CARDS, *COMMANDS)}
        for name, row in self.rows.items():
            row.choose(HIDDEN if name in now.hidden else LOCKED if name in now.locked else OPEN)
        self._names = {name: label("field") for name in ("page", *self.rows)}
        inside = QWidget()
        grid = QGridLayout(inside)
        for number, (name, field) in enumerate({"page": self.page, **self.rows}.items()):
            add_field(grid, number, self._names[name], field)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        self.keep, self.cancel = QPushButton(), QPushButton()
        stack(self, self._help, self.misfit, scroll, keep_or_cancel(self, self.keep, self.cancel))
        resize_in_lines(self, 36, 40)
        self.retranslate()
        self._show_misfit()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("For the class"))
        self._help.setText(
            self.tr(
                "File > Save puts it into the pupils' file. It is a help, not a secret: whoever comes here unlocks it."
            )
        )
        self.misfit.setText(
            self.tr("This page was written for other data: what it asks and explains may not be true of this run.")
        )
        self.keep.setText(self.tr("Apply"))
        self.cancel.setText(self.tr("Cancel"))
        titles = {page.name: page.words_in(self._language).title for page in self._pages}
        self._names["page"].setText(self.tr("Page of the lesson"))
        self.page.name({"": self.tr("none"), **titles})
        states = {OPEN: self.tr("open"), LOCKED: self.tr("locked"), HIDDEN: self.tr("hidden")}
        for name, row in self.rows.items():
            self._names[name].setText(self._name(name))
            row.name(states)
        for name, field in {"page": self.page, **self.rows}.items():
            field.setAccessibleName(self._names[name].text())

    def _show_misfit(self) -> None:
        page = next((page for page in self._pages if page.name == self.page.chosen()), None)
        self.misfit.setVisible(page is not None and not page.opening.experiment.settings.data.has_points_of(self._data))

    def _name(self, name: str) -> str:
        text = CARD_NAMES.get(name) or MENU_NAMES.get(name)
        return self._actions[name].text() if text is None else QCoreApplication.translate("ClassDialog", text)

    def accept(self) -> None:
        """Tell what is wanted, and close."""
        chosen = {
            state: tuple(n for n, row in self.rows.items() if row.chosen() == state) for state in (LOCKED, HIDDEN)
        }
        self.prepared.emit(ForClass(str(self.page.chosen()), chosen[LOCKED], chosen[HIDDEN]))
        super().accept()
