"""What the examples and their columns are called, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def example_name(text: str) -> str:
    """A text that model/data/examples.py marks, such as a name of an example; what is none of them stays as it is."""
    return QCoreApplication.translate("Examples", text)
