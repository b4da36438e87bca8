"""What resources/doc tells teachers of the model is so: its figures are computed anew, and both languages agree."""

from __future__ import annotations

import math
import re
from ast import literal_eval
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from fontTools.ttLib import TTFont

from model.data.examples import example
from model.dataset import LESSON as DATA
from model.dataset import Dataset
from model.experiment import FLOAT32_MAX, LoopSettings
from model.hearing.tones import HIGHEST, LOWEST, frequency_of
from model.theory.expected import expected_epochs_of
from tests.model import recurrence
from tests.model.plain_script import SKIPPED, Row, Settings, number, plain_script

RESOURCES = Path(__file__).parent.parent / "resources"
LANGUAGES = sorted((RESOURCES / "doc").glob("model*.md"))
ENGLISH = (RESOURCES / "doc" / "model.md").read_text("utf-8")

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)*(?:e-?\d+)?")
CODE = re.compile(r"`([^`]+)`|^ {4}(.+)$", re.MULTILINE)
NEVER = "–"

TOLERANCE = 1e-6
LATER = {"lesson": 0.0, "cars": 0.001}
"""By how much the epoch of arrival may differ: sums of many rows come out otherwise on another kind of processor."""

Table = list[list[str]]


@pytest.fixture(scope="module")
def lesson() -> list[Row]:
    """The lesson as far as the document follows it."""
    return plain_script(6000)


@pytest.fixture(scope="module")
def skipped() -> list[Row]:
    """The same with zero_grad skipped."""
    return plain_script(int(head_of("largest loss").split()[2]), SKIPPED)


def sections(text: str) -> list[str]:
    """The text below each heading."""
    return re.split(r"^#+ .*$", text, flags=re.MULTILINE)[1:]


def tables(text: str) -> list[Table]:
    """Every table as rows of cells, the head first, without the marks of code."""
    found = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [[cells(row) for row in table.splitlines() if not set(row) <= set("|-")] for table in found]


def cells(row: str) -> list[str]:
    return [cell.strip().replace("`", "") for cell in row[1:-1].split("|")]


def table(*head: str) -> Table:
    """The rows of the one English table whose head begins with these words, one a column."""
    (found,) = [rows for rows in tables(ENGLISH) if all(map(str.startswith, rows[0], head)) and rows[0][0]]
    return found[1:]


def head_of(row: str) -> str:
    """The first cell at the head of the English table that has a row of this name."""
    (found,) = [rows for rows in tables(ENGLISH) if any(cells[0] == row for cells in rows)]
    return found[0][0]


def told(before: str) -> list[str]:
    """The code that follows these words of the English text, with what is listed after it; line breaks are spaces."""
    text = " ".join(ENGLISH.split())
    (found,) = re.findall(re.escape(before) + r" ((?:`[^`]+`(?:, | and )?)+)", text)
    return [code for code, _ in CODE.findall(found)]


def like(text: str, value: float) -> str:
    """The value written as the text is: with as many decimals, and in powers of ten where that is."""
    mantissa, power, _ = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    if not power:
        return f"{value:.{decimals}f}".replace("-", "−")
    return f"{value:.{decimals}e}".replace("e-0", "e-").replace("e+0", "e")


def settings_of(text: str) -> dict[str, Any]:
    """What stands there as keyword arguments; data are the name of an example, or the lesson's."""
    pairs = (pair.split("=") for pair in text.split(", "))
    return {name: value if name == "data" else literal_eval(value) for name, value in pairs}


def overflow(rows: list[Row]) -> str:
    """The first epoch without a finite loss, or NEVER."""
    return next((str(epoch) for epoch, row in enumerate(rows) if not math.isfinite(row.loss)), NEVER)


def settled(data: Dataset, epochs: int, *, lr: float, standardise: bool = False, **momentum: Any) -> int:
    """Since when a plain run of so many epochs begins all of them so near to the least loss as is told there."""
    x, y = (column.ravel().astype(np.float64) for column in (data.x, data.y))
    rows = plain_script(epochs, {0: Settings(lr)}, x=x.tolist(), y=y.tolist(), standardise=standardise, **momentum)
    x = (x - x.mean()) / x.std() if standardise else x
    near = TOLERANCE * 10 ** math.floor(math.log10(np.var(y)))
    least = np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)
    W, b = (np.array([0.0, *column[:-1]])[:, None] for column in list(zip(*rows, strict=True))[1:3])
    return int(np.flatnonzero(np.mean((x * W + b - y) ** 2, axis=1) - least > near)[-1]) + 1


def curvatures() -> tuple[float, float]:
    """The eigenvalues of torch's Hessian of the lesson's loss."""
    x, y = (torch.from_numpy(column.astype(np.float64)) for column in (DATA.x, DATA.y))

    def loss(parameters: torch.Tensor) -> torch.Tensor:
        return torch.mean((x * parameters[0] + parameters[1] - y) ** 2)

    hessian: torch.Tensor = torch.autograd.functional.hessian(loss, torch.zeros(2, dtype=torch.float64))
    smallest, largest = torch.linalg.eigvalsh(hessian).tolist()
    return smallest, largest


# Both languages, and whether Help can show them


def test_there_is_a_document_in_each_language() -> None:
    assert [file.name for file in LANGUAGES] == ["model.ko.md", "model.md"]


def test_the_languages_have_the_same_headings() -> None:
    korean, english = (re.findall(r"^#+(?= )", file.read_text("utf-8"), re.MULTILINE) for file in LANGUAGES)
    assert korean == english
    assert len(english) > 20


@pytest.mark.parametrize("what", [NUMBER, CODE], ids=["numbers", "code"])
def test_the_languages_have_the_same_below_each_heading(what: re.Pattern[str]) -> None:
    korean, english = (
        [Counter(what.findall(part)) for part in sections(file.read_text("utf-8"))] for file in LANGUAGES
    )
    pairs = zip(korean, english, strict=True)
    assert [(one - other, other - one) for one, other in pairs if one != other] == []


def test_the_languages_have_the_same_tables() -> None:
    korean, english = (tables(file.read_text("utf-8")) for file in LANGUAGES)

    def numbers(found: list[Table]) -> list[list[list[list[str]]]]:
        return [[[NUMBER.findall(cell) for cell in row] for row in rows] for rows in found]

    assert numbers(korean) == numbers(english)
    assert {len(row) for rows in english for row in rows} <= {2, 3, 4}


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_it_is_plain_markdown(file: Path) -> None:
    assert re.findall(r"<[a-zA-Z/!]|!\[|\]\(|^\s*[-*+] ", file.read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_the_fonts_have_every_character(file: Path, weight: str) -> None:
    text = file.read_text("utf-8")
    code = "".join(part for found in CODE.findall(text) for part in found)
    for font, shown in (("SansKR", text), ("Mono", code)):
        drawn = TTFont(RESOURCES / "fonts" / f"Slopewise{font}-{weight}.otf").getBestCmap()
        assert sorted(char for char in set(shown) if not char.isspace() and ord(char) not in drawn) == []


# The figures, computed by the plain script


def test_it_tells_the_torch_that_it_was_measured_with() -> None:
    assert f"torch {torch.__version__.partition('+')[0]}" in ENGLISH


def test_the_epochs(lesson: list[Row]) -> None:
    rows = table("epoch", "loss", "W", "b")
    assert [int(row[0]) for row in rows][:3] == [0, 1, 2]
    for epoch, *values in rows:
        assert values == [like(*pair) for pair in zip(values, lesson[int(epoch)], strict=False)]


def test_the_first_gradient(lesson: list[Row]) -> None:
    W_grad, b_grad = told("In epoch 0 they are")
    assert (W_grad, b_grad) == (like(W_grad, lesson[0].W_grad), like(b_grad, lesson[0].b_grad))


def test_what_seed_1_draws() -> None:
    torch.manual_seed(1)
    (W,) = told("with seed 1 that gives W =")
    assert like(W, torch.rand(1).item()) == W
    (b,) = told(f"with seed 1 that gives W = `{W}` and b =")
    assert like(b, torch.rand(1).item()) == b


def test_what_backward_adds_up_to() -> None:
    w, sums = torch.tensor(2.0, requires_grad=True), []
    for _ in range(5):
        (2 * w).backward()
        sums.append(f"{number(w.grad):g}")
    assert told("each further backward() makes `w.grad`") == sums


def test_the_gradients_that_are_summed(skipped: list[Row]) -> None:
    before = [0.0, *(row.W_grad for row in skipped)]
    for epoch, own, held in table("epoch", "own gradient", ".grad of W"):
        assert held == like(held, skipped[int(epoch)].W_grad)
        assert own == like(own, skipped[int(epoch)].W_grad - before[int(epoch)])


def test_the_swing(skipped: list[Row]) -> None:
    losses = [row.loss for row in skipped]
    shorter, longer = (2 * math.pi / math.acos(1 - 0.01 * bend / 2) for bend in reversed(curvatures()))
    measured = {
        "largest loss": max(losses),
        "smallest loss": min(losses),
        "epoch of the smallest loss": losses.index(min(losses)),
        "epochs with a loss below 0.01": sum(loss < 0.01 for loss in losses),
        "shorter period, epochs": shorter,
        "longer period, epochs": longer,
    }
    rows = table("measured over")
    assert rows == [[what, like(text, measured[what])] for what, text in rows]
    assert len(rows) == len(measured)


def test_where_mini_batches_overflow() -> None:
    """By hand, a thousand times as fast, with torch's shuffles: how fast numbers grow is no matter of digits."""
    x, y = DATA.x.ravel().tolist(), DATA.y.ravel().tolist()
    torch.manual_seed(1)
    epoch, loss = -1, 0.0
    W = b = W_grad = b_grad = 0.0
    while loss <= FLOAT32_MAX:
        epoch += 1
        for n in torch.randperm(3).tolist():
            error = x[n] * W + b - y[n]
            loss, W_grad, b_grad = error**2, W_grad + 2 * error * x[n], b_grad + 2 * error
            W, b = W - 0.01 * W_grad, b - 0.01 * b_grad
    assert told("with zero_grad() skipped it overflows in epoch") == [str(epoch)]


def test_curvature_and_limits() -> None:
    smallest, largest = curvatures()
    values = [smallest, largest, 2 / (smallest + largest), 2 / largest, 4 / largest]
    rows = table("what", "formula", "lesson")
    assert [row[2] for row in rows] == [like(row[2], value) for row, value in zip(rows, values, strict=True)]


def test_about_the_limits() -> None:
    for lr, called, left_out, largest in table("lr over 1000 epochs"):
        runs = [plain_script(1000, {0: Settings(float(lr), zero_grad)}) for zero_grad in (True, False)]
        assert [called, left_out] == [overflow(run) for run in runs]
        if left_out == NEVER:
            assert largest == like(largest, max(row.loss for row in runs[1]))
        else:
            assert largest == NEVER


@pytest.mark.parametrize(("loop", "limit"), [(row[0], float(row[2])) for row in table("loop", "formula of the limit")])
def test_another_loop_grows_above_its_limit_only(loop: str, limit: float) -> None:
    def growth(share: float) -> float:
        settings = LoopSettings(lr=share * limit, **settings_of(loop))
        losses = list(islice(recurrence.losses(settings, *recurrence.steepest(settings)), 1600))
        return max(losses[800:]) / max(losses[:800])

    assert growth(0.99) < 1.01
    assert growth(1.01) > 3


@pytest.mark.parametrize(("settings", "expected", "reached"), table("settings", "expected", "reached"))
def test_expected_epochs(settings: str, expected: str, reached: str) -> None:
    values = settings_of(settings)
    name = values.pop("data", "lesson")
    data = example(name).data
    assert expected_epochs_of(LoopSettings(data=data, **values)) == int(expected)
    assert settled(data, int(1.02 * int(reached)) + 100, **values) == pytest.approx(int(reached), rel=LATER[name])


def test_from_when_on_the_loss_reads_as_0(lesson: list[Row]) -> None:
    for decimals, epoch in table("decimals", "reads as 0"):
        reads_otherwise = [n for n, row in enumerate(lesson) if float(f"{row.loss:.{int(decimals)}f}") != 0]
        assert int(epoch) == reads_otherwise[-1] + 1


def test_where_the_lesson_stands_still(lesson: list[Row]) -> None:
    (epoch,), (W,) = told("from epoch"), told("the lesson stands still at W =")
    (b,), (loss,) = told(f"stands still at W = `{W}` and b ="), told("with a loss of")
    last = lesson[-1]
    assert (W, b, loss) == (like(W, last.W), like(b, last.b), like(loss, last.loss))
    moving = [n for n, row in enumerate(lesson) if row[1:3] != last[1:3]]
    assert int(epoch) == moving[-1] + 1


# What is heard


def test_the_pitch_of_a_loss_is_what_the_formula_says() -> None:
    (formula,) = told("a loss has the pitch")
    formula = formula.replace("·", "*").replace("^", "**").replace("√", "math.sqrt").replace("²", "**2")
    for loss in (1e-30, 0.001, 1.0, 18.7, 1e20):
        assert frequency_of(loss) == pytest.approx(eval(formula, {"math": math, "d": math.log10(loss)}))
    assert told("leaves the range from") == [f"{LOWEST:.0f}"]
    assert told("for 0, to") == [f"{HIGHEST:.0f}"]
