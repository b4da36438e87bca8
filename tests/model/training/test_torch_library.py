"""torch's libraries are mapped before its import, its compiler is not loaded, and its profiler is not told of steps."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import torch
from torch.autograd import profiler

from model.epoch import Epoch
from model.experiment import Experiment
from model.training import torch_library
from model.training.torch_library import keep_memory, map_torch, settle_torch
from model.training.trainer import Trainer
from tests.model.variants import VARIANTS, Variant

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


FAULTS = """
from resource import RUSAGE_SELF, getrusage
import numpy as np
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.training.trainer import Trainer
x = np.linspace(0, 1, 1_000_000)
trainer = Trainer(Experiment(settings=LoopSettings(data=Dataset.of(x, 2 * x))))
def faults(epochs):
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(epochs):
        trainer.run_epoch()
    return getrusage(RUSAGE_SELF).ru_minflt - before
faults(10)
print(faults(50))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="no other library is known to give memory back so soon")
def test_memory_of_large_data_stays_from_epoch_to_epoch() -> None:
    assert int(printed(FAULTS)) < 50 * 200  # pages; an epoch makes six tensors of a thousand


@pytest.mark.parametrize("error", [OSError, AttributeError, TypeError])
def test_a_library_that_cannot_be_asked_to_keep_it_is_left_alone(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: None) -> None:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    keep_memory()


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


NAMES = {"Optimizer.step#SGD.step", "Optimizer.zero_grad#SGD.zero_grad"}
"""What torch.optim has a profiler record in an epoch of the lesson."""


def epochs(variant: Variant) -> list[Epoch]:
    trainer = Trainer(variant.experiment)
    return [trainer.run_epoch() for _ in range(20)]


def test_steps_have_names_only_where_a_profiler_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(Experiment())
    with torch.profiler.profile() as listening:
        trainer.run_epoch()
    assert {event.key for event in listening.key_averages()} > NAMES
    monkeypatch.setattr(torch.ops.profiler, "_record_function_enter_new", pytest.fail)
    trainer.run_epoch()
    with pytest.raises(pytest.fail.Exception), torch.profiler.record_function("torch's own still records"):
        pass


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_names_change_no_bit(variant: Variant, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_torch()
    without = epochs(variant)
    assert profiler.record_function is not torch.profiler.record_function
    monkeypatch.setattr(torch_library, "_name_steps_for_profilers_only", lambda: None)
    monkeypatch.setattr(profiler, "record_function", torch.profiler.record_function)
    assert epochs(variant) == without


def test_what_is_named_ends_by_its_error() -> None:
    settle_torch()
    with pytest.raises(ZeroDivisionError), profiler.record_function("this"):
        raise ZeroDivisionError
    with torch.profiler.profile() as listening:
        with pytest.raises(ZeroDivisionError), profiler.record_function("this"):
            raise ZeroDivisionError
        profiler.record_function("that")(torch.ones)(1)
    assert {event.key for event in listening.key_averages()} >= {"this", "that"}


def test_it_is_done_once_and_not_where_torch_does_not_tell_whether_one_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    settle_torch()
    once = profiler.record_function
    settle_torch()
    assert profiler.record_function is once
    monkeypatch.setattr(profiler, "record_function", torch.profiler.record_function)
    monkeypatch.delattr(profiler, "_is_profiler_enabled")
    settle_torch()
    assert profiler.record_function is torch.profiler.record_function
