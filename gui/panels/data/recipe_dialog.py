"""The dialog that makes data to order: a true line, a number of points, noise, a range of x and a seed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QSizePolicy, QWidget

from gui.theme.number_format import NOTHING, short
from gui.theme.theme import SPACE
from gui.widgets.card import Card, Translated, label, look_again
from gui.widgets.dialog import keep_or_cancel, stack
from gui.widgets.number_edit import NumberEdit
from model.data.recipe import POINTS, Recipe, is_range
from model.experiment import FLOAT32_MAX, SEED_LIMIT


class MakeDataDialog(Translated, QDialog):
    """Asks for a recipe and emits made with its Dataset when it is accepted; torch has to be loaded by then.

    What is wrong is said in place while it is typed, and nothing can be made of it.
    """

    made = Signal(object)

    def __init__(self, parent: QWidget | None = None, recipe: Recipe | None = None) -> None:
        super().__init__(parent)
        self.W, self.b, self.low, self.high = (NumberEdit(-FLOAT32_MAX, FLOAT32_MAX) for _ in range(4))
        self.points = NumberEdit(*POINTS, whole=True)
        self.noise = NumberEdit(0.0, FLOAT32_MAX)
        self.seed = NumberEdit(0, SEED_LIMIT - 1, whole=True)
        self.fields = (self.W, self.b, self.points, self.noise, self.low, self.high, self.seed)
        self.preview, self.note = label("readout"), label("note")
        self.make, self.cancel = QPushButton(), QPushButton()
        self._names = [label("field") for _ in self.fields]
        self._card = Card()
        self._recipe: Recipe | None = None
        self._gave_way = False
        self._lay_out()
        for field in self.fields:
            field.textEdited.connect(self._judge)  # after the field's own slots, which judge and tidy up
            field.editingFinished.connect(self._judge)
            field.returnPressed.connect(self._note_what_gives_way)
        self.show_recipe(recipe or Recipe())
        self.retranslate()

    @property
    def recipe(self) -> Recipe | None:
        """What stands in the fields; None while it is no recipe."""
        return self._recipe

    def show_recipe(self, recipe: Recipe) -> None:
        """Show these numbers."""
        numbers = (recipe.W, recipe.b, recipe.points, recipe.noise, recipe.low, recipe.high, recipe.seed)
        for field, number in zip(self.fields, numbers, strict=True):
            field.set_value(number)
        self._judge()

    def accept(self) -> None:
        """Make the data, hand them over and close; while something is wrong, stay."""
        if self._recipe is not None:
            self.made.emit(self._recipe.make())
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes nothing of a field whose wrong number has just given way to the last good one: look first."""
        gave_way, self._gave_way = self._gave_way, False
        if not (gave_way and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setWindowTitle(self.tr("Make data"))
        self._card.title.setText(self.tr("Points about a line that is known"))
        texts = (
            *(self.tr("True W"), self.tr("True b"), self.tr("Points"), self.tr("Noise")),
            *(self.tr("x from"), self.tr("x to"), self.tr("Seed")),
        )
        for field, name, text in zip(self.fields, self._names, texts, strict=True):
            name.setText(text)
            field.setAccessibleName(text)
        self.noise.setToolTip(self.tr("Standard deviation of what is added to y"))
        self.seed.setToolTip(self.tr("The same seed always gives the same data"))
        self.make.setText(self.tr("Make"))
        self.cancel.setText(self.tr("Cancel"))
        self._judge()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        cells = ((0, 0), (0, 2), (1, 0), (1, 2), (2, 0), (2, 2), (3, 0))
        for field, name, (row, column) in zip(self.fields, self._names, cells, strict=True):
            name.setBuddy(field)
            field.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)  # grows with the type
            grid.addWidget(name, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        self.preview.setWordWrap(True)
        self.note.setWordWrap(True)
        self._card.body.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        self._card.body.setSpacing(SPACE)
        self._card.body.addLayout(grid)
        self._card.body.addSpacing(SPACE)
        self._card.body.addWidget(self.preview)
        self._card.body.addWidget(self.note)
        buttons = keep_or_cancel(self, self.make, self.cancel)
        self.make.setDefault(True)
        stack(self, self._card, buttons, spacing=2 * SPACE)

    def _judge(self) -> None:
        """Take over what stands in the fields, or say what is wrong with it."""
        wrong = self._wrong_alone() or self._wrong_together()
        self._recipe = None if wrong else self._read()
        self.make.setEnabled(self._recipe is not None)
        self.preview.setText(NOTHING if self._recipe is None else self._recipe.equation)
        self.note.setText(wrong or self._summary())
        self.note.setProperty("role", "alarm" if wrong else "note")
        look_again(self.note)

    def _wrong_alone(self) -> str:
        """What is wrong with the first field that is not right by itself; empty if all are."""
        demands = {
            self.points: self.tr("{name}: a whole number from {least} to {most}"),
            self.noise: self.tr("{name}: a number, 0 or more"),
            self.seed: self.tr("{name}: a whole number, 0 or more"),
        }
        for field, name in zip(self.fields, self._names, strict=True):
            if field.typed() is None:
                demand = demands.get(field, self.tr("{name}: a number"))
                return demand.format(name=name.text(), least=POINTS[0], most=POINTS[1])
        return ""

    def _wrong_together(self) -> str:
        """What is wrong with numbers that are right one by one; empty if they make a recipe."""
        *_, low, high, _ = self._numbers()
        if not is_range(low, high):
            return self.tr("x must go from a smaller number to a larger one")
        try:
            self._read()
        except ValueError:  # the fields and the range are right: it can only be the size
            return self.tr("These numbers are too large: float32 could not hold y")
        return ""

    def _read(self) -> Recipe:
        W, b, points, noise, low, high, seed = self._numbers()
        return Recipe(W, b, int(points), noise, low, high, int(seed))

    def _numbers(self) -> list[float]:
        """What stands in the fields, each of which finds it good."""
        return [number for field in self.fields if (number := field.typed()) is not None]

    def _summary(self) -> str:
        text = self.tr("{points} points, x drawn evenly from {low} to {high}")
        _, _, points, _, low, high, _ = self._numbers()
        ends = {name: short(end) for name, end in (("low", low), ("high", high))}
        return text.format(points=points, **ends)

    def _note_what_gives_way(self) -> None:
        """Enter is pressed: after this, a field that holds no number shows its last good one again."""
        self._gave_way = self._recipe is None
