"""The seed's bench: the same two numbers with manual_seed, others without it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.lesson.rounds_table import LEAST_ROWS, ROWS, SEED_COLUMN, RoundsTable
from gui.panels.lesson.seed_bench import SeedBench
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.draws import Draws
from tests.gui.conftest import colours, dress, is_korean

LESSON = ("0.757632", "0.279311")
SIZES = [(300, 13), (700, 13), (300, 23), (700, 23), (300, 32), (450, 32), (700, 32)]
"""Widths of the card, and sizes of the type: small, while presenting, at 250 %."""


@pytest.fixture
def bench(show: Callable[[QWidget], QWidget]) -> SeedBench:
    bench = SeedBench()
    bench.restyle(LIGHT, TypeScale())
    bench.resize(420, 500)
    show(bench)
    return bench


def press(button: QAbstractButton, times: int = 1) -> None:
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(bench: SeedBench) -> None:
    """As the space bar does."""
    bench.seeded.setFocus()
    QTest.keyClick(bench.seeded, Qt.Key.Key_Space)


def enter_seed(bench: SeedBench, text: str, *, end: bool = True) -> None:
    """As a user types it in."""
    bench.seed.setFocus()
    bench.seed.selectAll()
    QTest.keyClicks(bench.seed, text)
    if end:
        QTest.keyClick(bench.seed, Qt.Key.Key_Return)


def item(table: RoundsTable, row: int, column: int) -> QTableWidgetItem:
    result = table.item(row, column)
    assert result is not None
    return result


def row(bench: SeedBench, number: int) -> list[str]:
    """The texts of a row; the newest is 0."""
    return [item(bench.table, number, column).text() for column in range(bench.table.columnCount())]


def bold(bench: SeedBench) -> list[bool]:
    """Of each round in the table, newest first, whether it is bold."""
    return [item(bench.table, number, 0).font().bold() for number in range(bench.table.rowCount())]


def has_room(table: RoundsTable, column: int) -> bool:
    """Whether the newest row's text is whole in this column."""
    cell = item(table, 0, column)
    return QFontMetrics(cell.font()).horizontalAdvance(cell.text()) < table.columnWidth(column)


def inside(bench: SeedBench) -> QRect:
    """Where its parts may be."""
    return bench.contentsRect().marginsRemoved(bench.body.contentsMargins())


def dress_for(bench: SeedBench, width: int, base: int) -> None:
    dress(bench, LIGHT, TypeScale(base))
    bench.restyle(LIGHT, TypeScale(base))
    bench.resize(width, 900)
    QApplication.processEvents()


def test_nothing_is_drawn_at_first(bench: SeedBench) -> None:
    assert bench.rounds == []
    assert bench.table.rowCount() == 0
    assert bench.finding.text() == "Draw again and again: do the same numbers come?"


def test_with_manual_seed_the_same_two_numbers_come_again_and_again(bench: SeedBench) -> None:
    press(bench.draw)
    assert bench.finding.text() == "Draw once more: do the same two numbers come?"
    press(bench.draw, 3)
    assert [row(bench, number) for number in range(4)] == [
        ["4", "1", *LESSON, "= 1"],
        ["3", "1", *LESSON, "= 1"],
        ["2", "1", *LESSON, "= 1"],
        ["1", "1", *LESSON, ""],
    ]
    assert bench.finding.text() == "The same two numbers, 4 times in a row"
    assert bold(bench) == [True] * 4


def test_without_manual_seed_other_numbers_come_each_time(bench: SeedBench) -> None:
    tick(bench)
    press(bench.draw, 4)
    assert len(set(bench.rounds)) == 4
    assert [row(bench, number)[SEED_COLUMN] for number in range(4)] == ["–"] * 4
    assert bench.finding.text() == "Other numbers each time"
    assert bold(bench) == [False] * 4


def test_another_seed_gives_other_numbers_and_the_first_one_its_own_again(bench: SeedBench) -> None:
    press(bench.draw, 2)
    enter_seed(bench, "2")
    press(bench.draw)
    assert bench.finding.text() == "Other numbers this time"
    enter_seed(bench, "1")
    press(bench.draw)
    assert bench.finding.text() == "The same two numbers as in round 1"
    assert [round_.seed for round_ in bench.rounds] == [1, 1, 2, 1]
    assert bold(bench) == [True, False, True, True]


def test_the_code_is_what_runs(bench: SeedBench) -> None:
    rands = ["a = torch.rand(1)", "b = torch.rand(1)"]
    enter_seed(bench, "42")
    assert [line.text() for line in bench.code] == ["torch.manual_seed(42)", *rands]
    assert bench.seed.isEnabled()
    bench.set_seeded(False)
    assert [line.text() for line in bench.code] == ["# torch.manual_seed(42)", *rands]
    assert not bench.seed.isEnabled()
    assert not bench.seeded.isChecked()


def test_a_seed_that_is_still_being_typed_counts_when_the_mouse_draws(bench: SeedBench) -> None:
    enter_seed(bench, "7", end=False)
    press(bench.draw)
    assert bench.rounds[0].seed == 7
    assert bench.code[0].text() == "torch.manual_seed(7)"


@pytest.mark.parametrize("text", ["-1", "1.5", "1e400", "9223372036854775808"])
def test_what_is_no_seed_changes_nothing(bench: SeedBench, text: str) -> None:
    enter_seed(bench, text)
    press(bench.draw)
    assert bench.rounds[0].seed == 1


def test_the_newest_rounds_are_in_the_table_and_all_are_kept(bench: SeedBench) -> None:
    for _ in range(104):
        bench.draw.click()
    assert len(bench.rounds) == 104
    assert [row(bench, number)[0] for number in range(ROWS)] == [str(104 - number) for number in range(ROWS)]


def test_clear_forgets_the_rounds_and_leaves_seed_and_checkbox(bench: SeedBench) -> None:
    enter_seed(bench, "3")
    tick(bench)
    press(bench.draw, 2)
    press(bench.clear)
    assert (bench.rounds, bench.table.rowCount()) == ([], 0)
    assert bench.finding.text() == "Draw again and again: do the same numbers come?"
    assert (bench.seed.value(), bench.seeded.isChecked()) == (3, False)


def test_it_tells_of_each_round(bench: SeedBench, qtbot: QtBot) -> None:
    counts = []
    bench.drawn.connect(lambda: counts.append(len(bench.rounds)))
    press(bench.draw, 3)
    assert counts == [1, 2, 3]


def test_the_window_does_not_wait_for_torch() -> None:
    script = "import sys, gui.panels.lesson.seed_bench; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_keyboard_alone_can_do_it_all(bench: SeedBench) -> None:
    bench.activateWindow()
    bench.seeded.setFocus()
    reached = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == [bench.seeded, bench.seed, bench.draw, bench.clear, bench.table]
    QTest.keyClick(bench.draw, Qt.Key.Key_Return)
    QTest.keyClick(bench.draw, Qt.Key.Key_Space)
    assert len(bench.rounds) == 2
    bench.table.setFocus()
    QTest.keyClick(bench.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is bench.seeded
    QTest.keyClick(bench.clear, Qt.Key.Key_Space)
    assert bench.rounds == []


def test_a_low_table_is_scrolled_with_the_keys_and_shows_the_newest_again(bench: SeedBench) -> None:
    bench.resize(420, 1)
    press(bench.draw, ROWS)
    bar = bench.table.verticalScrollBar()
    assert bench.table.viewport().height() == LEAST_ROWS * bench.table.rowHeight(0)
    bench.table.setFocus()
    for _ in range(ROWS):
        QTest.keyClick(bench.table, Qt.Key.Key_Down)
    assert bar.value() == bar.maximum() > 0
    press(bench.draw)
    assert bar.value() == 0


def test_the_mouse_leaves_the_keyboard_where_it_was(bench: SeedBench) -> None:
    bench.seed.setFocus()
    press(bench.draw)
    press(bench.clear)
    press(bench.seeded)
    fields = (bench.seeded, bench.draw, bench.clear, bench.table)
    assert {field.focusPolicy() for field in fields} == {Qt.FocusPolicy.TabFocus}


def test_everything_to_use_has_a_name_and_a_tip(bench: SeedBench) -> None:
    named = (bench.seeded, bench.seed, bench.draw, bench.clear, bench.table)
    interfaces = [QAccessible.queryAccessibleInterface(widget) for widget in named]
    assert all(interface.text(QAccessible.Text.Name) for interface in interfaces)
    assert all(widget.toolTip() for widget in named[:-1])


def test_who_cannot_see_hears_what_the_rounds_show(bench: SeedBench, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    press(bench.draw, 2)
    assert said == ["Draw once more: do the same two numbers come?", "The same two numbers, 2 times in a row"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("width", "base"), SIZES)
def test_all_has_room_in_every_width_and_size(
    bench: SeedBench, speak: Callable[[Language], None], width: int, base: int, language: Language
) -> None:
    speak(language)
    press(bench.draw, 12)
    bench.set_seeded(False)
    dress_for(bench, width, base)
    assert bench.width() == width
    table, room = bench.table, inside(bench)
    for part in (bench.seeded, bench.seed, bench.draw, bench.clear, bench.finding, table, *bench.code):
        assert room.left() <= part.geometry().left() <= part.geometry().right() <= room.right()
    for button in (bench.seeded, bench.draw, bench.clear):
        assert button.width() >= button.minimumSizeHint().width()
    for line in bench.code:
        assert line.metrics().horizontalAdvance(line.text()) <= line.width()
    assert table.horizontalHeader().length() == table.viewport().width()
    assert all(has_room(table, column) for column in range(table.columnCount()))
    assert table.columnWidth(SEED_COLUMN) >= table.horizontalHeader().sectionSizeHint(SEED_COLUMN)
    assert table.viewport().height() == ROWS * table.rowHeight(0)  # in a card as high as this all rows are seen


def test_what_stands_one_above_the_other_stands_side_by_side_again_in_a_wider_card(bench: SeedBench) -> None:
    for width, stacked in ((300, True), (700, False)):
        dress_for(bench, width, 32)
        assert (bench.clear.y() > bench.draw.y(), bench.seed.y() > bench.seeded.y()) == (stacked, stacked)


def test_in_a_wide_card_the_rows_stay_short_enough_to_be_read_along(bench: SeedBench) -> None:
    dress_for(bench, 900, 13)
    assert bench.table.x() == inside(bench).left()
    assert bench.table.width() < 450


def test_rounds_of_four_digits_have_room(show: Callable[[QWidget], QWidget]) -> None:
    table, draws = RoundsTable(), Draws()
    for number in range(1202):
        draws.draw(1, seeded=number > 1199)
    table.restyle(TypeScale())
    table.resize(272, 300)
    show(table)
    table.show_rounds(draws)
    assert [item(table, 0, column).text() for column in (0, 4)] == ["1202", "= 1201"]
    assert all(has_room(table, column) for column in range(5))


def test_a_seed_too_long_for_its_column_is_told_by_a_tip(bench: SeedBench) -> None:
    enter_seed(bench, "9223372036854775807")
    press(bench.draw)
    assert item(bench.table, 0, SEED_COLUMN).toolTip() == "9223372036854775807"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_wears_the_theme(bench: SeedBench, theme: Theme) -> None:
    bench.setStyleSheet(style_sheet(theme, TypeScale()))
    bench.restyle(theme, TypeScale())
    press(bench.draw, 2)
    assert {theme.card, theme.text} <= colours(bench.table.viewport().grab().toImage())


def test_it_speaks_korean_and_english_again(bench: SeedBench, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        seed = bench.table.model().headerData(SEED_COLUMN, Qt.Orientation.Horizontal)
        tips = [part.toolTip() for part in (bench.seeded, bench.draw, bench.clear)]
        names = [bench.seed.accessibleName(), bench.table.accessibleName()]
        return [bench.finding.text(), bench.draw.text(), bench.clear.text(), seed, *tips, *names]

    english = texts()
    speak(Language.KOREAN)
    assert [text for text in texts() if not is_korean(text)] == []
    for seeded in (True, True, False, False):
        bench.set_seeded(seeded)
        press(bench.draw)
        assert is_korean(bench.finding.text())
    press(bench.clear)
    speak(Language.ENGLISH)
    assert texts() == english
