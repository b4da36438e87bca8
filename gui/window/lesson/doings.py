"""What is done on a page of a lesson, beside running the loop: of some of it nothing else keeps a trace."""

from __future__ import annotations

import math

from gui.panels.lesson.seed_bench import SeedBench
from gui.session.shown import Shown
from gui.window.panels import Panels
from model.lessons.measured import Doings, drawn


class Tally:
    """Looks at the panels, and remembers since a page was opened."""

    def __init__(self, view: Panels) -> None:
        self._view = view
        self._calls = 0
        self._held: float | None = None
        self._emptied = False
        self._best = math.inf

    def doings(self, shown: Shown, bench: SeedBench | None, *, squares: bool) -> Doings:
        """All that has been done by now."""
        backward, hand = self._view.charts.backward, self._view.fit.by_hand
        if backward.calls > self._calls:
            self._calls, self._held = backward.calls, backward.grad
        self._emptied = self._emptied or backward.emptied
        if hand.best is not None:
            self._best = min(self._best, hand.best.loss)
        W, b = hand.position or (math.nan, math.nan)
        return Doings(
            walked=self._view.code.set_up.walked,
            line=0 if shown.moment is None else shown.moment.line,
            squares=squares,
            hand_W=W,
            hand_b=b,
            hand_loss=_number(hand.loss),
            hand_best=self._best,
            **drawn([] if bench is None else bench.rounds),
            backward_calls=backward.calls,
            held=_number(backward.grad),
            most_calls=self._calls,
            most_held=_number(self._held),
            emptied=self._emptied,
        )


def _number(value: float | None) -> float:
    return math.nan if value is None else value
