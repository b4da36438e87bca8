"""Marks on a chart at the epochs from which on the loop ran with other settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem

from gui.plots.canvas import Canvas, lines_through
from gui.plots.curve import cosmetic_pen
from gui.theme.number_format import short
from gui.theme.theme import Theme, TypeScale
from model import QT_TRANSLATE_NOOP
from model.dataset import LESSON
from model.drawing.view import View
from model.experiment import LoopSettings
from model.history import Change
from model.variant import Variant, variant_of

GAP = 6
"""Pixels between a mark and its name, and between one name and the next mark."""

VARIANT_NAMES = {
    Variant.NO_STEP: QT_TRANSLATE_NOOP("ChangeMarks", "no step"),
    Variant.EMPTIED: QT_TRANSLATE_NOOP("ChangeMarks", "zero_grad after backward"),
    Variant.BATCHES_HELD: QT_TRANSLATE_NOOP("ChangeMarks", "batches of {rows}"),
    Variant.BATCHES: QT_TRANSLATE_NOOP("ChangeMarks", "batches of {rows}"),
    Variant.SKIPPED: QT_TRANSLATE_NOOP("ChangeMarks", "no zero_grad"),
    Variant.SELDOM: QT_TRANSLATE_NOOP("ChangeMarks", "every {every}"),
    Variant.TWICE: QT_TRANSLATE_NOOP("ChangeMarks", "backward twice"),
    Variant.PARTS: QT_TRANSLATE_NOOP("ChangeMarks", "{parts} parts"),
    Variant.BEFORE_FORWARD: QT_TRANSLATE_NOOP("ChangeMarks", "zero_grad before forward"),
    Variant.AFTER_STEP: QT_TRANSLATE_NOOP("ChangeMarks", "zero_grad after step"),
    Variant.LESSON: QT_TRANSLATE_NOOP("ChangeMarks", "with zero_grad"),
}


class ChangeMarks:
    """A dashed line for each change but the first (which is the start); with named, its name where there is room."""

    def __init__(self, canvas: Canvas, *, named: bool) -> None:
        self._canvas = canvas
        self._named = named
        self._lines = canvas.add_path(-1)
        self._names: list[QGraphicsSimpleTextItem] = []
        self._font = QFont()
        self._colour = QColor("grey")
        self._drawn: object = None

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._colour = QColor(theme.muted)
        self._font = scale.font(scale.small)
        self._lines.setPen(cosmetic_pen(theme.muted, 1.0, Qt.PenStyle.DashLine))
        for name in self._names:
            self._restyle_item(name)
        self._drawn = None

    def forget(self) -> None:
        """Draw everything again at the next show, because a language or a range has changed."""
        self._drawn = None

    def show(self, changes: Sequence[Change], visible: View) -> None:
        """Mark these changes in this range; nothing is done where both are those of the last call."""
        left, right, bottom, top = visible
        state = (tuple(changes[-1:]), visible, self._canvas.width())
        if state == self._drawn:
            return
        self._drawn = state
        pairs = pairwise(changes)
        named = [(new.epoch, change_name(old.settings, new.settings)) for old, new in pairs]
        named = [(epoch, name) for epoch, name in named if left <= epoch <= right]
        self._lines.setPath(lines_through([(complex(epoch, bottom), complex(epoch, top)) for epoch, _ in named]))
        if self._named:
            self._show_names(named, right, top, (right - left) / max(1, self._canvas.width()))

    def _show_names(self, named: Sequence[tuple[int, str]], right: float, top: float, unit: float) -> None:
        metrics = QFontMetricsF(self._font)
        limit, shown = right, 0
        for epoch, name in reversed(named):  # the newest first: where room is short, the older ones go unnamed
            end = epoch + (metrics.horizontalAdvance(name) + 2 * GAP) * unit
            if end <= limit or (shown == 0 and limit == right):
                item = self._item(shown)
                item.setText(name)
                room = end <= limit
                item.setPos(epoch + GAP * unit if room else epoch - (end - epoch) + GAP * unit, top)
                item.setVisible(True)
                shown += 1
                limit = epoch if room else 2 * epoch - end
            else:
                limit = min(limit, epoch)
        for unused in self._names[shown:]:
            unused.setVisible(False)

    def _item(self, index: int) -> QGraphicsSimpleTextItem:
        while len(self._names) <= index:
            item = QGraphicsSimpleTextItem()
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._canvas.add(item, 10)
            self._restyle_item(item)
            self._names.append(item)
        return self._names[index]

    def _restyle_item(self, item: QGraphicsSimpleTextItem) -> None:
        item.setBrush(QBrush(self._colour))
        item.setFont(self._font)


def change_name(old: LoopSettings, new: LoopSettings) -> str:
    """What has changed, in a word or two."""
    parts = []
    if old.lr != new.lr:
        parts.append(f"lr {short(new.lr)}")
    if old.data != new.data:
        parts.append(QCoreApplication.translate("ChangeMarks", "data"))
    if (old.momentum, old.nesterov) != (new.momentum, new.nesterov):
        plain = QT_TRANSLATE_NOOP("ChangeMarks", "momentum {m}")
        ahead = QT_TRANSLATE_NOOP("ChangeMarks", "Nesterov {m}")
        name = QCoreApplication.translate("ChangeMarks", ahead if new.nesterov else plain)
        parts.append(name.format(m=short(new.momentum)))
    if old.standardise != new.standardise:
        on, off = QT_TRANSLATE_NOOP("ChangeMarks", "x standardised"), QT_TRANSLATE_NOOP("ChangeMarks", "x as it is")
        parts.append(QCoreApplication.translate("ChangeMarks", on if new.standardise else off))
    if _loop(old) != _loop(new) or (old.accumulate != new.accumulate and old.data == new.data):
        parts.append(_variant_name(new))
    return ", ".join(parts)


def _loop(settings: LoopSettings) -> LoopSettings:
    """What the name of a variant tells of; parts of the batch may have to change with the data."""
    return replace(settings, lr=0.0, data=LESSON, accumulate=1, momentum=0.0, nesterov=False, standardise=False)


def _variant_name(settings: LoopSettings) -> str:
    """What becomes of .grad; momentum and standardised x have names of their own."""
    variant = variant_of(replace(settings, momentum=0.0, nesterov=False, standardise=False))
    name = QCoreApplication.translate("ChangeMarks", VARIANT_NAMES[variant])
    return name.format(rows=settings.batch_size, every=settings.every, parts=settings.accumulate)
