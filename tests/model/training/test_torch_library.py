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


def printed(script: str) -> str:
    """What a Python that has imported nothing yet prints."""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not MAPS.exists(), reason="only Linux tells what a process has mapped")
def test_they_are_mapped_without_an_import_which_still_works_afterwards() -> None:
    assert printed(MAPPED).split() == ["False", "True", "False", "2.0"]


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
from importlib.util import find_spec
from model.training.trainer import Trainer
from tests.model.variants import VARIANTS

def has_compiler():
    return "torch._dynamo.eval_frame" in sys.modules

def run():
    trainers = [Trainer(variant.experiment) for variant in VARIANTS.values()]
    return [trainer.run_epoch() for trainer in trainers for _ in range(10)]

without = run()
inspect.stack()  # asks all modules for their files
assert find_spec("torch._dynamo") is not None
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
    printed(f"{UNCOMPILED}\n{ask}\nassert has_compiler()\nassert run() == without")


def test_what_draws_a_start_alone_does_without_it_too() -> None:
    script = """
import sys
from gui.cli.theory import start_of
from model.experiment import Experiment, InitialParameters, Start
print(*start_of(Experiment(initial=InitialParameters(Start.RANDOM))), "torch._dynamo.eval_frame" in sys.modules)
"""
    assert printed(script).split() == ["0.7576315999031067", "0.2793108820915222", "False"]


def test_a_compiler_that_is_there_is_left_alone() -> None:
    script = """
import sys
import torch._dynamo
real = sys.modules["torch._dynamo"]
from model.training.torch_library import settle_torch
settle_torch()
assert sys.modules["torch._dynamo"] is torch._dynamo is real
"""
    printed(script)
