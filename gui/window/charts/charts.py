"""The charts of the right-hand side, one behind the other; what cannot be seen is not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.charts.gradient_plot import GradientPlot
from gui.session.session import Session
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, Theme, TypeScale
from gui.widgets.card import Translated
from gui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from gui.window.charts.later import BackwardPanel, BowlPage, ComparePanel, GradStack, LandscapePlot, Output

LatePanel = TypeVar("LatePanel", "LandscapePlot", "BowlPage", "GradStack", "BackwardPanel", "ComparePanel", "Output")
"""What is not there yet when the window is painted."""

WHY = 2
"""The place of what tells why among the pages that are filled later."""


class Charts(Translated, Tabs):
    """Gradients at once; landscape, bowl, why it swings, backward() experiment, comparison, output once filled."""

    question_wanted = Signal(object)
    """A ready comparison is asked for: a value of model.comparison.ready_comparisons.Question."""

    why_closed = Signal()
    """The user has closed what tells why."""

    frame_wanted = Signal()
    """What is to be seen has changed, though the session has not."""

    landscape: LandscapePlot
    bowl: BowlPage
    stack: GradStack
    backward: BackwardPanel
    compare: ComparePanel
    output: Output

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.gradients = GradientPlot()
        self._pages = tuple(QWidget() for _ in range(6))
        for page in (self.gradients, *self._pages):
            self.addTab(page, "")
        self._late: list[LandscapePlot | BowlPage | GradStack | BackwardPanel | ComparePanel | Output] = []
        self.filled = False
        self._tells_theory = True
        self._before = 0
        self._theme, self._scale = LIGHT, TypeScale()
        self._runs, self._companions = [""], 0
        self.currentChanged.connect(self.updateGeometry)
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        """The width of all pages; but what is seen takes no height from the loss for the texts behind it."""
        page = self.currentWidget().minimumSizeHint().height()
        return QSize(super().minimumSizeHint().width(), self.tabBar().sizeHint().height() + page)

    def filling(self) -> Iterator[None]:
        """Put behind the other tabs what belongs there, a panel at each step."""
        from gui.window.charts import later

        yield
        self.landscape = self._put(later.LandscapePlot())
        yield
        self.bowl = self._put(later.BowlPage())
        yield
        self.stack = self._put(later.GradStack())
        yield
        self.backward = self._put(later.BackwardPanel())
        yield
        self.compare = self._put(later.ComparePanel())
        yield
        self.output = self._put(later.Output())
        yield
        self.filled = True
        session = self._session
        self.landscape.start_wanted.connect(session.start_from)
        self.bowl.frame_wanted.connect(self.frame_wanted)
        self.bowl.side.set_limits_shown(self._tells_theory)
        self.stack.close_wanted.connect(self.close_why)
        self.compare.question_wanted.connect(self.question_wanted)
        self.compare.pin_wanted.connect(session.pin)
        self.compare.end_wanted.connect(session.end_comparison)
        self.compare.removal_wanted.connect(session.comparison.unpin)
        self._name_runs()

    def _put(self, panel: LatePanel) -> LatePanel:
        """Put it into the next of the pages, in its looks."""
        layout = QVBoxLayout(self._pages[len(self._late)])
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        panel.show()  # where its page is seen, else only in the next turn of the event loop
        panel.restyle(self._theme, self._scale)
        self._late.append(panel)
        return panel

    def name_runs(self, names: Sequence[str], *, companions: int) -> None:
        """Name the run, then those compared with it: first the companions, of this number."""
        self._runs, self._companions = list(names), companions
        if self.filled:
            self._name_runs()

    def set_theory(self, on: bool) -> None:
        """Tell how far a step may reach, or let the class guess."""
        self._tells_theory = on
        if self.filled:
            self.bowl.side.set_limits_shown(on)

    def _name_runs(self) -> None:
        self.compare.show_runs(self._runs, companions=self._companions)
        self.landscape.name_runs(self._runs)
        self.bowl.name_runs(self._runs)

    @property
    def is_drawn(self) -> bool:
        """Whether the chart that is seen is all there: map and bowl may take a moment."""
        slow = (self.landscape, self.bowl.bowl) if self.filled else ()
        return self.filled and all(chart.is_drawn for chart in slow if chart.isVisible())

    def bring_up(self, panel: QWidget) -> None:
        """Turn to the tab of one of the panels."""
        pages = (self.gradients, *self._pages)
        self.setCurrentWidget(next(page for page in pages if page is panel or page.isAncestorOf(panel)))

    @property
    def shows_bowl(self) -> bool:
        """Whether the bowl is seen."""
        return self.filled and self.bowl.isVisible()

    @property
    def shows_why(self) -> bool:
        """Whether what stands in .grad is seen beside the gradient of the epoch."""
        return self.currentWidget() is self._pages[WHY]

    def turn_to_why(self) -> None:
        """Show it in the place of another chart, which comes back when it is closed."""
        if not self.shows_why:
            self._before = self.currentIndex()
            self.setCurrentWidget(self._pages[WHY])

    def close_why(self) -> None:
        """Show the chart again that was there before."""
        self.setCurrentIndex(self._before)
        self.why_closed.emit()

    def show_frame(self, shown: Shown) -> None:
        """Show the frame in the chart that is seen."""
        for chart in (self.gradients, *self._late_charts()):
            if chart.isVisible():
                chart.show_frame(shown)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self.gradients.restyle(theme, scale)
        for panel in self._late:
            panel.restyle(theme, scale)
        for page in (self.gradients, *self._late, *self._pages):
            if (layout := page.layout()) is not None:
                layout.activate()  # else one behind another tab would ask for the width of the type that was

    def retranslate(self) -> None:
        """Retranslate the names of the tabs."""
        self.name_tabs(
            [
                (self.tr("Gradients"), self.tr("Slopes")),
                (self.tr("Landscape"), self.tr("Map")),
                (self.tr("Bowl"), self.tr("Bowl")),
                (self.tr("Why"), self.tr("Why")),
                (self.tr("backward()"), self.tr("adds")),
                (self.tr("Compare"), self.tr("Compare")),
                (self.tr("Output"), self.tr("Out")),
            ]
        )

    def _late_charts(self) -> tuple[LandscapePlot | BowlPage | GradStack | ComparePanel | Output, ...]:
        """Those of them that show the run."""
        return (self.landscape, self.bowl, self.stack, self.compare, self.output) if self.filled else ()
