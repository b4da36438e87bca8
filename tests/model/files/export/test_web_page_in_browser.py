"""A run's web page, opened in a real browser: what it shows at each line is what torch had there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.export.web_page import write_web_page
from model.history import Change, History
from model.lessons.web_question import question_of
from model.loop import loop_of
from model.run import ForClass, Replay
from model.training.trainer import Trainer, epochs_of
from tests.browser import CHROMIUM, read_page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")

PHONE, DESKTOP = (390, 844), (1280, 900)
LOOP = LoopSettings()
SIX = Dataset.of([1, 2, 3, 4, 5, 6], [2.5, 3.5, 6.25, 8.5, 9.5, 13])
SKIPS = replace(LOOP, zero_grad=ZeroGrad.NEVER)

RUNS = {
    "lesson": Replay(Experiment(epochs=60)),
    "skipped, then not": Replay(Experiment(settings=SKIPS, epochs=40), (Change(20, LOOP), Change(30, SKIPS))),
    "every 3, after the step": Replay(
        Experiment(settings=replace(LOOP, zero_grad=ZeroGrad.AFTER_STEP, every=3), epochs=20)
    ),
    "after backward": Replay(
        Experiment(settings=replace(LOOP, zero_grad=ZeroGrad.AFTER_BACKWARD, every=2), epochs=12), (Change(7, LOOP),)
    ),
    "before the forward pass, twice": Replay(
        Experiment(settings=replace(LOOP, zero_grad=ZeroGrad.BEFORE_FORWARD, backward_twice=True, lr=0.005), epochs=12),
        (Change(6, replace(SKIPS, backward_twice=True, lr=0.003)),),
    ),
    "momentum, no step": Replay(
        Experiment(settings=replace(LOOP, momentum=0.9, nesterov=True), epochs=15),
        (Change(9, replace(SKIPS, step=False)),),
    ),
    "standardised, from numbers": Replay(
        Experiment(
            initial=InitialParameters(Start.NUMBERS, -1.1, 0.3),
            settings=replace(LOOP, data=SIX, standardise=True, lr=0.1),
            epochs=15,
        ),
        (Change(8, replace(LOOP, data=SIX)),),
    ),
    "overflow": Replay(Experiment(settings=replace(LOOP, lr=3.0), epochs=100)),
}
"""Runs of which every line is on the page."""

READ_ALL = """
    read.lines = [];
    const data = doc.getElementById("player").dataset, text = (each) => each.textContent;
    for (let row = -1; row <= Number(doc.getElementById("slider").max); row += 1) {
      for (let place = Math.min(row + 1, 1); place <= page.placesOf(row); place += 1) {
        page.goTo(row, place);
        const next = doc.querySelector("#code .next");
        read.lines.push({ ...data, next: next && next.firstChild.textContent,
          guesses: page.stateAt(row, place).left.size && [...page.stateAt(row, place).left.values()]
            .flatMap((left) => (left.hypothesis || []).map(String)) });
      }
    }
"""
NAMES = {"w": "W", "b": "b", "wGrad": "W_grad", "bGrad": "b_grad", "wOwn": "W_fresh", "bOwn": "b_fresh"}


def page_of(run: Replay, folder: Path, language: Any = "en") -> str:
    """The page of a run."""
    write_web_page(run, folder / "run.html", question_of, language)
    return (folder / "run.html").read_text("utf-8")


def number(text: str) -> float | None:
    """A number of the page as Python has it."""
    return None if text == "null" else float(text.replace("Infinity", "inf"))


@pytest.mark.parametrize("name", RUNS)
def test_every_line_leaves_on_the_page_what_it_left_in_torch(name: str, tmp_path: Path) -> None:
    run = RUNS[name]
    seen = iter(read_page(page_of(run, tmp_path), READ_ALL, tmp_path, PHONE)["lines"])
    trainer, changes = Trainer(run.experiment), dict(run.all_changes)
    start = next(seen)
    assert (number(start["w"]), number(start["b"]), start["epoch"]) == (*trainer.tensors.numbers(), "-1")
    for record in epochs_of(run):
        trainer.settings = changes.get(record.number, trainer.settings)
        done = None
        while done is None:
            done = trainer.run_line()
            shown, moment = next(seen), trainer.moment()
            assert shown["epoch"] == str(record.number)
            if done is None:
                compare(shown, {key: getattr(moment, field) for key, field in NAMES.items()})
                assert shown["next"] == loop_of(moment.settings).lines[moment.line]
            if moment.hypothesis is not None and shown["guesses"]:
                assert all(map(same, map(number, shown["guesses"]), moment.hypothesis))
        compare(shown, {"w": record.W, "b": record.b, "loss": record.loss, "wOwn": record.W_grad_fresh})
    assert next(seen, None) is None


def compare(shown: dict[str, str], torch: dict[str, float | None]) -> None:
    """What the page has is the very number; where it has none yet, torch has none."""
    for key, value in torch.items():
        text = shown[key]
        if text == "":
            assert value is None or key.endswith("Own"), key
        else:
            assert same(number(text), value), key


def same(one: float | None, other: float | None) -> bool:
    """Whether two numbers are the same, or both of them none or NaN."""
    return one == other or (None not in (one, other) and one != one and other != other)  # noqa: PLR0124


@pytest.mark.parametrize(
    "settings",
    [replace(LOOP, data=SIX, batch_size=2, lr=0.005), replace(LOOP, data=SIX, accumulate=3)],
    ids=["mini-batches", "parts"],
)
def test_of_an_epoch_in_pieces_only_its_end_has_numbers(settings: LoopSettings, tmp_path: Path) -> None:
    run = Replay(Experiment(settings=settings, epochs=10))
    lines = read_page(page_of(run, tmp_path), READ_ALL, tmp_path)["lines"]
    ends = [
        line for line, after in zip(lines, [*lines[1:], None], strict=True) if after is None or after["line"] == "1"
    ]
    for record, end in zip(epochs_of(run), ends[1:], strict=True):
        compare(
            end,
            {"w": record.W, "b": record.b, "loss": record.loss, "wGrad": record.W_grad, "wOwn": record.W_grad_fresh},
        )
    assert {line["wGrad"] for line in lines[1:] if line not in ends} == {""}


READ_CONTROLS = """
    const get = (id) => doc.getElementById(id), data = get("player").dataset, made = (kind, name, more) =>
      new page[kind](name, { bubbles: true, cancelable: true, ...more });
    const press = (key, at) => at.dispatchEvent(made("KeyboardEvent", "keydown", { key }));
    const note = () => read.where.push(`${data.epoch}.${data.line}`);
    read.where = [];
    note();
    for (const id of ["forward", "line", "line", "forward", "back", "start"]) { get(id).click(); note(); }
    for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown"]) { press(key, doc.body); note(); }
    for (const key of ["ArrowDown", "ArrowUp", "End", "Home"]) { press(key, get("play")); note(); }
    get("slider").value = 5;
    get("slider").dispatchEvent(made("Event", "input"));
    note();
    read.where.push(get("slider").getAttribute("aria-valuetext"));
    get("number").value = 9;
    get("number").dispatchEvent(made("Event", "change"));
    note();
    press("ArrowRight", get("number"));
    note();
    const box = get("losses").getBoundingClientRect(), at = { clientX: box.right - 12, clientY: box.top + 50 };
    get("losses").dispatchEvent(made("PointerEvent", "pointerdown", at));
    note();
    read.said = get("said").textContent;
    press(" ", doc.body);
    read.playing = get("play").textContent;
    press(" ", doc.body);
    read.paused = get("play").textContent;
"""


def test_buttons_keys_slider_and_charts_go_through_the_run(tmp_path: Path) -> None:
    read = read_page(page_of(Replay(Experiment(epochs=50)), tmp_path), READ_CONTROLS, tmp_path)
    assert read["where"] == [
        *("-1.0", "0.5", "1.1", "1.2", "1.5", "0.5", "-1.0"),
        *("0.5", "1.5", "0.5", "0.5"),  # ↓ scrolls the page where no control has the focus
        *("1.1", "0.5", "49.5", "-1.0"),
        *("5.5", "5 of 49", "9.5", "9.5", "49.5"),
    ]
    assert read["said"].startswith("Epoch 49, loss ")
    assert (read["playing"], read["paused"]) == ("Pause", "Play")


@pytest.mark.parametrize(("speed", "epochs"), [(10, 15), (100, 150)])
def test_played_it_goes_as_fast_as_it_says_and_stops_at_a_touch(speed: int, epochs: int, tmp_path: Path) -> None:
    script = f"""
        const get = (id) => doc.getElementById(id), epoch = () => Number(get("player").dataset.epoch);
        get("speed").value = {speed};
        get("play").click();
        page.setTimeout(() => {{ read.epoch = epoch(); get("back").click(); read.stopped = epoch(); }}, 1500);
        page.setTimeout(() => {{ read.later = epoch(); tell(); }}, 1900);
    """
    read = read_page(page_of(Replay(Experiment(epochs=400)), tmp_path), script, tmp_path)
    assert read["epoch"] == pytest.approx(epochs, rel=0.2)
    assert read["stopped"] == read["later"] == read["epoch"] - 1


READ_LOOKS = """
    const all = (what) => [...doc.querySelectorAll(what)], html = (each) => each.outerHTML;
    read.wide = doc.documentElement.scrollWidth;
    read.small = all("button, select, label, #slider").filter((each) => each.offsetParent)
      .filter((each) => each.getBoundingClientRect().height < 36).map(html);
    const name = (each) => each.getAttribute("aria-label") || each.textContent.trim() || (each.labels || []).length;
    read.nameless = all("button, select, input, canvas, nav").filter((each) => !name(each)).map(html);
    const texts = () => all("h1, h2, p, button, th, label, option, span").map((each) => each.textContent).join("|");
    read.lang = [doc.documentElement.lang];
    read.texts = [texts()];
    doc.getElementById("language").click();
    read.lang.push(doc.documentElement.lang);
    read.texts.push(texts());
    read.drawn = all("canvas").map((each) => {
      const ink = each.getContext("2d").getImageData(0, 0, each.width, each.height).data;
      return ink.filter((part, n) => n % 4 === 3 && part > 0).length;
    });
"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_fits_the_screen_and_all_that_is_touched_has_room_and_a_name(size: tuple[int, int], tmp_path: Path) -> None:
    page = page_of(Replay(Experiment(epochs=50), for_class=ForClass("zero-grad")), tmp_path, "ko")
    read = read_page(page, READ_LOOKS, tmp_path, size)
    assert read["wide"] <= size[0]
    assert (read["small"], read["nameless"], read["lang"]) == ([], [], ["ko", "en"])
    assert all(ink > 1000 for ink in read["drawn"])
    korean, english = read["texts"]
    assert "undefined" not in korean + english
    assert "에포크" in korean
    assert "Epoch" not in korean
    assert "에포크" not in english


READ_QUESTION = """
    const shown = (id) => doc.getElementById(id).offsetParent !== null && doc.getElementById(id).textContent;
    read.title = shown("question-title"); read.before = shown("answer");
    read.order = doc.getElementById("question").compareDocumentPosition(doc.getElementById("player"));
    doc.querySelectorAll("#predictions input")[0].click();
    doc.getElementById("ask").click();
    read.after = shown("answer");
"""


def test_the_question_comes_first_and_its_answer_when_it_is_asked_for(tmp_path: Path) -> None:
    run = Replay(Experiment(settings=SKIPS, epochs=50), for_class=ForClass("zero-grad"))
    read = read_page(page_of(run, tmp_path), READ_QUESTION, tmp_path, PHONE)
    assert (read["title"], read["before"]) == ("What if zero_grad() is left out?", False)
    assert read["order"] & 4  # the player follows
    assert "Your answer: slower" in read["after"]
    assert "Right answer: it swings and never settles" in read["after"]


NASTY = "</script><img src=x onerror=alert(1)> \" ' & 한글 \u2028 {W}"


def test_texts_of_the_user_are_shown_as_they_are(tmp_path: Path) -> None:
    data = replace(LOOP, data=Dataset(SIX.x, SIX.y, NASTY))
    page = page_of(Replay(Experiment(settings=data, epochs=3), note=NASTY), tmp_path)
    script = 'read.texts = [doc.title, doc.getElementById("note").textContent]; read.images = doc.images.length;'
    assert read_page(page, script, tmp_path) == {"texts": [f"{NASTY} · Slopewise", NASTY], "images": 0}


def test_of_a_long_run_the_page_says_what_it_has_and_has_the_very_numbers(tmp_path: Path) -> None:
    run = Replay(Experiment(settings=SKIPS, epochs=9000))
    script = """
        read.said = doc.getElementById("thinned").textContent; read.rows = [];
        read.newest = Number(doc.getElementById("slider").max);
        for (let row = 0; row <= read.newest; row += row < 1010 || row > read.newest - 7 ? 1 : 7) {
          page.goTo(row);
          const { epoch, loss, w, wGrad } = doc.getElementById("player").dataset;
          read.rows.push([epoch, loss, w, wGrad].map(Number));
        }
    """
    read = read_page(page_of(run, tmp_path), script, tmp_path)
    history = History()
    for epoch in epochs_of(run):
        history.append(epoch)
    assert "Of the 9000 epochs" in read["said"]
    assert "the first 1001 " in read["said"]
    for number_, loss, W, W_grad in read["rows"]:
        record = history.epoch(int(number_))
        assert (loss, W, W_grad) == (record.loss, record.W, record.W_grad)
    assert 2000 < read["newest"] <= 6000
    assert read["rows"][-1][0] == 8999
