"""The data as numbers, and what can be done with them there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.data.data_table import DataTable
from gui.panels.data.table_model import ROWS_AT_MOST
from gui.session.engine import State
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from model.history import History
from tests.gui.conftest import DataForm, frame_of, is_korean, pairs

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LESSON_ROWS = [["1", "2"], ["2", "4"], ["3", "6"], ["", ""]]
SHORTCUTS = ("Space", "Left", "Right", "Up", "Down", "Home", "Delete", "R", "Z", "Esc", "Ctrl+Z")


class Form(DataForm):
    """A window with the table."""

    def __init__(self) -> None:
        super().__init__(editor := DataTable(), SHORTCUTS)
        self.data = editor

    def go_to(self, row: int, column: int) -> None:
        """Give this cell the keyboard."""
        self.data.table.setFocus()
        self.data.table.go_to(row, column)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)

    def type_in(self, text: str, end: Qt.Key = Key.Key_Return) -> None:
        """Type a text into the cell that has the keyboard, as a user does."""
        for character in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            QTest.keyClicks(widget, character)
        self.key(end)
        QApplication.processEvents()  # Qt takes the value of a cell over when the key has been dealt with

    def paste(self, text: str) -> None:
        """Press Ctrl+V with this text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.key(Key.Key_V, CONTROL)

    def rows(self) -> list[list[str]]:
        """The texts of all cells."""
        model = self.data.model
        return [[str(model.index(row, column).data()) for column in (0, 1)] for row in range(model.rowCount())]


@pytest.fixture
def form(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> Form:
    form = Form()
    form.resize(300, 400)
    show(form)
    activate(form)
    form.data.show_data(LESSON)
    form.go_to(0, 0)
    return form


def numbers(rows: int) -> Dataset:
    return Dataset(np.arange(rows, dtype=np.float32), np.arange(rows, dtype=np.float32))


def test_each_pair_is_a_row_and_behind_them_is_an_empty_one(form: Form) -> None:
    assert form.rows() == LESSON_ROWS


def test_other_data_take_the_place_of_the_first(form: Form) -> None:
    form.data.show_data(Dataset.of([0.5, -1.25], [1e-6, 1e20]))
    assert form.rows() == [["0.5", "1e-06"], ["-1.25", "1e+20"], ["", ""]]


def test_a_cell_shows_as_many_digits_as_its_float32_has(form: Form) -> None:
    third = np.float32(1) / np.float32(3)
    form.data.show_data(Dataset.of([float(third)], [0.1]))
    assert form.rows()[0] == ["0.33333334", "0.1"]


def test_the_shape_is_what_torch_prints(form: Form) -> None:
    x, y = torch.from_numpy(LESSON.x.copy()), torch.from_numpy(LESSON.y.copy())
    assert form.data.shape.text().split("\n") == [f"x_train.shape  {x.shape}", f"y_train.shape  {y.shape}"]


def test_all_rows_of_the_lesson_are_in_sight_and_the_empty_one_too(form: Form) -> None:
    table = form.data.table
    assert table.verticalScrollBar().maximum() == 0
    assert table.viewport().height() >= sum(table.rowHeight(row) for row in range(4))


def test_more_rows_are_scrolled_to(form: Form) -> None:
    before = form.data.table.height()
    form.data.show_data(numbers(50))
    QApplication.processEvents()
    assert form.data.table.height() == before
    assert form.data.table.verticalScrollBar().maximum() > 0


def test_very_many_data_are_cut_and_their_shape_is_not(form: Form) -> None:
    assert not form.data.note.isVisible()
    form.data.show_data(numbers(ROWS_AT_MOST + 5))
    assert form.data.model.rowCount() == ROWS_AT_MOST
    assert f"[{ROWS_AT_MOST + 5}, 1]" in form.data.shape.text()
    assert form.data.note.isVisible()
    assert "1,000 of 1,005" in form.data.note.text()


@pytest.mark.parametrize("reason", ["told so", "too many"])
def test_what_is_not_editable_is_left_alone(form: Form, reason: str) -> None:
    if reason == "told so":
        form.data.set_editable(False)
    else:
        form.data.show_data(numbers(ROWS_AT_MOST + 1))
    before = form.rows()
    assert before[-1] != ["", ""]
    form.go_to(0, 0)
    form.type_in("7")
    form.key(Key.Key_Delete)
    form.paste("1\t2")
    assert (form.edits, form.rows()) == ([], before)


@pytest.mark.parametrize(("text", "value"), [("7", 7.0), ("2,5", 2.5), ("-1e3", -1000.0), (".5", 0.5)])
def test_a_number_is_typed_over_another(form: Form, qtlog: Any, text: str, value: float) -> None:
    form.go_to(1, 1)
    form.type_in(text)
    assert not [record.message for record in qtlog.records if "edit" in record.message]
    assert form.edits == [([(1, 2), (2, value), (3, 6)], "type", True)]
    assert (form.pressed, form.data.alarm.isVisible()) == ([], False)


@pytest.mark.parametrize("text", ["1x", "1e39", "--1", "1,2,3"])
def test_a_bad_entry_is_refused_with_a_note_and_the_old_value_stays(form: Form, text: str) -> None:
    form.go_to(1, 1)
    room = form.data.body.totalSizeHint().height()
    form.type_in(text)
    assert (form.edits, form.rows()) == ([], LESSON_ROWS)
    assert form.data.alarm.isVisible()
    assert text in form.data.alarm.text()
    assert form.data.body.totalHeightForWidth(260) == room  # or all below would move
    form.go_to(1, 1)
    form.type_in("5")
    assert not form.data.alarm.isVisible()


def test_an_emptied_cell_keeps_its_value(form: Form) -> None:
    form.go_to(1, 1)
    form.key(Key.Key_F2)
    form.key(Key.Key_Backspace)
    form.type_in("")
    assert (form.edits, form.rows()) == ([], LESSON_ROWS)
    assert form.data.alarm.isVisible()


def test_the_same_value_again_is_no_edit(form: Form) -> None:
    form.go_to(1, 1)
    form.type_in("4")
    assert form.edits == []


def test_escape_gives_up_what_was_typed(form: Form) -> None:
    form.go_to(1, 1)
    form.type_in("9", end=Key.Key_Escape)
    assert (form.edits, form.rows(), form.pressed) == ([], LESSON_ROWS, [])


def test_both_values_in_the_last_row_add_a_pair(form: Form) -> None:
    form.go_to(3, 0)
    form.type_in("4", end=Key.Key_Tab)
    assert form.edits == []
    assert form.rows()[3] == ["4", ""]
    form.type_in("8")
    assert form.edits == [([*pairs(LESSON), (4, 8)], "add", True)]
    assert form.rows() == [*LESSON_ROWS[:3], ["4", "8"], ["", ""]]


def test_half_a_pair_can_be_taken_back(form: Form) -> None:
    form.go_to(3, 1)
    form.type_in("8")
    form.go_to(3, 1)
    form.key(Key.Key_Delete)
    assert (form.edits, form.rows()) == ([], LESSON_ROWS)


def test_delete_removes_the_selected_rows(form: Form) -> None:
    form.go_to(1, 0)
    form.key(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    form.key(Key.Key_Delete)
    assert form.edits == [([(1, 2)], "remove", True)]
    assert form.rows() == [["1", "2"], ["", ""]]


def test_all_rows_cannot_be_removed(form: Form) -> None:
    form.key(Key.Key_A, CONTROL)
    form.key(Key.Key_Delete)
    assert (form.edits, form.rows()) == ([], LESSON_ROWS)
    assert form.data.alarm.isVisible()


def test_delete_may_be_pressed_again_and_again(form: Form) -> None:
    for _ in range(5):
        form.key(Key.Key_Delete)
    assert [len(shown) for shown, _, _ in form.edits] == [2, 1]
    assert form.rows() == [["3", "6"], ["", ""]]


def test_a_spreadsheet_is_pasted_from_the_current_cell_on(form: Form) -> None:
    form.go_to(2, 0)
    form.paste("hours\tscore\r\n7,5\t8\r\n9\t10\r\n")
    assert form.edits == [([(1, 2), (2, 4), (7.5, 8), (9, 10)], "paste", True)]
    assert form.rows() == [["1", "2"], ["2", "4"], ["7.5", "8"], ["9", "10"], ["", ""]]


HEADED = "game time (h)\tweight (kg)\n2\t50\n3.5\t61\n1\t48\n4\t66\n"


def test_a_table_that_replaces_all_rows_brings_its_names(form: Form) -> None:
    form.paste(HEADED)
    data = form.data.model.dataset
    assert data is not None
    assert (data.x_name, data.y_name) == ("game time (h)", "weight (kg)")
    form.go_to(0, 0)
    form.paste("1\t2\n" * 4)
    data = form.data.model.dataset
    assert data is not None
    assert (data.x_name, data.y_name) == ("column 1", "column 2")


def test_where_all_cells_are_selected_a_paste_replaces_all(form: Form) -> None:
    form.go_to(2, 1)
    form.key(Key.Key_A, CONTROL)
    form.paste("game time (h)\tweight (kg)\n2\t50\n3.5\t61")
    assert form.edits == [([(2, 50), (3.5, 61)], "paste", True)]
    data = form.data.model.dataset
    assert data is not None
    assert data.x_name == "game time (h)"


def test_a_paste_begins_where_the_selection_does(form: Form) -> None:
    form.go_to(0, 0)
    form.key(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    form.paste("7\t8")
    assert form.edits[-1][0] == [(7, 8), (2, 4), (3, 6)]


def test_one_column_is_pasted_into_its_own(form: Form) -> None:
    form.go_to(0, 1)
    form.paste("7\n8")
    assert form.edits[-1][0] == [(1, 7), (2, 8), (3, 6)]


def test_a_paste_into_the_last_row_appends(form: Form) -> None:
    form.go_to(3, 0)
    form.paste("4\t8\n5\t10")
    assert form.edits[-1][0] == [*pairs(LESSON), (4, 8), (5, 10)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\t2\n3\tx", ["row 2", "column 2", "x"]),
        ("1\t2\n3", ["row 2"]),
        ("1\t", ["row 1", "column 2"]),
        ("nan\t1\n1\t2", ["row 1", "column 1", "missing"]),
        ("1,350\t1\n2,020\t2", ["row 1", "column 1", "1,350", "1350 or 1.35"]),
        ("1\t1e39", ["row 1", "column 2", "1e39"]),
        ("1\t2\t3", ["two columns"]),
        ("1\n2\n3\n4", ["row 4"]),
        ("1\n" * 10_001, ["10,000"]),
        ("\n", ["no numbers"]),
    ],
)
def test_a_bad_cell_refuses_the_whole_paste_and_says_where(form: Form, text: str, words: list[str]) -> None:
    form.paste(text)
    assert (form.edits, form.rows()) == ([], LESSON_ROWS)
    assert form.data.alarm.isVisible()
    for word in words:
        assert word in form.data.alarm.text()


def test_the_selection_is_copied_as_a_spreadsheet_takes_it(form: Form) -> None:
    form.key(Key.Key_A, CONTROL)
    form.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1\t2\n2\t4\n3\t6"
    form.go_to(1, 1)
    form.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "4"


def test_data_that_cannot_be_edited_can_be_copied(form: Form) -> None:
    form.data.set_editable(False)
    form.go_to(2, 1)
    form.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "6"


def test_arrows_go_from_cell_to_cell_and_not_to_the_window(form: Form) -> None:
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up):
        form.key(key)
    current = form.data.table.currentIndex()
    assert (current.row(), current.column(), form.pressed) == (1, 0, [])


@pytest.mark.parametrize("key", ["Space", "R", "Z", "Ctrl+Z"])
def test_keys_that_a_table_has_no_use_for_are_the_windows(form: Form, key: str) -> None:
    QTest.keySequence(form.data.table, key)
    assert (form.pressed, form.edits) == ([key], [])


def test_escape_gives_the_arrows_back_to_the_window(form: Form) -> None:
    form.key(Key.Key_Escape)
    assert not form.data.table.hasFocus()
    QTest.keySequence(form, "Right")
    assert form.pressed == ["Right"]


def test_tab_leaves_the_table(form: Form) -> None:
    form.key(Key.Key_Tab)
    assert form.field.hasFocus()


def test_what_is_being_typed_is_given_up_when_other_rows_come(form: Form) -> None:
    form.go_to(3, 0)
    QTest.keyClicks(form.data.table, "4")
    form.data.show_data(numbers(ROWS_AT_MOST + 1))
    assert form.data.table.state() == form.data.table.State.NoState
    assert form.edits == []


@pytest.mark.parametrize("ends", ["finish", "stop_editing"])
def test_return_is_a_key_late_when_the_cell_has_been_left(form: Form, ends: str) -> None:
    QTest.keyClicks(form.data.table, "7")
    form.key(Key.Key_Return)  # is dealt with from Qt's queue
    getattr(form.data.table, ends)()
    QApplication.processEvents()
    assert form.rows()[0] == ["7" if ends == "finish" else "1", "2"]


def test_a_note_stays_until_the_data_change(form: Form) -> None:
    form.paste("x")
    form.data.show_data(LESSON)
    assert form.data.alarm.isVisible()
    form.data.show_data(numbers(3))
    assert not form.data.alarm.isVisible()


EDIT = st.tuples(
    st.sampled_from(["type", "paste", "Delete"]), st.integers(0, 9), st.integers(0, 1), st.text("12,-e\t\nx")
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDIT, max_size=8))
def test_any_sequence_of_edits_keeps_a_valid_data_set(form: Form, edits: list[tuple[str, int, int, str]]) -> None:
    form.data.show_data(LESSON)
    form.edits.clear()
    for kind, row, column, text in edits:
        form.go_to(row % form.data.model.rowCount(), column)
        if kind == "type":
            form.type_in("1" + text.replace("\t", "").replace("\n", ""))
        elif kind == "paste":
            form.paste(text)
        else:
            form.key(Key.Key_Delete)
    last = form.edits[-1][0] if form.edits else pairs(LESSON)
    assert len(last) >= 1
    assert np.isfinite(last).all()
    assert [(float(np.float32(x)), float(np.float32(y))) for x, y in form.rows()[: len(last)]] == last


def test_headers_have_the_codes_names_and_tell_the_datas(form: Form) -> None:
    model = form.data.model
    form.data.show_data(Dataset(LESSON.x, LESSON.y, x_name="size <b>", y_name=""))
    horizontal = Qt.Orientation.Horizontal
    assert [model.headerData(column, horizontal) for column in (0, 1)] == ["x_train", "y_train"]
    tips = [model.headerData(column, horizontal, Qt.ItemDataRole.ToolTipRole) for column in (0, 1)]
    assert tips == ["<span>size &lt;b&gt;</span>", None]


def test_rows_grow_with_the_type(form: Form) -> None:
    before = form.data.table.rowHeight(0)
    form.data.restyle(LIGHT, TypeScale(26))
    assert form.data.table.rowHeight(0) == 2 * before


def test_it_speaks_korean_and_english_again(form: Form, speak: Callable[[Language], None]) -> None:
    data = form.data
    english = data.title.text(), data.shape.toolTip()
    speak(Language.KOREAN)
    assert is_korean(data.title.text())
    assert is_korean(data.shape.toolTip())
    speak(Language.ENGLISH)
    assert (data.title.text(), data.shape.toolTip()) == english


def test_a_refusal_has_been_seen_when_the_loop_runs(form: Form) -> None:
    QGuiApplication.clipboard().setText("no numbers")
    form.data.table.setFocus()
    QTest.keyClick(form.data.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.data.alarm.isVisible()
    form.data.show_frame(frame_of(History(), state=State.PAUSED))
    assert form.data.alarm.isVisible()
    form.data.show_frame(frame_of(History(), state=State.RUNNING))
    assert not form.data.alarm.isVisible()
