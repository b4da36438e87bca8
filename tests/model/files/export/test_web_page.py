"""A run as a web page: what is in the file. What a browser makes of it is in test_web_page_in_browser.py."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gui.theme.theme import DARK, LIGHT, Theme
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.files.export.web_page import TEMPLATE, as_script_data, write_web_page
from model.files.export.web_record import EPOCHS_AT_MOST, FIRST_KEPT, kept_epochs
from model.history import COLUMNS, Change, History
from model.lessons.page_file import built_in
from model.lessons.web_question import question_of
from model.loop import source_of
from model.run import ForClass, Replay
from model.training.trainer import epochs_of

NASTY = "</script><script>alert(1)</script> \" ' \\ & <b> 한글 \u2028\u2029 \ud800 {style}"
LOOP = LoopSettings()
SKIPS = replace(LOOP, zero_grad=ZeroGrad.NEVER)


def page_of(run: Replay, folder: Path) -> str:
    """The page of a run as a file has it."""
    file = folder / "run.html"
    write_web_page(run, file, question_of, "ko")
    return file.read_text("utf-8")


def record_in(page: str) -> dict[str, Any]:
    """What the page has of its run."""
    (text,) = re.findall(r'<script type="application/json" id="run">(.*?)</script>', page, re.DOTALL)
    record: dict[str, Any] = json.loads(text)
    return record


def history_of(run: Replay) -> History:
    """The run, trained beside it."""
    history = History()
    for epoch in epochs_of(run):
        history.append(epoch)
    return history


def floats(text: str) -> np.ndarray[Any, Any]:
    """A column of the page."""
    return np.frombuffer(base64.b64decode(text), "<f4")


def test_the_numbers_of_the_lesson_are_those_of_its_history_and_take_little_room(tmp_path: Path) -> None:
    run = Replay(Experiment())
    page, history = page_of(run, tmp_path), history_of(run)
    record = record_in(page)
    for name in COLUMNS:
        assert floats(record["columns"][name]).tobytes() == history.column(name).tobytes()
    assert (record["epochs"], "numbers" in record, record["start"]) == (4000, False, [0, 0])
    assert len(page.encode()) < 400_000


def test_a_page_loads_nothing_and_runs_no_script_but_its_own(tmp_path: Path) -> None:
    page = page_of(Replay(Experiment(epochs=5)), tmp_path)
    assert not re.search(r"https?:|//[a-z]|\bsrc=|<link|@import|url\(|\bfetch\b|XMLHttp|innerHTML|\beval\b", page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def test_texts_of_the_user_stay_texts(tmp_path: Path) -> None:
    data = Dataset(LOOP.data.x, LOOP.data.y, NASTY, NASTY, NASTY)
    run = Replay(Experiment(epochs=3, settings=replace(LOOP, data=data)), note=NASTY)
    page, plain = page_of(run, tmp_path), page_of(Replay(Experiment(epochs=3)), tmp_path)
    assert [page.count(tag) for tag in ("<script", "</script", "<b>")] == [
        plain.count(tag) for tag in ("<script", "</script", "<b>")
    ]
    record = record_in(page)
    assert (record["note"], record["data"][0]["name"]) == (NASTY, NASTY)


def test_what_stands_in_a_script_has_no_markup() -> None:
    text = as_script_data({NASTY: [NASTY]})
    assert text.isascii()
    assert not set("<>&") & set(text)
    assert json.loads(text) == {NASTY: [NASTY]}


def test_each_part_of_a_run_has_the_script_that_it_ran(tmp_path: Path) -> None:
    other = replace(LOOP, every=7, momentum=0.9)
    run = Replay(Experiment(epochs=40), (Change(10, SKIPS), Change(20, replace(SKIPS, lr=0.02)), Change(30, other)))
    record = record_in(page_of(run, tmp_path))
    assert [part["from"] for part in record["parts"]] == [0, 10, 20, 30]
    codes = [record["codes"][part["code"]] for part in record["parts"]]
    assert [code["lines"] for code in codes] == [list(source_of(each)) for each in (LOOP, SKIPS, SKIPS, other)]
    assert codes[2]["before"][-1] == "optimizer = torch.optim.SGD([W, b], lr=0.02)"
    assert codes[3]["before"][-1] == "optimizer = torch.optim.SGD([W, b], lr=0.01, momentum=0.9)"


@pytest.fixture(scope="module")
def long() -> History:
    """A run that swings for longer than a page has room."""
    return history_of(Replay(Experiment(settings=SKIPS, epochs=12_000), (Change(9_000, LOOP),)))


def test_of_a_long_run_what_is_kept_goes_as_far_as_the_run(long: History) -> None:
    kept, loss = kept_epochs(long), long.column("loss")
    assert len(kept) <= EPOCHS_AT_MOST
    assert (kept[:FIRST_KEPT] == np.arange(FIRST_KEPT)).all()
    assert {8_999, 9_000, 9_001, 11_998, 11_999} <= set(kept.tolist())
    assert loss[kept].max() == loss.max()
    assert loss[kept][kept > FIRST_KEPT].min() == loss[FIRST_KEPT + 1 :].min()


def test_a_long_run_still_fits_into_a_file_that_a_phone_opens(tmp_path: Path, long: History) -> None:
    run = Replay(Experiment(settings=SKIPS, epochs=12_000), (Change(9_000, LOOP),))
    page = page_of(run, tmp_path)
    record = record_in(page)
    numbers = np.frombuffer(base64.b64decode(record["numbers"]), "<i4")
    assert numbers.tolist() == kept_epochs(long).tolist()
    assert floats(record["columns"]["loss"]).tolist() == long.column("loss")[numbers].tolist()
    assert len(page.encode()) < 400_000


def test_of_many_points_some_are_on_the_page(tmp_path: Path) -> None:
    many = Dataset((np.arange(50_000) / 5e4).astype("f4"), (np.arange(50_000) / 1e4).astype("f4"))
    record = record_in(page_of(Replay(Experiment(epochs=2, settings=replace(LOOP, data=many))), tmp_path))
    x = floats(record["data"][0]["x"])
    assert (record["data"][0]["rows"], len(x), x[0], x[-1]) == (50_000, 8000, many.x[0, 0], many.x[-1, 0])


@pytest.mark.parametrize("name", ["zero-grad", "learning-rate", "hypothesis", "seed"])
def test_the_question_of_a_page_is_told_in_both_languages(name: str) -> None:
    question = question_of(name)
    assert question is not None
    lesson = built_in()
    for language, told in question.items():
        words = lesson.pages[lesson.place(name) or 0].words_in(language)
        assert told["title"] == words.title
        assert all(text and "{" not in text for text in (told["question"], told["found"]))
        assert all(prediction["right"] for prediction in told["predictions"])


def test_a_run_that_belongs_to_no_page_asks_nothing(tmp_path: Path) -> None:
    assert question_of("unknown") is None
    run = Replay(Experiment(epochs=3), for_class=ForClass("unknown"))
    assert record_in(page_of(run, tmp_path))["question"] is None


def test_the_page_of_a_run_is_always_the_same(tmp_path: Path) -> None:
    run = Replay(Experiment(epochs=30, settings=replace(LOOP, batch_size=1)))
    assert page_of(run, tmp_path) == page_of(run, tmp_path)


@pytest.mark.parametrize(("theme", "place"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_the_colours_are_those_of_the_window(theme: Theme, place: int) -> None:
    style = (TEMPLATE / "style.css").read_text("utf-8")
    rules = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[place]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rules))
    assert colours == {name: getattr(theme, name.replace("-", "_")) for name in colours}
    assert len(colours) > 10


def test_each_text_is_there_in_both_languages() -> None:
    english, korean = (TEMPLATE / "words.js").read_text("utf-8").split("\n  ko: {")
    keys = [re.findall(r"^ +(\w+): \"", part, re.MULTILINE) for part in (english, korean)]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 40
