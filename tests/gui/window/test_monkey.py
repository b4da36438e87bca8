"""A monkey at the window, as `make monkey` lets it loose, for so many deeds as a test has time for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_deeds_do_no_harm(seed: int) -> None:
    let_loose("--actions", "1000", "--seed", str(seed))


@pytest.mark.timeout(1200)
def test_when_every_slot_has_raised_once_the_lesson_is_what_it_was() -> None:
    out = let_loose("--actions", "600", "--seed", "1", "--raising")
    (raised,) = re.findall(r"(\d+) slots have raised", out)
    assert int(raised) > 60


def let_loose(*arguments: str) -> str:
    """Let it loose in a process of its own, which tells no fault; return what it prints."""
    command = [sys.executable, "-m", "tests.monkey", "--slow", "60", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
