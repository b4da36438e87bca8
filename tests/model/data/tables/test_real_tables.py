"""Made-up tables that show the trouble of real ones: what each of them gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pytest

from model.data.tables.description import Kind
from model.data.tables.open_table import DataFileError, Found, Reading, Reason, open_table, read_columns, read_data
from model.dataset import Dataset
from model.theory.optimum import optimum

INPUTS = Path(__file__).parent / "inputs"

FIVE = [(1.0, 52.0), (2.0, 58.0), (3.0, 66.0), (4.0, 69.0), (5.0, 78.0)]
THREE = FIVE[:3]
HOMES = [(950.0, 412.0), (1350.0, 588.0), (2020.0, 871.0)]
GAP = [FIVE[0], *FIVE[2:4]]
HOURS, KOREAN, PEOPLE, KOREAN_PEOPLE = ("hours", "score"), ("시간", "점수"), ("people", "homes"), ("인구", "가구")

WHOLE: dict[str, tuple[str, str, list[tuple[float, float]]]] = {
    "blank_inside.csv": (*HOURS, THREE),
    "blank_trailing.csv": (*HOURS, FIVE),
    "bom.csv": (*HOURS, FIVE),
    "comment_comma_top.csv": (*HOURS, FIVE),
    "comment_end.csv": (*HOURS, FIVE),
    "comment_top.csv": (*HOURS, FIVE),
    "cp1252.csv": (*HOURS, THREE),
    "cp949.csv": (*KOREAN, FIVE),
    "cr.csv": (*HOURS, FIVE),
    "crlf.csv": (*HOURS, FIVE),
    "currency.csv": ("years", "pay ($)", [(1, 1200), (2, 1450), (3, 1800)]),
    "dates.csv": ("date (days since 2024-03-01)", "score", [(0, 52), (1, 58), (2, 66)]),
    "dates.xlsx": ("날짜 (days since 2024-03-01)", "점수", [(0, 52), (1, 58), (2, 66)]),
    "decimal_comma.csv": (*HOURS, [(1.5, 52.25), (2.0, 58.5), (3.25, 66.75)]),
    "decimal_comma3.csv": ("len", "mass", [(0.435, 2.87), (1.286, 4.0), (2.118, 2.059)]),
    "dup_names.csv": ("pop", "pop", THREE),
    "footnote.csv": (*HOURS, FIVE),
    "footnote.xlsx": (*KOREAN, THREE),
    "footnote_comma.csv": (*HOURS, FIVE),
    "fullwidth.csv": (*KOREAN, THREE),
    "index_unnamed.csv": (*HOURS, THREE),
    "latin1.csv": ("heures", "note", THREE),
    "lesson_values_other_names.csv": ("a", "b", [(1, 2), (2, 4), (3, 6)]),
    "long_name.csv": ("x" * 300, "y", THREE),
    "merged_header.xlsx": (*KOREAN, THREE),
    "millions.tsv": (*PEOPLE, [(1350000, 588), (2020000, 871), (3000100, 999)]),
    "nbsp_cells.csv": (*HOURS, THREE),
    "newline_quoted.csv": ("hours (per day)", "score (of 100)", THREE),
    "no_ko.csv": (*KOREAN, [(1, 52), (2.5, 58), (4, 66)]),
    "ok.csv": (*HOURS, FIVE),
    "percent.csv": ("hours", "rate (%)", THREE),
    "percent.xlsx": ("시간", "출석률", [(1, 0.52), (2, 0.58), (3, 0.66)]),
    "pipe.csv": (*HOURS, THREE),
    "quotes_single.csv": (*HOURS, THREE),
    "rownames.csv": (*HOURS, [(1, 52), (2.5, 58), (4, 66)]),
    "same_values_names.csv": (*HOURS, THREE),
    "same_values_other_names.csv": ("공부시간", "시험점수", THREE),
    "second_sheet.xlsx": (*KOREAN, THREE),
    "sep_line.csv": (*HOURS, THREE),
    "spaces.txt": (*HOURS, THREE),
    "spaces_noheader.txt": ("column 1", "column 2", THREE),
    "text_numbers.xlsx": (*KOREAN, THREE),
    "thousands_both.csv": (*PEOPLE, [(950.5, 412), (1350.5, 588), (2020.25, 871)]),
    "thousands_nbsp.csv": (*PEOPLE, HOMES),
    "thousands_number.xlsx": (*KOREAN_PEOPLE, HOMES),
    "thousands_point.csv": (*PEOPLE, HOMES),
    "thousands_quoted.csv": (*PEOPLE, HOMES),
    "thousands_semicolon.csv": (*PEOPLE, HOMES),
    "thousands_space.csv": (*PEOPLE, HOMES),
    "thousands_tab.tsv": (*KOREAN_PEOPLE, HOMES),
    "thousands_text.xlsx": (*KOREAN_PEOPLE, HOMES),
    "title.xlsx": (*KOREAN, THREE),
    "title_row.csv": (*HOURS, THREE),
    "total.xlsx": (*KOREAN, [*THREE, (2.0, 58.67)]),
    "total_row.csv": (*HOURS, [*THREE, (6.0, 176.0)]),
    "total_row_ko.csv": (*KOREAN, [*THREE, (6.0, 176.0)]),
    "trailing_comma.csv": (*HOURS, THREE),
    "trailing_comma_data_only.csv": (*HOURS, THREE),
    "two_headers.csv": ("hours (h)", "score (points)", THREE),
    "unicode_minus.csv": ("x", "y", [(-1, 2), (0, 3), (1, 4)]),
    "units.csv": ("시간", "점수 (점)", THREE),
    "utf16.csv": (*HOURS, FIVE),
    "won.csv": ("연차", "급여 (만원)", [(1, 2400), (2, 2600), (3, 2900)]),
    "year_header.csv": ("2019", "2020", [(10, 11), (20, 19), (30, 33)]),
    "zeros.csv": ("x", "y", [(1, 0), (2, 0), (3, 0)]),
}
"""The names of x and y, and the pairs."""

LONGER = {
    "big_x.csv": ("x", "y", 400, (0, 3)),
    "mileage.csv": ("km", "price", 24, (80000, 7245)),
    "nist_layout.dat": ("x", "y", 36, (0.2, 0.1)),
    "noint1.csv": ("x", "y", 11, (60, 130)),
    "norris.csv": ("x", "y", 36, (0.2, 0.1)),
    "small_slope.csv": ("income", "satisfaction", 5, (20000, 5.1)),
    "thirty.csv": ("x", "y", 30, (1, 1.9)),
    "wampler1.csv": ("x", "y", 21, (0, 1)),
}
"""The names, the number of pairs and the first of them."""

GAPS = {
    "error.xlsx": ("점수", GAP),
    "missing.csv": ("score", GAP),
    "missing.xlsx": ("점수", GAP),
    "missing_dash.csv": ("score", GAP),
    "missing_dot.csv": ("score", GAP),
    "missing_hash.csv": ("score", GAP),
    "missing_ko.csv": ("점수", GAP),
    "missing_na.csv": ("score", GAP),
}
"""The column in which a value is missing, in row 3, and what is left without that row."""

REFUSED = {
    "bool.csv": (Reason.TEXT_COLUMNS, "row 2 of column passed holds “TRUE”"),
    "html_as_xls.xls": (Reason.OTHER_FORMAT, "HTML"),
    "johab_like.csv": (Reason.ONE_ROW, "one row"),
    "json.json": (Reason.OTHER_FORMAT, "JSON"),
    "one_column.txt": (Reason.FEW_COLUMNS, "two columns"),
}


def values(data: Dataset) -> list[tuple[float, float]]:
    """The pairs of a data set."""
    return [*zip(data.x[:, 0].tolist(), data.y[:, 0].tolist(), strict=True)]


def as_float32(pairs: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The pairs as they can be trained with."""
    return [(float(np.float32(x)), float(np.float32(y))) for x, y in pairs]


def test_every_table_has_its_result() -> None:
    told = {*WHOLE, *LONGER, *GAPS, *REFUSED}
    assert {path.name for path in INPUTS.iterdir() if not path.name.startswith("paste_")} == told


@pytest.mark.parametrize("name", WHOLE)
def test_the_right_points_are_read(name: str) -> None:
    data = read_data(INPUTS / name)
    x_name, y_name, pairs = WHOLE[name]
    assert (data.x_name, data.y_name, values(data), data.left_out) == (x_name, y_name, as_float32(pairs), 0)


@pytest.mark.parametrize("name", LONGER)
def test_a_longer_table_is_read_to_its_end(name: str) -> None:
    data = read_data(INPUTS / name)
    x_name, y_name, count, first = LONGER[name]
    assert (data.x_name, data.y_name, len(data), values(data)[:1]) == (x_name, y_name, count, as_float32([first]))


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_is_named_and_its_row_left_out_on_request(name: str) -> None:
    column, pairs = GAPS[name]
    with pytest.raises(DataFileError) as caught:
        read_data(INPUTS / name)
    error = caught.value
    assert (error.reason, error.row, error.column, error.found) == (Reason.INCOMPLETE, 3, column, 1)
    data = read_data(INPUTS / name, reading=Reading(drop_missing=True))
    assert (values(data), data.left_out) == (pairs, 1)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(name: str) -> None:
    reason, words = REFUSED[name]
    with pytest.raises(DataFileError, match=words) as caught:
        read_data(INPUTS / name)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("name", "total"), [("total.xlsx", "평균"), ("total_row.csv", "Total"), ("total_row_ko.csv", "합계")]
)
def test_a_row_that_sums_up_the_others_is_left_out_on_request(name: str, total: str) -> None:
    assert open_table(INPUTS / name).totals == (total,)
    assert values(read_data(INPUTS / name, reading=Reading(drop_totals=True))) == THREE


@pytest.mark.parametrize(
    ("cells", "decimal", "numbers"),
    [
        (["1,350", "2,020"], ",", [1.35, 2.02]),
        (["1,350", "2,020"], ".", [1350, 2020]),
        (["1.350", "2.020"], ",", [1350, 2020]),
        (["1.350", "2.020"], ".", [1.35, 2.02]),
    ],
)
def test_what_may_be_two_numbers_is_asked(tmp_path: Path, cells: list[str], decimal: str, numbers: list[float]) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x;y\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate(cells)), "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_data(path)
    error = caught.value
    assert (error.reason, error.row, error.column, error.text) == (Reason.AMBIGUOUS, 2, "x", cells[0])
    assert {*error.readings} == {"1350", "1.35"}
    assert [x for x, _ in values(read_data(path, reading=Reading(decimal=decimal)))] == [*map(np.float32, numbers)]


def test_another_column_tells_how_a_column_is_written(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x;y;z\n1,350;1;2,5\n2,020;2;3\n", "utf-8")
    assert values(read_data(path, "x", "y")) == as_float32([(1.35, 1), (2.02, 2)])
    path.write_text("x;y;z\n1,350;1;2.5\n2,020;2;3\n", "utf-8")
    assert values(read_data(path, "x", "y")) == [(1350, 1), (2020, 2)]


def test_columns_that_contradict_each_other_prove_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x;y;z\n1,350;2,5;2.5\n2,020;3;3\n", "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_data(path, "x", "y")
    assert caught.value.reason is Reason.AMBIGUOUS


@pytest.mark.parametrize(
    ("cells", "days", "since"),
    [
        (["2024-03-02", "2024-03-01", "2024-03-31"], [1, 0, 30], "2024-03-01"),
        (["2024. 3. 1.", "2024. 3. 5."], [0, 4], "2024-03-01"),
        (["2024년 3월 1일", "2024년 3월 5일"], [0, 4], "2024-03-01"),
        (["2024-03-01 06:00", "2024-03-01 18:00"], [0.25, 0.75], "2024-03-01"),
        (["31/12/2023", "01/02/2024"], [0, 32], "2023-12-31"),
        (["1/2/2024", "1/31/2024"], [0, 29], "2024-01-02"),
        (["1.2.2024", "3.2.2024"], [0, 2], "2024-02-01"),
        (["2024-01", "2024-02"], [0, 31], "2024-01-01"),
    ],
)
def test_dates_become_days_since_the_first(tmp_path: Path, cells: list[str], days: list[float], since: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text("day;y\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate(cells)), "utf-8")
    data = read_data(path)
    assert ([x for x, _ in values(data)], data.x_name) == (days, f"day (days since {since})")


@pytest.mark.parametrize("cells", [["1/2/2024", "3/4/2024"], ["2024-02-30", "2024-03-01"], ["2024-03-01", "later"]])
def test_a_date_that_is_none_or_two_is_refused(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "data.csv"
    path.write_text("day;y\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate(cells)), "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_data(path, "day", "y")
    assert caught.value.row in (2, 3)


@pytest.mark.parametrize(
    ("text", "header", "first"),
    [
        ("x,y\n5,6\n1,2\n3,4\n", 0, None),
        ("x,y\n5,6\n1,2\n3,4\n", 2, (1, 2)),
        ("a,b\nx,y\n1,2\n3,4\n", 1, None),
        ("a,b\nx,y\n1,2\n3,4\n", 2, (1, 2)),
    ],
)
def test_the_row_that_is_said_to_be_the_header_is_it(
    tmp_path: Path, text: str, header: int, first: tuple[float, float] | None
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text, "utf-8")
    table = open_table(path, Found(header=header))
    assert table.header == (header or None)
    assert table.columns == (tuple(text.split("\n")[header - 1].split(",")) if header else ("column 1", "column 2"))
    if first is None:
        with pytest.raises(DataFileError):
            read_columns(table, 1, 2)
    else:
        assert values(read_columns(table, 1, 2))[0] == first


@pytest.mark.parametrize("last", ["다,,", "다,NA,NA"])
def test_the_label_of_a_last_row_without_values_is_no_note(tmp_path: Path, last: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"이름,시간,점수\n가,1,52\n나,2,58\n{last}\n", "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_data(path)
    assert (caught.value.reason, caught.value.row) == (Reason.INCOMPLETE, 4)


@pytest.mark.parametrize("note", ["※ 직접 조사", "자료: 3학년 2반", "* estimated", "주 1) 결석 제외", "Source: survey"])
def test_a_note_right_below_the_data_is_none_of_them(tmp_path: Path, note: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"이름,시간,점수\n가,1,52\n나,2,58\n{note},,\n", "utf-8")
    assert values(read_data(path)) == [(1, 52), (2, 58)]


def test_the_data_end_where_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x,y\n1,2\n3,4\n5,6\n", "utf-8")
    table = open_table(path, Found(last=3))
    assert (table.rows, values(read_columns(table, 1, 2))) == (2, [(1, 2), (3, 4)])


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("rownames.csv", [Kind.ROW_NUMBERS, Kind.NUMBERS, Kind.NUMBERS]),
        ("no_ko.csv", [Kind.ROW_NUMBERS, Kind.NUMBERS, Kind.NUMBERS]),
        ("index_unnamed.csv", [Kind.ROW_NUMBERS, Kind.NUMBERS, Kind.NUMBERS]),
        ("zeros.csv", [Kind.NUMBERS, Kind.CONSTANT]),
        ("dates.csv", [Kind.DATES, Kind.NUMBERS]),
        ("title_row.csv", [Kind.TEXT, Kind.NUMBERS, Kind.NUMBERS]),
        ("ok.csv", [Kind.NUMBERS, Kind.NUMBERS]),
        ("spaces_noheader.txt", [Kind.NUMBERS, Kind.NUMBERS]),
    ],
)
def test_columns_are_known_for_what_they_hold(name: str, kinds: list[Kind]) -> None:
    assert [column.kind for column in open_table(INPUTS / name).descriptions] == kinds


def test_a_column_is_described_by_range_bars_unit_and_first_fault() -> None:
    name, hours, _ = open_table(INPUTS / "title_row.csv").descriptions
    assert name.fault is not None
    assert (name.fault.row, name.fault.details["text"]) == (3, "A")
    assert (hours.low, hours.high, sum(hours.bars), hours.bars[0], hours.bars[-1]) == (1, 3, 3, 1, 1)
    assert open_table(INPUTS / "percent.csv").descriptions[1].unit == "%"
    assert open_table(INPUTS / "missing.csv").descriptions[1].missing == 1


def test_what_sums_up_a_column_is_not_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "sums.csv"
    file.write_text("이름,시간,점수\n가,1,48\n나,2,60\n다,3,88\n합계,6,196\n", "utf-8")
    table = open_table(file)
    assert table.totals == ("합계",)
    assert [(column.low, column.high) for column in table.descriptions[1:]] == [(1, 3), (48, 88)]
    assert sum(table.descriptions[2].bars) == 3


@pytest.mark.parametrize("header", ["student_id,hours,score", "학번,시간,점수", "hours,score,student id"])
def test_ids_and_constants_are_no_default(tmp_path: Path, header: str) -> None:
    path = tmp_path / "data.csv"
    rows = ["10312,1,52", "10305,2,58", "10333,4,66"]
    path.write_text("\n".join([header, *rows]), "utf-8")
    data = read_data(path)
    assert (data.x_name, data.y_name) == tuple(
        name for name in header.split(",") if "id" not in name and name != "학번"
    )


@pytest.mark.parametrize("encoding", ["shift_jis", "cp1251", "cp949"])
def test_another_encoding_can_be_asked_for(tmp_path: Path, encoding: str) -> None:
    names = {"shift_jis": "時間,点数", "cp1251": "часы,баллы", "cp949": "시간,점수"}[encoding]
    path = tmp_path / "data.csv"
    path.write_bytes(f"{names}\n1,2\n3,4\n".encode(encoding))
    table = open_table(path, Found(encoding=encoding))
    assert (table.columns, table.encoding) == (tuple(names.split(",")), encoding)


PAIRS: dict[str, tuple[str, str, str, list[tuple[float, float]] | None]] = {
    "a dash of another kind": ("x,y\n1,2\n–,3\n4,5\n6,7\n", "x", "y", None),
    "a gap in quotes": ("x,y\n1,2\n'NA',3\n4,5\n", "x", "y", None),
    "thousands cut in two": ("year,pop\n2019,1,350\n2020,2,020\n2021,2,500\n", "year", "pop", None),
    "decimals cut in two": ("x,y\n1,5,2,5\n3,5,4,5\n5,5,6,5\n", "x", "y", None),
    "rows longer than the header": ("speed dist\n1 4 2\n2 4 10\n3 7 4\n", "speed", "dist", None),
    "rows shorter than the header": ("a,b,c\n1,2\n3,4\n5,6\n", "a", "b", None),
    "a unit in the first row alone": ("weight,height\n50kg,160cm\n60,170\n70,180\n", "weight", "height", None),
    "a misspelt first row": ("x,y\n1O,2O\n3,4\n5,6\n", "x", "y", None),
    "times in the first row": ("x,y\n12:30,12:40\n3,4\n5,6\n", "x", "y", None),
    "a misspelt first row without a header": ("1O,2\n3,4\n5,6\n", "1", "2", None),
    "a unit without a header": ("5%,3\n6,4\n7,5\n", "1", "2", None),
    "years that are data": ("Kim,1980,2001\nLee,1975,1999\nPark,1985,1990\nJo,1990,2010\n", "2", "3", [(1980, 2001)]),
    "years, the newest first": ("item,2023,2022\nsales,5,6\ncost,3,4\nprofit,2,2\n", "2023", "2022", [(5, 6)]),
    "numbered names": ("학생,1,2,3\n김,50,60,70\n이,51,61,71\n", "1", "2", [(50, 60)]),
    "months prove nothing": ("M;U;G\n01.2024;1.350;2.020\n02.2024;1.400;2.100\n", "U", "G", None),
    "times prove nothing": ("t;U;G\n10.30;1.350;2.020\n11.30;1.400;2.100\n", "U", "G", None),
    "a preamble proves nothing": ("Version;1.2\n\nx;y\n1.350;2.020\n2.020;1.111\n", "x", "y", None),
    "both marks proven": ("Z;U;M;P\n10.31;1.350;2.020;0,5\n11.82;1.400;2.100;0,7\n", "U", "M", None),
    "another column contradicts": ("x,y,z\n1,950,0.5\n2,1.350,0.7\n3,2.500,0.9\n", "x", "y", None),
    "the other column contradicts": ("x,y\n1.250,0.5\n2.500,0.6\n100,0.7\n", "x", "y", None),
    "white space before": ("x;y\n\t950;0.5\n1.350;0.7\n", "x", "y", None),
    "misspelt below an empty line": ("x,y\n1,2\n3,4\n\n5,6..5\n", "x", "y", None),
    "a word below an empty line": ("x,y\n1,2\n3,4\n\n5,sick\n", "x", "y", None),
    "labels below an empty line": ("n,x,y\nA,1,2\nA,3,4\n\nB,5,6q7\nB,7,8q9\n", "x", "y", None),
    "a label with a number sign": ("id,x,y\na1,1,2\na2,3,4\n#3,5,6\n", "x", "y", [(1, 2), (3, 4), (5, 6)]),
    "labels with number signs": ("no,x,y\n#1,1,2\n#2,3,4\n#3,5,6\n", "x", "y", [(1, 2), (3, 4), (5, 6)]),
    "a comma or a space": ("1,5 200,5\n2,5 300,5\n3,5 400,5\n", "1", "2", None),
    "a comma or a space, long": ("0,350 200,500\n2,350 300,500\n", "1", "2", None),
    "halves": ("x,y\n1½,1\n2½,2\n", "x", "y", None),
    "a power": ("x,y\n5²,1\n6²,2\n", "x", "y", None),
    "half an exponent": ("x,y\n1.234e-,1\n2.5e-,2\n", "x", "y", None),
    "another base": ("x,y\n0xA,1\n0xB,2\n", "x", "y", None),
    "reais": ('x;y\nR$ 5,459;1\nR$ 6,120;2\n', "x", "y", None),
    "parts of a second": (
        "t,y\n2024-01-01 00:00:00.25,1\n2024-01-01 00:00:43.45,2\n", "t", "y", [(0.25 / 86400, 1), (43.45 / 86400, 2)]),
    "two signs and a unit": ("n,x,y\n--5a,1,2\nb,4,5\n", "x", "y", [(1, 2), (4, 5)]),
    "a column of empty quotes": ("a,b,c\n'',1,2\n'',3,4\n", "b", "c", [(1, 2), (3, 4)]),
}  # fmt: skip
"""Tables that were once read wrongly: the first pairs, or None where they must be refused."""


@pytest.mark.parametrize("name", PAIRS)
def test_what_was_once_read_wrongly_is_right_or_refused(tmp_path: Path, name: str) -> None:
    text, x, y, pairs = PAIRS[name]
    path = tmp_path / "data.csv"
    path.write_text(text, "utf-8")
    if pairs is None:
        with pytest.raises(DataFileError):
            read_data(path, x, y)
    else:
        assert values(read_data(path, x, y))[: len(pairs)] == as_float32(pairs)


@pytest.mark.parametrize("late", ["1.350", "1.353", "1,350", "x", "", "2%", "1 5"])
def test_a_cell_far_below_is_read_as_the_first_are_or_refused(tmp_path: Path, late: str) -> None:
    path = tmp_path / "data.csv"
    rows = [f"{n};{n % 7 + 100};{n % 50}.5" for n in range(3000)]
    path.write_text("x;y;z\n" + "\n".join([*rows, f"3000;{late};10.5", *rows]), "utf-8")
    outcome = result_of(path)
    if late in ("1.353", "1,350"):
        assert isinstance(outcome, Dataset)
        assert float(outcome.y[3000, 0]) == pytest.approx({"1.353": 1.353, "1,350": 1350}[late])
    else:
        assert isinstance(outcome, DataFileError)
        assert outcome.row == 3002


def result_of(path: Path) -> Dataset | DataFileError:
    """The columns x and y of a file, or why they cannot be read."""
    try:
        return read_data(path, "x", "y")
    except DataFileError as error:
        return error


def test_a_number_of_a_sheet_has_no_unit(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["x", "y"], [0.48, 1], ["52%", 2], [0.6, 3]):
        book.active.append(row)
    book.save(tmp_path / "data.xlsx")
    with pytest.raises(DataFileError, match="52%"):
        read_data(tmp_path / "data.xlsx")


@pytest.mark.parametrize(
    "label",
    [
        *(
            "학급평균",
            "반 평균",
            "평균 점수",
            "평균(반올림)",
            "전국 평균",
            "전체",
            "총점",
            "중앙값",
            "최고",
            "최저",
            "MAX",
        ),
        *("표준편차", "응시자수", "계", "합 계", "소 계", "AVG", "Average", "Total", "class mean", "", "Grand total:"),
    ],
)
def test_what_sums_up_is_known_by_its_name(tmp_path: Path, label: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"번호,이름,국어,영어\n1,김민준,65,58\n2,이서연,92,88\n{label},,70.5,67.5\n최고,,92,88\n", "utf-8")
    assert len(open_table(path).totals) == 2
    assert len(read_data(path, "국어", "영어", Reading(drop_totals=True))) == 2


def test_a_word_among_numbers_is_left_out_with_the_gaps(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x,y\n1,2\n2,센서오류\n3,NA\n4,5\n", "utf-8")
    with pytest.raises(DataFileError, match="센서오류"):
        read_data(path)
    data = read_data(path, reading=Reading(drop_missing=True))
    assert (values(data), data.left_out) == ([(1, 2), (4, 5)], 2)
    path.write_text("x,y\n1,2\n2,6O\n4,5\n", "utf-8")
    with pytest.raises(DataFileError, match="6O"):
        read_data(path, reading=Reading(drop_missing=True))


@pytest.mark.parametrize("row", [9, 300, 1001, 1150, 5000])
def test_a_header_far_below_is_used_or_refused(tmp_path: Path, row: int) -> None:
    path = tmp_path / "data.csv"
    path.write_text("\n".join(f"{n},{n}" for n in range(1, 1201)), "utf-8")
    if row > 1000:  # the rows that are looked at
        with pytest.raises(DataFileError) as caught:
            open_table(path, Found(header=row))
        assert caught.value.reason is Reason.NO_SUCH_ROW
    else:
        table = open_table(path, Found(header=row))
        assert (table.header, table.columns) == (row, (str(row), str(row)))


def test_a_table_wider_than_any_spreadsheet_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("1," * 5_000_000 + "2\n", "utf-8")
    with pytest.raises(DataFileError) as caught:
        open_table(path)
    assert caught.value.reason is Reason.TOO_WIDE


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("x,y\n1,2\n3,4\n", "utf-8")
    with pytest.raises(DataFileError) as caught:
        open_table(path, Found(encoding="nope"))
    assert caught.value.reason is Reason.ENCODING


def test_theory_has_the_numbers_as_they_stand_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    for text, x in (("x,y\n0.1234567890123,1\n2,3\n", 0.1234567890123), ("x,y\n1%,1\n2%,3\n", 1.0)):
        path.write_text(text, "utf-8")
        data = read_data(path)
        assert data.precise is not None
        assert data.precise[0][0, 0] == x


def test_norris_has_the_certified_line() -> None:
    best = optimum(read_data(INPUTS / "norris.csv"))
    assert pytest.approx(1.00211681802045, rel=1e-13) == best.W
    assert best.b == pytest.approx(-0.262323073774029, rel=1e-11)
    assert best.r_squared == pytest.approx(0.999993745883712, rel=1e-14)
