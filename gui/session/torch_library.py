"""torch's libraries, mapped by the system before torch is imported."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

SUFFIXES = {"linux": "so", "darwin": "dylib"}
"""Of a library. On Windows torch lets go of the interpreter's lock by itself while it loads its own."""

LAZY = 1
"""RTLD_LAZY of dlfcn.h, on Linux and macOS alike."""


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
