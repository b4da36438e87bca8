"""The card of a lesson: a page from its question to its explanation, and the way to the others."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from gui.panels.lesson.option import WrappedButton
from gui.panels.lesson.page_view import PageView
from gui.panels.lesson.prediction_box import PredictionBox
from gui.panels.lesson.quiz_box import QuizBox
from gui.panels.lesson.seed_bench import SeedBench
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import Card, label, look_again
from gui.widgets.inputs import PushButton, ToolButton
from model.lessons.page import Ask, Page

DONE, OPEN = "■", "□"


class LessonCard(Card):
    """Shows a PageView; what its user wants is emitted, and decided elsewhere."""

    page_wanted = Signal(int)
    restore_wanted, leave_wanted, passed_over, sheet_wanted = Signal(), Signal(), Signal(), Signal()
    reveal_wanted = Signal()
    """There is nothing to do on this page: what is found is to be told."""
    given = Signal(str, object)
    line_given = Signal(str)
    hands_counted = Signal(str, str, int)

    bench_used = Signal()
    """Something was drawn in the small experiment."""
    rebuilt = Signal()
    """There are other parts that take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("lesson", True)
        self.title.setProperty("role", "page")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.place, self.contents, self.leave = label("note"), ToolButton(), ToolButton()
        self.contents.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.contents.setMenu(QMenu(self.contents))
        self.leave.setProperty("role", "close")
        self.header.insertWidget(0, self.place)
        self.header.insertWidget(1, self.contents)
        self.header.addWidget(self.leave)
        self.header.removeWidget(self.title)
        self.body.insertWidget(1, self.title)
        self.question, self.action, self.found = _text("question"), _text("action"), _text("finding")
        self.reply, self.hint, self.note = _text("reply"), _text("hint"), _text("teacher")
        self.locked, self.before, self.stale = _text("note"), _text("reply"), _text("note")
        self.skip, self.count, self.more_hints, self.notes = (
            WrappedButton(),
            WrappedButton(),
            PushButton(),
            ToolButton(),
        )
        for narrow in (self.skip, self.count):  # which stand side by side in the narrowest card
            narrow.setProperty("role", "beside")
        self.reveal = PushButton()
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a place from which all keys are the window's
        self.count.setCheckable(True)
        self.notes.setCheckable(True)
        self.notes.setProperty("role", "fold")
        self.quiz = QuizBox()
        self.sheet = PushButton()
        self.predictions: list[PredictionBox] = []
        self.bench: SeedBench | None = None
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._scroll = QScrollArea()
        self.back, self.restore, self.next = PushButton(), PushButton(), PushButton()
        self._view: PageView | None = None
        self._page: Page | None = None
        self._hints = 0
        self._stops: tuple[QWidget, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_end)
        self._scale = TypeScale()
        self._theme: Theme | None = None
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_view(self, view: PageView) -> None:
        """Show a page as it is now."""
        page = None if view.is_quiz else view.page
        before, self._view = self._view, view
        ends = before is not None and before.place == view.place and view.result.done and not before.result.done
        if before is None or page is not self._page or view.place != before.place:
            self._page, self._hints = page, 0
            self._build()
            self._scroll.verticalScrollBar().setValue(0)
            for button in (self.notes, self.count):
                button.setChecked(False)
        told = self.reveal.hasFocus()
        self._show()
        if ends:
            self._soon.start()
            if told:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        if view.quiz_is_over and before is not None and before.is_quiz and not before.quiz_is_over:
            self._scroll.verticalScrollBar().setValue(0)  # where the score is
            self.quiz.draw.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.reading_order != self._stops:
            self._stops = self.reading_order
            self.rebuilt.emit()

    @property
    def reading_order(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as it stands from the top to the bottom."""
        rows = [] if self.bench is None else [self.bench]
        inside = [*(box.stops for box in self.predictions), [self.skip, self.count, self.action, *rows]]
        below = [self.reveal, self.more_hints, self.notes, *self.quiz.stops, self.sheet]
        footer = (self.back, self.restore, self.next)
        return (self.contents, self.leave, *(stop for stops in inside for stop in stops), *below, *footer)

    def take_keyboard(self) -> None:
        """Let what is to be answered next have the keyboard, or else the action."""
        view = self._view
        if view is None:
            return
        place: QWidget | None = self.action if self.action.isVisibleTo(self) else self.reveal
        if view.is_quiz:
            place = self.quiz.next_stop or self.quiz.draw
        elif not view.predicted:
            open_ = (box for box in self.predictions if box.prediction.name not in view.result.given)
            place = next((box.first for box in open_), place)
        if place is not None and place.isVisibleTo(self) and place.isEnabled():
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(place, 0, SPACE)
        else:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_end(self) -> None:
        """Scroll to what was found, as far as that leaves the action in view; it has been laid out by then."""
        for part in (self._found, self._inside):  # from the inside outwards
            part.updateGeometry()
        self._rows.activate()
        QCoreApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))
        self._scroll.ensureWidgetVisible(self._found, 0, 0)
        bar, first = self._scroll.verticalScrollBar(), self.action if self.action.isVisibleTo(self) else self._found
        bar.setValue(min(bar.value(), first.y()))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self.quiz.restyle()
        for narrow in (self.skip, self.count):
            narrow.wrap()
        for box in self.predictions:
            box.restyle()
        if self.bench is not None:
            self.bench.restyle(theme, scale)

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        self.setAccessibleName(self.tr("Lesson"))
        self.contents.setText(self.tr("Pages"))
        self.contents.setToolTip(self.tr("All pages of the lesson, and which are done"))
        self.leave.setText("×")
        self.leave.setToolTip(self.tr("Leave the lesson; what stood here before comes back (Ctrl+L)"))
        self.leave.setAccessibleName(self.tr("Leave the lesson"))
        self.skip.say(self.tr("Without predicting"))
        self.skip.setToolTip(self.tr("Open the action without a prediction"))
        self.count.say(self.tr("Count hands"))
        self.count.setToolTip(self.tr("Enter how many hands went up for each answer"))
        self.reveal.setText(self.tr("Show the explanation"))
        self.reveal.setToolTip(self.tr("All have predicted: show what is so"))
        self.notes.setText(self.tr("For the teacher"))
        self.notes.setToolTip(self.tr("What to say on this page; hidden while presenting"))
        self.sheet.setText(self.tr("Sheet …"))
        self.sheet.setToolTip(self.tr("Save predictions, votes, results and quiz as PDF or CSV"))
        self.back.setText(self.tr("← Page"))
        self.back.setToolTip(self.tr("The page before (Page Up)"))
        self.restore.setText(self.tr("Restore"))
        self.restore.setToolTip(self.tr("Bring the window back to the state of this page (Ctrl+R)"))
        self.next.setText(self.tr("Page →"))
        self.next.setToolTip(self.tr("The next page (Page Down)"))
        if self._view is not None:
            self._show()

    def _wire(self) -> None:
        for button, signal in (
            (self.skip, self.passed_over),
            (self.restore, self.restore_wanted),
            (self.leave, self.leave_wanted),
            (self.sheet, self.sheet_wanted),
            (self.reveal, self.reveal_wanted),
        ):
            button.clicked.connect(signal)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.more_hints.clicked.connect(self._show_hint)
        for button in (self.count, self.notes):
            button.toggled.connect(lambda _: self._show())
        self.contents.menu().aboutToShow.connect(self._list_pages)

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, SPACE // 2, 0)
        self._rows.setSpacing(SPACE)
        beside = QHBoxLayout()
        for narrow in (self.skip, self.count):
            beside.addWidget(narrow)
        found = QFrame()
        found.setProperty("role", "found")
        inside = QVBoxLayout(found)
        for text in (self.before, self.stale, self.reply, self.found):
            inside.addWidget(text)
        self._found = found
        self._beside = QWidget()
        self._beside.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        for part in (
            *(self.question, self._beside, self.locked, self.action, self.reveal, self.more_hints, self.hint, found),
            *(self.notes, self.note, self.quiz, self.sheet),
        ):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        footer = QHBoxLayout()
        for button in (self.back, self.restore, self.next):
            footer.addWidget(button, 1)
        self.body.addLayout(footer)

    def _build(self) -> None:
        """The parts that only this page has."""
        for box in self.predictions:
            box.hide()
            box.deleteLater()
        self.predictions = []
        for prediction in () if self._page is None else self._page.predictions:
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
        if self._page is not None and self._page.bench:
            self.bench = SeedBench()
            self.bench.drawn.connect(self.bench_used)
            self._rows.insertWidget(self._rows.indexOf(self.action) + 1, self.bench)
            if self._theme is not None:
                self.bench.restyle(self._theme, self._scale)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self.back.setEnabled(view.place > 0)
        self.next.setEnabled(view.place + 1 < view.lesson.places)
        self.quiz.setVisible(view.is_quiz)
        self.place.setVisible(not view.is_quiz)
        self.sheet.setVisible(view.is_quiz)
        asked = (self.question, self._beside, self.locked, self.action, self.reveal, self.more_hints, self.hint)
        for part in (*asked, self._found):
            part.setVisible(not view.is_quiz)
        if view.is_quiz:
            self.notes.hide()
            self.note.hide()
            self.title.setText(self.tr("Quiz"))
            self.quiz.show_view(view)
        else:
            self._show_page(view)

    def _show_page(self, view: PageView) -> None:
        page, words, result = view.page, view.words, view.result
        self.title.setText(words.title)
        self.place.setText(self._place(view))
        self.question.setText(words.question.filled(view.names))
        for box in self.predictions:
            box.show_view(view, counting=self.count.isChecked())
        predicts = bool(page.predictions)
        self._beside.setVisible(predicts)
        self.count.setVisible(any(prediction.ask is not Ask.LINE for prediction in page.predictions))
        self.skip.setVisible(not view.predicted)
        self.locked.setText(self.tr("Predict first: then the action opens."))
        self.locked.setVisible(not view.predicted)
        acts = bool(words.action.text)
        self.action.setText(f"{DONE if result.done else OPEN}  {words.action.filled(view.names)}")
        self.action.setEnabled(view.predicted and not view.waits)
        self.action.setVisible(acts)
        self.reveal.setVisible(page.done is None and view.predicted and not result.done)
        if self.bench is not None:
            self.bench.setEnabled(view.predicted)
        hints = words.hints[: self._hints]
        self.more_hints.setText(self.tr("Hint ({left})").format(left=len(words.hints) - self._hints))
        self.more_hints.setVisible(not result.done and self._hints < len(words.hints))
        self.hint.setText("\n\n".join(hint.filled(view.names) for hint in hints))
        self.hint.setVisible(bool(hints))
        replies = [
            words.answers[name].reply.with_values(result.numbers)
            for name in view.replies.values()
            if name in words.answers
        ]
        if len(view.replies) > 1:  # each to its own question, in their order
            replies = [f"{number}. {reply}" for number, reply in enumerate(replies, start=1) if reply]
        self.reply.setText("\n".join(filter(None, replies)))
        self.reply.setVisible(bool(self.reply.text()))
        self.found.setText(words.found.with_values(result.numbers))
        self._found.setVisible(result.done)
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
        if self._found.property("before") is not of_before:
            self._found.setProperty("before", of_before)
            look_again(self._found)

    def _place(self, view: PageView) -> str:
        page = view.page
        minutes = counted(page.minutes, self.tr("{n} minute"), self.tr("{n} minutes")).format(n=page.minutes)
        if page.extra:
            return self.tr("extra · {minutes}").format(minutes=minutes)
        text = self.tr("{place} of {all} · {minutes}")
        return text.format(place=view.place + 1, all=view.lesson.counted, minutes=minutes)

    def _show_hint(self) -> None:
        self._hints += 1
        self._show()

    def _go(self, steps: int) -> None:
        if self._view is not None:
            self.page_wanted.emit(self._view.place + steps)

    def _list_pages(self) -> None:
        view, menu = self._view, self.contents.menu()
        menu.clear()
        if view is None:
            return
        titles = [page.words_in(view.language).title for page in view.lesson.pages]
        for place, (title, done) in enumerate(zip([*titles, self.tr("Quiz")], view.marks, strict=False)):
            text = f"{DONE if done else OPEN}  {place + 1}  {title}".replace("&", "&&")
            action = menu.addAction(text, lambda place=place: self.page_wanted.emit(place))
            action.setCheckable(True)
            action.setChecked(place == view.place)


def _text(role: str) -> QLabel:
    """Words of a page: plain text, whatever stands in it."""
    text = label(role)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    return text
