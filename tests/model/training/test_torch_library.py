"""torch's libraries are mapped before torch is imported, and its compiler is not loaded at all."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from model.training import torch_library
from model.training.torch_library import map_torch

MAPS = Path("/proc/self/maps")
ROOT = Path(__file__).parents[3]

MAPPED = f"""
import sys
from pathlib import Path
from model.training.torch_library import map_torch
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


UNCOMPILED = """
import inspect
import sys
from model.training.trainer import Trainer
from tests.model.variants import VARIANTS

def has_compiler():
    return "torch._dynamo.eval_frame" in sys.modules

def run():
    trainers = [Trainer(variant.experiment) for variant in VARIANTS.values()]
    return [trainer.run_epoch() for trainer in trainers for _ in range(10)]

without = run()
inspect.stack()  # asks all modules for their files
assert not has_compiler()
import torch
"""


@pytest.mark.parametrize(
    "ask",
    [
        "assert torch.compile(torch.ones_like, backend='eager')(torch.zeros(2)).tolist() == [1, 1]",
        "import torch._dynamo.config",
        "from torch._dynamo import optimize",
        "assert torch._dynamo.disable(recursive=False)(torch.ones_like)(torch.zeros(2)).tolist() == [1, 1]",
        "import torch._dynamo; torch._dynamo.reset()",
    ],
)
def test_the_compiler_is_loaded_only_where_somebody_compiles_and_changes_no_bit(ask: str) -> None:
    script = f"{UNCOMPILED}\n{ask}\nassert has_compiler()\nassert run() == without"
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=100, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_a_compiler_that_is_there_is_left_alone() -> None:
    script = """
import sys
import torch._dynamo
real = sys.modules["torch._dynamo"]
from model.training.torch_library import settle_torch
settle_torch()
assert sys.modules["torch._dynamo"] is torch._dynamo is real
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=100, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
