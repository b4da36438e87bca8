"""Pages behind tabs, of which each has a long and a short name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton

from gui.widgets.inputs import KeepsKeys


class Bar(KeepsKeys, QTabBar):
    """Names that the arrow keys go through while they have the focus."""

    keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


class Tabs(QTabWidget):
    """Uses short names, as few as it must, where there is no room for the long ones; tool tips then have these."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabBar(Bar())
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setFocusProxy(None)  # type: ignore[arg-type] # or Tab would come to the bar twice, and go round from there
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for scrolls in self.tabBar().findChildren(QToolButton):
            scrolls.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do more than these
        self._names: list[tuple[str, str]] = []
        self._shortest = 0

    def minimumSizeHint(self) -> QSize:
        """As wide at least as all tabs are by their short names: less, and some would have to be scrolled to."""
        least = super().minimumSizeHint()
        return QSize(max(least.width(), self._shortest), least.height())

    def name_tabs(self, names: Sequence[tuple[str, str]]) -> None:
        """Name the pages, in order: long, short."""
        self._names = list(names)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the names that there is room for."""
        super().resizeEvent(event)
        self._show_names()

    def changeEvent(self, event: QEvent) -> None:
        """Choose again when the type has another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()

    def _measure(self) -> None:
        """Find how wide all are by their short names, whichever are shown: the room decides these, not the reverse."""
        self._show([short for _, short in self._names])
        self._shortest = self.tabBar().sizeHint().width()
        self._show_names()

    def _show_names(self) -> None:
        advance = self.tabBar().fontMetrics().horizontalAdvance
        shown = [name for name, _ in self._names]
        gains = {index: advance(name) - advance(short) for index, (name, short) in enumerate(self._names)}
        shortened = sorted((index for index in gains if gains[index] > 0), key=gains.__getitem__)
        self._show(shown)
        while shortened and self.tabBar().sizeHint().width() > self.width():
            index = shortened.pop()
            shown[index] = self._names[index][1]
            self._show(shown)
        for index, (name, _) in enumerate(self._names):
            self.setTabToolTip(index, "" if name == self.tabText(index) else name)

    def _show(self, names: Sequence[str]) -> None:
        for index, text in enumerate(names):
            if text != self.tabText(index):
                self.setTabText(index, text)
