"""Changes of a data set by hand: each gives another valid data set and leaves the old one alone.

Names stay as long as any of the old pairs do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from model.data.pasted import Fault, Pasted, PasteError
from model.dataset import Dataset

EDITABLE_ROWS = 1000
"""More points lie so close that none can be taken hold of."""


class Edit(StrEnum):
    """What was done to the data."""

    MOVE = "move"
    NUDGE = "nudge"
    ADD = "add"
    REMOVE = "remove"
    TYPE = "type"
    PASTE = "paste"


def moved(data: Dataset, row: int, x: float, y: float) -> Dataset:
    """The data with the pair of this row at x and y. Raises ValueError where they are no finite float32."""
    return _with_columns(data, _at(data.x, row, x), _at(data.y, row, y))


def added(data: Dataset, x: float, y: float) -> Dataset:
    """The data with this pair behind the others. Raises ValueError where it is no pair of finite float32."""
    return _with_columns(data, np.append(data.x, np.float32(x)), np.append(data.y, np.float32(y)))


def removed(data: Dataset, rows: Iterable[int]) -> Dataset:
    """The data without these rows. Raises ValueError where none would be left."""
    gone = list(rows)
    return _with_columns(data, np.delete(data.x, gone), np.delete(data.y, gone))


def pasted(
    data: Dataset, new: Pasted, row: int, column: int, *, over: int = 0, unnamed: tuple[str, str] = ("", "")
) -> Dataset:
    """The data with what is new written over them from this cell on, at least over so many rows, and beyond their end.

    Two columns are x and y wherever they are pasted; one takes the place of the column it is pasted into. A column that
    is replaced as a whole is called as the text says, and two of which it does not say it as unnamed says. Raises
    PasteError where one column is not as long as what it replaces, and so would leave pairs half filled.
    """
    table, names, end = np.hstack([data.x, data.y]), [data.x_name, data.y_name], row + max(len(new.values), over)
    whole = row == 0 and end >= len(data)
    if new.values.shape[1] == 2:
        changed = _with_columns(data, *np.vstack([table[:row], new.values, table[end:]]).T)
        if not whole or (not new.names and changed.has_points_of(data)):
            return changed
        x_name, y_name = new.names or unnamed
        return replace(changed, name="", x_name=x_name, y_name=y_name, left_out=0)
    if row + len(new.values) != min(end, len(data)):
        raise PasteError(Fault.HALF_ROW, min(len(new.values), len(data) - row) + 1, column + 1)
    table[row:end, column] = new.values[:, 0]
    if whole and new.names:
        names[column] = new.names[0]
    return replace(_with_columns(data, *table.T), x_name=names[0], y_name=names[1])


def _with_columns(data: Dataset, x: NDArray[np.float32], y: NDArray[np.float32]) -> Dataset:
    return replace(data, x=x, y=y, precise=None)


def _at(column: NDArray[np.float32], row: int, value: float) -> NDArray[np.float32]:
    changed = column.copy()
    with np.errstate(over="ignore"):
        changed[row, 0] = value
    return changed
