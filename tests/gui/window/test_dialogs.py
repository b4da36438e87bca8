"""The About box, the note about a run, and the size of all dialogs."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from gui.panels.data.file_dialog import DataFileDialog
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from gui.window.dialogs import MADE_OF, NoteDialog, show_about
from gui.window.help.page import Page
from gui.window.lesson.class_dialog import ClassDialog
from model.dataset import LESSON
from model.run import NOTE_LIMIT, ForClass
from tests.gui.conftest import dress, is_korean


@pytest.fixture
def window(show: Callable[[QWidget], QWidget]) -> QWidget:
    return show(QWidget())


def box_over(window: QWidget) -> QMessageBox:
    show_about(window)
    return window.findChildren(QMessageBox)[-1]


def test_it_is_shown_and_holds_nothing_up(window: QWidget) -> None:
    box = box_over(window)
    assert (box.isVisible(), box.isModal()) == (True, False)


def test_it_names_the_versions_of_what_it_is_made_of(window: QWidget) -> None:
    box = box_over(window)
    assert version("slopewise") in box.text()
    assert all(f"{name} {version(name)}" in box.informativeText() for name in MADE_OF)


def test_it_names_the_licences(window: QWidget) -> None:
    assert "MIT" in box_over(window).informativeText()
    assert "SIL Open Font License" in box_over(window).informativeText()
    assert "LGPL" in box_over(window).informativeText()


def test_a_bundle_tells_where_its_licence_texts_are(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "licence texts" not in box_over(window).informativeText()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert str(tmp_path / "licences") in box_over(window).informativeText()


def test_it_speaks_korean(window: QWidget, speak: Callable[[Language], None]) -> None:
    speak(Language.KOREAN)
    box = box_over(window)
    assert is_korean(box.windowTitle())
    assert is_korean(box.informativeText())


def test_a_box_that_is_closed_leaves_nothing_behind(window: QWidget, qtbot: object) -> None:
    for _ in range(3):
        box_over(window).close()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))  # type: ignore[attr-defined]


def test_a_note_takes_no_more_than_a_file_may_hold_and_says_so(window: QWidget) -> None:
    dialog, kept = NoteDialog("before", window), list[str]()
    dialog.written.connect(kept.append)
    dialog.show()
    assert not dialog.limit.isVisible()
    pasted = QMimeData()
    pasted.setText("a" * 50_000_000)  # laid out in one line, it would take hours
    dialog.text.insertFromMimeData(pasted)
    assert len(kept[-1]) == NOTE_LIMIT
    assert dialog.limit.isVisible()
    dialog.text.insertPlainText("typed")
    assert len(kept[-1]) == NOTE_LIMIT


DIALOGS: dict[str, Callable[[QWidget], QDialog]] = {
    "note": lambda window: NoteDialog("", window),
    "page": lambda window: Page(lambda: "a page", lambda document: document.setPlainText("text"), window),
    "for the class": lambda window: ClassDialog(ForClass(), LESSON, defaultdict(QAction), "en", window),  # type: ignore[arg-type]
    "data": lambda window: DataFileDialog(Path("none.csv"), window),
}


@pytest.fixture
def make(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int, QSize], QDialog]:
    """Show a dialog over a window with type of this size, on a screen of that size."""

    def make(name: str, base: int, screen: QSize) -> QDialog:
        monkeypatch.setattr(QDialog, "screen", lambda _: SimpleNamespace(availableSize=lambda: screen))
        dress(window, LIGHT, TypeScale(base))
        dialog = DIALOGS[name](window)
        dialog.show()
        return dialog

    return make


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_grows_with_the_type(name: str, make: Callable[[str, int, QSize], QDialog]) -> None:
    def lines(base: int) -> tuple[int, int]:
        dialog = make(name, base, QSize(3840, 2160))
        height = dialog.fontMetrics().height()
        return round(dialog.width() / height), round(dialog.height() / height)

    assert lines(13) == lines(17) == lines(35)


@pytest.mark.parametrize("name", DIALOGS)
def test_no_dialog_is_larger_than_the_screen(name: str, make: Callable[[str, int, QSize], QDialog]) -> None:
    dialog = make(name, 38, QSize(1900, 1000))
    assert (dialog.width() < 1900, dialog.height() < 1000) == (True, True)
