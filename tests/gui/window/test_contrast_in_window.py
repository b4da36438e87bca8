"""What the window paints stands out as far as WCAG asks for, measured in its own pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.theme.theme import RING, THEMES, Scheme
from gui.window.main_window import MainWindow
from tests.gui.conftest import AS_AT_FIRST
from tests.gui.theme.contrast import GRAPHICS, contrast, least

SCHEMES = pytest.mark.parametrize("scheme", list(THEMES), scope="module")  # all tests of one, then those of the next


class Picture:
    """A picture of the window, asked by the places of its widgets."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._image = window, window.grab().toImage()

    @property
    def image(self) -> QImage:
        """All of it."""
        return self._image

    def at(self, widget: QWidget, x: int, y: int) -> str:
        """The colour at a place of a widget."""
        place = widget.mapTo(self._window, QPoint(x, y))
        return self._image.pixelColor(place).name()

    def row(self, widget: QWidget, first: int, last: int, y: int | None = None) -> list[str]:
        """The colours along a row of a widget's pixels, in its middle or elsewhere."""
        return [self.at(widget, x, widget.height() // 2 if y is None else y) for x in range(first, last)]


@pytest.fixture
def picture(reuse_window: Callable[..., MainWindow], qtbot: QtBot) -> Callable[[Scheme], tuple[MainWindow, Picture]]:
    def take(scheme: Scheme) -> tuple[MainWindow, Picture]:
        window = reuse_window(preferences=replace(AS_AT_FIRST, scheme=scheme))
        qtbot.wait(0)
        return window, Picture(window)

    return take


Take = Callable[[Scheme], tuple[MainWindow, Picture]]


@SCHEMES
def test_the_lit_line_has_a_bar_beside_it(picture: Take, scheme: Scheme) -> None:
    window, seen = picture(scheme)
    lit = next(row for row in window.view.code.rows if row.property("lit"))
    outside, inside = seen.at(lit, -2, 4), seen.at(lit, 6, 4)
    bar = [colour for colour in seen.row(lit, -2, 8, 4) if contrast(colour, outside) >= GRAPHICS]
    assert len(bar) >= RING
    assert min(contrast(colour, inside) for colour in bar) >= GRAPHICS
    assert inside == THEMES[scheme].mark


@SCHEMES
def test_every_card_has_a_frame(picture: Take, scheme: Scheme) -> None:
    window, seen = picture(scheme)
    for card in (window.view.training, window.view.fit, window.view.loss, window.view.code, window.view.timeline):
        middle = card.height() // 2  # away from the round corners
        outside, frame, inside = (seen.at(card, x, middle) for x in (-2, 0, 2))
        assert contrast(frame, outside) >= GRAPHICS
        assert contrast(frame, inside) >= GRAPHICS


@SCHEMES
def test_a_groove_can_be_seen_beyond_the_handle(picture: Take, scheme: Scheme) -> None:
    window, seen = picture(scheme)
    slider = window.view.training.lr_slider
    column = [seen.at(slider, slider.width() - 12, y) for y in range(slider.height())]
    assert max(contrast(colour, column[RING + 1]) for colour in column) >= GRAPHICS


@SCHEMES
def test_a_chart_has_a_grid(picture: Take, scheme: Scheme) -> None:
    window, seen = picture(scheme)
    canvas = window.view.fit.plot.canvas
    across = seen.row(canvas, 2, canvas.width() - 2, 4)
    down = [seen.at(canvas, canvas.width() - 4, y) for y in range(2, canvas.height() - 2)]
    grid, card = THEMES[scheme].grid, THEMES[scheme].card
    for line in (across, down):
        assert max(contrast(colour, card) for colour in line) >= 0.6 * GRAPHICS  # smoothed over two pixels
    assert contrast(grid, card) >= GRAPHICS


@SCHEMES
def test_words_that_stand_back_can_be_read(picture: Take, scheme: Scheme) -> None:
    window, seen = picture(scheme)
    words, ground = window.view.training.lr_limits.words, THEMES[scheme].card
    inks = [seen.at(words, x, y) for x in range(words.width()) for y in range(words.height())]
    assert max(contrast(ink, ground) for ink in inks) >= least(THEMES[scheme])
