"""What a screen reader is told of each chart: in a sentence, once the run rests, and not in every frame."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.panels.charts.loss_plot import LossPlot
from gui.panels.fit.fit_plot import FitPlot
from gui.plots.other_run import others_of
from gui.plots.read_plot import ReadPlot
from gui.session.shown import Shown
from gui.theme.number_format import significant
from gui.theme.translation import counted
from gui.window.charts.charts import Charts
from model.data.standardised import in_original_units
from model.history import History

LOOKED_BACK = 20
"""So many epochs tell which way the loss goes."""

STEADY = 1e-3
"""Of the loss: it goes nowhere if it has not changed by more than this part."""

SWINGS = 3
"""Turns within these epochs from which on it goes up and down."""


class ChartSummaries(QObject):
    """Writes the summaries as the charts' accessible descriptions."""

    def __init__(self, loss: LossPlot, fit: FitPlot, charts: Charts) -> None:
        super().__init__(charts)
        self._loss, self._fit, self._charts = loss, fit, charts
        self._told: dict[QWidget, tuple[str, str]] = {}
        self._runs = False

    def show_frame(self, shown: Shown) -> None:
        """Tell where the run stands; that it runs is told once, when it starts."""
        if shown.running and self._runs:
            return
        self._runs = shown.running
        gradients = self._charts.gradients.plots
        texts: dict[QWidget, tuple[str, str]] = {
            self._loss.plot: (self.tr("Loss"), self._loss_text(shown)),
            self._fit.plot: (self.tr("Data and line"), self._line_text(shown)),
            gradients["W"]: ("W.grad", self._gradient_text(shown, "W")),
            gradients["b"]: ("b.grad", self._gradient_text(shown, "b")),
        }
        if self._charts.filled:
            texts[self._charts.landscape.plot] = (self.tr("Landscape of the loss"), self._place_text(shown))
            texts[self._charts.bowl.bowl.view] = (self.tr("Bowl of the loss"), self._marbles_text(shown))
        for plot, (name, where) in texts.items():
            text = self.tr("running") if shown.running else where
            if isinstance(plot, ReadPlot):
                text = f"{text}. {plot.how}"
            if self._told.get(plot) != (name, text):
                self._told[plot] = name, text
                plot.setAccessibleName(name)
                plot.setAccessibleDescription(text)

    def retranslate(self) -> None:
        """Tell everything again in the next frame, in another language."""
        self._runs = False

    def _loss_text(self, shown: Shown) -> str:
        epoch = shown.epoch
        if epoch is None:
            return self.tr("no epoch yet")
        text = self.tr("loss {loss}, {trend}, epoch {epoch} of {epochs}")
        trends = {
            "falling": self.tr("falling"),
            "rising": self.tr("rising"),
            "steady": self.tr("steady"),
            "swinging": self.tr("swinging"),
        }
        return text.format(
            loss=significant(epoch.loss),
            trend=trends[trend(shown.history, shown.time)],
            epoch=epoch.number,
            epochs=shown.experiment.epochs,
        )

    def _line_text(self, shown: Shown) -> str:
        points = len(shown.experiment.data)
        if shown.parameters is None:
            return counted(points, self.tr("{count} point"), self.tr("{count} points")).format(count=points)
        W, b = in_original_units(shown.parameters, shown.settings)
        text = counted(
            points,
            self.tr("{count} point, line with slope {W} and intercept {b}"),
            self.tr("{count} points, line with slope {W} and intercept {b}"),
        )
        return text.format(count=points, W=significant(W), b=significant(b))

    def _gradient_text(self, shown: Shown, name: str) -> str:
        epoch = shown.epoch
        if epoch is None:
            return self.tr("no epoch yet")
        held, own = (epoch.W_grad, epoch.W_grad_fresh) if name == "W" else (epoch.b_grad, epoch.b_grad_fresh)
        text = self.tr("in .grad {held}, this epoch's own {own}")
        return text.format(held="None" if held is None else significant(held), own=significant(own))

    def _place_text(self, shown: Shown) -> str:
        if shown.parameters is None:
            return ""
        W, b = shown.parameters
        return self.tr("the run is at W {W}, b {b}").format(W=significant(W), b=significant(b))

    def _marbles_text(self, shown: Shown) -> str:
        epoch = shown.epoch
        if epoch is None:
            return self._place_text(shown)
        marbles = 1 + len(others_of(shown))
        text = counted(
            marbles,
            self.tr("{count} marble; that of the run is at W {W}, b {b}, its loss was {loss}"),
            self.tr("{count} marbles; that of the run is at W {W}, b {b}, its loss was {loss}"),
        )
        return text.format(count=marbles, W=significant(epoch.W), b=significant(epoch.b), loss=significant(epoch.loss))


def trend(history: History, time: int) -> str:
    """Which way the loss has gone in the last epochs up to this one."""
    losses = history.column("loss")[max(0, time - LOOKED_BACK) : time + 1].astype(np.float64)
    if len(losses) < 2:
        return "steady"
    with np.errstate(invalid="ignore", over="ignore"):
        steps = np.sign(np.diff(losses))
        steps = steps[steps != 0]
        if int(np.count_nonzero(steps[1:] != steps[:-1])) >= SWINGS:
            return "swinging"
        first, last = float(losses[0]), float(losses[-1])
    if abs(last - first) <= STEADY * abs(first):
        return "steady"
    return "falling" if last < first else "rising"
