"""The bowl in space: its heights against torch's loss, its projection against one point after the other."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.drawing.bowl import (
    CELLS,
    DISTANCE,
    HIGHEST,
    HIGHEST_ELEVATION,
    LOWEST,
    OVER,
    ZOOMS,
    Bowl,
    Camera,
    seen_quads,
)
from model.drawing.landscape import BANDS, Landscape, view_of
from model.drawing.view import View
from model.theory.curvature import curvature
from model.theory.surface import loss_surface
from tests.model.drawing.test_landscape import DEGENERATE, ORIGIN

SURFACE = loss_surface(LESSON)
VIEW = view_of(SURFACE, ORIGIN)
BOWL = Bowl(SURFACE, VIEW)
CAMERA = Camera(math.radians(25), math.radians(35), 1.4)


def torch_loss(W: float, b: float, data: Dataset = LESSON) -> float:
    """What torch says the loss is, in float64."""
    x, y = (torch.from_numpy(column.astype(np.float64)) for column in (data.x, data.y))
    return float(torch.mean((x * W + b - y) ** 2))


@pytest.mark.parametrize("compressed", [False, True])
def test_each_corner_of_the_mesh_stands_as_high_as_torchs_loss(compressed: bool) -> None:
    bowl = Bowl(SURFACE, VIEW, compressed)
    for place in ((0, 0), (CELLS, 0), (CELLS // 2, CELLS // 3), (7, CELLS)):
        x, y, height = bowl.mesh[place].tolist()
        W = VIEW.left + (x + 1) / 2 * (VIEW.right - VIEW.left)
        b = VIEW.bottom + (y + 1) / 2 * (VIEW.top - VIEW.bottom)
        assert bowl.loss_at(height) == pytest.approx(torch_loss(W, b), rel=1e-9)
        assert bowl.points(np.array([W]), np.array([b]))[0].tolist() == pytest.approx([x, y, height])


def test_linear_heights_are_in_proportion_to_the_loss_above_the_least() -> None:
    bowl = Bowl(SURFACE, VIEW, compressed=False)
    heights = bowl.heights(np.array([0.0, 1.0, 2.0, bowl.highest]))
    assert heights.tolist() == pytest.approx([0.0, HIGHEST / bowl.highest, 2 * HIGHEST / bowl.highest, HIGHEST])


def test_compressed_heights_keep_order_and_ends_and_give_the_valley_more() -> None:
    linear, compressed = (Bowl(SURFACE, VIEW, each).heights(np.linspace(0, BOWL.highest, 50)) for each in (False, True))
    assert compressed[0] == 0
    assert compressed[-1] == pytest.approx(HIGHEST)
    assert (np.diff(compressed) > 0).all()
    assert (compressed[1:-1] > 2 * linear[1:-1]).any()


def test_a_compressed_bowl_is_still_convex() -> None:
    """So that no part of it hides another one that is seen from the same side."""
    heights = BOWL.mesh[..., 2]
    rows, columns, diagonal = heights, heights.T, np.diagonal(heights)
    for along in (rows, columns, diagonal):
        assert (np.diff(along, 2, axis=-1) > -1e-12).all()


@pytest.mark.parametrize("data", DEGENERATE.values(), ids=DEGENERATE.keys())
@pytest.mark.parametrize("compressed", [False, True])
def test_whatever_the_data_everything_is_in_the_box(data: Dataset, compressed: bool) -> None:
    surface = loss_surface(data)
    bowl = Bowl(surface, view_of(surface, ORIGIN), compressed)
    contours = bowl.contours(ORIGIN)
    for points in (bowl.mesh, bowl.best(ORIGIN), contours[~np.isnan(contours[:, 0])]):
        assert np.isfinite(points).all()
        assert (np.abs(points[..., :2]) <= 1 + 1e-9).all()
        assert (points[..., 2] >= 0).all()
        assert (points[..., 2] <= HIGHEST + 1e-9).all()
    assert -math.pi / 2 <= bowl.valley < math.pi / 2


def test_what_has_left_the_view_stands_above_its_edge_in_the_direction_in_which_it_left() -> None:
    (left, right, bottom, top), (across, up) = VIEW, VIEW.size
    W, b = (left + right) / 2 + 5 * across, (bottom + top) / 2 + 1 * up
    x, y, height = BOWL.points(np.array([W]), np.array([b]))[0]
    edge = BOWL.points(np.array([right]), np.array([(bottom + top) / 2 + up / 10]))[0]
    assert [x, y, height] == pytest.approx([OVER * value for value in edge])
    assert not BOWL.is_inside((W, b))
    assert np.isfinite(BOWL.points(np.array([3e38, -3e38]), np.array([-3e38, 3e38]))).all()


def test_a_step_from_far_out_to_far_out_on_the_other_side_is_brought_to_the_edges_and_no_nearer() -> None:
    left, right, bottom, top = VIEW
    middle, size = np.array([(left + right) / 2, (bottom + top) / 2]), np.array(VIEW.size)
    far, near = middle + size * (1e6, 1e5), middle + size * (0.3, 0.1)
    W, b = BOWL.pulled(*np.array([far, 2 * middle - far, near]).T)
    pulled = np.stack([W, b], axis=1)
    assert pulled[0] - middle == pytest.approx(middle - pulled[1])
    assert (pulled[0] - middle) / (far - middle) == pytest.approx(OVER / 2e6, rel=1e-9)
    assert pulled[2] == pytest.approx(near)
    assert BOWL.points(W, b)[0] == pytest.approx(BOWL.points(*far[:, None])[0])


def test_contour_lines_are_the_maps_and_lie_at_one_loss_each() -> None:
    lines = Landscape(SURFACE, VIEW, ORIGIN).lines
    assert len(lines) == BANDS
    points = BOWL.contours(ORIGIN)
    points = points[~np.isnan(points[:, 0])]
    W = VIEW.left + (points[:, 0] + 1) / 2 * VIEW.size[0]
    b = VIEW.bottom + (points[:, 1] + 1) / 2 * VIEW.size[1]
    excess = SURFACE.excess(W, b)
    nearest = lines[np.abs(np.log(lines) - np.log(excess)[:, None]).argmin(axis=1)]
    assert excess == pytest.approx(nearest, rel=1e-6)
    assert points[:, 2] == pytest.approx(BOWL.heights(nearest), rel=1e-6)
    assert len(set(nearest.tolist())) >= BANDS - 2


def test_the_bottom_of_the_lesson_is_at_its_optimum() -> None:
    assert BOWL.best(ORIGIN).tolist() == [BOWL.points(np.array([2.0]), np.array([0.0]))[0].tolist()]
    assert BOWL.best(ORIGIN)[0, 2] == pytest.approx(0, abs=1e-9)


def test_across_the_valley_the_loss_rises_as_the_largest_curvature_has_it() -> None:
    half = np.array(VIEW.size) / 2
    direction = np.array([math.cos(BOWL.valley), math.sin(BOWL.valley)]) * half
    hessian = 2 * np.array([[float(np.mean(LESSON.x**2)), float(np.mean(LESSON.x))], [float(np.mean(LESSON.x)), 1.0]])
    steep = direction @ hessian @ direction
    others = [np.array([math.cos(a), math.sin(a)]) * half for a in np.linspace(0, math.pi, 181)]
    assert steep >= max(other @ hessian @ other for other in others) - 1e-9
    assert steep / (direction @ direction) == pytest.approx(curvature(LESSON).largest, rel=1e-3)  # of a square view


# --- the camera ---


def plainly_projected(point: tuple[float, float, float], camera: Camera) -> list[float]:
    """What a camera sees of a point: turned around the vertical axis, tilted, and divided by the distance."""
    x, y, z = point
    z -= HIGHEST / 2
    cos, sin = math.cos(camera.azimuth), math.sin(camera.azimuth)
    right, back = x * cos + y * sin, y * cos - x * sin
    cos, sin = math.cos(camera.elevation), math.sin(camera.elevation)
    up, away = z * cos + back * sin, back * cos - z * sin
    nearer = camera.zoom * DISTANCE / (DISTANCE + away)
    return [right * nearer, up * nearer, away]


@given(
    st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, HIGHEST)),
    st.floats(-math.pi, math.pi),
    st.floats(LOWEST, HIGHEST_ELEVATION),
    st.floats(*ZOOMS),
)
def test_a_projected_point_is_where_a_plain_projection_has_it(
    point: tuple[float, float, float], azimuth: float, elevation: float, zoom: float
) -> None:
    camera = Camera(azimuth, elevation, zoom)
    assert camera.project(np.array(point)).tolist() == pytest.approx(plainly_projected(point, camera), abs=1e-9)


def test_from_straight_above_w_is_to_the_right_and_b_up_as_on_the_map() -> None:
    camera = Camera(0.0, HIGHEST_ELEVATION)
    middle, W, b = camera.project(np.array([(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]))[:, :2].tolist()
    assert W[0] > middle[0]
    assert W[1] == pytest.approx(middle[1])
    assert b[1] > middle[1]
    assert b[0] == pytest.approx(middle[0])


def test_turning_and_zooming_keep_within_bounds_and_a_whole_turn_comes_back() -> None:
    assert CAMERA.turned(0, 9).elevation == HIGHEST_ELEVATION
    assert CAMERA.turned(0, -9).elevation == LOWEST
    assert CAMERA.turned(math.tau, 0).azimuth == pytest.approx(CAMERA.azimuth)
    assert CAMERA.zoomed(100).zoom == ZOOMS[1]
    assert CAMERA.zoomed(0.01).zoom == ZOOMS[0]


def test_at_first_the_larger_w_is_at_the_right_whatever_the_data() -> None:
    for data in DEGENERATE.values():
        surface = loss_surface(data)
        camera = Camera.along_valley(Bowl(surface, view_of(surface, ORIGIN)))
        assert math.cos(camera.azimuth) > -0.5
    assert math.cos(Camera.along_valley(BOWL).azimuth) > 0.9


# --- painter's order ---


def flat(rows: int = 3) -> np.ndarray:
    """A level mesh."""
    side = np.linspace(-1, 1, rows + 1)
    x, y = np.meshgrid(side, side, indexing="ij")
    return np.stack([x, y, np.zeros_like(x)], axis=-1)


@pytest.mark.parametrize(
    ("azimuth", "rows"),
    [
        (0.0, [(2, 5, 8), (1, 4, 7), (0, 3, 6)]),
        (math.pi, [(0, 3, 6), (1, 4, 7), (2, 5, 8)]),
        (math.pi / 2, [(0, 1, 2), (3, 4, 5), (6, 7, 8)]),
        (-math.pi / 2, [(6, 7, 8), (3, 4, 5), (0, 1, 2)]),
    ],
    ids=["from the front", "from behind", "from the right", "from the left"],
)
def test_quads_come_from_the_farthest_row_to_the_nearest(azimuth: float, rows: list[tuple[int, ...]]) -> None:
    order = seen_quads(flat(), Camera(azimuth, math.radians(30))).place.tolist()
    assert [set(order[n : n + 3]) for n in (0, 3, 6)] == [set(row) for row in rows]


def test_of_two_quads_one_behind_the_other_the_nearer_comes_last() -> None:
    """A wall that stands in front of another, as seen from the front: both cover the same pixels."""
    walls = np.array([[(-1, y, z), (1, y, z)] for y, z in ((0.9, 0.0), (0.9, 1.0), (-0.9, 1.0), (-0.9, 0.0))])
    order = seen_quads(walls, Camera(0.0, math.radians(5))).place.tolist()
    assert order.index(0) < order.index(2)


def test_the_inside_is_seen_from_above_and_the_wall_in_front_from_below() -> None:
    bowl = Bowl(SURFACE, View(1.0, 3.0, -1.0, 1.0), compressed=False)
    low = seen_quads(bowl.mesh, Camera(0.0, LOWEST))
    assert seen_quads(bowl.mesh, Camera(0.0, HIGHEST_ELEVATION)).from_above.all()
    assert 0 < np.count_nonzero(~low.from_above) < CELLS**2
    depth = Camera(0.0, LOWEST).project(bowl.mesh)[..., 2]
    middle = ((depth[:-1, :-1] + depth[1:, 1:]) / 2).ravel()[low.place]
    assert middle[~low.from_above].mean() < middle[low.from_above].mean()


def test_light_is_between_none_and_all_and_more_where_the_surface_faces_it() -> None:
    seen = seen_quads(BOWL.mesh, Camera.along_valley(BOWL))
    assert (seen.light >= 0).all()
    assert (seen.light <= 1).all()
    level = seen_quads(flat(1), Camera(0.3, 0.5))
    assert level.light[0] == pytest.approx(0.82 / math.hypot(0.45, 0.35, 0.82))
