"""Tables as people and programs write them: what comes back is what was written, or is refused; it never differs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from model.data.tables.open_table import DataFileError, Reading, read_data
from model.dataset import Dataset

one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)

Row = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Manner:
    """How somebody writes a table."""

    separator: str
    decimal: str
    group: str
    places: int | None
    """Digits after the decimal mark in each number; None without needless noughts."""
    quoted: bool
    encoding: str
    end: str
    preamble: str
    header: str
    footer: str
    gap: str
    label: bool
    """Whether a column of words stands before the two."""

    def number(self, value: Decimal | None) -> str:
        """A cell."""
        if value is None:
            return self.gap
        text = f"{value:,.{self.places}f}" if self.places is not None else f"{value.normalize():,f}"
        return text.replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)

    def cell(self, text: str) -> str:
        """Text between quotation marks, where these are needed or liked."""
        return f'"{text}"' if self.quoted or self.separator in text else text

    def text(self, rows: list[Row]) -> str:
        """The whole file."""
        lines = [*self.preamble.split("|")] if self.preamble else []
        words = ["이름"] if self.label else []
        if self.header:
            lines.append(self.separator.join(map(self.cell, [*words, *self.header.split("|")])))
        for n, row in enumerate(rows):
            cells = [f"학생 {chr(ord('가') + n)}"] if self.label else []
            lines.append(self.separator.join(map(self.cell, [*cells, *map(self.number, row)])))
        lines += self.footer.split("|") if self.footer else []
        return self.end.join(lines) + self.end


numbers = st.decimals(-10_000_000, 10_000_000, allow_nan=False, places=3) | st.decimals(
    -5_000, 5_000, allow_nan=False, places=0
)
manners = st.builds(
    Manner,
    separator=st.sampled_from(",;\t|"),
    decimal=st.sampled_from(".,"),
    group=st.sampled_from(["", "", ",", ".", " ", "\u00a0", "'"]),
    places=st.sampled_from([None, None, 0, 1, 2, 3]),
    quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp949"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    preamble=st.sampled_from(["", "", "# 3학년", "2024년 성적", "3학년 2반 성적|", "Scores, spring 2024|", "sep={}"]),
    header=st.sampled_from(["시간|점수", "x|y", "hours|score (of 100)", ""]),
    footer=st.sampled_from(["", "", "|자료: 3학년 2반", "# end", "|Source: class 3, 2024", "||"]),
    gap=st.sampled_from(["", "NA", "?", "-", ".", "n/a", "결석", "#N/A", "nan"]),
    label=st.booleans(),
)
rows = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=8)
gappy = st.lists(st.tuples(numbers | st.none(), numbers | st.none()), min_size=3, max_size=8)


def exact(rows: list[Row], places: int | None) -> list[tuple[float, float]]:
    """The pairs without a gap, as float32 numbers."""
    pairs = [pair for pair in rows if None not in pair]
    quantum = None if places is None else Decimal(1).scaleb(-places)
    rounded = [[value if quantum is None else value.quantize(quantum) for value in pair] for pair in pairs]  # type: ignore[union-attr]
    return [(float(np.float32(str(x))), float(np.float32(str(y)))) for x, y in rounded]


def values(data: Dataset) -> list[tuple[float, float]]:
    """The pairs of a data set."""
    return [*zip(data.x[:, 0].tolist(), data.y[:, 0].tolist(), strict=True)]


def written(folder: Path, manner: Manner, rows: list[Row]) -> Path:
    """The rows in a file."""
    text = manner.text(rows).replace("sep={}", f"sep={manner.separator}")
    assume(manner.group != manner.decimal)
    assume(not (manner.encoding == "cp949" and "\u00a0" in text))
    path = folder / "data.csv"
    path.write_bytes(text.encode(manner.encoding))
    return path


def names(manner: Manner) -> tuple[str, str]:
    """How x and y are asked for."""
    return ("2", "3") if manner.label else ("1", "2")


def assert_same_or_refused(folder: Path, manner: Manner, rows: list[Row], reading: Reading) -> None:
    """What comes back is what was written, but for the rows with a gap; or nothing comes back."""
    path = written(folder, manner, rows)
    try:
        data = read_data(path, *names(manner), reading)
    except DataFileError as error:
        event(str(error.reason))
        return
    event("read")
    assert values(data) == exact(rows, manner.places)


@one_file
@given(manners, rows)
def test_a_written_table_comes_back_or_is_refused(tmp_path: Path, manner: Manner, rows: list[Row]) -> None:
    assert_same_or_refused(tmp_path, manner, rows, Reading())


@one_file
@given(manners, gappy)
def test_a_gap_never_becomes_a_number(tmp_path: Path, manner: Manner, rows: list[Row]) -> None:
    assert_same_or_refused(tmp_path, manner, rows, Reading(drop_missing=True))


@one_file
@given(manners, rows)
def test_a_table_is_read_once_the_decimal_mark_is_said(tmp_path: Path, manner: Manner, rows: list[Row]) -> None:
    assume(manner.header or not manner.preamble)
    path = written(tmp_path, manner, rows)
    assert values(read_data(path, *names(manner), Reading(decimal=manner.decimal))) == exact(rows, manner.places)
