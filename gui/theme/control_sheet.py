"""The part of the style sheet for what is handled: buttons, fields, sliders, tables. All wear the same ring."""

from __future__ import annotations

from gui.theme.theme import MONO, RING, SPACE, Theme, TypeScale
from model import RESOURCES


def control_sheet(theme: Theme, scale: TypeScale) -> str:
    """The rules for all controls. A frame of one pixel gives way to the ring, which takes the rest from the padding."""
    return _buttons(theme, scale) + _fields(theme, scale) + _marks(theme, scale) + _scrolled(theme, scale)


def _framed(up: int, across: int) -> str:
    """The padding beside a frame of one pixel."""
    return f"padding: {up}px {across}px; border-width: 1px"


def _ringed(up: int, across: int) -> str:
    """The padding beside the ring: together they are as wide as those of _framed()."""
    return f"padding: {up + 1 - RING}px {across + 1 - RING}px; border-width: {RING}px"


def _image(name: str, theme: Theme) -> str:
    """The file of a small picture for a theme's ground."""
    return (RESOURCES / "icons" / f"{name}-{'dark' if theme.dark else 'light'}.svg").as_posix()


def _buttons(t: Theme, s: TypeScale) -> str:
    up, across = SPACE // 2, SPACE
    arrow = f"width: {s.base}px; height: {s.base}px;"
    beside = "subcontrol-origin: content; subcontrol-position: left;"
    return f"""
    QToolButton, QPushButton {{ background: {t.card}; color: {t.text}; border-style: solid; border-color: {t.border};
        border-radius: 6px; {_framed(up, across)}; }}
    QPushButton:default {{ font-weight: bold; }}
    QToolButton:hover, QPushButton:hover {{ border-color: {t.accent}; }}
    QToolButton:pressed, QPushButton:pressed {{ background: {t.pressed}; }}
    QToolButton:disabled, QPushButton:disabled {{ color: {t.disabled}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QToolButton[primary="true"], QPushButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent};
        border-color: {t.accent}; font-weight: bold; }}
    QToolButton[primary="true"]:disabled, QPushButton[primary="true"]:disabled {{ background: {t.card};
        color: {t.disabled}; border-color: {t.border}; }}
    QToolButton[role="skip"]:checked {{ background: {t.held_tint}; border-color: {t.held}; {_ringed(up, across)}; }}
    QToolButton:focus, QPushButton:focus {{ border-color: {t.focus};
        {_ringed(up, across)}; }}
    QToolButton[role="fold"] {{ border-color: {t.card}; {_framed(2, 4)};
        icon-size: {round(s.base * 1.25)}px; }}
    QToolButton[role="fold"]::right-arrow {{ image: url("{_image("arrow-right", t)}"); {arrow} {beside} }}
    QToolButton[role="fold"]::down-arrow {{ image: url("{_image("arrow-down", t)}"); {arrow} {beside} }}
    QToolButton[role="close"] {{ border-color: {t.card}; font-size: {s.small}px; {_framed(0, 4)}; }}
    QToolButton[role="chip"] {{ background: {t.held_tint}; border-color: {t.held}; border-radius: 9px;
        font-size: {s.small}px; {_framed(1, across)}; }}
    QToolButton[role="status"] {{ {_framed(0, across)}; }}
    QToolButton[role="status"]:focus {{ {_ringed(0, across)}; }}
    QToolButton[role="fold"]:focus {{ border-color: {t.focus}; {_ringed(2, 4)}; }}
    QToolButton[role="close"]:focus {{ border-color: {t.focus}; {_ringed(0, 4)}; }}
    QTabBar::scroller {{ width: {round(s.base * 2.4)}px; }}
    QTabBar QToolButton {{ background: {t.window}; border: none; border-radius: 0; padding: 0; }}
    QTabBar QToolButton::left-arrow {{ image: url("{_image("arrow-left", t)}"); {arrow} }}
    QTabBar QToolButton::right-arrow {{ image: url("{_image("arrow-right", t)}"); {arrow} }}
    QToolButton[role="chip"]:focus {{ border-color: {t.focus}; {_ringed(1, across)}; }}
    QToolButton[primary="true"]:focus, QPushButton[primary="true"]:focus {{ border-color: {t.on_accent};
        {_ringed(up, across)}; }}
    QPushButton[role="option"] {{ text-align: left; }}
    QPushButton[role="option"]:checked {{ border-color: {t.accent}; background: {t.pressed}; {_ringed(up, across)}; }}
    QPushButton[role="option"]:focus {{ border-color: {t.focus}; }}
    QPushButton[role="option"]:disabled {{ color: {t.text}; }}
    QPushButton[verdict="right"] {{ border-color: {t.fresh}; {_ringed(up, across)}; font-weight: bold; }}
    QPushButton[verdict="wrong"] {{ border-color: {t.alarm}; border-style: dashed; {_ringed(up, across)}; }}
    QPushButton[role="go"] {{ {_framed(1, across)}; }}
    QPushButton[role="go"]:focus {{ {_ringed(1, across)}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    """


def _fields(t: Theme, s: TypeScale) -> str:
    up, across = 3, SPACE - 2
    arrow = round(s.base * 0.8)
    return f"""
    QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextBrowser {{ background: {t.control}; color: {t.text};
        border-style: solid; border-color: {t.border}; border-radius: 6px; {_framed(up, across)};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QPlainTextEdit[role="output"] {{ font-family: "{MONO}"; font-size: {s.small}px; background: {t.card}; }}
    QTextBrowser[role="page"] {{ font-size: {round(s.base * 1.15)}px; }}
    QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {t.accent}; }}
    QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {t.disabled}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextBrowser:focus {{
        border-color: {t.focus}; {_ringed(up, across)}; }}
    QLineEdit[role="go"] {{ {_framed(1, across)}; }}
    QLineEdit[role="go"]:focus {{ {_ringed(1, across)}; }}
    QLineEdit[invalid="true"] {{ border-color: {t.alarm}; border-style: dashed; {_ringed(up, across)}; }}

    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: none; width: {arrow + SPACE}px; }}
    QComboBox::down-arrow {{ image: url("{_image("arrow-down", t)}"); width: {arrow}px; height: {arrow}px; }}
    QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.border}; color: {t.text};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; outline: none; }}
    QComboBox QAbstractItemView::item {{ padding: {up}px {across}px; border: none; }}
    QComboBox QAbstractItemView::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}

    QAbstractSpinBox {{ padding-right: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; background: transparent;
        border: none; width: {arrow + SPACE}px; margin: {RING}px; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-bottom: 0; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-top: 0; }}
    QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{ background: {t.pressed}; }}
    QAbstractSpinBox::up-arrow {{ image: url("{_image("arrow-up", t)}"); width: {arrow}px; height: {arrow}px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{_image("arrow-down", t)}"); width: {arrow}px; height: {arrow}px; }}
    """


def _marks(t: Theme, s: TypeScale) -> str:
    """Sliders, checkboxes, progress."""
    knob = round(s.base * 0.62) * 2
    groove = 4
    return f"""
    QSlider {{ min-height: {knob}px; border: {RING}px solid transparent; border-radius: 6px; }}
    QSlider:focus {{ border-color: {t.focus}; }}
    QSlider::groove:horizontal {{ height: {groove}px; background: {t.border}; border-radius: {groove // 2}px; }}
    QSlider::sub-page:horizontal {{ height: {groove}px; background: {t.accent}; border-radius: {groove // 2}px; }}
    QSlider::handle:horizontal {{ background: {t.accent}; border: 2px solid {t.card}; width: {knob - 4}px;
        height: {knob - 4}px; margin: {-(knob - groove) // 2}px 0; border-radius: {knob // 2}px; }}
    QFrame[role="recorded"] {{ background: {t.accent}; border: none; }}

    QCheckBox {{ spacing: {SPACE}px; border: {RING}px solid transparent; border-radius: 6px; }}
    QCheckBox:focus {{ border-color: {t.focus}; }}
    QCheckBox:disabled {{ color: {t.disabled}; }}
    QCheckBox::indicator {{ width: {knob}px; height: {knob}px; border: 2px solid {t.muted}; border-radius: 5px;
        background: {t.control}; }}
    QCheckBox::indicator:hover {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
        image: url("{_image("check", t)}"); }}
    QCheckBox::indicator:disabled {{ border-color: {t.disabled}; }}
    QCheckBox::indicator:checked:disabled {{ background: {t.disabled}; }}
    QCheckBox[role="skip"] {{ font-weight: bold; }}
    QCheckBox[role="skip"]:checked {{ color: {t.held}; }}
    QCheckBox[role="skip"]::indicator:checked {{ background: {t.held}; border-color: {t.held}; }}

    QProgressBar {{ background: {t.control}; color: {t.text}; border: 1px solid {t.border}; border-radius: 6px;
        text-align: center; min-height: {knob}px; }}
    QProgressBar::chunk {{ background: {t.border}; border-radius: 5px; }}
    QProgressBar[role="share"] {{ min-height: {knob // 2}px; max-height: {knob // 2}px; border-radius: 4px; }}
    QProgressBar[role="share"]::chunk {{ background: {t.accent}; border-radius: 3px; }}
    """


def _scrolled(t: Theme, s: TypeScale) -> str:
    """Tables, lists and scroll bars."""
    return f"""
    QTableView, QListView, QTreeView {{ background: {t.card}; color: {t.text}; border: {RING}px solid transparent;
        gridline-color: {t.border}; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QTableView:focus, QListView:focus, QTreeView:focus {{ border-color: {t.focus}; }}
    QTableView QLineEdit, QTableView QLineEdit:focus {{ border: {RING}px solid {t.focus}; border-radius: 0;
        padding: 0; }}
    QHeaderView, QHeaderView::section, QTableCornerButton::section {{ background: {t.card}; color: {t.muted};
        border: none; border-bottom: 1px solid {t.border}; padding: 0; font-family: "{MONO}";
        font-size: {s.small}px; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar {{ background: transparent; margin: 0; }}
    QScrollBar:vertical {{ width: 8px; }}
    QScrollBar:horizontal {{ height: 8px; }}
    QScrollBar::handle {{ background: {t.border}; border-radius: 4px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.accent}; }}
    QScrollBar::handle:vertical {{ min-height: 24px; }}
    QScrollBar::handle:horizontal {{ min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
