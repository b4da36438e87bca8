"""What tests of a window's sizes share: windows of a size, and a look for what has no room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from gui.plots.plot import Plot
from gui.theme.translation import Language
from gui.widgets.still_label import StillLabel
from gui.window.main_window import MainWindow
from tests.gui.conftest import (
    AS_AT_FIRST,
    FOREVER,
    an_epoch,
    hear_language,
    history_from,
)

MakeWindow = Callable[..., MainWindow]


def settle() -> None:
    """Let rows that are gone be gone, and layouts take their places, from the inside outwards."""
    for _ in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def comes_to_rest(window: MainWindow) -> bool:
    """Whether its panels stay as they are arranged, rather than being arranged by what follows from that."""
    arranged = QSignalSpy(window.view.arranged)
    counts = []
    for _ in range(4):
        settle()
        counts.append(arranged.count())
    return counts[-1] == counts[-2]


def present(window: MainWindow, *parts: int) -> None:
    """Let these panels be presented, in a part of the screen."""
    window.presenting.start(full_screen=False)
    window.presenting.parts = list(parts)
    window.presenting._show()
    settle()
    assert comes_to_rest(window)


def cut_off(window: MainWindow, within: QWidget | None = None) -> list[str]:
    """The texts that have less room than they need, or are not wholly inside what holds them, and what seems hidden."""
    found = []
    for widget in (within or window).findChildren(QWidget):
        if widget.isVisible() and widget.isHidden():
            found.append(f"{type(widget).__name__} is painted, though it is hidden")
        if not (isinstance(widget, (QLabel, QAbstractButton, QComboBox, QLineEdit)) and widget.isVisible()):
            continue
        text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        if text and not (has_room(widget, text) and is_inside(widget, window)):
            has, needs = widget.size().toTuple(), widget.sizeHint().toTuple()
            found.append(f"{type(widget).__name__} {text!r} has {has}, needs {needs}")
    return found


def cut_off_axes(window: MainWindow) -> list[str]:
    """The names of axes that do not fit on their plot."""
    plots = [plot for plot in window.findChildren(Plot) if plot.isVisible()]
    axes = [(plot, axis) for plot in plots for axis in plot.axes.both if axis.label.isVisible()]
    names = [
        (plot.axes.sceneRect(), axis.label.sceneBoundingRect().adjusted(4, 4, -4, -4), axis) for plot, axis in axes
    ]
    return [axis.label.toPlainText() for plot, name, axis in names if not plot.contains(name)]


def hides_commands(window: MainWindow) -> bool:
    """Whether the toolbar has too little room for all of its buttons."""
    extension = window.toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    return extension is not None and extension.isVisible()


def has_room(widget: QWidget, text: str) -> bool:
    """Whether a widget is as large as its text needs."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height()
    if isinstance(widget, QLineEdit):
        return widget.fontMetrics().horizontalAdvance(text) + 8 <= widget.width()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(control, option, field, widget).width()
        return widget.fontMetrics().horizontalAdvance(text) <= room
    if isinstance(widget, QLabel) and isinstance(still := widget.parent(), StillLabel):
        metrics = widget.fontMetrics()  # its size hint is rounded up
        cut = text.endswith("…") and text != still.text()
        return not cut and metrics.horizontalAdvance(text) <= widget.width() and metrics.height() <= widget.height()
    needs = widget.sizeHint()
    return needs.width() <= widget.width() and needs.height() <= widget.height() + 1  # a font's height is rounded up


def is_inside(widget: QWidget, window: MainWindow) -> bool:
    """Whether nothing of a widget is outside of its parents; what can be scrolled to counts as inside."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        area = parent.parentWidget()
        if isinstance(area, QScrollArea):
            wide = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return place.left() >= 0 and (wide or place.right() <= parent.width())
        if not parent.rect().contains(place):
            return False
        parent = parent.parentWidget()
    return True


SIZES = pytest.mark.parametrize(
    "size", [(1024, 700), (1280, 800), (1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}"
)
LANGUAGES = pytest.mark.parametrize("language", list(Language), scope="module")
"""All tests in one, then those in the other: a change of the language costs as much as a test."""


@pytest.fixture
def at_size(reuse_window: Callable[..., MainWindow]) -> Callable[[tuple[int, int], Language], MainWindow]:
    """The file's window in this size and this language."""

    def make(size: tuple[int, int], language: Language) -> MainWindow:
        window = reuse_window(FOREVER, replace(AS_AT_FIRST, language=language), size)
        hear_language()
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
        return window

    return make


AtSize = Callable[[tuple[int, int], Language], MainWindow]


def show_run(window: MainWindow, **last: float) -> None:
    """Show a run whose last epoch has these numbers."""
    history = history_from([*(an_epoch(number) for number in range(2)), an_epoch(2, **last)])
    window.session.present.history = history
    window.show_frame()
    QApplication.sendPostedEvents()
