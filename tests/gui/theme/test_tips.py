"""Tool tips: lines of a length that can be read, and no text of a file that turns into HTML."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from gui.theme.tips import COLUMNS, columns, wrapped
from gui.widgets.inputs import CheckBox, Choice, LogSlider
from gui.widgets.number_edit import NumberEdit
from gui.widgets.still_label import StillLabel

LONG = "Call step() for each so many rows, shuffled anew in each epoch; 0 is the whole batch at once"
KOREAN = "에포크마다 새로 섞은 행을 이만큼씩 묶어 step()을 호출합니다. 0은 전체를 한꺼번에 쓴다는 뜻입니다."


@pytest.mark.parametrize("text", [LONG, KOREAN, "a" * 200, "C:\\" + "folder\\" * 30, "one\n" + LONG])
def test_no_line_is_too_wide_and_nothing_is_lost(text: str) -> None:
    tip = wrapped(text)
    assert max(columns(line) for line in tip.split("\n")) <= COLUMNS
    assert "".join(tip.split()) == "".join(text.split())


def test_what_is_short_stays_as_it_is() -> None:
    assert wrapped("Counts from the next epoch on") == "Counts from the next epoch on"
    assert wrapped("") == ""
    assert wrapped("one\ntwo") == "one\ntwo"


def test_a_letter_of_hangul_is_as_wide_as_two() -> None:
    assert columns("손실 a") == 6


@pytest.mark.parametrize("name", ["<b>bold</b>", "<img src='http://a.b/c.png'>", "<b>" + 30 * "word & word "])
def test_a_name_that_looks_like_html_is_shown_as_it_is(name: str) -> None:
    tip = wrapped(name)
    assert Qt.mightBeRichText(tip)
    assert tip.startswith("<span>&lt;")
    assert not Qt.mightBeRichText("plain & simple")
    assert wrapped("plain & simple") == "plain & simple"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "make",
    [CheckBox, Choice, lambda: LogSlider(1, 2), lambda: NumberEdit(0, 1), lambda: StillLabel("note")],
    ids=["checkbox", "choice", "slider", "field", "label"],
)
def test_every_widget_of_ours_breaks_its_tip(make: type[QWidget]) -> None:
    widget = make()
    widget.setToolTip(LONG)
    assert widget.toolTip() == wrapped(LONG)
