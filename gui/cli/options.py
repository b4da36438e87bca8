"""The options of the command line: which there are, and the experiment that they ask for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from gui.cli import option_types
from gui.cli.option_types import whole
from model.dataset import LESSON, Dataset
from model.experiment import EPOCHS_LIMIT, ROWS_LIMIT, SEED_LIMIT, Experiment, LoopSettings, ZeroGrad
from model.files.atomic_file import reason_of
from model.files.run_file import RunFileError, read_run
from model.run import Replay

EXPERIMENT: dict[str, dict[str, Any]] = {
    "epochs": {"type": whole(1, EPOCHS_LIMIT), "metavar": "N", "help": f"epochs to run ({Experiment().epochs})"},
    "lr": {"type": option_types.learning_rate, "help": f"learning rate ({LoopSettings().lr})"},
    "seed": {"type": whole(0, SEED_LIMIT - 1), "metavar": "N", "help": f"seed ({Experiment().seed})"},
    "init": {
        "type": option_types.initial,
        "metavar": "START",
        "help": "W and b at the start: zeros, random or numbers such as 0.5,2 (zeros); --init=-1,2 where W is negative",
    },
    "data": {"type": Path, "metavar": "FILE", "help": "fit the data in this file: CSV or a spreadsheet"},
    "x": {"metavar": "COLUMN", "help": "the column of x in it, by its name"},
    "y": {"metavar": "COLUMN", "help": "the column of y in it"},
    "sheet": {"metavar": "NAME", "help": "the sheet of the spreadsheet (the first with two columns of numbers)"},
    "decimal": {"choices": [".", ","], "help": "its decimal mark (what its numbers prove)"},
    "drop_missing": {"action": "store_true", "help": "leave out its rows in which x or y is missing"},
    "drop_totals": {"action": "store_true", "help": "leave out its last rows where they sum up the others"},
    "batch_size": {
        "type": whole(0, ROWS_LIMIT),
        "metavar": "N",
        "help": "rows in a mini-batch, shuffled in each epoch; 0 is the whole batch, in order (0)",
    },
    "zero_grad": {
        "type": option_types.place_of_zero_grad,
        "metavar": "WHERE",
        "help": f"where optimizer.zero_grad() stands: {', '.join(ZeroGrad)} or every:N (before-backward)",
    },
    "skip_zero_grad": {"action": "store_true", "help": "leave it out: short for --zero-grad never"},
    "accumulate": {"type": whole(1, EPOCHS_LIMIT), "metavar": "N", "help": "call backward() on N parts of the batch"},
    "backward_twice": {"action": "store_true", "help": "call backward() twice"},
    "no_step": {"action": "store_true", "help": "leave out optimizer.step()"},
    "momentum": {
        "type": option_types.momentum,
        "metavar": "M",
        "help": "part of the velocity that step() keeps (0)",
    },
    "nesterov": {"action": "store_true", "help": "let momentum look ahead"},
    "standardise": {"action": "store_true", "help": "give x mean 0 and standard deviation 1 before the loop"},
}
"""The options that change the lesson's experiment, by the names of its fields where they have the same."""

OF_A_TABLE = ("x", "y", "sheet", "decimal", "drop_missing", "drop_totals")
"""The options that say how the file of data is read."""

BESIDE_A_FILE = ("epochs",)
"""The options of an experiment that may stand beside the file of a run; the file brings all others."""

INPUTS, OUTPUTS = ("file", "data"), ("script", "notebook", "html", "csv", "screenshot")
"""The options that name files."""

CHARTS = ("gradients", "landscape", "in-grad", "backward", "compare", "output")
"""The charts behind tabs, in their order."""

Made = TypeVar("Made", Experiment, LoopSettings)


class OutputError(Exception):
    """Standard output cannot be written to, for which the cause is the reason; no OSError, which a file would own."""


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

        with suppress(OSError):  # as of --help
            print(f"slopewise {version('slopewise')}", flush=True)
        parser.exit()


def experiment_of(options: argparse.Namespace) -> Experiment:
    """The lesson's experiment with what the options change in it; the file of a run is not looked at.

    Raises ValueError where the options do not go together, or the data cannot be read.
    """
    asked = {**vars(options), "data": data_of(options)}
    if "zero_grad" in asked:
        asked["zero_grad"], asked["every"] = asked["zero_grad"]
    if "skip_zero_grad" in asked:
        asked["zero_grad"] = ZeroGrad.NEVER
    if "no_step" in asked:
        asked["step"] = False
    if "init" in asked:
        asked["initial"] = asked["init"]
    asked["settings"] = _made_of(LoopSettings, asked)
    return _made_of(Experiment, asked)


def _made_of(kind: type[Made], values: dict[str, Any]) -> Made:
    """An object with these values of its fields; the others are the lesson's."""
    return kind(**{field.name: values[field.name] for field in fields(kind) if field.name in values})


def data_of(options: argparse.Namespace) -> Dataset:
    """The data that are asked for, read once for these options."""
    given = vars(options)
    if "data" not in given:
        for name in OF_A_TABLE:
            if name in given:
                raise ValueError(f"{_option(name)} is for the file that --data names")
        return LESSON
    if "dataset" not in given:
        given["dataset"] = _read(given)
    dataset: Dataset = given["dataset"]
    return dataset


def _read(given: dict[str, Any]) -> Dataset:
    """The data in a file, with a line on stderr for what is not among them, or should perhaps not be."""
    from model.data.tables import open_table as tables  # spreadsheets take a while to import
    from model.data.tables.cells import is_mere_word

    hints = {
        tables.Reason.INCOMPLETE: " --drop-missing leaves such rows out.",
        tables.Reason.AMBIGUOUS: " Say which mark is the decimal one: --decimal . or --decimal ,",
    }
    asked = {name: given[name] for name in ("decimal", "drop_missing", "drop_totals") if name in given}
    try:
        table = tables.open_table(given["data"], tables.Found(given.get("sheet")))
        data = tables.read_columns(table, *table.pair(given.get("x"), given.get("y")), reading=tables.Reading(**asked))
    except tables.DataFileError as error:
        hint = hints.get(error.reason, "")
        if error.reason is tables.Reason.NOT_NUMERIC and is_mere_word(error.text):
            hint = hints[tables.Reason.INCOMPLETE]
        raise ValueError(f"{error}{hint}") from error
    if data.left_out:
        tell(f"{table.file}: incomplete rows left out: {data.left_out}")
    if table.totals and "drop_totals" not in asked:
        names = ", ".join(f"“{name}”" for name in table.totals)
        tell(f"{table.file}: {names}: may sum up the other rows; --drop-totals leaves that out")
    return data


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
    if vars(options).get("lesson") is not None:
        parser.error(f"--lesson does not go with {options.file}")
    if not options.file.exists():
        parser.error(f"{options.file}: there is no such file or command")
    for name in EXPERIMENT:
        if name in options and name not in beside:
            parser.error(f"{_option(name)} does not go with {options.file}, which says that itself")


def check_outputs(parser: Parser, options: argparse.Namespace) -> None:
    """Exit where a file that is to be written is one that is read, or written twice."""
    taken = [Path(os.path.realpath(file)) for name in INPUTS if (file := vars(options).get(name)) is not None]
    beside: tuple[str, ...] = ()
    """The beginnings of the names of the data that may be written beside a script."""
    for name in OUTPUTS:
        if (file := vars(options).get(name)) is not None:
            real = Path(os.path.realpath(file))
            if real in taken or (real.suffix == ".csv" and str(real).startswith(beside)):
                parser.error(f"{_option(name)} {file}: that file is used already; name another one")
            taken.append(real)
            if name in ("script", "notebook"):
                beside += (str(real.with_suffix(".data")),)


def window_parser() -> Parser:
    """The options of the window."""
    parser = Parser(
        "slopewise",
        description="Watch PyTorch fit a straight line by SGD, and see what zero_grad() is for.",
        epilog="'slopewise train --help' tells how to run the loop without a window, 'slopewise export --help' how to "
        "make a script, a notebook or a web page of a run, 'slopewise theory --help' how to learn where it must end.",
    )
    add_file(parser, "open the run in this file")
    add_experiment_options(parser)
    parser.add_argument("--lang", choices=["en", "ko"], help="language of the window")
    parser.add_argument("--theme", choices=["system", "light", "dark", "contrast"], help="colours of the window")
    parser.add_argument("--size", type=option_types.size, metavar="WxH", help="size of the window, such as 1280x800")
    parser.add_argument("--zoom", type=whole(80, 250), metavar="PERCENT", help="size of the type, 80 to 250 (100)")
    parser.add_argument("--present", action="store_true", help="show two panels alone, large enough for the back row")
    parser.add_argument("--chart", choices=CHARTS, help="which of the charts behind tabs to show first")
    parser.add_argument(
        "--lesson",
        type=option_types.lesson_page,
        nargs="?",
        const="",
        metavar="PAGE",
        help="follow the lesson, at this page (such as zero-grad) or where it was left",
    )
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


def add_experiment_options(parser: Parser, names: Collection[str] = EXPERIMENT, **helps: str) -> None:
    """These options of an experiment, with other help where there is any; one that is not given leaves no trace."""
    either = parser.add_mutually_exclusive_group() if "zero_grad" in names else parser
    for name in names:
        how = EXPERIMENT[name] | ({"help": helps[name]} if name in helps else {})
        (either if "zero_grad" in name else parser).add_argument(_option(name), default=argparse.SUPPRESS, **how)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def run_in(parser: Parser, file: Path, epochs: int | None = None) -> Replay:
    """The run in a file, up to this many epochs where that is asked for; exits where it is none."""
    try:
        return read_run(file, epochs)
    except RunFileError as error:
        parser.error(str(error))


def tell(sentence: str) -> None:
    """Say a sentence on standard error, if that is open and has room."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(sentence, file=sys.stderr)


def show(text: str = "", *, end: str = "\n", flush: bool = False) -> None:
    """Print on standard output, if that is open. Raises OutputError where it cannot be written to."""
    if sys.stdout is not None:
        try:
            print(text, end=end, flush=flush)
        except OSError as error:
            raise OutputError from error


def writing(parser: Parser, write: Callable[[], int | None]) -> int:
    """Do what writes, and return the exit code: that of the deed, or why it failed."""
    try:
        code = write()
        show(end="", flush=True)
    except OutputError as error:
        return _unprinted(parser, error.__cause__)
    except ImportError as error:
        parser.exit(1, f"{parser.prog}: {' '.join(str(error).split())}\n")
    except OSError as error:
        parser.error(f"cannot write {error.filename}: {reason_of(error)}")
    return code or 0


def _unprinted(parser: Parser, error: BaseException | None) -> int:
    """Say why nothing more can be printed, but not where the reader has had enough: as in `| head -1`."""
    assert isinstance(error, OSError)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush at exit
    if not isinstance(error, BrokenPipeError):
        parser.error(f"cannot write to standard output: {reason_of(error)}")
    return 1
