"""What a page of a lesson locks, and why; all of it opens again when the lesson is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from gui.window.lesson.stagehand import Stagehand
from model import QT_TRANSLATE_NOOP
from model.lessons.page import Page

ALWAYS = ("new", "open", "save", "recent", "recover", "examples", "make_data", "note", "for_class", "more")
"""Commands that would take the lesson's state away, or that belong to the run that rests."""

ACTIONS = (
    *("run", "step_line", "step_epoch", "back", "home", "go_to", "reset", "skip", "pin", "end_comparison"),
    *("compare", "squares", "exact", "redo"),
)
"""Commands with which an action is done: open once all is predicted."""

REASONS = {
    "lesson": QT_TRANSLATE_NOOP(
        "Locks", "Leave the lesson first (Ctrl+L): this belongs to the run that rests meanwhile"
    ),
    "predict": QT_TRANSLATE_NOOP("Locks", "Predict first, in the card of the lesson"),
    "page": QT_TRANSLATE_NOOP("Locks", "Not needed on this page of the lesson"),
}
"""Why a command is locked."""


class Locks:
    """Locks commands, cards and panels of the window."""

    def __init__(self, window: Stagehand, for_class: Callable[[], Mapping[str, str]]) -> None:
        self._window, self._for_class = window, for_class

    def lock(self, page: Page | None, *, predicted: bool, rests: bool) -> None:
        """Open what the page needs, once all is predicted; everything else is locked, with the reason.

        Where the user's own run rests meanwhile, what belongs to it is locked, too.
        """
        locked = dict.fromkeys(() if page is None else page.locks, "page")
        if not predicted:
            locked |= dict.fromkeys(ACTIONS, "predict")
        if rests:
            locked |= dict.fromkeys(ALWAYS, "lesson")
        if page is None or not page.opening.by_hand:
            locked["by_hand"] = "page"
        reasons = {name: QCoreApplication.translate("Locks", REASONS[why]) for name, why in locked.items()}
        prepared = self._for_class()
        self._window.actions_.lock({**reasons, **prepared})
        self._lock_panels({} if page is None else page.cards, prepared, predicted=predicted)
        if (board := self._window.view.fit.by_hand.board) is not None:
            for button in (board.start, board.go_on):
                button.setEnabled("run" not in locked)

    def open_panels(self) -> None:
        """Open all again."""
        self._window.actions_.lock({})
        view = self._window.view
        for panel in (*view.left.cards, view.timeline, view.charts.backward, view.charts.compare, view.code.chips):
            panel.setEnabled(True)
        view.fit.set_editable(True)

    def _lock_panels(self, cards: Mapping[str, str], prepared: Mapping[str, str], *, predicted: bool) -> None:
        view = self._window.view
        for panel in (view.timeline, view.charts.backward):
            panel.setEnabled(predicted)
        for name, card in view.left.named.items():
            card.setEnabled(predicted and name not in prepared)
        view.code.chips.setEnabled(predicted and "loop" in cards)
        view.fit.set_editable(predicted and "data" in cards)
