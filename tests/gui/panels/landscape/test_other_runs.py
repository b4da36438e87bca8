"""The balls of runs beside the one that is shown: where their histories say, each to be told from the others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gui.panels.landscape.landscape_plot import LandscapePlot
from gui.plots.canvas import Writing
from gui.plots.other_run import OtherRun
from gui.theme.theme import DARK, LIGHT, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON
from model.experiment import LoopSettings
from model.history import History
from model.theory.surface import loss_surface
from tests.gui.conftest import OVERFLOWS, SKIPPED, is_korean, points, trained, turn_wheel

ORIGIN = (0.0, 0.0)
MARBLE = LoopSettings(momentum=1.0)


@pytest.fixture
def card(show: Callable[[QWidget], QWidget]) -> LandscapePlot:
    """The landscape of the lesson with its run."""
    card = LandscapePlot()
    card.restyle(LIGHT, TypeScale())
    card.resize(600, 400)
    show(card)
    card.show_problem(loss_surface(LESSON))
    return card


def show_beside(card: LandscapePlot, time: int, *histories: History, own: History | None = None) -> None:
    """Show the run, and others beside it, at this epoch."""
    card.show_run(own or trained(60), time, ORIGIN)
    card.show_others([OtherRun(history, ORIGIN, number) for number, history in enumerate(histories, start=1)])


def place(card: LandscapePlot, ball: int) -> tuple[float, float]:
    """The W and b where a ball is."""
    return card._frame.point(card.others.balls[ball].dot.pos())


@pytest.mark.parametrize("time", [0, 2, 6, 39])
def test_each_stands_at_its_own_W_and_b_with_its_own_arrows(card: LandscapePlot, time: int) -> None:
    skipped = trained(60, SKIPPED)
    show_beside(card, time, skipped, trained(60, MARBLE))
    epoch = skipped.epoch(time)
    for ball in (0, 1):
        assert place(card, ball) == pytest.approx((epoch.W, epoch.b), abs=1e-6)
    assert card._frame.point(card.arrows.dot.pos()) == pytest.approx(
        (trained(60).epoch(time).W, trained(60).epoch(time).b)
    )
    before = (skipped.epoch(time - 1).W, skipped.epoch(time - 1).b) if time else ORIGIN
    for arrow, gradient in (
        (card.others.balls[0].step, (epoch.W_grad, epoch.b_grad)),
        (card.others.balls[0].shaft, (epoch.W_grad_fresh, epoch.b_grad_fresh)),
    ):
        begin, end = (card._frame.point(QPointF(*corner)) for corner in points(arrow.path())[:2])
        assert begin == pytest.approx(before, abs=1e-6)
        assert gradient[0] is not None
        assert (end[0] - begin[0]) * -gradient[0] > 0  # shortened by head and ball, and so its direction alone


def test_only_the_run_that_sums_carries_what_it_has_summed(card: LandscapePlot) -> None:
    show_beside(card, 6, trained(60, MARBLE), trained(60, SKIPPED))
    assert [ball.pile.box.path().isEmpty() for ball in card.others.balls] == [True, False]
    assert card.arrows.pile.box.path().isEmpty()
    show_beside(card, 6, trained(60, SKIPPED), trained(60, SKIPPED), own=trained(60, SKIPPED))
    assert [ball.pile.box.path().isEmpty() for ball in card.others.balls] == [False, True]
    mine, others = (pile.box.path().boundingRect() for pile in (card.arrows.pile, card.others.balls[0].pile))
    assert not mine.intersects(others)


def words(number: Writing) -> QRectF:
    return QRectF(number.pos().x(), number.pos().y(), number.room.real, number.room.imag)


def test_of_balls_in_one_place_each_is_seen_and_numbered(card: LandscapePlot) -> None:
    show_beside(card, 20, trained(60, SKIPPED), trained(60, SKIPPED), own=trained(60, MARBLE))
    balls = [card.arrows.dot, *(ball.dot for ball in card.others.balls)]
    assert len({(ball.pos().x(), ball.pos().y()) for ball in balls}) == 1
    sizes, heights = [ball.rect().width() for ball in balls], [ball.zValue() for ball in balls]
    assert all(larger > size + 2 for size, larger in pairwise(sizes))
    assert heights == sorted(heights, reverse=True)
    numbers = card.others.numbers
    assert [number.text() for number in numbers] == ["1", "2"]
    one, two = (words(number) for number in numbers)
    assert not one.intersects(two)


def test_they_have_the_colours_of_their_curves_in_every_scheme(card: LandscapePlot) -> None:
    card.show_run(trained(60), 9, ORIGIN)
    card.show_others([OtherRun(trained(60, SKIPPED), ORIGIN, 2)])
    for theme in (LIGHT, DARK):
        card.restyle(theme, TypeScale())
        assert card.others.balls[0].dot.brush().color() == QColor(theme.others[1])
        assert card.others.balls[0].pile.box.pen().color() == QColor(theme.others[1])
    assert card.others.numbers[0].text() == "2"


def test_a_run_that_ended_stays_at_its_end_and_one_that_overflowed_is_gone(card: LandscapePlot) -> None:
    short = trained(12, SKIPPED)
    show_beside(card, 30, short, trained(100, OVERFLOWS))
    assert place(card, 0) == pytest.approx((short.epoch(11).W, short.epoch(11).b))
    assert card.others.balls[0].dot.isVisible()
    lost = trained(1000, OVERFLOWS)
    show_beside(card, 999, short, lost, own=trained(1000))
    assert [ball.dot.isVisible() for ball in card.others.balls] == [True, bool(lost.epoch(999).is_finite)]


def test_before_the_first_epoch_they_stand_at_the_start_once_it_is_known(card: LandscapePlot) -> None:
    card.show_run(trained(60), -1, ORIGIN)
    card.show_others([OtherRun(History(), None, 1), OtherRun(History(), (1.0, 0.5), 2)])
    assert [ball.dot.isVisible() for ball in card.others.balls] == [False, True]
    assert [number.isVisible() for number in card.others.numbers] == [False, True]
    assert place(card, 1) == pytest.approx((1.0, 0.5))


def test_taken_away_they_leave_nothing(card: LandscapePlot) -> None:
    show_beside(card, 9, trained(60, SKIPPED))
    card.show_others([])
    assert not card.others.balls[0].dot.isVisible()
    assert card.others.balls[0].step.path().isEmpty()
    assert card.others.balls[0].pile.box.path().isEmpty()
    assert not card.others.numbers[0].isVisible()


def test_in_another_view_they_are_where_they_belong_at_once(card: LandscapePlot) -> None:
    show_beside(card, 9, trained(60, SKIPPED))
    turn_wheel(card.plot)
    epoch, frame = trained(60, SKIPPED).epoch(9), card._present_frame()
    assert frame != card._frame
    assert frame.point(card.others.balls[0].dot.pos()) == pytest.approx((epoch.W, epoch.b), abs=1e-6)


def test_a_number_stays_on_the_canvas(card: LandscapePlot) -> None:
    card.resize(600, 130)
    canvas = card.plot.canvas
    for time in range(60):
        show_beside(card, time, trained(60, SKIPPED), trained(60, LoopSettings(lr=0.15)))
        for number in card.others.numbers:
            assert QRectF(0, 0, canvas.width(), canvas.height()).contains(words(number))


def test_a_ball_that_is_out_of_sight_has_no_number(card: LandscapePlot) -> None:
    show_beside(card, 59, trained(60, SKIPPED))
    assert card.others.numbers[0].isVisible()
    show_beside(card, 59, trained(60, LoopSettings(lr=0.3)))
    assert not card.others.numbers[0].isVisible()


def test_the_runs_are_named_where_there_is_room(card: LandscapePlot, speak: Callable[[Language], None]) -> None:
    show_beside(card, 9, trained(60, SKIPPED))
    card.name_runs(["with <zero_grad()>", "no zero_grad()"])
    assert card.runs_legend.isVisible()
    assert "1: no zero_grad()" in card.runs_legend.text()
    assert "with &lt;zero_grad()&gt;" in card.runs_legend.text()
    assert LIGHT.others[0] in card.runs_legend.text()
    card.resize(600, 150)
    assert not card.runs_legend.isVisible()
    card.resize(200, 400)
    assert card.runs_legend.isVisible()
    assert "<br>" in card.runs_legend.text()
    card.name_runs(["with zero_grad()", "no zero_grad(), and a name that is wider than the chart"])
    assert not card.runs_legend.isVisible()
    card.resize(600, 400)
    card.name_runs(["", ""])
    speak(Language.KOREAN)
    assert is_korean(card.runs_legend.text())
    card.show_others([])
    assert not card.runs_legend.isVisible()
