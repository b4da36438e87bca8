"""The landscape as it is shown: path, arrows and marks against the run, clicks against what they ask for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.landscape.landscape_arrows import AT_BALL, LONGEST
from gui.panels.landscape.landscape_map import palette
from gui.panels.landscape.landscape_plot import LandscapePlot
from gui.plots.other_run import OtherRun
from gui.plots.run_path import CHUNK, HEAD, LIVE, PAUSED, STRONG
from gui.session.background import unfinished
from gui.theme.theme import DARK, LIGHT, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from model.drawing.landscape import BANDS, LINE_SHADES, best_near
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.theory.curvature import curvature
from model.theory.surface import loss_surface
from model.training.trainer import Trainer
from tests.gui.conftest import OVERFLOWS, SKIPPED, an_epoch, history_from, is_korean, points, trained, turn_wheel
from tests.model.drawing.test_landscape import DEGENERATE

ORIGIN = (0.0, 0.0)
SURFACE = loss_surface(LESSON)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(show: Callable[[QWidget], QWidget], qtbot: QtBot) -> LandscapePlot:
    """The landscape of the lesson, with its map."""
    card = LandscapePlot()
    card.restyle(LIGHT, TypeScale())
    card.resize(600, 400)
    show(card)
    card.show_problem(SURFACE)
    card.show_run(History(), -1, ORIGIN)
    qtbot.waitUntil(lambda: card.picture.is_new)
    return card


def place(card: LandscapePlot, W: float, b: float) -> QPoint:
    """Where W and b are, in the plot's own pixels."""
    at = card._present_frame().pixel((W, b))
    return QPoint(round(at.real), round(at.imag)) + card.plot.inside().topLeft()


def seen(card: LandscapePlot, pixel: tuple[float, float]) -> tuple[float, float]:
    """The W and b at a corner of what is drawn."""
    (width, height), view = card._frame.view.size, card._frame.view
    return view.left + pixel[0] / card._frame.width * width, view.top - pixel[1] / card._frame.height * height


def arrow(card: LandscapePlot, path: list[tuple[float, float]]) -> tuple[float, float]:
    """An arrow to the tip of its head, as a change of W and b; from the rim of the ball on to its middle."""
    ball, (begin, tip) = (card.arrows.dot.pos().x(), card.arrows.dot.pos().y()), path
    rim, length = card.arrows.dot.rect().width() / 2, math.dist(begin, tip)
    middle = [at + rim * (at - first) / length for first, at in zip(begin, tip, strict=True)]
    if math.dist(middle, ball) < AT_BALL:
        tip = ball
    first, last = (seen(card, pixel) for pixel in (begin, tip))
    return last[0] - first[0], last[1] - first[1]


def step_arrow(card: LandscapePlot) -> tuple[float, float]:
    corners = points(card.arrows.step.path())
    return arrow(card, [corners[0], corners[3]])


def own_arrow(card: LandscapePlot) -> tuple[float, float]:
    return arrow(card, [points(card.arrows.shaft.path())[0], points(card.arrows.head.path())[1]])


def gradients(W: float, b: float, data: Dataset = LESSON) -> tuple[float, float]:
    """What torch says the gradients of the loss of all rows are there, in float64."""
    x, y = (torch.from_numpy(column.astype(np.float64)) for column in (data.x, data.y))
    at = [torch.tensor([value], dtype=torch.float64, requires_grad=True) for value in (W, b)]
    torch.mean((x * at[0] + at[1] - y) ** 2).backward()
    first, second = (tensor.grad for tensor in at)
    assert first is not None
    assert second is not None
    return first.item(), second.item()


def run_of(experiment: Experiment, epochs: int) -> Iterator[Epoch]:
    trainer = Trainer(experiment)
    return (trainer.run_epoch() for _ in range(epochs))


def swinging(rows: int) -> History:
    """A run that goes from one side of the view to the other in each epoch."""
    return history_from(an_epoch(n, W=2.0 * (n % 2), b=0.5 * math.sin(n)) for n in range(rows))


# --- clicks ---


def test_a_click_asks_to_start_from_there_in_numbers_that_can_be_read(card: LandscapePlot, qtbot: QtBot) -> None:
    across, up = card._frame.view.size
    with qtbot.waitSignal(card.start_wanted) as asked:
        QTest.mouseClick(card.plot, LEFT, pos=place(card, 1.5, -0.4))
    W, b = asked.args
    assert pytest.approx(1.5, abs=2 * across / card._frame.width) == W
    assert b == pytest.approx(-0.4, abs=2 * up / card._frame.height)
    assert len(f"{W:g}") <= 5
    assert len(f"{b:g}") <= 5


def test_a_drag_moves_the_view_and_asks_for_no_start(card: LandscapePlot, qtbot: QtBot) -> None:
    before = card.plot.visible_range()
    with qtbot.assertNotEmitted(card.start_wanted):
        begin = place(card, 1.0, 0.0)
        QTest.mousePress(card.plot, LEFT, pos=begin)
        for pixels in (5, 20, 60):
            QTest.mouseMove(card.plot, begin + QPoint(pixels, 0))
        QTest.mouseRelease(card.plot, LEFT, pos=begin + QPoint(60, 0))
    assert card.plot.visible_range() != before
    assert card.back.isVisible()


def test_a_drag_that_comes_back_is_no_click(card: LandscapePlot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.start_wanted):
        begin = place(card, 1.0, 0.0)
        QTest.mousePress(card.plot, LEFT, pos=begin)
        for pixels in (30, 60, 0):
            QTest.mouseMove(card.plot, begin + QPoint(pixels, 0))
        QTest.mouseRelease(card.plot, LEFT, pos=begin)


def test_a_double_click_asks_once_and_leaves_the_view(card: LandscapePlot) -> None:
    asked: list[tuple[float, float]] = []
    card.start_wanted.connect(lambda W, b: asked.append((W, b)))
    turn_wheel(card.plot, 2)
    before = card.plot.visible_range()
    where = card.plot.inside().center()
    QTest.mouseClick(card.plot, LEFT, pos=where)
    QTest.mouseDClick(card.plot, LEFT, pos=where)
    assert len(asked) == 1
    assert card.plot.visible_range() == before


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_and_the_axes_ask_for_nothing(card: LandscapePlot, qtbot: QtBot, button: Qt.MouseButton) -> None:
    with qtbot.assertNotEmitted(card.start_wanted):
        QTest.mouseClick(card.plot, button, pos=place(card, 1.0, 0.0))
        QTest.mouseClick(card.plot, LEFT, pos=QPoint(5, 5))


def test_the_button_brings_the_run_back_into_view(card: LandscapePlot) -> None:
    assert not card.back.isVisible()
    before = card.plot.visible_range()
    turn_wheel(card.plot)
    assert card.back.isVisible()
    card.back.click()
    assert card.plot.visible_range() == before
    assert not card.back.isVisible()


# --- arrows ---


@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED], ids=["called", "skipped"])
@pytest.mark.parametrize("time", [0, 1, 6])
def test_the_arrows_are_the_downhill_of_torch_and_the_step_that_was_taken(
    card: LandscapePlot, settings: LoopSettings, time: int
) -> None:
    history = trained(time + 1, settings)
    card.show_run(history, time, ORIGIN)
    before = (history.epoch(time - 1).W, history.epoch(time - 1).b) if time else ORIGIN
    now = history.epoch(time)
    W_grad, b_grad = gradients(*before)
    assert own_arrow(card) == pytest.approx((-0.01 * W_grad, -0.01 * b_grad), rel=1e-3, abs=1e-5)
    assert step_arrow(card) == pytest.approx((now.W - before[0], now.b - before[1]), rel=1e-3, abs=1e-5)


def test_a_run_that_has_left_the_finite_numbers_has_its_path_up_to_there(card: LandscapePlot) -> None:
    history = history_from([an_epoch(W=2.0, b=1.0), an_epoch(1, W=math.inf, b=-math.inf)])
    card.show_run(history, 0, ORIGIN)
    before = card.path.corners()
    card.show_run(history, 1, ORIGIN)
    assert before
    assert card.path.corners() == before


@limits(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.floats(-5, 5, width=32), st.floats(-5, 5, width=32)), min_size=2, max_size=8),
    share=st.floats(0.05, 0.9),
    kind=st.sampled_from([{}, {"momentum": 0.5}, {"zero_grad": ZeroGrad.NEVER}, {"batch_size": 1}]),
    time=st.integers(0, 5),
)
@example(rows=[(0, 1), (1, 0), (1.5, 0), (-1.5, 0)], share=0.05078125, kind={"zero_grad": ZeroGrad.NEVER}, time=1)
@example(rows=[(0, 0), (0.0625, 1)], share=0.5, kind={"momentum": 0.5}, time=4)
def test_of_any_data_downhill_is_the_gradient_of_torch_where_the_epoch_began(
    card: LandscapePlot, rows: list[tuple[float, float]], share: float, kind: dict[str, Any], time: int
) -> None:
    data = Dataset.of(*zip(*rows, strict=True))
    lr = share * curvature(data).lr_stable / 2
    history = history_from(run_of(Experiment(settings=LoopSettings(lr, data=data, **kind)), time + 1))
    card.show_problem(loss_surface(data))
    card.show_run(history, time, ORIGIN)
    before = (history.epoch(time - 1).W, history.epoch(time - 1).b) if time else ORIGIN
    downhill = np.array(gradients(*before, data)) * -lr
    shaft = points(card.arrows.shaft.path())
    long = len(shaft) > 1 and math.dist(shaft[0], points(card.arrows.head.path())[1])
    assume(0 < long < 0.99 * LONGEST)  # else it is cut
    ball, tip = card.arrows.dot, card._frame.pixel((before[0] + downhill[0], before[1] + downhill[1]))
    short = math.dist((ball.pos().x(), ball.pos().y()), (tip.real, tip.imag))
    assume(short < AT_BALL or abs(short - ball.rect().width() / 2) > 2 * AT_BALL)  # else it ends at the rim by chance
    a_pixel = np.divide(card._frame.view.size, (card._frame.width, card._frame.height))
    assert own_arrow(card) / a_pixel == pytest.approx(downhill / a_pixel, rel=1e-3, abs=0.5)


def test_the_arrows_part_only_where_zero_grad_is_skipped(card: LandscapePlot) -> None:
    card.show_run(trained(5), 4, ORIGIN)
    assert step_arrow(card) == pytest.approx(own_arrow(card), rel=1e-3)
    card.show_run(trained(10, SKIPPED), 9, ORIGIN)
    assert math.dist(step_arrow(card), own_arrow(card)) > 0.05


def test_an_arrow_ends_at_the_rim_of_the_ball(card: LandscapePlot) -> None:
    card.show_run(trained(3), 2, ORIGIN)
    ball = card.arrows.dot
    for tip in (points(card.arrows.step.path())[3], points(card.arrows.head.path())[1]):
        assert math.dist(tip, (ball.pos().x(), ball.pos().y())) == pytest.approx(ball.rect().width() / 2)


def test_a_step_too_short_for_an_arrow_is_a_dot(card: LandscapePlot) -> None:
    card.show_run(trained(200), 199, ORIGIN)
    assert card.arrows.step.path().isEmpty()
    assert card.arrows.shaft.path().isEmpty()
    step, own = card.arrows.step_dot, card.arrows.own_dot
    assert step.isVisible()
    assert own.isVisible()
    assert step.sceneBoundingRect().width() > own.sceneBoundingRect().width() > 0
    assert (step.pos() - card.arrows.dot.pos()).manhattanLength() < 10
    card.show_run(trained(2), 1, ORIGIN)
    assert not step.isVisible()
    assert not own.isVisible()


def test_before_the_first_epoch_and_at_rest_there_are_no_arrows(card: LandscapePlot) -> None:
    card.show_run(trained(3), -1, ORIGIN)
    assert card.arrows.step.path().isEmpty()
    still = history_from([an_epoch(0, W=0.0, b=0.0, W_grad_fresh=0.0, b_grad_fresh=0.0)])
    card.show_run(still, 0, ORIGIN)
    assert card.arrows.step.path().isEmpty()
    assert not card.arrows.step_dot.isVisible()


# --- path ---


@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED], ids=["called", "skipped"])
@pytest.mark.parametrize("live", [False, True])
def test_the_path_leads_from_the_start_to_the_present_point(
    card: LandscapePlot, settings: LoopSettings, live: bool
) -> None:
    history = trained(120, settings)
    card.show_run(history, 119, ORIGIN, live=live)
    corners = card.path.corners()
    across, up = card._frame.view.size
    assert seen(card, corners[0]) == pytest.approx(ORIGIN, abs=1e-6)
    last = history.epoch(119)
    end = seen(card, corners[-1])
    assert end[0] == pytest.approx(last.W, abs=across / 800)
    assert end[1] == pytest.approx(last.b, abs=up / 800)
    dot = card.arrows.dot.pos()
    assert seen(card, (dot.x(), dot.y())) == pytest.approx((last.W, last.b))


@pytest.mark.parametrize("time", [10, 39, 40, 200])
def test_the_last_forty_steps_are_strong(card: LandscapePlot, time: int) -> None:
    history = trained(201, SKIPPED)
    card.show_run(history, time, ORIGIN)
    recent = [seen(card, corner) for corner in points(card.path.recent.path())]
    begun = [ORIGIN, *((epoch.W, epoch.b) for epoch in history.epochs())]
    last = begun[: time + 2][-STRONG - 1 :]
    assert np.array(recent) == pytest.approx(np.array(last), abs=1e-5)
    assert card.path.recent.opacity() == 1


def test_older_steps_fade(card: LandscapePlot) -> None:
    card.show_run(swinging(3000), 2999, ORIGIN)
    opacities = [card.path._items[chunk].opacity() for chunk in sorted(card.path._items)]
    assert opacities == sorted(opacities)
    assert len(set(opacities)) >= 2
    assert max(opacities) < 0.6
    card.show_run(swinging(3000), 20, ORIGIN)
    assert card.path._items[0].opacity() == max(opacities)


def test_every_epoch_that_can_be_told_apart_is_a_corner(card: LandscapePlot) -> None:
    history = trained(20)
    card.show_run(history, 19, ORIGIN)
    corners = {tuple(np.round(seen(card, corner), 4)) for corner in card.path.corners()}
    assert corners == {ORIGIN, *((round(epoch.W, 4), round(epoch.b, 4)) for epoch in history.epochs())}


def test_travelled_back_the_path_ends_there_and_is_that_of_the_shorter_run(card: LandscapePlot) -> None:
    history = trained(100, SKIPPED)
    card.show_run(history, 99, ORIGIN)
    whole = card.path.corners()
    card.show_run(history, 40, ORIGIN)
    back = card.path.corners()
    last = history.epoch(40)
    dot = card.arrows.dot.pos()
    assert seen(card, (dot.x(), dot.y())) == pytest.approx((last.W, last.b))
    assert len(back) < len(whole)
    assert seen(card, back[-1]) == pytest.approx((last.W, last.b), abs=0.01)
    card.show_run(history, 99, ORIGIN)
    assert card.path.corners() == whole


def test_paused_the_path_does_not_depend_on_how_it_came(card: LandscapePlot) -> None:
    whole, history = swinging(3000), History()
    for number, epoch in enumerate(whole.epochs()):
        history.append(epoch)
        if number % 7 == 0:
            card.show_run(history, number, ORIGIN, live=True)
    card.show_run(history, 2999, ORIGIN)
    slowly = card.path.corners(), card.plot.visible_range()
    card.show_run(whole, 2999, ORIGIN)
    assert (card.path.corners(), card.plot.visible_range()) == slowly


def test_a_long_run_is_drawn_with_no_more_points_than_a_short_one(card: LandscapePlot) -> None:
    counts = []
    for rows in (1_000, 100_000):
        history = swinging(rows)
        for live, most in ((False, PAUSED), (True, LIVE)):
            card.show_run(history, rows - 1, ORIGIN, live=live)
            counts.append(len(card.path.corners()))
            assert counts[-1] <= (most + 1 + HEAD) * (CHUNK + 1) + 3
    assert counts[2] <= counts[0] + CHUNK
    assert counts[3] <= counts[1] + CHUNK


def test_a_million_epochs_are_read_once(card: LandscapePlot, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History()
    history._make_room(1_000_001)
    history._rows[:, :] = 1.0
    history._length = 1_000_000
    history._note_change(0, LoopSettings())
    card.show_run(history, 999_999, ORIGIN, live=True)
    read: list[int] = []
    take = card.path.trail._take

    def taken(W: NDArray[np.float64], b: NDArray[np.float64]) -> None:
        read.append(len(W))
        take(W, b)

    monkeypatch.setattr(card.path.trail, "_take", taken)
    history.append(an_epoch(1_000_000))
    card.show_run(history, 1_000_000, ORIGIN, live=True)
    card.show_run(history, 500_000, ORIGIN)
    assert read == [1]


def test_a_run_that_overflows_leaves_what_is_finite(card: LandscapePlot) -> None:
    history = trained(20, OVERFLOWS)
    card.show_run(history, 19, ORIGIN)
    assert np.isfinite(card.path.corners()).all()
    assert not card.arrows.dot.isVisible()
    assert np.isfinite(card.plot.visible_range()).all()
    card.show_run(history, 0, ORIGIN)
    assert card.arrows.dot.isVisible()


def test_other_runs_have_paths_of_their_own_until_they_are_taken_away(card: LandscapePlot) -> None:
    history = trained(30, SKIPPED)
    card.show_run(trained(40), 39, ORIGIN)
    both = [OtherRun(history, ORIGIN, 1), OtherRun(trained(5), ORIGIN, 3)]
    card.show_others(both)
    paths = card.others.paths
    assert [len(set(path.corners())) for path in paths] == [31, 6]
    assert seen(card, paths[1].corners()[0]) == pytest.approx(ORIGIN, abs=1e-6)
    assert [path._pen.color() for path in paths] == [QColor(LIGHT.others[0]), QColor(LIGHT.others[2])]
    card.show_run(trained(40), 9, ORIGIN)
    card.show_others(both)
    assert [len(set(path.corners())) for path in paths] == [11, 6]
    card.show_others([])
    assert [len(path.corners()) for path in paths] == [0, 0]


def test_the_whole_swing_of_a_compared_run_is_in_view(card: LandscapePlot) -> None:
    card.show_run(trained(40), 39, ORIGIN)
    before, swing = card.plot.visible_range(), trained(200, SKIPPED)
    card.show_others([OtherRun(swing, ORIGIN, 1)])
    view = card.plot.visible_range()
    W, b = (swing.column(name) for name in ("W", "b"))
    assert not all(before.contains(point) for point in zip(W.tolist(), b.tolist(), strict=True))
    assert all(view.contains(point) for point in zip(W.tolist(), b.tolist(), strict=True))
    card.show_others([OtherRun(trained(20, OVERFLOWS), ORIGIN, 1)])
    assert card.plot.visible_range() == before


# --- the map ---


def test_the_cross_is_at_the_optimum(card: LandscapePlot) -> None:
    (left, *_), (right, *_), *_ = (seen(card, corner) for corner in points(card.marks.best.path()))
    assert (left + right) / 2 == pytest.approx(best_near(SURFACE, ORIGIN)[0])


def test_a_valley_of_equally_good_lines_is_a_line(card: LandscapePlot) -> None:
    card.show_problem(loss_surface(DEGENERATE["one x"]))
    for W, b in (seen(card, corner) for corner in points(card.marks.best.path())):
        assert 2 * W + b == pytest.approx(8 / 3)


def test_other_data_have_another_map_and_another_view(card: LandscapePlot, qtbot: QtBot) -> None:
    before, view = card.picture.shown, card.plot.visible_range()
    turn_wheel(card.plot)
    card.show_problem(loss_surface(Dataset.of([1, 2, 3], [20, 10, 40])))
    qtbot.waitUntil(lambda: card.picture.is_new)
    assert card.picture.shown != before
    assert card.plot.visible_range() != view
    assert card.plot.following


def test_the_same_landscape_is_computed_once(card: LandscapePlot) -> None:
    shown = card.picture.shown
    for time in range(10):
        card.show_run(trained(10), time, ORIGIN)
    card.show_problem(loss_surface(LESSON))
    assert card.picture.is_new
    assert card.picture.shown is shown


def test_while_it_is_computed_the_old_map_stays_where_it_belongs(card: LandscapePlot, qtbot: QtBot) -> None:
    def middle() -> tuple[float, float]:
        """The W and b at which the middle of the map is seen."""
        item = card.picture.item
        at = item.sceneTransform().map(item.boundingRect().center())
        return card._present_frame().point(at)

    before = middle()
    turn_wheel(card.plot, 1)
    assert card._settle.isActive()  # the new one is yet to come
    assert card.back.isVisible()
    assert middle() == pytest.approx(before)
    qtbot.waitUntil(lambda: not card._settle.isActive() and card.picture.is_new)
    assert card._frame == card._present_frame()


def test_a_new_scheme_needs_no_new_map(card: LandscapePlot) -> None:
    shown = card.picture.shown
    card.restyle(DARK, TypeScale())
    assert card.picture.shown is shown
    colours = {QColor(colour).name() for colour in palette(DARK)}
    image = card.picture.item.pixmap().toImage()
    assert {image.pixelColor(x, x // 2).name() for x in range(0, image.width(), 7)} <= colours


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_contour_lines_have_three_times_the_contrast_of_any_shade_they_lie_on(theme: Theme) -> None:
    shades = palette(theme)[::LINE_SHADES]
    line = luminance(QColor(theme.contour))
    for shade in (luminance(QColor(shade)) for shade in shades):
        assert (max(line, shade) + 0.05) / (min(line, shade) + 0.05) >= 3


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 has it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_shades_and_lines_can_be_told_apart_without_hues() -> None:
    for theme in (LIGHT, DARK):
        grey = [QColor(colour).lightnessF() for colour in palette(theme)]
        bands, lines = grey[::LINE_SHADES], grey[LINE_SHADES - 1 :: LINE_SHADES]
        assert len(bands) == BANDS
        assert sorted(bands, reverse=not theme.dark) == bands
        assert all(abs(band - line) > 0.09 for band, line in zip(bands, lines, strict=True))


@pytest.mark.parametrize("data", DEGENERATE.values(), ids=DEGENERATE)
def test_any_data_are_shown(card: LandscapePlot, qtbot: QtBot, data: Dataset) -> None:
    card.show_problem(loss_surface(data))
    card.show_run(history_from([an_epoch(0, W=0.0, b=0.0)]), 0, ORIGIN)
    qtbot.waitUntil(lambda: card.picture.is_new)
    dot = card.arrows.dot.pos()
    assert 0 <= dot.x() <= card._frame.width
    assert 0 <= dot.y() <= card._frame.height
    card.grab()


def test_closing_while_a_map_is_computed_is_clean(show: Callable[[QWidget], QWidget], qtbot: QtBot) -> None:
    for size in (600, 700, 800):
        card = LandscapePlot()
        card.restyle(LIGHT, TypeScale())
        card.resize(size, 400)
        card.show()
        card.show_problem(SURFACE)
        assert not card.picture.is_new
        card.close()
        card.deleteLater()
        del card
    qtbot.waitUntil(lambda: not unfinished)


def test_the_program_waits_for_maps_at_its_end(card: LandscapePlot, qapp: QApplication) -> None:
    card.resize(500, 300)
    card.show_problem(loss_surface(Dataset.of([1, 2], [5, 1])))
    assert unfinished
    qapp.aboutToQuit.emit()
    assert not unfinished


def test_what_is_not_in_view_costs_nothing_and_is_brought_up_to_date(card: LandscapePlot) -> None:
    card.hide()
    history = trained(10)
    card.show_run(history, 9, ORIGIN)
    assert card.path.corners() == []
    card.show()
    assert len(card.path.corners()) == 11


def test_its_texts_are_translated(card: LandscapePlot, speak: Callable[[Language], None]) -> None:
    card.show_run(trained(200), 199, ORIGIN)
    speak(Language.KOREAN)
    for text in (card.back.text(), card.plot.toolTip(), card.accessibleName(), card._legend.text()):
        assert is_korean(text)
