"""Runs in files: exact, checked, never half-written."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings
from model.files import run_file
from model.files.run_file import RunFileError, RunFileReason, dumps, loads, read_run, write_run
from model.history import Change
from model.run import Look, Replay
from tests.model.runs import bits, runs

ROOT = Path(__file__).parents[3]

EDGES = Dataset(np.array([-0.0, 1e-45, 0.1, 16777217]), np.array([3.4028234663852886e38, 1 / 3, -1e-38, 0]), "경계")


@given(runs())
@example(Replay(Experiment(settings=LoopSettings(data=EDGES))))
def test_a_run_reads_back_to_the_last_bit(run: Replay) -> None:
    assert bits(loads(dumps(run))) == bits(run)


def test_a_file_holds_what_the_text_does(tmp_path: Path) -> None:
    run = Replay(Experiment(seed=7), (Change(120, LoopSettings(lr=0.1)),), 200, "수업 1")
    write_run(run, tmp_path / "수업.slopewise")
    assert (tmp_path / "수업.slopewise").read_text("utf-8") == dumps(run)
    assert read_run(tmp_path / "수업.slopewise") == run


def test_each_data_set_is_stored_once() -> None:
    one, other = Dataset.of([0.0], [1]), Dataset.of([-0.0], [1])  # equal, but not the same bits
    settings = [replace(LoopSettings(), data=data) for data in (one, other, Dataset.of([0.0], [1]), other)]
    text = dumps(Replay(Experiment(settings=settings[0]), tuple(Change(n, settings[n]) for n in (1, 2, 3))))
    values = json.loads(text)
    assert [change["data"] for change in values["changes"]] == [0, 1, 0, 1]
    assert len(values["data"]) == 2


def test_a_data_set_that_is_used_again_is_one_object() -> None:
    first, other = LoopSettings(), LoopSettings(data=EDGES)
    run = loads(dumps(Replay(Experiment(settings=first), (Change(1, other), Change(2, first)))))
    assert run.changes[1].settings.data is run.experiment.data


def test_numbers_are_as_short_as_a_pupil_would_type_them() -> None:
    text = dumps(Replay(Experiment(settings=LoopSettings(data=Dataset.of([0.1, 2], [0.3, 4])))))
    assert '"x": [0.1, 2.0], "y": [0.3, 4.0]' in text


def test_a_name_that_is_no_text_is_written_with_question_marks() -> None:
    data = Dataset(LESSON.x, LESSON.y, "sc\udcffores.csv")
    assert loads(dumps(Replay(Experiment(settings=LoopSettings(data=data))))).experiment.data.name == "sc?ores.csv"


@pytest.mark.parametrize(("epochs", "done", "length"), [(4000, 120, 4000), (100, 120, 120)])
def test_a_replay_goes_as_far_as_was_asked_for_and_never_less_far_than_the_run(
    epochs: int, done: int, length: int
) -> None:
    assert Replay(Experiment(epochs=epochs), done=done).epochs == length


def test_changes_after_the_end_are_no_part_of_a_replay() -> None:
    later = tuple(Change(epoch, LoopSettings(lr=0.1)) for epoch in (9, 10))
    assert [change.epoch for change in Replay(Experiment(epochs=10), later).all_changes] == [0, 9]


@pytest.mark.parametrize("epochs", [(0,), (5, 5), (6, 5), (10_000_000,)])
def test_changes_out_of_order_are_refused(epochs: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="epoch"):
        Replay(Experiment(), tuple(Change(epoch, LoopSettings()) for epoch in epochs))


# What is no run.


def reason_of(content: bytes, tmp_path: Path) -> RunFileReason:
    file = tmp_path / "lesson.slopewise"
    file.write_bytes(content)
    with pytest.raises(RunFileError) as caught:
        read_run(file)
    assert "lesson.slopewise" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    return caught.value.reason


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"[]",
        b"null",
        b"1" * 10_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b"PK\x03\x04",
        b'{"a": "\\ud800"}',
        b'{"format": "slopewise"}',
        b'{"format": "other", "version": 1}',
        b'{"format": "slopewise", "version": 0}',
        b'{"format": "slopewise", "version": true}',
    ],
    ids=range(13),
)
def test_what_is_not_ours_is_told(content: bytes, tmp_path: Path) -> None:
    assert reason_of(content, tmp_path) is RunFileReason.NOT_A_RUN


@pytest.mark.parametrize("length", [40, 300, -4])
def test_a_run_that_is_cut_off_is_told_to_be_damaged(length: int, tmp_path: Path) -> None:
    whole = dumps(Replay(Experiment())).encode()
    assert reason_of(whole[:length], tmp_path) is RunFileReason.BROKEN
    assert reason_of(whole[:length] + b"\0" * 300, tmp_path) is RunFileReason.BROKEN


def test_a_newer_format_is_told_whatever_else_it_holds(tmp_path: Path) -> None:
    assert reason_of(b'{"format": "slopewise", "version": 5, "more": []}', tmp_path) is RunFileReason.NEWER


LOOK = Look(4, "landscape", True, 50.0)


@pytest.mark.parametrize("look", [LOOK, replace(LOOK, speed=None), replace(LOOK, epoch=-1)])
def test_how_a_run_was_looked_at_is_read_back(look: Look) -> None:
    run = Replay(Experiment(), done=5, look=look)
    assert loads(dumps(run)) == run
    assert run.shown == look.epoch


def test_only_a_file_that_tells_how_a_run_was_looked_at_needs_a_newer_program() -> None:
    run = Replay(Experiment(), done=5)
    assert (json.loads(dumps(run))["version"], json.loads(dumps(replace(run, look=LOOK)))["version"]) == (1, 2)
    assert (loads(dumps(run)).look, loads(dumps(run)).shown) == (None, 4)


@pytest.mark.parametrize(
    ("name", "value"), [("epoch", -2), ("epoch", 10**8), ("epoch", 1.5), ("speed", 0), ("chart", 1), ("more", 1)]
)
def test_an_odd_look_is_told_as_damage(name: str, value: object) -> None:
    values = json.loads(dumps(Replay(Experiment(), done=5, look=LOOK)))
    values["look"][name] = value
    with pytest.raises(RunFileError) as caught:
        loads(json.dumps(values))
    assert caught.value.reason is RunFileReason.INVALID


VALUES: dict[str, Any] = json.loads(dumps(Replay(Experiment(), (Change(3, LoopSettings(lr=0.1)),), 5)))


def with_value(where: tuple[str | int, ...], value: object) -> bytes:
    values = json.loads(json.dumps(VALUES))
    inner = values
    for part in where[:-1]:
        inner = inner[part]
    inner[where[-1]] = value
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("more",), 1),
        (("seed",), -1),
        (("seed",), 2**63),
        (("seed",), 1.0),
        (("seed",), "1"),
        (("epochs",), 0),
        (("done",), -1),
        (("note",), None),
        (("seeded",), 1),
        (("W",), 1e39),
        (("W",), float("nan")),
        (("start",), "anywhere"),
        (("changes",), []),
        (("changes", 0, "epoch"), 1),
        (("changes", 1, "epoch"), 0),
        (("changes", 1, "data"), 1),
        (("changes", 1, "data"), -1),
        (("changes", 1, "lr"), -0.1),
        (("changes", 1, "lr"), "0.1"),
        (("changes", 1, "zero_grad"), "sometimes"),
        (("changes", 1, "accumulate"), 2),
        (("changes", 1, "step"), "x" * 1000),
        (("changes", 1, "x" * 1000), 1),
        (("data",), []),
        (("data", 0, "x"), [1.0]),
        (("data", 0, "x"), [1.0, 2.0, 1e39]),
        (("data", 0, "x"), [[1.0], [2.0], [3.0]]),
    ],
    ids=str,
)
def test_values_that_cannot_be_are_refused(where: tuple[str | int, ...], value: object, tmp_path: Path) -> None:
    assert reason_of(with_value(where, value), tmp_path) is RunFileReason.INVALID


def test_what_is_wrong_and_where_is_told() -> None:
    with pytest.raises(RunFileError, match=r"damaged: changes\[1\]\.lr: Input should be a valid number$"):
        loads(with_value(("changes", 1, "lr"), "fast").decode())


def test_an_error_tells_the_file_and_why() -> None:
    error = RunFileError(RunFileReason.INVALID, "a.slopewise", "no loop")
    assert (error.reason, error.name, error.detail) == (RunFileReason.INVALID, "a.slopewise", "no loop")
    assert str(error) == "a.slopewise: this file of Slopewise is damaged: no loop"
    assert all(not str(RunFileError(reason, "a", "b")).endswith(".") for reason in RunFileReason)


def test_a_text_that_is_no_text_is_no_run() -> None:
    with pytest.raises(RunFileError) as caught:
        loads("\ud800")
    assert caught.value.reason is RunFileReason.NOT_A_RUN


def test_a_long_reason_is_cut() -> None:
    def reason(length: int) -> str:
        with pytest.raises(RunFileError) as caught:
            loads(with_value(("x" * length,), 1).decode())
        return caught.value.detail

    letters = run_file.LONGEST_REASON - len(reason(1)) + 1
    assert reason(letters) == f"{'x' * letters}: Extra inputs are not permitted"
    assert reason(letters + 1) == f"x{reason(letters)[:-2]}…"


def test_the_mark_that_editors_put_before_a_text_is_no_matter() -> None:
    assert loads("\ufeff" + dumps(Replay(Experiment()))) == Replay(Experiment())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a file is, written anew for each example."""
    return tmp_path_factory.mktemp("runs") / "lesson.slopewise"


@given(content=st.binary())
def test_no_bytes_give_any_other_error(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(RunFileError):
        read_run(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PLACES = [(name,) for name in VALUES] + [("changes", n, name) for n in (0, 1) for name in VALUES["changes"][0]]
PLACES += [("data", 0, name) for name in VALUES["data"][0]]


@given(st.sampled_from(PLACES), JSON)
def test_no_values_give_any_other_error(where: tuple[str | int, ...], value: object) -> None:
    with contextlib.suppress(RunFileError):
        assert isinstance(loads(with_value(where, value).decode()), Replay)


@given(random=st.randoms(use_true_random=False))
def test_no_damage_gives_any_other_error(file: Path, random: Random) -> None:
    content = bytearray(dumps(Replay(Experiment(), (Change(3, LoopSettings(lr=0.1)),), 5)).encode())
    for _ in range(random.randint(1, 4)):
        content[random.randrange(len(content))] = random.randrange(256)
    file.write_bytes(content)
    with contextlib.suppress(RunFileError):
        assert isinstance(read_run(file), Replay)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunFileError, match=r"none\.slopewise") as caught:
        read_run(tmp_path / "none.slopewise")
    assert caught.value.reason is RunFileReason.NOT_FOUND


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        (PermissionError(errno.EACCES, "no"), RunFileReason.NO_PERMISSION, ""),
        (OSError(errno.EIO, "the disk is odd", "a"), RunFileReason.UNREADABLE, "the disk is odd"),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: RunFileReason, detail: str
) -> None:
    (tmp_path / "a.slopewise").touch()

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RunFileError) as caught:
        read_run(tmp_path / "a.slopewise")
    assert (caught.value.reason, caught.value.name, caught.value.detail) == (reason, "a.slopewise", detail)


def test_a_run_is_read_up_to_as_many_epochs_as_asked(tmp_path: Path) -> None:
    run, file = Replay(Experiment(epochs=50), done=30), tmp_path / "a.slopewise"
    write_run(run, file)
    assert (read_run(file), read_run(file, 10)) == (run, run.up_to(10))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.slopewise").touch(0)
    with pytest.raises(RunFileError) as caught:
        read_run(tmp_path / "run.slopewise")
    assert caught.value.reason is RunFileReason.NO_PERMISSION


def test_a_folder_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunFileError) as caught:
        read_run(tmp_path)
    assert caught.value.reason is RunFileReason.NOT_A_RUN


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RunFileError) as caught:
        read_run(tmp_path / "pipe")
    assert caught.value.reason is RunFileReason.NOT_A_RUN


@pytest.mark.parametrize("name", ["x" * 1000, "a\0b"])
def test_a_name_that_no_file_can_have_is_told(name: str) -> None:
    with pytest.raises(RunFileError) as caught:
        read_run(Path(name))
    assert caught.value.reason is RunFileReason.UNREADABLE


def test_a_file_that_is_too_large_is_neither_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest, larger = Replay(Experiment(), note="x"), Replay(Experiment(), note="xx")
    size, other = len(dumps(largest)), tmp_path / "other.slopewise"
    monkeypatch.setattr(run_file, "SIZE_LIMIT", size)
    assert loads(dumps(largest)) == largest
    assert reason_of(b" " * (size + 1), tmp_path) is RunFileReason.TOO_LARGE
    with pytest.raises(RunFileError, match="too large") as refused:
        write_run(larger, other)
    assert not other.exists()
    assert (refused.value.name, refused.value.detail) == (str(other), "0 MB")
    monkeypatch.setattr(run_file, "SIZE_LIMIT", 3 * 1024**2)
    with pytest.raises(RunFileError, match=r"the run: .* 3 MB"):
        dumps(
            replace(largest, note="x" * 20_000, changes=tuple(Change(n, LoopSettings(lr=n)) for n in range(1, 20_000)))
        )


# How it is written.


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_run(Replay(Experiment()), tmp_path / "run.slopewise")
    (tmp_path / "any").touch()
    assert (tmp_path / "run.slopewise").stat().st_mode == (tmp_path / "any").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "run.slopewise"
    file.touch()
    file.chmod(0o640)
    write_run(Replay(Experiment()), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "run.slopewise")
    write_run(Replay(Experiment()), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert read_run(tmp_path / "run.slopewise") == Replay(Experiment())


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    file = tmp_path / "run.slopewise"
    write_run(Replay(Experiment()), file)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, fail)
    with pytest.raises(OSError, match="No space") as caught:
        write_run(Replay(Experiment(seed=2)), file)
    assert caught.value.filename == str(file)
    assert os.listdir(tmp_path) == ["run.slopewise"]  # noqa: PTH208
    assert read_run(file) == Replay(Experiment())


def test_where_no_file_can_be_the_error_names_it(tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "missing" / "run.slopewise"):
        with pytest.raises(OSError, match=r".") as caught:
            write_run(Replay(Experiment()), name)
        assert caught.value.filename == str(name)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


SAVER = """
import sys
from pathlib import Path
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.run import Replay
from model.files.run_file import write_run
versions = [
    Replay(Experiment(seed=seed, settings=LoopSettings(data=Dataset.of(range(rows), [seed] * rows))), note=str(seed))
    for seed, rows in ((1, 3), (2, 4000))
]
write_run(versions[0], Path(sys.argv[1]))
print(flush=True)
while True:
    for version in versions:
        write_run(version, Path(sys.argv[1]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9")
def test_a_program_that_is_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "run.slopewise"
    random = Random(1)
    for _ in range(8):
        saver = subprocess.Popen([sys.executable, "-c", SAVER, str(file)], cwd=ROOT, stdout=subprocess.PIPE)
        with saver:
            assert saver.stdout is not None
            saver.stdout.readline()
            time.sleep(random.uniform(0, 0.05))  # killed at any moment
            saver.kill()
        run = read_run(file)
        assert (run.note, len(run.experiment.data)) in (("1", 3), ("2", 4000))
        assert set(run.experiment.data.y.ravel()) == {float(run.note)}


def test_a_file_from_before_there_was_momentum_can_be_opened() -> None:
    values = json.loads(dumps(Replay(Experiment(), (Change(9, LoopSettings(lr=0.1)),))))
    for change in values["changes"]:
        assert [change.pop(name) for name in ("momentum", "nesterov", "standardise")] == [0.0, False, False]
    assert loads(json.dumps(values)) == Replay(Experiment(), (Change(9, LoopSettings(lr=0.1)),))


def test_settings_of_a_file_that_do_not_go_together_are_refused() -> None:
    values = json.loads(dumps(Replay(Experiment())))
    values["changes"][0]["nesterov"] = True
    with pytest.raises(RunFileError, match="momentum"):
        loads(json.dumps(values))


def test_a_module_that_is_met_half_made_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found, asked = import_module("model.files.run_schema"), list[str]()

    def half_made(name: str, package: str) -> ModuleType:
        asked.append(package + name)
        if len(asked) == 1:
            raise ImportError("cannot import name 'import_string' from partially initialized module")
        return found

    monkeypatch.setattr(run_file, "import_module", half_made)
    assert loads(dumps(Replay(Experiment()))).experiment == Experiment()
    assert len(asked) == 2


def test_rows_that_were_left_out_are_remembered(tmp_path: Path) -> None:
    data = Dataset.of([1, 2], [3, 4])
    runs = [Replay(Experiment(settings=LoopSettings(data=replace(data, left_out=count)))) for count in (0, 3)]
    for run in runs:
        write_run(run, tmp_path / "run.slopewise")
        assert read_run(tmp_path / "run.slopewise") == run
    assert runs[0] != runs[1]
    assert [json.loads(dumps(run))["version"] for run in runs] == [1, 4]
