"""The options of the command line: which there are, and the experiment that they ask for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from gui.cli import option_types
from gui.cli.data_option import data_of, is_table
from gui.cli.option_types import STANDARD, one_of, whole
from gui.cli.parser import Parser, tell
from model.comparison.ready_comparisons import Question
from model.experiment import EPOCHS_LIMIT, ROWS_LIMIT, SEED_LIMIT, Experiment, LoopSettings, ZeroGrad
from model.files.lookup import is_file, is_missing
from model.files.run_file import RunFileError, read_run
from model.run import Replay

GROUPS: dict[str, dict[str, dict[str, Any]]] = {
    "run": {
        "epochs": {"type": whole(1, EPOCHS_LIMIT), "metavar": "N", "help": f"epochs to run ({Experiment().epochs})"},
        "lr": {"type": option_types.learning_rate, "help": f"learning rate ({LoopSettings().lr})"},
        "seed": {"type": whole(0, SEED_LIMIT - 1), "metavar": "N", "help": f"seed ({Experiment().seed})"},
        "init": {
            "type": option_types.initial,
            "metavar": "START",
            "help": "W and b at the start: zeros, random or numbers, 0.5,2 (zeros); --init=-1,2 where W is negative",
        },
    },
    "data": {
        "data": {
            "type": option_types.file,
            "metavar": "FILE",
            "help": "fit the data in this file: CSV or a spreadsheet; - is standard input",
        },
        "x": {"metavar": "COLUMN", "help": "the column of x in it, by its name"},
        "y": {"metavar": "COLUMN", "help": "the column of y in it"},
        "sheet": {"metavar": "NAME", "help": "the sheet of the spreadsheet (the first with two columns of numbers)"},
        "decimal": {
            "choices": (".", ","),
            "metavar": "MARK",
            "help": "its decimal mark, . or , (what its numbers prove)",
        },
        "drop_missing": {"action": "store_true", "help": "leave out its rows in which x or y is missing"},
        "drop_totals": {"action": "store_true", "help": "leave out its last rows where they sum up the others"},
    },
    "loop": {
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
        "accumulate": {
            "type": whole(1, EPOCHS_LIMIT),
            "metavar": "N",
            "help": "call backward() on N parts of the batch",
        },
        "backward_twice": {"action": "store_true", "help": "call backward() twice"},
        "no_step": {"action": "store_true", "help": "leave out optimizer.step()"},
    },
    "optimizer and scale": {
        "momentum": {
            "type": option_types.momentum,
            "metavar": "M",
            "help": "part of the velocity that step() keeps (0)",
        },
        "nesterov": {"action": "store_true", "help": "let momentum look ahead"},
        "standardise": {"action": "store_true", "help": "give x mean 0 and standard deviation 1 before the loop"},
    },
}
"""What changes the lesson's experiment, under headings, by the names of its fields where they have the same."""

EXPERIMENT = {name: how for group in GROUPS.values() for name, how in group.items()}
"""All of them."""

BESIDE_A_FILE = ("epochs",)
"""The options of an experiment that may stand beside the file of a run; the file brings all others."""

INPUTS, OUTPUTS = ("file", "data"), ("script", "notebook", "html", "csv", "screenshot")
"""The options that name files."""

CHARTS = ("gradients", "landscape", "bowl", "in-grad", "backward", "compare", "output")
"""The charts behind tabs, in their order."""

Made = TypeVar("Made", Experiment, LoopSettings)


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


def checked(parser: Parser, options: argparse.Namespace) -> Experiment:
    """The experiment of the options; exits where they do not go together."""
    try:
        experiment = experiment_of(options)
    except ValueError as error:
        parser.error(str(error))
    for sentence in vars(options).pop("told_of_data", ()):
        tell(sentence)
    return experiment


def check_file(parser: Parser, options: argparse.Namespace, beside: Sequence[str] = BESIDE_A_FILE) -> None:
    """Take a table as --data does; exit where there is no such file, or options stand beside it that it brings."""
    file = options.file
    if file is None:
        return
    if vars(options).get("lesson") is not None:
        parser.error(f"--lesson does not go with {file}")
    if file is not STANDARD and is_missing(file):
        parser.error(f"there is no file {file}")
    if is_table(file):
        if "data" in options:
            parser.error(f"--data does not go with {file}, which is data itself")
        options.data, options.file = file, None
        return
    for name in EXPERIMENT:
        if name in options and name not in beside:
            parser.error(f"{_option(name)} does not go with {file}, which says that itself")


def check_outputs(parser: Parser, options: argparse.Namespace) -> None:
    """Exit where a file to be written is one that is read or written twice, or a picture is named what it is not."""
    named = {name: file for name, file in vars(options).items() if isinstance(file, Path) and file is not STANDARD}
    taken = [Path(os.path.realpath(named[name])) for name in INPUTS if name in named]
    beside: tuple[str, ...] = ()
    """The beginnings of the names of the data that may be written beside a script."""
    for name in OUTPUTS:
        if (file := named.get(name)) is not None:
            real = Path(os.path.realpath(file))
            if real in taken or (real.suffix == ".csv" and str(real).startswith(beside)):
                parser.error(f"{_option(name)} {file}: that file is used already; name another one")
            taken.append(real)
            if name in ("script", "notebook"):
                beside += (str(real.with_suffix(".data")),)
    if "screenshot" in named and (suffix := named["screenshot"].suffix).lower() not in ("", ".png"):
        parser.error(f"--screenshot {named['screenshot']}: the picture is a PNG; name it .png instead of {suffix}")


def window_parser() -> Parser:
    """The options of the window."""
    parser = Parser(
        "slopewise",
        "[train | export | theory] [FILE]",
        "Watch PyTorch fit a straight line by SGD, and see what zero_grad() is for.",
    )
    add_file(parser, "the run to open, or a table of which to choose two columns")
    parser.add_argument_group(
        "commands",
        "train runs the loop without a window; export makes a script, a notebook, a web page or a table of a run; "
        "theory tells where a run must end. 'slopewise train --help' tells what it takes, and so for the others.",
    )
    add_experiment_options(parser)
    window = parser.add_argument_group("window")
    themes = ("system", "light", "dark", "contrast")
    for option, names, what in (
        ("--lang", ("en", "ko"), "language of the window"),
        ("--theme", themes, "colours of the window"),
        ("--chart", CHARTS, "which of the charts behind tabs to show first"),
    ):
        window.add_argument(option, type=one_of(*names), metavar=f"{{{','.join(names)}}}", help=what)
    window.add_argument(
        "--compare",
        type=one_of(*Question),
        metavar="QUESTION",
        help="begin with one of the comparisons of Run > Compare, such as zero-grad",
    )
    window.add_argument("--size", type=option_types.size, metavar="WxH", help="size of the window, such as 1280x800")
    window.add_argument("--zoom", type=whole(80, 250), metavar="PERCENT", help="size of the type, 80 to 250 (100)")
    window.add_argument("--present", action="store_true", help="show two panels alone, large enough for the back row")
    window.add_argument(
        "--lesson",
        type=option_types.lesson_page,
        nargs="?",
        const="",
        metavar="PAGE",
        help="follow the lesson, at this page (such as zero-grad) or where it was left",
    )
    window.add_argument(
        "--screenshot",
        type=option_types.named_file,
        metavar="FILE.png",
        help="run all epochs, write a picture of the window and quit; needs no display",
    )
    return parser


def opens_to_choose(options: argparse.Namespace) -> bool:
    """Whether the window opens a table so that its columns can be chosen: nothing is asked of it beside."""
    file = options.file
    if file is None or file is STANDARD or not is_file(file) or not is_table(file):
        return False
    return options.screenshot is None and options.lesson is None and not any(name in options for name in EXPERIMENT)


def add_file(parser: Parser, what: str) -> None:
    """The file of a run, in place of the options of an experiment, or a table."""
    others = "; a run has no options of an experiment beside it but --epochs"
    parser.add_argument("file", type=option_types.file, nargs="?", metavar="FILE", help=what + others)


def add_experiment_options(parser: Parser, names: Collection[str] = EXPERIMENT, **helps: str) -> None:
    """These options of an experiment, with other help where there is any; one that is not given leaves no trace."""
    for heading, members in GROUPS.items():
        if not (wanted := [name for name in members if name in names]):
            continue
        group = parser.add_argument_group(heading)
        either = group.add_mutually_exclusive_group() if heading == "loop" else group
        for name in wanted:
            how = EXPERIMENT[name] | ({"help": helps[name]} if name in helps else {})
            (either if "zero_grad" in name else group).add_argument(_option(name), default=argparse.SUPPRESS, **how)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def run_in(parser: Parser, file: Path, epochs: int | None = None) -> Replay:
    """The run in a file, up to this many epochs where that is asked for; exits where it is none."""
    try:
        return read_run(file, epochs)
    except RunFileError as error:
        parser.error(str(error))
