"""torch: its libraries mapped before it is imported, and set for the lesson's small loop."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

SUFFIXES = {"linux": "so", "darwin": "dylib"}
"""Of a library. On Windows torch lets go of the interpreter's lock by itself while it loads its own."""

LAZY = 1
"""RTLD_LAZY of dlfcn.h, on Linux and macOS alike."""

KEPT = {-1: 256 << 20, -2: 64 << 20, -3: 32 << 20}
"""Bytes, by glibc's names in malloc.h: M_TRIM_THRESHOLD (how much may lie idle), M_TOP_PAD (how much is asked for at a
time; as much as a thread's heap, or whole ones would be given back), M_MMAP_THRESHOLD (the most that it allows)."""

COMPILER = "torch._dynamo"
"""What torch.compile() is made of: eight hundred modules, which torch.optim imports at its first step."""


def map_torch() -> None:
    """Map torch's libraries, while other threads have the interpreter: `import torch` would keep it for 0.2 s.

    It finds them mapped then. Where there are none to be found, nothing is done: to tell of that is the import's.
    """
    torch, suffix = find_spec("torch"), SUFFIXES.get(sys.platform)
    if torch is None or torch.origin is None or suffix is None:
        return
    library = Path(torch.origin).parent / "lib" / f"libtorch_python.{suffix}"
    with suppress(OSError, AttributeError):  # a system that does it otherwise
        dlopen = ctypes.CDLL(None).dlopen  # called as any function of C, unlike ctypes' own, which keeps the lock
        dlopen.restype, dlopen.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
        dlopen(bytes(library), LAZY)


def settle_torch() -> None:
    """Import torch and have it compute as the lesson wants it, whoever asks it first.

    On one thread: three points do not want a pool, and several would add up a crowd's rows in another order. Without
    torch.compile(), as long as nobody compiles: to load that takes as long as all the rest of torch. And without the
    names that torch.optim gives its steps for profilers, as long as none listens: they take a quarter of an epoch.
    """
    import torch

    torch.set_num_threads(1)
    _name_steps_for_profilers_only()
    if COMPILER not in sys.modules:
        sys.modules[COMPILER] = torch._dynamo = _Uncompiled()


def keep_memory() -> None:
    """Have the C library keep what the tensors of large data leave behind, for the next epoch.

    glibc gives it back to the system and asks for it anew in each epoch, page by page, which takes up to a fifth of the
    time. Elsewhere nothing is done.
    """
    with suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, size in KEPT.items():
            mallopt(parameter, size)


def _name_steps_for_profilers_only() -> None:
    """Have torch.optim look whether a profiler is on, as torch's own compiled code does, before it records a name."""
    from torch.autograd import profiler

    known = profiler.record_function
    if known.__module__ == __name__ or not hasattr(profiler, "_is_profiler_enabled"):
        return

    class RecordFunction(known):  # type: ignore[valid-type, misc]
        def __enter__(self) -> Any:
            return super().__enter__() if profiler._is_profiler_enabled else self

        def __exit__(self, *error: Any) -> None:
            if self.record is not None:
                super().__exit__(*error)

    profiler.record_function = RecordFunction  # type: ignore[misc]


class _Uncompiled(ModuleType):
    """Answers what torch.optim asks its compiler in each step, as that does outside of torch.compile(): with nothing.

    Asked for anything else, it gives way to the real one. Only who imports a part of the compiler before anything else
    of it has that part twice, as no part of torch.optim does.
    """

    def __init__(self) -> None:
        super().__init__(COMPILER)
        self.__spec__ = ModuleSpec(COMPILER, None)  # whoever asks where it comes from is told, and loads nothing

    def graph_break(self, *_: object, **__: object) -> None:
        """Nothing is compiled that could be broken here."""

    def disable(self, function: Any = None, *_: object, **how: Any) -> Any:
        """The function itself: nothing compiles it."""
        return self._real.disable(**how) if function is None else function

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":  # asked of all modules, as for their files, and not there
            raise AttributeError(name)
        return getattr(self._real, name)

    @property
    def _real(self) -> ModuleType:
        if sys.modules.get(COMPILER) is self:
            del sys.modules[COMPILER]
        return import_module(COMPILER)
