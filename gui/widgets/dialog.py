"""What the dialogs of the window have alike: their size, the room about their parts, and the buttons at their end."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from gui.theme.theme import SPACE


def stack(dialog: QDialog, *parts: QWidget, spacing: int = SPACE) -> None:
    """Put the parts of a dialog one below the other."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(spacing)
    for part in parts:
        layout.addWidget(part)


def resize_in_lines(dialog: QDialog, wide: int, high: int) -> None:
    """Give a dialog this size, in heights of a line of its type, as far as the screen has room for it and its frame."""
    dialog.ensurePolished()  # before that, its type is not the window's
    size = QSize(wide, high) * dialog.fontMetrics().height()
    dialog.resize(size.boundedTo(dialog.screen().availableSize() * 0.95))


def keep_or_cancel(dialog: QDialog, keep: QPushButton, cancel: QPushButton) -> QDialogButtonBox:
    """The two buttons with which a dialog is accepted or rejected, in the order of the system."""
    buttons = QDialogButtonBox()
    buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
