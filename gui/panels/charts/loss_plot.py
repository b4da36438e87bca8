"""The loss against the epoch, on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from gui.panels.charts.convergence_note import ConvergenceNote
from gui.plots.last_epochs import LAST
from gui.plots.read_plot import ReadPlot
from gui.session.shown import Shown, Turn
from gui.theme.theme import CURVE_WIDTH, LIGHT, SPACE, Theme, TypeScale
from gui.widgets.agreement_note import AgreementNote
from gui.widgets.card import Card, label, one_at_a_time
from gui.widgets.inputs import CheckBox, WholeChoice
from gui.widgets.legends import GAP, in_lines, written
from model.data.standardised import trained_data
from model.experiment import Parameters
from model.history import History
from model.theory.convergence import Convergence, ConvergenceWatch

LOW = 9
"""The height, in heights of a line, below which the curve needs the room of the axis's name."""


Legend = tuple[Sequence[str], Sequence[str]]
"""Names, and the colour of each."""


class LossPlot(Card):
    """The loss chart; asks for the other axis with logarithmic_toggled."""

    logarithmic_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.plot = ReadPlot({"loss": CURVE_WIDTH}, name_marks=True)
        self.body.addWidget(self.plot, 1)
        self.arrival = ConvergenceNote(self.plot)
        self.body.addWidget(self.arrival)
        self.agreement = AgreementNote()
        self.agreement.hide()
        self.body.addWidget(self.agreement)
        self._watch, self._ahead = ConvergenceWatch(), ConvergenceWatch()
        self._legend = label("legend")
        self.logarithmic = CheckBox()
        self.logarithmic.toggled.connect(self.logarithmic_toggled)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.header.addWidget(self._legend, 100)
        self._row = label("legend")
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.hide()
        self.body.insertWidget(1, self._row)
        self.epochs = WholeChoice((False, True))
        self.epochs.currentIndexChanged.connect(lambda: self.plot.show_last(bool(self.epochs.chosen())))
        self.header.addWidget(self.epochs)
        self.header.addWidget(self.logarithmic)
        self._colour, self._other_colours = LIGHT.error, LIGHT.others
        self._names: list[str] = []
        self._averaged: tuple[int, ...] = (1,)
        self._others: object = ()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Draw the losses of the run and of those beside it; tell when it should be as good as least, and when it was.

        Nothing is told of that before W and b at the start are known.
        """
        self.plot.show_history(shown.history, shown.travelled, running=shown.running)
        self.plot.show_twins(shown.twins, "loss")
        if shown.others is not self._others:
            self._others = shown.others
            self.plot.show_others([run.history for run in shown.others], "loss")
        averaged = self.plot.averaged("loss")
        if averaged != self._averaged:
            self._averaged = averaged
            self._show_legend()
        if not shown.looks_at(Turn.ARRIVAL):
            return
        self._show_agreement(shown)
        self.arrival.show_arrival(None if shown.start is None else self._arrival(shown, shown.start))

    def _arrival(self, shown: Shown, start: Parameters) -> Convergence:
        """What is expected of the settings that come next; but what a run has reached stays where no epoch is left."""
        ahead = shown.experiment.settings
        ended = shown.epoch if shown.travelled is None and not shown.can_step else None
        ran = ahead if ended is None else ended.settings
        told = self._watch.look(shown.history, ran, trained_data(ran), start, shown.time)
        if ran == ahead or told.reached is not None:
            return told
        return self._ahead.look(shown.history, ahead, trained_data(ahead), start, shown.time)

    def _show_agreement(self, shown: Shown) -> None:
        """Tell of two curves that are one, and let the lower be seen behind the upper."""
        pairs = self.agreement.show_runs([run.history for run in (shown.run, *shown.others)], shown.time)
        together = [pair for pair in pairs if pair.is_whole and pair.epochs > 1]
        self.agreement.setVisible(bool(together))
        lower = [pair.other if pair.one == 0 else pair.one for pair in together]  # the run's own lies over all
        self.plot.lie_under([lower.count(place) for place in range(1, len(shown.others) + 1)])

    def show_previous(self, history: History | None) -> None:
        """Draw the loss of an earlier run behind, or none."""
        self.plot.show_previous(history, "loss")

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it, each by the number of its curve."""
        self._names = list(names)
        self.agreement.name_runs(names)
        self._show_legend()

    def set_logarithmic(self, on: bool) -> None:
        """Choose the axis."""
        self.logarithmic.setChecked(on)
        self.plot.set_logarithmic(on)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._colour, self._other_colours = theme.error, theme.others
        self.setMinimumSize(scale.base * 20, scale.base * 11)
        self.plot.restyle_curves({"loss": theme.error}, theme, scale)
        self.arrival.restyle(theme, scale)
        self.agreement.restyle()
        self._show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Loss"))
        self.plot.say_when_empty(self.tr("Each epoch adds its loss here. Will the curve fall to 0?"))
        self._name_axes()
        self.plot.retranslate_reading(self.tr("Loss"), {"loss": self.tr("loss")})
        self.logarithmic.setText(self.tr("logarithmic"))
        self.epochs.name({False: self.tr("all"), True: self.tr("last {epochs}").format(epochs=LAST)})
        self.epochs.setToolTip(self.tr("Which epochs are shown"))
        self.epochs.setAccessibleName(self.epochs.toolTip())
        self._show_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as much of the legend as there is room for, and no name where the curve needs its room."""
        super().resizeEvent(event)
        self._name_axes()
        self._show_legend()

    def _name_axes(self) -> None:
        self.plot.set_names("" if self._is_low else self.tr("epoch"), self.tr("loss"))

    @property
    def _is_low(self) -> bool:
        return self.height() < LOW * self.fontMetrics().height()

    @one_at_a_time
    def _show_legend(self) -> None:
        """Beside the title what the curve is; the names of several runs in a row of their own, where they need it."""
        compares = len(self._names) > 1
        choices = self._names_of_runs() if compares else self._names_of_curve()
        parts = (self.title, self.epochs, self.logarithmic)
        beside, below = self.width() - sum(part.sizeHint().width() for part in parts) - 10 * SPACE, self.width()
        has_row = compares and not self._is_low and self._width_of(choices[0]) > beside
        shown, room = (self._row, below - 4 * SPACE) if has_row else (self._legend, beside)
        names, inks = next((choice for choice in choices if self._width_of(choice) <= room), choices[-1])
        self._legend.clear()
        lines = [list(zip(names, inks, strict=True))]
        if has_row:  # with all names on several lines, rather than numbers on one
            whole = list(zip(*choices[0], strict=True))
            lines = in_lines(whole, (self.width(), self.height()), self._row.fontMetrics()) or lines
        shown.setText(written(lines))
        self._row.setVisible(has_row)

    def _names_of_runs(self) -> list[Legend]:
        """The run's own name and those of the others, which their curves have as numbers; the longest way first."""
        own, *others = self._names
        names = [f"{number}: {name}" if name else str(number) for number, name in enumerate(others, start=1)]
        numbers = [str(number) for number in range(1, len(names) + 1)]
        inks, mine = self._other_colours[: len(names)], self.tr("— this run")
        texts = [[f"— {own}" if own else mine, *names], [mine, *names], [mine, *numbers]]
        averaged = (*self._averaged, *[1] * len(names))  # some curves may not be there yet
        texts = [[*map(self._as_mean, text, averaged)] for text in texts]
        return [*((text, (self._colour, *inks)) for text in texts), (numbers, inks)]

    def _names_of_curve(self) -> list[Legend]:
        """What is drawn of the one run, or nothing."""
        mean = self.tr("— mean of {epochs} epochs").format(epochs=self._averaged[0])
        band = [mean, self.tr("■ lowest to highest")]
        texts = [band, [mean]] if self._averaged[0] > 1 else [["— mean((hypothesis − y)²)"]]
        return [(text, (self._colour,) * len(text)) for text in (*texts, [])]

    def _as_mean(self, name: str, epochs: int) -> str:
        """What a curve is called that may be a mean, which then lies in a band."""
        return name if epochs == 1 else self.tr("{name} (mean of {epochs} epochs)").format(name=name, epochs=epochs)

    def _width_of(self, names: Legend) -> int:
        return self._legend.fontMetrics().horizontalAdvance(GAP.join(names[0]))
