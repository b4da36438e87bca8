"""The quiz: its questions with their options, and once all are answered what was right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.lesson.option import WrappedButton
from gui.panels.lesson.page_view import PageView
from gui.theme.theme import SPACE
from gui.theme.translation import counted
from gui.widgets.card import Translated, label
from gui.widgets.inputs import PushButton
from gui.widgets.number_edit import NumberEdit
from model.lessons.quiz import Question

LARGEST = 2**53
"""The largest number of a quiz: a field reads up to it exactly."""


class QuizBox(Translated, QWidget):
    """Emits which option of which question was chosen, and the seed of another quiz."""

    answered = Signal(int, int)
    seed_wanted = Signal(object)
    """A whole number that may be larger than a C int."""
    page_wanted = Signal(str)
    """The page of a question is to be looked at again."""

    def __init__(self) -> None:
        super().__init__()
        self.seed, self.draw = NumberEdit(0, LARGEST, whole=True), PushButton()
        self.draw.clicked.connect(self._draw)
        self.seed.changed.connect(self._take_number)
        self.score = label("title")
        self.score.setWordWrap(True)
        self._seed_name = label("field")
        head = QHBoxLayout()
        for part in (self._seed_name, self.seed, self.draw):
            head.addWidget(part)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        self._rows.addLayout(head)
        self._rows.addWidget(self.score)
        self.questions: list[_Asked] = []
        self._drawn: tuple[Question, ...] = ()
        self._shown = 0
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from the top to the bottom."""
        return (self.seed, self.draw, *self.questions)

    @property
    def next_stop(self) -> QWidget | None:
        """The first option of the first question that is still open."""
        open_ = (asked for asked in self.questions if not any(option.isChecked() for option in asked.options))
        return next((asked.options[0] for asked in open_), None)

    def show_view(self, view: PageView) -> None:
        """Show the questions, what was chosen, and the score once there is an answer to each."""
        if view.questions != self._drawn:
            self._drawn = view.questions
            for asked in self.questions:
                asked.deleteLater()
            self.questions = [_Asked(question) for question in view.questions]
            for number, asked in enumerate(self.questions):
                asked.chosen.connect(partial(self.answered.emit, number))
                asked.again.clicked.connect(partial(self.page_wanted.emit, asked.question.page))
                self._rows.addWidget(asked)
        self._shown = view.quiz.seed
        if not self.seed.hasFocus():
            self.seed.set_value(self._shown)
        given = [*view.quiz.given, *[None] * len(self.questions)][: len(self.questions)]
        over = all(each is not None for each in given)
        titles = {page.name: page.words_in(view.language).title for page in view.lesson.pages}
        for number, (asked, chosen) in enumerate(zip(self.questions, given, strict=True), start=1):
            text = f"{number}. {asked.question.text_in(view.language)}"
            asked.show_state(text, chosen, over=over, page=titles[asked.question.page])
        right = sum(chosen == asked.question.right for asked, chosen in zip(self.questions, given, strict=True))
        text = counted(right, self.tr("{right} of {all} is right"), self.tr("{right} of {all} are right"))
        if not over:
            done = sum(each is not None for each in given)
            text = counted(done, self.tr("{done} of {all} is answered"), self.tr("{done} of {all} are answered"))
            text = text.replace("{done}", str(done))
        self.score.setText(text.format(right=right, all=len(self.questions)))

    def restyle(self) -> None:
        """Break the words anew in another type."""
        for asked in self.questions:
            for button in (*asked.options, asked.again):
                button.wrap()

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        self._seed_name.setText(self.tr("Seed of the quiz"))
        self.seed.setAccessibleName(self._seed_name.text())
        self.seed.setToolTip(self.tr("Who has the same number gets the same questions"))
        self.draw.setText(self.tr("New quiz"))
        self.draw.setToolTip(self.tr("Draw the questions of the next number, or of the one that was typed"))

    def _take_number(self, seed: float) -> None:
        """Draw the questions of the number that was typed, unless the button is just being pressed for that."""
        if not (self.draw.underMouse() and QApplication.mouseButtons()):
            self.seed_wanted.emit(int(seed))

    def _draw(self) -> None:
        """Draw the questions of the number that was typed, or others."""
        typed = self.seed.typed()
        if typed is None or typed == self._shown:
            typed = min(self._shown + 1, LARGEST)
        self.seed_wanted.emit(int(typed))


class _Asked(Translated, QWidget):
    """A question."""

    chosen = Signal(int)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.text, self._page = label("ask"), ""
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.options = [WrappedButton() for _ in question.options]
        self.again = WrappedButton()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2)
        rows.addWidget(self.text)
        for place, option in enumerate(self.options):
            option.setCheckable(True)
            option.clicked.connect(partial(self.chosen.emit, place))
            rows.addWidget(option)
        rows.addWidget(self.again)

    def show_state(self, text: str, chosen: int | None, *, over: bool, page: str) -> None:
        """Show the words, the option that was chosen, and once all is over the right one."""
        self.text.setText(text)
        self._page = page
        for place, option in enumerate(self.options):
            is_right = place == self.question.right
            verdict = ("right" if is_right else "wrong" if place == chosen else "") if over else ""
            option.show_answer(self.question.options[place], verdict, chosen=place == chosen, open_=not over)
        self.again.setVisible(over and chosen != self.question.right)
        self.retranslate()

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        self.again.say(self.tr("Look again: {page}").format(page=self._page))
        self.again.setToolTip(self.tr("Open the page that this question comes from"))
