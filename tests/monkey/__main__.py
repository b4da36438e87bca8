"""A monkey at the window: random deeds by the thousand, and all that must never come of them.

    make monkey ARGS="--actions 2000 --seed 7"
    make soak

An exception, a Qt warning, a warning of Python or NumPy, a window that does not answer, a thread that is left, or a
history that a plain loop does not give: the first of them is printed with the deeds before it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from tests.environment import isolated

if TYPE_CHECKING:
    from tests.monkey.cage import Cage

BETWEEN_SAMPLES = 400
"""Deeds between two looks at what the process uses."""


def main() -> int:
    """Let a monkey loose; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.monkey", description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=50_000, help="how many random deeds (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="of the deeds; drawn and printed otherwise")
    parser.add_argument("--slow", type=float, default=2.0, help="seconds without an answer that are a fault")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="for so long, and look whether anything grows")
    parser.add_argument("--raising", action="store_true", help="every slot of the program raises once")
    options = parser.parse_args()
    seed = SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    print(f"monkey: seed {seed}", flush=True)
    warnings.simplefilter("error")
    faulthandler.enable()
    sys.modules["miniaudio"] = None  # type: ignore[assignment]  # nobody wants to hear a monkey
    with tempfile.TemporaryDirectory(prefix="slopewise-monkey-", ignore_cleanup_errors=True) as home:
        own = isolated(home) | {"QT_QPA_PLATFORM": "offscreen"}
        os.environ.clear()
        os.environ.update(own)
        from tests.monkey.cage import Cage

        cage = Cage(Path(home), Random(seed), options.slow, raising=options.raising)
        grown = []
        if options.soak is None:
            cage.run(options.actions)
            if cage.raising is not None:
                print(f"monkey: {len(cage.raising.raised)} slots have raised")
                cage.recover()
        else:
            grown = soak(cage, options.soak)
        if not cage.faults:
            cage.end()
    faults = [*cage.faults, *grown]
    print("\n".join(faults), file=sys.stderr)
    print(
        f"monkey: {cage.done} deeds, {cage.compared} histories compared, at most {cage.slowest:.2f} s without an "
        f"answer, {len(faults)} faults"
    )
    return 1 if faults else 0


def soak(cage: Cage, minutes: float) -> list[str]:
    """Let the monkey act for so many minutes, and return what has grown meanwhile."""
    from tests.monkey.soak import Use, growth

    uses, ends = list[Use](), time.monotonic() + 60 * minutes
    while time.monotonic() < ends and not cage.faults:
        cage.run(BETWEEN_SAMPLES)
        cage.clear()
        uses.append(Use.now(cage.window))
        print(uses[-1], flush=True)
    return growth(uses)


if __name__ == "__main__":
    exit_code = main()
    sys.stdout.flush()
    os._exit(exit_code)  # after a fault the window still stands, with its thread
