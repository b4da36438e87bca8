"""The application: what the system wants of it before and after its window is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from gui.app import Application, tell_version

ROOT = Path(__file__).parents[2]


@pytest.fixture
def wanted(qapp: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files that an application tells of which has no window yet."""
    monkeypatch.setattr(qapp, "_opens_files", False)
    told: list[Path] = []
    connection = qapp.file_wanted.connect(told.append)
    yield told
    qapp.file_wanted.disconnect(connection)


def ask(application: Application, what: str | QUrl) -> None:
    QCoreApplication.sendEvent(application, QFileOpenEvent(what))


def test_a_file_that_macos_wants_opened_is_told(qapp: Application, wanted: list[Path], tmp_path: Path) -> None:
    qapp.open_files()
    ask(qapp, str(tmp_path / "수업 1.slopewise"))
    assert wanted == [tmp_path / "수업 1.slopewise"]


def test_a_file_that_comes_before_the_window_waits_for_it(qapp: Application, wanted: list[Path]) -> None:
    ask(qapp, "/first.slopewise")
    ask(qapp, "/second.slopewise")
    assert wanted == []
    qapp.open_files()
    assert wanted == [Path("/second.slopewise")]
    qapp.open_files()
    assert len(wanted) == 1


def test_an_address_for_a_browser_is_no_file(qapp: Application, wanted: list[Path]) -> None:
    qapp.open_files()
    ask(qapp, QUrl("slopewise:lesson"))
    assert wanted == []


def test_a_desktop_finds_the_entry_of_the_window(qapp: Application) -> None:
    assert QGuiApplication.desktopFileName() == "slopewise"
    assert (Path(__file__).parents[2] / "resources" / "desktop" / f"{qapp.desktopFileName()}.desktop").exists()


def test_qt_knows_the_version_that_is_installed(qapp: Application, qtbot: QtBot) -> None:
    tell_version(qapp)
    qtbot.waitUntil(lambda: qapp.applicationVersion() == version("slopewise"))


def test_no_property_that_begins_with_an_i_is_named_where_a_thing_of_qts_is_made() -> None:
    """In Turkish an i has another capital letter, and PySide does not find setInterval() by it."""
    found = []
    for file in sorted((ROOT / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.fullmatch(r"Q[A-Z]\w+", ast.unparse(node.func)):
                found += [(file.name, node.lineno) for word in node.keywords if (word.arg or "").startswith("i")]
    assert found == []
