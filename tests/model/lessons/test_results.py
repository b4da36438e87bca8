"""What a class has answered: how it counts, and what is kept of it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from model.lessons.expression import Expression
from model.lessons.page import Ask, Lesson, Prediction
from model.lessons.page_file import built_in
from model.lessons.results import (
    HANDS_AT_MOST,
    SIZE_LIMIT,
    PageResult,
    QuizResult,
    Results,
    counted,
    is_predicted,
    read_results,
    reply_of,
    spoken,
    write_results,
)

PAGES = {page.name: page for page in built_in().pages}


def test_an_answer_counts_as_the_first_condition_that_holds_and_else_as_none() -> None:
    conditions = {"low": Expression("the_guess < 2"), "small": Expression("answer < factor")}
    guess = Prediction("the-guess", Ask.NUMBER, "low", conditions)
    assert [reply_of(guess, given, {"factor": 5}) for given in (1.0, 2.0, 4.0, 5.0)] == ["low", "small", "small", ""]
    rest = replace(guess, answers={**conditions, "rest": None})
    assert reply_of(rest, 5.0, {"factor": 5}) == "rest"
    assert reply_of(guess, "small", {}) == "small"


def test_an_action_opens_once_all_is_predicted_or_nothing_was_to_be() -> None:
    page = PAGES["loss"]
    first, second = (prediction.name for prediction in page.predictions)
    given: list[dict[str, float | str]] = [{}, {first: "third"}, {second: 18.7}, {first: "third", second: 18.7}]
    assert [is_predicted(page, PageResult(each)) for each in given] == [False, False, False, True]
    assert is_predicted(page, PageResult(passed_over=True))
    assert is_predicted(PAGES["hypothesis"], PageResult())


def test_hands_are_counted_within_bounds_and_one_answer_at_a_time() -> None:
    result = counted(counted(PageResult(), "one", "yes", 3), "one", "no", 4)
    result = counted(result, "other", "yes", 5)
    assert result.votes == {"one": {"yes": 3, "no": 4}, "other": {"yes": 5}}
    assert counted(result, "one", "yes", 7).votes["one"] == {"yes": 7, "no": 4}
    assert counted(result, "one", "yes", -1).votes["one"]["yes"] == 0
    for hands in (HANDS_AT_MOST, HANDS_AT_MOST + 1):
        assert counted(result, "one", "yes", hands).votes["one"]["yes"] == HANDS_AT_MOST == 999


@pytest.mark.parametrize(
    ("value", "text"), [(math.inf, "∞"), (8.0, "8"), (0.1803, "0.1803"), (1 / 3, "0.333333"), (-2.5, "-2.5")]
)
def test_a_number_is_spoken_with_six_digits_and_never_is_infinite(value: float, text: str) -> None:
    assert spoken(value) == text


def test_a_page_without_results_has_none_and_gets_its_own() -> None:
    results = Results(pages={"loss": PageResult(done=True)})
    assert results.of("data") == PageResult()
    assert results.with_page("data", PageResult({"prediction": 8.0})).pages == {
        "loss": PageResult(done=True),
        "data": PageResult({"prediction": 8.0}),
    }
    assert results.of("loss").done


def test_all_that_is_kept_comes_back(tmp_path: Path) -> None:
    page = PageResult({"a": 8.0, "b": math.inf, "c": "third"}, {"c": {"third": 3}}, True, True, {"W_at(0)": 0.5})
    results = Results("loss", {"loss": page}, QuizResult(7, (1, None)), "name", "class", "date")
    file = tmp_path / "made" / "results.json"
    assert read_results(file) == Results()
    write_results(results, file)
    assert read_results(file) == results
    write_results(Results(), file)
    assert read_results(file) == Results()


def test_a_file_that_is_too_large_or_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_results(Results(), file)
    content = file.read_bytes()
    file.write_bytes(content + b" " * (SIZE_LIMIT - len(content)))
    assert read_results(file) == Results()
    file.write_bytes(content + b" " * (SIZE_LIMIT - len(content) + 1))
    with pytest.raises(ValueError, match="too large"):
        read_results(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(ValueError, match=r".*"):
        read_results(file)


def test_a_lesson_has_a_place_for_the_quiz_where_a_page_that_counts_has_questions() -> None:
    data, extra = PAGES["data"], PAGES["on-purpose"]
    assert [Lesson("a", pages).places for pages in ((data,), (extra,), (data, extra), (replace(data, quiz=()),))] == [
        2,
        1,
        3,
        1,
    ]
    both = Lesson("a", (data, PAGES["loss"], extra))
    assert both.counted == 2
    assert [both.place(name) for name in ("data", "loss", "on-purpose", "run")] == [0, 1, 2, None]


def test_a_card_has_the_row_that_a_page_names_or_all_of_them() -> None:
    page = PAGES["momentum"]
    controls = [("momentum",), ("momentum", "lr", "data"), ("momentum", "loop"), ()]
    assert [replace(page, controls=each).cards for each in controls] == [
        {"loop": "momentum"},
        {"loop": "momentum", "training": "lr", "data": ""},
        {"loop": ""},
        {},
    ]


def test_texts_are_in_the_language_asked_for_or_in_the_first_there_is() -> None:
    page = PAGES["loss"]
    assert page.words_in("en") is page.words["en"]
    assert page.words_in("fr") is page.words["ko"]
    assert page.asking(Ask.NUMBER) is page.predictions[1]
    assert page.asking(Ask.LINE) is None
