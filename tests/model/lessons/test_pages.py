"""The lesson that comes with the program: each page is played, and its numbers are those of a plain loop beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from model import RESOURCES
from model.comparison.ready_comparisons import Question, ready_comparison
from model.experiment import Experiment, LoopSettings, Parameters, ZeroGrad
from model.history import History
from model.lessons.expression import FIELD, Template
from model.lessons.measured import Doings, Measured
from model.lessons.page import Ask, Page, Prediction, QuizTemplate, Words
from model.lessons.page_file import built_in
from model.training.trainer import Trainer
from tests.model.plain_loop import plain_loop

LESSON = built_in()
PAGES = {page.name: page for page in LESSON.pages}

MINUTES = {
    "data": 3,
    "shape": 2,
    "seed": 4,
    "parameters": 3,
    "hypothesis": 3,
    "loss": 4,
    "gradient": 5,
    "learning-rate": 5,
    "run": 5,
    "backward-adds": 5,
    "zero-grad": 6,
    "momentum": 4,
    "on-purpose": 3,
}

GENERAL = {"0.9", "1.0", "2.0", "0.5", "0.1", "0.95", "1.05"}
"""Decimals that no run brings forth: momenta, a version of torch, what a page asks for, shares of a limit."""

UNKNOWN = "–"
"""What stands where a number is not there yet."""

every_page = pytest.mark.parametrize("page", LESSON.pages, ids=list(PAGES))


# --- the pages as they are written ---


def texts(words: Words) -> list[str]:
    """All texts of a page in one language."""
    labels = [answer.label for answer in words.answers.values()]
    templates = [template.text for template in (*words.templates, *words.quiz.values())]
    return [words.title, words.note, *labels, *templates]


def test_there_are_twelve_pages_and_an_extra_one_in_the_order_of_the_lesson() -> None:
    assert {page.name: page.minutes for page in LESSON.pages} == MINUTES
    assert list(PAGES) == list(MINUTES)
    assert LESSON.counted == 12
    assert [page.name for page in LESSON.pages if page.extra] == ["on-purpose"]
    assert sum(len(page.quiz) for page in LESSON.pages) >= 10


@every_page
def test_both_languages_hold_the_same(page: Page) -> None:
    assert list(page.words) == ["ko", "en"]
    korean, english = page.words.values()
    for name in ("answers", "asks", "quiz"):
        assert list(getattr(korean, name)) == list(getattr(english, name))
    assert len(korean.hints) == len(english.hints) == 2
    for one, other in zip(korean.templates, english.templates, strict=True):
        assert one.names == other.names


@every_page
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_text_is_there_and_short_enough_for_a_card(page: Page, language: str) -> None:
    words = page.words[language]
    missing = [text for text in texts(words) if not text.strip()]
    assert missing == ([] if page.done else [words.action.text])
    korean = language == "ko"
    assert len(words.title) <= (20 if korean else 40)
    assert len(words.question.text) <= 160
    assert len(words.found.text) <= (420 if korean else 560)
    assert {name for prediction in page.predictions for name in prediction.answers} == set(words.answers)


@every_page
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_result_is_typed_in(page: Page, language: str) -> None:
    for text in texts(page.words[language]):
        typed = re.findall(r"\d+[.,]\d+(?:e[-−]?\d+)?|\d+e[-−]\d+", FIELD.sub("", text))
        assert set(typed) <= GENERAL, text


@lru_cache
def window_words() -> tuple[set[str], set[str]]:
    """What the window says in English and in Korean; the bench of the seed is a window's part, too."""
    messages = list(ET.parse(RESOURCES / "i18n" / "slopewise_ko.ts").iter("message"))
    english, korean = ({message.findtext(name, "") for message in messages} for name in ("source", "translation"))
    return english | {"Draw twice"}, korean | {"두 번 뽑기"}


@every_page
def test_the_words_are_those_of_the_window(page: Page) -> None:
    sources, translations = window_words()
    korean, english = page.words["ko"], page.words["en"]
    assert not any("초기화" in text for text in texts(korean))
    assert set(re.findall(r"‘(.+?)’", korean.action.text)) <= translations
    assert set(re.findall(r"“(.+?)”", english.action.text)) <= sources


# --- a page as it is played, without a window ---


@dataclass(frozen=True)
class Ran:
    """An experiment with those beside it: their histories, and the same by the plain loop."""

    experiment: Experiment
    histories: tuple[History, ...]
    plain: tuple[NDArray[np.float32], ...]
    """Rows of loss, W, b, what .grad held of W and b, and the epoch's own gradients of W and b."""

    def measured(self, doings: Doings | None = None) -> Measured:
        """What a page may ask for."""
        history, *beside = self.histories
        return Measured(self.experiment, history, Parameters(0.0, 0.0), tuple(beside), doings or Doings())


@lru_cache
def ran(experiment: Experiment, beside: tuple[LoopSettings, ...] = (), epochs: int = 0) -> Ran:
    """Run so many epochs of an experiment, and of others that differ from it in their settings."""
    histories, plain = [], []
    for settings in (experiment.settings, *beside):
        trainer, history = Trainer(replace(experiment, settings=settings)), History()
        for _ in range(epochs):
            history.append(trainer.run_epoch())
        histories.append(history)
        rows, _ = plain_loop(experiment.seed, experiment.initial, (settings,) * epochs)
        plain.append(np.array([np.frombuffer(row, np.float32)[:7] for row in rows]).reshape(epochs, 7))
    return Ran(experiment, tuple(histories), tuple(plain))


def opened(page: Page) -> Ran:
    """A page as it opens: its state, with the comparison that it begins and the epochs that it has run."""
    opening = page.opening
    if opening.compare:
        return compared(opening.experiment, opening.compare, opening.done)
    settings = opening.experiment.settings
    return ran(opening.experiment, tuple(replace(settings, **values) for values in opening.beside), opening.done)


def compared(experiment: Experiment, question: str, epochs: int, **changed: float) -> Ran:
    """A ready comparison, with what is then changed in the run; skipping zero_grad() stays without momentum."""
    ready = ready_comparison(Question(question), experiment)
    settings = replace(ready.experiment.settings, **changed)  # type: ignore[arg-type]
    plain = {"momentum": 0.0} if question == "zero-grad" else {}
    beside = tuple(replace(difference.of_settings(settings), **plain) for difference in ready.differences)  # type: ignore[arg-type]
    return ran(replace(ready.experiment, settings=settings), beside, epochs)


X, Y = np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])
BEST_W, BEST_B = np.linalg.lstsq(np.stack([X, np.ones(3)], 1), Y, rcond=None)[0]
FLAT, STEEP = np.linalg.eigvalsh(2 * np.array([[np.mean(X**2), np.mean(X)], [np.mean(X), 1.0]]))
LIMIT = 2 / STEEP


def first_drawn(seed: int = 1) -> tuple[float, float]:
    """Two numbers after manual_seed."""
    generator = torch.Generator().manual_seed(seed)
    first, second = (torch.rand(1, generator=generator).item() for _ in range(2))
    return first, second


def gradient_at_zero(points: Sequence[int] = (0, 1, 2)) -> float:
    """The gradient of W at W = b = 0, of some of the points divided by the number of all, by torch."""
    W = torch.zeros(1, requires_grad=True)
    x, y = torch.tensor(X[list(points)]), torch.tensor(Y[list(points)])
    (torch.sum((x * W - y) ** 2) / 3).backward()
    assert W.grad is not None
    return W.grad.item()


def prints_zero_from(losses: NDArray[np.float32], decimals: int) -> int:
    """The epoch from which on each loss, as Python prints it, has no digit but 0."""
    return 1 + max(n for n, loss in enumerate(losses) if float(f"{loss:.{decimals}f}") != 0)


@dataclass(frozen=True)
class Played:
    """What the action of a page leaves, and the numbers that its explanation then has to have."""

    ran: Ran
    found: Mapping[str, float]
    doings: Doings = field(default_factory=Doings)
    before: Sequence[Doings] = (Doings(),)
    """What had been done while the action was not finished."""
    unfinished: Sequence[Ran] = ()
    """Runs that are not what the action asks for."""


def play_data(page: Page) -> Played:
    return Played(opened(page), {"best_W * 4 + best_b": BEST_W * 4 + BEST_B, "rows": 3})


def play_shape(page: Page) -> Played:
    return Played(opened(page), {"rows": 3}, Doings(walked=2), [Doings(), Doings(walked=1)])


def play_seed(page: Page) -> Played:
    first, second = first_drawn(page.opening.experiment.seed)
    done = Doings(drawn_seeded=2, drawn_unseeded=2, draws_differ=True, first_drawn=first, second_drawn=second)
    before = [Doings(), replace(done, drawn_unseeded=0), replace(done, drawn_seeded=1)]
    return Played(opened(page), {"first_drawn": first, "second_drawn": second}, done, before)


def play_parameters(page: Page) -> Played:
    before = [Doings(walked=page.opening.walked or 0), Doings(walked=4)]
    return Played(opened(page), {"W": 0, "b": 0}, Doings(walked=5), before)


def play_hypothesis(page: Page) -> Played:
    def loss(W: float, b: float) -> float:
        return float(np.mean((W * X + b - Y) ** 2))

    best = loss(1.8, 0.3)
    found = {"hand_best": best, "best_W": 2, "abs(best_b)": 0, "best_loss": loss(2, 0)}
    done = Doings(hand_W=0.0, hand_b=0.0, hand_loss=loss(0, 0), hand_best=best)
    return Played(opened(page), found, done, [Doings(), replace(done, hand_best=loss(1, 0))])


def play_loss(page: Page) -> Played:
    squares = Y**2
    names = ("first_square", "second_square", "third_square")
    found = dict(zip(names, squares, strict=True)) | {"sum_of_squares": sum(squares), "rows": 3}
    start = ran(page.opening.experiment, epochs=1).plain[0][0, 0]
    assert start == pytest.approx(np.mean(squares))
    return Played(opened(page), found | {"mean_square": start}, Doings(squares=True))


def play_gradient(page: Page) -> Played:
    run = ran(page.opening.experiment, epochs=1)
    _, W, b, _, _, own, _ = run.plain[0][0]
    assert own == pytest.approx(gradient_at_zero())
    assert pytest.approx(0 - 0.01 * own) == W
    found = {"lr": 0.01, "W_own_at(0)": own, "W_at(0)": W, "b_at(0)": b}
    return Played(run, found, before=[Doings(walked=6), Doings(walked=6, line=4)])


def play_learning_rate(page: Page) -> Played:
    run = compared(page.opening.experiment, "learning-rates", 50)
    slow, swings, explodes = (rows[49, 0] for rows in run.plain)
    assert swings < 0.01 < slow < 1
    assert explodes > 1000
    found = {"largest_lr": LIMIT, "largest_curvature": STEEP, "loss_at(49)": slow}
    found |= {"beside_loss_at(49, 1)": swings, "beside_loss_at(49, 2)": explodes}
    found |= {"lr": 0.018, "beside_lr(1)": 0.171, "beside_lr(2)": 0.189}
    alone, early = ran(page.opening.experiment, epochs=50), compared(page.opening.experiment, "learning-rates", 49)
    others = [compared(page.opening.experiment, question, 50) for question in ("momentum", "batches", "zero-grad")]
    return Played(run, found, unfinished=[alone, early, *others])


def play_run(page: Page) -> Played:
    run = ran(page.opening.experiment, epochs=page.opening.experiment.epochs)
    rows = run.plain[0]
    assert len(rows) == 3751
    assert rows[:, 0].min() > 0
    found = {f"zero_from({decimals})": prints_zero_from(rows[:, 0], decimals) for decimals in (3, 4, 6, 8)}
    found |= {f"{name}_at(3750)": rows[3750, number] for number, name in enumerate(("loss", "W", "b"))}
    early = replace(run, histories=(run.histories[0].upto(3750),))
    return Played(run, found | {"smallest_curvature": FLAT, "kept": 1 - 0.01 * FLAT}, unfinished=[early])


def play_backward_adds(page: Page) -> Played:
    w, held = torch.tensor(2.0, requires_grad=True), []
    for _ in range(3):
        (2 * w).backward()
        assert w.grad is not None
        held.append(w.grad.item())
    assert held == [2, 4, 6]
    done = Doings(most_calls=3, most_held=held[-1], emptied=True)
    pressed = [Doings(backward_calls=n, held=2.0 * n, most_calls=n, most_held=2.0 * n) for n in (1, 2, 3)]
    found = {"most_calls": 3, "most_held": held[-1], "most_held / most_calls": held[0]}
    return Played(opened(page), found, done, [Doings(), *pressed, Doings(emptied=True)])


def play_zero_grad(page: Page) -> Played:
    experiment = page.opening.experiment
    called = replace(experiment.settings, zero_grad=ZeroGrad.BEFORE_BACKWARD)
    run = ran(experiment, (called,), experiment.epochs)
    skips, calls = run.plain
    assert skips[6, 5] > 0 > skips[6, 3]
    assert skips[6, 3] == pytest.approx(sum(skips[:7, 5]))
    found = {"loss_at(199)": skips[199, 0], "beside_loss_at(199)": calls[199, 0]}
    found |= {"smallest_loss": skips[:, 0].min(), "largest_loss": skips[:, 0].max()}
    return Played(run, found | {"slope": skips[6, 5], "summed": skips[6, 3]})


def play_momentum(page: Page) -> Played:
    epochs = page.opening.experiment.epochs
    run = compared(page.opening.experiment, page.opening.compare, epochs, momentum=1.0)
    one, other = run.plain
    assert one[:, :3].tobytes() == other[:, :3].tobytes()
    other_momenta = [compared(page.opening.experiment, page.opening.compare, epochs, momentum=m) for m in (0.0, 0.9)]
    found = {"alike": epochs, "momentum": 1, "largest_lr": LIMIT, "2 * largest_lr": 4 / STEEP}
    return Played(run, found, unfinished=other_momenta)


def play_on_purpose(page: Page) -> Played:
    run = ran(page.opening.experiment, epochs=1)
    whole = ran(Experiment(), epochs=1).plain[0][0]
    _, W, _, held, *_ = run.plain[0][0]
    names = ("first_part", "second_part", "third_part")
    found = {name: gradient_at_zero([number]) for number, name in enumerate(names)}
    assert held == pytest.approx(sum(found.values()))
    assert pytest.approx(whole[1]) == W
    found |= {"whole": whole[3], "W_grad_at(0)": held, "W_at(0)": whole[1], "accumulate": 3}
    return Played(run, found)


PLAYS: dict[str, Callable[[Page], Played]] = {name: globals()[f"play_{name.replace('-', '_')}"] for name in MINUTES}


def asked(page: Page, measured: Measured, **more: float | str) -> Measured:
    """The names that a page's texts and conditions may use, its own among them."""
    own = {name: expression.value(measured) for name, expression in page.measured.items()}
    return replace(measured, others={**own, **more})


def written(value: float, form: str) -> str:
    """A number as a text has it."""
    text = f"{float(value):{form or '.6g'}}".replace("-", "−")
    return text.replace("e−0", "e−").replace("e+0", "e")


def with_numbers(template: Template, numbers: Mapping[str, float]) -> str:
    """A text with numbers that were found elsewhere, by the expressions that ask for them."""

    def number(match: re.Match[str]) -> str:
        expression, _, form = match[1].partition(":")
        return written(numbers[expression], form)

    return FIELD.sub(number, template.text)


@every_page
def test_a_page_is_done_by_its_action_alone_and_tells_the_numbers_of_a_plain_loop(page: Page) -> None:
    played = PLAYS[page.name](page)
    after = asked(page, played.ran.measured(played.doings))
    if page.done is not None:
        for doings in played.before:
            assert not page.done.holds(asked(page, opened(page).measured(doings)))
        for other in played.unfinished:
            assert not page.done.holds(asked(page, other.measured()))
        assert page.done.holds(after)
    for words in page.words.values():
        told = words.found.filled(after)
        assert told == with_numbers(words.found, played.found)
        assert UNKNOWN not in told
        assert "∞" not in told


@every_page
def test_before_the_action_all_but_the_explanation_has_its_numbers(page: Page) -> None:
    doings = Doings(walked=page.opening.walked or 0)
    names = asked(page, opened(page).measured(doings), answer=1.0)
    for words in page.words.values():
        told = [template.filled(names) for template in words.templates if template is not words.found]
        assert not [text for text in told if UNKNOWN in text or "∞" in text]


def test_questions_tell_what_is_so_at_the_start() -> None:
    first = with_numbers(PAGES["gradient"].words["en"].question, {"slope": gradient_at_zero()})
    assert first.startswith("At W = 0, backward() puts −18.667 into W.grad.")
    page = PAGES["gradient"]
    assert page.words["en"].question.filled(asked(page, opened(page).measured())) == first
    page = PAGES["zero-grad"]
    reply = page.words["en"].answers["explodes"].reply
    names = {"2 * largest_lr": 4 / STEEP, "lr": 0.01}
    assert reply.filled(asked(page, opened(page).measured())) == with_numbers(reply, names)


# --- predictions ---


def reply_of(page: Page, prediction: Prediction, **given: float) -> str:
    """The answer among those of a page that takes what was given: the first whose condition holds."""
    hand = {name: given.pop(name) for name in tuple(given) if name.startswith("hand")}
    names = asked(page, opened(page).measured(Doings(**hand)), **given)  # type: ignore[arg-type]
    return next(name for name, when in prediction.answers.items() if when is None or when.holds(names))


NUMBERS = [
    *(
        ("data", number, name)
        for number, name in [(8, "rule"), (7.6, "rule"), (6, "last"), (5.7, "last"), (10, "more")]
    ),
    *(("data", number, name) for number, name in [(9, "more"), (7, "less"), (4, "less"), (-1, "less"), (0, "less")]),
    *(("loss", number, "mean") for number in (56 / 3, 18.7, 18.5, 19)),
    *(("loss", number, name) for number, name in [(56, "sum"), (36, "largest"), (4, "lengths"), (12, "lengths")]),
    *(("loss", number, name) for number, name in [(0, "nothing"), (16, "other"), (20, "other"), (-3, "other")]),
    *(("learning-rate", number, "near") for number in (0.18, 0.1803, 0.17, 0.19)),
    *(("learning-rate", number, "small") for number in (0.01, 0.1, 0.15, 0.001)),
    *(("learning-rate", number, "large") for number in (0.25, 0.5, 0.99, 2, 100)),
    *(("learning-rate", number, name) for number, name in [(1, "one"), (0, "negative"), (-0.1, "negative")]),
    *(("run", number, name) for number, name in [(math.inf, "never"), (3750, "source"), (4000, "source")]),
    *(("run", number, name) for number, name in [(1000, "rounded"), (2485, "rounded"), (100, "early"), (0, "early")]),
    *(("run", number, name) for number, name in [(5000, "later"), (1_000_000, "later")]),
]


@pytest.mark.parametrize(("name", "number", "expected"), NUMBERS)
def test_each_number_gets_the_reply_that_is_meant_for_it(name: str, number: float, expected: str) -> None:
    page = PAGES[name]
    prediction = next(each for each in page.predictions if each.ask in (Ask.NUMBER, Ask.CLICK))
    assert reply_of(page, prediction, answer=number) == expected


@pytest.mark.parametrize(
    ("W", "b", "expected"),
    [(0, 0, "axis"), (0.2, -0.4, "axis"), (2, 0, "points"), (0, 4, "raised"), (1, 0, "slanted"), (2, 3, "slanted")],
)
def test_each_line_gets_the_reply_that_is_meant_for_it(W: float, b: float, expected: str) -> None:
    page = PAGES["parameters"]
    assert reply_of(page, page.predictions[0], hand_W=W, hand_b=b) == expected


def test_every_answer_to_a_number_or_a_line_is_tried_above() -> None:
    tried = {(name, expected) for name, _, expected in NUMBERS}
    tried |= {("parameters", name) for name in ("axis", "points", "raised", "slanted")}
    conditional = {
        (page.name, name)
        for page in LESSON.pages
        for prediction in page.predictions
        if prediction.ask is not Ask.CHOICE
        for name in prediction.answers
    }
    assert tried == conditional


@every_page
def test_a_right_answer_is_told_that_it_is(page: Page) -> None:
    assert [each.right for each in page.predictions] == {
        "data": ["rule"],
        "shape": ["column"],
        "seed": ["same"],
        "parameters": ["axis"],
        "hypothesis": [],
        "loss": ["third", "mean"],
        "gradient": ["up"],
        "learning-rate": ["near"],
        "run": ["never"],
        "backward-adds": ["six"],
        "zero-grad": ["swings"],
        "momentum": ["one"],
        "on-purpose": ["no"],
    }[page.name]
    for prediction in page.predictions:
        assert list(prediction.answers.values())[-1] is None
        for name in prediction.answers:
            begins = page.words["en"].answers[name].reply.text.startswith(("Right.", "Impressive"))
            assert begins is (name == prediction.right)
            begins = page.words["ko"].answers[name].reply.text.startswith(("맞습니다.", "대단합니다"))
            assert begins is (name == prediction.right)


def test_the_choices_are_those_of_the_lesson() -> None:
    x = torch.tensor(X).reshape(-1, 1)
    labels = {name: answer.label for name, answer in PAGES["shape"].words["ko"].answers.items()}
    assert labels == {"flat": "[3]", "column": str(list(x.shape)), "row": str(list(x.T.shape))}
    assert [answer.label for answer in PAGES["backward-adds"].words["ko"].answers.values()] == ["2", "6", "8"]
    assert PAGES["run"].predictions[0].never
    assert PAGES["data"].predictions[0].at == 4
    assert list(PAGES["loss"].predictions[0].answers) == ["first", "second", "third"]


# --- the quiz ---


def one_step(drawn: Mapping[str, float], **options: float) -> torch.Tensor:
    """W after a step of torch's SGD with the gradient g, from 0 or from the drawn W."""
    W = torch.tensor([drawn.get("W", 0.0)], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([W], **options)  # type: ignore[arg-type]
    for name in ("v", "g"):
        if name in drawn:
            before = W.item()
            W.grad = torch.tensor([drawn[name]], dtype=torch.float64)
            optimizer.step()
    return W.detach() - (before if "v" in drawn else 0)


def square_gradient(x: float, W: float, y: float) -> float:
    """The gradient of (W x - y) squared."""
    weight = torch.tensor(W, requires_grad=True)
    ((weight * x - y) ** 2).backward()
    assert weight.grad is not None
    return weight.grad.item()


def held_after(k: float, n: float, w: float) -> float:
    """What w.grad holds after n calls of backward() of z = k w."""
    weight = torch.tensor(w, requires_grad=True)
    for _ in range(int(n)):
        (k * weight).backward()
    assert weight.grad is not None
    return weight.grad.item()


RIGHT: dict[str, Callable[[Mapping[str, float]], float | str]] = {
    "next": lambda d: float(np.polyval(np.polyfit(X, d["k"] * X, 1), 4)),
    "columns": lambda d: str(list(torch.zeros(int(d["n"]), int(d["f"])).shape)),
    "height": lambda d: 0 * d["x"] + d["b"],
    "guess": lambda d: torch.nn.functional.linear(
        torch.tensor([[d["x"]]]), torch.tensor([[d["W"]]]), torch.tensor([d["b"]])
    ).item(),
    "mean": lambda d: torch.nn.functional.mse_loss(torch.tensor([d[n] for n in "abc"]), torch.zeros(3)).item(),
    "step": lambda d: one_step(d, lr=d["r"]).item(),
    "one-point": lambda d: square_gradient(d["x"], d["W"], d["y"]),
    "limit": lambda d: 2 / d["k"],
    "printed": lambda d: f"{d['v']:.4f}",
    "calls": lambda d: held_after(d["k"], d["n"], d["w"]),
    "summed": lambda d: sum(d.values()),
    "velocity": lambda d: -one_step(d, lr=1.0, momentum=d["m"]).item(),
    "skipped-limit": lambda d: 4 / (2 / d["L"]),
    "parts": lambda d: float(np.mean(list(d.values()))),
}


@pytest.mark.parametrize(
    "question", [question for page in LESSON.pages for question in page.quiz], ids=lambda q: q.name
)
def test_whatever_numbers_a_question_draws_its_first_option_is_right_and_no_other(question: QuizTemplate) -> None:
    for values in product(*question.draw.values()):
        drawn = dict(zip(question.draw, values, strict=True))
        options = [option.filled(drawn) for option in question.options]
        assert len(set(options)) == len(options) >= 2
        assert UNKNOWN not in "".join(options)
        if question.name == "decimals":
            decimals = int(drawn["d"])
            zero = [float(f"{float(each.replace('−', '-')):.{decimals}f}") == 0 for each in options]
            assert zero == [True, False, False, False]
            continue
        right = RIGHT[question.name](drawn)
        if isinstance(right, str):
            assert options[0] == right
        else:
            assert float(options[0].replace("−", "-")) == pytest.approx(right, rel=5e-3)
