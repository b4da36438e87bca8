"""Every epoch of a run in a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from model.epoch import Epoch
from model.history import COLUMNS, History

CSV_COLUMNS = ("epoch", *COLUMNS, "lr", "zero_grad")


def write_csv(history: History, file: Path) -> None:
    """Write every epoch of a history. Raises OSError where the file cannot be written."""
    with csv_sink(file) as keep:
        for epoch in history.epochs():
            keep(epoch)


@contextmanager
def csv_sink(file: Path) -> Iterator[Callable[[Epoch], object]]:
    """Open the file and yield what writes an epoch to it; numbers are written so that they read back exactly."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        yield lambda epoch: writer.writerow([*epoch[: len(COLUMNS) + 1], epoch.lr, int(epoch.zero_grad)])
