"""How panels stand beside and above one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QHoverEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.theme.theme import SPACE


def column(cards: Sequence[QWidget]) -> QWidget:
    """Cards one above the other, no higher than they need be."""
    result = QWidget()
    layout = QVBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return result


def splitter(orientation: Qt.Orientation, parts: Sequence[QWidget], stretch: Sequence[int]) -> QSplitter:
    """Parts that share the room, with boundaries that the user can move; stretch is what each gets of more room."""
    result = QSplitter(orientation)
    result.setHandleWidth(SPACE)
    result.setChildrenCollapsible(False)
    for index, (part, share) in enumerate(zip(parts, stretch, strict=True)):
        result.addWidget(part)
        result.setStretchFactor(index, share)
    result.setSizes([share * 100 for share in stretch])
    return result


def paint_handles_alone(splitter: QSplitter) -> None:
    """Let the mouse change the boundaries as it comes and goes, and not all that stands between them.

    Where a style sheet has handles change, Qt paints the whole splitter anew each time. Call this after each new sheet.
    """
    splitter.ensurePolished()
    splitter.setAttribute(Qt.WidgetAttribute.WA_Hover, False)


def forget_mouse(splitter: QSplitter) -> None:
    """Let no boundary look as if the mouse were on it: one that is hidden meanwhile does not hear that it has left."""
    for place in range(1, splitter.count()):
        nowhere = QPointF(-1, -1)
        QCoreApplication.sendEvent(
            splitter.handle(place), QHoverEvent(QEvent.Type.HoverLeave, nowhere, nowhere, nowhere)
        )


def chain(parts: Sequence[QWidget]) -> None:
    """Let Tab go through all that takes the keyboard in these parts, in their order."""
    takes = Qt.FocusPolicy.TabFocus
    stops = [
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & takes and widget.focusProxy() is None and widget.window() is part.window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
