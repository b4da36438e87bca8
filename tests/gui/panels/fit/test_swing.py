"""The fit has room for all that the lines of the runs have swung."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.fit_range import FitRange
from gui.panels.fit.swing import Swing
from gui.theme.theme import LIGHT, TypeScale
from model.dataset import LESSON, Dataset
from model.drawing.view import View
from model.experiment import Experiment, LoopSettings
from model.history import History
from model.run import Run
from tests.gui.conftest import OVERFLOWS, SKIPPED, an_epoch, frame_of, history_from, points, trained

ENDS = (0.0, 3.0)
DATA = FitRange.of(LESSON)


def run_of(history: History, settings: LoopSettings | None = None) -> Run:
    return Run(Experiment(settings=settings or LoopSettings()), history)


def lines(history: History, xs: Sequence[float] = ENDS) -> list[float]:
    """Where the lines of all epochs are at these x."""
    return [epoch.W * x + epoch.b for epoch in history.epochs() for x in xs]


def test_a_run_that_goes_straight_to_its_goal_needs_no_more_room_than_the_data() -> None:
    assert Swing().around(DATA, ENDS, [run_of(trained(300))]) == DATA


def test_the_whole_swing_has_room() -> None:
    history = trained(200, SKIPPED)
    view = Swing().around(DATA, ENDS, [run_of(trained(10)), run_of(history)])
    assert view.left == DATA.left
    assert view.bottom <= min(lines(history))
    assert max(lines(history)) <= view.top
    assert max(lines(history)) > DATA.top


@pytest.mark.parametrize("step", [1, 7, 60])
def test_it_does_not_matter_how_the_epochs_come(step: int) -> None:
    history, swing = trained(120, SKIPPED), Swing()
    for length in range(step, 121, step):
        view = swing.around(DATA, ENDS, [run_of(history.upto(length))])
    assert view == Swing().around(DATA, ENDS, [run_of(history.upto(length))])


def test_a_run_that_diverges_leaves_the_view_and_the_points_can_be_seen() -> None:
    for settings in (OVERFLOWS, LoopSettings(lr=0.19)):
        assert Swing().around(DATA, ENDS, [run_of(trained(200, settings))]) == DATA
    history = trained(200, SKIPPED)
    both = [run_of(trained(30, OVERFLOWS)), run_of(history)]
    assert Swing().around(DATA, ENDS, both) == Swing().around(DATA, ENDS, both[1:])


def test_another_run_takes_its_room_with_it() -> None:
    swing = Swing()
    swing.around(DATA, ENDS, [run_of(trained(100, SKIPPED))])
    assert swing.around(DATA, ENDS, [run_of(trained(100))]) == DATA


def test_standardised_lines_are_those_of_the_data_as_they_are() -> None:
    settings = LoopSettings(standardise=True)
    history = trained(400, settings)
    assert Swing().around(DATA, ENDS, [run_of(history, settings)]) == DATA


def test_the_fit_shows_it_and_the_lines_go_from_edge_to_edge(show: Callable[[FitPlot], FitPlot]) -> None:
    fit = FitPlot()
    fit.restyle(LIGHT, TypeScale())
    fit.resize(600, 400)
    show(fit)
    fit.show_frame(frame_of(trained(60, SKIPPED), settings=SKIPPED))
    view = fit.plot.visible_range()
    assert view.top > DATA.top
    (left, at_left), (right, at_right) = points(fit._line.path())
    W, b = fit.drawn
    assert (left, right) == (view.left, view.right)
    assert (at_left, at_right) == pytest.approx((W * left + b, W * right + b))
    fit.show_frame(frame_of(trained(60)))
    assert fit.plot.visible_range() == View(*DATA)


def test_other_data_have_a_range_of_their_own(show: Callable[[FitPlot], FitPlot]) -> None:
    fit = show(FitPlot())
    fit.show_frame(frame_of(trained(60, SKIPPED), settings=SKIPPED))
    data = Dataset.of([10, 20], [100, 300])
    still = history_from([an_epoch(0, W=1.0, b=0.0)])
    fit.show_frame(frame_of(still, settings=LoopSettings(data=data)))
    assert fit.plot.visible_range() == View(*FitRange.of(data))
