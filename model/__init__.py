"""The lesson: data, training loop, history and theory. No Qt in here."""

from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "resources"
"""What is read while the program runs and is no code: data, fonts, icons, translations."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for Qt's lupdate, which looks for this name: whoever shows the text translates it."""
    return text
