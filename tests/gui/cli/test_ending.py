"""What `train` says where a run overflowed or did not arrive: the remedy it names has to work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gui.command_line import main
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.files.run_file import write_run
from model.history import Change
from model.run import Replay

CARS = "km,price\n80000,7245\n174000,5418\n141000,6089\n23000,8448\n203000,4890\n116000,6710\n"
TWENTY = "x,y\n" + "".join(f"{x},{3 + 2.5 * x}\n" for x in range(1, 21))


@pytest.fixture
def cars(tmp_path: Path) -> Path:
    file = tmp_path / "cars.csv"
    file.write_text(CARS, "utf-8")
    return file


def train(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    """The exit code, and what is said on standard error."""
    code = main(["train", *map(str, words)])
    err = capsys.readouterr().err
    assert err.count("\n") == bool(err)
    return code, err


def remedies(err: str) -> list[list[str]]:
    """The options that a sentence says to use."""
    told = re.sub(r" \(arrives at epoch [0-9]+\)", "", err.rpartition("; use ")[2].strip())
    return [words.split() for words in told.split(" or ")]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        (CARS, [], 3),
        (CARS, ["--lr", "1e-11"], 0),
        (CARS, ["--epochs", "40"], 3),
        (TWENTY, [], 3),
        (TWENTY, ["--lr", "0.001"], 0),
    ],
)
def test_with_the_options_that_are_named_the_run_arrives(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, words: list[str], code: int
) -> None:
    file = tmp_path / "data.csv"
    file.write_text(text, "utf-8")
    ended, err = train(capsys, "--data", file, *words)
    assert ended == code
    found = remedies(err)
    assert found
    for options in found:
        assert train(capsys, "--data", file, *words, *options) == (0, "")


def test_the_sentence_names_the_curvatures_their_ratio_and_the_limit(
    capsys: pytest.CaptureFixture[str], cars: Path
) -> None:
    _, err = train(capsys, "--data", cars)
    assert err.startswith("stopped at epoch 2: the numbers overflowed; the loss is ")
    assert "9.8e+10 times as steep in one direction as in the other (curvatures 0.38 and 3.7e+10)" in err
    assert "0.01 is above the limit 5.369e-11" in err
    assert remedies(err) == [["--standardise"]]


def test_mini_batches_are_not_told_to_go_on_at_a_rate_that_never_arrives(
    capsys: pytest.CaptureFixture[str], cars: Path
) -> None:
    code, err = train(capsys, "--data", cars, "--batch-size", "2")
    assert (code, remedies(err)) == (3, [["--standardise"]])
    assert train(capsys, "--data", cars, "--batch-size", "2", "--standardise") == (0, "")


def test_where_no_learning_rate_holds_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = train(capsys, "--skip-zero-grad", "--momentum", "0.9")
    assert code == 3
    assert "no learning rate holds" in err
    assert "use" not in err


def test_of_the_file_of_a_run_the_remedy_is_no_option(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "run.slopewise"
    write_run(Replay(Experiment(settings=LoopSettings(data=Dataset.of([60, 120, 240], [2, 4, 9])))), file)
    code, err = train(capsys, file)
    assert code == 3
    assert "--" not in err
    assert "use standardised x (arrives" in err


def test_an_export_that_overflows_is_written_and_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, table = tmp_path / "run.slopewise", tmp_path / "run.csv"
    write_run(Replay(Experiment(settings=LoopSettings(lr=0.5))), file)
    assert main(["export", str(file), "--csv", str(table)]) == 0
    assert capsys.readouterr().err.startswith("stopped at epoch ")
    assert table.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--init=1e30,0"],
        ["--init=1e30,0", "--skip-zero-grad"],
        ["--init=1e19,1e19", "--lr", "0.17"],
        ["--init=1e19,1e19", "--lr", "0.5", "--standardise"],
        ["--init=1e20,0", "--epochs", "4000"],
    ],
    ids=" ".join,
)
def test_where_float32_is_left_at_once_no_learning_rate_is_blamed_or_named(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, err = train(capsys, *words, "--quiet")
    assert code == 3
    assert "too large for float32, whatever the learning rate" in err
    assert "use" not in err


def test_data_that_are_too_large_are_not_said_to_have_sent_w_and_b_too_far(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "large.csv").write_text("x,y\n3e38,2\n-3e38,3\n", "utf-8")
    _, err = train(capsys, tmp_path / "large.csv", "--lr", "0", "--quiet")
    assert "too large for float32, whatever the learning rate" in err


def test_a_learning_rate_and_its_limit_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = train(capsys, "--lr", "0.1803", "--epochs", "3000", "--quiet")
    assert "the learning rate 0.1803 is above the limit 0.18029;" in err


def test_w_and_b_that_an_earlier_rate_has_sent_too_far_are_not_put_down_to_the_present_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, settings = tmp_path / "run.slopewise", LoopSettings(lr=1e6)
    write_run(Replay(Experiment(settings=settings), (Change(3, LoopSettings(lr=0.01)),)), file)
    code, err = train(capsys, file)
    assert code == 3
    assert "0.01 is below the limit 0.1803, but W and b had already gone too far for float32" in err
