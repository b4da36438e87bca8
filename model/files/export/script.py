"""A run as a plain PyTorch script, to be read and to be run: it prints the very numbers of the window."""

from __future__ import annotations

import errno
import os
import re
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path

from model.cancelling import CheckCancelled, wanted
from model.experiment import LoopSettings, Start, ZeroGrad
from model.files.atomic_file import write_together
from model.files.export.script_data import EMBEDDED, DataFiles
from model.files.export.script_epochs import helper, opening
from model.files.export.script_loop import segments_of
from model.files.export.script_rows import Rows
from model.files.export.script_words import Language, Words, words_of
from model.files.lookup import exists, is_file
from model.loop import preface_of
from model.run import Replay
from model.setup import optimizer_line, parameter_lines, seed_line

MANY_ROWS = 1000
"""torch may cut sums over many more rows than these among threads, and they come out differently then."""

READ_COLUMNS = '''\
def read_columns(name):
    """{read-columns}"""
    with open({where}, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    return torch.FloatTensor([[float(x)] for x, y in rows]), torch.FloatTensor([[float(y)] for x, y in rows])
'''


@dataclass(frozen=True)
class Section:
    """A step of the lesson: what it is called, what explains it, what is special in this run, and its code."""

    name: str
    heading: str
    texts: tuple[str, ...]
    """Paragraphs that explain it, for a notebook."""
    told: tuple[str, ...]
    """What is special in this run, which the script tells too."""
    code: str


def script_of(run: Replay, language: Language = "en", name: str = "run.py", *, every_epoch: bool = False) -> str:
    """The script of a run, named so; data of more than EMBEDDED rows it reads from the files of files_of.

    With every_epoch it also writes each of them to a CSV file; what does that stands at its end, and the lesson in a
    function above it. Raises ValueError where there are no texts in the language.
    """
    words = words_of(language)
    tools, *lesson = sections_of(run, words, name, in_notebook=False, every_epoch=every_epoch)
    about = [words("title"), *_wrapped(words("about"))]
    about += ["", *note] if (note := [line for text in note_of(run) for line in _wrapped(text)]) else []
    head = "\n".join([*(f"# {line}".rstrip() for line in about), "", tools.code])
    body = "\n\n".join(map(_as_comments, lesson))
    if not every_epoch:
        return f"{head}\n\n{body}\n"
    return f"{head}\n\n\ndef lesson():\n{textwrap.indent(body, ' ' * 4)}\n\n\n{helper(words)}\n\n\nlesson()\n"


def write_script(
    run: Replay,
    path: Path,
    language: Language = "en",
    check_cancelled: CheckCancelled = wanted,
    *,
    every_epoch: bool = False,
    replace_data: bool = False,
) -> None:
    """Write the script, and the files of its data beside it. Raises OSError as write_with_data does."""
    text = script_of(run, language, path.name, every_epoch=every_epoch)
    write_with_data(run, path, text, check_cancelled, replace_data=replace_data)


def write_with_data(run: Replay, path: Path, text: str, check_cancelled: CheckCancelled, *, replace_data: bool) -> None:
    """Write a script or notebook, and beside it what it reads: all of it or nothing.

    Raises OSError where one cannot be written, FileExistsError before any is where another file has the name of one.
    """
    texts = {path: text} | {path.with_name(name): data for name, data in files_of(run, path.name).texts.items()}
    contents = {file: content.encode("utf-8", "replace") for file, content in texts.items()}
    for file, content in contents.items():
        if file != path and not replace_data and exists(file) and not _holds(file, content):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    write_together(contents, check_cancelled)


def _holds(file: Path, content: bytes) -> bool:
    return is_file(file) and file.stat().st_size == len(content) and file.read_bytes() == content


def sections_of(run: Replay, words: Words, name: str, *, in_notebook: bool, every_epoch: bool) -> list[Section]:
    """The steps of the lesson for this run; all that script and notebook have in common."""
    experiment, files = run.experiment, files_of(run, name)
    settings = experiment.settings
    rows = Rows(run, words, keeps_losses=in_notebook, every_epoch=every_epoch)
    first, *later = segments_of(rows, files)
    seed_text = words("seed-draws" if _draws(run) else "seed-idle")
    parameters = "\n".join(parameter_lines(experiment.initial))
    optimizer = [optimizer_line(settings)]
    if every_epoch:
        optimizer += [*(["", helper(words), ""] if in_notebook else []), opening(name)]
    before_loop = "losses = []\n" if in_notebook else ""
    return [
        Section("tools", words("tools"), (words("tools-text"),), (), _tools(run, rows, words, in_notebook=in_notebook)),
        _data_section(settings, words, files, in_notebook=in_notebook),
        Section("seed", words("seed"), (seed_text,), (), seed_line(experiment.seed)),
        Section("parameters", words("parameters"), (words("parameters-text"),), (), parameters),
        Section("optimizer", words("optimizer"), *_optimizer_texts(settings, words), "\n".join(optimizer)),
        Section("loop", first.heading, *_loop_texts(settings, words, first.told), before_loop + first.code),
        *(Section(f"loop-{n}", part.heading, (), part.told, part.code) for n, part in enumerate(later, 2)),
        *([Section("end", words("end"), (), (), "every_epoch.close()")] if every_epoch else []),
    ]


def files_of(run: Replay, name: str) -> DataFiles:
    """What writes the data of a run into the script or notebook of this name."""
    return DataFiles(Path(name).stem, (change.settings.data for change in run.all_changes))


def _tools(run: Replay, rows: Rows, words: Words, *, in_notebook: bool) -> str:
    length = max(len(change.settings.data) for change in run.all_changes)
    imports = ["import csv"] if rows.every_epoch or length > EMBEDDED else []
    imports += ["import math"] if rows.may_overflow else []
    imports += ["import pathlib"] if length > EMBEDDED and not in_notebook else []
    lines = [*imports, *([""] if imports else []), "import torch"]
    if length > MANY_ROWS:
        lines += ["", f"torch.set_num_threads(1)  # {words('one-thread')}"]
    if length > EMBEDDED:
        where = "name" if in_notebook else "pathlib.Path(__file__).with_name(name)"
        lines += ["", "", READ_COLUMNS.format(where=where, **{"read-columns": words("read-columns")})]
    return "\n".join(lines)


def _data_section(settings: LoopSettings, words: Words, files: DataFiles, *, in_notebook: bool) -> Section:
    data = settings.data
    parts = (plain(data.name), _named("x", data.x_name), _named("y", data.y_name))
    names = ", ".join(part for part in parts if part)
    names = in_markdown(names) if in_notebook else names
    told = [words("data-names", name=names)] if names else []
    told += [words("standardised")] if settings.standardise else []
    code = "\n".join([*files.assignment(data), *preface_of(settings)])
    return Section("data", words("data"), (words("data-text", rows=len(data)),), tuple(told), code)


def _named(letter: str, name: str) -> str:
    return f"{letter} = {plain(name)}" if name else ""


def _optimizer_texts(settings: LoopSettings, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    special = {"momentum": settings.momentum > 0, "nesterov": settings.nesterov}
    return (words("optimizer-text"),), tuple(words(key) for key, holds in special.items() if holds)


def _draws(run: Replay) -> bool:
    batches = any(change.settings.batch_size for change in run.all_changes)
    return batches or run.experiment.initial.start is Start.RANDOM


def _loop_texts(settings: LoopSettings, words: Words, told: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    special = {
        "never": settings.skips,
        "cleared-too-early": settings.zero_grad is ZeroGrad.AFTER_BACKWARD and settings.every == 1,
        "batches": settings.batch_size > 0,
        "parts": settings.accumulate > 1 and replace(settings, accumulate=1).grad_is_fresh,
        "twice": settings.backward_twice,
    }
    special_here = [words(key) for key, holds in special.items() if holds]
    return (words("loop-text"), words("rounded")), (*special_here, *told)


def _as_comments(section: Section) -> str:
    """A section of the script: above the code, as comments, what is special in it, and where a later loop begins."""
    rule = f"# ---- {section.heading} "
    heading = [rule + "-" * max(4, 80 - len(rule))] if section.name.startswith("loop-") else []
    told = [f"# {line}" for text in section.told for line in _wrapped(text)]
    return "\n".join([*heading, *told, section.code])


def _wrapped(text: str) -> list[str]:
    width = 58 if any(ord(letter) > 0x1100 for letter in text) else 98  # a syllable is as wide as two letters
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def note_of(run: Replay) -> list[str]:
    """The lines of the note."""
    return [line for line in map(plain, run.note.splitlines()) if line]


def plain(text: str) -> str:
    """A text for a comment: on one line, and without characters that no source may hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def in_markdown(text: str) -> str:
    """A text that a notebook shows as it is: no HTML, no picture, no link."""
    return re.sub(r"([\\`*_\[\]<>&!|~#])", r"\\\1", text)
