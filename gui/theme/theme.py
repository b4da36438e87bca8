"""Every colour, font size, pen width and space of the window, in a light and a dark scheme."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from gui.theme.resources import RESOURCES


class Scheme(StrEnum):
    """The user's choice of colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Theme:
    """One scheme's colours, by what they mean; hues stay apart under all common kinds of colour blindness."""

    dark: bool
    window: str
    card: str
    border: str
    grid: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
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
    """The lines of equal loss."""


LIGHT = Theme(
    dark=False,
    window="#eef1f5",
    card="#ffffff",
    border="#d5dbe3",
    grid="#e7ebf0",
    control="#f6f8fa",
    text="#161b22",
    muted="#566171",
    disabled="#a0a8b4",
    accent="#0b63a8",
    on_accent="#ffffff",
    mark="#fff2a8",
    point="#161b22",
    line="#0b63a8",
    error="#b0306f",
    fresh="#00796b",
    held="#b85000",
    held_tint="#fff1e2",
    alarm="#a61b1b",
    alarm_tint="#fdeaea",
    others=("#5b3fb5", "#3a7a1c", "#a8431f", "#007394", "#7a6200", "#5c5f66"),
    high="#b9c4d3",
    contour="#7f8ca0",
)

DARK = Theme(
    dark=True,
    window="#0e1217",
    card="#171d25",
    border="#2d3743",
    grid="#232b35",
    control="#1f2731",
    text="#eef2f6",
    muted="#a3afbd",
    disabled="#5c6774",
    accent="#5db3f5",
    on_accent="#08131d",
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
    high="#42526a",
    contour="#6d7f99",
)

SPACE = 8
"""The one distance, in logical pixels, that margins and gaps are made of."""

SANS = "Slopewise Sans KR"
MONO = "Slopewise Mono"

LINE_WIDTH = 3.0
CURVE_WIDTH = 2.0
BACK_CURVE_WIDTH = 4.5
THIN_WIDTH = 1.5
OTHER_WIDTH = 1.8
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

    def width(self, pixels: float) -> float:
        """A width or diameter that grows with the type, from these pixels at the smallest size."""
        return pixels * self.base / SMALLEST

    @classmethod
    def for_size(cls, width: int, height: int) -> TypeScale:
        """The scale for a window of this size: 13 px up to 1280x800, then larger with it."""
        return cls(max(SMALLEST, min(40, int(SMALLEST * min(width / 1280, height / 800)))))


def theme_for(scheme: Scheme) -> Theme:
    """The colours of a scheme; SYSTEM asks the desktop, and is light where it does not tell."""
    if scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


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


def style_sheet(theme: Theme, scale: TypeScale) -> str:
    """The one style sheet of the program; widgets are named by the properties "card", "role" and "alert"."""
    t, s = theme, scale
    knob = round(s.base * 0.62) * 2
    groove = 4
    check = (RESOURCES / "icons" / f"check-{'dark' if t.dark else 'light'}.svg").as_posix()
    return f"""
    * {{ font-family: "{SANS}"; font-size: {s.base}px; }}
    QMainWindow, QStatusBar, QMenuBar, QToolBar {{ background: {t.window}; }}
    QToolBar {{ border: none; padding: {SPACE // 2}px {SPACE}px; spacing: {SPACE // 2}px; }}
    QStatusBar {{ color: {t.muted}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {t.muted}; padding: 0 {SPACE}px; }}
    QMenuBar::item {{ padding: {SPACE // 2}px {SPACE}px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.border}; }}
    QMenu {{ background: {t.card}; border: 1px solid {t.border}; padding: {SPACE // 2}px; }}
    QMenu::item {{ padding: {SPACE // 2}px {SPACE * 3}px {SPACE // 2}px {SPACE * 2}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QMenu::item:checked {{ font-weight: bold; color: {t.accent}; }}
    QMenu::item:checked:selected {{ color: {t.on_accent}; }}
    QMenu::item:disabled {{ color: {t.disabled}; }}
    QMenu::separator {{ height: 1px; background: {t.border}; margin: {SPACE // 2}px; }}
    QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}

    QFrame[card="true"] {{ background: {t.card}; border: 1px solid {t.border}; border-radius: 10px; }}
    QFrame[alert="held"] {{ background: {t.held_tint}; border: 1px solid {t.held}; border-radius: 10px; }}
    QFrame[alert="alarm"] {{ background: {t.alarm_tint}; border: 1px solid {t.alarm}; border-radius: 10px; }}
    QFrame[alert="alarm"] QLabel {{ color: {t.text}; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar::tab {{ background: transparent; color: {t.muted}; border: none; border-bottom: 3px solid transparent;
        padding: {SPACE // 2}px {SPACE - 2}px; font-size: {s.small}px; font-weight: bold; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:hover, QTabBar::tab:focus {{ color: {t.accent}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {t.border}; }}

    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {s.title}px; font-weight: bold; }}
    QLabel[role="note"] {{ color: {t.muted}; font-size: {s.small}px; }}
    QLabel[role="alarm"] {{ color: {t.alarm}; font-size: {s.small}px; }}
    QLabel[role="legend"] {{ font-size: {s.small}px; }}
    QLabel[role="code"] {{ font-family: "{MONO}"; font-size: {s.small}px; }}
    QLabel[role="hero"] {{ font-size: {s.hero}px; font-weight: bold; color: {t.line}; }}
    QLabel[role="readout"] {{ font-size: {s.readout}px; font-weight: bold; }}
    QLabel[role="error"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.error}; }}
    QLabel[role="mean"] {{ font-weight: bold; color: {t.error}; }}
    QLabel[role="held"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.held}; }}
    QLabel[role="fresh"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.fresh}; }}

    QLabel[role="hero"][tight="true"] {{ font-size: {s.title}px; }}
    QLabel[role="readout"][tight="true"], QLabel[role="error"][tight="true"], QLabel[role="held"][tight="true"],
    QLabel[role="fresh"][tight="true"] {{ font-size: {s.small}px; }}
    QLabel[marked="true"] {{ background: {t.mark}; border-radius: 4px; }}
    QFrame[role="line"] {{ border-radius: 4px; }}
    QFrame[role="line"][lit="true"] {{ background: {t.mark}; }}
    QLabel[role="marker"] {{ color: {t.accent}; font-size: {s.small}px; }}
    QLabel[role="value"] {{ font-family: "{MONO}"; font-size: {s.small}px; color: {t.muted}; }}

    QToolButton, QPushButton {{
        background: {t.card}; border: 1px solid {t.border}; border-radius: 6px;
        padding: {SPACE // 2}px {SPACE}px; color: {t.text};
    }}
    QToolButton:hover, QPushButton:hover {{ border-color: {t.accent}; }}
    QToolButton:pressed, QPushButton:pressed {{ background: {t.border}; }}
    QToolButton:disabled, QPushButton:disabled {{ color: {t.disabled}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QToolButton:focus, QPushButton:focus {{ border: 2px solid {t.accent}; }}
    QToolButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
        font-weight: bold; }}
    QToolButton[primary="true"]:disabled {{ background: {t.border}; color: {t.disabled}; border-color: {t.border}; }}

    QLineEdit {{
        background: {t.control}; border: 1px solid {t.border}; border-radius: 6px; color: {t.text};
        padding: 3px {SPACE - 2}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
    }}
    QLineEdit:focus {{ border-color: {t.accent}; }}
    QLineEdit[invalid="true"] {{ border: 2px solid {t.alarm}; }}
    QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.border}; color: {t.text};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}

    QSlider {{ min-height: {knob + 2}px; }}
    QSlider::groove:horizontal {{ height: {groove}px; background: {t.border}; border-radius: {groove // 2}px; }}
    QSlider::sub-page:horizontal {{ height: {groove}px; background: {t.accent}; border-radius: {groove // 2}px; }}
    QSlider::handle:horizontal {{ background: {t.accent}; border: 2px solid {t.card}; width: {knob - 4}px;
        height: {knob - 4}px; margin: {-(knob - groove) // 2}px 0; border-radius: {knob // 2}px; }}
    QSlider::handle:horizontal:focus {{ border-color: {t.text}; }}

    QCheckBox {{ spacing: {SPACE}px; }}
    QCheckBox::indicator {{ width: {knob}px; height: {knob}px; border: 2px solid {t.muted}; border-radius: 5px;
        background: {t.control}; }}
    QCheckBox::indicator:hover, QCheckBox:focus::indicator {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url("{check}"); }}
    QCheckBox[role="skip"] {{ font-weight: bold; }}
    QCheckBox[role="skip"]:checked {{ color: {t.held}; }}
    QCheckBox[role="skip"]::indicator:checked {{ background: {t.held}; border-color: {t.held}; }}

    QTableView {{ background: {t.card}; border: none; gridline-color: {t.border}; color: {t.text}; }}
    QTableView QLineEdit {{ border: none; border-radius: 0; padding: 0; }}
    QHeaderView, QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.border}; padding: 0; font-family: "{MONO}"; font-size: {s.small}px; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.border}; border-radius: 4px; min-height: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    """
