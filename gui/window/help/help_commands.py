"""The commands of the Help menu but for About, each a page beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QMainWindow, QWhatsThis
from shiboken6 import isValid

from gui.theme.translation import Language
from gui.window.actions import Actions
from gui.window.help.explanations import explanation
from gui.window.help.glossary import glossary_page
from gui.window.help.keys import keys_page
from gui.window.menus import ToolBar
from gui.window.panels import Panels
from model import RESOURCES

if TYPE_CHECKING:
    from gui.window.help.page import Page


class HelpCommands(QObject):
    """Opens each page once: who asks again is shown the one that is open."""

    def __init__(self, window: QMainWindow, view: Panels, toolbar: ToolBar, language: Callable[[], Language]) -> None:
        super().__init__(window)
        self._window, self._view, self._toolbar, self._language = window, view, toolbar, language
        self._open: dict[str, Page] = {}

    def wire(self, actions: Actions) -> None:
        """Do what the actions ask for."""
        actions["explain"].triggered.connect(self.explain)
        actions["keys"].triggered.connect(self.show_keys)
        actions["glossary"].triggered.connect(self.show_glossary)
        actions["computes"].triggered.connect(self.show_model)

    def show_keys(self) -> None:
        """Tell every key."""
        self._show("keys", lambda: self.tr("Keys"), lambda document: document.setHtml(keys_page()))

    def show_glossary(self) -> None:
        """Tell what the words of the lesson mean."""
        self._show("glossary", lambda: self.tr("Glossary"), lambda document: document.setHtml(glossary_page()))

    def show_model(self) -> None:
        """Tell what is computed, and how."""
        self._show("computes", lambda: self.tr("What the program computes"), self._write_model)

    def explain(self) -> None:
        """Tell what the widget that has the keyboard is for, in a bubble that the next key closes."""
        widget = QApplication.focusWidget()
        text = "" if widget is None else explanation(widget, self._view, self._toolbar)
        if widget is None or not text:
            self.show_keys()
        else:
            QWhatsThis.showText(widget.mapToGlobal(QPoint(0, widget.height())), text, widget)

    def _show(self, name: str, title: Callable[[], str], fill: Callable[[QTextDocument], None]) -> None:
        from gui.window.help.page import Page  # late: few ask, and never at the start

        page = self._open.get(name)
        if page is None or not isValid(page) or not page.isVisible():
            page = self._open[name] = Page(title, fill, self._window)
        page.show()
        page.raise_()
        page.activateWindow()

    def _write_model(self, document: QTextDocument) -> None:
        from gui.window.help.page import write_markdown

        language = self._language()
        name = "model.md" if language is Language.ENGLISH else f"model.{language}.md"
        write_markdown(document, (RESOURCES / "doc" / name).read_text("utf-8"))
