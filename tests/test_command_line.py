"""The command line: the classic rows, the CSV file, pictures without a display, and one line for every mistake."""

from __future__ import annotations

import csv
import json
import math
import os
import runpy
import signal
import socketserver
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pytest
import torch
from PySide6.QtGui import QImage

from gui.cli.options import checked, experiment_of, window_parser
from gui.command_line import main
from gui.theme.theme import DARK, LIGHT
from model.dataset import LESSON as LESSON_DATA
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.export.script import script_of
from model.files.run_file import read_run, write_run
from model.history import Change
from model.run import Look, Replay
from model.theory.expected import expected_epochs
from tests.environment import PATIENCE
from tests.model import plain_variants as by_hand
from tests.model.plain_script import LESSON, SKIPPED, Changes, Settings, fresh_gradients, numbers, plain_script
from tests.model.plain_variants import OneEpoch, plain_variant

ROOT = Path(__file__).parents[1]

COLUMNS = "epoch,loss,W,b,W_grad,b_grad,W_grad_fresh,b_grad_fresh,lr,zero_grad"

Process = subprocess.Popen[str]

PICTURE = ("--epochs", "30", "--size", "1100x700")
LOOKS = {
    "en light": "--lang en --theme light --chart gradients",
    "ko dark": "--lang ko --theme dark --chart landscape",
}
"""What is asked for of each picture: everything is another in the second, for each takes seconds."""


def start(*words: str, stdout: int = subprocess.PIPE, shell: Mapping[str, str] = MappingProxyType({})) -> Process:
    """Start Python from a shell that has no display, but these variables."""
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED")
    environment = {name: value for name, value in os.environ.items() if name not in unset} | dict(shell)
    return subprocess.Popen(
        [sys.executable, *words], stdout=stdout, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )


def finish(process: Process) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a process."""
    out, err = process.communicate()
    return process.returncode, out, err


def classic_rows(epochs: int, changes: Changes = LESSON, every: int = 100) -> list[str]:
    """What the plain script prints every hundred epochs, or as many, and of the last."""
    return [
        f"epoch {epoch:6d}  W {row.W:.6f}  b {row.b:.6f}  loss {row.loss:.6f}"
        for epoch, row in enumerate(plain_script(epochs, changes))
        if epoch % every == 0 or epoch == epochs - 1
    ]


def assert_one_line(text: str) -> None:
    assert text.endswith("\n")
    assert text.count("\n") == 1


def test_train_prints_the_classic_row_of_every_hundredth_epoch_and_one_sentence_where_it_did_not_arrive(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["train", "--epochs", "351", "--lr", "0.01"]) == 0
    out, err = capsys.readouterr()
    printed = out.splitlines()
    assert printed[0] == "epoch      0  W 0.186667  b 0.080000  loss 18.666666"
    assert printed == classic_rows(351)
    assert_one_line(err)
    assert "2341 epochs, more than the 351 set" in err


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ([], LESSON),
        (["--skip-zero-grad"], SKIPPED),
        (["--lr", "0.1", "--seed", "7"], {0: Settings(lr=0.1)}),
        (["--lr", "0"], {0: Settings(lr=0.0)}),
    ],
)
def test_train_writes_every_epoch_so_that_it_reads_back_exactly(
    tmp_path: Path, words: list[str], changes: Changes
) -> None:
    file = tmp_path / "수업 1.csv"
    assert main(["train", "--epochs", "123", "--csv", str(file), *words]) == 0
    with file.open(encoding="utf-8", newline="") as stream:
        header, *lines = csv.reader(stream)
    assert ",".join(header) == COLUMNS
    plain = plain_script(123, changes)
    fresh = [fresh_gradients(W, b) for W, b in [(0.0, 0.0), *((row.W, row.b) for row in plain[:-1])]]
    lr, zero_grad = changes[0]
    expected = [(n, *row, *fresh[n], lr, zero_grad) for n, row in enumerate(plain)]
    np.testing.assert_array_equal(np.array(lines, np.float64), np.array(expected, np.float64))


ZERO_GRADS: dict[str, OneEpoch] = {
    "before-forward": by_hand.before_forward,
    "before-backward": by_hand.before_backward,
    "after-backward": by_hand.after_backward,
    "after-step": by_hand.after_step,
    "never": by_hand.never,
    "every:1": by_hand.before_backward,
    "every:3": by_hand.every_3,
    "every:7": by_hand.every_7,
}
VARIANTS: dict[str, OneEpoch] = {f"--zero-grad {place}": script for place, script in ZERO_GRADS.items()} | {
    "--accumulate 3": by_hand.accumulate_3,
    "--backward-twice": by_hand.twice,
    "--no-step": by_hand.no_step,
    "--accumulate 3 --zero-grad after-step": by_hand.accumulate_3_after_step,
    "--accumulate 3 --skip-zero-grad": by_hand.accumulate_3_never,
    "--accumulate 3 --backward-twice --zero-grad every:3": by_hand.accumulate_3_twice_every_3,
    "--backward-twice --zero-grad never": by_hand.twice_never,
    "--no-step --zero-grad after-backward": by_hand.no_step_after_backward,
    "--no-step --zero-grad after-step": by_hand.no_step_after_step,
}


def csv_of(file: Path, words: list[str], epochs: int = 50) -> list[dict[str, str]]:
    """The rows of the CSV file that train writes with these options."""
    assert main(["train", "--epochs", str(epochs), "--csv", str(file), *words]) == 0
    text = file.read_text("utf-8")
    assert text.splitlines()[0] == COLUMNS
    return list(csv.DictReader(text.splitlines()))


def written(value: float | None) -> str:
    """A number so that it reads back exactly; nothing where there is none."""
    return "" if value is None else repr(value)


@pytest.mark.parametrize("options", VARIANTS)
def test_train_writes_every_epoch_of_a_variant_as_the_lines_ordered_by_hand_give_it(
    tmp_path: Path, options: str
) -> None:
    rows = csv_of(tmp_path / "run.csv", options.split())
    names = ("loss", "W", "b", "W_grad", "b_grad")
    expected = [tuple(map(written, seen[:5])) for seen in plain_variant(VARIANTS[options], 50)]
    assert [tuple(row[name] for name in names) for row in rows] == expected


@pytest.mark.parametrize("place", ["after-backward", "every:3", "never", "after-step"])
def test_train_writes_the_fresh_gradients_whatever_stands_in_grad(tmp_path: Path, place: str) -> None:
    rows = csv_of(tmp_path / "run.csv", ["--zero-grad", place])
    before = [(0.0, 0.0), *((float(row["W"]), float(row["b"])) for row in rows[:-1])]
    fresh = [(float(row["W_grad_fresh"]), float(row["b_grad_fresh"])) for row in rows]
    assert fresh == [fresh_gradients(W, b) for W, b in before]


@pytest.mark.parametrize(
    ("place", "every"), [*((place, 1) for place in list(ZERO_GRADS)[:4]), ("every:3", 3), ("every:7", 7)]
)
def test_the_zero_grad_column_is_1_in_the_epochs_that_call_it(tmp_path: Path, place: str, every: int) -> None:
    rows = csv_of(tmp_path / "run.csv", ["--zero-grad", place], epochs=30)
    assert [row["zero_grad"] for row in rows] == ["1" if epoch % every == 0 else "0" for epoch in range(30)]


def test_the_zero_grad_column_is_0_where_it_is_never_called(tmp_path: Path) -> None:
    assert {row["zero_grad"] for row in csv_of(tmp_path / "run.csv", ["--zero-grad", "never"])} == {"0"}


def test_where_zero_grad_comes_after_backward_the_columns_of_grad_are_empty(tmp_path: Path) -> None:
    rows = csv_of(tmp_path / "run.csv", ["--zero-grad", "after-backward"])
    assert {(row["W_grad"], row["b_grad"]) for row in rows} == {("", "")}


def test_skip_zero_grad_is_short_for_never(tmp_path: Path) -> None:
    short = csv_of(tmp_path / "short.csv", ["--skip-zero-grad"])
    assert short == csv_of(tmp_path / "long.csv", ["--zero-grad", "never"])


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("--momentum 0.9", {"momentum": 0.9}),
        ("--momentum .5 --nesterov", {"momentum": 0.5, "nesterov": True}),
        ("--standardise", {"standardise": True}),
        ("--momentum 1 --standardise", {"momentum": 1.0, "standardise": True}),
    ],
)
def test_options_of_the_optimizer_and_standardised_x_give_the_numbers_of_the_plain_script(
    tmp_path: Path, words: str, options: dict[str, Any]
) -> None:
    rows = csv_of(tmp_path / "run.csv", words.split())
    seen = [tuple(row[name] for name in ("loss", "W", "b", "W_grad", "b_grad")) for row in rows]
    assert seen == [tuple(map(repr, row)) for row in plain_script(50, **options)]


@pytest.mark.parametrize("command", [["train"], []], ids=["train", "window"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--momentum", "1.5"], "1.5 is not between 0 and 1"),
        (["--momentum", "nan"], "nan is not between 0 and 1"),
        (["--momentum", "fast"], "'fast' is not a number"),
        (["--nesterov"], "needs momentum above 0"),
        (["--momentum", "0", "--nesterov"], "needs momentum above 0"),
        (["--standardise", "--data", "upright.csv"], "cannot be standardised"),
    ],
)
def test_options_that_do_not_go_together_give_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], upright: Path, command: list[str], words: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, *(str(upright) if word == "upright.csv" else word for word in words)])
    assert left.value.code == 2
    err = capsys.readouterr().err
    assert_one_line(err)
    assert told in err


def test_theory_of_a_run_on_standardised_x_has_its_eigenvalues_and_the_line_of_the_data_as_they_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "standardised.slopewise"
    write_run(Replay(Experiment(settings=LoopSettings(standardise=True))), file)
    values = theory_in_json(capsys, str(file), "--lr", "0.4")
    assert values["eigenvalues"] == pytest.approx([2, 2], rel=1e-5)
    assert [values["weight"], values["bias"], values["loss"]] == pytest.approx([2, 0, 0], abs=1e-9)
    assert values["expected_epochs"] < 10


def test_train_without_options_runs_the_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == classic_rows(4000)
    assert err == ""


def test_train_stops_where_the_numbers_overflow_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "run.csv"
    assert main(["train", "--lr", "0.19", "--csv", str(file)]) == 3
    rows = plain_script(900, {0: Settings(0.19)})
    last = int(np.isfinite([(row.loss, row.W, row.b) for row in rows]).all(axis=1).argmin())
    out, err = capsys.readouterr()
    assert f"epoch {last:6d}  " in out.splitlines()[-1]
    assert_one_line(err)
    assert f"epoch {last}:" in err
    assert "0.19 is above the limit 0.1803; use --lr 0.17 (arrives at epoch 135)" in err
    assert len(file.read_text("utf-8").splitlines()) == 1 + last + 1


def is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> bool:
    """Whether these words give one line on standard error, nothing else, and exit code 2."""
    try:
        main(words)
    except SystemExit as end:
        out, err = capsys.readouterr()
        return (end.code, out, err.count("\n"), err[-1:]) == (2, "", 1, "\n")
    return False


WRONG = {
    "--epochz": ["--epochz"],
    "--epochs": ["--epochs", *(f"--epochs {number}" for number in ("0", "-1", "x", "1.5", "10000001"))],
    "--lr": [f"--lr {number}" for number in ("nan", "inf", "-1", "x", "1e39")],
    "--seed": ["--seed -1", f"--seed {2**63}"],
    "--zero-grad": [
        *("--zero-grad", "--zero-grad ", "--zero-grad sometimes", "--zero-grad Never", "--zero-grad never:2"),
        *("--zero-grad after-step:3", "--zero-grad every", "--zero-grad every:", "--zero-grad every:0"),
        *("--zero-grad every:-1", "--zero-grad every:x", "--zero-grad every:1.5", "--zero-grad every:10000001"),
        *("--zero-grad never --skip-zero-grad", "--skip-zero-grad --zero-grad before-backward"),
    ],
    "--accumulate": ["--accumulate", *(f"--accumulate {number}" for number in ("0", "-1", "x", "2", "6"))],
    "--batch-size": ["--batch-size", "--batch-size -1", "--batch-size x", "--batch-size 2 --accumulate 3"],
    "--init": [
        *("--init", "--init ", "--init somewhere", "--init numbers", "--init 1"),
        *("--init 1,x", "--init 1,inf", "--init 1,1e39", "--init 1,2,3"),
    ],
    "--decimal": ["--decimal x", "--decimal ", "--decimal .,"],
    "columns without data": ["--x hours", "--y score"],
    "switches": ["--backward-twice yes", "--no-step 1"],
    "files": ["another", ". another", "", "--csv ", "--data "],
}
"""For each option, words that are wrong with it, as they are typed: one that ends with a space has an empty value."""


@pytest.mark.parametrize("option", WRONG)
@pytest.mark.parametrize("command", ["train", "--screenshot never-written.png"], ids=["train", "window"])
def test_a_wrong_argument_gives_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], command: str, option: str
) -> None:
    taken = [words for words in WRONG[option] if not is_refused(capsys, f"{command} {words}".split(" "))]
    assert taken == []


def test_a_wrong_argument_of_the_window_gives_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = ("3", "x", "0x600", "999x680", "1000x679", "-8x600", "800x600x2", "99999x600")
    wrong = ["--lang fr", "--theme pink", *(f"--size {size}" for size in sizes), "--csv run.csv"]
    assert [words for words in wrong if not is_refused(capsys, words.split(" "))] == []


@pytest.mark.parametrize("name", ["", "missing/run.csv"])
def test_a_csv_file_that_cannot_be_written_gives_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / name
    with pytest.raises(SystemExit) as end:
        main(["train", "--csv", str(file)])
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert out == ""
    assert_one_line(err)
    assert str(file) in err


@pytest.mark.parametrize(
    "words",
    [
        ["train", "a.slopewise", "--csv", "a.slopewise"],
        ["train", "--data", "a.csv", "--csv", "folder/../a.csv"],
        ["export", "a.slopewise", "--script", "a.slopewise"],
        ["export", "a.slopewise", "--notebook", "b", "--csv", "b"],
        ["export", "a.slopewise", "--html", "a.slopewise"],
        ["export", "a.slopewise", "--html", "b", "--csv", "folder/../b"],
        ["export", "a.slopewise", "--script", "b.py", "--csv", "b.data.csv"],
        ["a.slopewise", "--screenshot", "a.slopewise"],
        ["--data", "a.csv", "--screenshot", "a.csv"],
    ],
    ids=" ".join,
)
def test_what_is_read_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    write_run(Replay(Experiment()), Path("a.slopewise"))
    Path("a.csv").write_text("x,y\n1,2\n2,3\n")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("a.*")}
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert_one_line(capsys.readouterr().err)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("[ab]*")} == before


@pytest.mark.parametrize("parts", ["2", "6"])
def test_parts_that_the_rows_cannot_be_cut_into_are_told(capsys: pytest.CaptureFixture[str], parts: str) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--accumulate", parts])
    assert f"3 rows cannot be cut into {parts} equal parts" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "told"), [("every:x", "'x' is not"), ("sometimes", "'sometimes'")])
def test_a_place_of_zero_grad_that_there_is_not_is_told(
    capsys: pytest.CaptureFixture[str], option: str, told: str
) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--zero-grad", option])
    err = capsys.readouterr().err
    assert "--zero-grad" in err
    assert told in err


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_a_window_may_be_as_small_as_1000_by_680(size: tuple[int, int]) -> None:
    assert window_parser().parse_args(["--size", f"{size[0]}x{size[1]}"]).size == size


def test_batches_and_a_random_start_are_drawn_from_the_seed(tmp_path: Path) -> None:
    words = ["--batch-size", "2", "--init", "random", "--seed", "7", "--skip-zero-grad"]
    assert main(["train", *words, "--epochs", "50", "--csv", str(tmp_path / "run.csv")]) == 0
    torch.manual_seed(7)
    W, b = torch.rand(1, requires_grad=True), torch.rand(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    x_train, y_train = torch.tensor([[1.0], [2], [3]]), torch.tensor([[2.0], [4], [6]])
    expected = []
    for _ in range(50):
        for rows in torch.randperm(3).split(2):
            torch.mean((x_train[rows] * W + b - y_train[rows]) ** 2).backward()
            optimizer.step()
        expected.append((repr(W.item()), repr(b.item())))
    table = csv.DictReader((tmp_path / "run.csv").read_text("utf-8").splitlines())
    assert [(row["W"], row["b"]) for row in table] == expected


@pytest.mark.parametrize("words", [["--init", "1.5,-2"], ["--init=1.5,-2"]], ids=" ".join)
def test_a_run_starts_from_the_numbers_asked_for(tmp_path: Path, words: list[str]) -> None:
    rows = csv_of(tmp_path / "run.csv", words, epochs=20)
    expected = plain_script(20, start=numbers(1.5, -2.0))
    assert [(row["loss"], row["W"], row["b"]) for row in rows] == [tuple(map(repr, seen[:3])) for seen in expected]


SCORES = "name,hours,score,age\na,1,3,9\nb,2,5,9\n"


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """A file of data."""
    path = tmp_path / "scores.csv"
    path.write_text(SCORES, "utf-8")
    return path


def test_the_data_of_a_file_are_fitted(tmp_path: Path, scores: Path) -> None:
    rows = csv_of(tmp_path / "run.csv", ["--data", str(scores), "--x", "hours", "--y", "score"], epochs=20)
    expected = plain_script(20, x=[1, 2], y=[3, 5])
    assert [(row["loss"], row["W"], row["b"]) for row in rows] == [tuple(map(repr, seen[:3])) for seen in expected]


def test_the_data_are_read_once_for_the_window(scores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = window_parser().parse_args(["--data", str(scores)])
    first = experiment_of(options).data
    monkeypatch.setattr("model.data.tables.open_table.open_table", lambda *_, **__: pytest.fail("read again"))
    assert experiment_of(options).data is first


@pytest.mark.parametrize("command", [["train"], []], ids=["train", "window"])
@pytest.mark.parametrize(
    ("text", "words"),
    [("x,y\n1,2\n3,no\n", []), (SCORES, ["--accumulate", "3"]), (SCORES, ["--sheet", "one"])],
    ids=["no number", "too few rows", "no sheet"],
)
def test_data_that_cannot_be_give_one_line_and_exit_code_2(
    scores: Path, capsys: pytest.CaptureFixture[str], text: str, command: list[str], words: list[str]
) -> None:
    scores.write_text(text, "utf-8")
    with pytest.raises(SystemExit) as end:
        main([*command, "--data", str(scores), *words])
    assert end.value.code == 2
    assert_one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("text", "hint", "words", "x"),
    [
        ("x,y\n1,3\n2,NA\n4,6\n", "--drop-missing", ["--drop-missing"], [1, 4]),
        ("x;y\n1,350;3\n2,020;6\n", "--decimal", ["--decimal", ","], [1.35, 2.02]),
        ("x;y\n1,350;3\n2,020;6\n", "--decimal", ["--decimal", "."], [1350, 2020]),
    ],
    ids=["gap", "comma", "thousands"],
)
def test_a_table_is_read_as_the_options_say(
    scores: Path, capsys: pytest.CaptureFixture[str], *, text: str, hint: str, words: list[str], x: list[float]
) -> None:
    scores.write_text(text, "utf-8")
    with pytest.raises(SystemExit):
        main(["train", "--data", str(scores)])
    assert hint in capsys.readouterr().err
    parser = window_parser()
    data = checked(parser, parser.parse_args(["--data", str(scores), *words])).data
    assert data.x[:, 0].tolist() == np.array(x, np.float32).tolist()
    told = capsys.readouterr().err
    assert (data.left_out, "left out: 1" in told) == ((1, True) if "--drop-missing" in words else (0, False))


@pytest.mark.parametrize("name", ["합계", "Total"])
def test_a_row_that_sums_up_is_pointed_out_and_left_out_on_request(
    scores: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    scores.write_text(f"n,x,y\na,1,3\nb,2,5\n{name},3,8\n", "utf-8")
    parser = window_parser()
    kept = checked(parser, parser.parse_args(["--data", str(scores)])).data
    told = capsys.readouterr().err
    assert (len(kept), name in told, "--drop-totals" in told) == (3, True, True)
    dropped = checked(parser, parser.parse_args(["--data", str(scores), "--drop-totals"])).data
    assert (len(dropped), capsys.readouterr().err) == (2, "")


def test_the_sheet_that_is_named_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, low in (("one", 1), ("two", 5)):
        sheet = book.create_sheet(name)
        for row in (["x", "y"], [low, 2], [low + 1, 4]):
            sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    words = ["--data", str(tmp_path / "book.xlsx"), "--sheet", "two"]
    assert experiment_of(window_parser().parse_args(words)).data.x[:, 0].tolist() == [5, 6]


@pytest.mark.parametrize("words", [["--x", "a"], ["--drop-missing"], ["--decimal", ","], ["--sheet", "s"]])
def test_what_is_for_a_file_of_data_needs_one(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", *words])
    assert f"{words[0]} is for the file that --data names" in capsys.readouterr().err


def test_a_real_file_of_data_is_read(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("name,hours,score\na,1,2\nb,2,4.5\nc,4,6\n", "utf-8")
    words = ["--data", str(tmp_path / "scores.csv"), "--x", "hours", "--y", "score"]
    rows = csv_of(tmp_path / "run.csv", words, epochs=20)
    expected = plain_script(20, x=[1, 2, 4], y=[2, 4.5, 6])
    assert [row["W"] for row in rows] == [repr(seen.W) for seen in expected]


# The file of a run.


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A run of 150 epochs in which zero_grad() was skipped from epoch 20 to 60, and lr was 0.02 then."""
    skips = LoopSettings(lr=0.02, zero_grad=ZeroGrad.NEVER)
    file = tmp_path / "lesson.slopewise"
    write_run(Replay(Experiment(epochs=150), (Change(20, skips), Change(60, LoopSettings())), done=90), file)
    return file


THE_LESSONS_CHANGES: Changes = {0: Settings(), 20: Settings(lr=0.02, zero_grad=False), 60: Settings()}


@pytest.mark.parametrize(("words", "epochs"), [([], 150), (["--epochs", "30"], 30), (["--epochs", "170"], 170)])
def test_a_run_is_replayed_from_its_file_with_its_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lesson: Path, words: list[str], epochs: int
) -> None:
    assert main(["train", str(lesson), *words, "--csv", str(tmp_path / "run.csv")]) == 0
    assert capsys.readouterr().out.splitlines() == classic_rows(epochs, THE_LESSONS_CHANGES)
    table = csv.DictReader((tmp_path / "run.csv").read_text("utf-8").splitlines())
    names = ("loss", "W", "b", "W_grad", "b_grad")
    assert [tuple(row[name] for name in names) for row in table] == [
        tuple(map(repr, seen)) for seen in plain_script(epochs, THE_LESSONS_CHANGES)
    ]


@pytest.mark.parametrize("command", ["train", "--screenshot never-written.png"], ids=["train", "window"])
def test_what_a_file_says_itself_cannot_be_said_beside_it(
    capsys: pytest.CaptureFixture[str], lesson: Path, command: str
) -> None:
    numbers_and_places = ("--lr 0.01", "--seed 1", "--init zeros", "--batch-size 0", "--accumulate 1")
    for words in (
        *numbers_and_places,
        *("--skip-zero-grad", "--zero-grad never", "--backward-twice", "--no-step", "--data a.csv"),
    ):
        option = words.split()[0]
        with pytest.raises(SystemExit, match="2"):
            main([*command.split(), str(lesson), *words.split()])
        err = capsys.readouterr().err
        assert_one_line(err)
        assert option in err


def test_the_windows_options_name_the_file(lesson: Path) -> None:
    options = window_parser().parse_args([str(lesson), "--epochs", "200"])
    assert options.file == lesson
    assert experiment_of(options) == Experiment(epochs=200)


@pytest.mark.parametrize("command", ["train", "export"])
def test_a_file_that_is_no_run_gives_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "notes.slopewise").write_text("[]", "utf-8")
    for name in ("notes.slopewise", "none.slopewise", "."):
        with pytest.raises(SystemExit) as end:
            main([command, str(tmp_path / name), "--csv", str(tmp_path / "run.csv")])
        out, err = capsys.readouterr()
        assert end.value.code == 2
        assert out == ""
        assert_one_line(err)
        assert (tmp_path / name).name in err
    assert not (tmp_path / "run.csv").exists()


def test_a_run_is_exported_as_script_notebook_and_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lesson: Path
) -> None:
    script, notebook, table, replayed = (tmp_path / name for name in ("run.py", "run.ipynb", "a.csv", "b.csv"))
    words = ["--script", str(script), "--notebook", str(notebook), "--csv", str(table), "--lang", "ko"]
    assert main(["export", str(lesson), *words]) == 0
    assert capsys.readouterr() == ("", "")
    assert script.read_text("utf-8") == script_of(read_run(lesson), "ko", "run.py")
    assert "에포크 20부터" in notebook.read_text("utf-8")
    main(["train", str(lesson), "--csv", str(replayed)])
    assert table.read_bytes() == replayed.read_bytes()
    capsys.readouterr()
    main(["export", str(lesson), "--script", str(script), "--every-epoch"])
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out.splitlines() == classic_rows(150, THE_LESSONS_CHANGES)
    assert (tmp_path / "run.epochs.csv").read_bytes() == replayed.read_bytes()


def test_a_run_is_exported_as_a_web_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], lesson: Path) -> None:
    page = tmp_path / "run.html"
    assert main(["export", str(lesson), "--html", str(page), "--lang", "ko"]) == 0
    assert capsys.readouterr() == ("", "")
    assert '"language":"ko"' in page.read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        *([], ["--lang", "ko"], ["--script"], ["--lang", "fr"], ["--script", "missing/run.py"], ["--notebook", "."]),
        ["--html", "missing/run.html"],
    ],
    ids=" ".join,
)
def test_a_wrong_export_gives_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], lesson: Path, words: list[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["export", str(lesson), *words])
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert out == ""
    assert_one_line(err)


# What mathematics says.

THEORY = ["weight", "bias", "loss", "r_squared", "eigenvalues", "lr_stable", "lr_fastest", "lr_skipped"]


def theory_in_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The object that theory prints, read as strictly as JSON asks for."""
    assert main(["theory", *words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert_one_line(out)

    def refuse(word: str) -> None:
        raise AssertionError(word)

    values: dict[str, Any] = json.loads(out, parse_constant=refuse)
    return values


def test_theory_knows_the_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    values = theory_in_json(capsys)
    assert list(values) == THEORY
    assert [values[key] for key in THEORY[:4]] == [2, 0, 0, 1]
    assert values["eigenvalues"] == pytest.approx([0.2404, 11.0929], abs=5e-5)
    root = math.sqrt(34**2 - 4 * 24) / 3  # of the discriminant of 2 [[14/3, 2], [2, 1]]: trace 34/3, determinant 8/3
    assert values["lr_stable"] == pytest.approx(4 / (34 / 3 + root))
    assert values["lr_fastest"] == pytest.approx(2 / (34 / 3))
    assert values["lr_skipped"] == 2 * values["lr_stable"]


@pytest.mark.parametrize("lr", ["0.01", "0.19", "0"])
def test_with_a_learning_rate_theory_knows_the_epochs(capsys: pytest.CaptureFixture[str], lr: str) -> None:
    values = theory_in_json(capsys, "--lr", lr)
    assert list(values) == [*THEORY, "expected_epochs"]
    assert values["expected_epochs"] == expected_epochs(LESSON_DATA, float(lr))


def test_the_table_of_theory_says_the_same_as_its_json(capsys: pytest.CaptureFixture[str]) -> None:
    values = theory_in_json(capsys, "--lr", "0.01")
    assert main(["theory", "--lr", "0.01"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == list(values)
    assert [float(row[1]) for row in rows if row[0] != "eigenvalues"] == pytest.approx(
        [value for key, value in values.items() if key != "eigenvalues"]
    )


@pytest.fixture
def upright(tmp_path: Path) -> Path:
    """Data whose x has one value only."""
    file = tmp_path / "upright.csv"
    file.write_text("x,y\n3,10\n3,10\n", "utf-8")
    return file


def test_theory_says_so_where_the_best_line_is_not_unique(capsys: pytest.CaptureFixture[str], upright: Path) -> None:
    assert main(["theory", "--data", str(upright), "--x", "x", "--y", "y", "--lr", "1"]) == 0
    out = capsys.readouterr().out
    assert "not unique" in out.splitlines()[-1]
    assert ["r_squared", "none"] in [line.split()[:2] for line in out.splitlines()]
    assert ["expected_epochs", "never"] in [line.split()[:2] for line in out.splitlines()]
    main(["theory"])
    assert "unique" not in capsys.readouterr().out


def test_in_json_there_is_null_where_there_is_no_number(capsys: pytest.CaptureFixture[str], upright: Path) -> None:
    values = theory_in_json(capsys, "--data", str(upright), "--x", "x", "--y", "y", "--lr", "1")
    assert (values["r_squared"], values["expected_epochs"]) == (None, None)
    assert [values["weight"], values["bias"], *values["eigenvalues"]] == pytest.approx([3, 1, 0, 20])


def test_theory_reads_the_columns_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("name,hours,score\na,1,2\nb,2,4.5\nc,4,6\n", "utf-8")
    values = theory_in_json(capsys, "--data", str(tmp_path / "scores.csv"), "--x", "hours", "--y", "score")
    assert [values["weight"], values["bias"]] == pytest.approx(np.polyfit([1, 2, 4], [2, 4.5, 6], 1))


def drawn(seed: int) -> tuple[float, float]:
    """W and b as torch draws them."""
    torch.manual_seed(seed)
    return torch.rand(1).item(), torch.rand(1).item()


@pytest.mark.parametrize(
    ("initial", "start"),
    [
        (InitialParameters(), (0.0, 0.0)),
        (InitialParameters(Start.ZEROS, 50.0, 50.0), (0.0, 0.0)),
        (InitialParameters(Start.NUMBERS, 1000.1, -500.0), (1000.1, -500.0)),
        (InitialParameters(Start.RANDOM), drawn(7)),
    ],
    ids=["zeros", "zeros beside numbers", "numbers", "random"],
)
def test_theory_takes_data_and_start_from_the_file_of_a_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, initial: InitialParameters, start: tuple[float, float]
) -> None:
    data = Dataset.of([1, 2, 4], [2, 4.5, 6])
    file = tmp_path / "run.slopewise"
    write_run(Replay(Experiment(seed=7, initial=initial, settings=LoopSettings(lr=0.02, data=data))), file)
    values = theory_in_json(capsys, str(file), "--lr", "0.05")
    assert [values["weight"], values["bias"]] == pytest.approx(np.polyfit([1, 2, 4], [2, 4.5, 6], 1))
    assert values["expected_epochs"] == expected_epochs(data, 0.05, *start)
    assert "expected_epochs" not in theory_in_json(capsys, str(file))


def test_a_wrong_theory_gives_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str], lesson: Path) -> None:
    for words in (
        *(["--lr", "nan"], ["--lr", "-1"], ["--lr"], ["--epochs", "3"], ["--x", "hours"], ["--y", "score"]),
        *(["--data", "missing.csv"], ["missing.slopewise"], ["."]),
        *([str(lesson), *more] for more in (["--data", "a.csv"], ["--x", "hours"], ["--json=1"])),
    ):
        with pytest.raises(SystemExit) as end:
            main(["theory", *words])
        out, err = capsys.readouterr()
        assert (words, end.value.code, out) == (words, 2, "")
        assert_one_line(err)
        assert err.startswith("slopewise theory: ")


def test_theory_needs_neither_qt_nor_torch(lesson: Path) -> None:
    for words in ([], [str(lesson), "--lr", "0.01"]):
        loaded = loaded_after(f"from gui.command_line import main; main({['theory', *words]!r})")
        assert "numpy" in loaded
        assert not {"torch", "PySide6", "shiboken6", "pyqtgraph"} & loaded


def test_a_wrong_argument_names_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--epochs", "x"])
    assert "--epochs" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("slopewise 0.")


def test_the_exit_code_reaches_the_shell() -> None:
    assert finish(start("-m", "gui", "train", "--epochs", "0"))[0] == 2


def test_a_reader_that_goes_away_is_met_without_a_traceback() -> None:
    """As in `slopewise theory | head -1`."""
    reader, writer = os.pipe()
    os.close(reader)
    process = start("-m", "gui", "theory", stdout=writer)
    os.close(writer)
    _, _, err = finish(process)
    assert "Error" not in err  # neither a traceback nor "Exception ignored in ..."
    assert "None" not in err  # nor the name of a file that was never asked for


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that can close an output")
def test_an_output_that_is_closed_is_no_fault() -> None:
    arguments = "[sys.executable, '-m', 'gui', 'theory']"
    process = start("-c", f"import os, sys; os.close(1); os.execv(sys.executable, {arguments})")
    code, _, err = finish(process)
    assert (code, err) == (0, "")


def test_rows_that_nobody_can_read_are_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)  # what Python makes of an output that is closed
    assert main(["train", "--epochs", "1", "--skip-zero-grad"]) == 0
    assert capsys.readouterr().err == ""


def loaded_after(script: str) -> set[str]:
    """The top-level modules that a script has imported by its end."""
    report = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    code, out, err = finish(start("-c", f"{script}\n{report}"))
    assert code == 0, err
    return set(out.splitlines()[-1].split())


def test_train_needs_no_qt() -> None:
    loaded = loaded_after("from gui.command_line import main; main(['train', '--epochs', '1'])")
    assert "torch" in loaded
    assert not {"PySide6", "shiboken6", "pyqtgraph"} & loaded


def test_the_window_is_imported_without_torch() -> None:
    loaded = loaded_after("import gui.window.main_window, gui.app")
    assert "PySide6" in loaded
    assert not {"torch", "pydantic", "nbformat", "python_calamine", "miniaudio"} & loaded


PAINTED = """
from gui.app import make_application, open_window
from gui.cli.options import window_parser
from gui.theme.translation import Language
from gui.window.preferences import Preferences, Scheme
application = make_application()
window = open_window(window_parser().parse_args([]), Preferences(Language.KOREAN, Scheme.LIGHT))
application.processEvents()
import sys
later = "pyqtgraph", "torch", "gui.panels.bowl", "gui.window.help.page", "gui.window.export_picture"
print(*sorted(name for name in sys.modules if "lesson" in name or name in later))
"""


def test_a_page_of_the_lesson_does_not_go_with_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.slopewise-lesson"
    file.touch()
    with pytest.raises(SystemExit) as ended:
        main([str(file), "--lesson", "loss"])
    assert ended.value.code == 2
    assert_one_line(capsys.readouterr().err)


LESSON_AT_START = [
    "gui.window.lesson",
    "gui.window.lesson.lesson_commands",
    "gui.window.lesson.stagehand",
    "model.lessons",  # which has nothing but the ending of a lesson's file
]
"""What of the lesson a start may import: its commands."""


def test_a_plain_start_paints_its_window_without_the_lesson_and_what_is_not_seen() -> None:
    code, out, err = finish(start("-c", PAINTED, shell={"QT_QPA_PLATFORM": "offscreen"}))
    assert (code, err) == (0, "")
    assert out.split() == LESSON_AT_START


NO_DISPLAY = "slopewise: there is no display to open a window on\n"
WITHOUT_DISPLAY: tuple[dict[str, str], ...] = (
    *({}, {"QT_QPA_PLATFORM": "wayland;xcb"}, {"QT_QPA_PLATFORM": "xcb;wayland"}, {"QT_QPA_PLATFORM": "wayland-egl"}),
    *({"DISPLAY": "localhost:10.0"}, {"DISPLAY": "unix:77"}, {"DISPLAY": ":77"}, {"WAYLAND_DISPLAY": "wayland-77"}),
)
"""What a shell may say of a display where none answers."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")


@on_linux
@pytest.mark.parametrize("shell", WITHOUT_DISPLAY, ids=str)
def test_without_a_display_the_window_gives_one_line_and_fails(shell: dict[str, str]) -> None:
    assert finish(start("-m", "gui", shell=shell)) == (1, "", NO_DISPLAY)


@on_linux
@pytest.mark.parametrize("platform", ["xcb", "wayland"])
def test_a_display_that_refuses_or_that_qt_is_not_to_take_is_none(platform: str) -> None:
    display = os.getpid()
    at, hang_up = f"\0/tmp/.X11-unix/X{display}", socketserver.BaseRequestHandler
    with socketserver.UnixStreamServer(at, hang_up) as refuses:
        Thread(target=refuses.serve_forever, daemon=True).start()
        ended = finish(start("-m", "gui", shell={"QT_QPA_PLATFORM": platform, "DISPLAY": f":{display}"}))
        refuses.shutdown()
    assert ended == (1, "", NO_DISPLAY)


@on_linux
def test_where_qt_lacks_something_else_it_is_named() -> None:
    code, out, err = finish(start("-m", "gui", shell={"QT_QPA_PLATFORM": "nonsense"}))
    assert (code, out) == (1, "")
    assert '"nonsense"' in err
    assert "no display" not in err


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, QImage]:
    """A picture of the window with each of LOOKS, taken side by side, since each takes seconds."""
    folder = tmp_path_factory.mktemp("pictures")
    files = {look: folder / f"{look}.png" for look in LOOKS}
    takers = [start("-m", "gui", *PICTURE, *LOOKS[look].split(), "--screenshot", str(files[look])) for look in LOOKS]
    for taker in takers:
        assert finish(taker) == (0, "", "")
    return {look: QImage(str(file)) for look, file in files.items()}


def test_a_picture_shows_the_chart_that_is_asked_for_with_its_map(pictures: dict[str, QImage]) -> None:
    highest = {"en light": LIGHT.high, "ko dark": DARK.high}
    shades = {look: int((pixels(pictures[look]) == int(f"ff{high[1:]}", 16)).sum()) for look, high in highest.items()}
    assert shades["en light"] == 0
    assert shades["ko dark"] > 500


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    """The colours of an image, shape (height, width)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_is_taken_without_a_display_in_the_size_asked_for(pictures: dict[str, QImage], look: str) -> None:
    image = pictures[look]
    assert (image.width(), image.height()) == (1100, 700)
    assert len(np.unique(pixels(image))) > 100


def test_a_picture_does_not_depend_on_the_shell(pictures: dict[str, QImage], tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    shell = {"QT_SCALE_FACTOR": "1.5", "QT_FONT_DPI": "144", "QT_STYLE_OVERRIDE": "Windows", "LANG": "ko_KR.UTF-8"}
    code, *_ = finish(start("-m", "gui", *PICTURE, *LOOKS["en light"].split(), "--screenshot", str(file), shell=shell))
    assert code == 0
    assert QImage(str(file)) == pictures["en light"]


def test_the_picture_is_in_the_language_asked_for(pictures: dict[str, QImage]) -> None:
    """Words in the toolbar are other words, whatever the colours: the same ones differ in about 200 pixels."""
    top = [(pixels(pictures[look])[:40] & 0xFF).astype(float) for look in LOOKS]
    english, korean = (np.abs(shades - np.median(shades)) > 100 for shades in top)
    assert np.count_nonzero(english != korean) > 800


def test_the_picture_is_in_the_theme_asked_for(pictures: dict[str, QImage]) -> None:
    light, dark = (np.mean(pixels(pictures[look]) & 0xFF) for look in LOOKS)
    assert light > 160
    assert dark < 96


def test_a_picture_that_cannot_be_written_gives_one_line_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "picture.png"
    code, out, err = finish(start("-m", "gui", "--epochs", "1", "--screenshot", str(file)))
    assert code > 0
    assert out == ""
    assert_one_line(err)
    assert f"{file}: No such file" in err


NO_TORCH = "import sys; sys.modules['torch'] = None; from gui.command_line import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("words", [("train",), ("--screenshot", "a.png")], ids=" ".join)
def test_without_torch_one_line_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    *options, last = words
    code, out, err = finish(start("-c", NO_TORCH, *options, str(tmp_path / last) if options else last))
    assert (code, out) == (1, "")
    assert_one_line(err)
    assert "PyTorch cannot be loaded" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_a_signal_ends_the_making_of_a_picture(tmp_path: Path) -> None:
    """Ctrl+C; tests/e2e/test_data.py sends the others."""
    number, file = signal.SIGINT, tmp_path / "a.png"
    process = start("-c", READY_FOR_SIGNALS, "--epochs", "10000000", "--screenshot", str(file))
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        process.wait(PATIENCE)
    finally:
        process.kill()
    code, _, err = finish(process)
    assert (code, err, file.exists()) == (128 + number, "", False)


READY_FOR_SIGNALS = """
import sys
from gui import app
from gui.command_line import main
class Signals(app.Signals):
    def __init__(self, *before):
        super().__init__(*before)
        print("ready", flush=True)
app.Signals = Signals
sys.exit(main(sys.argv[1:]))
"""


def test_sources_are_not_read_again_for_pyside() -> None:
    program = """
import linecache
from gui.command_line import leave_sources_unread
leave_sources_unread()
import gui.app, torch.optim
print(len(linecache.cache))
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(told.stdout) < 100  # those that torch itself reads; else there are more than a thousand


def test_the_picture_of_a_run_saved_at_a_slow_pace_does_not_wait_for_it(tmp_path: Path) -> None:
    run, file = tmp_path / "slow.slopewise", tmp_path / "slow.png"
    look = Look(epoch=-1, chart="gradients", logarithmic=False, speed=1.0)
    write_run(Replay(Experiment(epochs=400), done=0, look=look), run)  # seven minutes at that pace
    code, _, err = finish(start("-m", "gui", str(run), "--screenshot", str(file)))
    assert (code, err) == (0, "")
    assert file.read_bytes().startswith(b"\x89PNG")
