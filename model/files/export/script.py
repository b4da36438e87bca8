"""A run as a plain PyTorch script, to be read and to be run: it prints the very numbers of the window."""

from __future__ import annotations

import errno
import os
import re
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path

from model.cancelling import CheckCancelled, wanted
from model.data.standardised import trained_data
from model.epoch import ROW, ROW_EVERY, SMALL_SLOPE
from model.experiment import LoopSettings, Start, ZeroGrad
from model.files.atomic_file import write_together
from model.files.epochs_csv import CSV_COLUMNS
from model.files.export.script_data import EMBEDDED, DataFiles
from model.files.export.script_loop import segments_of
from model.files.export.script_words import Language, Words, words_of
from model.loop import preface_of
from model.run import Replay
from model.setup import optimizer_line, parameter_lines, seed_line
from model.theory.optimum import optimum

MANY_ROWS = 1000
"""torch may cut sums over many more rows than these among threads, and they come out differently then."""

LOG = '''\
class Log:
    """{log}"""

    def __init__(self, W, b, optimizer, epochs, file=None):
        self.W, self.b, self.optimizer, self.epochs = W, b, optimizer, epochs
        self.losses = []
        self.overflowed = False
        self.stream = open(file, "w", encoding="utf-8", newline="") if file else None
        if self.stream:
            self.csv = csv.writer(self.stream, lineterminator="\\n")
            self.csv.writerow("{columns}".split(","))
            self.own = {{}}
            W.register_hook(lambda gradient: self.add("W", gradient))
            b.register_hook(lambda gradient: self.add("b", gradient))
            optimizer.register_step_pre_hook(lambda *_: self.before_step())

    def add(self, name, gradient):
        # {log-add}
        self.own[name] = self.own[name] + gradient if name in self.own else gradient.clone()

    def before_step(self):
        # {log-before-step}
        if self.stream:
            in_grad = [None if tensor.grad is None else tensor.grad.item() for tensor in (self.W, self.b)]
            self.gradients = [*in_grad, self.own.pop("W").item(), self.own.pop("b").item()]

    def __call__(self, epoch, loss, zero_grad):
        # {log-call}
        if self.overflowed:
            return False
        loss, W, b = torch.tensor(loss).item(), self.W.item(), self.b.item()
        self.overflowed = not abs(loss + W + b) < float("inf")
        self.losses.append(loss)
        if self.stream:
            lr = self.optimizer.param_groups[0]["lr"]
            self.csv.writerow([epoch, loss, W, b, *self.gradients, lr, int(zero_grad)])
        if epoch % {row_every} == 0 or epoch == self.epochs - 1 or self.overflowed:
            print(f"{row}")
        if self.overflowed:
            print(f"{overflowed}")
        return not self.overflowed

    def close(self):
        if self.stream:
            self.stream.close()
'''

READ_COLUMNS = '''\
def read_columns(name):
    """{read-columns}"""
    with open({where}, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    return torch.FloatTensor([[float(x)] for x, y in rows]), torch.FloatTensor([[float(y)] for x, y in rows])
'''


@dataclass(frozen=True)
class Section:
    """A step of the lesson: what it is called, paragraphs that explain it, and its code."""

    name: str
    heading: str
    texts: tuple[str, ...]
    code: str


def script_of(run: Replay, language: Language = "en", name: str = "run.py") -> str:
    """The script of a run, named so; data of more than EMBEDDED rows it reads from the files of files_of.

    Raises ValueError where there are no texts in the language.
    """
    words = words_of(language)
    sections = sections_of(run, words, files_of(run, name), in_notebook=False)
    about = [words("title"), "", *_wrapped(words("about")), *_wrapped(words("usage"))]
    about += ["", *note] if (note := [line for text in note_of(run) for line in _wrapped(text)]) else []
    text = "\n".join([*(f"# {line}".rstrip() for line in about), "", *map(_as_comments, sections)])
    return text.rstrip("\n") + "\n"


def write_script(
    run: Replay,
    path: Path,
    language: Language = "en",
    check_cancelled: CheckCancelled = wanted,
    *,
    replace_data: bool = False,
) -> None:
    """Write the script, and the files of its data beside it. Raises OSError as write_with_data does."""
    write_with_data(run, path, script_of(run, language, path.name), check_cancelled, replace_data=replace_data)


def write_with_data(run: Replay, path: Path, text: str, check_cancelled: CheckCancelled, *, replace_data: bool) -> None:
    """Write a script or notebook, and beside it what it reads: all of it or nothing.

    Raises OSError where one cannot be written, FileExistsError before any is where another file has the name of one.
    """
    texts = {path: text} | {path.with_name(name): data for name, data in files_of(run, path.name).texts.items()}
    contents = {file: content.encode("utf-8", "replace") for file, content in texts.items()}
    for file, content in contents.items():
        if file != path and not replace_data and file.exists() and not _holds(file, content):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    write_together(contents, check_cancelled)


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def sections_of(run: Replay, words: Words, files: DataFiles, *, in_notebook: bool) -> list[Section]:
    """The steps of the lesson for this run; all that script and notebook have in common."""
    experiment = run.experiment
    segments = segments_of(run, words, files)
    optimizer = optimizer_line(experiment.settings)
    parameters = "\n".join(parameter_lines(experiment.initial))
    log = f"log = Log(W, b, optimizer, epochs={run.epochs}, file=csv_file)"
    first, *later = segments
    return [
        Section("tools", words("tools"), (words("tools-text"),), _tools(run, words, in_notebook=in_notebook)),
        _data_section(experiment.settings, words, files, in_notebook=in_notebook),
        Section(
            "seed",
            words("seed"),
            (words("seed-draws" if _draws(run) else "seed-idle"),),
            seed_line(experiment.seed),
        ),
        Section("parameters", words("parameters"), (words("parameters-text"),), parameters),
        Section("optimizer", words("optimizer"), _optimizer_texts(experiment.settings, words), f"{optimizer}\n{log}"),
        Section("loop", first.heading, (*_loop_texts(experiment.settings, words), *first.told), first.code),
        *(Section(f"loop-{n}", part.heading, part.told, part.code) for n, part in enumerate(later, 2)),
        Section("end", words("end"), (words("end-text"),), "log.close()"),
    ]


def files_of(run: Replay, name: str) -> DataFiles:
    """What writes the data of a run into the script or notebook of this name."""
    return DataFiles(Path(name).stem, (change.settings.data for change in run.all_changes))


def _row(run: Replay) -> str:
    """The classic row, which chooses how to write W where the data have so small a slope that it has to."""
    slopes = [abs(optimum(trained_data(change.settings)).W) for change in run.all_changes]
    small = any(0 < slope < SMALL_SLOPE for slope in slopes)
    return ROW.replace("{W:.6f}", f"{{W:{{'#.6g' if 0 < abs(W) < {SMALL_SLOPE} else '.6f'}}}}") if small else ROW


def _tools(run: Replay, words: Words, *, in_notebook: bool) -> str:
    rows = max(len(change.settings.data) for change in run.all_changes)
    imports = [*([] if in_notebook else ["import argparse"]), "import csv"]
    if rows > EMBEDDED and not in_notebook:
        imports.append("import pathlib")
    texts = {key: words(key) for key in ("log", "log-add", "log-before-step", "log-call", "read-columns")}
    overflowed = words("overflowed", epoch="{epoch}")
    lines = [*imports, "", "import torch", ""]
    if rows > MANY_ROWS:
        lines += [f"torch.set_num_threads(1)  # {words('one-thread')}", ""]
    told = {**texts, "overflowed": overflowed}
    log = LOG.format(columns=",".join(CSV_COLUMNS), row_every=ROW_EVERY, row=_row(run), **told)
    if not in_notebook:  # the picture of the losses is the notebook's
        log = "".join(line for line in log.splitlines(keepends=True) if "self.losses" not in line)
    lines += ["", log, ""]
    if rows > EMBEDDED:
        where = "name" if in_notebook else "pathlib.Path(__file__).with_name(name)"
        lines += [READ_COLUMNS.format(where=where, **texts), ""]
    if in_notebook:
        lines.append(f"csv_file = None  # {words('csv-file')}")
    else:
        lines += [
            "parser = argparse.ArgumentParser()",
            f'parser.add_argument("--csv", metavar="FILE", help="{words("csv-help")}")',
            "csv_file = parser.parse_args().csv",
        ]
    return "\n".join(lines)


def _data_section(settings: LoopSettings, words: Words, files: DataFiles, *, in_notebook: bool) -> Section:
    data = settings.data
    parts = (plain(data.name), _named("x", data.x_name), _named("y", data.y_name))
    names = ", ".join(part for part in parts if part)
    names = in_markdown(names) if in_notebook else names
    told = (words("data-names", name=names),) if names else ()
    texts = (words("data-text", rows=len(data)), *told, *([words("standardised")] if settings.standardise else []))
    return Section("data", words("data"), texts, "\n".join([*files.assignment(data), *preface_of(settings)]))


def _named(letter: str, name: str) -> str:
    return f"{letter} = {plain(name)}" if name else ""


def _optimizer_texts(settings: LoopSettings, words: Words) -> tuple[str, ...]:
    special = {"momentum": settings.momentum > 0, "nesterov": settings.nesterov}
    return (words("optimizer-text"), *(words(key) for key, holds in special.items() if holds))


def _draws(run: Replay) -> bool:
    batches = any(change.settings.batch_size for change in run.all_changes)
    return batches or run.experiment.initial.start is Start.RANDOM


def _loop_texts(settings: LoopSettings, words: Words) -> tuple[str, ...]:
    special = {
        "never": settings.skips,
        "cleared-too-early": settings.zero_grad is ZeroGrad.AFTER_BACKWARD and settings.every == 1,
        "batches": settings.batch_size > 0,
        "parts": settings.accumulate > 1 and replace(settings, accumulate=1).grad_is_fresh,
        "twice": settings.backward_twice,
    }
    return (words("loop-text"), *(words(key) for key, holds in special.items() if holds))


def _as_comments(section: Section) -> str:
    """A section of the script: heading and explanation as comments above the code."""
    rule = f"# ---- {section.heading} "
    lines = [rule + "-" * max(4, 80 - len(rule)), *(f"# {line}" for text in section.texts for line in _wrapped(text))]
    return "\n".join([*lines, "", section.code, "", ""])


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
