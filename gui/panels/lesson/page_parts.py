"""What stands on a page of a lesson, from its question to what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.lesson.option import WrappedButton
from gui.panels.lesson.page_view import PageView
from gui.panels.lesson.prediction_box import PredictionBox
from gui.panels.lesson.seed_bench import SeedBench
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import Translated, label, look_again
from gui.widgets.inputs import PushButton, ToolButton
from model.lessons.page import Ask, Page

DONE, OPEN = "■", "□"


class PageParts(Translated, QWidget):
    """Shows what of the page is so far to be seen; what its user wants is emitted, and decided elsewhere."""

    passed_over = Signal()
    reveal_wanted = Signal()
    """There is nothing to do on this page: what is found is to be told."""
    given = Signal(str, object)
    line_given = Signal(str)
    hands_counted = Signal(str, str, int)

    bench_used = Signal()
    """Something was drawn in the small experiment."""

    def __init__(self) -> None:
        super().__init__()
        self.question, self.action, self.found = _text("question"), _text("action"), _text("finding")
        self.reply, self.hint, self.note = _text("reply"), _text("hint"), _text("teacher")
        self.locked, self.before, self.stale = _text("note"), _text("reply"), _text("note")
        self.skip, self.count = WrappedButton(), WrappedButton()
        for narrow in (self.skip, self.count):  # which stand side by side in the narrowest card
            narrow.setProperty("role", "beside")
        self.reveal, self.more_hints, self.notes = PushButton(), PushButton(), ToolButton()
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a place from which all keys are the window's
        self.count.setCheckable(True)
        self.notes.setCheckable(True)
        self.notes.setProperty("role", "fold")
        self.predictions: list[PredictionBox] = []
        self.bench: SeedBench | None = None
        self.ending = QFrame()
        """What was found, and what there is to say of it."""
        self._beside = QWidget()
        self._rows = QVBoxLayout(self)
        self._view: PageView | None = None
        self._hints = 0
        self._theme: Theme | None = None
        self._scale = TypeScale()
        self._lay_out()
        self.skip.clicked.connect(self.passed_over)
        self.reveal.clicked.connect(self.reveal_wanted)
        self.more_hints.clicked.connect(self._show_hint)
        for button in (self.count, self.notes):
            button.toggled.connect(lambda _: self._show())
        self.retranslate()

    def begin(self, view: PageView) -> None:
        """Show this page as it is when nothing of it has been opened yet."""
        self._hints, self._view = 0, view
        self._build(None if view.is_quiz else view.page)
        for button in (self.notes, self.count):
            button.setChecked(False)

    def show_view(self, view: PageView) -> None:
        """Show the page as it is now."""
        self._view = view
        self._show()

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, from the top to the bottom."""
        asked = [stop for box in self.predictions for stop in box.stops]
        rows = [] if self.bench is None else [self.bench]
        return [*asked, self.skip, self.count, self.action, *rows, self.reveal, self.more_hints, self.notes]

    def next_stop(self, view: PageView) -> QWidget:
        """What is to be answered next, or else where the page is gone on with."""
        if not view.predicted:
            for box in self.predictions:
                if box.prediction.name not in view.result.given:
                    return box.first
        return self.action if self.action.isVisibleTo(self) else self.reveal

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        for narrow in (self.skip, self.count):
            narrow.wrap()
        for box in self.predictions:
            box.restyle()
        if self.bench is not None:
            self.bench.restyle(theme, scale)

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        self.skip.say(self.tr("Without predicting"))
        self.skip.setToolTip(self.tr("Open the action without a prediction"))
        self.count.say(self.tr("Count hands"))
        self.count.setToolTip(self.tr("Enter how many hands went up for each answer"))
        self.reveal.setText(self.tr("Show the explanation"))
        self.reveal.setToolTip(self.tr("All have predicted: show what is so"))
        self.notes.setText(self.tr("For the teacher"))
        self.notes.setToolTip(self.tr("What to say on this page; hidden while presenting"))
        self._show()

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        for narrow in (self.skip, self.count):
            beside.addWidget(narrow)
        self.ending.setProperty("role", "found")
        inside = QVBoxLayout(self.ending)
        for text in (self.before, self.stale, self.reply, self.found):
            inside.addWidget(text)
        for part in (
            *(self.question, self._beside, self.locked, self.action, self.reveal, self.more_hints, self.hint),
            *(self.ending, self.notes, self.note),
        ):
            self._rows.addWidget(part)

    def _build(self, page: Page | None) -> None:
        """The parts that only this page has."""
        for box in self.predictions:
            box.hide()
            box.deleteLater()
        self.predictions = []
        for prediction in () if page is None else page.predictions:
            box = PredictionBox(prediction)
            box.given.connect(self.given)
            box.line_given.connect(self.line_given)
            box.hands_counted.connect(self.hands_counted)
            self._rows.insertWidget(1 + len(self.predictions), box)
            self.predictions.append(box)
        if self.bench is not None:
            self.bench.hide()
            self.bench.deleteLater()
            self.bench = None
        if page is not None and page.bench:
            self.bench = SeedBench()
            self.bench.drawn.connect(self.bench_used)
            self._rows.insertWidget(self._rows.indexOf(self.action) + 1, self.bench)
            if self._theme is not None:
                self.bench.restyle(self._theme, self._scale)

    def _show(self) -> None:
        view = self._view
        if view is None or view.is_quiz:
            return
        page, words, result = view.page, view.words, view.result
        self.question.setText(words.question.filled(view.names))
        for box in self.predictions:
            box.show_view(view, counting=self.count.isChecked())
        self._beside.setVisible(bool(page.predictions))
        self.count.setVisible(any(prediction.ask is not Ask.LINE for prediction in page.predictions))
        self.skip.setVisible(not view.predicted)
        self.locked.setText(self.tr("Predict first: then the action opens."))
        self.locked.setVisible(not view.predicted)
        self.action.setText(f"{DONE if result.done else OPEN}  {words.action.filled(view.names)}")
        self.action.setEnabled(view.predicted and not view.waits)
        self.action.setVisible(bool(words.action.text))
        self.reveal.setVisible(page.done is None and view.predicted and not result.done)
        if self.bench is not None:
            self.bench.setEnabled(view.predicted)
        hints = words.hints[: self._hints]
        self.more_hints.setText(self.tr("Hint ({left})").format(left=len(words.hints) - self._hints))
        self.more_hints.setVisible(not result.done and self._hints < len(words.hints))
        self.hint.setText("\n\n".join(hint.filled(view.names) for hint in hints))
        self.hint.setVisible(bool(hints))
        self.reply.setText(_replies(view))
        self.reply.setVisible(bool(self.reply.text()))
        self.found.setText(words.found.with_values(result.numbers))
        self.ending.setVisible(result.done)
        self._tell_age(of_before=page.done is not None and not view.fresh)
        self.notes.setVisible(bool(words.note) and not view.presents)
        self.note.setText(words.note)
        self.note.setVisible(self.notes.isVisibleTo(self) and self.notes.isChecked())

    def _tell_age(self, *, of_before: bool) -> None:
        """Tell what was found before this page was opened from what has just been found, in looks and in words."""
        self.before.setText(self.tr("Measured last time"))
        self.stale.setText(self.tr("The charts stand at the start of this page. Do it again, and it is measured anew."))
        for text in (self.before, self.stale):
            text.setVisible(of_before)
        if self.ending.property("before") is not of_before:
            self.ending.setProperty("before", of_before)
            look_again(self.ending)

    def _show_hint(self) -> None:
        self._hints += 1
        self._show()


def _replies(view: PageView) -> str:
    """What is said of each prediction, in their order."""
    answers = view.words.answers
    replies = [
        answers[name].reply.with_values(view.result.numbers) for name in view.replies.values() if name in answers
    ]
    if len(view.replies) > 1:
        replies = [f"{number}. {reply}" for number, reply in enumerate(replies, start=1) if reply]
    return "\n".join(filter(None, replies))


def _text(role: str) -> QLabel:
    """Words of a page: plain text, whatever stands in it."""
    text = label(role)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    return text
