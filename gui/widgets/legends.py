"""Lines that name what is seen, each in its colour, as far as there is room for them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme.theme import SPACE, Theme
from gui.widgets.card import legend

GAP = 3 * " "
"""As wide as what is between two names."""

TALL = 15
"""The height of what it belongs to, in heights of a line, from which on there is room for it."""


class _Line(QLabel):
    """At the right, and asks for no width."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "legend")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


class Legend(_Line):
    """Shows as many of its names as have room, the first in any case."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[tuple[str, str]] = []

    def show_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Show these, each with its colour, the most important first; they may be HTML."""
        self._names = list(names)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        names, advance = [html.unescape(name) for name, _ in self._names], self.fontMetrics().horizontalAdvance
        counts = (n for n in range(len(names), 1, -1) if advance(GAP.join(names[:n])) < self.width())
        shown = self._names[: next(counts, 1)]
        self.setText(legend(*zip(*shown, strict=True)) if shown else "")


class RunsLegend(_Line):
    """Is hidden where not all names have room, or no run is beside the own."""

    def __init__(self) -> None:
        super().__init__()
        self.untold: list[tuple[str, str]] = []
        """Names and colours for which there is no room, as plain text."""

    def show_runs(
        self, names: Sequence[str], seen: Iterable[int], theme: Theme, room: tuple[int, int]
    ) -> list[tuple[str, str]]:
        """Name the run, which is the first of all, and those that are seen beside it by their numbers, from 1 on.

        room is the width and height of the panel. Return names and colours, if it is only not high enough for them.
        """
        own, *others = names or [""]
        beside = [(number, others[number - 1]) for number in seen if 0 < number <= len(others)]
        named = [f"● {run}" for run in (own or self.tr("this run"), *(f"{number}: {name}" for number, name in beside))]
        metrics = self.fontMetrics()
        fits = bool(beside) and metrics.horizontalAdvance(GAP.join(named)) < room[0] - 4 * SPACE
        high = self.is_for(room[1])
        self.setVisible(fits and high)
        colours = theme.line, *(theme.others[number - 1] for number, _ in beside)
        told = list(zip(map(html.escape, named), colours, strict=True))
        self.setText(legend(*zip(*told, strict=True)))
        self.untold = list(zip(named, colours, strict=True)) if beside and self.isHidden() else []
        return told if fits and not high else []

    def is_for(self, height: int) -> bool:
        """Whether a panel is so high that lines of words have room beside what it shows."""
        return height >= TALL * self.fontMetrics().height()
