"""Panels alone, side by side and as large as they can be; each goes back to its place afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.theme.theme import SPACE


class Stage(QSplitter):
    """Takes panels out of the splitters that they stand in."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(SPACE)
        self.setChildrenCollapsible(False)
        self._homes: list[tuple[QWidget, QSplitter, int]] = []
        self.hide()

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these panels, in this order, and no others; without any, be away."""
        self._give_back()
        for part in parts:
            home = part.parentWidget()
            assert isinstance(home, QSplitter)
            self._homes.append((part, home, home.indexOf(part)))
            self.addWidget(part)
            part.show()
        self.setSizes([1] * len(parts))
        self.setVisible(bool(parts))

    def _give_back(self) -> None:
        """In the opposite order, so that each finds the place that it had."""
        for part, home, index in reversed(self._homes):
            home.insertWidget(index, part)
            part.show()
        self._homes = []
