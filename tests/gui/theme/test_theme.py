"""The themes: every pair of colours can be told apart, in both schemes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture

from gui.theme import theme as theme_module
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import DARK, LIGHT, Scheme, Theme, TypeScale, palette, theme_for

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

READ = [
    ("text", "card"),
    ("text", "window"),
    ("text", "control"),
    ("text", "border"),
    ("text", "held_tint"),
    ("text", "alarm_tint"),
    ("muted", "card"),
    ("muted", "window"),
    ("alarm", "card"),
    ("on_accent", "accent"),
    ("point", "card"),
    ("line", "card"),
    ("error", "card"),
    ("fresh", "card"),
    ("held", "card"),
]
"""What is read, and what it is read on; the five of the plots stand in legends, in small type."""

SEEN = [("accent", "card"), ("accent", "window"), ("muted", "control"), ("held", "held_tint"), ("alarm", "alarm_tint")]
"""What is only seen: handles, ticks and frames."""


def luminance(colour: str) -> float:
    """The relative luminance as WCAG 2.2 defines it."""
    channels = [channel / 255 for channel in QColor(colour).getRgb()[:3]]  # type: ignore[index]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    weighted: float = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return weighted


def contrast(one: str, other: str) -> float:
    """The contrast ratio as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@BOTH
@pytest.mark.parametrize(("ink", "paper"), READ)
def test_text_can_be_read(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= 4.5


@BOTH
@pytest.mark.parametrize(("ink", "paper"), SEEN)
def test_graphics_can_be_seen(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= 3


@BOTH
def test_all_groups_of_the_palette_are_the_themes(theme: Theme) -> None:
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
    }
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    for role, colour in roles.items():
        assert {palette(theme).color(group, role).name() for group in groups} == {colour}


@BOTH
def test_every_role_of_the_palette_is_set(theme: Theme) -> None:
    roles = [role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")]
    unset = [role.name for role in roles if not palette(theme).isBrushSet(QPalette.ColorGroup.Active, role)]
    assert unset == []


@BOTH
def test_disabled_text_looks_disabled(theme: Theme) -> None:
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        assert palette(theme).color(QPalette.ColorGroup.Disabled, role).name() == theme.disabled
        assert palette(theme).color(QPalette.ColorGroup.Active, role).name() == theme.text


@BOTH
def test_qt_understands_the_style_sheet(theme: Theme, qapp: QApplication, qtlog: _QtMessageCapture) -> None:
    qapp.setStyleSheet(style_sheet(theme, TypeScale()))
    assert [record.message for record in qtlog.records] == []


@BOTH
def test_the_style_sheet_uses_no_colour_but_the_themes(theme: Theme) -> None:
    sheet = style_sheet(theme, TypeScale())
    found = {word.strip(";,") for word in sheet.split() if word.startswith("#")}
    assert found <= {value for value in vars(theme).values() if isinstance(value, str)}


def test_the_schemes_name_their_themes() -> None:
    assert (theme_for(Scheme.LIGHT), theme_for(Scheme.DARK)) == (LIGHT, DARK)


@pytest.mark.parametrize(
    ("system", "theme"),
    [(Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Unknown, LIGHT)],
)
def test_the_system_decides_where_it_tells(
    monkeypatch: pytest.MonkeyPatch, system: Qt.ColorScheme, theme: Theme
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return system

    class Application(QGuiApplication):
        @staticmethod
        def styleHints() -> Hints:  # type: ignore[override]
            return Hints()

    monkeypatch.setattr(theme_module, "QGuiApplication", Application)
    assert theme_for(Scheme.SYSTEM) is theme


@pytest.mark.parametrize(
    ("size", "base"),
    [
        ((900, 600), 13),
        ((1280, 800), 13),
        ((1920, 1080), 17),
        ((1920, 700), 13),
        ((3840, 2160), 35),
        ((9999, 9999), 40),
    ],
)
def test_type_grows_with_the_window(size: tuple[int, int], base: int) -> None:
    assert TypeScale.for_size(*size) == TypeScale(base)


@pytest.mark.parametrize("base", [13, 17, 26, 40])
def test_what_matters_most_is_largest(base: int) -> None:
    scale = TypeScale(base)
    assert scale.small < scale.base < scale.title < scale.readout < scale.hero
    assert scale.hero >= 2 * base
