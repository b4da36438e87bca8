"""A lesson in the window: each page sets its state, opens and locks what it needs, and looks whether it is done."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from gui.cli.options import CHARTS
from gui.panels.lesson.lesson_card import LessonCard
from gui.panels.lesson.page_view import PageView
from gui.session.document import Papers
from gui.session.engine import State
from gui.session.session import Aside
from gui.session.shown import Shown
from gui.window.lesson.doings import Tally
from gui.window.lesson.locks import Locks
from gui.window.lesson.marks import Marks
from gui.window.lesson.records import Records
from gui.window.lesson.stagehand import Stagehand
from gui.window.preferences import Preferences
from model.lessons.expression import Value
from model.lessons.measured import Measured
from model.lessons.page import Ask, Lesson, Opening, Page
from model.lessons.played import with_own_names
from model.lessons.quiz import draw_quiz
from model.lessons.results import (
    PageResult,
    QuizResult,
    Results,
    counted,
    is_predicted,
    reply_of,
)

CHOICES = ("logarithmic", "exact", "squares", "theory", "more")
"""What a page shows or does not."""


class _Resting(NamedTuple):
    """What stood in the window before the lesson."""

    aside: Aside
    papers: Papers
    chart: int
    last: bool
    """Whether the loss was shown of the last epochs alone."""


class Guide(QObject):
    """Leads through a lesson; one at a time."""

    changed = Signal()
    """A lesson has been begun, or left."""

    kept = Signal(object)
    """The Path of the file in which a class's answers have been set aside."""

    unkept = Signal(str)
    """Why the answers of the class are not being kept."""

    answered = Signal()
    """The class has answered something."""

    def __init__(
        self, window: Stagehand, parent: QObject, folder: Path | None, for_class: Callable[[], Mapping[str, str]]
    ) -> None:
        super().__init__(parent)
        self._window, self._folder = window, folder
        self._locks = Locks(window, for_class)
        self.lesson: Lesson | None = None
        self.place = 0
        self.records = Records("", None)
        self.card: LessonCard | None = None
        self._marks: Marks | None = None
        self._resting: _Resting | None = None
        self._before: Preferences | None = None
        self._opening = self._revealed = self._fresh = False
        self._aside: Path | None = None
        """Where the answers of another class have been set aside, until that can be told."""
        self.untouched = True
        """Whether nothing has been answered since the page was opened."""
        self._tally = Tally(window.view)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._set_up)
        self._shown: Shown | None = None
        self._viewed: PageView | None = None

    @property
    def results(self) -> Results:
        """What the class has answered."""
        return self.records.results

    @property
    def is_open(self) -> bool:
        """Whether there is a lesson in the window."""
        return self.card is not None

    @property
    def is_ready(self) -> bool:
        """Whether the page stands as it was to be set."""
        return self.is_open and not self._opening

    @property
    def resting_preferences(self) -> Preferences | None:
        """What the user had chosen before the lesson."""
        return self._before

    def start(self, lesson: Lesson, page: str = "", *, beside_run: bool = False) -> None:
        """Begin a lesson, at this page or where it was left; what stands in the window rests meanwhile.

        Beside a run that belongs to the page, it rests as soon as the page is restored or another one opened.
        """
        self.leave()
        window, view = self._window, self._window.view
        self.lesson, self._before = lesson, window.preferences
        self.records = Records(lesson.name, self._folder)
        card = self.card = LessonCard()
        card.restyle(*window.looks)
        card.page_wanted.connect(self.open_page)
        card.restore_wanted.connect(self.restore)
        card.leave_wanted.connect(self.leave)
        card.parts.given.connect(self._take_prediction)
        card.parts.line_given.connect(self._take_line)
        card.parts.hands_counted.connect(self._take_hands)
        card.parts.passed_over.connect(self._pass_over)
        card.parts.bench_used.connect(self._look)
        card.parts.reveal_wanted.connect(self._reveal)
        card.sheet_wanted.connect(window.actions_["lesson_sheet"].trigger)
        card.rebuilt.connect(self.changed)
        card.quiz.answered.connect(self._take_answer)
        card.quiz.seed_wanted.connect(self._take_seed)
        card.quiz.page_wanted.connect(self.open_named)
        self._marks = Marks(view)
        view.data.tell_shape(False)  # a page asks for it, and the code has it at the ends of its lines
        view.fit.by_hand.changed.connect(self._look)
        view.charts.backward.called.connect(self._look)
        view.fit.guess.guessed.connect(self._take_click)
        window.actions_["squares"].toggled.connect(self._look)
        self.open_page(lesson.place(page or self.results.at) or 0, beside_run=beside_run)
        self.changed.emit()

    def leave(self) -> None:
        """End the lesson: what stood in the window before comes back, unsaved work included."""
        if not self.is_open:
            return
        resting, before = self._resting, self._before
        self._resting = self._before = self._aside = None
        self._opening = False
        self._soon.stop()
        window, view = self._window, self._window.view
        view.fit.by_hand.set_on(False)
        view.fit.by_hand.changed.disconnect(self._look)
        view.charts.backward.called.disconnect(self._look)
        view.fit.guess.guessed.disconnect(self._take_click)
        view.fit.guess.ask(None)
        window.actions_["squares"].toggled.disconnect(self._look)
        if self._marks is not None:
            self._marks.clear()
            self._marks.deleteLater()  # with its look at what holds the panels
        self.card = self._marks = self._viewed = self.lesson = None
        self._locks.open_panels()
        view.pointed = ()
        view.tell(True)
        view.data.tell_shape(True)
        self._show_controls({})
        if resting is not None:
            window.session.bring_back(resting.aside)
            window.document.bring_back(resting.papers)
        if before is not None:
            for what in CHOICES:
                window.choose(what, getattr(before, what))
            window.set_speed(before.speed)
        if resting is not None:
            view.why.restore(resting.chart)
            view.loss.epochs.choose(resting.last)
        self.changed.emit()
        window.show_frame()

    def open_named(self, page: str) -> None:
        """Open the page of this name, if there is one."""
        if self.lesson is not None and (place := self.lesson.place(page)) is not None:
            self.open_page(place)

    def open_page(self, place: int, *, beside_run: bool = False) -> None:
        """Open a page in its exact state, or beside the run that is there; behind the last one is the quiz."""
        lesson = self.lesson
        if lesson is None or self.card is None:
            return
        self.place = max(0, min(place, lesson.places - 1))
        self._tally, self._viewed = Tally(self._window.view), None
        self._revealed = self._fresh = False
        self.untouched = True
        page = self._page
        self.records.put(replace(self.records.latest(), at="" if page is None else page.name))
        self._show_controls({} if page is None else page.cards)
        if not beside_run:
            self._let_rest()
            self._set_state(Opening() if page is None else page.opening)
        self._point(page)
        self._window.show_frame()

    def go(self, steps: int) -> None:
        """Open the page so many pages on."""
        if self.is_open:
            self.open_page(self.place + steps)

    def restore(self) -> None:
        """Bring the window back to the state of this page; answers stay."""
        if self.is_open:
            self.open_page(self.place)

    def restyle(self) -> None:
        """Apply the theme."""
        if self.card is not None:
            self.card.restyle(*self._window.looks)

    def show_frame(self, shown: Shown) -> None:
        """Look whether the action is done, and show how far the page is."""
        if self.card is None or self.lesson is None:
            return
        self._shown = shown
        if self._opening and shown.state is not State.RUNNING and (shown.start or shown.state is State.FAILED):
            self._soon.start()
        page, names = self._page, self._measured(shown)
        if page is not None:
            self._look_whether_done(page, names, shown)
        predicted = page is None or is_predicted(page, self.results.of(page.name))
        self._locks.lock(page, predicted=predicted, rests=self._resting is not None)
        result = PageResult() if page is None else self.results.of(page.name)
        self._ask_in_plot(page, result)
        view = PageView(
            self.lesson,
            self.place,
            self._window.preferences.language.value,
            result,
            self._marks_of(self.lesson),
            names=self._names_of_question(names),
            replies=self._replies(page, result, names),
            quiz=self.results.quiz,
            questions=draw_quiz(self.lesson, self.results.quiz.seed) if page is None else (),
            presents=self._window.presenting.on,
            waits=self._opening,
            fresh=self._fresh,
        )
        if view != self._viewed:
            self._viewed = view
            self.card.show_view(view)

    # --- what a page sets ---

    def _let_rest(self) -> None:
        """Set aside what stands in the window, unless it rests already."""
        if self._resting is None:
            window, view = self._window, self._window.view
            view.fit.by_hand.set_on(False)
            looked = view.charts.currentIndex(), bool(view.loss.epochs.chosen())
            self._resting = _Resting(window.session.set_aside(), window.document.set_aside(), *looked)

    def _set_state(self, opening: Opening) -> None:
        """Load the exact run, and look at it as the page has it."""
        window, view = self._window, self._window.view
        self._opening = True
        view.fit.by_hand.set_on(False)
        view.fit.by_hand.forget()
        experiment, differences = opening.begins
        for what in CHOICES:
            window.choose(what, getattr(opening, what))
        window.set_speed(opening.speed)
        window.session.load(experiment, upto=opening.done, differences=differences)
        self._soon.stop()  # which a frame of the run before may have started
        view.charts.backward.start_over()
        view.loss.epochs.choose(opening.last)
        view.why.restore(CHARTS.index(opening.chart) if opening.chart else 0)

    def _set_up(self) -> None:
        """What needs the run to be there, once a frame of it is shown."""
        if not self.is_open or not self._opening:
            return
        page, view = self._page, self._window.view
        opening = Opening() if page is None else page.opening
        if opening.walked is not None:
            view.code.set_up.walk_to(opening.walked)
        if opening.by_hand:
            view.fit.by_hand.set_on(True, rated=page is None or not page.asking(Ask.LINE))
            if opening.hand is not None:
                view.fit.by_hand.move_to(*opening.hand)
                view.fit.by_hand.forget()
        self._opening = False
        self._window.show_frame()
        if self.card is not None and not opening.by_hand:  # whose line has it
            self.card.take_keyboard()
        if self._aside is not None:
            file, self._aside = self._aside, None
            self.kept.emit(file)

    def _show_controls(self, cards: Mapping[str, str]) -> None:
        """Let these cards of the left column stand below the lesson, of some of them one row alone."""
        view = self._window.view
        view.training.show_alone(cards.get("training", ""))
        view.loop.show_alone(cards.get("loop", ""))
        view.hold_lesson(self.card, [view.left.named[name] for name in cards])

    def _point(self, page: Page | None) -> None:
        """Put a ring around what the page speaks of; present that, where something is presented."""
        view = self._window.view
        pointed = [] if page is None else [getattr(view, name) for name in page.points_at]
        view.pointed = tuple(pointed)
        view.tell(not pointed or view.explanation in pointed)  # what it says would tell what is asked
        parts = [view.parts.index(panel) for panel in pointed if panel in view.parts]
        if parts:
            self._window.presenting.show_parts(parts[:2])
        if self._marks is not None:
            self._marks.point(pointed, [] if not pointed else view.parts)

    # --- what is done on it ---

    @property
    def _page(self) -> Page | None:
        """The page that is open; None is the quiz."""
        pages = () if self.lesson is None else self.lesson.pages
        return pages[self.place] if self.place < len(pages) else None

    def _look(self) -> None:
        """Look again: something was done that changes nothing of the run."""
        if self.is_open:
            self._window.show_frame()

    def _look_whether_done(self, page: Page, names: Measured, shown: Shown) -> None:
        """Once the action is done, keep what was found, and as long as the run rests what is found anew."""
        result = self.results.of(page.name)
        predicted = is_predicted(page, result) and not self._opening
        done = predicted and (self._revealed if page.done is None else page.done.holds(names))
        if done and not (self._fresh and shown.running) and not self._window.view.fit.by_hand.holds:
            numbers: dict[str, Value] = {}
            for words in page.words.values():
                for template in words.templates:
                    numbers |= template.values(names)
            if not self._fresh or numbers != result.numbers:
                self._fresh = True
                latest = self.records.latest().of(page.name)
                if is_predicted(page, latest):  # no other class has begun elsewhere
                    self._put(page, replace(latest, done=True, numbers=numbers))
            if page.asking(Ask.LINE):
                self._window.view.fit.by_hand.set_on(False)

    def _measured(self, shown: Shown) -> Measured:
        page = self._page
        bench = None if self.card is None else self.card.parts.bench
        doings = self._tally.doings(shown, bench, squares=self._window.actions_["squares"].isChecked())
        beside = tuple(run.history for run in self._window.session.comparison.companions)
        done = [len(each) for each in beside] if shown.running else []  # those that train in step come a little later
        history = shown.history.upto(min([shown.time + 1, *done]))
        measured = Measured(shown.experiment, history, shown.start, beside, doings)
        return measured if page is None else with_own_names(measured, page, self.results.of(page.name).given)

    def _names_of_question(self, names: Measured) -> Measured:
        """Those that the page began with, for it does not ask of what is done on it; but of the data as they are."""
        begun = None if self._viewed is None or self._opening else self._viewed.names
        return begun if isinstance(begun, Measured) and begun.settings.data is names.settings.data else names

    def _replies(self, page: Page | None, result: PageResult, names: Mapping[str, Any]) -> dict[str, str]:
        """What each prediction counts as, once the action is done."""
        if page is None or not result.done:
            return {}
        given = ((each, result.given.get(each.name)) for each in page.predictions)
        return {each.name: reply_of(each, answer, names) for each, answer in given if answer is not None}

    def _marks_of(self, lesson: Lesson) -> tuple[bool, ...]:
        answers = self.results.quiz.given
        quiz = bool(answers) and all(each is not None for each in answers)
        return (*(self.results.of(page.name).done for page in lesson.pages), quiz)[: lesson.places]

    # --- what the user gives ---

    def _take_prediction(self, name: str, answer: float | str) -> None:
        page = self._page
        if page is not None:
            result = self.records.latest().of(page.name)
            self._put(page, replace(result, given={**result.given, name: answer}, passed_over=False))
            self._look()
            self._go_on()

    def _go_on(self) -> None:
        """Let the keyboard go on to what is next, but stay where hands are counted."""
        if self.card is not None and not self.card.parts.count.isChecked():
            self.card.take_keyboard()

    def _ask_in_plot(self, page: Page | None, result: PageResult) -> None:
        """Let a click in the plot answer where that is asked for, and show what was answered."""
        asked = page.asking(Ask.CLICK) if page else None
        guess = self._window.view.fit.guess
        if asked is None:
            guess.ask(None)
        else:
            given = result.given.get(asked.name)
            guess.ask(asked.at, given if isinstance(given, float) else None, takes=not result.done)

    def _take_click(self, value: float) -> None:
        if self._page is not None and (asked := self._page.asking(Ask.CLICK)) is not None:
            self._take_prediction(asked.name, value)

    def _take_line(self, name: str) -> None:
        """What the line that was dragged counts as."""
        page = self._page
        if page is None or self._shown is None:
            return
        prediction = next(each for each in page.predictions if each.name == name and each.ask is Ask.LINE)
        answer = reply_of(prediction, math.nan, self._measured(self._shown))
        self._take_prediction(name, answer)

    def _take_hands(self, prediction: str, answer: str, hands: int) -> None:
        page = self._page
        if page is not None:
            self._put(page, counted(self.records.latest().of(page.name), prediction, answer, hands))
            self._look()

    def _reveal(self) -> None:
        self._revealed = True
        self._look()

    def _pass_over(self) -> None:
        page = self._page
        if page is not None:
            self._put(page, replace(self.records.latest().of(page.name), passed_over=True))
            self._look()
            self._go_on()

    def _take_answer(self, question: int, option: int) -> None:
        if self.lesson is not None:
            seed = self.results.quiz.seed  # of the questions that are shown
            count = len(draw_quiz(self.lesson, seed))
            latest = self.records.latest().quiz
            given = [*(latest.given if latest.seed == seed else ()), *[None] * count][:count]
            given[question] = option
            self._put_quiz(QuizResult(seed, tuple(given)))

    def _take_seed(self, seed: int) -> None:
        self._put_quiz(QuizResult(seed))

    def _put(self, page: Page, result: PageResult) -> None:
        self.records.put_page(page.name, result)
        self._tell_answered()

    def _put_quiz(self, quiz: QuizResult) -> None:
        self.records.put_quiz(quiz)
        self._tell_answered()
        self._look()

    def _tell_answered(self) -> None:
        self.untouched = False
        self.answered.emit()
        if self.records.unkept:
            self.unkept.emit(self.records.unkept)

    def put_names(self, name: str, group: str, date: str) -> None:
        """Keep what was typed for the sheet."""
        self.records.put(replace(self.records.latest(), name=name, group=group, date=date))

    def another_class(self) -> None:
        """Begin again without any answers; those of this class are kept, and it is told where."""
        self._go_on_with(self.records.begin_anew(), 0)

    def earlier_class(self, file: Path) -> None:
        """Go on with a class whose answers have been set aside; those of this one are kept, and it is told where."""
        kept, lesson = self.records.bring_back(file), self.lesson
        self._go_on_with(kept, (lesson and lesson.place(self.results.at)) or 0)

    def _go_on_with(self, kept: Path | None, place: int) -> None:
        self._aside = kept
        self.open_page(place)
        self.answered.emit()
