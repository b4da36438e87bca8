"""What a run starts from and how far it goes: seed, W and b, learning rate and epochs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from gui.card import Card, label
from gui.keys import Choice
from gui.log_slider import LogSlider
from gui.number_edit import NumberEdit
from gui.theme import SPACE
from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, SEED_LIMIT, Experiment, InitialParameters, Start

LR_SLIDER = (1e-4, 1.0)
LR_LIMIT = 1e6


class TrainingControls(Card):
    """Learning rate and number of epochs, which work while the loop runs."""

    lr_wanted = Signal(object)
    epochs_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lr = NumberEdit(0.0, LR_LIMIT)
        self.lr_slider = LogSlider(*LR_SLIDER)
        self.epochs = NumberEdit(1, EPOCHS_LIMIT, whole=True)
        self._lr_label, self._epochs_label = label("field"), label("field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        _add_row(grid, 0, self._lr_label, self.lr)
        grid.addWidget(self.lr_slider, 1, 0, 1, 2)
        _add_row(grid, 2, self._epochs_label, self.epochs)
        self.body.addLayout(grid)
        self.lr.changed.connect(self.lr_wanted)
        self.lr_slider.moved.connect(self.lr_wanted)
        self.epochs.changed.connect(self.epochs_wanted)
        self.retranslate()

    def show_experiment(self, experiment: Experiment) -> None:
        """Show the settings of this experiment."""
        self.lr.set_value(experiment.settings.lr)
        self.lr_slider.set_number(experiment.settings.lr)
        self.epochs.set_value(experiment.epochs)

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Training"))
        self._lr_label.setText(self.tr("Learning rate"))
        self._epochs_label.setText(self.tr("Epochs"))
        self.lr.setAccessibleName(self._lr_label.text())
        self.lr_slider.setAccessibleName(self._lr_label.text())
        self.lr_slider.setToolTip(self.tr("Counts from the next epoch on"))
        self.epochs.setAccessibleName(self._epochs_label.text())


class StartControls(Card):
    """The seed and where W and b begin: what belongs to the start of a run."""

    seed_wanted = Signal(object)
    initial_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.seed = NumberEdit(0, SEED_LIMIT - 1, whole=True)
        self.start = Choice(list(Start))
        self.W, self.b = (NumberEdit(-FLOAT32_MAX, FLOAT32_MAX) for _ in range(2))
        self.numbers = QWidget()
        row = QHBoxLayout(self.numbers)
        row.setContentsMargins(0, 0, 0, 0)
        for name, field in (("W", self.W), ("b", self.b)):
            row.addWidget(label("field", name))
            row.addWidget(field)
        self.note = label("note")
        self.note.setWordWrap(True)
        self._seed_label, self._start_label = label("field"), label("field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        _add_row(grid, 0, self._seed_label, self.seed)
        _add_row(grid, 1, self._start_label, self.start)
        grid.addWidget(self.numbers, 2, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self.note)
        self.seed.changed.connect(self.seed_wanted)
        self.start.activated.connect(self._want_initial)
        self.W.changed.connect(self._want_initial)
        self.b.changed.connect(self._want_initial)
        self._pending = False
        self._random = False
        self.retranslate()

    def show_experiment(self, experiment: Experiment, *, pending: bool) -> None:
        """Show the start of this experiment; pending says that the present run began otherwise."""
        initial = experiment.initial
        self.seed.set_value(experiment.seed)
        self.start.choose(initial.start)
        self.W.set_value(initial.W)
        self.b.set_value(initial.b)
        self.numbers.setVisible(initial.start is Start.NUMBERS)
        self._pending, self._random = pending, initial.start is Start.RANDOM
        self._show_note()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Start"))
        self._seed_label.setText(self.tr("Seed"))
        self._start_label.setText(self.tr("W and b"))
        names = {
            Start.ZEROS: self.tr("zeros"),
            Start.NUMBERS: self.tr("numbers"),
            Start.RANDOM: self.tr("random"),
        }
        for start, name in names.items():
            self.start.name(start, name)
        self.seed.setToolTip("torch.manual_seed(...)")
        self.seed.setAccessibleName(self._seed_label.text())
        self.start.setAccessibleName(self._start_label.text())
        self.W.setAccessibleName(self.tr("initial W"))
        self.b.setAccessibleName(self.tr("initial b"))
        self._show_note()

    def _show_note(self) -> None:
        if self._pending:
            self.note.setText(self.tr("This start counts from the next Reset on."))
        elif self._random:
            self.note.setText(self.tr("The seed decides which W and b are drawn."))
        else:
            self.note.setText(self.tr("Nothing is drawn at random here: the seed changes nothing."))

    def _want_initial(self) -> None:
        start = self.start.chosen()
        assert isinstance(start, Start)
        self.initial_wanted.emit(InitialParameters(start, self.W.value(), self.b.value()))


def _add_row(grid: QGridLayout, row: int, name: QLabel, field: QWidget) -> None:
    name.setBuddy(field)
    grid.addWidget(name, row, 0)
    grid.addWidget(field, row, 1)
    grid.setColumnStretch(1, 1)
