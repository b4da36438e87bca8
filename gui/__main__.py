"""Start-up: `slopewise`, and `python -m gui` in a checkout."""

import signal
import sys
from pathlib import Path

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


def main() -> int:
    """Do what the command line says; return the exit code, also where Ctrl+C comes while the program is loaded."""
    try:
        from gui.command_line import main as obey

        return obey()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # on the way out another one would find nobody to take it
        if sys.stderr is not None:
            print("slopewise: interrupted", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    if __package__ == "gui":  # in a checkout: its model/ comes before a model.py in the folder where this was typed
        sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
