"""The curve: chunks of a path that together are the column, whatever its length."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.plots.curve import CHUNK, DOT, DOT_WIDTH, JOINED, Curve
from gui.plots.plot import Plot
from model.drawing.envelope import BUCKETS, TURNS, Envelope
from tests.gui.conftest import points

Column = NDArray[np.float32]
MakeCurve = Callable[[], Curve]


@pytest.fixture
def make_curve(show: Callable[[QWidget], QWidget]) -> MakeCurve:
    plot = Plot(zoomable=True)
    show(plot)
    return lambda: Curve(plot.canvas, 2.0)


def column(length: int) -> Column:
    """A column that goes up and down, no two values alike, and not so often that a line would fill the chart."""
    rng, most = np.random.default_rng(7), TURNS - 1
    turns = np.arange(most) * max(1.0, length / most)
    return np.interp(np.arange(length), turns, rng.normal(size=most)).astype(np.float32)


def parts(curve: Curve) -> list[list[tuple[float, float]]]:
    """The corners of each chunk that is drawn; a dot, which is a chunk of one epoch, is one of them."""
    return [without_dot(corners) for chunk in curve._chunks if (corners := points(chunk.path()))]


def bands(curve: Curve) -> list[list[tuple[float, float]]]:
    """The corners of each chunk of the band."""
    return [points(band.path()) for band in curve._bands]


def without_dot(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A stroke as long as a dot is wide stands for its one epoch."""
    return corners[:1] if corners[1:] == [(corners[0][0] + DOT, corners[0][1])] else corners


def all_points(curve: Curve) -> list[tuple[float, float]]:
    """The corners of the whole curve, each joint of two chunks once."""
    found = parts(curve)
    return [
        point for chunk, following in zip(found, [*found[1:], []], strict=True) for point in chunk_of(chunk, following)
    ]


def chunk_of(chunk: list[tuple[float, float]], following: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return chunk[:-1] if following[:1] == chunk[-1:] else chunk


def expected(values: Column, first: int = 0) -> list[tuple[float, float]]:
    return [(first + i, float(value)) for i, value in enumerate(values)]


LENGTHS = [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, CHUNK + 2, 2 * CHUNK + 1, BUCKETS - 1, BUCKETS]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_epoch_is_a_corner(make_curve: MakeCurve, length: int) -> None:
    curve = make_curve()
    curve.show_column(column(length))
    assert all_points(curve) == expected(column(length))


@pytest.mark.parametrize("length", LENGTHS)
def test_each_chunk_begins_where_the_last_one_ended(make_curve: MakeCurve, length: int) -> None:
    curve = make_curve()
    curve.show_column(column(length))
    found = parts(curve)
    assert [chunk[0] for chunk in found[1:]] == [chunk[-1] for chunk in found[:-1]]


@pytest.mark.parametrize("step", [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 777])
def test_a_curve_that_grows_is_the_curve_drawn_at_once(make_curve: MakeCurve, step: int) -> None:
    values = column(min(40 * step, 3 * BUCKETS))
    grown, at_once = make_curve(), make_curve()
    for end in range(step, len(values) + 1, step):
        grown.show_column(values[:end])
    at_once.show_column(values[:end])
    assert parts(grown) == parts(at_once)
    assert bands(grown) == bands(at_once)


@pytest.mark.parametrize("length", [BUCKETS + 1, 2 * BUCKETS, 10 * BUCKETS + 3])
def test_the_band_of_a_long_column_has_the_corners_of_its_envelope(make_curve: MakeCurve, length: int) -> None:
    curve, envelope = make_curve(), Envelope()
    curve.show_column(column(length))
    envelope.extend(column(length))
    epochs, low, high = (values.tolist() for values in envelope.stretches())
    drawn = {point for chunk in bands(curve) for point in chunk}
    assert drawn == set(zip(epochs, low, strict=True)) | set(zip(epochs, high, strict=True))


def test_the_band_is_closed_and_filled(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(4 * BUCKETS))
    assert all(chunk[0] == chunk[-1] for chunk in bands(curve))
    assert all(band.brush().style() is Qt.BrushStyle.SolidPattern for band in curve._bands)


def test_in_the_band_runs_the_mean_as_a_line(make_curve: MakeCurve) -> None:
    values = column(4 * BUCKETS)
    curve = make_curve()
    curve.show_column(values)
    means = values.astype(np.float64).reshape(-1, 4).mean(axis=1)
    assert [y for _, y in all_points(curve)] == pytest.approx(means.tolist(), abs=1e-6)
    assert all(chunk.brush().style() is Qt.BrushStyle.NoBrush for chunk in curve._chunks)


@pytest.mark.parametrize("length", [2052, 2059, 5003])  # the newest stretch has 4, 3 and 11 of its epochs
def test_the_mean_of_a_swing_has_no_spikes_at_its_ends(make_curve: MakeCurve, length: int) -> None:
    curve = make_curve()
    swing = np.tile(np.array([20, 15, 5, 0, 5, 15], np.float32), length)[:length]
    for rows in (length // 2, length):  # it grows
        curve.show_column(swing[:rows])
    means = [y for _, y in all_points(curve)]
    assert max(abs(mean - 10) for mean in means) < 10 * 6 / curve.averaged


def swing(length: int, period: float = 2.0) -> Column:
    """One that goes up and down for ever, with so many epochs in each swing."""
    values: Column = np.cos(np.arange(length) * 2 * np.pi / period).astype(np.float32)
    return values


@pytest.mark.parametrize(("length", "period"), [(200, 2.0), (420, 2.0), (512, 6.0), (4000, 12.3)])
def test_a_swing_that_would_fill_the_chart_is_a_band_with_its_mean(
    make_curve: MakeCurve, length: int, period: float
) -> None:
    curve = make_curve()
    curve.show_column(swing(length, period))
    outline = [corner for band in bands(curve) for corner in band]
    assert (min(x for x, _ in outline), max(x for x, _ in outline)) == (0, length - 1)
    assert {round(abs(y), 1) for _, y in outline} == {1.0}
    means = all_points(curve)
    assert max(abs(y) for _, y in means) < 0.2
    assert JOINED / 2 <= len(means) <= JOINED
    assert curve.averaged >= 2


def test_a_swing_that_can_be_seen_is_drawn_epoch_by_epoch(make_curve: MakeCurve) -> None:
    curve = make_curve()
    values = swing(TURNS)
    curve.show_column(values)
    assert (all_points(curve), bands(curve)) == (expected(values), [])


def test_where_a_fall_ends_what_trembles_unseen_is_no_swing(make_curve: MakeCurve) -> None:
    curve = make_curve()
    values = (np.exp(-np.arange(400.0) / 3) + 1e-6 * swing(400)).astype(np.float32)
    curve.show_column(values)
    assert (all_points(curve), bands(curve)) == (expected(values), [])


def test_what_grows_without_bounds_is_a_band_as_far_as_it_is_seen(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.set_clip((-1e3, 1e3))
    curve.show_column((1.25 ** np.arange(390.0) * swing(390)).astype(np.float32))
    assert bands(curve) != []
    assert max(abs(y) for band in bands(curve) for _, y in band) == 1e3


@pytest.mark.parametrize("end", [0.0, 1.2, 80.0])
def test_a_swing_that_grows_longer_is_the_one_drawn_at_once(make_curve: MakeCurve, end: float) -> None:
    values, whole = swing(1500, 12.3), make_curve()
    values[800:] *= np.exp(np.arange(700) / 700 * end)  # in which it is lost, where that is much
    whole.show_column(values)
    growing = make_curve()
    for length in range(1, len(values) + 1):
        growing.show_column(values[:length])
    assert (parts(growing), bands(growing)) == (parts(whole), bands(whole))


def test_a_fall_begins_where_the_run_began(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(np.geomspace(20, 1e-3, 5000).astype(np.float32))
    assert all_points(curve)[0] == (0, 20)


def test_the_band_is_light_and_behind_its_line(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.set_pen("#123456", 2.0)
    curve.show_column(column(4 * BUCKETS))
    for band, line in zip(curve._bands, curve._chunks, strict=True):
        assert band.brush().color().name() == "#123456"
        assert band.brush().color().alphaF() < 0.5
        assert band.zValue() < line.zValue()


def test_a_short_column_has_no_band(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(4 * BUCKETS))
    curve.show_column(column(BUCKETS))
    assert curve._bands == []


def test_a_line_is_not_filled(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(4 * BUCKETS))
    curve.show_column(column(10))
    assert curve._chunks[0].brush().style() is Qt.BrushStyle.NoBrush


def test_the_spike_of_a_single_epoch_is_drawn_in_a_long_column(make_curve: MakeCurve) -> None:
    values = np.zeros(100_000, np.float32)
    values[54_321] = 7.0
    curve = make_curve()
    curve.show_column(values)
    assert max(y for band in bands(curve) for _, y in band) == 7.0


def test_a_shorter_column_starts_anew(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(500))
    curve.show_column(-column(40))
    assert all_points(curve) == expected(-column(40))


def test_an_empty_column_draws_nothing(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(500))
    curve.show_column(column(0))
    assert (parts(curve), curve.limits) == ([], None)


def test_a_part_of_the_column_is_drawn_alone(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(5000))
    curve.show_column(column(5000), 1000, 1100)
    assert all_points(curve) == expected(column(5000)[1000:1100], first=1000)


def test_a_part_that_moves_is_drawn_anew(make_curve: MakeCurve) -> None:
    curve = make_curve()
    for first in (1000, 1003, 990):
        curve.show_column(column(5000), first, first + 100)
    assert all_points(curve) == expected(column(5000)[990:1090], first=990)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_not_finite_leaves_a_gap(make_curve: MakeCurve, wrong: float) -> None:
    values = column(10)
    values[4] = wrong
    curve = make_curve()
    curve.show_column(values)
    path = curve._chunks[0].path()
    begins = [path.elementAt(i).x for i in range(path.elementCount()) if path.elementAt(i).isMoveTo()]
    assert begins == [0.0, 5.0]
    assert 4.0 not in [x for x, _ in points(path)]


@pytest.mark.parametrize("length", [5, 2 * BUCKETS])
def test_nothing_finite_draws_nothing(make_curve: MakeCurve, length: int) -> None:
    curve = make_curve()
    curve.show_column(np.full(length, np.nan, np.float32))
    assert (parts(curve), curve.limits, curve.smallest_positive) == ([], None, None)


def test_a_single_epoch_can_be_seen(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(1))
    assert parts(curve)


def test_a_single_epoch_is_a_dot_until_another_joins_it(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(1))
    assert [chunk.pen().widthF() for chunk in curve._chunks] == [DOT_WIDTH]
    curve.show_column(column(2))
    assert [chunk.pen().widthF() for chunk in curve._chunks] == [2.0]


def test_logarithmic_draws_powers_of_ten(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.set_logarithmic(True)
    curve.show_column(np.array([1e-3, 1.0, 1e5], np.float32))
    assert [y for _, y in all_points(curve)] == pytest.approx([-3, 0, 5])


def test_logarithmic_leaves_a_gap_where_a_value_is_not_positive(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.set_logarithmic(True)
    curve.show_column(np.array([1.0, 10.0, 0.0, 10.0, 1.0, -1.0, 1.0, 1.0], np.float32))
    path = curve._chunks[0].path()
    begins = [path.elementAt(i).x for i in range(path.elementCount()) if path.elementAt(i).isMoveTo()]
    assert begins == [0.0, 3.0, 6.0]


def test_turning_logarithmic_off_again_draws_the_values(make_curve: MakeCurve) -> None:
    curve = make_curve()
    for on in (True, False):
        curve.set_logarithmic(on)
        curve.show_column(column(100))
    assert all_points(curve) == expected(column(100))


def test_limits_are_those_of_the_values_drawn(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(np.array([3.0, -2.0, np.inf, 0.5, np.nan], np.float32))
    assert curve.limits == (-2.0, 3.0)
    assert curve.smallest_positive == 0.5


def test_a_new_pen_is_worn_by_chunks_old_and_new(make_curve: MakeCurve) -> None:
    curve = make_curve()
    curve.show_column(column(3 * CHUNK))
    curve.set_pen("#123456", 3.5)
    curve.show_column(column(6 * CHUNK))
    pens = [chunk.pen() for chunk in curve._chunks]
    assert len(pens) == 6
    assert {(pen.color().name(), pen.widthF(), pen.isCosmetic()) for pen in pens} == {("#123456", 3.5, True)}
