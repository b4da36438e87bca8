"""A reader that goes away, a disk that is full, Ctrl+C: a sentence at most, no traceback, and the exit code says it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from model.experiment import Experiment
from model.files.run_file import write_run
from model.run import Replay

ROOT = Path(__file__).parents[3]
FULL = Path("/dev/full")

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither such devices nor such signals")
full_disk = pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")


def start(*words: str, stdout: int = subprocess.PIPE, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start Python with these words, rows being printed at once; it can be interrupted, even if we cannot."""

    def begin() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # which is left ignored in the background of a shell
        if limit is not None:
            limit()

    return subprocess.Popen(
        [sys.executable, "-u", *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=begin if os.name == "posix" else None,  # noqa: PLW1509
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and standard error, which has one line at most."""
    _, err = process.communicate()
    assert err.count("\n") == bool(err)
    return process.returncode, err


@pytest.fixture
def run(tmp_path: Path) -> Path:
    file = tmp_path / "run.slopewise"
    write_run(Replay(Experiment(epochs=300)), file)
    return file


@posix
@pytest.mark.parametrize("words", [["train", "--epochs", "5000"], ["theory"], ["theory", "--json"]], ids=" ".join)
def test_where_the_reader_has_had_enough_nothing_is_said(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("-m", "gui", *words, stdout=writer)
    os.close(writer)
    assert ended(process) == (1, "")


@full_disk
@pytest.mark.parametrize("words", [["train", "--epochs", "300"], ["theory"], ["theory", "--json"]], ids=" ".join)
def test_rows_for_which_there_is_no_room_are_told_of(words: list[str], tmp_path: Path) -> None:
    table = tmp_path / "run.csv"
    more = ["--csv", str(table)] if words[0] == "train" else []
    with FULL.open("w") as stdout:
        code, err = ended(start("-m", "gui", *words, *more, stdout=stdout.fileno()))
    assert code == 2
    assert err == f"slopewise {words[0]}: cannot write to standard output: {os.strerror(28)}\n"
    assert not list(tmp_path.iterdir())


@full_disk
@pytest.mark.parametrize(
    "words",
    [["--version"], ["-V"], ["--help"], ["train", "--version"], ["theory", "--help"], ["train", "--csv", "-"]],
    ids=" ".join,
)
@pytest.mark.parametrize("unbuffered", [[], ["-u"]], ids=str)
def test_what_is_asked_for_and_has_no_room_is_told_of(words: list[str], unbuffered: list[str]) -> None:
    command = [sys.executable, *unbuffered, "-m", "gui", *words]
    with FULL.open("w") as stdout:
        done = subprocess.run(command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    prog = " ".join(["slopewise", *(word for word in words if word in ("train", "theory"))])
    told = f"{prog}: cannot write to standard output: {os.strerror(28)}\n"
    assert (done.returncode, done.stderr) == (2, told)


@full_disk
@pytest.mark.parametrize("option", ["--csv", "--script", "--notebook", "--html"])
def test_a_file_for_which_there_is_no_room_is_named(run: Path, option: str) -> None:
    code, err = ended(start("-m", "gui", "export", str(run), option, str(FULL)))
    assert (code, err) == (2, f"slopewise export: cannot write {FULL}: {os.strerror(28)}\n")


@posix
def test_of_a_table_that_the_disk_cannot_hold_nothing_is_left(tmp_path: Path) -> None:
    import resource

    table = tmp_path / "run.csv"
    process = start(
        *("-m", "gui", "train", "--epochs", "2000", "--csv", str(table)),
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    code, err = ended(process)
    assert code == 2
    assert str(table) in err
    assert not list(tmp_path.iterdir())


LOADING = """
import importlib.abc, sys, time
class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            print("ready", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
from gui.__main__ import main
sys.exit(main())
"""


@posix
@pytest.mark.parametrize("name", ["gui.command_line", "numpy", "model.training.trainer", "torch", "torch.optim"])
def test_an_interruption_while_something_is_loaded_is_no_fault(tmp_path: Path, name: str) -> None:
    process = start("-c", LOADING.format(name=name), "train", "--csv", str(tmp_path / "run.csv"))
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert ended(process) == (130, "slopewise: interrupted\n")
    assert not list(tmp_path.iterdir())


IN_A_HANDLER = """
import signal, sys
from gui.command_line import main
from gui.window import main_window
def resizeEvent(self, event):
    signal.raise_signal({number})
main_window.MainWindow.resizeEvent = resizeEvent
sys.exit(main({words!r}))
"""


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("way", ["window", "picture"])
def test_an_interruption_while_the_window_is_made_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, way: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    words = ["--screenshot", str(tmp_path / "a.png")] if way == "picture" else []
    process = start("-c", IN_A_HANDLER.format(number=int(number), words=words))
    said = "slopewise: interrupted\n" if number is signal.SIGINT else ""
    assert ended(process) == (128 + number, said)
    assert not list(tmp_path.iterdir())


@posix
def test_an_interruption_in_the_middle_of_a_run_is_no_fault(tmp_path: Path) -> None:
    process = start("-m", "gui", "train", "--epochs", "10000000", "--csv", str(tmp_path / "run.csv"))
    assert process.stdout is not None
    assert process.stdout.readline().startswith("epoch      0")
    process.send_signal(signal.SIGINT)
    code, err = ended(process)
    assert code in (130, -signal.SIGINT)  # which a shell has as 130, too
    assert err == "slopewise: interrupted\n"
    assert not list(tmp_path.iterdir())


@posix
def test_a_run_that_is_ended_from_outside_leaves_no_half_file(tmp_path: Path) -> None:
    process = start("-m", "gui", "train", "--epochs", "10000000", "--csv", str(tmp_path / "run.csv"))
    assert process.stdout is not None
    assert process.stdout.readline().startswith("epoch      0")
    process.terminate()
    assert ended(process) == (128 + signal.SIGTERM, "")
    assert not list(tmp_path.iterdir())


@full_disk
def test_an_overflow_of_which_nobody_can_be_told_has_its_exit_code() -> None:
    with FULL.open("w") as stderr:
        command = [sys.executable, "-m", "gui", "train", "--lr", "0.5"]
        assert subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=stderr, check=False).returncode == 3
