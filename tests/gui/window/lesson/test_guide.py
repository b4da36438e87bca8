"""Each page of the lesson is played in the window, with right and wrong predictions, from wherever it is opened."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.lesson.lesson_card import LessonCard
from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.lesson import records
from gui.window.lesson.locks import ACTIONS, ALWAYS
from gui.window.lesson.records import Records
from gui.window.main_window import MainWindow
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, Start
from model.lessons.page import Ask, Lesson, Page, Prediction
from model.lessons.page_file import built_in
from model.lessons.results import PageResult, QuizResult, Results, read_results, write_results
from tests.gui.conftest import colours, diverge, hear_language
from tests.gui.window.conftest import LANGUAGES, cut_off, settle

LESSON = built_in()
PAGES = [page.name for page in LESSON.pages]
NUMBERS = {
    ("data", "rule"): 8.0,
    ("data", "last"): 6.0,
    ("data", "more"): 11.0,
    ("data", "less"): 1.0,
    ("loss", "mean"): 18.667,
    ("loss", "sum"): 56.0,
    ("loss", "largest"): 36.0,
    ("loss", "lengths"): 12.0,
    ("loss", "nothing"): 0.0,
    ("loss", "other"): 25.0,
    ("learning-rate", "negative"): -1.0,
    ("learning-rate", "near"): 0.18,
    ("learning-rate", "one"): 1.0,
    ("learning-rate", "small"): 0.01,
    ("learning-rate", "large"): 3.0,
    ("run", "never"): math.inf,
    ("run", "source"): 3750.0,
    ("run", "rounded"): 1500.0,
    ("run", "early"): 100.0,
    ("run", "later"): 9000.0,
}
"""A number that counts as each answer to each prediction of a number."""

LINES = {"axis": (0.0, 0.0), "points": (2.0, 0.0), "raised": (0.0, 3.0), "slanted": (1.0, 3.0)}

Play = Callable[[MainWindow], None]


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = reuse_window(Experiment(epochs=20))
    qtbot.waitUntil(lambda: window.session.can_step)
    return window


@pytest.fixture
def keeping(make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window of its own, which keeps its answers below tmp_path."""
    window = make_window(Experiment(epochs=20), recovery=tmp_path)
    qtbot.waitUntil(lambda: window.session.can_step)
    return window


@pytest.fixture
def open_page(window: MainWindow, qtbot: QtBot) -> Callable[[str], Page]:
    """Open a page of the lesson, and wait until it stands as it is to."""

    def open_page(name: str) -> Page:
        if not window.lessons.is_open:
            window.lessons.open(LESSON, name)
        else:
            window.lessons.guide.open_named(name)
        ready(window, qtbot)
        return LESSON.pages[PAGES.index(name)]

    return open_page


def ready(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.lessons.guide.is_ready)
    settle()


def card_of(window: MainWindow) -> LessonCard:
    assert window.lessons.guide.card is not None
    return window.lessons.guide.card


def result(window: MainWindow, page: Page) -> PageResult:
    return window.lessons.guide.results.of(page.name)


def predict(window: MainWindow, page: Page, prediction: Prediction, answer: str) -> None:
    """Give this answer as a user would."""
    card = card_of(window)
    (box,) = (box for box in card.parts.predictions if box.prediction.name == prediction.name)
    if prediction.ask is Ask.CHOICE:
        box.options[answer].button.click()
    elif prediction.ask is Ask.LINE:
        window.view.fit.by_hand.move_to(*LINES[answer])
        box.take.click()
    elif math.isinf(NUMBERS[page.name, answer]):
        box.never.click()
    else:
        box.number.setText(repr(NUMBERS[page.name, answer]))
        box.take.click()
    settle()


def predict_all(window: MainWindow, page: Page) -> None:
    for prediction in page.predictions:
        predict(window, page, prediction, prediction.right)


def act(window: MainWindow, page: Page, qtbot: QtBot) -> None:
    """Do what the page asks for, through the window's own commands and controls."""
    actions, view = window.actions_, window.view
    window.set_speed(None)

    def lines(count: int) -> None:
        for _ in range(count):
            before = window.session.moment, view.code.set_up.walked, len(window.session.history)
            actions["step_line"].trigger()
            qtbot.waitUntil(
                lambda before=before: (
                    (window.session.moment, view.code.set_up.walked, len(window.session.history))  # type: ignore[misc]
                    != before
                )
            )

    def run() -> None:
        actions["run"].trigger()
        qtbot.waitUntil(lambda: window.session.state is State.FINISHED)

    def draw() -> None:
        bench = card_of(window).parts.bench
        assert bench is not None
        for seeded in (True, False):
            bench.set_seeded(seeded)
            for _ in range(2):
                bench.draw.click()

    def call_backward() -> None:
        for _ in range(3):
            view.charts.backward.backward.click()
        view.charts.backward.zero_grad.click()

    def compare() -> None:
        view.ask(Question.LEARNING_RATES)
        qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
        actions["run"].trigger()
        qtbot.waitUntil(lambda: window.session.state in (State.FINISHED, State.DIVERGED))

    def merge() -> None:
        view.loop.settings_wanted.emit(replace(window.session.experiment.settings, momentum=1.0))
        actions["reset"].trigger()
        qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
        run()

    does: dict[str, Callable[[], object]] = {
        "data": card_of(window).parts.reveal.click,
        "shape": lambda: lines(2),
        "seed": draw,
        "parameters": lambda: lines(2),
        "hypothesis": lambda: view.fit.by_hand.move_to(2.0, 0.1),
        "loss": actions["squares"].trigger,
        "gradient": lambda: lines(6),
        "learning-rate": compare,
        "run": run,
        "backward-adds": call_backward,
        "zero-grad": run,
        "momentum": merge,
        "on-purpose": lambda: lines(window_lines(window)),
    }
    does[page.name]()
    settle()
    qtbot.waitUntil(lambda: result(window, page).done)


def window_lines(window: MainWindow) -> int:
    """Steps through an epoch in three parts: the loop's lines, of which some run three times."""
    return 16


@LANGUAGES
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_played_to_its_end(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, name: str, language: Language
) -> None:
    window.set_language(language)
    hear_language()
    page = open_page(name)
    card, words = card_of(window), page.words_in(language.value)
    assert card.title.text() == words.title
    assert words.question.text.partition("{")[0] in card.parts.question.text()
    assert "{" not in card.parts.question.text()
    assert not result(window, page).done
    for command in ACTIONS:
        if page.predictions and command in window.actions_.ids:
            assert not window.actions_[command].isEnabled(), command
    predict_all(window, page)
    assert not result(window, page).done
    act(window, page, qtbot)
    assert card.parts.found.isVisible()
    assert "–" not in card.parts.found.text().replace(" – ", "")
    assert "{" not in card.parts.found.text()
    for prediction in page.predictions:
        assert (
            words.answers[prediction.right].reply.with_values(result(window, page).numbers) in card.parts.reply.text()
        )
    assert cut_off(window) == []


@pytest.mark.parametrize("name", ["data", "gradient", "learning-rate", "zero-grad", "momentum"])
def test_as_much_of_what_was_found_is_in_view_as_the_action_leaves(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, name: str
) -> None:
    window.presenting.start(full_screen=False)
    page = open_page(name)
    predict_all(window, page)
    act(window, page, qtbot)
    card = card_of(window)
    found, scroll = card.parts.ending, card._scroll
    seen = found.visibleRegion().boundingRect().height()
    above = found.y() - card.parts.action.y() if card.parts.action.isVisible() else 0
    assert seen >= min(found.height(), scroll.viewport().height() - above) - 1


def wrong_answers() -> list[tuple[str, str, str]]:
    """Page, prediction and answer, of all answers that are not right."""
    return [
        (page.name, prediction.name, answer)
        for page in LESSON.pages
        for prediction in page.predictions
        for answer in prediction.answers
        if answer != prediction.right
    ]


@pytest.mark.no_cover  # each page is played elsewhere too
@pytest.mark.parametrize("mistake", wrong_answers(), ids=" ".join)
def test_each_mistake_has_an_answer_of_its_own(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, mistake: tuple[str, str, str]
) -> None:
    name, prediction, answer = mistake
    page = open_page(name)
    for each in page.predictions:
        predict(window, page, each, answer if each.name == prediction else each.right)
    act(window, page, qtbot)
    for language in Language:
        window.set_language(language)
        hear_language()
        words = page.words_in(language.value)
        told = words.answers[answer].reply.with_values(result(window, page).numbers)
        assert told
        assert told in card_of(window).parts.reply.text()
        assert "–" not in told.replace(" – ", "")


def state_of(window: MainWindow) -> tuple[object, ...]:
    """All that a page sets."""
    session, view = window.session, window.view
    return (
        session.experiment,
        session.recorded(),
        session.time,
        [run.difference for run in session.comparison.companions],
        session.comparison.pinned,
        view.charts.currentIndex(),
        view.loss.epochs.chosen(),
        view.code.set_up.walked,
        view.fit.by_hand.on,
        view.fit.by_hand.position,
        view.fit.by_hand.best,
        view.charts.backward.calls,
        [window.actions_[choice].isChecked() for choice in ("logarithmic", "squares", "exact", "theory")],
        session.engine.speed,
        window.actions_.locked,
    )


def disturb_by_running(window: MainWindow, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING or window.session.state is State.FINISHED)


def disturb_by_diverging(window: MainWindow, qtbot: QtBot) -> None:
    window.session.changes.set_epochs(4000)
    diverge(window.session, qtbot)


def disturb_by_other_data(window: MainWindow, _: QtBot) -> None:
    window.session.begin_with(Dataset.of([1, 5, 9], [9, 2, 1]))
    window.choose("squares", on=True)
    window.view.loss.epochs.choose(not window.view.loss.epochs.chosen())
    window.view.charts.backward.backward.click()


@pytest.mark.no_cover  # what it goes through, others go through too
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("disturb", [disturb_by_running, disturb_by_diverging, disturb_by_other_data])
def test_a_page_opened_anywhere_has_its_exact_state(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, name: str, disturb: Callable[..., None]
) -> None:
    open_page("data")
    open_page(name)
    first = state_of(window)
    disturb(window, qtbot)
    window.actions_["lesson_restore"].trigger()
    ready(window, qtbot)
    assert state_of(window) == first
    disturb(window, qtbot)
    open_page("shape" if name != "shape" else "data")
    open_page(name)
    assert state_of(window) == first
    window.lessons.guide.leave()
    disturb(window, qtbot)
    open_page(name)
    assert state_of(window) == first


def what_rests(window: MainWindow) -> tuple[object, ...]:
    """All of a user's work that a lesson must bring back."""
    session, document = window.session, window.document
    return (
        session.experiment,
        session.recorded(),
        session.time,
        session.present,
        session.comparison.companions,
        session.comparison.pinned,
        session.changes.stack.count(),
        document.path,
        document.note,
        document.is_modified,
        window.isWindowModified(),
        window.view.charts.currentIndex(),
        window.view.loss.epochs.chosen(),
        [window.actions_[choice].isChecked() for choice in ("logarithmic", "squares", "exact", "theory")],
        session.engine.speed,
        window.view.fit.editor.editable,
        [panel.isVisible() for panel in window.view.left.cards],
        {command: window.actions_[command].isEnabled() for command in window.actions_.ids},
    )


def test_leaving_brings_back_what_stood_there(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    session = window.session
    session.changes.set_data(Dataset.of([1, 2, 3], [2, 4, 7]))
    window.document.set_note("mine")
    session.run()
    qtbot.waitUntil(lambda: session.state is State.FINISHED)
    session.pin()
    session.travel(7)
    session.changes.set_lr(0.02)
    window.choose("exact", on=True)
    window.view.charts.setCurrentIndex(4)
    window.view.loss.epochs.choose(True)
    settle()
    window.show_frame()
    before = what_rests(window)
    for leave in (
        window.actions_["lesson"].trigger,
        window.actions_["undo"].trigger,
        window.lessons.guide.leave,
    ):
        open_page("zero-grad")
        open_page("loss")
        assert what_rests(window) != before
        leave()
        settle()
        assert not window.lessons.is_open
        assert what_rests(window) == before


def test_a_locked_command_cannot_be_reached_by_key_and_says_why(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    window.activateWindow()
    open_page("zero-grad")
    before = state_of(window)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_R, Qt.Key.Key_Z, Qt.Key.Key_Q):
        QTest.keyClick(window.view.fit.plot, key)
        settle()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert state_of(window) == before
    assert "Predict" in window.actions_["run"].toolTip()
    card_of(window).parts.predictions[0].options["swings"].button.click()
    settle()
    assert window.actions_["run"].isEnabled()
    assert not window.actions_["skip"].isEnabled()
    assert "Not needed" in window.actions_["skip"].toolTip()
    for command in ALWAYS:
        if command in window.actions_.ids:
            assert not window.actions_[command].isEnabled()
    window.lessons.guide.leave()
    assert window.actions_["skip"].isEnabled()
    assert "Predict" not in window.actions_["run"].toolTip()


def test_the_status_line_asks_for_run_only_where_it_can_be_given(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    told = window._status.message
    settle()
    assert "press Run" in told.text()
    page = open_page("zero-grad")
    settle()
    assert "the lesson" in told.text()
    predict_all(window, page)
    settle()
    assert "press Run" in told.text()
    open_page("data")  # which has no use for it
    settle()
    assert "the lesson" in told.text()
    window.lessons.leave()
    qtbot.waitUntil(lambda: "press Run" in told.text())


def test_hands_are_counted_by_keys_and_by_typing_and_shown_as_bars(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    page = open_page("zero-grad")
    card = card_of(window)
    options = card.parts.predictions[0].options
    assert not options["swings"].hands.isVisible()
    card.parts.count.click()
    hands = options["swings"].hands
    hands.setFocus()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(hands, key)
    options["slower"].hands.lineEdit().selectAll()
    QTest.keyClicks(options["slower"].hands, "12")
    settle()
    assert dict(result(window, page).votes["prediction"]) == {"swings": 2, "slower": 12}
    bars = {name: (bar.value(), bar.maximum()) for name, option in options.items() for bar in [option.share]}
    assert (bars["swings"], bars["slower"]) == ((2, 12), (12, 12))


@pytest.mark.parametrize("leave", ["Return", "F5"])
def test_keys_of_a_presentation_are_not_typed_into_a_field_for_hands(
    active: MainWindow, open_page: Callable[[str], Page], leave: str
) -> None:
    page = open_page("zero-grad")
    card = card_of(active)
    card.parts.count.click()
    hands = card.parts.predictions[0].options["swings"].hands
    hands.setFocus()
    hands.selectAll()
    QTest.keyClicks(hands, "14")
    if leave == "Return":
        QTest.keyClick(hands, Qt.Key.Key_Return)
        assert not hands.hasFocus()
    active.presenting.start(full_screen=False)
    settle()
    focus = active.focusWidget() or active
    QTest.keyClick(focus, Qt.Key.Key_2)
    settle()
    assert dict(result(active, page).votes["prediction"]) == {"swings": 14}
    assert 1 in active.presenting.parts


def test_the_hands_for_a_number_stand_beside_it(window: MainWindow, open_page: Callable[[str], Page]) -> None:
    page = open_page("learning-rate")
    card = card_of(window)
    card.parts.count.click()
    predict(window, page, page.predictions[0], "one")
    predict(window, page, page.predictions[0], "near")
    box = card.parts.predictions[0]
    assert list(box.options) == ["0.18"]
    box.options["0.18"].hands.setValue(4)
    predict(window, page, page.predictions[0], "one")
    assert list(box.options) == ["0.18", "1"]
    box.options["0.18"].button.click()
    settle()
    assert dict(result(window, page).given) == {"prediction": 0.18}


def test_answers_are_kept_until_another_class_comes(keeping: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = keeping
    window.lessons.open(LESSON, "zero-grad")
    ready(window, qtbot)
    card_of(window).parts.predictions[0].options["slower"].button.click()
    window.lessons.guide.leave()
    window.lessons.open(LESSON)
    ready(window, qtbot)
    page = LESSON.pages[PAGES.index("zero-grad")]
    assert card_of(window).title.text() == page.words_in(window.preferences.language.value).title
    assert dict(result(window, page).given) == {"prediction": "slower"}
    (kept,) = (tmp_path / "lessons").glob("*.json")
    assert dict(read_results(kept).pages["zero-grad"].given) == {"prediction": "slower"}
    window.actions_["lesson_another_class"].trigger()
    ready(window, qtbot)
    window.show_frame()
    assert "is written" in window._status.message.text()
    assert dict(result(window, page).given) == {}
    assert sum(file != kept for file in (tmp_path / "lessons").glob("*.json")) == 1
    kept.write_text("noise")
    window.lessons.guide.leave()
    window.lessons.open(LESSON)
    ready(window, qtbot)
    assert window.lessons.guide.results.pages == {}
    assert len(list((tmp_path / "lessons").glob("*unreadable*"))) == 1


def test_an_earlier_class_is_gone_on_with_where_it_was_left(keeping: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = keeping
    menu = window.menus.within["classes"]

    def offered() -> list[str]:
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions()]

    assert not menu.isEnabled()
    window.lessons.open(LESSON, "zero-grad")
    ready(window, qtbot)
    assert menu.isEnabled()
    assert offered() == ["No class has been set aside"]
    page = LESSON.pages[PAGES.index("zero-grad")]
    predict(window, page, page.predictions[0], "slower")
    window.lessons.guide.put_names("", "R & D", "")
    window.actions_["lesson_another_class"].trigger()
    ready(window, qtbot)
    assert window.lessons.guide.place == 0
    (first,) = offered()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d  R && D", first)
    predict(window, LESSON.pages[0], LESSON.pages[0].predictions[0], "rule")
    with qtbot.waitSignal(window.files.written):
        menu.actions()[0].trigger()
    ready(window, qtbot)
    assert PAGES[window.lessons.guide.place] == "zero-grad"
    assert dict(result(window, page).given) == {"prediction": "slower"}
    assert result(window, LESSON.pages[0]) == PageResult()
    (other,) = offered()
    assert other != first
    menu.actions()[0].trigger()
    ready(window, qtbot)
    assert dict(result(window, LESSON.pages[0]).given) == {"prediction": 8.0}
    window.lessons.leave()
    assert not menu.isEnabled()


def test_only_what_was_set_aside_of_this_lesson_is_an_earlier_class(tmp_path: Path) -> None:
    one = Records("lessons", tmp_path)
    for day in range(1, 23):
        write_results(Results(group=f"day {day}"), tmp_path / f"lessons-2026-01-{day:02}-101530.json")
    for other in ("lessons-1a2b3c4d", "lessons-unreadable-2026-02-01-101530", "other-2026-02-01-101530"):
        write_results(Results(), tmp_path / f"{other}.json")
    (tmp_path / "lessons-2026-02-02-101530.json").write_text("noise")
    write_results(Results(group="second"), tmp_path / "lessons-2026-01-22-101530-2.json")
    found = one.earlier()
    assert [each.group for each in found[:3]] == ["second", "day 22", "day 21"]
    assert found[0].date == "2026-01-22 10:15"
    assert len(found) == 19  # of the newest twenty, one is damaged
    assert Records("lessons", None).earlier() == []


def test_another_class_begins_without_what_the_one_before_has_answered_in_another_window(tmp_path: Path) -> None:
    one, other = Records("lessons", tmp_path), Records("lessons", tmp_path)
    one.put_page("data", PageResult({"prediction": 8.0}))
    other.put_page("loss", PageResult({"point": "third"}))
    other.put_quiz(QuizResult(3, (1,)))
    kept = one.begin_anew()
    assert kept is not None
    assert set(read_results(kept).pages) == {"data", "loss"}
    other.put_page("shape", PageResult(passed_over=True))
    assert (
        other.results == Records("lessons", tmp_path).results == Results(pages={"shape": PageResult(passed_over=True)})
    )
    kept = one.begin_anew()  # where nothing has been answered in this window
    assert kept is not None
    assert set(read_results(kept).pages) == {"shape"}
    assert Records("lessons", tmp_path).results == Results()


def test_a_page_that_is_open_lets_go_of_the_answers_of_a_class_that_has_gone_in_another_window(
    keeping: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = keeping
    window.lessons.open(LESSON, "loss")
    ready(window, qtbot)
    page, guide = LESSON.pages[PAGES.index("loss")], window.lessons.guide
    first, second = page.predictions

    def begin_elsewhere() -> None:
        (file,) = (tmp_path / "lessons").glob("*.json")
        Records(file.stem, file.parent).begin_anew()
        for aside in file.parent.glob(f"{file.stem}-*"):
            aside.unlink()

    predict(window, page, first, first.right)
    begin_elsewhere()
    predict(window, page, second, second.right)
    assert set(result(window, page).given) == {second.name}
    predict(window, page, first, first.right)
    begin_elsewhere()
    window.actions_["squares"].trigger()  # what the page asks for, but not of a class that has predicted nothing
    settle()
    assert result(window, page) == PageResult()
    guide.open_page(len(LESSON.pages))
    ready(window, qtbot)
    card_of(window).quiz.questions[0].options[0].click()
    begin_elsewhere()
    card_of(window).quiz.questions[1].options[0].click()
    assert guide.results.quiz.given[:2] == (None, 0)


def test_a_class_that_cannot_be_set_aside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Records("lessons", tmp_path)
    earlier = tmp_path / "lessons-2026-01-01-101530.json"
    write_results(Results(quiz=QuizResult(3, (1,))), earlier)
    one.put_quiz(QuizResult(2, (0,)))
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(13, "Permission denied")))
    assert one.bring_back(earlier) is None
    assert one.results.quiz == QuizResult(2, (0,))
    assert earlier.exists()
    monkeypatch.undo()
    assert one.bring_back(earlier) is not None
    assert one.results.quiz == QuizResult(3, (1,))
    one.put_page("data", PageResult({"prediction": 8.0}))
    assert Records("lessons", tmp_path).results.quiz == QuizResult(3, (1,))


def test_the_quiz_is_the_same_for_the_same_seed_and_tells_which_page_to_look_at(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    open_page("data")
    window.lessons.guide.open_page(len(LESSON.pages))
    ready(window, qtbot)
    quiz = card_of(window).quiz
    quiz.seed.setText("7")
    quiz.draw.click()
    texts = [asked.text.text() for asked in quiz.questions]
    assert len(texts) == 6
    quiz.seed.setText("8")
    quiz.draw.click()
    assert [asked.text.text() for asked in quiz.questions] != texts
    quiz.seed.setText("7")
    quiz.draw.click()
    assert [asked.text.text() for asked in quiz.questions] == texts
    for number, asked in enumerate(quiz.questions):
        right = asked.question.right
        asked.options[right if number else (right + 1) % len(asked.options)].click()
    settle()
    assert quiz.score.text() == "5 of 6 are right"
    assert [asked.again.isVisible() for asked in quiz.questions] == [True, *[False] * 5]
    quiz.questions[0].again.click()
    ready(window, qtbot)
    assert LESSON.pages[window.lessons.guide.place].name == quiz.questions[0].question.page


def test_the_number_of_a_quiz_is_that_of_its_questions_however_the_field_is_left(
    active: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    open_page("data")
    guide = active.lessons.guide
    guide.open_page(len(LESSON.pages))
    ready(active, qtbot)
    quiz, seeds = card_of(active).quiz, list[int]()
    leaves: list[Callable[[], object]] = [
        lambda: QTest.keyClick(quiz.seed, Qt.Key.Key_Return),
        lambda: QTest.keyClick(quiz.seed, Qt.Key.Key_Tab),
        lambda: QTest.mouseClick(quiz.draw, Qt.MouseButton.LeftButton),
        lambda: quiz.questions[0].options[0].setFocus(),  # noqa: PLW0108 - others by then
    ]
    for leave in leaves:
        quiz.seed.setFocus()
        quiz.seed.selectAll()
        QTest.keyClicks(quiz.seed, str(20 + len(seeds)))
        leave()
        settle()
        seeds.append(guide.results.quiz.seed)
        assert quiz.seed.text() == str(seeds[-1])
    assert seeds == [20, 21, 22, 23]


def test_whoever_goes_on_pressing_space_after_the_last_answer_keeps_them_all(
    active: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    open_page("data")
    guide = active.lessons.guide
    guide.open_page(len(LESSON.pages))
    ready(active, qtbot)
    quiz = card_of(active).quiz
    for question in quiz.questions:
        question.options[0].setFocus()
        QTest.keyClick(question.options[0], Qt.Key.Key_Space)
        settle()
    given = guide.results.quiz
    assert len(given.given) == 6
    focus = active.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    settle()
    assert guide.results.quiz == given
    quiz.draw.click()
    assert guide.results.quiz == QuizResult(given.seed + 1)


def test_the_question_asks_of_the_data_that_are_there(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    open_page("data")
    question = card_of(window).parts.question
    assert question.text() == ("1 hour of study gave 2 points, 2 hours 4, 3 hours 6. What would 4 hours give?")
    window.session.changes.set_data(Dataset.of([1, 2, 3], [3, 5, 7]))
    window.show_frame()
    assert question.text() == ("1 hour of study gave 3 points, 2 hours 5, 3 hours 7. What would 4 hours give?")


def test_a_run_that_is_opened_meanwhile_takes_the_place_of_what_rests_only_if_that_may_go(
    window: MainWindow,
    open_page: Callable[[str], Page],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "other.slopewise"
    window.document.save(file)
    window.document.let_go()
    window.session.changes.set_data(Dataset.of([1, 2, 3], [2, 4, 7]))
    mine = window.session.experiment
    open_page("loss")
    answers = iter([False, True])
    asked = []

    def may_leave() -> bool:
        asked.append((window.lessons.is_open, window.session.experiment))
        return next(answers)

    monkeypatch.setattr(window.files, "may_leave", may_leave)
    window.files.open_path(file)
    assert (window.lessons.is_open, window.session.experiment, window.document.path) == (False, mine, None)
    open_page("loss")
    window.files.open_path(file)
    assert asked == [(False, mine)] * 2
    assert window.document.path == file


def test_undo_leaves_a_page_only_before_anything_is_answered(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    open_page("zero-grad")
    assert window.actions_["undo"].isEnabled()
    card_of(window).parts.predictions[0].options["slower"].button.click()
    settle()
    assert not window.actions_["undo"].isEnabled()
    window.actions_["undo"].trigger()
    assert window.lessons.is_open
    window.lessons.leave()
    assert not window.actions_["undo"].isEnabled()


@pytest.mark.parametrize("start", list(Start)[1:])
def test_a_run_that_begins_elsewhere_is_no_walk_over_the_lines_before_the_loop(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, start: Start
) -> None:
    page = open_page("parameters")
    predict(window, page, page.predictions[0], "raised")
    window.session.changes.set_initial(InitialParameters(start, 0.5, 1.0))
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    assert not result(window, page).done
    for _ in range(6):
        window.view.code.step()
        window.show_frame()
    assert not result(window, page).done


def test_leaving_a_page_that_stood_beside_a_run_brings_back_what_was_chosen(window: MainWindow) -> None:
    assert not window.preferences.squares
    window.lessons.open(LESSON, "loss", beside_run=True)
    window.choose("squares", True)
    assert not window.lasting_preferences.squares
    window.lessons.leave()
    assert not window.preferences.squares


def test_what_a_page_chooses_is_not_kept_for_the_next_start(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    window.set_speed(7)
    before = window.preferences
    open_page("learning-rate")
    assert (window.preferences.speed, window.preferences.logarithmic) != (before.speed, before.logarithmic)
    kept = window.lasting_preferences
    assert (kept.speed, kept.theory, kept.logarithmic) == (7, before.theory, before.logarithmic)


def test_the_explanation_leaves_its_room_to_the_charts_for_the_whole_of_a_page(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    view = window.view
    alone = view.charts.height(), view.loss.height()
    page = open_page("learning-rate")
    before = view.charts.height(), view.loss.height()
    assert not view.explanation.isVisible()
    assert view.mapFromGlobal(view.charts.mapToGlobal(view.charts.rect().bottomLeft())).y() > view.timeline.y() - 20
    predict_all(window, page)
    act(window, page, qtbot)
    assert (view.charts.height(), view.loss.height()) == before
    window.session.changes.set_epochs(4000)
    diverge(window.session, qtbot)
    settle()
    assert view.banner.isVisible()
    assert not view.banner.visibleRegion().isEmpty()
    window.lessons.guide.leave()
    settle()
    assert view.explanation.isVisible()
    assert view.banner.parentWidget() is view.explanation
    assert (view.charts.height(), view.loss.height()) == alone


def controls_in_sight(window: MainWindow) -> list[QWidget]:
    """The fields below the card of the lesson."""
    training, loop = window.view.training, window.view.loop
    fields = (training.lr, training.epochs, loop.skip, loop.more, loop.momentum, loop.every)
    return [field for field in fields if not field.visibleRegion().isEmpty()]


@pytest.mark.parametrize("presents", [False, True], ids=["", "presented"])
def test_a_page_has_the_one_control_that_it_needs_in_sight(
    window: MainWindow, open_page: Callable[[str], Page], presents: bool
) -> None:
    view, before = window.view, controls_in_sight(window)
    if presents:
        window.presenting.start(full_screen=False)
    for name, field in (("momentum", view.loop.momentum), ("learning-rate", view.training.lr)):
        open_page(name)
        assert controls_in_sight(window) == [field]
        window.actions_["more"].trigger()  # which is locked
        assert controls_in_sight(window) == [field]
    window.presenting.stop()
    window.lessons.guide.leave()
    settle()
    assert controls_in_sight(window) == before


def test_where_two_runs_are_to_become_one_each_epoch_can_be_told_apart(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    page = open_page("momentum")
    predict_all(window, page)
    act(window, page, qtbot)
    left, right, *_ = window.view.loss.plot.visible_range()
    assert right - left < 80
    assert right > 299
    assert window.view.loss.agreement.isVisible()


def test_a_page_that_speaks_of_the_explanation_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    told = Lesson("told", (replace(LESSON.pages[8], points_at=("loss", "explanation")),))
    window.lessons.open(told)
    ready(window, qtbot)
    assert window.view.explanation.isVisible()
    window.presenting.start(full_screen=False)
    settle()
    assert window.view.explanation.isVisible()
    window.presenting.stop()
    settle()
    assert window.view.explanation.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)], ids=str)
def test_the_strip_leaves_the_buttons_of_the_lesson_free(
    window: MainWindow, open_page: Callable[[str], Page], size: tuple[int, int]
) -> None:
    open_page("zero-grad")
    window.resize(*size)
    window.presenting.start(full_screen=False)
    settle()
    window.presenting._show_strip()
    settle()
    strip, card = window.presenting.strip, card_of(window)
    assert window.rect().contains(strip.geometry())
    assert not strip.geometry().intersects(QRect(card.mapTo(window, QPoint(0, 0)), card.size()))


def test_presented_the_keyboard_stays_where_it_was(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    predict_all(window, open_page("zero-grad"))
    card = card_of(window)
    window.activateWindow()
    for _ in range(2):
        card.parts.action.setFocus()
        window.actions_["present"].trigger()
        settle()
        assert window.focusWidget() is card.parts.action
    assert not window.presenting.on
    window.presenting.start(full_screen=False)
    settle()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.session.state is State.RUNNING
    window.session.pause()
    ready(window, qtbot)


def test_what_is_hidden_on_a_page_can_be_presented_and_is_hidden_again(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    open_page("run")
    explanation = window.view.explanation
    window.presenting.start(full_screen=False)
    settle()
    assert not explanation.isVisible()
    window.actions_["panel6"].trigger()
    settle()
    assert explanation.isVisible()
    window.presenting.stop()
    settle()
    assert not explanation.isVisible()


def test_what_begins_a_run_otherwise_is_locked_with_run(window: MainWindow, open_page: Callable[[str], Page]) -> None:
    open_page("zero-grad")
    view = window.view
    assert not view.charts.landscape.takes_clicks
    assert not view.banner.isEnabled()
    assert not window._status.again.isEnabled()
    window.lessons.leave()
    assert view.charts.landscape.takes_clicks
    assert view.banner.isEnabled()


@pytest.mark.parametrize("seed", [2**31, 10**10, 2**53])
def test_a_quiz_has_any_seed_that_its_field_takes(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot, seed: int
) -> None:
    open_page("data")
    window.lessons.guide.open_page(len(LESSON.pages))
    ready(window, qtbot)
    quiz = card_of(window).quiz
    quiz.seed.setText(str(seed))
    quiz.draw.click()
    assert window.lessons.guide.results.quiz.seed == seed


def test_answers_that_the_page_does_not_have_any_more_are_shown_as_none(
    window: MainWindow, open_page: Callable[[str], Page]
) -> None:
    page = open_page("zero-grad")
    guide = window.lessons.guide
    guide.records.put_page(page.name, PageResult({"prediction": "renamed"}, done=True))
    window.show_frame()
    assert card_of(window).parts.found.isVisible()
    assert card_of(window).parts.reply.text() == ""


def test_what_was_found_before_looks_otherwise_until_it_is_found_anew(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    page = open_page("loss")
    predict_all(window, page)
    act(window, page, qtbot)
    card = card_of(window)
    measured = card.parts.found.text()
    assert not card.parts.before.isVisible()
    fresh = colours(card.parts.ending.grab().toImage())
    open_page("data")
    open_page("loss")
    assert card.parts.before.isVisible()
    assert card.parts.before.text() == "Measured last time"
    assert "Do it again" in card.parts.stale.text()
    assert card.parts.found.text() == measured
    assert fresh - colours(card.parts.ending.grab().toImage())  # its ground is another
    act(window, page, qtbot)
    assert not card.parts.before.isVisible()
    assert not card.parts.stale.isVisible()
    assert colours(card.parts.ending.grab().toImage()) == fresh


def test_where_nothing_is_measured_what_was_found_does_not_age(
    window: MainWindow, open_page: Callable[[str], Page], qtbot: QtBot
) -> None:
    page = open_page("data")
    predict_all(window, page)
    act(window, page, qtbot)
    open_page("loss")
    open_page("data")
    assert card_of(window).parts.found.isVisible()
    assert not card_of(window).parts.before.isVisible()


def test_a_lesson_without_questions_has_no_quiz(window: MainWindow, qtbot: QtBot) -> None:
    alone = Lesson("alone", (replace(LESSON.pages[0], quiz=()),))
    window.lessons.open(alone)
    ready(window, qtbot)
    assert not card_of(window).next.isEnabled()
    window.actions_["lesson_next"].trigger()
    ready(window, qtbot)
    assert window.lessons.guide.place == 0


def test_closing_that_is_cancelled_stays_in_the_lesson(
    make_window: Callable[..., MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(Experiment(epochs=20))
    qtbot.waitUntil(lambda: window.session.can_step)
    window.lessons.open(LESSON, "gradient")
    ready(window, qtbot)
    monkeypatch.setattr(window.files, "may_leave", lambda: False)
    window.close()
    ready(window, qtbot)
    assert LESSON.pages[window.lessons.guide.place].name == "gradient"
    monkeypatch.setattr(window.files, "may_leave", lambda: True)
    window.close()
    assert not window.isVisible()


def test_results_survive_another_class_twice_another_window_and_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Records("lessons", tmp_path), Records("lessons", tmp_path)
    one.put_page("data", PageResult({"prediction": 8.0}))
    other.put_page("loss", PageResult({"point": "third"}))
    assert set(Records("lessons", tmp_path).results.pages) == {"data", "loss"}
    one.put(replace(one.latest(), at="shape"))
    assert set(Records("lessons", tmp_path).results.pages) == {"data", "loss"}
    kept = one.begin_anew()
    assert kept is not None
    assert one.begin_anew() is None  # nothing was answered meanwhile
    one.put_page("data", PageResult({"prediction": 6.0}))
    again = one.begin_anew()
    assert again not in (None, kept)
    assert read_results(kept).pages["data"].given == {"prediction": 8.0}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(records, "write_results", full)
    one.put_page("data", PageResult({"prediction": 7.0}))
    assert "No space" in one.unkept
    assert one.results.pages["data"].given == {"prediction": 7.0}
