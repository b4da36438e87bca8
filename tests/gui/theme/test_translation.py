"""Switching the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.panels.charts.loss_plot import LossPlot
from gui.theme import translation
from gui.theme.translation import Language, Translators, counted, system_language
from tests.gui.conftest import is_korean

Speak = Callable[[Language], None]


def run_text() -> str:
    return QCoreApplication.translate("Actions", "Run")


def test_korean_texts_come_and_go(speak: Speak) -> None:
    speak(Language.KOREAN)
    assert is_korean(run_text())
    speak(Language.ENGLISH)
    assert run_text() == "Run"


def test_the_texts_of_qt_itself_are_korean_too(speak: Speak) -> None:
    speak(Language.KOREAN)
    assert is_korean(QCoreApplication.translate("QPlatformTheme", "Cancel"))
    speak(Language.ENGLISH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_choosing_a_language_twice_leaves_nothing_behind(speak: Speak) -> None:
    for language in (Language.KOREAN, Language.KOREAN, Language.ENGLISH):
        speak(language)
    assert run_text() == "Run"


def test_a_widget_that_is_open_follows(speak: Speak, show: Callable[[QWidget], QWidget]) -> None:
    chart = LossPlot()
    show(chart)
    speak(Language.KOREAN)
    assert is_korean(chart.title.text())


def test_a_widget_made_later_speaks_the_language(speak: Speak, show: Callable[[QWidget], QWidget]) -> None:
    speak(Language.KOREAN)
    chart = LossPlot()
    show(chart)
    assert is_korean(chart.title.text())


def test_english_needs_no_file() -> None:
    translators = Translators()
    translators.use(Language.ENGLISH)
    assert translators._installed == []


@pytest.mark.parametrize(
    ("system", "language"),
    [
        (["ko-KR", "en-US"], Language.KOREAN),
        (["ko"], Language.KOREAN),
        (["ko-Kore-KR"], Language.KOREAN),
        (["de-DE", "ko-KR"], Language.KOREAN),
        (["en-GB", "ko-KR"], Language.ENGLISH),
        (["kok-IN"], Language.ENGLISH),
        (["fr-FR"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_system_names_the_first_language(
    monkeypatch: pytest.MonkeyPatch, system: list[str], language: Language
) -> None:
    class Locale:
        @classmethod
        def system(cls) -> Locale:
            return cls()

        def uiLanguages(self) -> list[str]:
            return system

    monkeypatch.setattr(translation, "QLocale", Locale)
    assert system_language() is language


def test_languages_are_named_in_themselves() -> None:
    assert [language.own_name for language in Language] == ["English", "한국어"]


@pytest.mark.parametrize(("count", "text"), [(0, "0 epochs"), (1, "1 epoch"), (2, "2 epochs")])
def test_one_thing_is_not_many(count: int, text: str) -> None:
    assert counted(count, "{count} epoch", "{count} epochs").format(count=count) == text
