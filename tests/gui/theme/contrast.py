"""How far two colours are apart, as WCAG 2.2 measures it."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.theme.theme import CONTRAST, Theme

GRAPHICS = 3.0
"""What is only seen: frames, ticks, handles."""


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


def least(theme: Theme) -> float:
    """The least contrast of what is read in a theme: AA, and AAA where contrast is what it is for."""
    return 7.0 if theme is CONTRAST else 4.5
