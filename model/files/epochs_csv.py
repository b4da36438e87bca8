"""Training without a window: the classic rows on the terminal, every epoch in a CSV file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from model.epoch import Epoch
from model.history import COLUMNS, History
from model.run import Replay

ROW_EVERY = 100

CSV_COLUMNS = ("epoch", *COLUMNS, "lr", "zero_grad")


def train(run: Replay, csv_file: Path | None, *, silent: bool = False) -> None:
    """Run all epochs; print every hundredth unless silent, and write every one to the file if there is one.

    Raises OSError where the file cannot be written.
    """
    with csv_sink(csv_file) if csv_file else nullcontext(lambda _: None) as keep:
        for epoch in epochs_of(run):
            keep(epoch)
            if not silent and (epoch.number % ROW_EVERY == 0 or not epoch.is_finite):
                print(classic_row(epoch))
            if not epoch.is_finite:
                print(f"stopped at epoch {epoch.number}: the numbers overflowed", file=sys.stderr)


def epochs_of(run: Replay) -> Iterator[Epoch]:
    """Every epoch of a run, with what changed during it; the last one is where the numbers overflow, if they do."""
    from model.trainer import Trainer  # torch, once the file that is to be written is known to be writable

    trainer = Trainer(run.experiment)
    changes = dict(run.all_changes)
    for number in range(run.epochs):
        trainer.settings = changes.get(number, trainer.settings)
        epoch = trainer.run_epoch()
        yield epoch
        if not epoch.is_finite:
            break


def write_csv(history: History, file: Path) -> None:
    """Write every epoch of a history, as train() does. Raises OSError where the file cannot be written."""
    with csv_sink(file) as keep:
        for epoch in history.epochs():
            keep(epoch)


def classic_row(epoch: Epoch) -> str:
    """What the classic script prints: the loss before the step, W and b after it."""
    return f"epoch {epoch.number:6d}  W {epoch.W:.6f}  b {epoch.b:.6f}  loss {epoch.loss:.6f}"


@contextmanager
def csv_sink(file: Path) -> Iterator[Callable[[Epoch], object]]:
    """Open the file and yield what writes an epoch to it; numbers are written so that they read back exactly."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        yield lambda epoch: writer.writerow([*epoch[: len(COLUMNS) + 1], epoch.lr, int(epoch.zero_grad)])
