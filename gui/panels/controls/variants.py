"""Which variant of the loop runs: what becomes of .grad, what step() makes of it, and on which x."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.theme.translation import counted
from gui.widgets.card import Card
from gui.widgets.inputs import CheckBox, Choice, Sentence, ToolButton
from gui.widgets.number_edit import NumberEdit
from model.experiment import EPOCHS_LIMIT, ROWS_LIMIT, LoopSettings, ZeroGrad, least_batch

PARTS_AT_MOST = 100


class LoopControls(Card):
    """Skip zero_grad(), and under "More" the rest; all but the first fold away.

    Every control asks for whole LoopSettings with settings_wanted, which count from the next epoch on.
    """

    settings_wanted = Signal(object)
    skip_wanted = Signal(bool)
    twins_wanted = Signal(bool)
    more_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # the first control tells
        self.skip, self.twice, self.no_step, self.twins = (CheckBox() for _ in range(4))
        self.nesterov, self.standardise = CheckBox(), CheckBox()
        self.skip.setProperty("role", "skip")
        self.where, self.parts, self.batches = Choice(list(ZeroGrad)), Choice(), Choice([False, True])
        self.every = NumberEdit(1, EPOCHS_LIMIT, whole=True)
        self.batch = NumberEdit(1, ROWS_LIMIT, whole=True)
        self.momentum = NumberEdit(0.0, 1.0)
        self._sentences = {
            name: Sentence(*fields)
            for name, fields in (
                ("where", [self.where]),
                ("every", [self.every]),
                ("parts", [self.parts]),
                ("batch", [self.batches, self.batch]),
                ("momentum", [self.momentum]),
            )
        }
        self.more, self._folded = ToolButton(), QWidget()
        self.more.setProperty("role", "fold")
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._rows = QVBoxLayout(self._folded)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE // 2)
        for row in (
            *self._sentences.values(),
            *(self.nesterov, self.twice, self.no_step, self.standardise, self.twins),
        ):
            self._rows.addWidget(row)
        for part in (self.skip, self.more, self._folded):
            self.body.addWidget(part)
        self._alone = ""
        self._settings = LoopSettings()
        self.skip.clicked.connect(self.skip_wanted)
        self.twins.clicked.connect(self.twins_wanted)
        self.more.clicked.connect(self.more_wanted)
        self.where.activated.connect(lambda: self._ask(zero_grad=self.where.chosen()))
        self.every.changed.connect(lambda every: self._ask(every=every))
        self.parts.activated.connect(lambda: self._ask(accumulate=self.parts.chosen()))
        self.batches.activated.connect(self._ask_batches)
        self.batch.changed.connect(lambda rows: self._ask(batch_size=rows))
        self.twice.clicked.connect(lambda on: self._ask(backward_twice=on))
        self.no_step.clicked.connect(lambda on: self._ask(step=not on))
        self.momentum.changed.connect(self._ask_momentum)
        self.nesterov.clicked.connect(lambda on: self._ask(nesterov=on))
        self.standardise.clicked.connect(lambda on: self._ask(standardise=on))
        self.set_more(False)
        self.retranslate()
        self._show_settings(self._settings)

    def fold_in(self, control: QWidget) -> None:
        """Let this control fold away with the others."""
        self._rows.addWidget(control)

    def set_more(self, on: bool) -> None:
        """Show what is seldom wanted, or fold it away."""
        self.more.setChecked(on)
        self.more.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._folded.setVisible(on or bool(self._alone))

    def show_alone(self, row: str) -> None:
        """Show the row of this name and no other, or with an empty name all of them."""
        if row == self._alone:
            return
        self._alone = row
        for part in (self.skip, self.more):
            part.setHidden(bool(row))
        for each in self._folded.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            each.setVisible(each is self._sentences.get(row, each))
        self._folded.setVisible(self.more.isChecked() or bool(row))

    def show_frame(self, shown: Shown) -> None:
        """Show the settings of the epochs to come, and whether twins run beside the run."""
        self.twins.setChecked(shown.twins is not None)
        if shown.experiment.settings is not self._settings:
            self._show_settings(shown.experiment.settings)

    def _show_settings(self, settings: LoopSettings) -> None:
        self._settings = settings
        self.skip.setChecked(settings.skips)
        self.where.choose(settings.zero_grad)
        self.every.set_value(settings.every)
        self.every.setEnabled(not settings.skips)
        rows = len(settings.data)
        parts = {n for n in range(1, min(rows, PARTS_AT_MOST) + 1) if rows % n == 0}
        self.parts.offer(sorted(parts | {settings.accumulate}))
        self.parts.choose(settings.accumulate)
        self.parts.setEnabled(not settings.batch_size)
        in_batches = settings.batch_size > 0
        self.batches.choose(in_batches)
        self.batches.setEnabled(settings.accumulate == 1)
        self.batch.set_range(least_batch(settings.data), ROWS_LIMIT)
        self.batch.set_value(settings.batch_size or rows)
        self.batch.setEnabled(in_batches)
        self.twice.setChecked(settings.backward_twice)
        self.no_step.setChecked(not settings.step)
        self.momentum.set_value(settings.momentum)
        self.nesterov.setChecked(settings.nesterov)
        self.nesterov.setEnabled(settings.momentum > 0)
        self.standardise.setChecked(settings.standardise)
        self.standardise.setEnabled(settings.data.can_standardise)
        self._explain_standardise()
        self._say_sentences()

    def _say_sentences(self) -> None:
        settings = self._settings
        for name, sentence in {
            "where": self.tr("zero_grad() []"),
            "every": counted(
                settings.every, self.tr("zero_grad() every [] epoch"), self.tr("zero_grad() every [] epochs")
            ),
            "parts": counted(
                settings.accumulate, self.tr("split the batch into [] part"), self.tr("split the batch into [] parts")
            ),
            "batch": counted(
                settings.batch_size or len(settings.data), self.tr("batch: [] [] row"), self.tr("batch: [] [] rows")
            ),
            "momentum": self.tr("momentum []"),
        }.items():
            self._sentences[name].say(sentence)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("The loop"))
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(self.more.text())
        self.more.setToolTip(self.tr("All else that can be done with the loop (M)"))
        self.skip.setText(self.tr("Skip zero_grad()"))
        self.skip.setToolTip(self.tr("Leave out optimizer.zero_grad() from the next epoch on (Z)"))
        names = {
            ZeroGrad.BEFORE_FORWARD: self.tr("before the forward pass"),
            ZeroGrad.BEFORE_BACKWARD: self.tr("before backward()"),
            ZeroGrad.AFTER_BACKWARD: self.tr("between backward() and step()"),
            ZeroGrad.AFTER_STEP: self.tr("after step()"),
            ZeroGrad.NEVER: self.tr("never"),
        }
        self.where.name(names)
        self.batches.name({False: self.tr("whole"), True: self.tr("mini-batches of")})
        self._say_sentences()
        self.batches.setToolTip(self.tr("Call step() once for all rows, or for each of several mini-batches"))
        self.batch.setToolTip(self.tr("Call step() for each so many rows, shuffled anew in each epoch"))
        self.every.setToolTip(self.tr("Call zero_grad() only every so many epochs"))
        self.parts.setToolTip(self.tr("Call backward() on so many equal parts of the batch, then step() once"))
        self.twice.setText(self.tr("backward() twice"))
        self.no_step.setText(self.tr("leave out step()"))
        self.twins.setText(self.tr("show equivalent code"))
        self.twins.setToolTip(
            self.tr(
                "Train beside the run what it comes to: momentum 1.0 where zero_grad() is skipped, the whole batch at "
                "once where it is cut into parts"
            )
        )
        self.momentum.setToolTip(
            self.tr("How much of its velocity each step() keeps, from 0 to 1: 0 is plain SGD, at 1 nothing slows")
        )
        self.nesterov.setText(self.tr("Nesterov"))
        self.nesterov.setToolTip(self.tr("nesterov=True: step() reckons with the velocity that it will keep"))
        self.standardise.setText(self.tr("standardise x"))
        self._explain_standardise()

    def _explain_standardise(self) -> None:
        if self._settings.data.can_standardise:
            tip = self.tr("Give x mean 0 and standard deviation 1 before the loop: W and b then learn equally fast")
        else:
            tip = self.tr("x cannot be standardised: it has one value only, or values too near or too far apart")
        self.standardise.setToolTip(tip)

    def _ask_batches(self) -> None:
        rows = len(self._settings.data)
        self._ask(batch_size=max(1, rows // 10) if self.batches.chosen() else 0)

    def _ask_momentum(self, momentum: float) -> None:
        self._ask(momentum=momentum, nesterov=self._settings.nesterov and momentum > 0)

    def _ask(self, **changed: object) -> None:
        self.settings_wanted.emit(replace(self._settings, **changed))  # type: ignore[arg-type]
