"""What is known of the steps of a run with its learning rate, in words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject

from gui.theme.number_format import significant
from model.data.standardised import trained_data
from model.experiment import LoopSettings
from model.theory.curvature import curvature
from model.theory.zones import Zone, limit, limits, zone


class Rule(NamedTuple):
    """What becomes of a loop with its learning rate."""

    zone: Zone
    limit: float
    """The learning rate below which it stays bounded for sure; 0 where none is known."""
    is_plain: bool
    """Whether each step is made of the gradient of its epoch alone, and the limit is as far again as the bottom."""


def rule_of(settings: LoopSettings) -> Rule:
    """What is known of a loop with these settings."""
    bent = curvature(trained_data(settings))
    here, most = zone(settings.lr, settings, bent), limit(settings, bent)
    alone = settings.momentum == 0 and not settings.in_mini_batches and here is not Zone.STILL
    return Rule(here, most, alone and most == limits(settings, bent).stable)


class SideWords(QObject):
    """The words, from the longest way to say a thing to the shortest."""

    def of(self, settings: LoopSettings) -> list[str]:
        """What is known of a step with these settings; an empty text where that is nothing."""
        here, most, is_plain = rule_of(settings)
        texts = self._of_plain() if is_plain else self._of_zone().get(here, [""])
        if most == 0 or (here is Zone.CONVERGES and settings.lr >= most):  # no limit tells of it
            texts = texts[-1:]
        share = significant(200 * settings.lr / most, 3) if is_plain else ""
        return [text.format(share=share, limit=significant(most)) for text in texts]

    def away(self, number: int) -> str:
        """What is said of a marble that is out of sight."""
        return (self.tr("{number} has left the bowl") if number else self.tr("It has left the bowl")).format(
            number=number
        )

    def _of_plain(self) -> list[str]:
        return [
            self.tr("A step goes {share} % of the way to the bottom; the limit is 200 %, at lr {limit}"),
            self.tr("A step goes {share} % of the way; limit: 200 %"),
            self.tr("{share} % of the way"),
        ]

    def _of_zone(self) -> dict[Zone, list[str]]:
        drawn = [self.tr("Where the next step leads depends on the rows that are drawn"), ""]
        return {
            Zone.STILL: [self.tr("No step moves it")],
            Zone.SWINGS: [
                self.tr("Nothing slows it: as long as lr is below {limit}, it turns at the same height for ever"),
                self.tr("It turns at the line, for ever"),
            ],
            Zone.BLOWS_UP: [
                self.tr("Each swing goes higher: it leaves the bowl; lr must be below {limit}"),
                self.tr("Each swing goes higher"),
            ],
            Zone.CONVERGES: [
                self.tr("It comes to rest at the bottom, as long as lr is below {limit}"),
                self.tr("It comes to rest at the bottom"),
            ],
            Zone.DIVERGES: [
                self.tr("It leaves the bowl; lr must be below {limit}"),
                self.tr("It leaves the bowl"),
            ],
            Zone.BATCHES: drawn,
            Zone.BATCHES_HELD: drawn,
        }
