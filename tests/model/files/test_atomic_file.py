"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model.cancelling import CheckCancelled, wanted
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.files.atomic_file import atomic_stream, reason_of, write_atomically
from model.files.epochs_csv import csv_sink, write_csv
from model.files.export.notebook import write_notebook
from model.files.export.script import write_script
from model.files.run_file import write_run
from model.history import History
from model.run import Replay
from model.training.trainer import Trainer

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor devices in its folders")

MANY = Dataset.of(range(3000), range(3000))


def written_history(path: Path, check_cancelled: CheckCancelled = wanted) -> None:
    trainer, history = Trainer(Experiment()), History()
    for _ in range(3):
        history.append(trainer.run_epoch())
    write_csv(history, path, check_cancelled)


def written_with_data(path: Path, check_cancelled: CheckCancelled = wanted) -> None:
    write_script(Replay(Experiment(settings=LoopSettings(data=MANY))), path, "en", check_cancelled)


WRITERS: dict[str, Callable[..., None]] = {
    "run": lambda path, check=wanted: write_run(Replay(Experiment()), path, check),
    "script": lambda path, check=wanted: write_script(Replay(Experiment()), path, "en", check),
    "notebook": lambda path, check=wanted: write_notebook(Replay(Experiment()), path, "en", check),
    "csv": written_history,
}


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("kind", WRITERS)
def test_on_a_full_disk_the_old_file_stays_and_nothing_beside_it(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    with pytest.raises(OSError, match="No space left") as full:
        WRITERS[kind](file)
    assert full.value.filename == str(file)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


@pytest.mark.parametrize("kind", [*WRITERS, "script and data"])
def test_a_disk_that_is_full_at_any_byte_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    write = (WRITERS | {"script and data": written_with_data})[kind]
    (tmp_path / "whole").mkdir()
    write(tmp_path / "whole" / "a")
    size = sum(path.stat().st_size for path in (tmp_path / "whole").iterdir())
    folder, room = tmp_path / "full", [0]
    folder.mkdir()

    class Disk(io.FileIO):
        def write(self, content: Any) -> int:
            room[0] -= len(content)
            if room[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(content)

    opened = Path.open

    def open_on_it(path: Path, mode: str = "r", *others: Any, **named: Any) -> Any:
        if mode == "xb":
            return io.BufferedWriter(Disk(path, mode), 64)
        return opened(path, mode, *others, **named)

    (folder / "a").write_text("old")
    monkeypatch.setattr(Path, "open", open_on_it)
    for byte in [*range(0, size, max(1, size // 40)), size - 1]:
        room[0] = byte
        with pytest.raises(OSError, match="No space left"):
            write(folder / "a")
        assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("a", "old")]
    room[0] = size
    write(folder / "a")
    assert sum(path.stat().st_size for path in folder.iterdir()) == size


@pytest.mark.parametrize("kind", [*WRITERS, "script and data"])
def test_what_is_not_wanted_any_more_when_it_is_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    class NotWantedError(Exception):
        pass

    on_disk = [False]
    monkeypatch.setattr("os.fsync", lambda _: on_disk.append(True))

    def check_cancelled(*_: float) -> None:
        if on_disk[-1]:
            raise NotWantedError

    (tmp_path / "a").write_text("old")
    with pytest.raises(NotWantedError):
        (WRITERS | {"script and data": written_with_data})[kind](tmp_path / "a", check_cancelled)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


def test_how_far_the_rows_are_is_told_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.files.epochs_csv.TOLD_EVERY", 2)
    told: list[tuple[float, ...]] = []
    written_history(tmp_path / "a", lambda *share: told.append(share))
    assert told == [(0.0,), (2 / 3,), ()]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_protected_file_is_left_alone(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        WRITERS[kind](file)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]
    file.chmod(0o644)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_that_gives_way_keeps_its_permissions(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    file.chmod(0o600)
    WRITERS[kind](file)
    assert file.read_text(encoding="utf-8") != "old"
    assert sys.platform == "win32" or file.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("kind", WRITERS)
def test_a_pipe_is_written_to_and_stays(tmp_path: Path, kind: str) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / "plain"
    os.mkfifo(pipe)
    WRITERS[kind](plain)
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        WRITERS[kind](pipe)  # a pipe holds more than that
        read = stream.read()
    assert pipe.is_fifo()
    assert read.replace(b"pipe", b"plain") == plain.read_bytes()


@posix
def test_a_pipe_takes_more_than_it_holds_as_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    content, read = bytes(1_000_000), []
    opened = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(opened, True)

    def reads() -> None:
        time.sleep(0.05)
        with os.fdopen(opened, "rb") as stream:
            read.append(stream.read())

    reader = threading.Thread(target=reads)
    reader.start()
    write_atomically(tmp_path / "pipe", content)
    reader.join()
    assert read == [content]


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(errno.ENOSPC, "No room", "file"), "No room"), (OSError("odd"), "odd"), (ValueError("wrong"), "wrong")],
)
def test_the_reason_is_what_the_system_says(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


@posix
def test_a_pipe_that_nobody_reads_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="No such device"):
        write_atomically(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()


@posix
def test_a_device_stays_a_device() -> None:
    write_atomically(Path(os.devnull), b"new")
    assert Path(os.devnull).is_char_device()


def test_what_breaks_off_within_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    with pytest.raises(TypeError), atomic_stream(file) as stream:
        stream.writelines([b"new", "no bytes"])  # type: ignore[list-item]
    with pytest.raises(ZeroDivisionError), csv_sink(file):
        raise ZeroDivisionError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


@pytest.mark.parametrize("write", [write_script, write_notebook])
def test_no_other_file_gives_way_to_the_data_beside_a_script_unasked(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    run = Replay(Experiment(settings=LoopSettings(data=MANY)))
    table = tmp_path / "hw.data.csv"
    table.write_text("the teacher's own")
    with pytest.raises(FileExistsError) as refused:
        write(run, tmp_path / "hw.py")
    assert refused.value.filename == str(table)
    assert str(refused.value) == str(FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(table)))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["the teacher's own"]
    write(run, tmp_path / "hw.py", replace_data=True)
    assert len(table.read_text().splitlines()) == 3001
    write(run, tmp_path / "hw.py")  # the same data may be written again


@pytest.mark.parametrize("write", [write_script, write_notebook])
def test_half_a_letter_in_a_name_does_not_keep_a_run_from_being_exported(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    data = replace(MANY, x_name="half \ud83d")
    write(Replay(Experiment(settings=LoopSettings(data=data))), tmp_path / "a.py")
    assert (tmp_path / "a.data.csv").read_text("utf-8").startswith("half ?,")


def test_what_a_killed_program_has_left_goes_with_the_next_file(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".slopewise-1.tmp", ".slopewise-2.tmp", "notes.tmp"))
    for left in (old, new, other):
        left.write_text("half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_atomically(tmp_path / "a", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".slopewise-2.tmp", "a", "notes.tmp"]
