"""The loop of an exported script: model.program's own text, cut where something changes during the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.experiment import LoopSettings
from model.export_data import DataFiles
from model.export_texts import Words
from model.history import Change
from model.program import source_of
from model.run_file import Run

TABLE_FROM = 3
"""So many changes of lr or data alone, one after the other, share a loop and stand in a table: a slider makes many."""


@dataclass(frozen=True)
class Segment:
    """The epochs of one loop."""

    heading: str
    told: tuple[str, ...]
    """What changes there, in sentences; nothing for the first."""
    code: str


def segments_of(run: Run, words: Words, files: DataFiles) -> list[Segment]:
    """The loops of a run, in order."""
    groups = _groups(run.all_changes)
    ends = [*(group[0].epoch for group in groups[1:]), run.epochs]
    segments = []
    before: LoopSettings | None = None
    for group, end in zip(groups, ends, strict=True):
        segments.append(_segment(before, group, end, words, files))
        before = group[-1].settings
    return segments


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    """The changes that share a loop."""
    alike: list[list[Change]] = []
    for change in changes:
        if alike and source_of(alike[-1][0].settings) == source_of(change.settings):
            alike[-1].append(change)
        else:
            alike.append([change])
    result: list[list[Change]] = []
    for group in alike:
        result += [group] if len(group) > TABLE_FROM else [[change] for change in group]
    return result


def _segment(before: LoopSettings | None, group: Sequence[Change], end: int, words: Words, files: DataFiles) -> Segment:
    first, later = group[0], group[1:]
    settings = first.settings
    code: list[str] = []
    if before is not None and settings.lr != before.lr:
        code.append(f'optimizer.param_groups[0]["lr"] = {float(settings.lr)!r}')
    if before is not None and files.differ(settings.data, before.data):
        code += files.assignment(settings.data)
    tables, uses = _tables(group, files)
    told = [] if before is None else _told(before, settings, words, files)
    if later:
        told.append(words("further"))
    epochs = str(end) if first.epoch == 0 else f"{first.epoch}, {end}"
    head, *body = source_of(settings, epochs)
    shown = _commented(body, words) if before is None else _marked(body, source_of(before)[1:], words)
    code += [*tables, head, *uses, *shown, *_noting(settings, words)]
    heading = words("loop") if first.epoch == 0 else words("from-epoch", epoch=first.epoch)
    return Segment(heading, tuple(told), "\n".join(code))


def _tables(group: Sequence[Change], files: DataFiles) -> tuple[list[str], list[str]]:
    """What the later changes of a group bring, by epoch, and the lines of the loop that look it up."""
    lr: list[str] = []
    data: list[str] = []
    previous = group[0].settings
    for epoch, settings in group[1:]:
        if settings.lr != previous.lr:
            lr.append(f"    {epoch}: {float(settings.lr)!r},")
        if files.differ(settings.data, previous.data):
            data.append(f"    {epoch}: {files.expression(settings.data)},")
        previous = settings
    tables: list[str] = []
    uses: list[str] = []
    if lr:
        tables += ["lr_from = {", *lr, "}"]
        uses += ["    if epoch in lr_from:", '        optimizer.param_groups[0]["lr"] = lr_from[epoch]']
    if data:
        tables += ["data_from = {", *data, "}"]
        uses += ["    if epoch in data_from:", "        x_train, y_train = data_from[epoch]"]
    return tables, uses


def _commented(body: Sequence[str], words: Words) -> list[str]:
    """Each line with what it does beside it."""
    width = max(map(len, body)) + 2
    lines: list[str] = []
    for line in body:
        comment = _comment(line.strip(), words)
        lines += [f"{line:{width}}# {comment}" if comment else line, *_before_step(line, words)]
    return lines


def _marked(body: Sequence[str], before: Sequence[str], words: Words) -> list[str]:
    """The lines that were not in the loop before are marked."""
    known = {line.strip() for line in before}
    lines: list[str] = []
    for line in body:
        mark = "" if line.strip() in known else f"  # <- {words('line-changed')}"
        lines += [line + mark, *_before_step(line, words)]
    return lines


def _comment(line: str, words: Words) -> str:
    starts = {
        "hypothesis =": "line-hypothesis",
        "loss =": "line-loss",
        "optimizer.zero_grad(": "line-zero_grad",
        "# optimizer.zero_grad(": "line-no-zero_grad",
        "loss.backward(": "line-backward",
        "optimizer.step(": "line-step",
        "# optimizer.step(": "line-no-step",
        "for batch in torch.randperm": "line-permutation",
    }
    return next((words(key) for start, key in starts.items() if line.startswith(start)), "")


def _before_step(line: str, words: Words) -> list[str]:
    """Where step() is left out, no hook of the optimizer tells that it would be its turn."""
    if line.strip() != "# optimizer.step()":
        return []
    indent = line[: len(line) - len(line.lstrip())]
    return [f"{indent}log.before_step()  # {words('line-before-step')}"]


def _noting(settings: LoopSettings, words: Words) -> list[str]:
    loss = "loss.item()"
    if settings.batch_size:
        loss = "total / len(x_train)"
    elif settings.accumulate > 1:
        loss = "total"
    cleared = "True" if settings.every == 1 else f"epoch % {settings.every} == 0"
    if settings.skips:
        cleared = "False"
    return [f"    if not log(epoch, {loss}, zero_grad={cleared}):", f"        break  # {words('line-break')}"]


def _told(before: LoopSettings, now: LoopSettings, words: Words, files: DataFiles) -> list[str]:
    """What differs, in sentences."""
    told: list[str] = []
    if now.lr != before.lr:
        told.append(words("change-lr", now=repr(float(now.lr)), before=repr(float(before.lr))))
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
    return told
