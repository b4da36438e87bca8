"""The two views of the bowl on one page: side by side where it is wide enough, else one of them, with a switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.panels.bowl.bowl_plot import BowlPlot
from gui.panels.bowl.side.side_view import SideView
from gui.session.shown import Shown
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Translated, one_at_a_time
from gui.widgets.inputs import ToolButton

WIDE = 52
"""The width, in sizes of the type, from which on both stand side by side."""


class BowlPage(Translated, QWidget):
    """Holds the bowl in space and its cut from the side; shows a frame in what can be seen."""

    frame_wanted = Signal()
    """Another view is seen, which the frame has not been shown to."""

    def __init__(self) -> None:
        super().__init__()
        self.bowl, self.side = BowlPlot(), SideView()
        self.views: tuple[BowlPlot | SideView, ...] = (self.bowl, self.side)
        self.switches = tuple(ToolButton() for _ in self.views)
        """In each view what turns to the other."""
        self._front: BowlPlot | SideView = self.bowl
        self._base = TypeScale().base
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE)
        for view, switch in zip(self.views, self.switches, strict=True):
            self._columns.addWidget(view, 1)
            view.header.insertWidget(0, switch)
            switch.clicked.connect(self._turn)
        self.retranslate()
        self._arrange()

    def show_frame(self, shown: Shown) -> None:
        """Show the frame in every view that is seen."""
        for view in self.views:
            if view.isVisible():
                view.show_frame(shown)

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it."""
        for view in self.views:
            view.name_runs(names)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._base = scale.base
        for view in self.views:
            view.restyle(theme, scale)
            view.body.activate()  # else one that is not seen would ask for the width of the type that was
        self._arrange()

    def retranslate(self) -> None:
        """Retranslate every text."""
        to_side, to_bowl = self.switches
        to_side.setText(self.tr("From the side"))
        to_bowl.setText(self.tr("The whole bowl"))
        to_side.setToolTip(self.tr("See the bowl cut along its steepest direction, and how far a step reaches in it"))
        to_bowl.setToolTip(self.tr("See all of the bowl, over W and b"))

    def minimumSizeHint(self) -> QSize:
        """That of one view: where there is no room for both, one gives way."""
        sizes = [view.minimumSizeHint() for view in self.views]
        return sizes[0].expandedTo(sizes[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many views as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _turn(self) -> None:
        with_keys = self.focusWidget() in self.switches
        self._front = self.side if self._front is self.bowl else self.bowl
        self._arrange()
        if with_keys:
            self.switches[self.views.index(self._front)].setFocus()
        self.frame_wanted.emit()

    @one_at_a_time
    def _arrange(self) -> None:
        wide = self.width() >= WIDE * self._base
        for view, switch in zip(self.views, self.switches, strict=True):
            switch.setVisible(not wide)
            view.setVisible(wide or view is self._front)
