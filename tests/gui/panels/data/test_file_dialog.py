"""The dialog that opens a file of data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import openpyxl  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from gui.panels.data import file_dialog as data_file_dialog
from gui.panels.data.file_dialog import DataFileDialog
from gui.panels.data.file_preview import BARS_HEIGHT, BARS_WIDTH
from gui.session.background import unfinished
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from gui.widgets.inputs import Choice
from model.data.tables.errors import SENTENCES
from model.data.tables.open_table import DataFileError, Reason, open_table
from model.dataset import Dataset
from tests.environment import PATIENCE
from tests.gui.conftest import dress, is_korean

SCORES = "name,hours,score\nKim,1,40\nLee,2.5,60\nPark,4,75\n"

Open = Callable[..., DataFileDialog]
LEFT = Qt.MouseButton.LeftButton


def without_names(data: Dataset | None) -> Dataset:
    """The same numbers."""
    assert data is not None
    return replace(data, name="", x_name="", y_name="")


@pytest.fixture
def start(tmp_path: Path, show: Callable[[DataFileDialog], DataFileDialog]) -> Open:
    """Show the dialog for a file with this in it."""

    def start(content: str | bytes = SCORES, name: str = "data.csv") -> DataFileDialog:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return show(DataFileDialog(path))

    return start


@pytest.fixture
def open_file(start: Open, qtbot: QtBot) -> Open:
    """Show the dialog for a file with this in it, when it has been read."""

    def open_file(content: str | bytes = SCORES, name: str = "data.csv") -> DataFileDialog:
        dialog = start(content, name)
        qtbot.waitUntil(lambda: not dialog.reading)
        return dialog

    return open_file


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """No file is opened before this event is set."""
    free = Event()

    def open_late(path: Path, *_: object) -> object:
        assert free.wait(PATIENCE)
        return open_table(path)

    monkeypatch.setattr(data_file_dialog, "open_table", open_late)
    return free


@pytest.fixture
def choose(qtbot: QtBot) -> Callable[[DataFileDialog, Choice, object], None]:
    """Choose as the user does, and wait until it has been read."""

    def choose(dialog: DataFileDialog, choice: Choice, value: object) -> None:
        choice.choose(value)
        choice.activated.emit(choice.currentIndex())
        qtbot.waitUntil(lambda: not dialog.reading)

    return choose


def headers(dialog: DataFileDialog) -> list[str]:
    """What stands over the columns of the preview."""
    items = [dialog.preview.horizontalHeaderItem(column) for column in range(dialog.preview.columnCount())]
    return [item.text().split("\n")[0] for item in items if item is not None]


def cells(dialog: DataFileDialog) -> list[list[str]]:
    """What stands in the preview."""
    table = dialog.preview
    items = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [["" if item is None else item.text() for item in row] for row in items]


@pytest.fixture
def two_sheets(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    sheets: dict[str, list[list[object]]] = {
        "one": [["a", "b"], [1, 2], [3, 4]],
        "none": [],
        "two": [[5, 6], [7, 8], [9, 9]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "book")
    return (tmp_path / "book").read_bytes()


def test_it_shows_the_first_rows_and_how_many_there_are(open_file: Open) -> None:
    dialog = open_file()
    assert cells(dialog) == [["Kim", "1", "40"], ["Lee", "2.5", "60"], ["Park", "4", "75"]]
    assert headers(dialog) == ["name", "x: hours", "y: score"]
    assert (dialog.title.text(), dialog.note.text()) == ("data.csv", "Rows: 3")
    assert not dialog.alarm.isVisible()


def test_open_gives_the_first_two_columns_of_numbers(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.mouseClick(dialog.open_button, LEFT)
    assert list(map(without_names, chosen.args or [])) == [Dataset.of([1.0, 2.5, 4.0], [40.0, 60.0, 75.0])]
    assert (dialog.data.name, dialog.data.x_name, dialog.data.y_name) == ("data.csv", "hours", "score")  # type: ignore[union-attr]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_other_columns_can_be_chosen(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None], qtbot: QtBot
) -> None:
    dialog = open_file()
    choose(dialog, dialog.fields.x_choice, 3)
    choose(dialog, dialog.fields.y_choice, 2)
    assert headers(dialog) == ["name", "y: hours", "x: score"]
    with qtbot.waitSignal(dialog.chosen):
        dialog.accept()
    assert without_names(dialog.data) == Dataset.of([40.0, 60.0, 75.0], [1.0, 2.5, 4.0])
    assert dialog.data is not None
    assert dialog.data.x_name == "score"


def test_a_column_that_does_not_do_is_told_and_another_mends_it(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None]
) -> None:
    dialog = open_file()
    choose(dialog, dialog.fields.x_choice, 1)
    assert dialog.alarm.text() == "data.csv, row 2, column name: “Kim” is not a number."
    assert dialog.alarm.isVisible()
    assert not dialog.open_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    choose(dialog, dialog.fields.x_choice, 2)
    assert not dialog.alarm.isVisible()
    assert dialog.open_button.isEnabled()


def test_enter_opens(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file()
    with qtbot.waitSignal(dialog.chosen):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_a_sheet_can_be_chosen(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None], two_sheets: bytes
) -> None:
    dialog = open_file(two_sheets, "data.xlsx")
    assert dialog.fields.sheet_choice.isVisible()
    assert headers(dialog) == ["x: a", "y: b"]
    choose(dialog, dialog.fields.sheet_choice, "two")
    assert (headers(dialog), dialog.note.text()) == (["x: column 1", "y: column 2"], "Rows: 3")
    assert without_names(dialog.data) == Dataset.of([5.0, 7.0, 9.0], [6.0, 8.0, 9.0])


def test_from_an_empty_sheet_there_is_a_way_back(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None], two_sheets: bytes
) -> None:
    dialog = open_file(two_sheets, "data.xlsx")
    choose(dialog, dialog.fields.sheet_choice, "none")
    assert (dialog.alarm.isVisible(), dialog.open_button.isEnabled(), cells(dialog)) == (True, False, [])
    choose(dialog, dialog.fields.sheet_choice, "one")
    assert (dialog.alarm.isVisible(), dialog.open_button.isEnabled()) == (False, True)


def test_text_has_no_sheets_to_choose(open_file: Open) -> None:
    assert not open_file().fields.sheet_choice.isVisible()


@pytest.mark.parametrize(
    ("content", "reason"),
    {
        b"": Reason.EMPTY,
        b"x,y\n1,2\n": Reason.ONE_ROW,
        b"x\n1\n2\n": Reason.FEW_COLUMNS,
        b"x,y\n1,2\n3\n": Reason.RAGGED,
        b"x,y\n1,2\n3,\n4,5\n": Reason.INCOMPLETE,
        b"x;y\n1,350;2\n2,020;5\n": Reason.AMBIGUOUS,
        b"x;y\n1/2/2024;2\n2/3/2024;5\n": Reason.AMBIGUOUS_DATE,
        b"x,y\n1,2\n3,a\n4,5\n": Reason.NOT_NUMERIC,
        b"x,y\n1,2\n3,inf\n4,5\n": Reason.NOT_FINITE,
        b"x,y\n1,2\n3,1e39\n4,5\n": Reason.NOT_FLOAT32,
        b"\0\1\2": Reason.BINARY,
        b"\x81\xff": Reason.ENCODING,
        b"<html><table>": Reason.OTHER_FORMAT,
        b"PK\x03\x04": Reason.UNREADABLE,
        b'x,y\n1,2\n"' + b"3,4\n" * 50_000: Reason.QUOTE,
    }.items(),
    ids=lambda value: value if isinstance(value, Reason) else "",
)
def test_what_is_wrong_with_a_file_ends_as_a_sentence(open_file: Open, content: bytes, reason: Reason) -> None:
    dialog = open_file(content)
    start, end = SENTENCES[reason].replace("{file}", "data.csv").split("{")[0], SENTENCES[reason].split("}")[-1][-6:]
    assert dialog.alarm.text().startswith(start)
    assert dialog.alarm.text().removesuffix(" Tick the box above to leave such rows out.").endswith(end)
    assert dialog.alarm.isVisible()
    assert (dialog.open_button.isEnabled(), dialog.cancel_button.isEnabled(), dialog.data) == (False, True, None)


def test_a_file_that_is_not_there_ends_as_a_sentence(
    tmp_path: Path, show: Callable[[DataFileDialog], DataFileDialog], qtbot: QtBot
) -> None:
    dialog = show(DataFileDialog(tmp_path / "none.csv"))
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.alarm.text() == "none.csv: there is no such file."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_the_model_s_sentence(
    start: Open, reason: Reason, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    error = DataFileError(
        reason, "a {b}.csv", row=3, column="<i>y</i>", text="{z}", found=2, expected=4, readings=("1", "2")
    )

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(data_file_dialog, "open_table", fail)
    dialog = start()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.alarm.text() == str(error)


def test_not_even_a_mistake_of_ours_gets_past_the_dialog(
    start: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(data_file_dialog, "open_table", lambda *_, **__: int("x"))
    dialog = start()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.alarm.text().startswith("data.csv cannot be read")


def test_names_are_shown_as_they_are_written(open_file: Open) -> None:
    dialog = open_file("<b>x</b>,&y\n1,2\n3,<u>4\n", "<s>&amp;.csv")
    assert dialog.title.textFormat() is Qt.TextFormat.PlainText
    assert dialog.alarm.text() == "<s>&amp;.csv, row 3, column &y: “<u>4” is not a number."


def test_while_it_reads_it_says_so_and_lets_itself_be_cancelled(start: Open, held: Event, qtbot: QtBot) -> None:
    dialog = start()
    given: list[object] = []
    dialog.chosen.connect(given.append)
    assert dialog.note.text() == "Reading data.csv …"
    assert not dialog.open_button.isEnabled()
    QTest.mouseClick(dialog.cancel_button, LEFT)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
    held.set()
    qtbot.waitUntil(lambda: not unfinished)
    assert (given, dialog.data, cells(dialog)) == ([], None, [])


def test_how_far_the_reading_is_is_told(start: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    free = Event()

    def read_half(*arguments: object, **_: object) -> None:
        check_cancelled = arguments[3]
        assert callable(check_cancelled)
        check_cancelled(0.5)
        assert free.wait(PATIENCE)
        raise DataFileError(Reason.UNREADABLE, "data.csv")

    monkeypatch.setattr(data_file_dialog, "read_columns", read_half)
    dialog = start()
    qtbot.waitUntil(lambda: dialog.note.text() == "Reading data.csv … 50%")
    free.set()
    qtbot.waitUntil(lambda: not dialog.reading)


def test_cancel_stops_the_reading_of_columns(start: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    begun = Event()

    def read_for_ever(*arguments: object, **_: object) -> None:
        begun.set()
        check_cancelled = arguments[3]
        assert callable(check_cancelled)
        while True:
            check_cancelled()

    monkeypatch.setattr(data_file_dialog, "read_columns", read_for_ever)
    dialog = start()
    qtbot.waitUntil(begun.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not unfinished)


def test_the_application_waits_for_what_is_still_being_read(start: Open, held: Event, qapp: QApplication) -> None:
    start().reject()
    assert len(unfinished) == 1
    held.set()
    qapp.aboutToQuit.emit()
    assert not unfinished


def test_cancel_gives_nothing(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file()
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.mouseClick(dialog.cancel_button, LEFT)
    assert not dialog.isVisible()


def test_its_texts_follow_the_language(open_file: Open, speak: Callable[[Language], None]) -> None:
    dialog = open_file("1,2\n3,a\n4,5\n")
    speak(Language.KOREAN)
    shown = [dialog.windowTitle(), dialog.note.text(), dialog.alarm.text(), dialog.open_button.text(), *headers(dialog)]
    shown += [dialog.fields.x_choice.itemText(0), dialog.fields.x_choice.accessibleName(), dialog.cancel_button.text()]
    assert all(map(is_korean, shown))


def test_it_hears_of_a_change_of_the_language(open_file: Open, speak: Callable[[Language], None]) -> None:
    dialog = open_file()
    dialog.note.setText("")
    speak(Language.KOREAN)
    assert dialog.note.text()


def test_only_the_first_of_very_many_columns_are_shown(open_file: Open) -> None:
    dialog = open_file("\n".join(",".join(str(n + row) for n in range(300)) for row in range(3)))
    assert (dialog.preview.columnCount(), dialog.fields.x_choice.count(), len(headers(dialog))) == (100, 300, 100)


def test_thousands_of_columns_hold_nobody_up(qtbot: QtBot, tmp_path: Path) -> None:
    """All are named in one go, however many there are: after each by itself, Qt would look at all the others."""

    def changes(columns: int) -> int:
        file = tmp_path / f"{columns}.csv"
        file.write_text("\n".join(",".join(f"{row * column % 7}" for column in range(columns)) for row in range(1, 5)))
        dialog = data_file_dialog.DataFileDialog(file)
        qtbot.addWidget(dialog)
        seen, model = list[None](), dialog.fields.x_choice.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            signal.connect(lambda *_: seen.append(None))
        dialog._take(open_table(file))
        dialog.retranslate()
        assert dialog.fields.x_choice.count() == columns
        return len(seen)

    assert changes(3000) == changes(300) < 12


@pytest.mark.parametrize("columns", [10, 60])
def test_many_columns_are_wide_enough_to_be_read(open_file: Open, columns: int) -> None:
    names = ",".join(f"homework {column}" for column in range(columns))
    dialog = open_file(f"{names}\n" + "\n".join(",".join("12.5" for _ in range(columns)) for _ in range(3)))
    preview = dialog.preview
    needed = preview.horizontalHeader().fontMetrics().horizontalAdvance("homework 59")
    assert all(preview.columnWidth(column) > needed for column in range(columns))


HOURS = "이름,공부시간,점수\n가,1시간 0분,50점\n나,1시간 7분,60점\n다,2시간,71점\n"
"""Three columns: what is said of the second is far wider than of the others."""


@pytest.mark.parametrize("base", [13, 35])
@pytest.mark.parametrize("language", Language)
def test_what_is_said_of_few_columns_can_be_read_whole(
    open_file: Open, speak: Callable[[Language], None], language: Language, base: int
) -> None:
    dialog = open_file(HOURS)
    speak(language)
    dress(dialog, LIGHT, TypeScale(base))
    for width in (dialog.width(), 760, 400, 2400):
        dialog.resize(width, 600)
        QApplication.processEvents()
        header, advance = dialog.preview.horizontalHeader(), dialog.preview.horizontalHeader().fontMetrics()
        for column in range(3):
            item = dialog.preview.horizontalHeaderItem(column)
            assert item is not None
            assert header.sectionSize(column) > max(map(advance.horizontalAdvance, item.text().split("\n")))
    assert dialog.preview.viewport().width() - header.length() in range(3)  # all the room is used


@pytest.mark.parametrize("base", [13, 38])
def test_what_is_chosen_can_be_read_however_narrow_the_dialog_is(open_file: Open, base: int) -> None:
    dialog = open_file(SCORES)
    dress(dialog, LIGHT, TypeScale(base))
    QApplication.processEvents()
    dialog.resize(dialog.minimumSizeHint())
    QApplication.processEvents()
    fields = dialog.fields
    for choice in (fields.x_choice, fields.y_choice, fields.decimal, fields.encoding):
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = choice.style().subControlRect(control, option, part, choice).width()
        assert room >= choice.fontMetrics().horizontalAdvance(choice.currentText())


@pytest.mark.parametrize("base", [13, 35])
def test_a_histogram_grows_with_the_type(open_file: Open, base: int) -> None:
    dialog = open_file("a,b\n1,2\n2,3\n3,4\n4,6\n")
    dress(dialog, LIGHT, TypeScale(base))
    QApplication.processEvents()
    header = dialog.preview.horizontalHeader()
    picture = header.grab().toImage().copy(0, 0, header.sectionSize(0), header.height())
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    bars = [place for place in places if picture.pixelColor(*place).name() == LIGHT.accent]
    line = header.fontMetrics().height()
    wide, high = (max(along) - min(along) for along in zip(*bars, strict=True))
    assert (wide, high) == (pytest.approx(BARS_WIDTH * line, abs=3), pytest.approx(BARS_HEIGHT * line, abs=3))
    assert header.height() > line * (2 + BARS_HEIGHT)  # there is room for both lines below


def test_a_very_long_name_ends_with_dots(open_file: Open) -> None:
    assert headers(open_file(f"{'a name ' * 30},b\n1,2\n2,3\n"))[0].endswith("…")


# How the file is read


def texts_over(dialog: DataFileDialog) -> list[str]:
    """What is said of the columns under their names."""
    items = [dialog.preview.horizontalHeaderItem(column) for column in range(dialog.preview.columnCount())]
    return [item.text().split("\n")[1] for item in items if item is not None]


def test_rows_with_a_gap_are_left_out_once_that_is_ticked(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file("hours,score\n1,52\n2,NA\n3,66\n")
    assert "row 3" in dialog.alarm.text()
    assert dialog.alarm.text().endswith("Tick the box above to leave such rows out.")
    dialog.fields.drop_missing.click()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.data is not None
    assert (len(dialog.data), dialog.data.left_out, dialog.alarm.isVisible()) == (2, 1, False)
    assert dialog.fields.drop_missing.isVisible()
    dialog.fields.drop_missing.click()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.data is None


def test_a_word_among_numbers_can_be_left_out_but_not_a_column_of_words(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None], qtbot: QtBot
) -> None:
    dialog = open_file("name,hours,score\nA,1,52\nB,2,broken\nC,3,66\n")
    assert dialog.alarm.text().endswith("Tick the box above to leave such rows out.")
    dialog.fields.drop_missing.click()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.data is not None
    assert (len(dialog.data), dialog.data.left_out) == (2, 1)
    choose(dialog, dialog.fields.x_choice, 1)
    assert dialog.alarm.text() == "data.csv, row 2, column name: “A” is not a number."


def test_where_one_column_alone_has_numbers_it_is_y_and_names_are_not_x(open_file: Open) -> None:
    dialog = open_file("이름,공부시간,점수\n김민준,1시간 7분,50점\n이서연,2시간 30분,72점\n박지호,3시간 2분,80점\n")
    assert headers(dialog) == ["이름", "x: 공부시간", "y: 점수"]
    assert dialog.alarm.text() == (
        "data.csv, row 2, column 공부시간: “1시간 7분” is not a number. Columns that are not numbers: 이름, 공부시간"
    )


def test_of_a_long_file_it_says_how_many_rows_were_looked_at(open_file: Open) -> None:
    dialog = open_file("x,y\n" + "\n".join(f"{n},{n % 5}" for n in range(1500)))
    assert dialog.note.text() == "Rows: 1,500; what stands over the columns is of the first 1,000"


def test_where_nothing_is_missing_or_summed_up_nothing_is_offered(open_file: Open) -> None:
    fields = open_file().fields
    assert not fields.drop_missing.isVisible()
    assert not fields.drop_totals.isVisible()
    assert not any(button.isVisible() for button in fields.answers.values())


def test_a_total_is_pointed_out_and_left_out_once_that_is_ticked(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file("이름,시간,점수\n가,1,52\n나,2,58\n합계,3,110\n")
    assert (dialog.fields.drop_totals.isVisible(), dialog.note.text()) == (True, "Rows: 3")
    assert "합계" in dialog.fields.drop_totals.text()
    dialog.fields.drop_totals.click()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert dialog.note.text() == "Rows: 2"


@pytest.mark.parametrize(
    ("mark", "text", "x"), [(".", "1,350 is 1350", [1350, 2020]), (",", "1,350 is 1.35", [1.35, 2.02])]
)
def test_a_number_that_may_be_two_is_asked_about(
    open_file: Open, qtbot: QtBot, mark: str, text: str, x: list[float]
) -> None:
    dialog = open_file("people;homes\n1,350;588\n2,020;871\n")
    assert "1350 or 1.35" in dialog.alarm.text()
    assert texts_over(dialog)[0] == "1350 or 1.35?"
    button = dialog.fields.answers[mark]
    assert (button.isVisible(), button.text()) == (True, text)
    button.click()
    qtbot.waitUntil(lambda: not dialog.reading)
    assert without_names(dialog.data) == Dataset.of(x, [588, 871])
    assert (button.isVisible(), dialog.fields.decimal.chosen()) == (False, mark)


def test_the_row_of_the_header_can_be_said(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file("a,b\n10,20\n1,2\n3,4\n5,6\n")
    assert (dialog.fields.header.value(), dialog.fields.last.value()) == (1, 5)
    for field, typed in ((dialog.fields.header, "2"), (dialog.fields.last, "4")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.reading)
        assert dialog.isVisible()
    assert headers(dialog) == ["x: 10", "y: 20"]
    assert without_names(dialog.data) == Dataset.of([1, 3], [2, 4])


def test_another_encoding_can_be_chosen(
    open_file: Open, choose: Callable[[DataFileDialog, Choice, object], None]
) -> None:
    dialog = open_file("часы,баллы\n1,2\n3,4\n".encode("cp1251"))
    choose(dialog, dialog.fields.encoding, "cp1251")
    assert headers(dialog) == ["x: часы", "y: баллы"]


def test_columns_are_described(open_file: Open) -> None:
    dialog = open_file("번호,이름,날짜,시간,점수,반\n1,가,2024-03-01,1시간,52,3\n2,나,2024-03-02,2시간,결석,3\n")
    assert texts_over(dialog) == [
        "row numbers",
        "no numbers: row 2 “가”",
        "dates from 2024-03-01 on",
        "1 시간 to 2 시간",
        "always 52, missing: 1",
        "always 3",
    ]


def test_units_and_dates_are_told_by_the_names_of_the_axes(open_file: Open, qtbot: QtBot) -> None:
    dialog = open_file("날짜,비율\n2024-03-01,52%\n2024-03-03,58%\n")
    assert dialog.data is not None
    assert (dialog.data.x_name, dialog.data.y_name) == ("날짜 (days since 2024-03-01)", "비율 (%)")
    assert dialog.data.x[:, 0].tolist() == [0, 2]


def test_the_points_are_drawn_before_they_are_opened(open_file: Open) -> None:
    dialog = open_file()
    assert dialog.scatter.accessibleName() == "hours, score: 3"
    picture = dialog.scatter.grab().toImage()
    empty = open_file("x,y\n1,2\n3,a\n").scatter.grab().toImage()
    assert len(colours_in(picture)) > len(colours_in(empty)) == 1


def colours_in(picture: QImage) -> set[int]:
    """Every colour of a picture."""
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
