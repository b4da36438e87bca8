"""A page of text beside the window: it holds nothing up and follows the language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from gui.theme.theme import MONO, SPACE
from gui.widgets.card import Translated
from gui.widgets.dialog import resize_in_lines
from gui.widgets.inputs import PushButton

SIZE = (46, 38)
"""Width and height of a page, in heights of a line of the window."""


class Page(Translated, QDialog):
    """Shows what fill() writes into the document, in the present language; nothing in it opens anything."""

    def __init__(self, title: Callable[[], str], fill: Callable[[QTextDocument], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._fill = title, fill
        self.text, self.shut = QTextBrowser(), PushButton()
        self.text.setOpenLinks(False)
        self.text.setProperty("role", "page")
        self.shut.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        resize_in_lines(self, *SIZE)
        self.retranslate()
        self.text.setFocus()

    def retranslate(self) -> None:
        """Write everything again, and stay where the reader is."""
        self.setWindowTitle(self._title())
        self.text.setAccessibleName(self._title())
        self.shut.setText(self.tr("Close"))
        self.shut.setToolTip(self.tr("Close this page (Esc)"))
        place = self.text.verticalScrollBar().value()
        self._fill(self.text.document())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(place)


def write_markdown(document: QTextDocument, text: str) -> None:
    """Write a text in Markdown, its formulas and code in the program's own font, its tables with room and lines."""
    document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    block = document.begin()
    while block.isValid():
        _dress_code(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        shape = frame.frameFormat()
        shape.setBorder(1)
        frame.setFrameFormat(shape)


def _dress_code(block: QTextBlock) -> None:
    """Set the parts of a paragraph that are code in the program's font."""
    cursor, pieces = QTextCursor(block), block.begin()
    code = []
    while not pieces.atEnd():
        piece = pieces.fragment()
        shape = piece.charFormat()
        if shape.fontFixedPitch() or shape.fontFamilies():  # within a line, or a block of its own
            code.append((piece.position(), piece.length()))
        pieces += 1
    for position, length in code:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        dress = QTextCharFormat()
        dress.setFontFamilies([MONO])
        cursor.mergeCharFormat(dress)
