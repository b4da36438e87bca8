"""The window's small dialogs: the note about a run, and what the program is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from gui.widgets.card import Translated, label
from gui.widgets.dialog import keep_or_cancel, resize_in_lines, stack
from model.run import NOTE_LIMIT

MADE_OF = ("torch", "PySide6-Essentials", "pyqtgraph", "numpy")


Button = QMessageBox.StandardButton


class Message(Translated, QMessageBox):
    """A message or a question over the window, in plain text, that follows the language."""

    def __init__(
        self,
        say: Callable[[], tuple[str, str]],
        names: Mapping[Button, Callable[[], str] | None],
        parent: QWidget | None = None,
    ) -> None:
        """Say what is the matter, and what is asked; names are those of the buttons, None where Qt's own fits."""
        super().__init__(parent)
        self._say, self._names = say, names
        for button in self._names:
            self.addButton(button)
        self.setWindowTitle("Slopewise")
        self.setTextFormat(Qt.TextFormat.PlainText)  # a file's name or words may look like HTML
        self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text."""
        text, question = self._say()
        self.setText(text)
        self.setInformativeText(question)
        self._name_buttons()
        QTimer.singleShot(0, self._name_buttons)  # Qt names them itself when it has heard of the language

    def _name_buttons(self) -> None:
        for button, name in self._names.items():
            if name is not None:
                self.button(button).setText(name())


class NoteText(QPlainTextEdit):
    """Text that takes no more than a note may have, be it typed or pasted."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.textChanged.connect(self._cut)

    @property
    def room(self) -> int:
        """How many characters there is room for."""
        return NOTE_LIMIT - len(self.toPlainText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as much as there is room for: what is cut off later has been laid out by then."""
        selected = len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, self.room + selected)])

    def _cut(self) -> None:
        if (excess := -self.room) > 0:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor, excess)
            cursor.removeSelectedText()


class NoteDialog(Translated, QDialog):
    """Shows a note, to read and to write; it stands beside the run and does not hold it up."""

    written = Signal(str)
    """What stands there, as it is typed: nothing is lost if the program ends; Cancel brings back what was."""

    def __init__(self, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.before = note
        """What Cancel brings back: what stood there at first, or when it was saved."""
        self.text, self.limit = NoteText(note), label("note")
        self.keep, self.cancel = QPushButton(), QPushButton()
        stack(self, self.text, self.limit, keep_or_cancel(self, self.keep, self.cancel))
        resize_in_lines(self, 25, 15)
        self.retranslate()
        self._take()
        self.text.textChanged.connect(self._take)

    def _take(self) -> None:
        """Tell what is written, and where the end is reached."""
        self.limit.setVisible(self.text.room <= 0)
        self.written.emit(self.text.toPlainText())

    def reject(self) -> None:
        """Close, and tell what stood there before."""
        self.written.emit(self.before)
        super().reject()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Note about this run"))
        self.text.setPlaceholderText(self.tr("What is to be seen here? What is the class to try?"))
        self.text.setAccessibleName(self.windowTitle())
        self.limit.setText(self.tr("A note has no more than {count} characters.").format(count=f"{NOTE_LIMIT:,}"))
        self.keep.setText(self.tr("Keep"))
        self.cancel.setText(self.tr("Cancel"))


def licence_texts() -> Path | None:
    """The folder with the licence of each part, which a download that needs no Python has."""
    inside = getattr(sys, "_MEIPASS", None)  # where PyInstaller says that its modules are
    return None if inside is None else Path(inside, "licences")


def show_about(parent: QWidget) -> None:
    """Open the About box over this window; it does not hold the run up."""
    from importlib.metadata import version  # slow, and not wanted at the start

    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("About", "About Slopewise"))
    box.setText(f"<b>Slopewise {version('slopewise')}</b>")
    text = QCoreApplication.translate(
        "About",
        "Watch PyTorch fit a straight line, and see what zero_grad() is for. What runs is real autograd and the real "
        "torch.optim.SGD.",
    )
    versions = ", ".join(f"{name} {version(name)}" for name in MADE_OF)
    licences = QCoreApplication.translate(
        "About",
        "Slopewise is free under the MIT licence; its fonts under the SIL Open Font License. Qt and PySide6 are under "
        "the LGPL: they are libraries of their own, which you may replace with others.",
    )
    if (texts := licence_texts()) is not None:
        licences += " " + QCoreApplication.translate("About", "All licence texts are in {folder}").format(folder=texts)
    box.setInformativeText(f"{text}\n\n{versions}, Qt {qVersion()}\n\n{licences}")
    box.setModal(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.show()
