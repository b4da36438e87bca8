"""The command line: `slopewise` opens the window; `slopewise train`, `export` and `theory` need none."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from gui.cli.option_types import meant
from gui.cli.options import check_file, check_outputs, checked, opens_to_choose, window_parser
from model.files.lookup import exists, is_missing

COMMANDS = ("train", "export", "theory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in COMMANDS:
        return _main_of(words[0])(words[1:])
    parser = window_parser()
    if words and not words[0].startswith("-") and is_missing(words[0]):
        parser.error(f"{words[0]}: there is no such file or command{meant(words[0], COMMANDS)}")
    options = parser.parse_args(words)
    if str(options.file) in COMMANDS and not exists(options.file):
        parser.error(f"{options.file} is a command: it comes before all options")
    if not opens_to_choose(options):
        check_file(parser, options)
    check_outputs(parser, options)
    checked(parser, options)
    gc.disable()  # until torch is loaded: starting makes many objects and no garbage, and collecting costs 0.1 s
    with _ended_at_once():
        leave_sources_unread()
        from gui.app import run  # Qt only where there is to be a window

        return run(options)


@contextmanager
def _ended_at_once() -> Iterator[None]:
    """Let a signal end the process as long as nobody else takes it: there is no work yet.

    Raised while PySide calls Python, KeyboardInterrupt is lost, or PySide goes on with it and crashes.
    """

    def end(number: int, _: object) -> None:
        if sys.stderr is not None and number == signal.SIGINT:
            print("slopewise: interrupted", file=sys.stderr, flush=True)
        os._exit(128 + number)

    heard = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _main_of(command: str) -> Callable[[Sequence[str]], int]:
    """What does a command; none is loaded for another, nor for the window."""
    if command == "train":
        from gui.cli.train import main as obey
    elif command == "export":
        from gui.cli.export import main as obey
    else:
        from gui.cli.theory import main as obey
    return obey


def leave_sources_unread() -> None:
    """Keep PySide from reading the source of each module that is imported, to see whether it asks for __feature__.

    That takes a fifth of the time to the first paint, and again with torch's thousand modules; their lines would stay
    in linecache, tens of MB.
    """
    import PySide6.QtCore  # noqa: F401 - which brings what is asked here

    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):  # its own affair, which another PySide may do otherwise
        feature._mod_uses_pyside = lambda _: False
