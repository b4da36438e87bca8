"""The panel that every part of the window stands in."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import gui
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import THEMES, Theme, TypeScale
from gui.theme.translation import Language
from gui.widgets.card import AGAIN_AT_MOST, Card, label, legend, one_at_a_time
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


class Fitted:
    """Is fitted again within a fitting, so many times."""

    def __init__(self, times: int) -> None:
        self.sizes = list(range(times))
        self.told: list[str] = []

    @one_at_a_time
    def fit(self) -> None:
        """Tell of the size, and that all is done for it."""
        size = self.sizes.pop(0)
        self.told.append(f"{size} begins")
        if self.sizes:
            self.fit()
        self.told.append(f"{size} ends")


@pytest.mark.parametrize("times", range(1, AGAIN_AT_MOST + 3))
def test_what_is_fitted_again_within_a_fitting_is_so_afterwards_but_not_for_ever(times: int) -> None:
    fitted = Fitted(times)
    fitted.fit()
    done = min(times, AGAIN_AT_MOST)
    assert fitted.told == [f"{size} {what}" for size in range(done) for what in ("begins", "ends")]
    assert len(fitted.sizes) == times - done


def test_a_fault_in_a_fitting_leaves_the_next_free() -> None:
    fitted = Fitted(0)
    with pytest.raises(IndexError):
        fitted.fit()
    fitted.sizes = [1]
    fitted.fit()
    assert fitted.told == ["1 begins", "1 ends"]


def methods_of_resizing(kind: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    """Those of a class that its resizeEvent() comes to."""
    own = {method.name: method for method in kind.body if isinstance(method, ast.FunctionDef)}
    wanted = ["resizeEvent"]
    while wanted:
        method = own.pop(wanted.pop(), None)
        if method is not None:
            yield method
            wanted += [node.attr for node in ast.walk(method) if isinstance(node, ast.Attribute)]


def test_whatever_shows_or_hides_by_the_size_of_a_widget_does_so_one_at_a_time() -> None:
    shows = {"setVisible", "setHidden", "show", "hide"}
    drawn = {"ConvergenceNote._draw_mark"}  # in a chart, where nothing is laid out
    trees = [ast.parse(file.read_text("utf-8")) for file in Path(gui.__file__).parent.rglob("*.py")]
    kinds = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = dict[str, bool]()
    for kind in kinds:
        for method in methods_of_resizing(kind):
            if shows & {node.attr for node in ast.walk(method) if isinstance(node, ast.Attribute)}:
                decorators = map(ast.unparse, method.decorator_list)
                found[f"{kind.name}.{method.name}"] = "one_at_a_time" in decorators
    assert sum(found.values()) > 9
    assert {name for name, alone in found.items() if not alone} == drawn
