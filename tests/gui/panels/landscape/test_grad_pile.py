"""What hangs on a ball: the gradients head to tail, in the directions and proportions of the map."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication, QGraphicsPathItem

from gui.panels.landscape.grad_pile import GradPile
from gui.panels.landscape.landscape_frame import Frame
from gui.theme.theme import LIGHT, TypeScale
from model.drawing.standing import Pile, standing
from model.drawing.view import View
from tests.gui.conftest import SKIPPED, points, trained

FRAME = Frame(View(-1.0, 4.0, -2.0, 2.0), 500, 400)
BALL = 100 + 100j
Shift = tuple[float, float]


@pytest.fixture
def hung(qapp: QApplication) -> Iterator[GradPile]:
    signs = QGraphicsPathItem()
    pile = GradPile(signs, 0.0, swapped=False)
    pile.restyle(LIGHT, TypeScale(), LIGHT.others[0])
    yield pile
    del signs  # which all of it goes with


def summed(time: int) -> Pile:
    """What the lesson's run without zero_grad() has summed."""
    found = standing(trained(time + 1, SKIPPED), time, (0.0, 0.0))
    assert found is not None
    assert found.pile is not None
    return found.pile


def shafts(item: QGraphicsPathItem) -> list[tuple[QPointF, QPointF]]:
    """Where each arrow of a path begins and ends: five corners make one."""
    corners = [QPointF(x, y) for x, y in points(item.path())]
    return [(corners[at], corners[at + 1]) for at in range(0, len(corners), 5)]


def shift(arrow: tuple[QPointF, QPointF]) -> Shift:
    change = arrow[1] - arrow[0]
    return change.x(), change.y()


def box(pile: GradPile) -> QRectF:
    return pile.box.path().boundingRect()


@pytest.mark.parametrize("time", [1, 6, 40, 399])
def test_each_arrow_is_a_gradient_of_the_sum_in_the_proportions_of_the_map(hung: GradPile, time: int) -> None:
    pile = summed(time)
    hung.show(FRAME, BALL, pile)
    (total,) = shafts(hung.total)
    wanted = [FRAME.shift(change) for change in pile.last]
    whole = FRAME.shift(pile.corners[-1])
    times = math.hypot(*shift(total)) / abs(whole)
    assert math.log2(times) == pytest.approx(round(math.log2(times)))
    assert shift(total) == pytest.approx((whole.real * times, whole.imag * times))
    for drawn, change in zip(shafts(hung.terms), wanted, strict=True):
        assert shift(drawn) == pytest.approx((change.real * times, change.imag * times), abs=1e-6)
    assert len(shafts(hung.earlier)) == (pile.earlier is not None)


def test_each_begins_in_the_row_above_where_the_one_before_ended(hung: GradPile) -> None:
    hung.show(FRAME, BALL, summed(40))
    rows = [*shafts(hung.total), *shafts(hung.earlier), *shafts(hung.terms)]
    (start, end), *parts = rows
    aside = parts[0][0] - start
    assert aside.y() < 0
    for (_, before), (begin, _) in pairwise(parts):
        assert begin.toTuple() == pytest.approx((before + aside).toTuple())
    assert (parts[-1][1] - aside * len(parts)).toTuple() == pytest.approx(end.toTuple())


def test_all_of_it_is_in_its_frame_and_that_on_the_canvas(hung: GradPile) -> None:
    for time in range(1, 60):
        hung.show(FRAME, BALL, summed(time))
        assert QRectF(0, 0, FRAME.width, FRAME.height).contains(box(hung))
        for item in (hung.total, hung.terms, hung.earlier):
            assert item.path().isEmpty() or box(hung).contains(item.path().boundingRect())


def test_it_keeps_to_a_corner_where_the_ball_is_not(hung: GradPile) -> None:
    hung.show(FRAME, BALL, summed(6))
    right = box(hung)
    assert right.center().x() > 250
    assert right.center().y() > 200
    hung.show(FRAME, complex(*right.center().toTuple()), summed(6))
    assert not box(hung).intersects(right)


def test_it_is_tied_to_the_ball(hung: GradPile) -> None:
    hung.show(FRAME, BALL, summed(6))
    begin, end = points(hung.tie.path())
    assert end == (BALL.real, BALL.imag)
    assert box(hung).adjusted(-1, -1, 1, 1).contains(QPointF(*begin))


@pytest.mark.parametrize("pile", [None, Pile(None, ((0.0, 0.0), (0.0, 0.0)))])
def test_where_nothing_is_summed_there_is_nothing(hung: GradPile, pile: Pile | None) -> None:
    hung.show(FRAME, BALL, summed(6))
    hung.show(FRAME, BALL, pile)
    assert all(item.path().isEmpty() for item in hung._items())
    assert not hung._caption.isVisible()


def test_on_a_canvas_that_has_no_room_there_is_nothing(hung: GradPile) -> None:
    hung.show(FRAME._replace(height=99), BALL, summed(6))
    assert hung.box.path().isEmpty()
    hung.show(FRAME._replace(height=101), BALL, summed(6))
    assert box(hung).height() < 100
