"""What has the keyboard wears a ring: of the same width everywhere, to be seen in every scheme, and moving nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QSlider, QTabBar, QToolButton, QWidget

from gui.theme.theme import RING, THEMES, Scheme
from gui.window.main_window import MainWindow
from tests.gui.theme.contrast import GRAPHICS, contrast

MARGIN = 8
"""Pixels from its edge within which a ring has to be found."""


def pixels(widget: QWidget) -> NDArray[np.uint32]:
    """What a widget looks like, a number a pixel."""
    image = widget.grab().toImage()
    flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return np.bitwise_and(flat[:, : image.width()], np.uint32(0xFFFFFF))


def focusable(window: MainWindow) -> Iterator[QWidget]:
    """Every widget in sight that takes the keyboard, on one tab after the other."""
    seen = set[QWidget]()
    for tab in range(window.view.charts.count()):
        window.view.charts.setCurrentIndex(tab)
        for widget in window.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
            shown = widget.isVisible() and widget.isEnabled() and not widget.size().isEmpty()
            if takes and shown and widget.focusProxy() is None and widget not in seen and not is_viewport(widget):
                seen.add(widget)
                yield widget


def is_viewport(widget: QWidget) -> bool:
    """A part of a widget that hands the keyboard on."""
    return type(widget) is QWidget or type(widget).__name__ == "Canvas"


def ring_of(widget: QWidget) -> QRect:
    """Where the ring is to lie."""
    return widget.tabRect(widget.currentIndex()) if isinstance(widget, QTabBar) else widget.rect()


def sides(widget: QWidget) -> dict[str, NDArray[np.uint32]]:
    """The pixels that lead in from the middle of each side."""
    picture, where = pixels(widget), ring_of(widget)
    x, y = where.center().x(), where.center().y()
    left, top, right, bottom = where.left(), where.top(), where.right() + 1, where.bottom() + 1
    depth = min(MARGIN, where.height() // 2)
    found = {
        "left": picture[y, left : left + MARGIN],
        "right": picture[y, right - MARGIN : right],
        "top": picture[top : top + depth, x],
        "bottom": picture[bottom - depth : bottom, x],
    }
    if isinstance(widget, QTabBar):
        del found["bottom"]  # the line under the chosen tab is there before
    return found


def width_of_ring(before: NDArray[np.uint32], after: NDArray[np.uint32]) -> int:
    """The longest stretch of pixels that have changed so much that it can be seen."""
    longest = run = 0
    for old, new in zip(before.tolist(), after.tolist(), strict=True):
        seen = contrast(QColor(old).name(), QColor(new).name()) >= GRAPHICS
        run = run + 1 if seen else 0
        longest = max(longest, run)
    return longest


def leave(window: MainWindow) -> None:
    """Let nothing have the keyboard."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QApplication.processEvents()


@pytest.mark.parametrize("scheme", list(THEMES))
def test_a_ring_of_two_pixels_appears_around_every_widget(active: MainWindow, scheme: Scheme) -> None:
    active.set_scheme(scheme)
    thin = {}
    for widget in focusable(active):
        widget.setFocus(Qt.FocusReason.TabFocusReason)  # which scrolls to it
        leave(active)
        before = sides(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = sides(widget)
        widths = {side: width_of_ring(before[side], after[side]) for side in before}
        if min(widths.values()) < RING:
            thin[f"{type(widget).__name__} {widget.accessibleName()}"] = widths
    assert thin == {}


def test_nothing_moves_where_the_keyboard_comes_or_goes(active: MainWindow) -> None:
    moved = []
    for widget in focusable(active):
        leave(active)
        before, wish = pixels(widget), widget.sizeHint()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = pixels(widget)
        inner = np.s_[RING:-RING, MARGIN:-MARGIN]  # beside the round corners
        still = not isinstance(widget, (QCheckBox, QPushButton, QToolButton, QSlider)) or np.array_equal(
            before[inner], after[inner]
        )
        if widget.sizeHint() != wish or before.shape != after.shape or not still:
            moved.append(f"{type(widget).__name__} {widget.accessibleName()}")
    assert moved == []


def test_what_the_program_itself_has_given_the_keyboard_wears_no_ring(active: MainWindow) -> None:
    plot = active.view.fit.plot
    leave(active)
    plot.setFocus()
    assert not plot._ring.isVisible()
    leave(active)
    plot.setFocus(Qt.FocusReason.MouseFocusReason)
    assert plot._ring.isVisible()
    plot.clearFocus()
    assert not plot._ring.isVisible()


def test_the_ring_of_a_chart_follows_its_size_and_lets_the_inside_be(active: MainWindow) -> None:
    plot = active.view.fit.plot
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    active.resize(active.width() + 60, active.height() + 40)
    QApplication.processEvents()
    assert plot._ring.geometry() == plot.rect()
    assert not plot._ring.mask().intersects(plot.rect().adjusted(RING, RING, -RING, -RING))
