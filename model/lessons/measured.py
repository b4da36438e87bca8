"""The numbers that a page may ask for, of what was run and of what was done: the names of its expressions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

import numpy as np

from model.comparison.agreement import Agreement
from model.draws import Round
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from model.theory.curvature import curvature
from model.theory.optimum import optimum
from model.theory.reads_as_zero import ReadsAsZero


@dataclass(frozen=True)
class Doings:
    """What has been done in the window since a page was opened, beside running the loop."""

    walked: int = 0
    """Lines before the loop that have been walked over."""
    line: int = 0
    """Lines of the loop that are done in the epoch that is shown; 0 between two epochs."""
    squares: bool = False
    """Whether residuals are shown as squares."""
    hand_W: float = math.nan
    hand_b: float = math.nan
    hand_loss: float = math.nan
    hand_best: float = math.nan
    """The line that was fitted by hand, its loss, and the smallest loss of one so far."""
    drawn_seeded: int = 0
    drawn_unseeded: int = 0
    """Rounds of two random numbers, with the newest manual_seed before them and without."""
    draws_differ: bool = False
    """Whether two rounds without manual_seed have brought other numbers."""
    first_drawn: float = math.nan
    second_drawn: float = math.nan
    """The two numbers of the newest round with manual_seed."""
    backward_calls: int = 0
    """Calls of backward() in the small experiment since w.grad was None."""
    held: float = math.nan
    """What w.grad holds there."""
    most_calls: int = 0
    """The most calls of backward() there in a row."""
    most_held: float = math.nan
    """What w.grad held after them: zero_grad() has thrown it away since."""
    emptied: bool = False
    """Whether zero_grad() has been called there."""


def drawn(rounds: Sequence[Round]) -> dict[str, Any]:
    """What Doings holds of the rounds that have been drawn."""
    seeded = [each for each in rounds if each.seed is not None]
    unseeded = [each[1:] for each in rounds if each.seed is None]
    return {
        "drawn_seeded": sum(each.seed == seeded[-1].seed for each in seeded),
        "drawn_unseeded": len(unseeded),
        "draws_differ": len(set(unseeded)) > 1,
        "first_drawn": seeded[-1].first if seeded else math.nan,
        "second_drawn": seeded[-1].second if seeded else math.nan,
    }


@dataclass(frozen=True)
class Measured(Mapping[str, Any]):
    """Each name with its number, or its function of an epoch; computed when an expression asks for it."""

    experiment: Experiment
    history: History
    """Up to the epoch that is shown."""
    start: Parameters | None = None
    beside: tuple[History, ...] = ()
    """Those of the runs that train in step."""
    doings: Doings = field(default_factory=Doings)
    others: Mapping[str, Any] = field(default_factory=dict)
    """More names: the answer that was given, and what a page itself calls by a name."""

    def __getitem__(self, name: str) -> Any:
        if name in self.others:
            return self.others[name]
        if name in DONE:
            return getattr(self.doings, name)
        return NAMES[name](self)

    def __iter__(self) -> Iterator[str]:
        return iter((*self.others, *DONE, *NAMES))

    def __len__(self) -> int:
        return len(self.others) + len(DONE) + len(NAMES)

    @property
    def settings(self) -> LoopSettings:
        """Those of the epochs to come."""
        return self.experiment.settings

    def now(self, name: str) -> float:
        """A column of the history at the epoch that is shown; W and b begin before it."""
        if len(self.history):
            return at(self.history, name, len(self.history) - 1)
        return math.nan if self.start is None or name not in Parameters._fields else getattr(self.start, name)


DONE = tuple(each.name for each in fields(Doings))

COLUMNS = {
    "loss": "loss",
    "W": "W",
    "b": "b",
    "W_grad": "W_grad",
    "b_grad": "b_grad",
    "W_own": "W_grad_fresh",
    "b_own": "b_grad_fresh",
}
"""The columns of a history by the names that pages have for them: W_grad is what .grad held, W_own the epoch's own."""


def at(history: History, column: str, epoch: float) -> float:
    """A column at an epoch; NaN where there is no such epoch."""
    number = int(epoch) if math.isfinite(epoch) else -1
    return float(history.column(column)[number]) if 0 <= number < len(history) else math.nan


def zero_from(history: History, decimals: float) -> float:
    """The epoch from which on the loss prints as 0 with so many decimals; NaN where it does not yet."""
    since = ReadsAsZero(int(max(0, min(decimals, 40)))).since(history.column("loss"))
    return math.nan if since is None else since


def largest_lr(measured: Measured) -> float:
    """The learning rate below which plain descent is stable on these data, 2 / largest curvature."""
    return 2 / curvature(measured.settings.data).largest


def alike(measured: Measured) -> float:
    """So many first epochs of the run and the one beside it have the same W, b and loss, bit for bit."""
    return Agreement().epochs(measured.history, measured.beside[0]) if measured.beside else 0


def extreme(choose: Callable[[Any], Any], history: History) -> float:
    """The largest or smallest loss so far."""
    losses = history.column("loss")
    return float(choose(losses)) if np.isfinite(losses).any() else math.nan


def beside(measured: Measured, number: float = 1) -> History:
    """The history of a run that trains in step, counted from 1; an empty one where there is none."""
    among = 1 <= number <= len(measured.beside)
    return measured.beside[int(number) - 1] if among else History()


def total(term: Callable[[Any, Any], Any], measured: Measured) -> float:
    """The sum of a term over all points."""
    data = measured.settings.data
    return math.fsum(term(*(np.asarray(values, np.float64).ravel() for values in (data.x, data.y))))


def beside_lr(measured: Measured) -> Callable[..., float]:
    """The learning rate that a run beside began with."""
    runs = partial(beside, measured)
    return lambda number=1: runs(number).settings_at(0).lr if len(runs(number)) else math.nan


def point(column: str, measured: Measured) -> Callable[[float], float]:
    """The x or y of a point, counted from 1."""

    def value(number: float) -> float:
        values = getattr(measured.settings.data, column)
        return float(values[int(number) - 1, 0]) if 1 <= number <= len(values) else math.nan

    return value


NAMES: dict[str, Callable[[Measured], Any]] = {
    "epochs": lambda m: len(m.history),
    "epoch": lambda m: len(m.history) - 1,
    "rows": lambda m: len(m.settings.data),
    "lr": lambda m: m.settings.lr,
    "momentum": lambda m: m.settings.momentum,
    "skips": lambda m: m.settings.skips,
    "every": lambda m: m.settings.every,
    "accumulate": lambda m: m.settings.accumulate,
    "batch_size": lambda m: m.settings.batch_size,
    "standardise": lambda m: m.settings.standardise,
    "seed": lambda m: m.experiment.seed,
    "largest_lr": largest_lr,
    "largest_curvature": lambda m: curvature(m.settings.data).largest,
    "smallest_curvature": lambda m: curvature(m.settings.data).smallest,
    "best_W": lambda m: optimum(m.settings.data).W,
    "best_b": lambda m: optimum(m.settings.data).b,
    "best_loss": lambda m: optimum(m.settings.data).loss,
    "smallest_loss": lambda m: extreme(np.nanmin, m.history),
    "largest_loss": lambda m: extreme(np.nanmax, m.history),
    "beside_smallest_loss": lambda m: extreme(np.nanmin, beside(m)),
    "beside_largest_loss": lambda m: extreme(np.nanmax, beside(m)),
    "beside": lambda m: len(m.beside),
    "beside_lr": beside_lr,
    "alike": alike,
    "x": partial(point, "x"),
    "y": partial(point, "y"),
    "sum_y": partial(total, lambda x, y: y),
    "sum_xy": partial(total, lambda x, y: x * y),
    "sum_yy": partial(total, lambda x, y: y * y),
    "zero_from": lambda m: partial(zero_from, m.history),
    **{name: lambda m, column=column: m.now(column) for name, column in COLUMNS.items()},  # type: ignore[misc]
    **{
        f"{name}_at": lambda m, column=column: partial(at, m.history, column)  # type: ignore[misc]
        for name, column in COLUMNS.items()
    },
    **{
        f"beside_{name}_at": lambda m, column=column: (  # type: ignore[misc]
            lambda epoch, number=1: at(beside(m, number), column, epoch)
        )
        for name, column in COLUMNS.items()
    },
}
"""What each name of an expression stands for, beside those of Doings and `answer`."""
