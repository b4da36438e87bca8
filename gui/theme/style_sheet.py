"""The one style sheet of the program: windows, cards, labels, tabs; control_sheet.py has what is handled."""

from __future__ import annotations

from gui.theme.control_sheet import control_sheet
from gui.theme.theme import MONO, RING, SANS, SPACE, Theme, TypeScale


def style_sheet(theme: Theme, scale: TypeScale) -> str:
    """The rules for all widgets, which are named by the properties "card", "role" and "alert"."""
    t, s = theme, scale
    windows = f"""
    * {{ font-family: "{SANS}"; font-size: {s.base}px; }}
    QMainWindow, QDialog, QStatusBar, QMenuBar, QToolBar {{ background: {t.window}; }}
    QToolBar {{ border: none; padding: {SPACE // 2}px {SPACE}px; spacing: {SPACE // 2}px; }}
    QStatusBar {{ color: {t.muted}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {t.muted}; padding: 0 {SPACE}px; }}
    QMenuBar::item {{ padding: {SPACE // 2}px {SPACE}px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.pressed}; }}
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
    QTabBar::tab {{ background: transparent; color: {t.muted}; border: {RING}px solid transparent;
        border-bottom: 3px solid transparent; padding: {SPACE // 2 - RING}px {SPACE - 2 - RING}px;
        font-size: {s.small}px; font-weight: bold; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:hover {{ color: {t.accent}; }}
    QTabBar::tab:selected:focus {{ border: {RING}px solid {t.focus}; border-bottom: 3px solid {t.focus}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover, QSplitter::handle:pressed {{ background: {t.border}; }}

    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {s.title}px; font-weight: bold; }}
    QLabel[role="note"] {{ color: {t.muted}; font-size: {s.small}px; }}
    QLabel[role="cover"] {{ background: {t.card}; color: {t.muted}; padding: {SPACE}px; }}
    QLabel[role="clash"] {{ color: {t.held}; font-size: {s.small}px; font-weight: bold; }}
    QLabel[role="alarm"] {{ color: {t.alarm}; font-size: {s.small}px; }}
    QLabel[role="legend"], QLabel[role="sentence"] {{ font-size: {s.small}px; }}
    QLabel[role="code"] {{ font-family: "{MONO}"; font-size: {s.small}px; }}
    QLabel[role="code"][tight="true"] {{ font-size: {round(s.base * 0.6)}px; }}
    QLabel[role="hero"] {{ font-size: {s.hero}px; font-weight: bold; color: {t.line}; }}
    QLabel[role="readout"] {{ font-size: {s.readout}px; font-weight: bold; }}
    QLabel[role="error"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.error}; }}
    QLabel[role="mean"] {{ font-weight: bold; color: {t.error}; }}
    QLabel[role="held"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.held}; }}
    QLabel[role="fresh"] {{ font-size: {s.readout}px; font-weight: bold; color: {t.fresh}; }}

    QLabel[role="hero"][tight="true"] {{ font-size: {s.readout}px; }}
    QLabel[role="hero"][tight="most"] {{ font-size: {s.base}px; }}
    QLabel[role="readout"][tight="true"], QLabel[role="error"][tight="true"], QLabel[role="held"][tight="true"],
    QLabel[role="fresh"][tight="true"] {{ font-size: {s.small}px; }}
    QLabel[marked="true"] {{ background: {t.mark}; border-radius: 4px; }}
    QFrame[role="line"] {{ border: none; border-left: 3px solid transparent; }}
    QFrame[role="line"][lit="true"] {{ background: {t.mark}; border-left-color: {t.accent}; }}
    QWidget[role="ring"] {{ background: {t.focus}; }}
    QLabel[role="page"] {{ font-size: {round(s.base * 1.35)}px; font-weight: bold; color: {t.accent}; }}
    QLabel[role="question"] {{ font-size: {round(s.base * 1.15)}px; }}
    QLabel[role="ask"], QLabel[role="action"] {{ font-weight: bold; }}
    QLabel[role="action"] {{ border: {RING}px solid transparent; border-radius: 6px; }}
    QLabel[role="action"]:focus {{ border-color: {t.focus}; }}
    QLabel[role="action"]:disabled {{ color: {t.disabled}; }}
    QLabel[role="reply"] {{ font-weight: bold; }}
    QLabel[role="hint"] {{ border-left: 3px solid {t.border}; padding-left: {SPACE}px; }}
    QLabel[role="teacher"] {{ color: {t.muted}; }}
    QFrame[role="found"] {{ background: {t.mark}; border-radius: 8px; }}
    QFrame[role="found"][before="true"] {{ background: {t.card}; border: {RING}px dashed {t.border}; }}
    QFrame[role="dim"] {{ background: {_veil(t)}; border: none; border-radius: 10px; }}
    QFrame[role="pointed"] {{ background: transparent; border: {RING + 1}px solid {t.accent}; border-radius: 10px; }}
    QLabel[role="marker"] {{ color: {t.accent}; font-size: {s.small}px; }}
    QLabel[role="value"] {{ font-family: "{MONO}"; font-size: {s.small}px; color: {t.muted}; }}
    """
    return windows + control_sheet(theme, scale)


def _veil(theme: Theme) -> str:
    """A colour that what lies below shines through."""
    red, green, blue = (int(theme.window[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {theme.veil})"
