"""The data of an exported script: written into it, or beside it where they are many."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from model.data.number_text import short_floats
from model.dataset import Dataset
from model.setup import data_lines, literals

EMBEDDED = 2000
"""Rows up to which data stand in the script itself."""


class DataFiles:
    """Writes data sets as code; those of more than EMBEDDED rows are read from files beside the script.

    stem is the name of the script without its ending: the files are stem.data.csv, stem.data-2.csv and so on. sets are
    all data sets there will be, in order.
    """

    def __init__(self, stem: str, sets: Iterable[Dataset]) -> None:
        self.texts: dict[str, str] = {}
        """The text of each file, by name."""
        self._names: dict[tuple[bytes, bytes], str] = {}
        for data in sets:
            if len(data) > EMBEDDED and _bits(data) not in self._names:
                number = f"-{len(self._names) + 1}" if self._names else ""
                name = self._names[_bits(data)] = f"{stem}.data{number}.csv"
                self.texts[name] = _csv_text(data)

    @staticmethod
    def differ(one: Dataset, other: Dataset) -> bool:
        """Whether two data sets hold other numbers; to the last bit, where == takes -0.0 for 0.0."""
        return one is not other and _bits(one) != _bits(other)

    def assignment(self, data: Dataset) -> list[str]:
        """The lines that make x_train and y_train of a data set."""
        if len(data) > EMBEDDED:
            return [f"x_train, y_train = {self._reading(data)}"]
        return list(data_lines(data))

    def expression(self, data: Dataset) -> str:
        """Both tensors as a pair, on one line."""
        if len(data) > EMBEDDED:
            return self._reading(data)
        x, y = (f"torch.FloatTensor([{', '.join(literals(data, name))}]).view(-1, 1)" for name in "xy")
        return f"({x}, {y})"

    def _reading(self, data: Dataset) -> str:
        return f"read_columns({self._names[_bits(data)]!r})"


def _bits(data: Dataset) -> tuple[bytes, bytes]:
    return data.x.tobytes(), data.y.tobytes()


def _csv_text(data: Dataset) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([data.x_name or "x", data.y_name or "y"])
    writer.writerows(zip(short_floats(data.x), short_floats(data.y), strict=True))
    return stream.getvalue()
