"""The themes: every pair of colours can be told apart, in all schemes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture

from gui.theme import theme as theme_module
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import CONTRAST, DARK, LIGHT, THEMES, Scheme, Theme, TypeScale, desktop_scale, palette, theme_for
from tests.gui.theme.contrast import GRAPHICS, contrast, least

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)

GROUNDS = ("card", "window", "control")

READ = [
    *((ink, paper) for ink in ("text", "muted", "accent") for paper in (*GROUNDS, "pressed", "mark")),
    *(("text", paper) for paper in ("held_tint", "alarm_tint")),
    ("held", "held_tint"),
    ("alarm", "alarm_tint"),
    ("alarm", "card"),
    ("on_accent", "accent"),
    ("on_accent", "held"),
    *((ink, paper) for ink in ("point", "line", "error", "fresh", "held") for paper in ("card", "mark")),
]
"""What is read, and what it is read on; the five of the plots stand in legends, in small type."""

SEEN = [
    *((ink, paper) for ink in ("border", "focus", "accent", "muted", "disabled") for paper in GROUNDS),
    *((ink, "card") for ink in ("grid", "contour")),
    ("contour", "high"),
    *((ink, "high") for ink in ("line", "fresh", "held", "error")),
    ("accent", "mark"),
    ("focus", "mark"),
]
"""What is only seen: frames, grooves, rings, ticks, lines; and what is disabled, which is no less to be found."""


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@EACH
@pytest.mark.parametrize(("ink", "paper"), READ)
def test_text_can_be_read(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= least(theme)


@EACH
def test_what_a_page_of_the_lesson_does_not_speak_of_can_still_be_read(theme: Theme) -> None:
    inks = {ink for ink, paper in READ if paper == "card"} if theme is CONTRAST else {"text"}

    def veiled(colour: str) -> str:
        both = zip(bytes.fromhex(colour[1:]), bytes.fromhex(theme.window[1:]), strict=True)
        return "#" + bytes(round(own + (veil - own) * theme.veil / 255) for own, veil in both).hex()

    assert min(contrast(veiled(getattr(theme, ink)), veiled(theme.card)) for ink in inks) >= least(LIGHT)


@EACH
@pytest.mark.parametrize(("ink", "paper"), SEEN)
def test_graphics_can_be_seen(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= GRAPHICS


@EACH
def test_every_run_that_is_compared_can_be_read(theme: Theme) -> None:
    assert min(contrast(colour, theme.card) for colour in theme.others) >= least(theme)


def test_frames_and_grids_are_no_heavier_than_they_need_be() -> None:
    for theme in (LIGHT, DARK):
        assert max(contrast(theme.border, theme.card), contrast(theme.grid, theme.card)) < 4


@EACH
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


@EACH
def test_every_role_of_the_palette_is_set(theme: Theme) -> None:
    roles = [role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")]
    unset = [role.name for role in roles if not palette(theme).isBrushSet(QPalette.ColorGroup.Active, role)]
    assert unset == []


@EACH
def test_disabled_text_looks_disabled(theme: Theme) -> None:
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        assert palette(theme).color(QPalette.ColorGroup.Disabled, role).name() == theme.disabled
        assert palette(theme).color(QPalette.ColorGroup.Active, role).name() == theme.text


@EACH
def test_qt_understands_the_style_sheet(theme: Theme, qapp: QApplication, qtlog: _QtMessageCapture) -> None:
    qapp.setStyleSheet(style_sheet(theme, TypeScale()))
    assert [record.message for record in qtlog.records] == []


@EACH
def test_the_style_sheet_uses_no_colour_but_the_themes(theme: Theme) -> None:
    sheet = style_sheet(theme, TypeScale())
    found = {word.strip(";,") for word in sheet.split() if word.startswith("#")}
    assert found <= {value for value in vars(theme).values() if isinstance(value, str)}


@EACH
def test_the_ring_stands_out_from_the_frame_that_it_takes_the_place_of(theme: Theme) -> None:
    assert contrast(theme.focus, theme.border) >= GRAPHICS


def test_the_schemes_name_their_themes() -> None:
    assert [theme_for(scheme) for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST)] == [LIGHT, DARK, CONTRAST]


@pytest.mark.parametrize(
    ("system", "wish", "theme"),
    [
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, CONTRAST),
    ],
)
def test_the_system_decides_where_it_tells(
    monkeypatch: pytest.MonkeyPatch, system: Qt.ColorScheme, wish: Qt.ContrastPreference, theme: Theme
) -> None:
    class Hints:
        def accessibility(self) -> Hints:
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            return wish

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


@pytest.mark.parametrize(("pixels", "scale"), [(9, 1.0), (12, 1.0), (13, 1.0), (18, 18 / 13), (26, 2.0), (60, 2.5)])
def test_type_is_as_large_as_the_desktop_writes_and_never_smaller(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, pixels: int, scale: float
) -> None:
    font = qapp.font()
    font.setPixelSize(pixels)
    monkeypatch.setattr("gui.theme.theme.QFontDatabase.systemFont", lambda _: font)
    assert desktop_scale() == pytest.approx(scale)
