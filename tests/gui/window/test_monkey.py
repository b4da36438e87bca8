"""A monkey at the window, as `make monkey` lets it loose, for so many deeds as a test has time for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_deeds_do_no_harm(seed: int) -> None:
    command = [sys.executable, "-m", "tests.monkey", "--actions", "1000", "--seed", str(seed), "--slow", "10"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=380)
    assert done.returncode == 0, done.stdout + done.stderr
