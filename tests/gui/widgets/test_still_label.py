"""The label that moves nothing around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.widgets.still_label import StillLabel


class LayoutRequests(QObject):
    """Counts how often a widget is asked to lay itself out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count, and let everything through."""
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def window(show: Callable[[QWidget], QWidget]) -> QWidget:
    """A window with one such label."""
    window = QWidget()
    label = StillLabel("readout")
    QHBoxLayout(window).addWidget(label)
    label.keep_room("−00.000000")
    return show(window)


@pytest.fixture
def label(window: QWidget) -> StillLabel:
    """The label of that window."""
    return window.findChildren(StillLabel)[0]


def test_it_shows_its_text(label: StillLabel) -> None:
    label.setText("1.5")
    assert label.text() == "1.5"
    assert [inner.text() for inner in label.findChildren(QLabel)] == ["1.5"]


def test_it_has_room_for_the_longest_text(label: StillLabel) -> None:
    label.setText("−00.000000")
    inner = label.findChildren(QLabel)[0]
    assert inner.width() >= inner.sizeHint().width()
    assert inner.height() >= inner.sizeHint().height() - 1  # a font's height is rounded up


def test_the_text_fills_the_room(label: StillLabel) -> None:
    label.resize(300, 40)
    assert label.findChildren(QLabel)[0].size() == label.size()


def test_another_text_lays_nothing_out_anew(label: StillLabel, window: QWidget) -> None:
    requests = LayoutRequests()
    window.installEventFilter(requests)
    before = label.geometry(), window.sizeHint()
    label.setText("a text that is longer than all the room there is for it")
    QWidget.repaint(window)
    assert (label.geometry(), window.sizeHint(), requests.count) == (*before, 0)


def test_a_text_is_never_taken_for_html(label: StillLabel) -> None:
    label.setText("<b>1</b>")
    assert label.findChildren(QLabel)[0].textFormat() is label.findChildren(QLabel)[0].textFormat().PlainText


def test_of_several_texts_it_says_the_first_that_has_room_in_its_own_size(label: StillLabel) -> None:
    long, short = "−00.00000000", "−00.0"  # a little too long: in smaller type it would have room
    label.setText(long)
    label.say([long, short])
    assert (label.text(), label.findChildren(QLabel)[0].property("tight")) == (short, False)
    label.say([long, long])
    assert label.text() == long
