"""The one style sheet of the program."""

from __future__ import annotations

from gui.theme.theme import MONO, SANS, SPACE, Theme, TypeScale
from model import RESOURCES


def style_sheet(theme: Theme, scale: TypeScale) -> str:
    """The rules for all widgets, which are named by the properties "card", "role" and "alert"."""
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
    QToolButton:pressed, QPushButton:pressed {{ background: {t.pressed}; }}
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
