"""Lines that name what is seen, as far as there is room for it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.panels.bowl.bowl_plot import BowlPlot
from gui.panels.bowl.side.side_view import SideView
from gui.panels.landscape.landscape_plot import LandscapePlot
from gui.theme.theme import DARK, SPACE
from gui.widgets.legends import GAP, Legend, RunsLegend

ROOM = (600, 400)


@pytest.fixture
def line(show: Callable[[QWidget], QWidget]) -> RunsLegend:
    """A line that is shown."""
    line = RunsLegend()
    show(line)
    return line


def test_each_run_is_named_in_its_colour_and_those_beside_by_their_number(line: RunsLegend) -> None:
    line.show_runs(["lr < 1", "seed 2", "momentum 0.9"], [0, 2], DARK, ROOM)
    assert line.isVisible()
    assert f'<span style="color:{DARK.line}">● lr &lt; 1</span>' in line.text()
    assert f'<span style="color:{DARK.others[1]}">● 2: momentum 0.9</span>' in line.text()


def test_a_run_on_another_surface_is_named_and_said_to_be_there(line: RunsLegend) -> None:
    line.show_runs(["raw x", "lr < 1", "standardised x"], [0, 1], DARK, ROOM, elsewhere=[2])
    shown = html.unescape(re.sub("<.*?>", "", line.text())).split("\xa0" * len(GAP))
    assert shown == ["● raw x", "● 1: lr < 1", "● 2: standardised x (another surface)"]


@pytest.mark.parametrize(("seen", "room"), [([], ROOM), ([1], (60, 400)), ([1], (600, 60))])
def test_it_is_not_there_for_one_run_alone_or_where_it_has_no_room(
    line: RunsLegend, seen: list[int], room: tuple[int, int]
) -> None:
    line.show_runs(["", "a"], seen, DARK, room)
    assert not line.isVisible()


@pytest.mark.parametrize("counts", [[3], [2, 1], [1, 1, 1]])
def test_names_that_are_too_long_for_one_line_have_several(line: RunsLegend, counts: list[int]) -> None:
    names = [f"with zero_grad(), {momentum}" for momentum in ("0.0", "0.9", "1.0")]
    longest = GAP.join(f"● 1: {name}" for name in names[: counts[0]])
    width = line.fontMetrics().horizontalAdvance(longest) + 4 * SPACE + 1
    assert line.show_runs(names, [1, 2], DARK, (width, 400)) == line.untold == []
    assert line.isVisible()
    shown = [re.sub("<.*?>", "", html.unescape(each)) for each in line.text().split("<br>")]
    assert [text.count("●") for text in shown] == counts
    line.show_runs(names, [1, 2], DARK, (width, 400 if len(counts) == 1 else 150))
    assert line.isVisible() is (len(counts) == 1)  # not a third of a panel


def test_in_a_panel_as_high_as_wide_there_is_room_that_a_low_one_has_not(line: RunsLegend) -> None:
    for room, has_room in (((300, 220), True), ((420, 220), False), ((150, 110), False)):
        line.show_runs(["", "a"], [1], DARK, room)
        assert line.isVisible() is has_room


def test_names_for_which_it_is_not_high_enough_are_handed_back(line: RunsLegend) -> None:
    names = [("● b < c", DARK.line), ("● 1: a", DARK.others[0])]
    told = line.show_runs(["b < c", "a"], [0, 1], DARK, (600, 60))
    assert [(html.unescape(name), colour) for name, colour in told] == names
    assert line.show_runs(["b < c", "a"], [0, 1], DARK, ROOM) == []
    assert line.show_runs(["b < c"], [0], DARK, (600, 60)) == []


def test_a_legend_shows_as_many_names_as_have_room(show: Callable[[QWidget], QWidget]) -> None:
    names = Legend()
    show(names)
    names.show_names([("aaaa", "red"), ("bbbb", "green"), ("cccc", "blue")])
    advance = names.fontMetrics().horizontalAdvance
    for shown in (3, 2, 1):
        names.resize(advance(GAP.join(("aaaa", "bbbb", "cccc")[:shown])) + 1, 20)
        assert [name in names.text() for name in ("aaaa", "bbbb", "cccc")] == [place < shown for place in range(3)]
    names.resize(1, 20)
    assert "aaaa" in names.text()


@pytest.mark.parametrize("kind", [BowlPlot, SideView, LandscapePlot])
def test_it_is_hidden_also_where_its_panel_has_become_low_while_it_was_being_shown(
    show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch, kind: type[BowlPlot | SideView | LandscapePlot]
) -> None:
    room = {True: (500, 400), False: (500, 150)}
    holder, panel = QWidget(), kind()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(panel)
    panel.setMinimumSize(1, 1)
    show_runs = panel.runs_legend.show_runs
    monkeypatch.setattr(panel.runs_legend, "show_runs", lambda names, _, *rest: show_runs(names, [0, 1], *rest))
    panel.name_runs(["a", "b"])
    holder.resize(*room[False])
    show(holder)
    assert panel.size().toTuple() == room[False]
    assert not panel.runs_legend.isVisible()
    for high in (True, False):
        layout.invalidate()  # it is to give its place to the panel: when the legend is shown, at once
        panel.resize(*room[high])
        assert panel.size().toTuple() == room[False]
        assert not panel.runs_legend.isVisible()
