"""Fonts and icons."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QIcon, QRawFont
from PySide6.QtWidgets import QApplication

from gui.theme.resources import app_icon, icon
from gui.theme.theme import MONO, SANS, Scheme
from gui.window.actions import COMMANDS
from model import RESOURCES
from tests.gui.conftest import colours

USED = sorted(
    {command.icon for command in COMMANDS if command.icon} | {f"theme-{s}" for s in Scheme} | {"pause", "language"}
)

pytestmark = pytest.mark.usefixtures("qapp")

FONTS = pytest.mark.parametrize("family", [SANS, MONO])
WEIGHTS = pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])


def font(family: str, weight: QFont.Weight) -> QFont:
    result = QFont(family, weight=weight)
    result.setPixelSize(40)
    return result


@pytest.mark.parametrize("name", USED)
def test_an_icon_is_drawn_in_its_colours(name: str) -> None:
    drawn = icon(name, "#123456", "#abcdef")
    normal = drawn.pixmap(40, QIcon.Mode.Normal).toImage()
    disabled = drawn.pixmap(40, QIcon.Mode.Disabled).toImage()
    assert "#123456" in colours(normal)
    assert "#abcdef" in colours(disabled)
    assert "#123456" not in colours(disabled)


@pytest.mark.parametrize("name", USED)
def test_an_icon_has_no_frame_of_its_own(name: str) -> None:
    picture = icon(name, "#123456", "#abcdef").pixmap(40).toImage()
    assert [picture.pixelColor(x, y).alpha() for x in (0, 39) for y in (0, 39)] == [0] * 4


def test_an_icon_is_sharp_on_a_screen_of_twice_the_pixels() -> None:
    assert (
        icon("run", "#000000", "#888888").actualSize(icon("run", "#000000", "#888888").availableSizes()[-1]).width()
        >= 40
    )


@pytest.mark.parametrize("file", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda file: str(file.stem))
def test_every_file_is_a_picture(file: object) -> None:
    assert not QIcon(str(file)).pixmap(32).isNull()


def test_the_program_has_an_icon() -> None:
    assert len(colours(app_icon().pixmap(64).toImage())) > 2


@FONTS
@WEIGHTS
def test_a_font_of_ours_is_there_in_its_weight(family: str, weight: QFont.Weight) -> None:
    info = QFontInfo(font(family, weight))
    assert (info.family(), info.weight()) == (family, weight)


def test_the_application_speaks_in_our_font(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == SANS


@WEIGHTS
def test_the_font_draws_itself_what_ours_has_and_has_nothing_from_another(weight: QFont.Weight) -> None:
    # QFontMetrics.inFont takes a str by the first byte of its UTF-8, and inFontUcs4 asks fallback fonts too.
    ours = QRawFont.fromFont(font(SANS, weight))
    assert all(ours.supportsCharacter(ord(sign)) for sign in "한글기울기편향손실학습률")
    assert not ours.supportsCharacter(ord("漢"))
    assert QFontDatabase.WritingSystem.Korean in QFontDatabase.writingSystems(SANS)


@FONTS
@WEIGHTS
def test_digits_are_of_one_width(family: str, weight: QFont.Weight) -> None:
    metrics = QFontMetrics(font(family, weight))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
