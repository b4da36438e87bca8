"""The thinned-out way of a run: the same however it comes, and no longer than what can be seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.drawing import trail as trail_module
from model.drawing.trail import Trail
from model.drawing.view import View
from model.epoch import Epoch
from model.experiment import LoopSettings
from model.history import History

CELL = (0.5, 0.25)
SETTINGS = LoopSettings()
values = st.floats(-3, 3, width=32) | st.sampled_from([math.nan, math.inf, -math.inf, 1e30])
ways = st.lists(st.tuples(values, values), max_size=60)


def extend(history: History, points: list[tuple[float, float]]) -> History:
    for W, b in points:
        history.append(Epoch(len(history), 1.0, W, b, 0.0, 0.0, 0.0, 0.0, SETTINGS))
    return history


def whole(points: list[tuple[float, float]]) -> Trail:
    trail = Trail()
    trail.follow(extend(History(), points), CELL)
    return trail


@given(ways)
def test_an_epoch_is_kept_where_it_went_to_another_cell(points: list[tuple[float, float]]) -> None:
    expected, last = [], None
    for row, (W, b) in enumerate(points):
        if math.isfinite(W) and math.isfinite(b):
            cell = math.floor(np.float32(W) / CELL[0]), math.floor(np.float32(b) / CELL[1])
            if cell != last:
                expected.append(row)
            last = cell
    assert whole(points).rows(len(points)).tolist() == expected


@given(ways, st.lists(st.integers(1, 9), min_size=60, max_size=60))
@example([(1.0, 1.0)] * 9, [2] * 60)
def test_what_is_kept_does_not_depend_on_how_many_come_at_once(
    points: list[tuple[float, float]], sizes: list[int]
) -> None:
    history, trail, begin = History(), Trail(), 0
    for size in sizes:
        extend(history, points[begin : begin + size])
        begin += size
        trail.follow(history, CELL)
    at_once = whole(points)
    assert trail.rows(len(points)).tolist() == at_once.rows(len(points)).tolist()
    assert trail.reach == at_once.reach


@given(ways, st.integers(-1, 60))
def test_up_to_an_earlier_time_it_is_that_of_the_shorter_run(points: list[tuple[float, float]], time: int) -> None:
    assert whole(points).rows(time).tolist() == whole(points[: time + 1]).rows(len(points)).tolist()


def test_a_frame_of_the_same_run_that_is_shorter_changes_nothing() -> None:
    history, trail = extend(History(), [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]), Trail()
    trail.follow(history, CELL)
    trail.follow(history.upto(2), CELL)
    assert (trail.seen, trail.is_behind, trail.rows(9).tolist()) == (3, False, [0, 1, 2])


def test_a_way_that_is_very_long_is_followed_in_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [(number / 2, -number / 3) for number in range(25)]
    expected, trail, history = whole(points), Trail(), extend(History(), points)
    monkeypatch.setattr(trail_module, "BITE", 10)
    seen = list[int]()
    while not seen or trail.is_behind:
        trail.follow(history, CELL)
        seen.append(trail.seen)
    assert seen == [10, 20, 25]
    assert trail.rows(25).tolist() == expected.rows(25).tolist()
    assert trail.reach == expected.reach


def test_another_history_or_another_cell_begins_anew() -> None:
    trail = whole([(0, 0), (1, 1), (1.1, 1)])
    other = extend(History(), [(2, 2), (0, 0)])
    trail.follow(other, CELL)
    assert trail.rows(9).tolist() == [0, 1]
    assert trail.reach == View(0, 2, 0, 2)
    trail.follow(other, (9.0, 9.0))
    assert trail.rows(9).tolist() == [0]


def test_it_reaches_as_far_as_the_run_and_nowhere_before_it() -> None:
    assert whole([]).reach is None
    assert whole([(math.nan, 1)]).reach is None
    assert whole([(1, -2), (math.inf, 7), (-3, 5)]).reach == View(-3, 1, -2, 5)


def test_a_run_that_rests_keeps_no_more() -> None:
    assert len(whole([(1.0, 1.0 + n * 1e-5) for n in range(5000)]).rows(5000)) == 1


def test_thousands_of_corners_are_kept_in_order() -> None:
    rows = whole([(float(n % 2), float(n % 3)) for n in range(5000)]).rows(10**6)
    assert rows.tolist() == list(range(5000))


def test_what_comes_next_is_compared_with_the_last_epoch_seen() -> None:
    history, trail = History(), Trail()
    for points in ([(0.0, 0.0), (1.0, 1.0)], [(1.0, 1.0), (0.0, 0.0)]):
        trail.follow(extend(history, points), CELL)
    assert trail.rows(4).tolist() == [0, 1, 3]
