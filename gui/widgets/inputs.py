"""Controls that keep the keys they need for themselves while they have the focus, and leave the wheel to the page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, cast

from PySide6.QtCore import QEvent, QLocale, QMargins, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QToolButton,
    QWidget,
)

from gui.theme.room import first_that_fits
from gui.theme.theme import SPACE as GAP
from gui.theme.tips import WrapsTips
from gui.widgets.card import label

Key = Qt.Key
ARROWS = frozenset({Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End})
SPACE = frozenset({Key.Key_Space})
ENTER = frozenset({Key.Key_Return, Key.Key_Enter})

LIST_MARGIN = 40
"""Pixels beside the names in a list that opens, for its frame and a scroll bar."""


class KeepsKeys(WrapsTips):
    """Stands before a widget's class: keeps its keys from the window's shortcuts, and leaves the wheel to the page."""

    keys = ARROWS

    def event(self, event: QEvent) -> bool:
        """Keep a key before the shortcuts get it."""
        kept = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and event.key() in self.keys
        )
        if kept:
            event.accept()
        return kept or super().event(event)  # type: ignore[misc]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls past does not mean to change anything."""
        event.ignore()


class CheckBox(KeepsKeys, QCheckBox):
    """A checkbox that Space ticks while it has the focus, which only Tab gives it."""

    keys = SPACE

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class Pressed(KeepsKeys):
    """Stands before a button's class: Space and Enter press it while it has the focus, which only Tab gives it."""

    keys = SPACE | ENTER

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        cast(QAbstractButton, self).setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt knows of Space alone."""
        if event.key() in ENTER:
            cast(QAbstractButton, self).click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class PushButton(Pressed, QPushButton):
    """A button with a word on it."""


class ToolButton(Pressed, QToolButton):
    """A small button, with a sign or a menu.

    It opens the menu itself: Qt's showMenu() returns when that is closed again, and until then would hold Python's
    lock, which training needs.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu, if there is one."""
        if self.menu() is not None and event.key() in self.keys:
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu, if there is one."""
        if self.menu() is not None and event.button() is Qt.MouseButton.LeftButton:
            self._open_menu()
        else:
            super().mousePressEvent(event)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a second click on the button closes it
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class Choice(KeepsKeys, QComboBox):
    """A combo box of values, each of which keeps its type: QComboBox gives back an enum's member as a plain str."""

    keys = SPACE | ARROWS

    def __init__(self, values: Sequence[object] = ()) -> None:
        super().__init__()
        self.values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(values)

    def offer(self, values: Sequence[object]) -> None:
        """Offer these values, under the names that str() gives them, until they get others."""
        if list(values) != self.values:
            self.values = list(values)
            self.clear()
            self.addItems([str(value) for value in values])

    def name(self, names: Mapping[Any, str]) -> None:
        """Show every value under its name, all in one go: with thousands of them one by one takes seconds."""
        chosen = self.currentIndex()
        with QSignalBlocker(self):
            self.clear()
            self.addItems([names[value] for value in self.values])
            self.setCurrentIndex(chosen)

    def choose(self, value: object) -> None:
        """Show this value as the chosen one; nothing is emitted that activated would tell."""
        self.setCurrentIndex(self.values.index(value))

    def chosen(self) -> object:
        """The chosen value."""
        return self.values[self.currentIndex()]

    def showPopup(self) -> None:
        """Let the list be as wide as its longest name, as far as the window is."""
        advance = self.fontMetrics().horizontalAdvance
        longest = max((advance(self.itemText(index)) for index in range(self.count())), default=0)
        self.view().setMinimumWidth(min(longest + LIST_MARGIN, self.window().width()))
        super().showPopup()


class WholeChoice(Choice):
    """One that is as wide as its longest name, whatever the type: Qt reckons with an arrow of one size."""

    def __init__(self, values: Sequence[object] = ()) -> None:
        super().__init__(values)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """As Qt has it, and what the arrow takes of that beside the name."""
        advance, hint, option = self.fontMetrics().horizontalAdvance, super().sizeHint(), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(), hint)
        part = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField
        longest = max(advance(self.itemText(index)) for index in range(self.count()))
        return hint.grownBy(QMargins(0, 0, max(0, longest - self.style().subControlRect(*part, self).width()), 0))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()


class Slider(KeepsKeys, QSlider):
    """A horizontal slider that the arrow keys move while it has the focus, which only Tab gives it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._said = ""

    def say(self, words: str) -> None:
        """Tell screen readers what the position means; at once where it is the user who moves it."""
        if words == self._said:
            return
        self._said = words
        self.setAccessibleDescription(words)
        if words and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class LogSlider(Slider):
    """Emits moved with a number between low and high when the user moves it; with endless, None at the right end."""

    moved = Signal(object)

    def __init__(self, low: float, high: float, *, steps: int = 200, endless: bool = False) -> None:
        super().__init__()
        self.low, self.high, self._steps = low, high, steps
        self.setRange(0, steps + 1 if endless else steps)
        self.setPageStep(max(1, steps // 10))
        self.valueChanged.connect(self._tell)

    def set_scale(self, low: float, high: float) -> None:
        """Reach from low to high from now on: set the number anew then, for the handle stays where it was."""
        self.low, self.high = low, high

    def set_number(self, number: float | None, words: str = "") -> None:
        """Move to this number, or to the end nearest to it, and say it in words; nothing is emitted."""
        self.say(words or ("" if number is None else f"{number:g}"))
        if number == self._number(self.value()):
            return  # rounded as it is, it may be nearer to the position beside
        with QSignalBlocker(self):
            self.setValue(self.maximum() if number is None else self._position(number))

    def _position(self, number: float) -> int:
        if number <= self.low:
            return 0
        share = math.log(number / self.low) / math.log(self.high / self.low)
        return min(self._steps, round(share * self._steps))

    def _number(self, position: int) -> float | None:
        if position > self._steps:
            return None
        number = self.low * (self.high / self.low) ** (position / self._steps)
        return float(f"{number:.2g}")  # two digits: what a person would have typed

    def _tell(self, position: int) -> None:
        self.moved.emit(self._number(position))


class Sentence(QWidget):
    """Fields within a sentence, each at the place that the sentence has for it."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self.fields = fields
        self._words = [label("field") for _ in range(len(fields) + 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for words, field in zip_longest(self._words, fields):
            row.addWidget(words)
            if field is not None:
                row.addWidget(field, 1)

    def say(self, sentence: str) -> None:
        """Say this, in which each [] is a field; whoever cannot see it hears the whole of it at each field."""
        for words, text in zip(self._words, sentence.split("[]"), strict=True):
            words.setText(text.strip())
            words.setVisible(bool(text.strip()))
        for field in self.fields:
            field.setAccessibleName(" ".join(sentence.replace("[]", "…").split()))


class Count(QSpinBox):
    """A number that only arrows change, and that says within itself what it counts."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__()
        self.setLocale(QLocale.c())
        self.setRange(numbers[0], numbers[-1])
        self.lineEdit().setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, texts: Sequence[str], room: int) -> None:
        """Say the first of these, in which [] is the number, that has room in this width; the last always has."""
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        control, text_field = QStyle.ComplexControl.CC_SpinBox, QStyle.SubControl.SC_SpinBoxEditField
        arrows = self.width() - self.style().subControlRect(control, option, text_field, self).width()
        metrics, most = self.fontMetrics(), str(self.maximum())

        def width(text: str) -> int:
            return metrics.horizontalAdvance(text.replace("[]", most)) + GAP + arrows

        self.setMinimumWidth(width(texts[-1]))
        prefix, suffix = first_that_fits(texts, room, width).split("[]")
        self.setPrefix(prefix)
        self.setSuffix(suffix)


def add_field(grid: QGridLayout, row: int, name: QLabel, field: QWidget) -> None:
    """A row of a form: the name of a field, and the field, which takes the room that there is."""
    name.setBuddy(field)
    grid.addWidget(name, row, 0)
    grid.addWidget(field, row, 1)
    grid.setColumnStretch(1, 1)
