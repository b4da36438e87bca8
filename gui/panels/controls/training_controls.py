"""What a run starts from and how far it goes: seed, W and b, learning rate and epochs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.controls.lr_limits import LrLimits
from gui.theme.theme import SPACE
from gui.widgets.card import Card, label
from gui.widgets.keys import CheckBox, Choice
from gui.widgets.log_slider import LogSlider
from gui.widgets.number_edit import NumberEdit
from model.data.standardised import trained_data
from model.dataset import Dataset
from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, SEED_LIMIT, Experiment, InitialParameters, Start
from model.theory.curvature import Curvature, curvature

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
        self.lr_limits = LrLimits(self.lr_slider, *LR_SLIDER)
        self._known: tuple[Dataset, Curvature] | None = None
        self.epochs = NumberEdit(1, EPOCHS_LIMIT, whole=True)
        self._lr_label, self._epochs_label = label("field"), label("field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        _add_row(grid, 0, self._lr_label, self.lr)
        scale = QVBoxLayout()
        scale.setSpacing(0)
        scale.addWidget(self.lr_slider)
        scale.addWidget(self.lr_limits)
        grid.addLayout(scale, 1, 0, 1, 2)
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
        data = trained_data(experiment.settings)
        if self._known is None or self._known[0] is not data:
            self._known = data, curvature(data)
        self.lr_limits.show_limits(experiment.settings, self._known[1])

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
    seeded_wanted = Signal(bool)
    previous_wanted = Signal(bool)
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
        self.seeded, self.previous = CheckBox(), CheckBox()
        self.note = label("note")
        self.note.setWordWrap(True)
        self._start_label = label("field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(self.seeded, 0, 0)
        grid.addWidget(self.seed, 0, 1)
        _add_row(grid, 1, self._start_label, self.start)
        grid.addWidget(self.numbers, 2, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self.previous)
        self.body.addWidget(self.note)
        self.seeded.clicked.connect(self.seeded_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.seed.changed.connect(self.seed_wanted)
        self.start.activated.connect(self._want_initial)
        self.W.changed.connect(self._want_initial)
        self.b.changed.connect(self._want_initial)
        self._experiment = Experiment()
        self._pending = False
        self._compared: tuple[int, int] | None = None
        self.retranslate()

    def show_experiment(self, experiment: Experiment, *, pending: bool) -> None:
        """Show the start of this experiment; pending says that the present run began otherwise."""
        initial = experiment.initial
        self.seed.set_value(experiment.seed)
        self.start.choose(initial.start)
        self.W.set_value(initial.W)
        self.b.set_value(initial.b)
        self.numbers.setVisible(initial.start is Start.NUMBERS)
        self.seeded.setChecked(experiment.seeded)
        self.seed.setEnabled(experiment.seeded)
        self._experiment, self._pending = experiment, pending
        self._show_note()

    def show_compared(self, equal: int, both: int) -> None:
        """Tell of how many first epochs the last run was the same, bit for bit, of those that both have run."""
        self._compared = (equal, both) if both else None
        self._show_note()

    def retranslate(self) -> None:
        """Set every text anew in the present language."""
        self.title.setText(self.tr("Start"))
        self._start_label.setText(self.tr("W and b"))
        names = {
            Start.ZEROS: self.tr("zeros"),
            Start.NUMBERS: self.tr("numbers"),
            Start.RANDOM: self.tr("random"),
        }
        for start, name in names.items():
            self.start.name(start, name)
        self.seed.setToolTip("torch.manual_seed(...)")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.start.setAccessibleName(self._start_label.text())
        self.W.setAccessibleName(self.tr("initial W"))
        self.b.setAccessibleName(self.tr("initial b"))
        self.seeded.setText("manual_seed")
        self.seeded.setToolTip(self.tr("Without it, each Reset draws another seed: the run cannot be repeated"))
        self.previous.setText(self.tr("Show the last run"))
        self.previous.setToolTip(self.tr("Keep the run before Reset as a grey curve: is this one the same?"))
        self._show_note()

    def _show_note(self) -> None:
        self.note.setText(self._note())

    def _note(self) -> str:
        """What is to be known of seed and start: of several things, the most pressing."""
        experiment = self._experiment
        random, batches = experiment.initial.start is Start.RANDOM, experiment.settings.batch_size > 0
        compared = self._compared if self.previous.isChecked() else None
        equal, both = compared or (0, 0)
        notes = (
            (self._pending, self.tr("This start counts from the next Reset on.")),
            (
                compared is not None and equal == both,
                self.tr("The same as the last run in all {count} epochs, to the last bit."),
            ),
            (compared is not None, self.tr("Parts from the last run at epoch {epoch}.")),
            (not experiment.draws, self.tr("Nothing is drawn at random here: the seed changes nothing.")),
            (not experiment.seeded, self.tr("No manual_seed(): each Reset gives another run.")),
            (random and batches, self.tr("The seed decides which W and b are drawn, and the order of the rows.")),
            (random, self.tr("The seed decides which W and b are drawn.")),
            (True, self.tr("The seed decides the order of the rows.")),
        )
        return next(text for applies, text in notes if applies).format(count=both, epoch=equal)

    def _want_initial(self) -> None:
        start = self.start.chosen()
        assert isinstance(start, Start)
        self.initial_wanted.emit(InitialParameters(start, self.W.value(), self.b.value()))


def _add_row(grid: QGridLayout, row: int, name: QLabel, field: QWidget) -> None:
    name.setBuddy(field)
    grid.addWidget(name, row, 0)
    grid.addWidget(field, row, 1)
    grid.setColumnStretch(1, 1)
