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

    On one thread: three points do not want a pool, and several would add up a crowd's rows in another order. And
    without torch.compile(), as long as nobody compiles: to load that takes as long as all the rest of torch.
    """
    import torch

    torch.set_num_threads(1)
    if COMPILER not in sys.modules:
        sys.modules[COMPILER] = torch._dynamo = _Uncompiled()


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
