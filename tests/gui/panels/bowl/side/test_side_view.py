"""The bowl from the side against the history, torch's next step, and the plain formula of the loss."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gui.panels.bowl.side.side_marble import Marble
from gui.panels.bowl.side.side_step import StepArrows
from gui.panels.bowl.side.side_view import SideView
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import CONTRAST, DARK, LIGHT, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from model.drawing.cut import steepest_cut
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.moment import Moment
from model.run import Run
from tests.gui.conftest import (
    MAIN_VARIANTS,
    OVERFLOWS,
    SKIPPED,
    an_epoch,
    dress,
    frame_of,
    history_from,
    is_korean,
    points,
    trained,
)
from tests.gui.window.test_frames import calls_of

ORIGIN = (0.0, 0.0)
CUT = steepest_cut(LESSON)
LARGEST = CUT.curvature
START = CUT.place(0, 0)
CURVED = np.linalg.eigh(np.array([[28 / 3, 4], [4, 2]]))
"""Eigenvalues and eigenvectors of 2 [[mean x^2, mean x], [mean x, 1]] for x of 1, 2, 3."""

STEEPEST = CURVED[1][:, 1] * np.sign(CURVED[1][0, 1])


@pytest.fixture
def side(show: Callable[[QWidget], QWidget]) -> SideView:
    """The side view of nothing yet."""
    side = SideView()
    side.restyle(LIGHT, TypeScale())
    side.resize(900, 500)
    show(side)
    return side


def at(history: History, time: int | None = None, settings: LoopSettings | None = None, **fields: object) -> Shown:
    """A frame of a run from the origin."""
    return frame_of(history, time, settings, start=ORIGIN, **fields)


def beside(*histories: History, settings: LoopSettings = SKIPPED) -> tuple[Run, ...]:
    """Other runs from the origin with these histories."""
    return tuple(Run(Experiment(settings=settings), history, start=ORIGIN) for history in histories)  # type: ignore[arg-type]


def in_cut(side: SideView, pixel: QPointF) -> tuple[float, float]:
    """The s and the loss at a place of the canvas."""
    view, canvas = side.plot.visible_range(), side.plot.canvas
    width, height = view.size
    return view.left + pixel.x() / canvas.width() * width, view.top - pixel.y() / canvas.height() * height


def place(side: SideView, number: int = 0) -> float:
    """The s of a marble."""
    return in_cut(side, side.marbles[number].dot.pos())[0]


def landing(side: SideView, number: int = 0) -> float:
    """The s where a step will land."""
    return in_cut(side, side.marbles[number].arrows.ring.pos())[0]


def ends(side: SideView, path: str, number: int = 0) -> tuple[float, float]:
    """The s of the beginning and the end of an arrow."""
    begin, end = points(getattr(side.marbles[number].arrows, path).path())[:2]
    return in_cut(side, QPointF(*begin))[0], in_cut(side, QPointF(*end))[0]


@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED, LoopSettings(momentum=0.9)])
def test_the_marble_is_on_the_bowl_where_W_and_b_are_in_every_epoch(side: SideView, settings: LoopSettings) -> None:
    history = trained(60, settings)
    for time in range(-1, 60):
        side.show_frame(at(history, time, settings))
        W, b = (history.epoch(time).W, history.epoch(time).b) if time >= 0 else ORIGIN
        s = float(STEEPEST @ np.array([W - 2, b]))
        assert in_cut(side, side.marbles[0].dot.pos()) == pytest.approx((s, CURVED[0][1] / 2 * s**2), abs=1e-4)


def test_the_wall_is_the_loss_along_the_steepest_direction(side: SideView) -> None:
    side.show_frame(at(trained(5)))
    x, y = LESSON.x.astype(np.float64), LESSON.y.astype(np.float64)
    for corner in points(side.ground.wall.path()):
        s, loss = in_cut(side, QPointF(*corner))
        W, b = np.array([2, 0]) + s * STEEPEST
        assert loss == pytest.approx(float(np.mean((W * x + b - y) ** 2)), abs=1e-6)


def test_a_stem_goes_up_to_the_whole_loss_where_the_shallow_direction_has_a_part_in_it(side: SideView) -> None:
    history = history_from([an_epoch(W=-1.0, b=7.0)])  # far along the valley
    side.show_frame(at(history))
    foot, top, *_ = (in_cut(side, QPointF(*corner)) for corner in points(side.marbles[0].stem.path()))
    assert foot[1] == pytest.approx(CUT.loss(CUT.place(-1, 7)))
    assert top == pytest.approx((foot[0], np.mean([(6 - 2) ** 2, (5 - 4) ** 2, (4 - 6) ** 2])))
    side.show_frame(at(trained(3)))
    assert side.marbles[0].stem.path().isEmpty()


@pytest.mark.parametrize("settings", MAIN_VARIANTS)
def test_the_ring_is_where_the_marble_then_is(side: SideView, settings: LoopSettings) -> None:
    history = trained(12, settings)
    for time in range(-1, 11):
        side.show_frame(at(history, time, settings))
        expected = landing(side)
        side.show_frame(at(history, time + 1, settings))
        assert place(side) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("lr", [0.001, 0.01, 0.09, 0.15, 0.2])
def test_dragging_lr_shows_the_next_step_before_it_is_taken(side: SideView, lr: float) -> None:
    history = trained(1)
    side.show_frame(at(history))
    s = place(side)
    side.show_frame(at(history, settings=LoopSettings(lr=lr)))
    assert place(side) == s
    assert landing(side) == pytest.approx(s * (1 - lr * LARGEST), abs=1e-4)
    assert ends(side, "drop") == pytest.approx((landing(side),) * 2)


def test_at_two_over_the_curvature_it_lands_as_high_on_the_other_side_where_the_ruler_has_its_limit(
    side: SideView,
) -> None:
    side.show_frame(at(History(), settings=LoopSettings(lr=2 / LARGEST)))
    dot, ring = side.marbles[0].dot.pos(), side.marbles[0].arrows.ring.pos()
    assert in_cut(side, ring) == pytest.approx((-START, in_cut(side, dot)[1]), abs=1e-6)
    begin, wall = (in_cut(side, QPointF(*corner)) for corner in points(side.ruler.inside.path())[:2])
    assert (begin[0], wall[0]) == pytest.approx((START, -START))
    assert begin[1] == wall[1] == pytest.approx(CUT.loss(START))
    assert [writing.text() for writing in side.ruler.ticks] == ["lr 0.09", "lr 0.18"]
    assert "200 %" in side.words.text()


@pytest.mark.parametrize("lr", [0.01, 0.3])
def test_without_zero_grad_the_ruler_gives_way_to_the_line_where_the_swing_turns(side: SideView, lr: float) -> None:
    settings = replace(SKIPPED, lr=lr)
    history = trained(400, settings)
    side.show_frame(at(history, 10, settings))
    line = [in_cut(side, QPointF(*corner))[0] for corner in points(side.ruler.inside.path())[:2]]
    farthest = max(abs(CUT.place(epoch.W, epoch.b)) for epoch in history.epochs())
    assert line == pytest.approx([-farthest, farthest], rel=0.02)
    assert not any(writing.isVisible() for writing in (*side.ruler.zones, *side.ruler.ticks))


def test_at_the_bottom_the_skipped_run_has_no_gradient_of_its_own_but_a_long_step(side: SideView) -> None:
    history = trained(60, SKIPPED)
    lowest = min(range(1, 20), key=lambda time: abs(CUT.place(history.epoch(time).W, history.epoch(time).b)))
    side.show_frame(at(trained(60), lowest, others=beside(history)))
    side.show_frame(at(trained(60), lowest, others=beside(history)))
    epoch = history.epoch(lowest)
    assert abs(place(side, 1)) < 0.2
    own = -LARGEST * CUT.place(epoch.W, epoch.b) * 0.01
    begin, end = ends(side, "shaft", 1)
    assert end - begin == pytest.approx(own, abs=1e-4)
    begin, end = ends(side, "step", 1)
    assert end - begin == pytest.approx(own - 0.01 * CUT.shift((epoch.W_grad or 0, epoch.b_grad or 0)), abs=1e-4)
    assert abs(end - begin) > 10 * abs(own)
    assert side.words.text().startswith("1: ")


def test_both_arrows_have_the_colours_of_the_map_and_each_marble_that_of_its_run(side: SideView) -> None:
    for theme in (LIGHT, DARK, CONTRAST):
        side.restyle(theme, TypeScale())
        side.show_frame(at(trained(9), others=beside(trained(9, SKIPPED), trained(9, LoopSettings(lr=0.05)))))
        colours = [marble.dot.brush().color() for marble in side.marbles]
        assert colours == [QColor(name) for name in (theme.line, *theme.others[:2])]
        assert [marble.label.text() for marble in side.marbles if marble.label.isVisible()] == ["1", "2"]
        arrows = side.marbles[1].arrows
        assert arrows.step.pen().color() == QColor(theme.held)
        assert arrows.shaft.pen().color() == arrows.head.pen().color() == QColor(theme.fresh)
        assert arrows.ring.pen().color() == QColor(theme.others[0])


def test_of_balls_in_one_place_every_one_is_seen_and_every_number_has_a_place_of_its_own(side: SideView) -> None:
    side.show_frame(at(History(), others=beside(*(History() for _ in range(6)))))
    sizes = [marble.dot.rect().width() for marble in side.marbles]
    heights = [marble.dot.zValue() for marble in side.marbles]
    assert all(one < other for one, other in pairwise(sizes))
    assert all(one > other for one, other in pairwise(heights))
    assert len({(marble.label.x(), marble.label.y()) for marble in side.marbles[1:]}) == 6


def test_runs_that_have_gone_and_those_in_other_units_are_not_seen(side: SideView) -> None:
    other = trained(9, SKIPPED)
    side.show_frame(at(trained(9), others=beside(other, other)))
    side.show_frame(at(trained(9), others=beside(other)))
    assert [marble.dot.isVisible() for marble in side.marbles] == [True, True, False]
    side.show_frame(at(trained(9), others=beside(other, settings=replace(SKIPPED, standardise=True))))
    assert [marble.dot.isVisible() for marble in side.marbles] == [True, False, False]
    assert not side.marbles[1].label.isVisible()
    assert not side.marbles[1].arrows.step.isVisible()


def test_a_run_beside_that_goes_too_far_says_so_and_leaves_the_bowl_as_it_was(side: SideView) -> None:
    wild = trained(12, LoopSettings(lr=0.3))
    side.show_frame(at(trained(12), -1, others=beside(wild)))
    view = side.plot.visible_range()
    side.show_frame(at(trained(12), 9, others=beside(wild)))
    assert side.plot.visible_range() == view
    assert not side.marbles[1].dot.isVisible()
    assert side.marbles[1].away.isVisible()
    assert side.marbles[1].away.text() == "1 has left the bowl"


def test_a_run_that_leaves_the_numbers_is_followed_as_far_as_there_are_any_and_then_says_so(side: SideView) -> None:
    history = History()
    for epoch in trained(4, OVERFLOWS).epochs():
        history.append(epoch)
        side.show_frame(at(history, settings=OVERFLOWS))
        assert side.marbles[0].dot.isVisible()
        assert side.plot.visible_range().contains(in_cut(side, side.marbles[0].dot.pos()))
    history.append(an_epoch(4, W=math.inf, b=math.nan, loss=math.inf))
    side.show_frame(at(history, settings=OVERFLOWS, state=State.DIVERGED))
    assert not side.marbles[0].dot.isVisible()
    assert side.marbles[0].away.isVisible()
    assert not side.marbles[0].arrows.step.isVisible()
    assert side.plot.accessibleDescription() == "It has left the bowl"


def test_a_run_that_diverges_step_by_step_is_seen_where_its_glide_ends(side: SideView) -> None:
    settings = LoopSettings(lr=0.4)
    history = trained(4, settings)
    for epochs in range(5):
        side.show_frame(at(history.upto(epochs), settings=settings, speed=10.0))
        while side.glide.is_moving:
            side.glide.advance(0.025)
            assert side.marbles[0].dot.isVisible()
        assert side.marbles[0].dot.isVisible()


def test_the_axes_move_in_jumps_and_hold_whatever_swings(side: SideView) -> None:
    settings = replace(SKIPPED, lr=0.35)
    history, views = trained(80, settings), []
    for time in range(80):
        side.show_frame(at(history, time, settings))
        views.append(side.plot.visible_range())
        assert side.marbles[0].dot.isVisible()
    assert len(set(views)) < 5


def test_another_run_has_a_bowl_of_its_own_size_at_once(side: SideView) -> None:
    wide = trained(3, replace(SKIPPED, lr=0.5))
    side.show_frame(at(History()))
    view = side.plot.visible_range()
    side.show_frame(at(wide))
    assert side.plot.visible_range().size[0] > 1.5 * view.size[0]
    side.show_frame(at(History()))
    assert side.plot.visible_range() == view


@pytest.mark.parametrize("data", [Dataset.of([2, 2, 2], [1, 4, 3]), Dataset.of([5], [1]), Dataset.of([0], [0])])
def test_where_the_bowl_is_a_valley_the_marble_lands_where_torch_will_take_it(side: SideView, data: Dataset) -> None:
    settings = LoopSettings(data=data)
    history = trained(3, settings)
    side.show_frame(at(history, 1, settings))
    expected = landing(side)
    side.show_frame(at(history, 2, settings))
    assert place(side) == pytest.approx(expected, abs=1e-3)


def test_of_rows_that_are_drawn_no_step_is_shown_before_it_is_taken(side: SideView) -> None:
    settings = LoopSettings(batch_size=1)
    side.show_frame(at(trained(9, settings), settings=settings))
    assert not side.marbles[0].arrows.step.isVisible()
    assert "rows that are drawn" in side.words.text()


def test_on_its_way_it_carries_the_step_that_is_on_record_of_drawn_rows_too(side: SideView) -> None:
    settings = LoopSettings(batch_size=1)
    history = trained(9, settings)
    for epochs in (6, 7):
        side.show_frame(at(history.upto(epochs), settings=settings, speed=10.0, state=State.RUNNING))
    assert ends(side, "step") == pytest.approx([CUT.place(history.epoch(n).W, history.epoch(n).b) for n in (5, 6)])


def test_a_run_beside_that_has_ended_rests_without_a_step(side: SideView) -> None:
    ended = trained(4, SKIPPED)
    side.show_frame(at(trained(9), others=beside(ended)))
    last = ended.epoch(3)
    assert place(side, 1) == pytest.approx(CUT.place(last.W, last.b))
    assert not side.marbles[1].arrows.step.isVisible()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (LoopSettings(), "A step goes 11.1 % of the way to the bottom; the limit is 200 %, at lr 0.1803"),
        (
            LoopSettings(backward_twice=True),
            "A step goes 22.2 % of the way to the bottom; the limit is 200 %, at lr 0.09015",
        ),
        (SKIPPED, "Nothing slows it: as long as lr is below 0.3606, it turns at the same height for ever"),
        (
            LoopSettings(momentum=1.0),
            "Nothing slows it: as long as lr is below 0.3606, it turns at the same height for ever",
        ),
        (replace(SKIPPED, lr=0.4), "Each swing goes higher: it leaves the bowl; lr must be below 0.3606"),
        (replace(SKIPPED, momentum=0.5), "Each swing goes higher"),
        (LoopSettings(momentum=0.9), "It comes to rest at the bottom, as long as lr is below 0.3426"),
        (LoopSettings(momentum=0.9, lr=0.4), "It leaves the bowl; lr must be below 0.3426"),
        (LoopSettings(every=50), "It comes to rest at the bottom"),
        (LoopSettings(step=False), "No step moves it"),
        (LoopSettings(batch_size=1), "Where the next step leads depends on the rows that are drawn"),
    ],
)
def test_in_words_it_tells_what_is_known_of_the_loop_and_no_more(
    side: SideView, settings: LoopSettings, words: str
) -> None:
    side.show_frame(at(History(), settings=settings))
    assert side.words.text() == words


def test_beside_the_run_it_tells_of_one_whose_swings_go_higher_too(side: SideView) -> None:
    wild = replace(SKIPPED, lr=0.4)
    side.show_frame(at(History(), settings=LoopSettings(lr=0.4), others=beside(History(), settings=wild)))
    assert side.words.text() == "1: Each swing goes higher: it leaves the bowl; lr must be below 0.3606"


def test_the_ruler_is_only_there_where_one_step_is_all_that_counts(side: SideView) -> None:
    ruled = []
    for settings in (*MAIN_VARIANTS, LoopSettings(batch_size=1), LoopSettings(batch_size=3)):
        side.show_frame(at(History(), settings=settings))
        if side.ruler.zones[0].isVisible():
            ruled.append(settings)
    never = [LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), LoopSettings(step=False), LoopSettings(batch_size=1)]
    assert not [settings for settings in ruled if settings.momentum or settings.skips or settings.every > 1]
    assert not [settings for settings in never if settings in ruled]
    assert len(ruled) == 7


@pytest.mark.parametrize("lr", [0.02, 0.06, 0.08, 0.11, 0.15, 0.17, 0.2])
def test_the_names_of_the_zones_keep_clear_of_where_the_step_comes_down(side: SideView, lr: float) -> None:
    side.show_frame(at(History(), settings=LoopSettings(lr=lr)))
    down = side.marbles[0].arrows.ring.x()
    for writing in side.ruler.zones:
        assert not writing.isVisible() or not writing.x() < down < writing.x() + writing.room.real


def test_of_a_plain_run_beside_the_one_arrow_is_enough(side: SideView) -> None:
    side.show_frame(at(trained(5), others=beside(trained(5), settings=LoopSettings())))
    assert [marble.arrows.step.isVisible() for marble in side.marbles] == [True, True]
    assert [marble.arrows.shaft.isVisible() for marble in side.marbles] == [True, False]


def test_limits_can_be_kept_from_a_class_that_is_to_guess(side: SideView) -> None:
    side.show_frame(at(History()))
    for on in (False, True):
        side.set_limits_shown(on)
        assert bool(side.words.text()) is on
        assert side.ruler.inside.path().isEmpty() is not on
        assert side.ruler.zones[0].isVisible() is on
        assert side.marbles[0].arrows.ring.isVisible()


def test_between_two_epochs_the_marble_rolls_along_its_step_and_is_then_where_the_record_says(side: SideView) -> None:
    history = trained(9, SKIPPED)
    before, now = history.epoch(5), history.epoch(6)
    for epochs in (6, 7):
        side.show_frame(at(history.upto(epochs), settings=SKIPPED, speed=10.0, state=State.RUNNING))
    begin, end = CUT.place(before.W, before.b), CUT.place(now.W, now.b)
    assert place(side) == pytest.approx(begin, abs=1e-6)
    for part in (0.25, 0.5, 0.75):
        side.glide.advance(0.025)
        assert place(side) == pytest.approx(begin + part * (end - begin), abs=1e-6)
        assert in_cut(side, side.marbles[0].dot.pos())[1] == pytest.approx(CUT.loss(place(side)))
        assert ends(side, "step") == pytest.approx((begin, end), abs=1e-6)
    side.glide.advance(0.026)
    assert place(side) == pytest.approx(end, abs=1e-6)
    assert ends(side, "step")[0] == pytest.approx(end, abs=1e-6)


def test_line_by_line_the_marble_is_where_the_lines_have_led(side: SideView) -> None:
    history = trained(3)
    side.show_frame(at(history, moment=Moment(3, LoopSettings(), 1.5, 0.25, mid_epoch=True)))
    assert place(side) == pytest.approx(CUT.place(1.5, 0.25))
    assert ends(side, "step")[0] == pytest.approx(CUT.place(history.epoch(2).W, history.epoch(2).b))


def test_hidden_it_draws_nothing_and_nothing_moves(side: SideView, monkeypatch: pytest.MonkeyPatch) -> None:
    history = trained(9)
    for epochs in (6, 7):
        side.show_frame(at(history.upto(epochs), speed=10.0, state=State.RUNNING))
    assert side.glide.is_moving
    side.hide()
    assert not side.glide.is_moving
    drawn = []
    for part in (Marble, StepArrows):
        monkeypatch.setattr(part, "show", lambda *_: drawn.append(1))
    side.show_frame(at(history.upto(8), speed=10.0, state=State.RUNNING))
    side.restyle(DARK, TypeScale())
    assert drawn == []
    assert not side.glide.is_moving
    monkeypatch.undo()
    side.show()
    last = history.epoch(7)
    assert place(side) == pytest.approx(CUT.place(last.W, last.b), abs=1e-6)


def test_at_full_speed_it_is_drawn_in_every_second_frame(side: SideView) -> None:
    history = trained(9)
    side.show_frame(at(history, 3, state=State.RUNNING, number=1))
    seen = place(side)
    side.show_frame(at(history, 5, state=State.RUNNING, number=2))
    assert place(side) == seen
    side.show_frame(at(history, 6, state=State.RUNNING, number=3))
    assert place(side) != seen


def test_a_frame_calls_no_more_after_many_epochs_than_after_a_hundred(side: SideView) -> None:
    short = trained(100, SKIPPED)
    long = history_from(short.epoch(n % 100)._replace(number=n) for n in range(20_000))
    calls = []
    for history in (short, long):
        side.show_frame(at(history, 98, SKIPPED))
        newest = at(history, settings=SKIPPED)
        calls.append(calls_of(partial(side.show_frame, newest)))
    assert 100 < calls[1] <= 1.1 * calls[0]


def test_a_screen_reader_is_told_where_the_marble_is_and_steps_next(side: SideView) -> None:
    side.show_frame(at(History()))
    told = side.plot.accessibleDescription()
    assert told.startswith(
        "the marble is at −1.831, its loss is 18.67; the next step leads to −1.628; A step goes 11.1 %"
    )
    assert side.plot.accessibleName() == "The bowl from the side"


def test_every_word_is_korean_where_korean_is_spoken(side: SideView, speak: Callable[[Language], None]) -> None:
    speak(Language.KOREAN)
    side.show_frame(at(trained(5), others=beside(trained(5, LoopSettings(lr=0.01)))))
    for text in (
        *(writing.text() for writing in side.ruler.zones),
        *(marble.away.text() for marble in side.marbles),
        *(side.plot.toolTip(), side.accessibleName(), side.plot.accessibleName(), side.plot.accessibleDescription()),
        side._legend.text(),
    ):
        assert is_korean(text)
    for settings in MAIN_VARIANTS:
        side.show_frame(at(History(), settings=settings))
        assert not side.words.text() or is_korean(side.words.text())


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("size", [(900, 500), (330, 150), (1200, 900)])
@pytest.mark.parametrize("base", [13, 33])
def test_no_words_are_cut_whatever_the_size(side: SideView, theme: Theme, size: tuple[int, int], base: int) -> None:
    dress(side, theme, TypeScale(base))
    side.restyle(theme, TypeScale(base))
    side.resize(*size)
    for settings in (LoopSettings(), replace(LoopSettings(), lr=0.15), SKIPPED):
        side.show_frame(at(History(), settings=settings))
        canvas = side.plot.canvas
        for writing in (*side.ruler.zones, *side.ruler.ticks):
            if writing.isVisible():
                assert 0 <= writing.x() <= canvas.width() - writing.room.real
                assert 0 <= writing.y() <= canvas.height() - writing.room.imag
        assert side.words.visible_text() in side._sentences or not side.words.isVisible()
        assert side._legend.sizeHint().width() <= side._legend.width() or size[0] < 20 * base
