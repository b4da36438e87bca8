"""The page of the bowl: one view and a switch, or both side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.bowl.bowl_page import WIDE, BowlPage
from gui.theme.theme import DARK, LIGHT, TypeScale
from tests.gui.conftest import frame_of, trained

BASE = TypeScale().base


@pytest.fixture
def page(show: Callable[[QWidget], QWidget]) -> BowlPage:
    """A page too narrow for both views."""
    page = BowlPage()
    page.restyle(LIGHT, TypeScale())
    page.resize(WIDE * BASE - 50, 300)
    show(page)
    return page


def seen(page: BowlPage) -> list[bool]:
    return [view.isVisible() for view in page.views]


def test_where_it_is_narrow_one_view_is_seen_and_shown_and_a_switch_turns_to_the_other(
    page: BowlPage, qtbot: QtBot
) -> None:
    shown = frame_of(trained(5))
    page.show_frame(shown)
    assert seen(page) == [True, False]
    assert not page.side.marbles[0].dot.isVisible()
    with qtbot.waitSignal(page.frame_wanted):
        page.switches[0].click()
    page.show_frame(shown)
    assert seen(page) == [False, True]
    assert page.side.marbles[0].dot.isVisible()
    page.switches[1].click()
    assert seen(page) == [True, False]


def test_the_keyboard_finds_the_way_back_where_it_has_switched(page: BowlPage) -> None:
    page.switches[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.switches[0], Qt.Key.Key_Space)
    assert seen(page) == [False, True]
    assert page.switches[1].hasFocus()
    QTest.keyClick(page.switches[1], Qt.Key.Key_Space)
    assert seen(page) == [True, False]


def test_where_it_is_wide_both_stand_side_by_side_and_there_is_nothing_to_switch(page: BowlPage) -> None:
    page.switches[0].click()
    page.resize(WIDE * BASE + 50, 300)
    assert seen(page) == [True, True]
    assert not any(switch.isVisible() for switch in page.switches)
    assert page.bowl.geometry().right() < page.side.geometry().left()


def test_both_are_named_and_styled_whether_they_are_seen_or_not(page: BowlPage) -> None:
    page.name_runs(["a", "b"])
    page.restyle(DARK, TypeScale())
    for view in page.views:
        assert view._names == ["a", "b"]
        assert view._theme is DARK
