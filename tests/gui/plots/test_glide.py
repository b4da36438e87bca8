"""Between two epochs that are watched what stands for a run glides, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.plots.glide import Glide
from gui.session.shown import Shown
from model.experiment import LoopSettings
from model.moment import Moment
from tests.gui.conftest import frame_of, trained

RUN = trained(40)


@pytest.fixture
def glide() -> Iterator[Glide]:
    """One whose clock the test itself advances; its own never comes to tick without an event loop."""
    owner = QObject()
    yield Glide(owner)
    owner.deleteLater()


def frames(*times: int, speed: float | None = 10.0) -> list[Shown]:
    """Frames of one run, each when this epoch was its newest."""
    return [frame_of(RUN.upto(time + 1), speed=speed) for time in times]


def show(glide: Glide, *shown: Shown) -> list[float]:
    """Where it is after each frame."""
    found = []
    for frame in shown:
        glide.follow(frame)
        found.append(glide.at)
    return found


def test_it_takes_the_time_of_an_epoch_to_the_next_one_and_ends_at_it_exactly(glide: Glide) -> None:
    assert show(glide, *frames(3, 4)) == [3, 3]
    places = []
    for _ in range(4):
        glide.advance(0.025)
        places.append(glide.at)
    assert places[:3] == pytest.approx([3.25, 3.5, 3.75])
    assert places[3] == pytest.approx(4)
    glide.advance(0.001)
    assert glide.at == 4
    assert not glide.is_moving


def test_it_tells_of_each_place_but_not_of_what_a_frame_shows(glide: Glide, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(glide.moved):
        show(glide, *frames(3, 4))
    with qtbot.waitSignal(glide.moved):
        glide.advance(0.01)


def test_its_own_clock_brings_it_there(glide: Glide, qtbot: QtBot) -> None:
    show(glide, *frames(3, 4, speed=60.0))
    qtbot.waitUntil(lambda: not glide.is_moving)
    assert glide.at == 4


def test_it_hurries_where_it_is_more_than_an_epoch_behind_and_is_never_more_than_two(glide: Glide) -> None:
    show(glide, *frames(3, 4, 5))
    assert glide.at == 3
    glide.advance(0.025)
    assert glide.at == pytest.approx(3.5)
    show(glide, *frames(6, 7))
    assert glide.at == 5


def test_another_frame_of_the_same_epoch_does_not_hold_it_up(glide: Glide) -> None:
    show(glide, *frames(3, 4))
    glide.advance(0.05)
    assert show(glide, *frames(4, 4)) == pytest.approx([3.5, 3.5])
    assert glide.is_moving


AT = Moment(4, LoopSettings(), 0.5, 0.5)


@pytest.mark.parametrize(
    "there",
    [
        frames(4, speed=None)[0],
        frames(4, speed=61.0)[0],
        frames(2)[0],
        frames(30)[0],
        replace(frames(4)[0], moment=AT),
        frame_of(RUN, 4, speed=10.0),
        frames(-1)[0],
        frame_of(RUN.prefix(5), speed=10.0),
    ],
    ids=["full speed", "unwatched", "back", "far", "within an epoch", "travelled", "start", "another run"],
)
def test_it_is_at_once_where_there_is_no_way_to_be_seen(glide: Glide, there: Shown) -> None:
    show(glide, *frames(3), there)
    assert glide.at == there.time
    assert not glide.is_moving


def test_after_the_last_line_of_an_epoch_it_is_where_the_lines_have_led(glide: Glide) -> None:
    three, four = frames(3, 4)
    show(glide, three, replace(three, moment=AT))
    assert show(glide, four) == [4]


def test_with_less_motion_it_is_always_there_and_goes_there_when_that_is_chosen(glide: Glide, qtbot: QtBot) -> None:
    show(glide, *frames(3, 4))
    with qtbot.waitSignal(glide.moved):
        glide.set_less_motion(True)
    assert glide.at == 4
    assert show(glide, *frames(5, 6)) == [5, 6]
    glide.set_less_motion(False)
    assert show(glide, *frames(7)) == [6]


def test_who_cannot_be_seen_arrives(glide: Glide, qtbot: QtBot) -> None:
    show(glide, *frames(3, 4))
    with qtbot.assertNotEmitted(glide.moved):
        glide.arrive()
    assert glide.at == 4
    assert not glide.is_moving
