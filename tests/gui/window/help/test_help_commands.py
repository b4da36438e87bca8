"""The pages of the Help menu: they hold nothing up, follow the language and close with Escape."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.theme.translation import Language
from gui.window.actions import COMMANDS
from gui.window.help.keys import keys_by_menu
from gui.window.help.page import Page
from gui.window.main_window import MainWindow
from model import RESOURCES
from tests.gui.conftest import hear_language

PAGES = ("keys", "glossary", "computes")


@pytest.fixture
def active(active: MainWindow) -> Iterator[MainWindow]:
    yield active
    for page in active.findChildren(Page):
        page.close()


def page_of(window: MainWindow, command: str) -> Page:
    """The page that a command opens."""
    window.actions_[command].trigger()
    return window.help._open[command]


def test_a_question_mark_shows_every_key_and_escape_closes_it(active: MainWindow) -> None:
    QTest.keyClick(active, Qt.Key.Key_Question)
    page = active.help._open["keys"]
    assert page.isVisible()
    text = page.text.toPlainText()
    assert all(command.text in text for command in COMMANDS if command.shortcut)
    QTest.keyClick(page.text, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_question_mark_in_a_field_of_numbers_shows_them_too(active: MainWindow) -> None:
    active.view.training.lr.setFocus()
    QTest.keyClicks(active.view.training.lr, "?")
    assert active.help._open["keys"].isVisible()


def test_each_command_that_has_a_key_is_told_once_and_under_its_menu() -> None:
    told = [name for _, rows in keys_by_menu() for _, name, _ in rows]
    assert sorted(told) == sorted(command.text for command in COMMANDS if command.shortcut)
    assert all(key for _, rows in keys_by_menu() for key, _, _ in rows)
    groups = dict(keys_by_menu())
    assert ("B", "Black screen", "") in groups["While presenting"]
    assert ("R", "Reset", "Back to the start, with the settings as they are now") in groups["Run"]
    assert "Python script …" in [name for _, name, _ in groups["File"]]


@pytest.mark.parametrize("command", PAGES)
def test_a_page_holds_nothing_up_and_is_opened_once(active: MainWindow, command: str) -> None:
    page = page_of(active, command)
    assert not page.isModal()
    assert page_of(active, command) is page
    assert len(active.findChildren(Page)) == 1
    assert page.text.isReadOnly()
    assert not page.text.openLinks()


@pytest.mark.parametrize("command", PAGES)
def test_a_page_scrolls_in_type_that_is_larger_than_the_windows(active: MainWindow, command: str) -> None:
    page = page_of(active, command)
    QApplication.processEvents()
    page.text.ensurePolished()
    assert page.text.font().pixelSize() > active.font().pixelSize()
    assert page.text.verticalScrollBar().maximum() > 0
    assert page.text.horizontalScrollBar().maximum() == 0


def test_the_model_is_told_in_the_language_of_the_window_at_once(active: MainWindow) -> None:
    page = page_of(active, "computes")
    for language, name in ((Language.KOREAN, "model.ko.md"), (Language.ENGLISH, "model.md")):
        active.set_language(language)
        hear_language()
        source = (RESOURCES / "doc" / name).read_text("utf-8")
        heads = [head.replace("`", "") for head in re.findall(r"^#+ (.*)$", source, re.MULTILINE)]
        text = page.text.toPlainText()
        assert [head for head in heads if head not in text] == []


def test_the_code_of_the_model_is_in_the_programs_own_font(active: MainWindow) -> None:
    document = page_of(active, "computes").text.document()
    cursor = document.find("optimizer.zero_grad()")
    assert cursor.charFormat().fontFamilies() == ["Slopewise Mono"]


def test_a_language_leaves_the_reader_where_they_are(active: MainWindow) -> None:
    page = page_of(active, "glossary")
    QApplication.processEvents()
    page.text.verticalScrollBar().setValue(60)
    page.retranslate()
    assert page.text.verticalScrollBar().value() == 60


@pytest.mark.parametrize("language", list(Language))
def test_every_page_speaks_the_language(active: MainWindow, language: Language) -> None:
    active.set_language(language)
    hear_language()
    korean = language is Language.KOREAN
    for command in PAGES:
        page = page_of(active, command)
        assert bool(re.search("[가-힣]", page.text.toPlainText())) is korean
        assert bool(re.search("[가-힣]", page.windowTitle())) is korean
