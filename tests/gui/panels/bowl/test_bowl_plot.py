"""The bowl as it is shown: marbles against the history, arrows against .grad, and what a frame does not paint."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.bowl.bowl_axes import floor_ticks, loss_ticks
from gui.panels.bowl.bowl_frame import BowlFrame
from gui.panels.bowl.bowl_plot import BowlPlot
from gui.panels.bowl.marbles import Marble
from gui.session.shown import Shown
from gui.theme.theme import CONTRAST, DARK, LIGHT, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from model.drawing.bowl import FLOOR, HIGHEST, UP, Bowl
from model.drawing.landscape import view_of
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from model.run import Run
from model.theory.surface import loss_surface
from tests.gui.conftest import OVERFLOWS, SKIPPED, an_epoch, frame_of, history_from, is_korean, points, trained
from tests.model.drawing.test_bowl import plainly_projected, torch_loss
from tests.model.drawing.test_landscape import DEGENERATE

START = Parameters(0.0, 0.0)
EPOCHS = 60
HISTORIES = {"plain": trained(EPOCHS), "skipped": trained(EPOCHS, SKIPPED)}
MOMENTUM = LoopSettings(momentum=1.0)
RACE = [("with", 0), ("with", 0.9), ("with", 1), ("no", 0)]


@pytest.fixture
def bowl(show: Callable[[QWidget], QWidget]) -> BowlPlot:
    """The bowl of the lesson."""
    card = BowlPlot()
    card.restyle(LIGHT, TypeScale())
    card.resize(600, 400)
    show(card)
    return card


def frame(history: History, time: int | None = None, *others: History, **fields: Any) -> Shown:
    """A frame of a run from zeros, beside others from there."""
    beside = tuple(Run(Experiment(), other, start=START) for other in others)
    return frame_of(history, time, start=START, others=beside, **fields)


def feet(card: BowlPlot) -> list[tuple[float, float]]:
    """Where the marbles touch the surface, in pixels."""
    return [(marble.root.x(), marble.root.y()) for marble in card.marbles.shown]


def seen_by(card: BowlPlot) -> BowlFrame:
    """What is painted."""
    assert card.frame is not None
    return card.frame


def plain_pixel(card: BowlPlot, W: float, b: float) -> list[float]:
    """Where W and b belong at the height of torch's loss, from what is known of the box alone."""
    seen = seen_by(card)
    view = seen.bowl.view
    root = [math.sqrt(1 + 400 * loss / seen.bowl.highest) for loss in (torch_loss(W, b), seen.bowl.highest)]
    x, y = (2 * (W - view.left) / view.size[0] - 1, 2 * (b - view.bottom) / view.size[1] - 1)
    right, up, _ = plainly_projected((x, y, HIGHEST * (root[0] - 1) / (root[1] - 1)), seen.camera)
    zero = seen.place(np.array([0.0, 0.0, HIGHEST / 2]))
    return [zero[0] + right * seen.unit * seen.stretch, zero[1] - up * seen.unit]


@pytest.mark.parametrize(("width", "height"), [(480, 220), (400, 150), (600, 200), (1000, 300)])
def test_in_a_low_panel_it_is_as_high_as_before_and_wider_and_leaves_the_button_free(
    bowl: BowlPlot, width: int, height: int
) -> None:
    bowl.resize(width, height)
    bowl.show_frame(frame(HISTORIES["plain"]))
    for turn in range(8):
        bowl.view.look_from(bowl.view.camera.turned(turn, 0.0))
        bowl.draw()
        seen = seen_by(bowl)
        alone = BowlFrame(seen.bowl, seen.camera, seen.width, seen.height, seen.air)
        assert alone.unit == seen.unit
        parts = [seen.bowl.mesh.reshape(-1, 3), FLOOR, np.array([seen.corner, seen.corner + UP * HIGHEST])]
        plain, across = (
            np.concatenate([put(each)[:, 0] for each in parts]) for put in (seen.camera.project, seen.place)
        )
        stretch = np.ptp(across) / (np.ptp(plain) * seen.unit)
        fills = np.ptp(across) == pytest.approx(seen.width - bowl.loss_scale.width() - 4 * seen.air, abs=0.01)
        assert stretch == pytest.approx(1.5) or (fills and 1.0 < stretch < 1.5)
        assert bowl.loss_scale.geometry().right() + seen.air < across.min()
        assert across.max() < seen.width - seen.air


def test_it_does_not_move_aside_for_another_name_of_the_button(bowl: BowlPlot) -> None:
    bowl.resize(480, 220)
    bowl.show_frame(frame(HISTORIES["plain"]))
    beside, text = seen_by(bowl).beside, bowl.loss_scale.text()
    bowl.loss_scale.click()
    assert bowl.loss_scale.text() != text
    assert seen_by(bowl).beside == beside


def test_in_a_narrow_panel_it_keeps_its_shape_and_its_width(bowl: BowlPlot) -> None:
    bowl.resize(260, 500)
    bowl.show_frame(frame(HISTORIES["plain"]))
    seen = seen_by(bowl)
    alone = BowlFrame(seen.bowl, seen.camera, seen.width, seen.height, seen.air)
    assert (seen.unit, seen.stretch) == (alone.unit, 1.0)


# --- the marbles ---


@pytest.mark.parametrize("kind", HISTORIES)
@pytest.mark.parametrize("height", [400, 220])
def test_after_every_epoch_the_marble_is_at_its_w_and_b_at_the_height_of_the_loss(
    bowl: BowlPlot, kind: str, height: int
) -> None:
    bowl.resize(600, height)
    bowl.show_frame(frame(HISTORIES[kind]))
    bowl.view.look_from(bowl.view.camera.zoomed(400 / height))
    history = HISTORIES[kind]
    for time in range(EPOCHS):
        bowl.show_frame(frame(history, time))
        epoch = history.epoch(time)
        assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, epoch.W, epoch.b), abs=0.01)


def test_before_the_first_epoch_it_is_at_the_start(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], -1))
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, 0.0, 0.0), abs=0.01)


def test_every_run_has_a_marble_in_its_colour_with_its_number(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], None, HISTORIES["skipped"], trained(EPOCHS, MOMENTUM)))
    numbers = [marble.numbers for marble in bowl.marbles.shown]
    assert numbers == [[0], [1, 2]]
    assert [marble.number.text() for marble in bowl.marbles.shown] == ["", "1 = 2"]
    assert not bowl.marbles.shown[0].number.isVisible()
    assert bowl.marbles.shown[1].number.isVisible()
    assert colours(bowl.marbles.shown[0]) == [LIGHT.line]
    assert colours(bowl.marbles.shown[1]) == list(LIGHT.others[:2])


def colours(marble: Marble) -> list[str]:
    """The colours of a marble, from the middle of its shades."""
    brushes = [marble.ball.brush(), *(item.brush() for item in marble.slices if not item.path().isEmpty())]
    return [next(QColor(ink).name() for at, ink in brush.gradient().stops() if at == 0.45) for brush in brushes]


def test_momentum_one_and_the_skipped_run_are_one_marble_and_the_note_counts_their_epochs(bowl: BowlPlot) -> None:
    for time in (0, 20, EPOCHS - 1):
        bowl.show_frame(frame(trained(EPOCHS, MOMENTUM), time, HISTORIES["skipped"]))
        assert [marble.numbers for marble in bowl.marbles.shown] == [[0, 1]]
        assert bowl.agreement.isVisible()
        assert str(time + 1) in bowl.agreement.text() or "one epoch" in bowl.agreement.text()


def test_runs_that_part_have_a_marble_each_and_come_together_again_when_travelled_to_the_start(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 5, HISTORIES["skipped"]))
    assert [marble.numbers for marble in bowl.marbles.shown] == [[0], [1]]
    assert bowl.marbles.shown[0].root.zValue() > bowl.marbles.shown[1].root.zValue()
    bowl.show_frame(frame(HISTORIES["plain"], -1, HISTORIES["skipped"]))
    assert [marble.numbers for marble in bowl.marbles.shown] == [[0, 1]]
    bowl.show_frame(frame(HISTORIES["plain"], 5))
    assert [marble.numbers for marble in bowl.marbles.shown] == [[0]]
    assert not bowl.agreement.isVisible()


def test_a_run_in_other_units_is_not_in_the_bowl(bowl: BowlPlot) -> None:
    other = Run(Experiment(settings=LoopSettings(standardise=True)), HISTORIES["skipped"], start=START)
    bowl.show_frame(frame_of(HISTORIES["plain"], start=START, others=(other,)))
    assert [marble.numbers for marble in bowl.marbles.shown] == [[0]]


def test_a_run_that_leaves_the_numbers_is_at_the_edge_and_points_outwards(bowl: BowlPlot) -> None:
    history = trained(40, OVERFLOWS)
    assert not math.isfinite(history.epoch(39).W)
    bowl.show_frame(frame(history, 39))
    marble = bowl.marbles.shown[0]
    assert marble.out.isVisible()
    assert all(math.isfinite(value) for value in feet(bowl)[0])
    assert bowl.view.rect().contains(round(marble.root.x()), round(marble.root.y()))
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    assert not bowl.marbles.shown[0].out.isVisible()


# --- the arrows ---


def tip(corners: list[tuple[float, float]]) -> tuple[float, float]:
    """The end of an arrow's shaft, to which its head comes back."""
    return corners[-2]


@pytest.mark.parametrize("time", [1, 4, 13, 40])
def test_the_skipped_runs_marble_carries_grad_and_beside_it_the_epochs_own_gradient(bowl: BowlPlot, time: int) -> None:
    history = HISTORIES["skipped"]
    bowl.show_frame(frame(history, time))
    epoch, marble = history.epoch(time), bowl.marbles.shown[0]
    for item, W_grad, b_grad in (
        (marble.held, epoch.W_grad, epoch.b_grad),
        (marble.own, epoch.W_grad_fresh, epoch.b_grad_fresh),
    ):
        assert W_grad is not None
        assert b_grad is not None
        corners = points(item.path())
        end = plain_pixel(bowl, epoch.W - epoch.lr * W_grad, epoch.b - epoch.lr * b_grad)
        if math.dist(end, feet(bowl)[0]) > 5:
            assert corners[0] == pytest.approx(feet(bowl)[0], abs=0.01)
            assert tip(corners) == pytest.approx(end, abs=0.05)
    assert points(marble.held.path())


def test_what_is_its_own_gradient_alone_is_no_arrow(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    assert bowl.marbles.shown[0].held.path().isEmpty()
    assert bowl.marbles.shown[0].own.path().isEmpty()


def test_arrows_have_the_colours_of_the_map(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["skipped"], 3))
    marble = bowl.marbles.shown[0]
    assert (marble.held.pen().color().name(), marble.own.pen().color().name()) == (LIGHT.held, LIGHT.fresh)


# --- the ways ---


def test_the_way_leads_from_the_start_over_the_surface_to_the_marble(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["skipped"], 10))
    corners = points(bowl.ways._ways[0].path.recent.path())
    assert corners[0] == pytest.approx(plain_pixel(bowl, 0.0, 0.0), abs=0.05)
    assert corners[-1] == pytest.approx(feet(bowl)[0], abs=0.05)
    first = HISTORIES["skipped"].epoch(0)
    assert corners[2] == pytest.approx(plain_pixel(bowl, first.W / 2, first.b / 2), abs=0.05)


# --- movement ---


def test_between_two_watched_epochs_the_marble_rolls_along_the_straight_step_and_ends_at_the_epoch(
    bowl: BowlPlot,
) -> None:
    history = HISTORIES["skipped"]
    for time in (3, 4):
        bowl.show_frame(frame(history.upto(time + 1), speed=20.0))
    before, after = history.epoch(3), history.epoch(4)
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, before.W, before.b), abs=0.01)
    bowl.glide.advance(0.02)
    part = bowl.glide.at - 3
    assert part == pytest.approx(0.4)
    between = before.W + part * (after.W - before.W), before.b + part * (after.b - before.b)
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, *between), abs=0.01)
    assert points(bowl.ways._ways[0].tip.path())[-1] == pytest.approx(feet(bowl)[0], abs=0.05)
    bowl.glide.advance(0.2)
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, after.W, after.b), abs=0.01)
    assert bowl.ways._ways[0].tip.path().isEmpty()


def test_with_less_motion_it_jumps(bowl: BowlPlot) -> None:
    bowl.glide.set_less_motion(True)
    history = HISTORIES["skipped"]
    for time in (3, 4):
        bowl.show_frame(frame(history.upto(time + 1), speed=20.0))
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, history.epoch(4).W, history.epoch(4).b), abs=0.01)


# --- what is painted, and when ---


def test_a_frame_that_is_not_turned_paints_nothing_of_the_bowl(bowl: BowlPlot) -> None:
    history = HISTORIES["skipped"]
    bowl.show_frame(frame(history, EPOCHS - 1))
    painted = bowl.surface.painted
    for time in range(EPOCHS):
        bowl.show_frame(frame(history, time))
    assert bowl.surface.painted == painted


def test_turned_it_is_painted_once_for_many_moves_and_the_marble_goes_along(bowl: BowlPlot, qtbot: QtBot) -> None:
    history = HISTORIES["skipped"]
    bowl.show_frame(frame(history, 7))
    painted = bowl.surface.painted
    for _ in range(5):
        bowl.view.look_from(bowl.view.camera.turned(0.1, 0.05))
    assert bowl.surface.painted == painted
    qtbot.waitUntil(lambda: bowl.surface.painted > painted)
    assert bowl.surface.painted == painted + 1
    assert seen_by(bowl).camera == bowl.view.camera
    epoch = history.epoch(7)
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, epoch.W, epoch.b), abs=0.01)


def test_hidden_it_draws_nothing_moves_nothing_and_is_there_when_it_is_seen(bowl: BowlPlot) -> None:
    history = HISTORIES["skipped"]
    bowl.show_frame(frame(history, 5))
    before, painted = feet(bowl), bowl.surface.painted
    bowl.hide()
    for time in (20, 21, 22):
        bowl.show_frame(frame(history.upto(time + 1), speed=20.0))
    assert feet(bowl) == before
    assert bowl.surface.painted == painted
    assert not bowl.glide.is_moving
    bowl.show()
    epoch = history.epoch(22)
    assert feet(bowl)[0] == pytest.approx(plain_pixel(bowl, epoch.W, epoch.b), abs=0.01)


def test_at_full_speed_it_is_drawn_in_every_second_frame(bowl: BowlPlot) -> None:
    seen = []
    for number in range(1, 7):
        bowl.show_frame(frame(HISTORIES["skipped"], number, number=number))
        seen.append(feet(bowl)[0])
    assert seen[0] == seen[1] or seen[1] == seen[2]
    assert len(set(seen)) in (3, 4)


def test_other_data_are_another_bowl(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 5))
    before = seen_by(bowl).bowl
    other = LoopSettings(data=Dataset.of([1, 2, 3], [3, 1, 2]))
    bowl.show_frame(frame_of(history_from([an_epoch()]), settings=other, start=START))
    assert seen_by(bowl).bowl.surface != before.surface


@pytest.mark.parametrize("data", DEGENERATE.values(), ids=DEGENERATE.keys())
def test_whatever_the_data_there_is_a_bowl_with_a_marble_in_it(bowl: BowlPlot, data: Dataset) -> None:
    settings = LoopSettings(data=data)
    epochs = [Epoch(n, 1.0, 0.1 * n, 0.2 * n, 1.0, 1.0, 1.0, 1.0, settings) for n in range(4)]
    bowl.show_frame(frame_of(history_from(epochs), settings=settings, start=START))
    assert all(math.isfinite(value) for value in feet(bowl)[0])
    assert bowl.surface.painted > 0


# --- words ---


def test_the_axis_says_whether_the_loss_is_compressed_and_a_click_changes_both(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    compressed, foot = seen_by(bowl).bowl, feet(bowl)[0]
    assert "compressed" in bowl.loss_scale.text()
    bowl.loss_scale.click()
    assert "linear" in bowl.loss_scale.text()
    assert not seen_by(bowl).bowl.compressed
    assert feet(bowl)[0] != foot
    bowl.loss_scale.click()
    assert seen_by(bowl).bowl == compressed
    assert feet(bowl)[0] == pytest.approx(foot)


@pytest.mark.parametrize("compressed", [False, True])
def test_the_numbers_of_the_loss_stand_at_their_heights(compressed: bool) -> None:
    surface = loss_surface(LESSON)
    shown = Bowl(surface, view_of(surface, START), compressed)
    ticks = loss_ticks(shown)
    assert len(ticks) >= 4
    for height, text in ticks:
        assert shown.loss_at(height) == pytest.approx(float(text), abs=1e-9, rel=1e-9)


def test_the_numbers_of_w_stand_at_their_places_and_the_name_between_them() -> None:
    (middle, name), *numbers = floor_ticks(-1.7, 2.7, "W")
    assert name == "W"
    places = [at for at, _ in numbers]
    assert places == pytest.approx([2 * (float(text.replace("−", "-")) + 1.7) / 4.4 - 1 for _, text in numbers])
    assert places[-2] < middle < places[-1]


def test_the_runs_are_named_where_there_is_room(bowl: BowlPlot) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 3, HISTORIES["skipped"]))
    bowl.name_runs(["with zero_grad()", "no zero_grad()"])
    assert "1: no zero_grad()" in bowl.runs_legend.text()
    assert bowl.runs_legend.isVisible()
    assert not bowl.column.isVisible()
    assert bowl.agreement.isVisible()
    bowl.resize(600, 120)
    bowl.draw()
    assert not bowl.runs_legend.isVisible()
    bowl.show_frame(frame(HISTORIES["plain"], 3, HISTORIES["skipped"]))
    assert not bowl.agreement.isVisible()  # the loss tells of it, too, and here the bowl needs the room


@pytest.mark.parametrize(("width", "height", "lines"), [(340, 135, 3), (480, 220, 4), (800, 200, 4)])
def test_in_a_low_panel_their_names_stand_below_the_button_beside_the_bowl(
    bowl: BowlPlot, qtbot: QtBot, width: int, height: int, lines: int
) -> None:
    names = [f"{zero_grad} zero_grad(), momentum {momentum}" for zero_grad, momentum in RACE]
    bowl.show_frame(frame(HISTORIES["plain"], 3, *[HISTORIES["skipped"]] * 3))
    bowl.name_runs(names)
    bowl.resize(width, height)
    qtbot.waitUntil(lambda: bowl.is_drawn)
    seen, told = seen_by(bowl), bowl.column.text()
    mesh = seen.place(seen.bowl.mesh.reshape(-1, 3))[:, 0]
    assert bowl.column.isVisible()
    assert bowl.column.geometry().right() < mesh.min()
    assert bowl.view.rect().contains(bowl.column.geometry())
    assert bowl.column.geometry().top() >= bowl.loss_scale.geometry().bottom()
    assert told.count("<br>") == lines - 1
    for number, (name, colour) in enumerate(zip(names[1:], LIGHT.others, strict=False), start=1):
        assert re.search(rf"{colour}\">● {number}: {name[:2]}\S*.*{name[-2:]}</span>", told)
    assert bowl._legend.text().count("●") == 0
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    qtbot.waitUntil(lambda: bowl.is_drawn)
    assert not bowl.column.isVisible()


class Written:
    """Paints nothing, and knows where something would be written."""

    def __init__(self) -> None:
        self.rooms: list[tuple[str, QRectF]] = []

    def drawText(self, room: QRectF, _flags: object, text: str) -> None:  # noqa: D102 - a QPainter's
        self.rooms.append((text, room))

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_: None


@pytest.mark.parametrize("zoom", [1.0, 1.7])
@pytest.mark.parametrize(("width", "height"), [(310, 150), (340, 200), (480, 220), (600, 400)])
def test_no_number_of_an_axis_is_written_over_another_or_a_name_nor_cut_off(
    bowl: BowlPlot, width: int, height: int, zoom: float
) -> None:
    bowl.resize(width, height)
    bowl.show_frame(frame(HISTORIES["plain"]))
    bowl.view.look_from(bowl.view.camera.zoomed(zoom))
    for turn in range(16):
        bowl.view.look_from(bowl.view.camera.turned(turn * 0.1, 0.0))
        bowl.draw()
        painter = Written()
        bowl.surface.axes.paint_ticks(painter, seen_by(bowl))  # type: ignore[arg-type]
        texts = [text for text, _ in painter.rooms]
        assert zoom > 1 or {"W", "b"} <= set(texts)
        ink = [room.adjusted(2, 3, -2, -5) for _, room in painter.rooms]  # below the line there is nothing of them
        assert all(bowl.view.rect().contains(room.toAlignedRect()) for room in ink)
        assert not any(one.intersects(other) for one, other in combinations(ink, 2))


def test_in_korean_it_speaks_korean(bowl: BowlPlot, speak: Callable[[Language], None]) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    speak(Language.KOREAN)
    for text in (bowl.accessibleName(), bowl.view.toolTip(), bowl.loss_scale.text(), bowl.loss_scale.toolTip()):
        assert is_korean(text)


@pytest.mark.parametrize("theme", [DARK, CONTRAST], ids=["dark", "contrast"])
def test_another_theme_is_worn_by_marbles_and_surface(bowl: BowlPlot, qtbot: QtBot, theme: Theme) -> None:
    bowl.show_frame(frame(HISTORIES["plain"], 3))
    painted = bowl.surface.painted
    bowl.restyle(theme, TypeScale(20))
    assert colours(bowl.marbles.shown[0]) == [theme.line]
    qtbot.waitUntil(lambda: bowl.surface.painted > painted)
    assert bowl.view.canvas.scene().backgroundBrush().color() == QColor(theme.card)
