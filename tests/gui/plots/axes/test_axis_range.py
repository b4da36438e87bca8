"""The room of an axis: grows at once, shrinks with patience."""

from __future__ import annotations

import pytest

from gui.plots.axes.axis_range import AxisRange


def test_the_axis_grows_at_once() -> None:
    room = AxisRange()
    assert room.fit(0, 0.9) == pytest.approx((0, 1))
    assert room.fit(-18, 12) == pytest.approx((-20, 15))


def test_the_axis_shrinks_at_once_where_nothing_could_be_seen() -> None:
    room = AxisRange()
    room.fit(0, 100)
    assert room.fit(0, 0.1) == pytest.approx((0, 0.1))


def test_the_axis_shrinks_late_where_half_of_it_is_needed() -> None:
    room = AxisRange()
    room.fit(0, 100)
    for _ in range(40):
        assert room.fit(0, 50) == pytest.approx((0, 100))
    assert [room.fit(0, 50) for _ in range(10)][-1] == pytest.approx((0, 50))


def test_a_single_long_bar_makes_the_axis_wait_anew() -> None:
    room = AxisRange()
    room.fit(0, 100)
    for _ in range(10):
        for _ in range(40):
            room.fit(0, 50)
        assert room.fit(0, 90) == pytest.approx((0, 100))
