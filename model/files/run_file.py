"""Runs in files: replays, as JSON that pydantic checks when it is read."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import asdict, fields
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model import QT_TRANSLATE_NOOP
from model.cancelling import CheckCancelled, wanted
from model.data.number_text import short_floats
from model.dataset import Dataset
from model.experiment import LoopSettings
from model.files.atomic_file import reason_of, write_atomically
from model.history import Change
from model.run import ForClass, Replay

if TYPE_CHECKING:
    from pydantic import ValidationError

SUFFIX = ".slopewise"

FORMAT = "slopewise"
BEGINS = f'{{\n"format": "{FORMAT}",'.encode()
"""The first bytes of what is written here."""

VERSION = 4
"""The newest version that can be read. Programs that know only older ones refuse a file that needs a newer one."""

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read or written: about three million rows of data."""

LONGEST_REASON = 160

AT_A_TIME = 10_000
"""Numbers that become text in one go."""

_importing = Lock()


class RunFileReason(StrEnum):
    """Why a file is no run that can be opened."""

    NOT_FOUND = "not-found"
    NO_PERMISSION = "no-permission"
    UNREADABLE = "unreadable"
    """The disk or the system failed."""
    NOT_A_RUN = "not-a-run"
    """Not JSON, or not ours."""
    BROKEN = "broken"
    """Ours as it begins, but not JSON to its end."""
    NEWER = "newer"
    INVALID = "invalid"
    TOO_LARGE = "too-large"


SENTENCES = {
    RunFileReason.NOT_FOUND: QT_TRANSLATE_NOOP("FileErrors", "{name}: there is no such file."),
    RunFileReason.NO_PERMISSION: QT_TRANSLATE_NOOP("FileErrors", "{name}: you are not allowed to read this file."),
    RunFileReason.UNREADABLE: QT_TRANSLATE_NOOP("FileErrors", "{name}: the file cannot be read: {detail}"),
    RunFileReason.NOT_A_RUN: QT_TRANSLATE_NOOP("FileErrors", "{name}: this is not a file of Slopewise."),
    RunFileReason.BROKEN: QT_TRANSLATE_NOOP(
        "FileErrors", "{name}: this file of Slopewise is damaged: a part of it is missing, or is not text."
    ),
    RunFileReason.NEWER: QT_TRANSLATE_NOOP(
        "FileErrors", "{name}: this file was written by a newer Slopewise, which is needed to open it."
    ),
    RunFileReason.INVALID: QT_TRANSLATE_NOOP("FileErrors", "{name}: this file of Slopewise is damaged: {detail}"),
    RunFileReason.TOO_LARGE: QT_TRANSLATE_NOOP(
        "FileErrors", "{name}: this run is too large for a file: more than {detail}."
    ),
}
"""What each reason is, for a window to translate; name and detail are those of RunFileError."""


class RunFileError(ValueError):
    """A file that is no run. str() is a sentence; where the reason is INVALID, detail tells where and what."""

    def __init__(self, reason: RunFileReason, name: str, detail: str = "") -> None:
        super().__init__(SENTENCES[reason].removesuffix(".").format(name=name, detail=detail))
        self.reason = reason
        self.name = name
        self.detail = detail


def write_run(run: Replay, path: Path, check_cancelled: CheckCancelled = wanted) -> None:
    """Write a run so that read_run gives it back exactly; the file is never half-written.

    Raises OSError where it cannot be written, RunFileError where it would be too large to be read.
    """
    write_atomically(path, _bytes_of(run, str(path)), check_cancelled)


def read_run(path: Path, epochs: int | None = None) -> Replay:
    """Read what write_run has written, up to this many epochs where that is asked for.

    Raises RunFileError, and nothing else, whatever the file holds.
    """
    run = _run_of(read_bytes(path, SIZE_LIMIT), path.name)
    return run if epochs is None else run.up_to(epochs)


def dumps(run: Replay) -> str:
    """A run as the text of a file. Raises RunFileError where it is too large."""
    return _bytes_of(run, "the run").decode()


def loads(text: str, name: str = "the run") -> Replay:
    """The run in such a text. Raises RunFileError, which calls it by this name."""
    return _run_of(text.encode("utf-8", "replace"), name)


def read_bytes(path: Path, limit: int) -> bytes:
    """What a file holds, up to one byte more than the limit. Raises RunFileError where it is no file to be read."""

    def failed(reason: RunFileReason, detail: str = "") -> RunFileError:
        return RunFileError(reason, path.name or str(path), detail)

    try:
        if not stat.S_ISREG(path.stat().st_mode):  # asked first: opening a pipe would wait for ever
            raise failed(RunFileReason.NOT_A_RUN)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except FileNotFoundError:
        raise failed(RunFileReason.NOT_FOUND) from None
    except PermissionError:
        raise failed(RunFileReason.NO_PERMISSION) from None
    except RunFileError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise failed(RunFileReason.UNREADABLE, reason_of(error)) from None
    return content


def _bytes_of(run: Replay, name: str) -> bytes:
    """The text of a run, one line for each data set and for each change, in UTF-8."""
    data: dict[tuple[object, ...], int] = {}
    sets: list[str] = []
    rows: list[str] = []
    for epoch, settings in (Change(0, run.experiment.settings), *run.changes):
        key = _identity(settings.data)
        if key not in data:
            data[key] = len(sets)
            sets.append(_data_line(settings.data))
        rows.append(_line({"epoch": epoch, **_settings_values(settings), "data": data[key]}))
    experiment = run.experiment
    head: dict[str, object] = {
        "format": FORMAT,
        "version": _version(run, incomplete=any(key[-1] for key in data)),
        "note": run.note,
        "done": run.done,
        "epochs": experiment.epochs,
        "seed": experiment.seed,
        "seeded": experiment.seeded,
        "start": experiment.initial.start.value,
        "W": float(experiment.initial.W),
        "b": float(experiment.initial.b),
    }
    if run.look is not None:
        head["look"] = asdict(run.look)
    if run.for_class != ForClass():
        head["for_class"] = asdict(run.for_class)
    lines = [f"{_line(name)}: {_line(value)}" for name, value in head.items()]
    tables = [f'"{name}": [\n  {_joined(table)}\n]' for name, table in (("changes", rows), ("data", sets))]
    # A file's name may hold bytes that are no text; they become question marks.
    content = ("{\n" + ",\n".join([*lines, *tables]) + "\n}\n").encode("utf-8", "replace")
    if len(content) > SIZE_LIMIT:
        raise RunFileError(RunFileReason.TOO_LARGE, name, f"{SIZE_LIMIT // 1024**2} MB")
    return content


def _version(run: Replay, *, incomplete: bool) -> int:
    """The oldest version of the format that has all that this run needs."""
    if incomplete:
        return 4
    return 3 if run.for_class != ForClass() else 1 if run.look is None else 2


def _joined(lines: list[str]) -> str:
    return ",\n  ".join(lines)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _data_line(data: Dataset) -> str:
    """As _line() has it, but some numbers at a time: between two calls other threads get their turn."""
    left_out = {"left_out": data.left_out} if data.left_out else {}
    names = _line({"name": data.name, "x_name": data.x_name, "y_name": data.y_name} | left_out)
    columns = [f'"{name}": [{", ".join(_numbers(column))}]' for name, column in (("x", data.x), ("y", data.y))]
    return f"{names[:-1]}, {', '.join(columns)}}}"


def _numbers(column: NDArray[np.float32]) -> Iterator[str]:
    values = short_floats(column)
    return (_line(values[start : start + AT_A_TIME])[1:-1] for start in range(0, len(values), AT_A_TIME))


def _identity(data: Dataset) -> tuple[object, ...]:
    """What makes two data sets the same to the last bit, names included; == takes -0.0 for 0.0."""
    return data.x.tobytes(), data.y.tobytes(), data.name, data.x_name, data.y_name, data.left_out


def _settings_values(settings: LoopSettings) -> dict[str, Any]:
    """Every field but the data, in its order; a whole number that is to be a float is written as one."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings) if field.name != "data"}
    return values | {"lr": float(settings.lr), "momentum": float(settings.momentum)}


def _run_of(content: bytes, name: str) -> Replay:
    if len(content) > SIZE_LIMIT:
        raise RunFileError(RunFileReason.TOO_LARGE, name, f"{SIZE_LIMIT // 1024**2} MB")
    schema = _schema()
    content = content.removeprefix(b"\xef\xbb\xbf")  # some editors on Windows begin a text with this mark
    try:
        version = schema.Head.model_validate_json(content).version
    except schema.ValidationError:
        ours = content.startswith(BEGINS)
        raise RunFileError(RunFileReason.BROKEN if ours else RunFileReason.NOT_A_RUN, name) from None
    if version > VERSION:
        raise RunFileError(RunFileReason.NEWER, name)
    try:
        run: Replay = schema.RunValues.model_validate_json(content).run()
        return run
    except schema.ValidationError as error:
        raise RunFileError(RunFileReason.INVALID, name, shortened(first_fault(error))) from None
    except ValueError as error:
        raise RunFileError(RunFileReason.INVALID, name, shortened(str(error))) from None


def _schema() -> ModuleType:
    """The module that knows what a file may hold, imported when it is first needed.

    PySide looks into every module as soon as it is imported, and pydantic's then fetch others: while a second thread
    imports something too, one of them may be met half made, which is over when it is asked for again.
    """
    with _importing:
        try:
            return import_module(".run_schema", __package__)
        except ImportError:
            return import_module(".run_schema", __package__)


def first_fault(error: ValidationError) -> str:
    """Where and what the first fault is that pydantic has found."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
    return f"{where}: {fault['msg']}" if where else fault["msg"]


def shortened(text: str) -> str:
    """A reason in one line that a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"
