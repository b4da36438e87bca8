"""What lies over a window that presents: the strip of controls, the black screen; and the pointer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.widgets.card import Translated, label
from gui.window.actions import Actions

STRIP = ("run", "step_line", "step_epoch", "back", "reset", "skip", "present")
"""The commands that come up with the mouse."""

NAMED, UNNAMED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly

POINTER = 64
"""The height of the pointer in logical pixels."""


class ControlStrip(Translated, QFrame):
    """The commands of the loop, and the keys of a presentation, along the lower edge of what is left free for them."""

    def __init__(self, window: QWidget, actions: Actions, free: Callable[[], QRect]) -> None:
        super().__init__(window)
        self._free = free
        self.setProperty("card", True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._keys = label("note")
        self._keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._keys.setWordWrap(True)
        self._buttons: list[QToolButton] = []
        self._grid, self._rows = QGridLayout(), QVBoxLayout(self)
        self._rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._rows.addLayout(self._grid)
        self._rows.addWidget(self._keys)
        for command in STRIP:
            button = QToolButton(self)
            button.setDefaultAction(actions[command])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            button.setProperty("primary", command == "run")  # for which its icon is drawn
            button.setProperty("role", command)
            self._buttons.append(button)
            actions[command].changed.connect(self._make_room)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self._keys.setText(self.tr("1 to 6: the other panel   Tab: change places   B: black   Esc: leave"))

    def _make_room(self) -> None:
        """Grow for a button whose text has become longer: Run, which is Pause while it runs."""
        self._grid.invalidate()
        if self.isVisible() and self._grid.sizeHint().width() + 2 * SPACE > self.width():
            self.place()

    def place(self) -> None:
        """Lie in the middle of the lower edge, with icons as large as the type, in as few rows as have room.

        Where more than two would be needed icons do without their names: what is taught lies beneath.
        """
        free = self._free()
        side = round(self.fontMetrics().height() * 0.9)
        for button in self._buttons:
            button.ensurePolished()
            button.setIconSize(QSize(side, side))
        for rows, named in [(1, True), (2, True), *((rows, False) for rows in range(1, len(self._buttons) + 1))]:
            for number, button in enumerate(self._buttons):
                button.setToolButtonStyle(NAMED if named or button.icon().isNull() else UNNAMED)
                self._grid.addWidget(button, *divmod(number, -(-len(self._buttons) // rows)))
            self._rows.invalidate()
            needed = self._grid.sizeHint().width() + 3 * SPACE
            if needed < free.width():
                break
        size = self.sizeHint().expandedTo(QSize(needed, 0)).boundedTo(free.size())
        size.setHeight(self._rows.totalHeightForWidth(size.width()))
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(free.center())
        place.moveBottom(free.bottom() + 1 - SPACE)
        self.setGeometry(place)


class Blank(QWidget):
    """Black over the whole window, until it is clicked or told to go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("blank")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("#blank { background: black; }")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the lesson back."""
        event.accept()
        self.hide()

    def setVisible(self, on: bool) -> None:
        """Lie over all that is there now."""
        if on:
            self.setGeometry(self._window.rect())
            self.raise_()
        super().setVisible(on)


def large_pointer(ratio: float) -> QCursor:
    """An arrow that can be followed from the back row, for a screen of this many pixels for each logical one."""
    pixmap = QPixmap(round(POINTER * ratio), round(POINTER * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    unit = POINTER / 20
    arrow = QPainterPath(QPointF(1, 1) * unit)
    for x, y in ((1, 16), (5, 12.5), (7.5, 18.5), (10, 17.5), (7.5, 11.5), (12.5, 11.5)):
        arrow.lineTo(QPointF(x, y) * unit)
    arrow.closeSubpath()
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.GlobalColor.white)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawPath(arrow)
    return QCursor(pixmap, round(unit), round(unit))
