"""Every colour, font size, pen width and space of the window, in a light, a dark and a high-contrast scheme."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette


class Scheme(StrEnum):
    """The user's choice of colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Theme:
    """One scheme's colours, by what they mean; hues stay apart under all common kinds of colour blindness."""

    dark: bool
    window: str
    card: str
    border: str
    """Frames, grooves, scroll bars: thin, and just dark enough to be seen on a projector."""
    grid: str
    pressed: str
    """Behind what is pressed or pointed at."""
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    focus: str
    """The ring around what has the keyboard."""
    mark: str
    """Behind what has just changed, and the line that comes next."""
    point: str
    line: str
    error: str
    """The loss and the residuals it is made of."""
    fresh: str
    """This epoch's own gradient."""
    held: str
    """What stands in .grad."""
    held_tint: str
    alarm: str
    alarm_tint: str
    others: tuple[str, ...]
    """The runs that the present one is compared with, in order; each has a number, too."""
    high: str
    """Where the loss is largest on the map of it; where it is least, the map has the card's own colour."""
    contour: str
    """The lines of equal loss: three times as light or dark as whatever shade they lie on."""
    veil: int
    """How opaque, of 255, the window's colour lies over what a page of the lesson does not speak of: it can be read."""


LIGHT = Theme(
    dark=False,
    window="#eef1f5",
    card="#ffffff",
    border="#838b96",
    grid="#8f959d",
    pressed="#dfe4ea",
    control="#f6f8fa",
    text="#161b22",
    muted="#566171",
    disabled="#838b96",
    accent="#0b63a8",
    on_accent="#ffffff",
    focus="#161b22",
    mark="#fff2a8",
    point="#161b22",
    line="#0b63a8",
    error="#b0306f",
    fresh="#00796b",
    held="#b34e00",
    held_tint="#fff1e2",
    alarm="#a61b1b",
    alarm_tint="#fdeaea",
    others=("#5b3fb5", "#3a7a1c", "#a8431f", "#007394", "#7a6200", "#5c5f66"),
    high="#d0d8e3",
    contour="#6a7586",
    veil=100,
)

DARK = Theme(
    dark=True,
    window="#0e1217",
    card="#171d25",
    border="#667280",
    grid="#5f6a77",
    pressed="#2d3743",
    control="#1f2731",
    text="#eef2f6",
    muted="#a3afbd",
    disabled="#6c7887",
    accent="#5db3f5",
    on_accent="#08131d",
    focus="#f4f7fa",
    mark="#40370b",
    point="#f4f7fa",
    line="#5db3f5",
    error="#f48fc1",
    fresh="#3fd0b6",
    held="#ffa751",
    held_tint="#33240f",
    alarm="#ff9d94",
    alarm_tint="#3b1a1a",
    others=("#b9a3ff", "#9bdc74", "#ff9b73", "#63d4f2", "#e3c84a", "#c0c6ce"),
    high="#2e3a4a",
    contour="#8090a6",
    veil=100,
)

CONTRAST = Theme(
    dark=True,
    window="#000000",
    card="#000000",
    border="#ffffff",
    grid="#6e6e6e",
    pressed="#303030",
    control="#000000",
    text="#ffffff",
    muted="#d9d9d9",
    disabled="#a8a8a8",
    accent="#5cc8ff",
    on_accent="#000000",
    focus="#ee44ff",
    mark="#2a2400",
    point="#ffffff",
    line="#5cc8ff",
    error="#ff94cf",
    fresh="#2ee6c5",
    held="#ffab3d",
    held_tint="#2b1a00",
    alarm="#ffa39d",
    alarm_tint="#330000",
    others=("#c4b1ff", "#9bdc74", "#ff9b73", "#63d4f2", "#e3c84a", "#c0c6ce"),
    high="#1d2b3d",
    contour="#8096b3",
    veil=80,
)

THEMES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}

SPACE = 8
"""The one distance, in logical pixels, that margins and gaps are made of."""

RING = 2
"""The width, in logical pixels, of the ring around what has the keyboard; its room is kept while it is not there."""

SANS = "Slopewise Sans KR"
MONO = "Slopewise Mono"

LINE_WIDTH = 3.0
CURVE_WIDTH = 2.0
BACK_CURVE_WIDTH = 4.5
THIN_WIDTH = 1.5
OTHER_WIDTH = 1.8
TWIN_STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
POINT_SIZE = 12.0

SMALLEST = 13
"""The base size, in logical pixels, of the type in a small window."""


@dataclass(frozen=True)
class TypeScale:
    """Font sizes in logical pixels, all from one base size so that they grow together with the window."""

    base: int = SMALLEST

    @property
    def small(self) -> int:
        """Axis numbers and notes."""
        return round(self.base * 0.92)

    @property
    def title(self) -> int:
        """Headings of cards."""
        return round(self.base * 1.08)

    @property
    def readout(self) -> int:
        """Numbers that the back row reads."""
        return round(self.base * 1.54)

    @property
    def hero(self) -> int:
        """The equation of the line."""
        return round(self.base * 2.3)

    def font(self, pixels: int, *, bold: bool = False) -> QFont:
        """The font of charts, which no style sheet reaches, in one of these sizes."""
        font = QFont(SANS)
        font.setPixelSize(pixels)
        font.setBold(bold)
        return font

    def width(self, pixels: float) -> float:
        """A width or diameter that grows with the type, from these pixels at the smallest size."""
        return pixels * self.base / SMALLEST

    @classmethod
    def for_size(cls, width: int, height: int, zoom: float = 1.0) -> TypeScale:
        """The scale for a window of this size: 13 px up to 1280x800, then larger with it; all times zoom."""
        return cls(round(zoom * max(SMALLEST, min(40, int(SMALLEST * min(width / 1280, height / 800))))))


def desktop_scale() -> float:
    """How many times as large as this program the desktop writes: by its font and its dots per inch; at least 1."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(1.0, min(2.5, QFontInfo(font).pixelSize() / SMALLEST))


def between(one: QColor, other: QColor, part: float) -> QColor:
    """The colour that is this part of the way from one to the other."""
    pairs = (one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF())
    return QColor.fromRgbF(*(a + part * (b - a) for a, b in pairs))


def theme_for(scheme: Scheme) -> Theme:
    """The colours of a scheme; SYSTEM asks the desktop, and is light where it does not tell."""
    if scheme is not Scheme.SYSTEM:
        return THEMES[scheme]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for all colour groups."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.control,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.control,
        role.ButtonText: theme.text,
        role.BrightText: theme.alarm,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Light: theme.card,
        role.Midlight: theme.control,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
        role.Accent: theme.accent,
    }
    result = QPalette()
    for which, colour in colours.items():
        result.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.disabled))
    return result
