"""The views of the bowl on one page: side by side where it is wide enough, else one of them, and a switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.panels.bowl.bowl_plot import BowlPlot
from gui.session.shown import Shown
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Translated
from gui.widgets.inputs import ToolButton

WIDE = 52
"""The width, in sizes of the type, from which on all views stand side by side."""


class BowlSeen(Protocol):
    """A widget that shows the runs in the bowl."""

    def show_frame(self, shown: Shown) -> None:
        """Show the runs as they are in this frame."""

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it."""

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""


class BowlPage(Translated, QWidget):
    """Holds the bowl, and whatever else is added that looks at it; shows a frame in what can be seen."""

    frame_wanted = Signal()
    """Another view is seen, which the frame has not been shown to."""

    def __init__(self) -> None:
        super().__init__()
        self.bowl = BowlPlot()
        self.switch = ToolButton(self)
        self._views: list[BowlSeen] = []
        self._front = 0
        self._base = TypeScale().base
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE)
        self.add_view(self.bowl)
        self.switch.clicked.connect(self._turn)
        self.retranslate()

    def add_view(self, view: BowlSeen) -> None:
        """Show this widget, too."""
        self._views.append(view)
        self._columns.addWidget(cast(QWidget, view), 1)
        self._arrange()

    def show_frame(self, shown: Shown) -> None:
        """Show the frame in every view that is seen."""
        for view in self._views:
            if cast(QWidget, view).isVisible():
                view.show_frame(shown)

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it."""
        for view in self._views:
            view.name_runs(names)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._base = scale.base
        for view in self._views:
            view.restyle(theme, scale)
            if (layout := cast(QWidget, view).layout()) is not None:
                layout.activate()  # else one that is not seen would ask for the width of the type that was
        self._arrange()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.switch.setText(self.tr("Other view"))
        self.switch.setToolTip(self.tr("Look at the bowl from elsewhere"))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many views as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _turn(self) -> None:
        self._front = (self._front + 1) % len(self._views)
        self._arrange()
        self.frame_wanted.emit()

    def _arrange(self) -> None:
        wide = self.width() >= WIDE * self._base
        for place, view in enumerate(self._views):
            cast(QWidget, view).setVisible(wide or place == self._front)
        self.switch.setVisible(not wide and len(self._views) > 1)
        self.switch.adjustSize()
        self.switch.move(self.width() - self.switch.width() - SPACE, self.height() - self.switch.height() - SPACE)
        self.switch.raise_()
