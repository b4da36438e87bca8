"""Writes all that the program writes, again and again, until it is killed; then looks whether everything is whole.

    python -m tests.gui.session.killed FOLDER TIMES

prints what is not. Processes are forked, which takes a moment where a start takes a second; Windows cannot do that.
"""

from __future__ import annotations

import ast
import os
import signal
import sys
import time
from itertools import count
from pathlib import Path
from random import Random

from PySide6.QtCore import QSettings

from gui.session.recovery import Recovery
from gui.theme.translation import Language
from gui.window.preferences import Preferences, load_preferences, save_preferences
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings
from model.files.epochs_csv import write_csv
from model.files.export.notebook import write_notebook
from model.files.export.script import write_script
from model.files.run_file import read_run, write_run
from model.history import History
from model.run import Replay

LONGEST = 0.3
"""Seconds until a writer is killed, at most: it has come once round by then."""

DATA = Dataset.of(range(2500), range(2500))
SCRIPT, NOTEBOOK, CSV, RUN, SETTINGS = "a.py", "a.ipynb", "a.csv", "a.slopewise", "settings.ini"


def write_all(folder: Path, history: History, number: int) -> None:
    """Write one version of every file that the user has asked for, and of the settings."""
    run = Replay(Experiment(seed=number, settings=LoopSettings(data=DATA)))
    write_run(run, folder / RUN)
    write_csv(history, folder / CSV)
    write_script(run, folder / SCRIPT)
    write_notebook(run, folder / NOTEBOOK)
    store = QSettings(str(folder / SETTINGS), QSettings.Format.IniFormat)
    save_preferences(Preferences(Language.KOREAN, decimals=6 + number % 4), store)
    store.sync()


def faults(folder: Path, history: History) -> list[str]:
    """What is not whole, or not offered again."""
    found = []
    try:
        read_run(folder / RUN)
        ast.parse((folder / SCRIPT).read_text("utf-8"))
        ast.literal_eval((folder / NOTEBOOK).read_text("utf-8").replace("null", "None"))
    except Exception as error:
        found.append(f"{type(error).__name__}: {error}")
    if len((folder / CSV).read_text("utf-8").splitlines()) != len(history) + 1:
        found.append("the CSV file is not whole")
    if load_preferences(QSettings(str(folder / SETTINGS), QSettings.Format.IniFormat)).language is not Language.KOREAN:
        found.append("the settings have gone")
    recovery = Recovery(folder / "recovery")
    left = recovery.left_behind()
    if not [recovery.read(file) for file in left]:
        found.append("nothing is offered again")
    for file in left:
        recovery.discard(file)
    recovery.close()
    return found


def main() -> int:
    """Kill writers so many times; return the exit code."""
    folder, times, chance = Path(sys.argv[1]), int(sys.argv[2]), Random(1)
    history = History()
    for number in range(300):
        history.append(Epoch(number, 1.0, 0.5, 0.25, -2.0, -1.0, -2.0, -1.0, LoopSettings()))
    found = []
    write_all(folder, history, 0)
    for kill in range(times):
        told, tell = os.pipe()
        writer = os.fork()
        if writer == 0:
            recovery = Recovery(folder / "recovery")
            for number in count():
                recovery.keep(Replay(Experiment(seed=number)), folder / RUN)
                if number == 0:
                    os.write(tell, b"1")
                write_all(folder, history, number)
        os.read(told, 1)
        time.sleep(chance.random() * LONGEST)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        for end in (told, tell):
            os.close(end)
        found += [f"kill {kill}: {fault}" for fault in faults(folder, history)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
