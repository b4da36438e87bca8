"""What the data need before the first run, where they need it: one sentence, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme.theme import SPACE
from gui.widgets.advice_words import remedy_name, why
from gui.widgets.card import Translated, label
from gui.widgets.inputs import PushButton
from model.experiment import Experiment
from model.theory.advice import Advice


class RemedyNote(Translated, QWidget):
    """Hidden as long as the run would arrive in its epochs, or the loop is one of which that is not known."""

    settings_wanted = Signal(object)
    """The run is to go on with these LoopSettings."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.button = label("note"), PushButton()
        self.text.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2)
        rows.addWidget(self.text)
        rows.addWidget(self.button)
        self.button.clicked.connect(self._want_remedy)
        self._advice = Advice(Experiment())
        self._is_shown = True
        self.hide()
        self.retranslate()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, and a shorter way to; none where nothing is wrong, or all is kept from those who guess."""
        return () if self.isHidden() else (self.text.text(), why(self._advice, short=True))

    def show_experiment(self, experiment: Experiment) -> None:
        """Tell what keeps this experiment from its goal, seen from its start."""
        self._advice = Advice(experiment)
        self._tell()

    def set_shown(self, on: bool) -> None:
        """Tell, or keep it from those who are to guess."""
        self._is_shown = on
        self._tell()

    def _tell(self) -> None:
        needed = self._is_shown and self._advice.is_needed
        self.setVisible(needed)
        if needed:
            self.button.setVisible(bool(self._advice.remedies))
            self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.button.setToolTip(
            self.tr("With this the run arrives; it counts from the next epoch on, and can be undone")
        )
        if self.isHidden():
            return
        advice = self._advice
        self.text.setText(why(advice))
        if advice.remedies:
            self.button.setText(remedy_name(advice.remedies[0], advice.experiment.settings))

    def _want_remedy(self) -> None:
        self.settings_wanted.emit(self._advice.remedies[0].settings)
