"""The command line: `slopewise` opens the window; `slopewise train`, `export` and `theory` need none."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gui.cli import option_types
from gui.cli.options import (
    Parser,
    add_data_options,
    add_experiment_options,
    add_file,
    check_file,
    checked,
    data_of,
    window_parser,
)
from model.experiment import Experiment, LoopSettings
from model.files.epochs_csv import train
from model.run import Replay

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = {"train": _train, "export": _export, "theory": _theory}.get(words[0]) if words else None
    if command is not None:
        return command(words[1:])
    parser = window_parser()
    options = parser.parse_args(words)
    check_file(parser, options)
    checked(parser, options)
    gc.disable()  # until torch is loaded: starting makes many objects and no garbage, and collecting costs 0.1 s
    from gui.app import run  # Qt only where there is to be a window

    return run(options)


def _train(words: Sequence[str]) -> int:
    parser = Parser("slopewise train", description="Run the training loop without a window.")
    add_file(parser, "replay the run in this file, with all that changed during it")
    add_experiment_options(parser)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every epoch to this file")
    options = parser.parse_args(words)
    check_file(parser, options)
    run = Replay(checked(parser, options)) if options.file is None else _run_in(parser, options.file, options.epochs)
    return _writing(parser, lambda: train(run, options.csv))


def _export(words: Sequence[str]) -> int:
    parser = Parser("slopewise export", description="Turn the file of a run into other files.")
    parser.add_argument("file", type=Path, metavar="LESSON.slopewise", help="the file of a run")
    parser.add_argument("--script", type=Path, metavar="FILE.py", help="write a plain PyTorch script")
    parser.add_argument("--notebook", type=Path, metavar="FILE.ipynb", help="write a Jupyter notebook")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="run it, and write every epoch")
    parser.add_argument("--lang", choices=["en", "ko"], default="en", help="language of the explanations (%(default)s)")
    options = parser.parse_args(words)
    if options.script is None and options.notebook is None and options.csv is None:
        parser.error("say what to write: --script, --notebook or --csv")
    run = _run_in(parser, options.file, None)

    def write() -> None:
        if options.script is not None:
            from model.files.export.script import write_script

            write_script(run, options.script, options.lang)
        if options.notebook is not None:
            from model.files.export.notebook import write_notebook

            write_notebook(run, options.notebook, options.lang)
        if options.csv is not None:
            train(run, options.csv, silent=True)

    return _writing(parser, write)


def _theory(words: Sequence[str]) -> int:
    parser = Parser("slopewise theory", description="Say what mathematics knows of the data without running the loop.")
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="LESSON.slopewise",
        help="take the data that the run in this file began with, and its first W and b",
    )
    add_data_options(parser, "look at the data in this file: CSV or a spreadsheet")
    parser.add_argument(
        "--lr",
        type=option_types.learning_rate,
        help="also say how many epochs ordinary descent on the whole batch takes with this learning rate",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object in place of a table")
    options = parser.parse_args(words)
    check_file(parser, options, beside=("lr",))
    if options.file is None:
        try:
            experiment = Experiment(settings=LoopSettings(data=data_of(options)))
        except ValueError as error:
            parser.error(str(error))
    else:
        experiment = _run_in(parser, options.file, None).experiment
    from gui.cli.theory import json_text, table_text, theory_of

    theory = theory_of(experiment, options.lr)
    return _writing(parser, lambda: print(json_text(theory) if options.json else table_text(theory)))


def _run_in(parser: Parser, file: Path, epochs: int | None) -> Replay:
    """The run in a file, up to so many epochs where that is asked for; exits where it is none."""
    from model.files.run_file import RunFileError, read_run

    try:
        run = read_run(file)
    except RunFileError as error:
        parser.error(str(error))
    return run if epochs is None else run.up_to(epochs)


def _writing(parser: Parser, write: Callable[[], None]) -> int:
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
