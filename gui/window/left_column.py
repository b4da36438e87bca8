"""The left column: the controls in the lesson's order, or the card of a lesson above those that its page needs."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import QWIDGETSIZE_MAX
from gui.window.arrangement import column

if TYPE_CHECKING:
    from gui.panels.lesson.lesson_card import LessonCard

WIDTH, LESSON_WIDTH = 20.4, 32
"""The width of the controls, and that of a lesson where there is room, in sizes of the type."""

CONTROLS_AT_MOST = 0.36
"""What the controls below a lesson get of the height."""


class LeftColumn(QWidget):
    """Of a fixed width, which a lesson makes larger by what the panels beside it do not need."""

    def __init__(self, cards: Mapping[str, QWidget]) -> None:
        super().__init__()
        self.named = cards
        """The cards by the names that the pages of a lesson have for them."""
        self.cards = tuple(cards.values())
        self.lesson: LessonCard | None = None
        """The card of a lesson, as long as there is one."""
        self._hidden: Container[QWidget] = ()
        self._needed: Container[QWidget] = ()
        self._cards = column(self.cards)
        self.area = QScrollArea()
        self.area.setWidget(self._cards)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        self._rows.addWidget(self.area)
        self._laid_out = QTimer(self, singleShot=True)
        self._laid_out.timeout.connect(self._scroll_to_loop)

    def bring_into_view(self, now: QWidget | None) -> None:
        """Scroll to what has got the keyboard from outside: Qt does so only for Tab within a scroll area."""
        if now is None or not self.isAncestorOf(now):
            return
        around = now.parentWidget()
        while around is not None and around is not self:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(now, 0, SPACE)
            around = around.parentWidget()

    def bring_loop_into_view(self) -> None:
        """Once it is laid out, scroll down to the end of the loop's card, as far as its top stays in view."""
        self._laid_out.start()

    def _scroll_to_loop(self) -> None:
        bar, loop = self.area.verticalScrollBar(), self.named["loop"]
        if loop.isVisible():
            end = loop.y() + loop.height() - self.area.viewport().height()
            bar.setValue(max(bar.value(), min(loop.y(), end)))

    def hold_lesson(self, card: LessonCard | None, controls: Container[QWidget] = ()) -> None:
        """Show the card of a lesson, and of the controls those that it needs; without one, all of them."""
        if card is not self.lesson:
            if self.lesson is not None:
                self.lesson.hide()
                self.lesson.deleteLater()
            if card is not None:
                self._rows.insertWidget(0, card, 1)
        self.lesson, self._needed = card, controls
        self._show_cards()

    def hide_cards(self, hidden: Container[QWidget]) -> None:
        """Show none of these, whatever a lesson needs."""
        self._hidden = hidden
        self._show_cards()

    def _show_cards(self) -> None:
        shown = [each for each in self.cards if self.lesson is None or each in self._needed]
        for each in self.cards:
            each.setVisible(each in shown and each not in self._hidden)
        self.area.setVisible(self.lesson is None or bool(shown))

    def fit(self, base: int, room: int, height: int) -> None:
        """Take the width for type of this size; with a lesson, as much of the room as it can use."""
        width, lowest, highest = WIDTH * base, 0, QWIDGETSIZE_MAX
        if self.lesson is not None:
            width = max(width, min(LESSON_WIDTH * base, room, self.window().width() // 2))
            lowest = highest = min(self._cards.sizeHint().height(), round(height * CONTROLS_AT_MOST))
        self.area.setMinimumHeight(lowest)
        self.area.setMaximumHeight(highest)
        self.setFixedWidth(round(width))
