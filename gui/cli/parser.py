"""The parser of a command: one line for every mistake, with what was probably meant, and never a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from gui.cli.option_types import meant
from model.files.atomic_file import reason_of

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class OutputError(Exception):
    """Standard output cannot be written to, for which the cause is the reason; no OSError, which a file would own."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and exits with 2."""

    def __init__(self, prog: str, usage: str, description: str) -> None:
        super().__init__(prog, usage=f"{prog} {usage} [options]", description=description)
        self.add_argument("-V", "--version", action=_Version, help="show the version and exit")

    def parse_args(self, words: Sequence[str] | None = None) -> argparse.Namespace:  # type: ignore[override]
        """Read the words; exit where one of them is not known, and say which it may have been."""
        options, others = self.parse_known_args(words)
        if others:
            hint = meant(others[0].partition("=")[0], self._option_string_actions)
            self.error(f"unrecognized arguments: {' '.join(others)}{hint}")
        return options

    def error(self, message: str) -> NoReturn:
        """Print the message alone: the usage is a --help away."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}\n")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print it on standard output; exit where that cannot be written to."""
        if (code := writing(self, lambda: show(self.format_help(), end=""))) != 0:
            self.exit(code)


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that is slow."""

    def __init__(self, option_strings: Sequence[str], dest: str, **others: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **others)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        assert isinstance(parser, Parser)
        parser.exit(writing(parser, lambda: show(f"slopewise {version('slopewise')}")))


def tell(sentence: str, *, end: str = "\n") -> None:
    """Say a sentence on standard error, if that is open and has room."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(sentence, end=end, file=sys.stderr, flush=True)


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
