"""The code pane: the very lines that run, the one that comes next lit, and what each has left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.loop.code_pane import CodePane
from gui.panels.loop.code_row import CodeRow, _shorter
from gui.theme.theme import DARK, LIGHT, THEMES, Theme, TypeScale
from gui.theme.tips import wrapped
from model.experiment import LoopSettings, ZeroGrad
from model.loop import loop_of, preface_of, source_of
from tests.gui.conftest import VARIANTS, colours, dress
from tests.gui.theme.contrast import contrast, least

STANDARDISED = LoopSettings(batch_size=2, standardise=True)
LONGEST = LoopSettings(accumulate=3, backward_twice=True, every=3)
EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.fixture
def pane(show: Callable[[QWidget], QWidget]) -> CodePane:
    pane = CodePane()
    pane.restyle(LIGHT, TypeScale())
    pane.resize(700, 300)
    show(pane)
    pane.show_program(LoopSettings(), 4000)
    return pane


def shown(row: CodeRow) -> str:
    """What can be read in a row, without its colours."""
    document = QTextDocument()
    document.setHtml(row.code.text())
    return document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def lit(pane: CodePane) -> list[int]:
    """The rows that are lit."""
    return [number for number, row in enumerate(pane.rows) if row.property("lit")]


def settle() -> None:
    """Let rows that are gone be gone, and the layout take its place."""
    for _ in range(3):  # layouts settle from the inside outwards
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def is_in_view(pane: CodePane, row: CodeRow) -> bool:
    """Whether a row is wholly to be seen."""
    viewport = pane._scroll.viewport()
    return viewport.rect().contains(QRect(row.mapTo(viewport, row.rect().topLeft()), row.size()))


def test_it_shows_exactly_the_lines_that_run(pane: CodePane) -> None:
    for settings in (*VARIANTS, LoopSettings(standardise=True), STANDARDISED):
        pane.show_program(settings, 4000)
        lines = [shown(row) for row in pane.rows]
        assert lines == list(source_of(settings, "4000"))
        loop = len(preface_of(settings)) + 1
        assert lines[loop:] == list(loop_of(settings).lines[loop:])  # what is compiled; its `for` has no number


@pytest.mark.parametrize("settings", [LoopSettings(), LONGEST], ids=["shrinks", "grows"])
def test_no_row_of_the_variant_before_is_left(pane: CodePane, settings: LoopSettings) -> None:
    for variant in (LONGEST, LoopSettings(), settings):
        pane.show_program(variant, 4000)
    settle()
    visible = sorted((row for row in pane.findChildren(CodeRow) if row.isVisible()), key=lambda row: row.y())
    assert [shown(row) for row in visible] == list(source_of(settings, "4000"))


def test_another_number_of_epochs_is_another_first_line(pane: CodePane) -> None:
    pane.show_program(LoopSettings(), 7)
    assert shown(pane.rows[0]) == "for epoch in range(7):"


def test_the_line_that_comes_next_is_lit_alone(pane: CodePane) -> None:
    for line in (1, 4, 5):
        pane.show_values({}, lit=line)
        assert lit(pane) == [line]
        assert [row.marker.text() for row in pane.rows] == ["▶" if n == line else "" for n in range(6)]


def test_no_line_is_lit_where_none_waits(pane: CodePane) -> None:
    pane.show_values({}, lit=3)
    pane.show_values({}, lit=None)
    assert lit(pane) == []


def test_the_line_stays_lit_in_another_variant(pane: CodePane) -> None:
    pane.show_values({}, lit=1)
    pane.show_program(LONGEST, 4000)
    pane.show_values({}, lit=1)
    assert lit(pane) == [1]


def test_values_stand_at_the_ends_of_their_lines(pane: CodePane) -> None:
    pane.show_values({1: "[0 0 0] (3, 1)", 2: "18.6667 ()"}, lit=3)
    assert [row.value.visible_text() for row in pane.rows] == ["", "[0 0 0] (3, 1)", "18.6667 ()", "", "", ""]
    assert all(row.value.geometry().left() >= row.code.geometry().right() for row in pane.rows)


def test_values_that_are_gone_are_not_shown(pane: CodePane) -> None:
    pane.show_values({1: "[0 0 0] (3, 1)"}, lit=2)
    pane.show_values({}, lit=1)
    assert [row.value.text() for row in pane.rows] == [""] * 6


def test_a_value_that_is_too_long_can_be_read_in_its_tip(pane: CodePane) -> None:
    long = "W.grad -18.667 (1,) b.grad -8 (1,) " * 5
    pane.show_values({4: long}, lit=5)
    value = pane.rows[4].value
    assert value.visible_text().endswith("…")
    QApplication.sendEvent(value, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert value.toolTip() == wrapped(long)


def test_a_value_is_whole_again_in_a_wider_pane(pane: CodePane) -> None:
    value = "W.grad -18.667 (1,) b.grad -8.1234 (1,)"
    pane.resize(pane.minimumWidth(), 300)
    settle()
    shown = []
    for loss in ("18.66667 ()", "0.0123457 ()", "1.23457e-05 ()", "inf ()"):
        pane.show_values({2: loss, 4: value}, lit=5)
        shown.append(pane.rows[2].value.visible_text())
    assert shown == ["18.7", "0.0123", "1e-05", "inf ()"]
    assert pane.rows[4].value.visible_text() == "W.grad -18.667 b.grad -8.1234"  # its line is shorter
    pane.resize(900, 300)
    settle()
    assert pane.rows[4].value.visible_text() == value


def test_where_room_is_short_the_lit_line_is_scrolled_to(pane: CodePane) -> None:
    pane.show_program(LONGEST, 4000)
    pane.resize(700, pane.minimumHeight())
    settle()
    for line in (len(pane.rows) - 1, 1, 7):
        pane.show_values({}, lit=line)
        settle()
        assert is_in_view(pane, pane.rows[line])


def test_scrolled_down_it_comes_back_to_the_first_line_of_another_variant(pane: CodePane) -> None:
    pane.show_program(LONGEST, 4000)
    pane.resize(700, pane.minimumHeight())
    settle()
    pane.show_values({}, lit=len(pane.rows) - 1)
    settle()
    assert not is_in_view(pane, pane.rows[1])
    pane.show_program(replace(LONGEST, every=1), 4000)
    pane.show_values({}, lit=1)
    settle()
    assert is_in_view(pane, pane.rows[1])


def test_a_lit_line_stays_in_view_where_the_pane_becomes_shorter(pane: CodePane) -> None:
    pane.show_program(LONGEST, 4000)
    settle()
    pane.show_values({}, lit=len(pane.rows) - 1)
    pane.resize(700, pane.minimumHeight())
    settle()
    assert is_in_view(pane, pane.rows[-1])


@pytest.mark.parametrize("line", [None, 2])
def test_no_scroll_bar_lies_over_the_values_once_all_lines_have_room_again(pane: CodePane, line: int | None) -> None:
    pane.show_values({}, lit=line)
    whole = pane.sizeHint().height()
    for missing in range(2, 40, 2):
        pane.resize(700, whole - missing)
        settle()
        pane.resize(700, whole)
        viewport, bar = pane._scroll.viewport(), pane._scroll.verticalScrollBar()
        assert (bar.isVisible(), viewport.width()) == (False, pane._inside.width())


def test_all_lines_have_room_at_the_height_it_asks_for(pane: CodePane) -> None:
    for settings in (LONGEST, LoopSettings()):
        pane.show_program(settings, 4000)
        pane.resize(700, pane.sizeHint().height())
        settle()
        assert all(is_in_view(pane, row) for row in pane.rows)


def test_it_tells_when_it_needs_more_room(pane: CodePane, qtbot: QtBot) -> None:
    before = pane.sizeHint().height()
    with qtbot.waitSignal(pane.height_changed):
        pane.show_program(LONGEST, 4000)
    assert pane.sizeHint().height() > before


def test_the_same_program_again_builds_nothing(pane: CodePane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.height_changed):
        pane.show_program(LoopSettings(), 4000)


@EVERY_THEME
def test_it_wears_the_theme(pane: CodePane, theme: Theme) -> None:
    dress(pane, theme)
    pane.restyle(theme, TypeScale())
    pane.show_values({}, lit=2)
    seen = colours(pane.grab().toImage())
    assert {theme.card, theme.mark} <= seen
    assert not ({LIGHT.card, DARK.card} - set(vars(theme).values())) & seen


def test_another_theme_leaves_the_lit_line_and_the_values_as_they_are(pane: CodePane) -> None:
    pane.show_values({2: "0.5 ()"}, lit=2)
    pane.restyle(DARK, TypeScale(17))
    assert lit(pane) == [2]
    assert pane.rows[2].value.text() == "0.5 ()"


@EVERY_THEME
def test_every_word_of_the_code_can_be_read_lit_or_not(pane: CodePane, theme: Theme) -> None:
    pane.restyle(theme, TypeScale())
    pane.show_program(LoopSettings(zero_grad=ZeroGrad.NEVER, accumulate=3, backward_twice=True), 4000)
    faint = set()
    for row in pane.rows:
        document = QTextDocument()
        document.setHtml(row.code.text())
        block = document.begin().begin()
        while not block.atEnd():
            part = block.fragment()
            brush = part.charFormat().foreground()
            ink = theme.text if brush.style() is Qt.BrushStyle.NoBrush else brush.color().name()
            is_comment = part.text().startswith("#")  # never lit, as it does not run
            papers = (theme.card,) if is_comment else (theme.card, theme.mark)
            faint |= {(ink, part.text()) for paper in papers if contrast(ink, paper) < least(theme)}
            block += 1
    assert faint == set()


def test_a_row_is_as_high_as_its_type_asks_for(pane: CodePane) -> None:
    before = pane.rows[1].height()
    dress(pane, LIGHT, TypeScale(20))
    pane.restyle(LIGHT, TypeScale(20))
    assert pane.rows[1].height() > 1.3 * before
    assert pane.rows[1].code.fontMetrics().height() <= pane.rows[1].height()


@pytest.mark.parametrize("width", [380, 420, 900])
def test_the_line_before_the_loop_breaks_rather_than_widen_the_pane(pane: CodePane, width: int) -> None:
    pane.show_program(LoopSettings(), 4000)
    narrowest = pane.minimumWidth()
    pane.show_program(LoopSettings(standardise=True), 4000)
    assert pane.minimumWidth() == narrowest
    for _ in range(2):  # in the second it may be higher
        pane.resize(width, 500)
        settle()
    row, below = pane.rows[:2]
    assert row.code.heightForWidth(row.code.width()) <= row.code.height()
    assert row.height() == (below.height() if width == 900 else pytest.approx(2 * below.height(), abs=8))
    assert is_in_view(pane, pane.rows[-1])


@pytest.mark.parametrize(
    ("value", "shorter"),
    [
        (
            "[125109.25 134000.5 142900 …] (12, 1)",
            ["[125109.25 134000.5 142900 …]", "[125109 134000 142900 …]", "[125109 134000 142900 …]", "[125109 …]"],
        ),
        ("[2.0117 2.022 2.0301] (3, 1)", ["[2.0117 2.022 2.0301]", "[2.01 2.02 2.03]", "[2.01 …]"]),
        ("[0.4017 1.888 3.374] (3, 1)", ["[0.4017 1.888 3.374]", "[0.402 1.89 3.37]", "[0.4 2 3]", "[0.402 …]"]),
        ("[0 0 0] (3, 1)", ["[0 0 0]", "[0 0 0]", "[0 0 0]", "[0 …]"]),
        ("W 2.0221 (1,) b -0.85691 (1,)", ["W 2.0221 b -0.85691", "W 2.02 b -0.857", "W 2 b -0.9", "W 2.02 b -0.857"]),
        ("4154442.8", ["4154442.8", "4154443", "4154443", "4154443"]),
    ],
)
def test_a_value_becomes_shorter_without_making_different_numbers_alike(value: str, shorter: list[str]) -> None:
    assert list(_shorter(value)) == shorter
