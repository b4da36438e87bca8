"""What a run starts from: its seed, W and b."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.theme.translation import counted
from gui.widgets.card import Card, label
from gui.widgets.inputs import CheckBox, Choice, add_field
from gui.widgets.number_edit import NumberEdit
from model.experiment import FLOAT32_MAX, SEED_LIMIT, Experiment, InitialParameters, Start
from model.history import History


class StartControls(Card):
    """The seed and where W and b begin: what belongs to the start of a run.

    Whoever places it also finds a place for previous, the checkbox that asks for the run before.
    """

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
        add_field(grid, 1, self._start_label, self.start)
        grid.addWidget(self.numbers, 2, 0, 1, 2)
        self.body.addLayout(grid)
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
        """The number of first epochs in which the last run was the same, bit for bit, of those that both have run."""
        self.retranslate()
        self._show_experiment(self._experiment, pending=False)

    def show_frame(self, shown: Shown) -> None:
        """Show the start of the next run, and how far the last one was the same if that is shown."""
        if (shown.experiment, shown.start_is_pending) != (self._experiment, self._pending):
            self._show_experiment(shown.experiment, pending=shown.start_is_pending)
        if not shown.running:
            previous = self.shown_previous(shown)
            both = 0 if previous is None else min(len(previous), len(shown.history))
            compared = (shown.history.equal_epochs(previous), both) if previous is not None and both else None
            if compared != self._compared:
                self._compared = compared
                self._show_note()

    def shown_previous(self, shown: Shown) -> History | None:
        """The run before the present one, where the user wants to see it."""
        return shown.run.previous if self.previous.isChecked() else None

    def _show_experiment(self, experiment: Experiment, *, pending: bool) -> None:
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

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("Seed and start"))
        self._start_label.setText(self.tr("W and b"))
        self.start.name(
            {
                Start.ZEROS: self.tr("zeros"),
                Start.NUMBERS: self.tr("numbers"),
                Start.RANDOM: self.tr("random"),
            }
        )
        self.seed.setToolTip("torch.manual_seed(...)")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.start.setAccessibleName(self._start_label.text())
        self.W.setAccessibleName(self.tr("initial W"))
        self.b.setAccessibleName(self.tr("initial b"))
        self.seeded.setText("manual_seed")
        self.seeded.setToolTip(self.tr("Without it, each Reset draws another seed: the run cannot be repeated"))
        self.previous.setText(self.tr("show the last run"))
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
                counted(
                    both,
                    self.tr("The same as the last run in its one epoch, to the last bit."),
                    self.tr("The same as the last run in all {count} epochs, to the last bit."),
                ),
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
