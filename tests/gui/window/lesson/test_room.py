"""On no page of the lesson, before and after its action, is anything cut off, in any size, language and type."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from model.experiment import Experiment
from model.lessons.results import Results
from tests.gui.window.conftest import LANGUAGES, AtSize, cut_off, cut_off_axes, settle
from tests.gui.window.lesson.test_guide import LESSON, act, card_of, predict_all, ready

pytestmark = pytest.mark.no_cover  # what is looked at here, others do

ROOMS = pytest.mark.parametrize(
    "look",  # a window of 1280x800 is looked at where each page is played: test_guide.py
    [
        "1024x700",
        "1920x1080",
        "1024x700 250%",
        "1920x1080 250%",
        "1280x800 presented",
        "1920x1080 presented",
    ],
)
_played: list[Results] = []
"""What a class has answered that has played all pages."""


@pytest.fixture
def played(reuse_window: Callable[..., MainWindow], qtbot: QtBot) -> Results:
    """The results of a class that has played all pages; they are played once."""
    if not _played:
        window = reuse_window(Experiment(epochs=20))
        qtbot.waitUntil(lambda: window.session.can_step)
        window.lessons.open(LESSON)
        for page in LESSON.pages:
            window.lessons.guide.open_named(page.name)
            ready(window, qtbot)
            predict_all(window, page)
            act(window, page, qtbot)
        _played.append(window.lessons.guide.results)
    return _played[0]


def upon_one_another(window: MainWindow) -> list[str]:
    """The texts of the card of which one stands upon the other."""
    found: list[tuple[str, QRect]] = []
    clashes = []
    for widget in card_of(window).findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        if isinstance(widget, (QLabel, QAbstractButton)) and widget.text() and not seen.isEmpty():
            place = QRect(widget.mapTo(window, seen.topLeft()), seen.size())
            clashes += [f"{text!r} and {widget.text()!r}" for text, other in found if other.intersects(place)]
            found.append((widget.text(), place))
    return clashes


def beyond_its_panel(window: MainWindow) -> list[str]:
    """The rings that reach over what their panel is not in."""
    left = window.view.left
    column = QRect(left.mapTo(window.view, QPoint()), left.size())
    rings = [frame for frame in window.view.findChildren(QFrame) if frame.property("role") == "pointed"]
    shown = [ring.geometry() for ring in rings if ring.isVisible() and ring.geometry().intersects(column)]
    return [str(ring) for ring in shown if not column.contains(ring)]


def faults(window: MainWindow) -> list[str]:
    card = card_of(window)
    scroll = card.findChild(QScrollArea)
    assert scroll is not None
    least = 4 * card.parts.question.fontMetrics().height()
    low = [] if scroll.viewport().height() >= least else ["there is too little room for the page"]
    beyond = window._page.horizontalScrollBar().maximum()
    if window.presenting.on and beyond:
        low.append(f"the window is {beyond} pixels too narrow")
    return [*cut_off(window), *cut_off_axes(window), *upon_one_another(window), *beyond_its_panel(window), *low]


@ROOMS
@LANGUAGES
def test_on_no_page_is_anything_cut_off(
    at_size: AtSize, qtbot: QtBot, played: Results, look: str, language: Language
) -> None:
    size, _, rest = look.partition(" ")
    width, height = map(int, size.split("x"))
    window = at_size((width, height), language)
    qtbot.waitUntil(lambda: window.session.can_step)
    window.set_zoom(250 if rest == "250%" else 100)
    window.lessons.open(LESSON)
    if rest == "presented":
        window.presenting.start(full_screen=False)
    found: dict[tuple[str, str], list[str]] = {}
    for page in LESSON.pages:
        window.lessons.guide.records.put(Results())
        window.lessons.guide.open_named(page.name)
        ready(window, qtbot)
        found[page.name, "before"] = faults(window)
        card = card_of(window)
        window.lessons.guide.records.put(played)
        window.show_frame()
        card.parts.count.setChecked(True)
        card.parts.notes.setChecked(True)
        settle()
        assert card.parts.found.isVisible()
        found[page.name, "after"] = faults(window)
        card.parts.count.setChecked(False)
    window.lessons.guide.open_page(len(LESSON.pages))
    ready(window, qtbot)
    found["quiz", "before"] = faults(window)
    for asked in list(card_of(window).quiz.questions):
        asked.options[0].click()
    settle()
    found["quiz", "after"] = faults(window)
    assert {page: texts for page, texts in found.items() if texts} == {}
