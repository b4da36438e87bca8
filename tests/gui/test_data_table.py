"""The data as numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from PySide6.QtWidgets import QWidget

from gui.data_table import ROWS_AT_MOST, DataTable
from gui.theme import LIGHT, TypeScale
from gui.translation import Language
from model.dataset import LESSON, Dataset
from tests.gui.conftest import is_korean


@pytest.fixture
def data(show: Callable[[QWidget], QWidget]) -> DataTable:
    data = DataTable()
    data.restyle(LIGHT, TypeScale())
    show(data)
    data.show_data(LESSON)
    return data


def rows(data: DataTable) -> list[list[str]]:
    found = []
    for row in range(data.table.rowCount()):
        items = (data.table.item(row, column) for column in (0, 1))
        found.append([item.text() if item else "" for item in items])
    return found


def test_each_pair_is_a_row(data: DataTable) -> None:
    assert rows(data) == [["1", "2"], ["2", "4"], ["3", "6"]]


def test_other_data_take_the_place_of_the_first(data: DataTable) -> None:
    data.show_data(Dataset.of([0.5, -1.25], [1e-6, 1e20]))
    assert rows(data) == [["0.5", "1e-06"], ["-1.25", "1e+20"]]


def test_the_shape_is_what_torch_prints(data: DataTable) -> None:
    x, y = torch.from_numpy(LESSON.x.copy()), torch.from_numpy(LESSON.y.copy())
    assert data.shape.text().split("\n") == [f"x_train.shape  {x.shape}", f"y_train.shape  {y.shape}"]


def test_all_three_rows_of_the_lesson_are_in_sight(data: DataTable) -> None:
    assert data.table.verticalScrollBar().maximum() == 0
    assert data.table.viewport().height() >= sum(data.table.rowHeight(row) for row in range(3))


def test_very_many_data_are_cut_and_their_shape_is_not(data: DataTable) -> None:
    many = [float(n) for n in range(ROWS_AT_MOST + 5)]
    data.show_data(Dataset.of(many, many))
    assert data.table.rowCount() == ROWS_AT_MOST
    assert f"[{len(many)}, 1]" in data.shape.text()


def test_the_table_cannot_be_edited(data: DataTable) -> None:
    assert data.table.editTriggers() is data.table.EditTrigger.NoEditTriggers


def test_rows_grow_with_the_type(data: DataTable) -> None:
    before = data.table.rowHeight(0)
    data.restyle(LIGHT, TypeScale(26))
    assert data.table.rowHeight(0) == 2 * before


def test_it_speaks_korean_and_english_again(data: DataTable, speak: Callable[[Language], None]) -> None:
    english = data.title.text(), data.shape.toolTip()
    speak(Language.KOREAN)
    assert is_korean(data.title.text())
    assert is_korean(data.shape.toolTip())
    speak(Language.ENGLISH)
    assert (data.title.text(), data.shape.toolTip()) == english
