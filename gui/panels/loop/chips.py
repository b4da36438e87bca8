"""What of the loop is not the lesson's own and folded away: nothing acts unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from gui.plots.change_marks import change_name
from gui.theme.theme import SPACE, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import Translated, one_at_a_time
from gui.widgets.inputs import ToolButton
from model.experiment import LoopSettings

ALONE = (
    *(("zero_grad",), ("every",), ("accumulate",), ("batch_size",), ("backward_twice",), ("step",)),
    *(("momentum", "nesterov"), ("standardise",)),
)
"""The settings that are told one by one; what belongs together is one."""

OWN = {field.name: getattr(LoopSettings(), field.name) for field in fields(LoopSettings)}


def departures(settings: LoopSettings) -> Iterator[tuple[str, LoopSettings]]:
    """What each setting that is folded away is called where it is not the lesson's own, and the settings without it."""
    plain = LoopSettings(data=settings.data)
    for names in ALONE:
        values = {name: getattr(settings, name) for name in names}
        own = {name: OWN[name] for name in names}
        acts = not (settings.skips and names in (("zero_grad",), ("every",)))  # which the first page tells
        if values != own and acts:
            yield change_name(plain, replace(plain, **values)), replace(settings, **own)


def names_of(settings: LoopSettings) -> list[str]:
    """What in these is not the lesson's own, where nothing else tells of it: that zero_grad() is skipped, too."""
    plain = LoopSettings(data=settings.data)
    skipped = [change_name(plain, replace(plain, zero_grad=settings.zero_grad))] if settings.skips else []
    return [*skipped, *(name for name, _ in departures(settings))]


AROUND = 8
"""The height, in pixels, of what is around the name on a chip."""


class Chips(Translated, QWidget):
    """A chip for each departure, with an × that takes it back; those that there is no room for are counted."""

    settings_wanted = Signal(object)
    more_wanted = Signal()
    """The rest is to be seen where it can be set."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE // 2)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what is too wide is hidden
        self._row.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rest = self._chip("")
        self._rest.clicked.connect(self.more_wanted)
        self.chips: list[ToolButton] = []
        self._settings = LoopSettings()
        self.show_settings(self._settings)

    def show_settings(self, settings: LoopSettings) -> None:
        """Show what is not the lesson's own in these."""
        if settings is not self._settings:
            self._settings = settings
            self._show()

    def restyle(self, scale: TypeScale) -> None:
        """Keep room for a row of chips in the new size, whether there are some or not."""
        self.setFixedHeight(QFontMetrics(scale.font(scale.small)).height() + AROUND)
        self._show()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._choose()

    def _show(self) -> None:
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for name, without in departures(self._settings):
            chip = self._chip(f"{name}  ×")
            chip.setToolTip(self.tr("Back to the lesson's own"))
            chip.setAccessibleName(self.tr("Take back: {name}").format(name=name))
            chip.clicked.connect(lambda _=False, without=without: self.settings_wanted.emit(without))
            self.chips.append(chip)
            self._row.insertWidget(len(self.chips) - 1, chip)
        self._choose()
        self.setVisible(bool(self.chips))

    @one_at_a_time
    def _choose(self) -> None:
        """Hide the last ones where they are too many, and count them."""
        gap, room = self._row.spacing(), self.width()
        widths = [chip.sizeHint().width() + gap for chip in self.chips]
        shown = len(widths)
        while shown and sum(widths[:shown]) + (shown < len(widths)) * self._rest_width() > room:
            shown -= 1
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < shown)
        hidden = len(widths) - shown
        self._rest.setText(f"+{hidden}")
        more = counted(hidden, self.tr("Show {count} more setting"), self.tr("Show {count} more settings"))
        self._rest.setToolTip(more.format(count=hidden))
        self._rest.setAccessibleName(self._rest.toolTip())
        self._rest.setVisible(hidden > 0)

    def _rest_width(self) -> int:
        return self._rest.sizeHint().width() + self._row.spacing()

    def _chip(self, text: str) -> ToolButton:
        chip = ToolButton()
        chip.setText(text)
        chip.setProperty("role", "chip")
        self._row.addWidget(chip)
        return chip
