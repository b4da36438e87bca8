"""`slopewise train`: the loop without a window, its rows on the terminal and every epoch in a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from gui.cli.ending import overflow_text, unfinished_text
from gui.cli.options import (
    Parser,
    add_experiment_options,
    add_file,
    check_file,
    check_outputs,
    checked,
    run_in,
    show,
    tell,
    writing,
)
from model.epoch import ROW_EVERY, Epoch
from model.files.epochs_csv import csv_sink
from model.run import Replay

OVERFLOWED = 3
"""The exit code of a run whose numbers left float32."""


def main(words: Sequence[str]) -> int:
    """Train as the words say; return the exit code."""
    parser = Parser("slopewise train", description="Run the training loop without a window.")
    add_file(parser, "replay the run in this file, with all that changed during it")
    add_experiment_options(parser)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every epoch to this file")
    options = parser.parse_args(words)
    check_file(parser, options)
    check_outputs(parser, options)
    file, epochs = options.file, vars(options).get("epochs")
    run = Replay(checked(parser, options)) if file is None else run_in(parser, file, epochs)
    return writing(parser, lambda: _tell_end(run, train(run, options.csv), options=file is None))


def _tell_end(run: Replay, last: Epoch, *, options: bool) -> int:
    """Say on standard error where the run did not arrive, and what would mend it; return the exit code."""
    if not last.is_finite:
        tell(overflow_text(run, last, options=options))
        return OVERFLOWED
    if text := unfinished_text(run, last, options=options):
        tell(text)
    return 0


def train(run: Replay, csv_file: Path | None, *, silent: bool = False) -> Epoch:
    """Run all epochs; print every hundredth unless silent, and write every one to the file if there is one.

    Returns the last epoch, which is not finite where the numbers overflowed. Raises OSError where the file cannot be
    written, ImportError where torch cannot be loaded.
    """
    with csv_sink(csv_file) if csv_file else nullcontext(lambda _: None) as keep:
        load_torch()  # once the file is known to be writable
        from model.trainer import epochs_of

        for epoch in epochs_of(run):
            keep(epoch)
            if not silent and (epoch.number % ROW_EVERY == 0 or not epoch.is_finite):
                show(epoch.row_of_data())
    return epoch


def load_torch() -> None:
    """Import torch, which takes a while. Raises ImportError where it cannot be, with a sentence."""
    try:
        from model import trainer  # noqa: F401
    except (ImportError, OSError) as error:  # a library that it needs is missing, too
        raise ImportError(f"PyTorch cannot be loaded: {error}") from error
