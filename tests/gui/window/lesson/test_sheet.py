"""The sheet as PDF, and the dialog that makes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter, QTextDocument
from PySide6.QtWidgets import QWidget

from gui.theme.translation import Language
from gui.window.lesson.sheet_dialog import Make, SheetDialog
from gui.window.lesson.sheet_pdf import paint_page, sheet_document, sheet_pdf, title_of
from gui.window.waiting import wait_for
from model.cancelling import wanted
from model.files.atomic_file import write_atomically
from model.lessons.page import Lesson
from model.lessons.page_file import built_in
from model.lessons.results import PageResult, Results
from model.lessons.sheet import Kind, Option, Predicted, Sheet, SheetPage, sheet_of
from tests.gui.conftest import is_korean

AREA = QSize(499, 746)
"""Points between the margins of A4."""


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return built_in()


@pytest.fixture(scope="module")
def results() -> Results:
    counted = PageResult({"prediction": "swings"}, {"prediction": {"swings": 12, "slower": 31}})
    return Results(name="Ada", group="3-2", date="today").with_page("zero-grad", counted)


def sheets(lesson: Lesson, results: Results, language: str) -> list[Sheet]:
    return [sheet_of(kind, lesson, results, language) for kind in (Kind.RESULTS, Kind.WORKSHEET)]


def lines_of(document: QTextDocument) -> str:
    return document.toPlainText().replace("\xa0", " ")


def block_with(document: QTextDocument, text: str) -> int:
    """The page, counted from 0, on which a text stands."""
    block = document.find(text).block()
    assert block.isValid()
    return int(document.documentLayout().blockBoundingRect(block).center().y() // document.pageSize().height())


def one_page(**words: str) -> Sheet:
    predicted = Predicted(words.get("ask", "ask"), (Option(words.get("option", "option"), hands=3),))
    page = SheetPage(
        words.get("title", "title"), words.get("question", "question"), (predicted,), words.get("found", "")
    )
    return Sheet(Kind.RESULTS, words.get("name", "name"), "", "", (page,), 1, ())


@pytest.mark.parametrize("language", list(Language))
def test_all_that_a_sheet_holds_stands_in_the_document(lesson: Lesson, results: Results, language: Language) -> None:
    for sheet in sheets(lesson, results, language.value):
        text = lines_of(sheet_document(sheet, AREA))
        for page in sheet.pages:
            words = [page.title, page.question, *(each.ask for each in page.predictions)]
            words += [option.text for each in page.predictions for option in each.options]
            assert [each for each in words if each not in text] == []
        assert [each.text for each in sheet.questions if each.text not in text] == []
        assert all(each in text for each in (sheet.name, sheet.group, sheet.date))


def test_hands_are_squares_and_numbers(lesson: Lesson, results: Results) -> None:
    text = lines_of(sheet_document(sheet_of(Kind.RESULTS, lesson, results, "en"), AREA))
    assert re.search(r"■  it swings and never settles\n■{6}\n12\n", text)
    assert re.search(r"□  slower, but it gets there\n■{15}\n31\n", text)


def test_a_pdf_has_the_pages_of_the_document_and_the_programs_own_fonts(lesson: Lesson, results: Results) -> None:
    for sheet in sheets(lesson, results, "ko"):
        content = sheet_pdf(sheet, QPageSize.PageSizeId.A4)
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")
        pages = len(re.findall(rb"/Type /Page\b", content))
        assert pages == sheet_document(sheet, AREA).pageCount() > 1
        names = set(re.findall(rb"/FontName /(?:[A-Z]+\+)?(\S+)", content))
        assert len(names) > 1
        assert all(b"Slopewise" in name for name in names)
        assert content.count(b"/FontFile") == len(names)


@pytest.mark.parametrize(
    ("paper", "width", "height"), [(QPageSize.PageSizeId.A4, 595, 842), (QPageSize.PageSizeId.Letter, 612, 792)]
)
def test_a_page_is_as_large_as_the_paper(paper: QPageSize.PageSizeId, width: int, height: int) -> None:
    content = sheet_pdf(one_page(), paper)
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", content)
    assert box is not None
    assert (round(float(box[1])), round(float(box[2]))) == (width, height)


def test_the_same_sheet_is_the_same_file_but_for_its_date() -> None:
    first, second = (sheet_pdf(one_page(), QPageSize.PageSizeId.A4) for _ in range(2))
    dates = re.compile(rb"\(D:[^)]*\)|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:+\-Z.]*")
    assert dates.sub(b"", first) == dates.sub(b"", second)


HOSTILE = "<b>bold</b> <img src='file:///etc/passwd'> &amp; **not** [a](b) \ufdd0 \u2028"


@pytest.mark.parametrize("where", ["title", "question", "ask", "option", "found", "name"])
def test_words_that_look_like_something_else_stay_text(where: str) -> None:
    document = sheet_document(one_page(**{where: HOSTILE}), AREA)
    assert "<b>bold</b> <img src='file:///etc/passwd'> &amp; **not** [a](b)" in lines_of(document)


@pytest.mark.parametrize("where", ["title", "question", "ask", "option", "found", "name"])
def test_a_text_of_any_length_is_there_whole(where: str) -> None:
    long = "0123456789" * 1000
    document = sheet_document(one_page(**{where: long}), AREA)
    assert long in lines_of(document)
    assert document.documentLayout().documentSize().width() <= AREA.width()
    assert sheet_pdf(one_page(**{where: long})).startswith(b"%PDF-")


@pytest.mark.parametrize("language", list(Language))
def test_no_question_is_torn_from_its_answers(lesson: Lesson, results: Results, language: Language) -> None:
    for sheet in sheets(lesson, results, language.value):
        document = sheet_document(sheet, AREA)
        for page in sheet.pages:
            options = [option.text for each in page.predictions for option in each.options]
            assert {block_with(document, text) for text in (page.title, page.question)} == {
                block_with(document, page.title)
            }
            if options and len(options[-1]) > 8:  # long enough to stand nowhere else
                assert block_with(document, options[-1]) == block_with(document, page.title)


def test_each_paragraph_of_each_page_is_painted(lesson: Lesson, results: Results) -> None:
    for sheet in sheets(lesson, results, "en"):
        document = sheet_document(sheet, AREA)
        height, layout, block = document.pageSize().height(), document.documentLayout(), document.begin()
        pages = [painted(document, number, title_of(sheet)) for number in range(document.pageCount())]
        while block.isValid():
            place = layout.blockBoundingRect(block)
            image = pages[int(place.center().y() // height)]
            if block.text().strip():
                assert has_ink(image, place.translated(0, -(place.center().y() // height) * height).toRect()), (
                    block.text()
                )
            block = block.next()


def painted(document: QTextDocument, number: int, title: str) -> QImage:
    image = QImage(AREA, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        paint_page(document, painter, number, title)
    return image


def has_ink(image: QImage, place: QRect) -> bool:
    assert not place.isEmpty()
    part = image.copy(place)
    pixels = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine())
    return bool((pixels[:, : part.width()] < 160).any())


def test_the_footer_has_the_title_and_the_page(lesson: Lesson, results: Results) -> None:
    sheet = sheets(lesson, results, "en")[1]
    document = sheet_document(sheet, AREA)
    image = painted(document, 0, title_of(sheet))
    below = round(document.pageSize().height()) + 17  # the line above it
    assert has_ink(image, QRect(0, below, 120, 11))
    assert has_ink(image, QRect(AREA.width() - 30, below, 30, 11))


def test_a_worksheet_has_room_to_write_and_tells_nothing(lesson: Lesson, results: Results) -> None:
    text = lines_of(sheet_document(sheet_of(Kind.WORKSHEET, lesson, results, "en"), AREA))
    assert text.count("Why do you think so?") == len(lesson.pages)
    assert "■" not in text
    assert "right\n" not in text


def test_a_pdf_can_be_made_in_the_background(
    lesson: Lesson, results: Results, show: Callable[[QWidget], QWidget]
) -> None:
    sheet = sheet_of(Kind.WORKSHEET, lesson, results, "ko")
    made = wait_for(show(QWidget()), "", lambda _: sheet_pdf(sheet))
    assert len(made) == len(sheet_pdf(sheet))


@pytest.mark.usefixtures("full_disk")
def test_on_a_full_disk_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_text("old")
    with pytest.raises(OSError, match="No space left"):
        write_atomically(tmp_path / "sheet.pdf", sheet_pdf(one_page()))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("sheet.pdf", "old")]


# --- the dialog ---


class Saved:
    """What the dialog has asked to be written."""

    def __init__(self) -> None:
        self.made: list[tuple[str, bytes]] = []

    def save(self, suffix: str, make: Make) -> None:
        """Make it at once."""
        self.made.append((suffix, make(wanted)))


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def dialog(lesson: Lesson, results: Results, saved: Saved, show: Callable[[QWidget], QWidget]) -> SheetDialog:
    few = Lesson(lesson.name, lesson.pages[:2])
    dialog = SheetDialog(few, results, "en", saved.save)
    show(dialog)
    return dialog


def test_it_begins_with_what_was_typed_before(dialog: SheetDialog) -> None:
    assert [field.text() for field in dialog.fields] == ["Ada", "3-2", "today"]
    assert not dialog.isModal()


@pytest.mark.parametrize(("language", "written"), [("en", r"\b20\d\d\b"), ("ko", r"20\d\d년 .*월 .*일")])
def test_a_date_begins_as_todays(lesson: Lesson, saved: Saved, show: object, language: str, written: str) -> None:
    dialog = SheetDialog(lesson, Results(), language, saved.save)
    show(dialog)  # type: ignore[operator]
    assert re.search(written, dialog.date.text())


def test_it_tells_what_is_typed(dialog: SheetDialog) -> None:
    told: list[tuple[str, str, str]] = []
    dialog.typed.connect(lambda *texts: told.append(texts))
    dialog.group.selectAll()
    dialog.group.insert("4-1")
    assert told == [("Ada", "4-1", "today")]


def test_nothing_is_typed_that_a_file_of_results_would_not_hold(dialog: SheetDialog) -> None:
    assert {field.maxLength() for field in dialog.fields} == {100}


def test_pdf_and_csv_are_made_with_what_stands_there_now(dialog: SheetDialog, saved: Saved) -> None:
    dialog.name.setText("Grace")
    dialog.pdf.click()
    dialog.csv.click()
    assert [suffix for suffix, _ in saved.made] == [".pdf", ".csv"]
    assert saved.made[0][1].startswith(b"%PDF-")
    assert b"Grace,3-2,today,page," in saved.made[1][1]


def test_later_results_are_those_that_are_made(dialog: SheetDialog, results: Results, saved: Saved) -> None:
    later = results.with_page("shape", PageResult({"prediction": "column"}))
    dialog.show_results(later, "ko")
    dialog.csv.click()
    assert "모양" in saved.made[0][1].decode()
    assert "[3, 1]" in saved.made[0][1].decode()


@pytest.mark.parametrize("kind", list(Kind))
def test_only_results_are_a_table(dialog: SheetDialog, saved: Saved, kind: Kind) -> None:
    dialog.kind.choose(kind)
    assert dialog.csv.isEnabled() == (kind is Kind.RESULTS)
    dialog.pdf.click()
    assert len(saved.made) == 1


def test_it_follows_the_language(dialog: SheetDialog, speak: Callable[[Language], None]) -> None:
    dialog.kind.choose(Kind.KEY)
    speak(Language.KOREAN)
    shown = (dialog.windowTitle(), dialog.pdf.text(), dialog.kind.currentText(), dialog.note.text())
    assert all(map(is_korean, shown))
    assert dialog.kind.chosen() is Kind.KEY
    text = sheet_document(replace(one_page(), kind=Kind.WORKSHEET), AREA).toPlainText()
    assert "활동지" in text
