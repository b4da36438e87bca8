"""Files of data: what is read from them, and what is said of those that cannot be read."""

from __future__ import annotations

import codecs
import io
import os
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from model.data.tables import open_table as data_file
from model.data.tables import sheet_grid, text_grid
from model.data.tables.errors import SHORT, shortened
from model.data.tables.grid import Span
from model.data.tables.open_table import DataFileError, Found, Reason, open_table, read_columns, read_data
from model.data.tables.sheet_grid import SheetGrid
from model.data.tables.text_grid import TextGrid
from model.dataset import Dataset

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr"]
SEPARATORS = [",", ";", "\t", "|", " "]
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}

one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(folder: Path, text: str | bytes, encoding: str = "utf-8", name: str = "data.csv") -> Path:
    """A file with this in it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else MARKS.get(encoding, b"") + text.encode(encoding))
    return path


def workbook(sheets: dict[str, list[list[Any]]], hidden: str = "") -> bytes:
    """An .xlsx file with these sheets, of which one may be hidden."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def values(data: Dataset) -> list[tuple[float, float]]:
    """The pairs of a data set."""
    return [*zip(data.x[:, 0].tolist(), data.y[:, 0].tolist(), strict=True)]


def error_of(path: Path, x: str | None = None, y: str | None = None) -> DataFileError:
    """What is wrong with a file."""
    with pytest.raises(DataFileError) as caught:
        read_data(path, x, y)
    return caught.value


# What is read


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_encoding_is_read_with_every_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["이름", "시간", "점수"], ["김", "1", "2.5"], ["이", "2", "4.5"], ["박", "3", "-6e1"]]
    path = written(tmp_path, "\n".join(separator.join(row) for row in rows), encoding)
    table = open_table(path)
    assert (table.columns, table.rows, table.number_columns) == (("이름", "시간", "점수"), 3, (2, 3))
    data = read_data(path)
    assert values(data) == [(1.0, 2.5), (2.0, 4.5), (3.0, -60.0)]
    assert (data.name, data.x_name, data.y_name) == ("data.csv", "시간", "점수")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n  \n", "\n,,\n,\n"])
def test_every_line_ending_is_read_and_empty_lines_at_the_end_are_ignored(tmp_path: Path, end: str, tail: str) -> None:
    table = open_table(written(tmp_path, ("x,y\n1,2\n3,4" + tail).replace("\n", end)))
    assert (table.rows, values(read_columns(table, "x", "y"))) == (2, [(1.0, 2.0), (3.0, 4.0)])


@pytest.mark.parametrize("text", ["1,5;2,5\n3;,5", "1,5 2,5\n3 ,5", "1,5\t2,5\n3\t,5", "a;b;n.n.\n1,5;2,5;x.y\n3;,5;z"])
def test_a_comma_is_the_decimal_mark_where_it_does_not_separate(tmp_path: Path, text: str) -> None:
    assert values(read_data(written(tmp_path, text))) == [(1.5, 2.5), (3.0, 0.5)]


def test_columns_aligned_by_spaces_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "  hours   score\n   1      2  \n  10     20\n", name="data.txt")
    assert values(read_data(path)) == [(1.0, 2.0), (10.0, 20.0)]


@pytest.mark.parametrize("block", [1, 2, 7, 18, 100])
def test_a_long_text_aligned_by_spaces_is_read_in_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(text_grid, "BLOCK", block)
    lines = ["  x     y ", *(f" {n:>3}   {2 * n:>4}  " for n in range(1, 30))]
    assert values(read_data(written(tmp_path, "\n".join(lines)))) == [(float(n), 2.0 * n) for n in range(1, 30)]


def test_quoted_cells_may_hold_separators_newlines_and_quotation_marks(tmp_path: Path) -> None:
    text = '"name, first","exam ""final""",y\n"Kim, Min","1","2"\n"Lee\nSu",3,"4"\n'
    table = open_table(written(tmp_path, text))
    assert table.columns == ("name, first", 'exam "final"', "y")
    assert values(read_columns(table, 'exam "final"', "y")) == [(1.0, 2.0), (3.0, 4.0)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("1,2\n3,4\n", None),
        ("hours,score\n1,2\n3,4\n", ("hours", "score")),
        (",score\n1,2\n3,4\n", ("column 1", "score")),
        (",2\n3,4\n3,4\n", None),
        ("nan,2\n3,4\n3,4\n", None),
        ("2023,score\n1,2\n3,4\n", ("2023", "score")),
        ("a,b\nc,d\n", ("a", "b")),
    ],
    ids=["none", "words", "one without a name", "empty cell", "nan", "a number among them", "words alone"],
)
def test_a_first_row_with_a_word_over_numbers_is_a_header(
    tmp_path: Path, text: str, columns: tuple[str, ...] | None
) -> None:
    table = open_table(written(tmp_path, text))
    assert table.has_header is (columns is not None)
    assert table.columns == (columns or ("column 1", "column 2"))
    assert table.rows == text.count("\n") - table.has_header


def test_the_preview_shows_the_first_rows_below_the_header(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "x,y\n" + "".join(f" {n} ,a\n" for n in range(50))))
    assert table.preview == tuple((str(n), "a") for n in range(20))


def test_a_column_is_named_by_header_or_number(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,1\n1,2,3\n4,5,6\n")
    assert values(read_data(path, "b", "1")) == [(2.0, 3.0), (5.0, 6.0)]
    assert values(read_data(path, "3", "2")) == [(3.0, 2.0), (6.0, 5.0)]
    assert values(read_data(path, y="a")) == [(2.0, 1.0), (5.0, 4.0)]
    assert values(read_columns(open_table(path), 1, 1)) == [(1.0, 1.0), (4.0, 4.0)]


def test_a_hidden_sheet_comes_last(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {"lists": [["a", "b"], [1, 2]], "scores": [["x", "y"], [3, 4]]}
    table = open_table(written(tmp_path, workbook(sheets, hidden="lists"), name="data.xlsx"))
    assert (table.sheets, table.sheet) == (("scores", "lists"), "scores")


def test_a_spreadsheet_is_read_at_the_sheet_asked_for_else_the_first_that_is_filled(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "none": [],
        "one": [["x", "y"], [1, "2,5"], [3, "4,5"]],
        "two": [[date(2026, 1, 1), 5, 6, None], [None, 7, 8]],
    }
    path = written(tmp_path, workbook(sheets), name="data.xlsx")
    first, second = open_table(path), open_table(path, Found("two"))
    assert (first.sheets, first.sheet, first.columns, first.rows) == (("none", "one", "two"), "one", ("x", "y"), 2)
    assert values(read_columns(first, "x", "y")) == [(1.0, 2.5), (3.0, 4.5)]
    assert (second.has_header, second.number_columns) == (False, (1, 2, 3))
    assert values(read_columns(second, 2, 3)) == [(5.0, 6.0), (7.0, 8.0)]


def test_what_is_filled_with_spaces_is_not_of_the_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [],
        [None, "x", "y", " ", None],
        [None, 1, 2, None, " "],
        [None, 3, 4],
        [" ", None, " "],
        [" "],
    ]
    table = open_table(written(tmp_path, workbook({"one": rows}), name="data.xlsx"))
    assert (table.columns, table.rows) == (("column 1", "x", "y"), 2)
    assert values(read_columns(table, "x", "y")) == [(1.0, 2.0), (3.0, 4.0)]


def test_a_sheet_that_is_filled_with_spaces_is_empty(tmp_path: Path) -> None:
    content = workbook({"none": [[" ", " "], [" "]], "one": [["x", "y"], [1, 2], [3, 4]]})
    assert open_table(written(tmp_path, content, name="data.xlsx")).sheet == "one"


def test_whether_a_sheet_is_still_wanted_is_asked_every_thousand_rows() -> None:
    def looks(rows: int) -> int:
        asked = []
        SheetGrid(workbook({"one": [[1, 2]] * rows}), None, lambda *_: asked.append(1))
        return len(asked)

    assert [looks(rows) - looks(10) for rows in (999, 1000, 2500)] == [0, 1, 2]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    assert values(read_data(written(tmp_path, "1,2\n3,4", name="data.xlsx"))) == [(1.0, 2.0), (3.0, 4.0)]
    assert values(read_data(written(tmp_path, workbook({"s": [[1, 2], [3, 4]]}), name="data.csv"))) == [(1, 2), (3, 4)]


@one_file
@given(
    pairs=st.lists(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False, width=32)] * 2), min_size=2),
    encoding=st.sampled_from(ENCODINGS),
    manner=st.sampled_from(
        [(separator, ".") for separator in SEPARATORS] + [(separator, ",") for separator in ";\t| "]
    ),
    header=st.booleans(),
)
def test_float32_columns_survive_the_way_through_a_file(
    tmp_path: Path, pairs: list[tuple[float, float]], encoding: str, manner: tuple[str, str], *, header: bool
) -> None:
    separator, mark = manner
    lines = [separator.join(str(np.float32(value)).replace(".", mark) for value in pair) for pair in pairs]
    names = [f"시간{separator}점수"] if header else []
    path = written(tmp_path, "\n".join(names + lines), encoding)
    assert values(read_data(path, "1", "2")) == pairs


# What is wrong

MUCH = "5,6\n" * 50_000
WHOLE = (None, None, "")
"""An error of the whole file."""
ROW = (None, "")
"""An error of the whole row."""


def sheet(rows: list[list[Any]]) -> bytes:
    """An .xlsx file with one sheet."""
    return workbook({"s": rows})


WRONG = {
    "word": ("x,y\n1,2\n2,3\n3,abc\n", Reason.NOT_NUMERIC, 4, "y", "abc"),
    "underscore": ("x,y\n1,2\n1_0,3\n3,5\n", Reason.NOT_NUMERIC, 3, "x", "1_0"),
    "foreign digits": ("x,y\n1,2\n٣,3\n3,5\n", Reason.NOT_NUMERIC, 3, "x", "٣"),
    "two numbers in quotes": ('x,y\n1,2\n"1\n2",3\n3,5\n', Reason.NOT_NUMERIC, 3, "x", "1 2"),
    "long word": (f"x,y\n1,2\n{'a' * 99},3\n3,5\n", Reason.NOT_NUMERIC, 3, "x", "a" * (SHORT - 1) + "…"),
    "nan": ("x,y\n1,2\nnan,3\n3,5\n", Reason.INCOMPLETE, 3, "x", "nan"),
    "inf": ("1,2\n-Infinity,3\n3,5\n", Reason.NOT_FINITE, 2, "1", "-Infinity"),
    "beyond float32": ("x,y\n1,2\n1,-3.5e38\n3,5\n", Reason.NOT_FLOAT32, 3, "y", "-3.5e38"),
    "beyond float64": ("x,y\n1,2\n1e999,3\n3,x\n", Reason.NOT_FLOAT32, 3, "x", "1e999"),
    "empty cell": ("x,y\n1,2\n,3\n3,5\n", Reason.INCOMPLETE, 3, "x", ""),
    "blank cell": ("x\ty\n1\t2\n3\t \n", Reason.INCOMPLETE, 3, "y", " "),
    "earliest of two": ("x,y\n1,2\n3,a\nb,5\n", Reason.NOT_NUMERIC, 3, "y", "a"),
    "below empty lines": ("\n\nx,y\n1,2\n3,a\n", Reason.NOT_NUMERIC, 5, "y", "a"),
    "below a header of two lines": ('"a\nb",y\n1,2\n3,x\n', Reason.NOT_NUMERIC, 4, "y", "x"),
    "cell too many": ("x,y\n1,2\n3,4,5\n", Reason.RAGGED, 3, *ROW),
    "cell too few": ("x,y,z\n1,2,3\n1,2\n1,2,3\n", Reason.RAGGED, 3, *ROW),
    "lengths that even out": ("x,y,z\n1,2,3\n1,2\n1,2,3,4\n", Reason.RAGGED, 3, *ROW),
    "open quotation mark": ('x,y\n1,2\n"3,4\n' + MUCH, Reason.QUOTE, 3, *ROW),
    "open quotation mark far below": ("x,y\n" + "1,2\n" * 500 + '"3,4\n' + MUCH, Reason.QUOTE, 502, *ROW),
    "one row": ("x,y\n1,2\n", Reason.ONE_ROW, *WHOLE),
    "nothing": ("", Reason.EMPTY, *WHOLE),
    "empty lines": ("\n \n\t\n,,\n", Reason.EMPTY, *WHOLE),
    "header alone": ("x,y\n", Reason.EMPTY, *WHOLE),
    "one column": ("x\n1\n2\n", Reason.FEW_COLUMNS, *WHOLE),
    "one column of numbers": ("n,x\na,1\nb,2\n", Reason.TEXT_COLUMNS, 2, "n", "a"),
    "names and times": ("n,t,x\na,1h 7m,1\nb,2h 5m,2\n", Reason.TEXT_COLUMNS, 2, "t", "1h 7m"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason.BINARY, *WHOLE),
    "control characters": (b"1,2\n\x07\x01,3\n", Reason.BINARY, *WHOLE),
    "UTF-16 without a mark": ("1,2\n3,4\n".encode("utf-16-le"), Reason.BINARY, *WHOLE),
    "half of UTF-16": (codecs.BOM_UTF16_LE + b"1", Reason.ENCODING, *WHOLE),
    "a page": ("\n <HTML><table><tr><td>1</td></tr></table>", Reason.OTHER_FORMAT, None, None, "HTML"),
    "neither Korean nor Western": (b"x,y\x81\n1,2\n3,4\n", Reason.ENCODING, *WHOLE),
    "a damaged spreadsheet": (sheet([[1, 2], [3, 4]])[:-300], Reason.UNREADABLE, *WHOLE),
    "an archive of nothing": (b"PK\x03\x04", Reason.UNREADABLE, *WHOLE),
    "half an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, Reason.UNREADABLE, *WHOLE),
    "an empty sheet": (sheet([]), Reason.EMPTY, *WHOLE),
    "a word in a sheet": (sheet([["x", "y"], [1, 2], [3, "a"]]), Reason.NOT_NUMERIC, 3, "y", "a"),
    "a truth in a sheet": (sheet([["x", "y"], [1, 2], [3, 4], [True, 5]]), Reason.NOT_NUMERIC, 4, "x", "TRUE"),
    "an empty cell in a sheet": (sheet([["x", "y"], [1, 2], [3, None], [5, 6]]), Reason.INCOMPLETE, 3, "y", ""),
    "below empty rows of a sheet": (
        sheet([[], [None, "x", "y"], [None, 1, 2], [None, 1e39, 2]]), Reason.NOT_FLOAT32, 4, "x", "1e+39"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "pair", "without"),
    [
        ("x,y\n1,2\n3,4\n", (1, 2), ()),
        ("name,time,score\nKim,1h 7m,50\nLee,2h 30m,72\n", (2, 3), (2, 1)),
        ("score,name,time\n50,Kim,1h 7m\n72,Lee,2h 30m\n", (3, 1), (3, 2)),
        ("name,day\nKim,2024-03-01\nLee,2024-03-02\n", (2, 1), (1,)),
        ("pupil,score,time\npupil 1,50,1h 7m\npupil 2,72,2h 30m\n", (3, 2), (3, 1)),
        ("name,pupil,club\nKim,pupil 1,chess\nLee,pupil 2,judo\n", (1, 2), (2, 1, 3)),
        ("none,name,score\n,Kim,50\n,Lee,72\n", (2, 3), (2, 1)),
        ("name,time,score\nKim,1h 7m,50\nLee,2h 30m,ill\nPark,3h 5m,72\nHan,1h 2m,60\n", (2, 3), (2, 1)),
        ("x\n1\n2\n", (1, 1), ()),
    ],
)
def test_where_there_is_no_pair_of_numbers_the_nearest_is_found(
    tmp_path: Path, content: str, pair: tuple[int, int], without: tuple[int, ...]
) -> None:
    table = open_table(written(tmp_path, content))
    assert (table.nearest_pair(), table.without_numbers) == (pair, without)


@pytest.mark.parametrize(("content", "reason", "row", "column", "text"), WRONG.values(), ids=WRONG.keys())
def test_an_error_names_file_row_and_column(
    tmp_path: Path, content: str | bytes, reason: Reason, *, row: int | None, column: str | None, text: str
) -> None:
    error = error_of(written(tmp_path, content))
    assert (error.reason, error.file, error.row, error.column, error.text) == (reason, "data.csv", row, column, text)
    sentence = str(error)
    assert "data.csv" in sentence
    assert sentence.endswith(".")
    assert row is None or f"row {row}" in sentence
    assert column is None or f"column {column}" in sentence
    assert text in sentence or reason is Reason.INCOMPLETE


@pytest.mark.parametrize("most", [SHORT, 2 * SHORT])
def test_a_text_of_a_file_is_quoted_on_one_line_up_to_a_length(most: int) -> None:
    assert shortened("a\nb\tc\0d", most) == "a b c d"
    assert shortened("x" * most, most) == "x" * most
    assert shortened("x" * (most + 1), most) == "x" * (most - 1) + "…"
    error = DataFileError(Reason.NOT_NUMERIC, "f" * (2 * SHORT), row=1, column="c" * SHORT, text="t" * SHORT)
    longer = DataFileError(Reason.NOT_NUMERIC, "f" * 200, row=1, column="c" * 200, text="t" * 200)
    for letter, length in (("f", 2 * SHORT), ("c", SHORT), ("t", SHORT)):
        assert letter * length in str(error)
        assert letter * (length - 1) + "…" in str(longer)


def test_an_error_of_lengths_names_both(tmp_path: Path) -> None:
    error = error_of(written(tmp_path, "x,y\n1,2\n3,4,5\n"))
    assert (error.found, error.expected) == (3, 2)
    assert "cells 3, where there should be 2" in str(error)


def test_the_largest_float32_is_read_and_the_next_is_not(tmp_path: Path) -> None:
    largest = float(np.finfo(np.float32).max)
    assert values(read_data(written(tmp_path, f"1,3.4028235e38\n2,-{largest!r}\n"))) == [(1, largest), (2, -largest)]
    assert error_of(written(tmp_path, "1,2\n2,3.4028236e38\n")).reason is Reason.NOT_FLOAT32


@pytest.mark.parametrize("name", ["z", "0", "3", "-1", "", "٣", "9" * 5000])
def test_a_column_that_is_not_there(tmp_path: Path, name: str) -> None:
    error = error_of(written(tmp_path, "x,y\n1,2\n3,4\n"), "x", name)
    assert (error.reason, error.column) == (Reason.NO_SUCH_COLUMN, name)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    for content in ("1,2\n3,4\n", workbook({"s": [[1, 2], [3, 4]]})):
        with pytest.raises(DataFileError, match="has no sheet “t”") as caught:
            open_table(written(tmp_path, content), Found("t"))
        assert caught.value.reason is Reason.NO_SUCH_SHEET


@pytest.mark.parametrize("name", ["none.csv", "a\0b", "data.csv/below"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    written(tmp_path, "1,2\n3,4\n")
    assert error_of(tmp_path / name).reason is Reason.NOT_FOUND


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert error_of(tmp_path).reason is Reason.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert error_of(tmp_path / "pipe").reason is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (PermissionError(), Reason.NO_PERMISSION),
        (OSError(), Reason.UNREADABLE),
        (MemoryError(), Reason.TOO_LARGE),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, reason: Reason
) -> None:
    def refuse(_: Path) -> bytes:
        raise raised

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert error_of(written(tmp_path, "1,2\n3,4\n")).reason is reason


def test_a_file_of_2_gb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "1,2\n")
    os.truncate(path, 2_000_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert error_of(path).reason is Reason.TOO_LARGE


def changed(archive: bytes, old: bytes, new: bytes) -> bytes:
    """The same archive with other bytes in its files, and checksums that fit."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return file.getvalue()


@pytest.mark.parametrize("place", [b"XFD1048576", b"ZZZZZ4", b"zzzz9999", b"B99999999", b"A4294967295"])
def test_a_sheet_with_cells_far_apart_is_refused(tmp_path: Path, place: bytes) -> None:
    content = changed(sheet([[1, 2], [3, 4]]), b' r="B2"', b' r="%s"' % place)
    assert error_of(written(tmp_path, content)).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("place", "far"), [(b"AZ1000", False), (b"az999", False), (b"AZ1001", True), (b"BA1000", True), (b"bA1000", True)]
)
def test_cells_are_too_far_apart_where_the_corner_makes_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, place: bytes, far: bool
) -> None:
    monkeypatch.setattr(sheet_grid, "CELLS_LIMIT", 52 * 1000)
    monkeypatch.setattr(sheet_grid, "CHUNK", 100)  # which cuts a place in two
    content = written(tmp_path, changed(sheet([[1, 2], [3, 4]]), b' r="B2"', b' r="%s"' % place))
    assert (outcome(content) == str(DataFileError(Reason.TOO_LARGE, "data.csv"))) is far


@pytest.mark.parametrize(("size", "refused"), [(1 << 30, False), ((1 << 30) + 1, True)])
def test_what_would_unpack_into_more_than_a_gibibyte_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, size: int, refused: bool
) -> None:
    def infolist(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        parts = listed(archive)
        (other, *_) = (part for part in parts if not part.filename.endswith(".xml"))
        other.file_size = size - sum(part.file_size for part in parts if part is not other)
        return parts

    listed = zipfile.ZipFile.infolist
    path = written(tmp_path, sheet([[1, 2], [3, 4]]))
    monkeypatch.setattr(zipfile.ZipFile, "infolist", infolist)
    assert (outcome(path) == str(DataFileError(Reason.TOO_LARGE, "data.csv"))) is refused


@pytest.mark.parametrize(
    ("name", "base", "reason"),
    [
        ("PasswordError", Exception, Reason.PASSWORD),
        ("XlsxError", Exception, Reason.UNREADABLE),
        ("PanicException", BaseException, Reason.UNREADABLE),
        ("KeyboardInterrupt", BaseException, None),
    ],
)
def test_what_the_reader_of_sheets_raises_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, base: type[BaseException], reason: Reason | None
) -> None:
    kind = type(name, (base,), {})

    class Workbook:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise kind

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Workbook)
    path = written(tmp_path, sheet([[1, 2], [3, 4]]))
    with pytest.raises(kind if reason is None else DataFileError) as caught:
        read_data(path)
    assert getattr(caught.value, "reason", None) is reason


def test_a_sheet_with_many_columns_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, sheet([[n + row for n in range(800)] for row in range(3)]))
    assert values(read_data(path, "1", "800")) == [(0.0, 799.0), (1.0, 800.0), (2.0, 801.0)]


def open_document(rows: str) -> bytes:
    """An .ods file with one sheet of these rows."""
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table"))
    table = f'<table:table table:name="s">{rows}</table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        spreadsheet = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document{names}>{spreadsheet}</office:document>")
    return file.getvalue()


CELL = '<table:table-cell office:value-type="float" office:value="{}"/>'
ROW_OF_TWO = f"<table:table-row>{CELL}{CELL}</table:table-row>"


def test_an_open_document_spreadsheet_is_read(tmp_path: Path) -> None:
    rows = ROW_OF_TWO.format(1, 2.5) + ROW_OF_TWO.format(3, 4)
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048574">{cells}</table:table-row>'
    assert values(read_data(written(tmp_path, open_document(rows + empty)))) == [(1.0, 2.5), (3.0, 4.0)]


@pytest.mark.parametrize("repeated", ["columns", "rows"])
@pytest.mark.parametrize("times", [0, 1, 10**15])
def test_an_open_document_that_repeats_without_end_is_refused(tmp_path: Path, repeated: str, times: int) -> None:
    times += (1 << 14 if repeated == "columns" else 1 << 20) if times < 2 else 0
    rows = f'<table:table-row table:number-{repeated}-repeated="{times}"/>'
    reason = error_of(written(tmp_path, open_document(rows))).reason
    assert reason is (Reason.EMPTY if times in (1 << 14, 1 << 20) else Reason.TOO_LARGE)


def test_an_open_document_without_an_end_is_refused(tmp_path: Path) -> None:
    content = changed(
        open_document(ROW_OF_TWO), b"</table:table></office:spreadsheet></office:body></office:document>", b""
    )
    assert error_of(written(tmp_path, content)).reason is Reason.UNREADABLE


def test_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyError

    for content in ("1,2\n3,4\n", workbook({"s": [[1, 2], [3, 4]]})):
        table = open_table(written(tmp_path, content))
        with pytest.raises(KeyError):
            read_columns(table, 1, 2, stop)
        with pytest.raises(KeyError):
            open_table(tmp_path / "data.csv", check_cancelled=stop)


# Any file at all


def outcome(path: Path) -> Dataset | str:
    """What opening the file and reading its first and last column come to; any other exception is a failure."""
    try:
        table = open_table(path)
        return read_columns(table, 1, len(table.columns))
    except DataFileError as error:
        return str(error)


@one_file
@given(
    st.sampled_from([b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF8, b"PK\x03\x04", b"1,2\n"]),
    st.binary(),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, mark: bytes, content: bytes) -> None:
    assert outcome(written(tmp_path, mark + content))


@one_file
@given(st.text("12x.,;\t| \n\r\"'+-e\u3000\x0c\x85\u2028가", max_size=60))
def test_any_text_is_read_or_refused(tmp_path: Path, content: str) -> None:
    assert outcome(written(tmp_path, content))


@cache
def _workbook() -> bytes:
    return workbook({"s": [["x", "y"], *([n, n / 3] for n in range(40))]})


@settings(one_file, max_examples=60)
@given(cut=st.integers(0, 4000), places=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=4))
def test_any_damaged_spreadsheet_is_read_or_refused(tmp_path: Path, cut: int, places: list[tuple[int, int]]) -> None:
    content = bytearray(_workbook())
    for place, value in places:
        content[place % len(content)] = value
    assert outcome(written(tmp_path, bytes(content[: len(content) - cut]), name="data.xlsx"))


cells = st.sampled_from(
    ["1", "-2.5", "3,5", "1e3", "", " ", "x", "nan", '"4"', '"5', '6"7', '""8', "1\x0c", "\u30009", "1_0", ".5", "+1."]
)
texts = st.builds(
    lambda separator, header, rows, end: header + "\n".join(separator.join(row) for row in rows) + end,
    st.sampled_from(SEPARATORS),
    st.sampled_from(["", "a,b\n", "a;b\n", "a b\n", '"a\nb",c\n', "\n"]),
    st.lists(st.lists(cells, min_size=2, max_size=2) | st.lists(cells, max_size=4), min_size=1, max_size=5),
    st.sampled_from(["", "\n", "\n\n", "\n;\n"]),
)


@settings(one_file, max_examples=500)
@given(texts)
@example(text="1\n\n2")  # NumPy passes over the empty line
@example(text="x;y\n1.5;950\n2.5;1.350\n")
@example(text="x;y\n0.5;1.355\n2.5;1.354\n")
def test_the_quick_way_reads_what_the_exact_way_reads(tmp_path: Path, text: str) -> None:
    def nothing(*_: object) -> None: ...

    try:
        table = open_table(written(tmp_path, text))
    except DataFileError:
        return
    width = len(table.columns)
    span = Span(table._grid.head_rows[table._layout.first], table.last, width)
    try:
        quick = table._grid.read_quickly(0, width - 1, span, lambda: table.marks, nothing)
    except ValueError:
        return  # left to the exact way
    assume(len(quick) > 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextGrid, "read_quickly", fail)
        exact = read_columns(table, 1, width)
    assert quick.astype(np.float32).tobytes() == np.hstack([exact.x, exact.y]).tobytes()


def fail(*_: object, **__: object) -> None:
    """Stands in for the quick way."""
    raise ValueError


def test_plain_numbers_are_read_the_quick_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TextGrid, "read", lambda *_, **__: pytest.fail("the slow way"))
    for text in ("x,y\n1,2\n3,4\n", "x;y\n1,5;2\n3;4\n", '"x","y"\n"1","2"\n"3","4"\n', "1  2\n3  4\n"):
        assert len(read_data(written(tmp_path, text))) == 2


def test_the_limit_is_a_gibibyte() -> None:
    assert data_file.BYTES_LIMIT == 2**30
