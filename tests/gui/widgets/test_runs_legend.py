"""The line that names runs: as many as are seen, each in its colour, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.theme.theme import DARK
from gui.widgets.runs_legend import RunsLegend

ROOM = (600, 400)


@pytest.fixture
def line(show: Callable[[QWidget], QWidget]) -> RunsLegend:
    """A line that is shown."""
    line = RunsLegend()
    show(line)
    return line


def test_each_run_is_named_in_its_colour_and_those_beside_by_their_number(line: RunsLegend) -> None:
    line.show_runs("lr < 1", [(2, "momentum 0.9")], DARK, ROOM)
    assert line.isVisible()
    assert f'<span style="color:{DARK.line}">● lr &lt; 1</span>' in line.text()
    assert f'<span style="color:{DARK.others[1]}">● 2: momentum 0.9</span>' in line.text()


@pytest.mark.parametrize(("beside", "room"), [([], ROOM), ([(1, "a")], (60, 400)), ([(1, "a")], (600, 60))])
def test_it_is_not_there_for_one_run_alone_or_where_it_has_no_room(
    line: RunsLegend, beside: list[tuple[int, str]], room: tuple[int, int]
) -> None:
    line.show_runs("this run", beside, DARK, room)
    assert not line.isVisible()
