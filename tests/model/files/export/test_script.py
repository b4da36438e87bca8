"""Exported scripts and notebooks, run in a process of their own: every number is the program's, bit for bit."""

from __future__ import annotations

import ast
import json
import os
import string
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings

from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.epochs_csv import csv_sink
from model.files.export.notebook import notebook_of, write_notebook
from model.files.export.script import files_of, script_of, write_script
from model.files.export.script_loop import segments_of
from model.files.export.script_rows import Rows, may_overflow
from model.files.export.script_words import LANGUAGES, Language, texts_of, words_of
from model.history import Change
from model.loop import STANDARDISING
from model.run import Replay
from model.training.trainer import epochs_of
from tests.model.runs import runs
from tests.model.variants import VARIANTS

ROOT = Path(__file__).parents[4]

OTHER = Dataset.of([0.1, -2.5, 1e-3, 7], [1 / 3, 2, -0.0, 12.75])
SIX = Dataset.of([1, 2, 3, 4, 5, 6], [2.5, 3.5, 6.25, 8.5, 9.5, 13])


def many(rows: int, seed: int = 0) -> Dataset:
    """Data with noise, from a generator of their own."""
    generator = np.random.default_rng(seed)
    x = generator.normal(size=rows)
    y = 2 * x + generator.normal(size=rows)
    return Dataset(x.astype(np.float32), y.astype(np.float32), "많은 \n데이터", 'a "name"', "y\0")


MANY = many(70_000)
LOOP = LoopSettings()
SKIPS = replace(LOOP, zero_grad=ZeroGrad.NEVER)
MOVES = replace(LOOP, momentum=0.9)
STANDARD = replace(LOOP, standardise=True)
TWOS = replace(LOOP, batch_size=2, data=SIX, lr=0.005)


def run(settings: LoopSettings = LOOP, /, *changes: tuple[int, LoopSettings], **others: Any) -> Replay:
    """A run of 130 epochs, of which some began with other settings."""
    experiment = Experiment(settings=settings, **{"epochs": 130, **others})
    return Replay(experiment, tuple(Change(*change) for change in changes), note='Of two lines,\n"""one\0 of them odd')


RUNS = {
    "the lesson": run(epochs=301),
    "skipped": run(SKIPS, epochs=201),
    "mini-batches": run(TWOS, seed=7, epochs=40),
    "mini-batches of one, skipped": run(replace(TWOS, batch_size=1, zero_grad=ZeroGrad.NEVER, lr=0.001), epochs=40),
    "mini-batches larger than the data": run(replace(TWOS, batch_size=100), epochs=40),
    "mini-batches, after backward": run(replace(TWOS, zero_grad=ZeroGrad.AFTER_BACKWARD), epochs=40),
    "mini-batches, after step, every 3": run(replace(TWOS, zero_grad=ZeroGrad.AFTER_STEP, every=3), epochs=40),
    "mini-batches, no step, twice": run(replace(TWOS, step=False, backward_twice=True), epochs=40),
    "another lr in the middle": run(LOOP, (50, replace(LOOP, lr=0.1))),
    "another zero_grad in the middle": run(LOOP, (20, SKIPS), (60, LOOP), (90, replace(LOOP, every=7))),
    "other data in the middle": run(LOOP, (40, replace(LOOP, data=OTHER)), (80, LOOP)),
    "mini-batches in the middle": run(LOOP, (10, TWOS), (50, replace(TWOS, batch_size=3)), (90, SKIPS), seed=3),
    "all at once": run(
        replace(LOOP, accumulate=3),
        (30, replace(TWOS, step=False, lr=0.3, backward_twice=True, zero_grad=ZeroGrad.BEFORE_FORWARD)),
        (60, replace(LOOP, data=OTHER, accumulate=2, zero_grad=ZeroGrad.AFTER_STEP, every=2)),
    ),
    "a slider": run(SKIPS, *((10 + n, replace(SKIPS, lr=0.01 + n / 1000)) for n in range(40))),
    "a point that is dragged": run(
        TWOS, *((9 + n, replace(TWOS, data=Dataset(SIX.x, SIX.y + np.float32(n / 7)))) for n in range(9))
    ),
    "momentum": run(MOVES, epochs=201),
    "momentum that looks ahead": run(replace(MOVES, nesterov=True), epochs=40),
    "momentum that comes, changes and goes": run(
        LOOP, (20, MOVES), (50, replace(MOVES, momentum=1.0, nesterov=True)), (70, LOOP), (90, replace(MOVES, lr=0.02))
    ),
    "momentum and mini-batches": run(replace(TWOS, momentum=0.5), (70, replace(TWOS, momentum=0.5, nesterov=True))),
    "momentum, skipped, then not": run(replace(SKIPS, momentum=0.3, lr=1e-4), (60, MOVES), (80, SKIPS)),
    "momentum between steps that find nothing": run(
        replace(MOVES, zero_grad=ZeroGrad.AFTER_BACKWARD), (10, MOVES), (20, replace(MOVES, every=3)), (60, LOOP)
    ),
    "a slider of momentum": run(
        LOOP, *((10 + n, replace(LOOP, momentum=n / 20, nesterov=n % 3 == 1, lr=0.01 + n // 4 / 1e3)) for n in range(9))
    ),
    "standardised": run(STANDARD, epochs=201),
    "standardised with mini-batches": run(replace(TWOS, standardise=True), epochs=40),
    "standardised and back": run(LOOP, (30, STANDARD), (60, replace(STANDARD, momentum=0.9)), (90, LOOP)),
    "standardised, other data": run(
        STANDARD,
        (20, replace(STANDARD, data=OTHER)),
        (40, replace(LOOP, data=OTHER)),
        (60, replace(STANDARD, data=SIX)),
        (80, replace(LOOP, data=LESSON)),
    ),
    "a point that is dragged, standardised": run(
        STANDARD,
        *((9 + n, replace(STANDARD, data=Dataset(SIX.x + np.float32(n / 7), SIX.y))) for n in range(9)),
    ),
    "a file of data, standardised": run(
        replace(STANDARD, data=many(2001)), (3, replace(LOOP, data=many(2001))), epochs=6
    ),
    "a random start": run(initial=InitialParameters(Start.RANDOM), seed=2**63 - 1, epochs=40),
    "a random start and batches": run(TWOS, initial=InitialParameters(Start.RANDOM), seed=5, epochs=40),
    "a start from numbers": run(initial=InitialParameters(Start.NUMBERS, -1.1, 1e-45), epochs=40),
    "an overflow": run(replace(LOOP, lr=0.3), epochs=4000),
    "an overflow before a change": run(replace(LOOP, lr=5e4), (100, TWOS), (110, LOOP)),
    "an overflow of mini-batches": run(replace(TWOS, lr=3.0), epochs=4000),
    "the last epoch": run(epochs=1),
    "a change at the last epoch": run(LOOP, (129, SKIPS), (130, TWOS)),
    "more done than asked for": replace(run(epochs=10), done=12),
    "fifty rows": run(replace(LOOP, data=many(50)), epochs=40),
    "two thousand rows": run(replace(LOOP, data=many(2000)), epochs=5),
    "files of data": run(
        replace(LOOP, data=many(2001)),
        (3, replace(LOOP, data=many(2500, 1))),
        (5, replace(LOOP, data=LESSON)),
        (7, replace(LOOP, data=many(2001), batch_size=500)),
        epochs=9,
    ),
    "files of data in a table": run(
        replace(LOOP, data=many(2000)), *((n, replace(LOOP, data=many(2000 + n, n))) for n in range(1, 5)), epochs=6
    ),
    "very many rows": run(replace(LOOP, data=MANY), (1, replace(STANDARD, data=MANY)), epochs=3),
    **{f"variant: {name}": run(variant.settings, epochs=15) for name, variant in VARIANTS.items()},
}

IN_NOTEBOOKS = [
    *("the lesson", "mini-batches in the middle", "all at once", "a slider", "momentum that comes, changes and goes"),
    *("standardised, other data", "a random start and batches", "an overflow", "files of data", "variant: no step"),
]
"""These are run as notebooks too, whose code is the scripts' own, cell by cell."""

KINDS = ("plain", "every")

RUNNER = """
import io, json, runpy, sys
from contextlib import redirect_stdout
from pathlib import Path

printed = {}
for path in map(Path, sys.argv[1:]):
    with redirect_stdout(io.StringIO()) as out:
        if path.suffix == ".py":
            runpy.run_path(str(path), run_name="__main__")
        else:
            names = {"__name__": "__main__"}
            for cell in json.loads(path.read_text("utf-8"))["cells"]:
                if cell["cell_type"] == "code" and cell["id"] != "plot":
                    exec("".join(cell["source"]), names)
    printed[path.name] = out.getvalue()
assert not {"model", "gui"} & set(sys.modules)
print(json.dumps(printed))
"""


@dataclass(frozen=True)
class Seen:
    """What the exported files printed, by their names, and where those are that write every epoch."""

    printed: dict[str, str]
    folder: Path


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The scripts and notebooks, plain and with every epoch, run one after the other without the program."""
    folder = tmp_path_factory.mktemp("exported")
    paths = []
    for n, (name, one) in enumerate(RUNS.items()):
        for kind in KINDS:
            for ending, write in {"py": write_script, "ipynb": write_notebook}.items():
                if ending == "py" or name in IN_NOTEBOOKS:
                    paths.append(folder / f"{ending} {kind} {n}.{ending}")
                    write(one, paths[-1], LANGUAGES[n % 2], every_epoch=kind == "every")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-P", "-c", RUNNER, *map(str, paths)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Seen(json.loads(done.stdout), folder)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[list[str], bytes]]:
    """The rows and the CSV file of a run, from the program's own trainer."""
    folder = tmp_path_factory.mktemp("expected")

    def rows_and_csv(name: str) -> tuple[list[str], bytes]:
        with csv_sink(folder / "run.csv") as keep:
            epochs = list(epochs_of(RUNS[name]))
            for epoch in epochs:
                keep(epoch)
        rows = [epoch.classic_row() for epoch in epochs if epoch.number % 100 == 0 or epoch is epochs[-1]]
        return rows, (folder / "run.csv").read_bytes()

    return rows_and_csv


@pytest.mark.parametrize("name", RUNS)
def test_an_exported_run_gives_the_programs_own_numbers(
    seen: Seen, expected: Callable[[str], tuple[list[str], bytes]], name: str
) -> None:
    rows, table = expected(name)
    n = list(RUNS).index(name)
    for ending in ("py", "ipynb") if name in IN_NOTEBOOKS else ("py",):
        for kind in KINDS:
            printed = seen.printed[f"{ending} {kind} {n}.{ending}"].splitlines()
            if "overflow" in name:
                assert str(len(table.splitlines()) - 2) in printed.pop()  # the epoch at which it stopped
            assert printed == rows
        assert (seen.folder / f"{ending} every {n}.epochs.csv").read_bytes() == table


def test_a_plain_export_writes_no_table(seen: Seen) -> None:
    assert list(seen.folder.glob("* every *.epochs.csv"))
    assert not list(seen.folder.glob("* plain *.epochs.csv"))


LESSON_AS_SCRIPT = """\
import torch

x_train = torch.FloatTensor([[1], [2], [3]])
y_train = torch.FloatTensor([[2], [4], [6]])

torch.manual_seed(1)

W = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)

optimizer = torch.optim.SGD([W, b], lr=0.01)

for epoch in range(3751):
    hypothesis = x_train * W + b
    loss = torch.mean((hypothesis - y_train) ** 2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 100 == 0 or epoch == 3750:
        print(f"epoch {epoch:6d}  W {W.item():.6f}  b {b.item():.6f}  loss {loss.item():.6f}")
"""


def test_the_lessons_script_is_the_lesson_in_twenty_five_lines() -> None:
    lines = script_of(Replay(Experiment(epochs=3751))).splitlines()
    code = [line.split("  # ")[0].rstrip() for line in lines if not line.startswith("#")]
    assert "\n".join(code).strip() + "\n" == LESSON_AS_SCRIPT
    assert len(lines) <= 25


def test_with_every_epoch_the_helper_stands_below_the_lesson() -> None:
    text = script_of(Replay(Experiment()), every_epoch=True)
    assert text.index("def lesson():") < text.index("    for epoch in") < text.index("class EveryEpoch")
    assert text.endswith("\n\n\nlesson()\n")


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (run(), False),
        (run(LOOP, (50, replace(LOOP, lr=0.1)), (60, STANDARD)), False),
        (run(replace(LOOP, lr=0.1784)), False),
        (run(replace(LOOP, lr=0.1786)), True),
        (run(LOOP, (50, replace(LOOP, lr=0.2))), True),
        (run(SKIPS), True),
        (run(MOVES), True),
        (run(TWOS), True),
        (run(initial=InitialParameters(Start.NUMBERS, 1e19, 0)), True),
        (run(replace(LOOP, data=Dataset.of([1, 2], [1e19, 1]))), True),
    ],
)
def test_a_script_looks_for_an_overflow_only_where_there_may_be_one(one: Replay, *, told: bool) -> None:
    assert may_overflow(one) is told
    assert ("finite = math.isfinite(" in script_of(one)) is told


def imports(code: str) -> set[str]:
    return {name.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import) for name in node.names}


def test_a_script_imports_nothing_but_torch_and_what_files_need() -> None:
    assert imports(script_of(Replay(Experiment()))) == {"torch"}
    assert imports(script_of(Replay(Experiment()), every_epoch=True)) == {"csv", "torch"}
    assert imports(script_of(RUNS["files of data"])) == {"csv", "math", "pathlib", "torch"}


def test_a_change_is_told_where_its_loop_begins() -> None:
    text = script_of(run(LOOP, (50, replace(SKIPS, lr=0.1))))
    told = text[text.index("From epoch 50 on") :]
    assert told.index("The learning rate is 0.1; it was 0.01.") < told.index('optimizer.param_groups[0]["lr"] = 0.1')
    assert "for epoch in range(50, 130 if finite else 50):" in told
    assert "    # optimizer.zero_grad()  # <- changed" in told


def test_options_of_the_optimizer_stand_where_they_are_not_torchs_own() -> None:
    text = script_of(RUNS["momentum that looks ahead"])
    assert "optimizer = torch.optim.SGD([W, b], lr=0.01, momentum=0.9, nesterov=True)" in text
    assert "W = W - lr * (W.grad + momentum * v)" in text


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (LOOP, []),
        (SKIPS, ["never"]),
        (replace(LOOP, zero_grad=ZeroGrad.AFTER_BACKWARD), ["cleared-too-early"]),
        (replace(LOOP, zero_grad=ZeroGrad.AFTER_BACKWARD, every=2), []),
        (TWOS, ["batches"]),
        (replace(LOOP, accumulate=3), ["parts"]),
        (replace(SKIPS, accumulate=3), ["never"]),
        (replace(LOOP, backward_twice=True), ["twice"]),
    ],
)
def test_above_the_loop_stands_what_is_special_in_it(settings: LoopSettings, told: list[str]) -> None:
    words = words_of("en")
    text = script_of(run(settings)).replace("\n# ", " ")
    special = ("never", "cleared-too-early", "batches", "parts", "twice")
    assert [key for key in special if words(key) in text] == told


def test_what_the_data_are_called_is_told_above_them() -> None:
    named = replace(LOOP.data, name="Class 3", x_name="hours", y_name="score")
    assert "Class 3, x = hours, y = score" in script_of(run(replace(LOOP, data=named)))


def test_x_is_standardised_below_the_data_and_after_each_that_are_new() -> None:
    text = script_of(RUNS["standardised, other data"])
    assert text.count(STANDARDISING) == 3
    assert text.index("y_train =") < text.index(STANDARDISING) < text.index("torch.manual_seed")


def test_what_is_not_in_the_loops_text_changes_within_it() -> None:
    lines = script_of(RUNS["another lr in the middle"]).splitlines()
    place = lines.index("    if epoch == 50:  # The learning rate is 0.1; it was 0.01.")
    assert lines[place - 1 : place + 2 : 2] == [
        "for epoch in range(130):",
        '        optimizer.param_groups[0]["lr"] = 0.1',
    ]
    assert sum(line.startswith("for ") for line in lines) == 1


def test_a_slider_makes_one_loop_with_a_table() -> None:
    text = script_of(RUNS["a slider"])
    assert text.count("for epoch in range(") == 1
    assert "    12: 0.012," in text


@pytest.mark.parametrize(("language", "width"), [("en", 100), ("ko", 60)])
def test_the_comments_of_a_script_are_short_lines(language: Language, width: int) -> None:
    two = run(STANDARD, (50, SKIPS))
    lines = script_of(two, language).splitlines()
    texts = [line for line in lines if line.startswith("# ") and not line.startswith("# ----")]
    rules = [line for line in lines if line.startswith("# ----")]
    assert max(map(len, texts)) <= width < max(map(len, texts)) + 12
    assert [len(rule) for rule in rules] == [80]  # where the second loop begins
    assert lines[0] == f"# {words_of(language)('title')}"
    note = lines.index("# Of two lines,")
    assert lines[note - 1 : note + 3] == ["#", "# Of two lines,", '# """one of them odd', ""]
    assert lines[note - 2].startswith("# ")
    bare = script_of(replace(two, note=""), language)
    assert bare.splitlines()[note - 1] == ""
    assert bare.endswith("\n")
    assert not bare.endswith("\n\n")


def test_a_long_word_of_a_note_stays_whole_and_is_not_cut_at_its_hyphens() -> None:
    word = "see-" * 40
    assert f"\n# {word}\n" in script_of(replace(run(), note=f"At last {word}"))


CLEARED = "zero_grad() is called before backward()"
TOLD: list[tuple[LoopSettings, LoopSettings, list[str]]] = [
    (LOOP, replace(LOOP, lr=0.5), ["The learning rate is 0.5; it was 0.01."]),
    (LOOP, replace(MOVES, nesterov=True), ["The momentum is 0.9; it was 0.0.", "The momentum looks ahead (Nesterov)."]),
    (replace(MOVES, nesterov=True), MOVES, ["The momentum does not look ahead any more."]),
    (LOOP, SKIPS, ["zero_grad() is not called any more: .grad adds up."]),
    (SKIPS, LOOP, [f"{CLEARED}."]),
    (LOOP, replace(LOOP, every=2), [f"{CLEARED}, in the epochs that 2 divides."]),
    (replace(LOOP, every=5), LOOP, [f"{CLEARED}."]),
    (
        LOOP,
        replace(LOOP, zero_grad=ZeroGrad.AFTER_STEP, every=3),
        ["zero_grad() is called after step(), in the epochs that 3 divides."],
    ),
    (LOOP, replace(LOOP, data=SIX, accumulate=2), ["The batch is cut into 2 parts.", "Other data, rows: 6."]),
    (replace(LOOP, accumulate=3), LOOP, ["The batch is whole again."]),
    (LOOP, replace(LOOP, backward_twice=True), ["backward() is called twice."]),
    (replace(LOOP, backward_twice=True), LOOP, ["backward() is called once again."]),
    (LOOP, replace(LOOP, step=False), ["step() is not called: W and b stay."]),
    (replace(LOOP, step=False), LOOP, ["step() is called again."]),
    (LOOP, replace(LOOP, batch_size=1), ["Mini-batches, shuffled, rows in each: 1."]),
    (replace(LOOP, batch_size=2), LOOP, ["All rows at once, in order."]),
    (
        LOOP,
        STANDARD,
        ["x is standardised: mean 0, standard deviation 1. W and b belong to this x from here on."],
    ),
    (STANDARD, LOOP, ["x is no longer standardised: W and b belong to x as it is from here on."]),
]


@pytest.mark.parametrize(("before", "now", "told"), TOLD)
def test_each_change_is_told_in_a_sentence(before: LoopSettings, now: LoopSettings, told: list[str]) -> None:
    replay, words = run(before, (5, now)), words_of("en")
    first, *then = segments_of(Rows(replay, words), files_of(replay, "run.py"))
    assert first.told == ()
    if then:
        assert list(then[0].told) == told
    else:
        assert f"    if epoch == 5:  # {' '.join(told)}" in first.code.splitlines()


def test_data_of_up_to_2000_rows_stand_in_the_script_and_others_beside_it() -> None:
    assert files_of(RUNS["two thousand rows"], "run.py").texts == {}
    files = files_of(RUNS["files of data"], "my run.py").texts
    assert list(files) == ["my run.data.csv", "my run.data-2.csv"]
    assert files["my run.data.csv"].splitlines()[0] == '"a ""name""",y\0'
    assert [len(text.splitlines()) for text in files.values()] == [2002, 2501]


def test_a_plain_script_needs_no_hooks() -> None:
    for one in RUNS.values():
        assert "hook" not in script_of(one)
        assert "hook" not in str(notebook_of(one))


@given(runs())
@settings(max_examples=12)
def test_any_run_can_be_exported(one: Replay) -> None:
    for language in LANGUAGES:
        for every_epoch in (False, True):
            compile(script_of(one, language, every_epoch=every_epoch), "run.py", "exec")
            nbformat.validate(notebook_of(one, language, every_epoch=every_epoch))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_is_valid_and_always_the_same(tmp_path: Path, language: Language) -> None:
    one = RUNS["all at once"]
    write_notebook(one, tmp_path / "run.ipynb", language)
    first = (tmp_path / "run.ipynb").read_bytes()
    write_notebook(one, tmp_path / "run.ipynb", language)
    assert (tmp_path / "run.ipynb").read_bytes() == first
    notebook = nbformat.read(tmp_path / "run.ipynb", as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert notebook == notebook_of(one, language)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


def test_the_picture_is_drawn_where_matplotlib_is_and_passed_over_where_it_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [cell for cell in notebook_of(run(epochs=3))["cells"] if cell["cell_type"] == "code"]
    *lesson, picture = (cell["source"] for cell in cells)
    names: dict[str, Any] = {"__name__": "__main__"}
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "matplotlib", None)
        exec("\n".join([*lesson, picture]), names)
    assert capsys.readouterr().out.splitlines()[-1] == "matplotlib is not installed: no picture"
    monkeypatch.setenv("MPLBACKEND", "template")  # which shows nothing
    exec(picture, names)
    assert capsys.readouterr().out == ""
    drawn = [(axes.get_xlabel(), axes.get_ylabel()) for axes in names["plt"].gcf().axes]
    names["plt"].close("all")
    assert drawn == [("x", "y"), ("epoch", "loss")]


def test_every_language_has_all_texts_with_the_same_gaps() -> None:
    english, korean = (texts_of(language) for language in LANGUAGES)
    assert english.keys() == korean.keys()
    for key, text in english.items():
        gaps, others = ({gap[1] for gap in string.Formatter().parse(words)} for words in (text, korean[key]))
        assert gaps == others, key


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        script_of(run(), "fr")  # type: ignore[arg-type]


def test_a_notebook_takes_nothing_of_a_file_for_html_or_a_link() -> None:
    evil = "<img src=x> [a](http://b) ![c](d) `e` *f* &lt;"
    data = Dataset(LESSON.x, LESSON.y, evil, evil, evil)
    cells = notebook_of(Replay(Experiment(settings=LoopSettings(data=data)), note=evil)).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown" and "img" in cell.source]
    assert len(texts) == 2
    for text in texts:
        assert r"\<img src=x\> \[a\](http://b) \!\[c\](d) \`e\` \*f\* \&lt;" in text
        assert "<img" not in text.replace(r"\<", "")
