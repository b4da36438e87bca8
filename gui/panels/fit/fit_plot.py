"""The data, the line that is being fitted, and what is left between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from gui.panels.fit.captions import Captions
from gui.panels.fit.exact_answer import ExactAnswer
from gui.panels.fit.fit_range import FitRange
from gui.panels.fit.guess import Guess
from gui.panels.fit.hand.by_hand import ByHand
from gui.panels.fit.loading_note import LoadingNote
from gui.panels.fit.other_lines import OtherLines
from gui.panels.fit.point_editor import PointEditor
from gui.panels.fit.point_layer import PointLayer, sample
from gui.panels.fit.residuals import Residuals
from gui.panels.fit.swing import Swing
from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.session.shown import Shown, Turn
from gui.theme.theme import CURVE_WIDTH, LINE_WIDTH, TWIN_STYLES, Theme, TypeScale
from gui.widgets.card import Card
from model.data.edits import Edit
from model.data.standardised import in_original_units
from model.dataset import Dataset
from model.run import Run
from model.theory.optimum import optimum


class FitPlot(Card):
    """Points, line and residuals; while W and b are not finite, the last line that was stays.

    data_edited carries the Dataset that the user wants, what was done (a value of model.data.edits.Edit), and whether
    it is finished: while a point is dragged or an arrow key is held it comes many times unfinished, and then once
    finished.
    """

    data_edited = Signal(object, str, bool)
    below_changed = Signal()
    """There are other words below the plot, or none any more."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = Plot(zoomable=False)
        self.points = PointLayer(self.plot)
        self.editor = PointEditor(self.points)
        self.residuals = Residuals(self.plot.canvas)
        self.by_hand = ByHand(self.points, self.body)
        self.captions = Captions(self, self.plot, self.residuals, self.by_hand)
        self.header.addWidget(self.captions.legend)
        self.body.addWidget(self.captions.about)
        self._loading = LoadingNote(self)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.plot, 1)
        beside.addWidget(self.residuals.bar)
        self.body.addLayout(beside, 1)
        self.body.addWidget(self.captions.note)
        self.exact = ExactAnswer(self.plot.canvas)
        self._exact_wanted = False
        self.body.addWidget(self.exact)
        self.guess = Guess(self.points)
        self._line = self.plot.canvas.add_path(2)
        self._others = OtherLines(self.plot.canvas)
        self._twins = [self.plot.canvas.add_path(5) for _ in TWIN_STYLES]
        self._data: Dataset | None = None
        self._given: Dataset | None = None
        self._beside: object = ()
        self._has_twins = False
        self._view = self._around_data = FitRange(0.0, 1.0, 0.0, 1.0)
        self._swing, self._ends = Swing(), (0.0, 1.0)
        self.drawn = (math.nan, math.nan)
        self.editor.data_edited.connect(self._take_edit)
        self.editor.hovered.connect(self.captions.show_hint)
        self.by_hand.changed.connect(self._follow_hand)
        self.by_hand.toggled.connect(self._make_way_for_hand)
        self.guess.changed.connect(self._make_room_for_guess)
        self.plot.range_changed.connect(self._follow_view)
        self.retranslate()

    def set_editable(self, on: bool) -> None:
        """Let the user move, add and remove points, or not."""
        self.editor.set_editable(on)

    def show_frame(self, shown: Shown) -> None:
        """Draw the data, the line that is shown, and the lines of the runs beside it."""
        self._loading.show_frame(shown)
        if shown.experiment.data is not self._given:
            self._given = shown.experiment.data
            self.show_data(self._given)
        if shown.looks_at(Turn.ROOM):
            self._make_room_for([shown.run, *shown.others])
        self.by_hand.show_frame(shown)
        if shown.parameters is not None and not self.by_hand.on:
            self.show_line(*in_original_units(shown.parameters, shown.settings))
        if shown.twins is not None or self._has_twins:
            self._has_twins = shown.twins is not None
            self.show_twins([] if shown.twins is None else shown.twins.lines(shown.time))
        if shown.others is not self._beside or not shown.flat_out:
            self._beside = shown.others
            self.show_others([run.line(shown.time) for run in shown.others])

    def show_data(self, data: Dataset) -> None:
        """Draw these points and choose a range in which they and the origin's line can be seen.

        What an unfinished edit has just emitted is not taken back under the user's hand.
        """
        if self.editor.holds(data):
            return
        known = data == self._data
        self._data = data
        self.captions.show_data(data)
        if not known:
            self.below_changed.emit()
            self.residuals.take(data, others=True)
            self._draw_points()
            self.captions.show_legend()
            self._draw_again()

    def set_exact(self, on: bool) -> None:
        """Show the least-squares line and what is left to it, or not."""
        self._exact_wanted = on
        self._show_exact()
        self.below_changed.emit()

    def set_squares(self, on: bool) -> None:
        """Show each squared residual as a square, and their mean as a bar, or not."""
        self.residuals.set_squared(on)
        self.captions.show_legend()
        self._draw_again()

    @property
    def below(self) -> int:
        """How much of the height the words below the plot take."""
        return sum(each.sizeHint().height() for each in (self.exact, self.captions.note) if not each.isHidden())

    def show_line(self, W: float, b: float) -> None:
        """Draw y = W x + b and the residuals it leaves."""
        if (W, b) == self.drawn or not math.isfinite(W + b):
            return
        self.drawn = (W, b)
        self._line.setPath(self._view.line(W, b))
        self.exact.show_distance(W, b)
        self.residuals.show(W, b, *self._view.far())

    def show_twins(self, lines: Sequence[tuple[float, float]]) -> None:
        """Draw the lines of the twins, each given by its W and b, dashed and dotted."""
        for item, line in zip(self._twins, (*lines, None, None), strict=False):
            if line is None:
                item.setPath(QPainterPath())
            elif math.isfinite(sum(line)):
                item.setPath(self._view.line(*line))

    def show_others(self, lines: Sequence[tuple[float, float] | None]) -> None:
        """Draw the lines of other runs, each given by its W and b; None for one that has none yet."""
        self._others.show(lines, self._view)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._base = scale.base
        self.plot.restyle(theme, scale)
        self.points.marks.restyle(theme, scale)
        self.exact.restyle(theme, scale)
        self._line.setPen(cosmetic_pen(theme.line, scale.width(LINE_WIDTH)))
        for twin, style in zip(self._twins, TWIN_STYLES, strict=True):
            twin.setPen(cosmetic_pen(theme.text, scale.width(CURVE_WIDTH), style))
        self.residuals.restyle(theme, scale)
        self._others.restyle(theme, scale)
        self.by_hand.restyle(theme, scale)
        self.guess.restyle(theme, scale)
        self._keep_height()
        self.captions.restyle(theme)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Fit"))
        self.captions.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the axes as fully as there is room for."""
        super().resizeEvent(event)
        self.captions.name_axes()
        self._loading.place()

    _base = 0

    def _make_room_for_guess(self) -> None:
        self._draw_points()
        self._draw_again()

    def _follow_hand(self) -> None:
        """Draw the line that the hand has moved, or the run's own again."""
        if self.by_hand.line is not None:
            self.show_line(*self.by_hand.line)

    def _make_way_for_hand(self, on: bool) -> None:
        """Leave the points alone while the line is moved, and say what can be done with it."""
        if on:
            self.editor.let_go()
        self.captions.explain()
        self.captions.name_axes()
        self._keep_height()

    def _keep_height(self) -> None:
        """Have room for the numbers of the line by hand, besides what the plot needs."""
        board = self.by_hand.board if self.by_hand.on else None
        self.setMinimumHeight(11 * self._base if board is None else 12 * self._base + board.sizeHint().height())

    def _take_edit(self, data: Dataset, kind: str, finished: bool) -> None:
        """Show at once what the user has done, in a range for it when the hand lets go; then say so.

        Only a point that arrow keys have moved out of view is followed before: the mouse cannot leave the axes.
        """
        self._data = data
        self.residuals.take(data, others=False)
        self._show_exact()
        if finished or (kind == Edit.NUDGE and not self._view.holds(data)):
            self.residuals.bar.forget_scale()
            self._draw_points()
            self.captions.show_legend()
        self._draw_again()
        self.data_edited.emit(data, kind, finished)

    def _draw_points(self) -> None:
        """Choose the range, and draw the points in it: of very many an even sample, always the same."""
        if self._data is None:
            return
        self._view = self._around_data = FitRange.of(self._data, self.guess.room(self._data))
        self._ends = min(0.0, float(self._data.x.min())), float(self._data.x.max())
        self.plot.follow(self._view)
        self.editor.show_points(self._data, sample(len(self._data)))
        self._show_exact()

    def _make_room_for(self, runs: Sequence[Run]) -> None:
        """Choose a range for all that the lines of these runs have swung, but not under the user's hand."""
        if self._data is None or self.editor.holds(self._data):
            return
        view = FitRange(*self._swing.around(self._around_data, self._ends, runs))
        if view != self._view:
            self._view, self._beside = view, None
            self.plot.follow(view)
            self._show_exact()
            self._draw_again()

    def _show_exact(self) -> None:
        if self._exact_wanted and self._data is not None:
            best = optimum(self._data)
            self.exact.show_optimum(best, self._view.line(best.W, best.b))
        else:
            self.exact.show_optimum(None, QPainterPath())

    def _draw_again(self) -> None:
        """Draw the last line and its residuals among other points, or in another range."""
        W, b = self.drawn
        self.drawn = (math.nan, math.nan)
        self.show_line(W, b)

    def _follow_view(self) -> None:
        """Squares stay square in another view, and names fit beside another height."""
        self.captions.name_axes()
        if self.residuals.squared:
            self._draw_again()
