"""A line that names the runs whose marks are seen, each in its colour."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme.theme import SPACE, Theme
from gui.widgets.card import legend

TALL = 15
"""The height of what it belongs to, in heights of a line, from which on there is room for it."""


class RunsLegend(QLabel):
    """At the right; it asks for no width, and is hidden where not all names have room, or no run is beside the own."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "legend")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_runs(self, own: str, beside: Sequence[tuple[int, str]], theme: Theme, room: tuple[int, int]) -> None:
        """Name the run and those beside it, which have numbers; room is the width and height of the panel."""
        names = [f"● {run}" for run in (own, *(f"{number}: {name}" for number, name in beside))]
        metrics = self.fontMetrics()
        fits = metrics.horizontalAdvance((3 * " ").join(names)) < room[0] - 4 * SPACE
        self.setVisible(bool(beside) and fits and room[1] >= TALL * metrics.height())
        colours = theme.line, *(theme.others[number - 1] for number, _ in beside)
        self.setText(legend(map(html.escape, names), colours))
