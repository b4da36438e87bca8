"""When the loss is expected to be all but the least possible one, and when it really was."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.dataset import Dataset
from model.experiment import LoopSettings
from model.history import History
from model.theory.curvature import curvature
from model.theory.expected import expected_epochs_of
from model.theory.surface import LossSurface, loss_surface
from model.theory.zones import Zone, zone

AT_ONCE = 2**18
"""Rows of a history that are looked at in one go, so that a long one takes little memory."""

LATE = 1.05
"""A run that takes this many times what is expected is held up by rounding: the formula knows nothing else."""


@dataclass(frozen=True)
class Convergence:
    """What is expected of the present settings, and what came of it; epochs are counted from 0 as the run's are."""

    since: int
    """The epoch from which on the settings hold."""
    expected: int | None
    """The epoch from which on the loss should be within the tolerance of the least; None where none can be told."""
    reached: int | None
    """The epoch from which on it was, up to the newest."""
    is_late: bool
    """Whether the run is well past the expected epoch and still not there."""
    to_zero: bool
    """Whether the least loss is nothing beside the tolerance: a line that fits exactly."""
    tolerance: float
    """How near to the least the loss is to be, in its unit; see LossSurface."""
    zone: Zone
    """What becomes of the loop, whether or not there is an epoch to expect."""


class ConvergenceWatch:
    """Follows a growing history; rows that were once looked at are not read again."""

    def __init__(self) -> None:
        self._run: tuple[object, ...] = ()
        self._expected: int | None = None
        self._zone = Zone.STILL
        self._since = self._rows = 0
        self._reached: int | None = None

    def look(
        self, history: History, settings: LoopSettings, data: Dataset, start: tuple[float, float], time: int
    ) -> Convergence:
        """What is to be said of a run that began with W and b of start, after the epoch time, or with -1 before all.

        The prediction is made from where the settings began that hold then, or now if the history does not have them.
        data are those that W and b are trained on with them. That the loss is within the tolerance is told from W and
        b in float64: the float32 of a large loss cannot tell so little. Of a record that goes on, all is looked at.
        """
        surface = loss_surface(data)
        since, end = _span(history, settings, time)
        begun = since < end
        run = (history.key, since, settings, start)
        if run != self._run:
            self._run, self._since, self._rows, self._reached = run, since, since, None
            self._expected = self._expect(history, settings, start)
            self._zone = zone(settings.lr, settings, curvature(data))
        if begun:
            self._read_on(history, end, surface, start)
        done, due = end - 1 - since, self._expected
        late = begun and due is not None and self._reached is None and done > LATE * (due - since) + 2
        to_zero = surface.least < 1e-3 * surface.tolerance
        return Convergence(since, due, self._reached, late, to_zero, surface.tolerance, self._zone)

    def _expect(self, history: History, settings: LoopSettings, start: tuple[float, float]) -> int | None:
        (W, b), velocity = start, None
        if self._since:
            before = history.epoch(self._since - 1)
            (W, b), velocity = (before.W, before.b), before.momentum
        velocity = velocity or (0.0, 0.0)
        if not math.isfinite(W + b + sum(velocity)):
            return None
        epochs = expected_epochs_of(settings, W, b, velocity=velocity)
        return None if epochs is None else self._since + epochs

    def _read_on(self, history: History, end: int, surface: LossSurface, start: tuple[float, float]) -> None:
        """Find since which epoch all begin with a W and b that are as good as the best."""
        W, b = history.column("W"), history.column("b")
        while self._rows < end:
            first, last = self._rows, min(self._rows + AT_ONCE, end)
            before = slice(max(first - 1, 0), last - 1)  # the row before holds what an epoch begins with
            excess = surface.excess(W[before].astype(np.float64), b[before].astype(np.float64))
            if first == 0:
                excess = np.concatenate([surface.excess(*(np.array([value]) for value in start)), excess])
            away = np.flatnonzero(~(excess <= surface.tolerance))  # NaN is away too
            if len(away):
                self._reached = None
            newly = first + (int(away[-1]) + 1 if len(away) else 0)
            if self._reached is None and newly < last:
                self._reached = newly
            self._rows = last


def _span(history: History, settings: LoopSettings, time: int) -> tuple[int, int]:
    """The first epoch that ran with these settings, and the one after the last; twice the next where none did yet."""
    end = len(history)
    for change in reversed(history.changes):
        if change.epoch <= time + 1:
            return (change.epoch, max(end, change.epoch)) if change.settings == settings else (time + 1, time + 1)
        end = min(end, change.epoch)
    return time + 1, time + 1
