"""The options of the command line: which there are, and the experiment that they ask for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from gui.cli import option_types
from model.dataset import LESSON, Dataset
from model.experiment import EPOCHS_LIMIT, ROWS_LIMIT, SEED_LIMIT, Experiment, LoopSettings, ZeroGrad
from model.files.run_file import Run, RunFileError, read_run

BESIDE_A_FILE = ("epochs",)
"""The options of an experiment that may stand beside the file of a run; the file brings all others."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""

CHARTS = ("gradients", "landscape", "in-grad", "backward", "compare")
"""The charts behind tabs, in their order."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print the message alone: the usage is a --help away."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that is slow."""

    def __init__(self, option_strings: Sequence[str], dest: str, **others: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **others)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"slopewise {version('slopewise')}")
        parser.exit()


def experiment_of(options: argparse.Namespace) -> Experiment:
    """The lesson's experiment with what the options change in it; the file of a run is not looked at.

    Raises ValueError where the options do not go together, or the data cannot be read.
    """
    lesson = Experiment()

    def asked(name: str, otherwise: Any) -> Any:
        value = getattr(options, name)
        return otherwise if value is None else value

    lessons_place = lesson.settings.zero_grad, lesson.settings.every
    zero_grad, every = (ZeroGrad.NEVER, 1) if options.skip_zero_grad else asked("zero_grad", lessons_place)
    settings = LoopSettings(
        lr=asked("lr", lesson.settings.lr),
        zero_grad=zero_grad,
        every=every,
        accumulate=asked("accumulate", 1),
        backward_twice=options.backward_twice,
        step=not options.no_step,
        batch_size=asked("batch_size", 0),
        momentum=asked("momentum", 0.0),
        nesterov=options.nesterov,
        standardise=options.standardise,
        data=data_of(options),
    )
    return Experiment(
        seed=asked("seed", lesson.seed),
        initial=asked("init", lesson.initial),
        settings=settings,
        epochs=asked("epochs", lesson.epochs),
    )


def data_of(options: argparse.Namespace) -> Dataset:
    """The data that are asked for, read once for these options."""
    if options.data is None:
        if options.x is not None or options.y is not None:
            raise ValueError("--x and --y name columns of the file that --data names")
        return LESSON
    if options.dataset is None:
        from model.data.tables.open_table import read_data  # spreadsheets take a while to import

        options.dataset = read_data(options.data, options.x, options.y)
    dataset: Dataset = options.dataset
    return dataset


def checked(parser: Parser, options: argparse.Namespace) -> Experiment:
    """The experiment of the options; exits where they do not go together."""
    try:
        return experiment_of(options)
    except ValueError as error:
        parser.error(str(error))


def check_file(parser: Parser, options: argparse.Namespace, beside: Sequence[str] = BESIDE_A_FILE) -> None:
    """Exit where the file of a run is not there, or options stand beside it that it brings itself."""
    if options.file is None:
        return
    if not options.file.exists():
        parser.error(f"{options.file}: there is no such file or command")
    experiment = Parser()
    add_experiment_options(experiment)
    for name in vars(experiment.parse_args([])):
        value = getattr(options, name, None)
        if value is not None and value is not False and name not in beside:
            parser.error(f"--{name.replace('_', '-')} does not go with {options.file}, which says that itself")


def window_parser() -> Parser:
    """The options of the window."""
    parser = Parser(
        "slopewise",
        description="Watch PyTorch fit a straight line by SGD, and see what zero_grad() is for.",
        epilog="'slopewise train --help' tells how to run the loop without a window, 'slopewise export --help' how to "
        "make a script or a notebook of a run, 'slopewise theory --help' how to learn where it must end.",
    )
    add_file(parser, "open the run in this file")
    add_experiment_options(parser)
    parser.add_argument("--lang", choices=["en", "ko"], help="language of the window")
    parser.add_argument("--theme", choices=["system", "light", "dark"], help="colours of the window")
    parser.add_argument("--size", type=option_types.size, metavar="WxH", help="size of the window, such as 1280x800")
    parser.add_argument("--chart", choices=CHARTS, help="which of the charts behind tabs to show first")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE.png",
        help="run all epochs, write a picture of the window and quit; needs no display",
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    return parser


def add_file(parser: Parser, what: str) -> None:
    """The file of a run, in place of the options of an experiment."""
    others = "; of the options of an experiment only --epochs goes with it"
    parser.add_argument("file", type=Path, nargs="?", metavar="LESSON.slopewise", help=what + others)


def add_experiment_options(parser: Parser) -> None:
    """The options that change the lesson's experiment: those that are not given are None, or False."""
    lesson = Experiment()
    whole = option_types.whole
    add = parser.add_argument
    add("--epochs", type=whole(1, EPOCHS_LIMIT), metavar="N", help=f"epochs to run ({lesson.epochs})")
    add("--lr", type=option_types.learning_rate, help=f"learning rate ({lesson.settings.lr})")
    add("--seed", type=whole(0, SEED_LIMIT - 1), metavar="N", help=f"seed ({lesson.seed})")
    add(
        "--init",
        type=option_types.initial,
        metavar="START",
        help="W and b at the start: zeros, random or numbers such as 0.5,2 (zeros); --init=-1,2 where W is negative",
    )
    add_data_options(parser, "fit the data in this file: CSV or a spreadsheet")
    add(
        "--batch-size",
        type=whole(0, ROWS_LIMIT),
        metavar="N",
        help="rows in a mini-batch, shuffled in each epoch; 0 is the whole batch, in order (0)",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--zero-grad",
        type=option_types.place_of_zero_grad,
        metavar="WHERE",
        help=f"where optimizer.zero_grad() stands: {', '.join(ZeroGrad)} or every:N (before-backward)",
    )
    where.add_argument("--skip-zero-grad", action="store_true", help="leave it out: short for --zero-grad never")
    add("--accumulate", type=whole(1, EPOCHS_LIMIT), metavar="N", help="call backward() on N parts of the batch")
    add("--backward-twice", action="store_true", help="call backward() twice")
    add("--no-step", action="store_true", help="leave out optimizer.step()")
    add("--momentum", type=option_types.momentum, metavar="M", help="part of the velocity that step() keeps (0)")
    add("--nesterov", action="store_true", help="let momentum look ahead")
    add("--standardise", action="store_true", help="give x mean 0 and standard deviation 1 before the loop")


def add_data_options(parser: Parser, what: str) -> None:
    """The file of the data, and where they stand in it."""
    parser.add_argument("--data", type=Path, metavar="FILE", help=what)
    parser.add_argument("--x", metavar="COLUMN", help="the column of x in it, by its name")
    parser.add_argument("--y", metavar="COLUMN", help="the column of y in it")
    parser.set_defaults(dataset=None)


def run_in(parser: Parser, file: Path, epochs: int | None) -> Run:
    """The run in a file, up to so many epochs where that is asked for; exits where it is none."""
    try:
        run = read_run(file)
    except RunFileError as error:
        parser.error(str(error))
    return run if epochs is None else run.up_to(epochs)


def writing(parser: Parser, write: Callable[[], None]) -> int:
    """Do what writes, and return the exit code."""
    try:
        write()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush at exit
        return 1
    except OSError as error:
        parser.error(f"cannot write {error.filename or 'the rows'}: {error.strerror or error}")
    return 0
