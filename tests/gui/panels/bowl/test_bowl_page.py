"""The page of the bowl: one view and a switch, or both side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.bowl.bowl_page import WIDE, BowlPage
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, Theme, TypeScale
from tests.gui.conftest import frame_of, trained

BASE = TypeScale().base


class Other(QWidget):
    """Another look at the bowl, which notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[Shown] = []
        self.names: list[str] = []
        self.styled: list[Theme] = []

    def show_frame(self, shown: Shown) -> None:
        """Note the frame."""
        self.frames.append(shown)

    def name_runs(self, names: Sequence[str]) -> None:
        """Note the names."""
        self.names = list(names)

    def restyle(self, theme: Theme, _scale: TypeScale) -> None:
        """Note the theme."""
        self.styled.append(theme)


@pytest.fixture
def page(show: Callable[[QWidget], QWidget]) -> BowlPage:
    """A page of two views, too narrow for both."""
    page = BowlPage()
    page.add_view(Other())
    page.restyle(LIGHT, TypeScale())
    page.resize(WIDE * BASE - 50, 300)
    show(page)
    return page


def other_of(page: BowlPage) -> Other:
    other = page.findChild(Other)
    assert isinstance(other, Other)
    return other


def test_where_it_is_narrow_one_view_is_seen_and_shown_and_a_switch_turns_to_the_other(
    page: BowlPage, qtbot: QtBot
) -> None:
    other, shown = other_of(page), frame_of(trained(5))
    page.show_frame(shown)
    assert page.bowl.isVisible()
    assert not other.isVisible()
    assert not other.frames
    assert page.rect().contains(page.switch.geometry())
    with qtbot.waitSignal(page.frame_wanted):
        page.switch.click()
    page.show_frame(shown)
    assert not page.bowl.isVisible()
    assert other.frames == [shown]
    page.switch.click()
    assert page.bowl.isVisible()


def test_where_it_is_wide_both_stand_side_by_side_and_there_is_nothing_to_switch(page: BowlPage) -> None:
    page.switch.click()
    page.resize(WIDE * BASE + 50, 300)
    other = other_of(page)
    page.show_frame(frame_of(trained(5)))
    assert page.bowl.isVisible()
    assert len(other.frames) == 1
    assert not page.switch.isVisible()
    assert page.bowl.geometry().right() < other.geometry().left()


def test_both_are_named_and_styled_whether_they_are_seen_or_not(page: BowlPage) -> None:
    page.name_runs(["a", "b"])
    assert other_of(page).names == ["a", "b"]
    assert other_of(page).styled == [LIGHT]


def test_the_bowl_alone_has_no_switch(show: Callable[[QWidget], QWidget]) -> None:
    page = BowlPage()
    show(page)
    assert not page.switch.isVisible()
    assert page.bowl.isVisible()
