"""The data of an exported script: written into it, or beside it where they are many."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from model.data.number_text import short_floats
from model.dataset import Dataset

EMBEDDED = 2000
"""Rows up to which data stand in the script itself."""

ON_ONE_LINE = 10
LINE = 100


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
        return [f"{name} = {_tensor(_literals(data, name[0]))}" for name in ("x_train", "y_train")]

    def expression(self, data: Dataset) -> str:
        """Both tensors as a pair, on one line."""
        if len(data) > EMBEDDED:
            return self._reading(data)
        x, y = (f"torch.FloatTensor([{', '.join(_literals(data, name))}]).view(-1, 1)" for name in "xy")
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


def _literals(data: Dataset, column: str) -> list[str]:
    return [_literal(value) for value in short_floats(data.x if column == "x" else data.y)]


def _literal(value: float) -> str:
    text = repr(value)
    return text.removesuffix(".0") if text != "-0.0" else text


def _tensor(literals: list[str]) -> str:
    if len(literals) <= ON_ONE_LINE:
        return f"torch.FloatTensor([{', '.join(f'[{literal}]' for literal in literals)}])"
    lines = [""]
    for literal in literals:
        if len(lines[-1]) + len(literal) > LINE:
            lines.append("")
        lines[-1] += f"{literal}, "
    rows = "\n".join(f"    {line.rstrip()}" for line in lines)
    return f"torch.FloatTensor([\n{rows}\n]).view(-1, 1)"
