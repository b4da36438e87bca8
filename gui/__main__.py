"""Start-up: `slopewise`, and `python -m gui` in a checkout."""

import signal
import sys
import traceback
from pathlib import Path

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""

TERMINATED = 128 + signal.SIGTERM
"""The exit code after SIGTERM, as shells have it."""

FAULT = 70
"""The exit code after a fault of the program: EX_SOFTWARE of BSD's sysexits."""


def main() -> int:
    """Do what the command line says; return the exit code, also where Ctrl+C comes while the program is loaded."""
    signal.signal(signal.SIGTERM, _end)  # until there is a window, which keeps its work before it ends
    try:
        from gui.command_line import main as obey

        return obey()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # on the way out another one would find nobody to take it
        if sys.stderr is not None:
            print("slopewise: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if sys.stderr is not None:
            print(f"slopewise: {fault_text(error)}", file=sys.stderr)
        return FAULT


def _end(*_: object) -> None:
    """End as a shell tells of it, with no half file left behind."""
    raise SystemExit(TERMINATED)


def fault_text(error: BaseException) -> str:
    """A fault of the program in one line, with the place where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"a fault of the program: {said} ({Path(place.filename).name}, line {place.lineno})"


if __name__ == "__main__":
    if __package__ == "gui":  # in a checkout: its model/ comes before a model.py in the folder where this was typed
        sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
