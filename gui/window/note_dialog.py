"""What the teacher has written about a run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import Translated


class NoteDialog(Translated, QDialog):
    """Shows a note, to read and to write; it stands beside the run and does not hold it up."""

    written = Signal(str)
    """What stands there when the dialog is closed with Save."""

    def __init__(self, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(note)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text)
        layout.addWidget(self.buttons)
        self.resize(480, 280)
        self.retranslate()

    def accept(self) -> None:
        """Close, and tell what stands there."""
        self.written.emit(self.text.toPlainText())
        super().accept()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Note about this run"))
        self.text.setPlaceholderText(self.tr("What is to be seen here? What is the class to try?"))
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox.StandardButton
        self.buttons.button(buttons.Save).setText(self.tr("Keep"))
        self.buttons.button(buttons.Cancel).setText(self.tr("Cancel"))
