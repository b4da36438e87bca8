"""The file of data that a command names: which it is, and how it is read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gui.cli.option_types import STANDARD
from model.dataset import LESSON, Dataset
from model.files.atomic_file import reason_of
from model.files.lookup import is_folder
from model.files.run_file import SUFFIX
from model.lessons import SUFFIX as LESSON_SUFFIX

OF_A_TABLE = ("x", "y", "sheet", "decimal", "drop_missing", "drop_totals")
"""The options that say how the file of data is read."""


def is_table(file: Path) -> bool:
    """Whether a file is taken as data: it is neither a run nor a lesson by its name, nor a folder."""
    return file is STANDARD or not (file.suffix.lower() in (SUFFIX, LESSON_SUFFIX, ".md") or is_folder(file))


def data_of(options: argparse.Namespace) -> Dataset:
    """The data that are asked for, read once for these options. Raises ValueError where they cannot be read."""
    given = vars(options)
    if "data" not in given:
        for name in OF_A_TABLE:
            if name in given:
                raise ValueError(f"--{name.replace('_', '-')} is for the file that --data names")
        return LESSON
    if "dataset" not in given:
        given["dataset"] = _read(given)
    dataset: Dataset = given["dataset"]
    return dataset


def _read(given: dict[str, Any]) -> Dataset:
    """The data in a file; what is to be said of them is left beside, for when all is known to be right."""
    from model.data.tables import open_table as tables  # spreadsheets take a while to import
    from model.data.tables.cells import is_mere_word

    hints = {
        tables.Reason.INCOMPLETE: " --drop-missing leaves such rows out.",
        tables.Reason.AMBIGUOUS: " Say which mark is the decimal one: --decimal . or --decimal ,",
    }
    asked = {name: given[name] for name in ("decimal", "drop_missing", "drop_totals") if name in given}
    found = tables.Found(given.get("sheet"))
    try:
        name, content = _stream(given["data"], tables.BYTES_LIMIT + 1)
        table = tables.open_table(name, found, content=content)
        pair = table.pair(given.get("x"), given.get("y"))
        x, y = map(table.place, pair)
        if x == y:
            raise ValueError(f"--x and --y are both “{table.columns[x]}”: they have to be two columns")
        data = tables.read_columns(table, *pair, reading=tables.Reading(**asked))
    except tables.DataFileError as error:
        hint = hints.get(error.reason, "")
        if error.reason is tables.Reason.NOT_NUMERIC and is_mere_word(error.text):
            hint = hints[tables.Reason.INCOMPLETE]
        raise ValueError(f"{error}{hint}") from error
    told = []
    if len(table.number_columns) > 2 and not ("x" in given and "y" in given):
        taken = f"x is “{table.columns[x]}” and y is “{table.columns[y]}”"
        told.append(f"{table.file}: {taken}; --x and --y take other columns")
    if data.left_out:
        told.append(f"{table.file}: incomplete rows left out: {data.left_out}")
    if table.totals and "drop_totals" not in asked:
        names = ", ".join(f"“{name}”" for name in table.totals)
        told.append(f"{table.file}: {names}: may sum up the other rows; --drop-totals leaves that out")
    given["told_of_data"] = told
    return data


def _stream(file: Path, limit: int) -> tuple[Path, bytes | None]:
    """What the data are called, and what standard input or a pipe holds of them; None of a file."""
    try:
        if file is STANDARD:
            return Path("standard input"), sys.stdin.buffer.read(limit) if sys.stdin is not None else b""
        if file.is_fifo():  # as in --data <(command)
            with file.open("rb") as pipe:
                return file, pipe.read(limit)
    except OSError as error:
        raise ValueError(
            f"{'standard input' if file is STANDARD else file} cannot be read: {reason_of(error)}"
        ) from error
    return file, None
