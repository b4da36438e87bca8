"""Lines that name what is seen, each in its colour, as far as there is room for them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme.theme import SPACE, Theme
from gui.widgets.card import legend

GAP = 3 * " "
"""As wide as what is between two names."""

TALL = 15
"""The height of what it belongs to, in heights of a line, from which on there is room for it."""

SQUARE = 0.7
"""Of its width that is as high does not need all of its height."""

LINE_OF = 4
"""In so many lines of what it belongs to, one may be taken."""


Names = list[tuple[str, str]]
"""Names, each with its colour, the most important first."""


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
    """Names runs, on as many lines as they need; hidden where these have no room, or no run is beside the own."""

    def __init__(self) -> None:
        super().__init__()
        self.untold: Names = []
        """Those for which there is no room, as plain text."""

    def show_runs(
        self,
        names: Sequence[str],
        seen: Iterable[int],
        theme: Theme,
        room: tuple[int, int],
        elsewhere: Sequence[int] = (),
    ) -> Names:
        """Name the run, which is the first of all, and those that are seen beside it by their numbers, from 1 on.

        Of those that are elsewhere it tells so. room is the width and height of the panel. Return names and colours, if
        it is only not high enough for a line.
        """
        own, *others = names or [""]
        numbers = [number for number in sorted({*seen, *elsewhere}) if 0 < number <= len(others)]
        away = self.tr("{run} (another surface)")
        beside = [(n, away.format(run=others[n - 1]) if n in elsewhere else others[n - 1]) for n in numbers]
        named = [f"● {run}" for run in (own or self.tr("this run"), *(f"{number}: {name}" for number, name in beside))]
        told = list(zip(named, (theme.line, *(theme.others[number - 1] for number, _ in beside)), strict=True))
        lines = in_lines(told, room, self.fontMetrics()) if beside else []
        self.setVisible(bool(lines) and self.is_for(room))
        self.setText(written(lines))
        self.untold = told if beside and self.isHidden() else []
        return [(html.escape(name), ink) for name, ink in told] if self.untold and len(lines) == 1 else []

    def is_for(self, room: tuple[int, int]) -> bool:
        """Whether a panel is so high that lines of words have room beside what it shows, or nearly as high as wide."""
        width, height = room
        return self.is_tall(height) or (height >= SQUARE * width and self.is_tall(2 * height))

    def is_tall(self, height: int) -> bool:
        """The same, whatever its width."""
        return height >= TALL * self.fontMetrics().height()


def in_lines(names: Names, room: tuple[int, int], metrics: QFontMetrics) -> list[Names]:
    """As many names in each line as a panel of this width and height has room for; nothing where it has not for all."""
    lines: list[Names] = [[]]
    width, height = room[0] - 4 * SPACE, room[1]

    def is_wide(line: Names) -> bool:
        return metrics.horizontalAdvance(GAP.join(name for name, _ in line)) >= width

    for name in names:
        if lines[-1] and is_wide([*lines[-1], name]):
            lines.append([])
        lines[-1].append(name)
    fits = len(lines) == 1 or len(lines) * LINE_OF * metrics.height() <= height
    return lines if fits and not any(map(is_wide, lines)) else []


def written(lines: list[Names]) -> str:
    """Plain names on so many lines, as rich text."""
    return "<br>".join(legend([html.escape(name) for name, _ in line], [ink for _, ink in line]) for line in lines)
