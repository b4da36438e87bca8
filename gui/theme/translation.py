"""The languages of the window, switched while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from model import RESOURCES


class Language(StrEnum):
    """The languages there are; each is named in itself."""

    ENGLISH = "en"
    KOREAN = "ko"

    @property
    def own_name(self) -> str:
        """What its speakers call it."""
        return {"en": "English", "ko": "한국어"}[self.value]


def system_language() -> Language:
    """The first language of the user's system that there is, else English."""
    for name in QLocale.system().uiLanguages():
        for language in Language:
            if name.split("-")[0] == language:
                return language
    return Language.ENGLISH


def counted(count: int, one: str, many: str) -> str:
    """The text for one thing, or that for any other number: both are translated, for Qt has none of English's own."""
    return one if count == 1 else many


def either(readings: Sequence[str]) -> str:
    """The two things that a text may mean, with a word between them; nothing where it means but one."""
    if not readings:
        return ""
    return QCoreApplication.translate("FileErrors", "{one} or {other}").format(one=readings[0], other=readings[1])


class Translators:
    """The translations installed in the application, ours and Qt's own."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Show all texts in this language; widgets hear of it by a LanguageChange event."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        if language is Language.ENGLISH:
            return  # the language of the source
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file in (
            f"{qt_folder}/qtbase_{language}.qm",
            str(RESOURCES / "i18n" / f"slopewise_{language}.qm"),
        ):
            translator = QTranslator()
            if translator.load(file):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)
