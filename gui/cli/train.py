"""`slopewise train`: the loop without a window, its rows on the terminal and every epoch in a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gui.cli import option_types
from gui.cli.ending import overflow_text, unfinished_text
from gui.cli.option_types import STANDARD, whole
from gui.cli.options import add_experiment_options, add_file, check_file, check_outputs, checked, run_in
from gui.cli.parser import Parser, show, tell, writing
from gui.cli.progress import Progress
from model.epoch import ROW_EVERY, Epoch
from model.experiment import EPOCHS_LIMIT
from model.files.epochs_csv import csv_sink, epoch_writer
from model.run import Replay

OVERFLOWED = 3
"""The exit code of a run whose numbers left float32."""


def main(words: Sequence[str]) -> int:
    """Train as the words say; return the exit code."""
    parser = Parser("slopewise train", "[FILE]", "Run the training loop without a window.")
    add_file(parser, "the run to replay, with all that changed during it, or a table to fit")
    add_experiment_options(parser)
    output = parser.add_argument_group("output")
    output.add_argument(
        "--csv",
        type=option_types.file,
        metavar="FILE",
        help="write every epoch to this file; - is standard output, where it takes the place of the rows",
    )
    rows = output.add_mutually_exclusive_group()
    rows.add_argument(
        "--every",
        dest="row_every",  # every is a field of LoopSettings
        type=whole(1, EPOCHS_LIMIT),
        metavar="N",
        help=f"print every Nth epoch, and the last ({ROW_EVERY})",
    )
    rows.add_argument("--quiet", action="store_true", help="print no rows and no progress, only what went wrong")
    options = parser.parse_args(words)
    if options.csv is STANDARD and options.row_every is not None:
        parser.error("--every is for the rows, in the place of which --csv - writes its table")
    check_file(parser, options)
    check_outputs(parser, options)
    file, epochs = options.file, vars(options).get("epochs")
    run = Replay(checked(parser, options)) if file is None else run_in(parser, file, epochs)
    every = None if options.quiet or options.csv is STANDARD else options.row_every or ROW_EVERY
    progress = not options.quiet
    return writing(
        parser, lambda: _tell_end(run, train(run, options.csv, every=every, progress=progress), options=file is None)
    )


def _tell_end(run: Replay, last: Epoch, *, options: bool) -> int:
    """Say on standard error where the run did not arrive, and what would mend it; return the exit code."""
    if not last.is_finite:
        tell(overflow_text(run, last, options=options))
        return OVERFLOWED
    if text := unfinished_text(run, last, options=options):
        tell(text)
    return 0


def train(run: Replay, csv_file: Path | None, *, every: int | None = None, progress: bool = True) -> Epoch:
    """Run all epochs; print a row of one in every so many and of the last, and write all to the file if there is one.

    Returns the last epoch, which is not finite where the numbers overflowed. Raises OSError where the file cannot be
    written, OutputError where nothing can be printed, ImportError where torch cannot be loaded.
    """
    with _table(csv_file) as keep:
        load_torch()  # once the file is known to be writable
        from model.training.trainer import epochs_of

        last = run.epochs - 1
        with Progress(run.epochs, wanted=progress) as line:
            for epoch in epochs_of(run):
                keep(epoch)
                if every is not None and (epoch.number % every == 0 or epoch.number == last or not epoch.is_finite):
                    line.clear()
                    show(epoch.row_of_data())
                line.tell(epoch.number + 1)
    return epoch


class _Output:
    """Standard output, for the csv module to write to."""

    def write(self, text: str) -> None:
        """Write on, in the middle of a line or not."""
        show(text, end="")


@contextmanager
def _table(file: Path | None) -> Iterator[Callable[[Epoch], object]]:
    """Yield what keeps an epoch: in a file, on standard output or not at all."""
    if file is None:
        yield lambda _: None
    elif file is STANDARD:
        yield epoch_writer(_Output())
    else:
        with csv_sink(file) as keep:
            yield keep


def load_torch() -> None:
    """Import torch, which takes a while. Raises ImportError where it cannot be, with a sentence."""
    try:
        from model.training import trainer  # noqa: F401
    except (ImportError, OSError) as error:  # a library that it needs is missing, too
        raise ImportError(f"PyTorch cannot be loaded: {error}") from error
