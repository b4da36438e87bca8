"""What stands where between two lines of the loop, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.epoch import Epoch
from model.experiment import LoopSettings
from model.loop import Kind, loop_of

SHOWN = 3
"""Numbers of a tensor that are written out."""


class Moment(NamedTuple):
    """The state of the loop before a line of an epoch runs; frozen, to cross from the training thread.

    line is the number of the line that comes next, counted as in Loop.lines; values tells for each line that this
    epoch has run what it left behind. hypothesis holds the first of its rows. hypothesis and loss are None before
    they are first computed, the fresh gradients before this epoch's backward(), and .grad as torch has it. coming is
    what the line that comes next will find where that is a loss or the gradients of W and of b: torch has computed it
    ahead, from the same tensors, and left no trace.
    """

    epoch: int
    settings: LoopSettings
    W: float
    b: float
    W_grad: float | None = None
    b_grad: float | None = None
    hypothesis: tuple[float, ...] | None = None
    loss: float | None = None
    W_fresh: float | None = None
    b_fresh: float | None = None
    line: int = 0
    values: Mapping[int, str] = MappingProxyType({})
    mid_epoch: bool = False
    rows: int = 0
    momentum: tuple[float, float] | None = None
    coming: tuple[float, ...] = ()


def values_after(epoch: Epoch, W_before: float, b_before: float) -> dict[int, str]:
    """What each line of a recorded epoch left behind, as far as the record tells; keys as in Moment.values.

    W_before and b_before are what the epoch began with: its hypothesis is computed again from them, in float32 as torch
    does it. Where x is standardised, torch itself does that, and has to be loaded.
    """
    settings, kinds = epoch.settings, loop_of(epoch.settings).kinds
    told = not settings.in_pieces  # of which the record keeps no values
    hypothesis = _first_of_hypothesis(settings, W_before, b_before) if told else None
    loss = epoch.loss if told else None
    rows = len(settings.data)
    end = Moment(epoch.number, settings, epoch.W, epoch.b, epoch.W_grad, epoch.b_grad, hypothesis, loss, rows=rows)
    values = {line: value_text(kind, end) for line, kind in enumerate(kinds)}
    for line, kind in enumerate(kinds):
        if kind is Kind.ZERO_GRAD:
            values[line] = value_text(kind, end._replace(W_grad=None, b_grad=None)) if epoch.zero_grad else ""
        elif kind is Kind.BACKWARD and (epoch.W_grad is None or Kind.BACKWARD in kinds[line + 1 :]):
            values[line] = ""  # emptied before the record, or not yet all
    return values


def _first_of_hypothesis(settings: LoopSettings, W: float, b: float) -> tuple[float, ...]:
    """The first rows of the hypothesis, one more than are shown."""
    x = x_train_of(settings)[: SHOWN + 1, 0]
    with np.errstate(over="ignore", invalid="ignore"):  # a run may diverge
        return tuple((x * np.float32(W) + np.float32(b)).tolist())


def x_train_of(settings: LoopSettings) -> NDArray[np.float32]:
    """What the loop has as x_train, shape (N, 1)."""
    if not settings.standardise:
        return settings.data.x
    import torch  # late: whoever has a record to show has loaded it, and nobody else needs it

    names: dict[str, Any] = {"x_train": torch.from_numpy(settings.data.x.copy())}
    loop_of(settings).prepare(names)
    x: NDArray[np.float32] = names["x_train"].numpy()
    return x


def value_text(kind: Kind, moment: Moment) -> str:
    """What a line of this kind has just left behind, with the shapes of the tensors."""
    if kind is Kind.HYPOTHESIS and moment.hypothesis is not None:
        return f"{_numbers(moment.hypothesis)} ({moment.rows}, 1)"
    if kind is Kind.LOSS and moment.loss is not None:
        return f"{moment.loss:.6g} ()"
    if kind in (Kind.ZERO_GRAD, Kind.BACKWARD):
        return f"W.grad {_number(moment.W_grad)} b.grad {_number(moment.b_grad)}"
    if kind is Kind.STEP:
        return f"W {_number(moment.W)} b {_number(moment.b)}"
    return ""


def _numbers(values: Sequence[float]) -> str:
    shown = " ".join(f"{value:.4g}" for value in values[:SHOWN])
    return f"[{shown}{' …' if len(values) > SHOWN else ''}]"


def _number(value: float | None) -> str:
    return "None" if value is None else f"{value:.5g} (1,)"
