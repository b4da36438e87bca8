"""The sheet: results, worksheet and key as plain text, and the results as CSV."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import astuple, replace

import pytest
import torch

from model.lessons.expression import Expression
from model.lessons.page import Ask, Lesson, Page
from model.lessons.page_file import built_in
from model.lessons.played import opened, outcome
from model.lessons.quiz import draw_quiz
from model.lessons.results import PageResult, QuizResult, Results
from model.lessons.sheet import CSV_COLUMNS, Kind, Sheet, SheetPage, guarded, sheet_csv, sheet_of


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return built_in()


def page_of(lesson: Lesson, name: str) -> Page:
    return lesson.pages[lesson.place(name) or 0]


def on_sheet(lesson: Lesson, sheet: Sheet, name: str) -> SheetPage:
    return sheet.pages[lesson.place(name) or 0]


@pytest.fixture(scope="module")
def results(lesson: Lesson) -> Results:
    """A class that has answered everything: choices wrongly, numbers with 1 / 3, which is no short decimal."""
    result = Results(name="Ada, “A”", group="3-2", date="7 October 2026")
    for page in lesson.pages:
        given: dict[str, float | str] = {}
        votes = {}
        for place, each in enumerate(page.predictions):
            number = each.ask in (Ask.NUMBER, Ask.CLICK)
            given[each.name] = 1 / 3 if number else next(name for name in each.answers if name != each.right)
            votes[each.name] = {"0.333333": 4, "-2": 1, "∞": 9} if number else {each.right: 7 + place}
        numbers = page.words_in("en").found.values(outcome(page) or opened(page))
        result = result.with_page(page.name, PageResult(given, votes, done=True, numbers=numbers))
    questions = draw_quiz(lesson, 5)
    return replace(result, quiz=QuizResult(5, tuple(question.right for question in questions)))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def key(lesson: Lesson) -> Sheet:
    return sheet_of(Kind.KEY, lesson, Results(quiz=QuizResult(11)), "en")


@pytest.fixture(scope="module")
def told(lesson: Lesson, results: Results) -> list[dict[str, str]]:
    """The rows of all that the class has answered."""
    return rows_of(sheet_csv(sheet_of(Kind.RESULTS, lesson, results, "en")))


def some(rows: list[dict[str, str]], kind: str, page: Page) -> list[dict[str, str]]:
    return [row for row in rows if row["row"] == kind and row["title"] == page.words_in("en").title]


def row_of(page: Page, result: PageResult) -> dict[str, str]:
    """What is told of the only prediction of a page, in a lesson that has no other."""
    results = Results().with_page(page.name, result)
    rows = rows_of(sheet_csv(sheet_of(Kind.RESULTS, Lesson("alone", (page,)), results, "en")))
    (row,) = some(rows, "prediction", page)
    return row


# --- results ---


def test_numbers_that_were_measured_come_back_from_the_csv_exactly(
    lesson: Lesson, results: Results, told: list[dict[str, str]]
) -> None:
    for page in lesson.pages:
        measured = some(told, "measured", page)
        back = {row["question"]: float(row["answer"]) for row in measured}
        assert back == pytest.approx(dict(results.of(page.name).numbers), rel=0, abs=0, nan_ok=True)


def test_predictions_and_votes_come_back_from_the_csv(
    lesson: Lesson, results: Results, told: list[dict[str, str]]
) -> None:
    for page in lesson.pages:
        words, result = page.words_in("en"), results.of(page.name)
        labels = {name: answer.label for name, answer in words.answers.items()}
        given = [row["answer"] for row in some(told, "prediction", page)]
        assert given == [labels.get(str(answer), str(answer)) for answer in result.given.values()]
        votes = sorted(int(row["hands"]) for row in some(told, "vote", page))
        assert votes == sorted(hands for counted in result.votes.values() for hands in counted.values())


def test_a_number_is_counted_with_the_hands_for_what_it_reads_as(lesson: Lesson, told: list[dict[str, str]]) -> None:
    found = [(row["answer"], row["hands"]) for row in some(told, "vote", page_of(lesson, "run"))]
    assert found == [("-2.0", "1"), (str(1 / 3), "4"), ("Never", "9")]


def test_who_it_is_of_stands_in_each_row_as_it_was_typed(told: list[dict[str, str]]) -> None:
    assert {(row["name"], row["class"], row["date"]) for row in told} == {("Ada, “A”", "3-2", "7 October 2026")}


def test_a_csv_is_what_excel_and_rfc_4180_ask_for(lesson: Lesson, results: Results) -> None:
    content = sheet_csv(sheet_of(Kind.RESULTS, lesson, results, "ko"))
    assert content.startswith(b"\xef\xbb\xbfname,class,")
    assert content.endswith(b"\r\n")
    parsed = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in parsed} == {len(CSV_COLUMNS)}
    assert any("공부하면 몇 점" in cell for row in parsed for cell in row)


def test_what_is_right_is_told_once_the_action_is_done(lesson: Lesson, results: Results) -> None:
    page, result = page_of(lesson, "zero-grad"), results.of("zero-grad")
    before, after = row_of(page, replace(result, done=False)), row_of(page, result)
    assert (before["verdict"], before["right answer"]) == ("", "")
    assert (after["verdict"], after["right answer"]) == ("wrong", "it swings and never settles")


@pytest.mark.parametrize(("number", "verdict"), [(0.18, "right"), (1.0, "wrong")])
def test_a_number_is_right_where_the_page_says_so(lesson: Lesson, number: float, verdict: str) -> None:
    row = row_of(page_of(lesson, "learning-rate"), PageResult({"prediction": number}, done=True))
    assert (row["answer"], row["verdict"]) == (str(number), verdict)


def test_never_is_right_where_the_page_says_so(lesson: Lesson) -> None:
    row = row_of(page_of(lesson, "run"), PageResult({"prediction": math.inf}, done=True))
    assert (row["answer"], row["verdict"]) == ("Never", "right")


def test_the_explanation_has_the_numbers_that_were_measured(lesson: Lesson, results: Results) -> None:
    changed = replace(results.of("gradient"), numbers={"W_at(0)": 0.25})
    alone = Lesson("alone", (page_of(lesson, "gradient"),))
    sheet = sheet_of(Kind.RESULTS, alone, Results().with_page("gradient", changed), "en")
    assert "= 0.250000. b rose to –" in sheet.pages[0].found


def test_the_quiz_is_told_when_all_of_it_is_answered(lesson: Lesson, results: Results) -> None:
    over = sheet_of(Kind.RESULTS, lesson, results, "en")
    assert over.score == len(over.questions) > 0
    within = replace(results, quiz=replace(results.quiz, given=results.quiz.given[:-1]))
    sheet = sheet_of(Kind.RESULTS, lesson, within, "en")
    assert sheet.score is None
    assert {option.right for question in sheet.questions for option in question.options} == {None}


def test_nothing_answered_is_nothing_told(lesson: Lesson) -> None:
    sheet = sheet_of(Kind.RESULTS, lesson, Results(), "en")
    assert sheet.score is None
    assert {page.found for page in sheet.pages} == {""}
    predictions = [each for page in sheet.pages for each in page.predictions]
    assert [(each.given, each.votes, each.right_answer) for each in predictions] == [(None, (), "")] * len(predictions)


# --- words that mean harm ---


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+cmd|x", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-inf", "-1_0"])
def test_no_cell_begins_a_formula(lesson: Lesson, text: str) -> None:
    found = rows_of(sheet_csv(sheet_of(Kind.RESULTS, lesson, Results(name=text), "en")))
    assert {row["name"] for row in found} == {f"'{text}"}


@pytest.mark.parametrize("text", ["-3", "+4", "-2.5", "-1e-07", "", "a = b", "−3"])
def test_a_number_and_a_plain_word_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_an_answer_that_the_lesson_has_no_more_is_kept(lesson: Lesson) -> None:
    old = PageResult({"prediction": "=gone"}, {"prediction": {"=gone": 3}}, done=True)
    row = row_of(page_of(lesson, "zero-grad"), old)
    assert (row["answer"], row["verdict"]) == ("'=gone", "wrong")


# --- worksheet and key ---


def test_a_worksheet_has_questions_and_no_answers(lesson: Lesson, results: Results) -> None:
    sheet = sheet_of(Kind.WORKSHEET, lesson, results, "en")
    assert [page.title for page in sheet.pages] == [page.words_in("en").title for page in lesson.pages]
    predictions = [each for page in sheet.pages for each in page.predictions]
    options = [option for each in predictions for option in each.options]
    options += [option for each in sheet.questions for option in each.options]
    assert {(option.right, option.chosen, option.hands) for option in options} == {(None, False, 0)}
    assert {(each.given, each.right_answer) for each in predictions} == {(None, "")}
    assert {(page.found, page.numbers) for page in sheet.pages} == {("", ())}
    assert sheet.score is None


def test_worksheet_and_key_have_the_quiz_of_the_seed(lesson: Lesson, key: Sheet) -> None:
    drawn = draw_quiz(lesson, 11)
    for sheet in (sheet_of(Kind.WORKSHEET, lesson, Results(quiz=QuizResult(11)), "en"), key):
        assert [each.text for each in sheet.questions] == [each.text_in("en") for each in drawn]
    assert [each.right_answer for each in key.questions] == [each.options[each.right] for each in drawn]


def test_the_key_names_what_is_right(lesson: Lesson, key: Sheet) -> None:
    for page, told in zip(lesson.pages, key.pages, strict=True):
        words = page.words_in("en")
        right = [words.answers[each.right].label for each in page.predictions]
        assert [each.right_answer for each in told.predictions] == right


def losses(epochs: int, *, zero: bool = True) -> tuple[list[float], float, float]:
    """The plain loop, written out."""
    x, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[2.0], [4.0], [6.0]])
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    found = []
    for _ in range(epochs):
        loss = torch.mean((x * W + b - y) ** 2)
        if zero:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    return found, W.item(), b.item()


def test_the_numbers_of_the_key_are_those_of_a_plain_loop(lesson: Lesson, key: Sheet) -> None:
    _, W, b = losses(1)
    assert f"= {W:.6f}. b rose to {b:.6f}." in on_sheet(lesson, key, "gradient").found
    _, W, b = losses(3751)
    assert f"W {W:.6f}, b {b:.6f}" in on_sheet(lesson, key, "run").found
    with_it, without = losses(200)[0], losses(200, zero=False)[0]
    text = f"with zero_grad() {with_it[199]:.3f}, without it {without[199]:.3f}"
    assert text in on_sheet(lesson, key, "zero-grad").found
    assert f"between {min(without):.3f} and {max(without):.1f}" in on_sheet(lesson, key, "zero-grad").found
    assert "3 calls of backward() brought w.grad to 6" in on_sheet(lesson, key, "backward-adds").found
    torch.manual_seed(1)
    drawn = ", ".join(f"{torch.rand(1).item():.6f}" for _ in range(2))
    assert drawn in on_sheet(lesson, key, "seed").found


def test_what_only_hands_can_do_is_a_dash_in_the_key(lesson: Lesson, key: Sheet) -> None:
    found = on_sheet(lesson, key, "hypothesis").found
    assert found.startswith("The smallest loss found by hand is –. With W = 2 and b = 0 the loss is 0")


def test_what_nothing_here_can_do_is_a_dash_and_what_the_data_say_is_not(lesson: Lesson) -> None:
    page = replace(page_of(lesson, "momentum"), done=Expression("line >= 2"))
    found = sheet_of(Kind.KEY, Lesson("alone", (page,)), Results(), "en").pages[0].found
    assert "In the first – epochs" in found
    assert "bowl is 0.3606, twice 0.1803" in found


def test_a_setting_that_the_action_asks_for_is_set_from_the_start(lesson: Lesson) -> None:
    page = replace(page_of(lesson, "momentum"), done=Expression("momentum == 0.5 and epochs >= 3"))
    played = outcome(page)
    assert played is not None
    assert [len(played.history), played.history.settings_at(0).momentum] == [3, 0.5]


def test_questions_have_the_numbers_of_their_page(lesson: Lesson) -> None:
    sheet = sheet_of(Kind.WORKSHEET, lesson, Results(), "en")
    assert [page.title for page in sheet.pages if "–" in page.question] == []
    assert "1 hour of study gave 2 points" in on_sheet(lesson, sheet, "data").question


def test_a_sheet_that_nobody_waits_for_any_more_is_given_up(lesson: Lesson) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(_share: float | None = None) -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        sheet_of(Kind.KEY, lesson, Results(), "en", check_cancelled=give_up)


def test_how_far_it_is_is_told(lesson: Lesson) -> None:
    shares: list[float | None] = []
    sheet_of(Kind.WORKSHEET, lesson, Results(), "en", check_cancelled=shares.append)
    assert shares == [place / len(lesson.pages) for place in range(len(lesson.pages))]


def test_the_programs_own_words_are_those_of_the_window(lesson: Lesson) -> None:
    sheet = sheet_of(Kind.WORKSHEET, lesson, Results(), "en", say=str.upper)
    (asked,) = on_sheet(lesson, sheet, "run").predictions
    assert astuple(asked.options[0])[:2] == ("NEVER", math.inf)
    assert sheet_csv(sheet, str.upper).startswith(b"\xef\xbb\xbfNAME,CLASS,")
