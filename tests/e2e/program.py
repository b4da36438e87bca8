"""The very program, and a probe inside it that answers questions about its window.

A question is a line of JSON on stdin, [name, argument ...], its answer a line of JSON on stdout. The probe only reads.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from enum import Enum
from functools import reduce
from inspect import isroutine
from io import FileIO
from itertools import combinations
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGraphicsPathItem,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QLabel,
    QMenu,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QTabWidget,
    QToolButton,
    QWidget,
)

from gui.command_line import main
from gui.panels.data.file_dialog import DataFileDialog
from gui.window.main_window import MainWindow
from model.history import COLUMNS, History

ROUNDED_UP = 1
"""Pixels by which a label asks for more height than its font has."""


class NoClassesOnThreads:
    """Complains of modules with classes of Qt's kind that are first imported on another thread than the window's.

    Before Python 3.12 the table in which PySide keeps such classes must not grow while the window's thread is in Qt.
    """

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Tell of it on stderr, on which a program has to say nothing; find nothing."""
        of_qt = name.partition(".")[0] in ("gui", "pyqtgraph", "PySide6")
        if of_qt and threading.current_thread() is not threading.main_thread():
            print(f"{name} is imported on a thread", file=sys.stderr, flush=True)


class Probe(QObject):
    """Listens on a thread of its own and answers on the window's."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in FileIO(0, closefd=False):  # unbuffered: a buffer's lock would be in the way of the process's end
            self.asked.emit(line.decode())
        os._exit(3)  # whoever asks has gone: a program that nobody closes would run for ever

    def _answer(self, line: str) -> None:
        name, *arguments = json.loads(line)
        try:
            answer = {"answer": QUESTIONS[name](*arguments)}
        except Exception as error:  # whatever it is belongs to whoever asked
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=_plain), flush=True)


def read(*paths: str) -> list[Any]:
    """What is found by following each path from the window, such as view.readouts.W.text, all at one moment."""
    return [find(path) for path in paths]


def find(path: str) -> Any:
    """What is at a path of attributes, of methods to be called, or of keys where there is no such attribute."""
    return reduce(_part, path.split("."), _window())


def is_open() -> bool:
    """Whether there is a window, and it has been painted."""
    return any(isinstance(widget, MainWindow) and _exposed(widget) for widget in QApplication.topLevelWidgets())


def centre(path: str) -> tuple[int, int]:
    """The middle of a widget, or of the toolbar's button for an action or a menu."""
    found = find(path)
    if isinstance(found, QAction | QMenu):
        buttons = _window().findChildren(QToolButton)
        found = next(button for button in buttons if found in (button.defaultAction(), button.menu()))
    return _on_screen(found, _sensitive(found))


def handle(path: str, value: int | None = None) -> tuple[int, int]:
    """The middle of a slider's handle where it is, or where it would be at this value."""
    slider: QSlider = find(path)
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    if value is not None:
        option.sliderPosition = value
    part = QStyle.SubControl.SC_SliderHandle
    return _on_screen(slider, slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, slider))


def menu_item(text: str) -> tuple[int, int] | None:
    """The middle of an item of the menu that is open, or None while there is none."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu) or not _exposed(menu):
        return None
    action = next(action for action in menu.actions() if action.text() == text)
    return _on_screen(menu, menu.actionGeometry(action))


def list_item(path: str, text: str) -> tuple[int, int] | None:
    """The middle of an item of a combo box whose list is open, or None while it is not."""
    box: QComboBox = find(path)
    view = box.view()
    if not view.isVisible() or not _exposed(view.window()):
        return None
    item = view.model().index(box.findText(text), 0)
    return _on_screen(view.viewport(), view.visualRect(item))


def point(x: float, y: float, path: str = "view.fit.plot") -> tuple[int, int]:
    """Where a point of a plot's coordinates is drawn, by default of the fit's: those of the data."""
    canvas = find(path).canvas
    place: QPoint = canvas.mapToGlobal(canvas.mapFromScene(canvas.grid.mapToScene(x, y)))
    return place.x(), place.y()


def dialog() -> tuple[str, int, bool] | None:
    """The class and the number of the dialog that is open over the window, and whether it takes the keys; or None."""
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    widget = QApplication.activeModalWidget() or next(iter(dialogs), None)
    if not isinstance(widget, QDialog) or not _exposed(widget):
        return None
    return type(widget).__name__, widget.winId(), widget.isActiveWindow()


def data_is_read() -> bool:
    """Whether the dialog for tables has read the two columns that are chosen."""
    return any(dialog.data is not None for dialog in _window().findChildren(DataFileDialog))


def focused() -> str:
    """What the button or box that has the keyboard says."""
    widget = QApplication.focusWidget()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def alarm() -> str:
    """What the dialog for tables complains of."""
    return " ".join(dialog.alarm.text() for dialog in _window().findChildren(DataFileDialog))


def data() -> list[list[float]]:
    """The x and y of the data."""
    dataset = _window().session.experiment.data
    return [dataset.x.ravel().tolist(), dataset.y.ravel().tolist()]


def tab(path: str, text: str) -> tuple[int, int]:
    """The middle of the tab with this text."""
    tabs: QTabWidget = find(path)
    texts = [tabs.tabText(index) for index in range(tabs.count())]
    return _on_screen(tabs.tabBar(), tabs.tabBar().tabRect(texts.index(text)))


def code() -> list[tuple[str, str, bool]]:
    """The lines of the program: the code, the value at the end in full, and whether the line is lit."""
    return [
        (row.code.accessibleName(), row.value.text(), bool(row.property("lit"))) for row in _window().view.code.rows
    ]


def columns() -> dict[str, Any]:
    """The history of the run, those of its twins, the epoch at which the twins began, and those of compared runs."""
    session = _window().session
    twins = [_columns(history) for history in session.engine.twins.histories]
    others = [_columns(run.history) for run in session.comparison.others(session.experiment.settings)]
    return {"run": _columns(session.history), "twins": twins, "first": session.engine.twins.first, "others": others}


def outline(path: str) -> list[tuple[float, float]]:
    """The points of what a plot has drawn there, in the plot's own units."""
    item: QGraphicsPathItem = find(path)
    elements = [item.path().elementAt(index) for index in range(item.path().elementCount())]
    return [(element.x, element.y) for element in elements]


def marks() -> list[str]:
    """The names of the changes that are marked in the loss chart."""
    views = _window().view.loss.findChildren(QGraphicsView)
    items = [item for view in views for item in view.scene().items()]
    return [item.text() for item in items if isinstance(item, QGraphicsSimpleTextItem) and item.isVisible()]


def cut_off() -> list[str]:
    """The texts that do not fit into their places."""
    return [f"{widget.text()!r}: {complaint}" for widget in _worded() for complaint in _complaints(widget)]


def overlapping() -> list[str]:
    """The pairs of texts that stand upon one another; the banner lies over the explanation on purpose."""
    words = [widget for widget in _worded() if not _window().view.banner.isAncestorOf(widget)]
    seen = [(widget, widget.visibleRegion().boundingRect()) for widget in words]  # empty where it is scrolled away
    places = [(widget.text(), QRect(widget.mapToGlobal(part.topLeft()), part.size())) for widget, part in seen]
    return [f"{one!r} and {other!r}" for (one, a), (other, b) in combinations(places, 2) if a.intersects(b)]


def colour() -> str:
    """The colour that is painted in the window's empty corner."""
    return _window().grab(QRect(1, _window().height() - 2, 1, 1)).toImage().pixelColor(0, 0).name()


def grab(file: str) -> bool:
    """Write a picture of the window."""
    return _window().grab().save(file, "PNG")


def stale(path: str) -> int:
    """How many pixels of a widget on the screen are other than if all were painted anew."""
    widget = find(path)
    there = widget.screen().grabWindow(widget.window().winId()).toImage()
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    seen, fresh = (
        image.convertToFormat(QImage.Format.Format_RGB32) for image in (there.copy(place), widget.grab().toImage())
    )
    pictures = [np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1) for image in (seen, fresh)]
    return int(np.count_nonzero((pictures[0] ^ pictures[1]) & np.uint32(0xFFFFFF)))


ABOUT_PLACES = (centre, handle, menu_item, list_item, point, tab)
ABOUT_THINGS = (read, is_open, code, columns, outline, marks, cut_off, overlapping, colour, stale, grab)
ABOUT_DATA = (alarm, data, data_is_read, dialog, focused)
QUESTIONS: dict[str, Callable[..., Any]] = {
    question.__name__: question for question in ABOUT_PLACES + ABOUT_THINGS + ABOUT_DATA
}


def _window() -> MainWindow:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))


def _part(thing: Any, name: str) -> Any:
    found = getattr(thing, name) if hasattr(thing, name) else thing[int(name) if name.isdecimal() else name]
    return found() if isroutine(found) else found


def _columns(history: History) -> dict[str, list[float]]:
    return {name: history.column(name).tolist() for name in COLUMNS}


def _exposed(widget: QWidget) -> bool:
    return widget.windowHandle() is not None and widget.windowHandle().isExposed()


def _sensitive(widget: QWidget) -> QRect:
    """Where a click counts: a checkbox hears none beside its text."""
    if not isinstance(widget, QCheckBox):
        return widget.rect()
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    return widget.style().subElementRect(QStyle.SubElement.SE_CheckBoxClickRect, option, widget)


def _on_screen(widget: QWidget, part: QRect) -> tuple[int, int]:
    point: QPoint = widget.mapToGlobal(part.center())
    return point.x(), point.y()


def _worded() -> list[QLabel | QAbstractButton]:
    widgets: list[QLabel | QAbstractButton] = []
    widgets += _window().findChildren(QLabel)
    widgets += _window().findChildren(QAbstractButton)
    return [widget for widget in widgets if widget.isVisible() and widget.text()]


def _complaints(widget: QLabel | QAbstractButton) -> Iterator[str]:
    if isinstance(widget, QLabel):
        widget.setIndent(widget.indent())  # else Qt remembers a hint that is no smaller than the size it once had
    wanted, given = widget.sizeHint(), widget.size()
    if isinstance(widget, QLabel) and widget.wordWrap():
        wanted.setWidth(0)
        wanted.setHeight(widget.heightForWidth(given.width()))
    if wanted.width() > given.width() or wanted.height() > given.height() + ROUNDED_UP:
        yield f"needs {wanted.toTuple()}, has {given.toTuple()}"
    seen = widget.visibleRegion().boundingRect()  # empty where it has been scrolled away
    if 0 < seen.width() < given.width():
        yield f"only {seen.width()} of {given.width()} pixels are to be seen"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else str(value)


if __name__ == "__main__":
    sys.meta_path.insert(0, NoClassesOnThreads)
    probe = Probe()
    sys.exit(main())
