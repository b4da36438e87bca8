"""Killed at any moment, the program leaves every file whole, old or new, and offers again what it had kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
@pytest.mark.timeout(900)
def test_killed_at_any_moment(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.gui.session.killed", str(tmp_path), "40"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
