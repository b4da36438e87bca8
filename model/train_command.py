"""Training without a window: the classic rows on the terminal, every epoch in a CSV file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from model.epoch import Epoch
from model.experiment import Experiment
from model.history import History

ROW_EVERY = 100


def train(experiment: Experiment, csv_file: Path | None) -> None:
    """Run the experiment; print every hundredth epoch, and write every one of them to the file if there is one.

    Raises OSError where the file cannot be written.
    """
    from model.training import Trainer  # torch, once the file is known to be writable

    with csv_sink(csv_file) if csv_file else nullcontext(lambda _: None) as keep:
        trainer = Trainer(experiment)
        for _ in range(experiment.epochs):
            epoch = trainer.run_epoch()
            keep(epoch)
            if epoch.number % ROW_EVERY == 0 or not epoch.is_finite:
                print(classic_row(epoch))
            if not epoch.is_finite:
                print(f"stopped at epoch {epoch.number}: the numbers overflowed", file=sys.stderr)
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
        writer.writerow(["epoch", *Epoch._fields[1:-1], "lr", "zero_grad"])
        yield lambda epoch: writer.writerow([*epoch[:-1], epoch.lr, int(epoch.zero_grad)])
