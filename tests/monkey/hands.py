"""What the monkey does: one random deed of a user at a time, to whatever window stands in front."""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QEnterEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from gui.window.main_window import MainWindow

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton

KEYS = [
    *(Key.Key_Space, Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End),
    *(Key.Key_Return, Key.Key_Escape, Key.Key_Tab, Key.Key_Backtab, Key.Key_Delete, Key.Key_Backspace),
    *(Key.Key_PageUp, Key.Key_PageDown, Key.Key_F2, Key.Key_F10, Key.Key_F11, Key.Key_Menu),
    *(Key(ord(letter)) for letter in string.ascii_uppercase + string.digits + "+-.,/"),
]
MODIFIERS = [*([Modifier.NoModifier] * 6), Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier]
MODIFIERS.append(Modifier.ControlModifier | Modifier.ShiftModifier)

NUMBERS = ["0", "1", "-1", "0.01", "0.3", "2", "3", "7", "50", "100", "1e9", "1e20", "-1e30", "1e39", "1e-45", "1e-60"]
ODD = ["", " ", "nan", "inf", "-", "1,5", "1.2.3", "０.５", "하나", "<b>1</b>", "%s{0}", "\u202e1", "\0", "9" * 400]
TABLE = "1\t2\n2\t4\n3\t6\n4\t9"
TEXTS = [*NUMBERS, *ODD, TABLE, "1;2\n3;4", "a,b\n1,2\n2,1", "메모 & <img src='x'>\n" * 30]

SIZES = [(1024, 700), (1280, 800), (1366, 768), (1920, 1080), (640, 480), (1024, 2000), (3000, 700)]


RESTYLING = ("zoom_in", "zoom_out", "zoom_reset", "present")
"""Commands after which every widget is dressed anew, as after another colour scheme: they take most of the time."""


class Hands:
    """Deeds on the window in front, chosen by chance; each returns what it has done, to be read by whoever mends."""

    def __init__(self, chance: Random, files: list[Path]) -> None:
        self.chance, self.files = chance, files
        self._held: tuple[QWidget, QPoint] | None = None

    def act(self, window: MainWindow) -> str:
        """Do one deed."""
        top = in_front(window)
        if self._held is not None and not _is_there(self._held[0]):
            self._held = None
        if self._held is not None and (self._held[0].window() is not top or self.chance.random() < 0.3):
            return self._release()
        if isinstance(top, QMenu):
            return self._choose(top)
        deeds: list[tuple[Callable[[QWidget], str], float]] = [
            (self._press_key, 25),
            (self._use_widget, 30),
            (self._click, 12),
            (self._drag, 12),
            (self._turn_wheel, 6),
            (self._hover, 3),
            (self._copy, 2),
        ]
        if top is window:
            deeds += [(self._command, 20), (self._menu, 6), (self._resize, 2), (self._drop, 1)]
        deed = self.chance.choices([deed for deed, _ in deeds], [weight for _, weight in deeds])[0]
        return f"{deed.__name__.strip('_')} {deed(top)}"

    def let_go(self) -> None:
        """Release what is held."""
        if self._held is not None:
            self._release()

    # --- the keyboard ---

    def _press_key(self, top: QWidget) -> str:
        key, modifier = self.chance.choice(KEYS), self.chance.choice(MODIFIERS)
        if modifier == Modifier.ControlModifier and key == Key.Key_Q:
            return "not Ctrl+Q"
        if QApplication.activeWindow() is not top:
            top.activateWindow()
        target = top.focusWidget() or top
        QTest.keyClick(target, key, modifier)
        return f"{modifier.name} {key.name} on {_name(target)}"

    def _type(self, target: QWidget, text: str) -> str:
        target.setFocus()
        if isinstance(target, QLineEdit | QPlainTextEdit) and not target.isReadOnly():  # as no key would either
            if self.chance.random() < 0.7:
                target.selectAll()
            target.insertPlainText(text) if isinstance(target, QPlainTextEdit) else target.insert(text[:500])
        ending = self.chance.choice([Key.Key_Return, Key.Key_Tab, Key.Key_Escape, None, None])
        if ending is not None:
            QTest.keyClick(target, ending)
        return f"type {text[:30]!r} then {ending} into {_name(target)}"

    # --- the mouse ---

    def _click(self, top: QWidget) -> str:
        target, point = self._somewhere(top)
        button = self.chance.choice([Button.LeftButton] * 5 + [Button.RightButton, Button.MiddleButton])
        modifier = self.chance.choice(MODIFIERS)
        how = QTest.mouseDClick if self.chance.random() < 0.2 else QTest.mouseClick
        how(target, button, modifier, point)
        return f"{how.__name__} {button.name} at {point.toTuple()} of {_name(target)}"

    def _drag(self, top: QWidget) -> str:
        if self._held is None:
            self._held = target, point = self._somewhere(top)
            QTest.mousePress(target, Button.LeftButton, self.chance.choice(MODIFIERS), point)
            return f"press at {point.toTuple()} of {_name(target)}"
        target, point = self._held
        point = point + QPoint(self.chance.randint(-300, 300), self.chance.randint(-200, 200))
        QTest.mouseMove(target, point)
        self._held = target, point
        return f"move to {point.toTuple()} of {_name(target)}"

    def _release(self) -> str:
        assert self._held is not None
        (target, point), self._held = self._held, None
        if not _is_there(target):
            return "what was held has gone"
        QTest.mouseRelease(target, Button.LeftButton, Modifier.NoModifier, point)
        return f"release at {point.toTuple()} of {_name(target)}"

    def _turn_wheel(self, top: QWidget) -> str:
        target, point = self._somewhere(top)
        where, turn = QPointF(point), QPoint(0, self.chance.choice([-960, -120, 120, 960]))
        modifier = self.chance.choice(MODIFIERS)
        places = where, target.mapToGlobal(where), QPoint(), turn
        QApplication.sendEvent(
            target, QWheelEvent(*places, Button.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False)
        )
        return f"{turn.y()} {modifier.name} on {_name(target)}"

    def _hover(self, top: QWidget) -> str:
        target, point = self._somewhere(top)
        where = QPointF(point)
        QApplication.sendEvent(target, QEnterEvent(where, where, target.mapToGlobal(where)))
        QTest.mouseMove(target, point)
        return _name(target)

    # --- what a window has ---

    def _use_widget(self, top: QWidget) -> str:
        kinds = QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit | QAbstractSlider | QAbstractItemView
        there = [each for each in top.findChildren(QWidget) if isinstance(each, kinds) and _can_be_used(each)]
        if not there:
            return "nothing"
        target = self.chance.choice(there)
        if isinstance(target, QLineEdit | QPlainTextEdit):
            return self._type(target, self.chance.choice(TEXTS))
        if isinstance(target, QComboBox):
            QTest.keyClick(target, self.chance.choice([Key.Key_Up, Key.Key_Down, Key.Key_End, Key.Key_Home]))
            return _name(target)
        if isinstance(target, QAbstractSlider):
            target.setValue(self.chance.randint(target.minimum(), target.maximum()))
            return f"{_name(target)} = {target.value()}"
        if isinstance(target, QAbstractItemView):
            return self._use_cell(target)
        QTest.mouseClick(target, Button.LeftButton)
        return f"{_name(target)} {target.text()!r}" if _is_there(target) else "a button that went"

    def _use_cell(self, view: QAbstractItemView) -> str:
        model = view.model()
        rows, columns = model.rowCount(), model.columnCount()
        if not rows or not columns:
            return "an empty table"
        cell = model.index(self.chance.randrange(rows), self.chance.randrange(columns))
        view.setCurrentIndex(cell)
        view.setFocus()
        name = f"cell {cell.row()}, {cell.column()}"
        deed = self.chance.choice(["edit", "edit", "delete", "paste", "select", "key"])
        if deed == "edit":
            QTest.keyClicks(view.focusWidget() or view, self.chance.choice(["5", "-2", "0.5", "x", "1e9"]))
        elif deed == "paste":
            QTest.keyClick(view, Key.Key_V, Modifier.ControlModifier)
        elif deed == "delete":
            QTest.keyClick(view, Key.Key_Delete)
        elif deed == "select":
            view.selectAll()
        return f"{deed} {name}"

    def _command(self, window: QWidget) -> str:
        assert isinstance(window, MainWindow)
        return self._trigger(window, [action for action in all_actions(window) if action.isEnabled()])

    def _trigger(self, window: MainWindow, actions: list[QAction]) -> str:
        restyling = [window.actions_[command] for command in RESTYLING] + list(window.actions_.schemes.values())
        (action,) = self.chance.choices(actions, [0.2 if action in restyling else 1 for action in actions])
        text = action.text()
        action.trigger()
        return text

    def _menu(self, window: QWidget) -> str:
        assert isinstance(window, MainWindow)
        menu = self.chance.choice([each for each in window.menuBar().findChildren(QMenu) if each.isEnabled()])
        menu.aboutToShow.emit()
        there = set(menu.actions())
        actions = [each for each in all_actions(window) if each in there and each.isEnabled()]
        if not actions:
            return menu.title()
        return f"{menu.title()} > {self._trigger(window, actions)}"

    def _choose(self, menu: QMenu) -> str:
        """In a menu that has popped up."""
        QTest.keyClick(menu, self.chance.choice([Key.Key_Down, Key.Key_Up, Key.Key_Return, Key.Key_Escape]))
        return "in a menu"

    # --- the world around it ---

    def _copy(self, _: QWidget) -> str:
        text = self.chance.choice(TEXTS)
        QGuiApplication.clipboard().setText(text)
        return repr(text[:30])

    def _resize(self, window: QWidget) -> str:
        size = self.chance.choice(SIZES)
        window.showNormal()
        window.resize(*size)
        return str(size)

    def _drop(self, window: QWidget) -> str:
        data = QMimeData()
        file = self.chance.choice(self.files)
        data.setUrls([QUrl.fromLocalFile(str(file))])
        where = QPointF(window.rect().center())
        drop = QDropEvent(
            where, Qt.DropAction.CopyAction, data, Button.LeftButton, Modifier.NoModifier, QEvent.Type.Drop
        )
        QApplication.sendEvent(window, drop)
        return file.name

    def _somewhere(self, top: QWidget) -> tuple[QWidget, QPoint]:
        """A point of a window, and the widget that is there; plots are wanted more often than their part of it."""
        place = top
        if self.chance.random() < 0.8:
            there = [each for each in top.findChildren(QWidget) if _can_be_used(each) and _takes_mouse(each)]
            place = self.chance.choice(there or [top])
        area = place.visibleRegion().boundingRect()
        if area.isEmpty():
            area = place.rect()
        point = QPoint(
            area.x() + math.floor(self.chance.random() * max(area.width(), 1)),
            area.y() + math.floor(self.chance.random() * max(area.height(), 1)),
        )
        child = place.childAt(point)
        return (place, point) if child is None else (child, child.mapFrom(place, point))


def question() -> QWidget | None:
    """What keeps the window from its user: a menu that has popped up, or a question."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def in_front(window: MainWindow) -> QWidget:
    """What takes the user's deeds: a menu that has popped up, a dialog, or the window."""
    front = question()
    if front is None:
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isActiveWindow()]
        front = others[0] if others else window
    return front


def all_actions(window: MainWindow) -> Iterator[QAction]:
    """All commands but the one that quits."""
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.isEnabled()]
    titles = {menu.menuAction() for menu in menus} | {window.actions_["quit"]}
    for menu in menus:
        yield from (each for each in menu.actions() if each not in titles and not each.isSeparator())


def _takes_mouse(widget: QWidget) -> bool:
    """Whether the mouse does not go through it, nor through what it lies in."""
    around: QWidget | None = widget
    while around is not None and not around.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        around = around.parentWidget()
    return around is None


def _can_be_used(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()


def _is_there(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return isValid(widget)


def _name(widget: QWidget) -> str:
    if not _is_there(widget):
        return "what has gone"
    parent = widget.parentWidget()
    within = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{type(widget).__name__} {widget.accessibleName()!r}{within}"
