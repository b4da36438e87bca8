"""Runs beside the one that is shown: over the same W and b, or on a surface of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.bowl.bowl_plot import BowlPlot
from gui.panels.bowl.side.side_view import SideView
from gui.panels.landscape.landscape_plot import LandscapePlot
from gui.plots.other_run import elsewhere_of, others_of
from gui.theme.theme import LIGHT, TypeScale
from model.experiment import Experiment, LoopSettings
from model.run import Run
from tests.gui.conftest import frame_of, trained

HISTORY = trained(5)
SAME = Run(Experiment(), HISTORY)
STANDARDISED = Run(Experiment(settings=LoopSettings(standardise=True)), HISTORY)


def test_a_run_with_x_in_other_units_is_elsewhere() -> None:
    shown = frame_of(HISTORY, others=(STANDARDISED, SAME))
    assert [run.number for run in others_of(shown)] == [2]
    assert elsewhere_of(shown) == [1]


@pytest.mark.parametrize("panel", [BowlPlot, SideView, LandscapePlot])
def test_each_panel_over_W_and_b_tells_of_the_run_that_is_elsewhere(
    show: Callable[[QWidget], QWidget], panel: type[BowlPlot | SideView | LandscapePlot]
) -> None:
    card = panel()
    card.restyle(LIGHT, TypeScale())
    card.resize(700, 600)
    show(card)
    for others, told in (((SAME,), False), ((STANDARDISED,), True), ((SAME,), False)):
        card.name_runs(["raw x", "the other"])
        card.show_frame(frame_of(HISTORY, others=others))
        assert card.runs_legend.isVisible()
        assert ("another surface" in card.runs_legend.text()) is told
