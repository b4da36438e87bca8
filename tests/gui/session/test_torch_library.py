"""torch's libraries are mapped before torch is imported."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from gui.session import torch_library
from gui.session.torch_library import map_torch

MAPS = Path("/proc/self/maps")

MAPPED = f"""
import sys
from pathlib import Path
from gui.session.torch_library import map_torch
before = "libtorch_cpu" in Path({str(MAPS)!r}).read_text()
map_torch()
print(before, "libtorch_cpu" in Path({str(MAPS)!r}).read_text(), "torch" in sys.modules)
import torch
print(torch.ones(2).sum().item())
"""


@pytest.mark.skipif(not MAPS.exists(), reason="only Linux tells what a process has mapped")
def test_they_are_mapped_without_an_import_which_still_works_afterwards() -> None:
    done = subprocess.run([sys.executable, "-c", MAPPED], check=False, capture_output=True, text=True, timeout=100)
    assert done.stdout.split() == ["False", "True", "False", "2.0"], done.stderr


@pytest.mark.parametrize(
    "found", [None, ModuleSpec("torch", None), ModuleSpec("torch", None, origin="nowhere/torch.py")]
)
def test_where_there_are_none_nothing_is_done(monkeypatch: pytest.MonkeyPatch, found: ModuleSpec | None) -> None:
    monkeypatch.setattr(torch_library, "find_spec", lambda _: found)
    map_torch()


def test_an_unknown_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", pytest.fail)
    map_torch()
