"""Panels alone, as large as they can be; each goes back to its place afterwards."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gui.theme.theme import SPACE


class Stage(QWidget):
    """Takes panels out of the splitters that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.panels = QSplitter()
        self.panels.setHandleWidth(SPACE)
        self.panels.setChildrenCollapsible(False)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE)
        self._rows = QVBoxLayout()
        self._columns.addLayout(self._rows, 1)
        self._rows.setSpacing(SPACE)
        self._rows.addWidget(self.panels, 1)
        self._homes: list[tuple[QWidget, QSplitter, int]] = []
        self.hide()

    def show_parts(
        self, parts: Sequence[QWidget], *, above: QWidget | None = None, beside: QWidget | None = None
    ) -> None:
        """Show these panels, in this order, and no others; without any, be away.

        One may stand above them, and one at the left of all.
        """
        self._give_back()
        for part in (*parts, above, beside if parts else None):
            if part is None:
                continue
            home = part.parentWidget()
            assert isinstance(home, QSplitter)
            self._homes.append((part, home, home.indexOf(part)))
            if part is above:
                self._rows.insertWidget(0, part)
            elif part is beside:
                self._columns.insertWidget(0, part)
            else:
                self.panels.addWidget(part)
            part.show()
        self.setVisible(bool(parts))

    def arrange(self, texts: Container[QWidget], enough: Mapping[QWidget, int], low: Container[QWidget] = ()) -> None:
        """Put texts alone, what is low, and what the window is too narrow for side by side, one below the other.

        What has enough with a width gets no more of it beside another. Of a height that is short for all texts get
        what they need; what is low never gets more than that.
        """
        parts = [part for part, *_ in self._homes if part.parentWidget() is self.panels]
        width = sum(max(part.minimumWidth(), part.minimumSizeHint().width()) for part in parts) + 3 * SPACE
        is_low = any(part in low for part in parts)
        stacked = is_low or width > self._room() or all(part in texts for part in parts)
        self.panels.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        # Side by side a text gets a little more: of less than there is, each would get more by its least width.
        shares = [enough.get(part, (4 if part in texts else 3) * self._room()) for part in parts]
        self.panels.setSizes(self._heights(parts, texts, is_low=is_low) if stacked else shares)

    def _heights(self, parts: Sequence[QWidget], texts: Container[QWidget], *, is_low: bool) -> list[int]:
        heights = [part.sizeHint().height() for part in parts]
        left = self.panels.height() - sum(heights) - self.panels.handleWidth() * (len(parts) - 1)
        plots = [number for number, part in enumerate(parts) if part not in texts]
        if plots and (is_low or left < 0):
            for number in plots:
                heights[number] = max(1, heights[number] + left // len(plots))
        return heights

    def _room(self) -> int:
        """The width that there is for the panels."""
        beside = sum(part.width() for part, *_ in self._homes if self._columns.indexOf(part) >= 0)
        return self.window().width() - beside

    def _give_back(self) -> None:
        """In the opposite order, so that each finds the place that it had."""
        for part, home, index in reversed(self._homes):
            home.insertWidget(index, part)
            part.show()
        self._homes = []
