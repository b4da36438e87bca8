"""The map of the loss: what it shows of the plane, and whether its bands and lines are those of the loss."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.drawing.landscape import (
    BANDS,
    FARTHEST,
    LINE_SHADES,
    LINE_WIDTH,
    RATIO,
    Landscape,
    best_near,
    view_of,
    with_others,
)
from model.drawing.view import View
from model.theory.surface import LossSurface, loss_surface

ORIGIN = (0.0, 0.0)
SHAPE = (600.0, 350.0)
YEARS = Dataset.of(range(1990, 2021), [10 + 0.8 * (year - 1990) + year * 7 % 5 for year in range(1990, 2021)])
ONE_X = Dataset.of([2, 2, 2], [1, 3, 4])

DEGENERATE = {
    "lesson": LESSON,
    "one x": ONE_X,
    "x is 0": Dataset.of([0, 0], [1, 3]),
    "one row": Dataset.of([3], [-2]),
    "years": YEARS,
    "all y equal": Dataset.of([1, 2, 3], [5, 5, 5]),
    "nothing but 0": Dataset.of([0, 0], [0, 0]),
    "the line through the origin is flat": Dataset.of([-1, 0, 1], [1, -2, 1]),
    "tiny": Dataset.of([1e-30, 2e-30], [3e-30, 7e-30]),
    "huge": Dataset.of([1e30, 2e30], [3e30, -7e30]),
    "tiny x, huge y": Dataset.of([1e-30, 2e-30], [3e30, 7e30]),
    "huge x, tiny y": Dataset.of([1e30, 2e30], [3e-30, 7e-30]),
}

scales = st.integers(-30, 30).map(lambda power: 10.0**power)
numbers = st.floats(-100, 100, width=32)
columns = st.tuples(scales, scales, st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6))
datasets = columns.map(
    lambda drawn: Dataset.of(*zip(*((x * drawn[0], y * drawn[1]) for x, y in drawn[2]), strict=True))
)
anywhere = st.floats(-(2.0**100), 2.0**100, width=32)
starts = st.tuples(anywhere, anywhere) | st.just(ORIGIN)


def shade_of(landscape: Landscape, width: int = 120, height: int = 70) -> tuple[np.ndarray, np.ndarray]:
    """The bands of the map, and how much of a line is in each pixel."""
    picture = landscape.picture(width, height).astype(int)
    return picture // LINE_SHADES, picture % LINE_SHADES


def level(surface: LossSurface, view: View, ring: tuple[float, float], W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The number of contour lines from the ring up to a point; a whole number on each line."""
    high = max(excess_at(surface, corner) for corner in product((view.left, view.right), (view.bottom, view.top)))
    excess = np.maximum(surface.excess(W, b), 1e-300)  # 0 at the optimum
    return np.array((np.log(excess) - np.log(excess_at(surface, ring) or high)) / np.log(RATIO))


def excess_at(surface: LossSurface, point: tuple[float, float]) -> float:
    return float(surface.excess(np.array(point[0]), np.array(point[1])))


@given(datasets, starts, st.tuples(st.floats(10, 4000), st.floats(10, 4000)))
def test_the_view_is_finite_and_has_start_and_optimum_in_it(
    data: Dataset, start: tuple[float, float], shape: tuple[float, float]
) -> None:
    surface = loss_surface(data)
    view = view_of(surface, start, None, shape)
    assert all(map(math.isfinite, view))
    assert view.left < view.right
    assert view.bottom < view.top
    (across, up), rounding = view.size, 1e-9
    seen = View(
        *(view.left - rounding * across, view.right + rounding * across),
        *(view.bottom - rounding * up, view.top + rounding * up),
    )
    assert seen.contains(start)
    assert seen.contains(best_near(surface, start))


@pytest.mark.parametrize("data", DEGENERATE.values(), ids=DEGENERATE)
def test_every_map_is_drawn_without_a_warning_and_shows_more_than_one_band(data: Dataset) -> None:
    surface = loss_surface(data)
    bands, lines = shade_of(Landscape(surface, view_of(surface, ORIGIN, None, SHAPE), ORIGIN))
    assert len(np.unique(bands)) > 2
    assert bands.max() == BANDS - 1
    assert lines.any()


@given(datasets, starts)
def test_the_bands_of_the_map_are_those_of_the_loss(data: Dataset, start: tuple[float, float]) -> None:
    surface = loss_surface(data)
    view = view_of(surface, start, None, SHAPE)
    bands, _ = shade_of(Landscape(surface, view, start))
    W = view.left + (np.arange(120) + 0.5) * view.size[0] / 120
    b = view.top - (np.arange(70)[:, None] + 0.5) * view.size[1] / 70
    levels = level(surface, view, start, W, b)
    corners = level(surface, view, start, np.array([view.left, view.right]), np.array([[view.bottom], [view.top]]))
    below_the_highest = np.clip(np.ceil(corners.max()) - 1 - np.floor(levels), 0, BANDS - 1)
    sure = np.abs(levels - np.rint(levels)) > 1e-6
    assert (bands == BANDS - 1 - below_the_highest)[sure].all()


def test_the_start_stands_on_a_contour_line_and_the_next_ones_are_a_ratio_apart() -> None:
    surface = loss_surface(LESSON)
    view = view_of(surface, ORIGIN, None, SHAPE)
    bands, _ = shade_of(Landscape(surface, view, ORIGIN), 4000, 2000)
    row = int((view.top - 0.0) / view.size[1] * 2000)
    W = view.left + (np.arange(4000) + 0.5) * view.size[0] / 4000
    between = (W > -0.3) & (W < 1.5)
    (seams,) = np.nonzero(np.diff(bands[row, between]))
    found = surface.excess(W[between][seams], np.zeros(len(seams))) / excess_at(surface, ORIGIN)
    assert found == pytest.approx([RATIO**-n for n in range(len(seams))], rel=0.02)
    assert len(seams) > 2


def test_a_contour_line_is_where_neighbours_lie_in_different_bands() -> None:
    surface = loss_surface(LESSON)
    landscape = Landscape(surface, view_of(surface, ORIGIN, None, SHAPE), ORIGIN)
    bands, lines = shade_of(landscape, 600, 350)
    seam = bands[:, 1:] != bands[:, :-1]
    dark = np.maximum(lines[:, 1:], lines[:, :-1])
    outer = np.maximum(bands[:, 1:], bands[:, :-1]) > BANDS - 5  # where there is room for lines
    assert dark[seam & outer].min() >= LINE_SHADES // 2
    assert lines[:, ::25].mean() < LINE_SHADES / 4  # but most is no line


def test_a_map_that_is_no_longer_wanted_is_left_unfinished() -> None:
    class CancelledError(Exception):
        """As whoever computes maps in the background raises it."""

    def cancel() -> None:
        raise CancelledError

    surface = loss_surface(LESSON)
    landscape = Landscape(surface, view_of(surface, ORIGIN, None, SHAPE), ORIGIN)
    with pytest.raises(CancelledError):
        landscape.picture(60, 40, cancel)


def test_with_alike_scales_one_unit_of_W_is_as_long_as_one_of_b() -> None:
    view = view_of(loss_surface(LESSON), ORIGIN, None, SHAPE)
    assert view.size[0] / SHAPE[0] == pytest.approx(view.size[1] / SHAPE[1])


def test_with_years_each_parameter_has_its_own_scale() -> None:
    surface = loss_surface(YEARS)
    view = view_of(surface, ORIGIN, None, SHAPE)
    natural = math.hypot(surface.x_mean, surface.x_sd)
    assert view.size[1] / SHAPE[1] / (view.size[0] / SHAPE[0]) == pytest.approx(natural)


@pytest.mark.parametrize("factor", [1e-20, 1e-3, 1e4, 1e20])
def test_data_in_another_unit_look_the_same(factor: float) -> None:
    x, y = np.array([100.0, 200.0, 300.0]), np.array([2.0, 4.0, 7.0])
    one, other = loss_surface(Dataset(x, y)), loss_surface(Dataset(x, y * np.float32(factor)))
    maps = [Landscape(s, view_of(s, ORIGIN, None, SHAPE), ORIGIN).picture(60, 35) for s in (one, other)]
    assert (maps[0] == maps[1]).mean() > 0.99


def test_a_start_anywhere_in_the_view_leaves_the_view_as_it_is() -> None:
    surface = loss_surface(LESSON)
    view = view_of(surface, ORIGIN, None, SHAPE)
    for start in ((0.5, 0.8), (2.5, -0.8), (-0.5, 0.0), (1.5, 0.1)):
        assert view_of(surface, start, None, SHAPE) == view


def test_a_start_very_near_the_optimum_is_looked_at_from_nearer() -> None:
    surface = loss_surface(LESSON)
    view = view_of(surface, (2.01, 0.0), None, SHAPE)
    assert view.size[0] < view_of(surface, ORIGIN, None, SHAPE).size[0] / 10
    assert view.contains((2.01, 0.0))


@given(st.lists(st.tuples(st.floats(-6, 8), st.floats(-6, 6)), min_size=1, max_size=30))
def test_the_view_follows_a_run_in_few_jumps_and_never_shrinks(points: list[tuple[float, float]]) -> None:
    surface = loss_surface(LESSON)
    views = [view_of(surface, ORIGIN, None, SHAPE)]
    low, high = np.minimum.accumulate(points), np.maximum.accumulate(points)
    for (left, bottom), (right, top) in zip(low, high, strict=True):
        views.append(view_of(surface, ORIGIN, View(left, right, bottom, top), SHAPE))
    assert all(views[-1].contains(point) for point in points)
    assert len(set(views)) <= 17
    for before, after in pairwise(views):
        assert after.size[0] >= before.size[0] * (1 - 1e-9)


def test_a_diverging_run_is_not_followed_for_ever() -> None:
    surface = loss_surface(LESSON)
    near = view_of(surface, ORIGIN, None, SHAPE)
    far = view_of(surface, ORIGIN, View(-1e30, 1e30, -1e30, 1e30), SHAPE)
    assert far.size[0] < 10 * FARTHEST * near.size[0]


@pytest.mark.parametrize(("distance", "times"), [(0.2, 1), (0.12, 16), (0.01, 16), (0.005, 256), (1e-9, 256)])
@pytest.mark.parametrize("best", [(2.0, 0.0), (1.0, -3.0)])
def test_the_view_comes_nearer_by_sixteen_times_and_by_as_much_again(
    best: tuple[float, float], distance: float, times: float
) -> None:
    surface = loss_surface(Dataset.of([1, 2, 3], [x * best[0] + best[1] for x in (1, 2, 3)]))
    start = best[0] * (1 - distance / 2), best[1] * (1 - distance / 2)
    near, far = (view_of(surface, start, None, SHAPE) for start in (start, ORIGIN))
    assert near.size == pytest.approx((far.size[0] / times, far.size[1] / times))


@pytest.mark.parametrize(
    ("data", "start", "ends"),
    [
        ("nothing but 0", ORIGIN, (-0.35, 0.35)),
        ("nothing but 0", (0.0, 3.0), (-1.05, 3.15)),
        ("the line through the origin is flat", ORIGIN, (-0.35 * 2**0.5, 0.35 * 2**0.5)),
    ],
)
def test_where_the_optimum_is_the_origin_the_view_is_about_it(
    data: str, start: tuple[float, float], ends: tuple[float, float]
) -> None:
    assert view_of(loss_surface(DEGENERATE[data]), start)[2:] == pytest.approx(ends)


@pytest.mark.parametrize(("over", "longer"), [(-0.03, 0), (-0.01, 0.25), (0.2, 0.25), (0.3, 0.5), (0.9, 1), (1.5, 2)])
def test_the_view_grows_by_a_quarter_a_half_once_or_twice(over: float, longer: float) -> None:
    surface = loss_surface(LESSON)
    view = view_of(surface, ORIGIN)
    size = view.size[0]
    assert view.size[1] == pytest.approx(size)
    beyond = View(view.left + 0.1, view.right - 0.1, view.bottom + 0.1, view.top + over * size)
    grown = view_of(surface, ORIGIN, beyond)
    assert grown.top == pytest.approx(view.top + longer * size)
    assert (grown.bottom, grown.size[0]) == pytest.approx((view.bottom, size * (1 + longer)))


def test_scales_are_alike_up_to_four_times() -> None:
    def proportion(x: float) -> float:
        view = view_of(loss_surface(Dataset.of([x, x], [1, 2])), ORIGIN)
        return view.size[1] / view.size[0]

    assert [proportion(x) for x in (0.5, 2.0, 3.9)] == pytest.approx([1, 1, 1])
    assert [proportion(x) for x in (0.25, 0.1, 4.0, 8.0)] == pytest.approx([0.25, 0.1, 4.0, 8.0])


def test_a_line_is_as_wide_as_it_is_to_be_and_fades_where_there_is_no_room() -> None:
    surface = loss_surface(DEGENERATE["x is 0"])  # of b alone: every line is level
    landscape = Landscape(surface, view_of(surface, ORIGIN, None, SHAPE), ORIGIN)
    bands, lines = (part[:, 0] for part in shade_of(landscape, 4, 3000))
    seams = np.flatnonzero(np.diff(bands)) + 1
    between = np.minimum(np.diff(seams)[1:], np.diff(seams)[:-1])
    roomy = seams[1:-1][between > 20]
    assert len(roomy) > 6
    for seam in roomy:
        assert lines[seam - 4 : seam + 4].sum() / (LINE_SHADES - 1) == pytest.approx(LINE_WIDTH, abs=0.15)
    narrow = [part[:, 0] for part in shade_of(landscape, 4, 60)]
    crowded = np.flatnonzero(np.diff(narrow[0]))
    close = crowded[:-1][np.diff(crowded) <= 2]
    assert len(close)
    assert narrow[1][close].max() < LINE_SHADES / 2


def test_the_view_takes_in_other_runs_that_are_not_far_away() -> None:
    view, own = View(0, 10, -5, 5), View(1, 2, 1, 2)
    near, above, far, half = View(-40, 3, 0, 1), View(50, 50, 45, 45), View(51, 60, 0, 1), View(0, 1, -46, 0)
    assert with_others(view, own, [near, far]) == View(-40, 3, 0, 2) == with_others(view, None, [near, own])
    assert with_others(view, None, [near, above, half]) == View(-40, 50, 0, 45)
    assert with_others(view, own, []) == with_others(view, own, [half]) == own
    assert with_others(view, None, [far]) is None


@given(st.tuples(numbers, numbers))
def test_of_a_valley_the_nearest_optimum_is_where_descent_ends(start: tuple[float, float]) -> None:
    surface = loss_surface(ONE_X)
    W, b = start
    for _ in range(200):
        along_W, along_b = surface.gradient(W, b)
        W, b = W - 0.05 * along_W, b - 0.05 * along_b
    assert best_near(surface, start) == pytest.approx((W, b), abs=1e-9)


@given(datasets)
def test_the_optimum_has_the_least_loss(data: Dataset) -> None:
    surface = loss_surface(data)
    assume(surface.y_sd > 0 or surface.y_mean != 0)
    size = surface.y_sd**2 + surface.y_mean**2
    # W x_mean + b is a small difference of large numbers where x is far from 0
    rounding = (1 + (surface.W_best * surface.x_mean) ** 2 / size) * 1e-25
    assert excess_at(surface, best_near(surface, ORIGIN)) <= size * rounding
