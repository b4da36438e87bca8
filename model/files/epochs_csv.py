"""Every epoch of a run in a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from model.cancelling import CheckCancelled, wanted
from model.epoch import Epoch
from model.files.atomic_file import atomic_stream
from model.history import COLUMNS, History

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

CSV_COLUMNS = ("epoch", *COLUMNS, "lr", "zero_grad")

TOLD_EVERY = 2000


def write_csv(history: History, file: Path, check_cancelled: CheckCancelled = wanted) -> None:
    """Write every epoch of a history. Raises OSError where the file cannot be written."""
    with csv_sink(file, check_cancelled) as keep:
        for epoch in history.epochs():
            keep(epoch)
            if epoch.number % TOLD_EVERY == 0:
                check_cancelled(epoch.number / len(history))


@contextmanager
def csv_sink(file: Path, check_cancelled: CheckCancelled = wanted) -> Iterator[Callable[[Epoch], object]]:
    """Yield what writes an epoch to the file, which is there when all are written.

    Numbers are written so that they read back exactly.
    """
    with atomic_stream(file, check_cancelled) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        try:
            yield epoch_writer(text)
        finally:
            text.detach()  # which writes what it holds back, and leaves the stream open


def epoch_writer(stream: SupportsWrite[str]) -> Callable[[Epoch], object]:
    """Write the names of the columns to a stream, and return what writes the row of an epoch."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    return lambda epoch: writer.writerow([*epoch[: len(COLUMNS) + 1], epoch.lr, int(epoch.zero_grad)])
