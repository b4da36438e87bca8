"""What stands in words about the fit, as fully as there is room for."""

from __future__ import annotations

import html

from PySide6.QtCore import QObject, Signal

from gui.panels.fit.hand.by_hand import ByHand
from gui.panels.fit.point_layer import POINTS_AT_MOST
from gui.panels.fit.residuals import Residuals
from gui.plots.plot import Plot
from gui.theme.example_names import example_name
from gui.theme.room import first_that_fits
from gui.theme.theme import SPACE, Theme
from gui.widgets.card import Card, label, legend, one_at_a_time
from gui.widgets.still_label import StillLabel
from model.data.edits import EDITABLE_ROWS
from model.dataset import Dataset

LOW = 12
"""The height, in heights of a line, below which the plot needs the room of the sentence above it."""


class Captions(QObject):
    """What a card's fit is for, the names of its axes, its legend, and what is not shown of the data."""

    about_changed = Signal()
    """The sentence on what this is about is another, or is shown where it was not, or is not any more."""

    def __init__(self, card: Card, plot: Plot, residuals: Residuals, by_hand: ByHand) -> None:
        super().__init__(card)
        self._card, self._plot, self._residuals, self._by_hand = card, plot, residuals, by_hand
        self.about, self.legend, self.note = StillLabel("note"), label("legend"), label("note")
        self.note.setWordWrap(True)
        self.note.hide()
        self._data: Dataset | None = None
        self._colours = ("black", "black", "black")

    def show_data(self, data: Dataset) -> None:
        """Name the axes after these data where they have names; say what is not shown of them."""
        self._data = data
        self.name_axes()
        self._show_note()

    def restyle(self, theme: Theme) -> None:
        """Apply the theme."""
        self.about.keep_room("", stretch=True)
        self._colours = (theme.point, theme.line, theme.error)
        self.show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.explain()
        self.name_axes()
        self.show_legend()
        self._show_note()

    @one_at_a_time
    def name_axes(self) -> None:
        """Name the axes after the columns of the data where these have names, else as the lesson does."""
        x_name, y_name = ("", "") if self._data is None else (self._data.x_name, self._data.y_name)
        self._tell_what_it_is_about(named=bool(x_name or y_name))
        xs = [self.tr("x_train: hours studied (independent variable)")]
        ys = [self.tr("y_train: exam score (dependent variable)"), self.tr("y_train: exam score")]
        if x_name:
            name = _one_line(example_name(x_name))
            xs = [self.tr("x_train: {name}").format(name=name), name]
        if y_name:
            name = _one_line(example_name(y_name))
            ys = [self.tr("y_train: {name}").format(name=name), name]
        advance = self._card.fontMetrics().horizontalAdvance
        along, up = self._plot.room_for_names()
        x, y = first_that_fits([*xs, "x_train"], along, advance), first_that_fits([*ys, "y_train"], up, advance)
        self._plot.set_names(html.escape(x, quote=False), html.escape(y, quote=False))  # pyqtgraph reads HTML

    def explain(self) -> None:
        """Tell F1 what can be done in the plot."""
        of_points = self.tr(
            "The data and the line that the loop fits. Return chooses a point, and then the next; the arrow keys "
            "move it, Delete removes it. A double click adds one."
        )
        of_hand = self.tr(
            "The line can be fitted by hand: drag an end of it, or the line itself. ← and → choose an end or the "
            "middle, ↑ and ↓ move it, with Shift ten times as far. H or Esc shows the line of the run again."
        )
        self._plot.setWhatsThis(of_hand if self._by_hand.on else of_points)

    def show_legend(self) -> None:
        """Name what is drawn; residuals only where there are any."""
        residual = self.tr("■ residual, squared") if self._residuals.squared else self.tr("| residual")
        names = (self.tr("● data"), self.tr("— hypothesis W x + b"), residual)
        shown = 3 if self._residuals.drawn or self._data is None else 2
        self.legend.setText(legend(names[:shown], self._colours[:shown]))

    def show_hint(self, over_a_point: bool) -> None:
        """Tell what can be done with a point, where the mouse is on one, and nowhere else."""
        hint = self.tr(
            "Drag it, or move it with the arrow keys; Delete removes it.\nA double click elsewhere adds one."
        )
        self._plot.setToolTip(hint if over_a_point else "")

    def _tell_what_it_is_about(self, *, named: bool) -> None:
        before, card = (self.about.text(), self.about.isHidden()), self._card
        self.about.setText(self._sentence(named=named))
        fits = self.about.metrics().horizontalAdvance(self.about.text()) <= card.width() - 4 * SPACE
        self.about.setVisible(fits and card.height() > LOW * card.fontMetrics().height())
        if (self.about.text(), self.about.isHidden()) != before:
            self.about_changed.emit()

    def _sentence(self, *, named: bool) -> str:
        if self._by_hand.on and not self._by_hand.rated:
            return self.tr("Move the line by its handles.")
        if self._by_hand.on:
            return self.tr("Move the line by hand until its loss is as small as you can make it.")
        if named:
            return self.tr("PyTorch looks for the line that tells y from x.")
        return self.tr("PyTorch looks for the line that tells the exam score from the hours studied.")

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


def _one_line(name: str) -> str:
    return " ".join(name.split())
