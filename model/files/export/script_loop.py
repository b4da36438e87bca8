"""The loop of an exported script: model.loop's own text, cut where something changes during the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import indent

from model.experiment import LoopSettings
from model.files.export.script_data import DataFiles
from model.files.export.script_rows import Rows
from model.files.export.script_words import Words
from model.history import Change
from model.loop import for_statement_of, preface_of, source_of
from model.setup import OPTIONS, option_text

TABLE_FROM = 3
"""More changes than this in one loop stand in tables: a slider makes many."""


@dataclass(frozen=True)
class Segment:
    """The epochs of one loop."""

    heading: str
    told: tuple[str, ...]
    """What changes there, in sentences; nothing for the first."""
    code: str


def segments_of(rows: Rows, files: DataFiles) -> list[Segment]:
    """The loops of the run of these rows, in order."""
    groups = _groups(rows.run.all_changes)
    ends = [*(group[0].epoch for group in groups[1:]), rows.run.epochs]
    segments = []
    before: LoopSettings | None = None
    for group, end in zip(groups, ends, strict=True):
        segments.append(_segment(before, group, end, files, rows))
        before = group[-1].settings
    return segments


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    """The changes that share a loop, since none of them is in its text."""
    alike: list[list[Change]] = []
    for change in changes:
        if alike and source_of(alike[-1][0].settings) == source_of(change.settings):
            alike[-1].append(change)
        else:
            alike.append([change])
    return alike


def _segment(before: LoopSettings | None, group: Sequence[Change], end: int, files: DataFiles, rows: Rows) -> Segment:
    words, (first, settings) = rows.words, group[0]
    tables, uses, told = _later(group, words, files)
    stop = f"{end} if finite else {first}" if first and rows.may_overflow else str(end)
    head, *body = for_statement_of(settings, f"{first}, {stop}" if first else stop)
    if before is None:
        code, shown = tables, _commented(body, settings, words)
    else:
        code = [*_differing(before, settings, files), *tables]
        shown = _marked(body, for_statement_of(before)[1:], words)
        told = [*_told(before, settings, words, files), *told]
    if rows.every_epoch:
        shown = _with_before_step(shown, words)
    heading = words("from-epoch", epoch=first) if first else words("loop")
    return Segment(heading, tuple(told), "\n".join([*code, head, *uses, *shown, *rows.lines(settings, end)]))


def _differing(before: LoopSettings, now: LoopSettings, files: DataFiles) -> list[str]:
    """The lines that bring what is not in the loop's text."""
    return [*_other_options(before, now), *_other_data(before, now, files)]


def _later(group: Sequence[Change], words: Words, files: DataFiles) -> tuple[list[str], list[str], list[str]]:
    """The changes of a group but its first: lines before their loop, lines in it, and sentences above it."""
    if len(group) > TABLE_FROM + 1:
        return *_tables(group, files), [words("further")]
    uses: list[str] = []
    for (_, before), (epoch, now) in pairwise(group):
        told = _told(before, now, words, files)
        lines = _differing(before, now, files)
        if lines:
            uses += [f"    if epoch == {epoch}:  # {' '.join(told)}", indent("\n".join(lines), " " * 8)]
    return [], uses, []


def _other_options(before: LoopSettings, now: LoopSettings) -> list[str]:
    texts = {name: option_text(now, name) for name in OPTIONS if getattr(now, name) != getattr(before, name)}
    return [f'optimizer.param_groups[0]["{name}"] = {text}' for name, text in texts.items()]


def _other_data(before: LoopSettings, now: LoopSettings, files: DataFiles) -> list[str]:
    """The data as they are where those or that they are not standardised is new, and what stands before the loop."""
    if not files.differ(now.data, before.data) and now.standardise == before.standardise:
        return []
    as_they_are = files.differ(now.data, before.data) or before.standardise
    return [*(files.assignment(now.data) if as_they_are else []), *preface_of(now)]


def _tables(group: Sequence[Change], files: DataFiles) -> tuple[list[str], list[str]]:
    """What the later changes of a group bring, by epoch, and the lines of the loop that look it up."""
    rows: dict[str, list[str]] = {name: [] for name in (*OPTIONS, "data")}
    previous = group[0].settings
    for epoch, settings in group[1:]:
        for name in OPTIONS:
            if getattr(settings, name) != getattr(previous, name):
                rows[name].append(f"    {epoch}: {option_text(settings, name)},")
        if files.differ(settings.data, previous.data):
            rows["data"].append(f"    {epoch}: {files.expression(settings.data)},")
        previous = settings
    looked_up = {name: [f'optimizer.param_groups[0]["{name}"] = {name}_from[epoch]'] for name in OPTIONS}
    looked_up["data"] = ["x_train, y_train = data_from[epoch]", *preface_of(previous)]
    tables: list[str] = []
    uses: list[str] = []
    for name, lines in rows.items():
        if lines:
            tables += [f"{name}_from = {{", *lines, "}"]
            uses += [f"    if epoch in {name}_from:", *(f"        {line}" for line in looked_up[name])]
    return tables, uses


def _commented(body: Sequence[str], settings: LoopSettings, words: Words) -> list[str]:
    """Each line with what it does beside it."""
    width = max(map(len, body)) + 2
    lines: list[str] = []
    for line in body:
        comment = _comment(line.strip(), settings, words)
        lines.append(f"{line:{width}}# {comment}" if comment else line)
    return lines


def _marked(body: Sequence[str], before: Sequence[str], words: Words) -> list[str]:
    """The lines that were not in the loop before are marked."""
    known = {line.strip() for line in before}
    return [line if line.strip() in known else f"{line}  # <- {words('line-changed')}" for line in body]


def _comment(line: str, settings: LoopSettings, words: Words) -> str:
    step = "line-step-nesterov" if settings.nesterov else "line-step-momentum" if settings.momentum else "line-step"
    starts = {
        "hypothesis =": "line-hypothesis",
        "loss =": "line-loss",
        "optimizer.zero_grad(": "line-zero_grad",
        "# optimizer.zero_grad(": "line-no-zero_grad",
        "loss.backward(": "line-backward",
        "optimizer.step(": step,
        "# optimizer.step(": "line-no-step",
        "for batch in torch.randperm": "line-permutation",
    }
    return next((words(key) for start, key in starts.items() if line.startswith(start)), "")


def _with_before_step(body: Sequence[str], words: Words) -> list[str]:
    """Where step() is left out, no hook of the optimizer tells that it would be its turn."""
    lines: list[str] = []
    for line in body:
        lines.append(line)
        if line.strip().startswith("# optimizer.step()"):
            spaces = line[: len(line) - len(line.lstrip())]
            lines.append(f"{spaces}every_epoch.before_step()  # {words('line-before-step')}")
    return lines


def _told(before: LoopSettings, now: LoopSettings, words: Words, files: DataFiles) -> list[str]:
    """What differs, in sentences."""
    told: list[str] = []
    if now.lr != before.lr:
        told.append(words("change-lr", now=repr(float(now.lr)), before=repr(float(before.lr))))
    if now.momentum != before.momentum:
        told.append(words("change-momentum", now=repr(float(now.momentum)), before=repr(float(before.momentum))))
    if now.nesterov != before.nesterov:
        told.append(words("change-nesterov" if now.nesterov else "change-no-nesterov"))
    if (now.zero_grad, now.every) != (before.zero_grad, before.every):
        every = words("every", every=now.every) if now.every > 1 else ""
        told.append(words(f"change-{now.zero_grad}", every=every))
    if now.accumulate != before.accumulate:
        told.append(words("change-parts" if now.accumulate > 1 else "change-no-parts", parts=now.accumulate))
    if now.backward_twice != before.backward_twice:
        told.append(words("change-twice" if now.backward_twice else "change-once"))
    if now.step != before.step:
        told.append(words("change-step" if now.step else "change-no-step"))
    if now.batch_size != before.batch_size:
        told.append(words("change-batches" if now.batch_size else "change-no-batches", size=now.batch_size))
    if files.differ(now.data, before.data):
        told.append(words("change-data", rows=len(now.data)))
    if now.standardise != before.standardise:
        told.append(words("change-standardise" if now.standardise else "change-no-standardise"))
    return told
