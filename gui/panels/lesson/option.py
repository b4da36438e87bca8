"""An answer to choose, with the hands that went up for it and their share as a bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QProgressBar, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import look_again
from gui.widgets.inputs import KeepsKeys, PushButton
from model.lessons.results import HANDS_AT_MOST

MORE, LESS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class WrappedButton(PushButton):
    """A button whose words are broken to its width; it is as high as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", "option")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Have these words on it."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.wrap()

    def show_answer(self, answer: str, verdict: str, *, chosen: bool, open_: bool) -> None:
        """Show it, whether it is right ("right", "wrong") once that is told, is chosen, and may be chosen."""
        self.say(in_words(answer, verdict))
        self.setChecked(chosen)
        self.setEnabled(open_)
        if self.property("verdict") != verdict:
            self.setProperty("verdict", verdict)
            look_again(self)

    def wrap(self) -> None:
        """Break the words anew: the width or the type has changed."""
        self.ensurePolished()
        lines = broken(self._words, self.fontMetrics().horizontalAdvance, self.width() - 3 * SPACE)
        self.setText("\n".join(lines).replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.wrap()


class Hands(KeepsKeys, QSpinBox):
    """A number of hands, typed or changed by + and −."""

    keys = frozenset(
        {Qt.Key.Key_Up, Qt.Key.Key_Down, *MORE, *LESS, *map(Qt.Key, range(Qt.Key.Key_0, Qt.Key.Key_9 + 1))}
    )

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # in whose digits all other numbers are written
        self.setRange(0, HANDS_AT_MOST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One more or one less, as on any keypad; Return gives the keyboard back to the window."""
        if event.key() in MORE + LESS:
            self.stepBy(1 if event.key() in MORE else -1)
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()


class Option(QWidget):
    """A row for an answer."""

    chosen = Signal(str)
    """The name of the answer."""
    hands_counted = Signal(str, int)
    """The name of the answer, and how many hands went up for it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.button, self.hands, self.share = WrappedButton(), Hands(), QProgressBar()
        self.button.setCheckable(True)
        self.button.clicked.connect(lambda: self.chosen.emit(name))
        self.hands.valueChanged.connect(lambda hands: self.hands_counted.emit(name, hands))
        self.share.setTextVisible(False)
        self.share.setProperty("role", "share")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.button, 1)
        row.addWidget(self.hands)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.share)

    def show_votes(self, hands: int, most: int, *, counting: bool) -> None:
        """Show the hands beside the largest number of them; the field only while they are counted."""
        with QSignalBlocker(self.hands):
            self.hands.setValue(hands)
        self.hands.setVisible(counting)
        self.share.setVisible(counting or most > 0)
        self.share.setMaximum(max(most, 1))
        self.share.setValue(hands)


def in_words(answer: str, verdict: str) -> str:
    """An answer with what is so of it, in words: a sign before a number would be taken for mathematics."""
    texts = {
        "": "{answer}",
        "right": QCoreApplication.translate("Option", "{answer}  –  right"),
        "wrong": QCoreApplication.translate("Option", "{answer}  –  not so"),
    }
    return texts[verdict].replace("{answer}", answer)


def broken(words: str, advance: Callable[[str], int], room: int) -> list[str]:
    """These words in lines that have room; one that is too long for a line has it to itself."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if advance(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
