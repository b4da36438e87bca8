"""Pages behind tabs, of which each has a long and a short name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget


class Tabs(QTabWidget):
    """Uses the short names where there is no room for the long ones; a tool tip then has the long one."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._names: list[tuple[str, str]] = []

    def name_tabs(self, names: Sequence[tuple[str, str]]) -> None:
        """Name the pages, in order: long, short."""
        self._names = list(names)
        self._show_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the names that there is room for."""
        super().resizeEvent(event)
        self._show_names()

    def changeEvent(self, event: QEvent) -> None:
        """Choose again when the type has another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._show_names()

    def _show_names(self) -> None:
        for variant in zip(*self._names, strict=True):
            for index, text in enumerate(variant):
                if text != self.tabText(index):
                    self.setTabText(index, text)
            if self.tabBar().sizeHint().width() <= self.width():
                break
        for index, (name, _) in enumerate(self._names):
            self.setTabToolTip(index, "" if name == self.tabText(index) else name)
