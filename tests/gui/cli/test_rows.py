"""Which rows `train` prints, and of standardised x: the line through the data, while the CSV has what was trained."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from gui.cli import progress
from gui.command_line import main
from model.data.standardised import original_units
from model.data.tables.open_table import read_data
from model.theory.optimum import optimum


def test_rows_are_in_the_units_of_the_data_and_the_csv_is_that_of_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, table = tmp_path / "incomes.csv", tmp_path / "run.csv"
    data.write_text("x,y\n20000,5.1\n30000,5.9\n40000,6.3\n50000,7\n60000,7.7\n", "utf-8")
    assert main(["train", "--data", str(data), "--standardise", "--epochs", "901", "--csv", str(table)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    words = out.splitlines()[-1].split()
    best = optimum(read_data(data))
    assert float(words[3]) == pytest.approx(best.W, rel=1e-5)
    assert float(words[5]) == pytest.approx(best.b, rel=1e-5)
    *_, last = csv.DictReader(table.read_text("utf-8").splitlines())
    W, b = original_units(float(last["W"]), float(last["b"]), read_data(data))
    assert words[3:6:2] == [f"{W:#.6g}", f"{b:.6f}"]


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[int, str]]:
    """Number and W of the rows that are printed."""
    assert main(["train", *words]) == 0
    printed = [row.split() for row in capsys.readouterr().out.splitlines()]
    return [(int(row[1]), row[3]) for row in printed]


def test_the_last_row_is_printed_whatever_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys, "--epochs", "3751")[-2:] == [(3700, "1.999955"), (3750, "1.999961")]
    assert [number for number, _ in rows(capsys, "--epochs", "101")] == [0, 100]  # and once
    assert [number for number, _ in rows(capsys, "--epochs", "1")] == [0]


def test_every_says_how_many_rows_are_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert [number for number, _ in rows(capsys, "--epochs", "30", "--every", "7")] == [0, 7, 14, 21, 28, 29]
    assert [number for number, _ in rows(capsys, "--epochs", "30", "--every", "1000")] == [0, 29]


def test_quiet_prints_nothing_but_what_went_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "run.csv"
    assert main(["train", "--quiet", "--csv", str(table)]) == 0
    assert capsys.readouterr() == ("", "")
    assert len(table.read_text("utf-8").splitlines()) == 4001
    assert main(["train", "--quiet", "--lr", "0.5"]) == 3
    out, err = capsys.readouterr()
    assert (out, err.startswith("stopped at epoch ")) == ("", True)


@pytest.mark.parametrize(
    "words",
    [["--every", "0"], ["--every", "x"], ["--every", "3", "--quiet"], ["--every", "3", "--csv", "-"], ["--quiet=1"]],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["train", "--epochs", "1", *words])
    out, err = capsys.readouterr()
    assert (end.value.code, out, err.count("\n")) == (2, "", 1)


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a second later."""
    seconds = iter(range(10**6))
    monkeypatch.setattr(progress, "monotonic", lambda: next(seconds))


def progress_of(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, *words: str) -> str:
    """What is said on standard error while a run of ten epochs arrives."""
    monkeypatch.setattr(sys, "stderr", stderr)
    assert main(["train", "--epochs", "10", "--init", "2,0", *words]) == 0
    return stderr.getvalue()


@pytest.mark.usefixtures("clock")
def test_a_long_run_says_on_a_terminal_how_far_it_is_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = progress_of(monkeypatch, Terminal())
    assert "\r50 %: epoch 5 of 10" in said
    assert "epoch 1 of 10" not in said.replace("10 of", "")  # so early it is not long
    *_, blank, end = said.split("\r")
    assert (blank.strip(), len(blank), end) == ("", len("100 %: epoch 10 of 10"), "")


@pytest.mark.usefixtures("clock")
def test_rows_are_printed_in_the_place_of_the_progress(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    said = progress_of(monkeypatch, terminal, "--every", "4")
    capsys.readouterr()
    *rows, end = [line.rpartition("\r")[2] for line in said.split("\n")]
    assert [row.split()[:2] for row in rows] == [["epoch", number] for number in "0489"]
    assert end == ""
    assert "\r60 %: epoch 6 of 10" in said


@pytest.mark.usefixtures("clock")
def test_there_is_no_progress_in_a_file_or_where_it_is_to_be_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert progress_of(monkeypatch, io.StringIO()) == ""
    assert progress_of(monkeypatch, Terminal(), "--quiet") == ""
    capsys.readouterr()


def test_a_short_run_says_nothing_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "monotonic", lambda: 0.0)
    assert progress_of(monkeypatch, Terminal()) == ""
