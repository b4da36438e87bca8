"""A sheet as PDF, made by Qt: A4, or Letter where that is used, with the program's own fonts, to be printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    QLocale,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QUuid,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from gui.theme.theme import SANS
from gui.theme.translation import counted
from model.cancelling import CheckCancelled, wanted
from model.lessons.sheet import VERDICTS, Kind, Option, Predicted, Sheet, SheetPage, SheetQuestion

DOTS = 10
"""The dots of a point, to which what is painted is rounded."""

MARGIN, FOOTER = 17.0, 10.0
"""Millimetres around the text, and of those below it the height of the footer."""

BODY, HEADING, TITLE, SMALL = 10, 12, 19, 8
"""Sizes of type in points."""

GREY = QColor(110, 110, 110)

TICKED, UNTICKED = "■", "□"

SQUARES = 15
"""For the answer with most hands; up to so many, each is one hand."""

LINES = 3
"""Ruled lines below each page of a worksheet."""

LINE_HEIGHT = 8.0
"""Millimetres between two of them."""

SHORT = 14
"""Characters of an option of the quiz that has room beside others."""

FILES = QUuid("6f0d3c1e-5b0a-5d0c-9d2f-3f0b9c3a7e11")
"""What a file's number is made under, from what stands in it."""

BLANK_LINES = re.compile(r"\n{2,}")
"""Between two paragraphs, which have their own distance."""

translate = QCoreApplication.translate


def sheet_pdf(
    sheet: Sheet, paper: QPageSize.PageSizeId | None = None, check_cancelled: CheckCancelled = wanted
) -> bytes:
    """The sheet as a PDF file, its own words in the language of the window. May be called on any QThread."""
    buffer = QBuffer()  # an error of the disk would not come through the writer
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * DOTS)
    size = QPageSize(usual_paper() if paper is None else paper)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(title_of(sheet))
    writer.setCreator("Slopewise")
    writer.setDocumentId(QUuid.createUuidV5(FILES, repr(sheet).encode()))
    document = sheet_document(sheet, writer.pageLayout().paintRectPoints().size(), check_cancelled)
    with QPainter(writer) as painter:
        painter.scale(DOTS, DOTS)
        for number in range(document.pageCount()):
            if number:
                writer.newPage()
            paint_page(document, painter, number, title_of(sheet))
    return bytes(buffer.data().data())


def usual_paper() -> QPageSize.PageSizeId:
    """Letter where inches are used and paper is cut so; A4 elsewhere."""
    inches = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4


def title_of(sheet: Sheet) -> str:
    """What the sheet is called."""
    titles = {
        Kind.RESULTS: translate("Sheet", "Results of the lesson"),
        Kind.WORKSHEET: translate("Sheet", "Worksheet"),
        Kind.KEY: translate("Sheet", "Key to the worksheet"),
    }
    return titles[sheet.kind]


def sheet_document(sheet: Sheet, area: QSize, check_cancelled: CheckCancelled = wanted) -> QTextDocument:
    """The sheet laid out on pages with so many points between their margins, the footer's among them.

    What belongs together stands on the same one where it has room.
    """
    composer = _Composer(QSizeF(area.width(), area.height() - _mm(FOOTER)))
    composer.write(sheet)
    composer.keep_together(check_cancelled)
    return composer.document


def paint_page(document: QTextDocument, painter: QPainter, number: int, title: str) -> None:
    """Paint one page, counted from 0, and its footer."""
    size = document.pageSize()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = QPalette(Qt.GlobalColor.black)
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)  # whatever the theme
    context.clip = QRectF(0, number * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -number * size.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
    footer = QRectF(0, size.height() + _mm(FOOTER / 2), size.width(), _mm(FOOTER / 2))
    painter.setFont(_font(SMALL))
    painter.setPen(GREY)
    painter.drawLine(footer.topLeft(), footer.topRight())
    painter.drawText(footer, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, f"Slopewise · {title}")
    place = f"{number + 1} / {document.pageCount()}"
    painter.drawText(footer, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, place)


class _Composer:
    """Writes a sheet into a document. All of it is inserted as plain text: words of a lesson may look like HTML."""

    def __init__(self, size: QSizeF) -> None:
        self.document = document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setUseDesignMetrics(True)
        document.setDefaultFont(_font(BODY))
        document.setDocumentMargin(0)
        document.setPageSize(size)
        self._cursor = QTextCursor(document)
        self._is_fresh = True
        self._parts: list[tuple[int, int]] = []

    def write(self, sheet: Sheet) -> None:
        """Write all of it."""
        self._paragraph(title_of(sheet), TITLE, bold=True)
        self._write_fields(sheet)
        for number, page in enumerate(sheet.pages, start=1):
            self._write_page(sheet.kind, number, page)
        if sheet.questions:
            self._write_quiz(sheet)

    def keep_together(self, check_cancelled: CheckCancelled) -> None:
        """Begin a page before what would be torn, if a page has room for it: in the order in which it stands there."""
        height, layout = self.document.pageSize().height(), self.document.documentLayout()
        for first, last in self._parts:
            check_cancelled()
            beginning = self.document.findBlock(first)
            top = layout.blockBoundingRect(beginning).top()
            bottom = layout.blockBoundingRect(self.document.findBlock(last)).bottom()
            if top // height != (bottom - 1) // height and bottom - top < height:
                form = beginning.blockFormat()
                form.setTopMargin(0)
                form.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(beginning).setBlockFormat(form)
                # Qt lays out anew only what stands near, and would then leave out paragraphs of the last page.
                self.document.markContentsDirty(first, self.document.characterCount() - first)

    def _write_fields(self, sheet: Sheet) -> None:
        """Name, class and date, with room for what was not typed."""
        names = (translate("Sheet", "Name"), translate("Sheet", "Class"), translate("Sheet", "Date"))
        typed = (sheet.name, sheet.group, sheet.date)
        cells = [(f"{name}: {value}", False) for name, value in zip(names, typed, strict=True)]
        self._table([cells], (45, 20, 35), ruled=True, after=12)

    def _write_page(self, kind: Kind, number: int, page: SheetPage) -> None:
        first = self._paragraph(f"{number}. {page.title}", HEADING, bold=True, before=16)
        begun = len(self._parts)
        self._paragraph(page.question)
        for predicted in page.predictions:
            self._write_prediction(kind, predicted)
        if not page.predictions:
            self._parts.append((first, self._end))
        else:
            self._parts[begun] = first, self._parts[begun][1]
        if kind is Kind.WORKSHEET:
            self._paragraph(translate("Sheet", "Why do you think so?"), SMALL, colour=GREY, before=4)
            self._rule(LINES, after=14)
        elif page.found:
            self._paragraph(page.found, before=4, indent=4)
        else:
            self._paragraph(translate("Sheet", "Not done yet"), SMALL, colour=GREY, before=4)
        self._parts.insert(begun, (first, self._end))

    def _write_prediction(self, kind: Kind, predicted: Predicted) -> None:
        first = self._paragraph(predicted.ask, bold=True, before=4)
        if predicted.options:
            self._write_options(predicted.options)
        if kind is Kind.WORKSHEET and predicted.writes:
            self._paragraph(translate("Sheet", "A number:"), SMALL, colour=GREY)
            self._rule(1, after=4)
        if kind is Kind.RESULTS and predicted.given is None:
            self._paragraph(translate("Sheet", "Nothing was predicted"), SMALL, colour=GREY)
        if predicted.writes and predicted.right_answer:
            self._paragraph(translate("Sheet", "Right: {answer}").format(answer=predicted.right_answer))
        self._parts.append((first, self._end))

    def _write_options(self, options: Sequence[Option]) -> None:
        """The answers below one another; with a square for each hand, or for so many, that went up."""
        most = max(option.hands for option in options)
        rows = []
        for option in options:
            votes = [_squares(option.hands, most), str(option.hands)] if most else []
            rows.append([(text, option.right is True) for text in (_ticked(option), *votes, _verdict(option))])
        self._table(rows, (44, 36, 6, 14) if most else (82, 18))

    def _write_quiz(self, sheet: Sheet) -> None:
        heading = translate("Sheet", "Quiz {seed}").format(seed=sheet.seed)
        first = self._paragraph(heading, HEADING, bold=True, before=20)
        if sheet.score is not None:
            one, many = (
                translate("Sheet", "{right} of {all} is right"),
                translate("Sheet", "{right} of {all} are right"),
            )
            text = counted(sheet.score, one, many)
            self._paragraph(text.format(right=sheet.score, all=len(sheet.questions)))
        for number, question in enumerate(sheet.questions, start=1):
            begins = self._paragraph(f"{number}. {question.text}", before=8)
            self._write_quiz_options(question)
            self._parts.append((first if number == 1 else begins, self._end))

    def _write_quiz_options(self, question: SheetQuestion) -> None:
        """Beside one another where they have room."""
        options = question.options
        cells = [(f"{_ticked(option)}   {_verdict(option)}".rstrip(), option.right is True) for option in options]
        if max(len(option.text) for option in options) <= SHORT:
            self._table([cells], [100 / len(cells)] * len(cells))
        else:
            self._table([[cell] for cell in cells], (100,))

    @property
    def _end(self) -> int:
        """Where the last thing that was written stands."""
        end = self._cursor.position()
        return end - 1 if self._is_fresh else end

    def _paragraph(
        self,
        text: str,
        size: int = BODY,
        *,
        bold: bool = False,
        colour: QColor | Qt.GlobalColor = Qt.GlobalColor.black,
        before: float = 0,
        indent: float = 0,
    ) -> int:
        """Write a paragraph, if there is anything to be said; return where it, or what follows, stands."""
        if not text:
            return self._cursor.position()
        if not self._is_fresh:
            self._cursor.insertBlock()
        self._is_fresh = False
        form = QTextBlockFormat()
        form.setTopMargin(before)
        form.setBottomMargin(3)
        form.setLeftMargin(_mm(indent))
        self._cursor.setBlockFormat(form)
        first = self._cursor.position()
        self._cursor.insertText(BLANK_LINES.sub("\n", text), _characters(size, bold=bold, colour=colour))
        return first

    def _rule(self, lines: int, *, after: float) -> None:
        """Ruled lines to write on."""
        self._table([[("", False)]] * lines, (100,), ruled=True, after=after)

    def _table(
        self,
        rows: Sequence[Sequence[tuple[str, bool]]],
        widths: Sequence[float],
        *,
        ruled: bool = False,
        after: float = 4,
    ) -> None:
        """Write a table of texts, each of them bold or not, with columns of so many hundredths of the width."""
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(1.5)
        form.setBottomMargin(after)  # the margin above what follows does not count there
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        constraints = [QTextLength(QTextLength.Type.PercentageLength, width) for width in widths]
        form.setColumnWidthConstraints(constraints)
        table = self._cursor.insertTable(len(rows), len(widths), form)
        for row, cells in enumerate(rows):
            for column, (text, bold) in enumerate(cells):
                cell = table.cellAt(row, column)
                if ruled:
                    cell.setFormat(_ruled_below())
                cell.firstCursorPosition().insertText(text, _characters(BODY, bold=bold))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True


def _verdict(option: Option) -> str:
    """What is told of an answer: that it is right, or that it was chosen and is not."""
    told = option.right is True or option.chosen
    return translate("Sheet", VERDICTS[option.right]) if told and option.right is not None else ""


def _ticked(option: Option) -> str:
    return f"{TICKED if option.chosen else UNTICKED}  {option.text}"


def _squares(hands: int, most: int) -> str:
    """A square for each hand; where there are too many for that, in proportion."""
    return TICKED * (hands if most <= SQUARES else max(round(hands / most * SQUARES), hands > 0))


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont(SANS)
    font.setPixelSize(size)  # a point, since the painter is scaled: no screen has a say in it
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _characters(
    size: int, *, bold: bool = False, colour: QColor | Qt.GlobalColor = Qt.GlobalColor.black
) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(_font(size, bold=bold))
    form.setForeground(QBrush(colour))
    return form


def _ruled_below() -> QTextTableCellFormat:
    form = QTextTableCellFormat()
    form.setBottomBorder(0.6)
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(QBrush(GREY))
    form.setTopPadding(_mm(LINE_HEIGHT) - BODY * 1.6)
    form.setBottomPadding(1)
    return form


def _mm(millimetres: float) -> float:
    """Millimetres in points, the unit of the document."""
    return millimetres / 25.4 * 72
