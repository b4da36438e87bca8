"""How fast and how far a run goes: learning rate and epochs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from gui.panels.controls.lr_limits import LrLimits
from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.widgets.card import Card, label
from gui.widgets.inputs import LogSlider, add_field
from gui.widgets.number_edit import NumberEdit
from model.data.standardised import trained_data
from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, Experiment
from model.theory.curvature import curvature

LR_SLIDER = (1e-4, 1.0)


class TrainingControls(Card):
    """Learning rate and number of epochs, which work while the loop runs."""

    lr_wanted = Signal(object)
    epochs_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lr = NumberEdit(0.0, FLOAT32_MAX)
        self.lr_slider = LogSlider(*LR_SLIDER)
        self.lr_limits = LrLimits(self.lr_slider, *LR_SLIDER)
        self._experiment: Experiment | None = None
        self.epochs = NumberEdit(1, EPOCHS_LIMIT, whole=True)
        self._lr_label, self._epochs_label = label("field"), label("field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        add_field(grid, 0, self._lr_label, self.lr)
        scale = QVBoxLayout()
        scale.setSpacing(0)
        scale.addWidget(self.lr_slider)
        scale.addWidget(self.lr_limits)
        grid.addLayout(scale, 1, 0, 1, 2)
        add_field(grid, 2, self._epochs_label, self.epochs)
        self.body.addLayout(grid)
        self.lr.changed.connect(self.lr_wanted)
        self.lr_slider.moved.connect(self.lr_wanted)
        self.epochs.changed.connect(self.epochs_wanted)
        self.retranslate()

    def show_alone(self, row: str) -> None:
        """Show the learning rate alone, named "lr", or with an empty name all there is."""
        for part in (self._epochs_label, self.epochs):
            part.setHidden(bool(row))

    def show_frame(self, shown: Shown) -> None:
        """Show the settings of the epochs to come."""
        experiment = shown.experiment
        if experiment is self._experiment:
            return
        self._experiment = experiment
        self.lr.set_value(experiment.settings.lr)
        self.lr_slider.set_number(experiment.settings.lr)
        self.epochs.set_value(experiment.epochs)
        self.lr_limits.show_limits(experiment.settings, curvature(trained_data(experiment.settings)))

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Training"))
        self._lr_label.setText(self.tr("Learning rate"))
        self._epochs_label.setText(self.tr("Epochs"))
        self.lr.setAccessibleName(self._lr_label.text())
        self.lr_slider.setAccessibleName(self._lr_label.text())
        self.lr_slider.setToolTip(self.tr("Counts from the next epoch on"))
        self.epochs.setAccessibleName(self._epochs_label.text())
