"""pyqtgraph, loaded without making every class of Qt that it has a name for."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

WITH_LIBRARIES = (
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest"),
    *("cmath", "cProfile", "decimal", "mmap", "multiprocessing.connection", "subprocess", "xml.etree.ElementTree"),
)
"""What pyqtgraph imports that loads a shared library, and has not been imported for the window itself."""


def load_libraries() -> None:
    """Load pyqtgraph's shared libraries: the system's loader would let it wait while it maps those of torch."""
    for module in WITH_LIBRARIES:
        import_module(module)


def load_pyqtgraph() -> None:
    """Import pyqtgraph, and let its mirrors of Qt's modules take each name when it is first asked for.

    It would copy all there are, and PySide makes a class once somebody asks for it: that is two fifths of the import's
    time, and 8 MB. Where another pyqtgraph has no such mirrors, it is imported as ever.
    """
    if "pyqtgraph" in sys.modules:
        return
    with ExitStack() as restoring:
        for module in (QtCore, QtGui, QtWidgets):
            restoring.callback(setattr, module, "__dir__", module.__dir__)
            _hide_from(f"pyqtgraph.Qt.{module.__name__.rpartition('.')[2]}", module)
        import pyqtgraph  # noqa: F401 - so that it is there


def _hide_from(mirror_name: str, module: Any) -> None:
    """Let a module seem empty to who lists its names, to copy each; from then on its mirror asks it for one."""
    names = module.__dir__

    def names_to_copy() -> list[str]:
        mirror: Any = sys.modules.get(mirror_name)
        if mirror is None:
            return list(names())

        def take(name: str) -> object:
            value = getattr(module, name)
            setattr(mirror, name, value)
            return value

        mirror.__getattr__ = take
        return []

    module.__dir__ = names_to_copy
