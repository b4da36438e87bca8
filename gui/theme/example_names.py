"""What the examples and their columns are called, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.theme.translation import QT_TRANSLATE_NOOP

NAMES = (
    QT_TRANSLATE_NOOP("Examples", "The lesson's three points"),
    QT_TRANSLATE_NOOP("Examples", "A noisy line"),
    QT_TRANSLATE_NOOP("Examples", "A line with an outlier"),
    QT_TRANSLATE_NOOP("Examples", "Two clusters"),
    QT_TRANSLATE_NOOP("Examples", "A flat line"),
    QT_TRANSLATE_NOOP("Examples", "A steep line"),
    QT_TRANSLATE_NOOP("Examples", "Old Faithful: how long, and how long until the next"),
    QT_TRANSLATE_NOOP("Examples", "Cars of the 1920s: speed and stopping distance"),
    QT_TRANSLATE_NOOP("Examples", "Forbes in the Alps: boiling point and air pressure"),
    QT_TRANSLATE_NOOP("Examples", "hours studied"),
    QT_TRANSLATE_NOOP("Examples", "exam score"),
    QT_TRANSLATE_NOOP("Examples", "exercises solved"),
    QT_TRANSLATE_NOOP("Examples", "eruption (min)"),
    QT_TRANSLATE_NOOP("Examples", "wait for the next (min)"),
    QT_TRANSLATE_NOOP("Examples", "speed (mph)"),
    QT_TRANSLATE_NOOP("Examples", "stopping distance (ft)"),
    QT_TRANSLATE_NOOP("Examples", "boiling point (°F)"),
    QT_TRANSLATE_NOOP("Examples", "air pressure (inHg)"),
    QT_TRANSLATE_NOOP("Examples", "Measured numbers are facts, which are under nobody's copyright."),
    QT_TRANSLATE_NOOP("Examples", "Public domain: published in 1857, by an author who died in 1868."),
)
"""All texts of resources/data that are shown; model/data/examples.py has them in English."""


def example_name(text: str) -> str:
    """The name of an example or of one of its columns; what is none of them stays as it is."""
    return QCoreApplication.translate("Examples", text)
