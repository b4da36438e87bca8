"""The panel that every part of the window stands in."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.theme.style_sheet import style_sheet
from gui.theme.theme import THEMES, Theme, TypeScale
from gui.theme.translation import Language
from gui.widgets.card import Card, label, legend
from tests.gui.conftest import colours


class Counting(Card):
    """Counts how often it is told to speak."""

    told = 0

    def retranslate(self) -> None:
        """Count."""
        self.told += 1


def test_each_card_hears_of_a_change_of_the_language(
    show: Callable[[QWidget], QWidget], speak: Callable[[Language], None]
) -> None:
    card = Counting()
    show(card)
    speak(Language.KOREAN)
    assert card.told > 0


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_card_wears_the_theme(show: Callable[[QWidget], QWidget], theme: Theme) -> None:
    card = Card()
    card.title.setText("Title")
    show(card)
    card.setStyleSheet(style_sheet(theme, TypeScale()))
    assert {theme.card, theme.border} <= colours(card.grab().toImage())


def test_the_role_of_a_label_decides_its_looks(show: Callable[[QWidget], QWidget]) -> None:
    hero, note = label("hero", "2"), label("note", "2")
    for part in (hero, note):
        show(part)
    assert hero.font().pixelSize() == TypeScale().hero
    assert note.font().pixelSize() == TypeScale().small


def test_a_legend_has_each_name_in_its_colour() -> None:
    text = legend(["data", "line"], ["#111111", "#222222"])
    assert text.index("#111111") < text.index("data") < text.index("#222222") < text.index("line")


def test_a_legend_needs_a_colour_for_each_name() -> None:
    with pytest.raises(ValueError, match="zip"):
        legend(["data", "line"], ["#111111"])


def test_a_text_that_cannot_be_translated_is_told_and_stops_nothing(
    show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Faulty(Card):
        def retranslate(self) -> None:
            raise ValueError

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    card = show(Faulty())
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))
    assert told == [ValueError]
