"""The command line: `slopewise` opens the window, `slopewise train` runs the loop without one."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, SEED_LIMIT, Experiment, LoopSettings, ZeroGrad
from model.train_command import train

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""

SMALLEST = (1024, 700)
"""Width and height below which the window does not go."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print the message alone: the usage is a --help away."""
        self.exit(2, f"{self.prog}: {message}\n")


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that is slow."""

    def __init__(self, option_strings: Sequence[str], dest: str, **others: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **others)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"slopewise {version('slopewise')}")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["train"]:
        return _train(words[1:])
    parser = window_parser()
    options = parser.parse_args(words)
    _checked(parser, options)
    gc.disable()  # until torch is loaded: starting makes many objects and no garbage, and collecting costs 0.1 s
    from gui.app import run  # Qt only where there is to be a window

    return run(options)


def experiment_of(options: argparse.Namespace) -> Experiment:
    """The lesson's experiment with what the options change in it."""
    zero_grad, every = (ZeroGrad.NEVER, 1) if options.skip_zero_grad else options.zero_grad
    settings = LoopSettings(
        lr=options.lr,
        zero_grad=zero_grad,
        every=every,
        accumulate=options.accumulate,
        backward_twice=options.backward_twice,
        step=not options.no_step,
    )
    return Experiment(seed=options.seed, settings=settings, epochs=options.epochs)


def _checked(parser: Parser, options: argparse.Namespace) -> Experiment:
    """The experiment of the options; exits where they do not go together."""
    try:
        return experiment_of(options)
    except ValueError as error:
        parser.error(str(error))


def _train(words: Sequence[str]) -> int:
    parser = Parser("slopewise train", description="Run the training loop without a window.")
    _add_experiment_options(parser)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every epoch to this file")
    options = parser.parse_args(words)
    experiment = _checked(parser, options)
    try:
        train(experiment, options.csv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush at exit
        return 1
    except OSError as error:
        parser.error(f"cannot write {error.filename or 'the rows'}: {error.strerror or error}")
    return 0


def window_parser() -> Parser:
    """The options of the window."""
    parser = Parser(
        "slopewise",
        description="Watch PyTorch fit a straight line by SGD, and see what zero_grad() is for.",
        epilog="'slopewise train --help' tells how to run the loop without a window.",
    )
    _add_experiment_options(parser)
    parser.add_argument("--lang", choices=["en", "ko"], help="language of the window")
    parser.add_argument("--theme", choices=["system", "light", "dark"], help="colours of the window")
    parser.add_argument("--size", type=_size, metavar="WxH", help="size of the window, such as 1280x800")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE.png",
        help="run all epochs, write a picture of the window and quit; needs no display",
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    return parser


def _add_experiment_options(parser: Parser) -> None:
    lesson = Experiment()
    parser.add_argument(
        "--epochs", type=_whole(1, EPOCHS_LIMIT), default=lesson.epochs, help="epochs to run (%(default)s)"
    )
    parser.add_argument("--lr", type=_lr, default=lesson.settings.lr, help="learning rate (%(default)s)")
    parser.add_argument("--seed", type=_whole(0, SEED_LIMIT - 1), default=lesson.seed, help="seed (%(default)s)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--zero-grad",
        type=_zero_grad,
        default=(ZeroGrad.BEFORE_BACKWARD, 1),
        metavar="WHERE",
        help=f"where optimizer.zero_grad() stands: {', '.join(ZeroGrad)} or every:N (before-backward)",
    )
    where.add_argument("--skip-zero-grad", action="store_true", help="leave it out: short for --zero-grad never")
    parser.add_argument(
        "--accumulate",
        type=_whole(1, EPOCHS_LIMIT),
        default=1,
        metavar="N",
        help="call backward() on N parts of the batch",
    )
    parser.add_argument("--backward-twice", action="store_true", help="call backward() twice")
    parser.add_argument("--no-step", action="store_true", help="leave out optimizer.step()")


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not between {low} and {high}")
        return value

    return parse


def _zero_grad(text: str) -> tuple[ZeroGrad, int]:
    name, colon, number = text.partition(":")
    if colon and name == "every":
        return ZeroGrad.BEFORE_BACKWARD, _whole(1, EPOCHS_LIMIT)(number)
    if text not in list(ZeroGrad):
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(ZeroGrad)}, every:N")
    return ZeroGrad(text), 1


def _lr(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 <= value <= FLOAT32_MAX:
        raise argparse.ArgumentTypeError(f"{text} is not a learning rate: it must be finite and not negative")
    return value


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and max(len(width), len(height)) <= 4):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1280x800")
    if int(width) < SMALLEST[0] or int(height) < SMALLEST[1]:
        raise argparse.ArgumentTypeError(f"{text} is smaller than {SMALLEST[0]}x{SMALLEST[1]}")
    return int(width), int(height)
