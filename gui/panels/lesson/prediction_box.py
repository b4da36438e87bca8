"""Where a class predicts: answers to choose from, a number, a click in the plot, or a line that is dragged."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.lesson.option import Option
from gui.panels.lesson.page_view import PageView
from gui.widgets.card import Translated, label
from gui.widgets.inputs import PushButton
from gui.widgets.number_edit import NumberEdit
from model.experiment import FLOAT32_MAX
from model.lessons.page import Ask, Prediction
from model.lessons.results import spoken


class PredictionBox(Translated, QWidget):
    """One prediction of a page. Shows what was given and counted; emits what its user wants."""

    given = Signal(str, object)
    """The name of the prediction, and the answer: the name of a choice, or a number."""
    line_given = Signal(str)
    """The line is where it is expected."""
    hands_counted = Signal(str, str, int)
    """The name of the prediction, an answer, and how many hands went up for it."""

    def __init__(self, prediction: Prediction) -> None:
        super().__init__()
        self.prediction = prediction
        self._ask = label("ask")
        self._ask.setWordWrap(True)
        self._ask.setTextFormat(Qt.TextFormat.PlainText)
        self.options: dict[str, Option] = {}
        self._rowless = label("note")
        self._rowless.setWordWrap(True)
        self.number, self.take, self.never = NumberEdit(-FLOAT32_MAX, FLOAT32_MAX), PushButton(), PushButton()
        self.take.clicked.connect(self._take)
        self.number.returnPressed.connect(self._take)
        self.never.clicked.connect(lambda: self.given.emit(prediction.name, math.inf))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        field = QHBoxLayout()
        for part in (self.number, self.take, self.never):
            field.addWidget(part, 1)
        self._rows.addWidget(self._ask)
        self._rows.addLayout(field)
        self._rows.addWidget(self._rowless)
        numbers = prediction.ask in (Ask.NUMBER, Ask.CLICK)
        self.number.setVisible(numbers)
        self.take.setVisible(prediction.ask is not Ask.CHOICE)
        self.never.setVisible(prediction.never)
        if prediction.ask is Ask.CHOICE:
            for name in prediction.answers:
                self._add(name)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as a class reads it."""
        return (self.number, self.take, self.never, *self.options.values())

    @property
    def first(self) -> QWidget:
        """Where the answer begins."""
        if self.prediction.ask is Ask.CHOICE:
            return next(iter(self.options.values())).button
        return self.take if self.prediction.ask is Ask.LINE else self.number

    def show_view(self, view: PageView, *, counting: bool) -> None:
        """Show the words, what was given, the hands, and once the action is done what is right."""
        name, words, result = self.prediction.name, view.words, view.result
        ask = words.asks.get(name)
        self._ask.setText("" if ask is None else ask.filled(view.names))
        self._ask.setVisible(ask is not None)
        given, votes = result.given.get(name), dict(result.votes.get(name, {}))
        if self.prediction.ask in (Ask.NUMBER, Ask.CLICK):
            self._offer_numbers(given, votes)
            if isinstance(given, float) and math.isfinite(given) and not self.number.hasFocus():
                self.number.set_value(given)
        self._rowless.setVisible(counting and not self.options and self.prediction.ask is not Ask.LINE)
        for part in (self.number, self.take, self.never):
            part.setEnabled(not result.done and not view.waits)
        most = max(votes.values(), default=0)
        for answer, option in self.options.items():
            chosen = given == answer or (isinstance(given, float) and spoken(given) == answer)
            verdict = self._verdict(answer, chosen=chosen, view=view)
            text = words.answers[answer].label if self.prediction.ask is Ask.CHOICE else self._number_text(answer)
            option.button.show_answer(text, verdict, chosen=chosen, open_=not result.done and not view.waits)
            option.show_votes(votes.get(answer, 0), most, counting=counting)

    def restyle(self) -> None:
        """Break the words anew in another type."""
        for option in self.options.values():
            option.button.wrap()

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        line = self.prediction.ask is Ask.LINE
        self.take.setText(self.tr("The line is there") if line else self.tr("Predict"))
        self.take.setToolTip(self.tr("Give this as the prediction; the action is open then"))
        self.never.setText(self.tr("Never"))
        self.never.setToolTip(self.tr("Predict that it will never be so"))
        self._rowless.setText(self.tr("Predict a number: it gets a row for the hands; then another one."))
        self.number.setAccessibleName(self.tr("the predicted number"))
        for option in self.options.values():
            self._name_hands(option)

    def _verdict(self, answer: str, *, chosen: bool, view: PageView) -> str:
        if not view.result.done:
            return ""
        if self.prediction.ask is Ask.CHOICE:
            right = answer == self.prediction.right
            return "right" if right else "wrong" if chosen else ""
        reply = view.replies.get(self.prediction.name)
        return ("right" if reply == self.prediction.right else "wrong") if chosen else ""

    def _offer_numbers(self, given: float | str | None, votes: Mapping[str, int]) -> None:
        """A row for each number that hands went up for, and for the one that was given."""
        wanted = [*votes]
        if isinstance(given, float) and spoken(given) not in wanted:
            wanted.append(spoken(given))
        for name in [name for name in self.options if name not in wanted]:
            self.options.pop(name).deleteLater()
        for name in wanted:
            if name not in self.options:
                self._add(name)

    def _add(self, name: str) -> None:
        option = self.options[name] = Option(name)
        self._name_hands(option)
        option.chosen.connect(self._choose)
        option.hands_counted.connect(lambda answer, hands: self.hands_counted.emit(self.prediction.name, answer, hands))
        self._rows.addWidget(option)

    def _name_hands(self, option: Option) -> None:
        option.hands.setAccessibleName(self.tr("hands for this answer"))
        option.hands.setToolTip(self.tr("How many hands went up for this answer (+ and −)"))

    def _choose(self, name: str) -> None:
        number = self.prediction.ask in (Ask.NUMBER, Ask.CLICK)
        self.given.emit(self.prediction.name, _number(name) if number else name)

    def _number_text(self, name: str) -> str:
        return self.tr("Never") if name == "∞" else name.replace("-", "−")

    def _take(self) -> None:
        if self.prediction.ask is Ask.LINE:
            self.line_given.emit(self.prediction.name)
        elif (value := self.number.typed()) is not None:
            self.given.emit(self.prediction.name, float(value))


def _number(text: str) -> float:
    return math.inf if text == "∞" else float(text)
