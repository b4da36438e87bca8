"""Files that the monkey opens, sound and odd ones, and names under which it saves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]

from model.data.recipe import Recipe
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.run_file import dumps
from model.history import Change
from model.run import Replay

SKIPPED = LoopSettings(zero_grad=ZeroGrad.NEVER)

RUNS = {
    "lesson": Replay(Experiment()),
    "skipped": Replay(Experiment(settings=SKIPPED), done=40, note="<h1>note</h1>\n" * 20),
    "turns": Replay(Experiment(epochs=300), (Change(20, SKIPPED), Change(60, LoopSettings(lr=1e6))), 50),
    "batches": Replay(
        Experiment(7, InitialParameters(Start.RANDOM), LoopSettings(data=Recipe(points=40).make(), batch_size=3), 50)
    ),
    "<b>bold &amp; 한글": Replay(Experiment(settings=LoopSettings(momentum=0.9, nesterov=True))),
    "one point": Replay(
        Experiment(settings=LoopSettings(data=replace(Dataset.of([3], [6]), x_name="<i>x</i>", y_name="y&z")))
    ),
}

TABLES = {
    "scores.csv": "hours,score\n1,2\n2,4\n3,6\n4,7.5\n",
    "many.csv": "a,b,c\n" + "\n".join(f"{n},{n * 2 % 17},{n % 5}" for n in range(3000)),
    "big x.csv": "year,n\n1980,12\n1990,19\n2000,31\n",
    "gap.csv": "x,y\n1,2\n,4\n3,6\n",
    "words.txt": "no numbers here\nnone at all\n",
    "empty.csv": "",
    "한글.tsv": "시간\t점수\n1\t2\n2\t5\n",
    "semicolon.csv": "x;y\n1,5;2\n2,5;4\n",
}


def make_files(folder: Path) -> list[Path]:
    """Write them all into a folder."""
    folder.mkdir()
    run = dumps(RUNS["turns"])
    texts = {f"{name}.slopewise": dumps(replay) for name, replay in RUNS.items()} | TABLES
    texts |= {"cut.slopewise": run[: len(run) // 2], "noise.slopewise": "\x00\x01\x02", "list.slopewise": "[1, 2]"}
    texts["newer.slopewise"] = run.replace('"version"', '"version_": 1, "version"')
    files = []
    for name, text in texts.items():
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["x", "y"], [1, 2], [2, 4.5], [3, 6]):
        book.active.append(row)
    book.save(folder / "book.xlsx")
    return [*files, folder / "book.xlsx", folder / "missing.slopewise", folder / "missing.csv", folder]


def places_to_save(home: Path) -> list[str]:
    """Names for files to be written, some where none can be; an empty one is a dialog that was cancelled."""
    out = home / "out"
    out.mkdir()
    names = ["a.slopewise", "a", "b.csv", "c.py", "c", "d.ipynb", "e.png", "e.svg", "한글 & <b>.slopewise", "x" * 250]
    return ["", "", *(str(out / name) for name in names), str(out), str(home / "nowhere" / "f.csv")]
