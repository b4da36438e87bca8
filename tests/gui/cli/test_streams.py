"""Standard input as data, standard output as the table; a table in the place of the file of a run."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.cli import option_types
from gui.cli.option_types import STANDARD
from gui.cli.options import check_file, experiment_of, opens_to_choose, window_parser
from gui.command_line import main
from model.experiment import Experiment
from model.files.run_file import write_run
from model.run import Replay

ROOT = Path(__file__).parents[3]
TABLE = "name,hours,score\na,−1,2\nb,2,4.5\nc,4,6\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of data in the folder where a command is typed."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "d.csv"
    path.write_text(TABLE, "utf-8")
    return Path(path.name)


def given(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Have this come in on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line with which words are refused."""
    with pytest.raises(SystemExit) as end:
        main(list(words))
    out, err = capsys.readouterr()
    assert (end.value.code, out, err.count("\n")) == (2, "", 1)
    return err


def test_the_table_goes_to_standard_output_in_the_place_of_the_rows(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["train", "--data", str(table), "--epochs", "130", "--csv"]
    assert main([*words, "run.csv"]) == 0
    capsys.readouterr()
    assert printed(capsys, *words, "-") == Path("run.csv").read_text("utf-8")
    assert not Path("-").exists()
    assert main([*words, "./-"]) == 0  # a file of that name
    assert Path("-").read_bytes() == Path("run.csv").read_bytes()


def test_the_table_of_a_run_is_exported_to_standard_output(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(Replay(Experiment(epochs=30)), Path("a.slopewise"))
    lines = printed(capsys, "export", "a.slopewise", "--csv", "-").splitlines()
    assert (len(lines), lines[0].startswith("epoch,loss,")) == (31, True)


def test_data_come_from_standard_input(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = printed(capsys, "train", "--data", str(table), "--epochs", "50")
    for words in (["--data", "-"], ["-"], ["--data", "-", "--x", "hours", "--y", "score"]):
        given(monkeypatch, TABLE.encode())
        assert printed(capsys, "train", *words, "--epochs", "50") == expected
    given(monkeypatch, b"x,y\n1,2\n")
    assert "standard input" in refused(capsys, "train", "-")


def test_a_standard_input_that_is_closed_or_broken_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is empty" in refused(capsys, "train", "-")

    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    assert "standard input cannot be read: Input/output error" in refused(capsys, "train", "-")


def test_an_endless_standard_input_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.data.tables.open_table.BYTES_LIMIT", 20)
    given(monkeypatch, b"1,2\n" * 100)
    assert "standard input is too large" in refused(capsys, "train", "-")
    assert sys.stdin.buffer.tell() == 21  # and no more of it is read


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_that_is_named_is_read_as_a_file(table: Path) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(
        [sys.executable, "-m", "gui", "train", "--data", str(Path("pipe").absolute()), "--epochs", "1"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        Path("pipe").write_text(TABLE, "utf-8")
        out, _ = process.communicate()
    assert (process.returncode, out.count("\n")) == (0, 1)


@pytest.mark.parametrize("command", ["train", "theory"])
def test_a_table_may_stand_in_the_place_of_a_run(table: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    columns = ("--x", "score", "--y", "hours")
    assert printed(capsys, command, str(table)) == printed(capsys, command, "--data", str(table))
    assert printed(capsys, command, str(table), *columns) == printed(capsys, command, "--data", str(table), *columns)
    assert "--data does not go with d.csv" in refused(capsys, command, str(table), "--data", str(table))


def test_a_table_in_the_place_of_a_run_is_not_written_over(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "used already" in refused(capsys, "train", str(table), "--csv", "../" + Path.cwd().name + "/d.csv")
    assert "used already" in refused(capsys, str(table), "--screenshot", str(table))
    assert table.read_text("utf-8") == TABLE


def test_the_window_opens_a_table_alone_so_that_its_columns_can_be_chosen(table: Path) -> None:
    parser = window_parser()
    assert opens_to_choose(parser.parse_args([str(table)]))
    for words in (["--screenshot", "a.png"], ["--lr", "0.1"], ["--x", "hours"]):
        options = parser.parse_args([str(table), *words])
        assert not opens_to_choose(options)
        check_file(parser, options)
        assert options.file is None
        assert experiment_of(options).data.x[:, 0].tolist() == ([-1, 2, 4])


def test_a_run_and_a_lesson_are_no_tables(table: Path) -> None:
    for name in ("A.SLOPEWISE", "a.slopewise-lesson", "a.md"):
        Path(name).touch()
        assert not opens_to_choose(window_parser().parse_args([name]))
    assert option_types.file("-") is STANDARD


@pytest.mark.parametrize("option", ["--script", "--notebook", "--html"])
def test_only_a_table_can_be_written_to_standard_output(
    table: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    write_run(Replay(Experiment()), Path("a.slopewise"))
    assert "name a file" in refused(capsys, "export", "a.slopewise", option, "-")
    assert "name a file" in refused(capsys, "--screenshot", "-")


@pytest.mark.parametrize("file", ["a.jpg", "a.SVG", "a.png.gif"])
def test_a_picture_is_not_named_what_it_is_not(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert f"--screenshot {file}: the picture is a PNG" in refused(capsys, "--screenshot", file)


def test_every_epoch_needs_something_to_write_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(Replay(Experiment(epochs=3)), Path("a.slopewise"))
    assert "--every-epoch is for" in refused(capsys, "export", "a.slopewise", "--every-epoch", "--csv", "-")
    assert main(["export", "a.slopewise", "--every-epoch", "--notebook", "a.ipynb"]) == 0
    assert "EveryEpoch" in Path("a.ipynb").read_text("utf-8")
