"""What --help says, which words are taken, and what is said of one that is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gui import __main__
from gui.command_line import COMMANDS, main

ROOT = Path(__file__).parents[3]
ALL = [[], *([command] for command in COMMANDS)]


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    """Exit code, standard output and standard error."""
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return end.value.code, *capsys.readouterr()


def test_the_first_line_of_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ended(capsys, "--help")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "usage: slopewise [train | export | theory] [FILE] [options]"
    assert all(command in out.splitlines()[0] for command in COMMANDS)


@pytest.mark.parametrize("command", ALL, ids=str)
def test_help_fits_a_terminal_and_has_its_options_in_groups(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = ended(capsys, *command, "--help")
    assert max(map(len, out.splitlines())) <= 80
    headings = [line for line in out.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert len(headings) > (1 if command == ["export"] else 3)
    at_most = 12
    for part in out.split("\n\n"):
        assert sum(line.startswith("  -") for line in part.splitlines()) < at_most


@pytest.mark.parametrize("command", ALL, ids=str)
@pytest.mark.parametrize("option", ["-V", "--version"])
def test_each_command_tells_the_version(capsys: pytest.CaptureFixture[str], command: list[str], option: str) -> None:
    code, out, err = ended(capsys, *command, option)
    assert (code, out.startswith("slopewise 0."), err) == (0, True, "")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("trian --epochs 3", "train"),
        ("theroy", "theory"),
        ("--epochz 3", "--epochs"),
        ("--skip-zerograd", "--skip-zero-grad"),
        ("train --momentun=0.9", "--momentum"),
        ("export --scrpt a.py b.slopewise", "--script"),
        ("theory --jsno", "--json"),
        ("--theme drak", "dark"),
        ("--chart landscap", "landscape"),
        ("--lesson zerograd", "zero-grad"),
        ("train --zero-grad nevr", "never"),
        ("train --zero-grad Never", "never"),
        ("train --LR 0.1", "--lr"),
    ],
)
def test_a_word_that_is_nearly_right_is_told(capsys: pytest.CaptureFixture[str], words: str, meant: str) -> None:
    code, out, err = ended(capsys, *words.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.endswith(f"; did you mean {meant}?\n")


def test_nothing_is_suggested_where_nothing_is_like_it(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ("--xyzzy", "xyzzy", "--theme pink", "train . another"):
        assert "did you mean" not in ended(capsys, *words.split())[2]


def test_a_name_that_is_too_long_for_a_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ALL:
        code, _, err = ended(capsys, *command, "a" * 300, *(["--csv", "b.csv"] if command == ["export"] else []))
        assert (code, err.count("\n")) == (2, 1)


def test_a_fault_of_the_program_is_one_line_with_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise KeyError("two\nlines")

    monkeypatch.setattr("gui.command_line.main", fail)
    assert __main__.main() == __main__.FAULT
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("slopewise: a fault of the program: KeyError: ")
    assert "(test_words.py, line " in err


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_options_that_a_readme_shows_are_those_of_their_command(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    lines = re.findall(r"^ {4}slopewise (.+)$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert len(lines) > 12
    for line in lines:
        words = line.partition("#")[0].split()
        command = words[:1] if words[0] in COMMANDS else []
        _, known, _ = ended(capsys, *command, "--help")
        for option in re.findall(r"(?<!\S)\[?(-{1,2}[a-z][a-z-]*)", " ".join(words)):
            assert re.search(rf"^  (-\w, )?{option}( |$)", known, re.MULTILINE), (line, option)


def test_a_command_after_options_is_told_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "ko", "train"])
    assert "train is a command: it comes before all options" in capsys.readouterr().err


def test_of_more_than_two_columns_those_that_are_taken_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "three.csv"
    file.write_text("class,hours,score\n1,1,2\n2,2,4\n3,3,6\n", "utf-8")
    assert main(["train", str(file), "--epochs", "1"]) == 0
    assert "three.csv: x is “class” and y is “hours”; --x and --y take other columns\n" in capsys.readouterr().err
    assert main(["train", str(file), "--epochs", "1", "--x", "hours", "--y", "score"]) == 0
    assert "take other columns" not in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["train", str(file), "--x", "score", "--y", "score"])
    assert "--x and --y are both “score”" in capsys.readouterr().err


def test_two_columns_of_one_name_are_two_and_one_named_in_two_ways_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "same.csv"
    file.write_text("score,score\n1,2\n2,4\n3,6\n", "utf-8")
    assert main(["train", str(file), "--epochs", "1"]) == 0
    with pytest.raises(SystemExit):
        main(["train", str(file), "--x", "1", "--y", "score"])
    assert "they have to be two columns" in capsys.readouterr().err
