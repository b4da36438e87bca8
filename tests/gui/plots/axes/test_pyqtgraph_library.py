"""pyqtgraph as the window loads it: in a process of its own, for the tests have loaded it themselves."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]

BEFORE = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets
from gui.plots.axes.pyqtgraph_library import load_pyqtgraph
"""


def printed(program: str) -> str:
    """What a program prints that stands after these imports."""
    told = subprocess.run(
        [sys.executable, "-c", BEFORE + program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return told.stdout.strip()


def test_classes_that_nobody_uses_are_not_made() -> None:
    """Of the 200 widgets pyqtgraph names a few in its own classes."""
    assert int(printed("load_pyqtgraph()\nprint(len(vars(sys.modules['pyqtgraph.Qt.QtWidgets'])))")) < 80


def test_each_name_of_qt_is_there_when_it_is_asked_for() -> None:
    program = """
names = dir(QtWidgets)
load_pyqtgraph()
from pyqtgraph.Qt import QtCore as core, QtGui as gui, QtWidgets as widgets
assert dir(QtWidgets) == names and len(names) > 100
for mirror, module in ((core, QtCore), (gui, QtGui), (widgets, QtWidgets)):
    public = [name for name in dir(module) if name.isidentifier() and not name.startswith("_")]
    assert all(getattr(mirror, name) is getattr(module, name) for name in public)
assert not hasattr(widgets, "QNonsense")
"""
    assert printed(program + "print('all')") == "all"


@pytest.mark.skipif(sys.platform != "linux", reason="the list of libraries is Linux's")
def test_it_is_imported_without_loading_a_library_after_those_loaded_beforehand() -> None:
    program = """
from gui.plots.axes.pyqtgraph_library import load_libraries
import gui.window.main_window  # which has NumPy's
def libraries():
    with open("/proc/self/maps") as maps:
        return {line.split()[-1] for line in maps if ".so" in line}
load_libraries()
before = libraries()
load_pyqtgraph()
print(sorted(libraries() - before))
"""
    assert printed(program) == "[]"


def test_where_there_are_no_such_mirrors_all_is_as_ever() -> None:
    program = """
names = dir(QtWidgets)
seen = []
class Other:
    @staticmethod
    def find_spec(name, *_):
        if name == "pyqtgraph":
            seen.append(dir(QtWidgets) == names)
sys.meta_path.insert(0, Other)
load_pyqtgraph()
print(seen, dir(QtWidgets) == names)
"""
    assert printed(program) == "[True] True"
