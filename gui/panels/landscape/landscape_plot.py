"""The loss over W and b as a landscape, and the way of the run down into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsPathItem

from gui.panels.landscape.click_plot import ClickPlot
from gui.panels.landscape.landscape_arrows import Arrows
from gui.panels.landscape.landscape_frame import Frame
from gui.panels.landscape.landscape_map import LandscapeMap, Request
from gui.panels.landscape.landscape_marks import LandscapeMarks
from gui.panels.landscape.other_runs import OtherRuns
from gui.plots.nice_numbers import snapped
from gui.plots.other_run import OtherRun, elsewhere_of, others_of
from gui.plots.run_path import RunPath, path_pen
from gui.session.shown import Shown
from gui.theme.theme import CURVE_WIDTH, LIGHT, SPACE, Theme, TypeScale
from gui.widgets.card import Card, label, legend, one_at_a_time
from gui.widgets.inputs import ToolButton
from gui.widgets.legends import RunsLegend
from model.data.standardised import trained_data
from model.drawing.landscape import Landscape, Point, view_of_runs
from model.drawing.standing import ORIGIN, begin_of, standing
from model.drawing.view import View
from model.history import History
from model.theory.surface import LossSurface, loss_surface

SETTLE = 60
"""Milliseconds after the last turn of the wheel until the map is computed again, and the path drawn in its detail."""


class LandscapePlot(Card):
    """A map of the loss with the path of a run, its present place, and what its last step came from.

    start_wanted carries the W and b that the user has clicked on.
    """

    start_wanted = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self._legend = label("legend")
        self.header.addWidget(self._legend)
        self.runs_legend = RunsLegend()
        self.body.addWidget(self.runs_legend)
        self._names: list[str] = []
        self._elsewhere: list[int] = []
        self.plot = ClickPlot()
        self.body.addWidget(self.plot, 1)
        self.back = ToolButton(self.plot)
        self.back.hide()
        # What has a width in W and b follows the view in this group; dots and arrows keep their size in pixels.
        self._map, self._signs = self._group(0), self._group(1)
        self.picture = LandscapeMap(self)
        self.picture.item.setParentItem(self._map)
        self.path = RunPath(self._map, 5)
        self.others = OtherRuns(self.plot.canvas, self._map, self._signs, 4)
        self.marks, self.arrows = LandscapeMarks(self._signs), Arrows(self._signs)
        self._others_shown: object = ()
        self._surface: LossSurface | None = None
        self._history, self._time, self._start, self._live = History(), -1, ORIGIN, False
        self._theme, self._scale = LIGHT, TypeScale()
        self._frame = self._present_frame()
        """What the items of the map are drawn for."""
        self._followed: object = None
        self._wanted: View | None = None
        """What is shown unless the user looks elsewhere."""
        self._marked: object = None
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._redraw)
        self.takes_clicks = True
        """Whether a click may let a run begin."""
        self.back.clicked.connect(self.plot.follow_again)
        self.plot.clicked.connect(self._want_start)
        self.plot.range_changed.connect(self._take_view)
        self.picture.renewed.connect(self._place_picture)
        self.plot.set_names("W", "b")
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show the landscape of the data with the path of the run, and those of runs whose W and b are in its units.

        At full speed that is done in every second frame.
        """
        if not shown.draws(1):
            return
        settings = shown.experiment.settings
        self.show_problem(loss_surface(trained_data(settings)))
        self.show_run(shown.history, shown.time, shown.start, live=shown.running)
        if shown.others is self._others_shown and shown.flat_out:
            return
        self._others_shown = shown.others
        self.show_others(others_of(shown), elsewhere_of(shown))

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it, each by the number of its ball."""
        self._names = list(names)
        self._show_legend()

    @property
    def is_drawn(self) -> bool:
        """Whether map and ways are all there: they may take a moment."""
        return self.picture.is_new and self.path.is_whole and self.others.are_whole

    def show_problem(self, surface: LossSurface) -> None:
        """Show the landscape of these data."""
        if surface != self._surface:
            self._surface = surface
            self.plot.follow_again()
            self._redraw()

    def show_run(self, history: History, time: int, start: Point | None, *, live: bool = False) -> None:
        """Draw the path from start to the end of epoch time, -1 for the start itself, and that epoch's two arrows.

        live draws of a very long path only the beginning and the end, so that the loop need not wait.
        """
        begin = begin_of(start)
        another = history.key is not self._history.key or begin != self._start
        self._history, self._time, self._start, self._live = history, time, begin, live
        if not self.isVisible():
            return
        if another:
            self._redraw()
        else:
            self._draw_run()
            self._follow()

    def show_others(self, others: Sequence[OtherRun], elsewhere: Sequence[int] = ()) -> None:
        """Draw other runs beside it, up to the epoch of show_run(); and name those that are elsewhere."""
        before = self.others.shown, self._elsewhere
        self._elsewhere = list(elsewhere)
        self.others.take(others)
        if (self.others.shown, self._elsewhere) != before:
            self._show_legend()
        if self.isVisible():
            self.others.show(self._frame, self._time, live=self._live)
            self._follow()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self.plot.restyle(theme, scale)
        self.picture.restyle(theme)
        self.marks.restyle(theme, scale)
        self.arrows.restyle(theme, scale, theme.line)
        self.others.restyle(theme, scale)
        self._marked = None
        self.path.set_pen(path_pen(theme.line, scale.width(CURVE_WIDTH)))
        self._show_legend()
        self._redraw()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("Landscape of the loss over W and b"))
        hint = self.tr("Click: start from this W and b\nWheel and mouse zoom and move")
        self.plot.setToolTip(hint)
        self.back.setText(self.tr("Follow the run again"))
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the runs where there is room for it."""
        super().resizeEvent(event)
        self._show_legend()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been given while nobody could see it."""
        super().showEvent(event)
        self._redraw()

    def _group(self, z: float) -> QGraphicsPathItem:
        result = QGraphicsPathItem()
        result.setZValue(z)
        self.plot.canvas.scene().addItem(result)
        return result

    def _present_frame(self) -> Frame:
        canvas = self.plot.canvas
        return Frame(self.plot.visible_range(), max(1, canvas.width()), max(1, canvas.height()))

    def _follow(self) -> None:
        """Show what matters of the run, unless the user looks elsewhere; the view answers with _take_view."""
        shape = self.plot.canvas.width(), self.plot.canvas.height()
        own, others = self.path.trail.reach, self.others.reaches
        wanted = (self._surface, self._start, own, others, shape)
        if self._surface is not None and wanted != self._followed:
            self._followed = wanted
            self._wanted = view_of_runs(self._surface, self._start, own, others, shape)
            self.plot.follow(self._wanted)

    def _take_view(self) -> None:
        """Move what is drawn to where it belongs in another view; redraw it, but not at each turn of the wheel."""
        if not self.isVisible():
            return
        canvas = self.plot.canvas
        if (canvas.width(), canvas.height()) != (self._frame.width, self._frame.height):
            self._follow()
        frame = self._present_frame()
        elsewhere = frame.view != self._wanted
        self.back.setVisible(elsewhere)
        self.back.adjustSize()
        self.back.move(canvas.x() + SPACE, canvas.y() + SPACE)
        if elsewhere:
            self._map.setTransform(self._frame.onto(frame))
            self._draw_signs(frame)
            self.others.show_balls(frame, self._time)
            self._settle.start(SETTLE)
        else:
            self._redraw()

    def _redraw(self) -> None:
        """Draw all for the present view, and ask for its map."""
        if self._surface is None or not self.isVisible():
            return
        self._frame = self._present_frame()
        self._draw_run()
        self._follow()
        frame = self._frame = self._present_frame()
        self._map.setTransform(frame.onto(frame))
        self._place_picture()
        self._draw_run()
        self.others.show(frame, self._time, live=self._live)
        ratio = self.plot.devicePixelRatioF()
        self.picture.ask_for(Request(Landscape(self._surface, frame.view, self._start), frame, ratio))

    def _draw_run(self) -> None:
        frame = self._frame
        self.path.trail.follow(self._history, frame.cell)
        self.path.show(self._history, self._time, self._start, frame, live=self._live)
        self._draw_signs(self._present_frame())
        if not (self.path.is_whole and self.others.are_whole):
            self._settle.start(SETTLE)  # and goes on

    def _draw_signs(self, frame: Frame) -> None:
        """Draw what keeps its size: optimum, start, the present place and the arrows."""
        if self._surface is None:
            return
        marked = frame, self._surface, self._start
        if marked != self._marked:
            self._marked = marked
            self.marks.show(*marked)
        self.arrows.show(frame, standing(self._history, self._time, self._start))

    def _place_picture(self) -> None:
        shown = self.picture.shown
        if shown is not None:
            self.picture.item.setTransform(shown.frame.onto(self._frame))

    def _want_start(self, place: QPointF) -> None:
        frame = self._present_frame()
        W, b = frame.point(place)
        across, up = frame.view.size
        if self.takes_clicks:
            self.start_wanted.emit(snapped(W, across / frame.width), snapped(b, up / frame.height))

    @one_at_a_time
    def _show_legend(self) -> None:
        theme = self._theme
        names = (self.tr("- - −lr · gradient"), self.tr("— step taken"), self.tr("+ optimum"))
        self._legend.setText(legend(names, (theme.fresh, theme.held, theme.error)))
        self._show_runs_legend()

    def _show_runs_legend(self) -> None:
        """Name the runs whose balls are seen, where there is room."""
        room = self.width(), self.height()
        self.runs_legend.show_runs(self._names, self.others.shown, self._theme, room, self._elsewhere)
