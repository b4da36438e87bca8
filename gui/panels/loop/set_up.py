"""What the script does before its loop: folded to one line, or line by line with what each has made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.loop.code_row import CodeRow
from gui.session.shown import Shown
from gui.theme.number_format import short, significant
from gui.theme.theme import LIGHT, Theme
from gui.widgets.card import Translated
from gui.widgets.inputs import ToolButton
from model.experiment import Experiment, LoopSettings, Parameters
from model.setup import shown_lines, shown_values


class SetUp(Translated, QWidget):
    """The lines before the loop, which the trainer has run when the run was made: it is of their text that W and b are.

    Unfolded at the start of a run, they can be walked through once more: each shows what it has made.
    """

    toggled = Signal()
    """It takes more room now, or less."""

    def __init__(self) -> None:
        super().__init__()
        self.fold = ToolButton()
        self.fold.setProperty("role", "fold")
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.clicked.connect(self._toggle)
        self.rows = [CodeRow() for _ in shown_lines(Experiment())]
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (self.fold, *self.rows):
            lines.addWidget(part)
        self._theme = LIGHT
        self._experiment, self._start = Experiment(), Parameters(0.0, 0.0)
        self._made_of: tuple[Experiment | None, LoopSettings | None, Parameters | None] = (None, None, None)
        self._key: object = None
        self._at_start = False
        self._done = 0
        """So many lines have been walked through; all of them once the run has begun."""
        self._unfolded = self._by_itself = False
        self._build()

    @property
    def unfolded(self) -> bool:
        """Whether its lines are shown."""
        return self._unfolded

    @property
    def walks(self) -> bool:
        """Whether one of these lines comes next."""
        return self._unfolded and self._at_start and self._done < len(self.rows)

    @property
    def walked(self) -> int:
        """So many of its lines have been walked over since the run was at its start; none while that is being made."""
        return 0 if self._made_of[2] is None else self._done

    def walk_to(self, done: int) -> None:
        """Stand at the start of a run as if so many lines had been walked over, unfolded if there are more."""
        if self._at_start:
            self._done, self._by_itself = done, False
            self._unfold(done < len(self.rows))
            self._show()

    @property
    def lit_row(self) -> CodeRow | None:
        """The line that comes next, if it is one of these."""
        return self.rows[self._done] if self.walks else None

    def step(self) -> bool:
        """Walk over the line that comes next, if it is one of these, and return whether it was."""
        walked = self.walks
        self._done += walked
        self._show()
        return walked

    def show_frame(self, shown: Shown, has_room: Callable[[], bool]) -> None:
        """Show how the run began; unfolded at its start if it has room then, folded once the run goes on."""
        at_start = not len(shown.history) and shown.moment is None and not shown.running and shown.start is not None
        anew = shown.history.key is not self._key
        self._key = shown.history.key
        if anew or at_start is not self._at_start:
            self._at_start = at_start
            self._done = 0 if at_start else len(self.rows)
            self._unfold(at_start and has_room())
            self._by_itself = True
            self._show()
        changes = shown.history.changes
        made_of = shown.run.began, changes[0].settings if changes else shown.settings, shown.start
        if any(one is not other for one, other in zip(made_of, self._made_of, strict=True)):
            self._made_of = made_of
            began, settings, start = made_of
            self._experiment = replace(began, settings=settings)
            self._start = start or Parameters(0.0, 0.0)
            self._build()

    def keep_to(self, has_room: Callable[[], bool]) -> None:
        """Fold what has unfolded by itself where there was more room."""
        if self._unfolded and self._by_itself and not self._done and not has_room():
            self._unfold(False)

    def words(self) -> str:
        """The sentence on the line that comes next."""
        experiment, settings = self._experiment, self._experiment.settings
        texts = (
            self.tr("The {rows} numbers of x as a tensor, one in a row: its shape is ({rows}, 1)."),
            self.tr("The {rows} numbers of y as a tensor, one in a row: its shape is ({rows}, 1)."),
            self.tr("Whatever is drawn at random from here on begins with the seed {seed}, and is the same each time."),
            self.tr("W begins at {W}; requires_grad has backward() find a gradient for it."),
            self.tr("b begins at {b}; requires_grad has backward() find a gradient for it."),
            self.tr("The optimizer is handed W and b, which its step() will move, and the learning rate {lr}.")
            if not settings.momentum
            else self.tr(
                "The optimizer is handed W and b, which its step() will move, the learning rate {lr} and the momentum"
                " {momentum}."
            ),
        )
        rows = len(experiment.data)
        lr, momentum = short(settings.lr), short(settings.momentum)
        W, b = (significant(value, 5) for value in self._start)
        return texts[self._done].format(rows=rows, seed=experiment.seed, W=W, b=b, lr=lr, momentum=momentum)

    def restyle(self, theme: Theme) -> None:
        """Apply the theme."""
        self._theme = theme
        self._build()

    def retranslate(self) -> None:
        """Retranslate every text."""
        momentum = self._experiment.settings.momentum
        folded = self.tr("Before the loop: x_train … optimizer")
        if momentum:
            folded = self.tr("Before the loop: … optimizer (momentum={momentum})").format(momentum=momentum)
        self.fold.setText(self.tr("Before the loop") if self._unfolded else folded)
        self.fold.setToolTip(self.tr("The lines before the loop, which have been run when the run was made"))

    def unfolded_height(self, width: int) -> int:
        """How high it is with all its lines in a pane of this width."""
        for row in self.rows:
            row.fit(width)
        return self.fold.sizeHint().height() + sum(row.height() for row in self.rows)

    def fit(self, width: int) -> bool:
        """Be as high as its lines are in a pane of this width; return whether that is another height."""
        height = self.fold.sizeHint().height()
        if self._unfolded:
            height = self.unfolded_height(width)
        changed = height != self.height()
        if changed:
            self.setFixedHeight(height)
        return changed

    def _toggle(self) -> None:
        self._by_itself = False
        self._unfold(not self._unfolded)
        self._show()

    def _unfold(self, on: bool) -> None:
        if on is not self._unfolded:
            self._unfolded = on
            self._show_fold()
            self.toggled.emit()

    def _show_fold(self) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if self._unfolded else Qt.ArrowType.RightArrow)
        for row in self.rows:
            row.setVisible(self._unfolded)
        self.retranslate()

    def _build(self) -> None:
        values = shown_values(self._experiment, self._start)
        for row, line in zip(self.rows, shown_lines(self._experiment), strict=True):
            row.show_code(line, self._theme, breaks=True, longest=max(values, key=len))
            row.set_lit(False)
        self._show_fold()
        self._show()

    def _show(self) -> None:
        for number, (row, value) in enumerate(zip(self.rows, shown_values(self._experiment, self._start), strict=True)):
            row.value.setText(value if number < self.walked else "")
            if row.lit is not (row is self.lit_row):
                row.set_lit(row is self.lit_row)
