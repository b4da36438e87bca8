"""The About box, and the note about a run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.theme.translation import Language
from gui.window.dialogs import MADE_OF, NoteDialog, show_about
from model.run import NOTE_LIMIT
from tests.gui.conftest import is_korean


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
