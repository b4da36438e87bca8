"""The ring around what has the keyboard, for widgets that no style sheet can give one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from gui.theme.theme import RING

Reason = Qt.FocusReason

STAYS = frozenset({Reason.ActiveWindowFocusReason, Reason.PopupFocusReason, Reason.MenuBarFocusReason})
"""Reasons that say nothing new: the keyboard comes back to where it was."""


class FocusRing(QWidget):
    """Lies over the edge of its parent, and over nothing within, which is painted as if it were not there.

    It is seen where the user has brought the keyboard, and not where the program has put it at the start.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "ring")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around = parent
        self._wanted = False
        self.hide()

    def take(self, reason: Reason) -> None:
        """Show that the parent has the keyboard, if the user has brought it there."""
        if reason not in STAYS:
            self._wanted = reason is not Reason.OtherFocusReason
        self.fit()
        self.raise_()
        self.setVisible(self._wanted)

    def leave(self) -> None:
        """Show it no longer."""
        self.hide()

    def fit(self) -> None:
        """Take on the size of the parent."""
        whole = QRect(self._around.rect())
        if whole != self.geometry():
            self.setGeometry(whole)
            self.setMask(QRegion(whole) - QRegion(whole.adjusted(RING, RING, -RING, -RING)))
