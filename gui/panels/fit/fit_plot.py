"""The data, the line that is being fitted, and what is left between them."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from gui.panels.fit.exact_answer import ExactAnswer
from gui.panels.fit.fit_range import FitRange
from gui.panels.fit.guess import Guess
from gui.panels.fit.hand.by_hand import ByHand
from gui.panels.fit.loading_note import LoadingNote
from gui.panels.fit.other_lines import OtherLines
from gui.panels.fit.point_editor import PointEditor
from gui.panels.fit.point_layer import PointLayer
from gui.panels.fit.residuals import Residuals
from gui.panels.fit.swing import Swing
from gui.plots.curve import cosmetic_pen
from gui.plots.plot import Plot
from gui.session.shown import Shown, Turn
from gui.theme.example_names import example_name
from gui.theme.room import first_that_fits
from gui.theme.theme import CURVE_WIDTH, LINE_WIDTH, SPACE, TWIN_STYLES, Theme, TypeScale
from gui.widgets.card import Card, label, legend
from gui.widgets.still_label import StillLabel
from model.data.edits import EDITABLE_ROWS, Edit
from model.data.standardised import in_original_units
from model.dataset import Dataset
from model.run import Run
from model.theory.optimum import optimum

POINTS_AT_MOST = 2000
"""More dots only cover one another."""


LOW = 12
"""The height, in heights of a line, below which the plot needs the room of the sentence above it."""


class FitPlot(Card):
    """Points, line and residuals; while W and b are not finite, the last line that was stays.

    data_edited carries the Dataset that the user wants, what was done (a value of model.data.edits.Edit), and whether
    it is finished: while a point is dragged or an arrow key is held it comes many times unfinished, and then once
    finished.
    """

    data_edited = Signal(object, str, bool)

    about_changed = Signal()
    """The sentence on what this is about is another, or is shown where it was not, or is not any more."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = Plot(zoomable=False)
        self.points = PointLayer(self.plot)
        self.editor = PointEditor(self.points)
        self.residuals = Residuals(self.plot.canvas)
        self.about = StillLabel("note")
        self.body.addWidget(self.about)
        self._loading = LoadingNote(self)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.plot, 1)
        beside.addWidget(self.residuals.bar)
        self.body.addLayout(beside, 1)
        self.note = label("note")
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.exact = ExactAnswer(self.plot.canvas)
        self._exact_wanted = False
        self.body.addWidget(self.exact)
        self.by_hand = ByHand(self.points, self.body)
        self.guess = Guess(self.points)
        self._legend = label("legend")
        self.header.addWidget(self._legend)
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
        self.editor.hovered.connect(self._show_hint)
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
        self._name_axes()
        if not known:
            self.residuals.take(data, others=True)
            self._draw_points()
            self._show_legend()
            self._show_note()
            self._draw_again()

    def set_exact(self, on: bool) -> None:
        """Show the least-squares line and what is left to it, or not."""
        self._exact_wanted = on
        self._show_exact()

    def set_squares(self, on: bool) -> None:
        """Show each squared residual as a square, and their mean as a bar, or not."""
        self.residuals.set_squared(on)
        self._show_legend()
        self._draw_again()

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
        self._least_height = scale.base * 12
        self.plot.restyle(theme, scale)
        self.points.marks.restyle(theme, scale)
        self.exact.restyle(theme, scale)
        self.about.keep_room("", stretch=True)
        self._line.setPen(cosmetic_pen(theme.line, scale.width(LINE_WIDTH)))
        for twin, style in zip(self._twins, TWIN_STYLES, strict=True):
            twin.setPen(cosmetic_pen(theme.text, scale.width(CURVE_WIDTH), style))
        self.residuals.restyle(theme, scale)
        self._others.restyle(theme, scale)
        self.by_hand.restyle(theme, scale)
        self.guess.restyle(theme, scale)
        self._keep_height()
        self._colours = (theme.point, theme.line, theme.error)
        self._show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Fit"))
        self._explain()
        self._name_axes()
        self._show_legend()
        self._show_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the axes as fully as there is room for."""
        super().resizeEvent(event)
        self._name_axes()
        self._loading.place()

    _colours = ("black", "black", "black")
    _least_height = 0

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
        self._explain()
        self._name_axes()
        self._keep_height()

    def _keep_height(self) -> None:
        """Have room for the numbers of the line by hand, besides what the plot needs."""
        board = self.by_hand.board
        self.setMinimumHeight(self._least_height + (board.sizeHint().height() if board and self.by_hand.on else 0))

    def _explain(self) -> None:
        of_points = self.tr(
            "The data and the line that the loop fits. Return chooses a point, and then the next; the arrow keys "
            "move it, Delete removes it. A double click adds one."
        )
        of_hand = self.tr(
            "The line can be fitted by hand: drag an end of it, or the line itself. ← and → choose an end or the "
            "middle, ↑ and ↓ move it, with Shift ten times as far. H or Esc shows the line of the run again."
        )
        self.plot.setWhatsThis(of_hand if self.by_hand.on else of_points)

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
            self._show_legend()
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
        self._name_axes()
        if self.residuals.squared:
            self._draw_again()

    def _name_axes(self) -> None:
        """Name the axes after the columns of the data where these have names, else as the lesson does."""
        named = self._data is not None and bool(self._data.x_name or self._data.y_name)
        before = self.about.text(), self.about.isHidden()
        self.about.setText(self._told_above(named=named))
        fits = self.about.metrics().horizontalAdvance(self.about.text()) <= self.width() - 4 * SPACE
        self.about.setVisible(fits and self.height() > LOW * self.fontMetrics().height())
        if (self.about.text(), self.about.isHidden()) != before:
            self.about_changed.emit()
        x = self.tr("x_train: hours studied (independent variable)")
        ys = [self.tr("y_train: exam score (dependent variable)"), self.tr("y_train: exam score")]
        if self._data is not None and self._data.x_name:
            x = self.tr("x_train: {name}").format(name=_one_line(example_name(self._data.x_name)))
        if self._data is not None and self._data.y_name:
            ys = [self.tr("y_train: {name}").format(name=_one_line(example_name(self._data.y_name)))]
        advance = self.fontMetrics().horizontalAdvance
        along, up = self.plot.room_for_names()
        x, y = first_that_fits([x, "x_train"], along, advance), first_that_fits([*ys, "y_train"], up, advance)
        self.plot.set_names(html.escape(x, quote=False), html.escape(y, quote=False))  # pyqtgraph reads HTML

    def _told_above(self, *, named: bool) -> str:
        if self.by_hand.on and not self.by_hand.rated:
            return self.tr("Move the line by its handles.")
        if self.by_hand.on:
            return self.tr("Move the line by hand until its loss is as small as you can make it.")
        if named:
            return self.tr("PyTorch looks for the line that tells y from x.")
        return self.tr("PyTorch looks for the line that tells the exam score from the hours studied.")

    def _show_legend(self) -> None:
        residual = self.tr("■ residual, squared") if self.residuals.squared else self.tr("| residual")
        names = (self.tr("● data"), self.tr("— hypothesis W x + b"), residual)
        shown = 3 if self.residuals.drawn or self._data is None else 2
        self._legend.setText(legend(names[:shown], self._colours[:shown]))

    def _show_note(self) -> None:
        """Say what is not shown, and what cannot be done."""
        rows = 0 if self._data is None else len(self._data)
        notes = []
        if rows > POINTS_AT_MOST:
            text = self.tr("{shown} of {rows} points shown; training uses all.")
            notes.append(text.format(shown=f"{POINTS_AT_MOST:,}", rows=f"{rows:,}"))
        if rows > EDITABLE_ROWS:
            text = self.tr("More than {limit} points cannot be moved by hand.")
            notes.append(text.format(limit=f"{EDITABLE_ROWS:,}"))
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _show_hint(self, over_a_point: bool) -> None:
        """Tell what can be done with a point, where the mouse is on one, and nowhere else."""
        hint = self.tr(
            "Drag it, or move it with the arrow keys; Delete removes it.\nA double click elsewhere adds one."
        )
        self.plot.setToolTip(hint if over_a_point else "")


def sample(rows: int) -> NDArray[np.intp] | slice:
    """Which of these rows are drawn: all, or as many as can be told apart, evenly from the first to the last."""
    if rows <= POINTS_AT_MOST:
        return slice(None)
    return np.arange(POINTS_AT_MOST, dtype=np.intp) * (rows - 1) // (POINTS_AT_MOST - 1)


def _one_line(name: str) -> str:
    return " ".join(name.split())
