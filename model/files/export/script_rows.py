"""What an exported loop does after the lesson's lines: it prints every hundredth epoch and the last one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.data.standardised import trained_data
from model.epoch import ROW, ROW_EVERY, SMALL_SLOPE
from model.experiment import FLOAT32_MAX, LoopSettings, Start
from model.files.export.script_words import Words
from model.run import Replay
from model.theory.curvature import curvature
from model.theory.optimum import optimum

SHARE = 0.99
"""Of the limit of the learning rate: below it rounding does not make descent grow."""


@dataclass(frozen=True)
class Rows:
    """The lines at the end of each loop of a run."""

    run: Replay
    words: Words
    keeps_losses: bool = False
    """Whether a list named losses has that of every epoch."""
    every_epoch: bool = False
    """Whether every epoch is handed to what script_epochs has written."""

    @cached_property
    def may_overflow(self) -> bool:
        """Whether the loops look for numbers that overflow."""
        return may_overflow(self.run)

    def lines(self, settings: LoopSettings, end: int) -> list[str]:
        """What follows on the lesson's lines in a loop of these settings that goes up to this epoch, indented."""
        last = self.run.epochs - 1
        when = [f"epoch % {ROW_EVERY} == 0"]
        if end > last and last % ROW_EVERY:
            when.append(f"epoch == {last}")
        lines = [f"loss = torch.tensor({whole})"] if (whole := _whole_loss(settings)) else []
        if self.keeps_losses:
            lines.append("losses.append(loss.item())")
        if self.every_epoch:
            lines.append(f"every_epoch.add(epoch, loss, zero_grad={_cleared(settings)})")
        if self.may_overflow:
            lines.append("finite = math.isfinite(loss.item() + W.item() + b.item())")
            when.append("not finite")
        lines += [f"if {' or '.join(when)}:", f'    print(f"{_row(self.run)}")']
        if self.may_overflow:
            told = self.words("overflowed", epoch="{epoch}")
            lines += ["if not finite:", f'    print(f"{told}")', "    break"]
        return [f"    {line}" for line in lines]


def may_overflow(run: Replay) -> bool:
    """Whether a run is not certain to keep its numbers finite.

    It is certain of plain descent on the whole batch below the limit of lr: no step takes W and b further from the best
    line of their data than they were.
    """
    initial = run.experiment.initial
    reach = abs(initial.W) + abs(initial.b) if initial.start is Start.NUMBERS else 2.0
    for _, settings in run.all_changes:
        data = trained_data(settings)
        is_plain = settings.grad_is_fresh and not settings.batch_size and not settings.momentum
        if not is_plain or settings.lr > SHARE * curvature(data).lr_stable:
            return True
        best = optimum(data)
        reach += 2 * (abs(best.W) + abs(best.b))
        x, y = (float(np.abs(column).max()) for column in (data.x, data.y))
        if len(data) * (reach * (x + 1) + y) * (x + 1) > FLOAT32_MAX**0.5:
            return True
    return False


def _whole_loss(settings: LoopSettings) -> str:
    """The loss of an epoch that has many, as an expression; empty where there is one."""
    if settings.batch_size:
        return "total / len(x_train)"
    return "total" if settings.accumulate > 1 else ""


def _cleared(settings: LoopSettings) -> str:
    if settings.skips:
        return "False"
    return "True" if settings.every == 1 else f"epoch % {settings.every} == 0"


def _row(run: Replay) -> str:
    """The classic row, which chooses how to write W where the data have so small a slope that it has to."""
    row = ROW
    for name in ("W", "b", "loss"):
        row = row.replace(f"{{{name}:", f"{{{name}.item():")
    slopes = [abs(optimum(trained_data(change.settings)).W) for change in run.all_changes]
    if not any(0 < slope < SMALL_SLOPE for slope in slopes):
        return row
    return row.replace(".item():.6f", f".item():{{'#.6g' if 0 < abs(W.item()) < {SMALL_SLOPE} else '.6f'}}", 1)
