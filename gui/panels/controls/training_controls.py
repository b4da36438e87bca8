"""How fast and how far a run goes: learning rate and epochs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from gui.panels.controls.lr_limits import LR_SCALE, LrLimits, scale_for
from gui.panels.controls.remedy_note import RemedyNote
from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.widgets.card import Card, label
from gui.widgets.inputs import LogSlider, add_field
from gui.widgets.number_edit import NumberEdit
from model.data.standardised import trained_data
from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, Experiment
from model.theory.curvature import curvature
from model.theory.zones import limits


class TrainingControls(Card):
    """Learning rate and number of epochs, which work while the loop runs."""

    lr_wanted = Signal(object)
    epochs_wanted = Signal(object)
    settings_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lr = NumberEdit(0.0, FLOAT32_MAX)
        self.lr_slider = LogSlider(*LR_SCALE)
        self.lr_limits = LrLimits(self.lr_slider)
        self.remedy = RemedyNote()
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
        self.body.addWidget(self.remedy)
        self.lr.changed.connect(self.lr_wanted)
        self.lr_slider.moved.connect(self.lr_wanted)
        self.lr_slider.sliderReleased.connect(self._show_remedy)
        self.epochs.changed.connect(self.epochs_wanted)
        self.remedy.settings_wanted.connect(self.settings_wanted)
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
        settings, bends = experiment.settings, curvature(trained_data(experiment.settings))
        self.lr.set_value(settings.lr)
        self.lr_slider.set_scale(*scale_for(limits(settings, bends)))
        self.lr_slider.set_number(settings.lr)
        self.epochs.set_value(experiment.epochs)
        self.lr_limits.show_limits(settings, bends)
        self._show_remedy()

    def _show_remedy(self) -> None:
        """Tell what the data need, but while the slider is dragged move nothing around it."""
        if self._experiment is not None and not self.lr_slider.isSliderDown():
            self.remedy.show_experiment(self._experiment)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Training"))
        self._lr_label.setText(self.tr("Learning rate"))
        self._epochs_label.setText(self.tr("Epochs"))
        self.lr.setAccessibleName(self._lr_label.text())
        self.lr_slider.setAccessibleName(self._lr_label.text())
        self.lr_slider.setToolTip(self.tr("Counts from the next epoch on"))
        self.epochs.setAccessibleName(self._epochs_label.text())
