"""A line of words: which two of the runs compared agree bit for bit, and in how many epochs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from gui.theme.translation import counted
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel
from model.comparison.agreement import Agreeing, Agreements
from model.history import History


class AgreementNote(Translated, StillLabel):
    """Names the pair that agrees longest; the runs in it by their names where there is room, else by their numbers."""

    def __init__(self) -> None:
        super().__init__("note")
        self.fill()
        self._agreements = Agreements()
        self._names: list[str] = []
        self._longest: Agreeing | None = None

    def name_runs(self, names: Sequence[str]) -> None:
        """Take what the run is called, and those beside it."""
        self._names = list(names)
        self.retranslate()

    def show_runs(self, histories: Sequence[History], time: int) -> list[Agreeing]:
        """Tell of the epochs up to this time; return all pairs that agree, those that agree longest first."""
        found = self._agreements.look(histories, time)
        longest = found[0] if found else None
        if longest != self._longest:
            self._longest = longest
            self.retranslate()
        return found

    def restyle(self) -> None:
        """Keep room for a line."""
        self.keep_room("", stretch=True)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it as fully as there is room for."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the present language, as fully as there is room for."""
        pair = self._longest
        texts = [""]
        if pair is not None:
            texts = [self._sentence(pair, named=True), self._sentence(pair, named=False), self._formula(pair)]
        self.say(texts)
        self.setToolTip(texts[0])

    def _sentence(self, pair: Agreeing, *, named: bool) -> str:
        if pair.is_whole:
            text = counted(
                pair.epochs,
                self.tr("{one} and {other} agree bit for bit in the one epoch so far"),
                self.tr("{one} and {other} agree bit for bit in all {epochs} epochs"),
            )
        else:
            text = counted(
                pair.epochs,
                self.tr("{one} and {other} agree bit for bit in the first epoch alone"),
                self.tr("{one} and {other} agree bit for bit in the first {epochs} epochs"),
            )
        one, other = (self._name(place, named=named) for place in (pair.one, pair.other))
        return text.format(one=one, other=other, epochs=pair.epochs)

    def _formula(self, pair: Agreeing) -> str:
        """As short as it can be said."""
        text = counted(
            pair.epochs,
            self.tr("{one} = {other} in the first epoch"),
            self.tr("{one} = {other} in the first {epochs} epochs"),
        )
        one, other = (self._name(place, named=False) for place in (pair.one, pair.other))
        return text.format(one=one, other=other, epochs=pair.epochs)

    def _name(self, place: int, *, named: bool) -> str:
        name = self._names[place] if named and place < len(self._names) else ""
        return f"“{name}”" if name else str(place) if place else self.tr("This run")
