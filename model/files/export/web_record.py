"""The numbers of a run as a web page has them: columns in float32, and what each epoch ran with."""

from __future__ import annotations

import base64
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.cancelling import CheckCancelled
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import COLUMNS, History
from model.loop import loop_of
from model.moment import x_train_of
from model.run import Replay
from model.setup import shown_lines

EPOCHS_AT_MOST = 6000
"""A run of more is thinned out to about as many: 28 bytes each, and a third more as base64."""

FIRST_KEPT = 1000
"""Epochs at the start that are kept however long a run is."""

CHANGES_KEPT = 200
"""Changes about which the epochs are kept: before, at and after each."""

ROWS_SHOWN = 6
"""Rows whose hypothesis the page computes: with more in the data, it shows as many and says so."""

POINTS_AT_MOST = 8000
"""Points that all data sets together have on the page; each has ten at least."""

TOLD_EVERY = 500


def trained(run: Replay, check_cancelled: CheckCancelled) -> tuple[Parameters, History]:
    """W and b at the start of a run, and all its epochs, trained now. Raises ImportError where torch is missing."""
    from model.training.trainer import Trainer, epochs_of

    start, history = Parameters(*Trainer(run.experiment).tensors.numbers()), History()
    for epoch in epochs_of(run):
        history.append(epoch)
        if epoch.number % TOLD_EVERY == 0:
            check_cancelled(epoch.number / run.epochs)
    return start, history


def record_of(run: Replay, start: Parameters, history: History) -> dict[str, Any]:
    """What the page replays of a run, as JSON has it; columns as base64 of float32, little-endian.

    numbers are those of the epochs that are kept; without it, they are all.
    """
    kept = kept_epochs(history)
    codes: dict[tuple[tuple[str, ...], ...], int] = {}
    sets: dict[Dataset, int] = {}
    parts = []
    for change in history.changes:
        code = codes.setdefault(_code(run.experiment, change.settings), len(codes))
        data = sets.setdefault(change.settings.data, len(sets))
        parts.append({"from": change.epoch, "code": code, "data": data, **_part(change.settings)})
    points = max(10, POINTS_AT_MOST // len(sets))
    return {
        "epochs": len(history),
        "asked": run.epochs,
        "start": start,
        **({} if len(kept) == len(history) else {"numbers": _base64(kept.astype("<i4"))}),
        "columns": {name: _base64(history.column(name)[kept].astype("<f4")) for name in COLUMNS},
        "parts": parts,
        "codes": [{"before": before, "lines": lines, "kinds": kinds} for before, lines, kinds in codes],
        "data": [_points(data, points) for data in sets],
    }


def kept_epochs(history: History) -> NDArray[np.intp]:
    """The epochs that the page has, in order: all of them, or a choice of a long run.

    That is the first ones, those about each change, and of each stretch after them the epochs of its smallest and of
    its largest loss, so that a curve goes as far as it went; with each, the one before, so that its lines can be shown.
    """
    length = len(history)
    if length <= EPOCHS_AT_MOST:
        return np.arange(length)
    changes = np.array([change.epoch for change in history.changes[:CHANGES_KEPT]])
    kept = [np.arange(FIRST_KEPT), *(changes + beside for beside in (-1, 0, 1)), np.array([length - 2, length - 1])]
    stretches = (EPOCHS_AT_MOST - FIRST_KEPT - 3 * CHANGES_KEPT) // 4
    ends = np.linspace(FIRST_KEPT, length, stretches + 1).astype(np.intp)
    loss = np.nan_to_num(history.column("loss"), nan=np.inf)
    for first, end in pairwise(ends):
        extremes = first + np.array([loss[first:end].argmin(), loss[first:end].argmax()])
        kept += [extremes - 1, extremes]
    found = np.unique(np.concatenate(kept))
    return found[(found >= 0) & (found < length)]


def _code(experiment: Experiment, settings: LoopSettings) -> tuple[tuple[str, ...], ...]:
    """The lines before the loop, the loop's own from its `for` on, and what each of these does."""
    loop = loop_of(settings)
    head = loop.first_line - 1
    before = (*shown_lines(replace(experiment, settings=settings)), *loop.lines[:head])
    return before, loop.lines[head:], tuple(kind.name.lower() for kind in loop.kinds[head:])


def _part(settings: LoopSettings) -> dict[str, Any]:
    """What the page has to know of the settings that an epoch ran with."""
    return {
        "zero_grad": settings.zero_grad,
        "every": settings.every,
        "in_pieces": settings.in_pieces,
        "x": x_train_of(settings)[:ROWS_SHOWN, 0].tolist(),
        **({"scale": [float(np.float32(part)) for part in settings.data.x_scale]} if settings.standardise else {}),
    }


def _points(data: Dataset, at_most: int) -> dict[str, Any]:
    """The points to draw, evenly taken from more rows than these, and what they are called."""
    places = np.unique(np.linspace(0, len(data) - 1, min(len(data), at_most)).astype(np.intp))
    x, y = (_base64(column[places, 0].astype("<f4")) for column in (data.x, data.y))
    return {"rows": len(data), "x": x, "y": y, "name": data.name, "x_name": data.x_name, "y_name": data.y_name}


def _base64(values: NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")
